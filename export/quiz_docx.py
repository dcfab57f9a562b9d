"""A quiz -> .docx: the sheet of questions to hand out, and the key with the clause behind each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from answer.model import Citation
from export.document import Report
from training.cases import Case
from training.quiz_items import LETTERS, PARTS, Choice, Claim, Item, Quiz, Row, Table

NOTICE = "Soạn tự động từ các kế hoạch đã nạp; văn bản đã ký ban hành mới có giá trị."
NAME_LINE = "Họ và tên: ……………………………………   Đơn vị: ……………………………………"
BLANK = "……………"
ROMAN = ("I", "II", "III", "IV")


def question_sheet(quiz: Quiz, plan_names: Sequence[str], *, day: date) -> bytes:
    """Return the questions as .docx; no answer stands in it. plan_names are those the quiz is made from."""
    made = Report("Câu hỏi tập huấn", day=day, lead=_lead(quiz, plan_names))
    made.paragraph(NAME_LINE, before=6, after=6)
    for title, items in parts_of(quiz):
        made.heading(title)
        for number, item in items:
            _write_question(made, number, item)
    made.paragraph(NOTICE, italic=True, size=11, before=10)
    return made.content()


def answer_key(quiz: Quiz, plan_names: Sequence[str], *, day: date) -> bytes:
    """Return the answers as .docx, each with its clause, formally cited and verbatim."""
    made = Report("Đáp án và căn cứ", day=day, lead=_lead(quiz, plan_names))
    for title, items in parts_of(quiz):
        made.heading(title)
        if any(isinstance(item, Case) for _, item in items):
            for number, item in items:
                _write_hints(made, number, item, quiz)
            continue
        grid = made.table((14, 48, 108), ("Câu", "Đáp án", "Căn cứ (nguyên văn)"))
        for number, item in items:
            for label, answer, proof in _answers(number, item):
                cited = quiz.proofs(proof)
                quotes = "\n".join(citation.quote for citation in cited)
                grid.add((label, answer, quotes), beneath=tuple(map(_place, cited)), under=2)
    made.paragraph(NOTICE, italic=True, size=11, before=10)
    return made.content()


def parts_of(quiz: Quiz) -> list[tuple[str, list[tuple[int, Item]]]]:
    """Return the parts that a quiz has, titled, with their items numbered through the whole quiz."""
    numbered = list(enumerate(quiz.items, 1))
    found = [
        (name, [(n, item) for n, item in numbered if isinstance(item, kind)]) for kind, name in PARTS.items()
    ]
    present = [(name, items) for name, items in found if items]
    return [(f"Phần {ROMAN[at]}. {name}", items) for at, (name, items) in enumerate(present)]


def answer_of(item: Choice | Claim) -> str:
    """Return the right answer as it is written in a key: "B. Sở Tài chính", "Sai"."""
    if isinstance(item, Choice):
        return f"{LETTERS[item.right]}. {item.options[item.right]}"
    return "Đúng" if item.right else "Sai"


def _lead(quiz: Quiz, plan_names: Sequence[str]) -> str:
    return f"Theo: {'; '.join(plan_names)}. Đề số {quiz.seed}, {len(quiz.items)} câu."


def _place(citation: Citation) -> str:
    page = f" (trang {citation.page})" if citation.page else ""
    return f"{citation.label}{page}"


# -- questions -----------------------------------------------------------------------------------------


def _write_question(made: Report, number: int, item: Item) -> None:
    made.paragraph(f"Câu {number}. {item.text}", before=6)
    if isinstance(item, Choice):
        for letter, option in zip(LETTERS, item.options, strict=False):
            made.paragraph(f"{letter}. {option}", size=13)
    elif isinstance(item, Claim):
        made.paragraph("☐ Đúng     ☐ Sai")
    elif isinstance(item, Table):
        _write_table(made, item)
    else:
        for at, question in enumerate(item.questions):
            made.paragraph(f"{LETTERS[at].lower()}) {question}")


def _write_table(made: Report, item: Table) -> None:
    dated = any(row.deadline for row in item.rows)
    widths, head = (12, 48, 110), ("TT", "Cơ quan, đơn vị", "Nhiệm vụ")
    grid = made.table((12, 46, 80, 32), (*head, "Thời hạn")) if dated else made.table(widths, head)
    for number, row in enumerate(item.rows, 1):
        cells = (str(number), *_cells(row, number))
        grid.add(cells if dated else cells[:3])
    banks = {"Cơ quan": item.agencies, "Nhiệm vụ": item.tasks, "Thời hạn": item.deadlines}
    for name, entries in banks.items():
        if entries:
            made.paragraph(f"{name} để chọn: {' / '.join(f'“{entry}”' for entry in entries)}.", size=12)


def _cells(row: Row, number: int) -> tuple[str, str, str]:
    """Return agency, task and deadline of a row as printed, the blank one numbered."""
    gap = f"({number}) {BLANK}"
    return (
        gap if row.blank == "agency" else row.agency,
        gap if row.blank == "task" else row.task,
        gap if row.blank == "deadline" else row.deadline or "không ghi",
    )


# -- answers -------------------------------------------------------------------------------------------


def _answers(number: int, item: Item) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield label, answer and proof of each thing an item asks for."""
    if isinstance(item, Table):
        for row_number, row in enumerate(item.rows, 1):
            yield f"{number}.{row_number}", row.right, row.proof
    elif not isinstance(item, Case):
        yield str(number), f"{answer_of(item)}\n{item.because}", item.proof


def _write_hints(made: Report, number: int, item: Item, quiz: Quiz) -> None:
    if not isinstance(item, Case):
        return
    made.paragraph(f"Câu {number}. Gợi ý thảo luận: “{item.words}”", before=6)
    for hint in item.hints:
        made.paragraph(f"- {hint.text}")
        for citation in quiz.proofs(hint.proof):
            made.paragraph(f"{_place(citation)}: “{citation.quote}”", italic=True, size=11)
