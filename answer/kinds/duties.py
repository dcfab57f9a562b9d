"""What an agency has to do: a question to the assignments, complete, never a search.

Direct work first; work through a group it belongs to apart, with the group named; mere mentions counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex as re

from answer.corpus import VOWEL, Unit
from answer.desk import (
    ROLE_NAMES,
    Desk,
    Draft,
    cite,
    lines_of,
    one_group,
    places_of,
    plan_name,
    searched,
    task_of,
    tidy,
)
from answer.held import Held, HeldUnit, asked_of, held_by
from answer.model import Group, Line
from answer.seek import focus
from answer.successors import today
from answer.understanding.naming import WHOLE_LEVEL
from ingest.agencies import Named, write_out
from ingest.assignments import OPENS_SUPPORT
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role

# What narrows "làm gì" to a topic; other words beside it are filling, and every duty is listed.
ABOUT = re.compile(
    r"\b(?:ve|mang|phan|rieng|linh vuc|doi voi|khau|cong tac|lien quan|de|nham|khi|"
    r"trong (?:viec|cong tac|linh vuc|mang))\b"
)
OPENS_ADVICE = re.compile(r"(?:\w+ ){0,3}tham muu\b")  # "Thẩm định, tham mưu Ủy ban nhân dân huyện …"
TOGETHER = re.compile(
    r"\b(?:(?:cung (?:nhau )?|dong )(?:lam|thuc hien|trien khai|tham gia|chu tri)|"
    r"lam chung|chung viec|cung co|viec (?:gi |nao )?chung)\b"
)
FINER_NAMES = {
    "dau moi": "làm đầu mối",
    "tham dinh": "thẩm định",
    "chu dong phoi hop": "chủ động phối hợp",
    "chu tri hoac phoi hop": "chủ trì hoặc phối hợp",
}
FINER_ROLES = re.compile(rf"\b(?:{'|'.join(FINER_NAMES)})\b")
BY_DEADLINE = re.compile(r"theo (?:thoi )?han|theo thoi gian|theo thu tu thoi")
MIN_TOPIC = 2  # words: one word beside "làm gì" is more often filling than a topic
TOPIC_FLOOR = 0.4  # share of the topic a duty must hold to count as being about it
TOPIC_NEAR = 0.8  # of the best duty's score: others as near are shown too
MAX_NEAR = 4  # duties about a topic shown of each plan
ROLE_ORDER: tuple[Role, ...] = ("lead", "request", "advise", "support")  # what weighs most first


def duty_line(desk: Desk, unit: Unit, held: Sequence[Assignment], via: str | None = None) -> Line:
    """Return the line of one duty with its citation.

    held  the unit's assignments to the agency: the weightiest role is told
    via   the group through which the duty reaches the agency, None where it is its own
    """
    first = min(held, key=lambda assignment: ROLE_ORDER.index(assignment.role))
    now = None
    if first.agency_id and not first.collective:
        now = today(first.agency_id, desk.corpus.plans[unit.plan_id].place)
    return Line(
        task_of(unit, first),
        (cite(desk, unit, held),),
        first.agency,
        first.role,
        first.detail,
        via,
        first.deadline,
        now.note if now else "",
    )


def answer_about(desk: Desk) -> Draft | None:
    """Answer what the agencies named have to do about the topic, or None when no duty speaks of it."""
    return _about_topic(desk, _helds(desk))


def narrows(desk: Desk) -> bool:
    """Return whether the question asks for duties about something, not for all.

    What every plan asked is about narrows nothing: all its duties are about that.
    """
    if all(_is_subject(desk, plan) for plan in desk.plans):
        return False
    return bool(ABOUT.search(fold(desk.question.text)))


def _is_subject(desk: Desk, plan: Plan) -> bool:
    """Return whether the topic is what a plan is about: its title says every word of it."""
    title = set(fold(plan.title or "").split())
    return bool(desk.question.topic) and all(word.folded in title for word in desk.question.topic.words)


def answer_duties(desk: Desk) -> Draft:
    """Answer what the agencies named have to do, in the plans asked."""
    helds = _helds(desk)
    if _asks_shared(desk) and not any(held.direct for held in helds):
        said = f"Không thấy việc nào nêu cả {agency_names(desk)} trong {searched(desk.plans)}."
        return Draft("not_found", said, nearest=desk.nearest())
    if narrows(desk) and len(desk.question.topic.words) >= MIN_TOPIC and any(h.direct for h in helds):
        about = _about_topic(desk, helds)
        if about is not None:
            return about
    return _told_as_part(desk, helds, _all_duties(desk, helds))


def _told_as_part(desk: Desk, helds: Sequence[Held], draft: Draft) -> Draft:
    """Return draft as what it is where only some of the duties were asked for: no list of all of them."""
    finer = FINER_ROLES.search(desk.question.folded)
    own = [assignments for held in helds for _, assignments in held.direct]
    how = "có phần của mọi cơ quan được hỏi" if _asks_shared(desk) else ""
    if finer and all(_has_detail(assignments, finer[0]) for assignments in own):
        how = FINER_NAMES[finer[0]]
    if draft.found and finer and not any(_has_detail(assignments, finer[0]) for assignments in own):
        none = f"Không có việc nào ghi {agency_names(desk)} {FINER_NAMES[finer[0]]}."
        return replace(draft, summary=f"{none} {draft.summary}")
    if not draft.found or not how:
        return draft
    said = f"{agency_names(desk)}: {len(lines_of(draft.groups))} việc {how} ({places_of(draft.groups)})."
    return replace(draft, summary=said, notes=(), counts=(0, 0, 0, 0))


def _helds(desk: Desk) -> list[Held]:
    asked = asked_of(desk)
    helds = [held_by(desk, asked, plan) for plan in desk.plans]
    if _asks_shared(desk):
        for held in helds:
            held.direct = _shared_by_all(desk, held)
            held.group, held.beside, held.maybe, held.mentioned = [], [], [], []
        helds = [held for held in helds if held.direct] or helds
    return _of_finer_role(desk, helds)


def _asks_shared(desk: Desk) -> bool:
    """Return whether work is asked for in which all agencies named have a part: "X và Y cùng làm gì?"."""
    return len(desk.question.agencies) > 1 and TOGETHER.search(desk.question.folded) is not None


def _of_finer_role(desk: Desk, helds: list[Held]) -> list[Held]:
    """Keep the duties of the finer role asked for ("đầu mối"), where plans give one in these words."""
    said = FINER_ROLES.search(desk.question.folded)
    if said is None or not any(_has_detail(own, said[0]) for held in helds for _, own in held.direct):
        return helds
    for held in helds:
        held.direct = [(unit, own) for unit, own in held.direct if _has_detail(own, said[0])]
        held.group, held.beside, held.maybe, held.mentioned = [], [], [], []
    return [held for held in helds if held.direct]


def _has_detail(own: Sequence[Assignment], words: str) -> bool:
    return any(words in fold(assignment.detail) for assignment in own)


def _shared_by_all(desk: Desk, held: Held) -> list[HeldUnit]:
    """Return the direct work in which every agency asked about has a part."""
    each = [asked_of(desk, [named]) for named in desk.question.agencies]
    return [
        (unit, own)
        for unit, own in held.direct
        if all(any(asked.holds(a) for a in unit.assignments) for asked in each)
    ]


# -- duties about a topic ------------------------------------------------------------------------------


def _about_topic(desk: Desk, helds: Sequence[Held]) -> Draft | None:
    """Return the duties that speak of the question's topic, or None when none does."""
    groups = [one_group(held.plan, lines) for held in helds if (lines := _lines_about(desk, held))]
    if not groups:
        return None
    count = len(lines_of(groups))
    said = f"{agency_names(desk)}: {count} nhiệm vụ về “{desk.question.topic.text}”."
    return Draft("answered", said, tuple(groups))


