"""The words of a text as agency names are looked up in them: keys, gaps, tables of phrases.

Punctuation inside a name varies from plan to plan ("các sở, ban, ngành", "các Sở, Ban ngành"), so names
are compared word by word and what stands between two words is put in one of three classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from ingest.fold import fold_tone

SPACE, MARK, STOP = 0, 1, 2
"""Between two words: white space; white space with a mark that can stand inside a name; the end of a name."""

_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_NAME_MARKS = frozenset(",;&-–—/+")
_NUMBER_MARKS = "-/\u00ad\ufffe"  # a hyphen at the end of a line comes out of a PDF as one of the last two
_EMPHASIS = str.maketrans("", "", "*_")
# "VP. UBND", "TT. Tỉnh ủy", "PCT.UBND": a full stop after a short word in capitals is part of a short form.
_SHORT_FORM_LENGTH = 4
# Whoever writes a name over two lines leaves no empty line in it.
_MOST_LINE_BREAKS = 1

Value = TypeVar("Value")


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """Return the form in which a word is compared: lower case, accents kept, tone on the same vowel."""
    return fold_tone(word)


@lru_cache(maxsize=1 << 12)
def _gap_class(gap: str, after_short_form: bool) -> int:
    if "\t" in gap:
        return STOP  # the next cell of a table
    if gap.isspace():
        return SPACE if gap.count("\n") <= _MOST_LINE_BREAKS else STOP
    bare = "".join(gap.translate(_EMPHASIS).split())
    if gap.count("\n") > _MOST_LINE_BREAKS:
        return STOP
    if not bare:
        return SPACE
    if bare == "." and after_short_form:
        return SPACE
    # A mark at the head of a line is a list mark; "&" alone may stand between any two words of a name.
    if len(bare) == 1 and bare in _NAME_MARKS:
        starts_line = "\n" in gap and not gap.lstrip("*_ \t").startswith(bare)
        return STOP if starts_line or ("\n" in gap and bare == ";") else MARK
    return STOP


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words: word n is ``text[starts[n]:stops[n]]``; gaps[n] stands between n and n + 1.

    The last gap is STOP, so a name never runs over the end.
    """

    text: str
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    keys: tuple[str, ...]
    gaps: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of text, in reading order."""
        spans = [found.span() for found in _WORD.finditer(text)]
        words = [text[start:stop] for start, stop in spans]
        gaps = [
            _gap_class(text[spans[n][1] : spans[n + 1][0]], is_short_form(words[n]))
            for n in range(len(spans) - 1)
        ]
        return cls(
            text,
            tuple(start for start, _ in spans),
            tuple(stop for _, stop in spans),
            tuple(map(key_of, words)),
            (*gaps, STOP),
        )

    def __len__(self) -> int:
        return len(self.keys)

    def word(self, n: int) -> str:
        """Return word n as printed."""
        return self.text[self.starts[n] : self.stops[n]]

    def capital(self, n: int) -> bool:
        """Return whether word n begins with a capital letter."""
        return self.text[self.starts[n]].isupper()

    def all_capitals(self, n: int) -> bool:
        """Return whether word n is a short form or a word of a heading in capitals."""
        return self.stops[n] - self.starts[n] > 1 and self.word(n).isupper()

    def gap_text(self, n: int) -> str:
        """Return what stands between word n and the next; "" after the last."""
        return self.text[self.stops[n] : self.starts[n + 1]] if n + 1 < len(self.keys) else ""

    def in_number(self, n: int) -> bool:
        """Return whether word n is part of a document number: "4315/TTr-STTTT", "KH-UBND"."""
        return self.tight(n) and sum(map(str.isupper, self.word(n))) > 1

    def tight(self, n: int) -> bool:
        """Return whether word n follows a hyphen or a slash with no space between."""
        at = self.starts[n]
        before, earlier = self.text[at - 1 : at], self.text[at - 2 : at - 1]
        return bool(before) and before in _NUMBER_MARKS and (earlier.isalnum() or earlier.isspace())

    def spaced(self, n: int) -> bool:
        """Return whether word n follows the one before it with nothing but white space between."""
        return 0 < n < len(self.keys) and self.gaps[n - 1] == SPACE

    def joined(self, n: int) -> bool:
        """Return whether word n can belong to one name with the word before it."""
        return 0 < n < len(self.keys) and self.gaps[n - 1] != STOP


def listed(table: str) -> tuple[str, ...]:
    """Return the phrases of a table written with "|" between them, over any number of lines."""
    return tuple(" ".join(phrase.split()) for phrase in table.split("|") if phrase.strip())


def is_short_form(word: str) -> bool:
    """Return whether word looks like initials: "VP", "TP", "PCT"."""
    return len(word) <= _SHORT_FORM_LENGTH and word.isupper()


class Phrases(Generic[Value]):
    """A table of phrases, looked up at a place in a text; the longest phrase wins.

    ``,`` and other marks of a phrase stand for "a mark or nothing": "sở, ban" is found as "Sở ban" too,
    but a phrase without a mark is not found across one.
    """

    def __init__(self, table: Mapping[str, Value]) -> None:
        self._root: _Node[Value] = _Node()
        for phrase, value in table.items():
            words = Words.of(phrase)
            node = self._root
            for n, key in enumerate(words.keys):
                node = node.step(key, marked=n > 0 and words.gaps[n - 1] == MARK)
            node.values.append(value)

    @classmethod
    def list(cls, phrases: Iterable[str]) -> Phrases[str]:
        """Return a table in which each phrase stands for itself."""
        return Phrases({phrase: phrase for phrase in phrases})

    @property
    def first_words(self) -> frozenset[str]:
        """The keys with which a phrase of the table can begin."""
        return frozenset(self._root.steps)

    def at(self, words: Words, n: int) -> tuple[Value, int] | None:
        """Return the value of the longest phrase at word n, and the number after its last word."""
        node, found = self._root, None
        here = n
        while here < len(words):
            step = node.steps.get(words.keys[here])
            if step is None or (here > n and not step.passable(words.gaps[here - 1])):
                break
            node, here = step, here + 1
            if node.values:
                found = (node.values[0], here)
        return found


class _Node(Generic[Value]):
    """One word of the phrases that share a beginning; marked if a mark may stand before it."""

    __slots__ = ("marked", "steps", "values")

    def __init__(self) -> None:
        self.steps: dict[str, _Node[Value]] = {}
        self.values: list[Value] = []
        self.marked = False

    def step(self, key: str, *, marked: bool) -> _Node[Value]:
        node = self.steps.setdefault(key, _Node())
        node.marked = node.marked or marked
        return node

    def passable(self, gap: int) -> bool:
        return gap == SPACE or (gap == MARK and self.marked)
