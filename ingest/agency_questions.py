"""Agencies named in a question, however it is typed: short forms, no accents, typos, English, nicknames.

Question mode is lenient where document mode is strict. Every way of naming an agency is a form; a form is
looked up by its letters alone ("so tt&tt", "sở tt-tt" and "sotttt" are one), then its accents are held
against those that were typed, so that "công ăn việc làm" names no police. What is left is searched again
with a bounded number of slips.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.agency_data import Agency, Place
from ingest.agency_forms import OFFICES, Form, committee_lists, english_names, names_of
from ingest.agency_words import MARK, Words, is_short_form
from ingest.fold import fold
from ingest.phrases import ordinary_phrases
from ingest.typed_words import (
    ACCENTS_NEEDED,
    SYLLABLE,
    bearable,
    is_accented,
    slips_between,
    spelled_so,
    untelexed,
)

_LONGEST_FORM = 14  # words
_LONGEST_LETTERS = 70
_MOST_SLIPS = 3
# Of several bearers of a name the province's agency is meant first: most plans are a province's.
_ORDER = {level: n for n, level in enumerate(("tỉnh", "huyện", "xã", "trung ương"))}
_INSIDE = frozenset(" ,;&-–/+.'’`\"“”()\u00a0")
# First words of names that are the second half of another word: "cơ sở y tế", "cán bộ", "thông báo".
_SECOND_HALVES = frozenset(
    f"{first} {second}"
    for second, firsts in {
        "so": ("co", "tru", "hoi"),
        "bo": ("can", "noi", "toan", "dong"),
        "bao": ("thong", "hop", "du"),
        "ban": ("uy", "van"),
        "hoi": ("xa", "dai", "co"),
        "phong": ("quoc", "bien", "du"),
        "dai": ("keo", "lau", "chieu", "trai"),
        "chinh": ("phi",),
        "nganh": ("chuyen", "lien"),
    }.items()
    for first in firsts
)
_NO_HALVES = frozenset(("có",))  # "có Sở Y tế …" is no "cơ sở"
_LEVELS_TYPED = {
    "tinh": ("tỉnh",),
    "tp": ("tỉnh", "huyện"),
    "thanhpho": ("tỉnh", "huyện"),
    "huyen": ("huyện",),
    "quan": ("huyện",),
    "thixa": ("huyện",),
    "xa": ("xã",),
    "phuong": ("xã",),
}
# "Còn Đài thì sao?": a single word that stands for an agency only in such company.
_ALONE = re.compile(
    r"(?:^|\b(?:còn|con|thế|the|vậy|vay|bên|ben|và|va|với|voi|của|cua|cho|giao)\s+)"
    r"(?P<name>báo|đài|dai)"
    r"(?=\s+(?:thì|phải|làm|được|có|và|với|sao|lo|của|thi|phai|lam|duoc|co|cua)\b|\s*[?,]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Words [first, last) of a question and the agencies they may mean, likeliest first."""

    first: int
    last: int
    agencies: tuple[Agency, ...]
    slips: int = 0


class _Step:
    __slots__ = ("forms", "steps")

    def __init__(self) -> None:
        self.steps: dict[str, _Step] = {}
        self.forms: list[Form] = []


