"""A plan as text a person can proofread beside its source: what the golden files hold."""

from __future__ import annotations

from ingest.plan import Clause, Plan, Section, in_reading_order

SHOWN = 4  # words at each end: enough to see where a clause begins and stops


def outline_text(plan: Plan) -> str:
    """Return one line a heading or clause, in reading order: path | kind | first words … last words."""
    return "".join(
        f"{piece.path} | {_kind(piece)} | {ends_of(_words(piece))}\n"
        for piece in in_reading_order(plan.sections, plan.clauses)
    )


def assignments_text(plan: Plan) -> str:
    """Return one line an assignment: path | agency | role | collective | deadline."""
    return "".join(
        f"{held.path} | {held.agency} | {held.role} | {'collective' if held.collective else '-'}"
        f" | {held.deadline or '-'}\n"
        for held in plan.assignments
    )


def frame_text(plan: Plan) -> str:
    """Return the facts of the frame, one a line, then bases, recipients and unread text."""
    facts = ("number", "kind", "issuer", "place", "date", "title", "signer", "signer_title")
    lines = [f"{name} | {getattr(plan, name) or '-'}" for name in facts]
    lines += [f"basis | {basis}" for basis in plan.bases]
    lines += [f"recipient | {recipient}" for recipient in plan.recipients]
    lines += [f"unread | {' '.join(plan.text[start:stop].split())}" for start, stop in plan.unread]
    return "".join(f"{line}\n" for line in lines)


def ends_of(words: str) -> str:
    """Return the first and the last words of a text; all of them when it is short."""
    found = words.split()
    if len(found) <= 2 * SHOWN:
        return " ".join(found)
    return " ".join([*found[:SHOWN], "…", *found[-SHOWN:]])


def _kind(piece: Section | Clause) -> str:
    return f"heading ({piece.kind})" if isinstance(piece, Section) else piece.kind


def _words(piece: Section | Clause) -> str:
    return piece.heading if isinstance(piece, Section) else piece.text
