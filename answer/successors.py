"""What an agency named in a plan is called today, as a note beside the plan's own words.

Only entries of data/successors.json that were verified are told; of a place whose own name or date is
not verified the note says so. Source of the rules: domain/DOMAIN.md part 4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.agency_data import DATA
from ingest.errors import AgencyDataError
from ingest.fold import fold

FORMAT = 1
_REMEDY = "Hãy sửa tệp data/successors.json rồi chạy lại."
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")
# Before a place: "thành phố Cần Thơ" and "Cần Thơ" are one.
_LEVEL_WORD = re.compile("^(?:tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong) ")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was read."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Successor:
    """What an agency, or a place, is called today.

    names    the bodies that took over, each with its share in brackets; () where none did
    since    "2025-03-01", "2025-07" or "2025"; "" where nothing changed
    note     the whole note: "nay: … (từ …, nguồn: …)"
    changed  False where the agency is kept
    """

    names: tuple[str, ...]
    since: str
    note: str
    sources: tuple[Source, ...]
    changed: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    agencies: frozenset[str]
    place: str
    successor: Successor
    unsure: tuple[str, ...]


class SuccessorBook:
    """The verified changes of agencies and places since the plans were issued."""

    def __init__(self, agencies: tuple[_Entry, ...], places: tuple[_Entry, ...]) -> None:
        self._agencies = agencies
        self._places = {entry.place: entry.successor for entry in places}

    @classmethod
    def load(cls, path: Path | None = None) -> SuccessorBook:
        """Return the book of a data file, by default the project's data/successors.json.

        Entries that are not verified are left out. Raises AgencyDataError when the file cannot be used.
        """
        path = path or DATA / "successors.json"
        data = _read(path)
        try:
            agencies = tuple(_entry(raw) for raw in data["agencies"] if raw.get("verified"))
            places = tuple(_entry(raw) for raw in data["places"] if raw.get("verified"))
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            raise AgencyDataError(
                f"Một mục trong {path.name} không dùng được: {error}.", remedy=_REMEDY
            ) from error
        return cls(agencies, places)

    def today(self, agency_id: str, place: str | None = None) -> Successor | None:
        """Return what an agency is called today; None where it is kept or nothing verified is known.

        place  of the plan ("Cần Thơ"): an entry of that place goes before the one of the whole country
        """
        here = _place_key(place)
        entries = [entry for entry in self._agencies if agency_id in entry.agencies]
        own = next((entry for entry in entries if here and entry.place == here), None)
        found = own or next((entry for entry in entries if not entry.place), None)
        if found is None or not found.successor.changed:
            return None
        if here in map(_place_key, found.unsure):
            return _unsure(found.successor, place or "")
        return found.successor

    def standing(self, agency_id: str, place: str | None = None) -> Successor | None:
        """Return what is known of an agency today, also that it is kept; None where nothing is verified."""
        here = _place_key(place)
        kept = (e.successor for e in self._agencies if agency_id in e.agencies and here and e.place == here)
        return self.today(agency_id, place) or next(kept, None)

    def place_standing(self, place: str) -> Successor | None:
        """Return what a province or district is today, also that it is kept; None where not verified."""
        return self._places.get(_place_key(place))


def today(agency_id: str, place: str | None = None) -> Successor | None:
    """Return what an agency is called today, from the project's own data (see `SuccessorBook.today`)."""
    return project_book().today(agency_id, place)


@cache
def project_book() -> SuccessorBook:
    """Return the book of the project's own data, read once."""
    return SuccessorBook.load()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AgencyDataError(f"Không đọc được danh mục {path.name}.", remedy=_REMEDY) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise AgencyDataError(f"Danh mục {path.name} không đúng khuôn dạng.", remedy=_REMEDY)
    return data


def _entry(raw: Mapping[str, Any]) -> _Entry:
    sources = tuple(Source(source["title"], source["address"]) for source in raw["sources"])
    names, since = tuple(raw["new"]), raw["from"]
    changed = raw.get("changed", True)
    said = raw.get("when") or (f"từ {_date(since)}" if since else "")
    origin = f"nguồn: {raw.get('basis') or sources[0].title}"
    what = raw.get("text") or "; ".join(names)
    if not changed:
        what = f"vẫn là {what}" if what else "không thay đổi"
    note = f"nay: {what} ({', '.join(filter(None, (said, origin)))})"
    successor = Successor(names, since, note, sources, changed)
    return _Entry(
        frozenset(raw.get("agencies", ())),
        _place_key(raw.get("place")),
        successor,
        tuple(raw.get("unsure_places", ())),
    )


def _unsure(successor: Successor, place: str) -> Successor:
    note = f"{successor.note[:-1]}; riêng tại {place} chưa xác minh)"
    return Successor(successor.names, successor.since, note, successor.sources)


def _place_key(place: str | None) -> str:
    return _LEVEL_WORD.sub("", fold(place or ""))


def _date(iso: str) -> str:
    """Return a date as the administration writes it (Decree 30/2020): "01/3/2025", "tháng 7/2025"."""
    found = _ISO.fullmatch(iso)
    if found is None:
        raise ValueError(f"ngày “{iso}” không đúng dạng")
    year, month, day = found["year"], found["month"], found["day"]
    if month is None:
        return f"năm {year}"
    # days under 10 and the months 1 and 2 are written with a nought
    shown = month if int(month) < 3 else str(int(month))
    return f"{day}/{shown}/{year}" if day else f"tháng {int(month)}/{year}"