class QuestionReader:
    """Reads names of agencies in questions; built once from the data, then stateless."""

    def __init__(self, agencies: Sequence[Agency], places: Sequence[Place]) -> None:
        self._by_letters: dict[str, list[Form]] = defaultdict(list)
        self._root = _Step()
        self._by_id = {agency.id: agency for agency in agencies}
        self._places = {fold(place.name).replace(" ", ""): place.kind for place in places}
        self._short = {fold(s) for place in places for s in place.spellings if is_short_form(s)}
        self._merged = {part: agency for agency in agencies for part in agency.merges}
        for agency in agencies:
            for name in names_of(agency, places):
                self._add(agency, name)
            for name in english_names(agency):
                self._add(agency, name, english=True)
            if agency.leads:
                for name in self._by_id[agency.leads].aliases:
                    for title in OFFICES:
                        self._add(agency, f"{title} {name}")
        for name, agency_id in committee_lists():
            self._add(self._by_id[agency_id], name)

    def _add(self, agency: Agency, name: str, *, english: bool = False) -> None:
        words = Words.of(name)
        folded = tuple(map(fold, words.keys))
        in_capitals = [n for n in range(len(words)) if words.all_capitals(n)]
        initials = tuple(
            n for n in in_capitals if english or SYLLABLE.fullmatch(folded[n]) or folded[n] in self._short
        )
        marked = tuple(n for n in range(1, len(words)) if words.gaps[n - 1] == MARK)
        form = Form(agency, folded, words.keys, initials, marked)
        self._by_letters["".join(folded)].append(form)
        if len(folded) > 1 and "".join(folded) not in ACCENTS_NEEDED:
            step = self._root
            for word in folded:
                step = step.steps.setdefault(word, _Step())
            step.forms.append(form)

    def read(self, words: Words) -> list[Guess]:
        """Return what is named in a question, in reading order, not overlapping."""
        folded = tuple(
            fold(key) if words.all_capitals(n) else untelexed(fold(key)) for n, key in enumerate(words.keys)
        )
        taken: list[Guess] = []
        for guess in (*self._as_typed(words, folded), *self._alone(words)):
            _take(taken, guess)
        free = [n for n in range(len(words)) if not any(guess.first <= n < guess.last for guess in taken)]
        for guess in self._with_slips(words, folded, set(free)):
            _take(taken, guess)
        named = (self._with_level(words, folded, guess) for guess in taken)
        return sorted(map(self._with_merged, named), key=lambda guess: guess.first)

    def _with_merged(self, guess: Guess) -> Guess:
        """Add the agency that those named became one in: "Đài Hà Nội" may be "Báo và Đài Hà Nội"."""
        merged = (self._merged[agency.id] for agency in guess.agencies if agency.id in self._merged)
        return replace(guess, agencies=tuple(dict.fromkeys((*guess.agencies, *merged))))

    def _as_typed(self, words: Words, folded: tuple[str, ...]) -> Iterator[Guess]:
        """Yield the longest form that starts at each word, letter for letter."""
        n = 0
        while n < len(words):
            guess = self._longest_at(words, folded, n)
            if guess is not None:
                yield guess
            n = guess.last if guess else n + 1

    def _longest_at(self, words: Words, folded: tuple[str, ...], n: int) -> Guess | None:
        if words.in_number(n):
            return None
        letters, accented = "", is_accented(words)
        best: Guess | None = None
        for last in range(n + 1, min(len(words), n + _LONGEST_FORM) + 1):
            if last > n + 1 and not _inside(words, last - 1):
                break
            letters += folded[last - 1]
            if len(letters) > _LONGEST_LETTERS:
                break
            forms = [
                form for form in self._by_letters.get(letters, ()) if _typed(words, n, last, form, accented)
            ]
            if forms and _meant(words, folded, n, last):
                best = Guess(n, last, _in_order(form.agency for form in forms))
        return best

    def _alone(self, words: Words) -> Iterator[Guess]:
        for found in _ALONE.finditer(words.text.casefold()):
            start = found.start("name")
            if start in words.starts:
                n = words.starts.index(start)
                press = [a for a in self._by_id.values() if a.kind == "press" and a.level == "tỉnh"]
                named = [a for a in press if fold(a.id.split()[0]) == fold(found["name"])]
                if named:
                    yield Guess(n, n + 1, tuple(named))

    def _with_slips(self, words: Words, folded: tuple[str, ...], free: set[int]) -> Iterator[Guess]:
        """Yield names that stand among the free words with a slip or two, best first."""
        guesses = [
            guess for n in sorted(free) if (guess := self._slipped_at(words, folded, n, free)) is not None
        ]
        yield from sorted(guesses, key=lambda guess: (guess.slips, guess.first - guess.last))

    def _slipped_at(self, words: Words, folded: tuple[str, ...], n: int, free: set[int]) -> Guess | None:
        best: Guess | None = None
        open_steps = [(self._root, n, (0, 0))]
        while open_steps:
            step, here, slips = open_steps.pop()
            forms = [form for form in step.forms if _commas_fit(words, n, form)] if any(slips) else []
            if forms and bearable(folded[n:here], *slips):
                guess = Guess(n, here, _in_order(form.agency for form in forms), sum(slips))
                if best is None or (guess.last, -guess.slips) > (best.last, -best.slips):
                    best = guess
            if here in free and (here == n or _inside(words, here)):
                for further, more in _near(step, folded[here]):
                    odd = not SYLLABLE.fullmatch(folded[here])
                    counted = (slips[0] + more * odd, slips[1] + more * (not odd))
                    if sum(counted) <= _MOST_SLIPS:
                        open_steps.append((further, here + 1, counted))
        return best if best and _meant(words, folded, best.first, best.last) else None

    def _with_level(self, words: Words, folded: tuple[str, ...], guess: Guess) -> Guess:
        """Take in "tỉnh", "TP", "huyện" after a name, and leave only the agencies of that level."""
        for length in (2, 1):
            if guess.last + length > len(words) or not _inside(words, guess.last):
                continue
            levels = _LEVELS_TYPED.get("".join(folded[guess.last : guess.last + length]), ())
            fitting = [agency for agency in guess.agencies if agency.level in levels]
            if fitting and not _accents_differ(words, guess.last, length):
                fitting.sort(key=lambda agency: levels.index(agency.level))
                guess = Guess(guess.first, guess.last + length, tuple(fitting), guess.slips)
                break
        return self._of_city(words, folded, guess)

    def _of_city(self, words: Words, folded: tuple[str, ...], guess: Guess) -> Guess:
        """Tell "UBND TP Cần Thơ", a province's, from "UBND TP Cao Bằng", a district's."""
        if "".join(folded[guess.last - 2 : guess.last])[-2:] != "tp" and folded[guess.last - 1] != "pho":
            return guess
        city = next(
            (
                kind
                for n in (4, 3, 2, 1)
                if (kind := self._places.get("".join(folded[guess.last : guess.last + n])))
            ),
            None,
        )
        level = {"thành phố": "tỉnh", "tỉnh": "huyện", None: ""}[city]
        fitting = tuple(agency for agency in guess.agencies if agency.level == level)
        return replace(guess, agencies=fitting) if fitting else guess


