"""Edge: what a person does to the library, each deed with the build that makes it count.

Every deed is all or nothing: the change to the folder is made while no one else builds, and undone where
the index cannot be built of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from index.build import BuildReport, build
from index.copies import PlanCopy, read_copy
from index.embed import Embedder, default_model, embedder_named
from index.errors import DamagedIndexError, DiskError, MissingIndexError, StaleIndexError
from index.intake import Examined, Upload, relation_of
from index.library import Library, Shelved, Undo, library_beside, new_record, same_id
from index.progress import Progress
from index.reader_process import AT_ONCE, PLAIN, Read, readers
from index.store import Source, open_generation
from ingest.errors import PlanBotError
from ingest.plan import Plan

Step = Literal["waiting", "reading", "read", "refused"]
Told = Callable[[int, Step], None]
"""(which upload, what is happening to it)"""


@dataclass(frozen=True, slots=True)
class Deposit:
    """An upload to be kept: under plan_id, with these corrections; replaces says that the plan is there."""

    upload: Upload
    copy: PlanCopy
    plan_id: str
    corrections: Mapping[str, str | None]
    replaces: bool = False

    @property
    def file_name(self) -> str:
        return self.plan_id + Path(self.upload.name).suffix.lower()


class Librarian:
    """Puts plans into the library of one index, corrects, deletes and restores them.

    plans     the folder of plans read beside the library; where an index stands, the one it was built of
    model     name of the one wanted (EMBEDDING_MODEL), None for the one the index was built with
    embedder  takes its place in tests
    """

    def __init__(
        self,
        index: Path,
        plans: Path | None,
        *,
        model: str | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.index = index
        self.library = Library(library_beside(index))
        self._plans = plans
        self._wanted = model
        self._embedder = embedder
        self._log = index.parent / "log" / "refused.jsonl"

    def examine(
        self,
        uploads: Sequence[Upload],
        plans: Mapping[str, Plan],
        sources: Mapping[str, Source],
        *,
        who: str,
        told: Told,
    ) -> list[Examined | PlanBotError]:
        """Return what each upload is, or why it is refused; nothing of them is kept on disk.

        Of a refusal the time, who, and the hash of the file are logged, nothing else.
        """

        def one(number: int, read: Read) -> Examined | PlanBotError:
            told(number, "reading")
            upload = uploads[number]
            try:
                copy = self._read(upload, read)
            except PlanBotError as error:
                self._log_refusal(upload, who)
                told(number, "refused")
                return error
            relation = relation_of(upload, copy, plans, sources)
            told(number, "read")
            return Examined(upload, copy, relation)

        count = min(AT_ONCE, len(uploads)) or 1
        with readers(count) as apart, ThreadPoolExecutor(count) as threads:
            return list(threads.map(lambda number: one(number, apart), range(len(uploads))))

    def deposit(self, deposits: Sequence[Deposit], *, who: str, progress: Progress) -> BuildReport:
        """Put uploads into the library and the index; a plan that is replaced goes into the history."""

        def change() -> Undo:
            return _all([lambda d=d: self._put(d, who) for d in deposits])  # type: ignore[misc]

        known = {d.upload.sha256: d.copy for d in deposits}
        return self._build(change, progress, known)

    def correct(
        self, plan_id: str, values: Mapping[str, str | None], *, who: str, progress: Progress
    ) -> BuildReport:
        """Keep metadata of a plan as a person put it right."""
        return self._build(lambda: self.library.correct(plan_id, values, who), progress)

    def uncorrect(self, plan_id: str, *, progress: Progress) -> BuildReport:
        """Let a plan say again what is printed in it."""
        return self._build(lambda: self.library.uncorrect(plan_id), progress)

    def delete(self, plan_id: str, *, who: str, progress: Progress) -> BuildReport:
        """Take a plan out of the index and put its file into the trash."""
        return self._build(lambda: self._taken_out(plan_id, "deleted", who), progress)

    def restore(self, shelved: Shelved, *, who: str, progress: Progress) -> BuildReport:
        """Put back a deleted plan, or make an earlier version the one in use."""
        record = shelved.record
        if record.why == "deleted":
            report = self._build(lambda: self.library.restore(shelved), progress)
            self.library.forget(shelved)
            return report
        upload = Upload(record.file, shelved.path.read_bytes())
        values = {field: kept.value for field, kept in self.library.corrections_of(shelved).items()}
        deposit = Deposit(upload, self._read_again(upload), record.plan_id, values, replaces=True)
        report = self.deposit([deposit], who=who, progress=progress)
        self.library.forget(shelved)
        return report

    def rebuild(self, progress: Progress) -> BuildReport:
        """Build the index of what is there, as `python -m index build` does."""
        return self._build(None, progress)

    def _build(
        self,
        change: Callable[[], Undo] | None,
        progress: Progress,
        known: Mapping[str, PlanCopy] | None = None,
    ) -> BuildReport:
        return build(
            self._folder_of_plans(),
            self.index,
            library=self.library,
            embedder=self._embedder or embedder_named(self._wanted or self._model()),
            progress=progress,
            known=known,
            change=change,
        )

    def _put(self, deposit: Deposit, who: str) -> Undo:
        steps: list[Callable[[], Undo]] = []
        if deposit.replaces:
            steps.append(lambda: self._taken_out(deposit.plan_id, "replaced", who))
        steps.append(lambda: self.library.put(deposit.file_name, deposit.upload.content))
        if deposit.corrections:
            steps.append(lambda: self.library.correct(deposit.plan_id, deposit.corrections, who))
        return _all(steps)

    def _taken_out(self, plan_id: str, why: str, who: str) -> Undo:
        generation = open_generation(self.index)
        source = next(s for s in generation.manifest.sources if s.plan_id == plan_id)
        path = generation.file_of(source)
        if path is None:  # taken away by hand: there is nothing to keep
            return lambda: None
        record = new_record(plan_id, path, number=source.number, why=why, who=who, origin=source.origin)
        steps = [lambda: self.library.shelve(path, record)]
        if why == "deleted" and source.origin == "library" and self._stands_behind(plan_id):
            steps.append(lambda: self.library.withhold(plan_id, who))
        return _all(steps)

    def _stands_behind(self, plan_id: str) -> bool:
        """Return whether the folder of plans has a file of this plan too, which would come up again."""
        folder = self._folder_of_plans()
        return folder is not None and any(same_id(path.stem, plan_id) for path in folder.rglob("*"))

    def _folder_of_plans(self) -> Path | None:
        try:
            root = open_generation(self.index).manifest.roots.get("plans")
        except (MissingIndexError, DamagedIndexError, StaleIndexError):
            root = None
        folder = self.index / root if root else self._plans
        return Path(folder.resolve()) if folder and folder.is_dir() else None

    def _model(self) -> str:
        try:
            return open_generation(self.index).manifest.model
        except (MissingIndexError, DamagedIndexError, StaleIndexError):
            return default_model()

    def _read(self, upload: Upload, read: Read) -> PlanCopy:
        plain = Path(upload.name).suffix.lower() in PLAIN
        try:
            with self.library.incoming(upload.name, upload.content) as path:
                return (read_copy if plain else read)(path)
        except OSError as error:
            raise DiskError(self.library.folder, error) from error

    def _read_again(self, upload: Upload) -> PlanCopy:
        with readers(1) as read:
            return self._read(upload, read)

    def _log_refusal(self, upload: Upload, who: str) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "user": who,
            "sha256": hashlib.sha256(upload.content).hexdigest(),
        }
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            with self._log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError:
            return  # the refusal itself stands


def _all(steps: Sequence[Callable[[], Undo]]) -> Undo:
    """Do steps in order; where one fails undo those before it. Returns what undoes them all."""
    done: list[Undo] = []

    def undo() -> None:
        for step in reversed(done):
            step()

    try:
        for step in steps:
            done.append(step())
    except BaseException:
        undo()
        raise
    return undo
