"""What people say beside their question: greetings, who they are, what they want the answer for, thanks."""

from __future__ import annotations

from collections.abc import Callable

import regex as re

from index.accents import has_accents
from ingest.fold import fold, fold_map, fold_tone

_NO_CONTINENT = r"(?! (?:au|a|phi|my|uc|thanh|doc|duc|phu)\b)"  # "Châu Âu", "Châu Thành"
# not "tớ": without accents it is "tổ chức", too
_SELF = rf"(?:chung (?:toi|minh|em|chau)|toi|em|minh|chau{_NO_CONTINENT})"
_OURS = r"(?:xa|phuong|thi tran|huyen|quan|so|phong|ban|nganh|don vi|co quan|ben|truong|chi cuc|van phong)"
_ALL = r"(?:liet ke|ke|neu|noi)(?: ra)?(?: cho)? (?:du|het|ro|giup)"
_SAYS = rf"(?:y )?{_SELF}(?: la| muon)? (?:hoi|noi)(?: la)?"
_WORK = r"(?:cong tac|lam viec|lam|thuoc|la (?:can bo|chuyen vien|nhan vien|nguoi))"
_DOES = r"(?:phai|co|duoc|can|lam|nen|thi|chu tri|phoi hop)"
_YES = r"(?:(?:da|vang|thoi|ok|oke|u|uh|um|roi|a|o)[ ,.!]+)*"
# Folded, punctuation kept; each is cut out wherever it stands.
ASIDES = tuple(
    re.compile(pattern)
    for pattern in (
        # "…, liệt kê cho đủ để tôi lập bảng theo dõi", "… để em báo cáo sếp"
        rf"(?:[,;]?\s*{_ALL})?[,;]?\s*\bde (?:cho )?{_SELF} [^?.;]+",
        r"[,;]?\s*\bde (?:con |kip )?(?:bao cao|trinh|nop|gui|hop)(?: lai)? (?:(?:voi|cho|len) )?"
        r"(?:sep|lanh dao|thu truong|cap tren|truoc|hom nay|chieu nay|sang mai|ngay mai)\b[^?.;]*",
        # "… em hỏi sang chuyện khác ạ: …", "quay lại Sở …": how it goes on, no matter of its own
        rf"^{_YES}(?:{_SELF} )?(?:cho )?(?:muon |xin |lai |tien |them )*"
        r"(?:hoi|chuyen|doi|noi)(?: sang| qua)? "
        r"(?:chuyen|viec|van de|cau|chu de|noi dung) khac(?: \w{1,4})?[ ,.:;]+",
        rf"^{_YES}(?:{_SELF} )?(?:quay|tro)(?: ve| lai)+(?: (?:voi|ve|phan|chuyen|viec))*(?= )",
        # "Tôi công tác ở UBND xã …", "em làm bên Sở …"
        rf"^{_SELF}(?: dang| hien)? {_WORK}(?: (?:o|tai|ben|cua|thuoc))?(?= )",
        # "xã tôi phải …", "sở mình có …"
        rf"\b{_OURS} (?:cua )?{_SELF}\b(?= (?:{_DOES}|o|tai)\b)",
        # "Nhầm, ý mình hỏi …", "à không, …"
        rf"^(?:(?:a|o|uh?)[ ,]+)?(?:nham(?: roi)?|khong phai(?=\s*[,.])|a khong|xin loi)[ ,.]+(?:{_SAYS})?",
        rf"^y {_SELF}(?: la| muon)? (?:hoi|noi|la)(?: la)?\b",
        # "…, kế hoạch có câu nào không?"
        r"[,;]?\s*(?:trong )?(?:ke hoach|van ban)?\s*co (?:cau|dong|doan|cho|muc) nao "
        r"(?:noi |ghi |neu )?(?:khong|ko)\b",
    )
)
MISSPOKE = re.compile(rf"^(?:(?:a|o|uh?)[ ,]+)?(?:nham\b|a khong\b|khong phai\s*[,.]|y {_SELF}\b)")


