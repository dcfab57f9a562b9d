"""Lines -> paragraphs: hard-wrapped lines, sentences cut by a page and split footnotes are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex as re

from ingest.clean import PAGE_NUMBER, RULE, Line, drop
from ingest.labels import read_field
from ingest.letterhead import AUTHORITY, AUTHORITY_ALONE, CAPITALS, DATE
from ingest.marks import Mark, read_mark
from ingest.plan import Span, slice_text
from ingest.wrapping import Wrapping, wrapping_of

SENTENCE_END = re.compile(r"[.;:!?…)\]”\"'»](?:\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+)?$")
# A line that ends so was cut: nobody ends a heading or a clause with these words.
OPEN_END = re.compile(
    r"(?:,|-|\b(?:và|của|các|với|cho|trong|về|tại|theo|từ|do|bởi|hoặc|những|nhằm|để|vào|như|mọi|mỗi|từng|ủy|uỷ))$",
    re.IGNORECASE,
)
# Words after which a number or letter is part of the sentence: "Đại hội lần thứ / XIII.", "tháng / 6."
BEFORE_NUMBER = re.compile(
    r"\b(?:thứ|khóa|khoá|quý|hạng|loại|cấp|mục|phần|chương|số|điều|khoản|điểm|tháng|ngày|năm|phụ lục)$",
    re.IGNORECASE,
)
# Paragraphs that begin so never continue the one before, whatever it ended with.
STARTS_AFRESH = re.compile(
    r"(?:Trên đây là|Nơi nhận|Kính gửi|Căn cứ |Theo đề nghị|Quyết định (?:này )?có hiệu lực"
    r"|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|\(?(?:Ban hành k|K)èm theo )"
)
# Bases end with ";", the last of them with ","; then the issuer speaks.
LAST_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\b.*,$", re.DOTALL)
ISSUER_SPEAKS = re.compile(
    r"(?:UBND|[ỦU](?:ỷ|y) ban nhân dân|Sở|Bộ|Ban|Chủ tịch|Bộ trưởng|Giám đốc)\b[^.;:]{0,80}"
    r"\b(?:ban hành|xây dựng|quyết định|triển khai)\b"
)
STARTS_CLOSING = re.compile(
    r"Yêu cầu |Trong quá trình |Định kỳ |(?:UBND|Ủy ban nhân dân) \p{Ll}+ (?:yêu cầu|đề nghị|ban hành)"
)
# The first words of a duty, below the heading that names its doer.
OPENS_DUTY = re.compile(r"Chủ trì|Chủ động|Phối hợp|Tham mưu|Chịu trách nhiệm|Là (?:cơ quan|đơn vị)")
PLACE_BEGUN = re.compile(r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?")  # "Mỹ / Tho, ngày 24 tháng 12 năm 2009"
INITIALS = re.compile(r"\./\.\s*(?P<initials>\S{1,8})$")
MIN_CUT = 60  # characters; a shorter line before a page break is more likely a heading than half a sentence
HEADED = ("part", "section", "article", "item")


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
    def capitals(self) -> bool:
        return bool(CAPITALS.fullmatch(self.text))

    @property
    def ends(self) -> bool:
        """Whether the words close a sentence or a list item."""
        return bool(SENTENCE_END.search(self.text))

    @property
    def is_note(self) -> bool:
        return self.mark is not None and self.mark.kind == "footnote"


@dataclass(slots=True)
class Laid:
    """What was read of the lines: paragraphs in order, and spans that are only layout."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)


def paragraphs_of(text: str, lines: Sequence[Line]) -> Laid:
    """Return the paragraphs of lines, each opened by a mark, a blank or a change of face."""
    laid = Laid()
    wrapping = wrapping_of(lines)
    pages = PageNumbers()
    fresh = True
    for line in lines:
        before = laid.paragraphs[-1] if laid.paragraphs and not fresh else None
        number = pages.is_page_number(line, before)
        if number or not line.text or RULE.match(line.text):
            laid.marks += line.pieces or ((line.start, line.stop),)
            fresh = fresh or line.gap > 0 or not number
        elif before is not None and line.gap == 0 and _wraps(before, line, wrapping):
            laid.paragraphs[-1] = _longer(text, before, line)
        else:
            laid.paragraphs.append(_opened(text, line))
            fresh = False
    laid.paragraphs = [_without_initials(text, p, laid.marks) for p in _over_pages(text, laid.paragraphs)]
    return laid


