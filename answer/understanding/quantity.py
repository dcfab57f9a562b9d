"""How many, how much: a clause answers only when it holds a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import regex as re

from answer.corpus import Unit
from answer.understanding.lexicon import dictionary
from answer.understanding.wording import FOLDED_LIGHT_WORDS
from ingest.fold import fold, fold_tone
from ingest.numbers import numbers_in

# Of a document or a day ("số mấy", "quý mấy") the question asks which, not how many.
ASKS = re.compile(r"(?<!\b(?:số|ngày|quý|tháng|năm|thứ) )\b(?:mấy|bao nhiêu)\b")
ASKS_FOLDED = re.compile(r"(?<!\b(?:so|ngay|quy|thang|nam|thu) )\b(?:may|bao nhieu)\b")
# "Mấy năm lập kế hoạch một lần?" asks how often, which "hằng năm" tells without a figure.
HOW_OFTEN = re.compile(r"\b(?:may|bao nhieu) (?:ngay|tuan|thang|quy|nam)\b.{0,80}\b(?:mot|1) lan\b")
# "Số đường dây nóng là bao nhiêu?" wants the digits one dials.
DIALLED = re.compile(
    r"\bso (?:dien thoai|duong day nong|hotline|tong dai|tai khoan|fax)\b"
    r".* (?:la |so )?(?:bao nhieu|may|nao|gi)\b|"
    r"\b(?:so dien thoai|so dt|sdt) (?:cua |so )?(?:duong day nong|hotline|tong dai|truc|khan cap|phan anh)\b"
)
DIGITS = re.compile(r"(?<!\d)\d(?:[\s.\-]?\d){2,}(?!\d)")
# "giảm 20% so với năm 2025" gives no figure of 2025.
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
AGAINST = r"so voi (?:cung ky )?(?:(?:binh quan )?(?:nam|giai doan) )?"
UNIT = re.compile(r"\b(?:may|bao nhieu) (?P<unit>phan tram|ngay|gio|phut|thang|nam|tuan|lan)\b")
UNITS = {  # asked -> how plans write it after a figure
    "phan tram": r"(?:%|phan tram)",
    "lan": r"(?:lan|ky|dot)",
    "gio": r"(?:gio|h)\b",
}
# "giá vé bao nhiêu?" wants a sum of money.
PRICE = re.compile(
    r"\bgia (?:ve|ban|thue|mua|ca|dien|nuoc|xang|dat|thau|dich vu|cuoc|phong|moi|cua)\b"
    r"(?: \w+){0,8} (?:bao nhieu|may)\b"
)
MONEY = r"\d[\d.,]*\s*(?:dong|nghin|ngan|trieu|ty|ti)\b"
NOUN = re.compile(r"\b(?:may|bao nhieu) (?P<two>(?P<one>[a-z]+)(?: [a-z]+)?)")
COUNT = r"(?:\d+|\b(?:mot|hai|ba|bon|muoi)\b)"
# Nouns that stand for others, or that other rules hold against figures.
NO_NOUN = frozenset(
    [
        "nguoi",
        "noi",
        "cho",
        "cai",
        "viec",
        "thu",
        "tien",
        "ty",
        "trieu",
        "dong",
        "kinh",
        "so",
        "ai",
        "phan",
        "lan",
    ]
)
# "mấy người?": who plans count instead
_PERSON = (
    r"(?:nguoi|can bo|lanh dao|cong chuc|vien chuc|nhan vien|chuyen vien|"
    r"dong chi|thanh vien|hoc vien|dai bieu)"
)
ASKS_PEOPLE = re.compile(rf"\b(?:may|bao nhieu) {_PERSON}\b")
PEOPLE = re.compile(rf"{COUNT} {_PERSON}\b")
NEAR = r"(?: [a-z]+){0,3} "  # words that may stand between a figure and what it counts
# Figures that count nothing: dates, the parts of a law, and names ("3D", "5G").
NO_COUNT = re.compile(
    r"(?:ngày )?\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{4})?(?!\d)|ngày \d{1,2}|tháng \d{1,2}|"
    r"năm \d{4}|\b(?:19|20)\d\d\b|\b\d+[DGK]\b|"
    r"(?:khoản|điều|điểm|mục|phụ lục|quý|lần thứ)\s+[\dIVX]+",
    re.IGNORECASE,
)
FIGURE = r"(?:\d[\d.,]*|\b(?:mot|hai|ba|bon|sau|bay|tam|chin|muoi|moi|hang|tung)\b)"
HAS_FIGURE = re.compile(r"\d|\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\b", re.IGNORECASE)


def asks_number(text: str) -> bool:
    """Return whether a question asks how many or how much."""
    if HOW_OFTEN.search(fold(text)):
        return False
    if DIALLED.search(fold(text)):
        return True
    typed_accents = fold(text) != fold_tone(text)
    return bool(ASKS.search(fold_tone(text)) if typed_accents else ASKS_FOLDED.search(fold(text)))


def with_figures(text: str, units: Iterable[Unit]) -> list[Unit]:
    """Return the units that hold a figure; where the question names what is counted ("mấy ngày"), of that."""
    units = [unit for unit in units if not _only_against(text, unit)]
    if DIALLED.search(fold(text)):
        return [unit for unit in units if DIGITS.search(counting_words(unit.text))]
    found = UNIT.search(fold(text))
    if found is None:
        return [unit for unit in units if HAS_FIGURE.search(counting_words(unit.text))]
    measured = re.compile(rf"{FIGURE}\s*(?:\w+ )?{UNITS.get(found['unit'], found['unit'])}")
    return [unit for unit in units if measured.search(" ".join(_folded(unit.text).split()))]


def _only_against(text: str, unit: Unit) -> bool:
    """Return whether a year asked about stands in a unit only as what its figures are compared with."""
    if "so voi" in fold(text):
        return False
    said = [year for year in YEAR.findall(text) if f" {year} " in unit.folded]
    return any(not re.search(rf"(?<!{AGAINST}){year}\b", unit.folded) for year in said)


def counts_people(said: str) -> bool:
    """Return whether what is said counts people: "01 lãnh đạo"."""
    return PEOPLE.search(" ".join(_folded(said).split())) is not None


def counts(text: str, said: Iterable[str], known: Callable[[str], bool]) -> bool:
    """Return whether what is said holds a figure that answers how many; of the noun counted, if it is known.

    known  whether folded words stand anywhere in the plans asked: a noun that none holds is the asker's own
    """
    plain = [" ".join(_folded(words).split()) for words in said]
    if PRICE.search(fold(text)):
        return any(re.search(MONEY, words) for words in plain)
    noun = _counted(fold(text), known)
    figure = rf"{COUNT}{NEAR}{noun}\b|\b{noun}{NEAR}{COUNT}" if noun else COUNT
    return any(re.search(figure, words) for words in plain)


def _counted(folded: str, known: Callable[[str], bool]) -> str | None:
    """Return the noun after "bao nhiêu": the word of two syllables where it is one, else of one."""
    found = NOUN.search(folded)
    if found is None or UNIT.search(folded) or found["one"] in NO_NOUN:
        return None
    noun = found["two"] if found["two"] in dictionary() else found["one"]
    return noun if known(noun) and noun not in FOLDED_LIGHT_WORDS else None


def counting_words(text: str) -> str:
    """Return text without the figures that count nothing: numbers of documents, dates, articles."""
    for number in reversed(numbers_in(text)):
        text = text[: number.start] + text[number.stop :]
    return NO_COUNT.sub(" ", text)


def _folded(text: str) -> str:
    """Return text without accents, "%" kept."""
    return fold(counting_words(text).replace("%", " phần trăm "))
