"""Agencies named in a question, however it is typed: short forms, no accents, typos, English, nicknames.

Question mode is lenient where document mode is strict. Every way of naming an agency is a form; a form is
looked up by its letters alone ("so tt&tt", "sở tt-tt" and "sotttt" are one), then its accents are held
against those that were typed, so that "công ăn việc làm" names no police. What is left is searched again
with a bounded number of slips.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from ingest.agency_data import PLACE_SLOT, Agency, Place
from ingest.agency_words import MARK, Words, is_short_form, key_of
from ingest.fold import fold
from ingest.group_words import GROUP_COMMUNES, GROUP_DISTRICTS

_LONGEST_FORM = 14  # words
_LONGEST_LETTERS = 70
_SHORTEST_TELEX = 3
_ACCENTED_SHARE = 0.3
# Of several bearers of a name the province's agency is meant first: most plans are a province's.
_ORDER = {level: n for n, level in enumerate(("tỉnh", "huyện", "xã", "trung ương"))}
# Slips: one in a word of four letters or more, two in eight or more; over the name one in six letters.
_LETTERS_FOR_A_SLIP, _LETTERS_FOR_TWO, _LETTERS_PER_SLIP = 4, 8, 6
_MOST_SLIPS = 3
# A name of two words must be typed well unless the slip is plain: "côg an", not "công dân".
_SURE_WORDS = 3
_SYLLABLE = re.compile(
    "(?:b|ch?|d|gh?|gi|h|kh?|l|m|n(?:gh?|h)?|p|ph|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|n[gh]?|p|t)?"
)
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
        "chinh": ("phi",),
        "nganh": ("chuyen", "lien"),
    }.items()
    for first in firsts
)
# "công an toàn diện", "các số liệu": the word after shows that no agency is meant.
_OTHERWISE = {
    "congan": ("toan", "viec", "ninh", "sinh"),
    "cacso": ("lieu", "hieu", "do", "luong", "nay"),
    "quansu": ("dung",),
    "doanthe": ("thao",),
    "mattran": ("bong",),
    "cacbao": ("cao", "chi"),
    "cacphuong": ("tien", "thuc", "an", "phap", "dien", "huong", "cham"),
    "cacphong": ("trao", "su", "vien", "cach", "chong", "hop"),
    "cacbo": ("phan", "tieu", "luat", "chi", "quy", "mon"),
    "banchidao": ("35", "389", "ve", "chuyen", "phong", "cong", "cai", "xay"),
    "bcd": ("35", "389", "ve", "chuyen", "phong", "cong", "cai", "xay"),
}
# Names that read as ordinary words without their accents ("số kế hoạch", "các số"): they must be typed right.
_ACCENTS_NEEDED = frozenset(("sokehoach", "cacso", "cacbao", "songanh"))
# "số" and "sổ" are words of their own; other accents on "sở" are slips.
_NOT_A_DEPARTMENT = frozenset(("số", "sổ"))
# How the telex input method spells a letter or a tone when it is switched off: "sowr" -> "so".
_TELEX = re.compile("(?<=[aou])w|(?<=a)a|(?<=e)e|(?<=o)o|(?<=d)d|[sfrxj]$")
_WHOLE_OF = ("tinh", "thanh", "huyen", "quoc", "dia")  # "công an toàn tỉnh" is the police after all
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
_TYPED_SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Ủy ban nhân dân", "ủy ban"),
    ("Văn phòng", "VP"),
    ("thành phố", "TP"),
)
_TITLES = ("Chủ tịch", "Phó Chủ tịch", "PCT", "CT", "Lãnh đạo", "CT, PCT", "Các PCT", "Các Phó Chủ tịch")
# "Còn Đài thì sao?": a single word that stands for an agency only in such company.
_ALONE = re.compile(
    r"(?:^|\b(?:còn|thế|vậy|bên|và|với|của|cho|giao)\s+)(?P<name>báo|đài)"
    r"(?=\s+(?:thì|phải|làm|được|có|và|với|sao|lo)\b|\s*[?,]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming an agency: its words folded, and as they are spelled.

    initials  places of short forms that read as a syllable ("CA tỉnh"): they must be typed in capitals
    marked    places before which a "," may stand
    """

    agency: Agency
    folded: tuple[str, ...]
    spelled: tuple[str, ...]
    initials: tuple[int, ...]
    marked: tuple[int, ...]


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
        for agency in agencies:
            for name in _names(agency, places):
                self._add(agency, name)
            for name in _english(agency):
                self._add(agency, name, english=True)
            if agency.leads:
                for name in self._by_id[agency.leads].aliases:
                    for title in _TITLES:
                        self._add(agency, f"{title} {name}")
        for name, agency_id in _committee_lists():
            self._add(self._by_id[agency_id], name)

    def _add(self, agency: Agency, name: str, *, english: bool = False) -> None:
        words = Words.of(name)
        folded = tuple(map(fold, words.keys))
        in_capitals = [n for n in range(len(words)) if words.all_capitals(n)]
        initials = tuple(
            n for n in in_capitals if english or _SYLLABLE.fullmatch(folded[n]) or folded[n] in self._short
        )
        marked = tuple(n for n in range(1, len(words)) if words.gaps[n - 1] == MARK)
        form = Form(agency, folded, words.keys, initials, marked)
        self._by_letters["".join(folded)].append(form)
        if len(folded) > 1 and "".join(folded) not in _ACCENTS_NEEDED:
            step = self._root
            for word in folded:
                step = step.steps.setdefault(word, _Step())
            step.forms.append(form)

    def read(self, words: Words) -> list[Guess]:
        """Return what is named in a question, in reading order, not overlapping."""
        folded = tuple(
            fold(key) if words.all_capitals(n) else _untelexed(fold(key)) for n, key in enumerate(words.keys)
        )
        taken: list[Guess] = []
        for guess in (*self._as_typed(words, folded), *self._alone(words)):
            _take(taken, guess)
        free = [n for n in range(len(words)) if not any(guess.first <= n < guess.last for guess in taken)]
        for guess in self._with_slips(words, folded, set(free)):
            _take(taken, guess)
        return sorted((self._with_level(words, folded, guess) for guess in taken), key=lambda g: g.first)

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
        letters, accented = "", _accented(words)
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
            if forms and _meant(folded, n, last, letters):
                best = Guess(n, last, _in_order(form.agency for form in forms))
        return best

    def _alone(self, words: Words) -> Iterator[Guess]:
        for found in _ALONE.finditer(words.text.casefold()):
            start = found.start("name")
            if start in words.starts:
                n = words.starts.index(start)
                press = [a for a in self._by_id.values() if a.kind == "press" and a.level == "tỉnh"]
                named = [a for a in press if key_of(a.id.split()[0]) == found["name"]]
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
            if forms and _bearable(folded[n:here], *slips):
                guess = Guess(n, here, _in_order(form.agency for form in forms), sum(slips))
                if best is None or (guess.last, -guess.slips) > (best.last, -best.slips):
                    best = guess
            if here in free and (here == n or _inside(words, here)):
                for further, more in _near(step, folded[here]):
                    odd = not _SYLLABLE.fullmatch(folded[here])
                    counted = (slips[0] + more * odd, slips[1] + more * (not odd))
                    if sum(counted) <= _MOST_SLIPS:
                        open_steps.append((further, here + 1, counted))
        return best if best and _meant(folded, best.first, best.last, "") else None

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


