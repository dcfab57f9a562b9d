"""What a sentence says in figures: document numbers, dates, quarters, rhythms, sums and counts.

Figures are compared as values: "06/12/2023", "6 tháng 12 năm 2023" and "06.12.2023" are one day, "Quý III"
and "quý 3" one quarter. A sentence may say less than its clause (a day without its year), never more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

import regex as re

from ingest.numbers import numbers_in

Day = tuple[int | None, int | None, int | None]
"""(day, month, year), None where it is not said."""
Side = Literal["by", "from", ""]

_BY = r"trước|chậm nhất|muộn nhất|đến hết|hết|không quá|đến"
_FROM = r"sau|kể từ|từ|bắt đầu"
_SIDE = rf"(?:\b(?:(?P<by>{_BY})|(?P<from>{_FROM}))\s+(?:là\s+|vào\s+|trước\s+|năm\s+)?)?"
_D, _M, _Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>(?:19|20)\d\d)"
_DAYS = (  # in order: the first that fits takes the figures
    rf"(?:ngày\s+)?(?<![\d/.-]){_D}\s*[/.-]\s*{_M}\s*[/.-]\s*{_Y}(?!\d)",
    rf"(?:ngày\s+)?(?<!\d){_D}\s+tháng\s+{_M}\s*,?\s*(?:năm\s+|/\s*){_Y}(?!\d)",
    rf"(?:ngày\s+)?(?<!\d){_D}\s+tháng\s+{_M}(?!\d)",
    rf"(?:ngày\s+)?(?<![\d/.,-]){_D}\s*/\s*{_M}(?![\d/])",
    rf"tháng\s+{_M}\s*(?:/|-|năm\s+)\s*{_Y}(?!\d)",
    rf"(?<![\d/.-]){_M}\s*/\s*{_Y}(?!\d)",
    rf"tháng\s+{_M}(?!\d)",
)
DAYS = tuple(re.compile(_SIDE + pattern, re.IGNORECASE) for pattern in _DAYS)
NEXT_TO = 70  # characters behind a document's number within which its day stands
# "ngày 06/4/2023", "của Thủ tướng Chính phủ ban hành ngày 06/4/2023"; never a deadline ("trước ngày 15/9").
DATED = re.compile(
    r"^(?:\s*[,(]\s*(?:được\s+)?(?=ban hành|ký))?(?:(?!\b(?:trước|đến|hết|từ|sau|nhất)\b)[^,;.()]){0,45}?"
    r"\bngày\s+(?P<day>\d.*)$",
    re.DOTALL | re.IGNORECASE,
)
QUARTER = re.compile(
    r"\bquý\s+(?P<q>(?:IV|I{1,3}|[1-4])(?:\s*(?:,|-|và|đến)\s*(?:quý\s+)?(?:IV|I{1,3}|[1-4]))*)(?!\w)"
    r"(?:\s*(?:/|,?\s*năm)\s*(?P<y>\d{1,4}))?",
    re.IGNORECASE,
)
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
RHYTHM = re.compile(
    r"\b(?:hàng|hằng|mỗi|định kỳ|từng)\s+(?P<unit>năm|quý|tháng|tuần|ngày|06 tháng|6 tháng)\b"
    r"|(?P<any>\bđột xuất\b)",
    re.IGNORECASE,
)
UNITS = "tỷ|tỉ|triệu|nghìn|ngàn|%|phần trăm|ngày|tháng|tuần|giờ|phút|năm|lần|lớp|người"
AMOUNT = re.compile(
    rf"(?<![\w/])(?P<value>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)(?:\s*(?P<unit>{UNITS})(?!\w))?",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# "ba", "năm" and "tư" are other words as often as numbers; these are not.
WORDED = {"hai": 2, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
WORDED_COUNT = re.compile(
    rf"(?<!\bthứ )\b(?P<word>{'|'.join(WORDED)})\b(?= (?!bên\b)\p{{Ll}})", re.IGNORECASE
)
# "một trăm", "hai nghìn": before these every number word is a number; "triệu" and "tỷ" are units of it.
DIGITS = {"một": 1, "ba": 3, "năm": 5} | WORDED
LARGE = {"chục": 10, "trăm": 100, "nghìn": 1_000, "ngàn": 1_000}
WORDED_LARGE = re.compile(
    rf"(?<!\bthứ )\b(?P<word>{'|'.join(DIGITS)}) (?P<large>{'|'.join(LARGE)}|triệu|tỷ|tỉ)\b", re.IGNORECASE
)
COUNTED = re.compile(
    r"\b(?P<value>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều)\s+(?:nhiệm vụ|việc"
    r"|nội dung|đầu việc|công việc|kế hoạch|cơ quan|đơn vị)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a text.

    documents  numbers of documents, spaces tidied
    days       with the side a word before puts them on: "trước 15/12" is ("by", (15, 12, None))
    quarters   (quarter, year or None)
    rhythms    "năm" of "hàng năm"; "đột xuất"
    amounts    (value, unit or ""), years included
    """

    documents: frozenset[str]
    days: frozenset[tuple[Side, Day]]
    quarters: frozenset[tuple[int, int | None]]
    rhythms: frozenset[str]
    amounts: frozenset[tuple[str, str]]

    @property
    def years(self) -> frozenset[str]:
        """Every year said, in whatever form."""
        said = [str(y) for _, (_, _, y) in self.days if y] + [str(y) for _, y in self.quarters if y]
        return frozenset([*said, *(value for value, _ in self.amounts if YEAR.fullmatch(value))])


