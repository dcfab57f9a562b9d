"""Questions typed without accents -> the same with accents, as the plans would write them.

An embedding model knows accented Vietnamese: of questions stripped of their accents it finds a quarter
of what it finds otherwise. General accent restorers get 65 % of syllables right; the plans that are searched
are a better source of what is meant: 91 % (docs/retrieval.md). Only the vector and the words of a question
are made from the result. What is found by accent-stripped terms never depends on it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.fold import fold

_WORD = re.compile(r"[^\W_]+")

# Asking words, which plans hardly hold, each as often as a rare word of a plan.
_ASKING = (
    "làm gì, phải làm gì, làm những gì, là gì, việc gì, có gì, gồm những gì, gồm gì, nói gì, ghi gì",
    "ai, cho ai, với ai, của ai, là ai, những ai, giao ai, do ai, ai ký, ai chủ trì, ai phối hợp, ai làm",
    "nào, cơ quan nào, đơn vị nào, sở nào, kế hoạch nào, văn bản nào, ngày nào, năm nào, chỗ nào",
    "thế nào, như thế nào, ra sao, vì sao, tại sao, thì sao, bao giờ, khi nào, lúc nào, bao lâu",
    "bao nhiêu, mấy, quý mấy, ngày mấy, số mấy, ở đâu, về đâu, đâu, có không, hay không, không, được không",
    "phải không, có phải, có việc, liệt kê, kể ra, so sánh, khác nhau, giống nhau, tóm tắt, cho biết",
    "giúp, tôi, em, anh, chị, nhé, vậy, thì, mà, ở, bị, của, để, dành cho, phụ trách, trước ngày nào",
)
_ASKING_COUNT = 3

# A pair of syllables the plans never put side by side, in occurrences.
_UNSEEN_PAIR = 0.05

# A word of the language, in occurrences of its syllables and of each two of them side by side.
_LISTED = 0.3

# Of the words of a question, those the texts must hold. English asked of Vietnamese plans holds fewer,
# and the embedding model reads it as it is: "the" must not become "thể".
_LEAST_KNOWN = 2 / 3

# Enough text to know the plans' words; counting more costs seconds at the first question.
_MOST_TEXTS = 5_000


class Accents:
    """How the given texts write each syllable, and which follow each other.

    words  of the language, with accents: they decide where the texts hold nothing of the kind
    """

    def __init__(self, texts: Sequence[str], words: Iterable[str] = ()) -> None:
        self._forms: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._pairs: defaultdict[tuple[str, str], float] = defaultdict(float)
        step = math.ceil(len(texts) / _MOST_TEXTS) or 1
        for text in texts[::step]:
            for line in text.splitlines():
                self._count(line, 1)
        for phrase in ", ".join(_ASKING).split(", "):
            self._count(phrase, _ASKING_COUNT)
        self._list(words)

    def restore(self, text: str) -> str:
        """Return text with the accents that fit best.

        Unchanged where the writer used any accent, or where it is not in the language of the texts.
        Only letters get accents: case, digits, marks and words the texts do not hold stay as they are.
        """
        plain = unicodedata.normalize("NFC", text)
        found = list(_WORD.finditer(plain))
        if has_accents(plain) or not self._speaks([word[0].lower() for word in found]):
            return text
        best = self.spelled([word[0].lower() for word in found])
        pieces, last = [], 0
        for word, form in zip(found, best, strict=True):
            pieces += [plain[last : word.start()], _in_case_of(word[0], form)]
            last = word.end()
        return "".join((*pieces, plain[last:]))

    def spelled(self, plain: Sequence[str]) -> list[str]:
        """Return the likeliest form of each of the syllables given in lower case without accents."""
        paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word in plain:
            paths = {form: self._extend(paths, form, share) for form, share in self._shares(word)}
        return max(paths.values(), key=lambda scored: scored[0])[1]

    def joins(self, first: str, second: str) -> bool:
        """Return whether two syllables in lower case stand side by side anywhere."""
        return self._pairs.get((first, second), 0.0) > 0

    def _speaks(self, plain: Sequence[str]) -> bool:
        spelled = [word for word in plain if word.isalpha()]
        return sum(word in self._forms for word in spelled) >= _LEAST_KNOWN * len(spelled) > 0

    def _count(self, line: str, times: float) -> None:
        forms = _WORD.findall(unicodedata.normalize("NFC", line).lower())
        for form in forms:
            self._forms[fold(form)][form] += times
        for pair in pairwise(forms):
            self._pairs[pair] += times

    def _list(self, words: Iterable[str]) -> None:
        for word in words:
            forms = word.split()
            for form in forms:
                known = self._forms[fold(form)]
                known[form] = known[form] or _LISTED
            for pair in pairwise(forms):
                self._pairs[pair] = self._pairs[pair] or _LISTED

    def _extend(
        self, paths: dict[str, tuple[float, list[str]]], form: str, share: float
    ) -> tuple[float, list[str]]:
        score, path = max(
            ((score + math.log(self._pairs.get((before, form), 0.0) + _UNSEEN_PAIR), path)
             for before, (score, path) in paths.items()),
            key=lambda scored: scored[0],
        )  # fmt: skip
        return score + math.log(share), [*path, form]

    def _shares(self, word: str) -> Iterable[tuple[str, float]]:
        forms = self._forms.get(word)
        if not forms or not word.isalpha():
            return [(word, 1.0)]
        total = sum(forms.values())
        return [(form, count / total) for form, count in forms.items()]


def has_accents(text: str) -> bool:
    """Whether any letter of text carries a Vietnamese accent or is a đ."""
    letters = unicodedata.normalize("NFD", text)
    return any(unicodedata.combining(letter) for letter in letters) or "đ" in letters.lower()


def _in_case_of(typed: str, form: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form
