"""`python -m answer`: text and JSON, batches in and out, one line and status 2 for bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import index.retriever
from answer.__main__ import main
from index.build import build
from tests.answer.invented_plans import Invented, invented_plans
from tests.answer.scripted_server import Reply, scripted_server
from tests.index.samples import FakeEmbedder

Run = Callable[..., int]
Printed = pytest.CaptureFixture[str]
STABLE = {"status", "text", "citations", "intent", "ledger", "seconds"}
CITED = {"n", "plan_id", "number", "path", "label", "quote", "spans", "page"}


@pytest.fixture(scope="module")
def plans() -> list[Invented]:
    return invented_plans(5)


@pytest.fixture(scope="module")
def folder(plans: list[Invented], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three invented plans, its vectors made without a model."""
    sources = tmp_path_factory.mktemp("plans")
    for plan in plans:
        (sources / f"{plan.id}.txt").write_text(plan.text, "utf-8")
    at = tmp_path_factory.mktemp("index") / "index"
    build(sources, at, embedder=FakeEmbedder("fake"))
    return at


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(index.retriever, "embedder_named", FakeEmbedder)
    monkeypatch.setattr(index.retriever, "known_fingerprint", lambda name: None)
    monkeypatch.delenv("EMBEDDING_MODEL", raising=False)
    return lambda *arguments: main([*arguments, "--index", str(folder)])


def only_line(printed: str) -> str:
    (line,) = printed.splitlines()
    return line


def test_an_answer_as_text(run: Run, plans: list[Invented], capsys: Printed) -> None:
    plan = plans[0]
    assert run(f"Ai ký kế hoạch {plan.place}?") == 0
    out = capsys.readouterr().out
    assert plan.signer in out.splitlines()[0]
    assert "Nguồn:" in out
    assert "1/1 dòng khớp nguyên văn · 1 kế hoạch" in out.splitlines()[-1]


def test_an_answer_as_json(run: Run, plans: list[Invented], capsys: Printed) -> None:
    plan = plans[1]
    task = plan.tasks[0]
    assert run(f"Ai chủ trì {task.asked}?", "--json") == 0
    record = json.loads(only_line(capsys.readouterr().out))
    assert record.keys() >= STABLE
    assert (record["status"], record["intent"]) == ("answered", "who")
    (citation,) = record["citations"]
    assert citation.keys() == CITED
    assert (citation["plan_id"], citation["path"]) == (plan.id, task.path)
    start, stop = citation["spans"][0]
    assert plan.text[start:stop] in citation["quote"]


def test_one_plan_may_be_asked(run: Run, plans: list[Invented], capsys: Printed) -> None:
    assert run("Ai ký các kế hoạch?", "--plan", plans[2].id, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert {citation["plan_id"] for citation in record["citations"]} == {plans[2].id}


def write_batch(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", "utf-8")
    return path


def test_a_batch_is_answered_line_by_line_in_its_order(
    run: Run, plans: list[Invented], tmp_path: Path, capsys: Printed
) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "z", "turns": [f"Ai ký kế hoạch {plans[0].place}?"]},
        {"id": "a", "turns": [f"Ai ký kế hoạch {plans[0].place}?", f"Còn {plans[1].place}?"]},
        {"id": "m", "turns": ["Cách nấu phở bò?"], "category": "more keys are no harm"},
    ]
    assert run("--batch", str(write_batch(tmp_path / "batch.jsonl", rows))) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == ["z", "a", "m"]
    assert plans[0].signer in records[0]["text"]
    assert plans[1].signer in records[1]["text"]
    assert records[2]["status"] == "not_found"
    assert all(record.keys() >= STABLE for record in records)


BAD_LINES = (
    ("{khong phai json", "dòng 1"),
    ('{"id": "a", "turns": ["x"]}\n{"turns": ["x"]}', "dòng 2"),
    ('{"id": "a", "turns": []}', "dòng 1"),
    ('{"id": "a", "turns": "x"}', "dòng 1"),
    ('{"id": "a", "turns": [1]}', "dòng 1"),
    ("[]", "dòng 1"),
)


