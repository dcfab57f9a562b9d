"""Paragraphs and tables of one document -> sections and clauses with their paths.

Paths: roman section, arabic item, letter ("IV.4.a"); list dashes in order ("III.2.-3"); paragraphs
without a mark ("III.1.¶2"); table rows by their own number ("III.3.5"); articles ("Điều 2");
footnotes ("II.1.-1.fn1"); before and after the sections "Mở đầu.¶1" and "Kết.¶1". Of numbering that
repeats the second is "II.1~2".
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import regex as re

from ingest.bodies import names_bodies
from ingest.marks import Mark
from ingest.paragraphs import Paragraph
from ingest.plan import Cell, Clause, ClauseKind, Section, SectionKind, Span
from ingest.tables import Row, Table

Block = Paragraph | Table
NodeKind = SectionKind | ClauseKind | Literal["root"]
SECTION_KINDS: Mapping[NodeKind, SectionKind] = {
    "part": "part",
    "section": "section",
    "article": "article",
    "item": "item",
    "point": "point",
    "group": "group",
}
CLAUSE_KINDS: Mapping[NodeKind, ClauseKind] = {
    "article": "article",
    "item": "item",
    "point": "point",
    "bullet": "bullet",
    "paragraph": "paragraph",
    "row": "row",
    "footnote": "footnote",
}
OPENING, CLOSING = "Mở đầu", "Kết"
ROOT_RANK, GROUP_RANK, LEAF_RANK = -1, 9, 99  # a table's group stands where an item stands
LEAD_IN = (":", "…")
LONGEST_LIST_HEADING = (
    12  # words: "- Ủy ban nhân dân các huyện, thị xã, thành phố:" heads what is listed below
)
TOP_KINDS = ("part", "section", "article")

CLOSING_START = re.compile(
    r"Trên đây là\b|Quyết định (?:này )?có hiệu lực|Kế hoạch này (?:có hiệu lực|thay thế)"
)
DOCUMENT_END = re.compile(r"\./\.\s*\S{0,8}$")
DEMAND = re.compile(
    r"(?:Yêu cầu|Đề nghị|Giao)\s"
    r"|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Chủ tịch)[^.;]{0,80}?\s(?:yêu cầu|đề nghị|giao)\s"
    r"|Trong quá trình\s|Căn cứ (?:Kế hoạch|nội dung|các nội dung)\s"
)  # fmt: skip
# A last paragraph that speaks to everybody stands outside the section of one agency.
TO_ALL = re.compile(r".{0,120}?(?:[Cc]ác|Thủ trưởng|Giám đốc) (?:cơ quan|sở|đơn vị|ban)", re.DOTALL)


@dataclass(slots=True)
class _Node:
    path: str
    kind: NodeKind
    rank: int
    label: str
    text: str
    spans: tuple[Span, ...]
    parent: _Node | None
    cells: tuple[Cell, ...] = ()
    field: str = ""
    capitals: bool = False
    heads: bool = False
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

    @property
    def is_complete(self) -> bool:
        return self.text.endswith((".", ";"))

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= LONGEST_LIST_HEADING

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading: it has something below it, or is printed as one."""
        if self.heads:
            return True
        if self.kind == "bullet":
            return bool(self.children) and self.text.endswith(":") and self.is_short and not self.field
        if self.kind not in SECTION_KINDS:
            return False
        if self.children or self.kind == "group":
            return True
        return self.kind in ("part", "section") and (not self.is_complete or self.capitals)


@dataclass(slots=True)
class Outline:
    """Sections and clauses of one document, each in reading order."""

    sections: list[Section] = dataclasses.field(default_factory=list)
    clauses: list[Clause] = dataclasses.field(default_factory=list)
    marks: list[Span] = dataclasses.field(default_factory=list)


