"""What an agency has to do: a question to the assignments, complete, never a search.

Direct work first; work through a group it belongs to apart, with the group named; mere mentions counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex as re

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, cite, one_group, plan_name
from answer.model import Group, Line
from answer.successors import today
from answer.verify import stands
from ingest.agencies import AgencyBook, Named, write_out
from ingest.assignments import OPENS_SUPPORT
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role

# What narrows "làm gì" to a topic; other words beside it are filling, and every duty is listed.
ABOUT = re.compile(
    r"\b(?:ve|mang|linh vuc|doi voi|khau|cong tac|lien quan|de|nham|khi|trong (?:viec|cong tac|linh vuc|mang))\b"
)
MIN_TOPIC = 2  # words: one word beside "làm gì" is more often filling than a topic
TOPIC_FLOOR = 0.4  # share of the topic a duty must hold to count as being about it
TOPIC_NEAR = 0.8  # of the best duty's score: others as near are shown too
LEADING = "Cơ quan được giao chủ trì trong Kế hoạch"
WHOLE_LEVEL = ("Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã")


FULL_NAME = 5  # words of a name that no other agency's can hold but at another level ("… xã", "… tỉnh")
LEVEL = re.compile(r" cấp (?:tỉnh|huyện|xã)$")
LEVEL_WORDS = re.compile(r"\b(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran)\b")


def other_levels(named: Named, book: AgencyBook) -> list[str]:
    """Return the same agency at the other levels, where the question names none ("Mặt trận", "Công an")."""
    if named.agency_id is None or LEVEL_WORDS.search(fold(named.name)) or not LEVEL.search(named.agency_id):
        return []
    stem = LEVEL.sub("", named.agency_id)
    return [agency.id for agency in book.agencies if LEVEL.sub("", agency.id) == stem]


@dataclass(slots=True)
class Held:
    """What one plan gives an agency: units with the assignments that hold it.

    direct     the agency itself; group: a group it belongs to is to do it; beside: such a group is to help
    maybe      a group that may hold it; mentioned: paths of units that only name it
    """

    plan: Plan
    direct: list[tuple[Unit, list[Assignment]]] = field(default_factory=list)
    group: list[tuple[Unit, list[Assignment]]] = field(default_factory=list)
    beside: list[tuple[Unit, list[Assignment]]] = field(default_factory=list)
    maybe: list[tuple[Unit, list[Assignment]]] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)


class Asked:
    """The agencies of a question, as something assignments are held against."""

    def __init__(self, agencies: Sequence[Named], book: AgencyBook, places: Iterable[str]) -> None:
        self.agencies, self.book = agencies, book
        self.ids = {i for named in agencies for i in (named.agency_id, *named.also) if i}
        self.ids |= {other for named in agencies for other in other_levels(named, book)}
        self.names = [fold(write_out(named.name)) for named in agencies if named.agency_id is None]
        names = [fold(write_out(named.name)) for named in agencies if not named.collective]
        self.full_names = [name for name in names if len(name.split()) >= FULL_NAME]
        self.particular = self._particular([fold(place) for place in places])
        self.groups: dict[str, str] = {}
        for agency_id in self.ids:
            for group, how in book.groups_covering(agency_id):
                self.groups[group] = "covers" if how == "covers" else self.groups.get(group, how)

    def _particular(self, places: Sequence[str]) -> list[str]:
        """Return names that mean one body of many ("UBND huyện Trùng Khánh"), folded."""
        found = []
        for named in self.agencies:
            words = fold(write_out(named.name))
            for place in places:
                words = re.sub(rf"\b{re.escape(place)}\b", "", words).strip()
            if (
                named.agency_id in WHOLE_LEVEL
                and re.search(r"(?:huyen|quan|thi xa|xa|phuong|thi tran) \w+", words)
                and "cac" not in words.split()
            ):
                found.append(words)
        return found

    def holds(self, held: Assignment) -> bool:
        """Return whether an assignment is the agency's own."""
        own = fold(held.agency)
        if held.agency_id is None:
            return any(name and (name in own or own in name) for name in self.names)
        if not held.collective and any(name in own for name in self.full_names):
            return True
        if held.agency_id in self.ids:
            return (
                not self.particular
                or held.agency_id not in WHOLE_LEVEL
                or any(p in fold(held.agency) for p in self.particular)
            )
        return held.collective and not self.particular and self._means_all(held.agency_id)

    def _means_all(self, group: str) -> bool:
        """Return whether a group is the level asked about ("UBND các huyện" for "UBND cấp huyện") or holds the group asked about."""
        members = set(self.book.members(group))
        if members and members <= self.ids & set(WHOLE_LEVEL):
            return True
        # "các sở, ban, ngành" are among "các sở, ban, ngành, đoàn thể"
        wanted = [set(self.book.members(i)) for i in self.ids]
        return any(group_of and group_of <= members for group_of in wanted)

    def through(self, held: Assignment, leads: bool) -> str | None:
        """Return "covers" or "maybe" when a collective assignment reaches the agency, else None."""
        if not held.collective or held.agency_id is None or self.particular:
            return None
        if held.agency_id == LEADING:
            return "covers" if leads else None
        return self.groups.get(held.agency_id)


