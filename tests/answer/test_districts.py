"""One committee of many: a district or commune has the work of its level, and never another's."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, direct_paths, group_paths, plain

PLAN = """\
Số: {number}/KH-UBND

{place}, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Phòng, chống đói rét cho đàn gia súc trên địa bàn tỉnh {place}

I. NỘI DUNG

1. Dựng chuồng kín gió tại {named}

- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.

- Đơn vị phối hợp: UBND {named}.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Ủy ban nhân dân tỉnh

Theo dõi việc thực hiện.

2. Ủy ban nhân dân các huyện, thị xã, thành phố

a) Dự trữ rơm khô;

b) Bố trí kinh phí của địa phương.
"""


@pytest.fixture(scope="module")
def two() -> WordsOnly:
    """Two provinces: one names huyện Mường Lay, the other huyện Bắc Trà."""
    texts = {
        "muong": PLAN.format(number=77, place="Sơn La", named="huyện Mường Lay"),
        "bac": PLAN.format(number=78, place="Quảng Ngãi", named="huyện Bắc Trà"),
    }
    return WordsOnly({name: parse_plan(text, name, agency_book()) for name, text in texts.items()})


@pytest.mark.parametrize("spelling", [str, plain])
def test_a_district_a_plan_names_has_its_own_work_and_that_of_its_level(
    spelling: type[str], two: WordsOnly
) -> None:
    answer = ask([spelling("UBND huyện Mường Lay phải làm gì?")], two)
    assert direct_paths(answer, "muong") == {"I.1"}
    assert group_paths(answer, "muong") == {"II.2.a", "II.2.b"}
    assert direct_paths(answer, "bac") == group_paths(answer, "bac") == set()  # it lies in one province
    assert "Bắc Trà" not in answer.summary


@pytest.mark.parametrize("name", ["huyện Hà Lĩnh", "thành phố Yên Hạ", "thị xã Tam Đức"])
def test_a_district_no_plan_names_has_the_work_of_its_level(name: str, two: WordsOnly) -> None:
    answer = ask([f"UBND {name} phải làm gì?"], two)
    assert answer.status == "answered"
    for plan_id in ("muong", "bac"):
        assert direct_paths(answer, plan_id) == set()
        assert group_paths(answer, plan_id) == {"II.2.a", "II.2.b"}
    assert name in answer.summary
    assert not any(other in answer.summary for other in ("Mường Lay", "Bắc Trà"))
    assert any("Không kế hoạch nào nêu tên riêng" in note for note in answer.notes)


def test_the_plan_named_beside_a_district_is_no_part_of_its_name(two: WordsOnly) -> None:
    answer = ask(["UBND huyện Hà Lĩnh Sơn La được giao việc gì?"], two)
    assert "huyện Hà Lĩnh có" in answer.summary
    assert group_paths(answer, "muong") == {"II.2.a", "II.2.b"}
    assert group_paths(answer, "bac") == set()


def test_no_capitals_no_name(two: WordsOnly) -> None:
    answer = ask(["UBND huyện phải làm gì ở Sơn La?"], two)
    assert direct_paths(answer, "muong") == {"I.1", "II.2.a", "II.2.b"}


def test_the_committee_is_not_its_office(two: WordsOnly) -> None:
    answer = ask(["Ủy ban nhân dân tỉnh Sơn La làm gì?"], two)
    assert "II.1.¶1" not in direct_paths(answer, "muong")
