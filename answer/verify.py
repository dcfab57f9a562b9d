"""A line and its proof -> stands or falls, with the reason.

The check reads the plan again: it does not trust what the extraction said. An answer line is shown only
when its spans slice back to its quote, and, for a duty, when the words at the evidence name the agency
and the role rule (ingest.assignments) and the heading path agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex as re

from answer.model import Citation, Line
from ingest.agencies import AgencyBook, write_out
from ingest.fold import fold
from ingest.plan import Assignment, Clause, Plan, Section, Span

SUPPORTS = re.compile(r"phối hợp", re.IGNORECASE)
LEADS_LABEL = re.compile(
    r"chủ trì|thực hiện|đầu mối|phân công|trách nhiệm|triển khai|tổ chức|phụ trách", re.IGNORECASE
)
ADVISES = re.compile(r"tham mưu", re.IGNORECASE)
REQUESTS = re.compile(r"đề nghị|mời", re.IGNORECASE)
LABELS = {"lead": LEADS_LABEL, "support": SUPPORTS, "advise": ADVISES, "request": REQUESTS}
MIN_PIECE = 24  # characters: shorter runs of a line's words prove nothing either way
JOINS = re.compile(r"…|: |; |\(|\)|\. ")  # between the plan's words and ours in a line


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
    where = _where(plan, held.path)
    if where is None:
        return "không có điều khoản này"
    if not held.evidence or any(not 0 <= a < b <= len(plan.text) for a, b in held.evidence):
        return "bằng chứng nằm ngoài văn bản"
    if not _inside(plan, held, where):
        return "bằng chứng không thuộc điều khoản hay tiêu đề của nó"
    if not _task_stands(plan, held, where):
        return "lời giao việc không khớp nguyên văn"
    words = " ".join(plan.text[a:b] for a, b in held.evidence)
    if not _names(words, held, book):
        return "bằng chứng không nêu tên cơ quan"
    if not _role_agrees(plan, held, where):
        return "vai trò không khớp với lời văn"
    if held.deadline is not None and fold(held.deadline) not in fold(_around(plan, where)):
        return "thời hạn không có trong điều khoản"
    return None


def _where(plan: Plan, path: str) -> Section | Clause | None:
    pieces: list[Section | Clause] = [*plan.clauses, *plan.sections]
    return next((piece for piece in pieces if piece.path == path), None)


def _below(plan: Plan, path: str) -> list[Clause]:
    return [clause for clause in plan.clauses if clause.path.rpartition(".")[0] == path]


def _spans_of(piece: Section | Clause) -> list[Span]:
    cells = [span for cell in piece.cells for span in cell.spans] if isinstance(piece, Clause) else []
    return [*piece.spans, *cells]


def _around(plan: Plan, where: Section | Clause) -> str:
    """Return the words of a clause with its cells, or of a heading with its labelled lines."""
    spans = _spans_of(where) + [span for clause in _below(plan, where.path) for span in clause.spans]
    return " ".join(plan.text[a:b] for a, b in spans)


def _inside(plan: Plan, held: Assignment, where: Section | Clause) -> bool:
    """Return whether every evidence span lies in the clause, its block's lines, or a heading above it."""
    if held.subject_path and held.subject_path not in where.headings:
        return False
    allowed = _spans_of(where) + [span for clause in _below(plan, held.path) for span in clause.spans]
    if held.subject_path:
        allowed += [span for s in plan.sections if s.path == held.subject_path for span in s.spans]
    return all(any(a <= start and stop <= b for a, b in allowed) for start, stop in held.evidence)


def _task_stands(plan: Plan, held: Assignment, where: Section | Clause) -> bool:
    """Return whether the task is the words of its clause or heading, and of the lines below it at most."""
    words = fold(held.task)
    own = where.heading if isinstance(where, Section) else where.text
    if not words or fold(own) not in words:
        return False
    extra = words.replace(fold(own), " ", 1).strip()
    lines = " ".join(fold(clause.text) for clause in _below(plan, held.path))
    return not extra or extra in lines


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


def _role_agrees(plan: Plan, held: Assignment, where: Section | Clause) -> bool:
    """Return whether the wording at the evidence gives this role.

    The column of a cell decides, then the label of a line ("Đơn vị chủ trì"), then the words of the clause
    and of the heading that names the doer (ingest.assignments).
    """
    labels = [c.field for c in _below(plan, held.path) if c.field and set(c.spans) & set(held.evidence)]
    cells = [c for c in where.cells if set(c.spans) & set(held.evidence)] if isinstance(where, Clause) else []
    if cells:
        return all(cell.column == held.role for cell in cells)
    if labels:
        label = " ".join(labels)
        if held.role == "lead" and SUPPORTS.search(label) and "chủ trì" not in label.lower():
            return False
        return bool(LABELS[held.role].search(label))
    own = where.heading if isinstance(where, Section) else where.text
    heading = next((s.heading for s in plan.sections if s.path == held.subject_path), "")
    if held.role == "request":
        return bool(REQUESTS.search(heading) or REQUESTS.search(own))
    if held.role == "support":
        return bool(SUPPORTS.search(own))
    return held.role == "lead"


def line_stands(line: Line, citations: Sequence[Citation], plans: Mapping[str, Plan]) -> bool:
    """Return whether an answer line is proven: its quotes slice back, and a long run of its words is there.

    A line made of facts (a number, a date, a name) has no long run: then its figures must stand in the
    quotes, or one of its pieces in a plan that is cited.
    """
    if not citations or not all(c.plan_id in plans and quote_stands(plans[c.plan_id], c) for c in citations):
        return False
    quoted = " ".join(fold(c.quote) for c in citations)
    pieces = [fold(piece) for piece in JOINS.split(line.text)]
    if any(len(piece) >= MIN_PIECE and piece in quoted for piece in pieces):
        return True
    if _figures(line.text) <= _figures(quoted):
        return True
    whole = " ".join(fold(plans[plan_id].text) for plan_id in {c.plan_id for c in citations})
    return any(piece and piece in whole for piece in pieces)


def _figures(text: str) -> set[int]:
    """Return the numbers in text: "06" and "6" are one."""
    return {int(figure) for figure in re.findall(r"\d+", text)}
