"""A place said in other words than the question's, and bodies called by a part of their name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH CÀ MAU

Số: 15/KH-UBND

Cà Mau, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Bảo đảm an toàn sông nước và nước sinh hoạt trên địa bàn tỉnh Cà Mau năm 2026

I. NHIỆM VỤ

1. Sở Xây dựng
a) Kiểm tra điều kiện an toàn của bến khách ngang sông, phương tiện chở học sinh.
b) Xây dựng bảng giá thuê bến.

2. Công ty cổ phần Cấp thoát nước Cà Mau
a) Giữ nguyên giá nước cho hộ dân trong mùa khô.

3. Công ty TNHH MTV Khai thác công trình thủy lợi Cà Mau
a) Trực vận hành cống 24/24 giờ.

4. Công an tỉnh
a) Tuần tra kênh chính hằng tuần.
"""
PLACE = "I.1.a"


@dataclass(frozen=True, slots=True)
class Near:
    """A passage found by meaning, as an index returns it."""

    plan_id: str
    path: str
    dense: float


class ByMeaning(WordsOnly):
    """A library in whose index one place comes near whatever is asked."""

    def __init__(self, dense: float) -> None:
        super().__init__({"ca-mau": parse_plan(PLAN, "ca-mau", agency_book())})
        self.dense = dense

    def search(self, query: str, *, k: int = 10, plans: Collection[str] | None = None) -> Sequence[object]:
        return [Near("ca-mau", PLACE, self.dense)]


def test_a_place_that_stands_out_is_shown_with_the_words_it_lacks() -> None:
    answer = ask(["Ai kiểm tra an toàn ghe bầu chở học sinh ở Cà Mau?"], ByMeaning(0.9))
    assert answer.status == "partial"
    assert cited(answer) == [("ca-mau", PLACE)]
    assert any("“ghe bầu”" in note for note in answer.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Ai kiểm tra nồng độ cồn của tài xế xe khách ở Cà Mau?",  # few of its words
        "Có bao nhiêu ghe bầu chở học sinh được kiểm tra an toàn ở Cà Mau?",  # how many
    ],
)
def test_other_matters_stay_refused(text: str) -> None:
    assert ask([text], ByMeaning(0.9)).status == "not_found"


def test_words_alone_do_not_make_a_place_stand_out() -> None:
    answer = ask(["Ai kiểm tra an toàn ghe bầu chở học sinh ở Cà Mau?"], ByMeaning(0.8))
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("cty cấp nước cà mau phải làm gì", "I.2.a"),
        ("Công ty thủy lợi lo gì ở Cà Mau?", "I.3.a"),
        ("cong ty cap nuoc ca mau duoc giao viec gi", "I.2.a"),
    ],
)
def test_a_body_is_known_by_a_part_of_its_name(text: str, path: str) -> None:
    library = WordsOnly({"ca-mau": parse_plan(PLAN, "ca-mau", agency_book())})
    assert cited(ask([text], library)) == [("ca-mau", path)]


def test_the_words_of_a_bodys_name_alone_name_a_matter() -> None:
    library = WordsOnly({"ca-mau": parse_plan(PLAN, "ca-mau", agency_book())})
    answer = ask(["Ai vận hành cống thủy lợi ở Cà Mau?"], library)
    assert all(chip.kind != "agency" for chip in answer.chips)
