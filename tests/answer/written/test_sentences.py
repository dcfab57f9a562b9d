"""Drafts are cut where sentences end, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.written.sentences import (
    MARKS,
    clean_draft,
    numbers_of,
    segments_of,
    sentences_of,
    split_sentences,
)

ONE = (
    "UBND TP. Cần Thơ giao Sở TT&TT chủ trì việc này [1].",
    "Công văn gửi TT. Tỉnh ủy và TT. HĐND tỉnh [2].",
    "Người ký là KT. Chủ tịch, Phó Chủ tịch UBND tỉnh [1].",
    "TS. Nguyễn Văn A và ThS. Trần Thị B dự họp [1].",
    "Hội nghị họp tại Q. Ninh Kiều, TP. Cần Thơ [1].",
    "Theo điểm c khoản 4 mục IV. Tổ chức thực hiện, Sở Ngoại vụ phối hợp [3].",
    "Kế hoạch số 239/KH-UBND ngày 06.12.2023 được ban hành [1].",
    "Kinh phí là 1.200.000 đồng cho mỗi lớp [1].",
    "Kế hoạch viết “Đẩy mạnh tuyên truyền. Chú trọng địa bàn biên giới.” ở phần mở đầu [1].",
    "Tuyên truyền qua báo, đài, v.v. và mạng xã hội [1].",
    "Đ/c Bí thư, đ/c Chủ tịch và Tp. Hồ Chí Minh cùng chỉ đạo [1].",
    "Sở Y tế làm việc này [1][2], Sở Tài chính phối hợp [3].",
)


@pytest.mark.parametrize("text", ONE)
def test_a_dot_that_ends_nothing_cuts_nothing(text: str) -> None:
    assert split_sentences(text) == [text]


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("Sở A làm. Sở B làm.", ["Sở A làm.", "Sở B làm."]),
        ("Hạn là 15/12. Sở B lo.", ["Hạn là 15/12.", "Sở B lo."]),
        ("Trước năm 2025. Năm 2026 tổng kết.", ["Trước năm 2025.", "Năm 2026 tổng kết."]),
        ("Xong trong Quý IV. Sở B báo cáo.", ["Xong trong Quý IV.", "Sở B báo cáo."]),
        ("Xong trong Quý I. Sở B báo cáo.", ["Xong trong Quý I.", "Sở B báo cáo."]),
        ("Sở A làm. [1] Sở B làm. [2][3]", ["Sở A làm. [1]", "Sở B làm. [2][3]"]),
        ("Sở A làm [1]. Sở B làm [2].", ["Sở A làm [1].", "Sở B làm [2]."]),
        ("Sở A dự… Sau đó Sở B về.", ["Sở A dự…", "Sau đó Sở B về."]),
        ("Báo, đài, v.v. Sở B lo.", ["Báo, đài, v.v.", "Sở B lo."]),
        ("Ai chủ trì? Sở A chủ trì!", ["Ai chủ trì?", "Sở A chủ trì!"]),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, pieces: list[str]) -> None:
    assert split_sentences(text) == pieces


def test_items_know_the_line_that_introduces_them() -> None:
    draft = "Sở Y tế chủ trì:\n- lập dự toán [1];\n2. kiểm tra [2].\n\nSở Tài chính phối hợp [3]."
    found = [(s.words, s.marks, s.start, s.lead) for s in sentences_of(draft)]
    assert found == [
        ("Sở Y tế chủ trì:", (), "paragraph", ""),
        ("lập dự toán", (1,), "item", "Sở Y tế chủ trì:"),
        ("kiểm tra", (2,), "item", "Sở Y tế chủ trì:"),
        ("Sở Tài chính phối hợp", (3,), "paragraph", ""),
    ]


def test_words_belong_to_the_marks_behind_them() -> None:
    segments = segments_of("Sở A chủ trì [1], Sở B phối hợp [2][3], theo quy định.")
    assert [(s.text, s.marks) for s in segments] == [
        ("Sở A chủ trì", (1,)),
        (", Sở B phối hợp", (2, 3)),
        (", theo quy định.", ()),
    ]


def test_marks_are_read_in_every_form_models_write() -> None:
    assert [numbers_of(mark) for mark in ("[1]", "[1, 3]", "[2-4]", "【5】", "[1][2]")] == [
        (1,),
        (1, 3),
        (2, 3, 4),
        (5,),
        (1, 2),
    ]
    assert len(numbers_of("[1-900]")) < 40


def test_what_is_not_prose_is_left_out() -> None:
    draft = "<think>Sở A? [1]</think>\n```text\n**Sở B** chủ trì\u202e [2].\n```"
    assert clean_draft(draft) == "Sở B chủ trì [2]."
    assert clean_draft("<think>chưa nghĩ xong [1]") == ""


@given(st.lists(st.sampled_from([*ONE, "Sở B lo.", "- Sở C.", "TP.", "[1]", "\n", "“", "v.v."]), max_size=12))
def test_no_word_and_no_mark_is_lost(parts: list[str]) -> None:
    draft = " ".join(parts)
    found = " ".join(sentence.text for sentence in sentences_of(draft))
    assert MARKS.findall(found) == MARKS.findall(clean_draft(draft))
    assert [w for w in found.split() if w != "-"] == [w for w in clean_draft(draft).split() if w != "-"]
