"""Work of bodies that no list of agencies holds, a plan's own subject, and lists of headings."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.corpus import Corpus
from answer.understanding.topic import HEADING_SHARE, Scorer, make_topic, words_of
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 90/KH-UBND

Hà Giang, ngày 20 tháng 02 năm 2026

KẾ HOẠCH
Phòng, chống rét cho cây chè trên địa bàn tỉnh Hà Giang năm 2026

I. CÁC HOẠT ĐỘNG

1. Hoạt động chính

1.1. Hội thi nương chè đẹp
- Địa điểm: thôn Nậm Piên
- Đơn vị chủ trì: Sở Công Thương
1.2. Trại sấy lưu động
- Địa điểm: thôn Tả Van
- Đơn vị chủ trì: Công ty Cổ phần Chè Shan Hà Giang

II. TỔ CHỨC THỰC HIỆN

1. Sở Công Thương
a) Mở kho bạt phủ chống rét.
b) Vận động doanh nghiệp cho mượn máy sấy.
2. Công ty Cổ phần Chè Shan Hà Giang
a) Ứng trước phân bón cho hộ trồng chè.
"""


def library() -> WordsOnly:
    return WordsOnly({"ha-giang": parse_plan(PLAN, "ha-giang", agency_book())})


@pytest.mark.parametrize(
    "text",
    [
        "Công ty chè Shan phải làm gì?",
        "Công ty Chè Shan Hà Giang có nhiệm vụ gì?",
        "cong ty che shan duoc giao viec gi",
    ],
)
def test_a_body_is_known_by_part_of_its_name(text: str) -> None:
    assert {path for _, path in cited(ask([text], library()))} == {"I.1.2", "II.2.a"}


@pytest.mark.parametrize("text", ["Hợp tác xã dệt lanh phải làm gì?", "Công ty cà phê phải làm gì?"])
def test_another_body_is_not_taken_for_it(text: str) -> None:
    answer = ask([text], library())
    assert answer.status == "not_found"


def test_what_the_plan_is_about_narrows_no_duties() -> None:
    answer = ask(["Sở Công Thương Hà Giang phải làm gì để phòng, chống rét cho cây chè?"], library())
    assert {path for _, path in cited(answer)} == {"I.1.1", "II.1.a", "II.1.b"}


def test_another_matter_narrows_them() -> None:
    answer = ask(["Sở Công Thương Hà Giang phải làm gì về máy sấy?"], library())
    assert {path for _, path in cited(answer)} == {"II.1.b"}


@pytest.mark.parametrize("text", ["Đài của tỉnh làm gì?", "dai cua tinh lam gi"])
def test_a_word_with_other_accents_is_no_part_of_a_name(text: str) -> None:
    plan = parse_plan(f"{PLAN}3. Đại sứ quán các nước\na) Mời khách mua chè.\n", "ha-giang", agency_book())
    asked = ["Đại sứ quán phải làm gì?", text]
    lead, other = (ask([one], WordsOnly({"ha-giang": plan})) for one in asked)
    assert lead.summary.startswith("Đại sứ quán các nước được giao")
    assert "được giao" not in other.summary  # it is no agency's duty that is told


def test_headings_are_listed_without_the_labelled_lines_below_them() -> None:
    answer = ask(["Kế hoạch Hà Giang có những hoạt động chính nào?"], library())
    assert cited(answer) == [("ha-giang", "I.1.1"), ("ha-giang", "I.1.2")]


def test_the_title_of_a_plan_is_the_heading_above_all_its_clauses() -> None:
    corpus = Corpus(library().plans)
    scorer = Scorer(make_topic(words_of("máy sấy cây chè"), corpus), corpus)
    scores = {unit.path: scorer.score(unit) for unit in corpus.units}
    assert max(scores, key=lambda path: scores[path]) == "II.1.b"
    assert scores["II.1.b"] > HEADING_SHARE
    assert scores["II.1.a"] > 0


@pytest.mark.parametrize(
    "text", ["Ai cho mượn máy sấy để chống rét cho cây chè?", "Ai vận động cho mượn máy sấy cho cây chè?"]
)
def test_the_subject_of_a_plan_is_no_matter_that_its_clauses_must_say(text: str) -> None:
    assert cited(ask([text], library())) == [("ha-giang", "II.1.b")]


def test_the_subject_of_a_plan_alone_answers_nothing() -> None:
    answer = ask(["Ai chủ trì thi vẽ tranh chống rét cho cây chè?"], library())
    assert answer.status == "not_found"
