"""The documents of a file, each taken apart: letterhead, title, body, recipients and signature.

One file may hold several: a decision and the plan it issues, a plan and its annexes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.letterhead import (
    ABOUT,
    ADDRESSED,
    ATTACHED,
    AUTHORITY,
    BASIS,
    CAPITALS,
    DECISION,
    JOINT_KIND,
    LETTER,
    LISTING,
    NUMBER_LINE,
    OFFICER,
    RECIPIENTS,
    TITLE,
    TITLE_ALONE,
    annex_number,
    is_issuer,
    is_letterhead,
    is_motto,
)
from ingest.outline import DOCUMENT_END, Block
from ingest.paragraphs import Paragraph
from ingest.tables import Table

ANNEX_KIND = "PHỤ LỤC"
LONGEST_MOTTO = 80  # characters; a sentence that speaks of the Republic is no letterhead
HEADED = ("part", "section", "article", "item")
OPENS_PLAN = ("part", "section", "article")


@dataclass(slots=True)
class Document:
    """One document of a file, taken apart.

    prefix  of its clause paths: "" for the plan, "QĐ" for a decision, "PL", "PL II" for annexes
    kind    as printed in its title ("KẾ HOẠCH"), "" without one
    """

    kind: str = ""
    prefix: str = ""
    head: list[Paragraph] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    addressed: list[Paragraph] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    tail: list[Paragraph] = field(default_factory=list)

    def opening(self) -> list[Paragraph]:
        """Return the paragraphs before the first heading: bases and what leads to the sections."""
        opening: list[Paragraph] = []
        for block in self.body:
            if isinstance(block, Table) or (block.mark is not None and block.mark.kind in HEADED):
                break
            opening.append(block)
        return opening


def documents_of(blocks: Sequence[Block]) -> list[Document]:
    """Return the documents that blocks hold, in order; together they hold every block."""
    documents: list[Document] = []
    at = 0
    while at < len(blocks):
        document = Document()
        start = at
        at = _read_title(blocks, at, document)
        at = _read_addressed(blocks, at, document)
        at = _read_body(blocks, at, document)
        at = _read_tail(blocks, at, document)
        if at == start:  # whatever opens a tail and leaves it at once is read as words
            document.body.append(blocks[at])
            at += 1
        documents.append(document)
    _name_prefixes(documents)
    return documents


def _name_prefixes(documents: list[Document]) -> None:
    for document in documents[1:]:
        if not document.kind:  # a list after the signature
            document.prefix = "PL"
    annexes = [document for document in documents if document.prefix.startswith("PL")]
    others = [document for document in documents if document not in annexes]
    for index, document in enumerate(others):
        if document.kind == DECISION:
            document.prefix = f"QĐ{index + 1}" if index else "QĐ"
        elif index > 1 or (index == 1 and others[0].kind != DECISION):
            document.prefix = f"VB{index + 1}"
    for index, document in enumerate(annexes):
        if len(annexes) > 1 and document.prefix == "PL":
            document.prefix = f"PL {index + 1}"


# -- title --------------------------------------------------------------------------------------------


def _opens_body(block: Block) -> bool:
    if isinstance(block, Table):
        return True
    return (block.mark is not None and not block.is_note) or bool(RECIPIENTS.match(block.text))


def _is_title(block: Paragraph) -> bool:
    titled = TITLE.match(block.text) or TITLE_ALONE.fullmatch(block.text.strip())
    return bool(titled) or annex_number(block.text) is not None


def _title_at(blocks: Sequence[Block], start: int) -> int | None:
    """Return where the title of the document that opens at start stands, None where it has none."""
    for at in range(start, len(blocks)):
        block = blocks[at]
        # Web copies put lists of their own before the first document.
        stray = start == 0 and isinstance(block, Paragraph) and _is_bullet(block)
        if not stray and _opens_body(block):
            return None
        assert isinstance(block, Paragraph)
        if not stray and (_is_title(block) or (at == start > 0 and LISTING.match(block.text))):
            return at
    return None


def _is_bullet(block: Paragraph) -> bool:
    return block.mark is not None and block.mark.kind == "bullet"


def _read_title(blocks: Sequence[Block], start: int, document: Document) -> int:
    """Move letterhead and title into document; return where what follows starts."""
    title = _title_at(blocks, start)
    if title is not None:
        document.head += _paragraphs(blocks[start:title])
        return _read_title_lines(blocks, title, document)
    at = start
    while at < len(blocks) and not _opens_body(blocks[at]):
        block = blocks[at]
        assert isinstance(block, Paragraph)
        if not is_letterhead(block.text) and not (document.head and block.capitals):
            break
        document.head.append(block)
        at += 1
    if any(ABOUT.match(block.text) for block in document.head):
        document.kind = LETTER
    return at


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _read_title_lines(blocks: Sequence[Block], at: int, document: Document) -> int:
    first = blocks[at]
    assert isinstance(first, Paragraph)
    number = annex_number(first.text)
    found = TITLE.match(first.text) or TITLE_ALONE.fullmatch(first.text.strip())
    if found and number is None:
        document.kind = found["kind"].upper()
    else:
        document.kind, document.prefix = ANNEX_KIND, f"PL {number or ''}".strip()
    document.title.append(first)
    at += 1
    while at < len(blocks) and not _opens_body(blocks[at]):
        block = blocks[at]
        assert isinstance(block, Paragraph)
        if not _continues_title(document, block):
            break
        document.title.append(block)
        at += 1
    return _read_late_head(blocks, at, document)


def _read_late_head(blocks: Sequence[Block], at: int, document: Document) -> int:
    """Move a letterhead that stands below the title, as web pages set it, into document."""
    stop = at
    while stop < len(blocks):
        block = blocks[stop]
        if not isinstance(block, Paragraph) or _opens_body(block) or not _is_head_line(block):
            break
        stop += 1
    late = _paragraphs(blocks[at:stop])
    if not any(NUMBER_LINE.match(block.text) or is_motto(block.text) for block in late):
        return at
    document.head += late
    return stop


def _is_head_line(block: Paragraph) -> bool:
    return len(block.text) <= LONGEST_MOTTO and is_letterhead(block.text)


def _continues_title(document: Document, block: Paragraph) -> bool:
    """Return whether block still belongs to the title: what the plan is about, or what it is attached to."""
    if ATTACHED.match(block.text):
        return True
    first, last = document.title[0], document.title[-1]
    words = first.text.strip()
    alone = len(document.title) == 1 and (words.upper() == document.kind or JOINT_KIND.fullmatch(words))
    if alone:
        return True
    if BASIS.match(block.text) or is_issuer(block.text) or block.text.endswith((".", ":", ";")):
        return False
    if len(document.title) == 1:  # the title stood on the line of the kind itself
        return block.capitals
    return block.gap == 0 or (block.strong and last.strong) or (block.capitals and last.capitals)


def _read_addressed(blocks: Sequence[Block], at: int, document: Document) -> int:
    """Move "Kính gửi: …" and the list below it into document."""
    if at >= len(blocks):
        return at
    first = blocks[at]
    if not isinstance(first, Paragraph) or not ADDRESSED.match(first.text):
        return at
    document.addressed.append(first)
    at += 1
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or block.mark is None or block.mark.kind != "bullet":
            break
        document.addressed.append(block)
        at += 1
    return at


# -- body and tail ------------------------------------------------------------------------------------


def _read_body(blocks: Sequence[Block], at: int, document: Document) -> int:
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Paragraph) and (
            _opens_tail(block, document)
            or _signs_after_end(blocks, at, document)
            or _opens_next(block, document)
        ):
            break
        document.body.append(block)
        at += 1
    return at


def _opens_tail(block: Paragraph, document: Document) -> bool:
    if block.mark is not None and block.mark.kind in HEADED:
        return False  # "1. Nơi nhận:" is a heading of the plan
    return bool(RECIPIENTS.match(block.text) or (AUTHORITY.match(block.text) and document.body))


def _signs_after_end(blocks: Sequence[Block], at: int, document: Document) -> bool:
    """Return whether a signature without "TM." or "KT." starts at at: an agency or an officer after "./."."""
    before = document.body[-1] if document.body else None
    block = blocks[at]
    ended = isinstance(before, Paragraph) and DOCUMENT_END.search(before.text)
    if not ended or not isinstance(block, Paragraph) or block.mark is not None:
        return False
    return _is_officer(block) or _heads_officer(blocks, at)


def _heads_officer(blocks: Sequence[Block], at: int) -> bool:
    """Return whether the agency's name at at stands above its officer, in one of several signatures."""
    block, below = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(below, Paragraph):
        return False
    return is_issuer(block.text) and (_is_officer(below) or bool(AUTHORITY.match(below.text)))


