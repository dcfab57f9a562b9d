"""What a quiz is made of: its questions, each with its right answer and the clauses that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from answer.model import Citation
from training.cases import Case

Kind = Literal["choice", "claim", "table", "case"]
Blank = Literal["agency", "task", "deadline"]
BLANKS: tuple[Blank, ...] = ("agency", "task", "deadline")
KINDS: tuple[Kind, ...] = ("choice", "claim", "table", "case")
GAP = "……"
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Choice:
    """Multiple choice.

    stem    the question; words the duty it is about, in the plan's words ("" where the stem says all)
    right   index into options
    proof   numbers of the quiz's citations
    because what the proof says, in one sentence
    """

    stem: str
    words: str
    options: tuple[str, ...]
    right: int
    proof: tuple[int, ...]
    because: str
    about: Literal["agency", "date"] = "agency"

    @property
    def text(self) -> str:
        """The whole question."""
        return f"{self.stem}: “{self.words}”?"


@dataclass(frozen=True, slots=True)
class Claim:
    """True or false; because names the right agency where the claim is false."""

    stem: str
    words: str
    right: bool
    proof: tuple[int, ...]
    because: str

    @property
    def text(self) -> str:
        """The whole claim."""
        return f"{self.stem}: “{self.words}”."


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table to fill; blank is the cell that is left out."""

    agency: str
    task: str
    deadline: str | None
    blank: Blank
    proof: tuple[int, ...]

    @property
    def right(self) -> str:
        """What belongs in the blank cell."""
        return {"agency": self.agency, "task": self.task, "deadline": self.deadline or ""}[self.blank]


@dataclass(frozen=True, slots=True)
class Table:
    """Fill the table: each blank takes one entry of its bank, and no other entry fits.

    banks  for each kind of blank its entries, shuffled; entries of dates include wrong ones
    """

    stem: str
    rows: tuple[Row, ...]
    agencies: tuple[str, ...]
    tasks: tuple[str, ...]
    deadlines: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is to be done."""
        return f"{self.stem}."

    def bank(self, row: Row) -> tuple[str, ...]:
        """Return the entries among which the blank of a row is chosen."""
        return {"agency": self.agencies, "task": self.tasks, "deadline": self.deadlines}[row.blank]


Item = Choice | Claim | Table | Case


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the order they are asked: multiple choice, true or false, tables, cases.

    plan_ids   they were made from
    citations  the proofs, numbered from 1
    asked      how many were wanted; items may be fewer
    """

    seed: int
    plan_ids: tuple[str, ...]
    items: tuple[Item, ...]
    citations: tuple[Citation, ...]
    asked: int

    def proofs(self, numbers: Sequence[int]) -> tuple[Citation, ...]:
        """Return the citations with these numbers."""
        return tuple(self.citations[number - 1] for number in numbers)


PARTS: dict[type[Item], str] = {
    Choice: "Chọn một phương án đúng",
    Claim: "Đúng hay sai",
    Table: "Điền vào bảng",
    Case: "Tình huống thảo luận",
}
"""What the parts of a quiz are called, in their order."""


def points_of(item: Item) -> int:
    """Return how many answers an item asks for that are right or wrong; none for a case to discuss."""
    return 0 if isinstance(item, Case) else len(item.rows) if isinstance(item, Table) else 1
