"""Answer lines held against their sources, word by word.

A line is made of the plan's words and of a few of ours, which it names (`Line.ours`: "Người ký:"). Every run
of words between them must stand, in this order, at a place the line cites, or the line is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import regex as re

from answer.citing import FRAME
from answer.model import Citation, Line
from answer.verify import quote_stands
from ingest.agencies import write_out
from ingest.fold import fold
from ingest.plan import Clause, Plan, Section, slice_text

# Signs, and the label of a line: what stands on either side of them may come from different places.
JOINS = re.compile(r"(?!/)[\p{P}\p{S}]|\s/\s|\s(?=\p{Lu}[\p{L} ]{2,40}:)")
LONG_DATE = re.compile(r"(?<!\w)(\d{1,2}) thang (\d{1,2}) nam (\d{4})(?!\w)")
ZEROS = re.compile(r"(?<!\w)0+(?=\d)")
SECTION_LABEL = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s")
MIN_RUN = 3  # words: a shorter run proves nothing unless it is all that stands between two signs


class Grounds:
    """The words of one plan by place, each place put together once.

    plan  with proven assignments only: how it calls the agencies they name is grounds too
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._at: dict[str, str] = {}

    def at(self, path: str) -> str:
        """Return what can be read at a place, folded: its words, those below it, the headings above.

        With them the place the plan is of, which the letterhead says once for all: "UBND tỉnh" is its own.
        """
        if path not in self._at:
            texts = self._frame if path.startswith(FRAME) else self._texts(path)
            self._at[path] = "".join(map(readable, (*texts, self.plan.place or "")))
        return self._at[path]

    def _texts(self, path: str) -> list[str]:
        pieces = [self._pieces[other] for other in self._pieces if f"{other}.".startswith(f"{path}.")]
        above = {heading for piece in pieces for heading in piece.headings}
        pieces += [self._pieces[heading] for heading in above if heading in self._pieces]
        names = [name for piece in pieces for name in self._names[piece.path]]
        return [*(self._words(piece) for piece in pieces), *names]

    def _words(self, piece: Section | Clause) -> str:
        runs = (
            [piece.spans, *(cell.spans for cell in piece.cells)]
            if isinstance(piece, Clause)
            else [piece.spans]
        )
        return " ".join(slice_text(self.plan.text, run) for run in runs)

    @cached_property
    def _pieces(self) -> dict[str, Section | Clause]:
        pieces: list[Section | Clause] = [*self.plan.sections, *self.plan.clauses]
        return {piece.path: piece for piece in pieces}

    @cached_property
    def _names(self) -> Mapping[str, set[str]]:
        """Return the agencies that are given work at each path, in the one form this plan calls them."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for held in self.plan.assignments:
            names[held.path].add(held.agency)
        return names

    @cached_property
    def _frame(self) -> list[str]:
        """Return the lines of the document's frame as one text: a title may run over several of them."""
        return [" ".join(slice_text(self.plan.text, entry.spans) for entry in self.plan.entries)]


def readable(text: str) -> str:
    """Return text folded, as written and with its short forms written out, dates in figures, padded."""
    written_out = write_out(text)
    forms = (plain(text),) if written_out == text else (plain(text), plain(written_out))
    return f" {' | '.join(forms)} "


def plain(text: str) -> str:
    """Return the folded words of text, dates in figures, no zeros before numbers."""
    return LONG_DATE.sub(r"\1 \2 \3", ZEROS.sub("", fold(text)))


def line_stands(line: Line, citations: Sequence[Citation], grounds: Mapping[str, Grounds]) -> bool:
    """Return whether an answer line is proven: its quotes slice back, and all its words stand there.

    grounds  by plan id
    """
    if not citations or any(c.plan_id not in grounds for c in citations):
        return False
    if not all(quote_stands(grounds[c.plan_id].plan, c) for c in citations):
        return False
    there = "".join(dict.fromkeys(grounds[c.plan_id].at(c.path) for c in citations))
    plans = {plan_id: grounds[plan_id].plan for plan_id in {c.plan_id for c in citations}}
    return all(words_stand(claim, there) for claim in claims_of(line, citations, plans))


def claims_of(line: Line, citations: Iterable[Citation], plans: Mapping[str, Plan]) -> list[str]:
    """Return what a line says in the plan's words, folded: all but the label of a section and our own words.

    The place of a plan cited is a claim of its own.
    """
    places = {plans[c.plan_id].place or "" for c in citations} - {""}
    text = SECTION_LABEL.sub("", line.text)
    for words in line.ours:
        text = text.replace(words, "|")
    for place in places:
        text = text.replace(place, f"|{place}|")
    texts = [text, *filter(None, (line.agency, line.deadline))]
    return [plain(part) for text in texts for part in JOINS.split(text)]


def words_stand(claim: str, there: str) -> bool:
    """Return whether a claim's words stand there in one run, or in several of at least MIN_RUN words."""
    words = claim.split()
    if f" {' '.join(words)} " in there:
        return True
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and f" {' '.join(words[at : stop + 1])} " in there:
            stop += 1
        if stop - at < MIN_RUN:
            return False
        at = stop
    return True
