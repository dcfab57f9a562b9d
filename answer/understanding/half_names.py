"""Names of departments with a part written by its initials: "Sở Nông nghiệp và PTNT", "Phòng GD và ĐT"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

import regex as re

from ingest.agency_data import Agency
from ingest.fold import fold, fold_map

HEADS = ("Sở ", "Phòng ", "Bộ ")
PARTED = re.compile(r", | - | và ")
MOST_PARTS = 4


def with_whole_names(text: str, agencies: Iterable[Agency]) -> str:
    """Return text with such names written out; those short throughout and in use ("Sở TT&TT") are left."""
    forms, said = _forms(tuple(agency.id for agency in agencies))
    folded, origin = fold_map(text)
    for found in reversed(list(said.finditer(folded))):
        name = forms[" ".join(fold(found[0]).split())]
        stop = origin[found.end() - 1] + 1
        text = text[: origin[found.start()]] + name + text[stop:]
    return text


@lru_cache(maxsize=8)
def _forms(names: tuple[str, ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return the folded forms of names with what they stand for, and a pattern that finds them."""
    meant: dict[str, set[str]] = {}
    for name in names:
        head = next((head for head in HEADS if name.startswith(head)), None)
        parts = PARTED.split(name[len(head) :]) if head else []
        if head and 1 < len(parts) <= MOST_PARTS:
            for form in _written(fold(head), parts):
                meant.setdefault(form, set()).add(name)
    forms = {form: next(iter(whole)) for form, whole in meant.items() if len(whole) == 1}
    longest = sorted(forms, key=len, reverse=True)
    spaced = (r"[\W_]+".join(form.split()) for form in longest)
    return forms, re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


def _written(head: str, parts: list[str]) -> list[str]:
    """Return the ways to write a name with a part or more by its initials, "và" said or not."""
    whole = [fold(part) for part in parts]
    short = ["".join(word[0] for word in part.split()) for part in whole]
    ways = [way for way in product(*zip(whole, short, strict=True)) if list(way) != whole]
    joined = [" ".join((head.strip(), *way[:-1], "va", way[-1])) for way in ways]
    return joined + [" ".join((head.strip(), *way)) for way in ways if list(way) != short]
