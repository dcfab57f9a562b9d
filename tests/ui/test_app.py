"""app.py itself, on index folders that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("INDEX_FOLDER", str(folder))
    page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    return page


def _drawn(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def test_without_an_index_the_page_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "index"
    page = _started(folder, monkeypatch)
    assert "Chưa có chỉ mục" in _drawn(page)
    assert f"python -m index build --index &quot;{folder}&quot;" in _drawn(page)
    assert page.chat_input(key="question").disabled
    assert not folder.exists()


def test_a_damaged_index_is_told_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.json").write_text("{", "utf-8")
    (tmp_path / "current").write_text("0123 cut", "utf-8")
    page = _started(tmp_path, monkeypatch)
    assert 'role="alert"' in _drawn(page)
    assert "python -m index build" in _drawn(page)
    assert (tmp_path / "index.json").read_text("utf-8") == "{"
    assert (tmp_path / "current").read_text("utf-8") == "0123 cut"


def test_nothing_is_drawn_but_by_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _started(tmp_path / "index", monkeypatch)
    assert [element.value for element in page.markdown] == []
