"""The fixed words of a document's frame, as patterns (Nghị định 30/2020/NĐ-CP, Phụ lục I and III)."""

from __future__ import annotations

import regex as re

KINDS = (
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH",
    "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "CHƯƠNG TRÌNH",
    "NGHỊ QUYẾT",
    "CHỈ THỊ",
    "THÔNG BÁO",
    "HƯỚNG DẪN",
    "ĐỀ ÁN",
    "PHƯƠNG ÁN",
    "BÁO CÁO",
    "TỜ TRÌNH",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "CHIẾN LƯỢC",
    "CÔNG ĐIỆN",
    "KẾT LUẬN",
    "DỰ ÁN",
)
DECISION = "QUYẾT ĐỊNH"
# What may follow the kind on its line: several agencies issue such a plan together.
JOINT = r"\s+(?:LIÊN (?:NGÀNH|TỊCH|CƠ QUAN)|PHỐI HỢP)"
LETTER = "CÔNG VĂN"  # the one kind whose name is not printed on it
TITLE = re.compile(rf"(?P<kind>{'|'.join(KINDS)})(?=\s|$)(?!\s*:)")
JOINT_KIND = re.compile(rf"(?P<kind>{'|'.join(KINDS)}){JOINT}\s*")
TITLE_ALONE = re.compile(rf"(?P<kind>{'|'.join(KINDS)})", re.IGNORECASE)
ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)\s*(?:số\s+)?(?P<number>[IVX]+|\d{1,2})?\s*[.:]?\s*$"
    r"|PHỤ LỤC(?:\s+(?P<caps>[IVX]+|\d{1,2})\b)?"
)
# An annex without the word: the list itself, after the signature.
LISTING = re.compile(r"(?:DANH MỤC|BIỂU|BẢNG|PHÂN CÔNG|MẪU SỐ)\b")
FORMULA = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN|CHỈ THỊ)\s*:\s*$")
MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-.]?\s*Tự\s+do\s*[-.]?\s*Hạnh\s+phúc"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
    re.IGNORECASE,
)
MOTTO_PART = re.compile(
    r"(?:CỘNG H(?:ÒA|OÀ) XÃ|HỘI CHỦ NGHĨA VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI|CHỦ NGHĨA VIỆT NAM"
    r"|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ|NGHĨA VIỆT NAM)$"
)
NUMBER_LINE = re.compile(r"Số\s*:|Số\s+\d|Số\s*$")
ABOUT = re.compile(r"V/v[:.]?\s+|Về việc\s+")
BLANK = r"[\s.…_]*"  # a draft leaves the day to be filled in by hand
DATE = re.compile(
    r"(?P<place>(?:TP\.?\s*|[Tt]hành phố\s+)?\p{Lu}[\p{L}'’]*(?:[ .-]+\p{Lu}[\p{L}'’]*){0,5}"
    r"|(?<![^\n])\p{Lu}\p{L}*(?: \p{L}+){1,3})"  # "Hà nội, ngày 5 tháng 8 …"
    rf"\s*,\s*ngày{BLANK}(?P<day>\d{{1,2}})?{BLANK}(?:tháng{BLANK}(?P<month>\d{{1,2}})?{BLANK}năm{BLANK}(?P<year>\d{{4}})?"
    r"|/\s*(?P<month2>\d{1,2})\s*/\s*(?P<year2>\d{4}))"
)
ATTACHED = re.compile(r"\(?\s*(?:Ban hành k|K)èm theo\b", re.IGNORECASE)
RECIPIENTS = re.compile(r"Nơi nhận\s*:?")
# The second is a dispatch's: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:"
ADDRESSED = re.compile(r"Kính gửi\s*:?|\p{Lu}[^.;:]{3,80}\sđiện\s*:\s*$")
# Stamps of how fast a document must go, and what is printed over a draft (Nghị định 30, ô 10b).
URGENCY = re.compile(r"(?:H(?:ỎA|OẢ) TỐC(?: HẸN GIỜ)?|(?:THƯỢNG )?KHẨN|(?:BẢN )?DỰ THẢO\b.{0,20})")
BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai|Tiếp tục thực hiện)\b")
PROPOSAL = re.compile(r"(?:[Tt]heo|[Xx]ét) (?:đề nghị|Tờ trình)")
AUTHORITY = re.compile(r"(?:(?:T/?M|K/?T|T/?L|TUQ)\s*\.|T/M|K/T|T/L)\s*\p{Lu}|Q\s*\.\s*\p{Lu}{2}")
AUTHORITY_ALONE = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ|Q)\s*\.")  # its line broken after it
OFFICER = re.compile(
    r"(?:PHÓ |Q\.\s*|QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|TRƯỞNG|CỤC TRƯỞNG|BÍ THƯ|TỔNG GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TƯ LỆNH"
    r"|CHỈ HUY TRƯỞNG|CHÍNH ỦY|CHÁNH ÁN|TỔNG THANH TRA|THỐNG ĐỐC)"
)
# "Trần Việt Trường", "Y Bhăm Niê", "Ksor H'Bơ Khăp"
NAME = re.compile(r"\p{Lu}[\p{L}'’]*(?:\s+\p{Lu}[\p{L}'’]*){1,5}")
CAPITALS = re.compile(r"[^\p{Ll}]*\p{Lu}[^\p{Ll}]*")
AGENCY_HEAD = re.compile(
    r"[ỦU][ỶY]? ?BAN|UBND|BCH|SỞ|BỘ|BAN|CỤC|CHI CỤC|TỔNG CỤC|THỦ TƯỚNG|CHÍNH PHỦ"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) [ỦU]|HỘI ĐỒNG|CHỦ TỊCH|VĂN PHÒNG|THANH TRA|TỔNG|CÔNG AN"
    r"|KHO BẠC|NGÂN HÀNG|BẢO HIỂM|TRƯỜNG|TRUNG TÂM|VIỆN|LIÊN ĐOÀN|HỘI|ĐOÀN|MẶT TRẬN|THUẾ"
)
LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
COMMITTEE = re.compile(
    rf"(?:[ỦU](?:Ỷ|Y)? BAN NHÂN DÂN|UBND) (?P<level>{LEVELS})\s*(?P<place>.*)", re.IGNORECASE
)
OWN_COMMITTEE = re.compile(
    rf"(?:[ỦU][yỷ] ban nhân dân|UBND)(?:\s*\(UBND\))?\s+(?P<level>{LEVELS})\b", re.IGNORECASE
)
TERRITORY = re.compile(
    rf"(?:trên địa bàn|của|tại)\s+(?P<level>{LEVELS})\s+(?P<place>\p{{Lu}}\w*(?:[ \-]\p{{Lu}}\w*){{0,3}})"
)


def is_motto(text: str) -> bool:
    """Return whether text is the national title, the motto or a line of them."""
    return bool(MOTTO.search(text) or MOTTO_PART.match(text))


def is_issuer(text: str) -> bool:
    """Return whether text is an agency's name in capitals, as it stands at the head of a document."""
    return bool(CAPITALS.fullmatch(text) and AGENCY_HEAD.match(text))


def is_letterhead(text: str) -> bool:
    """Return whether text is a line that stands above a title."""
    return bool(
        is_motto(text)
        or NUMBER_LINE.match(text)
        or DATE.match(text)
        or is_issuer(text)
        or text.startswith("V/v")
    )


def annex_number(text: str) -> str | None:
    """Return the number of the annex whose title text is, "" where it has none, None for other text."""
    found = ANNEX.match(text)
    return (found["number"] or found["caps"] or "") if found else None
