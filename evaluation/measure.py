"""Run one system over questions and time it, in a process of its own.

A process of its own because memory is counted by process, and because the first answer should pay for what
it loads. Run by `run_apart` as: python -m evaluation.measure JOB.json RESULT.json
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from evaluation.errors import MeasureError
from evaluation.metrics import Record
from evaluation.questions import ROOT
from evaluation.systems import Answerer, System, systems
from ingest.errors import PlanBotError

# ru_maxrss counts kilobytes on Linux and bytes on macOS.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
_MEGABYTE = 1_000_000

Job = Mapping[str, Any]
Conversation = tuple[str, Sequence[str]]
"""(id, turns)"""


@dataclass(frozen=True, slots=True)
class Indexed:
    """Seconds to index from nothing and, where a system rechecks, once more with nothing changed."""

    seconds: float
    recheck: float | None
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers to sets of questions.

    first_seconds  from opening the index to the first answer, models loaded on the way
    records        for each set, the answers in its order
    millis         for each set, what each answer took, in milliseconds, once loaded
    """

    first_seconds: float
    records: tuple[tuple[Record, ...], ...]
    millis: tuple[tuple[float, ...], ...]
    peak_mb: float | None


def index_plans(system: System, plans: Path, folder: Path) -> Indexed:
    """Index the plans into folder, which must not be there yet, and time it."""
    start = time.perf_counter()
    system.index(plans, folder)
    built = time.perf_counter()
    if not system.rechecks:
        return Indexed(built - start, None, peak_memory())
    system.index(plans, folder)
    return Indexed(built - start, time.perf_counter() - built, peak_memory())


def ask_all(system: System, folder: Path, sets: Sequence[Sequence[Conversation]]) -> Asked:
    """Ask every question of every set; the very first one is asked once more, before, to load everything."""
    start = time.perf_counter()
    answer = system.open(folder)
    id_, turns = sets[0][0]
    answer(turns, id_)
    first = time.perf_counter() - start
    records, millis = [], []
    with tqdm(total=sum(map(len, sets)), desc=system.label, unit=" câu", file=sys.stderr) as bar:
        for conversations in sets:
            got, took = [], []
            for id_, turns in conversations:
                start = time.perf_counter()
                got.append(_answered(answer, id_, turns))
                took.append(1000 * (time.perf_counter() - start))
                bar.update()
            records.append(tuple(got))
            millis.append(tuple(took))
    return Asked(first, tuple(records), tuple(millis), peak_memory())


def _answered(answer: Answerer, id_: str, turns: Sequence[str]) -> Record:
    """Return the answer; a fault of the program is told on standard error and counts as a wrong answer."""
    try:
        return answer(turns, id_)
    except Exception:  # one broken answer must not cost the figures of all others
        tqdm.write(f"Lỗi khi trả lời {id_}: {' / '.join(turns)}\n{traceback.format_exc()}", file=sys.stderr)
        return {"id": id_, "status": "error", "text": "", "citations": []}


def peak_memory() -> float | None:
    """Return the most memory this process has held, in MB; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_UNIT / _MEGABYTE


@dataclass(frozen=True, slots=True)
class Apart:
    """Measures each step in a new process; raises PlanBotError as the step would. model as in `systems`."""

    model: str | None = None

    def index_plans(self, name: str, plans: Path, folder: Path) -> Indexed:
        """See `index_plans`; name is one of `systems()`."""
        job = {"do": "index", "system": name, "plans": str(plans), "folder": str(folder)}
        return Indexed(**_run_apart(job | {"model": self.model}))

    def ask_all(self, name: str, folder: Path, sets: Sequence[Sequence[Conversation]]) -> Asked:
        """See `ask_all`; name is one of `systems()`."""
        job = {"do": "ask", "system": name, "folder": str(folder), "sets": sets}
        result = _run_apart(job | {"model": self.model})
        records = tuple(tuple(rows) for rows in result["records"])
        millis = tuple(tuple(took) for took in result["millis"])
        return Asked(result["first_seconds"], records, millis, result["peak_mb"])


def _run_apart(job: Job) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        given, result = Path(name) / "job.json", Path(name) / "result.json"
        given.write_text(json.dumps(job), "utf-8")
        command = [sys.executable, "-m", "evaluation.measure", str(given), str(result)]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if not result.is_file():
            raise MeasureError(
                f"Phép đo {job['system']} dừng giữa chừng (mã {done.returncode}).",
                remedy="Hãy xem lỗi in ra ở trên.",
            )
        values: dict[str, Any] = json.loads(result.read_text("utf-8"))
    if "what" in values:
        raise MeasureError(values["what"], remedy=values["remedy"])
    return values


def do_job(job: Job, known: Mapping[str, System]) -> dict[str, Any]:
    """Return the result of a job as plain data; an error raised on purpose as its two parts."""
    system = known[job["system"]]
    try:
        if job["do"] == "index":
            done = index_plans(system, Path(job["plans"]), Path(job["folder"]))
            return {"seconds": done.seconds, "recheck": done.recheck, "peak_mb": done.peak_mb}
        asked = ask_all(system, Path(job["folder"]), job["sets"])
    except PlanBotError as error:
        return {"what": error.what, "remedy": error.remedy}
    return {
        "first_seconds": asked.first_seconds,
        "records": asked.records,
        "millis": asked.millis,
        "peak_mb": asked.peak_mb,
    }


def main(arguments: Sequence[str]) -> None:
    """Do the job in the first file and write its result to the second."""
    given, result = map(Path, arguments)
    job = json.loads(given.read_text("utf-8"))
    values = do_job(job, systems(job["model"]))
    result.write_text(json.dumps(values, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
