"""Which assignments of a plan hold an agency: its own, through a group, or not at all.

An agency is held by its entry in the agency list, by its name where the list does not know it, and through
the collective addressees that take it in. "Công an" without a level is every level's; "UBND huyện Trùng
Khánh" is one body of a whole level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex as re

from answer.corpus import Unit
from answer.desk import Desk
from answer.understanding.naming import WHOLE_LEVEL
from ingest.agencies import AgencyBook, Named, write_out
from ingest.fold import fold
from ingest.plan import Assignment, Plan

LEADING = "Cơ quan được giao chủ trì trong Kế hoạch"  # a group made of whoever leads something in the plan
COMMITTEE = "uy ban nhan dan "
ONE_OF_MANY = re.compile(r"(?:huyen|quan|thi xa|xa|phuong|thi tran|thanh pho|tp) \w+")
HEADS = re.compile(r"(?:chu tich|giam doc|thu truong|lanh dao|truong|chi huy truong|tong bien tap) ")
Reach = Literal["covers", "maybe"]
HeldUnit = tuple[Unit, list[Assignment]]
FULL_NAME = 5  # words of a name: one so long stands inside no other agency's name
MIN_START = 4  # words of a name no list holds, before a longer name that starts with it is taken for it
LEVEL = re.compile(r" cấp (?:tỉnh|huyện|xã)$")
LEVEL_WORDS = re.compile(r"\b(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran)\b")


def other_levels(named: Named, book: AgencyBook) -> list[str]:
    """Return the same agency at the other levels, where the question names none ("Mặt trận", "Công an")."""
    if named.agency_id is None or LEVEL_WORDS.search(fold(named.name)) or not LEVEL.search(named.agency_id):
        return []
    stem = LEVEL.sub("", named.agency_id)
    return [agency.id for agency in book.agencies if LEVEL.sub("", agency.id) == stem]


def _bare(named: Named, places: Iterable[str]) -> str:
    """Return the name of a body no list holds, folded, without the place it is of: plans leave it out."""
    words = fold(write_out(named.name))
    for place in filter(None, map(fold, places)):
        words = re.sub(rf"(?: (?:tinh|thanh pho|huyen))?(?<=\w) {re.escape(place)}$", "", words)
    return words


def _shorter(name: str, own: str) -> bool:
    """Return whether a name leaves words of a longer one out: "Công ty Môi trường", "… Cổ phần Môi trường …".

    Both open with the same noun, and all of the name stands in the longer one, in order.
    """
    words, rest = name.split(), iter(own.split())
    return len(words) >= MIN_START and words[:2] == own.split()[:2] and all(word in rest for word in words)


@dataclass(slots=True)
class Held:
    """What one plan gives an agency: units with the assignments that hold it.

    direct     the agency itself is to do it
    group      a group it belongs to is to do it
    beside     a group it belongs to is to help
    maybe      a group that may take it in is named
    mentioned  paths of units that only name it
    """

    plan: Plan
    direct: list[HeldUnit] = field(default_factory=list)
    group: list[HeldUnit] = field(default_factory=list)
    beside: list[HeldUnit] = field(default_factory=list)
    maybe: list[HeldUnit] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)


class Asked:
    """The agencies of a question, as something assignments are held against.

    places  of the loaded plans: "UBND thành phố Cần Thơ" is the issuer there, not one city of many
    texts   of the loaded plans, folded, by plan id: the plans that name the one district asked about have it
            in their province, the others have not
    """

    def __init__(
        self,
        agencies: Sequence[Named],
        book: AgencyBook,
        places: Iterable[str],
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.agencies, self.book = agencies, book
        self.ids = {i for named in agencies for i in (named.agency_id, *named.also) if i}
        self.ids |= {other for named in agencies for other in other_levels(named, book)}
        self.names = [_bare(named, places) for named in agencies if named.agency_id is None]
        names = [fold(write_out(named.name)) for named in agencies if not named.collective]
        self.full_names = [name for name in names if len(name.split()) >= FULL_NAME]
        self.particular = self._particular([fold(place) for place in places])
        self.homes = {
            plan_id
            for plan_id, text in (texts or {}).items()
            if any(name.removeprefix(COMMITTEE) in text for name in self.particular)
        }
        covering = [pair for agency_id in self.ids for pair in book.groups_covering(agency_id)]
        self.groups = {group for group, how in covering if how == "covers"}
        self.groups_if_named = {group for group, how in covering if how == "if exists"}
        self.groups_maybe = {group for group, _ in covering}

    def _particular(self, places: Sequence[str]) -> list[str]:
        """Return names that mean one body of many ("UBND huyện Trùng Khánh"), folded."""
        found = []
        for named in self.agencies:
            words = fold(write_out(named.name))
            for place in places:
                words = re.sub(rf"\b{re.escape(place)}\b", "", words).strip()
            if named.agency_id in WHOLE_LEVEL and ONE_OF_MANY.search(words) and "cac" not in words.split():
                found.append(words)
        return found

    def holds(self, held: Assignment) -> bool:
        """Return whether an assignment is the agency's own."""
        own = fold(held.agency)
        if held.agency_id is None:
            return any(name and (name in own or own in name or _shorter(name, own)) for name in self.names)
        if not held.collective and any(HEADS.sub("", own).startswith(name) for name in self._long_names()):
            return True
        if held.agency_id in self.ids:
            particular = self.particular if held.agency_id in WHOLE_LEVEL else []
            return not particular or any(name in own for name in particular)
        return held.collective and not self.particular and self._means_all(held.agency_id)

    def _long_names(self) -> list[str]:
        """Return names that are long enough to be the start of one in a plan: "Trung tâm Văn hóa"."""
        return [*self.full_names, *(name for name in self.names if len(name.split()) >= MIN_START)]

    def may_reach(self, plan_id: str) -> bool:
        """Return whether the groups of a plan may take in who is asked about."""
        return not self.homes or plan_id in self.homes

    def _means_all(self, group: str) -> bool:
        """Return whether a group is all that is asked about, or takes in a group that is.

        "UBND các huyện" is all of "UBND cấp huyện"; "các sở, ban, ngành" are among "các sở, ban, ngành,
        đoàn thể".
        """
        members = set(self.book.members(group))
        if members and members <= self.ids & set(WHOLE_LEVEL):
            return True
        wanted = [set(self.book.members(i)) for i in self.ids]
        return any(group_of and group_of <= members for group_of in wanted)

    def named_in(self, plan: Plan) -> bool:
        """Return whether a plan names the agency itself: some departments exist in some provinces only."""
        own = any(held.agency_id in self.ids and not held.collective for held in plan.assignments)
        return own or any(mention.agency_id in self.ids for mention in plan.mentions)

    def through(self, held: Assignment, *, leads: bool, named: bool) -> Reach | None:
        """Return how surely a collective assignment reaches the agency; None when it does not.

        leads  whether the agency leads anything in the plan
        named  whether the plan names it at all
        """
        if not held.collective or held.agency_id is None:
            return None
        if self.particular and held.agency_id in self.ids:
            return "covers"
        if held.agency_id == LEADING:
            return "covers" if leads else None
        if held.agency_id in self.groups or (named and held.agency_id in self.groups_if_named):
            return "covers"
        return "maybe" if held.agency_id in self.groups_maybe else None


