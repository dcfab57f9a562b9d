"""Agencies as data: reading data/agencies.json and data/places.json, and the checks at load.

Source of the list: domain/DOMAIN.md part 3 and common knowledge of Vietnamese administration; what is
not verified carries ``verified: false`` in the file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.agency_words import STOP, Words
from ingest.errors import AgencyDataError

DATA = Path(__file__).resolve().parent.parent / "data"
FORMAT = 1
LEVELS = ("trung ương", "tỉnh", "huyện", "xã")
COMMUNE_UNITS = ("xã", "phường", "thị trấn", "đặc khu")
PLACE_SLOT = "{địa danh}"
"""Stands in an alias for the name of a province: "Báo {địa danh}"."""

# Shorter names are ordinary words too, so they are found with their capital only.
_SHORT_ALIAS = 2  # words
# Kinds whose names are made of everyday words: "bảo hiểm xã hội", "cổng thông tin điện tử".
_COMMON_WORDS = frozenset(("vertical", "court", "unit", "press"))
_COMMON_HEADS = frozenset(("bộ", "sở", "ban", "hội", "cục", "phòng"))

_REMEDY = "Hãy sửa tệp danh mục cơ quan rồi chạy lại."


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency, or a group addressed as one.

    id            canonical name, unique
    level         "trung ương", "tỉnh", "huyện" or "xã"
    kind          so, phong, force, party, front, press, committee, office, unit, ministry, vertical, court,
                  collective
    aliases       names used in documents; "{địa danh}" stands for a province
    bare          the aliases that count only where they stand alone ("Công an" before a comma)
    spoken        names and turns of phrase used in questions only
    english       the same in English
    ambiguous     the names that other agencies, of another level, bear too
    covers        of a group: the ids it stands for; covers_if_exists: those, too, where a province has
                  them; covers_maybe: those it may stand for; not_covers: those it does not, though one
                  might think so
    merges        ids of the agencies that became one in it: whoever asks for one of them may mean it
    leads         the id of the body whose leaders this is ("Chủ tịch UBND tỉnh"); "" elsewhere
    started       ISO date from which it exists, ended the date from which it does not; None if unknown
    """

    id: str
    level: str
    kind: str
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    covers_if_exists: tuple[str, ...] = ()
    covers_maybe: tuple[str, ...] = ()
    not_covers: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    leads: str = ""
    note: str = ""
    started: str | None = None
    ended: str | None = None

    @property
    def collective(self) -> bool:
        """Whether the entry is a group addressed as one."""
        return self.kind == "collective"


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a city run by the centre, with other spellings of its name.

    called  what people call it in talk ("Tây Đô")
    """

    name: str
    kind: str
    spellings: tuple[str, ...] = ()
    until: str | None = None
    now: str | None = None
    called: tuple[str, ...] = ()


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """Return the agencies of the file, checked.

    Raises AgencyDataError when the file is missing or malformed, an id stands twice, an alias means two
    agencies of the same level, an alias can never match, or a group covers an unknown agency.
    """
    entries = _read(path, "agencies")
    try:
        agencies = tuple(_agency(entry) for entry in entries)
    except (KeyError, TypeError, AttributeError) as error:
        raise AgencyDataError(f"Một mục trong {path.name} thiếu trường {error}.", remedy=_REMEDY) from error
    _check_ids(agencies)
    _check_aliases(agencies)
    return agencies


def read_places(path: Path) -> tuple[Place, ...]:
    """Return the provinces of the file, those of 2023 and those of today."""
    return tuple(
        Place(
            entry["name"],
            entry["kind"],
            tuple(entry.get("spellings", ())),
            entry.get("until"),
            entry.get("now"),
            tuple(entry.get("called", ())),
        )
        for entry in _read(path, "provinces")
    )


def _read(path: Path, field: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise AgencyDataError(f"Không đọc được danh mục {path.name}.", remedy=_REMEDY) from error
    except ValueError as error:
        raise AgencyDataError(f"Danh mục {path.name} không phải JSON hợp lệ.", remedy=_REMEDY) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get(field), list):
        raise AgencyDataError(f"Danh mục {path.name} không đúng khuôn dạng.", remedy=_REMEDY)
    entries: list[dict[str, Any]] = data[field]
    return entries


def _agency(entry: Mapping[str, Any]) -> Agency:
    return Agency(
        id=entry["id"],
        level=entry["level"],
        kind=entry["kind"],
        aliases=_at_every_unit(entry["level"], entry["aliases"]),
        bare=tuple(entry.get("bare", ())),
        spoken=tuple(entry.get("spoken", ())),
        english=tuple(entry.get("english", ())),
        ambiguous=tuple(entry.get("ambiguous", ())),
        covers=tuple(entry.get("covers", ())),
        covers_if_exists=tuple(entry.get("covers_if_exists", ())),
        covers_maybe=tuple(entry.get("covers_maybe", ())),
        not_covers=tuple(entry.get("not_covers", ())),
        merges=tuple(entry.get("merges", ())),
        leads=entry.get("leads", ""),
        note=entry.get("note", ""),
        started=entry.get("started"),
        ended=entry.get("ended"),
    )


def _at_every_unit(level: str, aliases: Sequence[str]) -> tuple[str, ...]:
    """Return the names, those of a commune's agencies for every unit of its level: "… xã", "… đặc khu"."""
    if level != "xã":
        return tuple(aliases)
    of_a_commune = [alias for alias in aliases if alias.endswith(f" {COMMUNE_UNITS[0]}")]
    further = [
        alias.removesuffix(COMMUNE_UNITS[0]) + unit for unit in COMMUNE_UNITS for alias in of_a_commune
    ]
    return tuple(dict.fromkeys((*aliases, *further)))


