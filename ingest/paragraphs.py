"""Lines -> paragraphs: hard-wrapped lines, sentences cut by a page and split footnotes are joined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import regex as re

from ingest.clean import PAGE_NUMBER, RULE, Line, drop, wrap_width
from ingest.marks import Mark, read_field, read_mark
from ingest.plan import Span, slice_text

SENTENCE_END = re.compile(r"[.;:!?…)\]”\"'»](?:\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+)?$")
# A line that ends so was cut: nobody ends a heading or a clause with these words.
OPEN_END = re.compile(
    r"(?:,|-|\b(?:và|của|các|với|cho|trong|về|tại|theo|đến|từ|do|bởi|hoặc|là|những|một|nhằm|để|vào|trên|ở|ủy|uỷ|"
    r"ngày|tháng|số|điều|khoản|được|có|như|mọi|mỗi|từng|công|thông|truyền|phối|triển|tổ))$",
    re.IGNORECASE,
)
# Paragraphs that begin so never continue the one before, whatever it ended with.
CLOSING = re.compile(
    r"(?:Trên đây là|Nơi nhận|Kính gửi|Căn cứ |Theo đề nghị|Quyết định (?:này )?có hiệu lực)"
)
CAPITALS = re.compile(r"[^\p{Ll}]*\p{Lu}[^\p{Ll}]*")
AUTHORITY = re.compile(r"(?:T/?M|K/?T|TL|TUQ|T/L|Q)\s*\.\s*\p{Lu}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of words that belongs together, with the mark that opens it.

    text   the words without the mark, slice_text of pieces
    marks  spans of the mark itself
    lines  the source lines, for what must look at layout (capitals, gaps)
    """

    mark: Mark | None
    label: str
    pieces: tuple[Span, ...]
    text: str
    lines: tuple[Line, ...]
    marks: tuple[Span, ...] = ()
    field: str = ""

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def strong(self) -> bool:
        return all(line.strong for line in self.lines)

    @property
    def ends(self) -> bool:
        """Whether the words close a sentence or a list item."""
        return bool(SENTENCE_END.search(self.text))


