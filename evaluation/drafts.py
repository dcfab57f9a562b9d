"""How well drafts are checked: of sound sentences none should be taken out, of faulty ones every one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from answer.understanding.question import World
from answer.written.drafts import Checker
from evaluation.planted_faults import planted_samples
from evaluation.sound_drafts import (
    SHIPPED_SENTENCES,
    Sample,
    sound_pairs,
    sound_samples,
    written_samples,
)


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """Of sentences of one kind: how many, and the share that was taken out, 0 to 1."""

    sentences: int
    removed: float


def removed(sample: Sample, world: World) -> bool:
    """Return whether the check takes a sentence out."""
    return bool(Checker(sample.givens, world.book).verdict(sample.text).removed)


def draft_figures(samples: Iterable[Sample], world: World) -> dict[str, DraftFigures]:
    """Return by kind of fault ("" for sound sentences) how many sentences there were and the share taken
    out."""
    taken: dict[str, list[bool]] = defaultdict(list)
    for sample in samples:
        taken[sample.fault].append(removed(sample, world))
    return {kind: DraftFigures(len(found), sum(found) / len(found)) for kind, found in taken.items()}


def checked_drafts(world: World, seed: int = 1) -> dict[str, DraftFigures]:
    """Return the figures of all samples about the loaded plans: sound by hand, sound by code, every fault."""
    by_hand = [
        replace(one, fault="viết tay, sai" if one.fault else "viết tay, đúng")
        for one in written_samples(SHIPPED_SENTENCES, world)
    ]
    by_code = [replace(one, fault="ghép từ mẫu, đúng") for one in sound_samples(world, seed)]
    pairs = [replace(one, fault="ghép hai điều khoản, đúng") for one in sound_pairs(world, seed)]
    return draft_figures([*by_hand, *by_code, *pairs, *planted_samples(world, seed)], world)
