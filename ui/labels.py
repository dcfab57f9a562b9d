"""What the program's own words are called on the page."""

from __future__ import annotations

from answer.model import ChipKind, Status
from answer.present import ROLE_LABELS

APP_TITLE = "Trợ lý Kế hoạch"
NOTICE = (
    "Đây là hệ thống tự động, không phải cán bộ trả lời. "
    "Câu trả lời chỉ để tra cứu; văn bản đã ký ban hành mới có giá trị."
)

ROLES: dict[str, str] = dict(ROLE_LABELS)  # on the page as in an answer that is copied

CHIP_KINDS: dict[ChipKind, str] = {
    "agency": "Cơ quan",
    "plan": "Kế hoạch",
    "role": "Vai trò",
    "intent": "Hỏi về",
    "topic": "Nội dung",
    "time": "Thời gian",
    "place": "Nơi chưa nạp",
    "number": "Số văn bản",
    "label": "Vị trí",
}

STATUS_TITLES: dict[Status, str] = {
    "answered": "",
    "partial": "Trả lời được một phần",
    "clarify": "",
    "not_found": "",
    "out_of_scope": "Ngoài phạm vi trả lời",
}
