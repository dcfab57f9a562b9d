"""What one plan has and another has not; mentions apart from work; lists that no plan makes itself."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, direct_paths, group_paths, lines, mention_paths, plain

PLAN = """\
Số: {number}/KH-UBND

{place}, ngày 02 tháng 5 năm 2022

KẾ HOẠCH

Phòng, chống đói rét cho đàn gia súc trên địa bàn tỉnh {place} năm 2022

I. MỤC ĐÍCH

Giảm thiệt hại cho người chăn nuôi; Sở Tư pháp đã thẩm định nội dung Kế hoạch.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

a) Chủ trì tiêm vắc xin phòng bệnh than cho người làm nghề giết mổ;

b) Chủ trì {second}.

2. {other}

Chủ trì cấp phát bạt che chuồng cho hộ nghèo.

3. Các sở, ban, ngành

a) Phối hợp vận động cán bộ ủng hộ rơm khô;

b) Đưa tin trên trang thông tin của đơn vị.
"""


@pytest.fixture(scope="module")
def two() -> WordsOnly:
    texts = {
        "son-la": PLAN.format(
            number=77, place="Sơn La", second="khử khuẩn nguồn nước sau rét", other="Sở Công Thương"
        ),
        "lao-cai": PLAN.format(
            number=78, place="Lào Cai", second="tập huấn sơ cứu bỏng lạnh tại bản", other="Sở Nội vụ"
        ),
    }
    return WordsOnly({name: parse_plan(text, name, agency_book()) for name, text in texts.items()})


@pytest.mark.parametrize(
    "text",
    [
        "Việc nào Sở Y tế chủ trì ở Sơn La mà không có ở Lào Cai?",
        "Sở Y tế có việc gì ở Sơn La mà Lào Cai không có?",
    ],
)
@pytest.mark.parametrize("spelling", [str, plain])
def test_only_work_that_the_other_plan_has_nothing_like_is_left(
    text: str, spelling: type[str], two: WordsOnly
) -> None:
    answer = ask([spelling(text)], two)
    assert cited(answer) == [("son-la", "II.1.b")]
    assert any("Cách so" in note for note in answer.notes)


def test_agencies_that_only_one_plan_gives_work(two: WordsOnly) -> None:
    answer = ask(["Cơ quan nào được giao việc ở Sơn La mà không được giao ở Lào Cai?"], two)
    assert [line.agency for line in lines(answer)] == ["Sở Công Thương"]
    assert cited(answer) == [("son-la", "II.2.¶1")]


def test_a_mere_mention_is_shown_apart(two: WordsOnly) -> None:
    answer = ask(["Sở Tư pháp Sơn La làm gì?"], two)
    assert answer.status == "not_found"  # no work is given to it by name
    assert mention_paths(answer, "son-la") == {"I.¶1"}
    assert answer.ledger.mentioned == 1
    assert not any("chỉ có trong Nơi nhận" in note for note in answer.notes)


def test_what_a_group_is_to_help_with_in_its_own_section_is_its_members_work(two: WordsOnly) -> None:
    answer = ask(["Sở Y tế Sơn La phải làm gì?"], two)
    assert direct_paths(answer, "son-la") == {"II.1.a", "II.1.b"}
    assert group_paths(answer, "son-la") == {"II.3.a", "II.3.b"}


def test_departments_without_work_are_told_from_the_list_of_departments(two: WordsOnly) -> None:
    answer = ask(["Sở nào không được giao việc ở Sơn La?"], two)
    named = {line.text.split(":")[0] for line in lines(answer)}
    assert "Sở Nội vụ" in named
    assert not named & {"Sở Y tế", "Sở Công Thương"}
    assert all(name.startswith("Sở") for name in named)
    assert any("danh mục các sở" in note for note in answer.notes)


def test_a_place_named_beside_a_loaded_one_is_said_to_be_missing(two: WordsOnly) -> None:
    answer = ask(["Sở Y tế Sơn La và Hà Nội khác gì nhau?"], two)
    assert {plan for plan, _ in cited(answer)} == {"son-la"}
    assert any("Chưa nạp kế hoạch nào của Hà Nội" in note for note in answer.notes)


def test_a_year_alone_is_answered_only_from_plans_of_that_year(two: WordsOnly) -> None:
    assert ask(["Năm 2035 Sơn La làm gì?"], two).status == "not_found"
    assert ask(["Năm 2022 Sơn La làm gì?"], two).status == "answered"
    assert ask(["Sơn La phải làm gì?"], two).status == "answered"
