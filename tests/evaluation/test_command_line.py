"""python -m evaluation on a made-up set and a fake system: the whole way but the models."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from evaluation.__main__ import main
from evaluation.measure import Asked, Conversation, Indexed, ask_all, do_job, index_plans
from evaluation.metrics import Record
from evaluation.systems import Answerer, System
from evaluation.systems import systems as real_systems
from ingest.errors import PlanBotError

FAIR = "Tổ chức hội chợ xuân."
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "q1",
        "category": "who",
        "turns": ["Ai tổ chức hội chợ?"],
        "plans": ["lai-son"],
        "status": "answered",
        "gold": [{"plan": "lai-son", "quote": FAIR}],
        "need": "all",
        "facts": ["Sở Công Thương"],
    },
    {
        "id": "q2",
        "category": "when",
        "turns": ["Ai tổ chức hội chợ?", "Khi nào?"],
        "plans": ["lai-son"],
        "status": "answered",
        "gold": [{"plan": "lai-son", "quote": "Trước ngày 15/12."}],
        "need": "any",
        "facts": ["15/12"],
    },
    {
        "id": "q3",
        "category": "not_found",
        "turns": ["Số điện thoại?"],
        "plans": ["lai-son"],
        "status": "not_found",
        "gold": [],
        "need": "any",
    },
]
RIGHT = {"status": "answered", "text": "Sở Công Thương", "citations": [{"plan_id": "lai-son", "quote": FAIR}]}
NO = {"status": "not_found", "text": "Không tìm thấy.", "citations": []}


@dataclass
class Fake:
    """Answers by the words of the last turn; refuses everything else."""

    label: str
    answers: Mapping[str, Record] = field(default_factory=dict)
    rechecks: bool = True
    asked: list[tuple[str, ...]] = field(default_factory=list)
    folders: list[tuple[Path, Path]] = field(default_factory=list)

    def index(self, plans: Path, folder: Path) -> None:
        if not plans.is_dir():
            raise PlanBotError("Không có kế hoạch.", remedy="Hãy thêm kế hoạch.")
        self.folders.append((plans, folder))

    def open(self, folder: Path) -> Answerer:
        def answer(turns: Sequence[str], id_: str) -> Record:
            self.asked.append(tuple(turns))
            return {"id": id_, **self.answers.get(turns[-1], NO)}

        return answer


class Here:
    """Measures in this process, so that fakes can be measured."""

    def __init__(self, known: Mapping[str, System]) -> None:
        self.known = known

    def index_plans(self, name: str, plans: Path, folder: Path) -> Indexed:
        return index_plans(self.known[name], plans, folder)

    def ask_all(self, name: str, folder: Path, sets: Sequence[Sequence[Conversation]]) -> Asked:
        return ask_all(self.known[name], folder, sets)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in QUESTIONS), "utf-8")
    return file


@pytest.fixture
def known() -> dict[str, Fake]:
    return {"ours": Fake("Của ta", {"Ai tổ chức hội chợ?": RIGHT}), "plain": Fake("Đơn giản", rechecks=False)}


def run(known: Mapping[str, Fake], *arguments: object) -> int:
    return main([str(argument) for argument in arguments], Here(known), known)


def test_one_run_prints_every_system(
    questions: Path, known: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(known, "--questions", questions, "--fails", 2) == 0
    printed = capsys.readouterr()
    first, stripped, plain = printed.out.splitlines()[4:7]
    # q1 and q3 are right, q2 is refused; without accents q1 is not recognised either.
    assert first.startswith("1. Của ta  ")
    assert first.split()[3:10] == ["0.67", "0.50", "1.00", "0.50", "0.50", "1.00", "0.50"]
    assert stripped.startswith("2. Của ta, hỏi không dấu")
    assert "0.33" in stripped
    assert plain.startswith("3. Đơn giản")
    assert (
        "SAI q2 [when] Ai tổ chức hội chợ? / Khi nào? — sai trạng thái; thiếu dữ kiện: 15/12" in printed.err
    )
    assert "SAI q1" not in printed.err
    rows = [
        line.split() for line in printed.out.splitlines() if line.startswith(("who", "when", "not_found"))
    ]
    assert rows == [
        ["not_found", "1", "1.00", "-", "-", "-", "1.00", "1.00"],
        ["when", "1", "0.00", "0.00", "-", "0.00", "0.00", "0.00"],
        ["who", "1", "1.00", "1.00", "1.00", "1.00", "0.00", "0.00"],
    ]


def test_figures_as_json(questions: Path, known: dict[str, Fake], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(known, "--questions", questions, "--json") == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["Của ta", "Của ta, hỏi không dấu", "Đơn giản"]
    ours = printed["Của ta"]
    assert (ours["questions"], ours["ok"], ours["abstain"], ours["system"]) == (3, 2 / 3, 1.0, "ours")
    assert ours["by_category"]["who"]["ok"] == 1.0
    assert ours["recheck_seconds"] is not None
    assert printed["Đơn giản"]["recheck_seconds"] is None


def test_every_question_is_asked_with_its_turns(questions: Path, known: dict[str, Fake]) -> None:
    run(known, "--questions", questions)
    wanted = [tuple(row["turns"]) for row in QUESTIONS]
    # The first question comes once more, before the others, so that loading is not counted.
    assert known["plain"].asked == [wanted[0], *wanted]
    assert known["ours"].asked[:4] == [wanted[0], *wanted]
    assert known["ours"].asked[4:] == [
        ("Ai to chuc hoi cho?",),
        ("Ai to chuc hoi cho?", "Khi nao?"),
        ("So dien thoai?",),
    ]


def test_accents_can_be_stripped_for_every_system(
    questions: Path, known: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    run(known, "--questions", questions, "--json", "--strip-accents")
    assert list(json.loads(capsys.readouterr().out)) == ["Của ta, hỏi không dấu", "Đơn giản, hỏi không dấu"]
    assert known["plain"].asked[-1] == ("So dien thoai?",)


def test_what_asking_in_turns_loses_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "talks.jsonl"
    rows = [QUESTIONS[0], QUESTIONS[1] | {"whole": "Hội chợ khi nào?"}]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    quote = {"plan_id": "lai-son", "quote": "Trước ngày 15/12."}
    answers = {"Hội chợ khi nào?": {"status": "answered", "text": "15/12", "citations": [quote]}}
    ours = Fake("Của ta", answers)
    assert run({"ours": ours}, "--questions", file) == 0
    assert ("Hội chợ khi nào?",) in ours.asked
    printed = capsys.readouterr().out
    assert "3. Của ta, hỏi trọn câu" in printed
    assert (
        "1 câu hỏi nối tiếp: đúng 0.00 khi hỏi từng lượt, 1.00 khi hỏi trọn câu; mất 100.0 điểm." in printed
    )


def test_an_index_that_is_there_is_asked_and_not_built(
    questions: Path, known: dict[str, Fake], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(known, "--questions", questions, "--index", tmp_path, "--json")
    assert known["ours"].folders == []
    assert len(known["plain"].folders) == 1
    assert json.loads(capsys.readouterr().out)["Của ta"]["index_seconds"] is None


def test_answers_told_by_a_model_get_a_row_with_the_share_of_sentences_removed(
    questions: Path, known: dict[str, Fake], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = {"sentences": 3, "removed": [{"text": "Sở Y tế chủ trì.", "reason": "không nêu"}], "missing": 0}
    told = Fake("Có mô hình viết", {"Ai tổ chức hội chợ?": RIGHT | {"written": written}})
    systems = {"ours": known["ours"], "told": told, "plain": known["plain"]}
    run(systems, "--questions", questions, "--index", tmp_path, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert told.folders == []  # it asks the index that is there
    assert printed["Có mô hình viết"]["sentences_removed"] == 0.25
    assert printed["Có mô hình viết"]["ok"] == printed["Của ta"]["ok"] == 2 / 3
    assert printed["Của ta"]["sentences_removed"] is None
    run(systems, "--questions", questions, "--index", tmp_path)
    table = capsys.readouterr().out.splitlines()
    assert "removed" in table[2].split()
    assert "0.25" in next(line for line in table if "Có mô hình viết" in line).split()


def test_a_model_is_measured_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLM_MODEL", raising=False)
    assert "told" not in real_systems()
    monkeypatch.setenv("LLM_MODEL", "qwen3:8b")
    assert list(real_systems())[:2] == ["ours", "told"]


def test_indexing_starts_from_nothing_and_is_checked_once_more(
    questions: Path, known: dict[str, Fake], tmp_path: Path
) -> None:
    run(known, "--questions", questions, "--plans", tmp_path)
    (plans, folder), again = known["ours"].folders
    assert plans == tmp_path
    assert again == (plans, folder)
    assert not folder.exists()
    assert len(known["plain"].folders) == 1


@pytest.mark.parametrize(
    "arguments", [["--questions", "none.jsonl"], ["--plans", "none"], ["parse", "--gold", "none"]]
)
def test_what_is_wrong_is_one_line_and_status_2(
    known: dict[str, Fake], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(known, *arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_a_job_gives_plain_data(tmp_path: Path) -> None:
    known = {"ours": Fake("Của ta", {"Ai?": RIGHT})}
    job = {"do": "index", "system": "ours", "plans": str(tmp_path), "folder": str(tmp_path / "x")}
    assert set(do_job(job, known)) == {"seconds", "recheck", "peak_mb"}
    asked = do_job({"do": "ask", "system": "ours", "folder": "x", "sets": [[["a", ["Ai?"]]]]}, known)
    assert json.loads(json.dumps(asked))["records"] == [[{"id": "a", **RIGHT}]]
    assert do_job(job | {"plans": str(tmp_path / "none")}, known) == {
        "what": "Không có kế hoạch.",
        "remedy": "Hãy thêm kế hoạch.",
    }


def test_a_broken_answer_is_told_and_counts_as_wrong(
    questions: Path, known: dict[str, Fake], capsys: pytest.CaptureFixture[str]
) -> None:
    # An answer that is no mapping breaks the fake itself, as a fault in the program would.
    known["ours"].answers = {"Số điện thoại?": 1}  # type: ignore[dict-item]
    assert run(known, "--questions", questions, "--json") == 0
    printed = capsys.readouterr()
    assert "Lỗi khi trả lời q3: Số điện thoại?" in printed.err
    assert json.loads(printed.out)["Của ta"]["by_category"]["not_found"]["ok"] == 0.0


def test_an_error_of_the_measuring_process_comes_through(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The real systems and a process of its own: there is no index in this folder.
    folder = tmp_path / "empty"
    assert main(["--questions", str(questions), "--index", str(folder)]) == 2
    assert str(folder) in capsys.readouterr().err