NO_FIGURES = Figures(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


def figures_in(text: str) -> Figures:
    """Return the figures of text; each digit counts for one of them."""
    documents = numbers_in(text)
    rest = _blank(text, [(number.start, number.stop) for number in documents])
    days: list[tuple[Side, Day]] = []
    for pattern in DAYS:
        found = [match for match in pattern.finditer(rest) if _is_day(match)]
        days += [(_side(match), _day(match)) for match in found]
        rest = _blank(rest, [match.span() for match in found])
    quarters = [pair for match in QUARTER.finditer(rest) for pair in _quarters(match)]
    rest = _blank(rest, [match.span() for match in QUARTER.finditer(rest)])
    rhythms = [(match["unit"] or match["any"]).lower().lstrip("0") for match in RHYTHM.finditer(text)]
    amounts = [(_value(match["value"]), (match["unit"] or "").lower()) for match in AMOUNT.finditer(rest)]
    amounts += [_worded_large(match) for match in WORDED_LARGE.finditer(rest)]
    rest = _blank(rest, [match.span() for match in WORDED_LARGE.finditer(rest)])
    amounts += [(str(WORDED[match["word"].lower()]), "") for match in WORDED_COUNT.finditer(rest)]
    return Figures(
        frozenset(number.value for number in documents),
        frozenset(days),
        frozenset(quarters),
        frozenset(rhythms),
        frozenset(amounts),
    )


def _worded_large(match: re.Match[str]) -> tuple[str, str]:
    """Return "hai nghìn" as ("2000", ""), "hai triệu" as ("2", "triệu")."""
    digit, large = DIGITS[match["word"].lower()], match["large"].lower()
    return (str(digit * LARGE[large]), "") if large in LARGE else (str(digit), large)


def unsaid(sentence: Figures, sources: Iterable[Figures], document: Figures, *, dated: bool) -> str:
    """Return the first figure of a sentence that no source says, as the reader is told it; "" when all stand.

    document  figures of the documents cited: their numbers and years may be said, their dates where dated
    """
    known = list(sources)
    for number in sorted(sentence.documents):
        if not any(number in one.documents for one in (*known, document)):
            return f"số văn bản {number}"
    for side, day in sorted(sentence.days, key=str):
        said = [pair for one in (*known, *([document] if dated else [])) for pair in one.days]
        if not any(_same_day(day, other) and _same_side(side, theirs) for theirs, other in said):
            return f"ngày tháng {_day_words(day)}"
    for quarter, year in sorted(sentence.quarters, key=str):
        if not any(quarter == q and year in (None, y) for one in known for q, y in one.quarters):
            return f"quý {quarter}" + (f"/{year}" if year else "")
    for rhythm in sorted(sentence.rhythms):
        if not any(rhythm in one.rhythms for one in known):
            return f"định kỳ “{rhythm}”"
    return _unsaid_amount(sentence, known, document)


def clashing_date(said: str, own: str) -> str | None:
    """Return the document of a sentence that a clause dates otherwise, as the reader is told it; or None.

    Both name it and its day behind: "Quyết định số 2241/QĐ-UBND ngày 08/8/2018".
    """
    theirs = dated_documents(own)
    for number, days in dated_documents(said).items():
        known = theirs.get(number)
        if known and not any(_same_day(day, other) for day in days for other in known):
            return f"ngày của văn bản {number} không đúng điều khoản được dẫn"
    return None


def dated_documents(text: str) -> dict[str, set[Day]]:
    """Return the days that directly follow the numbers of documents, by number."""
    found: dict[str, set[Day]] = {}
    numbers = list(numbers_in(text))
    for number, following in zip_longest(numbers, numbers[1:]):
        stop = min(number.stop + NEXT_TO, following.start if following else len(text))
        rest = text[number.stop : stop]
        day = DATED.search(rest)
        match = next((m for pattern in DAYS if day and (m := pattern.match(day["day"])) and _is_day(m)), None)
        if match:
            found.setdefault(number.value, set()).add(_day(match))
    return found


def _unsaid_amount(sentence: Figures, known: list[Figures], document: Figures) -> str:
    years = frozenset().union(*(one.years for one in (*known, document)))
    for value, unit in sorted(sentence.amounts):
        if value in years and unit in ("", "năm"):
            continue
        said = [(v, u) for one in known for v, u in one.amounts]
        if not any(value == v and (not unit or not u or unit == u) for v, u in said):
            return f"con số {value} {unit}".strip()
    return ""


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _part(match: re.Match[str], name: str) -> int | None:
    return int(found) if (found := match.groupdict().get(name)) else None


def _day(match: re.Match[str]) -> Day:
    return _part(match, "d"), _part(match, "m"), _part(match, "y")


def _is_day(match: re.Match[str]) -> bool:
    day, month, _ = _day(match)
    return (day is None or 1 <= day <= 31) and month is not None and 1 <= month <= 12


def _side(match: re.Match[str]) -> Side:
    return "by" if match["by"] else "from" if match["from"] else ""


def _same_side(mine: Side, theirs: Side) -> bool:
    return not mine or not theirs or mine == theirs


def _same_day(mine: Day, theirs: Day) -> bool:
    return all(a is None or a == b for a, b in zip(mine, theirs, strict=True))


def _day_words(day: Day) -> str:
    return "/".join(str(part) for part in day if part is not None)


def _quarters(match: re.Match[str]) -> list[tuple[int, int | None]]:
    year = int(match["y"]) if match["y"] else None
    year = year + 2000 if year is not None and year < 100 else year  # "Quý III/26"
    return [
        (QUARTERS[part.upper()], year) for part in re.findall(r"IV|I{1,3}|[1-4]", match["q"], re.IGNORECASE)
    ]


def _value(digits: str) -> str:
    whole, _, part = digits.replace(".", "").partition(",")
    return f"{int(whole)},{part}" if part else str(int(whole))
