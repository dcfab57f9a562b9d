"""Comparisons, counts, gaps, lists, what is due, groups and names of today: over whole plans.

Numbers were counted in the files of data/plans by hand.
"""

from __future__ import annotations

from datetime import date

import pytest

from answer.ask import ask
from answer.present import as_text
from answer.understanding.due import last_day
from tests.answer.loaded import WordsOnly, cited, lines, plain

# -- comparison ----------------------------------------------------------------------------------------


def test_a_comparison_is_side_by_side(library: WordsOnly) -> None:
    answer = ask(["so sánh nhiệm vụ Công an ở Cần Thơ với Trà Vinh"], library)
    assert answer.status == "answered"
    assert answer.abreast
    assert [group.plan_id for group in answer.groups] == ["can-tho", "tra-vinh"]
    assert {path for plan, path in cited(answer) if plan == "can-tho"} == {"IV.5.a", "IV.5.b", "IV.5.c"}
    here = {path for plan, path in cited(answer) if plan == "tra-vinh"}
    assert here == {"III.1.¶4", "III.8.¶1", "III.8.¶2", "III.8.¶3", "III.8.¶4"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("So sánh kinh phí Cần Thơ và Cao Bằng", {("can-tho", "III.¶1"), ("cao-bang", "III.-1")}),
        ("Ai chủ trì tập huấn ở Khánh Hòa và Cần Thơ?", {("khanh-hoa", "III.5.2"), ("can-tho", "IV.2.a")}),
        ("Thời hạn báo cáo ở Cao Bằng và Khánh Hòa", {("cao-bang", "Kết.¶1"), ("khanh-hoa", "V.2")}),
        (
            "Báo cáo gửi về đâu ở Khánh Hòa và Cao Bằng?",
            {("khanh-hoa", "V.2"), ("cao-bang", "Kết.¶1")},
        ),
        ("Sở Ngoại vụ Cần Thơ và Cao Bằng khác nhau gì?", {("can-tho", "IV.4.b"), ("cao-bang", "IV.5.¶1")}),
        (
            "Ai ký kế hoạch Cần Thơ và Trà Vinh?",
            {("can-tho", "Thể thức.signer"), ("tra-vinh", "Thể thức.signer")},
        ),
    ],
)
def test_each_side_is_answered_from_its_own_plan(
    text: str, places: set[tuple[str, str]], library: WordsOnly
) -> None:
    for wording in (text, plain(text)):
        answer = ask([wording], library)
        assert places <= set(cited(answer))
        assert {plan for plan, _ in cited(answer)} == {plan for plan, _ in places}


def test_an_empty_side_is_said_after_a_second_look(library: WordsOnly) -> None:
    answer = ask(["So sánh việc khen thưởng ở Cần Giờ và Cao Bằng"], library)
    assert answer.status == "partial"
    assert not answer.abreast  # one side alone stands beside nothing
    assert cited(answer) == [("can-gio", "II.3")]
    assert any("Cao Bằng" in note and "dò lại" in note for note in answer.notes)


# -- counts --------------------------------------------------------------------------------------------

COUNTS = (
    ("bảng của Khánh Hòa có bao nhiêu nhiệm vụ?", "16", 16),
    ("Kế hoạch Cần Thơ có mấy mục lớn?", "4", 4),
    ("Cần Thơ có bao nhiêu nhiệm vụ?", "25", 25),  # 23 under IV, and I.2.b, Kết.¶1
    ("Có bao nhiêu cơ quan được giao việc ở Cần Thơ?", "12", 12),
)


