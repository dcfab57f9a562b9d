"""Named repairs of extracted text, each with the damage it mends; nothing here changes the source.

`view` is what the parser reads: the source in NFC, with look-alike characters unified. Every character
of the view knows its place in the source, so that what is quoted is always the source's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex as re

from ingest.misread import Mend, mends_of
from ingest.plan import Span, parted, slice_text

# One character for one, so offsets stay: Ð (eth) and Ɖ typed for Đ, long dashes for the list dash,
# the spaces of word processors.
LOOKALIKES = str.maketrans(
    {
        "Ð": "Đ",
        "Ɖ": "Đ",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
    }
)
# Invisible characters that split words in web copies.
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class View:
    """The text as it is read; origin[i] is the source offset of character i, origin[-1] the length."""

    text: str
    origin: tuple[int, ...] | None  # None: same offsets as the source

    def source_span(self, span: Span) -> Span:
        """Return where a span of the view stands in the source."""
        if self.origin is None:
            return span
        return self.origin[span[0]], self.origin[span[1]]


def view(source: str) -> View:
    """Return source in NFC with look-alikes unified, invisible characters left out, misread frames mended."""
    clean = _unified(source)
    mends = mends_of(clean.text)
    return _mended(clean, mends) if mends else clean


def _mended(read: View, mends: Sequence[Mend]) -> View:
    """Return read with mends made; each of their characters stands where what it replaces begins."""
    origin = read.origin or tuple(range(len(read.text) + 1))
    text: list[str] = []
    places: list[int] = []
    at = 0
    for start, stop, words in mends:
        text += [read.text[at:start], words]
        room = range(start, stop)
        ends = [origin[room[min(k, len(room) - 1)]] for k in range(len(words))]
        places += [*origin[at:start], *ends]
        at = stop
    return View("".join([*text, read.text[at:]]), (*places, *origin[at:]))


def _unified(source: str) -> View:
    if unicodedata.is_normalized("NFC", source) and not INVISIBLE.intersection(source):
        return View(source.translate(LOOKALIKES), None)
    characters: list[str] = []
    origin: list[int] = []
    start = 0
    while start < len(source):
        stop = start + 1
        while stop < len(source) and unicodedata.combining(source[stop]):
            stop += 1
        for character in unicodedata.normalize("NFC", source[start:stop]).translate(LOOKALIKES):
            if character not in INVISIBLE:
                characters.append(character)
                origin.append(start)
        start = stop
    return View("".join(characters), (*origin, len(source)))


LETTER = re.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the view without its markdown.

    pieces  spans of the words, markdown left out, trimmed at both ends; text is them joined
    gap     blank lines before it
    strong  all its words are printed as a heading or bold
    open    its bold runs on into the next line
    page    the line opens a new page (form feed before it)
    """

    start: int
    stop: int
    pieces: tuple[Span, ...]
    text: str
    gap: int = 0
    strong: bool = False
    open: bool = False
    page: bool = False

    @property
    def lettered(self) -> bool:
        """Whether it holds a letter; a line without one ("2025;") has no face of its own."""
        return bool(LETTER.search(self.text))


# What converters leave in a text: hashes of headings, stars of bold and italic, the block that marks a
# stamp, tags, images, escapes before punctuation.
MARKDOWN = re.compile(
    r"^[^\S\n]*#{1,6}(?=\s|\*|$)|\*{2,}|(?<=\S)\*(?=\s|$|[.,;:)])|(?<![\w*(])\*(?=[^\s*])|▮"
    r"|</?(?:br|b|strong|i|em|u|p|div|span|center|font|sup|sub)\b[^<>\n]*>|!\[[^\]\n]*\]\([^)\n]*\)|&nbsp;"
    r"|\\(?=[-.*#_+()\[\]|])",
    re.IGNORECASE | re.MULTILINE,
)
BOLD = re.compile(r"\*{2,}")
STARS = re.compile(r"\*{3,}|\*(?:\s+\*)+")
RULE = re.compile(r"^[\s\-_=*|:.…~·]*(?:[oO][0oO][oO][\s\-_=*]*)?$")
PAGE_NUMBER = re.compile(r"^(?:-\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?$", re.IGNORECASE)
LINES = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\f|\r\n?|\n")


def markdown_in(text: str) -> tuple[Span, ...]:
    """Return where markdown stands in text."""
    return tuple(found.span() for found in MARKDOWN.finditer(text))


