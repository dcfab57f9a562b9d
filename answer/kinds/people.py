"""How many people a duty takes: "Phải cử mấy người?"."""

from __future__ import annotations

from dataclasses import replace

from answer.desk import Desk, Draft, lines_of, shortened
from answer.understanding.quantity import ASKS_PEOPLE, counts_people


def of_people(desk: Desk, draft: Draft) -> Draft:
    """Return draft; where it is asked how many people, only the lines that count some, if any does."""
    if not ASKS_PEOPLE.search(desk.question.folded):
        return draft
    kept = (
        (group, tuple(line for line in group.lines if counts_people(line.text))) for group in draft.groups
    )
    groups = tuple(replace(group, lines=lines, folded=False) for group, lines in kept if lines)
    return Draft("answered", shortened(lines_of(groups)[0].text), groups) if groups else draft