# -- letters -------------------------------------------------------------------------------------------

_KIN = r"(?:ong|ba|anh|chi|bac|chu|co|cau|cu|em|chau|con|me|cha|o|thay|ban|dong chi|sep|ad|admin)"
_HEARERS = rf"(?:(?:cac|quy|may) )?{_KIN}(?: (?:{_KIN}|oi|a))*"
# A clause that says one of these and asks nothing is no part of a question. Folded.
_GREETS = re.compile(
    rf"^(?:(?:da|vang|alo|a lo|hi|hello|thua|u)\W+)*(?:{_SELF} )?(?:xin )?"
    rf"(?:(?:kinh )?chao\b(?! (?:mung|don|hang|gia|thau))|kinh (?:thua|gui)\b|thua {_KIN}\b|{_KIN} oi\b)"
)
_THANKS = re.compile(
    rf"^(?:(?:da|va)\W+)?(?:{_SELF} )?(?:xin |rat )?(?:(?:chan thanh|tran trong|kinh) )*(?:cam on|cam ta)\b|"
    r"^(?:xin )?tran trong\W*$|^(?:rat |kinh )?mong (?:som )?(?:nhan|duoc|co|phan hoi|quy|hoi am)\b|"
    r"^thanks?\b|^thank you\b|"
    # "chúc bác mạnh khỏe"; "chức năng" is no wish
    r"^(?:va )?(?:(?:kinh|xin|cau) )*chuc (?:\w+ ){0,6}"
    r"(?:khoe|suc khoe|thanh cong|vui ve|hanh phuc|ngay lanh|cong tac tot|ngay moi)\b"
)
_BOTHERS = rf"(?:(?:vi|da|vi da|neu) )?(?:lam phien|phien|quay ray)(?: {_HEARERS})?"
# "rất xin lỗi vì làm phiền", "em làm phiền bác chút xíu"; "Phiền anh cho biết …" goes on to ask
_APOLOGIES = re.compile(
    rf"^(?:(?:da|thua)\W+)?(?:{_SELF} )?(?:rat |thanh that |xin |xin phep |cho phep )*"
    rf"(?:(?:xin loi|that le)(?: {_HEARERS})?(?: {_BOTHERS})?|{_BOTHERS})"
    r"(?: (?:mot|chut|xiu|ti|teo|it phut|lan nua|nhieu|qua|a|nhe|nha))*\W*$"
)
# "Dạ vâng, …", "ok anh. …": nothing but a yes
_AGREES = re.compile(
    rf"^(?:(?:da|vang|u|uh|um|ok|oke|okay|roi|duoc|the a|thoi)\b[ ,.!]*)+(?:{_HEARERS}|a|roi)?\W*$"
)
_URGES = re.compile(
    rf"^(?:{_SELF} )?(?:dang |rat |hoi |can |lam )*(?:gap|voi|can)(?: gap)?(?: (?:qua|lam|a|nhe|oi))*\W*$"
)
_PRESENTS = re.compile(
    rf"^(?:(?:da|thua)\W+)?{_SELF} (?:dang |moi |vua |hien |von )*"
    r"(?:la|ten|lam|ve|nhan|viet|hoc|nghien cuu|chuan bi|lap|soan|tap su|thuc tap|tong hop|thu thap|"
    r"thong ke|tra cuu|tim hieu|ra soat)\b|"
    r"^i ?['’]?a?m (?:an? |from |new |working )"
)
_WANTED_FOR = re.compile(
    r"^(?:de|nham|phuc vu)(?: viec)? (?:chuan bi|phuc vu|kip|co so lieu|lam bao cao|bao cao|trinh)\b|"
    r"^(?:de )?(?:chuan bi|phuc vu)(?: cho)? (?:buoi|cuoc|ky|dot) "
    r"(?:hop|giao ban|lam viec|kiem tra|bao cao)\b|"
    r"^(?:theo|duoc|thuc hien) (?:su )?(?:phan cong|yeu cau|chi dao|giao viec) cua "
    r"(?:lanh dao|sep|thu truong|cap tren|co quan)\W*$"
)
_BESIDE = (_GREETS, _AGREES, _THANKS, _APOLOGIES, _URGES, _PRESENTS, _WANTED_FOR)
_HOLDS_QUESTION = re.compile(r"\b(?:ai|gi|nao|bao nhieu|dau|sao|bao gio|bao lau)\b")
# "Kiểm toán cần biết: …", "Lãnh đạo hỏi: …"
_WHO_ASKS = re.compile(
    r"^[^:?.]{3,70}\b(?:(?:hoi|thac mac|yeu cau|nho)\b(?: \w+){0,4}|(?:can|muon) biet|cung cap|lam ro|"
    r"giai trinh|xac nhan|cho biet|tra loi(?: giup)?)\s*:\s*"
)
# "xin được hỏi", "nhờ anh chị chỉ giúp", "đề nghị cung cấp danh sách …"
_PLEASE = (
    rf"(?:xin phep|xin|luon tien|neu tien|tien the|kinh|nho|vui long|lam on|lam phien|phien|mong|cho phep|"
    rf"cho|de nghi|yeu cau|{_SELF})"
)
_LOOK = r"(?:tra(?: cuu)?|xem|tra loi|liet ke|kiem tra|doc|tim|ra soat) (?:giup|ho|dum)"
# forms of address, and not the words they begin: "cơ quan", "Chi cục", "Chủ tịch", "Bắc Ninh"
_YOU = (
    r"(?:chi(?! (?:cuc|bo|doan|hoi|nhanh|tieu|uy|phi))|co(?! (?:quan|so|cau))|"
    r"chu(?! (?:tich|tri|dau|the|truong))|"
    r"bac(?! (?:giang|ninh|kan|can|lieu)))"
)
# "Đọc cho tôi …", "xem lại giúp anh …"
_ORDERS = (
    rf"(?:doc|xem|mo|dua|tim|lay|neu|noi|ke|liet ke|trich|kiem tra|coi) (?:lai |ra |nhanh |gon )*"
    rf"(?:(?:cho|giup|gium|ho|dum) )+(?:{_SELF}|anh|{_YOU})\b(?: (?:xem|nghe|biet))?"
)
_ASKS = re.compile(
    rf"^{_ORDERS}[ ,:]*|"
    rf"^(?:(?:de|roi|thi|nay|nen)\W+)?(?:{_PLEASE}\W*)+(?:{_HEARERS} )?(?:cho {_SELF} )?"
    r"(?:(?:duoc|can|muon) )*"
    rf"(?:hoi(?: (?:chut|ti|ty|cai|tham|xiu|nhanh))*|(?:cho |duoc )?biet|chi giup|cung cap|{_LOOK})\b"
    rf"(?: (?:cho )?{_SELF}\b)?(?: lai\b)?(?: (?:luon|mot the|mot lan|cung luc)\b)*(?: (?:la|rang)\b)?[ ,:]*"
)
# "không biết anh chị có thể giúp em xem … được không ạ": asked for is help, not whether it is so
_FAVOUR = re.compile(
    rf"^(?:(?:da|thua)\W+)?(?:khong biet (?:{_HEARERS} )?|{_HEARERS} )co the (?:vui long )?"
    rf"(?:(?:giup|cho|chi giup|chi cho|noi cho|xem giup|tra giup|kiem tra giup)(?: {_SELF})?|cho {_SELF})"
    r"(?: (?:xem|biet|hoi|tra|tim|ro|la|rang))*\b[ ,:]*"
)
_IF_YOU_CAN = re.compile(r"[ ,]*\b(?:co )?duoc (?:khong|ko|chu|chang)\b(?: \w{1,4})*\W*$")
_CALLS = re.compile(
    rf"\b(?:vay|the|a|nhi|nhe|ha|hen|roi|do|day|nha) (?:may |cac )?{_KIN}(?=\s*(?:[,.?!]|$))|"
    rf"\b(?:may |cac )?(?:{_KIN}|u|moi nguoi|ca nha) oi\b[ ,]*|^(?:\w+ ){{1,3}}oi\b[ ,]*"
)
_CLAUSE = re.compile(r".+?(?:[.!?;,:]+(?=\s)|$)\s*")  # "7.1" and "9:30" are whole
_LEAST = 2  # words of the question itself that must be left


