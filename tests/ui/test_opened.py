"""The index is opened once a generation; its models load beside the page."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator

import pytest
import streamlit as st

from tests.ui import fake
from ui.opened import Warming, open_library
from ui.services import Library


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def test_an_index_is_opened_anew_only_when_it_was_rebuilt() -> None:
    on_disk = ["first"]
    opened: list[str] = []

    def open_index() -> fake.FakeLibrary:
        opened.append(on_disk[0])
        return fake.FakeLibrary(generation=on_disk[0])

    services = dataclasses.replace(fake.services(), generation=lambda: on_disk[0], open_index=open_index)
    assert open_library(services).generation == "first"
    assert open_library(services).generation == "first"
    on_disk[0] = "second"
    assert open_library(services).generation == "second"
    assert opened == ["first", "second"]


def test_a_failed_opening_is_tried_again() -> None:
    broken = [True]

    def open_index() -> fake.FakeLibrary:
        if broken[0]:
            raise fake.FakeFault("Chỉ mục hỏng.", remedy="Dựng lại.")
        return fake.FakeLibrary()

    services = fake.services(open_index=open_index)
    with pytest.raises(fake.FakeFault):
        open_library(services)
    broken[0] = False
    assert open_library(services).generation == "fake-1"


def _warmed(warm: object) -> Warming:
    done = threading.Event()

    def load(library: Library) -> None:
        try:
            warm(library)  # type: ignore[operator]
        finally:
            done.set()

    warming = Warming()
    warming.start(fake.FakeLibrary(), dataclasses.replace(fake.services(), warm=load))
    assert done.wait(10)
    _join(warming)
    return warming


def _join(warming: Warming) -> None:
    for thread in threading.enumerate():
        if thread.name == warming.THREAD:
            thread.join(10)


def test_models_load_in_a_thread_of_their_own() -> None:
    names: list[str] = []
    warming = _warmed(lambda library: names.append(threading.current_thread().name))
    assert (warming.state, warming.done) == ("ready", True)
    assert names == [Warming.THREAD]


def test_a_model_that_does_not_load_is_told() -> None:
    def refuse(library: Library) -> None:
        raise fake.FakeFault("Không thấy mô hình.", remedy="Xem EMBEDDING_MODEL.")

    warming = _warmed(refuse)
    assert warming.state == "failed"
    assert warming.problem.endswith("Không thấy mô hình. Xem EMBEDDING_MODEL.")


def test_a_bug_in_loading_does_not_show_its_insides() -> None:
    def fall(library: Library) -> None:
        raise MemoryError("bên trong")

    warming = _warmed(fall)
    assert warming.problem.endswith("MemoryError.")
    assert "bên trong" not in warming.problem


def test_an_index_that_fell_back_to_words_is_told() -> None:
    done = threading.Event()
    warming = Warming()
    fallen = fake.FakeLibrary(degraded="Đang chỉ tìm theo từ ngữ.")
    warming.start(fallen, dataclasses.replace(fake.services(), warm=lambda library: done.set()))
    assert done.wait(10)
    _join(warming)
    assert (warming.state, warming.problem) == ("failed", "Đang chỉ tìm theo từ ngữ.")
