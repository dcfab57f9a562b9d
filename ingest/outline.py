"""Paragraphs and tables of one document -> sections and clauses with their paths.

Paths: roman section, arabic item, letter ("IV.4.a"); list dashes in order ("III.2.-3"); paragraphs
without a mark ("III.1.¶2"); table rows by their own number ("III.3.5"); articles ("Điều 2");
footnotes ("II.1.-1.fn1"); before and after the sections "Mở đầu.¶1" and "Kết.¶1".
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import get_args

import regex as re

from ingest.marks import Mark
from ingest.paragraphs import CAPITALS, Paragraph
from ingest.plan import Cell, Clause, ClauseKind, Section, SectionKind, Span
from ingest.tables import Row, Table

Block = Paragraph | Table
OPENING, CLOSING = "Mở đầu", "Kết"
CLOSING_START = re.compile(
    r"Trên đây là\b|Quyết định (?:này )?có hiệu lực|Kế hoạch này (?:có hiệu lực|thay thế)"
)
# The last words of a document ("./.") after marked clauses belong to no section.
DOCUMENT_END = re.compile(r"\./\.\s*\S{0,8}$")
DEMAND = re.compile(
    r"(?:Yêu cầu|Đề nghị|Giao)\s|(?:UBND|Ủy ban nhân dân|Chủ tịch)[^.;]{0,80}?\s(?:yêu cầu|đề nghị|giao)\s"
    r"|Trong quá trình\s|Căn cứ\s"
)
ROOT_RANK = -1
GROUP_RANK = 9  # a table's group stands where an item stands
LEAD_IN = re.compile(r"[:…]$")


@dataclass(slots=True)
class _Node:
    path: str
    kind: str
    rank: int
    label: str
    text: str
    spans: tuple[Span, ...]
    parent: _Node | None
    cells: tuple[Cell, ...] = ()
    field: str = ""
    children: int = 0
    counts: Counter[str] = dataclasses.field(default_factory=Counter)

    def child_path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def ancestors(self) -> list[_Node]:
        above: list[_Node] = []
        node = self.parent
        while node is not None and node.rank > ROOT_RANK:
            above.append(node)
            node = node.parent
        return above[::-1]


@dataclass(slots=True)
class Outline:
    """Sections and clauses of one document, each in reading order."""

    sections: list[Section] = dataclasses.field(default_factory=list)
    clauses: list[Clause] = dataclasses.field(default_factory=list)
    marks: list[Span] = dataclasses.field(default_factory=list)


class _Builder:
    def __init__(self, prefix: str) -> None:
        self.root = _Node(prefix, "root", ROOT_RANK, "", "", (), None)
        self.stack = [self.root]
        self.nodes: list[_Node] = []
        self.marks: list[Span] = []
        self.paths: Counter[str] = Counter()
        self.closing = False
        self.started = False
        self.named: dict[str, _Node] = {}

    # -- adding ---------------------------------------------------------------------------------

    def add(self, parent: _Node, name: str, kind: str, rank: int, block: Paragraph) -> _Node:
        path = parent.child_path(name)
        self.paths[path] += 1
        if self.paths[path] > 1:  # numbering that repeats: keep both, told apart
            path = f"{path}~{self.paths[path]}"
        node = _Node(path, kind, rank, block.label, block.text, block.pieces, parent, field=block.field)
        parent.children += 1
        self.nodes.append(node)
        self.marks += block.marks
        return node

    def paragraph(self, block: Paragraph) -> None:
        if block.mark is None:
            self.unmarked(block)
        elif block.mark.kind == "footnote":
            self.footnote(block, block.mark)
        else:
            self.marked(block, block.mark)

    def marked(self, block: Paragraph, mark: Mark) -> None:
        self.started = True
        if self.closing and mark.kind not in ("bullet", "point"):
            self.closing = False
            del self.stack[1:]
        parent = self.parent_for(mark)
        del self.stack[self.stack.index(parent) + 1 :]
        name = mark.name
        if mark.kind == "bullet":
            parent.counts[name] += 1
            name = f"{name}{parent.counts[name]}"
        if mark.kind == "item":
            base = next((n for n in reversed(self.stack) if n.kind not in ("item",)), self.root)
            node = self.add(base, name, mark.kind, mark.rank, block)
            node.parent = parent
            if base is not parent:
                base.children -= 1
                parent.children += 1
        else:
            node = self.add(parent, name, str(mark.kind), mark.rank, block)
        self.stack.append(node)

    def parent_for(self, mark: Mark) -> _Node:
        """Return the open node under which a mark stands."""
        if self.closing:
            return self.stack[1]
        for index in range(len(self.stack) - 1, 0, -1):
            node = self.stack[index]
            if node.kind == mark.kind and node.rank == mark.rank:
                return self.stack[index - 1]
        index = len(self.stack) - 1
        while (
            index > 0 and self.stack[index].rank >= mark.rank and not LEAD_IN.search(self.stack[index].text)
        ):
            index -= 1
        if mark.kind in ("part", "section", "article"):  # never below a list, whatever that ends with
            while index > 0 and self.stack[index].rank >= mark.rank:
                index -= 1
        return self.stack[index]

    def unmarked(self, block: Paragraph) -> None:
        if self.closing or self.closes(block):
            self.close(block)
            return
        if not self.started:
            parent = self.named_root(OPENING)
        else:
            while self.stack[-1].kind == "bullet" or (
                self.stack[-1].kind in ("point", "article") and self.is_complete(self.stack[-1])
            ):
                self.stack.pop()
            parent = self.stack[-1]
        parent.counts["¶"] += 1
        self.add(parent, f"¶{parent.counts['¶']}", "paragraph", 99, block)

    @staticmethod
    def is_complete(node: _Node) -> bool:
        return node.text.endswith((".", ";")) or node.kind == "article"

    def closes(self, block: Paragraph) -> bool:
        """Return whether block is the closing paragraph, outside every section."""
        if CLOSING_START.match(block.text):
            return True
        if not self.started or not DOCUMENT_END.search(block.text):
            return False
        return (
            self.stack[-1].children == 0 or self.stack[-1].counts["¶"] == 0 or bool(DEMAND.match(block.text))
        )

    def close(self, block: Paragraph) -> None:
        if not self.closing:
            self.closing = True
            self.stack = [self.root, self.named_root(CLOSING)]
        parent = self.named_root(CLOSING)
        parent.counts["¶"] += 1
        self.add(parent, f"¶{parent.counts['¶']}", "paragraph", 99, block)

    def named_root(self, name: str) -> _Node:
        if name not in self.named:
            self.named[name] = _Node(self.root.child_path(name), "closing", ROOT_RANK, "", "", (), self.root)
        return self.named[name]

    def footnote(self, block: Paragraph, mark: Mark) -> None:
        sign = block.label
        bearer = next((n for n in reversed(self.nodes) if sign and sign in n.text), None)
        bearer = bearer or (self.nodes[-1] if self.nodes else self.root)
        children = bearer.children
        self.add(bearer, mark.name, "footnote", 99, block)
        bearer.children = children  # a note does not make its bearer a heading

    # -- tables ---------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        self.started = True
        self.marks += table.marks
        while self.stack[-1].kind in ("bullet", "paragraph") or self.stack[-1].kind == "group":
            self.stack.pop()
        base = len(self.stack)
        for row in table.rows:
            if row.kind == "group":
                self.group(row, base)
            else:
                self.row(row, self.stack[-1])
            self.marks += row.number_spans
        del self.stack[base:]

    def group(self, row: Row, base: int) -> None:
        kind = _number_kind(row.number)
        open_kinds = [_number_kind(n.label) for n in self.stack[base:]]
        keep = open_kinds.index(kind) if kind in open_kinds else len(open_kinds)
        if kind == "dotted":
            keep = sum(
                row.number.startswith(f"{n.label}.") or _number_kind(n.label) in ("roman", "letter")
                for n in self.stack[base:]
            )
        del self.stack[base + keep :]
        parent = self.stack[-1]
        parent.counts["group"] += 1
        name = row.number or f"nhóm {parent.counts['group']}"
        cell = row.cells[0]
        block = Paragraph(None, row.number, cell.spans, cell.text, ())
        self.stack.append(self.add(_row_base(parent, name), name, "group", GROUP_RANK, block))

    def row(self, row: Row, parent: _Node) -> None:
        parent.counts["row"] += 1
        name = row.number or f"hàng {parent.counts['row']}"
        by_column = {cell.column: cell for cell in row.cells}
        task = by_column.get("task") or max(row.cells, key=lambda cell: len(cell.text), default=None)
        if task is None:
            return
        block = Paragraph(None, row.number, task.spans, task.text, ())
        node = self.add(_row_base(parent, name), name, "row", 99, block)
        node.parent = parent
        parent.children += 1
        node.cells = row.cells

    # -- result ---------------------------------------------------------------------------------

    def outline(self) -> Outline:
        outline = Outline(marks=self.marks)
        for node in self.nodes:
            above = tuple(n.path for n in node.ancestors() if _is_section(n))
            if _is_section(node):
                kind: SectionKind = node.kind if node.kind in get_args(SectionKind) else "item"  # type: ignore[assignment]
                outline.sections.append(Section(node.path, kind, node.label, node.text, node.spans, above))
            elif node.spans:
                clause_kind: ClauseKind = node.kind if node.kind in get_args(ClauseKind) else "item"  # type: ignore[assignment]
                outline.clauses.append(
                    Clause(
                        node.path,
                        clause_kind,
                        node.label,
                        node.text,
                        node.spans,
                        above,
                        node.cells,
                        node.field,
                    )
                )
        return outline


def _number_kind(number: str) -> str:
    if "." in number:
        return "dotted"
    if number.isdigit():
        return "arabic"
    return "roman" if re.fullmatch(r"[IVX]+", number) else "letter" if number else "none"


def _row_base(parent: _Node, name: str) -> _Node:
    """Return the node a row's or group's own number counts from: "1.1" in group "1" counts from above it."""
    if parent.kind == "group" and name.startswith(f"{parent.label}.") and parent.parent is not None:
        return _row_base(parent.parent, name)
    return parent


def _is_section(node: _Node) -> bool:
    """Return whether node is a heading: it has something below it, or is printed as one."""
    if node.kind in ("bullet", "paragraph", "row", "footnote", "root", "closing"):
        return False
    if node.children or node.kind == "group":
        return True
    return node.kind in ("part", "section") and (
        not node.text.endswith((".", ";")) or bool(CAPITALS.fullmatch(node.text))
    )


def outline_of(blocks: list[Block], prefix: str = "") -> Outline:
    """Return the outline of one document's body; every block ends up in it."""
    builder = _Builder(prefix)
    for block in blocks:
        if isinstance(block, Table):
            builder.table(block)
        else:
            builder.paragraph(block)
    return builder.outline()
