"""Places by their initials, as clerks type them: "Sở Ngoại vụ CT", "kh của CB", "so tai chinh tninh".

Initials are other words, too: "CT" is also "Chỉ thị", "Chủ tịch" and "chủ trì", "KH" the plan itself, "CB"
officials. They are a place where a place is expected, after an agency or "ở", and no number or name follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex as re

from answer.corpus import Corpus
from answer.understanding.lexicon import dictionary
from answer.understanding.wording import SHORTHAND
from ingest.agencies import AgencyBook, Named
from ingest.agency_data import Place
from ingest.agency_words import Words
from ingest.fold import fold
from ingest.typed_words import SYLLABLE

MOST_PLACES = 2  # with the same initials: of three or more none is meant for certain
SHORTEST_CUT = 4  # letters of a name cut short in its first part: "ctho"
AT = frozenset(["ở", "o", "tại", "tai", "tỉnh", "tinh"])
BESIDE = AT | frozenset(
    [
        "của",
        "cua",
        "bên",
        "ben",
        "trên",
        "tren",
        "với",
        "voi",
        "vs",
        "và",
        "va",
        "hay",
        "còn",
        "con",
        "thế",
        "kh",
        "vb",
        "bản",
        "ban",
        "hoạch",
        "hoach",
    ]
)
DOES = frozenset(["làm", "lam", "lm", "có", "co", "được", "duoc", "dc", "đc", "phải", "phai", "lo", "giao"])
POINTS = frozenset(["này", "nay", "đó", "nào", "nao", "năm", "ấy", "ay", "số", "của", "cua"])
INITIAL = re.compile(r"ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|\w")


@dataclass(frozen=True, slots=True)
class _Typed:
    words: Words
    named: Sequence[Named]
    placed: bool  # a place is named in full

    def after_agency(self, n: int) -> bool:
        return n > 0 and any(one.stop == self.words.stops[n - 1] for one in self.named)

    def before_agency(self, n: int) -> bool:
        return n + 1 < len(self.words) and any(one.start == self.words.starts[n + 1] for one in self.named)

    def in_agency(self, n: int) -> bool:
        return any(one.start <= self.words.starts[n] < one.stop for one in self.named)

    def key(self, n: int) -> str:
        return self.words.keys[n] if 0 <= n < len(self.words) else ""


def with_places_written_out(text: str, corpus: Corpus, book: AgencyBook) -> str:
    """Return text with the loaded plans' places in full where their initials are typed for them."""
    words = Words.of(text)
    loaded = frozenset(plan.place for plan in corpus.plans.values() if plan.place)
    places = _by_short_form(loaded, tuple(book.places))
    candidates = {n: found for n in range(len(words)) if (found := places.get(fold(words.word(n))))}
    if not candidates:
        return text
    folded = f" {fold(text)} "
    typed = _Typed(words, book.in_question(text), any(f" {fold(place)} " in folded for place in loaded))
    for n, (names, cut) in sorted(candidates.items(), reverse=True):
        if len(names) <= MOST_PLACES and (_cut_meant(typed, n) if cut else _initials_meant(typed, n)):
            text = text[: words.starts[n]] + " và ".join(names) + text[words.stops[n] :]
    return text


@lru_cache(maxsize=8)
def _by_short_form(places: frozenset[str], listed: tuple[Place, ...]) -> Mapping[str, tuple[list[str], bool]]:
    """Return the places by their folded short forms, and whether a form is a name cut short ("ctho")."""
    out: dict[str, tuple[list[str], bool]] = {}
    spellings = {place.name: place.spellings for place in listed}
    for place in sorted(places):
        *first, last = fold(place).split() or [""]
        if not first:
            continue
        initials = "".join(word[0] for word in first)
        clusters = "".join(found[0] for word in first if (found := INITIAL.match(word)))
        spelled = {fold(spelling) for spelling in spellings.get(place, ()) if spelling.isupper()}
        forms = dict.fromkeys({initials + last[0], *spelled}, False)
        forms |= {start + last: True for start in (initials, clusters) if len(start + last) >= SHORTEST_CUT}
        for form, cut in forms.items():
            out.setdefault(form, ([], cut))[0].append(place)
    return out


def _initials_meant(typed: _Typed, n: int) -> bool:
    """Return whether the initials at word n stand for a place."""
    words, before = typed.words, typed.key(n - 1)
    if _in_number(words, n) or typed.in_agency(n) or typed.key(n + 1) in ("của", "cua"):
        return False
    if "," in words.gap_text(n) and words.all_capitals(n + 1):
        return False  # "CB, CC, VC": officials
    if typed.before_agency(n) and before not in AT:
        return False  # "CT UBND TP": its chairman
    also_a_word = fold(words.word(n)) in SHORTHAND
    if not words.all_capitals(n) or words.text.isupper():
        return _small_meant(typed, n, also_a_word=also_a_word)
    if before in BESIDE or typed.after_agency(n):
        return True
    return not (also_a_word or typed.placed) and n in (0, len(words) - 1)


def _small_meant(typed: _Typed, n: int, *, also_a_word: bool) -> bool:
    """Return whether initials in small letters stand for a place: "stc hp", "so ngoai vu ct lam gi"."""
    if not typed.after_agency(n) and typed.key(n - 1) not in AT | {"của", "cua"}:
        return False
    after = typed.key(n + 1)
    if also_a_word:
        return typed.after_agency(n) and (not after or after in DOES)
    return after not in POINTS


def _cut_meant(typed: _Typed, n: int) -> bool:
    """Return whether a name cut short at word n is no word of its own: "khoa học" is not Khánh Hòa."""
    words = typed.words
    if typed.in_agency(n) or _in_number(words, n):
        return False
    if not SYLLABLE.fullmatch(fold(words.word(n))):
        return True
    beside = (words.keys[n - 1 : n + 1] if n else (), words.keys[n : n + 2])
    whole = any(" ".join(pair) in dictionary() for pair in beside if len(pair) > 1)
    return not whole and (typed.after_agency(n) or typed.key(n - 1) in AT)


def _in_number(words: Words, n: int) -> bool:
    """Return whether word n belongs to a number: "KH số 22", "CT 01/CT-TTg"."""
    last = n + 1 == len(words)
    return words.tight(n) or (
        not last
        and (words.keys[n + 1][0].isdigit() or words.tight(n + 1) or words.keys[n + 1] in ("số", "so"))
    )
