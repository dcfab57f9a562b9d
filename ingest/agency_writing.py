"""Short forms in names of agencies, written out: "UBND các huyện" -> "Ủy ban nhân dân các huyện"."""

from __future__ import annotations

import re
from functools import lru_cache

# Long before short; a short form counts as a whole word only. "VP" and "TT" are written out where what
# follows says which word they stand for (TT: Thường trực before a committee, Trung tâm elsewhere).
_WRITTEN_OUT: tuple[tuple[str, str], ...] = (
    (r"(?:UB ?|Ủy ban )MTTQ(?: ?VN| Việt Nam)?", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"MTTQ(?:VN| Việt Nam)?", "Mặt trận Tổ quốc Việt Nam"),
    (r"BCH ?BĐBP", "Bộ Chỉ huy Bộ đội Biên phòng"),
    (r"BTL ?BĐBP", "Bộ Tư lệnh Bộ đội Biên phòng"),
    (r"BĐBP", "Bộ đội Biên phòng"),
    (r"Bộ CHQS", "Bộ Chỉ huy Quân sự"),
    (r"Ban CHQS", "Ban Chỉ huy Quân sự"),
    (r"BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
    (r"TTTU", "Thường trực Tỉnh ủy"),
    (r"TT\.? ?(?=(?:HĐND|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|UBND|Ủy ban))", "Thường trực "),
    (r"VPCP", "Văn phòng Chính phủ"),
    (r"VP\.? ?(?=(?:UBND|Ủy ban|HĐND|Hội đồng|Tỉnh ủy|Thành ủy|Đoàn))", "Văn phòng "),
    (r"LĐVP", "Lãnh đạo Văn phòng"),
    (r"UBND", "Ủy ban nhân dân"),
    (r"HĐND", "Hội đồng nhân dân"),
    (r"ĐBQH", "đại biểu Quốc hội"),
    (r"CT(?=,(?: các)? PCT)", "Chủ tịch"),
    (r"PCT\.? ?(?=(?:Ủy|UBND))", "Phó Chủ tịch "),
    (r"CVP", "Chánh Văn phòng"),
    (r"BCĐ", "Ban Chỉ đạo"),
    (r"BQL", "Ban Quản lý"),
    (r"TTXVN", "Thông tấn xã Việt Nam"),
    (r"Cổng TTĐT|Công TTĐT", "Cổng Thông tin điện tử"),
    (r"Cục TTĐN", "Cục Thông tin đối ngoại"),
    (r"(?<=công tác )TTĐN|(?<=Ban Chỉ đạo )TTĐN", "thông tin đối ngoại"),
    (r"(?:STTTT|Sở (?:TT ?[&-] ?TT|TTTT|TT và TT))", "Sở Thông tin và Truyền thông"),
    (r"(?:BTTTT|Bộ (?:TT ?[&-] ?TT|TTTT))", "Bộ Thông tin và Truyền thông"),
    (r"Phòng (?:VHTT|VH ?[&-] ?TT)", "Phòng Văn hóa và Thông tin"),
    (r"(Sở|Bộ|Phòng) (?:VHTTDL|VH, ?TT ?& ?DL|VHTT ?& ?DL|VH-TT-DL)", r"\1 Văn hóa, Thể thao và Du lịch"),
    (r"(Sở|Bộ|Phòng) (?:KH ?[&-] ?ĐT|KHĐT)", r"\1 Kế hoạch và Đầu tư"),
    (r"(Sở|Bộ|Phòng) (?:KH ?[&-] ?CN|KHCN)", r"\1 Khoa học và Công nghệ"),
    (r"(Sở|Bộ|Phòng) (?:GD ?[&-] ?ĐT|GDĐT)", r"\1 Giáo dục và Đào tạo"),
    (r"(Sở|Bộ|Phòng) (?:LĐ-TB ?& ?XH|LĐTB ?& ?XH|LĐTBXH)", r"\1 Lao động - Thương binh và Xã hội"),
    (r"(Sở|Bộ|Phòng) (?:NN ?& ?PTNT|NNPTNT)", r"\1 Nông nghiệp và Phát triển nông thôn"),
    (r"(Sở|Bộ|Phòng) (?:TN ?& ?MT|TNMT)", r"\1 Tài nguyên và Môi trường"),
    (r"(Sở|Bộ|Phòng) (?:NN ?& ?MT|NNMT)", r"\1 Nông nghiệp và Môi trường"),
    (r"(Sở|Bộ) GTVT", r"\1 Giao thông vận tải"),
    (r"Đài (?:PT ?[&-] ?TH|PTTH|PT và TH)", "Đài Phát thanh và Truyền hình"),
    (r"TPHCM|TP\.? ?HCM", "Thành phố Hồ Chí Minh"),
    (r"TP\.?(?= [A-ZĐÀ-Ỹ])", "thành phố"),
    (r"TP", "thành phố"),
    (r"TX\.?(?= )", "thị xã"),
)  # fmt: skip
_RULES = tuple(
    # a pattern that looks ahead has its own end
    (re.compile(rf"(?<!\w)(?:{short})" + ("" if "(?=" in short else r"(?!\w)")), full)
    for short, full in _WRITTEN_OUT
)
_BCHQS = re.compile(r"(?<!\w)BCH ?QS(?!\w)(?P<rest>.*)", re.DOTALL)
# In a district or commune the military command is a Ban, in a province a Bộ.
_LOWER_LEVEL = re.compile(r"\b(?:huyện|quận|thị xã|xã|phường)\b")


_CAPITALS = re.compile(r"[A-ZĐ]{2}")  # every short form has two capitals side by side


@lru_cache(maxsize=8192)
def write_out(name: str) -> str:
    """Return a name with its short forms written out; a full name comes back as it is.

    "UBND các huyện, thị xã, thành phố" -> "Ủy ban nhân dân các huyện, thị xã, thành phố".
    """
    if not _CAPITALS.search(name):
        return " ".join(name.split())
    for short, full in _RULES:
        name = short.sub(full, name)
    if found := _BCHQS.search(name):
        head = "Ban" if _LOWER_LEVEL.search(found["rest"]) else "Bộ"
        name = f"{name[: found.start()]}{head} Chỉ huy Quân sự{found['rest']}"
    return " ".join(name.split())
