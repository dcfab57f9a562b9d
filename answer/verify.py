"""An assignment or a quote and its proof -> stands or falls, with the reason.

The check goes back to the plan's text: it does not trust what was extracted. An assignment is used only when
the words at its evidence name the agency, the heading path agrees, and the role rule (ingest.assignments),
applied to the text once more, gives the very same assignment. Lines are held to the text by `answer.grounds`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import regex as re

from answer.model import Citation
from ingest.agencies import AgencyBook, write_out
from ingest.fold import fold
from ingest.labelled_blocks import labelled_blocks
from ingest.plan import Assignment, Cell, Clause, Plan, Role, Section, Span
from ingest.rereading import assignments_again

SUPPORTS = re.compile(r"phối hợp", re.IGNORECASE)
LEADS_LABEL = re.compile(
    r"chủ trì|thực hiện|đầu mối|phân công|trách nhiệm|triển khai|tổ chức|phụ trách", re.IGNORECASE
)
ADVISES = re.compile(r"tham mưu", re.IGNORECASE)
REQUESTS = re.compile(r"đề nghị|mời|khuyến khích", re.IGNORECASE)
LABELS = {"lead": LEADS_LABEL, "support": SUPPORTS, "advise": ADVISES, "request": REQUESTS}


def quote_stands(plan: Plan, citation: Citation) -> bool:
    """Return whether the quote is what the plan says at the spans, and nothing else."""
    if not citation.spans or any(not 0 <= a < b <= len(plan.text) for a, b in citation.spans):
        return False
    rest = citation.quote
    for start, stop in citation.spans:
        piece = plan.text[start:stop]
        at = rest.find(piece)
        if at < 0 or rest[:at].strip():
            return False
        rest = rest[at + len(piece) :]
    return not rest.strip()


def stands(plan: Plan, held: Assignment, book: AgencyBook) -> str | None:
    """Return None when an assignment is proven by the plan's words, else the reason why it is not.

    The reasons are for the reader of a plan, in Vietnamese.
    """
    return Witness(plan, book).objection(held)


def proven(plan: Plan, book: AgencyBook) -> Plan:
    """Return plan with those of its assignments only that stand."""
    witness = Witness(plan, book)
    good = tuple(held for held in plan.assignments if witness.objection(held) is None)
    return plan if len(good) == len(plan.assignments) else replace(plan, assignments=good)


class Witness:
    """One plan as the witness of what is said of it."""

    def __init__(self, plan: Plan, book: AgencyBook) -> None:
        self.plan, self.book = plan, book
        pieces: list[Section | Clause] = [*plan.sections, *plan.clauses]
        self._pieces = {piece.path: piece for piece in pieces}
        self._lines: defaultdict[str, list[Clause]] = defaultdict(list)
        for clause in plan.clauses:
            self._lines[clause.path.rpartition(".")[0]].append(clause)
        sections = {section.path: section for section in plan.sections}
        for block in labelled_blocks(sections, {clause.path: clause for clause in plan.clauses}):
            known = {clause.path for clause in self._lines[block.head.path]}
            beside = (line.clause for line in block.lines if line.clause.path not in known)
            self._lines[block.head.path] += beside

    def objection(self, held: Assignment) -> str | None:
        """Return why an assignment is not proven, None when it is."""
        plan, where = self.plan, self._pieces.get(held.path)
        if where is None:
            return "không có điều khoản này"
        if not held.evidence or any(not 0 <= a < b <= len(plan.text) for a, b in held.evidence):
            return "bằng chứng nằm ngoài văn bản"
        if not self._inside(held, where):
            return "bằng chứng không thuộc điều khoản hay tiêu đề của nó"
        if not self._task_stands(held, where):
            return "lời giao việc không khớp nguyên văn"
        # parted by a page a name goes on in the next piece; parted by a clause it ends with its own
        said = [plan.text[a:b] for a, b in held.evidence]
        if not any(_names(joint.join(said), held, self.book) for joint in (" ", "; ")):
            return "bằng chứng không nêu tên cơ quan"
        if not self._role_agrees(held, where):
            return "vai trò không khớp với lời văn"
        if held.deadline is not None and fold(held.deadline) not in fold(self._around(where)):
            return "thời hạn không có trong điều khoản"
        return None if held in self._again else "đọc lại văn bản không ra đúng như vậy"

    @cached_property
    def _again(self) -> frozenset[Assignment]:
        return assignments_again(self.plan, self.book)

    def _around(self, where: Section | Clause) -> str:
        """Return the words of a clause with its cells, or of a heading with its labelled lines."""
        spans = [*_spans_of(where), *self._spans_below(where.path)]
        return " ".join(self.plan.text[a:b] for a, b in spans)

    def _spans_below(self, path: str) -> Iterator[Span]:
        return (span for clause in self._lines[path] for span in clause.spans)

    def _inside(self, held: Assignment, where: Section | Clause) -> bool:
        """Return whether every evidence span lies in the clause, its block's lines, or a heading above it."""
        if held.subject_path and held.subject_path not in where.headings:
            return False
        allowed = [*_spans_of(where), *self._spans_below(held.path)]
        if held.subject_path:
            allowed += self._pieces[held.subject_path].spans
        return all(any(a <= start and stop <= b for a, b in allowed) for start, stop in held.evidence)

    def _task_stands(self, held: Assignment, where: Section | Clause) -> bool:
        """Return whether the task is the words of its clause or heading, and at most of the lines below."""
        words = fold(held.task)
        own = fold(_words_of(where))
        if not words or own not in words:
            return False
        extra = words.replace(own, " ", 1)
        for clause in sorted(self._lines[held.path], key=lambda one: -len(one.text)):
            extra = extra.replace(fold(clause.text), " ", 1)
        return not extra.strip()

    def _role_agrees(self, held: Assignment, where: Section | Clause) -> bool:
        """Return whether the wording at the evidence gives this role.

        The column of a cell decides, or the cell itself ("phối hợp: Sở Y tế"), then the label of a line
        ("Đơn vị chủ trì") or the line itself ("Sở A (phối hợp)"), then the words of the clause and of the
        heading that names the doer and its partners (ingest.assignments).
        """
        evidence = set(held.evidence)
        if cells := [cell for cell in _cells_of(where) if evidence.intersection(cell.spans)]:
            said = LABELS[held.role]
            return all(cell.column == held.role or said.search(_composed(cell.text)) for cell in cells)
        lines = self._lines[held.path]
        if labelled := [line for line in lines if line.field and evidence.intersection(line.spans)]:
            label = _composed(" ".join(line.field for line in labelled))
            noted = any(LABELS[held.role].search(_words_of(line)) for line in labelled)
            return noted or _label_gives(label, held.role)
        subject = self._pieces.get(held.subject_path)
        if held.role == "request":
            return bool(REQUESTS.search(_words_of(subject)) or REQUESTS.search(_words_of(where)))
        if held.role == "support":  # "1. Giao Sở A chủ trì, phối hợp Sở B:" says it for all below
            return bool(SUPPORTS.search(_words_of(where)) or SUPPORTS.search(_words_of(subject)))
        return held.role == "lead" or bool(LABELS[held.role].search(_words_of(where)))


