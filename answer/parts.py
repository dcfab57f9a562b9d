"""Questions that ask two things in one: "… trước ngày nào, còn Sở Y tế trình trước ngày nào?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex as re

from answer.desk import Draft
from answer.model import Group, Status
from answer.understanding.wording import (
    EMPTY_WORDS,
    FOLDED_EMPTY_WORDS,
    ROLE_PHRASES,
    in_vietnamese,
    is_english,
    spelt_out,
)
from ingest.fold import fold, fold_map, fold_tone

# "…, còn Sở Y tế …"; not "còn lại", "còn thiếu", which go on with the same thing.
_ON = r"(?:(?:thế|vậy|và|the|vay|va)\s+)?(?:còn|con)\b(?!\s+(?:lại|lai|thiếu|thieu|hiệu|hieu|nữa|nua)\b)"
BREAK = re.compile(
    rf"\s*[,;.?]\s*(?={_ON})|(?<=\?)\s+(?=\S)|(?<!không|khong)\s+(?=(?:còn|con)\s[^,;?]{{3,60}}\bthì\b)",
    re.IGNORECASE,
)
ROLE_WORDS = frozenset(
    word for phrase in (*ROLE_PHRASES, "đơn vị", "cơ quan") for word in fold_tone(phrase).split()
)
FOLDED_ROLE_WORDS = frozenset(map(fold, ROLE_WORDS))
GOES_ON = re.compile(_ON, re.IGNORECASE)
ASKS = re.compile(r"\b(?:ai|gi|nao|dau|sao|may|bao (?:nhieu|gio|lau)|khong|chua)\b")
# "… ai chủ trì và hạn bao giờ?", "…, kinh phí lấy đâu?": what a second thing asked opens with, folded.
_WHEN = r"(?:han|thoi han|bao gio|khi nao|luc nao|(?:(?:truoc|vao|trong) )?(?:ngay|quy|thang) nao|xong)"
_MONEY = r"(?:kinh phi|tien|nguon (?:tien|kinh phi|von))"
_WHO = r"(?:(?:do|giao(?: cho)?|moi|danh cho|cho) )?(?:nhung )?(?:ai|co quan nao|don vi nao|so nao)"
_TROUBLE = r"(?:neu )?(?:gap |co )?(?:kho khan|vuong mac)"
FURTHER = re.compile(
    r"\s*(?:[,;]\s*(?:va |roi |ma )?|\s(?:va|roi|ma|voi lai)\s)\s*"
    rf"(?=(?:{_WHEN}|{_MONEY}|bao cao|gui bao cao|{_TROUBLE}|{_WHO})\b)|"
    r"\s*,?\s(?:roi(?: con)?|voi lai)\s+(?=\w)"  # "… việc gì rồi Sở Nội vụ việc gì"
)
ROLE_ONLY = re.compile(
    rf"(?:{_WHO} (?:lam |la )?(?:ben |co quan |don vi )?(?:phoi hop|chu tri|phu|chinh)|phoi hop)\b"
)
WHO = re.compile(rf"\b{_WHO}\b")
MIN_TELLING = 2  # words of the first part that tell what it is about
LONGEST_FURTHER = 8  # words of a further part that leans on the first
MAX_PARTS = 3


# "…, and when?", "… and who supports it?": what goes on in an English question
_FURTHER_ENGLISH = re.compile(
    r"(?:,\s*|\s+)and (?=(?:(?:by |to )?(?:when|who|whom|where)|what date|how much|"
    r"which (?:quarter|agency|date))\b)",
    re.IGNORECASE,
)


def parts_of(text: str) -> list[str]:
    """Return the questions that text is made of, in order; text alone where it asks one thing.

    What follows "and" in an English question is given in Vietnamese: alone it would not be told for English.
    """
    if is_english(text):
        first, *further = _FURTHER_ENGLISH.split(text, maxsplit=MAX_PARTS - 1)
        whole = _tells(in_vietnamese(first, english=True))  # "Who leads and who supports …" asks one thing
        return [first, *(in_vietnamese(part, english=True) for part in further)] if whole else [text]
    parts = [part for part in BREAK.split(text) if part.strip()]
    whole = 1 < len(parts) <= MAX_PARTS and _asks(parts[0])
    if whole and all(GOES_ON.match(part) or _asks(part) for part in parts[1:]):
        return parts
    return _with_further(text)


def _with_further(text: str) -> list[str]:
    """Return text parted where it goes on to ask something else of the same matter; text alone if not."""
    folded, origin = fold_map(text)
    for found in FURTHER.finditer(folded):
        if found.end() >= len(origin):
            break
        first, further = text[: origin[found.start()]], text[origin[found.end()] :]
        if _asks(first) and _tells(first) and _leans(first, further):
            pieces = _pieces(further)
            return [first, *(pieces if len(pieces) < MAX_PARTS else [further])]
    return [text]


def _pieces(further: str) -> list[str]:
    """Return the questions of "khi nào, ai chủ trì?", each of which leans on what was said before."""
    folded, origin = fold_map(further)
    cuts = [found.span() for found in FURTHER.finditer(folded) if found.end() < len(origin)]
    starts = [0, *(origin[stop] for _, stop in cuts)]
    stops = [*(origin[start] for start, _ in cuts), len(further)]
    pieces = [further[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return pieces if all(map(_asks, pieces)) else [further]


def _leans(first: str, further: str) -> bool:
    """Return whether a second part is short, asks, and is no role that goes with who is asked for first."""
    beside = ROLE_ONLY.match(fold(further)) and WHO.search(fold(first))
    short = all(len(piece.split()) <= LONGEST_FURTHER for piece in _pieces(further))
    return short and _asks(further) and not beside


# "… quy định gì về bảo mật và tập huấn?": two matters of one question, folded.
_OPENS = r"ve|viec|mang|linh vuc|chu tri|phu trach|lo|lam|to chuc|thuc hien|trien khai"
_ENDS = (
    r"the nao|ra sao|nhu the nao|gi|khong|ai|do ai|giao|thi|o|tai|cua|trong|la|khi nao|bao gio|duoc|so nao|"
    r"don vi nao"
)
ASKED = re.compile(r"\b(?:ai|gi|nao|dau|may|bao (?:nhieu|gio|lau))\b")  # of a matter nothing is asked
TWO_MATTERS = re.compile(
    rf"(?P<open>^.*\b(?:{_OPENS})\s|^)(?P<one>\w+(?: \w+){{1,9}}) (?:va|cung voi) "
    rf"(?P<other>\w+(?: \w+){{1,9}}?)(?P<close>\s(?:{_ENDS})\b.*|\s*\?*)$"
)


@dataclass(frozen=True, slots=True)
class Matters:
    """A question about two matters, parted: the words of each, folded, and the question about each alone."""

    phrases: tuple[str, str]
    questions: tuple[str, str]


def matters_in(text: str) -> Matters | None:
    """Return the two matters that text asks about at once ("về A và B"); None where it asks about one."""
    tidy = " ".join(text.split())
    folded, origin = fold_map(tidy)
    found = TWO_MATTERS.match(folded)
    if found is None or ASKED.search(found["one"]) or ASKED.search(found["other"]):
        return None
    start, middle, stop = found.start("one"), found.start("other"), found.start("close")
    until = found.end("one")
    cut = [*origin, len(tidy)]
    head, tail = tidy[: cut[start]], tidy[cut[stop] :]
    one, other = tidy[cut[start] : cut[until]], tidy[cut[middle] : cut[stop]]
    return Matters((found["one"], found["other"]), (f"{head}{one}{tail}", f"{head}{other}{tail}"))


def _tells(part: str) -> bool:
    """Return whether a part says what it is about, besides asking."""
    accented = fold_tone(part) != fold(part)
    words = fold_tone(part).split() if accented else spelt_out(fold(part)).split()
    nothing = EMPTY_WORDS | ROLE_WORDS if accented else FOLDED_EMPTY_WORDS | FOLDED_ROLE_WORDS
    return sum(word not in nothing for word in words) >= MIN_TELLING


def _asks(part: str) -> bool:
    return bool(ASKS.search(spelt_out(fold(part))))


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return what was found for each part as one answer, the parts in order."""
    lead, support, group, mentioned = (sum(draft.counts[i] for draft in drafts) for i in range(4))
    return Draft(
        _status(drafts),
        " ".join(_each_once(draft.summary for draft in drafts)),
        _one_each([group for draft in drafts for group in draft.groups]),
        tuple(_each_once(note for draft in drafts for note in draft.notes)),
        tuple(_each_once(option for draft in drafts for option in draft.options)),
        counts=(lead, support, group, mentioned),
    )


def _status(drafts: Sequence[Draft]) -> Status:
    return "answered" if all(draft.status == "answered" for draft in drafts) else "partial"


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _one_each(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return groups with the lines of those under the same title together, each line once."""
    together: dict[tuple[str, bool], Group] = {}
    for group in groups:
        key = group.title, group.folded
        lines = (*together[key].lines, *group.lines) if key in together else group.lines
        once = {(line.text, line.citations): line for line in lines}
        together[key] = Group(group.title, tuple(once.values()), group.plan_id, group.folded)
    return tuple(together.values())
