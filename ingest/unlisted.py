"""Bodies that no list and no pattern of names knows, where the place itself says they are doers.

A cell of a "Cơ quan chủ trì" column, the words after "Đơn vị phối hợp:", and a heading among headings
that name agencies hold nothing but doers: "Trưởng các thôn, buôn", "Các cơ sở giáo dục", "Thuế Đồng Nai".
Elsewhere a body must open with a noun that bodies are called by ("Trạm Thú y huyện").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex as re

from ingest.agencies import Named
from ingest.bodies import GROUPS, NOUN, NOUNS
from ingest.group_words import GROUP_BODIES, GROUP_LOCALITIES
from ingest.roles import NO_SUBJECT, VERBS, acts

MIN_WORDS, MAX_WORDS = 2, 20
OPENS_BODY = re.compile(r"\p{Lu}|(?:các|những)\s+\p{L}")
GROUP = re.compile(
    r"(?:các|những|toàn thể|trưởng (?:các|thôn|khu|tổ)|(?:hiệu trưởng|giám đốc|bí thư|thủ trưởng) các)\b"
    r"|.*\bcác (?:xã|phường|huyện|quận|thôn|tỉnh)\b",
    re.IGNORECASE,
)
OPEN_GROUP = re.compile(
    r"liên quan\W*$|^(?:các|những)\s+(?:cơ quan|đơn vị|tổ chức|cá nhân)\W*$", re.IGNORECASE
)
# A new body starts after such a sign, where a noun of bodies or "các" follows a comma.
PARTS = re.compile(
    rf"\s*[;/\n]\s*|\s*,\s*(?=(?:{NOUNS})\b|(?:các|những)\s)|\s+và\s+(?=(?:{NOUNS})\b|(?:các|những)\s)"
)
# What narrows an open group, up to a sign, a verb or the end: "Các đơn vị" chủ rừng.
NARROWS = re.compile(rf"\s+\p{{Ll}}+(?:\s\p{{Ll}}+){{0,3}}?(?=\s*(?:[,;.:()\n]|$)|\s+(?:và|{VERBS}))")
# A second place of a body's district: "Cục Hải quan Gia Lai - Kon Tum".
SECOND_PLACE = re.compile(r"\s*-\s*(?:\p{Lu}\p{Ll}+\s?){1,3}(?=\s*(?:[,;.]|và\b|$))")
DANGLING = re.compile(r"(?:[\s,;]+(?:và|cùng|với|hoặc))+$", re.IGNORECASE)  # what joined it to the next one
OWNED = re.compile(r"\b(?:trực\s+)?thuộc\s+$", re.IGNORECASE)
BEFORE_BODY = re.compile(r"\s*(?:[,;:/\n-]|\bvà\b|\bcùng\b)?\s*", re.IGNORECASE)
# Headings that begin so speak of a matter, not of a body.
MATTER = re.compile(
    r"(?:Các|Những|Một số)?\s*(?:kinh phí|chế độ|công tác|thời gian|nguồn|tổ chức thực hiện|một số|việc"
    r"|báo cáo|sơ kết|tổng kết|khen thưởng|điều khoản|nhiệm vụ|giải pháp|mục|yêu cầu|nội dung|tiến độ"
    r"|phân công|trách nhiệm|hiệu lực|chỉ tiêu|lộ trình|thông tin"
    r"|hoạt động|dự án|chương trình|lĩnh vực|vấn đề"
    r"|biện pháp|bước|đề án|văn bản|quy định|chính sách|tiêu chí|hình thức|điều kiện|kế hoạch|cơ chế"
    r"|hoàn thiện|phát triển|ngành)\b",
    re.IGNORECASE,
)
# In a sentence a body ends at a sign or before the verb of its duty; these verbs only end names.
_ENDS = (
    rf"(?:{VERBS}|(?:kiểm soát|xử lý|ngăn chặn|phát hiện|luân chuyển|ban hành|phê duyệt|đầu tư|thành lập"
    r"|đánh giá|lập|trình|chuẩn bị|đấu tranh|phản bác|định hướng|sản xuất|biên soạn|tổng kết|sơ kết|đào tạo"
    r"|bồi dưỡng|tập huấn|giải quyết|tháo gỡ|nắm|khắc phục|thống kê|điều tra|ứng dụng|khuyến khích"
    r"|thu hút|biểu dương|nhân rộng|sửa đổi|thí điểm|thanh tra|hợp tác|hoàn thiện|giới thiệu|quảng bá"
    r"|truyền thông|vận hành|mở|diễn tập|tuần tra|thu gom|thu thập|chia sẻ|trao đổi|cấp phát|chi trả|lắp đặt"
    r"|sửa chữa|nâng cấp|luyện tập|chuyển giao|kết nối|truy quét|di dời|sơ tán|phân luồng|trao tặng|quyên góp"
    r"|lấy mẫu)\b)"
)
# A level closes a name, unless it begins a word of its own: "Hạt Kiểm lâm khu vực" | tuần tra.
_CLOSED = (
    r"(?<=\s(?:tỉnh|huyện|(?<!hợp tác )xã|phường|đặc khu|khu vực))"
    r"(?=\s+\p{Ll})(?!\s+(?:hội|ủy|uỷ|đội|đoàn|viên|và|biên giới|phía|miền|đồng bằng|số)\b)"
)
DOER = re.compile(
    rf"(?P<name>(?:(?:{NOUNS})\b|{GROUPS})[^;:.()]{{1,100}}?)(?:(?=\s+{_ENDS}|\s*:)|{_CLOSED})", re.IGNORECASE
)
PARTNER = re.compile(rf"(?P<name>(?:{NOUNS})\b[^,;:.()]{{1,80}}?(?:(?=\s+{_ENDS}|\s*[,;:.(]|$)|{_CLOSED}))")
DOING_GROUP = re.compile(rf"(?P<name>{GROUPS}[^,;:.()]{{0,60}}?)(?=\s+{VERBS})", re.IGNORECASE)
NEXT_PARTNER = re.compile(r"\s*(?:,|;|\bvà\b)\s*")


def bodies_in_list(words: str, names: Sequence[Named], start: int) -> list[Named]:
    """Return the doers a list names from start on: the known ones and what else stands in the list."""
    found: list[Named] = []
    at = start
    for known in names:
        if known.start >= at:
            named = widened(words, _with_owner(words, known, at))
            found += [*_between(words, at, named.start, first=at == start), named]
            at = named.stop
    return [*found, *_between(words, at, len(words), first=at == start)]


def widened(words: str, named: Named) -> Named:
    """Return an open group with what narrows it ("Các đơn vị chủ rừng"), any other name as it is."""
    if named.agency_id not in (GROUP_BODIES, GROUP_LOCALITIES):
        return named
    after = words[named.stop :]
    found = None if acts(after) or NO_SUBJECT.match(after) else NARROWS.match(after)
    return _spelt(words, named, named.start, named.stop + found.end()) if found else named


def _with_owner(words: str, named: Named, start: int) -> Named:
    """Return a name with what it belongs to ("Các trường thuộc Sở A") or is of ("Hạt Kiểm lâm các huyện")."""
    signs = [part.end() for part in PARTS.finditer(words, start, named.start)]
    lead = BEFORE_BODY.match(words, signs[-1] if signs else start, named.start)
    at = lead.end() if lead else start
    owner = words[at : named.start]
    if OWNED.search(owner) and OPENS_BODY.match(owner) and not acts(owner):
        return replace(_spelt(words, named, at, named.stop), collective=bool(GROUP.match(owner)))
    of_it = named.collective and named.name.lower().startswith("các ") and re.search(r"\w\s+$", owner)
    if not of_it or not NOUN.match(owner) or acts(owner):
        return named
    return _spelt(words, named, at, named.stop)


def _spelt(words: str, named: Named, start: int, stop: int) -> Named:
    """Return named as a group no list knows, spelt as words[start:stop]."""
    name = " ".join(words[start:stop].split())
    return replace(named, name=name, agency_id=None, generic=False, start=start, stop=stop)


def _between(words: str, start: int, stop: int, *, first: bool) -> Iterator[Named]:
    """Yield the bodies in what stands between two known names, parted from the one before by a sign."""
    lead = BEFORE_BODY.match(words, start, stop)
    at = lead.end() if lead else start
    if not first and not words[start:at].strip():
        return  # a place that belongs to the name before: "Huyện đoàn Sông Hinh"
    if not first and (second := SECOND_PLACE.match(words, start, stop)):
        yield from _between(words, second.end(), stop, first=False)
        return
    for part in [*PARTS.finditer(words, at, stop), None]:
        end = part.start() if part else stop
        heads = part is None and stop < len(words) and words[at:stop].rstrip().endswith(":")
        if not heads and (body := body_at(words, at, end)):  # "Giám đốc các sở:" heads the list after it
            yield body
        at = part.end() if part else stop


def body_at(words: str, start: int, stop: int) -> Named | None:
    """Return words[start:stop] as a body no list knows, or None where they are not like one."""
    name = DANGLING.sub("", words[start:stop].strip(" \n\t.,;:()-"))
    size = len(name.split())
    if not MIN_WORDS <= size <= MAX_WORDS or not OPENS_BODY.match(name):
        return None
    if OPEN_GROUP.search(name) or MATTER.match(name) or acts(name) or ":" in name:
        return None
    at = words.index(name, start)
    return Named(" ".join(name.split()), None, bool(GROUP.match(name)), False, at, at + len(name))


def doer_at(words: str, start: int) -> Named | None:
    """Return the body no list knows that opens a sentence as its doer ("Trạm Thú y huyện kiểm tra …")."""
    found = DOER.match(words, start)
    if not found or not NOUN.match(words, start) or NO_SUBJECT.match(words, found.end("name")):
        return None
    return body_at(words, start, found.end("name"))


def partners_from(words: str, start: int, *, after_known: bool) -> list[Named]:
    """Return the bodies no list knows in a row of partners from start on."""
    partners: list[Named] = []
    at = start
    while True:
        sign = NEXT_PARTNER.match(words, at) if partners or after_known else None
        if sign is None and (partners or after_known):
            return partners
        at = sign.end() if sign else at
        found = PARTNER.match(words, at)
        body = body_at(words, at, found.end()) if found else None
        if body is None:
            return partners
        partners.append(body)
        at = body.stop


def with_unlisted(words: str, run: list[Named]) -> list[Named]:
    """Return a row of known names with the unlisted bodies that go on with it up to a verb of duty."""
    at = run[-1].stop
    further = partners_from(words, at, after_known=True)
    sign = NEXT_PARTNER.match(words, at)
    if not further and sign and (group := DOING_GROUP.match(words, sign.end())):
        further = [body for body in [body_at(words, *group.span("name"))] if body]
    return [*run, *further] if further and acts(words[further[-1].stop :]) else run
