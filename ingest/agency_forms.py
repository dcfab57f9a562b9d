"""Ways of naming an agency: full and short names, places put in, English names, lists of committees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.agency_data import PLACE_SLOT, Agency, Place
from ingest.group_words import GROUP_COMMUNES, GROUP_DISTRICTS

_TYPED_SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Ủy ban nhân dân", "ủy ban"),
    ("Văn phòng", "VP"),
    ("thành phố", "TP"),
)
# What stands before an agency's field in talk: "bên văn hóa" and "ngành văn hóa" are said so, too.
_FIELD_OF = ("bên ", "ngành ")
_SAID_OF_A_FIELD = (
    *_FIELD_OF, "phía ", "khối ", "ông ", "bà ", "mấy ông ", "mấy bà ", "mấy anh ", "mấy chị ", "các ông ",
    "các anh ", "các chị ", "các chú ", "các bác ",
)  # fmt: skip
OFFICES = ("Chủ tịch", "Phó Chủ tịch", "PCT", "CT", "Lãnh đạo", "CT, PCT", "Các PCT", "Các Phó Chủ tịch")


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


def names_of(agency: Agency, places: Sequence[Place]) -> Iterator[str]:
    """Yield every Vietnamese way of naming an agency, places put in."""
    for name in (*agency.aliases, *agency.spoken):
        if PLACE_SLOT in name:
            for place in places:
                yield from (name.replace(PLACE_SLOT, spelling) for spelling in (place.name, *place.spellings))
            continue
        yield name
        yield from _shortened(name)
        yield from _said_of_a_field(name)


def english_names(agency: Agency) -> Iterator[str]:
    """Yield the English names, turned round too: "Department of Finance", "Finance Department"."""
    for name in agency.english:
        yield name
        head, of, field = name.partition(" of ")
        if of and head in ("Department", "Ministry", "Division"):
            yield from (f"{field} {head}", f"Dept of {field}" if head == "Department" else name)
            if head == "Department":
                yield f"{field} Dept"


def _said_of_a_field(name: str) -> Iterator[str]:
    """Yield the ways people call an agency by its field: "bên văn hóa" -> "mấy anh văn hóa"."""
    for head in _FIELD_OF:
        if name.startswith(head):
            yield from (said + name.removeprefix(head) for said in _SAID_OF_A_FIELD if said != head)


def _shortened(name: str) -> Iterator[str]:
    """Yield the short spellings people type of full names: "văn phòng UBND" -> "vp UBND"."""
    for long, short in _TYPED_SHORT:
        if long in name:
            yield name.replace(long, short)


def committee_lists() -> Iterator[tuple[str, str]]:
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
