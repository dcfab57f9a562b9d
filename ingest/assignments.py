"""Clauses -> who leads, who supports, by when, each with the words that prove it.

The rules are those of Vietnamese administrative style: the doer stands in the heading ("4. Sở Ngoại vụ"),
in a labelled line ("Đơn vị chủ trì: …"), in a column of a table, or is the subject of the sentence;
the opening verb says the role ("Phối hợp với …" supports; "Chủ trì, phối hợp với X" leads, X supports).
UBND does not command party and front bodies: "Đề nghị …" is a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex as re

from ingest.agencies import AgencyBook, Named
from ingest.agency_writing import write_out
from ingest.bracketed import doers_in_brackets, in_brackets, noted_beside
from ingest.clean import Flat
from ingest.deadlines import deadline_in
from ingest.fold import fold
from ingest.labelled_blocks import Block, labelled_blocks
from ingest.labels import INNER_LABEL, roles_of_label
from ingest.named_doers import (
    bodies_of_cell,
    opens_at,
    role_in_cell,
)
from ingest.names import Names, Where, distinct, one_form, run_from, runs_in, stated_from, words_of
from ingest.plan import Assignment, Cell, Clause, Role, Section, Span, in_reading_order
from ingest.roles import (
    BEFORE_COORDINATES,
    COORDINATES,
    COORDINATION,
    COORDINATION_OF,
    DEMAND,
    ISSUES,
    NOTED_ROLE,
    OPENS_SUPPORT,
    PART_START,
    PASSIVE,
    REQUEST,
    RESPONSIBILITY_OF,
    SENTENCE_START,
    acts,
    detail_of,
)
from ingest.subjects import Subject, Subjects
from ingest.unlisted import partners_from, with_unlisted

__all__ = ["OPENS_SUPPORT", "assignments_of", "roles_of_label"]

LONG_HEADING = 60  # characters after the agencies: beyond it a heading is a sentence, with a duty of its own
ROLE_WORDS = re.compile(r"(?:[\w]+[\s,]*){1,6}")  # what of a clause's opening shows its role


class _Extractor:
    """Reads one plan's headings and clauses; found holds the assignments in the order they were read."""

    def __init__(
        self,
        text: str,
        sections: Sequence[Section],
        clauses: Sequence[Clause],
        names: Names,
        book: AgencyBook,
        level: str | None,
        place: str | None,
    ) -> None:
        self.text, self.names, self.book, self.level, self.place = text, names, book, level, place
        self.sections = {section.path: section for section in sections}
        self.clauses = {clause.path: clause for clause in clauses}
        self.subjects = Subjects(sections, clauses, names, book, level, place)
        self.found: list[Assignment] = []
        self.in_heading: set[str] = set()

    # -- one assignment ---------------------------------------------------------------------------

    def add(
        self,
        named: Named,
        role: Role,
        where: Where,
        evidence: Iterable[Span],
        *,
        task: str = "",
        deadline: str | None = None,
        detail: str = "",
        subject: str = "",
    ) -> None:
        """Keep one assignment; an open group ("các cơ quan liên quan") gets none."""
        if named.generic:
            return
        name = write_out(named.name)
        self.in_heading |= {name} if subject else set()
        self.found.append(
            Assignment(
                path=where.path,
                agency=name,
                agency_id=named.agency_id,
                role=role,
                collective=named.collective,
                task=task or words_of(where),
                deadline=deadline,
                evidence=tuple(evidence),
                detail=detail,
                subject_path=subject,
            )
        )

    def spans(self, where: Where, start: int, stop: int) -> tuple[Span, ...]:
        """Return where characters start to stop of a heading or clause stand."""
        return Flat(self.text, [where.spans]).spans(start, stop)

    def named_at(self, where: Where, named: Named, stop: int | None = None) -> tuple[Span, ...]:
        """Return where a heading or clause names an agency, with the head of a list that says it once."""
        return self.spans(where, stated_from(words_of(where), named), stop or named.stop)

    # -- labelled blocks --------------------------------------------------------------------------

    def labelled_blocks(self) -> set[str]:
        """Read blocks of labelled lines; return the paths of all clauses used."""
        used: set[str] = set()
        for block in labelled_blocks(self.sections, self.clauses):
            used |= block.paths
            self.labelled_block(block)
        return used

    def labelled_block(self, block: Block) -> None:
        task, deadline = block.task, block.deadline
        self.partners(block.head, task=task, deadline=deadline)
        for line in block.lines:
            detail = line.clause.field.lower()
            for role in line.roles:
                for named, own, spans in line.named(self.text, self.names):
                    self.add(
                        named, own or role, block.head, spans, task=task, deadline=deadline, detail=detail
                    )

    # -- tables -----------------------------------------------------------------------------------

    def row(self, clause: Clause) -> None:
        times = [cell.text.strip() for cell in clause.cells if cell.column == "deadline"]
        deadline = times[0] if times else deadline_in(clause.text)
        for cell in clause.cells:
            if cell.column in ("lead", "support"):
                self.cell(clause, cell, deadline)

    def cell(self, clause: Clause, cell: Cell, deadline: str | None) -> None:
        """Read who a cell names; its column says the role, unless the cell says it itself."""
        words = cell.text
        named_in = self.book.named_in(words, level=self.level, place=self.place)
        flat = Flat(self.text, [cell.spans])
        bodies = bodies_of_cell(words, named_in)
        for named in bodies:
            own = role_in_cell(words, named, bodies)
            role: Role = own or ("lead" if cell.column == "lead" else "support")
            noted = NOTED_ROLE.match(words, named.stop)
            evidence = flat.spans(0, noted.end() if noted else named.stop) if own else cell.spans
            self.add(named, role, clause, evidence, deadline=deadline, detail=cell.header.lower())

    # -- sentences --------------------------------------------------------------------------------

    def sentence(self, where: Where) -> None:
        """Read one clause, or a heading that is a sentence: its own doer, its heading's, its partners."""
        words = words_of(where)
        names = self.names[where.path]
        deadline = deadline_in(words)
        if self.inner_labels(where, deadline):
            return
        if doers := self.bracketed(where, deadline):
            self.partners(where, deadline=deadline, doers=doers)
            return
        subject = self.subjects.above(where.headings)
        doers = self.subjects.opener(words, names) or self.subjects.unlisted_opener(where)
        if doers:
            role = self.role_after(words, doers)
            detail = detail_of(words[doers[-1].stop :])
            for named in doers:
                evidence = self.named_at(where, named)
                self.add(named, role, where, evidence, deadline=deadline, detail=detail)
        elif subject:
            self.inherited(where, subject, deadline)
        else:
            doers = self.inline(where, deadline)
        nested = subject is not None or bool(doers)
        if nested:
            doers = [*doers, *self.further(where, doers)]
        self.partners(where, deadline=deadline, doers=doers, nested=nested)

    def inner_labels(self, where: Where, deadline: str | None) -> bool:
        """Read labels inside a sentence ("… Chủ trì: Sở Y tế."); return whether there were any."""
        words = words_of(where)
        found = False
        for label in INNER_LABEL.finditer(words):
            if label.start() == 0:
                continue
            for named in run_from(words, self.names[where.path], label.end()):
                for role in roles_of_label(label["label"]):
                    found = True
                    evidence = self.spans(where, label.start(), named.stop)
                    detail = label["label"].lower()
                    self.add(named, role, where, evidence, deadline=deadline, detail=detail)
        return found

    def bracketed(self, where: Where, deadline: str | None) -> list[Named]:
        """Read who stands in brackets beside a duty; return them where one of them leads it."""
        words, names = words_of(where), self.names[where.path]
        held = [*doers_in_brackets(words, names), *noted_beside(words, names)]
        for named, role, stop in held:
            evidence = self.named_at(where, named, stop)
            self.add(named, role, where, evidence, deadline=deadline)
        return [named for named, *_ in held] if any(role != "support" for _, role, _ in held) else []

    def role_after(self, words: str, run: list[Named]) -> Role:
        if (asked := REQUEST.match(words)) and opens_at(run, asked.end()):
            return "request"
        return "support" if OPENS_SUPPORT.match(words[run[-1].stop :].lstrip(" ,:")) else "lead"

    def inherited(self, where: Where, subject: Subject, deadline: str | None) -> None:
        words = words_of(where)
        role: Role = "request" if subject.request else "support" if OPENS_SUPPORT.match(words) else "lead"
        opening = ROLE_WORDS.match(words)
        role_words = self.spans(where, 0, opening.end() if opening else min(len(words), 1))
        path = subject.section.path
        for named in subject.names:
            evidence = self.named_at(subject.section, named) + role_words
            detail = detail_of(words)
            self.add(named, role, where, evidence, deadline=deadline, detail=detail, subject=path)
        for named in subject.partners:
            evidence = self.named_at(subject.section, named) + role_words
            self.add(named, "support", where, evidence, deadline=deadline, subject=path)

    def inline(self, where: Where, deadline: str | None) -> list[Named]:
        """Find doers inside a sentence that stands under no agency: subjects, parties, agents."""
        words = words_of(where)
        if "Mở đầu" in where.path or (isinstance(where, Clause) and where.kind == "footnote"):
            return []
        doers: list[Named] = []
        for known_run in runs_in(words, self.names[where.path]):
            run = with_unlisted(words, known_run)
            if in_brackets(words, run[0].start):  # a source, a place: a doer in brackets is read before
                continue
            demanded = DEMAND.search(words, 0, run[0].start)
            role: Role = self.role_after(words, run)
            if demanded:
                role = "request" if REQUEST.match(demanded[0]) else "lead"
            for named in self.acting(words, run, demanded=bool(demanded)):
                known = any(fold(named.name) in fold(doer.name) for doer in doers)
                if not known and (named.collective or demanded or not self.subjects.is_issuer(named)):
                    doers.append(named)
                    evidence = self.named_at(where, named)
                    self.add(named, role, where, evidence, deadline=deadline)
        return doers

    def further(self, where: Where, doers: Sequence[Named]) -> list[Named]:
        """Find the doers of later parts of a clause: "Hội A nhân rộng …; Tỉnh đoàn chủ trì …"."""
        words = words_of(where)
        found: list[Named] = []
        for run in runs_in(words, self.names[where.path]):
            opens = PART_START.search(words, 0, run[0].start)
            known = any(named in doers for named in run) or any(
                self.subjects.is_issuer(named) for named in run
            )
            after = words[run[-1].stop :].lstrip(" :")  # "…; Sở Nội vụ: phối hợp"
            if not opens or known or not acts(after):
                continue
            asked = REQUEST.match(words) and "." not in words[: run[0].start]
            role: Role = "request" if asked else self.role_after(words, run)
            for named in run:
                found.append(named)
                evidence = self.named_at(where, named)
                self.add(named, role, where, evidence, deadline=deadline_in(words[run[-1].stop :]))
        return found

    def acting(self, words: str, run: list[Named], *, demanded: bool) -> list[Named]:
        """Return which of a row of agencies inside a sentence are its doers."""
        before, after = words[: run[0].start], words[run[-1].stop :]
        issues = not run[-1].collective and ISSUES.match(after)
        if acts(after) and not issues and (demanded or SENTENCE_START.search(before)):
            return run
        if COORDINATION_OF.search(before):
            return [named for named in run if self.names_somebody(named)]
        if RESPONSIBILITY_OF.search(before):
            return [named for named in run if not named.collective]
        return run if PASSIVE.search(before) and acts(after) else []

    def names_somebody(self, named: Named) -> bool:
        """Return whether a name stands for known agencies, not for an open group."""
        if named.agency_id is None:
            return False
        return not named.collective or bool(self.book.get(named.agency_id).covers)

    def partners(
        self,
        where: Where,
        *,
        task: str = "",
        deadline: str | None = None,
        doers: Sequence[Named] = (),
        nested: bool = True,
    ) -> None:
        """Add those named after "phối hợp với" as support; nested: the clause has a doer of its own."""
        words = words_of(where)
        names = self.names.get(where.path, ())
        if "Mở đầu" in where.path:
            return
        held = {(named.start, named.stop) for named in doers}
        for found in COORDINATES.finditer(words):
            if self.done_by_another(words, names, found.start(), doers):
                continue
            if not nested and COORDINATION.search(words, 0, found.start()):
                continue
            run = run_from(words, names, found.end())
            at = run[-1].stop if run else found.end()
            for named in [*run, *partners_from(words, at, after_known=bool(run))]:
                if (named.start, named.stop) not in held:
                    held.add((named.start, named.stop))
                    evidence = self.spans(where, found.start(), named.stop)
                    detail = "được nêu là bên phối hợp"
                    self.add(named, "support", where, evidence, task=task, deadline=deadline, detail=detail)

    def done_by_another(self, words: str, names: Sequence[Named], at: int, doers: Sequence[Named]) -> bool:
        """Return whether "phối hợp" at offset has its own subject: "hướng dẫn Báo X phối hợp với …"."""
        lead = BEFORE_COORDINATES.search(words, 0, at)
        before = words[: lead.start() if lead else at].rstrip(" .…,")
        return any(len(before) - 1 <= n.stop <= at and n not in doers for n in names)


