"""Role words: what makes an agency lead, support, advise or be requested (DOMAIN 2, "Từ chỉ vai trò").

The opening verb of a duty says the role of its doer; a label or the title of a column says it outright.
"""

from __future__ import annotations

import regex as re

_ADVERBS = "thường xuyên|chủ động|tích cực|kịp thời|tiếp tục|chặt chẽ"
ADVERBS = rf"(?:(?:{_ADVERBS})\s*(?:,|và)?\s*)*"
OPENS_SUPPORT = re.compile(rf"{ADVERBS}phối hợp\b(?!\s+(?:giữa|liên ngành))", re.IGNORECASE)
# "phối hợp với", "phối hợp, hướng dẫn …", "phối hợp chặt chẽ cùng": what follows is the partner.
COORDINATES = re.compile(
    r"phối hợp(?:\s*,\s*\w+(?:\s\w+)?)?(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|hiệu quả|tốt))*"
    r"(?:\s+(?:cùng\s+với|với|cùng))?\s*:?\s+",
    re.IGNORECASE,
)
# What may stand between a doer and "phối hợp": "UBND tỉnh tăng cường phối hợp với Bộ …".
BEFORE_COORDINATES = re.compile(rf"(?:(?:tăng cường|đẩy mạnh|{_ADVERBS})\s*(?:,|và)?\s*)*$", re.IGNORECASE)
# "phối hợp" as a noun or in passing: it names no partner of a clause that has no doer.
COORDINATION = re.compile(r"(?:sự|công tác|cơ chế|quy chế|trong|việc)\s+$", re.IGNORECASE)
REQUEST = re.compile(r"\s*(?:Trân trọng\s+)?(?:kính\s+)?(?:đề nghị|mời|khuyến khích)\s+", re.IGNORECASE)
DEMAND = re.compile(
    r"(?:^|\b)(?:yêu cầu|đề nghị|khuyến khích|giao(?:\s+cho)?|giao nhiệm vụ cho)\s+(?:các đồng chí\s+)?$",
    re.IGNORECASE,
)
# What may stand before the doer that opens a clause or heading.
OPENER_LEAD = re.compile(
    r"\s*(?:(?:Trân trọng\s+)?(?:kính\s+)?(?:đề nghị|mời)|giao(?:\s+nhiệm vụ)?(?:\s+cho)?|yêu cầu"
    r"|khuyến khích)\s+(?:các\s+(?:sở|bộ|phòng)\s*:\s*)?|các\s+(?:sở|bộ|phòng)\s*:\s*",
    re.IGNORECASE,
)
HEADING_LEAD = re.compile(
    r"\s*(?:(?:kính\s+)?đề nghị|khuyến khích|giao|đối với|trách nhiệm của|nhiệm vụ của|về phía"
    r"|phân công)?\s*(?:các\s+(?:sở|bộ|phòng)\s*:\s*)?",  # "Các sở: Tài chính, Nội vụ"
    re.IGNORECASE,
)
# What may follow a subject: the verbs of duty and the words that lead to them.
VERBS = (
    r"(?:cần|phải|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|là (?:cơ quan|đơn vị|đầu mối)"
    r"|làm (?:đầu mối|chủ đầu tư)"
    r"|chủ trì|chủ động|phối hợp|tham mưu|tổ chức|triển khai|thực hiện|xây dựng|tăng cường|đẩy mạnh"
    r"|tiếp tục|thường xuyên|kịp thời|định kỳ|h[àằ]ng năm|căn cứ"
    r"|theo (?:chức năng|nhiệm vụ|thẩm quyền|dõi)|trên cơ sở|báo cáo|rà soát|nghiêm túc|quán triệt|lồng ghép"
    r"|cung cấp|hướng dẫn|kiểm tra|đôn đốc|thẩm định|bố trí|đảm bảo|bảo đảm|tuyên truyền|phổ biến|phân công"
    r"|tổng hợp|quan tâm|nâng cao|phát huy|chỉ đạo|lãnh đạo|lập (?:dự toán|kế hoạch)|sử dụng|cân đối|đề xuất"
    r"|tập trung|hỗ trợ|tạo điều kiện|nghiên cứu|khẩn trương|được giao|được phân công|đăng ký|gửi|tham gia"
    r"|vận động|quản lý|giám sát|trực tiếp|kiện toàn|duy trì|thiết lập|đăng tải|tiếp nhận|tiến hành|cập nhật"
    r"|khảo sát|sẵn sàng|huy động|xác định|ưu tiên|trong phạm vi|phát động|phản ánh|thông báo|giúp)\b"
)
DUTY = re.compile(rf"[\s,]*(?:\([^)]*\)\s*)?{VERBS}", re.IGNORECASE)
# The same with what narrows a group: "Các đơn vị thuộc Bộ căn cứ …", "… nhiệm vụ này có trách nhiệm …".
QUALIFIED_DUTY = re.compile(
    r"\s*(?:trực thuộc|thuộc|của|trên địa bàn|tại|(?:có )?liên quan|nêu trên|(?:các )?nhiệm vụ)\b"
    rf"[^,;:.]{{0,60}}?\s{VERBS}",
    re.IGNORECASE,
)
# Small words after a name that show it to be no subject: "Sở Y tế và …", "UBND tỉnh về …".
NO_SUBJECT = re.compile(
    r"\s*(?:và|của|về|tại|theo|với|trong|để|do|cho|ngày|năm|số|từ|ở|trên|bằng|như|hoặc|cùng|này|đó|khác|mới|hiện"
    r"|là|có|đạt|được|đã|đang|bị|còn|chưa|không|sẽ|đến|nêu|thuộc|trực thuộc|liên quan|các|những|cấp)\b",
    re.IGNORECASE,
)
# Who stands before this acts, whatever else the row holds: "… và các chủ rừng chịu trách nhiệm thi hành".
EXECUTES = re.compile(
    r"[^.]{0,400}?\s(?P<verb>(?:chịu|có) trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện))\b"
)
ANSWERS_FOR = re.compile(r"\s+(?:chịu|có) (?:trách nhiệm|nhiệm vụ)\b")
# "Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực II: Chủ trì …", "Sở Tài chính, trên cơ sở …, tổng hợp …"
INTRODUCES = re.compile(r"[^.;:]{0,40}:")
ASIDE = re.compile(r"\s*,[^,]{3,120},\s*\w")
ISSUES = re.compile(
    r"\s*(?:yêu cầu|đề nghị|giao|ban hành|xây dựng (?:và ban hành )?kế hoạch|quyết định|kính)\b",
    re.IGNORECASE,
)
COORDINATION_OF = re.compile(r"phối hợp(?: công tác)? giữa\s+$", re.IGNORECASE)
RESPONSIBILITY_OF = re.compile(
    r"(?:nâng cao|tăng cường|đề cao|phát huy)(?: vai trò,)? trách nhiệm của\s+$", re.IGNORECASE
)
PASSIVE = re.compile(r"\bdo\s+$")
SENTENCE_START = re.compile(r"(?:^|[.;:,]\s*|vướng mắc\s+)(?:các\s+)?$")
# Where a part of a clause begins that may have a doer of its own: "…; Tỉnh đoàn chủ trì phong trào …".
PART_START = re.compile(
    r"[.;]\s+(?:(?:(?:kính\s+)?đề nghị|giao(?:\s+cho)?|yêu cầu)\s+)?(?:các\s+)?$", re.IGNORECASE
)
OFFICE = re.compile(
    r"(?:Giám đốc|Phó Giám đốc|Chánh|Thủ trưởng|Chủ tịch|Lãnh đạo|Trưởng|Cục trưởng|Người đứng đầu)\s+",
    re.IGNORECASE,
)
# After a name in a cell: "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", "Sở Y tế chủ trì; Sở Nội vụ phối hợp".
NOTED_ROLE = re.compile(
    r"\s*\((?:cơ quan\s+|đơn vị\s+)?(?:chủ trì|phối hợp)[^)]{0,20}\)"
    r"|\s+(?:chủ trì|phối hợp)\s*(?=[;,.]|$)",
    re.IGNORECASE,
)
DETAILS = (
    "chủ trì hoặc phối hợp",
    "chủ trì, tham mưu",
    "chủ trì tham mưu",
    "chủ trì",
    "đầu mối",
    "tham mưu",
    "thẩm định",
    "chủ động phối hợp",
    "phối hợp",
)
OPENING = 80  # characters at the start of a duty in which its finer role stands


def acts(after: str) -> bool:
    """Return whether a verb of duty follows a name."""
    return bool(DUTY.match(after) or QUALIFIED_DUTY.match(after))


def is_subject(after: str) -> bool:
    """Return whether what follows a name that opens a clause makes it the doer: a verb, a colon, an aside."""
    if acts(after) or INTRODUCES.match(after) or ASIDE.match(after):
        return True
    return bool(re.match(r"\s+\p{Ll}", after)) and not NO_SUBJECT.match(after)


def detail_of(words: str) -> str:
    """Return the finer role that opens a clause ("đầu mối", "chủ trì hoặc phối hợp"), or ""."""
    opening = words[:OPENING].lower()
    found = [(opening.find(detail), -len(detail), detail) for detail in DETAILS if detail in opening]
    return min(found)[2] if found else ""
