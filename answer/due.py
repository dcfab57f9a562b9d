"""When a deadline as written ends: a day only where the plan's words give one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex as re

DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})")
QUARTER = re.compile(r"[Qq]uý\s+(I{1,3}|IV|[1-4])\s*(?:/|năm)\s*(\d{4})")
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


QUARTERS_SAID = re.compile(r"\bquý\s+(I{1,3}|IV|[1-4])\b", re.IGNORECASE)
MONTHS_SAID = re.compile(r"\btháng\s+(\d{1,2})\b|(?<!\d)\d{1,2}/(\d{1,2})(?!\d)", re.IGNORECASE)
YEARS_SAID = re.compile(r"(?<!\d)20\d\d(?!\d)")
ASKED_QUARTER = re.compile(r"\bquy (?P<quarter>i{1,3}|iv|[1-4])\b(?: (?:nam )?(?P<year>20\d\d))?")
ASKED_MONTH = re.compile(
    r"(?<!\bngay \d )(?<!\bngay \d\d )\bthang (?P<month>\d{1,2})\b(?: (?:nam )?(?P<year>20\d\d))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Months of a year that a question asks about; year is None where any will do."""

    label: str
    months: frozenset[int]
    year: str | None


def period_in(folded: str) -> Period | None:
    """Return the quarter or month that a folded question names ("trong quy iii 2024"), or None."""
    if found := ASKED_QUARTER.search(folded):
        quarter = found["quarter"].upper()
        label, months = f"quý {quarter}", _months_of(quarter)
    elif found := ASKED_MONTH.search(folded):
        label, months = f"tháng {found['month']}", frozenset([int(found["month"])])
    else:
        return None
    return Period(f"{label}/{found['year']}" if found["year"] else label, months, found["year"])


def falls_in(deadline: str, period: Period) -> bool:
    """Return whether a deadline as written names a month or quarter of the period."""
    years = YEARS_SAID.findall(deadline)
    if period.year and years and period.year not in years:
        return False
    quarters = (_months_of(found[1].upper()) for found in QUARTERS_SAID.finditer(deadline))
    months = {int(found[1] or found[2]) for found in MONTHS_SAID.finditer(deadline)}
    return bool(period.months & months.union(*quarters))


def _months_of(quarter: str) -> frozenset[int]:
    last = QUARTERS[quarter] * 3
    return frozenset(range(last - 2, last + 1))


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
