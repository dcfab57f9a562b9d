"""Deadlines in running text: a date, a quarter or a rhythm that belongs to the action.

"kịp thời" and "thường xuyên" in running text are manner, not deadlines; dates of documents that are
cited ("ngày 15 tháng 6 năm 2023 của Bộ Chính trị") are none either: a deadline needs a word that sets it.
"""

from __future__ import annotations

import regex as re

HOUR = r"(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?,?\s+)"
DATE = r"\d{1,2}\s*(?:/\s*\d{1,2}(?:\s*/\s*\d{4})?|tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
# "ngày 20 tháng cuối quý", "ngày 05 của tháng đầu quý sau", "ngày làm việc cuối cùng của tháng"
DAY_OF = (
    r"ngày\s+(?:\d{1,2}\s+(?:(?:của\s+)?tháng\s+(?:cuối|đầu)\s+(?:mỗi\s+)?(?:quý|năm)(?:\s+sau)?"
    r"|(?:hàng|hằng|mỗi)\s+tháng)"
    r"|(?:làm việc\s+)?cuối cùng\s+(?:của\s+)?(?:(?:hàng|hằng|mỗi)\s+)?(?:tháng|quý|năm))"
)
DAY = (
    rf"(?:{DAY_OF}|(?:ngày\s+)?{DATE}(?:\s*(?:,|và)\s*(?:trước\s+)?(?:ngày\s+)?{DATE})*"
    r"|(?:hàng|hằng|mỗi)\s+ngày)"
)
MONTH = r"tháng\s+\d{1,2}\s*(?:/|năm)\s*\d{4}"
YEARLY = r"(?:hàng|hằng)\s+(?:năm|quý|tháng|tuần|ngày)"
_QUARTERS = r"(?:I{1,3}|IV|[1-4])(?!\w)"
QUARTER = (
    rf"[Qq]uý\s+{_QUARTERS}(?:\s*(?:,|-|và|đến)\s*(?:[Qq]uý\s+)?{_QUARTERS})*(?:\s*(?:/|năm)\s*\d{{4}})?"
)
_PERIOD = (
    r"(?:(?:(?:hàng|hằng|mỗi)\s+)?(?:năm|quý|tháng|tuần|ngày)|(?:0?\d{1,2}|sáu|ba)\s+tháng)(?!\w)"
    r"(?:\s+(?:một|0?1)\s+lần)?"
)
RHYTHM = rf"[Đđ]ịnh kỳ\s+{_PERIOD}(?:\s*(?:,|và|hoặc)\s*{_PERIOD})*"
ROUND = rf"(?:{RHYTHM}|[Đđ]ịnh kỳ)"
FROM = r"(?:\s*\(bắt đầu từ năm \d{4}\))?"
SUDDEN = r"(?:\s*(?:và|hoặc|,)\s*đột xuất)?"
SET_BY = (
    r"(?:[Tt]rước|[Cc]hậm nhất(?:\s+là)?(?:\s+(?:đến|vào|trước))?|[Đđ]ến hết|[Hh]ết|[Xx]ong trước"
    r"|[Vv]ào|[Tt]rong)"
)
WITHIN = (
    r"(?:[Tt]rong (?:vòng|thời hạn|thời gian)|[Cc]hậm nhất(?: là| sau)?|[Kk]hông quá)"
    r"\s+\d{1,3}\s+(?:giờ|ngày|tháng)(?: làm việc)?"
    # what it counts from is part of it: "05 ngày làm việc kể từ ngày nhận được hồ sơ"
    r"(?:\s+(?:kể từ|sau khi|từ khi)\s+[^.,;:()]{2,60}?(?=\s*(?:[.,;:()]|$)|\s+(?:phải|để|thì|và)\b))?"
)
SET_DATE = (
    rf"(?:{ROUND}\s+|(?:[Hh]àng|[Hh]ằng) năm,\s+)?{SET_BY}\s+{HOUR}?(?:{DAY}|{MONTH}|{QUARTER})"
    rf"(?:\s+{YEARLY})?{FROM}{SUDDEN}"
)

PATTERNS = (  # in order: the first that is found is the deadline
    re.compile(SET_DATE),
    re.compile(rf"[Tt]ừ\s+{DAY}\s+đến\s+(?:hết\s+)?{DAY}"),
    re.compile(QUARTER),
    re.compile(r"[Tt]rong (?:(?:0?6 tháng (?:đầu|cuối) )?năm|giai đoạn) \d{4}(?:\s*-\s*\d{4})?"),
    re.compile(r"(?:[Tt]ừ nay\s+)?[Đđ]ến hết năm \d{4}"),
    re.compile(WITHIN),
    re.compile(rf"{RHYTHM}{SUDDEN}"),
    re.compile(r"(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)\s+(?:năm|quý|tháng|tuần|ngày)(?!\w)(?:\s+(?:một|0?1)\s+lần)?"),
    re.compile(r"(?:0?\d|một|hai|ba)\s+lần\s*/\s*(?:năm|quý|tháng|tuần)(?!\w)"),
    re.compile(rf"[Đđ]ịnh kỳ{SUDDEN}"),
)
# Words after which a rhythm describes a thing, not when to act: "họp báo định kỳ", "kế hoạch hàng năm".
DESCRIBES = re.compile(
    r"(?:họp|họp báo|kế hoạch|chương trình|ngân sách|dự toán|đơn vị|giao|chi|thường niên|báo cáo viên"
    r"|đời sống|sinh hoạt|sử dụng)\s*$",
    re.IGNORECASE,
)
FIELD_VALUE = re.compile(r"^[^:]{0,60}:\s*")


def deadline_in(text: str) -> str | None:
    """Return the deadline of running text as written, or None."""
    for pattern in PATTERNS:
        for found in pattern.finditer(text):
            rhythm = not re.search(r"\d|[Qq]uý", found[0])
            if not (rhythm and DESCRIBES.search(text[: found.start()])):
                return " ".join(found[0].split())
    return None


def field_value(text: str) -> str:
    """Return what stands after the colon of a labelled line, without its end mark."""
    return FIELD_VALUE.sub("", text, count=1).strip().rstrip(";.,").strip()
