"""What the words of roles mean, told apart from questions that only use them."""

from __future__ import annotations

import pytest

from answer.ask import ask
from tests.answer.loaded import WordsOnly, read_folder


@pytest.fixture(scope="module")
def library() -> WordsOnly:
    return read_folder()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("chủ trì, phối hợp khác phối hợp chỗ nào?", ("“chủ trì, phối hợp với …”", "“phối hợp với …”")),
        (
            "Giải thích cho người mới: chủ trì và phối hợp khác nhau thế nào?",
            ("“chủ trì”", "“phối hợp với …”"),
        ),
        ("phan biet chu tri voi tham muu", ("“chủ trì”", "“tham mưu”")),
        ("Đầu mối nghĩa là gì?", ("“đầu mối”",)),
    ],
)
def test_words_of_roles_are_explained_with_examples(
    library: WordsOnly, text: str, words: tuple[str, ...]
) -> None:
    answer = ask([text], library)
    assert all(f"{word}:" in answer.summary for word in words)
    assert len(answer.citations) == len(words)
    assert any("cách hiểu thông dụng" in note for note in answer.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Ai là đầu mối?",
        "Sở Ngoại vụ Khánh Hòa chủ trì khác Sở Du lịch chỗ nào?",
        "Công an Cao Bằng phối hợp việc gì?",
        "Thông tin đối ngoại là gì?",
        "Cần Thơ và Cao Bằng khác nhau gì về chế độ báo cáo?",
    ],
)
def test_questions_that_only_use_them_are_answered_from_the_plans(library: WordsOnly, text: str) -> None:
    assert not any("cách hiểu thông dụng trong" in note for note in ask([text], library).notes)


def test_partners_are_told_in_one_sentence(library: WordsOnly) -> None:
    answer = ask(["Sở TT&TT Cần Thơ phối hợp với ai?"], library)
    said = [line.text.split(":")[0] for group in answer.groups for line in group.lines]
    assert any(
        words.startswith("Sở Thông tin và Truyền thông chủ trì, phối hợp với Ban Tuyên giáo")
        for words in said
    )
    assert not any("phối hợp có" in words for words in said)
