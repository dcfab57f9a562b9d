"""Places in plans -> citations: quote, spans and the label the administration writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from answer.corpus import Unit
from answer.model import Citation
from index.citation import citation_label, document_label
from ingest.plan import Clause, Entry, Plan, Section, Span, slice_text

FRAME = "Thể thức"
FRAME_LABELS = {  # entry of the plan's frame (ingest.frame) -> its name in Decree 30/2020
    "number": "số, ký hiệu",
    "date": "địa danh và ngày ban hành",
    "title": "tên kế hoạch",
    "issuer": "tên cơ quan ban hành",
    "signer": "chữ ký",
    "signer_title": "quyền hạn, chức vụ người ký",
    "recipient": "nơi nhận",
    "kind": "tên loại văn bản",
    "attached": "dòng ban hành kèm theo",
    "recipients": "nơi nhận",
    "to": "nơi gửi",
}


def pieces_of(unit: Unit, *, lines: Iterable[Clause] = ()) -> list[tuple[Span, ...]]:
    """Return the runs of spans to quote for a unit.

    Of a clause its words and the cells of its row; of a block its heading and those of its lines given.
    """
    runs: list[tuple[Span, ...]] = [unit.head.spans] if unit.head is not None else []
    if unit.head is None:
        for clause in unit.clauses:
            others = [cell.spans for cell in clause.cells if cell.column not in ("task", "number")]
            runs += [clause.spans, *others]
    return runs + [line.spans for line in lines]


def whole_of(unit: Unit) -> list[tuple[Span, ...]]:
    """Return the runs of spans of all of a unit; of a labelled block its heading and every line."""
    return pieces_of(unit, lines=unit.clauses if unit.head is not None else ())


def spans_of(unit: Unit) -> tuple[Span, ...]:
    """Return where all the words of a unit stand, in the order they are quoted."""
    return tuple(span for run in whole_of(unit) for span in run)


@dataclass(slots=True)
class Citer:
    """Hands out citations numbered from 1, the same number for the same place."""

    plans: dict[str, Plan]
    found: dict[tuple[str, str, tuple[Span, ...]], Citation] = field(default_factory=dict)

    def cite_unit(self, unit: Unit, lines: Iterable[Clause] = ()) -> int:
        """Return the number of the citation of a unit; of a block its heading and the lines given."""
        return self._cite(unit.plan_id, unit.path, pieces_of(unit, lines=lines))

    def cite_piece(self, plan_id: str, piece: Section | Clause) -> int:
        """Return the number of the citation of one heading or clause, without cells or lines."""
        return self._cite(plan_id, piece.path, [piece.spans])

    def cite_entry(self, plan_id: str, entry: Entry) -> int:
        """Return the number of the citation of a line of the document's frame."""
        return self._cite(plan_id, f"{FRAME}.{entry.name}", [entry.spans])

    def _cite(self, plan_id: str, path: str, runs: list[tuple[Span, ...]]) -> int:
        spans = tuple(span for run in runs for span in run)
        key = (plan_id, path, spans)
        if key not in self.found:
            self.found[key] = make_citation(self.plans[plan_id], path, runs, len(self.found) + 1)
        return self.found[key].n

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self.found.values())


def make_citation(plan: Plan, path: str, runs: list[tuple[Span, ...]], n: int) -> Citation:
    """Return a citation whose quote is the source sliced at runs, runs parted by a line break."""
    spans = tuple(span for run in runs for span in run)
    quote = "\n".join(slice_text(plan.text, run) for run in runs)
    page = plan.page_at(spans[0][0]) if spans else None
    return Citation(n, plan.id, plan.number, path, label_of(plan, path), quote, spans, page)


def label_of(plan: Plan, path: str) -> str:
    """Return the citation as the administration writes it."""
    if path.startswith(FRAME):
        name = FRAME_LABELS.get(path.partition(".")[2], "thể thức")
        return f"phần {name} {document_label(plan)}"
    return citation_label(plan, path)
