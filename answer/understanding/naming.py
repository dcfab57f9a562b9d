"""What a question names of the loaded plans: which of them, which documents, which place in them.

A plan is named by its place ("kế hoạch Cần Thơ"), its number ("Quyết định 1899") or words of its title
("kế hoạch chuyển đổi số"). All are found in questions typed without accents, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import regex as re
from rapidfuzz.distance import Levenshtein

from answer.corpus import Corpus
from answer.understanding.lexicon import dictionary
from answer.understanding.wording import FOLDED_EMPTY_WORDS
from ingest.agencies import Named
from ingest.agency_data import Place
from ingest.fold import fold, fold_map
from ingest.numbers import numbers_in
from ingest.plan import Plan

MIN_FUZZY = 6  # letters of a place's name before one slip in it is forgiven
MIN_SUBJECT = 2  # words after "kế hoạch" that must stand in a title before they name the plan
MAX_SUBJECT = 8  # words after "kế hoạch" that are held against titles


# -- by place ------------------------------------------------------------------------------------------


def plans_by_place(text: str, corpus: Corpus) -> list[tuple[str, str]]:
    """Return the ids of the plans whose place is named, each with the folded words that name it."""
    folded = fold(text)
    by_place: dict[str, list[str]] = {}
    for plan in corpus.plans.values():
        by_place.setdefault(fold(plan.place or plan.id.replace("-", " ")), []).append(plan.id)
    found: list[tuple[str, str]] = []
    for place, ids in by_place.items():
        if words := _named(place, folded, by_place, corpus.full_text.values()):
            found += [(plan_id, words) for plan_id in ids]
    return found


def with_full_names(text: str, places: Iterable[Place]) -> str:
    """Return text with the names that places are called by in talk replaced by their own."""
    folded, offsets = fold_map(text)
    found: list[tuple[int, int, str]] = []
    for place in places:
        for name in place.called:
            for match in re.finditer(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded):
                found.append((offsets[match.start()], offsets[match.end() - 1] + 1, place.name))
    for start, stop, name in sorted(found, reverse=True):
        text = text[:start] + name + text[stop:]
    return text


def _named(place: str, folded: str, others: Collection[str], texts: Collection[str]) -> str | None:
    """Return the words of folded that name place: exactly, run together, or with one slip.

    Words that stand in a plan as they are are no slip: "Trà Lĩnh" is not "Trà Vinh".
    """
    if re.search(rf"\b{re.escape(place)}\b", folded):
        return place
    joined = place.replace(" ", "")
    if re.search(rf"\b{joined}\b", folded):
        return joined
    if len(joined) < MIN_FUZZY:
        return None
    words = folded.split()
    size = len(place.split())
    for i in range(len(words) - size + 1):
        near = " ".join(words[i : i + size])
        if near in others or near[0] != place[0] or any(f" {near} " in text for text in texts):
            continue
        if _in_longer_words(words, i, i + size):  # "báo cáo hằng năm" is not about Cao Bằng
            continue
        if Levenshtein.distance(near, place, score_cutoff=1) <= 1 and not _is_common(near):
            return near
    return None


def _in_longer_words(words: Sequence[str], start: int, stop: int) -> bool:
    """Return whether the words at the ends are halves of words that reach beyond them."""
    pairs = [words[start - 1 : start + 1] if start else [], words[stop - 1 : stop + 1]]
    return any(len(pair) > 1 and " ".join(pair) in dictionary() for pair in pairs)


def _is_common(words: str) -> bool:
    """Return whether words one slip from a place are ordinary ones ("cần gì", "cao hơn")."""
    return any(word in FOLDED_EMPTY_WORDS for word in words.split())


def places_elsewhere(
    text: str, places: Iterable[Place], corpus: Corpus, *, without: Iterable[str]
) -> tuple[str, ...]:
    """Return those of the country's places named in text that no loaded plan is of or speaks of.

    without  folded words that already name a loaded plan
    """
    folded = f" {fold(text)} "
    for words in without:
        folded = folded.replace(f" {words} ", " , ")
    return tuple(
        place.name
        for place in places
        if (words := f" {fold(place.name)} ") in folded
        and (not any(words in body for body in corpus.full_text.values()) or _is_plan_of(words, folded))
    )


def _is_plan_of(place: str, folded: str) -> bool:
    """Return whether a plan of that place is asked for: "kế hoạch … của tỉnh Kon Tum"."""
    return re.search(rf"\bke hoach\b[^,]{{0,60}} cua(?: tinh| thanh pho| tp)?{place}", folded) is not None


# -- one committee of many -----------------------------------------------------------------------------

DISTRICTS, COMMUNES = "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"
WHOLE_LEVEL = (DISTRICTS, COMMUNES)
LEVELS = ("huyện", "quận", "thị xã", "thành phố", "tp", "thị trấn", "phường", "xã")  # "thị xã" before "xã"
NAME_IN_CAPITALS = re.compile(r"\s+(\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){0,3})")
WORDS_AFTER = re.compile(r"(?:\s+\w+){1,3}")


def with_own_names(agencies: Iterable[Named], text: str, corpus: Corpus) -> tuple[Named, ...]:
    """Return agencies, committees of a level with the name after them: "UBND huyện" of "UBND huyện Hà Quảng".

    Typed in capitals any name is one; otherwise those that a plan gives a district or commune.
    """
    return tuple(_with_own_name(named, text, corpus) for named in agencies)


_JOINTS = re.compile(r",| - | và ")  # between the parts of a joint name


def with_joint_names(agencies: Sequence[Named], plans: Collection[str], corpus: Corpus) -> tuple[Named, ...]:
    """Return agencies; one the plans asked never name is the one there that its field is joined to.

    "Sở Du lịch" of a province that has a "Sở Văn hóa, Thể thao và Du lịch" and no other.
    """
    if not any((named.agency_id or "").startswith("Sở ") for named in agencies):
        return tuple(agencies)
    asked = [plan for plan_id, plan in corpus.plans.items() if plan_id in plans]
    there = {held.agency_id or "" for plan in asked for held in plan.assignments if not held.collective}
    return tuple(_with_joint_name(named, there) for named in agencies)


def _with_joint_name(named: Named, there: Collection[str]) -> Named:
    kind, _, part = (named.agency_id or "").partition(" ")
    if kind != "Sở" or named.collective or not {named.agency_id, *named.also}.isdisjoint(there):
        return named
    joint = [
        name
        for name in there
        if name.startswith(f"{kind} ")
        and part.lower() in (p.strip().lower() for p in _JOINTS.split(name.removeprefix(f"{kind} ")))
    ]
    return replace(named, agency_id=joint[0], also=()) if len(joint) == 1 else named


def _with_own_name(named: Named, text: str, corpus: Corpus) -> Named:
    committees = next((i for i in WHOLE_LEVEL if i in (named.agency_id, *named.also)), None)
    level = next((word for word in LEVELS if fold(named.name).endswith(fold(word))), None)
    if committees is None or level is None or named.collective:
        return named
    found = _own_name(text[named.stop :], corpus)
    if found is None:
        return named
    name, length = found
    name = f"Ủy ban nhân dân {level} {name}"
    return replace(named, name=name, stop=named.stop + length, agency_id=committees, also=())


def _own_name(rest: str, corpus: Corpus) -> tuple[str, int] | None:
    """Return the committee's own name that rest opens with, and how many characters of rest it takes."""
    places = {fold(plan.place or "") for plan in corpus.plans.values()}
    found = NAME_IN_CAPITALS.match(rest) or WORDS_AFTER.match(rest)
    words = list(re.finditer(r"\w+", found[0])) if found else []
    for count in range(1, len(words) + 1):  # "Trùng Khánh Cao Bằng": the plan's place is not of the name
        name = " ".join(word[0] for word in words[:count])
        after = fold(" ".join(word[0] for word in words[count:]))
        if fold(name) in places:
            return None
        if fold(name) in corpus.districts and not (
            after and words[count][0][0].isupper() and after not in places
        ):
            return corpus.districts[fold(name)], words[count - 1].end()
        if name[0].isupper() and after in {"", *places}:
            return name, words[count - 1].end()
    return None


