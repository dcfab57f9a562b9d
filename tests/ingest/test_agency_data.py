"""The list of agencies: what it says, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.agencies import AgencyBook
from ingest.agency_data import DATA, PLACE_SLOT, read_agencies
from ingest.errors import AgencyDataError
from ingest.group_words import (
    GROUP_CONCERNED,
    GROUP_DEPARTMENTS,
    GROUP_IDS,
)
from tests.ingest.agency_names import (
    OFFICE,
    POLICE,
    SO_TTTT,
    book,
)


def test_every_name_of_the_data_is_found_in_a_document() -> None:
    issuers = (("tỉnh", "Cần Thơ"), ("tỉnh", "Cao Bằng"), ("huyện", "Cần Giờ"), ("xã", "Cần Giờ"))
    lost = []
    for agency in book().agencies:
        for alias in agency.aliases:
            name = alias.replace(PLACE_SLOT, "Cần Thơ")
            found = [
                one for level, place in issuers for one in book().named_in(name, level=level, place=place)
            ]
            if not any(one.name == name and one.agency_id == agency.id for one in found):
                lost.append((alias, [one.name for one in found]))
    assert lost == []


def test_a_group_covers_agencies_that_are_known() -> None:
    known = {agency.id for agency in book().agencies}
    for group in GROUP_IDS:
        assert set(book().members(group)) <= known


def test_the_departments_do_not_cover_police_and_army_for_certain() -> None:
    assert {"Sở Tài chính", OFFICE, "Thanh tra tỉnh"} <= set(book().members(GROUP_DEPARTMENTS))
    assert POLICE not in book().members(GROUP_DEPARTMENTS)
    assert (GROUP_DEPARTMENTS, "maybe") in book().groups_covering(POLICE)
    assert (GROUP_DEPARTMENTS, "covers") in book().groups_covering("Sở Nội vụ")
    assert (GROUP_DEPARTMENTS, "if exists") in book().groups_covering("Sở Ngoại vụ")
    assert book().groups_covering("Huyện ủy/Quận ủy") == ()


def test_open_groups_cover_nobody() -> None:
    assert book().members(GROUP_CONCERNED) == ()
    assert all(group != GROUP_CONCERNED for group, _ in book().groups_covering("Sở Tài chính"))


Change = Callable[[dict[str, Any]], None]


def changed(tmp_path: Path, change: Change) -> Path:
    """Return a copy of the data file with one thing changed."""
    data = json.loads((DATA / "agencies.json").read_text("utf-8"))
    change(data)
    path = tmp_path / "agencies.json"
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def alias(agency: str, name: str) -> Change:
    """Return the change that gives an agency one more name."""
    return lambda data: next(a for a in data["agencies"] if a["id"] == agency)["aliases"].append(name)


@pytest.mark.parametrize(
    "change, words",
    [
        (alias("Sở Y tế", "Sở Tài chính"), "chỉ hai cơ quan"),
        (alias("Sở Y tế", "SYT"), "ghi hai lần"),
        (alias("Sở Y tế", "&"), "không bao giờ khớp"),
        (alias("Sở Y tế", "Sở Y tế (tỉnh)"), "không bao giờ khớp"),
        (alias("Sở Y tế", "sở yt"), "không bao giờ khớp"),
        (lambda data: data["agencies"].append(data["agencies"][0]), "có hai mục"),
        (lambda data: data["agencies"][0].pop("kind"), "thiếu trường"),
        (lambda data: data["agencies"][0].update(level="liên bang"), "liên bang"),
        (lambda data: data["agencies"][-1].update(covers=["Sở Không Có"]), "Sở Không Có"),
        (lambda data: data["agencies"][0].update(bare=["Bộ"]), "không có trong các tên gọi"),
        (lambda data: data.update(format=99), "không đúng khuôn dạng"),
        (lambda data: data.update(agencies=data["agencies"][:40]), "gồm cơ quan|thiếu mục"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(tmp_path: Path, change: Change, words: str) -> None:
    with pytest.raises(AgencyDataError, match=words) as refused:
        AgencyBook.load(changed(tmp_path, change))
    assert refused.value.remedy


def test_a_missing_or_broken_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AgencyDataError, match="Không đọc được"):
        read_agencies(tmp_path / "none.json")
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    with pytest.raises(AgencyDataError, match="không phải JSON"):
        read_agencies(broken)


def test_get_gives_the_entry_and_refuses_an_unknown_name() -> None:
    department = book().get(SO_TTTT)
    assert (department.level, department.kind, department.ended) == ("tỉnh", "so", "2025-03-01")
    with pytest.raises(KeyError):
        book().get("Sở Không Có")