def held_by(desk: Desk, asked: Asked, plan: Plan) -> Held:
    """Return everything plan gives the agencies asked about, in reading order, proven lines only."""
    held = Held(plan)
    by_path: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in plan.assignments:
        by_path[assignment.path].append(assignment)
    own = {a.path for a in plan.assignments if asked.holds(a)}
    leads = any(asked.holds(a) and a.role == "lead" for a in plan.assignments)
    for unit in desk.corpus.in_plans([plan.id]):
        direct = proven(desk, plan, [a for a in by_path.get(unit.path, ()) if asked.holds(a)])
        if direct:
            held.direct.append((unit, direct))
            continue
        reach = [(asked.through(a, leads), a) for a in by_path.get(unit.path, ()) if unit.path not in own]
        sure = proven(desk, plan, [a for how, a in reach if how == "covers" and a.role != "support"])
        beside = [a for how, a in reach if how == "covers" and a.role == "support"]
        unsure = proven(desk, plan, [a for how, a in reach if how == "maybe"])
        if sure:
            held.group.append((unit, sure))
        elif beside:
            held.beside.append((unit, beside))
        elif unsure:
            held.maybe.append((unit, unsure))
    used = {unit.path for unit, _ in (*held.direct, *held.group, *held.beside, *held.maybe)}
    held.mentioned = _mentioned(desk, asked, plan, used)
    return held


