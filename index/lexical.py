"""Edge: the lexical half of the index, a tantivy index of accent-stripped terms and of words.

Queries are built from terms: what a user types never reaches a query parser.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tantivy

from index.passages import Passage
from index.words import bigrams, known_words, syllables, words

# Weights of the fields, measured (docs/retrieval.md). The plan's title stands in every clause of the
# plan: it chooses between plans, not between clauses, so it counts little and has fields of its own.
SYLLABLES, BIGRAMS, WORDS = "syllables", "bigrams", "words"
TITLE_SYLLABLES, TITLE_BIGRAMS = "title_syllables", "title_bigrams"
_WEIGHTS = {SYLLABLES: 1.0, BIGRAMS: 1.0, WORDS: 0.5, TITLE_SYLLABLES: 0.2, TITLE_BIGRAMS: 0.2}

_PLAN, _ROW = "plan", "row"
_ANALYZER = "terms"
_LONGEST_TERM = 100  # characters; longer runs are not words

# tantivy's BM25: a term that fills a passage comes near idf * (k1 + 1), and k1 is fixed at 1.2.
_MOST_OF_A_TERM = 2.2

_WRITER_MEMORY = 64_000_000  # bytes; some 100,000 passages before a flush
# A pasted page is not a question: more terms than this only cost time.
_MOST_SYLLABLES = 200


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """row is the number of the passage; score is 0 to about 1.3.

    1 is what a passage would get that is full of every syllable and pair of the question: the score is
    the share of the question that was found, rare terms counting more. Words and title add to it.
    """

    row: int
    score: float


def write_lexical(folder: Path, passages: Sequence[Passage], tick: Callable[[int], None]) -> None:
    """Write the index of passages, numbered in order, into folder, which must be empty.

    tick is called with the number of passages done. Imports pyvi. Raises OSError as the disk does.
    """
    try:
        _write(folder, passages, tick)
    except ValueError as error:  # tantivy's own word for whatever the disk said
        raise OSError(f"tantivy: {error}") from error


def _write(folder: Path, passages: Sequence[Passage], tick: Callable[[int], None]) -> None:
    index = tantivy.Index(_schema(), path=str(folder))
    _register(index)
    writer = index.writer(heap_size=_WRITER_MEMORY, num_threads=1)  # one thread: one order, one segment
    line_words = cache(words)  # headings stand above many clauses
    for row, passage in enumerate(passages):
        writer.add_document(_document(row, passage, line_words))
        tick(row + 1)
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """An index written by `write_lexical`, opened for reading. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        index = tantivy.Index.open(str(folder))
        _register(index)
        # The folder never changes once written; the default would look at it twice a second.
        index.config_reader(reload_policy="manual")
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()
        self._size = self._searcher.num_docs

    def search(
        self, question: str, *, accented: str, limit: int, plans: Collection[str] | None = None
    ) -> list[LexicalHit]:
        """Return the best passages for question, best first; none where no term is in the index.

        accented is the question with accents, from which its words are taken ("" for none); plans
        keeps to the plans with these ids.
        """
        terms = self._terms(question, accented)
        most = sum(self._idf(SYLLABLES, t) for t in terms[SYLLABLES])
        most += sum(self._idf(BIGRAMS, t) for t in terms[BIGRAMS])
        if not most or limit < 1:
            return []
        found = self._searcher.search(self._query(terms, plans), limit, count=False).hits
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in found])
        scale = 1 / (most * _MOST_OF_A_TERM)
        hits = [LexicalHit(int(row or 0), score * scale) for (score, _), row in zip(found, rows, strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.row))

    def _terms(self, question: str, accented: str) -> dict[str, list[str]]:
        stripped = syllables(question)[:_MOST_SYLLABLES]
        pairs = bigrams(" ".join(question.split()))[:_MOST_SYLLABLES]
        named = known_words(accented, lambda word: self._holders(WORDS, word) > 0)[:_MOST_SYLLABLES]
        return {
            SYLLABLES: list(dict.fromkeys(stripped)),
            BIGRAMS: list(dict.fromkeys(pairs)),
            WORDS: list(dict.fromkeys(named)),
        }

    def _query(self, terms: dict[str, list[str]], plans: Collection[str] | None) -> tantivy.Query:
        fields = ((SYLLABLES, SYLLABLES), (BIGRAMS, BIGRAMS), (WORDS, WORDS),
                  (TITLE_SYLLABLES, SYLLABLES), (TITLE_BIGRAMS, BIGRAMS))  # fmt: skip
        wanted = [
            (tantivy.Occur.Should, self._term_query(field, t)) for field, form in fields for t in terms[form]
        ]
        query = tantivy.Query.boolean_query(wanted)
        if plans is None:
            return query
        among = tantivy.Query.term_set_query(self._schema, _PLAN, sorted(plans))
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)),
            ]
        )

    def _term_query(self, field: str, term: str) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return tantivy.Query.boost_query(query, _WEIGHTS[field])

    def _idf(self, field: str, term: str) -> float:
        """Return tantivy's own weight of a term; a term the index lacks weighs most."""
        holders = self._holders(field, term)
        return math.log(1 + (self._size - holders + 0.5) / (holders + 0.5))

    def _holders(self, field: str, term: str) -> int:
        return int(self._searcher.doc_freq(field, term))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_ROW, stored=False, indexed=False, fast=True)
    builder.add_text_field(_PLAN, stored=False, tokenizer_name="raw", index_option="basic")
    for field in _WEIGHTS:
        builder.add_text_field(field, stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer(_ANALYZER, analyzer.filter(tantivy.Filter.remove_long(_LONGEST_TERM)).build())


def _document(row: int, passage: Passage, line_words: Callable[[str], list[str]]) -> tantivy.Document:
    text = passage.indexed_text
    named = [word for line in text.splitlines() for word in line_words(line)]
    document = tantivy.Document()
    document.add_unsigned(_ROW, row)
    document.add_text(_PLAN, passage.plan_id)
    fields: Iterable[tuple[str, Any]] = (
        (SYLLABLES, syllables(text)),
        (BIGRAMS, bigrams(text)),
        (WORDS, named),
        (TITLE_SYLLABLES, syllables(passage.title)),
        (TITLE_BIGRAMS, bigrams(passage.title)),
    )
    for field, terms in fields:
        document.add_text(field, " ".join(terms))
    return document
