"""How much work plans give each agency by name: the count the chat tells and the pages draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from answer.corpus import Unit


@dataclass(slots=True)
class Load:
    """The units of one plan that name an agency, each once however often it is named there.

    agency     as the plan calls it; agency_id None for a body no list holds
    lead       units it is to do: led, advised on or asked of it
    support    units in which it is to help; a unit may be in both
    """

    agency: str
    agency_id: str | None
    lead: list[Unit] = field(default_factory=list)
    support: list[Unit] = field(default_factory=list)

    @property
    def units(self) -> list[Unit]:
        """Every unit once, in reading order."""
        both = {unit.order: unit for unit in (*self.lead, *self.support)}
        return [both[order] for order in sorted(both)]


def loads_of(units: Iterable[Unit]) -> list[Load]:
    """Return the agencies that units of one plan name, the busiest first; groups are left out."""
    loads: dict[str, Load] = {}
    for unit in units:
        for held in unit.assignments:
            if held.collective:
                continue
            load = loads.setdefault(held.agency, Load(held.agency, held.agency_id))
            own = load.support if held.role == "support" else load.lead
            if not own or own[-1] is not unit:
                own.append(unit)
    return sorted(loads.values(), key=lambda load: (-len(load.units), -len(load.lead), load.agency))