def _lines_about(desk: Desk, held: Held) -> list[Line]:
    """Return the duties of one plan that come nearest to the topic; [] when none comes near."""
    if _is_subject(desk, held.plan):
        return _sorted_lines(desk, held)
    own = {unit.key for unit, _ in held.direct}
    assigned = {unit.key: assignments for unit, assignments in (*held.direct, *held.group)}
    ranked = desk.rank(unit for unit, _ in (*held.direct, *held.group))
    least = max(TOPIC_NEAR * ranked[0][0], TOPIC_FLOOR) if ranked else 0.0
    near = [unit for score, unit in ranked if score >= least][:MAX_NEAR]
    lines: list[Line] = []
    for unit in _with_rarest(desk, near):
        assignments = assigned[unit.key]
        via = None if unit.key in own else assignments[0].agency
        lines.append(duty_line(desk, unit, assignments, via))
    return lines


def _with_rarest(desk: Desk, units: list[Unit]) -> list[Unit]:
    """Keep the units that hold the topic's most telling word, where the best one does ("MOOC")."""
    words = [word for word in desk.question.topic.words if desk.corpus.knows(word.folded)]
    rarest = max(words, key=lambda word: desk.corpus.weight(word.folded), default=None)
    if rarest is None or not units or f" {rarest.folded} " not in units[0].folded:
        return units
    return [unit for unit in units if f" {rarest.folded} " in unit.folded]


