"""What agencies and places of the plans are called today: notes beside the plans' own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import regex as re

from answer.desk import Desk, Draft, plan_name
from answer.kinds.duties import answer_duties
from answer.model import Group
from answer.successors import Successor, project_book
from ingest.agencies import write_out
from ingest.plan import Plan

# All that is left of a question that asks of a place itself: "Trà Vinh sáp nhập vào đâu?"
OF_A_PLACE = re.compile(
    "(?:nay|bay gio|gio|hien (?:nay|tai|gio)|da|sap nhap|hop nhat|giai the|doi ten|ten|moi|cu|thuoc|gom|"
    "nhung|vao|ve|dau|con|tinh|huyen|thanh pho| )*"
)
A_NOTE = "Tên hiện nay chỉ là ghi chú ở dưới, không thay cho lời văn bản."
NOT_IN_PLANS = "Kế hoạch không nói về việc này; dưới đây là ghi chú đã xác minh, không phải lời của kế hoạch."
NOT_VERIFIED = "Kế hoạch không nói về việc này, và chưa có ghi chú nào được xác minh."


def answer_today(desk: Desk) -> Draft | None:
    """Answer what the agencies named, or the places of the plans, are today; None where neither is asked."""
    if desk.question.agencies:
        return _agencies_today(desk)
    left = " ".join(word.folded for word in desk.question.topic.words)
    return _places_today(desk) if OF_A_PLACE.fullmatch(left) else None


def _agencies_today(desk: Desk) -> Draft | None:
    notes = _notes(desk, _agency_standings)
    if not notes:
        return None
    duties = answer_duties(desk)
    return Draft(
        "partial" if duties.found else "not_found",
        f"{A_NOTE} {duties.summary}",
        tuple(_without_today(group) for group in duties.groups),
        notes,
        counts=duties.counts,
    )


def _places_today(desk: Desk) -> Draft:
    notes = _notes(desk, _place_standings)
    return Draft("not_found", NOT_IN_PLANS if notes else NOT_VERIFIED, notes=notes)


Standings = Iterator[tuple[str, Successor]]


def _notes(desk: Desk, standings: Callable[[Desk, Plan], Standings]) -> tuple[str, ...]:
    """Return each note once, with the plans it holds for."""
    places: dict[str, list[str]] = {}
    for plan in desk.plans:
        for name, successor in standings(desk, plan):
            said = f": {name} {successor.note}." if name else f", {successor.note}."
            places.setdefault(said, []).append(plan_name(plan))
    return tuple(f"{', '.join(names)}{said}" for said, names in places.items())


def _agency_standings(desk: Desk, plan: Plan) -> Standings:
    for named in desk.question.agencies:
        found = project_book().standing(named.agency_id, plan.place) if named.agency_id else None
        if found is not None:
            yield write_out(named.name), found


def _place_standings(_: Desk, plan: Plan) -> Standings:
    found = project_book().place_standing(plan.place) if plan.place else None
    if found is not None:
        yield "", found


def _without_today(group: Group) -> Group:
    """Return group without the notes of its lines: they stand under the answer, with their places."""
    return replace(group, lines=tuple(replace(line, today="") for line in group.lines))