def outline_of(blocks: Sequence[Block], prefix: str = "") -> Outline:
    """Return the outline of one document's body; every block ends up in it."""
    builder = _Builder(prefix)
    closing = closing_from(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            builder.table(block)
        elif block.mark is None and heads_what_follows(block, blocks[index + 1 : index + 2]):
            builder.unnumbered(block)
        elif block.mark is None:
            builder.unmarked(block, closes=index == closing or bool(CLOSING_START.match(block.text)))
        elif block.is_note:
            builder.footnote(block, block.mark)
        else:
            builder.marked(block, block.mark)
    return builder.outline()


def closing_from(blocks: Sequence[Block]) -> int | None:
    """Return where the closing paragraphs start: those after the last mark that belong to no section."""
    last = max(
        (i for i, block in enumerate(blocks) if isinstance(block, Table) or _is_marked(block)), default=None
    )
    if last is None:
        return None
    bearer = blocks[last]
    # a heading without its words yet
    awaited = isinstance(bearer, Paragraph) and not bearer.ends and bearer.label not in ("", "-", "+")
    for index in range(last + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Table) or block.is_note:
            continue
        first = index == last + 1
        ends = bool(DOCUMENT_END.search(block.text))
        if not (first and awaited) and (
            DEMAND.match(block.text) or (ends and (first or TO_ALL.match(block.text)))
        ):
            return index
    return None


def heads_what_follows(block: Paragraph, following: Sequence[Block]) -> bool:
    """Return whether an unnumbered line is a heading: the name of a body, with its duties below."""
    if not names_bodies(block.text) or not following or not isinstance(following[0], Paragraph):
        return False
    below = following[0]
    return (
        below.mark.kind in ("bullet", "point") if below.mark else below.ends and not names_bodies(below.text)
    )


def _is_marked(block: Paragraph) -> bool:
    return block.mark is not None and not block.is_note


class _Builder:
    """Puts blocks under the headings that are open; stack holds those, the document's root first."""

    def __init__(self, prefix: str) -> None:
        self.root = _Node(prefix, "root", ROOT_RANK, "", "", (), None)
        self.stack = [self.root]
        self.nodes: list[_Node] = []
        self.marks: list[Span] = []
        self.paths: Counter[str] = Counter()
        self.closing = False
        self.started = False
        self.named: dict[str, _Node] = {}

    def add(self, parent: _Node, name: str, kind: NodeKind, rank: int, block: Paragraph) -> _Node:
        path = parent.child_path(name)
        self.paths[path] += 1
        if self.paths[path] > 1:  # numbering that repeats: keep both, told apart
            path = f"{path}~{self.paths[path]}"
        node = _Node(path, kind, rank, block.label, block.text, block.pieces, parent, field=block.field)
        node.capitals = block.capitals
        if not block.pieces:  # a mark without words: "Phần II" alone
            node.text, node.spans = block.label, block.marks
        parent.children += 1
        self.nodes.append(node)
        self.marks += block.marks
        return node

    def named_root(self, name: str) -> _Node:
        """Return the node of what stands before or after the sections."""
        if name not in self.named:
            self.named[name] = _Node(self.root.child_path(name), "root", ROOT_RANK, "", "", (), self.root)
        return self.named[name]

    def start(self) -> None:
        """Leave what stands before or after the sections."""
        if self.closing or not self.started:
            self.stack = [self.root]
        self.started, self.closing = True, False

    # -- marked -----------------------------------------------------------------------------------

    def marked(self, block: Paragraph, mark: Mark) -> None:
        if mark.kind not in ("bullet", "point"):
            self.start()
        parent = self.parent_for(mark)
        del self.stack[self.stack.index(parent) + 1 :]
        name = mark.name
        if mark.kind == "bullet":
            parent.counts[name] += 1
            name = f"{name}{parent.counts[name]}"
        self.stack.append(self.add_item(parent, name, mark, block))

    def add_item(self, parent: _Node, name: str, mark: Mark, block: Paragraph) -> _Node:
        """Add a marked block; a dotted number counts from above the items: 2.1 below "2" is "II.2.1"."""
        above = [node for node in self.stack if mark.kind != "item" or node.kind != "item"]
        base = above[-1]
        node = self.add(base, name, mark.kind, mark.rank, block)
        if base is not parent:
            node.parent = parent
            base.children -= 1
            parent.children += 1
        return node

    def parent_for(self, mark: Mark) -> _Node:
        """Return the open node under which a mark stands."""
        if self.closing:
            return self.stack[1]
        for index in range(len(self.stack) - 1, 0, -1):
            if (self.stack[index].kind, self.stack[index].rank) == (mark.kind, mark.rank):
                return self.stack[index - 1]
        index = len(self.stack) - 1
        while index > 0 and self.stack[index].rank >= mark.rank and not self.leads_in(index, mark):
            index -= 1
        return self.stack[index]

    def leads_in(self, index: int, mark: Mark) -> bool:
        """Return whether an open list item introduces a list of a kind that mostly stands above it."""
        return mark.kind not in TOP_KINDS and self.stack[index].text.endswith(LEAD_IN)

    # -- unmarked ---------------------------------------------------------------------------------

    def unmarked(self, block: Paragraph, *, closes: bool) -> None:
        if self.closing or closes:
            self.close()
        elif not self.started:
            self.stack = [self.root, self.named_root(OPENING)]
        else:
            while self.stack[-1].kind == "bullet" or self.is_shut(self.stack[-1]):
                self.stack.pop()
        parent = self.stack[-1]
        parent.counts["¶"] += 1
        self.add(parent, f"¶{parent.counts['¶']}", "paragraph", LEAF_RANK, block)

    def unnumbered(self, block: Paragraph) -> None:
        """Add a heading without a number; what follows stands below it."""
        if not self.started or self.closing:
            self.unmarked(block, closes=False)
            return
        while self.stack[-1].rank >= GROUP_RANK:
            self.stack.pop()
        parent = self.stack[-1]
        parent.counts["¶"] += 1
        node = self.add(parent, f"¶{parent.counts['¶']}", "group", GROUP_RANK, block)
        node.heads = True
        self.stack.append(node)

    @staticmethod
    def is_shut(node: _Node) -> bool:
        """Return whether a paragraph after node no longer belongs to it."""
        return node.kind in ("article", "point") and node.is_complete

    def close(self) -> None:
        self.closing = True
        self.stack = [self.root, self.named_root(CLOSING)]

    def footnote(self, block: Paragraph, mark: Mark) -> None:
        sign = block.label.rstrip(":")
        bearer = next((node for node in reversed(self.nodes) if sign and sign in node.text), None)
        bearer = bearer or (self.nodes[-1] if self.nodes else self.root)
        children = bearer.children
        self.add(bearer, mark.name, "footnote", LEAF_RANK, block)
        bearer.children = children  # a note does not make its bearer a heading

    # -- tables -----------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        self.start()
        self.marks += table.marks
        while self.stack[-1].kind in ("bullet", "paragraph", "group"):
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
        del self.stack[base + self.groups_above(row, self.stack[base:]) :]
        parent = self.stack[-1]
        parent.counts["group"] += 1
        name = row.number or f"nhóm {parent.counts['group']}"
        cell = row.cells[0]
        block = Paragraph(None, row.number, cell.spans, cell.text, ())
        self.stack.append(self.add(_row_base(parent, name), name, "group", GROUP_RANK, block))

    @staticmethod
    def groups_above(row: Row, open_groups: Sequence[_Node]) -> int:
        """Return how many of the open groups stay open above a group row, by its kind of number."""
        kinds = [number_kind(node.label) for node in open_groups]
        kind = number_kind(row.number)
        if kind == "dotted":
            above = [
                found in ("roman", "letter") or row.number.startswith(f"{node.label}.")
                for node, found in zip(open_groups, kinds, strict=True)
            ]
            return above.index(False) if False in above else len(above)
        return kinds.index(kind) if kind in kinds else len(kinds)

    def row(self, row: Row, parent: _Node) -> None:
        tasks = [cell for cell in row.cells if cell.column == "task"]
        task = tasks[0] if tasks else max(row.cells, key=lambda cell: len(cell.text), default=None)
        if task is None:
            return
        parent.counts["row"] += 1
        name = row.number or f"hàng {parent.counts['row']}"
        block = Paragraph(None, row.number, task.spans, task.text, ())
        base = _row_base(parent, name)
        node = self.add(base, name, "row", LEAF_RANK, block)
        node.parent = parent
        node.cells = row.cells
        if base is not parent:
            base.children -= 1
            parent.children += 1

    # -- result -----------------------------------------------------------------------------------

    def outline(self) -> Outline:
        outline = Outline(marks=self.marks)
        for node in self.nodes:
            above = tuple(parent.path for parent in node.ancestors() if parent.is_heading)
            if node.is_heading:
                section_kind = SECTION_KINDS.get(node.kind, "point")
                outline.sections.append(
                    Section(node.path, section_kind, node.label, node.text, node.spans, above)
                )
            else:
                kind = CLAUSE_KINDS.get(node.kind, "item")
                outline.clauses.append(
                    Clause(node.path, kind, node.label, node.text, node.spans, above, node.cells, node.field)
                )
        return outline


def number_kind(number: str) -> str:
    """Return the kind of a row's number: "roman", "letter", "arabic", "dotted", or "none"."""
    if "." in number:
        return "dotted"
    if number.isdigit():
        return "arabic"
    if not number:
        return "none"
    return "roman" if re.fullmatch(r"[IVX]+", number) else "letter"


def _row_base(parent: _Node, name: str) -> _Node:
    """Return the node a row's own number counts from: "1.1" in group "1" counts from above that group."""
    if parent.kind == "group" and name.startswith(f"{parent.label}.") and parent.parent is not None:
        return _row_base(parent.parent, name)
    return parent
