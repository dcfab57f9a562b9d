"""Who a heading, or the opening of a clause, makes the doer: "4. Sở Ngoại vụ", "Giao Sở Y tế …".

A heading that names doers holds for all below it; a clause may open with doers of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex as re

from ingest.agencies import AgencyBook, Named
from ingest.agency_data import LEVELS
from ingest.named_doers import bodies_of_heading, opens_at, opens_with_body, standing_office
from ingest.names import Names, Where, run_from, words_of
from ingest.plan import Clause, Section
from ingest.roles import (
    ANSWERS_FOR,
    COORDINATES,
    EXECUTES,
    HEADING_LEAD,
    ISSUES,
    OPENER_LEAD,
    REQUEST,
    acts,
    is_subject,
)
from ingest.unlisted import bodies_in_list, doer_at, partners_from, widened, with_unlisted

MIN_SIBLINGS = 2  # clauses or headings beside a clause that agencies open, before an unlisted body may
SHORT_REST = 25  # characters after the agencies of a heading that may be a place or a remark
# The level of an agency, at the end of its name: "Hạt Kiểm lâm huyện"; a "hợp tác xã" is none.
OF_A_LEVEL = re.compile(r"\s(?:tỉnh|huyện|(?<!hợp tác )xã|phường|đặc khu|khu vực)$")
# Beside the name in a heading: "Sở Y tế (cơ quan thường trực Ban Chỉ đạo)".
REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Agencies that a heading makes the doers of what stands below it, and the partners it gives them."""

    names: tuple[Named, ...]
    request: bool
    section: Section
    partners: tuple[Named, ...] = ()


class Subjects:
    """The doers that headings of one plan name, and those that open a clause."""

    def __init__(
        self,
        sections: Sequence[Section],
        clauses: Sequence[Clause],
        names: Names,
        book: AgencyBook,
        level: str | None,
        place: str | None,
    ) -> None:
        self.sections, self.names = sections, names
        self.book, self.level, self.place = book, level, place
        self.by_path = {s.path: subject for s in sections if (subject := self._heading_subject(s))}
        pieces: list[Where] = [*sections, *clauses]
        self.opened = Counter(
            _above(piece)
            for piece in pieces
            if piece.path in self.by_path or self.opener(words_of(piece), names[piece.path])
        )
        unlisted = self._unlisted_subjects()
        self.by_path |= unlisted
        self.opened.update(map(_above, (subject.section for subject in unlisted.values())))

    def _heading_subject(self, section: Section) -> Subject | None:
        """Return the agencies a heading names as doers: it is their names, or opens with them and a duty."""
        heading, names = section.heading, self.names[section.path]
        if office := standing_office(heading):
            return Subject((office, *self._named_after(office, heading)), request=False, section=section)
        lead = HEADING_LEAD.match(heading)
        start = lead.end() if lead else 0
        run = run_from(heading, names, start)
        if not run or not opens_at(run, start):
            return None
        after = heading[run[-1].stop :]
        rest = REMARK.sub("", after).strip(" .:;,()")
        led = heading.rstrip().endswith(":") or acts(after)
        if len(rest) > SHORT_REST and not led:
            return None
        if not led:
            run[-1] = widened(heading, run[-1])
        more = [] if led else partners_from(heading, run[-1].stop, after_known=True)
        request = bool(REQUEST.match(heading))
        return Subject((*run, *more), request, section, self._partners_in(heading, names) if led else ())

    def _named_after(self, office: Named, heading: str) -> list[Named]:
        """Return who stands in brackets after the office of a committee, which is its seat, not its owner."""
        rest = self.book.named_in(heading[office.stop :], level=self.level, place=self.place)
        return [replace(one, start=one.start + office.stop, stop=one.stop + office.stop) for one in rest]

    def _partners_in(self, heading: str, names: Sequence[Named]) -> tuple[Named, ...]:
        """Return the partners a heading gives to all below it: "Giao Sở A chủ trì, phối hợp với Sở B:"."""
        if not heading.rstrip().endswith(":"):
            return ()
        return tuple(
            partner
            for found in COORDINATES.finditer(heading)
            for partner in run_from(heading, names, found.end())
        )

    def _unlisted_subjects(self) -> dict[str, Subject]:
        """Return the doers no list knows whose headings stand among headings that name agencies.

        Where only clauses beside it do, a heading must open with a noun that bodies are called by.
        """
        headed = Counter(_above(subject.section) for subject in self.by_path.values())
        found: dict[str, Subject] = {}
        for section in self.sections:
            if section.kind not in ("item", "point") or section.path in self.by_path:
                continue
            above = _above(section)
            beside = headed[above] or (self.opened[above] and opens_with_body(section.heading))
            bodies = bodies_of_heading(section.heading, self.names[section.path]) if beside else ()
            if bodies:
                found[section.path] = Subject(bodies, bool(REQUEST.match(section.heading)), section)
        return found

    def above(self, headings: Sequence[str]) -> Subject | None:
        """Return the doers the nearest of these headings names, None where none does."""
        return next((self.by_path[path] for path in reversed(headings) if path in self.by_path), None)

    def opener(self, words: str, names: Sequence[Named]) -> list[Named]:
        """Return the agencies that open a clause as its subject ("UBND các huyện phối hợp …")."""
        lead = OPENER_LEAD.match(words)
        start = lead.end() if lead else 0
        run = run_from(words, names, start)
        if not run or not opens_at(run, start):
            return []
        run = with_unlisted(words, run)
        after = words[run[-1].stop :]
        if self.is_issuer(run[-1]) and ISSUES.match(after):
            return []
        if executes := EXECUTES.match(words, run[-1].stop):
            stop = executes.start("verb")
            return bodies_in_list(words[:stop], [named for named in names if named.stop <= stop], start)
        return run if is_subject(after) else []

    def unlisted_opener(self, where: Where) -> list[Named]:
        """Return the doer no list knows that opens a clause: given the work by "Giao …", answerable for it,
        with the level of an agency in its name, or among clauses that agencies open."""
        words = words_of(where)
        lead = OPENER_LEAD.match(words)
        doer = doer_at(words, lead.end() if lead else 0)
        if doer is None:
            return []
        among = lead is not None or self.opened[_above(where)] >= MIN_SIBLINGS
        listed = any(named.start < doer.stop and doer.start < named.stop for named in self.names[where.path])
        after = words[doer.stop :]
        led = OF_A_LEVEL.search(doer.name) and not listed and (acts(after) or after.lstrip().startswith(":"))
        sure = ANSWERS_FOR.match(after) or led
        return [doer] if among or sure else []

    def is_issuer(self, named: Named) -> bool:
        """Return whether a name is that of a committee that may issue this plan or stands above who does."""
        agency = self.book.get(named.agency_id) if named.agency_id is not None else None
        if agency is None or agency.kind != "committee":
            return False
        return LEVELS.index(agency.level) <= LEVELS.index(self.level or LEVELS[-1])


def _above(where: Where) -> str:
    """Return the path of what a heading or clause stands below."""
    return where.path.rpartition(".")[0]
