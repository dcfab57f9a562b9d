"""The frame of a document: letterhead, title, bases, recipients, signature (Nghị định 30/2020/NĐ-CP, Phụ lục I).

One file may hold several documents: a decision and the plan it issues, a plan and its annexes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex as re

from ingest.clean import Flat
from ingest.numbers import head_number, numbers_in
from ingest.outline import Block
from ingest.paragraphs import AUTHORITY, CAPITALS, Paragraph
from ingest.plan import Entry, Span
from ingest.tables import Table

KINDS = (
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH", "NGHỊ QUYẾT", "CHỈ THỊ", "THÔNG BÁO", "HƯỚNG DẪN",
    "ĐỀ ÁN", "PHƯƠNG ÁN", "BÁO CÁO", "TỜ TRÌNH", "QUY CHẾ", "QUY ĐỊNH", "CHIẾN LƯỢC", "CÔNG ĐIỆN", "KẾT LUẬN", "DỰ ÁN",
)  # fmt: skip
TITLE = re.compile(rf"(?P<kind>{'|'.join(KINDS)})(?=\s|$)(?!\s*:)")
ANNEX = re.compile(
    r"(?P<kind>PHỤ LỤC|Phụ lục)\s*(?P<number>(?:số\s+)?(?:[IVX]+|\d{1,2}))?\s*[.:]?\s*$|(?P<caps>PHỤ LỤC)\s+(?P<n2>[IVX]+|\d{1,2})?\b"
)
FORMULA = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN|CHỈ THỊ)\s*:\s*$")
MOTTO = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
MOTTO_PART = re.compile(
    r"(?:CỘNG H(?:ÒA|OÀ) XÃ|HỘI CHỦ NGHĨA VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI|CHỦ NGHĨA VIỆT NAM)$"
)
DATE = re.compile(
    r"(?P<place>[^\n,]{2,40}?)\s*,\s*ngày\s*(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})"
)
NUMBER_LINE = re.compile(r"Số\s*:?")
ATTACHED = re.compile(r"\(?\s*(?:Ban hành k|K)èm theo\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"Nơi nhận\s*:?")
ADDRESSED = re.compile(r"Kính gửi\s*:?")
BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai|Tiếp tục thực hiện)\b")
PROPOSAL = re.compile(r"(?:[Tt]heo|[Xx]ét) (?:đề nghị|Tờ trình)")
OFFICER = re.compile(
    r"(?:PHÓ |Q\.\s*|QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG|CỤC TRƯỞNG|"
    r"BÍ THƯ|TỔNG GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TƯ LỆNH|CHỈ HUY TRƯỞNG|CHÍNH ỦY)"
)
NAME = re.compile(r"\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*){1,5}")
LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
COMMITTEE = re.compile(rf"[ỦU](?:Ỷ|Y)? BAN NHÂN DÂN (?P<level>{LEVELS})\s*(?P<place>.*)", re.IGNORECASE)
OWN_COMMITTEE = re.compile(
    rf"(?:[ỦU][yỷ] ban nhân dân|UBND)(?:\s*\(UBND\))?\s+(?P<level>{LEVELS})\b", re.IGNORECASE
)
PLACE_NAME = r"(?P<place>\p{Lu}\w*(?:[ \-]\p{Lu}\w*){0,3})"
TERRITORY = re.compile(rf"(?:trên địa bàn|của|tại)\s+(?P<level>{LEVELS})\s+{PLACE_NAME}")
AGENCY_HEAD = re.compile(
    r"[ỦU][ỶY]? ?BAN|UBND|SỞ|BỘ|BAN|CỤC|CHI CỤC|THỦ TƯỚNG|CHÍNH PHỦ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|HỘI ĐỒNG|CHỦ TỊCH|VĂN PHÒNG|THANH TRA|TỔNG"
)


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
    body: list[Block] = field(default_factory=list)
    tail: list[Paragraph] = field(default_factory=list)


def _opens_body(block: Block) -> bool:
    return isinstance(block, Table) or (block.mark is not None and block.mark.kind != "footnote")


def _annex_number(text: str) -> str | None:
    found = ANNEX.match(text)
    if not found:
        return None
    return (found["number"] or found["n2"] or "").replace("số ", "")


def documents_of(blocks: Sequence[Block]) -> list[Document]:
    """Return the documents that blocks hold, in order; together they hold every block."""
    documents: list[Document] = []
    at = 0
    while at < len(blocks):
        document, at = _document(blocks, at)
        documents.append(document)
    _name_prefixes(documents)
    return documents


def _name_prefixes(documents: list[Document]) -> None:
    annexes = [d for d in documents if d.prefix.startswith("PL")]
    others = [d for d in documents if d not in annexes]
    for index, document in enumerate(others):
        if document.kind == "QUYẾT ĐỊNH":
            document.prefix = "QĐ" if index == 0 else f"QĐ{index + 1}"
        elif index and not (index == 1 and others[0].kind == "QUYẾT ĐỊNH"):
            document.prefix = f"VB{index + 1}"
    for index, document in enumerate(annexes):
        if len(annexes) > 1 and document.prefix == "PL":
            document.prefix = f"PL {index + 1}"


def _document(blocks: Sequence[Block], start: int) -> tuple[Document, int]:
    document = Document()
    at = _read_title(blocks, start, document)
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Paragraph):
            if RECIPIENTS.match(block.text) or (AUTHORITY.match(block.text) and document.body):
                return document, _read_tail(blocks, at, document)
            if document.body and block.mark is None and _annex_number(block.text) is not None:
                return document, at
        document.body.append(block)
        at += 1
    return document, at


def _read_title(blocks: Sequence[Block], start: int, document: Document) -> int:
    """Move letterhead and title into document; return where its body starts."""
    anchor = None
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Table) or _opens_body(block) or RECIPIENTS.match(block.text):
            break
        if TITLE.match(block.text) or _annex_number(block.text) is not None:
            anchor = index
            break
    if anchor is None:
        at = start
        while (
            at < len(blocks)
            and isinstance(head := blocks[at], Paragraph)
            and head.mark is None
            and _is_letterhead(head)
        ):
            document.head.append(head)
            at += 1
        return at
    document.head += [b for b in blocks[start:anchor] if isinstance(b, Paragraph)]
    first = blocks[anchor]
    assert isinstance(first, Paragraph)
    number = _annex_number(first.text)
    found = TITLE.match(first.text)
    if number is not None:
        document.kind, document.prefix = "PHỤ LỤC", f"PL {number}".strip()
    elif found:
        document.kind = found["kind"]
    document.title.append(first)
    return _read_title_lines(blocks, anchor + 1, document)


def _read_title_lines(blocks: Sequence[Block], at: int, document: Document) -> int:
    first = at
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or _opens_body(block) or RECIPIENTS.match(block.text):
            break
        last = document.title[-1]
        attached = bool(ATTACHED.match(block.text))
        same_face = (block.strong and last.strong) or bool(
            CAPITALS.fullmatch(block.text) and CAPITALS.fullmatch(last.text)
        )
        carries_on = block.gap == 0 and at > first
        if (
            at > first
            and not attached
            and (BASIS.match(block.text) or not (same_face or carries_on) or _is_issuer(block))
        ):
            break
        if (
            at == first
            and document.title[0].text.strip() != document.kind
            and not attached
            and (BASIS.match(block.text) or not CAPITALS.fullmatch(block.text))
        ):
            break  # the title stood on the line of the kind itself
        document.title.append(block)
        at += 1
    return at


def _is_issuer(block: Paragraph) -> bool:
    return bool(CAPITALS.fullmatch(block.text)) and bool(AGENCY_HEAD.match(block.text))


def _is_letterhead(block: Paragraph) -> bool:
    text = block.text
    return bool(
        MOTTO.search(text)
        or MOTTO_PART.search(text)
        or NUMBER_LINE.match(text)
        or DATE.match(text)
        or _is_issuer(block)
    )


def _read_tail(blocks: Sequence[Block], at: int, document: Document) -> int:
    """Move recipients and signature into document; return where the next document starts."""
    signed = False
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table):
            break
        mark = block.mark
        if (
            mark is not None
            and mark.kind in ("part", "section", "article", "item")
            and not block.text.endswith(";")
        ):
            break
        if mark is None and not RECIPIENTS.match(block.text):
            starts = (
                MOTTO.search(block.text)
                or TITLE.fullmatch(block.text)
                or _annex_number(block.text) is not None
            )
            if starts or (signed and _is_letterhead(block) and not OFFICER.match(block.text)):
                break
        signed = signed or bool(AUTHORITY.match(block.text))
        document.tail.append(block)
        at += 1
    return at


# -- what the frame says -----------------------------------------------------------------------------


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
    unread: list[Span] = field(default_factory=list)


def frame_of(source: str, documents: Sequence[Document]) -> Frame:
    """Return the facts of the first document that has each; the title is that of the plan itself."""
    frame = Frame()
    plan = next((d for d in documents if d.prefix == ""), documents[0] if documents else Document())
    for document in documents:
        if document.prefix.startswith(("PL", "VB")):
            _keep_unread(frame, source, document)
            continue
        _read_head(frame, source, document)
        _read_title_entry(frame, source, document, document is plan)
        _read_bases(frame, source, document)
        _read_signature(frame, source, document)
    if plan.kind:
        decided = any(d.kind == "QUYẾT ĐỊNH" for d in documents) and plan.kind != "QUYẾT ĐỊNH"
        frame.kind = (
            plan.kind.capitalize() if not decided else f"Quyết định ban hành {plan.kind.capitalize()}"
        )
    _infer_issuer(frame, documents)
    return frame


def _entry(frame: Frame, name: str, value: str, text: str, spans: tuple[Span, ...]) -> None:
    frame.entries.append(Entry(name, value, " ".join(text.split()), spans))


def _keep_unread(frame: Frame, source: str, document: Document) -> None:
    for block in document.head + document.tail:
        frame.unread += block.pieces
    for block in document.title:
        _entry(frame, "annex", document.prefix, block.text, block.pieces)


def _read_head(frame: Frame, source: str, document: Document) -> None:
    flat = Flat(source, [block.pieces for block in document.head])
    used: list[tuple[int, int]] = []
    if number := head_number(flat.text):
        used.append((number.start, number.stop))
        if frame.number is None:
            frame.number = number.value
            _entry(
                frame,
                "number",
                number.value,
                flat.text[number.start : number.stop],
                flat.spans(number.start, number.stop),
            )
    if date := DATE.search(flat.text):
        used.append(date.span())
        if frame.date is None:
            frame.place = " ".join(date["place"].split())
            frame.date = f"{date['year']}-{int(date['month']):02}-{int(date['day']):02}"
            _entry(frame, "date", frame.date, date[0], flat.spans(*date.span()))
    issuer: list[Paragraph] = []
    offset = 0
    for block in document.head:
        length = len(Flat(source, [block.pieces]).text)
        inside = any(a < offset + length and b > offset for a, b in used)
        offset += length + 1
        if MOTTO.search(block.text) or MOTTO_PART.search(block.text):
            _entry(frame, "motto", "", block.text, block.pieces)
        elif inside:
            _entry(frame, "letterhead", "", block.text, block.pieces)
        elif CAPITALS.fullmatch(block.text) and (_is_issuer(block) or issuer):
            issuer = (
                [*issuer, block]
                if not _is_issuer(block) or not issuer
                else _next_issuer(frame, issuer, block)
            )
        elif NUMBER_LINE.match(block.text) or re.match(r"V/v\b", block.text):
            _entry(frame, "letterhead", "", block.text, block.pieces)
        else:
            frame.unread += block.pieces
    if issuer:
        _set_issuer(frame, issuer)


def _next_issuer(frame: Frame, above: list[Paragraph], block: Paragraph) -> list[Paragraph]:
    """Keep the agency above as letterhead: the lower of two names is the issuer."""
    for upper in above:
        _entry(frame, "letterhead", "", upper.text, upper.pieces)
    return [block]


def _set_issuer(frame: Frame, blocks: list[Paragraph]) -> None:
    words = " ".join(" ".join(block.text for block in blocks).split())
    spans = tuple(span for block in blocks for span in block.pieces)
    if frame.issuer is None:
        frame.issuer = issuer_name(words)
    _entry(frame, "issuer", issuer_name(words), words, spans)


def issuer_name(capitals: str) -> str:
    """Return an agency's name in running case: "ỦY BAN NHÂN DÂN HUYỆN CẦN GIỜ" -> "Ủy ban nhân dân huyện Cần Giờ"."""
    words = " ".join(capitals.split())
    words = re.sub(r"^CHỦ TỊCH (?=[ỦU])", "", words)
    if found := COMMITTEE.match(words.upper()):
        return f"Ủy ban nhân dân {found['level'].lower()} {found['place'].title()}".strip()
    return words[:1] + words[1:].lower() if words.isupper() else words


