"""Files -> an index folder that holds them: reads, embeds and writes only what changed."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.cache import VectorCache
from index.copies import PlanCopy
from index.embed import Embedder, SentenceEmbedder, Vectors, default_model
from index.errors import (
    DamagedIndexError,
    DiskError,
    MissingIndexError,
    NothingToIndexError,
    StaleIndexError,
)
from index.files import Found, PlanFile, plan_files
from index.lexical import write_lexical
from index.library import Library, Undo
from index.passages import PASSAGE_VERSION, Passage, passages_of
from index.progress import Progress, Stage
from index.reader_process import Read, read_copies
from index.store import (
    CACHE,
    FORMAT_VERSION,
    LEXICAL,
    VECTORS,
    Generation,
    Manifest,
    Origin,
    Refusal,
    Source,
    boxes_in,
    building,
    check_files,
    claim,
    data_files,
    generation_path,
    is_ours,
    new_generation,
    open_generation,
    publish,
    read_layouts,
    read_plans,
    remove_others,
    write_layouts,
    write_passages,
    write_plans,
)
from index.vectors import write_vectors
from index.words import WORDS_VERSION
from ingest.corrections import corrected
from ingest.errors import PlanBotError
from ingest.fold import fold
from ingest.parse import PARSER_VERSION
from ingest.plan import Plan

_TEXT_VERSION = f"passages {PASSAGE_VERSION}, words {WORDS_VERSION}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Plans are named by their ids.

    replaced   whose file changed, or that were read again by a newer parser
    removed    whose file is gone or can no longer be read: nothing of them is left
    refused    files that could not be read, with the reasons
    notes      sentences in Vietnamese: the same plan in two files, a file passed over
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
class _Reading:
    """What came of the files: copies by plan id, where each came from, and what was refused."""

    copies: Mapping[str, PlanCopy]
    files: Mapping[str, PlanFile]
    refused: tuple[Refusal, ...]


def build(
    sources: Path | None,
    folder: Path,
    *,
    library: Library | None = None,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
    read: Read | None = None,
    known: Mapping[str, PlanCopy] | None = None,
    change: Callable[[], Undo] | None = None,
) -> BuildReport:
    """Bring the index in folder up to date with the files under sources and those in library.

    A file is known by its sha256: what is unchanged is neither parsed nor embedded, and where nothing
    changed the model is not loaded. A file that cannot be read is refused and the others go in. Readers
    see the old index until the new one is whole. embedder defaults to the bundled model; known holds
    copies read already, by sha256; read takes the place of reading in processes. change is what to do to
    the library first, while nobody else builds; it is undone where the build then fails.

    Raises NothingToIndexError (no file, or none readable), ForeignFolderError, IndexBusyError, DiskError
    and EmbeddingError; the index is then what it was.
    """
    started = time.perf_counter()
    embedder = embedder or SentenceEmbedder(default_model())
    library = library or Library(folder / "no library")
    if change is None and not is_ours(folder):
        plan_files(sources, folder, library)  # nothing to index: then no folder is made for it
    _claimed(folder)
    with building(folder), _made(change, library):
        found = plan_files(sources, folder, library)
        old = _usable(folder)
        if old is not None and _is_current(old, found, library, embedder):
            remove_others(folder, old.id)  # what a crash left, or Windows would not remove
            return _report(old, old.manifest, old.id, found.notes, embedded=0, started=started)
        copies = _known_copies(old) | {(None, sha256): copy for sha256, copy in (known or {}).items()}
        reading = _read(found.files, copies, read, progress or _silent)
        id_, manifest, embedded = _written(folder, reading, found, library, embedder, progress or _silent)
    return _report(old, manifest, id_, found.notes, embedded=embedded, started=started)


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


def _usable(folder: Path) -> Generation | None:
    """Return the generation in use where it can be built upon: damaged or stale ones are built anew."""
    try:
        generation = open_generation(folder)
        check_files(generation)
    except (MissingIndexError, DamagedIndexError, StaleIndexError):
        return None
    return generation


@contextmanager
def _made(change: Callable[[], Undo] | None, library: Library) -> Iterator[None]:
    """Make a change to the library, and undo it where what is done under it fails."""
    try:
        undo = change() if change else None
    except OSError as error:
        raise DiskError(library.folder, error) from error
    try:
        yield
    except BaseException:
        if undo:
            undo()
        raise


def _claimed(folder: Path) -> None:
    try:
        claim(folder)
    except OSError as error:
        raise DiskError(folder, error) from error


def _is_current(old: Generation, found: Found, library: Library, embedder: Embedder) -> bool:
    manifest = old.manifest
    before: dict[tuple[Origin, str, str], dict[str, str | None] | None] = {
        (source.origin, source.file, source.sha256): source.corrections for source in manifest.sources
    }
    before |= {(refusal.origin, refusal.file, refusal.sha256): None for refusal in manifest.refused}
    now = {(file.origin, file.name, file.sha256): file.plan_id for file in found.files}
    return (
        manifest.parser_version == PARSER_VERSION
        and manifest.text_version == _TEXT_VERSION
        and before.keys() == now.keys()
        and all(kept is None or kept == _values(library, now[file]) for file, kept in before.items())
        and manifest.roots == found.roots
        and manifest.model == embedder.name
        and manifest.fingerprint == embedder.fingerprint
    )


def _values(library: Library, plan_id: str) -> dict[str, str | None]:
    """Return what a person put right in the metadata of a plan, by field."""
    return {field: correction.value for field, correction in library.corrections(plan_id).items()}


def _frozen(values: Mapping[str, str | None]) -> frozenset[tuple[str, str | None]]:
    return frozenset(values.items())


def _read(
    files: Sequence[PlanFile],
    known: Mapping[tuple[str | None, str], PlanCopy],
    read: Read | None,
    progress: Progress,
) -> _Reading:
    """Return the copies in files; those of known contents are taken as they are."""
    have = {file: copy for file in files if (copy := _known_copy(known, file))}
    unread = [file for file in files if file not in have]
    progress("read", len(have), len(files))
    outcomes = read_copies(
        [file.path for file in unread], lambda done: progress("read", len(have) + done, len(files)), read
    )
    came = have | dict(zip(unread, outcomes, strict=True))
    return _sorted_out(files, came)


def _known_copy(known: Mapping[tuple[str | None, str], PlanCopy], file: PlanFile) -> PlanCopy | None:
    """Return the copy with the bytes of this file, under the file's own id."""
    copy = known.get((file.plan_id, file.sha256)) or known.get((None, file.sha256))
    return replace(copy, plan=replace(copy.plan, id=file.plan_id)) if copy else None


