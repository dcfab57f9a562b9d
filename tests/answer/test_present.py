"""Answers as text and as records; every expected line was written out by hand."""

from __future__ import annotations

import json

import pytest

from answer.ask import ask
from answer.model import Answer, Citation, Group, Ledger, Line
from answer.present import as_record, as_text, citation_record, line_text, line_texts, proof_line, today_notes
from tests.answer.loaded import WordsOnly

NOTE = "nay: Sở Dân sinh (từ 01/3/2025, nguồn: Nghị định 9)"
CITATION = Citation(
    1,
    "lai-son",
    "12/KH-UBND",
    "II.1.a",
    "điểm a khoản 1 mục II Kế hoạch số 12/KH-UBND",
    "Mở lớp.",
    ((5, 12),),
    2,
)
DUTY = Line("Mở lớp.", (1,), "Sở Y tế", "lead", "chủ trì", None, "Quý II/2024", NOTE)
SHARED = Line("Báo cáo kết quả.", (2,), "Các sở", "support", "", "Các sở, ban, ngành")
ANSWER = Answer(
    "Sở Y tế làm gì?",
    "answered",
    "duties",
    "Sở Y tế được giao 1 nhiệm vụ.",
    (Group("Lai Sơn", (DUTY,), "lai-son"), Group("Lai Sơn: việc chung", (SHARED,), "lai-son", folded=True)),
    (CITATION,),
    ledger=Ledger(5, 267, 1, 0, 1, 3, complete=True),
    notes=("Cần Giờ: không giao việc.",),
    checked=2,
    dropped=1,
    seconds=0.012,
)

LINES = (
    (DUTY, "Chủ trì: Mở lớp. (thời hạn: Quý II/2024) [1]"),
    (SHARED, "Phối hợp: Báo cáo kết quả. (thuộc nhóm “Các sở, ban, ngành”) [2]"),
    (Line("Góp ý.", (3, 4), "Sở Y tế", "advise"), "Tham mưu: Góp ý. [3][4]"),
    (Line("Vận động.", (5,), "Mặt trận", "request"), "Được đề nghị: Vận động. [5]"),
    (Line("Sở Y tế chủ trì: Mở lớp.", (1,), "Sở Y tế", "lead"), "Sở Y tế chủ trì: Mở lớp. [1]"),
    (Line("Trước ngày 15/12: Báo cáo.", (1,), deadline="Trước ngày 15/12"), "Trước ngày 15/12: Báo cáo. [1]"),
    (Line("Số, ký hiệu: 12/KH-UBND", ()), "Số, ký hiệu: 12/KH-UBND"),
)


@pytest.mark.parametrize(("line", "text"), LINES)
def test_a_line_has_role_words_group_deadline_and_marks(line: Line, text: str) -> None:
    assert line_text(line) == text


def test_the_text_to_copy() -> None:
    assert as_text(ANSWER).splitlines() == [
        "Sở Y tế được giao 1 nhiệm vụ.",
        f"(Sở Y tế: {NOTE})",
        "",
        "Lai Sơn",
        "- Chủ trì: Mở lớp. (thời hạn: Quý II/2024) [1]",
        "",
        "Lai Sơn: việc chung",
        "- Phối hợp: Báo cáo kết quả. (thuộc nhóm “Các sở, ban, ngành”) [2]",
        "",
        "Lưu ý: Cần Giờ: không giao việc.",
        "",
        "Nguồn:",
        "[1] điểm a khoản 1 mục II Kế hoạch số 12/KH-UBND",
    ]


def test_nearest_passages_have_no_marks_and_say_that_they_are_no_grounds() -> None:
    refusal = Answer(
        "?", "not_found", "content", "Không tìm thấy trong 5 kế hoạch đã nạp.", nearest=(CITATION,)
    )
    assert as_text(refusal).splitlines() == [
        "Không tìm thấy trong 5 kế hoạch đã nạp.",
        "",
        "Đoạn gần nhất (không phải căn cứ trả lời):",
        "· điểm a khoản 1 mục II Kế hoạch số 12/KH-UBND",
    ]


