"""Who: the agencies that lead, support or advise what a question names, with whom, and for whom."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, cite, lines_of, one_group, place_of, shortened, task_of
from answer.held import HeldUnit, asked_of, held_by
from answer.kinds.duties import MIN_TOPIC
from answer.kinds.references import is_number, references_in
from answer.model import Group, Line
from answer.pointers import given_elsewhere
from answer.seek import GATE, best_units, focus, grouped, said_by
from answer.understanding.topic import Topic, make_topic, words_of
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role, Section

# Verbs of giving and doing work: a question with one of them is about a duty, whatever clause says more.
ASSIGNS = re.compile(
    r"\bgiao\b|chu tri|phu trach|\blo\b|\blam\b|thuc hien|dam nhan|phoi hop|tham muu|chiu trach nhiem"
)
ELSEWHERE = 1.25  # times the best duty's score: a clause that assigns nothing answers better than any duty
# A duty's score below which it holds the words by chance, where another clause holds nearly all of them.
BY_CHANCE, WORD_FOR_WORD = 0.7, 0.95
# "các sở, ngành có liên quan": partners that the plan does not name
GENERIC_PARTNER = re.compile(
    r"[Cc]ác (?:cơ quan|đơn vị|sở|ban|ngành|địa phương)[^.;]{0,40}?(?:có )?liên quan"
)
AUDIENCE = re.compile(r"đối tượng|thành phần|cho (?:những|các|đội ngũ|cán bộ|người)|dành cho", re.IGNORECASE)
AUDIENCE_LABELS = ("đối tượng", "thành phần")
AUDIENCE_GATE = 0.8 * GATE  # few clauses name an audience: less of the topic must be met
UNNAMED = "(không nêu tên)"
# A role as we say it of agencies, before the duty: "Sở A chủ trì; Sở B phối hợp: …".
OUR_ROLES = tuple(f"{name}{sign}" for name in ROLE_NAMES.values() for sign in (":", ";"))
SUMMARY = 160  # characters of the first line in a summary
EVERY_ROLE: tuple[Role, ...] = ("lead", "support", "advise", "request")  # in the order they are told


def answer_who(desk: Desk) -> Draft | None:
    """Answer who leads, supports or advises what the topic names."""
    wanted = desk.question.roles
    units = [u for u in desk.units() if any(fits(a, wanted) or _own(a, wanted) for a in u.assignments)]
    if more := [unit for unit in desk.before if unit in units]:
        return _who_draft(desk, more, wanted)
    if not desk.question.topic and not desk.question.agencies:
        return _everyone(desk, units, wanted)
    topic = with_agencies(desk)
    best = best_units(desk, _citing(desk, units), topic)
    anywhere = best_units(desk, desk.units(), topic)
    if anywhere.units and anywhere.score > best.score and (given := _given(desk, anywhere.units[0], wanted)):
        return given
    assigns = ASSIGNS.search(fold(desk.question.text))
    if anywhere.units and not assigns and anywhere.score > ELSEWHERE * best.score:
        # The words stand in a clause that gives nobody work: its words are the answer.
        return _not_named(desk, desk.before, wanted)
    if best.score < BY_CHANCE and anywhere.units and anywhere.score >= WORD_FOR_WORD:
        found = desk.before or anywhere.units[:1]
        return _not_named(desk, found, wanted) or nobody_named(desk, anywhere.units[0])
    return _who_draft(desk, best.units, wanted) or _not_named(desk, desk.before, wanted)


def _given(desk: Desk, unit: Unit, wanted: Sequence[Role]) -> Draft | None:
    """Return who another place of the plan gives a unit's work to, with both; None where the unit says it."""
    if unit.assignments:
        return None
    given = given_elsewhere(desk.corpus, unit)
    lines = [line for other in given if (line := who_line(desk, other, wanted)) is not None]
    if not lines:
        return None
    lines.append(said_by(unit, focus(desk, unit, unit.text), cite(desk, unit)))
    group = one_group(desk.corpus.plans[unit.plan_id], lines)
    doers = "; ".join(dict.fromkeys(line.text.split(":")[0] for line in lines[:-1]))
    return Draft("answered", f"{doers} ({place_of(group)}).", (group,))