# -- by number -----------------------------------------------------------------------------------------

# A kind of document and the first part of its number: "Quyết định 1899", "NĐ 72/2015", "kết luận 57".
_KINDS = (
    "quyet dinh|qd|ke hoach|kh|nghi dinh|nd|thong tu|tt|ket luan|kl|chi thi|ct|nghi quyet|nq|"
    "chuong trinh|ctr|van ban|cong van|to trinh"
)
NAMED_BY_NUMBER = re.compile(
    rf"\b(?:{_KINDS})(?: so)? "
    r"(?P<digits>\d{1,6}(?:\s?/\s?(?:19|20)\d\d)?)(?![\d/])"  # 1899, 72/2015
)


def plans_by_number(text: str, plans: Mapping[str, Plan]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the plans named by number, and all document numbers named."""
    numbers = [number.value for number in numbers_in(text)]
    folded, _ = fold_map(text)
    for found in NAMED_BY_NUMBER.finditer(" ".join(folded.split())):
        digits = found["digits"].replace(" ", "")
        is_year = bool(re.fullmatch(r"(?:19|20)\d\d", digits)) and not _is_number(digits, plans)
        if not is_year and not any(_opens(number, digits) for number in numbers):
            numbers.append(digits)
    named = [p.id for p in plans.values() if p.number and any(_opens(p.number, n) for n in numbers)]
    return tuple(named), tuple(dict.fromkeys(numbers))


def _opens(number: str, first: str) -> bool:
    """Return whether number begins with first, and not in the middle of its digits."""
    return bool(re.match(rf"{re.escape(first)}(?!\d)", number))


def _is_number(digits: str, plans: Mapping[str, Plan]) -> bool:
    """Return whether digits that could be a year open the number of a plan or of a document it cites."""
    written = re.compile(rf"(?<!\d){digits}\s?[/-]\s?(?!20)[\w]")
    return any(_opens(p.number or "", digits) or written.search(p.text) for p in plans.values())


# -- by subject ----------------------------------------------------------------------------------------

OPENS_SUBJECT = re.compile(r"\bke hoach(?: ve| cua| trien khai| thuc hien)? (?=[a-z])")
PUNCTUATION = re.compile(r"[^\sa-z0-9\-]")  # of a folded text: a subject does not run over it


def plans_by_subject(rest: str, plans: Sequence[str], corpus: Corpus) -> tuple[tuple[str, ...], str]:
    """Return the plan that "kế hoạch chuyển đổi số" names by words of its title, and rest without them.

    plans  ids already named otherwise: then the words only repeat the title and name nothing more
    """
    folded, origin = fold_map(rest)
    opening = OPENS_SUBJECT.search(folded)
    if opening is None:
        return (), rest
    start = opening.end()
    titles = {p: f" {fold(corpus.plans[p].title or '')} " for p in plans or corpus.plans}
    words = [
        (corpus.written_out(found[0]) or found[0], start + found.end())
        for found in re.finditer(r"[a-z0-9]+", folded[start:])
    ]
    for count in range(min(len(words), MAX_SUBJECT), 0, -1):
        stop = words[count - 1][1]
        if PUNCTUATION.search(folded[start:stop]):
            continue
        phrase = " ".join(word for word, _ in words[:count])
        if len(phrase.split()) < MIN_SUBJECT:
            break
        named = tuple(p for p, title in titles.items() if f" {phrase} " in title)
        if named and any(word not in FOLDED_EMPTY_WORDS for word, _ in words[:count]):
            end = origin[stop] if stop < len(origin) else len(rest)
            without = f"{rest[: origin[start]]} , {rest[end:]}"
            return (named if not plans and len(named) == 1 else ()), without
    return (), rest


# -- a place in a plan ---------------------------------------------------------------------------------

# The marks of the levels as they are said ("điểm a khoản 2 mục IV") or written ("mục II.3.2").
ARTICLE = re.compile(r"\bdieu (?P<label>\d{1,2})\b(?! (?:thong tu|nghi dinh|luat))")
SECTION = re.compile(r"\b(?:muc|phan|chuong) (?P<label>[ivx]{1,5})(?:\.(?P<item>\d{1,2}(?:\.\d{1,2})*))?\b")
ITEM = re.compile(
    r"\b(?:khoan|muc|tieu muc|noi dung|nhiem vu|phan|dong) (?:so )?(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\b"
)
POINT = re.compile(r"\bdiem (?P<label>[a-z]|đ)\b")


def without_named_place(text: str) -> str:
    """Return text without the words that name a place in a plan."""
    for pattern in (ARTICLE, SECTION, ITEM, POINT):
        folded, origin = fold_map(text)
        if found := pattern.search(folded):
            stop = origin[found.end()] if found.end() < len(origin) else len(text)
            text = f"{text[: origin[found.start()]]} , {text[stop:]}"
    return text


def named_place(text: str) -> tuple[str, ...]:
    """Return the labels of the place a question names, outermost first; () when it names none."""
    folded = " ".join(fold_map(text)[0].split())
    labels: list[str] = []
    if found := ARTICLE.search(folded):
        labels.append(f"Điều {found['label']}")
    if found := SECTION.search(folded):
        labels.append(found["label"].upper())
        labels += [found["item"]] if found["item"] else []
    if found := ITEM.search(folded):
        labels.append(found["label"])
    if found := POINT.search(folded):
        labels.append(found["label"])
    return tuple(labels)