@pytest.mark.parametrize(("text", "count", "shown"), COUNTS)
def test_a_count_is_told_with_what_was_counted(text: str, count: str, shown: int, library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.status == "answered"
    assert count in answer.summary
    assert len(lines(answer)) == shown
    assert any(note.startswith("Cách đếm") for note in answer.notes)


def test_an_agencys_work_is_counted_by_role(library: WordsOnly) -> None:
    answer = ask(["Sở VHTTDL Cao Bằng chủ trì mấy nội dung?"], library)
    assert "2 nhiệm vụ" in answer.summary
    assert set(cited(answer)) == {("cao-bang", "II.3.3"), ("cao-bang", "II.7.2")}


def test_the_busiest_agency_is_counted_by_clauses(library: WordsOnly) -> None:
    answer = ask(["sở nào nhiều việc nhất ở Khánh Hòa?"], library)
    first = lines(answer)[0]
    assert first.agency == "Sở Thông tin và Truyền thông"
    assert "7 việc (4 chủ trì, 3 phối hợp)" in first.text  # rows 3.1 5.2 6.1, V.1; rows 2.1 2.2 2.3
    assert any(note.startswith("Cách đếm") for note in answer.notes)


# -- gaps ----------------------------------------------------------------------------------------------


def test_who_received_the_plan_without_work_is_told_against_the_list_of_recipients(
    library: WordsOnly,
) -> None:
    answer = ask(["Cơ quan nào nhận kế hoạch Khánh Hòa mà không được giao việc?"], library)
    text = as_text(answer)
    assert "Công an tỉnh" in text
    assert "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh" in text
    assert "Sở Thông tin và Truyền thông" not in text
    assert set(cited(answer)) == {("khanh-hoa", "Thể thức.recipient")}
    assert any("Nơi nhận" in note for note in answer.notes)


def test_recipients_that_all_have_work_leave_no_gap(library: WordsOnly) -> None:
    answer = ask(["cơ quan nào nhận kế hoạch Cần Thơ mà không được giao nhiệm vụ?"], library)
    assert answer.citations == ()
    assert "đều được giao việc" in answer.summary


def test_what_has_no_lead_is_listed_clause_by_clause(library: WordsOnly) -> None:
    answer = ask(["Nội dung nào ở Cần Thơ chưa có đơn vị chủ trì?"], library)
    expected = [f"II.1.{x}" for x in "abcd"] + [f"II.2.{x}" for x in "abcdđe"] + [f"II.3.{x}" for x in "abc"]
    assert cited(answer) == [("can-tho", path) for path in expected]
    assert any("Cách tính" in note for note in answer.notes)


def test_what_has_no_deadline_leaves_out_what_has_one(library: WordsOnly) -> None:
    answer = ask(["Việc nào ở Cao Bằng không có thời hạn?"], library)
    found = {path for _, path in cited(answer)}
    assert {"II.1", "II.3.1", "II.9", "IV.5.¶1"} <= found
    assert not found & {"II.2", "II.6", "II.5.2", "Kết.¶1"}


# -- what is due ---------------------------------------------------------------------------------------

LAST_DAYS = (
    ("Quý III/2023", date(2023, 9, 30)),
    ("Quý IV/2023", date(2023, 12, 31)),
    ("quý 1 năm 2024", date(2024, 3, 31)),
    ("trước ngày 15 tháng 11 năm 2023", date(2023, 11, 15)),
    ("trước ngày 30/6/2024", date(2024, 6, 30)),
    ("hàng năm", None),
    ("định kỳ trước ngày 15/12 hàng năm", None),
    ("Thường xuyên", None),
)


@pytest.mark.parametrize(("deadline", "day"), LAST_DAYS)
def test_the_last_day_of_a_deadline(deadline: str, day: date | None) -> None:
    assert last_day(deadline) == day


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2023, 9, 30), set()),
        (date(2023, 10, 1), {"II.2"}),
        (date(2023, 12, 1), {"II.2", "Kết.¶1"}),
        (date(2024, 1, 1), {"II.2", "II.6", "Kết.¶1"}),
    ],
)
def test_overdue_is_only_that_a_deadline_has_passed(today: date, due: set[str], library: WordsOnly) -> None:
    answer = ask(["việc nào quá hạn?"], library, today=today)
    assert {path for plan, path in cited(answer) if plan == "cao-bang"} == due
    assert {plan for plan, _ in cited(answer)} <= {"cao-bang"}
    assert answer.status == ("partial" if due else "not_found")
    assert any("không" in note and "hoàn thành" in note for note in answer.notes)


# -- lists, groups, names of today ---------------------------------------------------------------------


