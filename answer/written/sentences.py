"""A draft -> its sentences, each with the numbers of the clauses it cites.

Vietnamese administrative prose is full of dots that end nothing: "TP. Cần Thơ", "TT. Tỉnh ủy",
"KT. Chủ tịch", "mục IV.", "06.12.2023". The splitter knows them; a sentence is never cut inside quotes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

import regex as re

Start = Literal["", "paragraph", "item"]

# Shortened words whose dot ends no sentence: titles, "thay mặt", places, "số" (Nghị định 30/2020, Phụ lục I).
SHORTENED = (
    "TP|Tp|TX|Tx|TT|Tt|TW|Tw|Q|H|X|P|TS|Ts|ThS|Ths|PGS|GS|BS|Bs|KS|CN|NCS|LS|NSND|NSƯT|TM|KT"
    "|TL|TUQ|VP|Đc|ĐC|đ/c|Đ/c"
    "|UV|PCT|CT|CVP|PCVP|St|Mr|Mrs|Ms|Dr|No|NXB|Nxb|VN|tr|Tr|vd|Vd|VD|ĐT|Đt"
)
# "1. Sở Y tế", "mục IV. Tổ chức", "khoản 2. Sở": a mark, not an end.
MARK_BEFORE_DOT = re.compile(
    rf"(?:(?<![\w.])(?:{SHORTENED})"
    r"|(?<!\w)(?:[Mm]ục|[Pp]hần|[Cc]hương|[Kk]hoản|[Đđ]iều|[Đđ]iểm)\s+[\w.]{1,6}"
    r"|(?<!\w)\p{Lu})$"
)
CITED = r"(?:\[|【)\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*(?:\]|】)"
MARKS = re.compile(CITED)
# The end of a sentence, the quotes and brackets that close with it, and the marks that may follow the dot.
END = re.compile(rf"(?:[.!?…]+|(?<=[.!?…][”\")]))[”\")\]]*(?P<marks>(?:\s*{CITED})*)(?=\s+|$)")
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
ITEM = re.compile(r"^\s*(?:(?:[-*•+–]|\d{1,2}[.)]|[a-zđ]\))\s+)+")
HEADING = re.compile(r"^\s*#{1,6}\s+")
EMPHASIS = re.compile(r"\*\*|__|`")
THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
CONTROL = re.compile(r"[\p{Cc}\p{Cf}--[\n\t]]", re.V1)
LONGEST_RANGE = 30  # "[1-200]" cites nothing in particular


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a sentence's words and the marks that follow it: "Sở A chủ trì [1], Sở B phối hợp [2]" has
    two."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft.

    text      as written, marks included
    segments  its words by the marks they lean on; the last has () where a sentence ends without marks
    start     what it opens: a paragraph, a list item, or nothing
    lead      the line that introduces the list this item stands in ("Sở Y tế chủ trì:"), "" outside a list
    """

    text: str
    segments: tuple[Segment, ...]
    start: Start = ""
    lead: str = ""

    @property
    def marks(self) -> tuple[int, ...]:
        """The numbers cited, in order, each once."""
        return tuple(dict.fromkeys(n for segment in self.segments for n in segment.marks))

    @property
    def words(self) -> str:
        """The sentence without marks."""
        return " ".join(segment.text for segment in self.segments)


def clean_draft(text: str) -> str:
    """Return a draft without what is not prose: a model's thinking, code fences, emphasis, control
    characters; accents and letters in one piece (NFC)."""
    text = FENCE.sub("", THINKING.sub("", unicodedata.normalize("NFC", text)))
    return CONTROL.sub("", EMPHASIS.sub("", text.replace("\r\n", "\n"))).strip()


def without_marks(text: str) -> str:
    """Return text without its citation marks and the spaces they leave before a stop."""
    return re.sub(r"\s+(?=[.,;:!?])", "", MARKS.sub("", text)).strip()


def sentences_of(draft: str) -> tuple[Sentence, ...]:
    """Return the sentences of a draft in order, those of list items with the line that introduces the
    list."""
    found: list[Sentence] = []
    lead = ""
    for line in clean_draft(draft).split("\n"):
        words = HEADING.sub("", line).strip()
        if not words:
            continue
        item = ITEM.match(words) is not None and not HEADING.match(line)
        lead = lead if item else ""
        pieces = split_sentences(ITEM.sub("", words, count=1) if item else words)
        start: Start = "item" if item else "paragraph"
        for piece in pieces:
            found.append(Sentence(piece, segments_of(piece), start, lead))
            start = ""
        if pieces and pieces[-1].endswith(":") and not MARKS.search(pieces[-1]):
            lead = pieces[-1]
    return tuple(found)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of one line; marks after a dot stay with the sentence before it."""
    quoted = [found.span() for found in QUOTED.finditer(text)]
    pieces, start = [], 0
    for end in END.finditer(text):
        if any(a < end.start() < b - 1 for a, b in quoted) or not _ends(text, start, end):
            continue
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Return whether a dot ends the sentence that began at start: no shortened word, no number of a list."""
    before, after = text[start : end.start()].rstrip(), text[end.end() :].lstrip()
    if not before:
        return False
    quarter = re.search(r"[Qq]uý\s+[IVX]+$", before)
    if end[0].startswith(".") and not end["marks"] and not quarter:
        if MARK_BEFORE_DOT.search(before) or re.fullmatch(r"\d{1,2}|[IVXLC]+", before):
            return False
        if re.search(r"v\.v$|(?<=[.…])$", before):
            return bool(re.match(r"\p{Lu}", after))
    return not after or bool(re.match(r"[\p{Lu}\d“\"(\[]", after))


def segments_of(sentence: str) -> tuple[Segment, ...]:
    """Return the runs of words of a sentence with the marks behind each; a tail without words adds no run."""
    segments: list[Segment] = []
    at = 0
    runs = list(re.finditer(rf"{CITED}(?:\s*[,;]?\s*{CITED})*", sentence))
    for run in runs:
        segments.append(Segment(sentence[at : run.start()].strip(), numbers_of(run[0])))
        at = run.end()
    tail = sentence[at:].strip()
    if re.search(r"\w", tail):
        segments.append(Segment(tail, ()))
    return tuple(segments)


def numbers_of(marks: str) -> tuple[int, ...]:
    """Return the numbers of marks, each once: "[1][3-5]" gives 1, 3, 4, 5."""
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?", marks):
        stop = int(last or first)
        numbers += range(int(first), min(stop, int(first) + LONGEST_RANGE) + 1)
    return tuple(dict.fromkeys(numbers))
