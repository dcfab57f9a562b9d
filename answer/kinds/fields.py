"""What a plan says of one task in a labelled line or a column: where, in what form, with what to show."""

from __future__ import annotations

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, cite, lines_of, shortened, tidy
from answer.kinds.content import content_line
from answer.model import Line
from answer.seek import best_units, focus, grouped, said_by
from answer.understanding.fields import OF_INTENT, Field
from ingest.fold import fold

# "tại cửa khẩu Trà Lĩnh", "ở Quảng trường …": of a clause that has no line for it
IN_WORDS = {
    "venue": re.compile(r"\b(?:tại|ở)\s+(?:\p{Ll}+\s+){0,5}\p{Lu}"),
    # "gửi về cơ quan tài chính cùng cấp", "báo cáo Ủy ban nhân dân tỉnh", "trình cấp có thẩm quyền"
    "receiver": re.compile(
        r"\b(?:gửi|nộp|chuyển|báo cáo|trình)(?:\s+(?:về|cho|đến|lên|qua|kết quả|tình hình|thực hiện)){0,4}\s+"
        r"(?:cơ quan|cấp|đơn vị|phòng|\p{Lu})"
    ),
}
TASK_COLUMNS = ("number", "task", "lead", "support")  # say what is done and by whom
BEYOND = "beyond"  # the intent of a turn that counts further than the answer before goes
SUMMARY = 160  # characters of the line in a summary


def answer_column(desk: Desk) -> Draft | None:
    """Answer a question that names only a column, of the task in hand; not the audience a question names."""
    draft = answer_field(desk)
    of_task = desk.question.intent != "audience" or (draft is not None and draft.status == "answered")
    return draft if of_task else None


def answer_beyond(desk: Desk) -> Draft | None:
    """Say how many tasks the answer before has, where one is counted off that is none of them."""
    if desk.question.intent != BEYOND:
        return None
    count = len(desk.before)
    ask = " Anh/chị hỏi việc nào trong số đó?" if count > 1 else ""
    return Draft("clarify", f"Câu trả lời trước chỉ có {count} việc.{ask}")


def answer_field(desk: Desk) -> Draft | None:
    """Answer what the line or column asked for says of the task in hand, or that it has none.

    None where the words found do not make one task plain, or what is asked is no such thing.
    """
    field = OF_INTENT.get(desk.question.intent)
    if field is None:
        return None
    units = desk.before or best_units(desk, desk.units()).units
    groups = grouped(desk, units, lambda unit: _field_line(desk, unit, field))
    if not groups and len(units) == 1:
        groups = grouped(desk, units, lambda unit: _words_line(desk, unit, field))
    if groups:
        return Draft("answered", shortened(lines_of(groups)[0].text, SUMMARY), groups)
    return _without(desk, units, field) if desk.before else None


def tells(unit: Unit, field: Field) -> bool:
    """Return whether a unit has a line, a column or words for what is asked."""
    said = IN_WORDS.get(field.intent)
    labelled = any(c.field and _names(c.field, field) for c in unit.clauses)
    cells = any(cell.text.strip() and _names(cell.header, field) for c in unit.clauses for cell in c.cells)
    return labelled or cells or bool(said and said.search(unit.text))


def _field_line(desk: Desk, unit: Unit, field: Field) -> Line | None:
    """Return the labelled line or the cell of unit that says what is asked; None where it has none."""
    for clause in unit.clauses:
        if clause.field and _names(clause.field, field):
            return Line(tidy(clause.text), (cite(desk, unit, fields=(clause.field.lower(),)),))
        for cell in clause.cells:
            if cell.column not in TASK_COLUMNS and cell.text.strip() and _names(cell.header, field):
                said = f"{tidy(cell.header)}: "
                return Line(f"{said}{tidy(cell.text)}", (cite(desk, unit),), ours=(said.strip(),))
    return None


def _words_line(desk: Desk, unit: Unit, field: Field) -> Line | None:
    """Return the words of a clause that say in running text what is asked; None where they do not."""
    said = IN_WORDS.get(field.intent)
    if said is None or not said.search(unit.text):
        return None
    return said_by(unit, focus(desk, unit, unit.text, said), cite(desk, unit, fields=("",)))


def _names(label: str, field: Field) -> bool:
    folded = fold(label)
    return any(words in folded for words in field.labels)


def _without(desk: Desk, units: tuple[Unit, ...], field: Field) -> Draft:
    """Say that the task in hand has no such line, with its words."""
    groups = grouped(desk, units, lambda unit: content_line(desk, unit))
    which = "Điều khoản này" if len(units) == 1 else "Các điều khoản này"
    return Draft("partial", f"{which} không ghi riêng {field.named}.", groups)
