"""The baselines: how text is cut, ranked and cited."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.baselines import CHUNKS, HYBRID, Baseline, Bm25, Piece, as_record, chunks, fuse


def test_text_is_cut_at_white_space() -> None:
    assert list(chunks("một hai ba bốn", size=8)) == ["một hai", " ba bốn"]
    assert list(chunks("một\nhai ba", size=5)) == ["một", "\nhai", " ba"]
    assert list(chunks("aaaaaaa", size=3)) == ["aaa", "aaa", "a"]
    assert list(chunks("")) == []


@given(st.text(alphabet="a \nđ", max_size=60), st.integers(1, 9))
def test_cutting_leaves_nothing_out(text: str, size: int) -> None:
    pieces = list(chunks(text, size))
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= size for piece in pieces)


def test_bm25_of_a_word_in_one_text_of_two() -> None:
    # "hội" stands twice in a text of 2 words, the mean being 3: with k1 = 1.2 and b = 0.75
    # idf = ln(1 + 1.5 / 1.5) = ln 2; length part = 1.2 * (0.25 + 0.75 * 2 / 3) = 0.9
    found = Bm25(["Hội hội", "chợ xuân năm nay"]).scores("HỘI")
    assert list(found) == pytest.approx([math.log(2) * 2 * 2.2 / (2 + 0.9), 0.0])


def test_bm25_tells_accents_apart_and_knows_no_empty_text() -> None:
    assert list(Bm25(["hội chợ", "hoi cho"]).scores("hội")) == pytest.approx([math.log(2) * 2.2 / 2.2, 0.0])
    assert list(Bm25([]).scores("hội")) == []


def test_rankings_are_fused_by_rank() -> None:
    # 0: 1/61 + 1/63; 1: 1/62 + 1/62; 2: 1/63; 3: 1/61. 1/61 + 1/63 > 2/62, by convexity.
    assert fuse([[0, 1, 2], [3, 1, 0]]) == [0, 1, 3, 2]
    assert fuse([[2, 1], [1, 2]]) == [1, 2]
    assert fuse([]) == []


def test_every_piece_shown_is_cited() -> None:
    assert as_record("a", [Piece("x", "Một"), Piece("y", "Hai")]) == {
        "id": "a",
        "status": "answered",
        "text": "Một\n\nHai",
        "citations": [{"plan_id": "x", "quote": "Một"}, {"plan_id": "y", "quote": "Hai"}],
    }


@pytest.mark.model
@pytest.mark.parametrize("baseline", [CHUNKS, HYBRID], ids=["vectors", "words and vectors"])
def test_what_was_indexed_is_found_by_its_meaning(tmp_path: Path, baseline: Baseline) -> None:
    plans, folder = tmp_path / "plans", tmp_path / "index"
    plans.mkdir()
    texts = {"cho": "Tổ chức hội chợ xuân cho doanh nghiệp.", "tiem": "Tiêm chủng cho trẻ em dưới sáu tuổi."}
    for name, text in texts.items():
        (plans / f"{name}.txt").write_text(text, "utf-8")
    baseline.index(plans, folder)
    found = baseline.open(folder)(["Trẻ em được tiêm khi nào?"], "q")
    assert [citation["plan_id"] for citation in found["citations"]] == ["tiem", "cho"]
    assert found["citations"][0]["quote"] == texts["tiem"]
