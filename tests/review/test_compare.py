"""The grid of plans: its cells are the chat's answers, and an empty one was gone through again."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from answer.ask import ask
from answer.model import Answer
from answer.understanding.question import World
from review.compare import compared
from tests.answer.loaded import WordsOnly, lines


@pytest.mark.parametrize("subject", ["sở tttt", "tập huấn"])
def test_a_cell_holds_what_the_chat_answers_for_its_plan(
    subject: str, library: WordsOnly, world: World
) -> None:
    def put(question: str, plans: Collection[str]) -> Answer:
        return ask([question], library, plans=plans)

    made = compared(subject, tuple(library.plans), world, put)
    assert made.agency == (subject == "sở tttt")
    for cell in made.cells:
        answer = ask([cell.question], library, plans=[cell.plan_id])
        shown = [line for line in lines(answer) if line in cell.lines]
        assert list(cell.lines) == shown
        assert {citation.plan_id for citation in cell.citations} <= {cell.plan_id}
        assert cell.lines or cell.said


def _nothing(question: str, plans: Collection[str]) -> Answer:
    return Answer(question, "not_found", "content", "Không tìm thấy.")


def test_an_empty_cell_is_gone_through_again(library: WordsOnly, world: World) -> None:
    """The chat says no; the words stand in the plan all the same, and the cell must tell where."""
    (cell,) = compared("tập huấn", ["can-tho"], world, _nothing).cells
    assert cell.lines == ()
    assert cell.mentioned
    assert all("tập huấn" in citation.quote.lower() for citation in cell.mentioned)
    assert f"{len(cell.mentioned)} chỗ" in cell.said


def test_an_agency_named_otherwise_is_found_again(library: WordsOnly, world: World) -> None:
    (cell,) = compared("stttt", ["khanh-hoa"], world, _nothing).cells
    assert any("Sở Thông tin và Truyền thông" in citation.quote for citation in cell.mentioned)


def test_what_no_plan_holds_is_said_to_be_nowhere(library: WordsOnly, world: World) -> None:
    def put(question: str, plans: Collection[str]) -> Answer:
        return ask([question], library, plans=plans)

    made = compared("trạm vũ trụ", tuple(library.plans), world, put)
    assert all(not cell.lines and not cell.mentioned for cell in made.cells)
    assert all("đã dò lại" in cell.said for cell in made.cells)