def _take(taken: list[Guess], guess: Guess) -> None:
    if all(guess.last <= other.first or other.last <= guess.first for other in taken):
        taken.append(guess)


def _in_order(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    """Return the agencies, each once: the province's first, those that exist no more than others before."""
    unique = {agency.id: agency for agency in agencies}
    return tuple(sorted(unique.values(), key=lambda agency: _ORDER[agency.level]))


def _inside(words: Words, n: int) -> bool:
    """Return whether word n can go on with a name that began before it."""
    if not 0 < n < len(words):
        return False
    gap = words.gap_text(n - 1)
    if not set(gap) <= _INSIDE:
        return False
    # ". " ends a sentence except after a short form: "vp. ubnd"
    return not ("." in gap and gap.endswith(" ") and words.stops[n - 1] - words.starts[n - 1] > 3)


def _typed(words: Words, n: int, last: int, form: Form, accented: bool) -> bool:
    """Return whether the words typed can be that form: capitals, commas and accents that were typed agree."""
    letters, typed = "".join(form.folded), words.keys[n:last]
    commas = [place for place in range(1, last - n) if set(words.gap_text(n + place - 1)) & {",", ";"}]
    if last - n != len(form.folded):
        return letters not in ACCENTS_NEEDED and not commas and not form.initials
    if last == n + 1 and words.tight(n):
        return False  # "22/2016/tt-btttt"
    if not set(commas) <= set(form.marked):
        return False
    if not all(words.all_capitals(n + place) for place in form.initials):
        return False
    return spelled_so(typed, form.spelled, accented)


def _accents_differ(words: Words, n: int, length: int) -> bool:
    """Return whether a level word was typed with other accents than its own: "quản" is not "quận"."""
    typed = " ".join(words.keys[n : n + length])
    return not typed.isascii() and typed not in (
        "tỉnh",
        "thành phố",
        "huyện",
        "quận",
        "thị xã",
        "xã",
        "phường",
    )


def _meant(words: Words, folded: tuple[str, ...], n: int, last: int) -> bool:
    """Return whether the words around leave the name its meaning."""
    if n > 0 and f"{folded[n - 1]} {folded[n]}" in _SECOND_HALVES and words.keys[n - 1] not in _NO_HALVES:
        return False
    return not ordinary_phrases(asked=True).cut_as_typed(words, n, last)


def _near(step: _Step, word: str) -> Iterator[tuple[_Step, int]]:
    """Yield the words that may follow, with the slips it takes to read word so."""
    exact = step.steps.get(word)
    if exact is not None:
        yield exact, 0
    for known, further in step.steps.items():
        if known != word and (slips := slips_between(known, word)):
            yield further, slips


def _commas_fit(words: Words, n: int, form: Form) -> bool:
    """Return whether commas stand among the words from n only where the form has them."""
    places = range(1, len(form.folded))
    return all(place in form.marked for place in places if set(words.gap_text(n + place - 1)) & {",", ";"})
