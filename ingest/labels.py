"""Labelled lines ("Đơn vị chủ trì: …"): which line is one, and what its label says of the words after it.

A label speaks by its head: only one that begins with a body ("Cơ quan phối hợp", "Sở, ngành chủ trì") or with
the role itself ("Chủ trì", "Phân công thực hiện") names doers. "Địa điểm tổ chức", "Kinh phí thực hiện" and
"Hình thức phối hợp" hold a word of duty too, and name a place, money or a manner.
"""

from __future__ import annotations

import regex as re

from ingest.plan import Role

# "Phòng Tổ chức", "Ban Tổ chức" are bodies themselves, not labels.
_BODIES = (
    r"(?:Các\s+|Tên\s+)?(?:Đơn vị|Cơ quan|(?:Bộ phận|Phòng|Ban)(?!\s+tổ chức)|Phòng,? ban|Sở|Ngành"
    r"|Bộ(?!\s+phận)|Địa phương|Chủ thể|Tổ chức|Lực lượng)"
    r"(?:\s*[,/]\s*(?:đơn vị|cơ quan|địa phương|ban|ngành|tổ chức|cá nhân))*"
    r"(?:\s+(?:được giao|được phân công|chịu trách nhiệm))?"
)
_DOES = (
    r"(?:chủ trì|thực hiện|phối hợp|tham mưu|theo dõi|đầu mối|giám sát|hướng dẫn|triển khai|tổ chức"
    r"|chịu trách nhiệm|phụ trách)[^:.;]{0,40}"
)
# Words that label a line, each with how many characters may follow before the colon.
_LABELS = (
    (r"Chủ trì(?: thực hiện| tham mưu)?|Phối hợp(?: thực hiện)?|Tham mưu|Đầu mối|Hoàn thành", 0),
    (r"Phân công(?: thực hiện)?|(?:Chịu trách|Trách) nhiệm(?: thực hiện)?|Phụ trách", 0),
    (r"Mục tiêu|Mục đích|Yêu cầu|Ghi chú", 0),
    (r"Lộ trình|Địa điểm|Hình thức|Số lượng|Quy mô|Phạm vi|Thành phần|Phương thức|Cách thức", 20),
    (r"Tiến độ|Nội dung|Đối tượng|Sản phẩm|Kết quả|Kinh phí|Nguồn (?:kinh phí|vốn|lực)|Giải pháp", 30),
    (r"Dự (?:kiến|toán) kinh phí|Tổng kinh phí|Chỉ tiêu", 30),
    (r"Thời gian|Thời hạn", 40),
)
_LABELLED = "|".join(rf"(?:{words})[^:.;]{{0,{room}}}" for words, room in _LABELS)
FIELD = re.compile(rf"(?P<field>{_BODIES}\s+{_DOES}|{_LABELLED})\s*:\s*", re.IGNORECASE)
# What the label of doers begins with: a body, or the role with no other head.
NAMES_DOERS = re.compile(
    rf"(?:{_BODIES}|Chủ trì|Phối hợp|Tham mưu|(?:Làm )?Đầu mối|Phân công|(?:Chịu )?Trách nhiệm|Phụ trách"
    r"|Thực hiện|Triển khai)\b",
    re.IGNORECASE,
)
# Labels inside a sentence or a cell: "… Chủ trì: Sở Y tế; phối hợp: Sở Tài chính."
# No label is what goes on with the words before it: "Điểm cầu chủ trì: Hội trường …".
INNER_LABEL = re.compile(
    r"(?:(?<=^|[\n.;:,()\[\]/–-]\s*)|(?<!\w)(?-i:(?=\p{Lu})))"
    r"(?P<label>(?:(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp)(?:\s+(?:thực hiện|tham mưu))?"
    r"|(?:đơn vị|cơ quan)\s+(?:thực hiện|tham mưu))\s*:\s*",
    re.IGNORECASE,
)
TASK_FIELDS = re.compile(r"nội dung|đối tượng", re.IGNORECASE)
TIME_FIELDS = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|lộ trình", re.IGNORECASE)
ACTS = re.compile(r"thực hiện|đầu mối|triển khai|tổ chức|phân công|trách nhiệm|phụ trách")


def read_field(words: str) -> str:
    """Return the words before the colon of a labelled line, or "" where words is none."""
    found = FIELD.match(words)
    return found["field"] if found and words[:1].isupper() else ""


def roles_of_label(label: str) -> tuple[Role, ...]:
    """Return the roles a label gives who stands after it: "Đơn vị tham mưu, thực hiện" advises and leads.

    () where its head is no body and no role: "Địa điểm tổ chức", "Thời gian thực hiện".
    """
    words = label.strip().lower()
    if not NAMES_DOERS.match(words):
        return ()
    if "chủ trì" in words:
        return ("lead",)
    if "phối hợp" in words:
        return ("support",)
    doing = bool(ACTS.search(words))
    if "tham mưu" in words:
        return ("advise", "lead") if doing else ("advise",)
    return ("lead",) if doing else ()
