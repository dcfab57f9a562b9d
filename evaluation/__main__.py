"""Command line: python -m evaluation, python -m evaluation parse, and python -m evaluation pace FILE…"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from answer.ask import world_of
from evaluation.compare import AS_WHOLE, Comparison, Measure, as_json, compare
from evaluation.drafts import checked_drafts
from evaluation.measure import Apart
from evaluation.pace import pace_of
from evaluation.parsing import SHARED_GOLD, read_gold, reading_figures
from evaluation.questions import ROOT, default_questions, read_questions
from evaluation.sound_drafts import Shelf
from evaluation.systems import System, systems
from evaluation.table import (
    LEGEND,
    by_category,
    failures,
    follow_ups,
    overview,
    reading,
    reading_as_json,
    reading_faults,
    render,
)
from ingest.arguments import ArgumentParser
from ingest.errors import PlanBotError
from ingest.read import read_plan

DEFAULT_PLANS = ROOT / "data" / "plans"


def print_answers(options: argparse.Namespace, measure: Measure, known: Mapping[str, System]) -> None:
    """Measure every system and print the tables; wrong answers of ours go to standard error."""
    questions = read_questions(options.questions)
    index = options.index.resolve() if options.index else None
    wanted = Comparison(questions, options.plans.resolve(), index, options.strip_accents)
    rows = compare(wanted, measure, known)
    if options.json:
        print(json.dumps(as_json(rows), ensure_ascii=False))
    else:
        print(f"{len(questions)} câu hỏi trong {options.questions}\n")
        print(f"{overview(rows)}\n\n{LEGEND}\n\n{by_category(rows)}")
        whole = next((row for row in rows if row.label.endswith(AS_WHOLE)), None)
        if whole is not None:
            print(f"\n{follow_ups(rows[0], whole)}")
    if wrong := failures(rows[0].scores, options.fails):
        print(wrong, file=sys.stderr)


def print_reading(options: argparse.Namespace) -> None:
    """Read the annotated plans and print how outline and assignments agree with the annotation."""
    gold = read_gold(options.gold)
    files = [options.plans / f"{plan}.txt" for plan in gold.plans]
    plans = [read_plan(path) for path in tqdm(files, desc="Đọc kế hoạch", unit=" tệp", file=sys.stderr)]
    rows = [(plan.id, plan.coverage.share, *reading_figures(plan, gold)) for plan in plans]
    if options.json:
        print(json.dumps(reading_as_json(rows), ensure_ascii=False))
    else:
        print(reading(rows))
    for id_, _, outline, held in rows:
        if faults := reading_faults(id_, outline, held, options.fails):
            print(faults, file=sys.stderr)


def print_pace(options: argparse.Namespace) -> None:
    """Read the files and print how many pages a minute that makes."""
    pace = pace_of(options.files)
    if options.json:
        print(json.dumps(asdict(pace) | {"pages_a_minute": pace.pages_a_minute}))
    else:
        print(
            f"{pace.files} tệp, {pace.pages} trang trong {pace.seconds:.1f} giây: "
            f"{pace.pages_a_minute:.0f} trang/phút (đọc tệp {pace.reading:.1f} giây, "
            f"tách điều khoản {pace.parsing:.1f} giây, cộng mọi tiến trình)"
        )


def print_drafts(options: argparse.Namespace) -> None:
    """Check sound and faulty sentences about the plans and print the share that was taken out of each
    kind."""
    files = sorted(options.plans.glob("*.txt"))
    shelf = Shelf({path.stem: read_plan(path) for path in tqdm(files, desc="Đọc", file=sys.stderr)})
    figures = checked_drafts(world_of(shelf))
    if options.json:
        print(json.dumps({kind: asdict(one) for kind, one in figures.items()}, ensure_ascii=False))
    else:
        print(render(["", "sentences", "removed"], [[k, f.sentences, f.removed] for k, f in figures.items()]))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m evaluation", description="In bảng số liệu: trợ lý và hai cách làm đơn giản."
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=["answers", "parse", "pace", "drafts"],
        default="answers",
        help="parse: đo phần đọc kế hoạch; pace: đo số trang đọc được mỗi phút; "
        "drafts: đo phần kiểm tra câu do mô hình viết",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="tệp kế hoạch, cho pace")
    parser.add_argument(
        "--questions", type=Path, default=default_questions(), help="bộ câu hỏi, mỗi dòng JSON"
    )
    parser.add_argument("--plans", type=Path, default=DEFAULT_PLANS, help="thư mục kế hoạch")
    parser.add_argument(
        "--index", type=Path, help="hỏi trên chỉ mục có sẵn thay vì lập mới (không đo lập chỉ mục)"
    )
    parser.add_argument("--gold", type=Path, default=SHARED_GOLD, help="thư mục chú giải mẫu, cho parse")
    parser.add_argument("--fails", type=int, default=0, metavar="N", help="in N câu sai đầu tiên")
    parser.add_argument("--strip-accents", action="store_true", help="hỏi mọi hệ thống bằng chữ không dấu")
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON thay cho bảng")
    return parser


def main(
    arguments: Sequence[str] | None = None,
    measure: Measure | None = None,
    known: Mapping[str, System] | None = None,
) -> int:
    """Run the command line; returns 2 after one line on standard error where something is wrong."""
    options = _parser().parse_args(arguments)
    try:
        if options.what == "parse":
            print_reading(options)
        elif options.what == "pace":
            print_pace(options)
        elif options.what == "drafts":
            print_drafts(options)
        else:
            print_answers(options, measure or Apart(os.environ.get("EMBEDDING_MODEL")), known or systems())
    except PlanBotError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
