"""Bodies that no agency list holds, called in talk by a part of their name: "cty cấp nước"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import regex as re

from answer.corpus import Corpus
from ingest.agencies import Named
from ingest.fold import fold, fold_map

# Words of names that tell no body from another, folded.
_COMMON = (
    "cac nhung don vi co quan to chuc doanh nghiep cong ty co phan tnhh cp mtv mot thanh vien tong ban "
    "quan ly trung tam tinh thanh pho huyen xa phuong chi nhanh va khai thac cong trinh dich vu dau tu "
    "phat trien"
)
COMMON = frozenset(_COMMON.split())
# What a body is called before the words that tell it from others.
KIND = (
    r"\b(?:tong cong ty|cong ty|cty|tcty|doanh nghiep|xi nghiep|nha may|hop tac xa|htx|trung tam|tt|"
    r"ban quan ly|bql|chi nhanh|tap doan|ngan hang|benh vien|truong|vien|quy|hiep hoi|hoi)"
    r"(?: (?:co phan|cp|tnhh|mtv|mot thanh vien|quan ly|khai thac|dich vu))*\b"
)
# What is asked of a doer: words without a kind before them must be told apart from a matter.
DOES = r"(?= (?:phai |can |co |se |duoc |thi )*(?:lam|lo|giao|nhiem vu|trach nhiem|viec))"
OWN_SHARE = 0.5  # of the words that tell a body, that a question must say
MIN_TELLING = 2  # words that tell a body, before a question may leave out the rest of its name


def bodies_named(text: str, plan_ids: Collection[str], corpus: Corpus) -> tuple[Named, ...]:
    """Return the bodies of plans that a question names by the words that tell them, in reading order.

    plan_ids  of the plans the question names; empty for all
    """
    folded, origin = fold_map(text)
    kinds = [(kind.start(), kind.end()) for kind in re.finditer(KIND, folded)]
    found: list[Named] = []
    for name, (telling, place) in _bodies(plan_ids or corpus.plans, corpus).items():
        for start, stop in (*_by_kind(telling, kinds, folded), *_by_place(telling, place, folded)):
            end = origin[stop] if stop < len(origin) else len(text)
            one = Named(name, None, collective=False, generic=False, start=origin[start], stop=end)
            if not any(_overlap(one, other) for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _by_kind(telling: Sequence[str], kinds: Sequence[tuple[int, int]], folded: str) -> list[tuple[int, int]]:
    """Return where a body is called by its kind and some of its telling words ("cty cấp nước")."""
    stops = ((start, _stop_of(telling, folded, after)) for start, after in kinds)
    return [(start, stop) for start, stop in stops if stop]


def _by_place(telling: Sequence[str], place: str, folded: str) -> list[tuple[int, int]]:
    """Return where a body is called by its telling words and its place, and asked to act."""
    words = " ".join(telling)
    if not place or words not in folded:
        return []
    whole = rf"\b{re.escape(words)} (?:tinh |thanh pho |tp )?{re.escape(place)}\b{DOES}"
    return [(match.start(), match.end()) for match in re.finditer(whole, folded)]


def _stop_of(telling: Sequence[str], folded: str, at: int) -> int:
    """Return where the words from at on that are of telling, in its order, end; 0 where they are too few."""
    left, said, stop = list(telling), 0, 0
    for word in re.finditer(r"\w+", folded[at:]):
        if word[0] not in left:
            break
        left = left[left.index(word[0]) + 1 :]
        said, stop = said + 1, at + word.end()
    return stop if said >= max(MIN_TELLING, OWN_SHARE * len(telling)) else 0


def _overlap(one: Named, other: Named) -> bool:
    return one.start < other.stop and other.start < one.stop


def _bodies(plan_ids: Collection[str], corpus: Corpus) -> dict[str, tuple[Sequence[str], str]]:
    """Return of each unlisted body the words that tell it and its plan's place, the busiest first."""
    busy: Counter[str] = Counter()
    told: dict[str, tuple[Sequence[str], str]] = {}
    for plan_id in plan_ids:
        place = fold(corpus.plans[plan_id].place or "")
        for name, count in corpus.unlisted[plan_id].items():
            if len(telling := telling_words(name, place)) >= MIN_TELLING:
                busy[name] += count
                told[name] = telling, place
    return {name: told[name] for name, _ in busy.most_common()}


def telling_words(name: str, place: str) -> list[str]:
    """Return the words of a body's name that tell it from others; place, folded, is that of its plan."""
    return [word for word in fold(name).split() if word not in COMMON and word not in place.split()]
