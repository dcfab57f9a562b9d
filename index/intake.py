"""A file someone wants to put into the library, held against the plans that are there. Pure."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.copies import PlanCopy
from index.library import same_id
from index.store import Source
from ingest.corrections import same_number
from ingest.fold import fold
from ingest.plan import Plan

RelationKind = Literal["unchanged", "format", "version", "alike", "name"]

# A sketch is the smallest hashes of all runs of words; the share two sketches have in common estimates
# that of the texts, to about 0.03.
_RUN = 3  # words
_SKETCH = 400
ALIKE = 0.6
"""Share of runs of words in common from which two texts are told to be alike.

A scan that gets one word in a hundred wrong keeps 0.9 of its runs; two plans of one province written after
one model, measured on the sample plans, share less than 0.2.
"""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name, made safe, and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Relation:
    """How an upload stands to a plan that is there; likeness is 0 to 1.

    unchanged  the same bytes
    format     the same document in a file of another kind: number and place, or the words
    version    the same number and place, other content
    alike      nearly the same words under another number
    name       only the name of the file is the same
    """

    kind: RelationKind
    plan_id: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Examined:
    """An upload that could be read, and the plan it concerns, None for a new one."""

    upload: Upload
    copy: PlanCopy
    relation: Relation | None


def relation_of(
    upload: Upload, copy: PlanCopy, plans: Mapping[str, Plan], sources: Mapping[str, Source]
) -> Relation | None:
    """Return how an upload stands to the plans that are there; the closest tie, None for no tie."""
    for source in sources.values():
        if source.sha256 == upload.sha256:
            return Relation("unchanged", source.plan_id, 1.0)
    ties = [tie for plan in plans.values() if (tie := _tie(copy, plan, sources[plan.id]))]
    if ties:
        return max(ties, key=lambda tie: (tie.kind != "alike", tie.likeness))
    stem = copy.plan.id
    return next((Relation("name", id_, 0.0) for id_ in plans if same_id(id_, stem)), None)


def _tie(copy: PlanCopy, plan: Plan, source: Source) -> Relation | None:
    alike = likeness(copy.plan.text, plan.text)
    numbered = same_document(copy.plan, plan)
    if alike >= ALIKE and source.format != copy.format:
        return Relation("format", plan.id, alike)
    if numbered:
        return Relation("version", plan.id, alike)
    return Relation("alike", plan.id, alike) if alike >= ALIKE else None


def same_document(one: Plan, other: Plan) -> bool:
    """Return whether two plans have one number and place, and no two years.

    Numbers start anew in every place and year; a copy without its date may be of any.
    """
    if not same_number(one.number, other.number) or fold(one.place or "") != fold(other.place or ""):
        return False
    years = {plan.date[:4] for plan in (one, other) if plan.date}
    return len(years) < 2


def likeness(one: str, other: str) -> float:
    """Return the share of runs of three words two texts have in common, 0 to 1, as their sketches say."""
    first, second = _sketch(one), _sketch(other)
    both = sorted(first | second)[:_SKETCH]
    return sum(run in first and run in second for run in both) / len(both) if both else 0.0


@lru_cache(maxsize=1024)
def _sketch(text: str) -> frozenset[int]:
    return frozenset(sorted(set(_runs(fold(text).split())))[:_SKETCH])


def _runs(words: list[str]) -> Iterator[int]:
    for start in range(max(len(words) - _RUN + 1, 1)):
        yield zlib.crc32(" ".join(words[start : start + _RUN]).encode())


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return wanted, or wanted with the first number from 2 that makes it an id nobody has."""
    number, free = 1, wanted
    while any(same_id(free, other) for other in taken):
        number += 1
        free = f"{wanted}-{number}"
    return free
