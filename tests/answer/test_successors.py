"""Today's names beside the plan's own; every expected note was written out by hand from the data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answer.successors import SuccessorBook, today
from ingest.agencies import AgencyBook
from ingest.agency_data import DATA
from ingest.errors import AgencyDataError


def test_a_merged_department_is_told_with_its_date_and_source() -> None:
    found = today("Sở Kế hoạch và Đầu tư", "Trà Vinh")
    assert found is not None
    assert found.names == ("Sở Tài chính",)
    assert found.since == "2025-03-01"
    assert found.note == (
        "nay: Sở Tài chính (từ 01/3/2025, nguồn: Nghị định 45/2025/NĐ-CP, nay là Nghị định 150/2025/NĐ-CP)"
    )
    assert all(source.address.startswith("http") for source in found.sources)


def test_the_field_of_these_plans_went_to_culture() -> None:
    found = today("Sở Thông tin và Truyền thông", "Trà Vinh")
    assert found is not None
    assert found.names[0].startswith("Sở Văn hóa, Thể thao và Du lịch (")
    assert "thông tin đối ngoại" in found.names[0]
    assert "từ 01/3/2025" in found.note


def test_a_place_of_its_own_goes_before_the_country() -> None:
    national, here = today("Báo (tỉnh/thành phố)"), today("Báo (tỉnh/thành phố)", "tỉnh Trà Vinh")
    assert national is not None
    assert here is not None
    assert here.note.startswith(
        "nay: Báo và phát thanh, truyền hình Vĩnh Long (trực thuộc Tỉnh ủy) (từ tháng 7/2025"
    )
    assert not any("Vĩnh Long" in name for name in national.names)


def test_a_place_that_is_not_verified_says_so() -> None:
    found = today("Sở Thông tin và Truyền thông", "Khánh Hòa")
    assert found is not None
    assert found.note.endswith("; riêng tại Khánh Hòa chưa xác minh)")


def test_an_agency_that_is_kept_or_unknown_has_no_note() -> None:
    assert today("Sở Ngoại vụ", "Cần Thơ") is None
    assert today("Sở Ngoại vụ", "Khánh Hòa") is None
    assert today("Liên hiệp các tổ chức hữu nghị cấp tỉnh", "Cần Thơ") is None
    assert today("Sở Không Có") is None


def test_a_department_that_is_kept_can_be_asked_for() -> None:
    kept = SuccessorBook.load().standing("Sở Ngoại vụ", "thành phố Cần Thơ")
    assert kept is not None
    assert kept.note.startswith("nay: vẫn là Sở Ngoại vụ (nguồn: ")
    assert SuccessorBook.load().standing("Sở Ngoại vụ", "Cần Giờ") is None


def test_no_commune_is_said_to_take_over_a_district() -> None:
    found = today("Ủy ban nhân dân cấp huyện", "Cần Giờ")
    assert found is not None
    assert found.names == ()
    assert found.note == (
        "nay: cấp huyện đã kết thúc, không có cơ quan kế thừa tương ứng (từ 01/7/2025, nguồn: "
        "Nghị quyết 203/2025/QH15; Luật 72/2025/QH15; Nghị định 150/2025/NĐ-CP)"
    )


def test_a_merged_province_is_told() -> None:
    book = SuccessorBook.load()
    merged = book.place_standing("Trà Vinh")
    assert merged is not None
    assert merged.names == ("tỉnh Vĩnh Long mới (gồm tỉnh Vĩnh Long, tỉnh Bến Tre và tỉnh Trà Vinh cũ)",)
    assert merged.since == "2025-07-01"
    kept = book.place_standing("Cao Bằng")
    assert kept is not None
    assert not kept.changed
    assert kept.note.startswith("nay: không thay đổi (nguồn: ")
    assert book.place_standing("Hà Nội") is None


def test_every_entry_is_verified_sourced_and_names_known_agencies() -> None:
    data = json.loads((DATA / "successors.json").read_text("utf-8"))
    known = {agency.id for agency in AgencyBook.load().agencies}
    for entry in (*data["agencies"], *data["places"]):
        assert entry["verified"] is True
        assert entry["sources"]
        assert set(entry.get("agencies", ())) <= known


def test_what_is_not_verified_is_not_told(tmp_path: Path) -> None:
    entry = {
        "agencies": ["Sở Y tế"],
        "new": ["Sở Mới"],
        "from": "2025-02-05",
        "verified": False,
        "sources": [{"title": "Báo A", "address": "https://example.vn"}],
    }
    path = tmp_path / "successors.json"
    path.write_text(json.dumps({"format": 1, "agencies": [entry], "places": []}), "utf-8")
    assert SuccessorBook.load(path).today("Sở Y tế") is None
    entry["verified"] = True
    path.write_text(json.dumps({"format": 1, "agencies": [entry], "places": []}), "utf-8")
    found = SuccessorBook.load(path).today("Sở Y tế")
    assert found is not None
    assert found.note == "nay: Sở Mới (từ 05/02/2025, nguồn: Báo A)"


UNUSABLE = [
    {"verified": True},
    {"verified": True, "new": [], "from": "2025", "sources": []},
    {"verified": True, "new": [], "from": "hôm qua", "sources": []},
]


@pytest.mark.parametrize(
    "content",
    ["{", '{"format": 2}', *(json.dumps({"format": 1, "agencies": [e], "places": []}) for e in UNUSABLE)],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "successors.json"
    path.write_text(content, "utf-8")
    with pytest.raises(AgencyDataError) as refused:
        SuccessorBook.load(path)
    assert refused.value.remedy
    with pytest.raises(AgencyDataError):
        SuccessorBook.load(tmp_path / "none.json")