def _check_ids(agencies: Sequence[Agency]) -> None:
    ids = [agency.id for agency in agencies]
    if twice := {name for name in ids if ids.count(name) > 1}:
        _refuse(f"{_shown(twice)} có hai mục.")
    for agency in agencies:
        if agency.level not in LEVELS:
            _refuse(f"{agency.id}: cấp “{agency.level}” không có.")
        named = {*agency.covers, *agency.merges, *([agency.leads] if agency.leads else [])}
        if unknown := named - set(ids):
            _refuse(f"{agency.id} gồm cơ quan không có trong danh mục: {_shown(unknown)}.")
        if outside := {*agency.bare, *agency.ambiguous} - {*agency.aliases, *agency.spoken, *agency.english}:
            _refuse(f"{agency.id}: {_shown(outside)} không có trong các tên gọi.")


def _check_aliases(agencies: Sequence[Agency]) -> None:
    """Refuse an alias that means two agencies, unless each of them says so and their levels differ."""
    bearers: dict[tuple[str, ...], list[tuple[Agency, str]]] = defaultdict(list)
    for agency in agencies:
        for alias in agency.aliases:
            words = Words.of(alias.replace(PLACE_SLOT, "Địadanh"))
            keys = words.keys
            if not can_match(agency, words):
                _refuse(f"{agency.id}: tên gọi “{alias}” không bao giờ khớp được.")
            if any(bearer is agency for bearer, _ in bearers[keys]):
                _refuse(f"{agency.id}: tên gọi “{alias}” ghi hai lần.")
            bearers[keys].append((agency, alias))
    for shared in bearers.values():
        if len(shared) > 1 and not _told_apart(shared):
            names = " và ".join(agency.id for agency, _ in shared)
            _refuse(f"Tên gọi “{shared[0][1]}” chỉ hai cơ quan: {names}.")


def can_match(agency: Agency, words: Words) -> bool:
    """Return whether a name can be found in a document: it has words, no bracket in it, its capital."""
    if not words.keys or STOP in words.gaps[:-1]:
        return False
    return words.capital(0) or not needs_capital(agency, words)


def needs_capital(agency: Agency, words: Words) -> bool:
    """Return whether a name must begin with a capital letter to be told from ordinary words."""
    if agency.collective:
        return False
    return len(words) <= _SHORT_ALIAS or agency.kind in _COMMON_WORDS or words.keys[0] in _COMMON_HEADS


def _told_apart(shared: Sequence[tuple[Agency, str]]) -> bool:
    marked = all(alias in agency.ambiguous for agency, alias in shared)
    return marked and len({agency.level for agency, _ in shared}) == len(shared)


def _shown(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in sorted(names))


def _refuse(what: str) -> None:
    raise AgencyDataError(what, remedy=_REMEDY)
