"""Command line: python -m answer "…" [--plan ID] [--json]; python -m answer --batch FILE.jsonl."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from answer.ask import ask, world_of
from answer.errors import QuestionFileError, UnknownPlanError
from answer.present import as_record, as_text, proof_line
from index.retriever import Index, open_index
from ingest.errors import PlanBotError

DEFAULT_INDEX = Path("var/index")


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
        library = open_index(options.index, model=os.environ.get("EMBEDDING_MODEL"))
        plans = _known(options.plan, library)
        if options.batch is not None:
            _batch(options.batch, library, plans)
            return 0
        answer = ask([options.question], library, plans=plans)
    except PlanBotError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(as_record(answer), ensure_ascii=False))
    else:
        print(f"{as_text(answer)}\n\n{proof_line(answer)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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


def _batch(path: Path, library: Index, plans: Sequence[str] | None) -> None:
    """Print the answer to each question of a file as one line of JSON, as soon as it is there."""
    questions = read_questions(path)
    world_of(library)  # made ready once, before the clock of the first question runs
    for question in tqdm(questions, unit="câu", file=sys.stderr, disable=None):
        record = as_record(ask(question["turns"], library, plans=plans), question["id"])
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
