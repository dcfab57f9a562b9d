"""An empty table for a trainer's own questions, with two examples, as .xlsx."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from training.own_sets import HEADERS

WIDTHS = (60, 18, 20, 50, 30, 30)  # characters
EXAMPLES = (
    ("Ai chủ trì … ở …? (xuống dòng trong ô để hỏi tiếp)", "", "Trả lời", "một đoạn của điều khoản", "", ""),
    ("Câu hỏi mà kế hoạch không nói tới", "", "Không tìm thấy", "", "", ""),
)


def question_form() -> bytes:
    """Return the form; its header row is what `training.own_sets.read_set` looks for."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Câu hỏi"
    for row in (tuple(HEADERS.values()), *EXAMPLES):
        sheet.append(row)
    for column, width in enumerate(WIDTHS, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row_of_cells in sheet.iter_rows(min_row=2):
        for cell in row_of_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
