"""Prompts: what ships is whole, what is faulty stops the start and says why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prompts.loader import EXPECTED, FOLDER, PromptError, load_prompts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the prompts that ship, to be damaged."""
    for name in EXPECTED:
        shutil.copy(FOLDER / f"{name}.txt", tmp_path)
    return tmp_path


def damage(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.txt"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_ships_is_loaded_and_nothing_lies_beside_it() -> None:
    assert set(load_prompts()) == set(EXPECTED) == {path.stem for path in FOLDER.glob("*.txt")}


def test_values_are_put_in_as_they_are() -> None:
    system, user = load_prompts()["answer"].filled(question="$clauses và $$", clauses="[1] Sở Y tế")
    assert "$clauses và $$" in user
    assert "[1] Sở Y tế" in user
    assert "Biến" not in system + user


def test_a_value_too_few_or_too_many_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="answer"):
        load_prompts()["answer"].filled(question="?")
    with pytest.raises(ValueError, match="rewrite"):
        load_prompts()["rewrite"].filled(question="?", turns="", clauses="")


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("Câu hỏi:\n$question\n", "", r"biến \$question khai báo mà không dùng"),
        ("# Biến: $clauses", "# Ghi chú: clauses", r"biến \$clauses chưa khai báo"),
        ("Điều khoản:\n$clauses", "Điều khoản:\n$clauses $today", r"biến \$today chưa khai báo"),
        ("[user]", "[nguoi dung]", r"thiếu phần \[system\] hoặc \[user\]"),
        ("# Người đọc:", "# Ai đọc:", "thiếu dòng “Người đọc:”"),
        ("# Đã thử:", "# Thử:", "thiếu dòng “Đã thử:”"),
        ("Hãy viết câu", "Giá 5$ một câu", r"dấu \$ không phải tên biến"),
    ],
)
def test_a_damaged_prompt_stops_the_start(folder: Path, old: str, new: str, said: str) -> None:
    damage(folder, "answer", old, new)
    with pytest.raises(PromptError, match=said) as raised:
        load_prompts(folder)
    assert "answer.txt" in raised.value.what
    assert "prompts" in raised.value.remedy


def test_a_variable_that_the_program_wants_or_does_not_know_stops_the_start(folder: Path) -> None:
    damage(folder, "case", "$focus", "$topic")
    with pytest.raises(PromptError, match=r"\$focus phải có mà thiếu"):
        load_prompts(folder)
    damage(folder, "case", "# Biến: $clauses", "# Biến: $focus - chủ đề.\n# Biến: $clauses")
    damage(folder, "case", "Chủ đề:\n", "Chủ đề:\n$focus\n")
    with pytest.raises(PromptError, match=r"\$topic chương trình không điền"):
        load_prompts(folder)


def test_a_missing_file_stops_the_start(folder: Path) -> None:
    (folder / "summary.txt").unlink()
    with pytest.raises(PromptError, match=r"summary\.txt"):
        load_prompts(folder)