def _opens_next(block: Paragraph, document: Document) -> bool:
    """Return whether another document starts before this one was signed."""
    if block.mark is not None or not document.body:
        return False
    return annex_number(block.text) is not None or _is_motto_line(block)


def _is_motto_line(block: Paragraph) -> bool:
    return len(block.text) <= LONGEST_MOTTO and is_motto(block.text)


def _read_tail(blocks: Sequence[Block], at: int, document: Document) -> int:
    """Move recipients and signature into document; return where the next document starts."""
    if at >= len(blocks) or not isinstance(blocks[at], Paragraph):
        return at
    first = blocks[at]
    if isinstance(first, Paragraph) and not (
        _opens_tail(first, document) or _signs_after_end(blocks, at, document)
    ):
        return at
    signed = False
    while at < len(blocks):
        block = blocks[at]
        joint = _heads_officer(blocks, at)
        if isinstance(block, Table) or (not joint and _leaves_tail(block, signed=signed)):
            break
        signed = signed or bool(AUTHORITY.match(block.text) or _is_officer(block))
        document.tail.append(block)
        at += 1
    return at


def _is_officer(block: Paragraph) -> bool:
    return bool(OFFICER.match(block.text) and CAPITALS.fullmatch(block.text))


def _leaves_tail(block: Paragraph, *, signed: bool) -> bool:
    text = block.text
    if (
        block.mark is not None
    ):  # a list of items after a signature is a list of recipients, or of related news
        return block.mark.kind in OPENS_PLAN and not text.endswith(";")
    if RECIPIENTS.match(text):
        return False
    if is_motto(text) or _is_title(block):
        return True
    return signed and not _is_officer(block) and (is_letterhead(text) or bool(LISTING.match(text)))
