"""Deadlines in running text: a date, a quarter or a rhythm that belongs to the action.

"kịp thời" and "thường xuyên" in running text are manner, not deadlines; dates of documents that are
cited ("ngày 15 tháng 6 năm 2023 của Bộ Chính trị") are none either: a deadline needs a word that sets it.
"""

from __future__ import annotations

import regex as re

DAY = r"(?:ngày\s+)?\d{1,2}\s*(?:/\s*\d{1,2}(?:\s*/\s*\d{4})?|tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
MONTH = r"tháng\s+\d{1,2}\s*(?:/|năm)\s*\d{4}"
YEARLY = r"(?:hàng|hằng)\s+(?:năm|quý|tháng|tuần)"
QUARTER = r"[Qq]uý\s+(?:I{1,3}|IV|[1-4])(?!\w)(?:\s*(?:,|-|và|đến)\s*(?:[Qq]uý\s+)?(?:I{1,3}|IV|[1-4])(?!\w))*(?:\s*(?:/|năm)\s*\d{4})?"
ROUND = (
    r"[Đđ]ịnh kỳ(?:\s+(?:(?:0?\d|sáu|ba)\s+tháng|hàng\s+\w+|hằng\s+\w+|mỗi\s+\w+)(?:\s+(?:một|0?1)\s+lần)?)?"
)
FROM = r"(?:\s*\(bắt đầu từ năm \d{4}\))?"
SUDDEN = r"(?:\s*(?:và|hoặc|,)\s*đột xuất)?"
SET_BY = r"(?:[Tt]rước|[Cc]hậm nhất(?:\s+là)?(?:\s+(?:đến|vào|trước))?|[Đđ]ến hết|[Hh]ết|[Xx]ong trước|[Hh]oàn thành trong|[Vv]ào|[Tt]rong)"

PATTERNS = (  # in order: the first that is found is the deadline
    re.compile(rf"(?:{ROUND}\s+)?{SET_BY}\s+(?:{DAY}|{MONTH}|{QUARTER})(?:\s+{YEARLY})?{FROM}{SUDDEN}"),
    re.compile(rf"{QUARTER}"),
    re.compile(r"[Tt]rong (?:năm|giai đoạn) \d{4}(?:\s*-\s*\d{4})?"),
    re.compile(rf"{ROUND}(?:\s+{YEARLY})?{SUDDEN}"),
    re.compile(r"(?:[Hh]àng|[Hh]ằng|[Mm]ỗi)\s+(?:năm|quý|tháng)"),
)
# Words before which a rhythm describes a thing, not when to act: "các cuộc họp báo định kỳ", "kế hoạch hàng năm".
DESCRIBES = re.compile(
    r"(?:họp|họp báo|kế hoạch|chương trình|ngân sách|dự toán|đơn vị|giao|chi|thường niên|báo cáo viên)\s*$",
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
