"""Whether a clause says enough of what is asked: by whole words, and by a figure where one is asked for."""

from __future__ import annotations

import pytest

from answer.ask import ask, world_of
from answer.understanding.quantity import asks_number, counting_words
from answer.understanding.question import World, read_question
from answer.understanding.terms import Terms
from answer.understanding.topic import Topic
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain

PLAN = """\
Số: 77/KH-UBND

Sơn La, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Phòng, chống đói rét cho đàn gia súc trên địa bàn tỉnh Sơn La

I. NỘI DUNG

1. Hỗ trợ 300 hộ chăn nuôi làm chuồng kín gió trước ngày 15/11/2024.

2. Trình chiếu phim hướng dẫn ủ rơm tại các bản vùng cao theo khoản 2 Điều 5 Thông tư số 12/2020/TT-BNN.

3. Chợ phiên: nhắc người dân không bán trâu bò ốm.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Phát triển nông thôn

a) Chủ trì dự trữ rơm khô cho đàn trâu bò;

b) Phối hợp với Sở Công Thương bình ổn giá thức ăn chăn nuôi.

2. Sở Công Thương

Chủ trì bình ổn giá thức ăn chăn nuôi.
"""


@pytest.fixture(scope="module")
def winter() -> WordsOnly:
    return WordsOnly({"son-la": parse_plan(PLAN, "son-la", agency_book())})


@pytest.fixture(scope="module")
def world(winter: WordsOnly) -> World:
    return world_of(winter)


def terms(text: str, world: World) -> list[str]:
    topic: Topic = read_question(text, world).topic
    return [
        " ".join(word.folded for word in topic.words[term.start : term.stop])
        for term in Terms(topic, world.corpus).terms
    ]


@pytest.mark.parametrize("spelling", [str, plain])
def test_words_of_two_syllables_are_one_term(spelling: type[str], world: World) -> None:
    assert terms(spelling("khách sạn và chăn nuôi"), world) == ["khach san", "chan nuoi"]


def test_syllables_that_stood_apart_are_no_word(world: World) -> None:
    assert terms("kết quả và cấu trúc", world) == ["ket qua", "cau truc"]
    assert "ket cau" not in terms("kết nối với cùng cầu", world)


@pytest.mark.parametrize(
    "text",
    [
        "Ai cấp hộ chiếu?",  # "hộ" and "chiếu" stand in two clauses, "hộ chiếu" in none
        "Kế hoạch có nói về phim truyện không?",
        "Ai lo chợ đêm?",
        "Sở nào chủ trì phòng chống cháy rừng ở Sơn La?",
    ],
)
@pytest.mark.parametrize("spelling", [str, plain])
def test_syllables_by_chance_are_no_answer(text: str, spelling: type[str], winter: WordsOnly) -> None:
    answer = ask([spelling(text)], winter)
    assert (answer.status, answer.citations) == ("not_found", ())


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Ai lớn nhất phải dự trữ rơm khô?", "II.1.a"),  # "lớn" is everyday speech, not the subject
        ("Ai sẽ dự kiến lo dự trữ rơm khô?", "II.1.a"),
        ("Có bao nhiêu hộ chăn nuôi được hỗ trợ?", "I.1"),
    ],
)
def test_words_of_everyday_speech_need_not_stand_in_the_clause(
    text: str, path: str, winter: WordsOnly
) -> None:
    answer = ask([text], winter)
    assert answer.status == "answered"
    assert any(found.startswith(path) for _, found in cited(answer))


@pytest.mark.parametrize(
    "text", ["Trình chiếu mấy phim hướng dẫn ủ rơm?", "Dự trữ bao nhiêu rơm khô cho đàn trâu bò?"]
)
def test_a_number_asked_for_and_not_given_is_said_to_be_missing(text: str, winter: WordsOnly) -> None:
    answer = ask([text], winter)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert "không ghi con số" in answer.summary
    assert answer.nearest


def test_what_counts_and_what_only_numbers() -> None:
    assert asks_number("Cần mấy người?")
    assert not asks_number("Kế hoạch số mấy?")
    assert not asks_number("Mua máy bơm ở đâu?")  # "máy" reads "may" without accents
    said = "theo khoản 2 Điều 5 Thông tư số 12/2020/TT-BNN ngày 03/4/2020, 300 hộ"
    assert [word for word in counting_words(said).split() if word.isdigit()] == ["300"]
