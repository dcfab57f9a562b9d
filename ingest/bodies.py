"""The nouns that bodies are called by in this administration: "Sở …", "Trạm …", "Các trường …"."""

from __future__ import annotations

import regex as re

NOUNS = (
    r"Sở|Ban(?! hành)|Bộ(?! (?:quy|tiêu|chỉ))|Cục|Chi cục|Tổng cục|Phòng(?!,? (?:chống|ngừa))|Trung tâm|Trạm"
    r"|Viện(?! trợ)|Vụ(?! (?:việc|mùa))|Hội(?! (?:nghị|thảo|chợ|nhập|thi))|Đoàn(?! kết)|Công ty|Tổng công ty"
    r"|Tập đoàn|Trường(?! hợp)|Văn phòng|Thanh tra|Công an|UBND|Ủy ban|Báo(?! cáo)|Đài|Liên đoàn|Liên minh"
    r"|Liên hiệp|Hiệp hội|Bưu điện|Kho bạc|Ngân hàng|Bệnh viện|Bảo hiểm|Tòa án|Hạt|Tổ(?! chức)|Đội(?! ngũ)"
    r"|Thuế|Hải quan|Chi nhánh|Mặt trận|Hợp tác xã|Quỹ(?! đất)|Đảng (?:ủy|đoàn|bộ)|Huyện ủy|Quận ủy|Thành ủy"
    r"|Tỉnh ủy|Huyện đoàn|Tỉnh đoàn|Thành đoàn|Nhà (?:máy|văn hóa|hát)|Thư viện|Bảo tàng|Tạp chí"
    r"|Vườn quốc gia|Khu (?:bảo tồn|dự trữ)|VNPT|Viettel|MobiFone"
    r"|Khoa(?! (?:học|giáo))"
    r"|Trưởng (?:các|thôn|khu|tổ|ban|phòng|bản|ấp|buôn|Công an)|Bí thư|Hiệu trưởng"
)
GROUPS = (
    r"(?:Các|Những)\s+(?:huyện|thành|thị|quận|đảng|xã|phường|thôn|trường|doanh nghiệp|cơ sở|hội|tổ chức"
    r"|đoàn thể|cơ quan|đơn vị|chủ|hộ|hợp tác xã|bệnh viện|trạm|tổ|đội|ban|phòng|sở|cục|vụ|viện|trung tâm"
    r"|khoa(?! học)"
    r"|địa phương|công ty|ngành|báo)\b"
)
NOUN = re.compile(rf"(?:{NOUNS})\b|{GROUPS}")
LONGEST_HEADING = 16  # words; two agencies with long names fit
SENTENCE = re.compile(r"[.;!?]|,\s+\p{Ll}+\s+\p{Ll}+\s+\p{Ll}+\s+\p{Ll}+\s+\p{Ll}")


def names_bodies(line: str) -> bool:
    """Return whether an unnumbered line is nothing but the name of a body, as headings are: "Sở Y tế:"."""
    words = line.strip().rstrip(":")
    if not NOUN.match(words) or not 2 <= len(words.split()) <= LONGEST_HEADING:
        return False
    return ":" not in words and not SENTENCE.search(words)
