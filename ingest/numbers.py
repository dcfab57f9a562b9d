"""Numbers of documents: "239/KH-UBND", "72/2015/NĐ-CP", "57-KL/TW", however they are spaced.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I (state) and the party's own style (number-kind/organ).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

SIGN = r"[A-ZĐ][A-Za-zĐ]*\d{0,2}(?:\s?-\s?[A-ZĐ][A-Za-zĐ0-9]*)*"
STATE = rf"(?P<n>\d{{1,5}})\s*/\s*(?:(?P<year>\d{{4}})\s*/\s*)?(?P<sign>{SIGN})"
# "961-QĐ-TU" stands for "961-QĐ/TU" (Trà Vinh 1899/QĐ-UBND, II.1); with "-" only of the party's organs.
PARTY = (
    r"(?P<pn>\d{1,4})\s?-\s?(?P<pkind>[A-ZĐ][A-Za-zĐ]{0,4})"
    r"(?:\s?/\s?(?P<porgan>[A-ZĐ]{2,6}(?:-[A-ZĐ]{2,8})?)|-(?P<pdashed>TW|TU|HU|ĐU|QU|ThU|BTGTW))"
)
END = r"(?:(?![\w/])|(?=ngày|của|về))"  # web copies lose the space: "263/KH-UBNDngày 31/12/2024"
NUMBER = re.compile(rf"(?<![\d/])(?:{PARTY}|{STATE}){END}")
HEAD_NUMBER = re.compile(rf"\bSố\s*:?\s*(?:{PARTY}|{STATE}){END}")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in a text; value has no spaces, start and stop are offsets in the text."""

    value: str
    start: int
    stop: int


def _value(found: re.Match[str]) -> str:
    if found["pn"]:
        organ = f"/{found['porgan']}" if found["porgan"] else f"-{found['pdashed']}"
        return f"{found['pn']}-{found['pkind']}{organ}"
    year = f"{found['year']}/" if found["year"] else ""
    return f"{found['n']}/{year}{re.sub(r' ', '', found['sign'])}"


def numbers_in(text: str) -> tuple[DocumentNumber, ...]:
    """Return the document numbers in text, in reading order, repeats included."""
    return tuple(DocumentNumber(_value(found), found.start(), found.end()) for found in NUMBER.finditer(text))


def head_number(text: str) -> DocumentNumber | None:
    """Return the number a document gives itself ("Số: 239 /KH-UBND"), or None."""
    found = HEAD_NUMBER.search(text)
    return DocumentNumber(_value(found), found.start(), found.end()) if found else None