def held_by(desk: Desk, asked: Asked, plan: Plan) -> Held:
    """Return everything plan gives the agencies asked about, in reading order."""
    held = Held(plan)
    own = {a.path for a in plan.assignments if asked.holds(a)}
    leads = any(asked.holds(a) and a.role == "lead" for a in plan.assignments)
    named = asked.named_in(plan)
    for unit in desk.corpus.in_plans([plan.id]):
        direct = [a for a in unit.assignments if asked.holds(a)]
        if direct:
            held.direct.append((unit, direct))
            continue
        shared = unit.assignments if unit.path not in own and asked.may_reach(plan.id) else ()
        reach = [(asked.through(a, leads=leads, named=named), a) for a in shared]
        # In the group's own section helping is its work ("6. Các sở, ban, ngành: Phối hợp …").
        sure = [a for how, a in reach if how == "covers" and (a.role != "support" or a.subject_path)]
        beside = [a for how, a in reach if how == "covers" and a.role == "support"]
        unsure = [a for how, a in reach if how == "maybe"]
        if sure:
            held.group.append((unit, sure))
        elif beside:
            held.beside.append((unit, beside))
        elif unsure:
            held.maybe.append((unit, unsure))
    used = {unit.path for unit, _ in (*held.direct, *held.group, *held.beside, *held.maybe)}
    held.mentioned = _mentioned(desk, asked, plan, used)
    return held


def _mentioned(desk: Desk, asked: Asked, plan: Plan, used: set[str]) -> list[str]:
    """Return the paths of units that name the agency without giving it anything; used are the others."""
    paths: dict[str, None] = {}
    for mention in plan.mentions:
        unit = desk.corpus.unit_of.get((plan.id, mention.path))
        same = (
            mention.agency_id in asked.ids
            if mention.agency_id
            else any(n in fold(mention.agency) for n in asked.names)
        )
        if same and not mention.generic and unit is not None and unit.path not in used:
            paths[unit.path] = None
    return list(paths)


def asked_of(desk: Desk, agencies: Sequence[Named] | None = None) -> Asked:
    """Return agencies, those of the question unless given, ready to be held against assignments."""
    corpus = desk.corpus
    places = [plan.place or "" for plan in corpus.plans.values()]
    named = desk.question.agencies if agencies is None else agencies
    return Asked(named, desk.world.book, places, corpus.full_text)
