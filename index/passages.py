"""Plan -> passages: the clauses in the form that is indexed, each with its headings and its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.citation import citation_label
from ingest.fold import fold
from ingest.plan import Clause, Plan, Section, Span, slice_text

# Part of every cached vector's key and of the manifest: raise it when what a passage says changes.
PASSAGE_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause (or a heading without clauses) as it is indexed and cited.

    id        "can-tho#IV.4.a"; a path met again in the same plan gets "~2", "~3"
    kind      the clause's kind, or "heading"
    mark      the mark as printed ("a)", "-"), "" where there is none
    text      the words searched: the clause; of a row, every cell with its column title
    headings  the words of the headings above, outermost first
    place     of the plan, or the file's name where the copy names none: files are named after theirs
    title     kind and title of the plan
    label     the place as the administration writes it, for a citation
    quote     the clause verbatim: Plan.text sliced at spans
    page      from 1; None when the file has no pages
    """

    id: str
    plan_id: str
    number: str | None
    path: str
    kind: str
    mark: str
    text: str
    headings: tuple[str, ...]
    place: str
    title: str
    label: str
    quote: str
    spans: tuple[Span, ...]
    page: int | None = None

    @property
    def context(self) -> str:
        """What stands above the words, one a line: the plan, then the headings, outermost first."""
        document = ", ".join(part for part in (self.number, self.place, self.title) if part)
        return "\n".join((document, *self.headings))

    @property
    def embedded_texts(self) -> tuple[str, str]:
        """What the vector is made of: what stands above, and the words, each with the place of the plan.

        The vector is the sum of both (`index.build`): headings are worth more than any retriever, and
        apart from the words they are embedded once, however many clauses stand below them. Number and
        title have no meaning to add (docs/retrieval.md).
        """
        return "\n".join((self.place, *self.headings)), f"{self.place}\n{self.text}"

    @property
    def indexed_text(self) -> str:
        """What the words are taken from, one line a part; the title has fields of its own."""
        document = " ".join(part for part in (self.number, self.place) if part)
        return "\n".join((document, *self.headings, self.text))


def passages_of(plan: Plan) -> tuple[Passage, ...]:
    """Return a passage for every clause, and one for every heading without a clause below.

    A unit without a letter or digit (a rule of dashes) says nothing and gives none.
    Passages stand in reading order; ids are unique within the plan and stable while paths are.
    """
    headings = {section.path: section for section in plan.sections}
    filled = {path for clause in plan.clauses for path in clause.headings}
    units: list[Clause | Section] = [*plan.clauses, *(s for s in plan.sections if s.path not in filled)]
    units.sort(key=lambda unit: unit.spans[0] if unit.spans else (0, 0))
    ids = _unique_ids(plan.id, [unit.path for unit in units])
    named = zip(units, ids, strict=True)
    return tuple(_passage(plan, unit, id_, headings) for unit, id_ in named if fold(_words(unit)))


def _passage(plan: Plan, unit: Clause | Section, id_: str, sections: dict[str, Section]) -> Passage:
    above = tuple(_heading_words(sections[path]) for path in unit.headings if path in sections)
    return Passage(
        id=id_,
        plan_id=plan.id,
        number=plan.number,
        path=unit.path,
        kind=unit.kind if isinstance(unit, Clause) else "heading",
        mark=unit.label,
        text=_words(unit),
        headings=above,
        place=plan.place or plan.id.replace("-", " "),
        title=_title_words(plan),
        label=citation_label(plan, unit.path),
        quote=slice_text(plan.text, unit.spans),
        spans=unit.spans,
        page=plan.page_at(unit.spans[0][0]) if unit.spans else None,
    )


def _words(unit: Clause | Section) -> str:
    """Return the words to search; "" where a unit has none."""
    if isinstance(unit, Section):
        return _heading_words(unit)
    cells = [f"{cell.header}: {cell.text}" for cell in unit.cells if cell.text]
    # The label of a labelled line ("Đơn vị chủ trì") is usually inside the text; not always.
    missing_field = [unit.field] if unit.field and fold(unit.field) not in fold(unit.text) else []
    text = [unit.text] if not cells or not any(unit.text == cell.text for cell in unit.cells) else []
    return "\n".join((*missing_field, *text, *cells)).strip()


def _heading_words(section: Section) -> str:
    return f"{section.label} {section.heading}".strip()


def _title_words(plan: Plan) -> str:
    kind = plan.kind if plan.kind and not fold(plan.title or "").startswith(fold(plan.kind)) else None
    return ", ".join(part for part in (kind, plan.title) if part)


def _unique_ids(plan_id: str, paths: list[str]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for path in paths:
        met[path] += 1
        yield f"{plan_id}#{path}" + (f"~{met[path]}" if met[path] > 1 else "")