def without_asides(text: str, *, names: Callable[[str], bool] = lambda _: False) -> str:
    """Return a question without what is said beside it; text itself where nothing else would be left.

    names  whether words name an agency or a plan: "Tôi ở Sở Công Thương Trà Vinh" says who "sở tôi" is
    """
    rest = _without_letter(text, names)
    for pattern in ASIDES:
        rest = _cut(rest, pattern)
    rest = " ".join(rest.split()).lstrip(" ,.;")
    return rest if re.search(r"\w", rest) else text


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    folded, origin = fold_map(text)
    found = pattern.search(folded)
    if not found:
        return text
    stop = origin[found.end()] if found.end() < len(origin) else len(text)
    return f"{text[: origin[found.start()]]} {text[stop:]}"


def _without_letter(text: str, names: Callable[[str], bool]) -> str:
    """Return a question without greeting, thanks and the like, and without words that only ask."""
    opening = _WHO_ASKS.search(fold_map(text)[0])
    asked = text if opening is None or _HOLDS_QUESTION.search(opening[0]) else _cut(text, _WHO_ASKS)
    clauses = _CLAUSE.findall(asked) or [text]
    kept = [_cut(clause.strip(), _ASKS) for clause in clauses if not _is_beside(clause, names)]
    rest = _without_favour(_cut(" ".join(" ".join(kept).split()), _CALLS).strip())
    return rest if len(re.findall(r"\w+", rest)) >= _LEAST else text


