"""What the library says of a plan, as words: formats, coverage, what was put right. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from index.library import Correction
from ingest.corrections import FIELDS
from ingest.fold import fold
from ingest.plan import Plan
from ingest.reading import Format

FORMATS: Mapping[Format, str] = {
    "text": "Văn bản thuần",
    "markdown": "Markdown",
    "html": "Trang web",
    "docx": "Word",
    "doc": "Word đời cũ",
    "pdf": "PDF",
    "scan": "Bản quét",
}
NOT_PRINTED = "bản này không ghi"
UNREAD_SHOWN = 30
"""Pieces of unread text listed; further ones are counted."""


def day(iso: str | None) -> str:
    """Return "06/12/2023" for "2023-12-06", "" for None."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


def field_text(plan: Plan, field: str) -> str:
    """Return what a field of metadata says, as it is typed: "" where this copy lacks it."""
    value: str | None = getattr(plan, field)
    return day(value) if field == "date" else value or ""


def percent(share: float) -> str:
    """Return a share as whole percents, cut, not rounded: 100 % only where nothing is left."""
    return f"{int(share * 100)}%"


def unread_pieces(plan: Plan) -> tuple[list[str], int]:
    """Return the words no rule understood, the first of them, and how many pieces there are."""
    texts = (plan.text[start:stop].strip() for start, stop in plan.unread)
    return list(islice(filter(None, texts), UNREAD_SHOWN)), len(plan.unread)


def corrections_told(corrections: Mapping[str, Correction]) -> list[str]:
    """Return a sentence for each field a person put right, with who and when."""
    return [
        f"{FIELDS[name]}: {_value(name, c.value)} ({c.who or 'không ghi tên'}, {day(c.when[:10])})"
        for name, c in corrections.items()
    ]


def _value(name: str, value: str | None) -> str:
    return (day(value) if name == "date" else value or "") or "để trống"


def fits(plan: Plan, wanted: str) -> bool:
    """Return whether every word of wanted opens a word of the plan's name, number, place or title."""
    parts = (plan.id, plan.number, plan.place, plan.title, plan.issuer, day(plan.date))
    words = fold(" ".join(filter(None, parts))).split()
    return all(any(word.startswith(part) for word in words) for part in fold(wanted).split())
