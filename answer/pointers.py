"""Clauses that say of others who does them: "chủ trì nhiệm vụ tại điểm 3 mục III", lines below a block.

Plans often set tasks in one part and share them out in another, by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex as re

from answer.corpus import Corpus, Unit
from ingest.fold import fold_map

_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_LIST = rf"{_NUMBER}(?:\s*(?:,|;|va|-|den)\s*{_NUMBER})*"
# "điểm 1, 2 mục III", "nhiệm vụ số 3 phần II", "điểm a khoản 2 mục IV", "mục III.3"
POINTER = re.compile(
    r"\b(?:(?:diem (?P<letter>[a-z]),? )?(?:diem|khoan|nhiem vu|noi dung|muc|y)(?: so| thu)? "
    rf"(?P<items>{_LIST})"
    r",? (?:tai |thuoc |o )?(?:muc|phan) (?P<section>[ivxl]+)"
    rf"|muc (?P<own>[ivxl]+)\.(?P<item>{_NUMBER}))\b"
    r"(?!,? (?:cua )?(?:nghi quyet|quyet dinh|nghi dinh|thong tu|chuong trinh|chi thi|ket luan|ke hoach so))"
)
RANGE = re.compile(r"(\d{1,2})\s*(?:-|den)\s*(\d{1,2})")


def places_pointed_at(text: str) -> Iterator[str]:
    """Yield the paths of clauses of the same plan that text names: "III.1", "III.2", "IV.2.a"."""
    folded = " ".join(fold_map(text)[0].split())
    for found in POINTER.finditer(folded):
        section = (found["section"] or found["own"]).upper()
        items = RANGE.sub(_counted_out, found["items"] or found["item"])
        letter = f".{found['letter']}" if found["letter"] else ""
        for item in re.findall(_NUMBER, items):
            yield f"{section}.{item}{letter}"


def _counted_out(found: re.Match[str]) -> str:
    """Return the numbers of a range: "1, 2, 3" for "1-3"."""
    return ", ".join(str(number) for number in range(int(found[1]), int(found[2]) + 1))


def given_elsewhere(corpus: Corpus, unit: Unit) -> list[Unit]:
    """Return the units of the same plan that say who does what unit says, and it does not say itself.

    The block whose labelled lines stand below it, else clauses that name its number, or that of a clause it
    is part of.
    """
    above = unit.path.rpartition(".")[0]
    block = corpus.by_key.get((unit.plan_id, above))
    if block is not None and block.head is not None and block.assignments:
        return [block]
    return [
        other
        for other in corpus.in_plans([unit.plan_id])
        if other.assignments
        and other.key != unit.key
        and any(f"{unit.path}.".startswith(f"{path}.") for path in places_pointed_at(other.text))
    ]
