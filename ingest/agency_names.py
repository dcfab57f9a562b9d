"""Agencies named in a document: the listed ones, the groups, the bodies no list holds.

Document mode is strict: accents must stand (their placement is folded), a name of one or two words must
begin with a capital letter, and a short form inside a document number ("4315/TTr-STTTT") is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.agency_bodies import BODY_FIRST_WORDS, body_at
from ingest.agency_data import PLACE_SLOT, Agency, Place, needs_capital
from ingest.agency_groups import HOUSES, group_at
from ingest.agency_levels import Found, level_at, past_levels, titles_at
from ingest.agency_words import MARK, SPACE, STOP, Phrases, Words, is_short_form
from ingest.group_words import GROUP_FIRST_WORDS
from ingest.name_ends import close, goes_on, goes_on_capitalised, item_ends, next_item, opens_small
from ingest.phrases import ordinary_phrases

# Which of several bearers of a name is meant, by the level of the plan's issuer: first come, first served.
_NEAREST = {
    "trung ương": ("trung ương", "tỉnh", "huyện", "xã"),
    "tỉnh": ("tỉnh", "huyện", "xã", "trung ương"),
    "huyện": ("huyện", "tỉnh", "xã", "trung ương"),
    "xã": ("xã", "tỉnh", "huyện", "trung ương"),
}
# Level words that may follow a name, by the level of the agency.
_OWN_LEVELS = {
    "tỉnh": ("tỉnh", "thành phố"),
    "huyện": ("huyện", "thành phố"),
    "xã": ("xã",),
    "trung ương": (),
}
# "lực lượng Công an", "cán bộ Biên phòng": the trade, not the agency.
_TRADE = frozenset(("lượng", "ngành", "sĩ", "bộ", "quan", "đồn", "trạm", "sỹ", "viên", "đội"))
# What parts of agencies are called, and how many words such a name has at most.
_UNITS = Phrases.list(("ban", "phòng", "văn phòng", "thanh tra", "trung tâm"))
_LONGEST_UNIT = 8
# Kinds of which a province has one of each: "Sở Y tế các huyện" is none.
_ONE_A_PROVINCE = frozenset(("so", "committee", "press", "office"))
_OF = frozenset(("của", "thuộc", "trong"))
_PLACE_WORDS = (2, 4)  # syllables in the name of a district or commune that no list holds
# Cities and districts with a name of one syllable that are no province of their own ("Huế" is).
_SHORT_PLACES = frozenset(("vinh", "lắk"))
_LEVEL_ENDS = frozenset(("tỉnh", "phố", "tp", "huyện", "quận", "xã", "phường", "trấn", "khu", "tx"))
# Heads of names: what follows a level word is then the next agency, not a place ("UBND tỉnh Sở …").
_NOT_A_PLACE = frozenset(
    ("sở", "công", "bộ", "ban", "uỷ", "văn", "đài", "báo", "phòng", "trung", "hội", "chủ", "các")
)
_ROMAN = re.compile("[IVX]+|[0-9]+")
_PLACE = "\0place"


@dataclass(frozen=True, slots=True)
class _Name:
    """An alias of an agency, as it is matched."""

    agency: Agency
    words: int
    bare: bool
    capital: bool
    symbol: bool
    city: bool
    ambiguous: bool


class _Step:
    """One word of the aliases that share a beginning."""

    __slots__ = ("marked", "names", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, _Step] = {}
        self.names: list[_Name] = []
        self.marked = False


class NameReader:
    """Reads names of agencies in documents; built once from the data, then stateless."""

    def __init__(self, agencies: Sequence[Agency], places: Sequence[Place]) -> None:
        self._root = _Step()
        self._ordinary = ordinary_phrases()
        self._leaders = {agency.leads: agency for agency in agencies if agency.leads}
        self._by_id = {agency.id: agency for agency in agencies}
        spelled = {place.name: place for place in places}
        self._short_places = {s: p for p in places for s in p.spellings if is_short_form(s)}
        for place in places:
            spelled |= {s: place for s in place.spellings if not is_short_form(s)}
        self._places: Phrases[Place] = Phrases(spelled)
        for agency in agencies:
            for alias in agency.aliases:
                self._add(agency, alias)
        self._first_words = frozenset(self._root.steps) | GROUP_FIRST_WORDS | BODY_FIRST_WORDS
        self._departments = self._fields_of("Sở"), self._fields_of("Bộ"), self._fields_of("Phòng")

    def _add(self, agency: Agency, alias: str) -> None:
        words = Words.of(alias.replace(PLACE_SLOT, "ĐỊADANH"))
        step = self._root
        for n, key in enumerate(words.keys):
            key = _PLACE if words.word(n) == "ĐỊADANH" else key
            step = step.steps.setdefault(key, _Step())
            step.marked = step.marked or (n > 0 and words.gaps[n - 1] == MARK)
        first = words.word(0)
        step.names.append(
            _Name(
                agency,
                len(words),
                bare=alias in agency.bare,
                capital=needs_capital(agency, words),
                symbol=len(words) == 1 and first.isupper(),
                city=alias.casefold().endswith(("thành phố", " tp")),
                ambiguous=alias in agency.ambiguous,
            )
        )

    def _fields_of(self, head: str) -> Phrases[Agency]:
        """Return the agencies by what stands after the head: "Nội vụ" -> Sở Nội vụ."""
        fields = {
            alias.removeprefix(f"{head} "): agency
            for agency in self._by_id.values()
            for alias in agency.aliases
            if alias.startswith(f"{head} ") and not agency.collective
        }
        return Phrases(fields)

    def read(self, words: Words, level: str | None, place: str | None) -> Iterator[Found]:
        """Yield what is named in words, in reading order, nothing twice."""
        n, last = 0, -1
        while n < len(words):
            follows = last == n or (last >= 0 and last == n - 1 and words.keys[n - 1] in ("và", "với"))
            found = self._at(words, n, level, place, follows_name=follows and words.joined(n))
            if found is None:
                n += 1
                continue
            items = tuple(self._elided(words, found))
            if not (items and found.collective):  # "các Sở: Tài chính, Nội vụ" names two, not all
                yield found
            yield from items
            n = last = items[-1].last if items else found.last

    def _at(
        self, words: Words, n: int, level: str | None, place: str | None, *, follows_name: bool = False
    ) -> Found | None:
        if words.keys[n] not in self._first_words or words.in_number(n):
            return None
        listed = self._titled(words, n, level, place)
        group = group_at(
            words, n, agency_at=lambda m: self._listed(words, m, level, place), follows_name=follows_name
        )
        body = self._body(words, n)
        if listed and body and goes_on_capitalised(words, listed.last, body.last):
            listed = replace(listed, last=body.last)  # "Ban Quản lý Khu kinh tế Vân Phong"
        found = [candidate for candidate in (listed, group) if candidate]
        best = max(found, key=lambda candidate: candidate.last) if found else body
        best = self._unit(words, n, best, level, place) or best
        if best is None or self._is_ordinary(words, best):
            return None
        return self._with_owner(words, self._of_each(words, best), level, place)

    def _is_ordinary(self, words: Words, found: Found) -> bool:
        """Return whether a name only begins an ordinary phrase; of a group its last noun: "các bộ phận"."""
        noun = found.last - 1 if found.collective else found.first
        return any(self._ordinary.cut(words, n, found.last) for n in (found.first, noun))

    def _unit(
        self, words: Words, n: int, found: Found | None, level: str | None, place: str | None
    ) -> Found | None:
        """Return the unit at word n with the agency it is a part of: "Ban Phong trào Tỉnh đoàn"."""
        head = _UNITS.at(words, n)
        if head is None or not words.capital(n) or (found and found.collective):
            return None
        here = found.last if found else head[1]
        while here < len(words) and words.spaced(here) and here - n <= _LONGEST_UNIT:
            owner = self._listed(words, here, level, place) if words.capital(here) else None
            agency = self._by_id.get(owner.id or "") if owner else None
            if found is None and words.keys[here] in HOUSES and not goes_on(words, here + 1):
                return Found(n, here + 1, None)  # "Văn phòng Bộ", in the ministry's own plan
            if owner and agency and not owner.collective and (found is None or agency.kind == "front"):
                return Found(n, owner.last, None)
            second = here > head[1] and words.capital(here - 1) and not words.capital(here)
            if found or not (words.capital(here) or second):
                return None
            here += 1
        return None

    def _of_each(self, words: Words, found: Found) -> Found:
        """Return the group where a body is followed by its levels: "Công an các huyện, thành phố"."""
        agency = self._by_id.get(found.id or "")
        single = agency is not None and (agency.kind in _ONE_A_PROVINCE or agency.level == "trung ương")
        after = past_levels(words, found.last)
        if found.collective or single or after == found.last:
            return found
        return Found(found.first, after, None, collective=True)

    def _with_owner(self, words: Words, found: Found, level: str | None, place: str | None) -> Found:
        """Add the body a unit belongs to where it stands in brackets: "Trung tâm … (Cục …)"."""
        agency = self._by_id.get(found.id or "")
        if found.collective or (agency is not None and agency.kind != "unit"):
            return found
        if words.gap_text(found.last - 1).strip() != "(":
            return found
        owner = self._listed(words, found.last, level, place)
        if owner is None or not words.text.startswith(")", words.stops[owner.last - 1]):
            return found
        return replace(found, last=owner.last, closed=True)

    def _body(self, words: Words, n: int) -> Found | None:
        body = body_at(words, n)
        return replace(body, last=self._past_place(words, body.last)) if body else None

    def _titled(self, words: Words, n: int, level: str | None, place: str | None) -> Found | None:
        """Return the agency at word n, with the office of its head where one stands before it."""
        plain = self._listed(words, n, level, place)
        past = titles_at(words, n)
        if past == n or past >= len(words) or not words.spaced(past):
            return plain
        headed = self._listed(words, past, level, place) or self._body(words, past)
        headed = headed or self._unit(words, past, None, level, place)
        if headed is None or (plain and plain.last >= headed.last):
            return plain
        leaders = self._leaders.get(headed.id or "")
        return Found(n, headed.last, leaders.id if leaders else headed.id, headed.collective, headed.generic)

    def _listed(self, words: Words, n: int, level: str | None, place: str | None) -> Found | None:
        """Return the listed agency whose longest name stands at word n, with level and place after it."""
        best: Found | None = None
        for after, names in self._names(words, n):
            fitting = [name for name in names if self._fits(words, n, after, name)]
            if fitting:
                best = self._resolve(words, n, after, fitting, level, place)
        return best

    def _names(self, words: Words, n: int) -> Iterator[tuple[int, list[_Name]]]:
        """Yield every alias that stands at word n, shortest first, as (word after it, who bears it)."""
        step, here = self._root, n
        while here < len(words):
            gap = words.gaps[here - 1] if here > n else SPACE
            if gap == STOP:
                return
            slot = step.steps.get(_PLACE)
            if slot is not None and gap == SPACE and (after := self._province(words, here)):
                yield after, slot.names
            further = step.steps.get(words.keys[here])
            if further is None or (gap == MARK and not further.marked):
                return
            step, here = further, here + 1
            if step.names:
                yield here, step.names

    def _fits(self, words: Words, n: int, after: int, name: _Name) -> bool:
        if name.capital and not words.capital(n) and not opens_small(words, n, after):
            return False
        if name.symbol and not words.word(n).isupper():
            return False
        return not name.bare or _stands_alone(words, n, after, name)

    def _resolve(
        self, words: Words, n: int, after: int, names: list[_Name], level: str | None, place: str | None
    ) -> Found:
        names = _of_level(words, after, names)
        bearer = names[0]
        province = self._places.at(words, after) if words.spaced(after) else None
        if len(names) > 1 or bearer.city:
            order = _NEAREST[self._issuer_level(bearer, words, n, after, level, place, province)]
            bearer = min(names, key=lambda name: order.index(name.agency.level))
        last = self._past_level(words, after, bearer.agency)
        return Found(n, last, bearer.agency.id, bearer.agency.collective, not self._stands_for(bearer.agency))

    def _issuer_level(
        self,
        name: _Name,
        words: Words,
        n: int,
        after: int,
        level: str | None,
        place: str | None,
        province: tuple[Place, int] | None,
    ) -> str:
        """Return the level to prefer: of "thành phố Cần Thơ" the province's, of "thành phố Cao Bằng" not."""
        if not name.city:
            return level or "tỉnh"
        if province is not None:
            return "tỉnh" if province[0].kind == "thành phố" else "huyện"
        if self._unknown_place(words, after) > after:
            return "huyện"
        issuer = self._places.at(Words.of(place), 0) if place else None
        if level in (None, "tỉnh") and issuer is not None and issuer[0].kind == "tỉnh":
            return "huyện"
        return "tỉnh"

    def _stands_for(self, agency: Agency) -> bool:
        members = agency.covers or agency.covers_if_exists or agency.covers_maybe
        return not agency.collective or bool(members or agency.note == "")

    def _past_level(self, words: Words, n: int, agency: Agency) -> int:
        """Return the end of the name with its level and place: "tỉnh", "của thành phố", "tỉnh Cao Bằng"."""
        if agency.level == "trung ương":
            return n
        here = n
        if words.spaced(here):
            start = here + 1 if words.keys[here] in _OF and words.spaced(here + 1) else here
            found = level_at(words, start) if start < len(words) else None
            if found and found[0] in _OWN_LEVELS[agency.level]:
                here = found[1]
            elif words.keys[here - 1] in ("vực", "vùng") and _ROMAN.fullmatch(words.word(here)):
                here += 1  # "Kho bạc Nhà nước Khu vực XV"
        return self._past_place(words, here)

    def _past_place(self, words: Words, n: int) -> int:
        """Return the end of the place at word n: a province, or after a level word any capitalised place."""
        if not close(words, n):
            return n
        if words.capital(n) and (province := self._places.at(words, n)):
            return province[1]
        return self._unknown_place(words, n) if words.keys[n - 1] in _LEVEL_ENDS else n

    def _unknown_place(self, words: Words, n: int) -> int:
        """Return the end of a place no list holds, "huyện Trùng Khánh", "Quận 1", at word n; n if none."""
        if not words.spaced(n):
            return n
        if words.keys[n].isdigit() and words.keys[n - 1] in ("quận", "phường", "xã"):
            return n + 1
        here = n
        while here - n < _PLACE_WORDS[1] and here < len(words) and words.spaced(here) and words.capital(here):
            if words.all_capitals(here) and not words.all_capitals(n - 1):
                break
            if words.keys[here] in _NOT_A_PLACE and here == n:
                break
            here += 1
        if here == n + 1 and words.keys[n] in _SHORT_PLACES:
            return here
        return here if here - n >= _PLACE_WORDS[0] else n

    def _province(self, words: Words, n: int) -> int | None:
        """Return the end of the province at word n, a short form included: "Báo KH"."""
        if words.capital(n) and (found := self._places.at(words, n)):
            return found[1]
        return n + 1 if words.word(n) in self._short_places else None

    def _elided(self, words: Words, found: Found) -> Iterator[Found]:
        """Yield the agencies of a list whose head is said once: "Giám đốc các Sở: Tài chính và Nội vụ"."""
        agency = self._by_id.get(found.id or "")
        if agency is None or (agency.collective and found.last - titles_at(words, found.first) > 2):
            return
        head = words.keys[found.first] if not agency.collective else words.keys[found.last - 1]
        fields = dict(zip(("sở", "bộ", "phòng"), self._departments, strict=True)).get(head)
        if fields is None or (head == "bộ" and agency.level != "trung ương"):
            return  # "Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh": no ministry, and no second one
        here = found.last
        while True:
            start = next_item(words, here, after_head=agency.collective and here == found.last)
            item = None if start is None else fields.at(words, start)
            if start is None or item is None or not words.capital(start) or not item_ends(words, item[1]):
                return
            yield Found(start, item[1], item[0].id, head=head.capitalize())
            here = item[1]


def _stands_alone(words: Words, n: int, after: int, name: _Name) -> bool:
    """Return whether a bare name ("Công an") ends there: a mark, the end, or "và" and another name."""
    if n > 0 and words.spaced(n) and words.keys[n - 1] in _TRADE:
        return False
    if after >= len(words) or words.gaps[after - 1] != SPACE or past_levels(words, after) > after:
        return True
    return words.keys[after] == "và" and after + 1 < len(words) and words.capital(after + 1)


def _of_level(words: Words, n: int, names: list[_Name]) -> list[_Name]:
    """Return the bearers of a name that the level word after it means: "Hội Nông dân | tỉnh"; else all."""
    if len(names) < 2 or not words.spaced(n) or (found := level_at(words, n)) is None:
        return names
    return [name for name in names if found[0] in _OWN_LEVELS[name.agency.level]] or names
