"""What a question is really about, and figures: a clause that only shares words with it is no answer."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import Layout, invented_plans
from tests.answer.loaded import WordsOnly, cited, plain
from tests.answer.test_invented_plans import LAYOUT, SEED

PLAN = """\
Số: 64/KH-UBND

Kon Tum, ngày 05 tháng 3 năm 2025

KẾ HOẠCH

Phát triển cây dược liệu trên địa bàn tỉnh Kon Tum năm 2025

I. NỘI DUNG

1. Cung cấp cây giống cho 120 hộ nghèo; nâng cao giá trị dược liệu bằng sàn thương mại điện tử.

2. Ký kết chương trình phối hợp với doanh nghiệp thu mua; chống hạn cho vườn ươm.

3. Lắp đặt thiết bị sấy tại các hợp tác xã ở huyện Tu Mơ Rông.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

a) Chủ trì kiểm nghiệm dược liệu, công bố kết quả trước ngày 20 tháng 6 năm 2025;

b) Tổ chức 03 lớp tập huấn cho y sĩ, lương y.

2. Sở Nông nghiệp và Môi trường

Hướng dẫn quy trình trồng sâm cho tổ khuyến nông./.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Y Thị Bền
"""


@pytest.fixture(scope="module")
def kon_tum() -> WordsOnly:
    return WordsOnly({"kon-tum": parse_plan(PLAN, "kon-tum", agency_book())})


@pytest.mark.parametrize("spelling", [str, plain])
@pytest.mark.parametrize(
    "text",
    [
        "Ai quản lý giá điện?",  # "giá trị", "điện tử" are other words
        "Sở Y tế có bao nhiêu lương y?",  # lương y are spoken of, and not counted
        "Có bao nhiêu tổ khuyến nông ở Kon Tum?",
        "Hợp đồng thu mua dược liệu do ai ký?",
        "Ai là Trưởng ban chỉ đạo phát triển dược liệu?",
        "Hiện Kon Tum đã có bao nhiêu hộ nghèo trồng sâm?",
        "KFC có mua dược liệu không?",
    ],
)
def test_words_that_only_look_alike_answer_nothing(
    text: str, spelling: type[str], kon_tum: WordsOnly
) -> None:
    answer = ask([spelling(text)], kon_tum)
    assert answer.status in ("not_found", "out_of_scope")
    assert cited(answer) == []


@pytest.mark.parametrize("text", ["Xã Đăk Rông làm gì?", "Huyện Nhà Y được hỗ trợ gì?"])
def test_a_district_that_no_plan_names(text: str, kon_tum: WordsOnly) -> None:
    answer = ask([text], kon_tum)
    assert answer.status == "not_found"
    assert "Không thấy" in answer.summary


@pytest.mark.parametrize("spelling", [str, plain])
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Cung cấp cây giống cho bao nhiêu hộ?", "I.1"),
        ("Sở Y tế mở mấy lớp tập huấn?", "II.1.b"),
        ("Ai kiểm nghiệm dược liệu?", "II.1.a"),
        ("Lắp đặt thiết bị sấy ở đâu?", "I.3"),
        ("Kon Tum chống hạn ở chỗ nào?", "I.2"),
        ("Ai hướng dẫn trồng sâm?", "II.2.¶1"),
        ("Huyện Tu Mơ Rông lắp đặt thiết bị gì?", "I.3"),
    ],
)
def test_what_the_plan_does_say_is_said(
    text: str, path: str, spelling: type[str], kon_tum: WordsOnly
) -> None:
    answer = ask([spelling(text)], kon_tum)
    assert answer.status in ("answered", "partial")
    assert ("kon-tum", path) in cited(answer)


@pytest.mark.parametrize("spelling", [str, plain])
def test_the_plan_itself_is_signed_by_whom_it_says(spelling: type[str], kon_tum: WordsOnly) -> None:
    for text in ("Ai ký?", "Kế hoạch phát triển cây dược liệu do ai ký?"):
        assert "Y Thị Bền" in ask([spelling(text)], kon_tum).summary


@SEED
@LAYOUT
@pytest.mark.parametrize(
    "question",
    [
        "{place}: ai chủ trì {asked}?",
        "{place} {asked} khi nào?",
        "{lead} {place} phải làm gì?",
        "Kế hoạch {place} nói gì về {asked}?",
    ],
)
def test_before_a_no_the_plans_that_were_not_asked_are_gone_through(
    seed: int, layout: Layout, question: str
) -> None:
    plans = {plan.layout: plan for plan in invented_plans(seed)}
    library = WordsOnly({plan.id: parse_plan(plan.text, plan.id, agency_book()) for plan in plans.values()})
    asked = plans[layout]
    other = plans["labels" if layout == "prose" else "prose"]
    task = next((t for t in other.tasks if t.deadline and t.lead not in asked.agencies), None)
    if task is None:
        return
    text = question.format(place=asked.place, asked=task.asked, lead=task.lead)
    answer = ask([text], library)
    assert answer.status == "not_found"
    assert not any(plan_id == other.id for plan_id, _ in cited(answer))
    assert any("kế hoạch khác" in note and other.place in note for note in answer.notes)


def test_what_a_copy_lacks_says_where_was_looked(library: WordsOnly) -> None:
    answer = ask(["Kế hoạch Cao Bằng số mấy?"], library)
    assert any("phần đầu và phần ký" in note for note in answer.notes)
    assert not any("kế hoạch khác" in note for note in answer.notes)


def test_a_refused_place_shows_what_comes_near_as_no_grounds(library: WordsOnly) -> None:
    answer = ask(["Hà Nội tổ chức triển lãm Hoàng Sa khi nào?"], library)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert "Chưa nạp kế hoạch nào của Hà Nội" in answer.summary
    assert answer.nearest
