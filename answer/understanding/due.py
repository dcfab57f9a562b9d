"""When a deadline as written ends, and whether it falls in the time a question asks about.

A day is taken only where the plan's words give one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import regex as re

from ingest.fold import fold_map

DAY = re.compile(r"(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})")
QUARTER = re.compile(r"[Qq]uý\s+(I{1,3}|IV|[1-4])\s*(?:/|năm)\s*(\d{4})")
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
MONTHS, DAYS = 12, 31
YEAR_NAMES = ("day_year", "half_year", "quarter_year", "month_year", "year")


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


# -- times as they are said ----------------------------------------------------------------------------

Side = Literal["in", "by", "from"]
_YEAR = r"(?:\s*(?:[/.,-]|cua)?\s*(?:nam )?(?P<{}>20\d\d)\b)?"
_QUARTER = r"(?:iv|i{1,3}|[1-4])\b"
_MONTH = r"(?:1[0-2]|0?[1-9])\b"
_AND = r"\s*(?:,|-|va|hoac|hay)\s*"
# Folded, punctuation kept; in order: the first that fits takes the figures.
TIMES = re.compile(
    r"(?:ngay )?(?<![\d/])(?P<day>\d{1,2})\s*/\s*(?P<of>\d{1,2})(?:\s*/\s*(?P<day_year>20\d\d))?(?![\d/])|"
    r"(?:ngay )?(?<![\d.])(?P<day>\d{1,2})\.(?P<of>\d{1,2})\.(?P<day_year>20\d\d)(?!\d)|"
    rf"(?:ngay )?(?<!\d)(?P<day>\d{{1,2}}) thang (?P<of>\d{{1,2}})\b(?! lan){_YEAR.format('day_year')}|"
    rf"\b(?:6|sau) thang (?P<half>dau|cuoi)(?: nam)?{_YEAR.format('half_year')}|"
    rf"\b(?:quy\s+|(?<!ubnd )q\.?)(?P<quarters>{_QUARTER}(?:{_AND}(?:quy )?{_QUARTER})*)"
    rf"{_YEAR.format('quarter_year')}|"
    rf"\b(?:thang\s+|t)(?P<months>{_MONTH}(?:{_AND}(?:thang )?{_MONTH}(?!\s*/))*)(?! lan)"
    rf"{_YEAR.format('month_year')}|"
    r"(?<![\d/])(?P<months>\d{1,2})\s*/\s*(?P<month_year>20\d\d)\b(?!/)|"
    r"\b(?:giai doan |nam )(?P<year>20\d\d)(?:\s*-\s*(?:nam )?(?P<to_year>20\d\d))?\b"
)
BY = re.compile(r"\b(?:truoc|cham nhat|muon nhat|het|den|toi|khong qua)(?: (?:la|vao|truoc|het|cuoi))* $")
FROM = re.compile(r"\b(?:sau|tu|ke tu)(?: (?:sau|het|dau|khi het))* $")
EVERY_YEAR = re.compile(r"(?:hang|moi) nam(?:.*\b(?:tu|ke tu) nam (?P<since>20\d\d))?")
TO = re.compile(r"\s*(?:-|–|den)(?: (?:het|cuoi))?\s*")
WITH = re.compile(r"\s*(?:,|va|hoac|hay|,\s*va)\s*")
# "Quyết định ngày 12/3/2024", "ban hành tháng 5/2023" give a document its date.
OF_DOCUMENT = re.compile(
    r"\b(?:ban hanh|ky|quyet dinh|nghi quyet|ket luan|chi thi|thong tu|nghi dinh|cong van|luat)"
    r"(?: (?:so )?[\w/\-]+){0,3} (?:vao )?$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last, each yyyymmdd as a number; the year is 0 where none is said.

    start, stop  offsets of the words that say so; stop is exclusive
    """

    first: int
    last: int
    start: int
    stop: int

    @property
    def of_years(self) -> bool:
        """Whether it is whole years, in which any month may be meant."""
        return self.first % 10_000 == 101 and self.last % 10_000 == 1231


@dataclass(frozen=True, slots=True)
class Period:
    """The time a question asks about: within spans, up to the end of the last, or from the first on.

    label  as it is said in an answer: "trong quý III/2023"
    """

    label: str
    spans: tuple[Span, ...]
    side: Side

    @property
    def of_years(self) -> bool:
        """Whether whole years are asked about."""
        return all(span.of_years for span in self.spans)


def spans_in(text: str) -> tuple[Span, ...]:
    """Return the days, months, quarters and years that text says, in order; "từ … đến …" is one span."""
    folded = fold_map(text)[0]
    found = [span for match in TIMES.finditer(folded) for span in _spans(match)]
    spans: list[Span] = []
    for span in found:
        before = spans[-1] if spans else None
        if before and before.stop < span.start and TO.fullmatch(folded, before.stop, span.start):
            spans[-1] = _from_to(before, span)
            continue
        if before and before.stop < span.start and WITH.fullmatch(folded, before.stop, span.start):
            spans = [_of_year(one, span) for one in spans]
        spans.append(span)
    return tuple(spans)


