"""What a question is really about, and figures: a clause that only shares words with it is no answer."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain

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
