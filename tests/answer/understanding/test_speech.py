"""Words of talk are put as officials write; words that only look like them are left alone."""

from __future__ import annotations

import pytest

from answer.understanding.speech import as_written

PLANS_WORDS = frozenset(("online", "baokem"))


def written(text: str) -> str:
    return as_written(text, known=PLANS_WORDS.__contains__)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Sở Y tế mần chi rứa?", "Sở Y tế làm gì vậy?"),
        ("so y te man chi rua", "so y te lam gi vay"),
        ("khi mô xong, nộp mô, sở mô nhận?", "khi nào xong, nộp đâu, sở nào nhận?"),
        ("thế kế hoạch ni thì răng", "thế kế hoạch này thì sao"),
        ("bao chừ hắn nộp", "bao giờ hắn nộp"),
        ("chừng nào nộp lận", "khi nào nộp"),
        ("tụi em hổng biết giao ai", "chúng tôi không biết giao ai"),
        ("xài tiền đâu vậy ta", "dùng tiền đâu vậy"),
        ("thế thì làm giề nhể", "thế thì làm gì nhỉ"),
        ("cha nội nào lo vụ ni", "ai lo vụ này"),
        ("Côngan với ytế báocáo hôm nào", "Công an với y tế báo cáo hôm nào"),
        ("ytế báocáo", "y tế báo cáo"),
        ("nop baocao", "nop bao cao"),
    ],
)
def test_talk_is_put_as_it_is_written(said: str, means: str) -> None:
    assert written(said) == means


@pytest.mark.parametrize(
    "text",
    [
        "mô hình bếp ăn, quy mô lớp học, mô tả việc",
        "lỗ hổng bảo mật, hư hỏng",
        "việc chi tiền, làm chi tiết, giao chi cục, chi bao nhiêu",
        "khám răng cho trẻ em",
        "chiến dịch tình nguyện hè",
        "vô hiệu hóa, gian lận, ai lãnh đạo",
        "trợ cấp một hôn nhân, bệnh hen",
        "mo hinh, quy mo, lo hong, hong hoc, te giac, ni co",
        "ai nhieu viec hon, nop may lan, lop nao mo, noi rang, cua ong ba",
        "nhung hinh thuc quang ba nao",
        "camera online internet facebook",
        "What is the role of the team?",
        "UBND TTXVN BCHQS",
    ],
)
def test_words_that_look_like_talk_are_left_alone(text: str) -> None:
    assert written(text) == text


def test_a_word_the_plans_use_is_not_parted() -> None:
    assert written("baokem online") == "baokem online"
