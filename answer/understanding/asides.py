"""What people say beside their question: who they are, what they want the answer for, that they misspoke."""

from __future__ import annotations

import regex as re

from ingest.fold import fold_map

_SELF = r"(?:chung (?:toi|minh|em)|toi|em|minh|to)"
_OURS = r"(?:xa|phuong|thi tran|huyen|quan|so|phong|ban|nganh|don vi|co quan|ben|truong|chi cuc|van phong)"
_ALL = r"(?:liet ke|ke|neu|noi)(?: ra)?(?: cho)? (?:du|het|ro|giup)"
_SAYS = rf"(?:y )?{_SELF}(?: la| muon)? (?:hoi|noi)(?: la)?"
_WORK = r"(?:cong tac|lam viec|lam|thuoc|la (?:can bo|chuyen vien|nhan vien|nguoi))"
_DOES = r"(?:phai|co|duoc|can|lam|nen|thi|chu tri|phoi hop)"
# Folded, punctuation kept; each is cut out wherever it stands.
ASIDES = tuple(
    re.compile(pattern)
    for pattern in (
        # "…, liệt kê cho đủ để tôi lập bảng theo dõi", "… để em báo cáo sếp"
        rf"(?:[,;]?\s*{_ALL})?[,;]?\s*\bde (?:cho )?{_SELF} [^?.;]+",
        r"[,;]?\s*\bde (?:con )?(?:bao cao|trinh) (?:lai )?(?:voi )?(?:sep|lanh dao|thu truong)\b[^?.;]*",
        # "Tôi công tác ở UBND xã …", "em làm bên Sở …"
        rf"^{_SELF}(?: dang| hien)? {_WORK}(?: (?:o|tai|ben|cua|thuoc))?(?= )",
        # "xã tôi phải …", "sở mình có …"
        rf"\b{_OURS} (?:cua )?{_SELF}\b(?= {_DOES})",
        # "Nhầm, ý mình hỏi …", "à không, …"
        rf"^(?:(?:a|o|uh?)[ ,]+)?(?:nham(?: roi)?|khong phai|a khong|xin loi)[ ,.]+(?:{_SAYS})?",
        rf"^y {_SELF}(?: la| muon)? (?:hoi|noi|la)(?: la)?\b",
        # "…, kế hoạch có câu nào không?"
        r"[,;]?\s*(?:trong )?(?:ke hoach|van ban)?\s*co (?:cau|dong|doan|cho|muc) nao "
        r"(?:noi |ghi |neu )?(?:khong|ko)\b",
    )
)
MISSPOKE = re.compile(rf"^(?:(?:a|o|uh?)[ ,]+)?(?:nham\b|a khong\b|khong phai\b|y {_SELF}\b)")


def without_asides(text: str) -> str:
    """Return a question without what is said beside it; text itself where nothing else would be left."""
    rest = text
    for pattern in ASIDES:
        folded, origin = fold_map(rest)
        if found := pattern.search(folded):
            stop = origin[found.end()] if found.end() < len(origin) else len(rest)
            rest = f"{rest[: origin[found.start()]]} {rest[stop:]}"
    rest = " ".join(rest.split()).lstrip(" ,.;")
    return rest if re.search(r"\w", rest) else text
