"""Names of agencies: found in documents and in questions, led back to one entry of data/agencies.json."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.agency_data import DATA, Agency, Place, read_agencies, read_places
from ingest.agency_names import NameReader
from ingest.agency_questions import Guess, QuestionReader
from ingest.agency_words import Words
from ingest.agency_writing import write_out as write_out
from ingest.errors import AgencyDataError
from ingest.fold import fold
from ingest.group_words import (
    GROUP_BODIES,
    GROUP_BODIES_AND_LOCALITIES,
    GROUP_COMMUNES,
    GROUP_CONCERNED,
    GROUP_DISTRICTS,
    GROUP_IDS,
    GROUP_PRESS,
)

# Groups of which a question may as well mean each member ("UBND cấp huyện", "cơ quan báo chí").
_ALSO_MEMBERS = (GROUP_DISTRICTS, GROUP_COMMUNES, GROUP_PRESS)
# "Các đơn vị nào …?" asks for anybody; it is not about the group of all recipients.
_ASKED_FOR = (GROUP_BODIES, GROUP_BODIES_AND_LOCALITIES)

__all__ = ["Agency", "AgencyBook", "Named", "Place", "write_out"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text.

    name        the words of the text, white space tidied; of a list whose head is said once ("các Sở: Tài
                chính, Nội vụ") the head is put before each item
    agency_id   canonical name in data/agencies.json; None for a body not listed there
    collective  addressed as a group
    generic     an open group that stands for nobody in particular: "các cơ quan, đơn vị liên quan"
    start       offset in the text given; stop is exclusive
    also        in a question, further agencies the words may mean ("Công an": tỉnh, huyện)
    """

    name: str
    agency_id: str | None
    collective: bool
    generic: bool
    start: int
    stop: int
    also: tuple[str, ...] = ()


class AgencyBook:
    """The agencies we know, and how they are called. Load it once and keep it: it never changes."""

    def __init__(self, agencies: tuple[Agency, ...], places: tuple[Place, ...]) -> None:
        self.agencies = agencies
        self.places = places
        self._by_id = {agency.id: agency for agency in agencies}
        if missing := [name for name in GROUP_IDS if name not in self._by_id]:
            raise AgencyDataError(
                f"Danh mục cơ quan thiếu mục “{missing[0]}”.", remedy="Hãy thêm mục ấy rồi chạy lại."
            )
        self._reader = NameReader(agencies, places)

    @cached_property
    def _questions(self) -> QuestionReader:
        """The reader of questions, built when the first one comes: reading plans does not need it."""
        return QuestionReader(self.agencies, self.places)

    @classmethod
    def load(cls, path: Path | None = None) -> AgencyBook:
        """Return the book of a data file, by default the project's data/agencies.json.

        Raises AgencyDataError when the file contradicts itself (see `read_agencies`).
        """
        return cls(read_agencies(path or DATA / "agencies.json"), read_places(DATA / "places.json"))

    def named_in(self, text: str, *, level: str | None = None, place: str | None = None) -> tuple[Named, ...]:
        """Return what is named in a document's text, in reading order, not overlapping, longest first.

        level  of the plan's issuer ("trung ương", "tỉnh", "huyện", "xã"): which "Công an", which
               "Mặt trận Tổ quốc" is meant; without it the province's
        place  of the issuer ("Cần Thơ"): "UBND thành phố" is the province's only in a city run by the centre
        """
        words = Words.of(text)
        named = []
        for found in self._reader.read(words, level, place):
            start, stop = words.starts[found.first], words.stops[found.last - 1] + found.closed
            name = _tidy(text[start:stop])
            if found.head:
                name = f"{found.head} {name}"
            named.append(Named(name, found.id, found.collective, found.generic, start, stop))
        return tuple(named)

    def in_question(self, text: str) -> tuple[Named, ...]:
        """Return what a question names, in reading order: short forms, no accents, misspelled, English.

        agency_id is the likeliest agency and `also` the others the words may mean ("Công an": tỉnh, huyện;
        "báo đài": the newspaper and the broadcaster; "UBND cấp huyện": the group and the single committee).
        A place after the name is not part of it, except in "Báo Cần Thơ". Bodies no list holds are found
        where the question spells them as a document does.
        """
        words = Words.of(text)
        guesses = self._questions.read(words)
        named = [self._guessed(words, guess) for guess in guesses]
        for strict in self.named_in(text):
            inside = [one for one in named if one.start < strict.stop and strict.start < one.stop]
            longer = all(strict.start <= one.start and one.stop <= strict.stop for one in inside)
            if longer and _adds(strict, inside) and not self._adds_a_place(text, strict, inside):
                named = [one for one in named if one not in inside] + [strict]
        return tuple(sorted(named, key=lambda one: one.start))

    def _adds_a_place(self, text: str, strict: Named, inside: list[Named]) -> bool:
        """Return whether all that a longer name adds is a place: "Sở Nông nghiệp | Bình Định"."""
        rest = fold(text[inside[-1].stop : strict.stop]) if inside else ""
        return inside != [] and strict.start == inside[0].start and rest in self._place_names

    @cached_property
    def _place_names(self) -> frozenset[str]:
        return frozenset(
            fold(spelling) for place in self.places for spelling in (place.name, *place.spellings)
        )

    def _guessed(self, words: Words, guess: Guess) -> Named:
        start, stop = words.starts[guess.first], words.stops[guess.last - 1]
        agency = guess.agencies[0]
        also = [further.id for further in guess.agencies[1:]]
        if agency.id in _ALSO_MEMBERS:
            also += agency.covers
        also += [group for group in _ALSO_MEMBERS[:2] if self._by_id[group].covers == (agency.id,)]
        further = tuple(name for name in dict.fromkeys(also) if name != agency.id)
        name, generic = _tidy(words.text[start:stop]), agency.id == GROUP_CONCERNED
        return Named(name, agency.id, agency.collective, generic, start, stop, further)

    def get(self, agency_id: str) -> Agency:
        """Return the agency of that canonical name; KeyError when there is none."""
        return self._by_id[agency_id]

    def members(self, agency_id: str) -> tuple[str, ...]:
        """Return the ids a group stands for, without those it only may stand for; () for a single agency."""
        agency = self._by_id.get(agency_id)
        return agency.covers if agency else ()

    def groups_covering(self, agency_id: str) -> tuple[tuple[str, str], ...]:
        """Return the groups that hold an agency, each with "covers", "if exists" or "maybe"."""
        sure = [(group.id, "covers") for group in self.agencies if agency_id in group.covers]
        some = [(group.id, "if exists") for group in self.agencies if agency_id in group.covers_if_exists]
        maybe = [(group.id, "maybe") for group in self.agencies if agency_id in group.covers_maybe]
        return (*sure, *some, *maybe)


def _tidy(name: str) -> str:
    """Return a name as it is shown: one space between words, no emphasis marks."""
    return " ".join(name.replace("*", "").split())


def _adds(strict: Named, inside: list[Named]) -> bool:
    """Return whether a name read as in a document says more than what was read as in a question."""
    if strict.generic or strict.agency_id in _ASKED_FOR:
        return False
    if not inside:
        return True
    longer = strict.stop - strict.start > max(one.stop - one.start for one in inside)
    unknown = strict.agency_id is None or strict.collective
    return longer and unknown and strict.agency_id not in {one.agency_id for one in inside}
