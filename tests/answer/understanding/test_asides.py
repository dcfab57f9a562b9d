"""What is said beside a question does not change what it asks."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.understanding.asides import without_asides
from tests.answer.invented_plans import Layout
from tests.answer.loaded import direct_paths, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Sở Y tế làm gì, liệt kê cho đủ để tôi lập bảng theo dõi", "Sở Y tế làm gì"),
        ("Ai nạo vét kênh để em báo cáo sếp?", "Ai nạo vét kênh ?"),
        ("Tôi công tác ở UBND xã Tà Năng. Xã tôi phải làm gì?", "UBND xã Tà Năng. phải làm gì?"),
        ("Nhầm, ý mình hỏi Sở Y tế cơ", "Sở Y tế cơ"),
        ("Kế hoạch có câu nào không", "Kế hoạch có câu nào không"),
        ("để chị em phụ nữ khởi nghiệp thì ai hỗ trợ", "để chị em phụ nữ khởi nghiệp thì ai hỗ trợ"),
        ("Tôi phải làm gì?", "Tôi phải làm gì?"),
        ("Kính gửi quý cơ quan, ai nạo vét kênh? Trân trọng cảm ơn.", "ai nạo vét kênh?"),
        ("Dạ em chào anh chị, cho em hỏi ai nạo vét kênh ạ", "ai nạo vét kênh ạ"),
        ("Xin phép được hỏi: ai nạo vét kênh?", "ai nạo vét kênh?"),
        ("Kiểm toán cần biết: ai nạo vét kênh?", "ai nạo vét kênh?"),
        ("Để chuẩn bị họp giao ban, ai nạo vét kênh?", "ai nạo vét kênh?"),
        ("Em đang viết khóa luận. Ai nạo vét kênh?", "Ai nạo vét kênh?"),
        ("Ai nạo vét kênh vậy cháu", "Ai nạo vét kênh"),
        ("bác Hùng ơi ai nạo vét kênh", "ai nạo vét kênh"),
        ("Chào mừng ngày hội, ai lo?", "Chào mừng ngày hội, ai lo?"),
        ("Cảm ơn người hiến máu do ai lo?", "Cảm ơn người hiến máu do ai lo?"),
        ("Để ứng phó bão, ai chủ trì?", "Để ứng phó bão, ai chủ trì?"),
        ("Sở nào cung cấp: điện, nước?", "Sở nào cung cấp: điện, nước?"),
        ("Mục 7.1, 7.2 và 9:30 giao ai?", "Mục 7.1, 7.2 và 9:30 giao ai?"),
        ("Kinh phí để tổ chức tập huấn lấy đâu?", "Kinh phí để tổ chức tập huấn lấy đâu?"),
        ("Vấn đề tổ chức thực hiện giao ai?", "Vấn đề tổ chức thực hiện giao ai?"),
        ("Không phải Sở Y tế chủ trì à?", "Không phải Sở Y tế chủ trì à?"),
        ("Không phải, Sở Y tế cơ", "Sở Y tế cơ"),
        ("Mở lớp để làm gì?", "Mở lớp để làm gì?"),
    ],
)
def test_what_is_left_of_a_question(text: str, rest: str) -> None:
    assert without_asides(text) == rest
    assert plain(without_asides(plain(text))) == plain(rest)


@SEED
@LAYOUT
def test_duties_are_whole_whatever_the_asker_wants_them_for(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    lead = plan.tasks[0].lead
    for text in (
        f"Tôi làm việc ở {lead}. Sở tôi phải làm gì trong kế hoạch {plan.place}?",
        f"{lead} ở {plan.place} được giao những việc gì, liệt kê cho đủ để tôi lập bảng theo dõi",
    ):
        for spelt in (text, plain(text)):
            assert direct_paths(ask([spelt], library), plan.id) == plan.paths_of(lead)


@SEED
@LAYOUT
def test_a_turn_that_puts_the_one_before_right_keeps_its_question(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    one, other = plan.tasks[0].lead, plan.tasks[1].lead
    answer = ask([f"{one} ở {plan.place} làm gì?", f"Nhầm, ý mình hỏi {other} cơ"], library)
    assert direct_paths(answer, plan.id) == plan.paths_of(other)


@pytest.mark.parametrize(
    ("letter", "question"),
    [
        (
            "Chào buổi sáng, rất xin lỗi vì làm phiền, không biết anh chị có thể giúp em xem Sở Y tế làm gì "
            "được không ạ? Trân trọng cảm ơn!",
            "Sở Y tế làm gì",
        ),
        ("cháu làm phiền bác chút xíu, Sở Y tế làm gì ạ, chúc bác mạnh khỏe", "Sở Y tế làm gì ạ,"),
        ("Phiền anh cho biết nhiệm vụ của Sở Y tế", "nhiệm vụ của Sở Y tế"),
        ("em xin lỗi, cho em hỏi lại hạn báo cáo", "hạn báo cáo"),
        ("Em đang tổng hợp số liệu, kính nhờ anh chị cho em biết hạn báo cáo", "hạn báo cáo"),
        ("Đọc cho tôi mục kinh phí", "mục kinh phí"),
        ("Dạ vâng, còn Sở Y tế?", "còn Sở Y tế?"),
    ],
)
def test_favours_and_apologies_are_no_part_of_a_question(letter: str, question: str) -> None:
    assert without_asides(letter) == question


@pytest.mark.parametrize(
    "question",
    [
        "Chức năng nhiệm vụ của Sở Y tế",
        "Sở Y tế có thể giúp ai được không?",
        "Châu Thành phải báo cáo trước ngày nào?",
    ],
)
def test_words_that_look_like_favours_stay(question: str) -> None:
    assert without_asides(question) == question
