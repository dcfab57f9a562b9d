"""The issuer's name in running case, and the level of administration it stands on."""

from __future__ import annotations

from collections import Counter

import regex as re

from ingest.letterhead import COMMITTEE

# Cities that are provinces (Luật Tổ chức chính quyền địa phương); every other "thành phố" was a district's
# equal until 01/7/2025. Huế became one on 01/01/2025 (Nghị quyết 175/2024/QH15).
CENTRAL_CITIES = frozenset(("hà nội", "hồ chí minh", "hải phòng", "đà nẵng", "cần thơ"))
COMMITTEE_NAME = "Ủy ban nhân dân"
BARE_COMMITTEE = re.compile(r"[ỦU](?:Ỷ|Y)? BAN NHÂN DÂN|UBND", re.IGNORECASE)
HUE, HUE_SINCE = "huế", "2025-01-01"
COMMUNE = re.compile(r"\b(?:(?<!thị )xã|phường|thị trấn|đặc khu)\b")
CITY = re.compile(r"\bthành phố (?P<city>[\w ]+)")
VOWEL = re.compile(r"[aeiouyăâêôơưđ]|[^\x00-\x7f]")
# After these words the name of a place or of a school begins; the last are what such a name is made of.
PROPER_AFTER = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|trường|đại học|cao đẳng|trung cấp"
    r"|học viện|bệnh viện|trung học phổ thông)\b"
)
LEVELS_IN_CAPITALS = frozenset(("TỈNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG"))
BRANCHES = (["ỦY"], ["UỶ"], ["ĐOÀN"], ["HỘI"])  # "TỈNH ỦY" is a name of its own
SECOND_HALVES = frozenset(("học", "đẳng", "viện", "cấp", "khoa", "phố", "xã", "trấn", "khu"))
LEVEL_WORDS = (
    ("huyện", re.compile(r"\b(?:huyện|quận|thị xã|thị ủy)\b")),
    ("tỉnh", re.compile(r"\b(?:tỉnh|thành ủy|sở)\b")),
    ("trung ương", re.compile(r"^(?:bộ|thủ tướng|ban bí thư|tổng cục|cục|ban chấp hành)\b|\bchính phủ\b")),
)


def issuer_name(capitals: str, text: str) -> str:
    """Return an agency's name as running text writes it: "BỘ Y TẾ" -> "Bộ Y tế".

    The case of each word is the one text (the document) gives it elsewhere; of a committee it is known.
    """
    words = " ".join(capitals.split())
    words = re.sub(r"^(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC) (?=[ỦU]Ỷ? ?Y? ?BAN|UBND|BỘ|SỞ)", "", words)
    if BARE_COMMITTEE.fullmatch(words):
        return COMMITTEE_NAME
    if found := COMMITTEE.match(words):
        return f"{COMMITTEE_NAME} {found['level'].lower()} {found['place'].title()}".strip()
    return _cased(words, text) if words.isupper() else words


def _cased(capitals: str, text: str) -> str:
    """Return capitals word by word in the case text has for them, the longest phrases first."""
    words = capitals.split()
    cased: list[str] = []
    while words:
        if cased and words[0] in LEVELS_IN_CAPITALS and words[1:2] not in BRANCHES:
            cased.append(words.pop(0).lower())
            continue
        for size in range(len(words), 0, -1):
            if found := _commonest(words[:size], text):
                break
        cased.append(found or _unseen(words[0], " ".join(cased)))
        words = words[size:]
    name = " ".join(cased)
    return name[:1].upper() + name[1:]


def _unseen(capitals: str, before: str) -> str:
    """Return a word that the text has only in capitals: names and short forms keep theirs."""
    word = capitals.lower()
    if not VOWEL.search(word):
        return capitals  # "BCH", "TNCS"
    named = PROPER_AFTER.search(before.lower())
    return word.capitalize() if not before or (named and word not in SECOND_HALVES) else word


def _commonest(words: list[str], text: str) -> str | None:
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    found = Counter(" ".join(match[0].split()) for match in re.finditer(pattern, text, re.IGNORECASE))
    cased = [name for name, _ in found.most_common() if not name.isupper()]
    return cased[0] if cased else None


def level_of(issuer: str | None, date: str | None) -> str | None:
    """Return the level of administration an issuer's name shows ("xã" … "trung ương"), or None.

    date is the plan's, ISO: it decides whether Huế was a province.
    """
    name = (issuer or "").lower()
    if COMMUNE.search(name):
        return "xã"
    if city := CITY.search(name):
        hue = city["city"].startswith(HUE) and (date or HUE_SINCE) >= HUE_SINCE
        central = hue or any(city["city"].startswith(known) for known in CENTRAL_CITIES)
        return "tỉnh" if central else "huyện"
    return next((level for level, pattern in LEVEL_WORDS if pattern.search(name)), None)
