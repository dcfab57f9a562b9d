"""The library page on a real library and index, with an embedder without a model."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from index.librarian import Librarian
from index.retriever import Index, open_index
from index.store import current_generation
from ingest.corrections import FIELDS
from tests.index.samples import FakeEmbedder
from tests.ui import fake
from ui.jobs import Job, Workroom, duration, workroom
from ui.plan_facts import fits, percent
from ui.services import Services
from ui.tray import Tray

PATIENCE = 60
"""Seconds after which work in a thread that is not over never will be."""
SEA = """ỦY BAN NHÂN DÂN
TỈNH AN GIAO
-------
Số: 12/KH-UBND
An Giao, ngày 03 tháng 4 năm 2024

KẾ HOẠCH
Phát triển du lịch biển

I. MỤC ĐÍCH
1. Thu hút khách tới bãi biển của tỉnh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Du lịch
a) Chủ trì xây dựng bến tàu khách trước ngày 30/6/2025.
"""
HILL = """KẾ HOẠCH
Bảo vệ rừng trên các đồi chè

I. NHIỆM VỤ
1. Sở Nông nghiệp
a) Chủ trì kiểm kê diện tích rừng, hoàn thành trong Quý I/2025.
b) Trồng bổ sung cây bản địa tại những nơi đất trống.
"""
BARE = "KẾ HOẠCH\nTrồng cây\n\nI. NHIỆM VỤ\n1. Sở Xây dựng\na) Chủ trì trồng cây trên các tuyến phố.\n"


def _page(services, librarian):  # type: ignore[no-untyped-def]  # run as a script: nothing outside it is known
    from ui.library import library_page

    library_page(services, librarian)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


class Desk:
    """The page over a library of its own."""

    def __init__(self, root: Path, text: str = SEA) -> None:
        self.plans = root / "plans"
        self.plans.mkdir()
        self.index = root / "var" / "index"
        self.librarian = Librarian(self.index, self.plans, embedder=FakeEmbedder())
        if text:
            (self.plans / "bien.txt").write_text(text, "utf-8")
            self.librarian.rebuild(lambda stage, done, total: None)
        services: Services = dataclasses.replace(
            fake.services(),
            generation=lambda: current_generation(self.index),
            open_index=self.opened,
        )
        self.page = AppTest.from_function(_page, args=(services, self.librarian), default_timeout=PATIENCE)
        self.page.run()

    def opened(self) -> Index:
        return open_index(self.index, embedder=FakeEmbedder())

    @property
    def tray(self) -> Tray:
        kept: Tray = self.page.session_state["tray"]
        return kept

    def upload(self, *files: tuple[str, str | bytes]) -> None:
        given = [
            (name, text.encode() if isinstance(text, str) else text, "text/plain") for name, text in files
        ]
        self.page.file_uploader[0].set_value(given).run()
        if self.tray.examining is not None:  # not over by the second look
            assert self.tray.examining.over.wait(PATIENCE)
            self.page.run()
        assert self.tray.examined

    def press(self, key: str) -> None:
        """Press a button that starts a build, and look again when the build is over."""
        self.page.button(key=key).click().run()
        job = workroom().current
        assert job is not None
        assert job.over.wait(PATIENCE)
        self.page.run()

    @property
    def drawn(self) -> str:
        assert not self.page.exception
        return "\n".join(str(element.proto.body) for element in self.page.get("html"))


def test_an_upload_is_shown_corrected_and_saved(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.page.text_input(key="library-who").set_value("Trần Thị Bình").run()
    desk.upload(("Trồng cây.txt", BARE))
    assert "✓</span> Cây điều khoản 1<" in desk.drawn
    assert list(desk.opened().plans) == ["bien"]  # nothing is saved yet
    key = f"{desk.tray.serial}-0"
    assert desk.page.text_input(key=f"number-{key}").value == ""
    desk.page.text_input(key=f"number-{key}").set_value("khong phai so").run()
    assert "không phải số, ký hiệu" in desk.drawn
    assert desk.page.button(key="save").disabled
    desk.page.text_input(key=f"number-{key}").set_value("7/KH-UBND").run()
    desk.page.text_input(key=f"date-{key}").set_value("1/2/2024").run()
    desk.press("save")
    plan = desk.opened().plans["Trồng cây"]
    assert (plan.number, plan.date, plan.title) == ("7/KH-UBND", "2024-02-01", "Trồng cây")
    assert plan.corrected == ("number", "date")
    assert {c.who for c in desk.librarian.library.corrections("Trồng cây").values()} == {"Trần Thị Bình"}
    assert "Kho có 2 kế hoạch" in desk.drawn
    assert not desk.tray.uploads


def test_a_refused_file_is_told_beside_one_that_is_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("hong.txt", b"\0\1\2"), ("doi.txt", HILL))
    assert "hong.txt không phải tệp văn bản" in desk.drawn
    assert "Không lưu lại gì của tệp này" in desk.drawn
    assert desk.page.button(key="save").label == "Lưu vào kho (1 tệp)"
    desk.press("save")
    assert set(desk.opened().plans) == {"bien", "doi"}
    assert not list((tmp_path / "var/library").rglob("hong*"))


def test_an_unchanged_file_is_skipped_and_a_new_version_waits_for_a_word(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("ten khac.txt", SEA), ("ban moi.txt", SEA + "b) Báo cáo kết quả hằng năm.\n"))
    assert "đã có trong kho, không đổi" in desk.drawn
    assert "Trùng số và địa phương với An Giao · 12/KH-UBND (bien)" in desk.drawn
    assert desk.page.button(key="save").disabled
    desk.page.radio(key=f"action-{desk.tray.serial}-1").set_value("replace").run()
    desk.press("save")
    assert list(desk.opened().plans) == ["bien"]
    assert "Báo cáo kết quả hằng năm" in desk.opened().plans["bien"].text
    assert len(desk.librarian.library.history("bien")) == 1


def test_two_uploads_of_one_name_need_two_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("a.txt", HILL), ("a.txt", BARE))
    assert "Tên “a” đã có trong kho" in desk.drawn
    assert desk.page.button(key="save").disabled
    desk.page.text_input(key=f"name-{desk.tray.serial}-1").set_value("../cây xanh").run()
    desk.press("save")
    assert set(desk.opened().plans) == {"bien", "a", "cây xanh"}


def test_a_batch_can_be_put_aside(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("doi.txt", HILL))
    desk.page.button(key="discard").click().run()
    assert not desk.tray.uploads
    assert len(desk.page.file_uploader) == 1
    assert list(desk.opened().plans) == ["bien"]


def test_without_an_index_the_first_upload_makes_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, text="")
    assert "Chưa có chỉ mục" in desk.drawn
    desk.upload(("doi.txt", HILL))
    desk.press("save")
    assert list(desk.opened().plans) == ["doi"]
    assert "Kế hoạch đã nạp (1)" in desk.drawn


def test_who_else_builds_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("doi.txt", HILL))
    go_on = threading.Event()
    other = Job("Lưu 3 tệp vào kho", "Lê Văn Cường")
    assert workroom().start(other, lambda job: go_on.wait(PATIENCE))
    desk.page.run()
    assert "Lê Văn Cường bắt đầu lúc" in desk.drawn
    assert desk.page.button(key="save").disabled
    go_on.set()
    assert other.over.wait(PATIENCE)
    desk.page.run()
    assert not desk.page.button(key="save").disabled


def test_a_save_that_fails_is_told_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.upload(("doi.txt", HILL))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.build.write_plans", full)
        desk.press("save")
    assert "ổ đĩa đã đầy" in desk.drawn
    assert list(desk.opened().plans) == ["bien"]
    desk.press("save")
    assert set(desk.opened().plans) == {"bien", "doi"}


def test_a_deleted_plan_is_restored_from_the_trash(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.upload(("doi.txt", HILL))
    desk.press("save")
    desk.librarian.delete("doi", who="", progress=lambda stage, done, total: None)
    desk.page.run()
    (deleted,) = desk.librarian.library.trash()
    desk.press(f"restore-{deleted.folder.name}")
    assert set(desk.opened().plans) == {"bien", "doi"}
    assert "Khôi phục: doi: xong" in desk.drawn


def test_one_build_at_a_time() -> None:
    room, go_on = Workroom(), threading.Event()
    first = Job("một")
    assert room.start(first, lambda job: go_on.wait(PATIENCE))
    assert not room.start(Job("hai"), lambda job: None)
    assert room.busy is first
    go_on.set()
    assert first.over.wait(PATIENCE)
    assert room.busy is None
    assert room.start(Job("ba"), lambda job: None)


def test_a_fault_is_told_in_our_words(caplog: pytest.LogCaptureFixture) -> None:
    job = Job("việc")
    job.run(lambda job: 1 / 0)
    assert job.over.is_set()
    assert job.problem is not None
    assert "ZeroDivision" not in str(job.problem)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "1 giây"), (59.4, "59 giây"), (61, "1 phút"), (3900, "1 giờ 5 phút")]
)
def test_times_are_told_as_people_say_them(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_coverage_is_full_only_where_nothing_is_left() -> None:
    assert (percent(1.0), percent(0.9999), percent(0.0)) == ("100%", "99%", "0%")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", True),
        ("an giao", True),
        ("12", True),
        ("du lich bien", True),
        ("03/04", True),
        ("cần thơ", False),
    ],
)
def test_the_filter_reads_any_spelling(wanted: str, found: bool) -> None:
    assert fits(fake.sea_plan(), wanted) is found


def test_every_field_that_can_be_corrected_is_one_of_a_plan() -> None:
    assert all(hasattr(fake.sea_plan(), field) for field in FIELDS)
