"""How officials put their questions: the words that show what is asked, and those that say nothing.

The lists stand in data/wording.json, so that a wording met in the field is added without touching code:

intents        in order, the first that fits is the main one; patterns match the folded question (lower case,
               no accents), so they hold for questions typed without accents (DOMAIN 5)
roles          words that ask for one role
shorthand      chat shorthand, as whole words of the folded question
particles      what ends a chat sentence ("v", "z", "nhé")
documents      kinds of documents a question may ask for
empty_phrases  and empty_words name nothing; as typed with accents: "đang" is empty, "đăng" is not
weak_words     ask about places and times ("mục nào") but are half of other words ("mục đích")
light_words    of everyday speech: they may help to find a place, but no clause need hold them
role_phrases   name nothing where a question asks who, or names an agency
english        Vietnamese for the English words of questions
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import regex as re

from ingest.fold import fold, fold_tone
from ingest.plan import Role
from ingest.typed_words import SYLLABLE

_DATA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent.parent / "data" / "wording.json").read_text("utf-8")
)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, set(phrases)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


INTENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (entry["intent"], _either(entry["patterns"])) for entry in _DATA["intents"]
)
ROLE_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (entry["role"], _either(entry["patterns"])) for entry in _DATA["roles"]
)
SHORTHAND: dict[str, str] = _DATA["shorthand"]
PARTICLES = frozenset(_DATA["particles"])
ROLE_PHRASES: tuple[str, ...] = tuple(_DATA["role_phrases"])
WEAK_WORDS = frozenset(map(fold_tone, _DATA["weak_words"]))
EMPTY_WORDS = frozenset(map(fold_tone, _DATA["empty_words"])) | WEAK_WORDS
FOLDED_EMPTY_WORDS = frozenset(map(fold, EMPTY_WORDS))
LIGHT_WORDS = frozenset(map(fold_tone, _DATA["light_words"]))
FOLDED_LIGHT_WORDS = frozenset(map(fold, LIGHT_WORDS))
FOLDED_EMPTY_PHRASES = frozenset(map(fold, _DATA["empty_phrases"]))
EMPTY_PHRASES = _any_of(map(fold_tone, _DATA["empty_phrases"]))

# With accents: how such words are spelled.
TELLING_NOTHING: tuple[str, ...] = tuple(
    map(fold_tone, (*_DATA["empty_phrases"], *_DATA["role_phrases"], *_DATA["empty_words"]))
)

KINDS_OF_DOCUMENT: tuple[str, ...] = tuple(_DATA["documents"])
_OWN_KINDS = ("kế hoạch", "quyết định", "văn bản")  # what a plan is itself issued as
_KINDS = "|".join(map(fold, KINDS_OF_DOCUMENT))
_OTHER_KINDS = "|".join(fold(kind) for kind in KINDS_OF_DOCUMENT if kind not in _OWN_KINDS)
# A document other than the plan, asked for by its number:
# "Nghị quyết bảo vệ nền tảng tư tưởng … số bao nhiêu".
OTHER_DOCUMENT = re.compile(
    rf"\b(?P<kind>{_OTHER_KINDS})\b"  # nghị quyết
    r"(?: \S+){0,14}?"  # bảo vệ nền tảng tư tưởng …
    r" so (?:may|bao nhieu|hieu|gi|nao)\b"  # số bao nhiêu
)
# A document the plan rests on: "triển khai văn bản số mấy của Ban Thường vụ Thành ủy".
BASE_NUMBER = re.compile(
    r"\b(?:trien khai|thuc hien|theo|dua (?:tren|vao)|vien dan|cu the hoa|can cu|ban hanh (?:theo|tai|kem))"
    r"(?: \S+){0,3} (?:van ban|ke hoach|quyet dinh|chuong trinh|ket luan|nghi quyet)"
    r"(?: \S+){0,4} so (?:may|bao nhieu|hieu|nao)\b"
)
# "Số của kế hoạch Tỉnh ủy mà Trà Vinh căn cứ?"
NUMBER_OF_BASE = re.compile(
    rf"\bso (?:hieu )?(?:cua )?(?P<kind>{_KINDS})\b(?: \S+){{1,14}} "
    r"(?:can cu|dua (?:tren|vao)|vien dan|dan chieu)\b"
)
# "Danh mục bí mật nhà nước … ban hành bằng quyết định số mấy?"
HELD_IN = re.compile(
    rf"\b(?:ban hanh|phe duyet|quy dinh|ghi|neu|nam) (?:\w+ ){{0,3}}(?:bang|tai|trong|o|theo) "
    rf"(?P<kind>{_KINDS}) (?:so )?(?:nao|gi|may|bao nhieu)\b"
)
# "Quyết định nào về chuyển đổi số báo chí?"
WHICH_DOCUMENT = re.compile(rf"\b(?P<kind>{_KINDS}) (?:so )?(?:nao|gi|may|so may|bao nhieu)\b")

_ENGLISH: dict[str, str] = _DATA["english"]
# "health plan" is "kế hoạch y tế"; the longest phrase is read, and what it gives is not read again
_ENGLISH_PHRASE = re.compile(
    rf"(?<![\w\-])(?P<said>{'|'.join(map(re.escape, sorted(_ENGLISH, key=len, reverse=True)))})"
    r"(?P<plan> plan)?(?![\w\-])",
    re.IGNORECASE,
)
# "Which Dong Nai departments …": what is asked for stands behind the place
_WHICH_OF = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat) (?P<whose>(?:(?:\p{Lu}\w*|,) ){1,4})"
    r"(?P<what>departments?|agency|agencies|units?)\b"
)
_COMMON_WORDS = (
    "the is of in what who when does which how to for and are will its by has "
    "must should did with from this that where there have been was were any their"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SURELY_ENGLISH = frozenset(word for word in (*_COMMON, *_ENGLISH) if not SYLLABLE.fullmatch(word))
MIN_ENGLISH = 2  # common English words in a question before it is taken for English


def is_english(text: str) -> bool:
    """Return whether a question is put in English."""
    words = re.findall(r"[a-z\-]+", text.lower())
    common = sum(word in _COMMON for word in words) >= MIN_ENGLISH
    # "the to chuc o cho nao" is "thế tổ chức …": one word must be of no Vietnamese shape
    return common and any(word in _SURELY_ENGLISH for word in words)


def in_vietnamese(text: str, *, english: bool | None = None) -> str:
    """Return an English question with its known words in Vietnamese; other text as it is.

    english  whether it is, where text is only what is left of a question
    """
    if not (is_english(text) if english is None else english):
        return text
    text = _WHICH_OF.sub(r"which \g<what> \g<whose>", " ".join(text.split()))
    return " ".join(_ENGLISH_PHRASE.sub(_meant, text).split())


def _meant(said: re.Match[str]) -> str:
    vietnamese = _ENGLISH[said["said"].lower()]
    return f"kế hoạch {vietnamese}" if said["plan"] else vietnamese


# "CT số 01" is a directive, "01/CT-TTg" its number: neither is "chủ trì".
NUMBERED = re.compile(r"\bct(?P<number> (?:so )?\d+)\b|(?<=\d )ct(?= (?:ttg|tw|tu|ubnd)\b)")


def spelt_out(folded: str) -> str:
    """Return the folded question with chat shorthand written out; in a document's number it is none."""
    words = NUMBERED.sub(_of_number, folded).split()
    return " ".join(SHORTHAND.get(word, word) for word in words)


def _of_number(found: re.Match[str]) -> str:
    return f"chi thi{found['number']}" if found["number"] else ""