def _not_named(desk: Desk, found: Sequence[Unit], wanted: Sequence[Role]) -> Draft | None:
    """Say that what was found gives somebody work and names nobody of the role asked for; else None."""
    units = [unit for unit in found if unit.assignments]
    if not units or not wanted:
        return None
    if wanted == ("support",) and (
        groups := grouped(desk, units, lambda unit: _general_partners(desk, unit))
    ):
        return Draft("partial", "Điều khoản này chỉ nêu bên phối hợp chung, không nêu tên cơ quan.", groups)
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, ()))
    roles = " hay ".join(ROLE_NAMES[role] for role in wanted)
    return Draft("partial", f"Điều khoản này không nêu đích danh cơ quan {roles}.", groups)


def _who_draft(desk: Desk, units: Sequence[Unit], wanted: Sequence[Role]) -> Draft | None:
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, wanted))
    return Draft("answered", _who_summary(groups), groups) if groups else None


def nobody_named(desk: Desk, unit: Unit) -> Draft:
    """Return a clause that says what is asked about and gives it to nobody."""
    groups = grouped(desk, [unit], lambda _: said_by(unit, focus(desk, unit, unit.text), cite(desk, unit)))
    said = f"Kế hoạch {place_of(groups[0])} có nội dung này nhưng không nêu cơ quan nào thực hiện."
    return Draft("partial", said, groups)


def _citing(desk: Desk, units: Sequence[Unit]) -> Sequence[Unit]:
    """Return those of units that cite a document the question names, all where none does."""
    numbers = desk.question.numbers
    if not numbers:
        return units
    citing = {ref.unit.key for ref in references_in(units) if any(is_number(ref.number, n) for n in numbers)}
    return [unit for unit in units if unit.key in citing] or units


def with_agencies(desk: Desk) -> Topic:
    """Return the topic with the names of agencies in it.

    "Ai làm đầu mối với Bộ Ngoại giao?" is about the Bộ Ngoại giao.
    """
    named = [word for agency in desk.question.agencies for word in words_of(agency.name)]
    return make_topic([*desk.question.topic.words, *named], desk.corpus) if named else desk.question.topic


def _everyone(desk: Desk, units: Sequence[Unit], wanted: Sequence[Role]) -> Draft | None:
    """Return who does what in a whole plan, when a plan is named and nothing else."""
    if not desk.question.plans:
        return None
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, wanted))
    what = " và ".join(ROLE_NAMES[role] for role in wanted) or "thực hiện"
    summary = f"{len(lines_of(groups))} nhiệm vụ có nêu cơ quan {what}."
    return Draft("answered", summary, groups) if groups else None


def answer_partners(desk: Desk) -> Draft | None:
    """Answer with whom the agencies named work: those the same clause names beside them."""
    if not desk.question.agencies:
        return None
    asked = asked_of(desk)
    groups = desk.per_plan(lambda plan: _partner_lines(desk, plan, held_by(desk, asked, plan).direct))
    if not groups:
        return None
    return Draft("answered", f"{len(lines_of(groups))} nhiệm vụ có nêu bên cùng làm.", groups)


def _partner_lines(desk: Desk, plan: Plan, direct: Sequence[HeldUnit]) -> list[Line]:
    """Return with whom the agency does its duties, only those about the topic where some are."""
    made = [(unit.key, _partner_line(desk, plan, unit, own)) for unit, own in direct]
    lines = [(key, line) for key, line in made if line is not None]
    near: set[tuple[str, str]] = set()
    if len(desk.question.topic.words) >= MIN_TOPIC:
        near = {unit.key for unit in best_units(desk, [unit for unit, _ in direct]).units}
    return [line for key, line in lines if key in near] or [line for _, line in lines]


# How an agency works with those named beside it: "A chủ trì, phối hợp với B", "A phối hợp với B (chủ trì)".
WITH: dict[Role, str] = {
    "lead": "chủ trì, phối hợp với",
    "support": "phối hợp với",
    "advise": "tham mưu, phối hợp với",
    "request": "được đề nghị phối hợp với",
}


