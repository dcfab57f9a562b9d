"""What the frame of a plan says: number, issuer, date, title, bases, recipients, signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex as re

from ingest.clean import Flat
from ingest.documents import Document
from ingest.letterhead import (
    ABOUT,
    ADDRESSED,
    AGENCY_HEAD,
    ATTACHED,
    AUTHORITY,
    BASIS,
    COMMITTEE,
    DATE,
    DECISION,
    FORMULA,
    JOINT_KIND,
    LETTER,
    MOTTO,
    NAME,
    NUMBER_LINE,
    OFFICER,
    OWN_COMMITTEE,
    PROPOSAL,
    RECIPIENTS,
    TERRITORY,
    TITLE,
    URGENCY,
    is_issuer,
    is_motto,
)
from ingest.naming import COMMITTEE_NAME, issuer_name
from ingest.numbers import head_number, numbers_in
from ingest.paragraphs import Paragraph
from ingest.plan import Entry, Span

# What a digital signature or the hand of the registrar leaves on a page.
STAMP = re.compile(
    r"\(?\s*(?:đã ký|ký tên)|(?:người ký|ký bởi|email|thời gian ký|ngày ký|cơ quan|chữ ký số)\s*:",
    re.IGNORECASE,
)
BASIS_NAME = re.compile(
    r"\s*(?:Căn cứ\s+|-\s*)*(?P<name>(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị quyết|Chương trình)\b[^;]*)"
)
# In capitals only the family name tells a person from an office ("PHÓ BÍ THƯ / THƯỜNG TRỰC").
SURNAMES = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HUỲNH|HOÀNG|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|TRỊNH|LƯƠNG|ĐÀO|MAI|TÔ|HÀ"
    r"|CAO|LÂM|ĐOÀN|VƯƠNG|TRƯƠNG|PHÙNG|QUÁCH|TẠ|THÁI|CHU|LƯU|TĂNG|LA|KIỀU|NÔNG|TRIỆU|HỨA|LÒ|VI|LẦU|GIÀNG|SÙNG"
    r"|THÀO|VÀNG|HẦU|MÙA|LƯỜNG|QUÀNG|CẦM|ĐIÊU|MA|BẾ)\s"
)
# What may stand before the name of who signs: "Đại tá Sùng A Hồng", "TS. Lê Văn Tám".
RANK = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng|úy)|(?:P?GS|T\.?S|Th\.?S|BS|KS|CN)[\w.]*\.|Bác sĩ|Tiến sĩ"
    r"|Thạc sĩ)\s+"
)
LIST_ENDS = ";., "
FILED = re.compile(r"Lưu\b")  # the last of the recipients (Nghị định 30/2020/NĐ-CP, Phụ lục I)


@dataclass(slots=True)
class Frame:
    """The frame's facts, each None where this copy lacks it, and where each is printed."""

    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    bases: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def enter(self, name: str, value: str, text: str, spans: tuple[Span, ...]) -> None:
        """Keep where a fact is printed."""
        self.entries.append(Entry(name, value, " ".join(text.split()), spans))

    def enter_block(self, name: str, block: Paragraph, value: str = "") -> None:
        """Keep where a whole paragraph of the frame is printed."""
        self.enter(name, value, block.text, block.marks + block.pieces if block.marks else block.pieces)


def frame_of(source: str, documents: Sequence[Document]) -> Frame:
    """Return the facts of the first document that has each; the title is that of the plan itself.

    Lines of the frame that say nothing known stay out of it: they are the file's unread text.
    """
    frame = Frame()
    plan = next((document for document in documents if not document.prefix), None)
    for document in documents:
        if document.prefix.startswith(("PL", "VB")):
            for block in document.title:
                frame.enter_block("annex", block, document.prefix)
            continue
        _read_head(frame, source, document)
        _read_title(frame, source, document, is_plan=document is plan)
        _read_opening(frame, source, document)
        _read_tail(frame, source, document)
    frame.kind = _kind_of(documents)
    _infer_issuer(frame, documents)
    return frame


def _kind_of(documents: Sequence[Document]) -> str | None:
    """Return the kind of the plan itself, and that a decision issues it where the file holds both."""
    main = next((document for document in documents if not document.prefix), None)
    decided = any(document.kind == DECISION for document in documents)
    if main is None or not main.kind:
        return DECISION.capitalize() if decided else None
    kind = main.kind.capitalize()
    return f"Quyết định ban hành {kind}" if decided and main.kind != DECISION else kind


# -- letterhead ---------------------------------------------------------------------------------------