@pytest.mark.parametrize(("text", "where"), BAD_LINES)
def test_a_bad_batch_is_told_by_its_line_and_nothing_is_answered(
    text: str, where: str, run: Run, tmp_path: Path, capsys: Printed
) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text(text, "utf-8")
    assert run("--batch", str(file)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert where in only_line(printed.err)


def test_a_batch_that_is_missing_or_not_text(run: Run, tmp_path: Path, capsys: Printed) -> None:
    binary = tmp_path / "batch.jsonl"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    for file in (tmp_path / "khong-co.jsonl", binary):
        assert run("--batch", str(file)) == 2
        assert "Không đọc được" in only_line(capsys.readouterr().err)


def test_no_index_yet(tmp_path: Path, capsys: Printed) -> None:
    assert main(["Sở Y tế làm gì?", "--index", str(tmp_path / "khong-co")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "python -m index build" in only_line(printed.err)
    assert not (tmp_path / "khong-co").exists()


def test_an_unknown_plan_is_told_with_those_that_are_known(
    run: Run, plans: list[Invented], capsys: Printed
) -> None:
    assert run("Ai ký?", "--plan", "khong-co") == 2
    line = only_line(capsys.readouterr().err)
    assert "khong-co" in line
    assert all(plan.id in line for plan in plans)


def test_neither_question_nor_batch_and_both(run: Run, tmp_path: Path, capsys: Printed) -> None:
    batch = write_batch(tmp_path / "batch.jsonl", [{"id": "a", "turns": ["x"]}])
    for arguments in ([], ["Ai ký?", "--batch", str(batch)]):
        assert run(*arguments) == 2
        assert "Ví dụ" in only_line(capsys.readouterr().err)


# -- told by a language model --------------------------------------------------------------------------

LLM = ("LLM_MODEL", "LLM_BASE_URL", "LLM_API_KEY", "LLM_TIMEOUT")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Set one setting of the language model; none is set before."""
    for name in LLM:
        monkeypatch.delenv(name, raising=False)
    return lambda name, value: monkeypatch.setenv(f"LLM_{name}", value)


def test_prose_is_told_only_where_it_is_asked_for(
    run: Run, plans: list[Invented], settings: Callable[[str, str], None], capsys: Printed
) -> None:
    task = plans[0].tasks[0]
    question = f"Ai chủ trì {task.asked} ở {plans[0].place}?"
    assert run(question, "--json") == 0
    alone = json.loads(capsys.readouterr().out)
    sound = f"{task.lead} chủ trì {task.asked} [1]."
    with scripted_server(Reply([f"{sound} Sở Thiên văn ", "phối hợp tổ chức [1]."])) as server:
        settings("MODEL", "thử")
        settings("BASE_URL", server.address)
        assert run(question, "--json") == 0
        assert not server.requests
        assert "written" not in json.loads(capsys.readouterr().out)
        assert run(question, "--written", "--json") == 0
        record = json.loads(only_line(capsys.readouterr().out))
        assert run(question, "--written") == 0
        printed = capsys.readouterr().out
    assert record["written"]["paragraphs"] == [{"text": sound, "citations": [1]}]
    assert record["written"]["sentences"] == 1
    (gone,) = record["written"]["removed"]
    assert "Sở Thiên văn" in gone["text"]
    assert record["citations"] == alone["citations"]
    assert "Thiên văn" not in record["text"]
    assert sound in printed
    assert "1 câu do mô hình viết khớp điều khoản, 1 câu bị bỏ" in printed
    assert gone["reason"] in printed


def test_a_batch_may_be_told_in_prose(
    run: Run, plans: list[Invented], tmp_path: Path, settings: Callable[[str, str], None], capsys: Printed
) -> None:
    task = plans[0].tasks[0]
    row = {"id": "a", "turns": [f"Ai chủ trì {task.asked} ở {plans[0].place}?"]}
    batch = str(write_batch(tmp_path / "batch.jsonl", [row]))
    with scripted_server(Reply([f"{task.lead} chủ trì {task.asked} [1]."])) as server:
        settings("MODEL", "thử")
        settings("BASE_URL", server.address)
        assert run("--batch", batch, "--written") == 0
    assert json.loads(only_line(capsys.readouterr().out))["written"]["sentences"] == 1


def test_a_model_that_fails_leaves_the_composed_answer_and_says_so(
    run: Run, plans: list[Invented], settings: Callable[[str, str], None], capsys: Printed
) -> None:
    with scripted_server(Reply(status=401)) as server:
        settings("MODEL", "thử")
        settings("BASE_URL", server.address)
        assert run(f"Ai ký kế hoạch {plans[0].place}?", "--written") == 0
    printed = capsys.readouterr().out
    assert plans[0].signer in printed
    assert "không qua mô hình ngôn ngữ: máy chủ không nhận khóa truy cập" in printed


@pytest.mark.parametrize(
    "given, said",
    [
        ({}, "Chưa đặt mô hình ngôn ngữ"),
        ({"MODEL": "thử"}, "thiếu LLM_BASE_URL"),
        ({"MODEL": "thử", "BASE_URL": "máy-chủ:11434"}, "http://"),
        ({"MODEL": "thử", "BASE_URL": "http://127.0.0.1:9/v1", "API_KEY": "khóa của tôi"}, "chữ có dấu"),
        ({"MODEL": "thử", "BASE_URL": "http://127.0.0.1:9/v1", "API_KEY": "sk-1\u200b2"}, "ký tự lạ"),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_one_line(
    given: dict[str, str],
    said: str,
    run: Run,
    settings: Callable[[str, str], None],
    capsys: Printed,
) -> None:
    for name, value in given.items():
        settings(name, value)
    assert run("Ai ký?", "--written") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in only_line(printed.err)
    assert given.get("API_KEY", "khóa bí mật") not in printed.err
