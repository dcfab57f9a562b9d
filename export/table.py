"""A table to take away: columns, parts with their source, and how its rows were counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from answer.desk import plan_title
from answer.model import Answer
from index.citation import document_label
from review.compare import Comparison
from review.marks import Mark, Marked
from review.matrix import Row

Value = str | int | date | None

ROLE_NAMES = {"lead": "chủ trì", "support": "phối hợp", "advise": "tham mưu", "request": "được đề nghị"}
HOW_COUNTED = (
    ("Một dòng", "Mỗi điều khoản, dòng bảng hoặc khối “Đơn vị chủ trì” có giao cơ quan là một dòng."),
    ("Chủ trì", "Cơ quan làm chính theo lời văn; vai tham mưu, được đề nghị ghi trong ngoặc."),
    ("Thời hạn", "Nguyên văn. Cột Ngày chỉ có khi lời văn ghi đủ ngày, tháng, năm; không suy ra."),
    ("Trích dẫn, nguyên văn", "Lời của kế hoạch, cắt đúng từ tệp đã nạp."),
    ("Đọc trọn vẹn", "“Có” khi bản nạp được đọc đủ để nói rằng danh sách của kế hoạch ấy không thiếu."),
    ("Xác nhận, ghi chú", "Do người dùng ghi, có tên và giờ; không phải lời của kế hoạch."),
    ("Giá trị", "Bảng do hệ thống tự động lập để tra cứu; văn bản đã ký ban hành mới có giá trị."),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    width    in a sheet, in characters
    printed  on paper, in millimetres; 0 where it is left out
    beneath  printed in small type under the widest column instead of in one of its own
    """

    title: str
    width: int
    printed: int = 0
    beneath: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one source: its title above them, the source beneath."""

    title: str
    source: str
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What is taken away; facts are pairs (what, how) for the sheet "Cách đếm"."""

    title: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> list[tuple[Value, ...]]:
        return [row for part in self.parts for row in part.rows]


ASSIGNMENTS = (
    Column("TT", 6, printed=10),
    Column("Nhiệm vụ", 60, printed=72),
    Column("Chủ trì", 32, printed=34),
    Column("Phối hợp", 32, printed=30),
    Column("Thời hạn (nguyên văn)", 22, printed=22),
    Column("Ngày", 12),
    Column("Kế hoạch", 16),
    Column("Số, ký hiệu", 16),
    Column("Trang", 7),
    Column("Trích dẫn", 46, beneath=True),
    Column("Nguyên văn", 80),
    Column("Đọc trọn vẹn", 13),
    Column("Hạn được xác nhận", 14),
    Column("Xác nhận, ghi chú (không phải lời kế hoạch)", 44, beneath=True),
)


def assignment_table(rows: Sequence[Row], marked: Marked, facts: Iterable[tuple[str, str]]) -> Table:
    """Return rows of the matrix, numbered from 1, in one part a plan; facts say what they were chosen by."""
    numbered = list(enumerate(rows, start=1))
    parts = []
    for _, of_plan in groupby(numbered, key=lambda pair: pair[1].plan.id):
        own = list(of_plan)
        plan = own[0][1].plan
        values = tuple(_values(number, row, marked) for number, row in own)
        parts.append(Part(plan_title(plan), f"Nguồn: {document_label(plan)}", values))
    told = (*facts, ("Số dòng", str(len(rows))), *HOW_COUNTED)
    return Table("Bảng phân công nhiệm vụ", ASSIGNMENTS, tuple(parts), told)


def _values(number: int, row: Row, marked: Marked) -> tuple[Value, ...]:
    confirmed = marked.confirmed_day(row.number)
    return (
        number,
        row.task,
        "; ".join(row.doers),
        "; ".join(row.helpers),
        row.deadline,
        row.day,
        row.plan_name,
        row.plan.number,
        row.page,
        row.label,
        row.quote,
        "Có" if row.whole else "Không",
        confirmed.day if confirmed else None,
        "\n".join(map(mark_text, marked.by_row.get(row.number, ()))) or None,
    )


