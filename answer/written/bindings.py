"""Which of several cited clauses each part of a sentence is about, and whether its figures and doers are that
clause's.

"Tập huấn trong Quý IV, triển lãm trong Quý III [1][2]" has its words and its quarters from the clauses it
cites, each quarter from the wrong one. So a sentence that leans on several clauses is parted at its commas
and conjunctions, and a figure or a doer that only some of the clauses hold has to stand beside words of one
of these. Where the words around it tell the clauses too little apart, nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import regex as re

from answer.likeness import held_words
from answer.written.cited import Source, gives, real_names
from answer.written.claims import DOES, claims_in
from answer.written.figures import NO_FIGURES, QUARTER, clashing_date, figures_in, unsaid

BREAKS = re.compile(
    r"(?P<whole>;|[,\s]\s*(?:còn|đồng thời|trong khi(?: đó)?|riêng)(?=\s))"
    r"|[:,](?!\d)|\s(?:và|trong đó|cũng như)(?=\s)",
    re.IGNORECASE,
)
DOCUMENT = re.compile(
    r"\b(?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị|kế hoạch|kết luận|công văn|tờ trình|chương trình"
    r"|luật)\s+(?:số\s+)?\d\S*",
    re.IGNORECASE,
)
# A piece that closes what stands before it: ", thời hạn Quý III", ", hoàn thành trước ngày 15/9".
CLOSING = re.compile(
    r"^[\s,]*(?:với |có |và )?(?:thời hạn|hạn|thời gian|hoàn thành|chậm nhất|muộn nhất|xong)\b", re.I
)
MARGIN = 1.5  # syllables by which the words around a figure must speak for another clause: about a word
TIMES = 2  # and by how many times


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence between two breaks.

    part  counts the clauses of the sentence: "…; …" and "…, còn …" begin another
    """

    text: str
    start: int
    part: int


def misplaced(said: str, sources: Sequence[Source]) -> str | None:
    """Return what of a sentence stands beside words of another of its clauses than its own; None where all
    is well.

    said  the words that lean on all of the sources alike
    """
    for source in sources:
        if clash := clashing_date(said, source.own):
            return clash
    if len(sources) < 2:
        return None
    pieces = _pieces(said, sources[0])
    return _misplaced_figure(pieces, sources) or _misplaced_doer(said, pieces, sources)


def _pieces(said: str, source: Source) -> list[Piece]:
    """Return a sentence cut at its breaks; the name of a body ("Sở Văn hóa, Thể thao và Du lịch") is never
    cut."""
    masked = said
    for named in source.names(said):
        masked = f"{masked[: named.start]}{'x' * (named.stop - named.start)}{masked[named.stop :]}"
    cuts = [(0, 0)]
    for found in BREAKS.finditer(masked):
        cuts.append((found.start(), cuts[-1][1] + (found["whole"] is not None)))
    stops = [start for start, _ in cuts[1:]] + [len(said)]
    runs = [Piece(said[a:b], a, part) for (a, part), b in zip(cuts, stops, strict=True)]
    return [piece for piece in runs if re.search(r"\w", piece.text)]


def _misplaced_figure(pieces: Sequence[Piece], sources: Sequence[Source]) -> str | None:
    for i, piece in enumerate(pieces):
        figures = figures_in(piece.text)
        if figures == NO_FIGURES:
            continue
        holders = [not unsaid(figures, [source.figures], NO_FIGURES, dated=False) for source in sources]
        if _elsewhere(pieces, i, sources, holders):
            which = unsaid(figures, [], NO_FIGURES, dated=False)
            return f"{which} là của việc khác trong các điều khoản được dẫn"
    return None


def _misplaced_doer(said: str, pieces: Sequence[Piece], sources: Sequence[Source]) -> str | None:
    for claim in claims_in(said, real_names(sources[0].names(said))):
        if claim.part not in DOES:
            continue
        at = max(i for i, piece in enumerate(pieces) if piece.start <= claim.agency.start)
        if _elsewhere(pieces, at, sources, [gives(claim, said, source) for source in sources]):
            return f"việc nêu cạnh {claim.agency.name} là việc của cơ quan khác trong các điều khoản được dẫn"
    return None


def _elsewhere(pieces: Sequence[Piece], i: int, sources: Sequence[Source], holders: Collection[bool]) -> bool:
    """Return whether the words around a piece speak for a clause that is none of the holders.

    Where the piece has no words that tell, those beside it are asked: what it belongs to may stay open, and
    then both sides have to say so.
    """
    if all(holders) or not any(holders):
        return False
    said = _leaning(pieces[i].text, sources, holders)
    if said is not None:
        return said
    beside = [_leaning(f"{text} {pieces[i].text}", sources, holders) for text in _beside(pieces, i)]
    if any(one is not None for one in beside):
        return all(one is not False for one in beside)
    part = " ".join(piece.text for piece in pieces if piece.part == pieces[i].part)
    return _leaning(part, sources, holders) is True


def _beside(pieces: Sequence[Piece], i: int) -> list[str]:
    """Return the pieces beside one that it may belong to: those of its own part of the sentence."""
    sides = [pieces[k] for k in (i - 1, i + 1) if 0 <= k < len(pieces)]
    own = [piece for piece in sides if piece.part == pieces[i].part]
    if i and CLOSING.match(pieces[i].text) and pieces[i - 1] in own:
        own = [pieces[i - 1]]
    return [piece.text for piece in own or sides]


def _leaning(text: str, sources: Sequence[Source], holders: Collection[bool]) -> bool | None:
    """Return whether the words that tell the clauses apart are those of a clause that is no holder; None
    where there are none."""
    skip = [named.name for named in sources[0].names(text)]
    words = DOCUMENT.sub(" ", QUARTER.sub(" ", text))  # these are what is to be placed
    held = held_words(words, [source.placed_wording for source in sources], skip)
    telling = [shares for shares in held if min(shares) < max(shares)]
    if not telling:
        return None
    sums = [sum(column) for column in zip(*telling, strict=True)]
    best = _best(sums, holders, holding=True)
    other = _best(sums, holders, holding=False)
    return other - best >= MARGIN and other >= TIMES * best


def _best(sums: Sequence[float], holders: Collection[bool], *, holding: bool) -> float:
    return max(total for total, held in zip(sums, holders, strict=True) if held is holding)
