"""Numbering marks at the start of a line, and how deep each kind stands.

Level comes from the kind of numbering, never from the number of hashes before it
(Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục I., khoản 1., điểm a)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex as re

MarkKind = Literal["part", "section", "article", "item", "point", "bullet", "footnote"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: what it is called in a path, and how many characters of the line it takes.

    rank  depth of its kind: smaller stands above; a mark that contains dots stands one deeper each
    """

    kind: MarkKind
    name: str
    rank: int
    width: int


PART, CHAPTER, LETTERED, SECTION, ARTICLE, ITEM, POINT, INNER_POINT = 0, 1, 2, 3, 4, 5, 10, 11
DASH, PLUS, DOT = 12, 13, 14
# What parts the number of a part or chapter from its title, so that "Phần I của Kế hoạch" is none.
TITLED = r"(?:\s*[.:\-]\s*|\s*$|\s+(?=\p{Lu}))"
# The last five are what Word's symbol font leaves.
DOTS = "*•●▪‣◦■□▫◆❖➢►✓✔·⁃∙○\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"

# In order: the first pattern that fits decides. Rank 5 leaves room for 1., 1.1., 1.1.1., 1.1.1.1.
PATTERNS: tuple[tuple[MarkKind, int, re.Pattern[str]], ...] = (
    (
        "part",
        PART,
        re.compile(rf"(?:PHẦN|Phần)\s+(?:(?i:thứ)\s+(?P<word>\w+)|(?P<label>[IVX]+|\d{{1,2}})){TITLED}"),
    ),
    ("part", CHAPTER, re.compile(rf"(?:CHƯƠNG|Chương)\s+(?P<label>[IVX]+|\d{{1,2}}){TITLED}")),
    (
        "section",
        SECTION,
        re.compile(r"(?P<label>(?i:mục)\s+\d{1,2})(?:\s*[.:]\s*|\s*$|\s+(?=\p{Lu}{2}))"),
    ),
    ("article", ARTICLE, re.compile(r"(?:ĐIỀU|Điều)\s+(?P<label>\d{1,3})(?:\s*[.:]\s*|\s*$)")),
    (
        "item",
        ITEM,
        re.compile(
            r"(?:[IVX]{1,5}|[A-E])\.(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*[.)/:]|(?=\s))(?!\d)\s*"
        ),
    ),
    # "I.", "II/", "III -", "I- "; C, D, L and M alone are letters of an A. B. C. row more often than
    # numbers; "V/v" opens the subject of a letter.
    (
        "section",
        SECTION,
        re.compile(r"(?:MỤC\s+|Mục\s+)?(?P<label>[IVX]{1,6})\s*(?:[.)]|/(?!\p{Ll})|-(?=\s))(?=\s*\D|$)\s*"),
    ),
    ("part", LETTERED, re.compile(r"(?P<label>[A-EĐ])\s*(?:[./)]|-(?=\s))\s*(?=\p{Lu})")),
    ("item", ITEM, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s*[.)/:]|(?=\s))(?!\d)\s*")),
    # A sign is required after the number: "12 tháng 5" and "2 đoàn công tác" open with bare numbers.
    (
        "item",
        ITEM,
        re.compile(r"(?P<label>\d{1,2})(?:\s*[.)](?![\d/])|\s*/(?=\s)|\s?-\s+(?=\p{Lu}))\s*"),
    ),
    # "đ" follows "d" in Vietnamese lists, and [a-z] does not reach it.
    ("point", POINT, re.compile(r"(?P<label>[a-zđ]|[ivx]{2,4}|[a-zđ]\.?\d{1,2})\)\s*")),
    ("point", POINT, re.compile(r"(?P<label>[a-zđ])(?:\.\s+|/\s+|-\s+)(?=\p{Lu})")),
    ("point", INNER_POINT, re.compile(r"(?P<label>\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))\s*")),
    ("footnote", 0, re.compile(r"(?P<label>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*|\[\^?\d{1,2}\]:?)\s*(?=\S)")),
    ("bullet", DASH, re.compile(r"(?P<label>-)\s*(?=[^\s\-\d])|(?P<number>-)\s+(?=\d)")),
    ("bullet", PLUS, re.compile(r"(?P<label>\+)\s*(?=\S)")),
    ("bullet", DOT, re.compile(rf"(?P<label>[{DOTS}])\s*(?=\S)|(?P<circle>o)\s+(?=\p{{Lu}})")),
)
BULLETS = {DASH: "-", PLUS: "+", DOT: "*"}
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ROMAN_WORDS = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI"}


def read_mark(line: str) -> Mark | None:
    """Return the numbering mark that opens line, or None for running text."""
    for kind, rank, pattern in PATTERNS:
        if not (found := pattern.match(line)):
            continue
        label = next(group for group in found.groups() if group)
        depth = label.count(".") if kind == "item" else 0
        return Mark(kind, _path_name(kind, rank, label), rank + depth, found.end())
    return None


def _path_name(kind: MarkKind, rank: int, label: str) -> str:
    """Return the label as it stands in a path: "Phần I", "IV", "3.2", "đ", "(1)", "Điều 2"."""
    if kind == "article":
        return f"Điều {int(label)}"
    if kind == "bullet":
        return BULLETS[rank]
    if kind == "footnote":
        return "fn" + label.translate(SUPERSCRIPT).strip("[^]:")
    if rank in (PART, CHAPTER):
        return f"{'Phần' if rank == PART else 'Chương'} {ROMAN_WORDS.get(label.lower(), label)}"
    return " ".join(label.split()).capitalize() if rank == SECTION and " " in label else label
