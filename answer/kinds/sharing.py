"""Yes or no about an agency at large: whether it works with another one, alone, or in one role only.

Every assignment of the plans asked is gone through; there is no matter to look for. Work through a group is
told apart, and where two agencies never share a clause that is said, not guessed from one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, lines_of, places_of, searched
from answer.held import Held, asked_of, held_by
from answer.kinds.duties import answer_duties, has_role, name_shown, with_roles
from answer.kinds.exclusion import HOW, others_with_role
from answer.kinds.who import EVERY_ROLE, who_line
from answer.model import Group, Line
from answer.seek import best_units, grouped
from answer.understanding.claim import Claim
from answer.understanding.topic import Topic
from ingest.agencies import Named
from ingest.fold import fold
from ingest.plan import Role

TOLD_ROLES: tuple[Role, ...] = ("lead", "advise", "support")
Pair = tuple[Held, Held]


def answer_together(desk: Desk, claim: Claim, matter: Topic) -> Draft:
    """Answer whether agencies have a part in one and the same piece of work.

    By name first, else through a group, else where a duty of one only mentions the other; of the matter
    alone, where one is named.
    """
    pairs = [
        (held_by(desk, asked_of(desk, claim.who), plan), held_by(desk, asked_of(desk, claim.partners), plan))
        for plan in desk.plans
    ]
    who, partners = _names(desk, claim.who), _names(desk, claim.partners)
    for shared, opening in (
        (_by_name, f"Có: {who} và {partners} cùng có phần trong"),
        (_by_group, f"Chỉ qua nhóm: {who} và {partners} cùng có phần trong"),
        (_mentioned, f"Không thấy việc nào giao cho cả {who} và {partners}; bên này được nhắc ở"),
    ):
        groups = _groups(desk, [unit for pair in pairs for unit in shared(desk, pair)], matter)
        if groups:
            said = f"{opening} {len(lines_of(groups))} việc ({places_of(groups)})."
            return Draft("partial" if shared is _mentioned else "answered", said, groups, (HOW,))
    about = f" về “{matter.text}”" if matter else ""
    said = f"Không thấy việc nào{about} nêu cả {who} và {partners} trong {searched(desk.plans)}."
    return Draft("not_found", said, notes=(HOW,), nearest=desk.nearest())


def _names(desk: Desk, agencies: Sequence[Named]) -> str:
    return " và ".join(dict.fromkeys(name_shown(desk, named) for named in agencies))


def _groups(desk: Desk, units: Sequence[Unit], matter: Topic) -> tuple[Group, ...]:
    """Return the lines of units, of those about the matter where one is named."""
    kept = best_units(desk, units, matter).units if matter else units
    made: Callable[[Unit], Line | None] = lambda unit: who_line(desk, unit, EVERY_ROLE)  # noqa: E731
    return grouped(desk, kept, made)


def _keys(*lists: Sequence[tuple[Unit, object]]) -> set[tuple[str, str]]:
    return {unit.key for units in lists for unit, _ in units}


def _by_name(desk: Desk, pair: Pair) -> list[Unit]:
    """Return the work that names both; where one leads and the other helps first."""
    one, other = pair
    shared = [(unit, own) for unit, own in one.direct if unit.key in _keys(other.direct)]
    shared.sort(key=lambda pair: all(held.role == "support" for held in pair[1]))
    return [unit for unit, _ in shared]


def _by_group(desk: Desk, pair: Pair) -> list[Unit]:
    """Return the work that names one of them and a group that takes the other in."""
    one, other = pair
    first = [unit for unit, _ in one.direct if unit.key in _keys(other.group, other.beside)]
    return first + [unit for unit, _ in other.direct if unit.key in _keys(one.group, one.beside)]


def _mentioned(desk: Desk, pair: Pair) -> list[Unit]:
    """Return the duties of one that mention the other."""
    one, other = pair
    first = [unit for unit, _ in one.direct if unit.path in other.mentioned]
    return first + [unit for unit, _ in other.direct if unit.path in one.mentioned]


def answer_at_large(desk: Desk, claim: Claim) -> Draft | None:
    """Answer a claim about an agency without a matter; None where the list of its duties says it all."""
    if claim.only_role:
        return _one_role(desk, claim, claim.only_role)
    if claim.only:
        return _alone(desk, claim)
    if not claim.denied:
        return None
    draft = answer_duties(desk)
    opening = "Có: " if draft.found else "Đúng là không có: "
    rest = draft.summary if draft.found else draft.summary[:1].lower() + draft.summary[1:]
    return replace(draft, summary=f"{opening}{rest}")


def _one_role(desk: Desk, claim: Claim, role: Role) -> Draft:
    """Answer whether an agency has one role and no other: how many of its duties are of each."""
    plain = replace(desk, question=replace(desk.question, roles=(), agencies=claim.who))
    plain.citer = desk.citer
    draft = answer_duties(plain)
    if not draft.found:
        return draft
    held = [held_by(desk, asked_of(desk, claim.who), plan) for plan in desk.plans]
    duties = [own for one in held for _, own in one.direct]
    counts = {r: sum(any(has_role(a, [r]) for a in own) for own in duties) for r in TOLD_ROLES}
    others = [r for r, count in counts.items() if count and r != role]
    said = ", ".join(f"{ROLE_NAMES[r]} {count} việc" for r, count in counts.items() if count)
    opening = f"Không chỉ {ROLE_NAMES[role]}" if others else f"Đúng là chỉ {ROLE_NAMES[role]}"
    return replace(draft, summary=f"{opening}: {_names(desk, claim.who)} {said}.")


def _alone(desk: Desk, claim: Claim) -> Draft:
    """Answer whether nobody else has the role asked for (leading, where none is)."""
    roles: tuple[Role, ...] = desk.question.roles or ("lead",)
    asked = asked_of(desk, claim.who)
    role, names = " hoặc ".join(ROLE_NAMES[r] for r in roles), _names(desk, claim.who)
    groups = others_with_role(desk, asked, roles)
    if not any(with_roles(held_by(desk, asked, plan).direct, roles) for plan in desk.plans):
        opening = f"Không: {names} không được nêu đích danh {role} việc nào"
    else:
        opening = f"Không chỉ {names}" if groups else f"Đúng là chỉ {names} {role}"
    others = {fold(line.agency or line.text) for line in lines_of(groups)}
    more = f"; còn {len(others)} cơ quan, nhóm khác {role}" if groups else ""
    if not groups:
        return Draft("not_found", f"{opening} trong {searched(desk.plans)}.", notes=(HOW,))
    return Draft("answered", f"{opening}{more}.", groups, (HOW,))
