"""The page "Phân công" on two of the plans that ship, without a browser."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from answer.ask import ask
from answer.corpus import units_of
from ingest.errors import PlanBotError
from ingest.plan import Plan
from review.marks import Mark
from review.notes import keep_mark, read_marks
from tests.answer.loaded import PLANS, WordsOnly, read_folder
from tests.ui import fake
from ui.place import Place
from ui.rows_table import BESIDE_A_CLAUSE, DATED, WRITTEN, without_note_marks
from ui.services import Services
from ui.state import Reading
from ui.surroundings import unit_place


class Opened(WordsOnly):
    """Loaded plans as the pages want them."""

    generation = "two-plans"
    degraded = ""


@cache
def _library() -> Opened:
    plans = read_folder(PLANS).plans
    return Opened({plan_id: plans[plan_id] for plan_id in ("can-tho", "cao-bang")})


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _services(notes: Path, library: Opened) -> Services:
    return dataclasses.replace(
        fake.services(open_index=lambda: library),  # type: ignore[arg-type, return-value]
        generation=lambda: library.generation,
        ask=ask,  # type: ignore[arg-type]
        read_marks=lambda: read_marks(notes),
        keep_mark=lambda mark: keep_mark(notes, mark),
    )


def _script(services):  # type: ignore[no-untyped-def]
    from ui.assignments import assignments_page

    assignments_page(services)


def _page(notes: Path, library: Opened | None = None) -> AppTest:
    services = _services(notes, library or _library())
    page = AppTest.from_function(_script, args=(services,), default_timeout=60).run()
    assert not page.exception
    return page


def _drawn(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def _view(page: AppTest, name: str) -> AppTest:
    page.session_state["review-view"] = name
    return page.run()


def _row_place(plan_id: str, path: str) -> Place:
    from answer.ask import world_of
    from review.matrix import rows_of
    from ui.board import row_place

    rows = rows_of(world_of(_library()))
    return row_place(next(row for row in rows if row.unit.key == (plan_id, path)))


def test_every_task_of_the_loaded_plans_is_in_the_table(tmp_path: Path) -> None:
    page = _page(tmp_path / "notes.sqlite")
    told = ask(["Có bao nhiêu nhiệm vụ?"], _library()).summary
    counts = [int(count) for count in re.findall(r": (\d+)", told)]
    assert f"{sum(counts)} nhiệm vụ trong 2 kế hoạch." in _drawn(page)
    table = page.dataframe[0].value
    assert len(table) == sum(counts)
    written = int((table[WRITTEN] != "").sum())
    assert f"{written} nhiệm vụ ghi thời hạn" in _drawn(page)
    assert f"{int((table['Chủ trì'] == '').sum())} chỉ nêu cơ quan phối hợp" in _drawn(page)
    assert f"“{DATED}” chỉ có khi" in _drawn(page)
    assert "Đọc đủ" not in table  # it would say nothing of plans read whole
    assert not [task for task in table["Nhiệm vụ"] if "¹" in task]
    assert not (tmp_path / "notes.sqlite").exists()


def test_an_agency_in_any_spelling_tells_the_ledger_of_the_chat(tmp_path: Path) -> None:
    page = _page(tmp_path / "notes.sqlite")
    page.text_input(key="filter-agency").input("so ngoai vu").run()
    ledger = ask(["so ngoai vu phai lam gi"], _library()).ledger
    said = f"{ledger.lead} chủ trì · {ledger.support} phối hợp · {ledger.collective} qua nhóm"
    assert f"Sở Ngoại vụ: {said}" in _drawn(page)
    table = page.dataframe[0].value
    assert len(table) == ledger.lead + ledger.support + ledger.collective
    assert set(table["Cách giao"]) == {"Đích danh", "Qua nhóm"}
    page.button(key="filter-clear").click().run()
    assert len(page.dataframe[0].value) > len(table)


def test_what_is_no_agency_is_told(tmp_path: Path) -> None:
    page = _page(tmp_path / "notes.sqlite")
    page.text_input(key="filter-agency").input("<b>xyzzy</b>").run()
    assert "Không nhận ra cơ quan nào trong “&lt;b&gt;xyzzy&lt;/b&gt;”" in _drawn(page)
    assert not page.dataframe


def test_the_filters_are_told_to_go_when_nothing_fits(tmp_path: Path) -> None:
    page = _page(tmp_path / "notes.sqlite")
    page.text_input(key="filter-words").input("trạm vũ trụ").run()
    assert "Bỏ lọc" in _drawn(page)
    assert not page.dataframe


def test_loads_and_deadlines_are_drawn_with_their_figures(tmp_path: Path) -> None:
    page = _view(_page(tmp_path / "notes.sqlite"), "load")
    figures = page.dataframe[0].value
    own = figures[
        (figures["Cơ quan"] == "Sở Thông tin và Truyền thông") & (figures["Kế hoạch"] == "Cao Bằng")
    ]
    busiest = ask(["Cơ quan nào nhiều việc nhất ở Cao Bằng?"], _library()).groups[0].lines[0].text
    (lead, support, tasks) = own[["Chủ trì", "Phối hợp", "Nhiệm vụ"]].iloc[0]
    assert busiest.endswith(f": {tasks} việc ({lead} chủ trì, {support} phối hợp)")
    page.session_state["load-shape"] = "time"
    assert "3 thời hạn ghi ngày hoặc quý" in _drawn(page.run())


def test_each_check_shows_how_it_was_decided(tmp_path: Path) -> None:
    page = _view(_page(tmp_path / "notes.sqlite"), "checks")
    answer = ask(["Việc nào chưa có ai chủ trì?"], _library())
    assert answer.summary in _drawn(page)
    assert answer.notes[0] in _drawn(page)
    assert len(page.dataframe[0].value) == sum(len(group.lines) for group in answer.groups)


def test_plans_are_compared_with_marks_that_open_clauses(tmp_path: Path) -> None:
    page = _view(_page(tmp_path / "notes.sqlite"), "compare")
    assert "dò lại" in _drawn(page)
    page.session_state["compare-subjects"] = ["tập huấn"]
    page.run()
    marks = [button for button in page.button if str(button.key).startswith("mark-compare-0-cao-bang")]
    marks[0].click().run()
    place = page.session_state["reading-phan-cong"].place
    assert place.plan_id == "cao-bang"
    assert '<div class="pb-clause' in _drawn(page)


def test_a_confirmation_is_kept_with_its_author_and_can_be_taken_back(tmp_path: Path) -> None:
    notes = tmp_path / "notes.sqlite"
    page = _page(notes)
    page.session_state["reading-phan-cong"] = Reading(_row_place("cao-bang", "Kết.¶1"), True)
    page.run()
    page.button(key="mark-keep").click().run()
    assert "Hãy ghi tên người xác nhận trước." in _drawn(page)
    assert read_marks(notes) == ()
    page.text_input(key="mark-who").input("Trần An").run()
    page.button(key="mark-keep").click().run()
    (mark,) = read_marks(notes)
    assert (mark.who, mark.value, mark.path) == ("Trần An", "2023-11-15", "Kết.¶1")
    assert "Trần An xác nhận" in _drawn(page)
    _view(page, "marks")
    assert [len(table.value) for table in page.dataframe] == [1]
    page.button(key="take-back-0").click().run()
    assert "Trần An xác nhận" not in _drawn(page)
    assert len(read_marks(notes)) == 2


def test_what_was_said_of_a_clause_that_changed_is_to_be_looked_at_again(tmp_path: Path) -> None:
    notes = tmp_path / "notes.sqlite"
    mark = _said("cao-bang", "Kết.¶1")
    keep_mark(notes, dataclasses.replace(mark, clause_hash="0" * 64, quote="Lời văn cũ."))
    page = _view(_page(notes), "marks")
    assert "Cần xem lại · 1" in _drawn(page)
    assert "Lời văn cũ." in page.dataframe[0].value["Lời văn lúc ghi"].tolist()


def _said(plan_id: str, path: str) -> Mark:
    from datetime import UTC, datetime

    from answer.ask import world_of
    from review.marks import mark_on
    from review.matrix import rows_of

    rows = rows_of(world_of(_library()))
    row = next(row for row in rows if row.unit.key == (plan_id, path))
    return mark_on(row, row.assignments[0], "deadline", "2023-11-14", who="An", at=datetime.now(UTC))


def test_a_damaged_file_of_notes_is_told_and_the_table_stays(tmp_path: Path) -> None:
    notes = tmp_path / "notes.sqlite"
    notes.write_bytes(b"no database" * 100)
    page = _page(notes)
    assert 'role="alert"' in _drawn(page)
    assert len(page.dataframe) == 1


def test_without_plans_the_page_says_so(tmp_path: Path) -> None:
    class Empty(Opened):
        generation = "none"

    assert "Chưa có phân công nào" in _drawn(_page(tmp_path / "notes.sqlite", Empty({})))


def test_without_an_index_the_page_names_what_to_do(tmp_path: Path) -> None:
    def none() -> Opened:
        raise PlanBotError("Chưa có chỉ mục.", remedy="Chạy lệnh dựng chỉ mục.")

    services = dataclasses.replace(_services(tmp_path / "n", _library()), open_index=none)  # type: ignore[arg-type]
    page = AppTest.from_function(_script, args=(services,), default_timeout=60).run()
    assert "Chạy lệnh dựng chỉ mục." in _drawn(page)


def test_words_of_plans_come_to_the_table_as_words(tmp_path: Path) -> None:
    plans: Mapping[str, Plan] = _library().plans
    page = _page(tmp_path / "notes.sqlite")
    tasks = page.dataframe[0].value["Nhiệm vụ"].tolist()
    whole = " ".join(" ".join(plan.text.split()) for plan in plans.values())
    assert sum(task.rstrip("…")[:60] in whole for task in tasks) > 0.8 * len(tasks)


def test_marks_of_footnotes_stay_out_of_tables_and_powers_in() -> None:
    assert without_note_marks("thông tin đối ngoại¹") == "thông tin đối ngoại"
    assert without_note_marks("thông tin² và 12 m², kho¹⁰ 500m², rừng 10km²") == (
        "thông tin và 12 m², kho 500m², rừng 10km²"
    )


def test_a_clause_that_is_open_leaves_room_for_deadline_and_plan(tmp_path: Path) -> None:
    page = _page(tmp_path / "notes.sqlite")
    assert not page.dataframe[0].proto.column_order
    plan = _library().plans["can-tho"]
    page.session_state["reading-phan-cong"].show(unit_place(plan, units_of(plan)[-1], "khoản cuối"))
    page.run()
    assert [*page.dataframe[0].proto.column_order] == [*BESIDE_A_CLAUSE]
