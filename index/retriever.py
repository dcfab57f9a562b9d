"""An index folder -> passages for a question, by words and by meaning."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from index.accents import Accents, has_accents
from index.embed import Embedder, embedder_named, known_fingerprint
from index.errors import StaleIndexError
from index.lexical import LexicalIndex
from index.passages import Passage
from index.store import (
    LEXICAL,
    VECTORS,
    Generation,
    Manifest,
    Source,
    boxes_in,
    hash_of,
    opened,
    read_layouts,
    read_passages,
    read_plans,
)
from index.vectors import VectorIndex
from ingest.errors import PlanBotError
from ingest.fold import fold
from ingest.parse import PARSER_VERSION
from ingest.plan import Plan
from ingest.reading import Box

# What one spread of cosines (`VectorIndex.spread`) is worth beside a share of the question's words,
# measured; less where the accents had to be guessed (docs/retrieval.md).
DENSE_WEIGHT = 0.05
DENSE_WEIGHT_GUESSED = 0.04

# Passages each half proposes; one that only the other half proposes is scored by both all the same,
# or, by words, counts as nothing found.
_CANDIDATES = 200

# A pasted page is not a question; more only costs time.
MAX_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found.

    score    both halves together, comparable within one question only
    lexical  share of the question's words found, rare ones counting more, 0 to about 1.3
    dense    cosine, -1 to 1; None where the search went by words alone
    """

    passage: Passage
    score: float
    lexical: float
    dense: float | None

    @property
    def plan_id(self) -> str:
        return self.passage.plan_id

    @property
    def path(self) -> str:
        return self.passage.path