def _read_title_entry(frame: Frame, source: str, document: Document, is_plan: bool) -> None:
    if not document.title:
        return
    first, *rest = document.title
    words = [first] if first.text.strip() != document.kind else []
    for block in rest:
        if ATTACHED.match(block.text):
            _entry(frame, "attached", "", block.text, block.pieces)
            if frame.number is None and (numbers := numbers_in(block.text)):
                frame.number = numbers[0].value
        else:
            words.append(block)
    if first not in words:
        _entry(frame, "kind", document.kind, first.text, first.pieces)
    if not words:
        return
    flat = Flat(source, [block.pieces for block in words], " ")
    start = TITLE.match(flat.text).end() if first in words and TITLE.match(flat.text) else 0  # type: ignore[union-attr]
    if found := re.search(r"\(?\s*\(?(?:Ban hành k|K)èm theo", flat.text):
        _entry(frame, "attached", "", flat.text[found.start() :], flat.spans(found.start(), len(flat.text)))
        stop = found.start()
    else:
        stop = len(flat.text)
    title = " ".join(flat.text[start:stop].split())
    if start:
        _entry(frame, "kind", document.kind, document.kind, flat.spans(0, start))
    _entry(frame, "title", title, title, flat.spans(start, stop))
    if is_plan or frame.title is None:
        frame.title = title or None


