"""Dates as plans write them: their form, and others of the same form in the same year.

In a row of answers a full date beside months alone gives itself away; and few plans have four dates of one
form. What is moved is the month, by quarters of the year, or the quarter itself; all else stays as written.
"""

from __future__ import annotations

from calendar import monthrange

import regex as re

WRITTEN = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})(?P<slash>\s*/\s*)(?P<month>\d{1,2})(?:\s*/\s*(?P<year>\d{4}))?(?![\d/])"
    r"|(?<![\d/])(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})(?!\d)"
    r"|(?:ngày\s+(?P<day>\d{1,2})\s+)?tháng\s+(?P<month>\d{1,2})(?:(?:\s+năm\s+|\s*/\s*)(?P<year>\d{4}))?(?!\d)"
    r"|[Qq]uý\s+(?P<quarter>I{1,3}|IV|[1-4])\b(?:(?:\s+năm\s+|\s*/\s*)(?P<year>\d{4}))?"
)
ROMAN = ("I", "II", "III", "IV")
QUARTER = 3  # months
LEAP = 2024  # where no year is written, the 29th of February is let pass

Form = tuple[bool, bool, bool]
"""Whether a date has a day, a month and a year; without a month it has a quarter."""


def form_of(text: str) -> Form | None:
    """Return the form of the one date in text; None where there is none, or several."""
    found = list(WRITTEN.finditer(text))
    if len(found) != 1:
        return None
    return bool(found[0]["day"]), bool(found[0]["month"]), bool(found[0]["year"])


def moved(text: str) -> list[str]:
    """Return text with its one date in the other three quarters of the year, nearest first."""
    found = WRITTEN.search(text)
    if found is None or form_of(text) is None:
        return []
    if found["quarter"]:
        return [_with(text, found.span("quarter"), said) for said in _other_quarters(found["quarter"])]
    month = int(found["month"])
    months = [month + QUARTER * k for k in (1, -1, 2, -2, 3, -3) if 1 <= month + QUARTER * k <= 12]
    return [_in_month(text, found, other) for other in months if _has_day(found, other)]


def _other_quarters(said: str) -> list[str]:
    names = ROMAN if said in ROMAN else tuple("1234")
    return [name for name in names if name != said]


def _in_month(text: str, found: re.Match[str], month: int) -> str:
    width = len(found["month"]) if found["month"].startswith("0") or int(found["month"]) > 9 else 1
    return _with(text, found.span("month"), f"{month:0{width}}")


def _has_day(found: re.Match[str], month: int) -> bool:
    return int(found["day"] or 1) <= monthrange(int(found["year"] or LEAP), month)[1]


def _with(text: str, span: tuple[int, int], said: str) -> str:
    return text[: span[0]] + said + text[span[1] :]