def _read_head(frame: Frame, source: str, document: Document) -> None:
    """Read number, date, issuer; what only repeats or belongs to none of them is "letterhead"."""
    used = _read_number_and_date(frame, source, document)
    mottos = [found.span() for found in MOTTO.finditer(Flat(source, _pieces(document.head)).text)]
    issuer: list[Paragraph] = []
    offset = 0
    for block in document.head:
        length = len(Flat(source, [block.pieces]).text)
        here = (offset, offset + length)
        offset += length + 1
        if is_motto(block.text) or _meets(here, mottos):
            frame.enter_block("motto", block)
        elif ABOUT.match(block.text):
            _read_about(frame, document, block)
        elif _meets(here, used) or NUMBER_LINE.match(block.text) or block.text.startswith("/"):
            frame.enter_block("letterhead", block)
        elif STAMP.match(block.text) or URGENCY.fullmatch(block.text.strip()):
            frame.enter_block("stamp", block)
        elif is_issuer(block.text) and issuer:  # of two names the lower is the issuer
            for upper in issuer:
                frame.enter_block("letterhead", upper)
            issuer = [block]
        elif is_issuer(block.text) or (issuer and block.capitals):
            issuer.append(block)
    if issuer:
        _set_issuer(frame, source, issuer)


def _pieces(blocks: Sequence[Paragraph]) -> list[tuple[Span, ...]]:
    return [block.pieces for block in blocks]


def _meets(here: Span, spans: Sequence[Span]) -> bool:
    return any(start < here[1] and stop > here[0] for start, stop in spans)


def _read_number_and_date(frame: Frame, source: str, document: Document) -> list[Span]:
    """Read what may run over columns and lines; return where it stands in the joined head."""
    flat = Flat(source, _pieces(document.head))
    used: list[Span] = []
    if number := head_number(flat.text):
        used.append((number.start, number.stop))
        if frame.number is None:
            frame.number = number.value
            words = flat.text[number.start : number.stop]
            frame.enter("number", number.value, words, flat.spans(number.start, number.stop))
    blank = " " * (number.stop - number.start) if number else ""
    undated = flat.text[: number.start] + blank + flat.text[number.stop :] if number else flat.text
    if date := DATE.search(undated):
        used.append(date.span())
        frame.place = frame.place or " ".join(date["place"].split())
        day, month, year = date["day"], date["month"] or date["month2"], date["year"] or date["year2"]
        if frame.date is None and day and month and year and int(day) <= 31 and int(month) <= 12:
            frame.date = f"{year}-{int(month):02}-{int(day):02}"  # "ngày 82" is OCR of handwriting
            frame.enter("date", frame.date, date[0], flat.spans(*date.span()))
    return used


def _read_about(frame: Frame, document: Document, block: Paragraph) -> None:
    words = " ".join(ABOUT.sub("", block.text, count=1).split())
    frame.enter_block("title", block, words)
    if document.kind == LETTER:
        frame.title = frame.title or words


def _set_issuer(frame: Frame, source: str, blocks: list[Paragraph]) -> None:
    words = " ".join(" ".join(block.text for block in blocks).split())
    name = issuer_name(words, source)
    if frame.issuer is None or (frame.issuer == COMMITTEE_NAME and name.startswith(COMMITTEE_NAME)):
        frame.issuer = name
    frame.enter("issuer", name, words, tuple(span for block in blocks for span in block.pieces))


# -- title --------------------------------------------------------------------------------------------


def _read_title(frame: Frame, source: str, document: Document, *, is_plan: bool) -> None:
    if not document.title:
        return
    first = document.title[0]
    words = [block for block in document.title if not ATTACHED.match(block.text)]
    for block in document.title:
        if block not in words:
            _read_attached(frame, block)
    if first.text.strip().upper() == document.kind or JOINT_KIND.fullmatch(first.text):
        frame.enter_block("kind", first, document.kind)
        words = words[1:]
    if not words:
        return
    flat = Flat(source, [block.pieces for block in words], " ")
    kind = TITLE.match(flat.text) if first in words else None
    start = kind.end() if kind else 0
    if kind:
        frame.enter("kind", document.kind, kind[0], flat.spans(0, start))
    attached = ATTACHED.search(flat.text, start)
    stop = attached.start() if attached else len(flat.text)
    if attached:
        frame.enter("attached", "", flat.text[stop:], flat.spans(stop, len(flat.text)))
    title = " ".join(flat.text[start:stop].split())
    frame.enter("title", title, title, flat.spans(start, stop))
    if is_plan or frame.title is None:
        frame.title = title or None


def _read_attached(frame: Frame, block: Paragraph) -> None:
    """Read "Kèm theo Quyết định số …": the number of a plan that has none of its own."""
    frame.enter_block("attached", block)
    if frame.number is None and (numbers := numbers_in(block.text)):
        frame.number = numbers[0].value


# -- bases --------------------------------------------------------------------------------------------