def agency_names(desk: Desk) -> str:
    """Return the agencies of the question as they are to be read, "A và B"."""
    agencies = desk.question.agencies
    names = [
        write_out(named.name) if named.agency_id is None else name_shown(desk, named) for named in agencies
    ]
    names = list(dict.fromkeys(names))
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 2 else names) or "Cơ quan này"


def name_shown(desk: Desk, named: Named) -> str:
    """Return an agency's name as the plans asked write it, or as it was typed where they differ."""
    # The one committee a plan names is not the one asked about, nor are all of them.
    if named.agency_id in WHOLE_LEVEL or named.collective:
        return _written(named)
    ids = {named.agency_id, *named.also}
    names = {
        held.agency
        for plan in desk.plans
        for held in plan.assignments
        if held.agency_id in ids and not held.collective
    }
    return names.pop() if len(names) == 1 else _written(named)


def _written(named: Named) -> str:
    """Return an agency's name as typed, written out; the agency list's if typed bare or in initials."""
    initials = any(len(word) > 1 and not VOWEL.search(word) for word in fold(write_out(named.name)).split())
    if named.agency_id and (initials or fold(named.name) == named.name.lower()):
        return named.agency_id
    name = write_out(tidy(named.name))
    return name[:1].upper() + name[1:]


# -- all duties ----------------------------------------------------------------------------------------


def _all_duties(desk: Desk, helds: Sequence[Held]) -> Draft:
    """Return every duty of the agencies asked about, of the roles asked for."""
    roles = desk.question.roles
    name = agency_names(desk)
    groups = [one_group(held.plan, lines) for held in helds if (lines := _sorted_lines(desk, held))]
    if not groups and asked_of(desk).particular and not roles and any(held.group for held in helds):
        return _as_one_of_many(desk, helds, name)
    if not groups:
        return _without_work(desk, helds, name)
    if not roles:
        groups += _through_groups(desk, [held for held in helds if held.direct], name)
        groups += _mentions(desk, helds, name)
    return Draft(
        "answered",
        _summary(name, helds, roles),
        tuple(groups),
        _notes(helds, name, roles),
        counts=_counts(helds),
    )


def _as_one_of_many(desk: Desk, helds: Sequence[Held], name: str) -> Draft:
    """Return the work given to all committees of a level, for one of them that no plan names."""
    groups = [replace(group, folded=False) for group in _through_groups(desk, helds, name)]
    where = ", ".join(plan_name(held.plan) for held in helds if held.group)
    said = f"{name} có {len(lines_of(groups))} việc giao chung cho mọi đơn vị cùng cấp ({where})."
    note = (
        "Không kế hoạch nào nêu tên riêng đơn vị này; "
        "việc giao chung chỉ là của đơn vị thuộc địa bàn kế hoạch."
    )
    return Draft("answered", said, tuple(groups), (note,), counts=_counts(helds))


def _sorted_lines(desk: Desk, held: Held) -> list[Line]:
    """Return the direct duties of one plan, the leading ones first; those with a deadline, where asked."""
    by_deadline = bool(BY_DEADLINE.search(fold(desk.question.text)))
    lines = [duty_line(desk, unit, own) for unit, own in with_roles(held.direct, desk.question.roles)]
    return sorted(
        lines,
        key=lambda line: (by_deadline and line.deadline is None, ROLE_ORDER.index(line.role or "support")),
    )


def with_roles(direct: Sequence[HeldUnit], roles: Sequence[Role]) -> list[HeldUnit]:
    """Return the units with the assignments that are of the roles asked for; all where none is."""
    if not roles:
        return list(direct)
    kept = [(unit, [a for a in held if has_role(a, roles)]) for unit, held in direct]
    return [(unit, held) for unit, held in kept if held]


def has_role(held: Assignment, roles: Sequence[Role]) -> bool:
    """Return whether an assignment is of a role asked for.

    A request is of the role it asks for; who leads what opens with "Tham mưu" advises.
    """
    if held.role != "request":
        advises = "advise" in roles and held.role == "lead" and OPENS_ADVICE.match(fold(held.task))
        return held.role in roles or bool(advises)
    return "support" in roles if OPENS_SUPPORT.match(held.task) else "lead" in roles