class Index:
    """A snapshot of an index folder, held until it is dropped; a build meanwhile does not touch it.

    Plans, passages and words are loaded at once, the embedding model with the first question that
    wants it. Safe to share between threads.
    """

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        self._generation = generation
        self._embedder = embedder
        self._plans = read_plans(generation)
        self._sources = {source.plan_id: source for source in generation.manifest.sources}
        self._layouts = read_layouts(generation)
        self._passages = read_passages(generation)
        self._lexical = LexicalIndex(generation.path / LEXICAL)
        self._vectors = VectorIndex(generation.path / VECTORS)
        self._lock = threading.Lock()
        self._dense_ready = False
        self._degraded = ""

    @property
    def folder(self) -> Path:
        return self._generation.folder

    @property
    def generation(self) -> str:
        """Changes whenever the index was built anew; compare with `index.store.current_generation`."""
        return self._generation.id

    @property
    def manifest(self) -> Manifest:
        """What the index was made of and with; refused files too."""
        return self._generation.manifest

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by id, in the order of their files."""
        return self._plans

    @property
    def sources(self) -> Mapping[str, Source]:
        """The files of the plans by id: format, warnings, where each came from."""
        return self._sources

    def source(self, plan_id: str) -> Path | None:
        """Return the file a plan was read from, None for an unknown plan or where it is gone or changed.

        What is cited by place on the page would not fit another version of the file.
        """
        source = self._sources.get(plan_id)
        path = self._generation.file_of(source) if source else None
        return path if source and path and hash_of(path) == source.sha256 else None

    def boxes(self, plan_id: str) -> tuple[Box, ...]:
        """Return where each line of a plan is printed; () for formats without pages, and unknown plans."""
        return boxes_in(self._layouts.get(plan_id, b"[]"))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every clause, and the headings without clauses, in reading order within a plan."""
        return self._passages

    @property
    def dense_ready(self) -> bool:
        """Whether a search by meaning will not have to wait for the embedding model."""
        return self._dense_ready

    @property
    def degraded(self) -> str:
        """Why searches go by words alone, in Vietnamese, to be shown; "" while they do not."""
        return self._degraded

    def warm(self) -> None:
        """Load the embedding model, so that no question has to wait for it; never raises PlanBotError."""
        self._vector("kế hoạch")

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        plans: Collection[str] | None = None,
        dense: bool = True,
        dense_weight: float | None = None,
    ) -> list[Hit]:
        """Return the k passages that answer query best, best first; [] for a query without a word.

        plans keeps to the plans with these ids. dense=False goes by words alone, which needs no model;
        so does a search while the model cannot be loaded: `degraded` says why. dense_weight takes the place
        of the measured weight, for a trial.
        """
        query = query[:MAX_QUESTION]
        if not fold(query) or k < 1:
            return []
        accented = self.accents.restore(query)
        limit = max(_CANDIDATES, k)
        lexical = self._lexical_scores(query, accented, limit, plans)
        vector = self._vector(accented) if dense else None
        cosines = {} if vector is None else self._cosines(vector, limit, plans, lexical)
        hits = [
            Hit(self._passages[row], score, lexical.get(row, 0.0), cosines.get(row))
            for row, score in self._scores(query, lexical, cosines, vector, dense_weight).items()
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    @cached_property
    def accents(self) -> Accents:
        """What the plans know of accents; counted with the first question."""
        return Accents([passage.indexed_text for passage in self._passages])

    def _lexical_scores(
        self, query: str, accented: str, limit: int, plans: Collection[str] | None
    ) -> dict[int, float]:
        hits = self._lexical.search(query, accented=accented, limit=limit, plans=plans)
        return {hit.row: hit.score for hit in hits}

    def _scores(
        self,
        query: str,
        lexical: Mapping[int, float],
        cosines: Mapping[int, float],
        vector: Any,
        dense_weight: float | None,
    ) -> dict[int, float]:
        """Return the fused score of every candidate, rows in order so that ties fall the same way."""
        measured = DENSE_WEIGHT if has_accents(query) else DENSE_WEIGHT_GUESSED
        weight = measured if dense_weight is None else dense_weight
        mean = 0.0 if vector is None else self._vectors.mean_cosine(vector)
        return {
            row: lexical.get(row, 0.0)
            + (weight * (cosines[row] - mean) / self._vectors.spread if row in cosines else 0.0)
            for row in sorted(lexical.keys() | cosines.keys())
        }

    def _cosines(
        self, vector: Any, limit: int, plans: Collection[str] | None, also: Collection[int]
    ) -> dict[int, float]:
        rows = None
        if plans is not None:
            rows = [row for row, passage in enumerate(self._passages) if passage.plan_id in plans]
        found = self._vectors.search(vector, limit, rows)
        return found | self._vectors.cosines(vector, [row for row in also if row not in found])

    def _vector(self, text: str) -> Any:
        """Return the vector of a question; None where the model cannot be loaded, which is then said."""
        if self._dense_ready:
            return self._embedder.query(text)
        with self._lock:  # one loads, the others wait for it
            if self._degraded or not self._vectors.size:
                return None
            try:
                self._check_fingerprint()
                vector = self._embedder.query(text)
            except PlanBotError as error:
                self._degraded = f"Đang chỉ tìm theo từ ngữ. {error}"
                return None
            self._dense_ready = True
            return vector

    def _check_fingerprint(self) -> None:
        built_with, now = self.manifest.fingerprint, self._embedder.fingerprint
        if now != built_with:
            detail = f"vector được tính bằng {built_with}, không phải {now}"
            raise StaleIndexError(self.folder, detail)


def open_index(folder: Path, *, model: str | None = None, embedder: Embedder | None = None) -> Index:
    """Open the index in folder; every file is checked first, no model is loaded.

    model is the one wanted (EMBEDDING_MODEL), None for the one the index was built with. embedder takes
    its place in tests.

    Raises MissingIndexError, ForeignFolderError, DamagedIndexError, and StaleIndexError where another
    version of the program or another model built it.
    """
    return opened(folder, lambda generation: _index(generation, model, embedder))


def _index(generation: Generation, model: str | None, embedder: Embedder | None) -> Index:
    manifest = generation.manifest
    if manifest.parser_version != PARSER_VERSION:
        raise StaleIndexError(generation.folder, "được lập bằng phiên bản khác của chương trình")
    name = model or manifest.model
    if embedder is None and name != manifest.model:
        raise StaleIndexError(generation.folder, f"được lập bằng mô hình {manifest.model}, không phải {name}")
    if embedder is None and known_fingerprint(name) not in (None, manifest.fingerprint):
        raise StaleIndexError(generation.folder, f"mô hình {name} đã thay đổi từ khi lập chỉ mục")
    return Index(generation, embedder or embedder_named(name))


class PlanRetriever(BaseRetriever):
    """An `Index` as a LangChain retriever: Documents whose metadata is the citation.

    k      how many
    plans  ids of the plans to keep to; None for all
    """

    index: Any  # an Index; pydantic has no business looking into it
    k: int = 10
    plans: tuple[str, ...] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits: list[Hit] = self.index.search(query, k=self.k, plans=self.plans)
        return [document_of(hit) for hit in hits]


def document_of(hit: Hit) -> Document:
    """Return the passage as a Document: what stands above it and its words, the citation as metadata.

    Metadata: plan_id, number, path, label, quote, spans, page (of a Citation), score, lexical, dense.
    """
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=f"{passage.context}\n{passage.text}",
        metadata={
            "plan_id": passage.plan_id,
            "number": passage.number,
            "path": passage.path,
            "label": passage.label,
            "quote": passage.quote,
            "spans": [list(span) for span in passage.spans],
            "page": passage.page,
            "score": hit.score,
            "lexical": hit.lexical,
            "dense": hit.dense,
        },
    )
