"""Short questions back to the matter of the turn before, over invented plans in each layout.

What a clause says of who and when is asked in the words of a chat ("ai phụ?", "bao giờ xong?"); the one line
that answers names the agencies or the day of that very clause.
"""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import Layout, Task
from tests.answer.loaded import WordsOnly, cited, lines, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of, says, tasks_of

LEADS = ("ai làm chính?", "sở nào đứng ra?", "đơn vị nào chủ trì?", "ai cầm trịch vậy em")
PARTNERS = ("còn ai phụ?", "ai phối hợp?", "cùng làm với ai?")
TIMES = ("bao giờ xong?", "hạn đến khi nào?", "xong khi nào em")


def of_the_clause(answer: Answer, plan_id: str, task: Task) -> None:
    assert cited(answer) == [(plan_id, task.path)]
    assert len(lines(answer)) == 1


@SEED
@LAYOUT
@pytest.mark.parametrize("follow_up", LEADS)
def test_who_leads_the_matter_of_the_turn_before(seed: int, layout: Layout, follow_up: str) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        answer = ask([f"{plan.place} {task.asked} thế nào?", follow_up], library)
        of_the_clause(answer, plan.id, task)
        assert task.lead in answer.summary


@SEED
@LAYOUT
@pytest.mark.parametrize("follow_up", PARTNERS)
def test_who_helps_with_the_matter_of_the_turn_before(seed: int, layout: Layout, follow_up: str) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        turns = [f"{plan.place} {task.asked} thế nào?", "ai chủ trì?", follow_up]
        for answer in (ask(turns, library), ask([plain(turn) for turn in turns], library)):
            of_the_clause(answer, plan.id, task)
            if task.partner:
                assert task.partner in answer.summary
            else:
                assert answer.status == "partial"
                assert "không nêu đích danh" in answer.summary


@SEED
@LAYOUT
@pytest.mark.parametrize("follow_up", TIMES)
def test_when_the_matter_of_the_turn_before_is_due(seed: int, layout: Layout, follow_up: str) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        answer = ask([f"{plan.place} {task.asked} thế nào?", "ai chủ trì?", follow_up], library)
        if task.deadline:
            of_the_clause(answer, plan.id, task)
            assert task.deadline in answer.summary
        else:
            assert answer.status == "not_found"
            assert "không ghi thời hạn" in answer.summary


@LAYOUT
def test_a_place_and_an_agency_give_its_role_there(layout: Layout) -> None:
    for library, plan, task in tasks_of(layout, lambda task: task.partner):
        place = task.path.split(".")
        where = f"mục {place[1]} phần {place[0]}"
        turns = [f"{where.capitalize()} {plan.place} nói gì?", f"{task.partner} có phải chủ trì không?"]
        answer = ask(turns, library)
        assert (plan.id, task.path) in cited(answer)
        assert says(answer, f"{task.partner} phối hợp")


def test_a_closing_particle_does_not_hide_a_follow_up(library: WordsOnly) -> None:
    answer = ask(["Cần Giờ đặt mục đích gì?", "của Trà Vinh thì sao em"], library)
    assert {plan_id for plan_id, _ in cited(answer)} == {"tra-vinh"}
    assert all(path.startswith("I.1.") for _, path in cited(answer))


TWO_CLAUSES = """\
Số: 71/KH-UBND

Kon Tum, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Chăm sóc người cao tuổi tỉnh Kon Tum

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Đo huyết áp miễn phí tại nhà văn hóa

- Đơn vị chủ trì: Sở Y tế.

- Đơn vị phối hợp: Hội Chữ thập đỏ tỉnh.

- Thời gian: Quý II/2024.

2. In tờ rơi về đo huyết áp

- Đơn vị chủ trì: Sở Xây dựng.

- Đơn vị phối hợp: Thanh tra tỉnh.

- Thời gian: Quý IV/2024.
"""


def test_a_clause_with_the_same_words_is_not_taken_for_the_one_before() -> None:
    library = WordsOnly({"kon-tum": parse_plan(TWO_CLAUSES, "kon-tum", agency_book())})
    turns = ["Đo huyết áp miễn phí ở nhà văn hóa ra sao?", "ai phụ?", "bao giờ xong?"]
    assert "Hội Chữ thập đỏ tỉnh" in ask(turns[:2], library).summary
    assert ask(turns, library).summary.endswith("Quý II/2024.")


def test_a_figure_alone_names_the_next_place(library: WordsOnly) -> None:
    turns = ["Ai chủ trì nội dung 7.1 của Cao Bằng?", "7.2 thì ai", "còn 7.3?"]
    for count, path in ((1, "II.7.1"), (2, "II.7.2"), (3, "II.7.3")):
        assert cited(ask(turns[:count], library)) == [("cao-bang", path)]


def test_another_plan_is_set_beside_the_one_before(library: WordsOnly) -> None:
    answer = ask(["Quân sự Cần Thơ làm gì?", "so với Trà Vinh thì khác chỗ nào?"], library)
    assert {plan_id for plan_id, _ in cited(answer)} == {"can-tho", "tra-vinh"}
    assert {("can-tho", "IV.5.a"), ("tra-vinh", "III.9.¶1")} <= set(cited(answer))


