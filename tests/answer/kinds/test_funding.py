"""Money: sums and sources of an invented plan, in all, for one matter, and in two questions at once."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.present import as_text
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN

Số: 77/KH-UBND

Phú Yên, ngày 09 tháng 01 năm 2026

KẾ HOẠCH
Nâng cao năng lực chữa cháy rừng trên địa bàn tỉnh Phú Yên năm 2026

I. MỤC TIÊU

1. Mục tiêu về lực lượng
- Mỗi xã có một tổ xung kích.
- Lập tối thiểu 12 chốt trực.

II. NHIỆM VỤ

1. Bồi dưỡng kiểm lâm viên

Mở các lớp bồi dưỡng kiểm lâm viên tại bốn hạt.

- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường
- Đơn vị phối hợp: Sở Nội vụ
- Thời gian: Quý II/2026

2. Kinh phí các lớp bồi dưỡng kiểm lâm viên do Sở Tài chính bố trí trong dự toán đào tạo hằng năm.

3. Dựng chòi canh lửa

Dựng 06 chòi canh lửa; hỗ trợ mỗi chòi 45 triệu đồng.

- Đơn vị chủ trì: Công an tỉnh

III. KINH PHÍ

1. Tổng nhu cầu kinh phí là 21,5 tỷ đồng, gồm ngân sách tỉnh 14 tỷ đồng, nguồn khác 7,5 tỷ đồng.
2. Sở Tài chính thẩm định dự toán.
"""
SOURCES = PLAN.replace("1. Tổng nhu cầu kinh phí là 21,5 tỷ đồng, gồm", "1. Kinh phí gồm").replace(
    "ngân sách tỉnh 14 tỷ đồng, nguồn khác 7,5 tỷ đồng", "ngân sách tỉnh và nguồn khác"
)


def library(text: str = PLAN) -> WordsOnly:
    return WordsOnly({"phu-yen": parse_plan(text, "phu-yen", agency_book())})


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kinh phí của Phú Yên là bao nhiêu?",
        "Tổng kinh phí là bao nhiêu, ngân sách tỉnh góp mấy?",
        "phu yen chi het bao nhieu tien",
        "kinh phi phu yen bao nhieu",
        "Toàn bộ kế hoạch Phú Yên hết mấy tỷ?",
    ],
)
def test_a_sum_of_the_whole_plan_is_one_clause(text: str) -> None:
    answer = ask([text], library())
    assert cited(answer) == [("phu-yen", "III.1")]
    assert "21,5 tỷ" in as_text(answer)


def test_what_has_no_sum_of_its_own_is_told_beside_the_total() -> None:
    answer = ask(["Tổng kinh phí Phú Yên là bao nhiêu, riêng mua xuồng hết bao nhiêu?"], library())
    assert cited(answer) == [("phu-yen", "III.1")]
    assert any("mua xuồng" in note for note in answer.notes)


def test_a_matter_without_a_sum_is_no_ground_for_the_total() -> None:
    answer = ask(["Mua xuồng hết bao nhiêu tiền?"], library())
    assert answer.status == "not_found"


def test_a_sum_for_one_matter() -> None:
    answer = ask(["Mỗi chòi canh lửa được hỗ trợ bao nhiêu tiền?"], library())
    assert cited(answer) == [("phu-yen", "II.3")]


def test_no_sum_is_made_up() -> None:
    answer = ask(["Tổng kinh phí là bao nhiêu, ngân sách tỉnh góp mấy?"], library(SOURCES))
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_money_for_a_matter_comes_first() -> None:
    answer = ask(["Kinh phí các lớp bồi dưỡng kiểm lâm viên lấy từ đâu?"], library())
    assert cited(answer)[0] == ("phu-yen", "II.2")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Ai chủ trì bồi dưỡng kiểm lâm viên tại bốn hạt?", "Sở Nông nghiệp và Môi trường"),
        ("Cơ quan nào chủ trì dựng 06 chòi canh lửa?", "Công an tỉnh"),
    ],
)
def test_the_labelled_lines_hold_for_the_paragraph_above_them(text: str, agency: str) -> None:
    answer = ask([text], library())
    assert answer.status == "answered"
    assert answer.summary.startswith(agency)


def test_a_block_is_cited_with_the_paragraph_that_says_what_it_is() -> None:
    answer = ask(["Công an tỉnh Phú Yên phải làm gì?"], library())
    (citation,) = answer.citations
    assert citation.quote.split("\n") == [
        "Dựng chòi canh lửa",
        "Dựng 06 chòi canh lửa; hỗ trợ mỗi chòi 45 triệu đồng.",
        "Đơn vị chủ trì: Công an tỉnh",
    ]


def test_what_the_plan_is_about_goes_without_saying_in_a_heading() -> None:
    answer = ask(["Mục tiêu chữa cháy rừng của Phú Yên gồm những gì?"], library())
    assert set(cited(answer)) == {("phu-yen", "I.1.-1"), ("phu-yen", "I.1.-2")}