def period_in(text: str) -> Period | None:
    """Return the time that a question asks about ("trong quý III/2024", "trước ngày 30/11"), or None."""
    folded = " ".join(fold_map(text)[0].split())
    spans = tuple(s for s in spans_in(folded) if not OF_DOCUMENT.search(folded[: s.start]))
    if not spans:
        return None
    before = folded[: spans[0].start]
    ranged = TO.search(folded[spans[0].start : spans[0].stop])
    by, since = BY.search(before), FROM.search(before)
    if by and not ranged:
        words = "trước" if by[0].startswith("truoc") else "đến hết"
        return Period(
            f"{words} {_named(spans)}", tuple(map(_until, spans)) if words == "trước" else spans, "by"
        )
    if since and not ranged:
        words = "sau" if "sau" in since[0] else "từ"
        return Period(
            f"{words} {_named(spans)}", tuple(map(_after, spans)) if words == "sau" else spans, "from"
        )
    return Period(f"trong {_named(spans)}", spans, "in")


def falls_in(deadline: str, period: Period) -> bool:
    """Return whether a deadline as written ends, or lies, in the time asked about.

    A deadline without a year is held to be of any, one of every year comes again; one of a whole year lies in
    no month of it.
    """
    spans = [span for span in spans_in(deadline) if period.of_years or not span.of_years]
    if not spans:
        return False
    if found := EVERY_YEAR.search(fold_map(deadline)[0]):
        since = int(found["since"] or 0)
        spans = [span for span in spans if not span.of_years]
        if period.side == "from" and spans:
            return True
        if since and period.spans[-1].last >= 10_000 and period.spans[-1].last // 10_000 < since:
            return False
    if period.side == "by":
        return any(not _before(period.spans[-1].last, span.last) for span in spans)
    if period.side == "from":
        return any(not _before(span.last, period.spans[0].first) for span in spans)
    return any(
        not _before(span.last, asked.first) and not _before(asked.last, span.first)
        for span in spans
        for asked in period.spans
    )


def _spans(match: re.Match[str]) -> list[Span]:
    """Return what one match of TIMES says; [] where it is no time ("45/13")."""
    year = next((int(match[name]) for name in YEAR_NAMES if match[name]), 0)
    if match["day"]:
        day, month = int(match["day"]), int(match["of"])
        pairs = [((month, day), (month, day))] if day <= DAYS and 1 <= month <= MONTHS else []
    elif match["half"]:
        pairs = [((1, 1), (6, DAYS)) if match["half"] == "dau" else ((7, 1), (MONTHS, DAYS))]
    elif match["quarters"]:
        said = re.findall(r"iv|i{1,3}|[1-4]", match["quarters"])
        pairs = [((last - 2, 1), (last, DAYS)) for last in (QUARTERS[q.upper()] * 3 for q in said)]
    elif match["months"]:
        months = [int(month) for month in re.findall(r"\d+", match["months"])]
        pairs = [((month, 1), (month, DAYS)) for month in months if 1 <= month <= MONTHS]
    else:
        pairs = [((1, 1), (MONTHS, DAYS))]
    last_year = int(match["to_year"] or year)
    place = match.start(), match.end()
    return [Span(_key(year, *first), _key(last_year, *last), *place) for first, last in pairs]


def _from_to(first: Span, last: Span) -> Span:
    """Return the span from one time to another; a year said once is of both."""
    year, to_year = first.first // 10_000, last.last // 10_000
    begins = first.first if year else first.first + to_year * 10_000
    if not year and begins > last.last >= 10_000:
        begins -= 10_000  # "từ tháng 11 đến tháng 2/2024" begins in 2023
    ends = last.last if to_year else last.last + year * 10_000
    return Span(begins, ends, first.start, last.stop)


def _of_year(span: Span, other: Span) -> Span:
    """Return a span without a year as one of the year that a further one of the same list says."""
    year = other.first // 10_000 * 10_000
    return span if span.first >= 10_000 else replace(span, first=span.first + year, last=span.last + year)


def _until(span: Span) -> Span:
    """Return what comes before a span: "trước quý IV" ends where it begins, "trước ngày 30/11" that day."""
    return span if span.first == span.last else replace(span, last=span.first - 1)


def _after(span: Span) -> Span:
    return replace(span, first=span.last + 1)


def _key(year: int, month: int, day: int) -> int:
    return year * 10_000 + month * 100 + day


def _before(one: int, other: int) -> bool:
    """Return whether a day comes before another; where one has no year, in any year."""
    both = one >= 10_000 and other >= 10_000
    return one < other if both else one % 10_000 < other % 10_000


def _named(spans: Sequence[Span]) -> str:
    """Return how spans are called: "quý III/2023", "từ tháng 7 đến tháng 9"."""
    return ", ".join(dict.fromkeys(_called(span) for span in spans))


def _called(span: Span) -> str:
    year, first, last = (
        span.first // 10_000,
        divmod(span.first % 10_000, 100),
        divmod(span.last % 10_000, 100),
    )
    if span.of_years and year:
        return f"năm {year}" if span.last // 10_000 == year else f"giai đoạn {year}-{span.last // 10_000}"
    of_year, to_year = (f"/{key // 10_000}" if key >= 10_000 else "" for key in (span.first, span.last))
    if span.first == span.last:
        return f"ngày {first[1]:02}/{first[0]:02}{of_year}"
    if (first[1], last[1]) != (1, DAYS):
        return f"ngày {first[1]:02}/{first[0]:02}{of_year} đến ngày {last[1]:02}/{last[0]:02}{to_year}"
    if of_year == to_year and first[0] == last[0]:
        return f"tháng {first[0]}{of_year}"
    if of_year == to_year and last[0] - first[0] == 2 and last[0] % 3 == 0:
        return f"quý {ROMAN[last[0] // 3]}{of_year}"
    return f"tháng {first[0]}{of_year if of_year != to_year else ''} đến tháng {last[0]}{to_year}"
