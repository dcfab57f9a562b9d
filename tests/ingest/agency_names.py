"""The book of agencies, loaded once, and names that several tests of it expect."""

from __future__ import annotations

import unicodedata
from functools import cache

from ingest.agencies import AgencyBook, Named

PRESS = "Báo (tỉnh/thành phố)"
BROADCASTER = "Đài Phát thanh và Truyền hình (tỉnh/thành phố)"
MERGED_PRESS = "Báo và Phát thanh, Truyền hình (tỉnh/thành phố)"
POLICE, POLICE_DISTRICT = "Công an cấp tỉnh", "Công an cấp huyện"
ARMY, ARMY_DISTRICT = "Bộ Chỉ huy Quân sự cấp tỉnh", "Ban Chỉ huy Quân sự cấp huyện"
COMMITTEE, COMMITTEE_DISTRICT = "Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp huyện"
OFFICE = "Văn phòng Ủy ban nhân dân cấp tỉnh"
LEADERS = "Lãnh đạo Ủy ban nhân dân cấp tỉnh"
SO_TTTT = "Sở Thông tin và Truyền thông"


@cache
def book() -> AgencyBook:
    """Return the project's own book; loaded once, it never changes."""
    return AgencyBook.load()


def without_accents(text: str) -> str:
    """Return text as it is typed on a keyboard without Vietnamese letters."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def shown(named: tuple[Named, ...]) -> list[tuple[str, str | None]]:
    """Return what a reader sees of names: the words and the agency."""
    return [(one.name, one.agency_id) for one in named]
