"""When a deadline as written ends: a day only where the plan's words give one."""

from __future__ import annotations

from datetime import date

import regex as re

DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})")
QUARTER = re.compile(r"[Qq]uý\s+(I{1,3}|IV|[1-4])\s*(?:/|năm)\s*(\d{4})")
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def literal_day(deadline: str) -> date | None:
    """Return the day that a deadline names with its month and year; None where it names none.

    Of a span ("từ ngày 01/3/2024 đến ngày 15/3/2024") its last day.
    """
    days = [day for found in DAY.finditer(deadline) if (day := _day(*found.groups())) is not None]
    return max(days, default=None)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # "31/02/2024" is no day
        return None


def last_day(deadline: str) -> date | None:
    """Return the last day of a literal deadline, of a quarter its end; None for rhythms and open ones."""
    if DAY.search(deadline):
        return literal_day(deadline)
    if found := QUARTER.search(deadline):
        quarter, year = QUARTERS[found[1]], int(found[2])
        return date(year, quarter * 3, 31 if quarter in (1, 4) else 30)
    return None