def _read_opening(frame: Frame, source: str, document: Document) -> None:
    """Read what the document stands on, and take out of its body what is no clause."""
    for block in document.addressed:
        frame.enter_block("to", block, ADDRESSED.sub("", block.text).strip(LIST_ENDS))
    for block in document.opening():
        if is_issuer(block.text):
            document.body.remove(block)
            _set_issuer(frame, source, [block])
        elif FORMULA.match(block.text):
            document.body.remove(block)
            frame.enter_block("formula", block)
        elif (BASIS.match(block.text) or block.mark is not None) and not PROPOSAL.match(block.text):
            proposal = PROPOSAL.search(block.text)
            found = bases_in(block.text[: proposal.start() if proposal else None])
            frame.bases = list(dict.fromkeys([*frame.bases, *found]))


def bases_in(text: str) -> list[str]:
    """Return the numbers of the documents a plan stands on, or the names of those without one."""
    bases: list[str] = []
    for part in text.split(";"):
        if numbers := numbers_in(part):
            bases += [number.value for number in numbers]
        elif named := BASIS_NAME.match(part):
            bases.append(" ".join(named["name"].split()).rstrip(LIST_ENDS))
    return bases


# -- recipients and signature -------------------------------------------------------------------------


def _read_tail(frame: Frame, source: str, document: Document) -> None:
    titles: list[Paragraph] = []
    signer: Paragraph | None = None
    listed = filed = False  # filed: after "Lưu: VT" or the signer the list is at its end
    for block in document.tail:
        text = block.text.strip()
        if found := RECIPIENTS.match(text):
            listed, filed = True, False
            frame.enter_block("recipients", block)
            if rest := text[found.end() :].strip(LIST_ENDS):
                frame.recipients.append(rest)
        elif block.mark is not None and listed:
            _read_recipient(frame, block)
            filed = filed or bool(FILED.match(text))
        elif AUTHORITY.match(text) or (block.capitals and (OFFICER.match(text) or is_issuer(text))):
            if signer is not None:  # the next of several signatures
                _set_signer(frame, titles, signer)
                titles, signer = [], None
            titles.append(block)
        elif STAMP.match(text):
            frame.enter_block("stamp", block)
        elif titles and signer is None and _signs(block):
            signer, filed = block, True
        elif titles and signer is None and block.capitals:
            titles.append(block)
        elif filed and not AGENCY_HEAD.match(text):
            listed = False  # what follows belongs to the page the copy was taken from
        elif listed and not titles and text.endswith((";", ".", ",")):
            _read_recipient(frame, block)
    if signer is None and len(titles) > 1 and _is_name_in_capitals(titles[-1]):
        signer = titles.pop()
    _set_signer(frame, titles, signer)


def _read_recipient(frame: Frame, block: Paragraph) -> None:
    value = " ".join(block.text.split()).rstrip(LIST_ENDS)
    frame.recipients.append(value)
    frame.enter_block("recipient", block, value)


def _signs(block: Paragraph) -> bool:
    return bool(NAME.fullmatch(RANK.sub("", block.lines[-1].text.strip()))) and not block.capitals


def _is_name_in_capitals(block: Paragraph) -> bool:
    named = SURNAMES.match(block.text) and NAME.fullmatch(block.text.strip())
    return bool(named) and not OFFICER.match(block.text)


def _set_signer(frame: Frame, titles: list[Paragraph], signer: Paragraph | None) -> None:
    if titles:
        words = " ".join(" ".join(block.text.split()) for block in titles)
        spans = tuple(span for block in titles for span in block.pieces)
        frame.enter("signer_title", words, words, spans)
        frame.signer_title = frame.signer_title or words
    if signer is not None:
        whole = " ".join(signer.text.split())
        name = whole if NAME.fullmatch(whole) else signer.lines[-1].text.strip()
        frame.enter_block("signer", signer, name)
        frame.signer = frame.signer or name


def _infer_issuer(frame: Frame, documents: Sequence[Document]) -> None:
    """Work out issuer and place where the letterhead is lost: own words plus the place they name."""
    opening = " ".join(block.text for document in documents for block in document.opening())
    territory = TERRITORY.search(frame.title or "") or TERRITORY.search(opening)
    committee = COMMITTEE.match(frame.issuer or "")
    if frame.place is None and committee:
        frame.place = committee["place"] or None
    if frame.place is None and territory:
        frame.place = territory["place"]
    if frame.issuer is None and frame.place:
        own = OWN_COMMITTEE.search(opening)
        signed = re.search(r"[ỦU][ỶY]? ?BAN NHÂN DÂN|CHỦ TỊCH", frame.signer_title or "")
        if own or (territory and signed):
            level = (own or territory)["level"].lower()  # type: ignore[index]
            frame.issuer = f"Ủy ban nhân dân {level} {frame.place}"
