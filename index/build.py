"""Files -> an index folder that holds them: reads, embeds and writes only what changed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import numpy as np

from index.cache import VectorCache
from index.embed import Embedder, SentenceEmbedder, Vectors, default_model
from index.errors import DamagedIndexError, MissingIndexError, NothingToIndexError, StaleIndexError
from index.lexical import write_lexical
from index.passages import PASSAGE_VERSION, Passage, passages_of
from index.store import (
    CACHE,
    FORMAT_VERSION,
    LEXICAL,
    VECTORS,
    Generation,
    Manifest,
    Refusal,
    Source,
    building,
    check_files,
    claim,
    data_files,
    hash_of,
    new_generation,
    open_generation,
    publish,
    read_plans,
    remove_others,
    write_passages,
    write_plans,
)
from index.vectors import write_vectors
from index.words import WORDS_VERSION
from ingest.errors import PlanBotError
from ingest.fold import fold
from ingest.parse import PARSER_VERSION
from ingest.plan import Plan
from ingest.read import SUFFIXES, read_plan

_TEXT_VERSION = f"passages {PASSAGE_VERSION}, words {WORDS_VERSION}"

Stage = Literal["read", "embed", "write"]
Progress = Callable[[Stage, int, int], None]
"""(stage, done, total): files read, texts embedded, passages written."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Plans are named by their ids.

    replaced   whose file changed, or that were read again by a newer parser
    removed    whose file is gone or can no longer be read: nothing of them is left
    refused    files that could not be read, with the reasons
    notes      sentences in Vietnamese: the same plan in two files
    embedded   texts (clauses, and headings once each) for which a vector had to be computed
    changed    False where the index was already what the files say
    """

    new: tuple[str, ...]
    unchanged: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    passages: int
    embedded: int
    seconds: float
    generation: str
    changed: bool


@dataclass(frozen=True, slots=True)
class _File:
    """One file found, not read yet; name is relative to the sources."""

    path: Path
    name: str
    sha256: str

    @property
    def plan_id(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of the files: plans by id, where each came from, and what was refused."""

    plans: Mapping[str, Plan]
    files: Mapping[str, _File]
    refused: tuple[Refusal, ...]


def build(
    sources: Path,
    folder: Path,
    *,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
    read: Callable[[Path], Plan] = read_plan,
) -> BuildReport:
    """Bring the index in folder up to date with the .txt and .md files under sources.

    A file is known by its sha256: what is unchanged is neither parsed nor embedded, and where nothing
    changed the model is not loaded. A file that cannot be read is refused and the others go in. Readers
    see the old index until the new one is whole. embedder defaults to the bundled model.

    Raises NothingToIndexError (no file, or none readable), ForeignFolderError, IndexBusyError and
    EmbeddingError; the index is then what it was.
    """
    started = time.perf_counter()
    embedder = embedder or SentenceEmbedder(default_model())
    files = _plan_files(sources)
    claim(folder)
    with building(folder):
        old = _usable(folder)
        if old is not None and _is_current(old, files, embedder):
            remove_others(folder, old.id)  # what a crash left, or Windows would not remove
            return _report(old, old.manifest, old.id, embedded=0, started=started)
        reading = _read(files, old, read, progress or _silent)
        id_, manifest, embedded = _write(folder, reading, embedder, progress or _silent)
        publish(folder, id_, manifest)
    return _report(old, manifest, id_, embedded=embedded, started=started)


