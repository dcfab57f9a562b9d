"""Levels of administration as they are addressed: "UBND các huyện, thị xã", "các xã, phường", "Chủ tịch …".

What a name is read into, `Found`, stands here too: everything that reads names of agencies gives it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.agency_words import MARK, STOP, Words, listed
from ingest.group_words import (
    ADDRESSING,
    COMMITTEE,
    DETERMINERS,
    GROUP_COMMUNES,
    GROUP_DISTRICTS,
    GROUP_PROVINCES,
    LEVEL_WORDS,
    NOT_A_LEVEL,
    TITLES,
)

_LONGEST_PLACE = 4  # syllables in the name of a commune
# With these the next agency begins, or a verb in capitals: "UBND các xã, Công an tỉnh".
_HEADS_OF_NAMES = frozenset(
    listed("""
    sở | công | bộ | ban | ủy | uỷ | văn | đài | báo | phòng | trung | hội | chủ | các | ubnd | hđnd | thủ
    | giám | đoàn | mặt | trạm | chi | cục | tòa | viện | trường | liên | tỉnh | phối
""")
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words [first, last) that name somebody; id is None for a body that is not listed.

    head    the first word of the name, where the text says it once for a whole list ("các Sở: Tài chính, …")
    closed  whether the bracket after the last word belongs to the name
    """

    first: int
    last: int
    id: str | None
    collective: bool = False
    generic: bool = False
    head: str = ""
    closed: bool = False


def level_at(words: Words, n: int) -> tuple[str, int] | None:
    """Return the level of administration named at word n ("huyện" for quận, thị xã) and where it ends."""
    found = LEVEL_WORDS.at(words, n)
    if found is None:
        return None
    level, after = found
    if after < len(words) and words.spaced(after) and words.keys[after] in NOT_A_LEVEL:
        return None
    return level, after


def titles_at(words: Words, n: int) -> int:
    """Return the number of the word after the offices at word n: "Chủ tịch, các Phó Chủ tịch"; n if none."""
    here = n
    if determiner := DETERMINERS.at(words, n):
        here = determiner[1]
    found = TITLES.at(words, here)
    if found is None:
        return n
    here = found[1]
    while (link := _past_link(words, here)) is not None and (more := TITLES.at(words, link)):
        here = more[1]
    return here


def _past_link(words: Words, n: int) -> int | None:
    """Return the word after ", các" or " và các" at word n."""
    if not words.joined(n):
        return None
    here = n
    if words.keys[here] in ("và", "cùng"):
        here += 1
    elif words.gaps[n - 1] != MARK:
        return None
    if here < len(words) and words.keys[here] == "các":
        here += 1
    return here if here < len(words) else None


def committees_at(words: Words, n: int, _follows_name: bool) -> Found | None:
    """Read "[Chủ tịch] UBND các huyện, thị xã, thành phố", "UBND quận, huyện", "UBND cấp huyện"."""
    here = titles_at(words, n)
    committee = COMMITTEE.at(words, here)
    if committee is None or committee[1] >= len(words) or not words.spaced(committee[1]):
        return None
    here = committee[1]
    opener = words.keys[here] if words.keys[here] in ("các", "cấp", "từng", "mỗi") else ""
    if opener:
        here += 1
    if opener in ("các",) and here < len(words) and words.keys[here] == "cấp":
        return Found(n, here + 1, None, collective=True, generic=True)
    levels, after = _level_list(words, here, opener)
    if not levels or (not opener and len(levels) < 2):
        return None
    return Found(n, _past_places(words, after), _committee_group(levels), collective=True)


def _past_places(words: Words, n: int) -> int:
    """Return the end of the places that narrow a group: "UBND các xã | Lạc Dương, Phú Hữu"; n if none."""
    here = after = n
    while here < len(words) and (words.joined(here) if here > n else words.spaced(here)):
        stop = here
        while stop < len(words) and (stop == here or words.spaced(stop)) and words.capital(stop):
            stop += 1
        if stop - here < 2 or stop - here > _LONGEST_PLACE or words.keys[here] in _HEADS_OF_NAMES:
            return after
        after = stop + (stop < len(words) and words.spaced(stop) and words.keys[stop].isdigit())
        goes_on = after < len(words) and (words.gaps[after - 1] == MARK or words.keys[after] == "và")
        if not goes_on:
            return after
        here = after + (words.keys[after] == "và")
    return after


def past_levels(words: Words, n: int) -> int:
    """Return the end of "các huyện, thị xã, thành phố", "các xã, phường" at word n; n where none stands."""
    if n + 1 >= len(words) or words.keys[n] != "các" or not words.spaced(n) or not words.spaced(n + 1):
        return n
    levels, after = _level_list(words, n + 1, "các")
    return after if levels and "tỉnh" not in levels else n


def _level_list(words: Words, n: int, opener: str) -> tuple[list[str], int]:
    """Return the levels listed at word n and the number after the last."""
    levels: list[str] = []
    here = after = n
    while here < len(words) and (found := level_at(words, here)):
        if not opener and levels and (levels[0] in ("tỉnh", "thành phố") or found[0] == "tỉnh"):
            break  # "UBND tỉnh, huyện": the first is named by itself
        if levels and words.capital(here) and not words.capital(n) and not words.all_capitals(here):
            break  # "quảng bá Thành phố, huyện" and the like
        levels.append(found[0])
        here = after = found[1]
        if not words.joined(here):
            break
        if words.keys[here] in ("và", "hoặc"):
            here += 1
        elif words.gaps[here - 1] != MARK and not (opener and _bare_level(words, here)):
            break
    return levels, after


def _bare_level(words: Words, n: int) -> bool:
    """Return whether a list of levels goes on without a mark: "UBND các phường xã", not "… tỉnh Cao Bằng"."""
    found = level_at(words, n)
    if found is None or found[0] == "tỉnh":
        return False
    return not words.spaced(found[1]) or not words.capital(found[1])


def _committee_group(levels: list[str]) -> str | None:
    kinds = set(levels)
    if "tỉnh" in kinds:
        return GROUP_PROVINCES
    if "xã" in kinds:
        return GROUP_COMMUNES if kinds == {"xã"} else None
    return GROUP_DISTRICTS


def levels_at(words: Words, n: int, follows_name: bool) -> Found | None:
    """Read "các huyện, thành phố", "các phường, xã" where they are addressed, not where they are places."""
    if words.keys[n] != "các" or n + 1 >= len(words) or not words.spaced(n + 1):
        return None
    addressed = n == 0 or words.gaps[n - 1] == STOP or words.keys[n - 1] in ADDRESSING or follows_name
    if not addressed:
        return None
    levels, after = _level_list(words, n + 1, "các")
    if not levels or "tỉnh" in levels or levels == ["thành phố"]:
        return None
    if (last := _past_branch(words, after)) > after:
        return Found(n, last, None, collective=True)
    return Found(n, after, _committee_group(levels), collective=True)


def _past_branch(words: Words, n: int) -> int:
    """Return the end of ", thành đoàn", ", thị ủy" at word n: then the levels before stand for it, too."""
    if n + 1 >= len(words) or words.gaps[n - 1] != MARK or not words.spaced(n + 1):
        return n
    branch = words.keys[n] in ("thành", "thị", "huyện", "quận") and words.keys[n + 1] in (
        "đoàn",
        "ủy",
        "uỷ",
        "hội",
    )
    return n + 2 if branch else n
