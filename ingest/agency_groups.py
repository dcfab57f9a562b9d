"""Groups addressed as one, however they are punctuated: "Các Sở, Ban ngành", "UBND quận, huyện".

A group is read word by word: somebody's office ("Thủ trưởng"), "các", a list of nouns, what they belong to
("tỉnh", "thuộc Bộ …") and whether they are open ("có liên quan"). Source of what each stands for: DOMAIN 3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.agency_bodies import SECOND_HALVES
from ingest.agency_levels import Found, committees_at, level_at, levels_at, titles_at
from ingest.agency_words import MARK, STOP, Phrases, Words
from ingest.group_words import (
    ABROAD,
    ACTING,
    DETERMINERS,
    EMBASSIES,
    ENTRUSTED,
    GROUP_BODIES,
    GROUP_BODIES_AND_LOCALITIES,
    GROUP_CONCERNED,
    GROUP_DEPARTMENTS,
    GROUP_DEPARTMENTS_AND_UNIONS,
    GROUP_DISTRICT_OFFICES,
    GROUP_LEADING,
    GROUP_LOCALITIES,
    GROUP_MINISTRIES,
    GROUP_PRESS,
    GROUP_UNIONS,
    MEETINGS,
    NOUNS,
    ORDERING,
    OWNERS,
    RELATED,
    TITLES,
    UNMARKED,
)

# "các cơ quan chuyên môn thuộc UBND tỉnh" are the departments (Decree 45/2025, article 3).
_OFFICES_OF = {
    "Ủy ban nhân dân cấp tỉnh": GROUP_DEPARTMENTS,
    "Ủy ban nhân dân cấp huyện": GROUP_DISTRICT_OFFICES,
}


AgencyAt = Callable[[int], Found | None]
"""Reads the agency that starts at a word, for "các đơn vị thuộc Bộ …"."""


HOUSES = frozenset(("bộ", "sở", "cục", "trường"))  # what a body calls itself in its own plans


def group_at(words: Words, n: int, *, agency_at: AgencyAt, follows_name: bool) -> Found | None:
    """Return the group named at word n, or None.

    follows_name  whether a name stands directly before, so that ", địa phương" goes on with a list
    """
    for read in (_embassies, committees_at, levels_at):
        if found := read(words, n, follows_name):
            return found
    return _nouns(words, n, agency_at, follows_name)


def _embassies(words: Words, n: int, _follows_name: bool) -> Found | None:
    start = n
    if determiner := DETERMINERS.at(words, n):
        n = determiner[1]
    found = EMBASSIES.at(words, n)
    return Found(start, found[1], None, collective=True) if found else None


def _nouns(words: Words, n: int, agency_at: AgencyAt, follows_name: bool) -> Found | None:
    if n > 0 and words.spaced(n) and (words.keys[n - 1], words.keys[n]) in SECOND_HALVES:
        return None  # "Đảng bộ, ban, ngành"
    here, opened = n, False
    if (past := titles_at(words, n)) > here:
        here, opened = past, True
    if determiner := DETERMINERS.at(words, here):
        here, opened = determiner[1], True
    if not opened and not follows_name and _holds_meeting(words, here, alone=True):
        return None
    nouns, here = _noun_list(words, here, agency_at)
    if not nouns:
        return None
    return _Group(words, n, nouns, here, opened, follows_name, agency_at).found()


def _holds_meeting(words: Words, n: int, *, alone: bool = False) -> bool:
    """Return whether "tổ chức hội …" at word n is a verb: before "thảo", "nghị", or with nothing before."""
    if words.keys[n : n + 3] != ("tổ", "chức", "hội"):
        return False
    goes_on = n + 3 < len(words) and words.spaced(n + 3)
    return goes_on and (alone or words.keys[n + 3] in MEETINGS)


def _noun_list(words: Words, n: int, agency_at: AgencyAt) -> tuple[list[str], int]:
    """Return the kinds of the nouns listed at word n, and the number of the word after them."""
    kinds: list[str] = []
    here = after = n
    while here < len(words) and (noun := NOUNS.at(words, here)):
        titled = here != after
        if (kinds and not titled and not _go_together(kinds, noun[0])) or _holds_meeting(words, here):
            break
        if words.capital(here) and agency_at(here):
            break  # "các Sở, Ban ngành; Bộ Chỉ huy …"
        kinds.append(noun[0])
        after = noun[1]
        link = _after_link(words, after)
        if link is None:
            break
        here = link
    return kinds, after


def _go_together(kinds: list[str], kind: str) -> bool:
    """Return whether a noun of this kind goes on with the list, or begins a group of its own."""
    if kind in kinds:
        return True
    if "báo chí" in kinds or kind == "báo chí":
        return False
    if kinds[0] in ("phòng", "đảng"):
        return True
    if kind in OWNERS:
        return True
    # "các sở, ban, ngành, đơn vị liên quan": the open part is told apart from the named one
    return not OWNERS.intersection(kinds)


def _after_link(words: Words, n: int) -> int | None:
    """Return the word after "," or "và" at word n, past an office ("thủ trưởng cơ quan")."""
    if not words.joined(n):
        return None
    here = n
    if words.keys[here] in ("và", "hoặc"):
        here += 1
    elif words.gaps[n - 1] != MARK and (words.keys[n - 1], words.keys[here]) not in UNMARKED:
        return None
    titled = TITLES.at(words, here) if here < len(words) else None
    return titled[1] if titled else here


@dataclass(slots=True)
class _Group:
    """A list of nouns that was read, and what the words after it make of it."""

    words: Words
    first: int
    nouns: list[str]
    after: int
    opened: bool
    follows_name: bool
    agency_at: AgencyAt
    level: str = ""
    owned: bool = False
    owner: str = ""
    related: bool = False
    abroad: bool = False
    entrusted: bool = False

    def found(self) -> Found | None:
        self._qualify()
        if not self._named():
            return None
        if self.owned:
            owned = _OFFICES_OF.get(self.owner) if "phòng" in self.nouns else None
            return Found(self.first, self.after, owned, collective=True)
        generic = self._generic()
        return Found(self.first, self.after, self._id(), collective=True, generic=generic)

    def _qualify(self) -> None:
        """Read on: "tỉnh", "của tỉnh", "thuộc Bộ …", "nước ngoài", "được giao chủ trì", "có liên quan"."""
        words = self.words
        if abroad := self._next(ABROAD):
            self.abroad, self.after = True, abroad
        if belongs := self._belongs():
            self.after = belongs
        elif past := self._past_level():
            self.after = past
        if entrusted := self._next(ENTRUSTED):
            self.entrusted, self.after = True, entrusted
        if related := self._next(RELATED):
            self.related, self.after = True, related
        if "báo chí" in self.nouns and words.spaced(self.after) and words.keys[self.after] == "địa":
            self.after = min(self.after + 2, len(words))  # "cơ quan báo chí địa phương"

    def _next(self, table: Phrases[str]) -> int | None:
        if not self.words.spaced(self.after):
            return None
        found = table.at(self.words, self.after)
        return found[1] if found else None

    def _belongs(self) -> int | None:
        """Read "thuộc Bộ …": the body named there is part of this name, and so is a second one it shares."""
        words, here = self.words, self.after
        if not words.spaced(here) or words.keys[here] not in ("thuộc", "trực"):
            return None
        if words.keys[here] == "trực":
            here += 1
        inner = self.agency_at(here + 1) if here + 1 < len(words) else None
        if inner is None:
            return self._past_house(here + 1)
        self.owned, self.owner = True, inner.id or ""
        last = inner.last
        # "các cơ quan thuộc Tỉnh ủy, UBND tỉnh": the second owner shares the first one's level word
        if words.joined(last) and words.gaps[last - 1] == MARK:
            second = self.agency_at(last)
            if second and not second.collective and words.keys[second.last - 1] in ("tỉnh", "phố"):
                last = second.last
        return last

    def _past_house(self, here: int) -> int | None:
        """Read "thuộc Bộ", "thuộc Sở", "thuộc Trường" in that body's own plan."""
        words = self.words
        if here >= len(words) or not words.capital(here) or words.keys[here] not in HOUSES:
            return None
        if words.spaced(here + 1) and words.capital(here + 1):
            return None
        self.owned = True
        return here + 1

    def _past_level(self) -> int | None:
        """Read "tỉnh", "cấp tỉnh", "của thành phố", "thuộc huyện", "các cấp"."""
        words, here = self.words, self.after
        if not words.spaced(here):
            return None
        if words.keys[here] == "các" and here + 1 < len(words) and words.keys[here + 1] == "cấp":
            self.level = "các cấp"
            return here + 2
        if words.keys[here] in ("cấp", "của", "thuộc", "trong") and words.spaced(here + 1):
            here += 1
        found = level_at(words, here)
        if found is None:
            return None
        if here == self.after and words.gaps[found[1] - 1] == MARK and level_at(words, found[1]):
            return None  # a list of levels of its own
        self.level = found[0]
        return found[1]

    def _named(self) -> bool:
        """Return whether the list is a name at all: "của cơ quan, đơn vị mình" is not."""
        words, kinds = self.words, set(self.nouns)
        if self.owned or self.entrusted:
            return True
        if self.related:
            return self.opened or len(self.nouns) > 1 or kinds <= {"cơ quan", "chức năng"}
        if "cá nhân" in kinds or (self.level == "các cấp" and kinds == {"chính quyền"}):
            return False
        if len(self.nouns) > 1:
            named = self.nouns[0] in ("sở", "bộ") and len(kinds) > 1
            return self.opened or named or self._goes_on()
        return self._single_named(words, self.nouns[0])

    def _single_named(self, words: Words, kind: str) -> bool:
        if words.joined(self.after) and words.keys[self.after] == "lĩnh":
            return False  # "các ngành, lĩnh vực khác"
        if kind in ("tổ chức", "chính quyền", "cá nhân"):
            return False  # "các tổ chức phi chính phủ"
        if kind in ("địa phương", "đoàn thể"):
            alone = self.first == 0 and self.after == len(words)
            return self.opened or self._goes_on() or alone
        if kind in ("báo chí", "sở"):
            return self.opened or (self.level != "" and kind == "báo chí") or self._local_press()
        if kind == "phòng":
            return self.opened and (self.level != "" or words.keys[self.after - 1] in ("môn", "ban"))
        ordered = self.first > 0 and words.keys[self.first - 1] in ORDERING
        begins = self.first == 0 or words.gaps[self.first - 1] == STOP
        after_mark = self.first > 0 and words.gaps[self.first - 1] == MARK
        acts = after_mark and words.spaced(self.after) and words.keys[self.after] in ACTING
        return self.opened and (ordered or begins or acts or self.level != "")

    def _local_press(self) -> bool:
        return self.words.keys[self.after - 1] == "phương"

    def _goes_on(self) -> bool:
        return self.follows_name and not self.opened

    def _generic(self) -> bool:
        kinds = set(self.nouns)
        if kinds & (OWNERS - {"ngành"} | {"báo chí"}) or kinds == {"ngành"}:
            return False
        if self.related:
            return not kinds <= {"địa phương"}
        return bool(kinds & {"tổ chức", "chính quyền", "chức năng"}) or self.abroad or self.level == "các cấp"

    def _id(self) -> str | None:
        kinds = set(self.nouns)
        if self.entrusted:
            return GROUP_LEADING
        if "báo chí" in kinds:
            return None if self.abroad else GROUP_PRESS
        if kinds & {"đảng", "chính quyền"} or self.level == "các cấp":
            return None
        if "bộ" in kinds:
            return GROUP_MINISTRIES
        if "sở" in kinds or ("ban" in kinds and self.level in ("tỉnh", "thành phố")):
            return GROUP_DEPARTMENTS_AND_UNIONS if "đoàn thể" in kinds else GROUP_DEPARTMENTS
        return self._open_id(kinds)

    def _open_id(self, kinds: set[str]) -> str | None:
        if "phòng" in kinds or ("ban" in kinds and self.level == "huyện"):
            return GROUP_DISTRICT_OFFICES
        if "ban" in kinds or (kinds == {"ngành"} and not self.related):
            return None if self.level == "xã" else GROUP_DEPARTMENTS
        if kinds == {"đoàn thể"}:
            return GROUP_UNIONS
        if kinds == {"địa phương"}:
            return GROUP_LOCALITIES
        if self.related:
            return GROUP_CONCERNED
        if self.abroad or not kinds <= {"cơ quan", "địa phương"}:
            return None
        return GROUP_BODIES_AND_LOCALITIES if "địa phương" in kinds else GROUP_BODIES