# -- whole plan ----------------------------------------------------------------------------------------


def assignments_of(
    text: str,
    sections: Sequence[Section],
    clauses: Sequence[Clause],
    names: Names,
    book: AgencyBook,
    level: str | None,
    place: str | None,
) -> tuple[Assignment, ...]:
    """Return every assignment of a plan, in reading order, one a clause, agency and role."""
    extractor = _Extractor(text, sections, clauses, names, book, level, place)
    used = extractor.labelled_blocks()
    used |= {held.path for held in extractor.found}
    for section in sections:
        if section.path not in used and _is_sentence(section, extractor.subjects.by_path.get(section.path)):
            extractor.sentence(section)
    for clause in clauses:
        if clause.cells:
            extractor.row(clause)
        elif clause.path not in used:
            extractor.sentence(clause)
    order = {where.path: i for i, where in enumerate(in_reading_order(sections, clauses))}
    found = sorted(extractor.found, key=lambda held: order[held.path])
    return tuple(distinct(one_form(found, extractor.in_heading)))


def _is_sentence(section: Section, subject: Subject | None) -> bool:
    """Return whether a heading is a duty in itself: long, ended, and more than the names of its doers."""
    words = section.heading
    if len(words) <= LONG_HEADING or not words.rstrip().endswith((".", ";")):
        return False
    return subject is None or len(words) - subject.names[-1].stop > LONG_HEADING
