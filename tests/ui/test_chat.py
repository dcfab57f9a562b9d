"""The chat page on a made-up plan, with answers written by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from answer.model import Answer, Chip, Group, Line
from tests.ui import fake
from ui.chips import chips_html
from ui.services import Services
from ui.state import Conversation


def _page(services):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.chat import chat_page

    chat_page(services)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _opened(services: Services | None = None) -> AppTest:
    return AppTest.from_function(_page, args=(services or fake.services(),), default_timeout=20).run()


def _asked(question: str, ask: fake.Recorder | None = None) -> AppTest:
    page = _opened(fake.services(ask))
    return page.chat_input(key="question").set_value(question).run()


def _drawn(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def _talk(page: AppTest) -> Conversation:
    kept: Conversation = page.session_state["conversation"]
    return kept


def test_start_shows_questions_of_the_loaded_plans_and_who_answers() -> None:
    page = _opened()
    assert page.button(key="example-0").label == "Sở Du lịch phải làm những gì?"
    assert page.button(key="example-3").label == "Ai ký kế hoạch của An Giao?"
    assert "Đã nạp 1 kế hoạch: An Giao." in _drawn(page)
    assert "hệ thống tự động" in _drawn(page)


def test_an_example_is_asked_when_clicked() -> None:
    ask = fake.Recorder()
    page = _opened(fake.services(ask))
    page.button(key="example-0").click().run()
    assert [call[0] for call in ask.calls] == [("Sở Du lịch phải làm những gì?",)]
    assert "Sở Du lịch có 2 nhiệm vụ trực tiếp" in _drawn(page)


def test_lines_carry_role_deadline_and_today_s_name() -> None:
    drawn = _drawn(_asked("Sở Du lịch làm gì?"))
    assert '<span class="pb-badge lead">Chủ trì</span>' in drawn
    assert '<span class="pb-badge support">Phối hợp</span>' in drawn
    assert "Thời hạn: Quý II/2024" in drawn
    assert "nay: Sở Văn hóa" in drawn
    assert "4/4" not in drawn
    assert "3/3 dòng khớp nguyên văn · 1 kế hoạch · 5 điều khoản" in drawn


def test_words_of_a_plan_are_never_html() -> None:
    drawn = _drawn(_asked("Sở Du lịch làm gì?"))
    assert "&lt;b&gt;hằng tuần&lt;/b&gt;" in drawn
    assert "<b>hằng tuần" not in drawn
    assert "<img" not in drawn


def test_a_new_answer_opens_its_first_clause_without_covering_a_phone() -> None:
    page = _asked("Sở Du lịch làm gì?")
    talk = _talk(page)
    assert talk.place is not None
    assert (talk.place.path, talk.chosen) == ("II.1.a", False)
    assert '<span class="pb-chosen">' not in _drawn(page)


def test_a_mark_opens_its_clause_with_headings_and_neighbours() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button(key="mark-0-0-0-g0-1-2").click().run()
    drawn = _drawn(page)
    card = drawn[drawn.index('<h3 class="pb-plan">') :]
    assert "[2] An Giao · 12/KH-UBND" in card
    assert "1. Sở Du lịch" in card
    assert 'pb-near-clause">a) Chủ trì, phối hợp với Sở Y tế' in card
    assert 'pb-near-clause">a) Bố trí trực cấp cứu' in card
    assert "II.1.b Kế hoạch số 12/KH-UBND" in card


def test_leafing_moves_to_the_next_clause() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button(key="next").click().run()
    assert _talk(page).place.path == "II.1.b"  # type: ignore[union-attr]
    page.button(key="previous").click().run()
    page.button(key="previous").click().run()
    assert _talk(page).place.path == "I.1"  # type: ignore[union-attr]
    assert page.button(key="previous").disabled


def test_the_whole_text_marks_the_clause() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button(key="full-text").click().run()
    assert "<mark>Chủ trì, phối hợp với Sở Y tế tổ chức hội chợ biển" in _drawn(page)


def test_a_closed_card_leaves_its_room_until_a_mark_is_pressed() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button(key="close-card").click().run()
    assert '<div class="pb-clause">' not in _drawn(page)
    assert not [button for button in page.button if button.key == "close-card"]
    page.button(key="mark-0-0-0-g0-1-2").click().run()
    assert "[2] An Giao · 12/KH-UBND" in _drawn(page)


def test_folded_groups_start_closed_with_their_total() -> None:
    page = _asked("Sở Du lịch làm gì?")
    assert [box.label for box in page.expander] == ["Qua nhóm · 1 dòng"]
    assert "thuộc nhóm" not in _drawn(page)


def test_a_chip_says_what_was_typed_where_it_is_called_otherwise() -> None:
    shown = chips_html([Chip("agency", "Sở Y tế", "Sở Y tế", typed="<syt>"), Chip("plan", "a", "An Giao")])
    assert "Sở Y tế <span>(anh/chị viết: “&lt;syt&gt;”)</span></li>" in shown
    assert shown.count("viết") == 1


def test_a_ledger_tile_opens_its_lines() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button_group(key="ledger-0-0-0").set_value("collective").run()
    assert "thuộc nhóm “Các sở, ban, ngành”" in _drawn(page)


def test_follow_ups_are_passed_with_the_turns_before() -> None:
    ask = fake.Recorder()
    page = _asked("Sở Du lịch làm gì?", ask)
    page.chat_input(key="question").set_value("Còn Sở Y tế?").run()
    assert ask.calls[-1][0] == ("Sở Du lịch làm gì?", "Còn Sở Y tế?")
    assert "giữ từ câu trước" in _drawn(page)


def test_chosen_plans_are_the_ones_asked() -> None:
    ask = fake.Recorder()
    page = _opened(fake.services(ask))
    page.multiselect(key="asked-plans").set_value(["an-giao"]).run()
    page.chat_input(key="question").set_value("Sở Du lịch làm gì?").run()
    assert ask.calls == [(("Sở Du lịch làm gì?",), ("an-giao",), None)]


def test_an_intent_without_a_name_is_no_chip() -> None:
    def nameless(*arguments: Any, **settings: Any) -> Answer:
        chips = (Chip("intent", "private", "private"), Chip("topic", "số máy", "số máy"))
        return dataclasses.replace(fake.refusal("cho xin số máy"), chips=chips)

    page = _opened(dataclasses.replace(fake.services(), ask=nameless))
    drawn = _drawn(page.chat_input(key="question").set_value("cho xin số máy").run())
    assert "số máy</li>" in drawn
    assert "private" not in drawn


def test_corrected_chips_answer_the_same_question_again() -> None:
    ask = fake.Recorder()
    page = _asked("Sở Du lịch làm gì?", ask)
    page.multiselect(key="pick-agency-0-0-0").set_value(["Sở Y tế"])
    page.button(key="FormSubmitter:chips-0-0-0-Trả lời lại").click().run()
    turns, _, chips = ask.calls[-1]
    assert turns == ("Sở Du lịch làm gì?",)
    assert chips == (Chip("agency", "Sở Y tế", "Sở Y tế"), Chip("plan", "an-giao", "An Giao"))
    assert len(_talk(page).turns) == 1


def test_a_refusal_shows_the_nearest_as_no_grounds() -> None:
    page = _asked("vũ trụ có gì?")
    assert page.expander[0].label == "Đoạn gần nhất, không phải căn cứ trả lời · 1 đoạn"
    assert "Không tìm thấy trong 1 kế hoạch đã nạp." in _drawn(page)
    assert not [button for button in page.button if (button.key or "").startswith("mark-")]
    assert _talk(page).place is None


def test_a_question_back_is_answered_by_a_button() -> None:
    ask = fake.Recorder()
    page = _asked("sở nào đó làm gì?", ask)
    page.button(key="option-0-0-0-1").click().run()
    assert ask.calls[-1][0] == ("sở nào đó làm gì?", "Sở Y tế phải làm gì?")


def test_an_error_is_one_line_and_the_conversation_stays() -> None:
    ask = fake.Recorder()
    page = _asked("Sở Du lịch làm gì?", ask)
    page.chat_input(key="question").set_value("câu hỏng").run()
    assert "Câu hỏi này bị hỏng. Hãy hỏi câu khác." in _drawn(page)
    page.chat_input(key="question").set_value("Còn Sở Y tế?").run()
    assert ask.calls[-1][0] == ("Sở Du lịch làm gì?", "Còn Sở Y tế?")
    assert len(_talk(page).turns) == 3


def test_a_bug_does_not_show_its_insides() -> None:
    drawn = _drawn(_asked("nổ"))
    assert "Có lỗi khi trả lời câu này" in drawn
    assert "bí mật" not in drawn


def test_a_new_conversation_forgets_the_old_one() -> None:
    page = _asked("Sở Du lịch làm gì?")
    page.button(key="restart-aside").click().run()
    assert _talk(page).turns == []
    assert page.button(key="example-0").label == "Sở Du lịch phải làm những gì?"


def test_no_index_says_what_to_do_and_takes_no_question() -> None:
    def missing() -> fake.FakeLibrary:
        raise fake.FakeFault("Chưa có chỉ mục.", remedy="Chạy: python -m index build")

    page = _opened(fake.services(open_index=missing))
    drawn = _drawn(page)
    assert "Chưa có chỉ mục." in drawn
    assert "Chạy: python -m index build" in drawn
    assert page.chat_input(key="question").disabled


def test_the_page_comes_back_once_there_is_an_index() -> None:
    broken = [True]
    ask = fake.Recorder()

    def open_index() -> fake.FakeLibrary:
        if broken[0]:
            raise fake.FakeFault("Chưa có chỉ mục.", remedy="Chạy: python -m index build")
        return fake.FakeLibrary()

    page = _opened(fake.services(ask, open_index))
    broken[0] = False
    page.button(key="retry").click().run()
    assert not page.chat_input(key="question").disabled
    page.chat_input(key="question").set_value("Sở Du lịch làm gì?").run()
    assert [call[0] for call in ask.calls] == [("Sở Du lịch làm gì?",)]


def test_long_answers_keep_later_groups_closed_with_true_totals() -> None:
    page = _asked("Sở Du lịch làm gì? 60 dòng")
    assert [box.label for box in page.expander] == [
        "An Giao · Kế hoạch số 12/KH\\-UBND · Sở Du lịch · 60 dòng",
        "Qua nhóm · 1 dòng",
    ]
    assert _drawn(page).count('<p class="pb-line">') == 60


class _Comparing(fake.Recorder):
    """Answers with as many sides of a comparison as the question says."""

    def __call__(self, turns: Any, index: Any, **_: Any) -> Answer:
        whole = fake.duties(turns[-1])
        side = Group("An Giao", (Line("Bố trí trực cấp cứu.", (1,)),), "an-giao")
        groups = tuple(dataclasses.replace(side, title=f"Bên {n}") for n in range(int(turns[-1][0])))
        return dataclasses.replace(whole, groups=groups, abreast=True)


@pytest.mark.parametrize("sides", [2, 3])
def test_sides_of_a_comparison_stand_beside_each_other(sides: int) -> None:
    page = _asked(f"{sides} nơi khác nhau gì?", _Comparing())
    drawn = _drawn(page)
    assert all(f"Bên {n}</h3>" in drawn for n in range(sides))
    panes = 2  # the conversation and the clause card
    assert len(page.columns) == panes + 2 * ((sides + 1) // 2)