@pytest.mark.parametrize("spelling", [str, plain])
def test_pronouns_and_bare_words_go_on_with_the_turn_before(spelling: type[str], library: WordsOnly) -> None:
    def last(*turns: str) -> Answer:
        return ask([spelling(turn) for turn in turns], library)

    they = last("Sở Ngoại vụ Cần Thơ làm gì?", "họ phối hợp với ai?")
    assert set(cited(they)) == {("can-tho", "IV.4.a"), ("can-tho", "IV.4.c")}
    exhibition = "Sở nào chủ trì triển lãm Hoàng Sa ở Cao Bằng?"
    that = last(exhibition, "sở đó còn làm gì nữa?")
    assert {("cao-bang", "IV.2.-1"), ("cao-bang", "II.9")} <= set(cited(that))
    assert "Quý IV/2023" in last(exhibition, "còn hạn?").summary
    money = last("Cần Thơ giao Sở Ngoại vụ việc gì?", "thế phần kinh phí?")
    assert ("can-tho", "III.¶1") in cited(money)
    number = last("Kế hoạch Cần Thơ số mấy?", "ngày nào?")
    assert "06/12/2023" in number.summary


AFTER_A_NO = (
    "Cho xin số điện thoại Chủ tịch tỉnh {place}",
    "Thời tiết {place} hôm nay thế nào?",
    "Giám đốc sở ở {place} tên gì?",
)


@SEED
@LAYOUT
@pytest.mark.parametrize("refused", AFTER_A_NO)
def test_a_turn_after_one_that_was_refused_is_answered(seed: int, layout: Layout, refused: str) -> None:
    library, plan = plan_of(seed, layout)
    first = refused.format(place=plan.place)
    assert ask([first], library).status in ("out_of_scope", "not_found")
    money = ask([first, "Vậy kinh phí lấy từ đâu?"], library)
    assert says(money, plan.funding)
    agency = plan.tasks[0].lead
    talk = [f"{plan.tasks[1].lead} {plan.place} làm gì?", first, f"Còn {agency}?"]
    assert cited(ask(talk, library)) == cited(ask([f"{agency} {plan.place} làm gì?"], library))


@SEED
@LAYOUT
def test_money_is_asked_about_after_duties(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    duties = f"{plan.tasks[0].lead} {plan.place} làm gì?"
    for turn in ("Còn kinh phí?", "Thế tiền ở đâu ra?", "kinh phí thì sao em"):
        answer = ask([duties, turn], library)
        assert says(answer, plan.funding)
        assert cited(answer) == cited(ask([f"Kinh phí kế hoạch {plan.place} lấy từ đâu?"], library))


@SEED
@LAYOUT
def test_that_province_is_the_one_of_the_answer_before(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    asked = f"{plan.tasks[0].asked.capitalize()} ở kế hoạch nào?"
    answer = ask([asked, "Tỉnh đó báo cáo trước ngày nào?"], library)
    assert plan.report_by in answer.summary
    assert {plan_id for plan_id, _ in cited(answer)} == {plan.id}


@pytest.mark.parametrize(
    "courtesy",
    ["Cảm ơn em. ", "Dạ em cảm ơn, ", "Em ơi, chị đang chuẩn bị báo cáo cho lãnh đạo, ", "Chào anh chị, "],
)
def test_courtesies_change_nothing(courtesy: str, library: WordsOnly) -> None:
    first, then = "Sở Ngoại vụ Cần Thơ làm gì?", "thế còn Sở Tài chính?"
    assert cited(ask([courtesy + first], library)) == cited(ask([first], library))
    assert cited(ask([first, courtesy + then], library)) == cited(ask([first, then], library))


@pytest.mark.parametrize("turn", ["Cảm ơn em", "chào buổi sáng", "dạ vâng ạ", "ok em"])
def test_a_turn_of_courtesy_alone_is_asked_back(turn: str, library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Cần Thơ làm gì?", turn], library)
    assert (answer.status, answer.citations) == ("clarify", ())


@pytest.mark.parametrize("spelling", [str, plain])
def test_going_back_and_going_on_to_something_else(spelling: type[str], library: WordsOnly) -> None:
    talk = ["Sở Ngoại vụ Cần Thơ làm gì?", "Còn Sở Tài chính?"]
    back = ask([*map(spelling, [*talk, "Quay lại Sở Ngoại vụ, họ phối hợp việc nào?"])], library)
    assert ("can-tho", "IV.4.c") in cited(back)
    assert {plan for plan, _ in cited(back)} == {"can-tho"}
    other = "Em hỏi sang chuyện khác ạ: kế hoạch Trà Vinh ban hành ngày nào?"
    assert "12/12/2023" in ask([*map(spelling, [*talk, other])], library).summary


@pytest.mark.parametrize(
    "turn",
    [
        "Chỉ cần phần bảo mật thôi",
        "rút gọn lại phần bảo mật giúp anh",
        "lãnh đạo chỉ cần ý về bảo mật, tóm giúp em",
    ],
)
def test_a_part_of_what_was_asked_is_told_alone(turn: str, library: WordsOnly) -> None:
    answer = ask(["Công an Trà Vinh phải làm gì?", turn], library)
    assert cited(answer) == [("tra-vinh", "III.8.¶1")]


def test_what_stands_second_in_a_list_is_asked_about(library: WordsOnly) -> None:
    listed = "Sở Ngoại vụ Cần Thơ được giao những việc gì?"
    assert cited(ask([listed, "Việc thứ hai nói rõ hơn giúp em"], library)) == [("can-tho", "IV.4.b")]
    assert cited(ask([listed, "việc cuối cùng phối hợp với ai?"], library)) == [("can-tho", "IV.4.c")]
    talk = [listed, "việc đầu tiên là gì?", "còn việc thứ hai?"]
    assert cited(ask(talk, library)) == [("can-tho", "IV.4.b")]