def test_departments_with_a_section_of_their_own(library: WordsOnly) -> None:
    answer = ask(["liệt kê hết các sở có mục riêng trong kế hoạch Trà Vinh"], library)
    assert cited(answer) == [("tra-vinh", f"III.{n}") for n in range(2, 8)]


def test_an_agency_without_a_section_of_its_own(library: WordsOnly) -> None:
    answer = ask(["Phòng VHTT huyện Cần Giờ có mục riêng không?"], library)
    assert "không có mục riêng" in answer.summary
    assert cited(answer) == [("can-gio", "II.1.-5")]


def test_partners_of_a_whole_plan_are_listed(library: WordsOnly) -> None:
    answer = ask(["ds tat ca don vi phoi hop trong KH Cao Bang"], library)
    found = {path for _, path in cited(answer)}
    in_blocks = {"II.1", "II.2", "II.3.1", "II.3.2", "II.3.3", "II.4", "II.5.1", "II.5.2"}
    assert in_blocks | {"II.6", "II.7.1", "II.7.3", "II.8", "II.9"} <= found


def test_whether_a_group_takes_in_an_agency(library: WordsOnly) -> None:
    police = ask(["Sở, ban ngành có bao gồm Công an không?"], library)
    assert "không mặc định gồm Công an" in police.summary
    assert ("can-tho", "IV.5.a") in cited(police)
    office = ask(["Các sở, ban, ngành có gồm Văn phòng UBND tỉnh không?"], library)
    assert "có gồm Văn phòng" in office.summary


def test_the_name_of_today_stands_beside_the_plans_words(library: WordsOnly) -> None:
    answer = ask(["Sở Kế hoạch và Đầu tư Trà Vinh làm gì?"], library)
    notes = {line.today for line in lines(answer) if line.via is None}
    assert notes == {
        "nay: Sở Tài chính (từ 01/3/2025, nguồn: Nghị định 45/2025/NĐ-CP, nay là Nghị định 150/2025/NĐ-CP)"
    }
    assert "Sở Kế hoạch và Đầu tư" in answer.summary
    assert "Sở Tài chính" not in answer.summary


@pytest.mark.parametrize(
    "text", ["liệt kê các kế hoạch đã nạp", "đã nạp mấy kế hoạch?", "co nhung ke hoach nao"]
)
def test_the_loaded_plans_are_listed(text: str, library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.summary == "Đã nạp 5 kế hoạch."
    assert {plan for plan, _ in cited(answer)} == set(library.plans)


def test_a_list_of_leads_names_every_one_in_the_plan(library: WordsOnly) -> None:
    answer = ask(["danh sách cơ quan chủ trì ở Cao Bằng"], library)
    led = {(a.path) for a in library.plans["cao-bang"].assignments if a.role in ("lead", "request")}
    assert {path for _, path in cited(answer)} >= led


def test_how_many_of_an_agencys_things_is_read_off_its_clause(library: WordsOnly) -> None:
    answer = ask(["Trung tâm Văn hóa Cần Giờ tuyên truyền mấy nhóm nội dung?"], library)
    assert cited(answer) == [("can-gio", "III.4.-1")]


def test_what_is_due_next_is_not_what_has_passed(library: WordsOnly) -> None:
    early, late = date(2023, 8, 1), date(2026, 11, 1)
    coming = ask(["Việc gì sắp đến hạn?"], library, today=early)
    assert ("cao-bang", "II.2") in cited(coming)
    assert all("(chưa đến)" in line.text for line in lines(coming))
    assert ask(["Việc gì sắp đến hạn?"], library, today=late).status == "not_found"
    passed = ask(["Sở TT&TT Cao Bằng có việc nào đã quá hạn?"], library, today=late)
    assert all("(đã qua)" in line.text for line in lines(passed))
    assert {plan for plan, _ in cited(passed)} == {"cao-bang"}


def test_progress_is_not_in_the_plans(library: WordsOnly) -> None:
    answer = ask(["Tiến độ thực hiện kế hoạch Khánh Hòa đến đâu rồi?"], library)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert "Không có dữ liệu về tiến độ" in answer.summary