def _label_gives(label: str, role: Role) -> bool:
    if role == "lead" and SUPPORTS.search(label) and "chủ trì" not in label.lower():
        return False
    return bool(LABELS[role].search(label))


def _words_of(piece: Section | Clause | None) -> str:
    if piece is None:
        return ""
    return _composed(piece.heading if isinstance(piece, Section) else piece.text)


def _composed(words: str) -> str:
    """Return words with their accents in the letters (NFC): some copies set them beside."""
    return unicodedata.normalize("NFC", words)


def _cells_of(piece: Section | Clause) -> tuple[Cell, ...]:
    return piece.cells if isinstance(piece, Clause) else ()


def _spans_of(piece: Section | Clause) -> list[Span]:
    return [*piece.spans, *(span for cell in _cells_of(piece) for span in cell.spans)]


def _names(words: str, held: Assignment, book: AgencyBook) -> bool:
    """Return whether words name the agency: the same entry of the agency list, or the same words."""
    written = fold(write_out(words))
    if fold(held.agency) in written or fold(held.agency) in fold(words):
        return True
    named = book.named_in(words)
    if held.agency_id is not None:
        # A group's name is read, not searched for: it may stand inside a wider one's
        # ("các sở, ban, ngành" in "các sở, ban, ngành, đoàn thể").
        if any(held.agency_id in (n.agency_id, *n.also) for n in named):
            return True
        return not held.collective and _alias_in(words, held.agency_id, book)
    return any(
        fold(write_out(n.name)) in fold(held.agency) or fold(held.agency) in fold(write_out(n.name))
        for n in named
    )


def _alias_in(words: str, agency_id: str, book: AgencyBook) -> bool:
    folded = f" {fold(words)} "
    agency = book.get(agency_id)
    return any(f" {fold(alias)} " in folded for alias in (agency.id, *agency.aliases))