def _opening(document: Document) -> list[Paragraph]:
    opening: list[Paragraph] = []
    for block in document.body:
        if not isinstance(block, Paragraph) or _opens_body(block):
            break
        opening.append(block)
    return opening


def _read_bases(frame: Frame, source: str, document: Document) -> None:
    """Read what the document stands on; proposals ("Theo đề nghị của …") are no bases."""
    for block in _opening(document):
        if _is_issuer(block):
            document.body.remove(block)
            _set_issuer(frame, [block])
        elif FORMULA.match(block.text) or ADDRESSED.match(block.text):
            document.body.remove(block)
            _entry(frame, "formula" if FORMULA.match(block.text) else "to", "", block.text, block.pieces)
        elif BASIS.match(block.text) and not PROPOSAL.match(block.text):
            proposal = PROPOSAL.search(block.text)
            for basis in _bases_in(block.text[: proposal.start() if proposal else None]):
                if basis not in frame.bases:
                    frame.bases.append(basis)


def _bases_in(text: str) -> list[str]:
    bases: list[str] = []
    for part in re.split(r";", text):
        numbers = [number.value for number in numbers_in(part)]
        named = re.match(
            r"\s*(?:Căn cứ\s+)+(?P<name>(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị quyết|Chương trình)\b[^;]*)",
            part,
        )
        if numbers:
            bases += numbers
        elif named:
            bases.append(" ".join(named["name"].split()).rstrip(" .,"))
    return bases


