"""The clause card shows the printed page of a cited clause where its plan has pages."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from ingest.errors import UnreadableFileError
from ingest.plan import Span
from ingest.readers.page_image import PagePart
from tests.ui import fake

QUESTION = "Sở Du lịch phải làm gì?"


def _page(services):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.chat import chat_page

    chat_page(services)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


class Printer:
    """Gives white pages, and keeps what was asked for."""

    def __init__(self, problem: UnreadableFileError | None = None) -> None:
        self.asked: list[tuple[str, tuple[Span, ...], bool]] = []
        self.problem = problem

    def __call__(
        self, index: Any, plan_id: str, spans: Sequence[Span], *, whole: bool = False
    ) -> Sequence[PagePart]:
        self.asked.append((plan_id, tuple(spans), whole))
        if self.problem:
            raise self.problem
        out = io.BytesIO()
        Image.new("RGB", (60, 30), "white").save(out, "PNG")
        return (PagePart(3, out.getvalue()),)


def _asked(printer: Printer, *, printed: bool = True) -> AppTest:
    services = dataclasses.replace(
        fake.services(), has_print=lambda index, plan_id: printed, show_print=printer
    )
    page = AppTest.from_function(_page, args=(services,), default_timeout=20).run()
    page = page.chat_input(key="question").set_value(QUESTION).run()
    assert not page.exception
    return page


def test_a_page_is_opened_only_when_wanted_and_for_the_cited_words() -> None:
    printer = Printer()
    page = _asked(printer)
    assert printer.asked == []
    page = page.toggle(key="show-print").set_value(True).run()
    place = page.session_state["conversation"].place
    assert printer.asked == [(place.plan_id, place.spans, False)]
    assert [image.proto.imgs[0].caption for image in page.get("image")] == ["Trang 3 trong tệp gốc"]
    page.toggle(key="whole-page").set_value(True).run()
    assert printer.asked[-1] == (place.plan_id, place.spans, True)


def test_a_plan_without_pages_offers_none() -> None:
    page = _asked(Printer(), printed=False)
    assert "show-print" not in {toggle.key for toggle in page.toggle}


def test_a_file_that_is_gone_is_told_on_the_card() -> None:
    page = _asked(Printer(UnreadableFileError("Tệp gốc không còn.", remedy="Hãy lập lại chỉ mục.")))
    page = page.toggle(key="show-print").set_value(True).run()
    assert not page.exception
    drawn = "\n".join(str(element.proto.body) for element in page.get("html"))
    assert "Tệp gốc không còn. Hãy lập lại chỉ mục." in drawn
