"""Files that are taken away, opened again by other libraries and read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from icalendar import Calendar, Event
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from answer.ask import ask
from answer.model import PART_OF_PARAGRAPH, Line, Written
from answer.present import line_texts
from answer.understanding.question import World
from export.answer_docx import answer_report
from export.calendar import calendar, confirmed
from export.document import clean
from export.table import Column, Part, Table, assignment_table, check_table, comparison_table
from export.table_docx import MAX_ROWS, report
from export.xlsx import CUT, MAX_CELL, workbook
from review.checks import CHECKS, found_by, named
from review.compare import compared
from review.marks import Marked, mark_on, standing
from review.matrix import Row, rows_of
from tests.answer.loaded import WordsOnly

DAY = date(2024, 5, 6)
NOON = datetime(2024, 5, 6, 5, tzinfo=UTC)
UNMARKED = Marked({}, ())


@pytest.fixture(scope="module")
def rows(world: World) -> tuple[Row, ...]:
    return rows_of(world)


def _dated(rows: tuple[Row, ...]) -> Row:
    return next(row for row in rows if row.day is not None)


def _table(*values: str) -> Table:
    columns = (Column("TT", 6, printed=10), Column("Việc", 40, printed=100))
    return Table("Bảng", columns, (Part("Phần", "Nguồn: x", tuple((1, v) for v in values)),), (("a", "b"),))


# -- .xlsx ---------------------------------------------------------------------------------------------


def test_a_sheet_has_typed_cells_filters_and_a_frozen_head(rows: tuple[Row, ...]) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(assignment_table(rows, UNMARKED, ()))))
    sheet, how = book.worksheets
    titles = [cell.value for cell in sheet[1]]
    assert (sheet.freeze_panes, how.title) == ("C2", "Cách đếm")
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"
    assert sheet.max_row == len(rows) + 1
    line = _dated(rows).number + 2
    at = {str(title): sheet.cell(line, n + 1) for n, title in enumerate(titles)}
    assert at["TT"].value == line - 1
    assert isinstance(at["Ngày"], Cell)
    assert at["Ngày"].is_date
    assert at["Ngày"].value.date() == date(2023, 11, 15)  # type: ignore[union-attr]
    assert at["Thời hạn (nguyên văn)"].value == "trước ngày 15 tháng 11 năm 2023"
    assert at["Trích dẫn"].value == _dated(rows).label
    assert at["Nguyên văn"].value == _dated(rows).quote
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert ("Số dòng", str(len(rows))) in [(line[0].value, line[1].value) for line in how.iter_rows()]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://ngoai.example")', "+84", "-1", "@SUM(A1)", "http://ngoai.example", "12"],
)
def test_words_of_documents_stay_words(text: str) -> None:
    content = workbook(_table(text))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert "<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()


def test_what_no_cell_holds_is_cut_and_said() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(_table("à" * 40_000)))).worksheets[0]
    value = str(sheet["B2"].value)
    assert len(value) == MAX_CELL
    assert value.endswith(CUT)


def test_control_characters_do_not_break_a_sheet() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(_table("một\x01hai\x0b"))))
    assert book.worksheets[0].max_row == 2


def test_an_empty_view_is_a_sheet_with_a_head() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook(assignment_table((), UNMARKED, ())))).worksheets[0]
    assert (sheet.max_row, sheet["B1"].value) == (1, "Nhiệm vụ")


# -- .docx ---------------------------------------------------------------------------------------------


def test_a_report_prints_on_a4_with_each_source_beneath(rows: tuple[Row, ...]) -> None:
    table = assignment_table(rows[:40], UNMARKED, (("Bộ lọc", "tất cả"),))
    made = docx.Document(BytesIO(report(table, day=DAY)))
    page = made.sections[0]
    assert page.orientation == WD_ORIENT.PORTRAIT
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    room = page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
    head, *grids = made.tables
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.rows[0].cells[1].text
    assert len(grids) == len(table.parts)
    for grid, part in zip(grids, table.parts, strict=True):
        assert sum(int(cell.width or 0) for cell in grid.rows[0].cells) <= room + Mm(1)
        assert len(grid.rows) == len(part.rows) + 1
        assert "w:tblHeader" in grid.rows[0]._tr.xml
    task = grids[0].rows[1].cells[1].text
    assert task.startswith(rows[0].task)
    assert task.endswith(rows[0].label)
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert all(part.source in texts for part in table.parts)


def test_a_long_report_says_where_the_rest_is() -> None:
    table = _table(*(f"việc {n}" for n in range(MAX_ROWS + 5)))
    made = docx.Document(BytesIO(report(table, day=DAY)))
    assert len(made.tables[1].rows) == MAX_ROWS + 1
    assert any(f"{MAX_ROWS} dòng đầu trong {MAX_ROWS + 5} dòng" in p.text for p in made.paragraphs)


def test_control_characters_do_not_break_a_report() -> None:
    assert clean("một\x01hai\x0c") == "mộthai"
    made = docx.Document(BytesIO(report(_table("một\x01hai"), day=DAY)))
    assert made.tables[1].rows[1].cells[1].text == "mộthai"


def test_an_answer_is_taken_away_whole(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Cần Thơ phải làm gì?"], library)
    made = docx.Document(BytesIO(answer_report(answer, day=DAY)))
    texts = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert answer.summary in texts
    assert all(line.text in texts for group in answer.groups for line in group.lines)
    sources = made.tables[1]
    assert [row.cells[0].text for row in sources.rows[1:]] == [f"[{c.n}]" for c in answer.citations]
    assert [row.cells[2].text for row in sources.rows[1:]] == [c.quote for c in answer.citations]


def test_what_a_language_model_wrote_is_taken_away_as_such(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Cần Thơ phải làm gì?"], library)
    told = Line(f"Một câu [1].{PART_OF_PARAGRAPH}Hai câu [2].", (1, 2))
    made = docx.Document(BytesIO(answer_report(replace(answer, written=Written((told,), 2)), day=DAY)))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[texts.index("Một câu [1]. Hai câu [2].") + 1].startswith("Đoạn trên do mô hình ngôn ngữ")
    assert all(f"- {text}" in texts for group in answer.groups for text in line_texts(group))


def test_checks_and_grids_are_tables_too(world: World, library: WordsOnly) -> None:
    found = found_by(named(CHECKS, "passed"), world, tuple(world.plans), DAY)
    table = check_table("Thời hạn đã qua", found, ())
    assert len(table.rows) == 3
    assert ("Cách xét", found.notes[0]) in table.facts
    made = compared("tập huấn", ("can-tho", "khanh-hoa"), world, lambda q, p: ask([q], library, plans=p))
    grid = comparison_table([made], {"can-tho": "Cần Thơ", "khanh-hoa": "Khánh Hòa"}, ())
    assert {row[1] for row in grid.rows} == {"Cần Thơ", "Khánh Hòa"}
    assert all(row[4] for row in grid.rows)
    assert len(docx.Document(BytesIO(report(grid, day=DAY))).tables) == 2


# -- .ics ----------------------------------------------------------------------------------------------


def test_only_confirmed_deadlines_reach_a_calendar(rows: tuple[Row, ...]) -> None:
    row = _dated(rows)
    assert not Calendar.from_ical(calendar(rows, UNMARKED)).walk("VEVENT")
    mark = mark_on(row, row.assignments[0], "deadline", "2023-11-14", who="Trần An, trưởng phòng", at=NOON)
    marked = standing([mark], rows)
    assert confirmed(rows, marked) == [row]
    (event,) = Calendar.from_ical(calendar(rows, marked)).walk("VEVENT")
    assert isinstance(event, Event)
    assert event.decoded("dtstart") == date(2023, 11, 14)
    assert row.label in str(event["description"])
    assert "Trần An, trưởng phòng xác nhận" in str(event["description"])
    assert "trước ngày 15 tháng 11 năm 2023" in str(event["description"])


def test_an_event_keeps_its_identity_when_its_day_moves(rows: tuple[Row, ...]) -> None:
    row = _dated(rows)
    mark = mark_on(row, row.assignments[0], "deadline", "2023-11-14", who="An", at=NOON)
    moved = replace(mark, value="2023-11-10")
    (first,), (second,) = (
        Calendar.from_ical(calendar(rows, standing([one], rows))).walk("VEVENT") for one in (mark, moved)
    )
    assert first["uid"] == second["uid"]
    assert first["dtstart"] != second["dtstart"]


def test_confirmations_stand_beside_the_document_in_the_sheet(rows: tuple[Row, ...]) -> None:
    row = _dated(rows)
    marks = [
        mark_on(row, row.assignments[0], "deadline", "2023-11-14", who="An", at=NOON),
        mark_on(row, row.assignments[0], "note", "=hỏi lại", who="Bình", at=NOON),
    ]
    table = assignment_table([row], standing(marks, rows), ())
    values = dict(zip((column.title for column in table.columns), table.rows[0], strict=True))
    assert values["Thời hạn (nguyên văn)"] == row.deadline
    assert values["Ngày"] == row.day
    assert values["Hạn được xác nhận"] == date(2023, 11, 14)
    said = str(values["Xác nhận, ghi chú (không phải lời kế hoạch)"])
    assert "An xác nhận" in said
    assert "Bình ghi chú" in said
