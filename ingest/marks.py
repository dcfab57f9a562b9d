"""Numbering marks at the start of a line, and how deep each kind stands.

Level comes from the kind of numbering, never from the number of hashes before it
(Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, chương, mục I., khoản 1., điểm a)).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from ingest.plan import ClauseKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: what it is called in a path, and how many characters of the line it takes.

    rank  depth of its kind: smaller stands above; a mark that contains dots stands one deeper each
    """

    kind: ClauseKind | str
    name: str
    rank: int
    width: int


# In order: the first pattern that fits decides. Rank 5 leaves room for 1., 1.1., 1.1.1., 1.1.1.1.
PATTERNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "part",
        0,
        re.compile(r"(?:PHẦN|Phần)\s+(?P<label>(?:thứ\s+)?[IVX]+|\d{1,2}|(?i:thứ\s+\w+))\b\s*[.:\-]?\s*"),
    ),
    ("part", 1, re.compile(r"(?:CHƯƠNG|Chương)\s+(?P<label>[IVX]+|\d{1,2})\b\s*[.:\-]?\s*")),
    ("article", 4, re.compile(r"(?:ĐIỀU|Điều)\s+(?P<label>\d{1,3})\s*[.:]\s*")),
    # "I.", "II/", "III -"; C, D, L and M alone are letters of an A. B. C. row more often than numbers.
    ("section", 3, re.compile(r"(?:MỤC\s+|Mục\s+)?(?P<label>[IVX]{1,6})\s*(?:[./)]|-(?=\s))(?=\s*\D|$)\s*")),
    ("part", 2, re.compile(r"(?P<label>[A-EĐ])\s*(?:[./)]|-(?=\s))\s*(?=\p{Lu})")),
    ("item", 5, re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s*[.)/:]|(?=\s))(?!\d)\s*")),
    # The dot is required: "12 tháng 5" and "2 đoàn công tác" open with bare numbers.
    ("item", 5, re.compile(r"(?P<label>\d{1,2})\s*[.)/](?![\d/])(?=\s|\D|$)\s*")),
    # "đ" follows "d" in Vietnamese lists, and [a-z] does not reach it.
    ("point", 10, re.compile(r"(?P<label>[a-zđ]{1,2}|[a-zđ]\.?\d{1,2})\)\s*")),
    ("point", 10, re.compile(r"(?P<label>[a-zđ])\.\s+(?=\p{Lu})")),
    ("point", 11, re.compile(r"(?P<label>\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))\s*")),
    ("footnote", 0, re.compile(r"(?P<label>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*|\[\d{1,2}\])\s*(?=\S)")),
    ("bullet", 12, re.compile(r"(?P<label>-)\s*(?=[^\s\-\d])|(?P<number>-)\s+(?=\d)")),
    ("bullet", 13, re.compile(r"(?P<label>\+)\s*(?=\S)")),
    ("bullet", 14, re.compile(r"(?P<label>[*•●▪‣◦])\s*(?=\S)|(?P<circle>o)\s+(?=\p{Lu})")),
)
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ROMAN_WORDS = {"nhất": "I", "hai": "II", "ba": "III", "tư": "IV", "bốn": "IV", "năm": "V", "sáu": "VI"}


def read_mark(line: str) -> Mark | None:
    """Return the numbering mark that opens line, or None for running text."""
    for kind, rank, pattern in PATTERNS:
        if not (found := pattern.match(line)):
            continue
        label = next(group for group in found.groups() if group)
        if kind == "item":
            rank += label.count(".")
        return Mark(kind, _path_name(kind, rank, label), rank, found.end())
    return None


def _path_name(kind: str, rank: int, label: str) -> str:
    """Return the label as it stands in a path: "Phần I", "IV", "3.2", "đ", "(1)", "Điều 2"."""
    if kind == "article":
        return f"Điều {int(label)}"
    if kind == "part" and rank < 2:
        ordinal = label.split()[-1]
        return f"{'Phần' if rank == 0 else 'Chương'} {ROMAN_WORDS.get(ordinal.lower(), ordinal)}"
    if kind == "footnote":
        return "fn" + label.translate(SUPERSCRIPT).strip("[]")
    if kind == "bullet":
        return {12: "-", 13: "+"}.get(rank, "*")
    return label


# Labelled lines: "Đơn vị chủ trì: …". The words before the colon say what the line holds.
FIELD = re.compile(
    r"(?P<field>(?:(?:Các\s+)?(?:Đơn vị|Cơ quan|Bộ phận|Phòng ban)(?:\s*,\s*(?:đơn vị|cơ quan))?(?:\s+(?:được giao|chịu trách nhiệm))?"
    r"\s+(?:chủ trì|thực hiện|phối hợp|tham mưu|theo dõi|đầu mối|giám sát|hướng dẫn|triển khai|tổ chức|chịu trách nhiệm)[^:.;]{0,40}"
    r"|Chủ trì(?: thực hiện)?|Phối hợp(?: thực hiện)?|Tham mưu|Đầu mối|Phân công(?: thực hiện)?|Trách nhiệm(?: thực hiện)?"
    r"|Thời gian[^:.;]{0,40}|Thời hạn[^:.;]{0,40}|Tiến độ[^:.;]{0,30}|Hoàn thành|Lộ trình[^:.;]{0,20}"
    r"|Nội dung[^:.;]{0,30}|Đối tượng[^:.;]{0,30}|Mục tiêu|Mục đích|Yêu cầu|Sản phẩm[^:.;]{0,30}|Kết quả[^:.;]{0,30}"
    r"|Địa điểm[^:.;]{0,20}|Hình thức[^:.;]{0,20}|Số lượng[^:.;]{0,20}|Kinh phí[^:.;]{0,30}|Phạm vi[^:.;]{0,20}|Thành phần[^:.;]{0,20}"
    r"))\s*:\s*",
    re.IGNORECASE,
)


def read_field(words: str) -> str:
    """Return the words before the colon of a labelled line, or "" where words is none."""
    found = FIELD.match(words)
    return found["field"] if found and words[:1].isupper() else ""