def _without_favour(text: str) -> str:
    """Return a question without the words that ask for it as a favour."""
    asked = _cut(text, _FAVOUR)
    return text if asked == text else _cut(asked, _IF_YOU_CAN).strip()


def _is_beside(clause: str, names: Callable[[str], bool]) -> bool:
    folded = " ".join(fold_map(clause)[0].split())
    if _HOLDS_QUESTION.search(folded) or not any(pattern.search(folded) for pattern in _BESIDE):
        return False
    return _PRESENTS.search(folded) is None or not names(clause)


# -- the people of an agency ---------------------------------------------------------------------------

_PEOPLE = [
    "ông",
    "bà",
    "anh",
    "chị",
    "bác",
    "chú",
    "cô",
    "cậu",
    "cụ",
    "cha",
    "mẹ",
    "ổng",
    "bả",
    "sếp",
    "vị",
    "đứa",
    "thằng",
    "eng",
    "mợ",
    "thím",
    "dì",
]
_OFFICES = ["giám", "đốc", "phó", "chánh", "trưởng", "thủ", "cục", "phòng", "ban"]  # "ông giám đốc [sở]"
_OF_WORDS = frozenset(["ở", "bên", "trên", "trong", "dưới", "của", "phía", "đằng", "chỗ"])
_SOME = frozenset(["mấy", "các", "những", "cái", "nhà", "đám"])


def before_people(text: str, start: int) -> int:
    """Return where the words begin that call people by an agency: "mấy ông [công an]", "các bác bên [thuế]".

    start  of the agency's name; it is given back where nobody is called so
    """
    accents = has_accents(text)
    spelled = fold_tone if accents else fold
    people, of, some, offices = (
        frozenset(map(spelled, words)) for words in (_PEOPLE, _OF_WORDS, _SOME, _OFFICES)
    )
    found = list(re.finditer(r"\w+", text[:start]))
    at = len(found)
    while at and spelled(found[at - 1][0]) in of | offices:
        at -= 1
    if not at or spelled(found[at - 1][0]) not in people:
        return start
    at -= 1
    called = at
    while at and spelled(found[at - 1][0]) in some:
        at -= 1
    sure = accents or at < called  # without accents "cu" is "cử", too
    return found[at].start() if sure else start