def _names(agency: Agency, places: Sequence[Place]) -> Iterator[str]:
    """Yield every Vietnamese way of naming an agency, places put in."""
    for name in (*agency.aliases, *agency.spoken):
        if PLACE_SLOT in name:
            for place in places:
                yield from (name.replace(PLACE_SLOT, spelling) for spelling in (place.name, *place.spellings))
            continue
        yield name
        yield from _shortened(name)


def _english(agency: Agency) -> Iterator[str]:
    """Yield the English names, turned round too: "Department of Finance", "Finance Department"."""
    for name in agency.english:
        yield name
        head, of, field = name.partition(" of ")
        if of and head in ("Department", "Ministry", "Division"):
            yield from (f"{field} {head}", f"Dept of {field}" if head == "Department" else name)
            if head == "Department":
                yield f"{field} Dept"


def _shortened(name: str) -> Iterator[str]:
    """Yield the short spellings people type of full names: "văn phòng UBND" -> "vp UBND"."""
    for long, short in _TYPED_SHORT:
        if long in name:
            yield name.replace(long, short)


def _committee_lists() -> Iterator[tuple[str, str]]:
    """Yield the ways of naming the committees of a level: "ubnd huyện, thành phố", "các xã phường"."""
    districts = (
        "huyện, thị xã, thành phố", "huyện, thành phố", "huyện, thị xã", "quận, huyện", "quận, huyện, thị xã",
        "huyện thị thành", "thị xã, thành phố", "thành phố, huyện", "huyện, quận", "thành phố, thị xã, huyện",
    )  # fmt: skip
    communes = (
        "xã, phường, thị trấn", "xã, phường", "phường, xã", "xã, thị trấn", "xã, phường, đặc khu",
        "phường, thị trấn", "phường, xã, thị trấn",
    )  # fmt: skip
    for lists, group, single in ((districts, GROUP_DISTRICTS, "huyện"), (communes, GROUP_COMMUNES, "xã")):
        for levels in lists:
            yield from (
                (f"{head}{levels}", group) for head in ("UBND ", "UBND các ", "Ủy ban nhân dân ", "ủy ban ")
            )
            yield from ((f"{head}{levels}", group) for head in ("Ủy ban nhân dân các ", "chủ tịch UBND các "))
            yield f"các {levels}", group
        for head in ("UBND cấp ", "UBND các ", "Ủy ban nhân dân cấp ", "Ủy ban nhân dân các ", "ủy ban các "):
            yield f"{head}{single}", group
    yield "UBND các quận", GROUP_DISTRICTS
    yield "UBND các phường", GROUP_COMMUNES


