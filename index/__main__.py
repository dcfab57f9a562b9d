"""Command line: `python -m index build [PLANS]` and `python -m index search "…"`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import DEFAULT_INDEX, DEFAULT_PLANS
from index.progress import progress
from ingest.arguments import ArgumentParser
from ingest.errors import PlanBotError

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.retriever import Hit

_SHOWN = 160
"""Characters of a clause shown in a list of hits."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, or 2 with one line on standard error."""
    given = _parser().parse_args(arguments)
    try:
        return _build(given) if given.command == "build" else _search(given)
    except PlanBotError as error:
        print(str(error).replace("\n", " "), file=sys.stderr)
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename}: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Đã dừng. Chỉ mục giữ nguyên như trước.", file=sys.stderr)
    return 2


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m index", description="Lập chỉ mục các kế hoạch và tìm trong đó.")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="LỆNH", parser_class=ArgumentParser
    )
    build = commands.add_parser("build", help="lập hoặc cập nhật chỉ mục")
    build.add_argument(
        "plans", nargs="?", type=Path, default=DEFAULT_PLANS, metavar="PLANS",
        help=f"thư mục chứa các kế hoạch (mặc định: {DEFAULT_PLANS})",
    )  # fmt: skip
    build.add_argument(
        "--library", type=Path, metavar="FOLDER",
        help="kho văn bản tải lên từ trang Thư viện (mặc định: thư mục library cạnh thư mục chỉ mục)",
    )  # fmt: skip
    build.add_argument("-q", "--quiet", action="store_true", help="không báo tiến độ")
    search = commands.add_parser("search", help="tìm các điều khoản khớp với một câu hỏi")
    search.add_argument("query", metavar="CÂU_HỎI")
    search.add_argument("--k", type=_count, default=10, help="số kết quả (mặc định: 10)")
    search.add_argument("--json", action="store_true", help="mỗi kết quả một dòng JSON")
    for command in (build, search):
        command.add_argument(
            "--index", type=Path, default=DEFAULT_INDEX, metavar="FOLDER",
            help=f"thư mục chỉ mục (mặc định: {DEFAULT_INDEX})",
        )  # fmt: skip
    return parser


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def _model() -> str | None:
    """Return the embedding model named in the environment, None for the bundled one."""
    return os.environ.get("EMBEDDING_MODEL") or None


def _build(given: argparse.Namespace) -> int:
    from index.build import build
    from index.embed import SentenceEmbedder, default_model
    from index.library import Library, library_beside

    library = Library(given.library or library_beside(given.index))
    telling = progress(quiet=given.quiet)
    try:
        embedder = SentenceEmbedder(_model() or default_model())
        report = build(given.plans, given.index, library=library, embedder=embedder, progress=telling)
    finally:
        telling.close()
    print("\n".join(report_lines(report)))
    return 0


def report_lines(report: BuildReport) -> list[str]:
    """Return what a build did, as the user reads it, one line a fact."""
    kinds = (
        ("Mới", report.new),
        ("Không đổi", report.unchanged),
        ("Thay thế", report.replaced),
        ("Đã bỏ", report.removed),
    )
    lines = [f"{name}: {len(ids)} ({', '.join(ids)})" for name, ids in kinds if ids]
    lines += [f"Từ chối: {refusal.file}: {refusal.reason}" for refusal in report.refused]
    lines += [f"Lưu ý: {note}" for note in report.notes]
    plans = len(report.new) + len(report.unchanged) + len(report.replaced)
    state = "Đã lập chỉ mục" if report.changed else "Chỉ mục đã mới nhất"
    lines.append(
        f"{state}: {plans} kế hoạch, {report.passages} đoạn, "
        f"tính mới {report.embedded} vector, {report.seconds:.1f} giây."
    )
    return lines


def _search(given: argparse.Namespace) -> int:
    from index.retriever import open_index

    index = open_index(given.index, model=_model())
    hits = index.search(given.query, k=given.k)
    if index.degraded:
        print(index.degraded, file=sys.stderr)
    if not hits:
        print(f"Không tìm thấy đoạn nào trong {len(index.plans)} kế hoạch đã nạp.", file=sys.stderr)
    for rank, hit in enumerate(hits, 1):
        print(json.dumps(hit_record(hit, rank), ensure_ascii=False) if given.json else hit_text(hit, rank))
    return 0


def hit_record(hit: Hit, rank: int) -> dict[str, object]:
    """Return a hit as data: the citation, then the scores of both halves."""
    from index.retriever import document_of

    metadata = document_of(hit).metadata
    return {"rank": rank, **metadata}


def hit_text(hit: Hit, rank: int) -> str:
    """Return a hit as two lines: its scores and place, then the clause, shortened with "…"."""
    dense = "–" if hit.dense is None else f"{hit.dense:.3f}"
    quote = " ".join(hit.passage.quote.split())
    shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN].rsplit(" ", 1)[0] + "…"
    scores = f"{hit.score:.3f} (từ {hit.lexical:.3f}, nghĩa {dense})"
    return f"{rank:2}. {scores}  {hit.passage.id}  {hit.passage.label}\n    {shown}"


if __name__ == "__main__":
    sys.exit(main())
