"""What became of a question set -> .docx: the minutes of a trial, question by question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from export.document import Report
from training.replay import STATUS_NAMES, Outcome, tally_of

VERDICTS = {True: "Đạt", False: "Không đạt", None: "Không chấm"}
MOST_SOURCES = 6  # citations named of one answer; further ones are counted
NOTICE = (
    "Câu hỏi soạn từ kế hoạch lấy đáp án từ phần phân công và thể thức đã đọc được: biên bản cho biết "
    "câu hỏi có tìm đến đúng điều khoản không, không thay cho việc đối chiếu với văn bản gốc."
)


def minutes(outcomes: Sequence[Outcome], plan_names: Sequence[str], *, title: str, at: datetime) -> bytes:
    """Return the minutes; title names the set, at is when it was asked."""
    made = Report("Biên bản chạy thử bộ câu hỏi", day=at.date(), lead=title)
    tally = tally_of(outcomes)
    made.paragraph(f"Thời điểm chạy: {at:%H giờ %M, ngày %d/%m/%Y}.")
    made.paragraph(f"Các kế hoạch đã nạp ({len(plan_names)}): {'; '.join(plan_names)}.")
    made.paragraph(
        f"Kết quả: {tally.total} câu; đạt {tally.passed}, không đạt {tally.failed}, "
        f"không chấm {tally.unjudged}.",
        bold=True,
    )
    grid = made.table((10, 58, 22, 80), ("TT", "Câu hỏi", "Kết quả", "Trả lời, lý do"))
    for number, outcome in enumerate(outcomes, 1):
        row = (str(number), outcome.question, VERDICTS[outcome.passed], _told(outcome))
        grid.add(row, beneath=_sources(outcome), under=3)
    made.paragraph(NOTICE, italic=True, size=11, before=8)
    made.paragraph("Người chạy thử", bold=True, before=14, centred=True)
    return made.content()


def _told(outcome: Outcome) -> str:
    """Return the first words of the answer and, where there are any, the reasons."""
    answer = outcome.answer
    said = f"{STATUS_NAMES[answer.status]}: {answer.summary}" if answer else ""
    return "\n".join(filter(None, (said, *outcome.reasons)))


def _sources(outcome: Outcome) -> tuple[str, ...]:
    labels = [citation.label for citation in outcome.answer.citations] if outcome.answer else []
    more = len(labels) - MOST_SOURCES
    return (*labels[:MOST_SOURCES], *([f"và {more} điều khoản khác"] if more > 0 else []))
