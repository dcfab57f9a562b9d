"""Which of two has more: agencies and plans by their work, plans by the money they name."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.kinds.balance import MORE
from ingest.fold import fold
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import Layout
from tests.answer.loaded import WordsOnly, cited, lines, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of, world_of_seed


@SEED
@LAYOUT
def test_the_agency_with_more_work(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    one, other = plan.agencies[:2]
    counts = {name: len(plan.paths_of(name)) for name in (one, other)}
    most, least = sorted(counts, key=lambda name: -counts[name])
    for text in (
        f"{plan.place}: {one} và {other} bên nào nhiều việc hơn?",
        f"{one} hay {other} được giao nhiều nhiệm vụ hơn ở {plan.place}?",
    ):
        for spelt in (text, plain(text)):
            answer = ask([spelt], library)
            assert {path for _, path in cited(answer)} == plan.paths_of(one) | plan.paths_of(other)
            assert f"{most}: {counts[most]} việc" in answer.summary
            assert f"{least}: {counts[least]} việc" in answer.summary
            verdict = "Bằng nhau" if counts[most] == counts[least] else f"{most} nhiều hơn"
            assert answer.summary.startswith(verdict)


@SEED
def test_the_plan_that_gives_more_work(seed: int) -> None:
    library, plans = world_of_seed(seed)
    one, other = plans[0], plans[1]
    answer = ask([f"{one.place} hay {other.place} giao nhiều việc hơn?"], library)
    assert {plan_id for plan_id, _ in cited(answer)} == {one.id, other.id}
    for plan in (one, other):
        given = {a.path for a in library.plans[plan.id].assignments}
        assert f"{plan.place}: {len(given)} nhiệm vụ" in answer.summary


def test_the_plan_that_gives_an_agency_most(library: WordsOnly) -> None:
    answer = ask(["Nơi nào giao nhiều việc nhất cho Sở Thông tin và Truyền thông?"], library)
    assert answer.summary.startswith("Cao Bằng nhiều nhất. Cao Bằng: ")


def test_those_that_tie_for_the_first_place_are_named(library: WordsOnly) -> None:
    answer = ask(["Nơi nào giao nhiều việc nhất cho Sở Ngoại vụ?"], library)
    assert answer.summary.startswith("Cần Thơ, Cao Bằng cùng nhiều nhất. ")


def test_work_of_promoting_is_no_money(library: WordsOnly) -> None:
    for text in ("Sở Công Thương và Sở Ngoại vụ bên nào nhiều việc xúc tiến hơn?",):
        for spelt in (text, plain(text)):
            assert ask([spelt], library).summary.startswith("Sở Ngoại vụ nhiều hơn. ")


def test_roles_are_counted_apart(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ và Sở Thông tin và Truyền thông ở Cao Bằng, bên nào nhiều việc hơn?"], library)
    held = [a for a in library.plans["cao-bang"].assignments if a.agency == "Sở Thông tin và Truyền thông"]
    by_path = {a.path: {b.role for b in held if b.path == a.path} for a in held}
    leads = sum("lead" in roles for roles in by_path.values())
    (said,) = [line.text for line in lines(answer) if line.text.startswith("Sở Thông tin")]
    assert f"({leads} chủ trì, " in said


MONEY = """\
Số: {number}/KH-UBND

{place}, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Sửa cầu treo tỉnh {place}

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Thay cáp cầu treo ở các bản, xử phạt xe quá tải qua cầu.

II. KINH PHÍ

Tổng kinh phí dự kiến là {sum} tỷ đồng từ ngân sách tỉnh.
"""


def test_money_is_set_side_by_side_and_no_other_sum_is_taken_for_a_fine() -> None:
    library = WordsOnly(
        {
            place: parse_plan(MONEY.format(place=place, number=number, sum=money), place, agency_book())
            for place, number, money in (("Hà Giang", 11, 7), ("Kon Tum", 12, 4))
        }
    )
    answer = ask(["Tiền của Hà Giang và Kon Tum bên nào nhiều hơn?"], library)
    assert answer.status == "answered"
    assert "Hà Giang: 7 tỷ" in answer.summary
    assert "Kon Tum: 4 tỷ" in answer.summary
    fine = ask(["Xe quá tải qua cầu ở Kon Tum bị phạt bao nhiêu tiền?"], library)
    assert fine.status == "not_found"
    assert "số tiền" in fine.summary
    whole = ask(["Sửa cầu treo ở Kon Tum hết bao nhiêu tiền?"], library)
    assert any("4 tỷ đồng" in line.text for line in lines(whole))


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("bên nào nhiều việc hơn", True),
        ("đơn vị nào ít nhiệm vụ hơn", True),
        ("nhiều hơn", True),
        ("sở nào nhiều việc nhất", False),
        ("tuyên truyền nhiều nội dung phong phú", False),
    ],
)
def test_which_has_more_is_asked(text: str, asks: bool) -> None:
    assert bool(MORE.search(fold(text))) is asks
