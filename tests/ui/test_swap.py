"""The chat goes on over an index that is rebuilt under it, without a restart."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from types import MappingProxyType

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui import fake


def _page(services):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.chat import chat_page

    chat_page(services)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _plans(*names: str) -> MappingProxyType[str, object]:
    return MappingProxyType(
        {name: dataclasses.replace(fake.sea_plan(), id=name, place=name) for name in names}
    )


def test_a_plan_that_is_gone_leaves_the_choice_of_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    state = {"generation": "first", "plans": _plans("an-giao", "nam-giang")}

    def open_index() -> fake.FakeLibrary:
        return fake.FakeLibrary(plans=state["plans"], generation=state["generation"])  # type: ignore[arg-type]

    ask = fake.Recorder()
    services = dataclasses.replace(
        fake.services(ask, open_index), generation=lambda: str(state["generation"])
    )
    page = AppTest.from_function(_page, args=(services,), default_timeout=30).run()
    page.multiselect(key="asked-plans").set_value(["an-giao", "nam-giang"]).run()
    page.chat_input(key="question").set_value("Sở Du lịch phải làm gì?").run()
    assert list(ask.calls[-1][1] or ()) == ["an-giao", "nam-giang"]
    state["generation"], state["plans"] = "second", _plans("nam-giang", "moi")
    page.run()
    assert not page.exception
    assert page.multiselect(key="asked-plans").value == ["nam-giang"]
    assert len(page.multiselect(key="asked-plans").options) == 2
    page.chat_input(key="question").set_value("Sở Y tế phải làm gì?").run()
    assert not page.exception
    assert list(ask.calls[-1][1] or ()) == ["nam-giang"]


def test_a_rebuilt_index_is_taken_with_the_next_question() -> None:
    opened: list[str] = []
    state = {"generation": "first"}

    def open_index() -> fake.FakeLibrary:
        opened.append(state["generation"])
        return fake.FakeLibrary(generation=state["generation"])

    services = dataclasses.replace(
        fake.services(open_index=open_index), generation=lambda: state["generation"]
    )
    page = AppTest.from_function(_page, args=(services,), default_timeout=30).run()
    page.chat_input(key="question").set_value("Sở Du lịch phải làm gì?").run()
    assert opened == ["first"]
    state["generation"] = "second"
    page.chat_input(key="question").set_value("Sở Y tế phải làm gì?").run()
    assert opened == ["first", "second"]
    assert not page.exception


def test_a_question_to_plans_that_are_gone_is_not_asked_of_others() -> None:
    state = {"generation": "first", "plans": _plans("an-giao", "nam-giang")}

    def open_index() -> fake.FakeLibrary:
        return fake.FakeLibrary(plans=state["plans"], generation=state["generation"])  # type: ignore[arg-type]

    ask = fake.Recorder()
    services = dataclasses.replace(
        fake.services(ask, open_index), generation=lambda: str(state["generation"])
    )
    page = AppTest.from_function(_page, args=(services,), default_timeout=30).run()
    page.multiselect(key="asked-plans").set_value(["an-giao"]).run()
    state["generation"], state["plans"] = "second", _plans("nam-giang")
    page.chat_input(key="question").set_value("Sở Du lịch phải làm gì?").run()
    assert not page.exception
    assert ask.calls == []
    assert "không còn trong kho" in "".join(str(element.proto.body) for element in page.get("html"))