class PageNumbers:
    """Tells page numbers from numbers that a wrapped sentence put on a line of their own."""

    def __init__(self) -> None:
        self.last = 0

    def is_page_number(self, line: Line, before: Paragraph | None) -> bool:
        """Return whether line holds nothing but the number of a page."""
        if not PAGE_NUMBER.match(line.text):
            return False
        number = int(line.text) if line.text.isdecimal() else None
        in_sentence = before is not None and line.gap == 0 and not before.ends
        if in_sentence and number is not None and number not in (self.last + 1, self.last + 2):
            return False
        self.last = number if number is not None else self.last
        return True


def _opened(text: str, line: Line) -> Paragraph:
    mark = read_mark(line.text)
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


# -- lines that follow at once ------------------------------------------------------------------------


def _wraps(before: Paragraph, line: Line, wrapping: Wrapping | None) -> bool:
    """Return whether line, which follows at once, carries on the paragraph before it."""
    last = before.lines[-1]
    mark = read_mark(line.text)
    if not before.pieces:
        return mark is None or mark.kind == "bullet"  # a mark alone on its line
    if AUTHORITY_ALONE.fullmatch(last.text) and CAPITALS.fullmatch(line.text):
        return True
    if PLACE_BEGUN.fullmatch(last.text) and DATE.match(line.text):
        return True
    if AUTHORITY.match(line.text) or AUTHORITY.match(last.text) or STARTS_AFRESH.match(line.text):
        return False
    if wrapping is None and LAST_BASIS.match(before.text) and ISSUER_SPEAKS.match(line.text):
        return False
    if before.capitals and line.lettered and not CAPITALS.fullmatch(line.text):
        return False  # a heading or an officer's title, then words
    if mark is not None:
        return _mark_is_words(before, line, mark, wrapping)
    if before.capitals and before.mark is not None and CAPITALS.fullmatch(line.text):
        return True  # "II. NHIỆM VỤ / VÀ GIẢI PHÁP"
    short = wrapping is None or _left_short(before, line, wrapping)
    if read_field(line.text) and (before.ends or short):
        return False
    if short and before.text.endswith(".") and line.text[:1].islower():
        return False  # half of a note or a sentence from a page before
    if last.open or line.text[:1].islower() or OPEN_END.search(before.text):
        return True
    if not line.lettered:
        return not before.ends
    if line.strong != last.strong:
        return False
    return _same_sentence(before, line, wrapping) or (not line.text[0].isalpha() and not before.ends)


def _mark_is_words(before: Paragraph, line: Line, mark: Mark, wrapping: Wrapping | None) -> bool:
    """Return whether what looks like a mark is part of the sentence: "giai đoạn 2026 / - 2030"."""
    if BEFORE_NUMBER.search(before.text) and mark.kind != "bullet":
        return True
    if wrapping is None:
        return False
    full = not _left_short(before, line, wrapping)
    words = line.text[mark.width :]
    if mark.name.startswith("("):  # "(1) Công nghiệp …; (2) …" in a sentence, where list items have blanks
        return wrapping.spaced and (full or not before.text.endswith((".", ";")))
    if before.ends or read_field(words):
        return False
    if words[:1].isupper():  # "Đài Phát thanh / - Truyền hình tỉnh"
        return mark.kind == "bullet" and full and not may_be_heading(before)
    return mark.kind in ("bullet", "item") and (full or wrapping.spaced)


def _left_short(before: Paragraph, line: Line, wrapping: Wrapping) -> bool:
    return wrapping.left_short(before.lines[-1], line, first=len(before.lines) == 1)