def proven(desk: Desk, plan: Plan, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Return those assignments whose proof holds; count the others as dropped."""
    good = [a for a in assignments if stands(plan, a, desk.world.book) is None]
    desk.dropped += len(assignments) - len(good)
    return good


def _mentioned(desk: Desk, asked: Asked, plan: Plan, used: set[str]) -> list[str]:
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


def duty_line(desk: Desk, unit: Unit, held: Sequence[Assignment], via: str | None = None) -> Line:
    """Return the line of one duty with its citation."""
    first = min(held, key=lambda a: ("lead", "request", "advise", "support").index(a.role))
    detail = (
        first.detail
        if fold(ROLE_NAMES[first.role]) not in fold(first.detail) or len(held) > 1
        else first.detail
    )
    now = (
        today(first.agency_id, desk.corpus.plans[unit.plan_id].place)
        if first.agency_id and not first.collective
        else None
    )
    words = " ".join(first.task.split())
    return Line(
        words,
        (cite(desk, unit, held),),
        first.agency,
        first.role,
        detail,
        via,
        first.deadline,
        now.note if now else "",
    )


def asked_of(desk: Desk) -> Asked:
    """Return the agencies of the question, ready to be held against assignments."""
    return Asked(desk.question.agencies, desk.world.book, [p.place or "" for p in desk.corpus.plans.values()])


def answer_about(desk: Desk) -> Draft | None:
    """Answer what the agencies named have to do about the topic, or None when no duty speaks of it."""
    asked = asked_of(desk)
    return _about_topic(desk, [held_by(desk, asked, plan) for plan in desk.plans])


def narrows(desk: Desk) -> bool:
    """Return whether the question asks for duties about something, not for all."""
    return bool(ABOUT.search(fold(desk.question.text)))


def answer_duties(desk: Desk) -> Draft:
    """Answer what the agencies named have to do, in the plans asked."""
    asked = asked_of(desk)
    helds = [held_by(desk, asked, plan) for plan in desk.plans]
    if narrows(desk) and len(desk.question.topic.words) >= MIN_TOPIC and any(h.direct for h in helds):
        about = _about_topic(desk, helds)
        if about is not None:
            return about
    return _all_duties(desk, helds)


def _about_topic(desk: Desk, helds: Sequence[Held]) -> Draft | None:
    """Return the duties that speak of the question's topic, or None when none does."""
    groups: list[Group] = []
    count = 0
    for held in helds:
        by_unit = {unit.key: assignments for unit, assignments in (*held.direct, *held.group)}
        ranked = desk.rank([unit for unit, _ in (*held.direct, *held.group)])
        best = ranked[0][0] if ranked else 0.0
        if best < TOPIC_FLOOR:
            continue
        near = [unit for score, unit in ranked if score >= max(TOPIC_NEAR * best, TOPIC_FLOOR)][:4]
        near = _with_rarest(desk, near)
        direct = {unit.key for unit, _ in held.direct}
        lines = []
        for unit in near:
            assignments = by_unit[unit.key]
            lines.append(
                duty_line(desk, unit, assignments, None if unit.key in direct else assignments[0].agency)
            )
        groups.append(one_group(held.plan, lines))
        count += len(lines)
    if not groups:
        return None
    name = agency_names(desk)
    return Draft("answered", f"{name}: {count} nhiệm vụ về “{desk.question.topic.text}”.", tuple(groups))


def _with_rarest(desk: Desk, units: list[Unit]) -> list[Unit]:
    """Keep the units that hold the topic's most telling word, where the best one does ("MOOC")."""
    words = [w for w in desk.question.topic.words if desk.corpus.knows(w.folded)]
    rarest = max(words, key=lambda w: desk.corpus.weight(w.folded), default=None)
    if rarest is None or not units or f" {rarest.folded} " not in units[0].folded:
        return units
    return [unit for unit in units if f" {rarest.folded} " in unit.folded]


def agency_names(desk: Desk) -> str:
    """Return the agencies of the question as they are to be read, "A và B"."""
    names = [write_out(n.name) if n.agency_id is None else _shown(desk, n) for n in desk.question.agencies]
    names = list(dict.fromkeys(names))
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names) or "Cơ quan này"


def _shown(desk: Desk, named: Named) -> str:
    """Return an agency's name as the plans asked write it, or as it was typed where they differ."""
    ids = {named.agency_id, *named.also}
    names = {
        held.agency
        for plan in desk.plans
        for held in plan.assignments
        if held.agency_id in ids and not held.collective
    }
    if len(names) == 1:
        return names.pop()
    name = write_out(" ".join(named.name.split()))
    return name[:1].upper() + name[1:]


BY_DEADLINE = re.compile(r"theo (?:thoi )?han|theo thoi gian|theo thu tu thoi")


def _all_duties(desk: Desk, helds: Sequence[Held]) -> Draft:
    roles = desk.question.roles
    groups: list[Group] = []
    for held in helds:
        lines = [duty_line(desk, unit, a) for unit, a in _with_roles(held.direct, roles)]
        order = ("lead", "request", "advise", "support")
        by_deadline = bool(BY_DEADLINE.search(fold(desk.question.text)))
        lines.sort(
            key=lambda line: (by_deadline and line.deadline is None, order.index(line.role or "support"))
        )
        if lines:
            groups.append(one_group(held.plan, lines))
    name = agency_names(desk)
    if not groups:
        return _without_work(desk, helds, name)
    for held in helds:
        if (
            held.direct
            and not roles
            and (lines := [duty_line(desk, u, a, via=a[0].agency) for u, a in held.group])
        ):
            title = f"{plan_name(held.plan)}: việc giao chung cho nhóm có {name}"
            groups.append(Group(title, tuple(lines), held.plan.id, folded=True))
    return Draft(
        "answered",
        _summary(name, helds, roles),
        tuple(groups),
        _notes(helds, name, roles),
        counts=_counts(helds),
    )