def _through_groups(desk: Desk, helds: Iterable[Held], name: str) -> list[Group]:
    """Return the work that reaches the agency through a group, plan by plan, folded."""
    return [
        Group(
            f"{plan_name(held.plan)}: việc giao chung cho nhóm có {name}",
            tuple(duty_line(desk, unit, group, via=group[0].agency) for unit, group in held.group),
            held.plan.id,
            folded=True,
        )
        for held in helds
        if held.group
    ]


def _mentions(desk: Desk, helds: Iterable[Held], name: str) -> list[Group]:
    """Return the clauses that name the agency and give it nothing to do, plan by plan, folded."""
    return [
        Group(
            f"{plan_name(held.plan)}: chỉ nhắc đến {name}, không giao việc", lines, held.plan.id, folded=True
        )
        for held in helds
        if (lines := tuple(_mention_line(desk, held.plan, path) for path in held.mentioned))
    ]


def _mention_line(desk: Desk, plan: Plan, path: str) -> Line:
    unit = desk.corpus.by_key[plan.id, path]
    return Line(focus(desk, unit, unit.text), (cite(desk, unit, fields=("",)),))


def _counts(helds: Sequence[Held]) -> tuple[int, int, int, int]:
    """Return duties led, supported, held through a group and only mentioned (Draft.counts)."""
    direct = [own[0] for held in helds for _, own in held.direct]
    lead = sum(assignment.role != "support" for assignment in direct)
    through = sum(len(held.group) + len(held.beside) for held in helds)
    return lead, len(direct) - lead, through, sum(len(held.mentioned) for held in helds)


def _summary(name: str, helds: Sequence[Held], roles: Sequence[Role]) -> str:
    given = [held for held in helds if with_roles(held.direct, roles)]
    count = sum(len(with_roles(held.direct, roles)) for held in given)
    what = " và ".join(ROLE_NAMES[role] for role in roles) or "được giao"
    where = ", ".join(plan_name(held.plan) for held in given)
    return f"{name} {what} {count} nhiệm vụ nêu đích danh trong {len(given)} kế hoạch: {where}."


def _notes(helds: Sequence[Held], name: str, roles: Sequence[Role]) -> tuple[str, ...]:
    """Return what a list of duties leaves out: plans without any, groups beside or in doubt."""
    notes = [_no_work_note(held, name) for held in helds if not held.direct]
    beside = [pair for held in helds if held.direct for pair in held.beside]
    if beside and not roles:
        groups = _groups_named(beside)
        notes.append(f"Ngoài ra nhóm {groups} được nêu là bên phối hợp ở {len(beside)} điều khoản khác.")
    maybe = [pair for held in helds for pair in held.maybe]
    if maybe and not roles:
        groups = _groups_named(maybe)
        notes.append(f"Nhóm {groups} có thể gồm {name}; văn bản không nói rõ nên không tính ở đây.")
    return tuple(notes)


def _no_work_note(held: Held, name: str) -> str:
    place = plan_name(held.plan)
    if not held.group:
        if held.mentioned:
            return f"{place}: không giao việc cho {name}, chỉ nhắc đến ở {len(held.mentioned)} điều khoản."
        return f"{place}: không giao việc cho {name}{received(held.plan, name)}."
    shared = f"{len(held.group)} việc giao chung cho nhóm {_groups_named(held.group)}"
    helped = f", {len(held.beside)} việc khác nhóm phối hợp" if held.beside else ""
    return f"{place}: không nêu tên {name}; chỉ có {shared}{helped}."


def _groups_named(held: Iterable[HeldUnit]) -> str:
    """Return the groups that hold units, in quotes, each once."""
    return ", ".join(dict.fromkeys(f"“{assignments[0].agency}”" for _, assignments in held))


def received(plan: Plan, name: str) -> str:
    """Return ", chỉ có trong Nơi nhận" when the agency is among the recipients, else ""."""
    return ", chỉ có trong Nơi nhận" if any(fold(name) in fold(write_out(r)) for r in plan.recipients) else ""


def _without_work(desk: Desk, helds: Sequence[Held], name: str) -> Draft:
    """Say that no plan asked names the agency as a doer, and what comes near: groups, mentions."""
    roles = " và ".join(ROLE_NAMES[role] for role in desk.question.roles)
    groups = [*_through_groups(desk, helds, name), *_mentions(desk, helds, name)] if not roles else []
    what = f"{name} {roles}" if roles else name
    return Draft(
        "not_found",
        f"Không tìm thấy nhiệm vụ nào giao đích danh {what} trong {searched([h.plan for h in helds])}.",
        tuple(groups),
        _notes(helds, name, ()),
        counts=_counts(helds),
        nearest=() if groups else desk.nearest(),
    )
