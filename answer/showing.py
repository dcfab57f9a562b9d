"""What a citation must show: every word of the lines that rest on it.

A labelled block is cited by its heading and some of its lines. Whatever of the block's other lines an answer
quotes ("Nội dung: …", a deadline) is quoted with them, so that the opened place shows what was read in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from answer.citing import make_citation, pieces_of
from answer.corpus import Corpus, Unit
from answer.grounds import claims_of, readable, words_stand
from answer.model import Citation, Line
from ingest.plan import Clause


def shown_whole(lines: Iterable[Line], cited: Mapping[int, Citation], corpus: Corpus) -> dict[int, Citation]:
    """Return the citations by number, each with all that the lines say of its place."""
    whole = dict(cited)
    for line in lines:
        for n in line.citations:
            unit = corpus.by_key.get((whole[n].plan_id, whole[n].path))
            if unit is not None and (others := _left_out(unit, whole[n])):
                there = _shown([whole[other] for other in line.citations], corpus)
                added = _holding(claims_of(line, [whole[n]], corpus.plans), there, others)
                whole[n] = _with_lines(whole[n], unit, others, added, corpus)
    return whole


def _left_out(unit: Unit, citation: Citation) -> list[Clause]:
    """Return the lines of a labelled block that a citation of it does not quote."""
    quoted = set(citation.spans)
    return [line for line in unit.clauses if unit.head is not None and not quoted.issuperset(line.spans)]


def _shown(citations: Iterable[Citation], corpus: Corpus) -> str:
    """Return what can be read at citations, folded: the words quoted and the headings above them."""
    units = {c.n: corpus.by_key.get((c.plan_id, c.path)) for c in citations}
    above = "".join(unit.above for unit in units.values() if unit is not None)
    return above + "".join(readable(citation.quote) for citation in citations)


def _holding(wanted: Sequence[str], there: str, others: Iterable[Clause]) -> list[Clause]:
    """Return those of other lines that hold what is wanted and not there, the first that does for each."""
    added: list[Clause] = []
    wanted = [claim for claim in wanted if not words_stand(claim, there)]
    for line in others:
        there += readable(line.text)
        left = [claim for claim in wanted if not words_stand(claim, there)]
        if len(left) < len(wanted):
            added.append(line)
            wanted = left
    return added


def _with_lines(
    citation: Citation, unit: Unit, others: Sequence[Clause], added: Sequence[Clause], corpus: Corpus
) -> Citation:
    if not added:
        return citation
    lines = [line for line in unit.clauses if line not in others or line in added]
    plan = corpus.plans[citation.plan_id]
    return make_citation(plan, citation.path, pieces_of(unit, lines=lines), citation.n)