def _sorted_out(files: Sequence[PlanFile], came: Mapping[PlanFile, PlanCopy | PlanBotError]) -> _Reading:
    copies: dict[str, PlanCopy] = {}
    taken: dict[str, PlanFile] = {}
    refused: list[Refusal] = []
    for file in files:
        outcome = came[file]
        if isinstance(outcome, PlanBotError):
            refused.append(Refusal(file.name, file.sha256, str(outcome), file.origin))
        elif file.plan_id in copies:
            reason = _same_id(file.plan_id, taken[file.plan_id])
            refused.append(Refusal(file.name, file.sha256, reason, file.origin))
        else:
            copies[file.plan_id], taken[file.plan_id] = outcome, file
    if not copies:
        reasons = " ".join(refusal.reason for refusal in refused)
        raise NothingToIndexError(
            f"Không đọc được tệp nào. {reasons}", remedy="Chỉ mục giữ nguyên như trước."
        )
    return _Reading(copies, taken, tuple(refused))


def _known_copies(old: Generation | None) -> dict[tuple[str | None, str], PlanCopy]:
    """Return the copies of the old generation, as printed, by plan id and sha256."""
    if old is None or old.manifest.parser_version != PARSER_VERSION:
        return {}
    try:
        plans, layouts = read_plans(old, as_printed=True), read_layouts(old)
    except StaleIndexError:
        return {}
    return {
        (source.plan_id, source.sha256): PlanCopy(
            plans[source.plan_id], source.format, boxes_in(layouts[source.plan_id]), source.warnings
        )
        for source in old.manifest.sources
    }


def _same_id(plan_id: str, first: PlanFile) -> str:
    return (
        f"Trùng tên {plan_id} với tệp {first.name} đã đọc: hai tệp chỉ khác thư mục hoặc đuôi. "
        "Hãy đổi tên một trong hai tệp."
    )


def _written(
    folder: Path,
    reading: _Reading,
    found: Found,
    library: Library,
    embedder: Embedder,
    progress: Progress,
) -> tuple[str, Manifest, int]:
    """Write a generation and put it into use; return its id, its manifest and how much was embedded.

    Raises DiskError, and leaves nothing half written, where the disk is full or refuses.
    """
    try:
        return _write(folder, reading, found, library, embedder, progress)
    except (OSError, sqlite3.Error) as error:
        _clear(folder)
        raise DiskError(folder, error) from error


def _clear(folder: Path) -> None:
    """Remove what is not the generation in use, to give the disk its room back."""
    try:
        remove_others(folder, open_generation(folder).id)
    except (MissingIndexError, DamagedIndexError, StaleIndexError):
        shutil.rmtree(generation_path(folder, ""), ignore_errors=True)


def _write(
    folder: Path,
    reading: _Reading,
    found: Found,
    library: Library,
    embedder: Embedder,
    progress: Progress,
) -> tuple[str, Manifest, int]:
    values = {id_: _values(library, id_) for id_ in reading.copies}
    by_plan = {id_: passages_of(corrected(copy.plan, values[id_])) for id_, copy in reading.copies.items()}
    passages = [passage for part in by_plan.values() for passage in part]
    clauses = sum(len(copy.plan.clauses) for copy in reading.copies.values())
    progress("clauses", clauses, clauses)
    vectors, embedded = _vectors(folder, passages, embedder, progress)
    id_, path = new_generation(folder)
    write_plans(path, (copy.plan for copy in reading.copies.values()))
    write_layouts(path, (copy.boxes for copy in reading.copies.values()))
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
        roots=dict(found.roots),
        sources=tuple(_source(reading, p, values[p], len(part)) for p, part in by_plan.items()),
        refused=reading.refused,
        plans=len(reading.copies),
        passages=len(passages),
        files=data_files(path),
    )
    publish(folder, id_, manifest)
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


def _source(reading: _Reading, plan_id: str, values: dict[str, str | None], passages: int) -> Source:
    copy, file = reading.copies[plan_id], reading.files[plan_id]
    plan: Plan = corrected(copy.plan, values)
    return Source(
        plan_id,
        file.name,
        file.sha256,
        plan.number,
        plan.place,
        len(plan.clauses),
        passages,
        origin=file.origin,
        format=copy.format,
        warnings=copy.warnings,
        corrections=values,
    )


def _report(
    old: Generation | None,
    manifest: Manifest,
    id_: str,
    notes: tuple[str, ...],
    *,
    embedded: int,
    started: float,
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
        notes=(*notes, *same_plan_notes(manifest.sources)),
        passages=manifest.passages,
        embedded=embedded,
        seconds=time.perf_counter() - started,
        generation=id_,
        changed=old is None or old.id != id_,
    )
