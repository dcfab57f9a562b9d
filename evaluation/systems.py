"""What is measured: a system indexes a folder of plans and answers questions from what it made.

Everything heavy is imported inside the methods, so that its cost is part of what is measured.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from evaluation.metrics import Record

Answerer = Callable[[Sequence[str], str], Record]
"""(turns of a conversation, id) -> the answer to the last turn, as `python -m answer --batch` prints it."""


class System(Protocol):
    """Something that answers questions about plans."""

    @property
    def label(self) -> str:
        """Its name in the table."""

    @property
    def rechecks(self) -> bool:
        """Whether indexing the same plans again costs less than the first time."""

    def index(self, plans: Path, folder: Path) -> None:
        """Read the plans of a folder and write into another, new or its own, what answering needs."""

    def open(self, folder: Path) -> Answerer:
        """Return what answers from an indexed folder."""


@dataclass(frozen=True, slots=True)
class Ours:
    """The assistant itself, asked as the pages ask it. model: for embedding, None for the bundled one."""

    model: str | None = None
    label: str = "Trợ lý Kế hoạch"
    rechecks: bool = True

    def index(self, plans: Path, folder: Path) -> None:
        """Build or update the index as `python -m index build` does."""
        from index.build import build
        from index.embed import SentenceEmbedder, default_model

        build(plans, folder, embedder=SentenceEmbedder(self.model or default_model()))

    def open(self, folder: Path) -> Answerer:
        """Return `answer.ask.ask` over the index in folder."""
        from answer.ask import ask
        from answer.present import as_record
        from index.retriever import open_index

        library = open_index(folder, model=self.model)
        return lambda turns, id_: as_record(ask(turns, library), id_)


@dataclass(frozen=True, slots=True)
class Told:
    """The assistant with a language model telling its answers, settings from the environment (LLM_MODEL
    …)."""

    model: str | None = None
    label: str = "Trợ lý, có mô hình viết"
    rechecks: bool = True

    def index(self, plans: Path, folder: Path) -> None:
        """Build the same index as without a language model."""
        Ours(self.model).index(plans, folder)

    def open(self, folder: Path) -> Answerer:
        """Return `answer.written.writer.ask_and_write` over the index in folder."""
        from answer.present import as_record
        from answer.written.writer import ask_and_write, open_writer, wanted_settings
        from index.retriever import open_index

        writer = open_writer(wanted_settings(os.environ))
        library = open_index(folder, model=self.model)
        return lambda turns, id_: as_record(ask_and_write(turns, library, writer), id_)


def systems(model: str | None = None) -> Mapping[str, System]:
    """Return what is compared, ours first, by the name the measuring process is given.

    model  the embedding model of all of them, by name or folder; None for the bundled one.
    With LLM_MODEL in the environment, ours is measured once more with that model telling the answers.
    """
    from evaluation.baselines import CHUNKS, HYBRID

    told: dict[str, System] = {"told": Told(model)} if os.environ.get("LLM_MODEL") else {}
    return {
        "ours": Ours(model),
        **told,
        "chunks": replace(CHUNKS, model=model),
        "hybrid": replace(HYBRID, model=model),
    }