def _partner_line(desk: Desk, plan: Plan, unit: Unit, own: Sequence[Assignment]) -> Line | None:
    """Return a duty with those its clause names beside the agency, or None when it names none."""
    names, first = {a.agency for a in own}, own[0]
    said = [_beside(a, first) for a in unit.assignments if a.agency not in names]
    if found := GENERIC_PARTNER.search(unit.text):
        said.append(f"“{found[0]}” {UNNAMED}")
    if not said:
        return None
    with_whom = ", ".join(dict.fromkeys(said))
    return Line(
        f"{first.agency} {WITH[first.role]} {with_whom}: {duty_words(desk, unit)}",
        (cite(desk, unit, unit.assignments),),
        first.agency,
        first.role,
        deadline=first.deadline,
        ours=(*WITH.values(), *(f"({name})" for name in ROLE_NAMES.values()), "(cùng chủ trì)", UNNAMED),
    )


def _general_partners(desk: Desk, unit: Unit) -> Line | None:
    """Return who leads a unit with partners that the plan does not name; None where it speaks of none."""
    leads = [held for held in unit.assignments if held.role != "support"]
    if not leads or not GENERIC_PARTNER.search(unit.text):
        return None
    return _partner_line(desk, desk.corpus.plans[unit.plan_id], unit, leads)


def _beside(other: Assignment, first: Assignment) -> str:
    """Return an agency named beside the first; with its role where "phối hợp với" does not say it."""
    if other.role == "support":
        return other.agency
    both_lead = other.role == first.role == "lead"
    return f"{other.agency} ({'cùng chủ trì' if both_lead else ROLE_NAMES[other.role]})"


def fits(held: Assignment, wanted: Sequence[Role]) -> bool:
    """Return whether an assignment is of a role asked for.

    Where no role is asked for, all but support; "chủ trì tham mưu" leads and advises, and who is asked
    to do something is asked to lead it.
    """
    if not wanted:
        return held.role != "support"
    if "lead" in wanted and held.role == "request":
        return True
    return held.role in wanted or (held.role == "lead" and "advise" in wanted)


def _own(held: Assignment, wanted: Sequence[Role]) -> bool:
    """Return whether an assignment stands in the agency's own section, where any role will do.

    "Phối hợp với Sở A hướng dẫn …" under "Sở B" is what Sở B does.
    """
    return not wanted and bool(held.subject_path)


def who_line(desk: Desk, unit: Unit, wanted: Sequence[Role]) -> Line | None:
    """Return "A, B chủ trì: <task>" with the words that prove it, or None where nobody has such a role."""
    held = [a for a in unit.assignments if fits(a, wanted)]
    if not held and "support" not in wanted:
        held = [a for a in unit.assignments if fits(a, ())] or [
            a for a in unit.assignments if _own(a, wanted)
        ]
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
        deadline=first.deadline,
        ours=OUR_ROLES,
    )


def duty_words(desk: Desk, unit: Unit) -> str:
    """Return the words of a duty, of a block its heading, of a long clause the part that answers."""
    if isinstance(unit.head, Section) and not unit.body:
        return focus(desk, unit, unit.head.heading)
    return focus(desk, unit, task_of(unit))


def _who_summary(groups: Sequence[Group]) -> str:
    lines = lines_of(groups)
    if len(lines) == 1:
        return f"{lines[0].text.split(':')[0]} ({place_of(groups[0])})."
    return f"{len(lines)} điều khoản trong {len(groups)} kế hoạch trả lời câu hỏi này."


def answer_audience(desk: Desk) -> Draft | None:
    """Answer for whom something is held: the line that names its audience, or the clause that does."""
    if not desk.question.topic:
        return None
    best = best_units(desk, [u for u in desk.units() if AUDIENCE.search(u.text)], gate=AUDIENCE_GATE)

    def line(unit: Unit) -> Line:
        named = unit.line(*AUDIENCE_LABELS)
        words = focus(desk, unit, named.text if named else unit.text, AUDIENCE)
        return Line(words, (cite(desk, unit, fields=AUDIENCE_LABELS),))

    groups = grouped(desk, best.units, line)
    return Draft("answered", shortened(groups[0].lines[0].text, SUMMARY), groups) if groups else None