def _same_sentence(before: Paragraph, line: Line, wrapping: Wrapping | None) -> bool:
    """Return whether a line of the same face that opens with a capital goes on with the words before."""
    if wrapping is None:
        listed = before.mark is not None and before.mark.kind not in HEADED
        long_words = listed and len(before.text) >= MIN_CUT
        return not before.ends and not before.capitals and (line.strong or long_words)
    short = _left_short(before, line, wrapping)
    if before.ends:
        closing = STARTS_CLOSING.match(line.text) and not STARTS_AFRESH.match(before.text)
        closed = not wrapping.exact and before.text.endswith((";", ":"))
        return not short and (wrapping.spaced or not (closing or closed))
    if may_be_heading(before) and OPENS_DUTY.match(line.text):
        return False
    if wrapping.spaced or not short:
        return True
    titled = before.capitals or may_be_heading(before) or len(before.lines) == 1
    return not (wrapping.exact or titled or 2 * len(before.lines[-1].text) < wrapping.width)


# -- over a blank or a page ---------------------------------------------------------------------------


def may_be_heading(paragraph: Paragraph) -> bool:
    """Return whether paragraph looks like a heading: capitals, bold, or a numbered line left open."""
    if paragraph.mark is None:
        return paragraph.strong or paragraph.capitals
    return paragraph.mark.kind in HEADED and not paragraph.ends


def _over_pages(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join what page breaks cut: first split footnotes, then sentences (in this order)."""
    joined: list[Paragraph] = []
    note: int | None = None  # the last footnote, and the last paragraph that is none
    body: int | None = None
    for paragraph in paragraphs:
        target = _cut_before(joined, paragraph, body, note)
        if target is not None:
            joined[target] = _appended(text, joined[target], paragraph)
            continue
        joined.append(paragraph)
        if paragraph.is_note:
            note = len(joined) - 1
        else:
            body = len(joined) - 1
    return joined


def _cut_before(
    joined: list[Paragraph], paragraph: Paragraph, body: int | None, note: int | None
) -> int | None:
    """Return which of the paragraphs before was cut and goes on with this one, or None."""
    orphan = paragraph.mark is None and paragraph.text[:1].islower()
    body_ends = body is None or joined[body].ends
    if orphan and note is not None and not joined[note].ends and body_ends:
        return note
    target = len(joined) - 1
    if orphan and body is not None and not body_ends and joined[target].is_note:
        target = body
    return target if joined and _continues(joined[target], paragraph) else None


def _continues(before: Paragraph, paragraph: Paragraph) -> bool:
    """Return whether paragraph, after a blank, carries on a sentence that a page break cut."""
    if paragraph.mark is not None or paragraph.field or before.ends:
        return False
    if not before.pieces:
        return True  # "CHƯƠNG I", a blank, then its title
    if STARTS_AFRESH.match(paragraph.text) or AUTHORITY.match(paragraph.text):
        return False
    if LAST_BASIS.match(before.text) and ISSUER_SPEAKS.match(paragraph.text):
        return False
    if paragraph.text[:1].islower():
        return not before.capitals
    if may_be_heading(before) or paragraph.capitals or paragraph.strong:
        return False
    return bool(OPEN_END.search(before.text)) or (paragraph.gap >= 2 and len(before.text) >= MIN_CUT)


def _appended(text: str, before: Paragraph, rest: Paragraph) -> Paragraph:
    pieces = before.pieces + rest.pieces
    return replace(before, pieces=pieces, text=slice_text(text, pieces), lines=before.lines + rest.lines)


def _without_initials(text: str, paragraph: Paragraph, marks: list[Span]) -> Paragraph:
    """Take the drafter's initials off the end mark: "./. vl"."""
    if not INITIALS.search(paragraph.text):
        return paragraph
    stop = paragraph.pieces[-1][1]
    end = text.rfind("./.", paragraph.start, stop)
    if end < 0:  # a mark stands inside the end mark itself
        return paragraph
    cut = end + len("./.")
    kept = tuple((a, min(b, cut)) for a, b in paragraph.pieces if a < cut)
    marks.append((cut, stop))
    return replace(paragraph, pieces=kept, text=slice_text(text, kept))