def test_the_proof_line_counts_lines_plans_and_clauses() -> None:
    assert proof_line(ANSWER) == "2/3 dòng khớp nguyên văn · 5 kế hoạch · 267 điều khoản"


def test_a_name_of_today_is_told_once_and_not_of_groups() -> None:
    group = Group("Lai Sơn", (DUTY, DUTY, Line("x", (1,), "Các sở", via="Các sở", today=NOTE)))
    assert today_notes(Answer("?", "answered", "duties", "", (group,))) == [("Sở Y tế", NOTE)]


def test_a_citation_as_data() -> None:
    assert citation_record(CITATION) == {
        "n": 1,
        "plan_id": "lai-son",
        "number": "12/KH-UBND",
        "path": "II.1.a",
        "label": "điểm a khoản 1 mục II Kế hoạch số 12/KH-UBND",
        "quote": "Mở lớp.",
        "spans": [[5, 12]],
        "page": 2,
    }


# DESIGN 7: the keys that others read.
STABLE = {"status", "text", "citations", "intent", "ledger", "seconds"}


def test_a_record_has_the_stable_keys_and_is_plain_data() -> None:
    record = as_record(ANSWER, "q1")
    assert record.keys() >= STABLE | {"id"}
    assert json.loads(json.dumps(record)) == record
    assert (record["id"], record["status"], record["intent"], record["seconds"]) == (
        "q1",
        "answered",
        "duties",
        0.012,
    )
    assert record["ledger"] == {
        "plans": 5,
        "clauses": 267,
        "lead": 1,
        "support": 0,
        "collective": 1,
        "mentioned": 3,
        "complete": True,
        "checked": 2,
        "dropped": 1,
    }
    assert "id" not in as_record(ANSWER)


def test_what_was_understood_is_in_the_record(library: WordsOnly) -> None:
    record = as_record(ask(["Sở Ngoại vụ Cần Thơ làm gì?"], library))
    understood = {(chip["kind"], chip["value"]) for chip in record["understood"]}
    assert understood == {("intent", "duties"), ("agency", "Sở Ngoại vụ"), ("plan", "can-tho")}


def test_quotes_of_a_real_answer_are_sliced_from_the_file(library: WordsOnly) -> None:
    record = as_record(ask(["Sở Ngoại vụ phải làm gì?"], library))
    assert [c["n"] for c in record["citations"]] == list(range(1, len(record["citations"]) + 1))
    for citation in record["citations"]:
        text = library.plans[citation["plan_id"]].text
        rest = citation["quote"]
        for start, stop in citation["spans"]:
            before, _, rest = rest.partition(text[start:stop])
            assert not before.strip()
        assert not rest.strip()


def test_a_citation_is_written_as_the_administration_writes_it(library: WordsOnly) -> None:
    answer = ask(["Điểm c khoản 4 mục IV kế hoạch Cần Thơ nói gì?"], library)
    assert [c.label for c in answer.citations] == [
        "điểm c khoản 4 mục IV Kế hoạch số 239/KH-UBND ngày 06/12/2023"
    ]


def test_lines_about_several_agencies_say_whose_they_are() -> None:
    own = Line("Mời báo chí.", (1,), role="lead", agency="Sở Ngoại vụ")
    other = Line("Đưa tin.", (2,), role="support", agency="Báo Cần Thơ")
    shared = Line("Báo cáo.", (3,), role="lead", agency="Sở Ngoại vụ", via="Các sở")
    assert line_texts(Group("Cần Thơ", (own, other, shared))) == [
        "Sở Ngoại vụ – Chủ trì: Mời báo chí. [1]",
        "Báo Cần Thơ – Phối hợp: Đưa tin. [2]",
        "Chủ trì: Báo cáo. (thuộc nhóm “Các sở”) [3]",
    ]
    assert line_texts(Group("Cần Thơ", (own, shared)))[0] == "Chủ trì: Mời báo chí. [1]"