def _read_signature(frame: Frame, source: str, document: Document) -> None:
    titles: list[Paragraph] = []
    in_list = False
    signer: Paragraph | None = None
    for block in document.tail:
        text = block.text.strip()
        if found := RECIPIENTS.match(text):
            in_list = True
            _entry(frame, "recipients", "", block.text, block.pieces)
            if rest := text[found.end() :].strip():
                frame.recipients.append(rest.rstrip(";. "))
        elif AUTHORITY.match(text) or (OFFICER.match(text) and CAPITALS.fullmatch(text)):
            in_list = False
            titles.append(block)
        elif block.mark is not None and in_list:
            value = " ".join(block.text.split()).rstrip(";. ")
            frame.recipients.append(value)
            _entry(frame, "recipient", value, block.text, block.pieces)
        elif titles and signer is None and _signer_in(block):
            signer = block
        elif titles and CAPITALS.fullmatch(text) and signer is None:
            titles.append(block)
        else:
            frame.unread += block.pieces
    _set_signer(frame, source, titles, signer)


def _signer_in(block: Paragraph) -> bool:
    return bool(NAME.fullmatch(block.text.strip())) or bool(NAME.fullmatch(block.lines[-1].text.strip()))


def _set_signer(frame: Frame, source: str, titles: list[Paragraph], signer: Paragraph | None) -> None:
    if titles:
        words = " ".join(" ".join(block.text.split()) for block in titles)
        _entry(frame, "signer_title", words, words, tuple(span for block in titles for span in block.pieces))
        frame.signer_title = frame.signer_title or words
    if signer is not None:
        name = (
            " ".join(signer.text.split())
            if NAME.fullmatch(signer.text.strip())
            else signer.lines[-1].text.strip()
        )
        _entry(frame, "signer", name, signer.text, signer.pieces)
        frame.signer = frame.signer or name


def _infer_issuer(frame: Frame, documents: Sequence[Document]) -> None:
    """Work out issuer and place where the letterhead is lost: own words plus the place they name."""
    opening = " ".join(block.text for document in documents for block in _opening(document))
    title = frame.title or ""
    territory = TERRITORY.search(title) or TERRITORY.search(opening)
    committee = COMMITTEE.match((frame.issuer or "").upper())
    if frame.place is None:
        frame.place = (
            committee["place"].title()
            if committee and committee["place"]
            else territory["place"]
            if territory
            else None
        )
    own = OWN_COMMITTEE.search(opening)
    signed = re.search(r"[ỦU][ỶY]? ?BAN NHÂN DÂN|CHỦ TỊCH", frame.signer_title or "")
    if frame.issuer is None and frame.place and (own or (territory and signed)):
        level = (own or territory)["level"].lower()  # type: ignore[index]
        frame.issuer = f"Ủy ban nhân dân {level} {frame.place}"
