"""How far a build is: what is told where standard error is no terminal, and when."""

from __future__ import annotations

import io
import json

import pytest

from index.__main__ import main
from index.progress import Lines, Silence, progress, told
from tests.index.test_command_line import plans

__all__ = ["plans"]


def lines_told(*steps: tuple[float, str, int, int]) -> list[str]:
    """Return what is told of steps, each at its time in seconds."""
    now = [0.0]
    out = io.StringIO()
    telling = Lines(out, lambda: now[0])
    for at, stage, done, total in steps:
        now[0] = at
        telling(stage, done, total)  # type: ignore[arg-type]
    return out.getvalue().splitlines()


def test_a_long_build_tells_files_clauses_and_vectors() -> None:
    assert lines_told(
        (0.1, "read", 0, 5), (2.5, "read", 3, 5), (3.0, "read", 5, 5), (3.1, "clauses", 268, 268),
        (3.1, "embed", 0, 355), (4.0, "embed", 16, 355), (6.0, "embed", 32, 355), (7.0, "embed", 355, 355),
        (7.1, "write", 1, 268), (7.2, "write", 268, 268),
    ) == [
        "Đọc kế hoạch: 3/5 tệp",
        "Đọc kế hoạch: 5/5 tệp",
        "Đã đọc: 268 điều khoản",
        "Tính vector để tìm theo nghĩa: 0/355 vector",
        "Tính vector để tìm theo nghĩa: 32/355 vector",
        "Tính vector để tìm theo nghĩa: 355/355 vector",
        "Ghi chỉ mục: 268/268 đoạn",
    ]  # fmt: skip


def test_what_is_read_at_once_and_refused_tells_no_progress() -> None:
    assert lines_told((0.0, "read", 0, 2), (0.1, "read", 1, 2), (0.2, "read", 2, 2)) == []


def test_a_stage_without_work_is_not_told() -> None:
    assert lines_told((0.0, "clauses", 5, 5), (0.1, "embed", 0, 0)) == ["Đã đọc: 5 điều khoản"]


def test_quiet_says_nothing() -> None:
    assert isinstance(progress(quiet=True), Silence)


def test_progress_goes_to_standard_error_alone(
    plans: object, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--index", f"{tmp_path}/index"]
    assert main(["build", str(plans), *at]) == 0
    shown = capsys.readouterr()
    assert shown.err.splitlines()[0] == told("clauses", 3, 3)
    assert "Tính vector" not in shown.out
    assert main(["build", str(plans), "--index", f"{tmp_path}/other", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["search", "bến tàu", "--json", *at]) == 0
    assert all(json.loads(line) for line in capsys.readouterr().out.splitlines())
