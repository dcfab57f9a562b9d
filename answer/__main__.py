"""Command line: python -m answer "…" [--plan ID] [--written] [--json]; python -m answer --batch FILE."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from answer.ask import ask, world_of
from answer.errors import QuestionFileError, UnknownPlanError
from answer.model import Answer
from answer.present import as_record, as_text, proof_line, written_account
from answer.written.writer import ask_and_write, open_writer, wanted_settings
from index.retriever import Index, open_index
from ingest.arguments import ArgumentParser
from ingest.errors import PlanBotError

DEFAULT_INDEX = Path("var/index")
Asker = Callable[[Sequence[str], Index, Sequence[str] | None], Answer]
"""(turns, library, plans asked, None for all) -> the answer to the last turn."""


def main(arguments: list[str] | None = None) -> int:
    """Answer one question or a file of them; return 0, or 2 with the remedy on standard error."""
    options = _parser().parse_args(arguments)
    if bool((options.question or "").strip()) == (options.batch is not None):
        print(
            "Hãy nhập một câu hỏi hoặc dùng --batch TỆP.jsonl. "
            'Ví dụ: python -m answer "Sở Ngoại vụ phải làm gì?"',
            file=sys.stderr,
        )
        return 2
    try:
        tell = _asker(written=options.written)
        library = open_index(options.index, model=os.environ.get("EMBEDDING_MODEL"))
        plans = _known(options.plan, library)
        if options.batch is not None:
            _batch(options.batch, library, plans, tell)
            return 0
        answer = tell([options.question], library, plans)
    except PlanBotError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(as_record(answer), ensure_ascii=False))
    else:
        account = written_account(answer)
        print("\n\n".join(part for part in (as_text(answer), account, proof_line(answer)) if part))
    return 0


def _asker(*, written: bool) -> Asker:
    """Return what answers: the composed answer, or where written is asked for, a language model's prose with
    it.

    Raises WriterSettingsError and PromptError.
    """
    if not written:
        return lambda turns, library, plans: ask(turns, library, plans=plans)
    writer = open_writer(wanted_settings(os.environ))
    return lambda turns, library, plans: ask_and_write(turns, library, writer, plans=plans)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m answer", description="Trả lời câu hỏi từ các kế hoạch đã nạp, kèm trích dẫn."
    )
    parser.add_argument("question", nargs="?", help="câu hỏi")
    parser.add_argument("--batch", type=Path, metavar="FILE", help='tệp JSONL, mỗi dòng {"id", "turns": […]}')
    parser.add_argument(
        "--plan",
        action="append",
        metavar="ID",
        help="chỉ hỏi kế hoạch này (tên tệp, bỏ phần đuôi); dùng được nhiều lần",
    )
    parser.add_argument(
        "--written",
        action="store_true",
        help="kể bằng lời văn qua mô hình ngôn ngữ đặt trong LLM_MODEL, LLM_BASE_URL; câu nào không khớp điều"
        " khoản thì bị bỏ",
    )
    parser.add_argument("--json", action="store_true", help="in câu trả lời dạng JSON")
    parser.add_argument(
        "--index",
        type=Path,
        default=DEFAULT_INDEX,
        metavar="FOLDER",
        help="thư mục chỉ mục (mặc định var/index)",
    )
    return parser


def _known(plans: Sequence[str] | None, library: Index) -> Sequence[str] | None:
    for plan in plans or ():
        if plan not in library.plans:
            loaded = ", ".join(library.plans) or "chưa có kế hoạch nào"
            raise UnknownPlanError(f"Không có kế hoạch “{plan}”.", remedy=f"Các kế hoạch đã nạp: {loaded}.")
    return plans


def _batch(path: Path, library: Index, plans: Sequence[str] | None, tell: Asker) -> None:
    """Print the answer to each question of a file as one line of JSON, as soon as it is there."""
    questions = read_questions(path)
    world_of(library)  # made ready once, before the clock of the first question runs
    for question in tqdm(questions, unit="câu", file=sys.stderr, disable=None):
        record = as_record(tell(question["turns"], library, plans), question["id"])
        print(json.dumps(record, ensure_ascii=False), flush=True)


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Return the records {"id", "turns"} of a JSONL file.

    Raises QuestionFileError when the file is missing or a line is not such a record.
    """
    remedy = 'Mỗi dòng phải là {"id": "…", "turns": ["…"]}.'
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(
            f"Không đọc được {path}.", remedy="Hãy kiểm tra đường dẫn và bảng mã UTF-8."
        ) from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionFileError(f"{path}, dòng {number}: không phải JSON.", remedy=remedy) from error
        if not _is_question(record):
            raise QuestionFileError(f"{path}, dòng {number}: thiếu “id” hoặc “turns”.", remedy=remedy)
        questions.append(record)
    return questions


def _is_question(record: object) -> bool:
    """Return whether a record has an id and turns, all of them text."""
    turns = record.get("turns") if isinstance(record, dict) and "id" in record else None
    return isinstance(turns, list) and bool(turns) and all(isinstance(turn, str) for turn in turns)


if __name__ == "__main__":
    sys.exit(main())