def same_plan_notes(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return a sentence for each set of files that hold the same text or the same plan.

    Numbers start anew in every place and year: only number and place together name a plan.
    """
    same: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for source in sources:
        by_text[source.sha256].append(source.file)
        if source.number:
            same[source.number, fold(source.place or "")].append(source.file)
    twice = [files for files in by_text.values() if len(files) > 1]
    notes = [f"Các tệp {', '.join(files)} có nội dung giống hệt nhau." for files in twice]
    for (number, _), files in same.items():
        if len(files) > 1 and files not in twice:
            notes.append(f"Các tệp {', '.join(files)} cùng mang số {number}.")
    return tuple(notes)


def _silent(stage: Stage, done: int, total: int) -> None:
    """Show no progress."""


def _plan_files(sources: Path) -> list[_File]:
    """Return the files that may hold plans, by name; hidden ones and README files do not."""
    if not sources.is_dir():
        raise NothingToIndexError(
            f"Không có thư mục {sources}.", remedy="Hãy kiểm tra lại đường dẫn tới thư mục chứa các kế hoạch."
        )
    found = [
        _File(path, path.relative_to(sources).as_posix(), _hash_or_none(path))
        for path in sorted(sources.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.stem.casefold() != "readme"
        and not any(part.startswith(".") for part in path.relative_to(sources).parts)
        and path.is_file()
    ]
    if not found:
        raise NothingToIndexError(
            f"Không thấy tệp .txt hay .md nào trong {sources}.",
            remedy="Hãy đặt các kế hoạch vào đó; muốn bỏ hẳn chỉ mục thì xóa thư mục chỉ mục.",
        )
    return found


def _hash_or_none(path: Path) -> str:
    """Return the sha256 of a file, "" where it cannot be read: reading it then says why."""
    try:
        return hash_of(path)
    except OSError:
        return ""


def _usable(folder: Path) -> Generation | None:
    """Return the generation in use where it can be built upon: damaged or stale ones are built anew."""
    try:
        generation = open_generation(folder)
        check_files(generation)
    except (MissingIndexError, DamagedIndexError, StaleIndexError):
        return None
    return generation


def _is_current(old: Generation, files: Sequence[_File], embedder: Embedder) -> bool:
    manifest = old.manifest
    known = {(source.file, source.sha256) for source in manifest.sources}
    known |= {(refusal.file, refusal.sha256) for refusal in manifest.refused}
    return (
        manifest.parser_version == PARSER_VERSION
        and manifest.text_version == _TEXT_VERSION
        and known == {(file.name, file.sha256) for file in files}
        and manifest.model == embedder.name
        and manifest.fingerprint == embedder.fingerprint
    )


def _read(
    files: Sequence[_File], old: Generation | None, read: Callable[[Path], Plan], progress: Progress
) -> _Reading:
    """Return the plans of files, those of unchanged files from the old generation."""
    known = _known_plans(old)
    plans: dict[str, Plan] = {}
    taken: dict[str, _File] = {}
    refused: list[Refusal] = []
    for done, file in enumerate(files):
        progress("read", done, len(files))
        try:
            plan = known.get((file.plan_id, file.sha256)) or read(file.path)
        except PlanBotError as error:
            refused.append(Refusal(file.name, file.sha256, str(error)))
            continue
        if plan.id in plans:
            refused.append(Refusal(file.name, file.sha256, _same_id(plan.id, taken[plan.id])))
            continue
        plans[plan.id], taken[plan.id] = plan, file
    progress("read", len(files), len(files))
    if not plans:
        reasons = " ".join(refusal.reason for refusal in refused)
        raise NothingToIndexError(
            f"Không đọc được tệp nào. {reasons}", remedy="Chỉ mục giữ nguyên như trước."
        )
    return _Reading(plans, taken, tuple(refused))


def _known_plans(old: Generation | None) -> dict[tuple[str, str], Plan]:
    if old is None or old.manifest.parser_version != PARSER_VERSION:
        return {}
    try:
        plans = read_plans(old)
    except StaleIndexError:
        return {}
    return {(source.plan_id, source.sha256): plans[source.plan_id] for source in old.manifest.sources}


def _same_id(plan_id: str, first: _File) -> str:
    return (
        f"Trùng tên {plan_id} với tệp {first.name} đã đọc: hai tệp chỉ khác thư mục hoặc đuôi. "
        "Hãy đổi tên một trong hai tệp."
    )


def _write(
    folder: Path, reading: _Reading, embedder: Embedder, progress: Progress
) -> tuple[str, Manifest, int]:
    """Write a generation that nobody reads yet; return its id, its manifest and how much was embedded."""
    by_plan = {id_: passages_of(plan) for id_, plan in reading.plans.items()}
    passages = [passage for part in by_plan.values() for passage in part]
    vectors, embedded = _vectors(folder, passages, embedder, progress)
    id_, path = new_generation(folder)
    write_plans(path, reading.plans.values())
    write_passages(path, passages)
    write_vectors(path / VECTORS, vectors)
    (path / LEXICAL).mkdir()
    write_lexical(path / LEXICAL, passages, lambda done: progress("write", done, len(passages)))
    manifest = Manifest(
        format=FORMAT_VERSION,
        parser_version=PARSER_VERSION,
        text_version=_TEXT_VERSION,
        model=embedder.name,
        fingerprint=embedder.fingerprint,
        dimension=vectors.shape[1],
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        sources=tuple(_source(reading, id_, len(part)) for id_, part in by_plan.items()),
        refused=reading.refused,
        plans=len(reading.plans),
        passages=len(passages),
        files=data_files(path),
    )
    return id_, manifest, embedded


def _vectors(
    folder: Path, passages: Sequence[Passage], embedder: Embedder, progress: Progress
) -> tuple[Vectors, int]:
    """Return a row of length 1 for each passage, and how many texts had to be embedded for them."""
    texts = [text for passage in passages for text in passage.embedded_texts]
    with VectorCache(folder / CACHE) as cache:
        rows, embedded = cache.vectors(texts, embedder, lambda done, total: progress("embed", done, total))
        cache.keep_only(texts)
    return summed(rows[0::2], rows[1::2]), embedded


def summed(above: Vectors, own: Vectors) -> Vectors:
    """Return above + own, rows brought back to length 1."""
    both = above + own
    lengths = np.linalg.norm(both, axis=1, keepdims=True)
    return np.asarray(both / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


def _source(reading: _Reading, plan_id: str, passages: int) -> Source:
    plan, file = reading.plans[plan_id], reading.files[plan_id]
    return Source(plan_id, file.name, file.sha256, plan.number, plan.place, len(plan.clauses), passages)


def _report(
    old: Generation | None, manifest: Manifest, id_: str, *, embedded: int, started: float
) -> BuildReport:
    before = {source.plan_id: source for source in old.manifest.sources} if old else {}
    now = {source.plan_id: source for source in manifest.sources}
    same_parser = old is not None and old.manifest.parser_version == manifest.parser_version
    same = {p for p in now if p in before and same_parser and now[p].sha256 == before[p].sha256}
    return BuildReport(
        new=tuple(p for p in now if p not in before),
        unchanged=tuple(p for p in now if p in same),
        replaced=tuple(p for p in now if p in before and p not in same),
        removed=tuple(p for p in before if p not in now),
        refused=manifest.refused,
        notes=same_plan_notes(manifest.sources),
        passages=manifest.passages,
        embedded=embedded,
        seconds=time.perf_counter() - started,
        generation=id_,
        changed=old is None or old.id != id_,
    )
