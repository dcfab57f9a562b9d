"""Edge: pages saved from the web -> Reading: the words that a browser shows, in the order of the page.

What surrounds the plan (menus, related news, notices) is kept as lines: the parser shows it as text that
was not read. Left out is what a browser does not print: scripts, styles, hidden parts, fields of forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import regex as re
from lxml import etree

from ingest.containers import damaged
from ingest.legacy_encodings import font_encoding, in_unicode, warning_of
from ingest.marks import read_mark
from ingest.readers.docx_numbering import letter, roman
from ingest.readers.pipe_rows import Cell, laid_out, pipe_rows
from ingest.readers.plain_text import decode
from ingest.reading import Reading
from ingest.table_header import is_header

# Names of elements: those that no browser prints, and those that stand on lines of their own.
UNPRINTED = re.compile(
    r"script|style|noscript|template|svg|math|head|iframe|object|select|option|input|button"
    r"|textarea|canvas|audio|video|map|datalist|dialog"
)
BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|header|hr|html|legend|li|main|nav|ol|p"
    r"|pre|section|summary|table|tbody|td|th|tr|ul"
)
CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
FONT = re.compile(r"font-family\s*:\s*['\"]?([^'\";,]+)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML folds into one; a space that must not break stays
LARGEST_SPAN = 60  # rows or columns; a page that says more has a slip
LONGEST_CELL = 2_000  # characters; what holds more is a part of the page, not a value
COUNTED = {"a": letter, "A": lambda n: letter(n).upper(), "i": lambda n: roman(n).lower(), "I": roman}


def read(path: Path) -> Reading:
    """Return the words of an HTML page.

    Raises UnreadableFileError where it is empty, in an encoding that is not proven, or no page at all.
    """
    text, warnings = _decoded(path.read_bytes(), path.name)
    try:
        root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(path.name) from error
    page = _Page(root)
    return Reading(_joined(page.blocks(root, "")), "html", warnings=(*warnings, *page.warnings))


def _decoded(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return raw as text by the encoding that the page declares where it holds, else by proof."""
    declared = CHARSET.search(raw[:DECLARED_WITHIN])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset and charset not in ("utf-8", "utf8", "x-user-defined", "iso-8859-1", "windows-1252"):
        try:
            return _without_declaration(raw.decode(charset)), ()
        except (LookupError, UnicodeError):
            pass  # the declaration is wrong; what the bytes prove counts
    text, warnings = decode(raw, name)
    return _without_declaration(text), warnings


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _joined(lines: Iterable[str]) -> str:
    """Return lines as text, with one blank at most between two of them."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


class _Page:
    """Walks one page; warnings are what was noticed on the way."""

    def __init__(self, root: Any) -> None:
        self.warnings: list[str] = []
        self.printed = _printed(root)

    def blocks(self, element: Any, font: str) -> Iterator[str]:
        """Yield the lines of an element, "" between paragraphs, centred ones that follow at once excepted."""
        if element not in self.printed:
            return
        if element.tag == "table":
            yield ""
            yield from self._table(element, font)
            yield ""
            return
        font = _font(element) or font
        inline = _Inline(self, font, keeps=element.tag == "pre")
        inline.add(element.text)
        centred = False
        for child in element:
            if self.printed.get(child):
                yield from inline.lines()
                if not (centred and _is_centred(child)):
                    yield ""
                centred = _is_centred(child)
                yield from self._listed(element, child, font)
            else:
                self._inline(child, font, inline)
            inline.add(child.tail)
            centred = centred and inline.is_blank
        yield from inline.lines()

    def _listed(self, parent: Any, item: Any, font: str) -> Iterator[str]:
        """Yield the lines of a block, the first with the sign that is printed before an item of a list."""
        lines = list(self.blocks(item, font))
        first = next((at for at, line in enumerate(lines) if line), None)
        if item.tag == "li" and first is not None and read_mark(lines[first]) is None:
            lines[first] = f"{_sign(parent, item)} {lines[first]}"
        if _is_centred(item):
            yield from filter(None, lines)
        else:
            yield from (*lines, "")

    def _inline(self, element: Any, font: str, inline: _Inline) -> None:
        """Add the words of an element within a line."""
        if element not in self.printed:
            return
        font = _font(element) or font
        if element.tag == "br":
            inline.break_line()
        inline.add(element.text, font)
        for child in element:
            self._inline(child, font, inline)
            inline.add(child.tail, font)

    def in_unicode(self, words: str, font: str) -> str:
        shown = in_unicode(words, font)
        found = font_encoding(font)
        if shown != words and found:
            sentence = warning_of("TCVN3 (ABC)" if found[0] == "TCVN3" else "VNI")
            self.warnings += [] if sentence in self.warnings else [sentence]
        return shown

    # -- tables -----------------------------------------------------------------------------------

    def _table(self, table: Any, font: str) -> Iterator[str]:
        """Yield a table as rows of pipes, or as lines where it only lays out the page."""
        font = _font(table) or font
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption, font)
        if any(True for _ in table.iterdescendants("table")):
            for row in rows:
                for cell in _cells(row):
                    yield ""
                    yield from self.blocks(cell, font)
            return
        cells = [[tuple(filter(None, self.blocks(cell, font))) for cell in _cells(row)] for row in rows]
        grid = _grid(rows, cells)
        yield from laid_out(grid) or (_as_blocks(cells) if _is_layout(grid) else pipe_rows(grid))


class _Inline:
    """The words of a line while they are gathered, white space folded as a browser does."""

    def __init__(self, page: _Page, font: str, *, keeps: bool) -> None:
        self.page, self.font, self.keeps = page, font, keeps
        self.text = ""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def add(self, words: str | None, font: str = "") -> None:
        shown = self.page.in_unicode(words or "", font or self.font)
        self.text += shown if self.keeps else SPACES.sub(" ", shown)

    def break_line(self) -> None:
        self.text += "\v"  # told apart from the line ends of the source

    def lines(self) -> Iterator[str]:
        """Yield what was gathered as lines, then begin anew."""
        text, self.text = self.text.replace("\v", "\n"), ""
        for line in text.split("\n"):
            words = line.rstrip() if self.keeps else re.sub(r" {2,}", " ", line).strip()
            if words.strip():
                yield words


def _is_unprinted(element: Any) -> bool:
    if not isinstance(element.tag, str) or UNPRINTED.fullmatch(element.tag) or "hidden" in element.attrib:
        return True
    return bool(HIDDEN.search(element.get("style") or ""))


def _printed(root: Any) -> dict[Any, bool]:
    """Return the elements that are printed; the value tells whether one stands on lines of its own.

    It does where it is a block or, whatever it is itself, where there is a block inside it.
    """
    printed: dict[Any, bool] = {}
    for element in root.iter():
        above = element.getparent()
        if not _is_unprinted(element) and (above is None or above in printed):
            printed[element] = False
            if BLOCKS.fullmatch(element.tag):
                while element is not None and not printed[element]:
                    printed[element] = True
                    element = element.getparent()
    return printed


def _is_centred(element: Any) -> bool:
    align = (element.get("align") or "").lower()
    return align == "center" or element.tag == "center" or bool(CENTRED.search(element.get("style") or ""))


def _font(element: Any) -> str:
    found = FONT.search(element.get("style") or "")
    return (found[1].strip() if found else "") or (element.get("face") or "").split(",")[0].strip()


def _sign(parent: Any, item: Any) -> str:
    """Return what a browser prints before an item: "-" in an open list, else its number."""
    if parent.tag != "ol":
        return "-"
    items = [child for child in parent if child.tag == "li"]
    start = parent.get("start") or ""
    own = item.get("value") or ""
    number = items.index(item) + (int(start) if start.isdecimal() else 1)
    number = int(own) if own.isdecimal() else number
    return f"{COUNTED.get(parent.get('type') or '', str)(number)}."


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: Any, name: str) -> int:
    text = cell.get(name) or ""
    return min(max(int(text), 1), LARGEST_SPAN) if text.isdecimal() else 1


def _grid(rows: list[Any], texts: list[list[tuple[str, ...]]]) -> list[list[Cell]]:
    """Return the cells of rows by column; of a cell over several rows those below say that it goes on."""
    below: dict[int, int] = {}  # column -> rows that a cell above still covers
    grid: list[list[Cell]] = []
    for row, words in zip(rows, texts, strict=True):
        cells: list[Cell] = []
        pairs = iter(zip(_cells(row), words, strict=True))
        while True:
            if below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append(Cell((), goes_on=True))
                continue
            pair = next(pairs, None)
            if pair is None:
                if any(at > len(cells) and left > 0 for at, left in below.items()):
                    cells.append(Cell(()))
                    continue
                break
            cell, lines = pair
            for place in range(_span(cell, "colspan")):
                below[len(cells)] = _span(cell, "rowspan") - 1
                cells.append(Cell(lines if place == 0 else ()))
        grid.append(cells)
    return grid


def _is_layout(grid: list[list[Cell]]) -> bool:
    titles = [cell.text for cell in grid[0]] if grid else []
    return not is_header(titles) and any(len(cell.text) > LONGEST_CELL for row in grid for cell in row)


def _as_blocks(rows: list[list[tuple[str, ...]]]) -> Iterator[str]:
    for row in rows:
        for lines in row:
            for line in lines:
                yield from ("", line)
