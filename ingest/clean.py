"""Named repairs of extracted text, each with the damage it mends; nothing here changes the source.

`view` is what the parser reads: the source in NFC, with look-alike characters unified. Every character
of the view knows its place in the source, so that what is quoted is always the source's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import regex as re

from ingest.plan import Span, slice_text

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
BULLET_CHARS = "-+*•●▪‣◦o"


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
    """Return source in NFC with look-alikes unified and invisible characters left out."""
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the view without its markdown.

    pieces  spans of the words, markdown left out, trimmed at both ends; text is them joined
    gap     blank lines before it
    strong  the whole line is printed as a heading or bold
    page    the line opens a new page (form feed before it)
    """

    start: int
    stop: int
    pieces: tuple[Span, ...]
    text: str
    gap: int
    strong: bool
    page: bool = False


# Markdown left by converters: heading hashes, bold and italic stars, the block that marks a stamp,
# line-break tags, escapes before punctuation.
MARKDOWN = re.compile(
    r"^\s*#{1,6}(?=\s|\*|$)|\*{2,}|(?<=\S)\*(?=\s|$|[.,;:)])|(?<![\w*(])\*(?=[^\s*])|▮|<br\s*/?>|&nbsp;|\\(?=[-.*#_+()\[\]])",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\s\-_=*|:.…~·]*$")
PAGE_NUMBER = re.compile(r"^(?:-\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?$", re.IGNORECASE)


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


def _is_strong(body: str, bold: bool) -> tuple[bool, bool]:
    """Return whether all words of a line are bold or a heading, and whether bold is open after it."""
    parts = body.split("**")
    plain = "".join(part for i, part in enumerate(parts) if (i % 2 == 0) != bold)
    after = bold != (len(parts) % 2 == 0)
    return body.startswith("#") or not re.search(r"\p{L}", plain), after


def read_lines(text: str) -> list[Line]:
    """Return the lines of text that hold anything but white space."""
    lines: list[Line] = []
    gap = 0
    page = bold = False
    for found in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\f|\r\n?|\n", text):
        raw = found[0]
        if raw == "\f":
            page = True
        elif not raw.strip():
            gap += raw[0] in "\r\n"
        else:
            pieces = without_markdown(text, found.start(), found.end())
            words = slice_text(text, pieces)
            body = raw.strip()
            strong, bold = _is_strong(body, bold)
            lines.append(Line(found.start(), found.end(), pieces, words, max(gap - 1, 0), strong, page))
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
                if (
                    last is not None
                    and not slice_text(source, ((last - 1, last), (start, start + 1)))[1:-1] == ""
                ):
                    characters.append(" ")
                    self._origin.append(-1)
                characters.append(source[start:stop])
                self._origin += range(start, stop)
                last = stop
        self.text = "".join(characters)

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


WRAP_WIDTHS = range(40, 130)  # characters; web copies and e-mails break lines between these
MIN_WRAPPED = 5  # pairs of lines that must show it before a file counts as hard-wrapped


def wrap_width(lines: list[Line]) -> int | None:
    """Return the width at which a file's lines are hard-wrapped, in characters, or None.

    Wrapped files betray themselves: a line without final punctuation, then at once one in lower case.
    """
    lengths = [
        line.stop - line.start
        for line, following in zip(lines, lines[1:], strict=False)
        if following.gap == 0 and following.text[:1].islower() and line.text[-1:] not in ".;:!?"
    ]
    if len(lengths) < MIN_WRAPPED:
        return None
    width = int(median(lengths))
    return max(lengths) if width in WRAP_WIDTHS else None
