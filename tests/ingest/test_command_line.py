"""python -m ingest: JSON lines on standard output, or one line of help on standard error and status 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "plans" / "can-gio.txt"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def records(*arguments: object) -> list[dict[str, object]]:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_outline_gives_every_heading_and_clause_in_reading_order() -> None:
    lines = records("outline", PLAN)
    assert set(lines[0]) == {"plan", "path", "kind", "heading", "text", "spans"}
    assert [line["path"] for line in lines[3:6]] == ["I", "I.1", "I.1.-1"]
    assert (lines[3]["heading"], lines[5]["heading"]) == ("MỤC ĐÍCH, YÊU CẦU", None)
    assert len(lines) == 51


def test_metadata_is_one_line_and_null_where_the_copy_lacks_a_fact() -> None:
    (line,) = records("metadata", PLAN)
    assert (line["number"], line["date"]) == ("9162/KH-UBND", "2023-12-13")
    assert line["signer"] is None
    assert line["bases"] == ["1762/KH-UBND", "292-KH/HU"]


def test_assignments_say_who_does_what_by_when() -> None:
    lines = records("assignments", PLAN, ROOT / "data" / "plans" / "khanh-hoa.txt")
    assert set(lines[0]) == {"plan", "path", "agency", "collective", "role", "task", "deadline", "evidence"}
    assert {line["plan"] for line in lines} == {"can-gio", "khanh-hoa"}
    police = [line["role"] for line in lines if line["agency"] == "Công an huyện"]
    assert police == ["lead", "lead", "support", "lead", "support"]


def test_coverage_shows_what_was_not_read() -> None:
    (line,) = records("coverage", PLAN)
    assert line["unread_text"] == ["gửi: Trịnh"]


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("missing.txt", None, "không có tệp này"),
        ("empty.txt", b" \n\n", "trống"),
        ("binary.txt", bytes(range(256)), "không phải tệp văn bản"),
        ("nul.txt", b"K\xe1\xba\xbf ho\xe1\xba\xa1ch\x00", "không phải tệp văn bản"),
        ("old.txt", b"K\xd5 ho\xb9ch s\xe8 1", "UTF-8"),  # TCVN3, as before Unicode
        ("plan.pdf", b"%PDF-1.4", "bị hỏng"),
        ("plan.xlsx", b"PK", "chưa hỗ trợ loại tệp này"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_line(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("outline", PLAN, path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert name in done.stderr


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "plans.txt"
    folder.mkdir()
    done = run("metadata", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "đây là thư mục" in done.stderr


def test_what_to_print_must_be_known() -> None:
    done = run("summary", PLAN)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_byte_order_marks_say_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "can-gio.txt"
    text = PLAN.read_text("utf-8")
    path.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))
    (line,) = records("metadata", path)
    assert line["number"] == "9162/KH-UBND"