def mark_text(mark: Mark) -> str:
    """Return a mark as one sentence: what, of whom, by whom and when."""
    read, right = ROLE_NAMES[mark.role], ROLE_NAMES.get(mark.value, mark.value)
    said = {
        "deadline": f"thời hạn là {mark.day:%d/%m/%Y}" if mark.day else "",
        "role": f"vai đúng là {right} (chương trình đọc là {read})",
        "note": f"“{mark.value}”",
    }[mark.kind]
    verb = "ghi chú" if mark.kind == "note" else "xác nhận"
    return f"{mark.who} {verb} về {mark.agency}: {said} ({mark.at.astimezone():%H:%M %d/%m/%Y})"


CHECKED = (
    Column("TT", 6, printed=10),
    Column("Phát hiện", 90, printed=130),
    Column("Thời hạn", 22, printed=28),
    Column("Kế hoạch", 16),
    Column("Trích dẫn", 46, beneath=True),
    Column("Nguyên văn", 80),
)


def check_table(title: str, answer: Answer, facts: Iterable[tuple[str, str]]) -> Table:
    """Return what a check found, with how it was decided among the facts."""
    return _answer_table(title, answer, (*facts, *(("Cách xét", note) for note in answer.notes)))


def _answer_table(title: str, answer: Answer, facts: tuple[tuple[str, str], ...]) -> Table:
    cited = {citation.n: citation for citation in answer.citations}
    number, parts = 0, []
    for group in answer.groups:
        values: list[tuple[Value, ...]] = []
        for line in group.lines:
            number += 1
            proofs = [cited[n] for n in line.citations if n in cited]
            labels, quotes = "; ".join(p.label for p in proofs), "\n".join(p.quote for p in proofs)
            place = group.title.partition(" · ")[0]
            values.append((number, line.text, line.deadline, place, labels, quotes))
        parts.append(Part(group.title, f"Nguồn: {group.title}", tuple(values)))
    return Table(title, CHECKED, tuple(parts), facts)


COMPARED = (
    Column("Nội dung, cơ quan", 28, printed=32),
    Column("Kế hoạch", 18, printed=26),
    Column("Kế hoạch quy định", 90, printed=110),
    Column("Thời hạn", 22),
    Column("Trích dẫn", 46, beneath=True),
    Column("Nguyên văn", 80),
)


def comparison_table(
    comparisons: Sequence[Comparison], names: dict[str, str], facts: Iterable[tuple[str, str]]
) -> Table:
    """Return a grid line by line, a cell without lines as one line that says so; names are of the plans."""
    parts = tuple(
        Part(made.subject, "Nguồn: các điều khoản ghi dưới từng dòng", tuple(_cell_values(made, names)))
        for made in comparisons
    )
    return Table("Đối chiếu các kế hoạch", COMPARED, parts, (*facts, HOW_COUNTED[-1]))


def _cell_values(made: Comparison, names: dict[str, str]) -> Iterable[tuple[Value, ...]]:
    for cell in made.cells:
        place = names[cell.plan_id]
        cited = {citation.n: citation for citation in cell.citations}
        for line in cell.lines:
            proofs = [cited[n] for n in line.citations if n in cited]
            labels, quotes = "; ".join(p.label for p in proofs), "\n".join(p.quote for p in proofs)
            role = f"{ROLE_NAMES[line.role].capitalize()}: " if line.role else ""
            via = f" (thuộc nhóm “{line.via}”)" if line.via else ""
            yield made.subject, place, f"{role}{line.text}{via}", line.deadline, labels, quotes
        if cell.said:
            labels = "; ".join(citation.label for citation in cell.mentioned)
            quotes = "\n".join(citation.quote for citation in cell.mentioned)
            yield made.subject, place, cell.said, None, labels or None, quotes or None
