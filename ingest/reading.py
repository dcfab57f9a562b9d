"""What a reader makes of a file: its text, where each line is printed, and what to warn of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.plan import Span

Format = Literal["text", "markdown", "html", "docx", "doc", "pdf", "scan"]


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of print on a page image.

    span   of Reading.text, in characters
    page   counted from 1
    left, top, right, bottom   shares of the page's width and height, 0 to 1, from the top left corner
    """

    span: Span
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, before anything in it is understood.

    text      what is quoted and cited from; pages parted by a form feed where the format has pages,
              tables as rows of pipes ("| a | b |") with a rule row below the titles
    boxes     for PDF and images: one a line of print, in the order of the text; else ()
    warnings  sentences in Vietnamese: a draft, no signature, letters that were hard to read
    """

    text: str
    format: Format
    boxes: tuple[Box, ...] = ()
    warnings: tuple[str, ...] = ()