def _take(taken: list[Guess], guess: Guess) -> None:
    if all(guess.last <= other.first or other.last <= guess.first for other in taken):
        taken.append(guess)


def _in_order(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    """Return the agencies, each once: the province's first, those that exist no more than others before."""
    unique = {agency.id: agency for agency in agencies}
    return tuple(sorted(unique.values(), key=lambda agency: _ORDER[agency.level]))


def _accented(words: Words) -> bool:
    """Return whether a question is typed with accents; about two words in three of Vietnamese have one."""
    return sum(not key.isascii() for key in words.keys) > _ACCENTED_SHARE * len(words)


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
        return letters not in _ACCENTS_NEEDED and not commas and not form.initials
    if last == n + 1 and words.tight(n):
        return False  # "22/2016/tt-btttt"
    if not set(commas) <= set(form.marked):
        return False
    if not all(words.all_capitals(n + place) for place in form.initials):
        return False
    return _spelled_so(typed, form.spelled, accented)


def _spelled_so(typed: tuple[str, ...], spelled: tuple[str, ...], accented: bool) -> bool:
    """Return whether the accents typed are those of a name, slips and accents left out allowed for.

    accented  whether the question is typed with accents: a word without any is then meant without
    """
    if "".join(map(fold, spelled)) in _ACCENTS_NEEDED:
        return typed == spelled
    if spelled[0] == "sở" and typed[0] in _NOT_A_DEPARTMENT:
        return False
    if accented and len(spelled) < _SURE_WORDS:
        return typed == spelled or all(map(str.isascii, typed))
    wrong = sum(not _accents_fit(a, b) for a, b in zip(typed, spelled, strict=True))
    return wrong <= (0 if len(spelled) < _SURE_WORDS else max(1, len(spelled) // 3))


def _untelexed(folded: str) -> str:
    """Return a word with the keys of telex taken out, where that makes a syllable of it: "sowr" -> "so"."""
    if len(folded) < _SHORTEST_TELEX or _SYLLABLE.fullmatch(folded):
        return folded
    plain = _TELEX.sub("", folded)
    return plain if _SYLLABLE.fullmatch(plain) else folded


def _accents_fit(typed: str, spelled: str) -> bool:
    """Return whether typed has no accent that spelled lacks; accents left out do not count."""
    if typed == spelled or typed.isascii():
        return True
    left, right = _marks(typed), _marks(spelled)
    return len(left) == len(right) and all(a <= b for a, b in zip(left, right, strict=True))


def _marks(word: str) -> list[set[str]]:
    """Return the marks of each letter of a word; the stroke of "đ" counts as one."""
    letters: list[set[str]] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) and letters:
            letters[-1].add(char)
        else:
            letters.append({"đ"} if char == "đ" else set())
    return letters


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


def _meant(folded: tuple[str, ...], n: int, last: int, letters: str) -> bool:
    """Return whether the words around leave the name its meaning."""
    if n > 0 and f"{folded[n - 1]} {folded[n]}" in _SECOND_HALVES:
        return False
    after = folded[last : last + 2]
    if not after or after[0] not in _OTHERWISE.get(letters, ()):
        return True
    return after[0] == "toan" and len(after) > 1 and after[1] in _WHOLE_OF


def _near(step: _Step, word: str) -> Iterator[tuple[_Step, int]]:
    """Yield the words that may follow, with the slips it takes to read word so."""
    exact = step.steps.get(word)
    if exact is not None:
        yield exact, 0
    for known, further in step.steps.items():
        longest = max(len(known), len(word))
        allowed = (longest >= _LETTERS_FOR_A_SLIP) + (longest >= _LETTERS_FOR_TWO)
        if known != word and allowed and abs(len(known) - len(word)) <= allowed:
            slips = OSA.distance(known, word, score_cutoff=allowed)
            if slips <= allowed:
                yield further, slips


def _commas_fit(words: Words, n: int, form: Form) -> bool:
    """Return whether commas stand among the words from n only where the form has them."""
    places = range(1, len(form.folded))
    return all(place in form.marked for place in places if set(words.gap_text(n + place - 1)) & {",", ";"})


def _bearable(typed: tuple[str, ...], odd: int, plain: int) -> bool:
    """Return whether so many slips can be borne by a name of these words.

    odd    slips in words that are no syllables ("thươg"): surely slips
    plain  slips in words that are ("biến"): perhaps the word that was meant, so the rest must be right
    """
    if odd + plain > max(1, sum(map(len, typed)) // _LETTERS_PER_SLIP):
        return False
    if plain:
        return plain == 1 and len(typed) > _SURE_WORDS
    return len(typed) >= _SURE_WORDS or odd == 1
