"""How officials put their questions: the words that show what is asked, and those that say nothing.

Patterns are matched against the folded question (lower case, no accents), so they hold for questions
typed without accents; DOMAIN section 5 lists the wordings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.fold import fold, fold_tone

ENGLISH = Path(__file__).parent.parent / "data" / "english.json"

# Chat shorthand, as whole words of the folded question.
SHORTHAND = {
    "j": "gi", "ji": "gi", "lm": "lam", "nv": "nhiem vu", "nvu": "nhiem vu", "ntn": "nhu the nao", "tn": "the nao", "dc": "duoc",
    "đc": "duoc", "vs": "voi", "ko": "khong", "hok": "khong", "k": "khong", "khg": "khong", "dn": "doanh nghiep", "bc": "bao cao",
    "kh": "ke hoach", "vb": "van ban", "qd": "quyet dinh", "kp": "kinh phi", "tgian": "thoi gian", "tg": "thoi gian", "vc": "viec",
    "ttdn": "thong tin doi ngoai", "cty": "cong ty", "xd": "xay dung", "ng": "nguoi", "nc": "nuoc", "trg": "trong", "ngoai nc": "nuoc ngoai",
    "lq": "lien quan", "cq": "co quan", "dv": "don vi", "ph": "phoi hop", "ct": "chu tri", "bn": "bao nhieu", "hd": "hoat dong", "mn": "moi nguoi", "ds": "danh sach", "dm": "danh muc",
}  # fmt: skip
# Particles at the end of chat sentences; "v", "z" and "the" stand for "vậy", "thế".
PARTICLES = frozenset("v z vay a ah ha nhi nhe nha oi em anh chi ban c e d di dum giup cho xin hoi voi the".split())

# In order: the first that fits decides. Names are the intents; `{…}` marks none.
INTENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(pattern))
    for intent, pattern in (
        ("instruction", r"\bbo qua (?:moi |cac |nhung |tat ca )?(?:huong dan|chi dan|lenh|quy tac)|\bignore (?:all|any|the|previous)|system prompt|\bprompt\b|"
                        r"\bdong vai\b|\bjailbreak\b|\bpretend\b|\byou are now\b|\b(?:in|tiet lo|cho xem) (?:ra )?(?:cau lenh|huong dan he thong|cau hinh|mat khau|api key)"),
        ("private", r"so dien thoai|\bsdt\b|\bso dt\b|dien thoai cua|so di dong|\bemail\b|\bgmail\b|\bzalo\b|nha rieng|dia chi nha|so can cuoc|\bcccd\b|\bcmnd\b|ngay sinh|"
                    r"muc luong|luong thang|gia dinh|tai khoan ngan hang|que quan|bao nhieu tuoi"),
        ("secret", r"dong dau mat|dau mat\b|tai lieu mat|van ban mat|\btoi mat\b|\btuyet mat\b"),
        ("validity", r"con hieu luc|het hieu luc|con gia tri (?:khong|ko)"),
        ("unknown_status", r"(?:da|chua) (?:gui|nop|bao cao|hoan thanh|lam xong|xong|thuc hien)\b.{0,30}|tien do (?:den|toi) dau|lam den dau|ket qua thuc hien (?:den|ra sao|the nao)|(?:hoan thanh|xong|lam|bao cao) chua\b"),
        ("status", r"qua han|den han|sap (?:den |toi )?han|tre han|da (?:hoan thanh|lam xong|xong)|chua (?:gui|nop|lam|hoan thanh|bao cao)|tien do (?:den|toi) dau|lam den dau|ket qua thuc hien (?:den|ra sao|the nao)|hoan thanh chua|xong chua"),
        ("gap", r"(?:nhan|nhan duoc)(?: van ban| ke hoach)?(?: ma| nhung)? (?:lai )?(?:khong|chua)(?: duoc| co| bi)? ?(?:giao|phan|nhiem vu|viec)|"
                r"(?:co quan|don vi|so|nganh|ai|noi) nao .{0,30}(?:khong|chua) (?:co|duoc|thay)(?: giao| phan cong)?(?: nhiem vu| viec| giao| phan cong)|"
                r"(?:viec|nhiem vu|noi dung) nao .{0,20}(?:chua|khong) (?:co|ro|neu|ghi) (?:ai|don vi|co quan|nguoi|chu tri|thoi han|han)|chua ro ai|khong ro ai|khong co (?:ai |don vi )?chu tri|thieu (?:chu tri|thoi han|han)"),
        ("successor", r"khong con\b.{0,40}(?:ai|co quan|don vi|so) |giai the|sap nhap|hop nhat|doi ten|(?:nay|bay gio|hien nay|hien tai) (?:la|thuoc|do|goi la) (?:co quan |don vi |so )?(?:nao|gi|ai)|co quan ke thua|ten (?:moi|nay|hien nay)"),
        ("own_section", r"(?:muc|phan|khoan|dieu) rieng"),
        ("membership", r"\b(?:bao )?gom(?: ca)?\b.{0,40}khong|co (?:tinh|ke|thuoc)(?: ca)?\b.{0,40}khong|thuoc nhom"),
        ("date", r"ngay (?:thang )?(?:nam )?(?:ban hanh|ky)\b|(?:ban hanh|ra doi|(?<!chu )(?<!dinh )(?<!thoi )\bky)\b(?: \w+){0,4} (?:ngay|khi|luc|thang|nam|hom) (?:nao|may)|(?:ban hanh|(?<!chu )(?<!dinh )\bky)\b(?: \w+){0,4} (?:bao gio|hoi nao)|(?:khi|ngay|luc|thang|nam) nao (?:\w+ ){0,6}(?:duoc )?(?:ban hanh|ky)\b|bao gio (?:\w+ ){0,6}(?:duoc )?(?:ban hanh|ky)\b|ra ngay (?:nao|may)|de ngay (?:nao|may)"),
        ("signer", r"\bai ky\b|nguoi ky|\bky boi\b|ky thay|ai la nguoi ky|chuc vu (?:cua )?nguoi ky|\bky ten\b|thay mat .*ky|do ai ky|ai da ky|ong nao ky|lanh dao nao ky|\bky ke hoach\b|\bky quyet dinh\b|\bky van ban\b"),
        ("number", r"so hieu|so ky hieu|ky hieu (?:van ban|ke hoach)|mang so|\bso (?:may|bao nhieu)\b(?! (?:thang|nam|ngay|lan|tuan|viec|nhiem|noi|don|co|phan|nguoi|ty|trieu|lop))|\bso (?:cua )?(?:ke hoach|quyet dinh|van ban|cong van)\b(?! (?:nao|gi))|(?:ke hoach|quyet dinh|van ban)(?: \S+){0,6} so (?:may|bao nhieu|gi|nao)|so van ban"),
        ("issuer", r"ai (?:da )?ban hanh|(?:co quan|don vi|noi) (?:nao )?ban hanh|do ai ban hanh|ban hanh boi"),
        ("kind", r"la (?:quyet dinh|ke hoach|loai van ban)(?: hay| gi| nao)|thuoc loai (?:van ban )?(?:gi|nao)|loai van ban"),
        ("title", r"ten (?:day du |chinh thuc |goi )?(?:cua )?(?:ke hoach|van ban|quyet dinh)|trich yeu|(?:ke hoach|quyet dinh) (?:nay )?ten (?:la )?gi|ten gi\b|(?:ke hoach|quyet dinh)(?: \S+){0,4} ve (?:viec )?gi$"),
        ("recipients", r"noi nhan|gui (?:cho|den|toi) (?:nhung |cac )?(?:ai|dau|noi nao|co quan nao|don vi nao)|(?:ai|don vi nao|co quan nao|nhung ai) (?:duoc )?nhan (?:van ban|ke hoach|quyet dinh|ban)"),
        ("bases", r"\bcan cu\b(?! chuc nang)|co so phap ly|dua (?:tren|vao|theo)\b(?: \w+){0,4} (?:van ban|ke hoach|co so|can cu|nghi dinh|quyet dinh)|theo de nghi cua ai|ban hanh theo van ban|thuc hien (?:theo )?van ban nao cua"),
        ("effect", r"hieu luc (?:thi hanh )?(?:tu |ke tu )?(?:ngay|luc|khi|bao gio|thoi diem)|(?:khi|luc|ngay) nao (?:co|phat sinh) hieu luc|bao gio (?:co )?hieu luc"),
        ("mentions", r"(?:ke hoach|ban|noi|cho|tinh|dia phuong|van ban) nao (?:co |da |lai )?(?:nhac|noi|de cap|neu|ghi|co (?:chu|cum|tu|noi dung|quy dinh|nhac)|nhac den)|(?:nhac|noi|de cap) (?:toi|den)(?: \S+){0,12} (?:o|tai|trong) (?:dau|ke hoach nao|ban nao|cho nao)|o (?:ke hoach|ban|muc|cho) nao|nam o dau|co o (?:ban|ke hoach) nao"),
        ("count", r"(?:bao nhieu|may) (?:nhiem vu|viec|muc|dieu|khoan|diem|don vi|co quan|so\b|noi dung|lop|ke hoach|dong|nhom|cong viec|dau viec)|nhieu viec nhat|it viec nhat|dem (?:xem|so)|tong so"),
        ("compare", r"so sanh|giong,? khac|giong va khac|khac (?:nhau|gi|biet|voi|nhu the nao)|giong (?:nhau|voi)|doi chieu|\bkhac\b.{0,20}\b(?:gi|nao|sao)\b|diem chung"),
        ("summary", r"tom tat|tom lai|tom luoc|noi dung chinh|tong quan|y chinh"),
        ("audience", r"danh cho (?:nhung )?(?:ai|doi tuong nao)|\bcho (?:nhung )?ai\b(?! (?:chu tri|phoi hop|lam|thuc hien))|(?:ai|nhung ai|doi tuong nao) (?:thi |se |phai )?(?:duoc |thuoc dien )?(?:moi |di |cu )?(?:hoc|tham du|du|tap huan|moi|tham gia (?:lop|tap huan))\b|doi tuong (?:nao|gi|tham|hoc|tap|duoc|la)|thanh phan (?:tham|du)|ai thuoc dien"),
        ("reporting", r"bao cao (?:ve|cho|gui|len|den|voi|qua) (?:\S+ )?(?:ai|dau|co quan nao|don vi nao|noi nao|so nao)|bao cao ai\b|(?:gui|nop) bao cao (?:ve|cho|den|len) ?(?:ai|dau|co quan|don vi|so)|bao cao.{0,40}ai tong hop|ai tong hop bao cao|(?:che do|quy dinh|cach thuc|yeu cau) bao cao|bao cao the nao|bao cao (?:ra sao|nhu the nao)|bao cao gui (?:ve )?dau"),
        ("deadline", r"khi nao|bao gio|luc nao|hom nao|(?:ngay|hom) (?:nao|may)|(?:den |truoc )?han (?:chot|bao cao|nop|cuoi)|thoi han|thoi gian (?:nao|thuc hien|to chuc|hoan thanh|bao nhieu)|\bquy (?:may|nao|bao nhieu)|thang (?:may|nao)|nam nao|bao lau|chu ky|dinh ky (?:may|the nao|ra sao|nhu the nao)|may (?:thang|nam) (?:mot |1 )?lan|\bhan\b.{0,12}(?:la|nao|may|khi)|chot ngay|deadline"),
        ("funding", r"bao nhieu (?:ty|trieu|dong|tien)\b|may (?:ty|trieu)\b|(?:kinh phi|tien|ngan sach|nguon von|von|du toan)\b.{0,30}(?:dau|tu dau|nguon|nao|sao|the nao|kieu gi|bo tri|bao nhieu|ai cap|gi)|nguon kinh phi|bo tri kinh phi|lay tien|tien dau|kinh phi (?:thuc hien|o|cua|trong)"),
        ("support", r"phoi hop (?:voi )?(?:nhung )?(?:ai|co quan nao|don vi nao|so nao|noi nao)|(?:ai|don vi nao|co quan nao|nhung ai|so nao|nhung don vi nao|nhung co quan nao) (?:cung )?(?:la ben )?(?:tham gia )?phoi hop|don vi phoi hop|co quan phoi hop|ben phoi hop"),
        ("who", r"\bai\b|(?<!van )(?:don vi|co quan|so|phong|ban|nganh|noi|ben|nguoi|to chuc|bo phan|doi tuong) nao\b(?! (?:nhac|de cap))|giao (?:cho )?(?:so|don vi|co quan|phong) nao|\bdau moi\b.{0,10}(?:la|ai|nao)"),
        ("duties", r"(?:chu tri|phoi hop|tham muu|phu trach)(?: \S+){0,4} (?:gi|nao|sao)\b|(?:lam|lo|phu trach|dam nhan|ganh|thuc hien|tham gia|duoc giao|giao|phai lam)(?: \S+){0,3} (?:gi|nao|sao)\b|nhiem vu|trach nhiem|\bviec\b|vai tro|chuc nang|cong viec|phan viec|\blam gi\b|\blo (?:gi|vu|phan)|co gi (?:khong|moi)|duoc phan cong|phan cong"),
        ("definition", r"(?:\S+ ){1,8}la (?:gi|cai gi|the nao)\b|nghia la gi|hieu (?:the nao|nhu the nao) la|giai thich|dinh nghia|noi ve (?:gi|cai gi)"),
    )
)

KINDS_OF_DOCUMENT = (
    "thông tư liên tịch", "thông tư", "nghị định", "quyết định", "nghị quyết", "chỉ thị", "kết luận", "công văn", "luật", "kế hoạch",
    "chương trình hành động", "chương trình", "đề án", "quy chế", "tờ trình", "hướng dẫn", "thông báo", "văn bản", "pháp lệnh",
)  # fmt: skip
# "Nghị quyết bảo vệ nền tảng tư tưởng … số bao nhiêu": a document other than the plan is asked for by its number.
OTHER_DOCUMENT = re.compile(
    r"\b(?P<kind>" + "|".join(fold(k) for k in KINDS_OF_DOCUMENT if k not in ("kế hoạch", "quyết định", "văn bản")) + r")\b(?: \S+){0,14}? so (?:may|bao nhieu|hieu|gi|nao)\b"
)
WHICH_DOCUMENT = re.compile(
    r"\b(?P<kind>" + "|".join(fold(k) for k in KINDS_OF_DOCUMENT) + r") (?:so )?(?:nao|gi|may|so may|bao nhieu)\b"
)

ROLE_WORDS = (
    ("lead", re.compile(r"chu tri|dung dau|cam cai|chiu trach nhiem chinh")),
    ("support", re.compile(r"phoi hop|ho tro cung|tham gia cung")),
    ("advise", re.compile(r"tham muu|co van")),
)
# Phrases and words of a question that name nothing, as typed with accents: "đang" is empty, "đăng" is not.
# A question typed without accents is held against their folded forms.
_EMPTY_PHRASES = (
    "cơ quan|đơn vị|kế hoạch|nhiệm vụ|công việc|việc gì|vai trò|chức năng|đảm nhận|được giao|giao cho|làm gì|làm những gì|như thế nào|thế nào|bao nhiêu",
    "khi nào|bao giờ|bao lâu|lúc nào|ngày nào|ngày mấy|hôm nào|hạn chót|hạn cuối|quý mấy|quý nào|năm nào|tháng mấy|tháng nào|ở đâu|về đâu|gửi đâu|tại sao|vì sao|nội dung|cụ thể|liệt kê",
    "cho biết|cho xin|cho hỏi|bao gồm|gồm có|ra sao|tổ chức|thực hiện|triển khai|thời gian|thời hạn|tất cả|đầy đủ|chi tiết|đặt ra|các việc|những việc|việc nào",
    "việc của|lo việc|phần việc|người ta|một lần|mấy lần|kiểu gì|chỗ nào|bên nào|nơi nào|người nào|khác nhau|khác gì|so sánh|đối chiếu|giống nhau|nhắc đến|nhắc tới",
    "nói đến|nói tới|nói về|đề cập|liên quan đến|đề nghị|hay không|có không|đúng không|phải không|được không|đi đâu|trong đó|trong việc|văn bản|tham gia|toàn bộ|quy định",
    "danh sách|thành phố|tóm tắt|tóm lại|tóm lược|với ai|cho ai|những ai|giải thích|định nghĩa|là gì|dành cho|thuộc diện|trách nhiệm gì|có trách nhiệm|trách nhiệm của|cái gì|điều gì|là ai",
)
ROLE_PHRASES = ("phân công", "chủ trì", "phối hợp", "tham mưu", "phụ trách", "chịu trách nhiệm", "đứng ra", "trách nhiệm", "hỗ trợ cùng")
_EMPTY_WORDS = (
    "ai gì nào đâu sao mấy khi lúc thế như ra lâu hay hoặc và với cùng của cho ở tại trong trên theo về đến tới từ do bởi để thì là mà những này kia đấy ấy",
    "mình em anh chị bạn bọn có không chưa phải cần được bị đã đang sẽ các nhưng mỗi từng một làm lo gồm nêu nói kể xin hỏi muốn biết giúp dùm giùm dùng",
    "giao rồi luôn riêng lại hết bên nên quá hơn nữa cũng vậy đủ lên xuống sang cuối mọi tp thôi đi nhé nhỉ ạ à đó đây nọ nếu gọi giống khác còn rất đều bằng",
    "họ nó tôi ta lấy đặt vào so giữa trước sau nhằm vẫn",
)
# Nouns that ask about places and times ("mục nào", "ngày nào") but are half of other words ("mục đích"):
# dropped unless the plans set them beside a telling word.
_WEAK_WORDS = ("cái con vụ việc qua tỉnh huyện ngày quý năm tháng chốt hạn chỗ nơi gạch dòng ý phần mục khoản điểm người thứ loại kiểu cách nhau chính",)



def _forms(words: tuple[str, ...], separator: str | None) -> tuple[frozenset[str], frozenset[str]]:
    listed = [w for line in words for w in line.split(separator)]
    return frozenset(fold_tone(w) for w in listed), frozenset(fold(w) for w in listed)


WEAK_WORDS, _ = _forms(_WEAK_WORDS, None)
EMPTY_WORDS, FOLDED_EMPTY_WORDS = _forms(_EMPTY_WORDS + _WEAK_WORDS, None)
_PHRASES, _FOLDED_PHRASES = _forms(_EMPTY_PHRASES, "|")


def _any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\w)(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})(?!\\w)")


EMPTY_PHRASES, FOLDED_EMPTY_PHRASES = _any_of(_PHRASES), _any_of(_FOLDED_PHRASES)


@cache
def english() -> Mapping[str, str]:
    """Return Vietnamese for the English words of questions, longest phrases first."""
    data: dict[str, str] = json.loads(ENGLISH.read_text("utf-8"))
    return dict(sorted(data.items(), key=lambda pair: -len(pair[0].split())))


MIN_ENGLISH = 2  # common English words in a question before it is taken for English
_COMMON = frozenset("the is of in what who when does which how to for and are must by".split())


def in_vietnamese(text: str) -> str:
    """Return an English question with its known words in Vietnamese; other text as it is."""
    words = re.findall(r"[a-z\-]+", text.lower())
    if sum(word in _COMMON for word in words) < MIN_ENGLISH:
        return text
    for phrase, vietnamese in english().items():
        text = re.sub(rf"(?<![\w\-]){re.escape(phrase)}(?![\w\-])", vietnamese, text, flags=re.IGNORECASE)
    return " ".join(text.split())


def spelt_out(folded: str) -> str:
    """Return the folded question with chat shorthand written out."""
    return " ".join(SHORTHAND.get(word, word) for word in folded.split())
