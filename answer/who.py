"""Who: the agencies that lead, support or advise what a question names, with whom, and for whom."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, cite, one_group, shortened, task_of
from answer.duties import asked_of, held_by, proven
from answer.model import Group, Line
from answer.references import is_number, references_in
from answer.seek import GATE, best_units, focus, grouped
from answer.topic import Topic, make_topic, words_of
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role


def answer_who(desk: Desk) -> Draft | None:
    """Answer who leads, supports or advises what the topic names."""
    wanted = tuple(desk.question.roles)
    units = [u for u in desk.units() if any(_fits(a, wanted) for a in u.assignments)]
    if not desk.question.topic and not desk.question.agencies:
        return _everyone(desk, units, wanted)
    if desk.question.numbers:
        citing = {
            ref.unit.key
            for ref in references_in(units)
            if any(is_number(ref.number, n) for n in desk.question.numbers)
        }
        units = [unit for unit in units if unit.key in citing] or units
    topic = with_agencies(desk)
    best = best_units(desk, units, topic)
    anywhere = best_units(desk, desk.units(), topic)
    assigns = ASSIGNS.search(fold(desk.question.text))
    if anywhere.units and not assigns and anywhere.score > ELSEWHERE * best.score:
        return None  # the words stand in a clause that gives nobody work: its words are the answer
    groups = grouped(desk, best.units, lambda unit: who_line(desk, unit, wanted))
    if not groups:
        return None
    return Draft("answered", _who_summary(groups), groups)


ASSIGNS = re.compile(
    r"\bgiao\b|chu tri|phu trach|\blo\b|\blam\b|thuc hien|dam nhan|phoi hop|tham muu|chiu trach nhiem"
)
ELSEWHERE = 1.25  # times the best duty's score: a clause that assigns nothing answers better than any duty


def with_agencies(desk: Desk) -> Topic:
    """Return the topic with the names of agencies in it: in "ai làm đầu mối với Bộ Ngoại giao" they are what it is about."""
    named = [word for agency in desk.question.agencies for word in words_of(agency.name)]
    return make_topic([*desk.question.topic.words, *named], desk.corpus) if named else desk.question.topic


def _everyone(desk: Desk, units: Sequence[Unit], wanted: Sequence[Role]) -> Draft | None:
    """Return who does what in a whole plan, when a plan is named and nothing else."""
    if not desk.question.plans:
        return None
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, wanted))
    count = sum(len(g.lines) for g in groups)
    what = " và ".join(ROLE_NAMES[role] for role in wanted) or "thực hiện"
    return Draft("answered", f"{count} nhiệm vụ có nêu cơ quan {what}.", groups) if groups else None


GENERIC_PARTNER = re.compile(
    r"[Cc]ác (?:cơ quan|đơn vị|sở|ban|ngành|địa phương)[^.;]{0,40}?(?:có )?liên quan"
)


def answer_partners(desk: Desk) -> Draft | None:
    """Answer with whom the agencies named work: those the same clause names beside them."""
    if not desk.question.agencies:
        return None
    asked = asked_of(desk)
    groups: list[Group] = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        lines = [
            line for unit, own in held.direct if (line := _partner_line(desk, plan, unit, own)) is not None
        ]
        if desk.question.topic and len(desk.question.topic.words) > 1:
            near = {u.key for u in best_units(desk, [u for u, _ in held.direct]).units}
            lines = [
                line
                for unit, own in held.direct
                if unit.key in near and (line := _partner_line(desk, plan, unit, own)) is not None
            ] or lines
        if lines:
            groups.append(one_group(plan, lines))
    if not groups:
        return None
    return Draft(
        "answered", f"{sum(len(g.lines) for g in groups)} nhiệm vụ có nêu bên cùng làm.", tuple(groups)
    )


def _partner_line(desk: Desk, plan: Plan, unit: Unit, own: Sequence[Assignment]) -> Line | None:
    names = {a.agency for a in own}
    others = proven(desk, plan, [a for a in unit.assignments if a.agency not in names])
    said = [f"{ROLE_NAMES[a.role]} có {a.agency}" for a in others]
    if found := GENERIC_PARTNER.search(unit.text):
        said.append(f"“{found[0]}” (không nêu tên)")
    if not said:
        return None
    first = own[0]
    return Line(
        f"{first.agency} {ROLE_NAMES[first.role]}; {'; '.join(dict.fromkeys(said))}: {duty_words(desk, unit)}",
        (cite(desk, unit, [*own, *others]),),
        first.agency,
        first.role,
        "",
        None,
        first.deadline,
    )


def _fits(held: Assignment, wanted: Sequence[Role]) -> bool:
    if not wanted:
        return held.role != "support"
    if "lead" in wanted and held.role == "request":
        return True
    return held.role in wanted or (held.role == "lead" and "advise" in wanted)


def who_line(desk: Desk, unit: Unit, wanted: Sequence[Role]) -> Line | None:
    """Return "A, B chủ trì: <task>" with the words that prove it, or None when nothing is proven."""
    plan = desk.corpus.plans[unit.plan_id]
    held = proven(desk, plan, [a for a in unit.assignments if _fits(a, wanted)])
    if not held:
        held = (
            proven(desk, plan, [a for a in unit.assignments if _fits(a, ())])
            if "support" not in wanted
            else []
        )
    if not held:
        return None
    by_role: dict[Role, list[str]] = {}
    for a in held:
        by_role.setdefault(a.role, []).append(a.agency)
    said = "; ".join(
        f"{', '.join(dict.fromkeys(names))} {ROLE_NAMES[role]}" for role, names in by_role.items()
    )
    first = held[0]
    return Line(
        f"{said}: {duty_words(desk, unit)}",
        (cite(desk, unit, held),),
        first.agency,
        first.role,
        first.detail,
        None,
        first.deadline,
    )


def duty_words(desk: Desk, unit: Unit) -> str:
    words = unit.head.heading if unit.head is not None and hasattr(unit.head, "heading") else task_of(unit)
    return focus(desk, unit, words)


def _who_summary(groups: Sequence[Group]) -> str:
    lines = [line for group in groups for line in group.lines]
    if len(lines) == 1:
        return lines[0].text.split(":")[0] + f" ({groups[0].title.split(' · ')[0]})."
    return f"{len(lines)} nơi trong {len(groups)} kế hoạch trả lời câu hỏi này."


AUDIENCE = re.compile(r"đối tượng|thành phần|cho (?:những|các|đội ngũ|cán bộ|người)|dành cho", re.IGNORECASE)
AUDIENCE_LABELS = ("đối tượng", "thành phần")


def answer_audience(desk: Desk) -> Draft | None:
    """Answer for whom something is held: the line that names its audience, or the clause that does."""
    if not desk.question.topic:
        return None
    best = best_units(desk, [u for u in desk.units() if AUDIENCE.search(u.text)], gate=0.8 * GATE)

    def line(unit: Unit) -> Line:
        named = unit.line(*AUDIENCE_LABELS)
        words = " ".join((named.text if named else unit.text).split())
        return Line(focus(desk, unit, words, AUDIENCE), (cite(desk, unit, fields=AUDIENCE_LABELS),))

    groups = grouped(desk, best.units, line)
    return Draft("answered", shortened(groups[0].lines[0].text, 160), groups) if groups else None
