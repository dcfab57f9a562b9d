"""`python -m index`: what it prints, and one line and status 2 for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import index.embed
import index.retriever
from index.__main__ import main, report_lines
from index.build import BuildReport
from index.store import Refusal
from tests.index.samples import FakeEmbedder

PLAN = """KẾ HOẠCH
Phát triển du lịch biển

I. MỤC ĐÍCH

1. Nâng cao chất lượng dịch vụ du lịch biển.

II. TỔ CHỨC THỰC HIỆN

1. Sở Du lịch

a) Chủ trì xây dựng bến tàu khách.

b) Báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12.
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One plan, and the model replaced."""
    monkeypatch.setattr(index.embed, "SentenceEmbedder", FakeEmbedder)
    monkeypatch.setattr(index.retriever, "embedder_named", FakeEmbedder)
    monkeypatch.setattr(index.embed, "default_model", lambda: "fake")
    monkeypatch.setattr(index.retriever, "known_fingerprint", lambda name: None)
    monkeypatch.delenv("EMBEDDING_MODEL", raising=False)
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "bien.txt").write_text(PLAN, "utf-8")
    return folder


def test_build_then_search(plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--index", str(tmp_path / "index")]
    assert main(["build", str(plans), *at]) == 0
    assert "Mới: 1 (bien)" in capsys.readouterr().out
    assert main(["build", str(plans), *at]) == 0
    assert "Không đổi: 1 (bien)\nChỉ mục đã mới nhất: 1 kế hoạch" in capsys.readouterr().out
    assert main(["search", "ben tau khach", "--k", "1", "--json", *at]) == 0
    hit = json.loads(capsys.readouterr().out)
    assert (hit["rank"], hit["plan_id"], hit["quote"]) == (1, "bien", "Chủ trì xây dựng bến tàu khách.")
    assert {"path", "label", "spans", "page", "number", "score", "lexical", "dense"} <= hit.keys()
    start, stop = hit["spans"][0]
    assert PLAN[start:stop] == hit["quote"]
    assert main(["search", "bến tàu khách", "--k", "2", *at]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 4
    assert printed[0].startswith(" 1. ")
    assert printed[1] == "    Chủ trì xây dựng bến tàu khách."


def test_the_model_is_named_by_the_environment(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--index", str(tmp_path / "index")]
    monkeypatch.setenv("EMBEDDING_MODEL", "another")
    assert main(["build", str(plans), *at]) == 0
    assert main(["search", "bến tàu", *at]) == 0
    monkeypatch.setenv("EMBEDDING_MODEL", "third")
    capsys.readouterr()
    assert main(["search", "bến tàu", *at]) == 2
    assert "another" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "{none}", "--index", "{new}"], "Không có thư mục"),
        (["build", "{empty}", "--index", "{new}"], "Không thấy tệp .txt"),
        (["build", "{bad}", "--index", "{new}"], "Không đọc được tệp nào"),
        (["build", "{plans}", "--index", "{plans}"], "đã có dữ liệu khác"),
        (["search", "x", "--index", "{new}"], "Chưa có chỉ mục"),
        (["search", "x", "--index", "{plans}"], "đã có dữ liệu khác"),
        (["search", "x", "--k", "0", "--index", "{new}"], "--k không nhận giá trị '0'"),
        (["search", "x", "--k", "many", "--index", "{new}"], "--k không nhận giá trị 'many'"),
        (["search", "x", "--k"], "--k cần một giá trị"),
        (["search", "x", "y"], "không hiểu y"),
        (["search"], "thiếu CÂU_HỎI"),
        (["dance"], "LỆNH không có 'dance'"),
        ([], "thiếu LỆNH"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "nhi-phan.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    names = {name: tmp_path / name for name in ("none", "new", "empty", "bad")} | {"plans": plans}
    before = sorted(path.name for path in plans.iterdir())
    try:
        status = main([argument.format(**names) for argument in arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    shown = capsys.readouterr()
    assert (status, shown.out) == (2, "")
    assert shown.err.count("\n") == 1
    assert told in shown.err
    assert sorted(path.name for path in plans.iterdir()) == before


def test_a_report_says_what_happened() -> None:
    report = BuildReport(
        new=("a",), unchanged=("b", "c"), replaced=("d",), removed=("e",),
        refused=(Refusal("f.txt", "0", "f.txt trống."),),
        notes=("Các tệp a.txt, b.txt cùng mang số 1/KH-UBND.",),
        passages=12, embedded=3, seconds=1.26, generation="g", changed=True,
    )  # fmt: skip
    assert report_lines(report) == [
        "Mới: 1 (a)",
        "Không đổi: 2 (b, c)",
        "Thay thế: 1 (d)",
        "Đã bỏ: 1 (e)",
        "Từ chối: f.txt: f.txt trống.",
        "Lưu ý: Các tệp a.txt, b.txt cùng mang số 1/KH-UBND.",
        "Đã lập chỉ mục: 4 kế hoạch, 12 đoạn, tính mới 3 vector, 1.3 giây.",
    ]
