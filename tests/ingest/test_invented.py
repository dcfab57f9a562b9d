"""Invented plans of other layouts, levels, topics and places, held against annotations made by hand.

The measures and their thresholds are those the five sample plans are held to (issue 2).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.parsing import assignment_figures, assignment_rows, outline_figures, outline_rows, same_agency
from ingest.parse import parse_plan
from ingest.read import agency_book, read_plan, read_text
from tests.ingest.invented_gold import Gold, metadata_of, plans, read_gold

PLANS = pytest.mark.parametrize("path", plans(), ids=lambda path: path.stem)


@PLANS
def test_clauses_are_cut_and_placed_as_annotated(path: Path) -> None:
    found = outline_figures(read_gold(path).outline, outline_rows(read_plan(path)))
    assert found.boundaries >= 0.97, found.missed
    assert found.paths >= 0.95


@PLANS
def test_assignments_are_as_annotated(path: Path) -> None:
    gold = read_gold(path)
    figures = assignment_figures(gold.assignments, settled(path, gold))
    assert figures.f1 >= 0.95, (figures.missed, figures.extra)
    assert figures.role >= 0.95
    assert figures.deadline in (1.0, None)


@PLANS
def test_metadata_is_as_annotated(path: Path) -> None:
    assert metadata_of(read_plan(path)) == read_gold(path).metadata


@PLANS
@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" - ", " \u2013 ").replace("Đ", "\u00d0"),
        lambda text: "\ufeff" + text.replace("và", "v\u00ad\u00e0"),
    ],
    ids=["CRLF", "NFD", "look-alikes", "invisible"],
)
def test_form_of_the_file_changes_nothing(path: Path, changed: Callable[[str], str]) -> None:
    text = unicodedata.normalize("NFC", read_text(path)).replace("\r\n", "\n")
    plain, again = (parse_plan(form, path.stem, agency_book()) for form in (text, changed(text)))
    assert again.text == changed(text)
    assert [piece.path for piece in again.clauses] == [piece.path for piece in plain.clauses]
    assert [(a.path, a.agency_id, a.role) for a in again.assignments] == [
        (a.path, a.agency_id, a.role) for a in plain.assignments
    ]
    assert (again.number, again.date, again.bases) == (plain.number, plain.date, plain.bases)


def settled(path: Path, gold: Gold) -> list[dict[str, object]]:
    """Return the assignments found, without those the annotation leaves open."""
    rows = [dict(row) for row in assignment_rows(read_plan(path))]
    return [
        row
        for row in rows
        if not any(
            row["path"] == may["path"] and same_agency(str(row["agency"]), may["agency"]) for may in gold.open
        )
    ]