def without_markdown(text: str, start: int, stop: int) -> tuple[Span, ...]:
    """Return the spans of text[start:stop] that are words, trimmed at both ends."""
    raw = text[start:stop]
    keep: list[Span] = []
    at = 0
    for mark in MARKDOWN.finditer(raw):
        keep.append((at, mark.start()))
        at = mark.end()
    keep.append((at, len(raw)))
    while keep and not raw[keep[0][0] : keep[0][1]].strip():
        keep.pop(0)
    while keep and not raw[keep[-1][0] : keep[-1][1]].strip():
        keep.pop()
    if not keep:
        return ()
    first, last = keep[0], keep[-1]
    keep[0] = (first[1] - len(raw[first[0] : first[1]].lstrip()), first[1])
    keep[-1] = (keep[-1][0], keep[-1][0] + len(raw[keep[-1][0] : last[1]].rstrip()))
    return tuple((start + a, start + b) for a, b in keep if a < b)


def _face(body: str, bold: bool) -> tuple[bool, bool]:
    """Return whether all words of a line are bold or a heading, and whether bold runs on after it."""
    if STARS.fullmatch(body):
        return False, bold  # a rule of the letterhead ("***"), no mark of bold
    if not bold and "*" not in body:
        return body.startswith("#") and bool(LETTER.search(body)), False
    parts = BOLD.split(body)
    plain = "".join(part for i, part in enumerate(parts) if (i % 2 == 0) != bold)
    after = bold != (len(parts) % 2 == 0)
    strong = bool(LETTER.search(body)) and (body.startswith("#") or not LETTER.search(plain))
    return strong, after


def line_at(
    text: str, start: int, stop: int, *, gap: int = 0, bold: bool = False, page: bool = False
) -> Line:
    """Return text[start:stop] as a line; bold tells whether bold runs on from the line before."""
    pieces = without_markdown(text, start, stop)
    body = text[start:stop].strip()
    strong, after = _face(body, bold)
    runs_on = after and not body.endswith("*")
    return Line(start, stop, pieces, slice_text(text, pieces), gap, strong, runs_on, page)


def read_lines(text: str) -> list[Line]:
    """Return the lines of text that hold anything but white space."""
    lines: list[Line] = []
    gap = 0
    page = bold = False
    for found in LINES.finditer(text):
        raw = found[0]
        if raw == "\f":
            page = True
        elif not raw.strip():
            gap += raw[0] in "\r\n"
        else:
            bold = bold and gap <= 1  # bold ends with its paragraph, closed or not
            line = line_at(text, *found.span(), gap=max(gap - 1, 0), bold=bold, page=page)
            lines.append(line)
            bold = _face(raw.strip(), bold)[1]
            gap, page = 0, False
    return lines


def drop(pieces: tuple[Span, ...], width: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Split pieces of one line after width characters; white space at the cut is left out."""
    taken: list[Span] = []
    rest: list[Span] = []
    for start, stop in pieces:
        cut = min(stop - start, width)
        width -= cut
        if cut:
            taken.append((start, start + cut))
        if start + cut < stop:
            rest.append((start + cut, stop))
    return tuple(taken), tuple(rest)


class Flat:
    """Joined words that know their place: a match in text becomes spans of the view."""

    def __init__(self, source: str, runs: Iterable[tuple[Span, ...]], joint: str = "\n") -> None:
        characters: list[str] = []
        self._origin: list[int] = []
        for spans in runs:
            if characters:
                characters.append(joint)
                self._origin += [-1] * len(joint)
            last: int | None = None
            for start, stop in spans:
                if last is not None and parted(source, last, start):
                    characters.append(" ")
                    self._origin.append(-1)
                characters.append(source[start:stop])
                self._origin += range(start, stop)
                last = stop
        self.text = "".join(characters)

    def offset(self, position: int) -> int | None:
        """Return where the character at position of the view stands in text, None where it does not."""
        return self._origin.index(position) if position in self._origin else None

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """Return the spans of the view that text[start:stop] was made of."""
        runs: list[list[int]] = []
        for offset in self._origin[start:stop]:
            if offset < 0:
                continue
            if runs and runs[-1][1] == offset:
                runs[-1][1] = offset + 1
            else:
                runs.append([offset, offset + 1])
        return tuple((a, b) for a, b in runs)
