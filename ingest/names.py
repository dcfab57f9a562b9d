"""Agencies named in the headings and clauses of a plan: rows of them, mentions, one form for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex as re

from ingest.agencies import AgencyBook, Named
from ingest.clean import Flat
from ingest.fold import fold
from ingest.plan import Assignment, Clause, Mention, Section, in_reading_order
from ingest.roles import OFFICE

Names = Mapping[str, tuple[Named, ...]]
Where = Section | Clause

# The head of a list of agencies up to one of them: "các Sở: Tài chính, " before Nội vụ.
SAID_ONCE = re.compile(r"\b(?:các\s+)?(?:sở|bộ|phòng)\b[^.;]*$", re.IGNORECASE)
# What parts the names of a row of agencies; "các sở:" says the head of all that follow it.
JOINT = re.compile(
    r"[\s,;:/&+-]*(?:(?:và|cùng|với|hoặc|cùng với|là)\s+)*(?:các\s+(?:(?:sở|bộ|phòng)\s*:\s*)?)?[\s,;(]*",
    re.IGNORECASE,
)


def names_by_path(
    sections: Sequence[Section],
    clauses: Sequence[Clause],
    book: AgencyBook,
    level: str | None,
    place: str | None,
) -> dict[str, tuple[Named, ...]]:
    """Return the agencies named in each heading and clause, by path, in reading order.

    level and place are the issuer's: they decide what "UBND thành phố" and "Công an" mean.
    """
    pieces: list[Where] = [*sections, *clauses]
    return {piece.path: book.named_in(words_of(piece), level=level, place=place) for piece in pieces}


def words_of(where: Where) -> str:
    """Return the words of a heading or a clause."""
    return where.heading if isinstance(where, Section) else where.text


def run_from(text: str, names: Sequence[Named], start: int) -> list[Named]:
    """Return the agencies that stand in a row in text from start on, parted only by commas and "và"."""
    run: list[Named] = []
    at = start
    for named in names:
        if named.start < at:
            continue
        if not JOINT.fullmatch(text[at : named.start]):
            break
        run.append(named)
        at = named.stop
    return run


def stated_from(text: str, named: Named) -> int:
    """Return where a name is said from: the head of its list, where that stands once ("các Sở: A, B")."""
    head = named.name.split()[0]
    if text.startswith(head, named.start):
        return named.start
    found = SAID_ONCE.search(text, 0, named.start)
    return found.start() if found else named.start


def runs_in(text: str, names: Sequence[Named]) -> Iterator[list[Named]]:
    """Yield all rows of agencies in text."""
    rest = list(names)
    while rest:
        run = run_from(text, rest, rest[0].start)
        yield run
        rest = rest[len(run) :]


def mentions_of(
    text: str, sections: Sequence[Section], clauses: Sequence[Clause], names: Names
) -> tuple[Mention, ...]:
    """Return every place where a heading or clause names an agency."""
    mentions: list[Mention] = []
    for where in in_reading_order(sections, clauses):
        flat = Flat(text, [where.spans])
        for named in names[where.path]:
            if spans := flat.spans(named.start, named.stop):
                span = (spans[0][0], spans[-1][1])
                mentions.append(
                    Mention(where.path, named.name, named.agency_id, named.collective, named.generic, span)
                )
    return tuple(sorted(mentions, key=lambda mention: mention.span))


def one_form(found: list[Assignment], in_heading: set[str]) -> list[Assignment]:
    """Give each agency one name a plan: that of its own heading, else the commonest full one."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for held in found:
        forms[_name_key(held)][held.agency] += 1

    def best(names: Counter[str]) -> str:
        return max(names, key=lambda n: (not OFFICE.match(n), n in in_heading, names[n], len(n)))

    chosen = {key: best(names) for key, names in forms.items()}
    return [replace(held, agency=_capital(chosen[_name_key(held)])) for held in found]


def _name_key(held: Assignment) -> tuple[str, str]:
    folded = re.sub(r"^(?:cac|nhung) ", "", fold(OFFICE.sub("", held.agency)))
    many = held.agency_id is None or "cấp huyện" in held.agency_id or "cấp xã" in held.agency_id
    if held.collective or many:
        own = fold(held.agency) if held.collective else folded
        return "", re.sub(r"^cac |(?<=nhan dan )cac ", "", own)
    return held.agency_id or "", ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def distinct(found: list[Assignment]) -> list[Assignment]:
    """Keep one line for each clause, agency and role; a doer named again as partner stays doer."""
    kept: dict[tuple[str, str, str], Assignment] = {}
    for held in found:
        kept.setdefault((held.path, held.agency, held.role), held)
    leads = {(path, agency) for path, agency, role in kept if role in ("lead", "request")}
    return [held for key, held in kept.items() if not (held.role == "support" and key[:2] in leads)]
