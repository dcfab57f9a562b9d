"""An answer of the chat -> .docx: its lines as they were shown, its notes, and every source verbatim."""

from __future__ import annotations

from datetime import date

from answer.model import PART_OF_PARAGRAPH, Answer, Citation
from answer.present import line_texts, proof_line, today_notes
from export.document import Report

NOTICE = "Do hệ thống tự động lập để tra cứu; văn bản đã ký ban hành mới có giá trị."
WRITTEN = "Đoạn trên do mô hình ngôn ngữ viết lại, từng câu đã đối chiếu với nguồn; các dòng gốc ở dưới."
NEAREST = "Đoạn gần nhất (không phải căn cứ trả lời)"


def answer_report(answer: Answer, *, day: date) -> bytes:
    """Return the .docx file of an answer; day is the day of the report."""
    made = Report("Kết quả tra cứu kế hoạch", day=day, lead=answer.question)
    made.paragraph(answer.summary, bold=True)
    for agency, note in today_notes(answer):
        made.paragraph(f"{agency}: {note}", italic=True, size=12)
    if answer.written is not None and answer.written.paragraphs:
        for line in answer.written.paragraphs:
            made.paragraph(line.text.replace(PART_OF_PARAGRAPH, " "))
        made.paragraph(WRITTEN, italic=True, size=11)
    for group in answer.groups:
        made.heading(group.title)
        for text in line_texts(group):
            made.paragraph(f"- {text}")
    for note in answer.notes:
        made.paragraph(f"Lưu ý: {note}", italic=True, size=12)
    _write_sources(made, "Nguồn (nguyên văn)", answer.citations)
    _write_sources(made, NEAREST, answer.nearest)
    if answer.groups:
        made.paragraph(f"Đối chiếu: {proof_line(answer)}.", size=11, before=6)
    made.paragraph(NOTICE, italic=True, size=11)
    return made.content()


def _write_sources(made: Report, title: str, citations: tuple[Citation, ...]) -> None:
    if not citations:
        return
    made.heading(title)
    grid = made.table((12, 58, 100), ("Số", "Trích dẫn", "Nguyên văn"))
    for citation in citations:
        page = f" (trang {citation.page})" if citation.page else ""
        grid.add((f"[{citation.n}]", f"{citation.label}{page}", citation.quote))
