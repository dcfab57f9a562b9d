"""What may be taken in: refusals before anything of a file is kept, and warnings about what is.

`read_file` calls both functions, so that the command line, the build and the upload page agree.
The marks and their places: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III (ô 10a độ mật, ô 10b độ khẩn, ô 11
lưu hành); a mark is a line of its own in the upper part of page 1. Body text that speaks of "bí mật nhà
nước" is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex as re

from ingest.clean import view
from ingest.containers import check_container
from ingest.errors import RefusedFileError
from ingest.fold import fold
from ingest.letterhead import AUTHORITY, OFFICER
from ingest.plan import Span
from ingest.reading import Reading

UPPER_LINES = 40  # of page 1, where no page image says how far down a line stands
UPPER_SHARE = 0.5  # of the page's height
LONGEST = 80  # characters of a line, or a column of it, that can be a mark, a number or a date

# Folded, without spaces: letters are often set apart, and OCR loses accents ("T0I MAT").
SECRET = re.compile(r"(?:tuyet|toi|t0i)?mat")
SECRET_NAMES = {"mat": "MẬT", "toimat": "TỐI MẬT", "t0imat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}
SECRET_WORDS = re.compile(
    r"(?:tuyệt\s+|tối\s+)?mật", re.IGNORECASE
)  # in any case where its accents are there
SECRET_LEVEL = re.compile(r"do mat (?P<level>tuyet mat|toi mat|mat)")
# "BẢO / MẬT", "BÍ / MẬT" of a title that is broken over lines; "CÓ / MẶT" where accents are lost.
BEFORE_WORD = re.compile(r"\b(?:bao|bi|co|be|vang|mot|tom|giam|an|khac|ngot|ong)$")
RESTRICTED = {
    "tai lieu thu hoi": "TÀI LIỆU THU HỒI",
    "chi nguoi co ten moi duoc boc bi": "CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ",
    "luu hanh noi bo": "LƯU HÀNH NỘI BỘ",
    "xem xong tra lai": "XEM XONG TRẢ LẠI",
}
URGENT = {
    "hoa toc": "Hỏa tốc",
    "hoa toc hen gio": "Hỏa tốc hẹn giờ",
    "thuong khan": "Thượng khẩn",
    "khan": "Khẩn",
}
DRAFT = re.compile(r"(?:ban )?du thao(?: lan \w+(?: \w+)?)?(?: ngay .*)?")
TAG = re.compile(r"</?\w+[^<>\n]*>|!\[[^\]\n]*\]\([^)\n]*\)")
COLUMNS = re.compile(r"[\t|]| {3,}|<br\s*/?>", re.IGNORECASE)  # letterheads stand in two columns
PAGE_END = "\f"

NO_NUMBER = re.compile(r"Số\s*:?[\s.…_]*/\s*(?:\d{4}/)?\p{Lu}")
NO_DATE = re.compile(r",\s*ngày[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm")
SIGNED = re.compile(rf"^\W*(?:{AUTHORITY.pattern}|{OFFICER.pattern})", re.MULTILINE)
STAMPED = re.compile(r"\(?\s*[Đđ]ã ký\s*\)?|Ký bởi|Người ký", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UpperLine:
    """A line, or a column of it, in the upper part of page 1; before are the words of the line above it."""

    text: str
    folded: str
    before: str


def screen_bytes(raw: bytes, name: str) -> None:
    """Raise RefusedFileError where a file must not be opened; raw is all of it, name its file name."""
    check_container(raw, name)


def screen_reading(reading: Reading, name: str) -> Reading:
    """Return reading with its warnings; raise RefusedFileError where it bears a mark of secrecy."""
    if not reading.text.strip():
        raise RefusedFileError(f"{name} trống, không có chữ nào.", remedy="Hãy kiểm tra lại tệp.")
    lines = tuple(upper_lines(reading))
    refuse_marked(lines, name)
    return replace(reading, warnings=(*reading.warnings, *warnings_of(reading.text, lines)))


def refuse_secret_text(text: str, name: str) -> None:
    """Raise RefusedFileError where text that a reader leaves out (a page header) bears a mark of secrecy."""
    refuse_marked(tuple(upper_lines(Reading(text, "text"))), name)


def refuse_marked(lines: tuple[UpperLine, ...], name: str) -> None:
    """Raise RefusedFileError for the first mark of secrecy or of restricted circulation among lines."""
    for line in lines:
        if mark := secrecy_of(line):
            raise RefusedFileError(
                f"{name} có dấu độ mật “{mark}” nên không được nạp; không nội dung nào được giữ lại.",
                remedy="Hãy báo người phụ trách bảo vệ bí mật nhà nước của cơ quan.",
            )
        if mark := RESTRICTED.get(line.folded):
            raise RefusedFileError(
                f"{name} có dấu “{mark}” nên không được nạp; không nội dung nào được giữ lại.",
                remedy="Hãy hỏi người quản trị và người phụ trách văn thư trước khi dùng văn bản này.",
            )


def secrecy_of(line: UpperLine) -> str | None:
    """Return the mark of secrecy that line is, as it is printed on stamps; None for any other line."""
    if level := SECRET_LEVEL.fullmatch(line.folded):
        return SECRET_NAMES[level["level"].replace(" ", "")]
    joined = line.folded.replace(" ", "")
    if not SECRET.fullmatch(joined) or BEFORE_WORD.search(line.before):
        return None
    letters = "".join(character for character in line.text if character.isalpha())
    spelled = SECRET_WORDS.fullmatch(" ".join(re.findall(r"\p{L}+", line.text)))
    return SECRET_NAMES[joined] if letters.isupper() or spelled else None


def warnings_of(text: str, lines: tuple[UpperLine, ...]) -> tuple[str, ...]:
    """Return sentences about how urgent a document is and what it lacks to be one that was issued."""
    found = [f"Độ khẩn: {URGENT[line.folded]}." for line in lines if line.folded in URGENT]
    if any(DRAFT.fullmatch(line.folded) for line in lines):
        found.append("Bản dự thảo: văn bản chưa được ban hành.")
    read = view(text).text
    upper = "\n".join(line.text for line in lines)
    if NO_NUMBER.search(upper):
        found.append("Chưa có số văn bản: có thể là bản chưa phát hành.")
    if NO_DATE.search(upper):
        found.append("Ngày ban hành còn để trống: có thể là bản chưa phát hành.")
    if not SIGNED.search(COLUMNS.sub("\n", read)) and not STAMPED.search(read):
        found.append("Không thấy chức vụ và chữ ký của người ký: có thể là bản chưa ký hoặc chép thiếu.")
    return tuple(dict.fromkeys(found))


def upper_lines(reading: Reading) -> Iterator[UpperLine]:
    """Yield the lines in the upper part of page 1, columns apart, in reading order."""
    text = view(reading.text).text if not reading.boxes else reading.text
    before = ""
    at = taken = 0
    for raw in text.split(PAGE_END, 1)[0].splitlines(keepends=True):
        span = (at, at + len(raw))
        at += len(raw)
        if not raw.strip():
            before = ""
            continue
        taken += 1
        if reading.boxes and not _is_upper(reading, span):
            continue
        if not reading.boxes and taken > UPPER_LINES:
            return
        for piece in COLUMNS.split(raw):
            words = TAG.sub(" ", piece).strip(" \t*_#>-–—=~.…:|[](){}\r\n")
            if words and len(words) <= LONGEST:
                yield UpperLine(words, fold(words), before)
        before = fold(raw)


def _is_upper(reading: Reading, span: Span) -> bool:
    """Return whether the print of span stands in the upper part of page 1; what has no box does."""
    boxes = [box for box in reading.boxes if box.span[0] < span[1] and span[0] < box.span[1]]
    return not boxes or any(box.page == 1 and box.top < UPPER_SHARE for box in boxes)