def _with_roles(
    direct: Sequence[tuple[Unit, list[Assignment]]], roles: Sequence[Role]
) -> list[tuple[Unit, list[Assignment]]]:
    if not roles:
        return list(direct)
    kept = [(unit, [a for a in held if has_role(a, roles)]) for unit, held in direct]
    return [(unit, held) for unit, held in kept if held]


def has_role(held: Assignment, roles: Sequence[Role]) -> bool:
    """Return whether an assignment is of a role asked for; a request by what it asks: to lead or to support."""
    if held.role != "request":
        return held.role in roles
    return "support" in roles if OPENS_SUPPORT.match(held.task) else "lead" in roles


def _counts(helds: Sequence[Held]) -> tuple[int, int, int, int]:
    direct = [a for held in helds for _, assignments in held.direct for a in assignments[:1]]
    lead = sum(a.role != "support" for a in direct)
    return (
        lead,
        len(direct) - lead,
        sum(len(h.group) + len(h.beside) for h in helds),
        sum(len(h.mentioned) for h in helds),
    )


def _summary(name: str, helds: Sequence[Held], roles: Sequence[Role]) -> str:
    given = [held for held in helds if _with_roles(held.direct, roles)]
    count = sum(len(_with_roles(held.direct, roles)) for held in given)
    what = " và ".join(ROLE_NAMES[role] for role in roles)
    where = ", ".join(plan_name(held.plan) for held in given)
    return f"{name} {'được giao' if not what else what} {count} nhiệm vụ nêu đích danh trong {len(given)} kế hoạch: {where}."


def _notes(helds: Sequence[Held], name: str, roles: Sequence[Role]) -> tuple[str, ...]:
    notes = []
    for held in helds:
        if held.direct:
            continue
        if held.group:
            groups = ", ".join(
                dict.fromkeys(f"“{a.agency}”" for _, assignments in held.group for a in assignments[:1])
            )
            notes.append(
                f"{plan_name(held.plan)}: không nêu tên {name}; chỉ có {len(held.group)} việc giao chung cho nhóm {groups}."
            )
        else:
            notes.append(f"{plan_name(held.plan)}: không giao việc cho {name}{received(held.plan, name)}.")
    beside = sum(len(held.beside) for held in helds if held.direct)
    if not roles and beside:
        groups = ", ".join(
            dict.fromkeys(f"“{a.agency}”" for h in helds for _, assigned in h.beside for a in assigned[:1])
        )
        notes.append(f"Ngoài ra nhóm {groups} được nêu là bên phối hợp ở {beside} điều khoản khác.")
    if not roles and any(held.maybe for held in helds):
        groups = ", ".join(
            dict.fromkeys(f"“{a.agency}”" for h in helds for _, assigned in h.maybe for a in assigned[:1])
        )
        notes.append(f"Nhóm {groups} có thể gồm {name}, văn bản không nói rõ nên không tính vào đây.")
    return tuple(notes)


def received(plan: Plan, name: str) -> str:
    """Return ", chỉ có trong Nơi nhận" when the agency is only among the recipients."""
    return ", chỉ có trong Nơi nhận" if any(fold(name) in fold(write_out(r)) for r in plan.recipients) else ""


def _without_work(desk: Desk, helds: Sequence[Held], name: str) -> Draft:
    """Say that no plan asked names the agency as a doer, and what comes near: groups, mentions."""
    where = (
        ", ".join(plan_name(h.plan) for h in helds) if len(helds) <= 3 else f"{len(helds)} kế hoạch đã nạp"
    )
    roles = " và ".join(ROLE_NAMES[role] for role in desk.question.roles)
    summary = f"Không tìm thấy nhiệm vụ nào {'giao' if not roles else roles + ', nêu'} đích danh {name} trong {where}."
    groups = []
    for held in helds:
        if held.group and not roles:
            lines = [duty_line(desk, u, a, via=a[0].agency) for u, a in held.group]
            groups.append(
                Group(
                    f"{plan_name(held.plan)}: việc giao chung cho nhóm có {name}",
                    tuple(lines),
                    held.plan.id,
                    folded=True,
                )
            )
    return Draft(
        "not_found",
        summary,
        tuple(groups),
        _notes(helds, name, ()),
        counts=_counts(helds),
        nearest=() if groups else desk.nearest(),
    )
