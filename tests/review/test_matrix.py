"""Rows and filters of the matrix, held against the chat: the same question gives the same clauses."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from answer.ask import ask
from answer.citing import spans_of
from answer.understanding.question import World
from ingest.plan import slice_text
from review.filters import Filters, Selection, selected
from review.matrix import Row
from tests.answer.loaded import WordsOnly, direct_paths, lines

TODAY = date(2024, 1, 10)


def _paths(selection: Selection, plan_id: str, reach: str = "direct") -> set[str]:
    return {
        row.unit.path
        for row in selection.rows
        if row.plan.id == plan_id and selection.reach[row.number] == reach
    }


def test_there_is_a_row_for_every_task_the_chat_counts(rows: tuple[Row, ...], library: WordsOnly) -> None:
    answer = ask(["Có bao nhiêu nhiệm vụ?"], library)
    told = {name: int(count) for name, count in re.findall(r"(\w+ \w+): (\d+)", answer.summary)}
    assert told == Counter(row.plan_name for row in rows)
    assert [row.number for row in rows] == list(range(len(rows)))


@pytest.mark.parametrize(
    "typed",
    ["Sở Thông tin và Truyền thông", "so tttt", "stttt", "sở nội vụ", "Công an tỉnh", "bch bdbp tinh"],
)
def test_an_agency_has_the_rows_the_chat_answers_with(
    typed: str, rows: tuple[Row, ...], library: WordsOnly, world: World
) -> None:
    selection = selected(rows, Filters(agency=typed), world, TODAY)
    answer = ask([f"{typed} phải làm gì?"], library)
    for plan_id in library.plans:
        assert _paths(selection, plan_id) == direct_paths(answer, plan_id)
    ledger = answer.ledger
    assert selection.counts[:3] == (ledger.lead, ledger.support, ledger.collective)
    assert selection.agency


def test_leads_of_an_agency_are_those_the_chat_lists(
    rows: tuple[Row, ...], library: WordsOnly, world: World
) -> None:
    filters = Filters(agency="Sở TT&TT", roles=("lead",), reach="direct")
    answer = ask(["Sở TT&TT chủ trì những việc gì?"], library)
    selection = selected(rows, filters, world, TODAY)
    assert len(selection.rows) == len(lines(answer)) > 0
    for plan_id in library.plans:
        assert _paths(selection, plan_id) == direct_paths(answer, plan_id)


def test_a_place_beside_the_agency_narrows_to_its_plan(rows: tuple[Row, ...], world: World) -> None:
    selection = selected(rows, Filters(agency="so tttt can tho"), world, TODAY)
    assert {row.plan.id for row in selection.rows} == {"can-tho"}


def test_what_is_no_agency_is_said_and_shows_nothing(rows: tuple[Row, ...], world: World) -> None:
    selection = selected(rows, Filters(agency="xyzzy"), world, TODAY)
    assert selection.rows == ()
    assert "xyzzy" in selection.note


def test_doubtful_groups_come_only_when_asked_for(rows: tuple[Row, ...], world: World) -> None:
    usual = selected(rows, Filters(agency="Sở Tài chính"), world, TODAY)
    maybe = selected(rows, Filters(agency="Sở Tài chính", reach="maybe"), world, TODAY)
    assert "maybe" not in usual.reach.values()
    assert set(maybe.reach.values()) == {"maybe"}
    assert not {row.number for row in usual.rows} & {row.number for row in maybe.rows}


def test_deadlines_are_days_only_where_the_words_give_one(rows: tuple[Row, ...], world: World) -> None:
    literal = selected(rows, Filters(due="literal"), world, TODAY).rows
    assert [(row.deadline, row.day) for row in literal] == [
        ("trước ngày 15 tháng 11 năm 2023", date(2023, 11, 15))
    ]
    written = selected(rows, Filters(due="written"), world, TODAY).rows
    without = selected(rows, Filters(due="none"), world, TODAY).rows
    assert len(written) + len(without) == len(rows)
    assert "Quý III/2023" in {row.deadline for row in written if row.day is None}


def test_passed_deadlines_hang_on_the_day(rows: tuple[Row, ...], world: World) -> None:
    early = selected(rows, Filters(due="passed"), world, date(2023, 10, 1)).rows
    late = selected(rows, Filters(due="passed"), world, TODAY).rows
    assert [row.deadline for row in early] == ["Quý III/2023"]
    assert len(late) == 3


def test_words_are_found_without_accents_and_all_must_be_there(rows: tuple[Row, ...], world: World) -> None:
    found = selected(rows, Filters(words="tap huan phong vien"), world, TODAY).rows
    assert found
    assert all("tập huấn" in row.quote.lower() and "phóng viên" in row.quote.lower() for row in found)
    assert selected(rows, Filters(words="tập huấn xyzzy"), world, TODAY).rows == ()


def test_filters_without_an_agency_split_agencies_from_groups(rows: tuple[Row, ...], world: World) -> None:
    direct = selected(rows, Filters(reach="direct"), world, TODAY).rows
    group = selected(rows, Filters(reach="group"), world, TODAY).rows
    assert {row.number for row in (*direct, *group)} == {row.number for row in rows}
    assert all(any(not a.collective for a in row.assignments) for row in direct)
    assert all(any(a.collective for a in row.assignments) for row in group)


def test_a_quote_is_the_plan_sliced(rows: tuple[Row, ...]) -> None:
    for row in rows:
        assert row.quote.split() == slice_text(row.plan.text, spans_of(row.unit)).split()
