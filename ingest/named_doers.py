"""Who a heading, a labelled line or a cell of a table names, and the role a cell itself gives."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from ingest.agencies import Named
from ingest.bodies import NOUN
from ingest.labels import INNER_LABEL, roles_of_label
from ingest.names import run_from, runs_in
from ingest.plan import Role
from ingest.roles import COORDINATES, HEADING_LEAD, NOTED_ROLE
from ingest.unlisted import bodies_in_list, body_at

LABEL_PART = re.compile(r"[;,.]\s*(?:các\s+)?$|và\s*$")
STANDING = re.compile(
    r"(?P<name>(?:(?:Cơ quan|Bộ phận)\s+)?Thường trực\s+(?:Ban|Tổ|Hội đồng|Ủy ban)\b[^():;,.]{0,80}?)"
    r"\s*(?:\(|[.:]*\s*$)",
    re.IGNORECASE,
)
INNER_STOP = re.compile(r"[.;)]")


def doers_of_label(words: str, names: Sequence[Named]) -> list[Named]:
    """Return who a labelled line names: the row after the colon, and each row that opens a part after ";"."""
    start = words.find(":") + 1
    doers: list[Named] = []
    for run in runs_in(words, [named for named in names if named.start >= start]):
        before = words[start : run[0].start].strip()
        if not doers or not before or LABEL_PART.search(words[: run[0].start]):
            doers += run
    if not words[start:].strip():
        return []
    known = {_at(named) for named in names}
    listed = [n for n in bodies_in_list(words, names, start) if _at(n) not in known]
    doers = [named for named in doers if not any(_within(named, body) for body in listed)]
    return sorted([*doers, *listed], key=_at)


def bodies_of_heading(heading: str, names: Sequence[Named]) -> tuple[Named, ...]:
    """Return the doers of a heading that opens with a body no list knows, () where it speaks of a matter."""
    lead = HEADING_LEAD.match(heading)
    start = lead.end() if lead else 0
    bodies = bodies_in_list(heading, names, start)
    if not names and (len(bodies) < 2 or not NOUN.match(heading, start)):
        body = body_at(heading, start, len(heading))
        return (body,) if body else ()
    if not names:
        return tuple(bodies)
    opens = bodies and bodies[0] not in names and opens_at(bodies, start) and NOUN.match(heading, start)
    return tuple(bodies) if opens else ()


def opens_with_body(heading: str) -> bool:
    """Return whether a heading begins with a noun that bodies are called by, listed or not."""
    lead = HEADING_LEAD.match(heading)
    return bool(NOUN.match(heading, lead.end() if lead else 0))


def standing_office(heading: str) -> Named | None:
    """Return the standing office of a committee that a heading names: "Thường trực Ban Chỉ đạo (Sở Y tế)"."""
    found = STANDING.match(heading)
    if not found:
        return None
    return Named(" ".join(found["name"].split()), None, False, False, *found.span("name"))


def bodies_of_cell(words: str, names: Sequence[Named]) -> list[Named]:
    """Return the doers a cell names, part by part where it labels them: "Chủ trì: … Phối hợp: …"."""
    labels = list(INNER_LABEL.finditer(words))
    if not labels:
        return bodies_in_list(words, names, 0)
    stops = [label.start() for label in labels[1:]] + [len(words)]
    parts = [
        (0, labels[0].start()),
        *((label.end(), stop) for label, stop in zip(labels, stops, strict=True)),
    ]
    found: list[Named] = []
    for start, stop in parts:
        part = words[:stop].rstrip(" .;,\n")
        found += bodies_in_list(part, [n for n in names if start <= n.start and n.stop <= stop], start)
    return found


def opens_at(run: Sequence[Named], start: int) -> bool:
    """Return whether a row of agencies stands at start; "các " may come before it."""
    return run[0].start <= start + len("các ")


def role_in_cell(words: str, named: Named, names: Sequence[Named]) -> Role | None:
    """Return the role a cell itself gives a name: after a label, in brackets, or after "phối hợp với"."""
    if noted := noted_role(words, named, names):
        return noted
    labels = list(INNER_LABEL.finditer(words, 0, named.start))
    if labels and (roles := roles_of_label(labels[-1]["label"])):
        return roles[0]
    partner = [found for found in COORDINATES.finditer(words, 0, named.start) if found.start() > 0]
    if partner and not INNER_STOP.search(words, partner[-1].end(), named.start):
        return "support"
    return None


def noted_role(words: str, named: Named, names: Sequence[Named]) -> Role | None:
    """Return the role noted after a name or its row, or None: "Sở A (chủ trì); Sở B, Sở C (phối hợp)".

    A role in brackets goes for the whole row only where another stands before it: in "Sở A, Sở B (phối hợp)"
    the first may lead.
    """
    run = run_from(words, [other for other in names if other.start >= named.start], named.start) or [named]
    noted = NOTED_ROLE.match(words, run[-1].stop)
    shared = noted and (not noted[0].lstrip().startswith("(") or NOTED_ROLE.search(words, 0, named.start))
    if noted and not shared and run[-1] != named:
        noted = None
    if noted is None:
        return None
    return "lead" if "chủ trì" in noted[0].lower() else "support"


def _at(named: Named) -> tuple[int, int]:
    return named.start, named.stop


def _within(named: Named, body: Named) -> bool:
    return body.start <= named.start and named.stop <= body.stop
