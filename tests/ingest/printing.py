"""Plans set in type as offices do it, so that what is printed can be read back: PDF and page images.

A letterhead in two columns, justified lines with the first one indented, ruled tables that run over pages,
page numbers on top, the recipients beside the signature (Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import regex as re
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ingest.letterhead import AUTHORITY, DATE, MOTTO, OFFICER, RECIPIENTS, TITLE

FACES = Path("/usr/share/fonts/truetype/noto")
MARKDOWN = re.compile(r"^#{1,6}\s+|\*{2}|^\*(?=\S.*\*$)|(?<=\S)\*$|\\(?=[.\-])")
BESIDE = re.compile(r" {3,}|\t+")  # what parts two columns in a text
RULE_ROW = re.compile(r"[|:\-\s]+$")


def as_pdf(text: str, path: Path, *, wide: bool = False) -> Path:
    """Print the plan in text into a PDF at path; wide sets it on sheets laid on their side."""
    load_faces()
    size = landscape(A4) if wide else A4
    document = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=3 * cm,
        rightMargin=1.5 * cm,
        topMargin=2 * cm,
        bottomMargin=2 * cm,
    )
    document.build(list(_story(text, size[0] - 4.5 * cm)), onLaterPages=_number)
    return path


def load_faces() -> None:
    """Make a typeface with Vietnamese letters known to reportlab, as Serif and Serif-Bold."""
    if not (FACES / "NotoSerif-Regular.ttf").is_file():
        pytest.skip("no font with Vietnamese letters here (Debian: fonts-noto-core)")
    for name, face in (("Serif", "NotoSerif-Regular"), ("Serif-Bold", "NotoSerif-Bold")):
        pdfmetrics.registerFont(TTFont(name, FACES / f"{face}.ttf"))


def _style(name: str, size: float = 13, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Serif", fontSize=size, leading=size * 1.36, **more)


BODY = _style("body", alignment=TA_JUSTIFY, firstLineIndent=1.1 * cm, spaceAfter=6)
MIDDLE = _style("middle", alignment=TA_CENTER)
SMALL = _style("small", size=11)
CELL = _style("cell", size=11)


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Serif", 13)
    canvas.drawCentredString(document.pagesize[0] / 2, document.pagesize[1] - 1.4 * cm, str(document.page))


def _story(text: str, width: float) -> Iterator[Any]:
    lines = [line.rstrip("\r ") for line in text.replace("\f", "\n").split("\n") if line.strip()]
    opening = next((k for k, line in enumerate(lines) if TITLE.match(_plain(line))), 0)
    tail = next((k for k, line in enumerate(lines) if RECIPIENTS.match(_plain(line))), len(lines))
    signer = next((k for k in range(tail, len(lines)) if _signs(_plain(lines[k]))), len(lines))
    closing = next((k for k in range(signer, len(lines)) if _opens_more(lines[k])), len(lines))
    head = lines[:opening]
    cells = [cell for line in head for cell in BESIDE.split(line.strip())]
    right = [cell for cell in cells if MOTTO.match(_plain(cell)) or DATE.match(_plain(cell))]
    left = [cell for cell in cells if cell not in right]
    yield from _columns(left, right, width, MIDDLE)
    yield from _body(lines[opening:tail], width)
    yield from _columns(lines[tail:signer], lines[signer:closing], width, SMALL)
    yield from _body(lines[closing:], width)


def _signs(line: str) -> bool:
    return bool(AUTHORITY.match(line) or OFFICER.match(line))


def _opens_more(line: str) -> bool:
    return bool(TITLE.match(_plain(line)) or re.match(r"(?:PHỤ LỤC|Phụ lục)", _plain(line)))


def _plain(line: str) -> str:
    return MARKDOWN.sub("", line).strip()


def _columns(left: Sequence[str], right: Sequence[str], width: float, style: ParagraphStyle) -> Iterator[Any]:
    if left or right:
        cells = [[_set(line, style) for line in left], [_set(line, MIDDLE) for line in right]]
        yield Table(
            [cells], colWidths=[0.44 * width, 0.56 * width], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
        yield Spacer(1, 12)


def _body(lines: Sequence[str], width: float) -> Iterator[Any]:
    for ruled, part in groupby(lines, lambda line: "\t" in line or line.lstrip().startswith("|")):
        if ruled:
            yield _table([line for line in part if not RULE_ROW.match(line)], width)
        else:
            for line in part:
                yield _set(line, MIDDLE if TITLE.fullmatch(_plain(line)) else BODY)


def _set(line: str, style: ParagraphStyle) -> Paragraph:
    words = escape(_plain(line))
    return Paragraph(
        f'<font name="Serif-Bold">{words}</font>' if line.startswith(("**", "#")) else words, style
    )


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|") if line.lstrip().startswith("|") else line.split("\t")


def _whole(rows: Sequence[list[str]]) -> list[list[str]]:
    """Return rows with those put together that the text breaks within a cell."""
    wide = max(map(len, rows))
    whole: list[list[str]] = []
    for row in rows:
        if whole and len(whole[-1]) < wide and len(whole[-1]) + len(row) - 1 <= wide and len(row) < wide:
            whole[-1] = [*whole[-1][:-1], f"{whole[-1][-1]} {row[0]}", *row[1:]]
        else:
            whole.append(row)
    return whole


def _table(lines: Sequence[str], width: float) -> Table:
    """Return a ruled table; the number's column is narrow, a row with one filled cell is one merged cell."""
    rows = [
        line.strip().strip("|").split("|") if line.lstrip().startswith("|") else line.split("\t")
        for line in lines
    ]
    wide = max(map(len, rows))
    rows = [[cell.strip() for cell in row] + [""] * (wide - len(row)) for row in rows]
    style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("SPAN", (0, k), (-1, k)) for k, row in enumerate(rows) if row[0] and not any(row[1:])]
    narrow = 1.3 * cm
    rest = (width - narrow) / (wide + 0.6)
    cells = [[Paragraph(escape(_plain(cell)), CELL) for cell in row] for row in rows]
    return Table(
        cells, colWidths=[narrow, 1.6 * rest, *[rest] * (wide - 2)], style=TableStyle(style), repeatRows=1
    )
