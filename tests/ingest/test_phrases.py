"""Ordinary phrases that begin like an agency's name, in documents and in questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.errors import AgencyDataError
from ingest.fold import fold
from ingest.phrases import read_phrases
from ingest.read import agency_book

PHRASES = (
    "Chính phủ số",
    "Chính phủ điện tử", "chính quyền số", "công an nhân dân số", "công an toàn diện", "báo cáo",
    "báo động", "báo chí", "đài tưởng niệm", "đài quan sát", "các bộ phận", "bộ chỉ số", "sở hữu trí tuệ",
    "ban hành", "hội nghị", "đoàn kiểm tra", "bảo hiểm xã hội tự nguyện", "mặt trận kinh tế", "quân sự hóa",
    "thanh tra đột xuất", "công đoàn phí", "hải quan số", "vụ đông xuân", "quỹ đất",
)  # fmt: skip
NAMES = (
    ("Chính phủ", "Chính phủ số hóa hồ sơ"),
    ("Chính phủ", "Nghị định của Chính phủ số 61/2018/NĐ-CP"),
    ("Bộ Công an", "Bộ Công an nhân dân được giao"),
    ("Bảo hiểm xã hội tỉnh", "Bảo hiểm xã hội tỉnh"),
    ("Báo Cao Bằng", "Báo Cao Bằng"),
    ("Bộ Tài chính", "các Bộ Tài chính, Nội vụ"),
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_an_ordinary_phrase_names_no_agency(phrase: str) -> None:
    sentence = f"Đẩy mạnh {phrase} trên địa bàn."
    titled = f"{phrase[:1].upper()}{phrase[1:]} là nội dung trọng tâm."
    book = agency_book()
    assert [named.name for named in (*book.named_in(sentence), *book.named_in(titled))] == []
    for question in (f"chỉ tiêu về {phrase} là bao nhiêu", f"{phrase} được làm thế nào"):
        assert [named.name for named in book.in_question(question)] == []
        assert [named.name for named in book.in_question(fold(question))] == []


@pytest.mark.parametrize("name, words", NAMES)
def test_a_name_is_read_where_what_follows_shows_it_meant(name: str, words: str) -> None:
    assert name in [named.name for named in agency_book().named_in(words)]


def test_a_question_may_mean_the_agency_after_all() -> None:
    book = agency_book()
    for question in ("công an toàn tỉnh làm gì", "cong an toan tinh lam gi", "báo với đài làm gì"):
        assert book.in_question(question), question


def test_the_first_words_of_a_party_branch_open_no_group() -> None:
    found = agency_book().named_in("Đảng bộ; Ban Thường vụ Đảng ủy")
    assert not any(named.collective for named in found)


def test_every_phrase_has_a_reason_and_a_damaged_list_is_told(tmp_path: Path) -> None:
    data = json.loads((Path(__file__).parents[2] / "data" / "phrases.json").read_text("utf-8"))
    assert all(entry["why"] and entry["goes_on"] for entry in data["phrases"])
    damaged = tmp_path / "phrases.json"
    damaged.write_text('{"phrases": [{"word": "báo"}]}', "utf-8")
    with pytest.raises(AgencyDataError, match="cụm từ"):
        read_phrases(damaged, asked=False)
