"""Two simple pipelines over the raw text, as a measure of what reading the plans is worth.

Neither knows headings, clauses or agencies; both use the same embedding model as we do, always answer, and
answer with what they found. Of a conversation they are given every turn, the last one last.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.metrics import Record
from evaluation.systems import Answerer
from index.embed import SentenceEmbedder, default_model
from ingest.fold import fold_tone
from ingest.read import SUFFIXES, read_text

CHUNK_CHARACTERS = 1000
CHUNKS_SHOWN = 4
HYBRID_SHOWN = 10

# The values of Robertson's own experiments; nothing here is tuned to the plans.
BM25_SATURATION = 1.2
BM25_LENGTH = 0.75
# Reciprocal rank fusion as published: 60 keeps the first ranks from deciding alone.
FUSION_RANKS = 60

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk of a plan's text, verbatim."""

    plan_id: str
    text: str


def chunks(text: str, size: int = CHUNK_CHARACTERS) -> Iterator[str]:
    """Yield text cut every size characters, at the last white space before; nothing is left out."""
    start = 0
    while start < len(text):
        stop = start + size
        if stop < len(text) and (space := _last_space(text, start, stop)) > start:
            stop = space
        yield text[start:stop]
        start = stop


def _last_space(text: str, start: int, stop: int) -> int:
    return max(text.rfind(" ", start, stop), text.rfind("\n", start, stop))


class Bm25:
    """Okapi BM25 over words in lower case, accents kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(fold_tone(text).split()) for text in texts]
        lengths = np.array([counts.total() for counts in self._counts], dtype=np.float64)
        mean = lengths.mean() if len(lengths) else 1.0
        self._length_part = BM25_SATURATION * (1 - BM25_LENGTH + BM25_LENGTH * lengths / max(mean, 1.0))
        self._holders = Counter(word for counts in self._counts for word in counts)

    def scores(self, question: str) -> Scores:
        """Return a score for each text, from 0 up."""
        total = np.zeros(len(self._counts))
        for word in fold_tone(question).split():
            counts = np.array([text[word] for text in self._counts], dtype=np.float64)
            total += self._rarity(word) * counts * (BM25_SATURATION + 1) / (counts + self._length_part)
        return total

    def _rarity(self, word: str) -> float:
        holders = self._holders[word]
        return math.log(1 + (len(self._counts) - holders + 0.5) / (holders + 0.5))


def fuse(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Return the numbers ranked by the sum of 1 / (60 + rank), best first; ranks count from 1."""
    worth: Counter[int] = Counter()
    for ranking in rankings:
        for rank, number in enumerate(ranking, 1):
            worth[number] += 1 / (FUSION_RANKS + rank)  # type: ignore[assignment]  # a Counter of floats
    return sorted(worth, key=lambda number: (-worth[number], number))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Chunks of text, searched by meaning and perhaps by words; the best ones are the answer.

    shown  how many chunks an answer has
    words  whether BM25 is fused with the vectors
    model  the embedding model; None for the bundled one
    """

    label: str
    shown: int
    words: bool
    model: str | None = None
    rechecks: bool = False

    def index(self, plans: Path, folder: Path) -> None:
        """Write pieces.jsonl and vectors.faiss into folder."""
        import faiss

        pieces = [Piece(path.stem, text) for path in plan_files(plans) for text in chunks(read_text(path))]
        # A chunk of marks alone ("-----") has no meaning to embed.
        pieces = [piece for piece in pieces if fold_tone(piece.text)]
        vectors = SentenceEmbedder(self.model or default_model()).documents([piece.text for piece in pieces])
        store = faiss.IndexFlatIP(vectors.shape[1])
        store.add(vectors)
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(store, str(folder / "vectors.faiss"))
        lines = (json.dumps(asdict(piece), ensure_ascii=False) for piece in pieces)
        (folder / "pieces.jsonl").write_text("\n".join(lines), "utf-8")

    def open(self, folder: Path) -> Answerer:
        """Return what answers every question with the best pieces."""
        import faiss

        lines = (folder / "pieces.jsonl").read_text("utf-8").splitlines()
        pieces = [Piece(**json.loads(line)) for line in lines]
        store = faiss.read_index(str(folder / "vectors.faiss"))
        embedder = SentenceEmbedder(self.model or default_model())
        by_words = Bm25([piece.text for piece in pieces]) if self.words else None

        def answer(turns: Sequence[str], id_: str) -> Record:
            question = "\n".join(turns)
            ranking = list(store.search(embedder.query(question)[None], len(pieces))[1][0])
            if by_words:
                found = by_words.scores(question)
                ranking = fuse([ranking, [int(n) for n in np.argsort(-found, kind="stable") if found[n] > 0]])
            return as_record(id_, [pieces[number] for number in ranking[: self.shown]])

        return answer


def plan_files(folder: Path) -> list[Path]:
    """Return the plain texts of a folder, in order of name; a README is none of the plans."""
    texts = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    return [path for path in texts if path.stem.casefold() != "readme"]


def as_record(id_: str, pieces: Sequence[Piece]) -> Record:
    """Return pieces as an answer: their text, each cited as it stands."""
    return {
        "id": id_,
        "status": "answered",
        "text": "\n\n".join(piece.text for piece in pieces),
        "citations": [{"plan_id": piece.plan_id, "quote": piece.text} for piece in pieces],
    }


CHUNKS = Baseline("Đoạn 1000 ký tự: vector, 4 đoạn", CHUNKS_SHOWN, words=False)
# Cut as the other: ten chunks make 0.65 of our questions complete, ten paragraphs only 0.48.
HYBRID = Baseline("Đoạn 1000 ký tự: BM25 + vector, 10 đoạn", HYBRID_SHOWN, words=True)
