"""Blocks of labelled lines: which lines belong to one duty, its words, its deadline, and whom a line names.

"1. Diễn tập", then "- Nội dung: …", "- Đơn vị chủ trì: …", "- Thời gian: …" is one duty, held at its heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.agencies import Named
from ingest.clean import Flat
from ingest.deadlines import deadline_in, field_value
from ingest.labels import TASK_FIELDS, TIME_FIELDS, roles_of_label
from ingest.named_doers import doers_of_label, noted_role
from ingest.names import Names, Where, run_from, words_of
from ingest.plan import Clause, Role, Section, Span
from ingest.roles import COORDINATES
from ingest.unlisted import bodies_in_list


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line; listed are the lines below it where it only opens a list ("Đơn vị phối hợp:")."""

    clause: Clause
    listed: tuple[Clause, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles its label gives; () where it names no doers."""
        return roles_of_label(self.clause.field)

    def named(self, text: str, names: Names) -> Iterator[tuple[Named, Role | None, tuple[Span, ...]]]:
        """Yield who the line names, the role if it says one itself, and the words of text that prove it."""
        words, known = self.clause.text, names[self.clause.path]
        doers = doers_of_label(words, known)
        for doer in doers:
            yield doer, noted_role(words, doer, doers), self.clause.spans
        flat = Flat(text, [self.clause.spans])
        for found in COORDINATES.finditer(words, words.find(":") + 1):
            for partner in run_from(words, known, found.end()):
                yield partner, "support", flat.spans(found.start(), partner.stop)
        for clause in self.listed:
            for body in bodies_in_list(clause.text, names[clause.path], 0):
                yield body, None, clause.spans


@dataclass(frozen=True, slots=True)
class Block:
    """One duty: the heading or line that says it, and the labelled lines below."""

    head: Where
    lines: tuple[Line, ...]

    @property
    def paths(self) -> set[str]:
        """The paths of the clauses that stand in the block."""
        return {clause.path for line in self.lines for clause in (line.clause, *line.listed)}

    @property
    def task(self) -> str:
        """The words of the duty: the heading's, and those of lines that say what or for whom."""
        said = [line.clause.text for line in self.lines if TASK_FIELDS.match(line.clause.field)]
        return " ".join([words_of(self.head), *said])

    @property
    def deadline(self) -> str | None:
        """The deadline as written: the line's that is for it, else the heading's."""
        times = [field_value(line.clause.text) for line in self.lines if TIME_FIELDS.match(line.clause.field)]
        return times[0] if times else deadline_in(words_of(self.head))


def labelled_blocks(sections: Mapping[str, Section], clauses: Mapping[str, Clause]) -> list[Block]:
    """Return the blocks of a plan in which a label names doers; sections and clauses by path."""
    siblings: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses.values():
        siblings[clause.path.rpartition(".")[0]].append(clause)
    return [
        Block(head, tuple(Line(clause, _listed_below(clause, clauses)) for clause in lines))
        for parent, below in siblings.items()
        if any(clause.field and roles_of_label(clause.field) for clause in below)
        for head, lines in _parted(sections.get(parent) or clauses.get(parent), below)
    ]


def _listed_below(line: Clause, clauses: Mapping[str, Clause]) -> tuple[Clause, ...]:
    if field_value(line.text):
        return ()
    return tuple(clause for path, clause in clauses.items() if path.startswith(f"{line.path}."))


def _parted(head: Where | None, below: Sequence[Clause]) -> list[tuple[Where, list[Clause]]]:
    """Part the lines under one heading: one block, or one for each plain line that labels follow."""
    fields = [clause for clause in below if clause.field]
    leads = sum("lead" in roles_of_label(clause.field) for clause in fields)
    if head is not None and not (leads > 1 and not below[0].field and len(fields) < len(below)):
        return [(head, fields)]
    parted: list[tuple[Where, list[Clause]]] = []
    for clause in below:
        if not clause.field:
            parted.append((clause, []))
        elif parted:
            parted[-1][1].append(clause)
        else:
            parted.append((head or clause, [clause]))
    return [(first, lines) for first, lines in parted if lines]