@dataclass(slots=True)
class Laid:
    """What was read of the lines: paragraphs in order, and spans that are only layout."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


def is_layout(line: Line) -> bool:
    """Return whether line is a rule, a page number or only marks."""
    return not line.text or bool(RULE.match(line.text)) or bool(PAGE_NUMBER.match(line.text))


def _opened(text: str, line: Line, mark: Mark | None) -> Paragraph:
    if mark is None:
        return Paragraph(None, "", line.pieces, line.text, (line,), field=read_field(line.text))
    taken, rest = drop(line.pieces, mark.width)
    words = slice_text(text, rest)
    return Paragraph(mark, slice_text(text, taken).strip(), rest, words, (line,), taken, read_field(words))


def _longer(text: str, paragraph: Paragraph, line: Line) -> Paragraph:
    pieces = paragraph.pieces + line.pieces
    words = slice_text(text, pieces)
    name = paragraph.field or read_field(words)
    return replace(paragraph, pieces=pieces, text=words, lines=(*paragraph.lines, line), field=name)


def may_be_heading(paragraph: Paragraph) -> bool:
    """Return whether paragraph looks like a heading: capitals, bold, or a numbered line left open."""
    if paragraph.mark is None:
        return paragraph.strong or bool(CAPITALS.fullmatch(paragraph.text))
    return paragraph.mark.kind in ("part", "section", "item", "article") and not paragraph.ends


def _wraps(before: Paragraph, line: Line, mark: Mark | None, width: int | None) -> bool:
    """Return whether line, which follows at once, carries on the paragraph before it."""
    last = before.lines[-1]
    if not before.pieces:
        return mark is None or mark.kind == "bullet"  # a mark alone on its line
    if AUTHORITY.match(line.text) or CLOSING.match(line.text) or AUTHORITY.match(last.text):
        return False
    full = width is not None and last.stop - last.start >= width * 0.72
    if CAPITALS.fullmatch(before.text) and not CAPITALS.fullmatch(line.text):
        return False  # a heading or an officer's title, then words
    if mark is not None:
        # "giai đoạn 2026\n- 2030": a list dash stands after a finished line, or a line left short.
        return (
            mark.kind in ("bullet", "item")
            and full
            and not before.ends
            and not line.text[mark.width :][:1].isupper()
        )
    if read_field(line.text) and (before.ends or not full):
        return False
    if line.text[:1].islower() or OPEN_END.search(before.text):
        return True
    if width is not None and full and line.strong == last.strong:
        return True
    same_face = line.strong == last.strong and (
        width is not None or line.strong or not CAPITALS.fullmatch(before.text)
    )
    return same_face and not before.ends


def _continues_over_page(before: Paragraph, paragraph: Paragraph) -> bool:
    """Return whether paragraph, after a blank, carries on a sentence that a page break cut."""
    if paragraph.mark is not None or paragraph.field or before.ends or not before.pieces:
        return False
    if CLOSING.match(paragraph.text) or AUTHORITY.match(paragraph.text):
        return False
    if paragraph.text[:1].islower():
        return True
    if may_be_heading(before) or CAPITALS.fullmatch(paragraph.text) or paragraph.strong:
        return False
    return bool(OPEN_END.search(before.text)) or (paragraph.gap >= 2 and len(before.text) >= 60)


def paragraphs_of(text: str, lines: list[Line]) -> Laid:
    """Return the paragraphs of lines, each opened by a mark, a blank or a change of face."""
    laid = Laid()
    width = wrap_width(lines)
    fresh = True
    for line in lines:
        if is_layout(line):
            laid.marks += line.pieces or ((line.start, line.stop),)
            fresh = fresh or line.gap > 0 or not PAGE_NUMBER.match(line.text)
            continue
        mark = read_mark(line.text)
        before = laid.paragraphs[-1] if laid.paragraphs else None
        if before is not None and not fresh and line.gap == 0 and _wraps(before, line, mark, width):
            laid.paragraphs[-1] = _longer(text, before, line)
        else:
            laid.paragraphs.append(_opened(text, line, mark))
        fresh = False
    laid.paragraphs = [_without_initials(text, p, laid.marks) for p in _over_pages(text, laid.paragraphs)]
    return laid


INITIALS = re.compile(r"\./\.\s*(?P<initials>\S{1,8})$")


def _without_initials(text: str, paragraph: Paragraph, marks: list[Span]) -> Paragraph:
    """Take the drafter's initials off the end mark: "./. vl"."""
    found = INITIALS.search(paragraph.text)
    if not found:
        return paragraph
    stop = paragraph.pieces[-1][1]
    cut = text.rfind("./.", paragraph.start, stop) + len("./.")
    kept = tuple((a, min(b, cut)) for a, b in paragraph.pieces if a < cut)
    marks.append((cut, stop))
    return replace(paragraph, pieces=kept, text=slice_text(text, kept))


def _over_pages(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join what page breaks cut: first split footnotes, then sentences (in this order)."""
    joined: list[Paragraph] = []
    open_note: int | None = None
    for paragraph in paragraphs:
        body = next((p for p in reversed(joined) if p.mark is None or p.mark.kind != "footnote"), None)
        orphan = paragraph.mark is None and paragraph.text[:1].islower()
        if orphan and open_note is not None and (body is None or body.ends) and not joined[open_note].ends:
            joined[open_note] = _appended(text, joined[open_note], paragraph)
            continue
        target = len(joined) - 1
        if (
            joined
            and joined[target].mark is not None
            and joined[target].mark.kind == "footnote"
            and body is not None
        ):  # type: ignore[union-attr]
            target = joined.index(body) if orphan and not body.ends else target
        if joined and _continues_over_page(joined[target], paragraph):
            joined[target] = _appended(text, joined[target], paragraph)
            continue
        joined.append(paragraph)
        if paragraph.mark is not None and paragraph.mark.kind == "footnote":
            open_note = len(joined) - 1
    return joined


def _appended(text: str, before: Paragraph, rest: Paragraph) -> Paragraph:
    pieces = before.pieces + rest.pieces
    return replace(before, pieces=pieces, text=slice_text(text, pieces), lines=before.lines + rest.lines)
