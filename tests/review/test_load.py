"""Loads and quarters: every count keeps the rows it was counted from, and is the chat's count."""

from __future__ import annotations

import re

from answer.ask import ask
from review.load import cells_of, quarters_of
from review.matrix import Row
from tests.answer.loaded import WordsOnly, lines

TOLD = re.compile(r"(?P<agency>.+): (?P<all>\d+) việc \((?P<lead>\d+) chủ trì, (?P<support>\d+) phối hợp\)")


def test_the_busiest_agencies_are_those_the_chat_names(rows: tuple[Row, ...], library: WordsOnly) -> None:
    cells = {(cell.plan_id, len(cell.rows), len(cell.lead), len(cell.support)) for cell in cells_of(rows)}
    answer = ask(["Cơ quan nào nhiều việc nhất?"], library)
    told = [
        (group.plan_id, int(found["all"]), int(found["lead"]), int(found["support"]))
        for group in answer.groups
        for line in group.lines
        if (found := TOLD.fullmatch(line.text))
    ]
    assert len(told) == len(lines(answer)) > 0
    assert set(told) <= cells


def test_a_cell_opens_rows_that_name_its_agency(rows: tuple[Row, ...]) -> None:
    for cell in cells_of(rows):
        for number in cell.lead:
            assert rows[number].plan.id == cell.plan_id
            assert any(
                a.role != "support" and cell.agency in (a.agency_id, a.agency)
                for a in rows[number].assignments
            )


def test_fewer_rows_give_a_smaller_load(rows: tuple[Row, ...]) -> None:
    only = [row for row in rows if row.plan.id == "can-tho"]
    assert {cell.plan_id for cell in cells_of(only)} == {"can-tho"}
    assert cells_of([]) == []


def test_quarters_are_those_of_literal_deadlines(rows: tuple[Row, ...]) -> None:
    found = [(quarter.name, quarter.plan_id, len(quarter.rows)) for quarter in quarters_of(rows)]
    assert found == [("Quý III/2023", "cao-bang", 1), ("Quý IV/2023", "cao-bang", 2)]
    for quarter in quarters_of(rows):
        assert all(rows[number].end <= quarter.last_day for number in quarter.rows)  # type: ignore[operator]
