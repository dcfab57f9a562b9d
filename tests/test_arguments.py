"""Arguments of every command line: wrong ones are told in one line of Vietnamese."""

from __future__ import annotations

from importlib import import_module

import pytest

from ingest.arguments import ArgumentParser


@pytest.mark.parametrize(
    ("module", "arguments", "told"),
    [
        ("answer", ["--plann"], "không hiểu --plann"),
        ("answer", ["câu hỏi", "--index"], "--index cần một giá trị"),
        ("ingest", ["outlines", "a.txt"], "what không có 'outlines'"),
        ("ingest", ["outline"], "thiếu FILE"),
        ("evaluation", ["--fails", "nhiều"], "--fails không nhận giá trị 'nhiều'"),
        ("index", ["build", "--k"], "không hiểu --k"),
    ],
)
def test_wrong_arguments_are_told_in_one_line_of_vietnamese(
    module: str, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        import_module(f"{module}.__main__").main(arguments)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error == f"Tham số không đúng: {told}. Xem: python -m {module} --help\n"


def test_help_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        ArgumentParser(prog="python -m ingest").parse_args(["--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.split("\n") == [
        "Cách dùng: python -m ingest [-h]",
        "",
        "Tùy chọn:",
        "  -h, --help  in hướng dẫn này rồi thoát",
        "",
    ]
