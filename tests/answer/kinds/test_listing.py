"""Lists of tasks by their leads, their times, a quarter and a part, held against what plans were made of."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from answer.understanding.due import falls_in, period_in
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import Invented, Layout
from tests.answer.loaded import WordsOnly, cited, lines, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of, tasks_of


def of_the_tasks(plan: Invented, answer: Answer) -> set[str]:
    """Return the tasks cited: in prose each section has a second clause, too."""
    tasks = {task.path for task in plan.tasks}
    return {path for plan_id, path in cited(answer) if plan_id == plan.id and path in tasks}


@SEED
@LAYOUT
@pytest.mark.parametrize(
    "question", ["Việc nào của {} có ghi thời gian, ghi thế nào?", "Liệt kê nhiệm vụ có thời hạn ở {}"]
)
def test_tasks_with_a_time(seed: int, layout: Layout, question: str) -> None:
    library, plan = plan_of(seed, layout)
    for text in (question.format(plan.place), plain(question.format(plan.place))):
        answer = ask([text], library)
        assert of_the_tasks(plan, answer) == {task.path for task in plan.tasks if task.deadline}
        for task in plan.tasks:
            assert task.deadline is None or any(task.deadline in line.text for line in lines(answer))


@SEED
@LAYOUT
@pytest.mark.parametrize(
    "question",
    ["Những việc của {} không ghi thời gian hoàn thành", "Nhiệm vụ nào ở {} chưa có thời hạn?"],
)
def test_tasks_without_a_time(seed: int, layout: Layout, question: str) -> None:
    library, plan = plan_of(seed, layout)
    answer = ask([question.format(plan.place)], library)
    assert of_the_tasks(plan, answer) == {task.path for task in plan.tasks if not task.deadline}


@SEED
@pytest.mark.parametrize("quarter", ["II", "III", "IV"])
def test_tasks_of_a_quarter(seed: int, quarter: str) -> None:
    library, plan = plan_of(seed, "labels")
    year = plan.date[-4:]
    answer = ask([f"{plan.place}: việc nào phải xong trong quý {quarter}/{year}?"], library)
    due = {task.path for task in plan.tasks if task.deadline == f"Quý {quarter}/{year}"}
    assert of_the_tasks(plan, answer) == due
    other = ask([f"{plan.place}: việc nào phải xong trong quý {quarter}/2031?"], library)
    assert of_the_tasks(plan, other) == set()


JOINT = """\
Số: 88/KH-UBND

Phú Yên, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Bảo vệ rạn san hô tỉnh Phú Yên

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Thả phao phân vùng rạn san hô

- Đơn vị chủ trì: Sở Y tế, Sở Xây dựng.

- Thời gian: Quý II/2024.

2. Dọn rác đáy biển

- Đơn vị chủ trì: Sở Tư pháp, Sở Y tế, Thanh tra tỉnh.

3. Dựng bảng hướng dẫn ngư dân

- Đơn vị chủ trì: Sở Y tế.

- Đơn vị phối hợp: Sở Xây dựng, Sở Tư pháp.

II. TỔ CHỨC THỰC HIỆN

1. Sở Xây dựng, Thanh tra tỉnh

Cử cán bộ trực điểm lặn.
"""


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("Việc nào do nhiều cơ quan cùng làm?", {"I.1", "I.2", "I.3", "II.1.¶1"}),
        ("Những việc nào ở phần nội dung có từ hai cơ quan cùng chủ trì trở lên?", {"I.1", "I.2"}),
        ("nhung viec nao do hai don vi chu tri", {"I.1", "I.2", "II.1.¶1"}),
        ("Nhiệm vụ nào do ba cơ quan chủ trì?", {"I.2"}),
        ("Nhiệm vụ nào đồng chủ trì ở phần tổ chức thực hiện?", {"II.1.¶1"}),
        ("Những việc nào không ghi thời gian ở phần nội dung?", {"I.2", "I.3"}),
        ("Phần tổ chức thực hiện gồm những việc gì?", {"II.1.¶1"}),
        ("Sở Tư pháp có việc nào chưa ghi thời hạn?", {"I.2", "I.3"}),
    ],
)
def test_tasks_of_several_leads_and_of_a_part(question: str, paths: set[str]) -> None:
    library = WordsOnly({"phu-yen": parse_plan(JOINT, "phu-yen", agency_book())})
    answer = ask([question], library)
    assert answer.status == "answered"
    assert {path for _, path in cited(answer)} == paths


def test_no_such_task_is_said_plainly() -> None:
    library = WordsOnly({"phu-yen": parse_plan(JOINT, "phu-yen", agency_book())})
    answer = ask(["Việc nào phải xong trong tháng 12?"], library)
    assert answer.status == "not_found"
    assert answer.summary == "Không có việc có thời hạn trong tháng 12."


@pytest.mark.parametrize(
    ("deadline", "inside"),
    [
        ("Quý II, Quý III/2024", True),
        ("trước ngày 30/9/2024", True),
        ("Tháng 8/2024", True),
        ("trước ngày 15 tháng 7 năm 2024", True),
        ("Quý III/2023", False),
        ("Quý II/2024", False),
        ("trước ngày 07/10/2024", False),
        ("hằng tháng", False),
    ],
)
def test_a_deadline_falls_in_a_quarter(deadline: str, inside: bool) -> None:
    period = period_in("việc nào xong trong quý III/2024")
    assert period is not None
    assert falls_in(deadline, period) is inside


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("trước ngày 15 tháng 4 có việc gì", "trước ngày 15/04"),
        ("tháng 4 có việc gì", "trong tháng 4"),
        ("từ tháng 7 đến tháng 9/2024 làm gì", "trong quý III/2024"),
        ("6 tháng cuối năm 2024 phải làm gì", "trong tháng 7 đến tháng 12/2024"),
        ("quý I, quý II/2025 có việc gì", "trong quý I/2025, quý II/2025"),
        ("sau ngày 01.10.2024 còn việc gì", "sau ngày 01/10/2024"),
        ("q3/2024 co viec gi", "trong quý III/2024"),
        ("Từ quý II/2024 đến quý I/2025 làm gì", "trong tháng 4/2024 đến tháng 3/2025"),
    ],
)
def test_the_time_asked_about_is_named(question: str, label: str) -> None:
    for text in (question, plain(question)):
        period = period_in(text)
        assert period is not None
        assert period.label == label


@pytest.mark.parametrize(
    "question",
    [
        "mục 3.2 giao ai",
        "báo cáo 3 tháng 1 lần gửi ai",
        "Quyết định ngày 12/3/2024 giao việc gì",
        "Nghị quyết 05/2023/NQ-HĐND nói gì",
        "quý nào xong",
    ],
)
def test_figures_that_are_no_time_asked_about(question: str) -> None:
    assert period_in(question) is None


@pytest.mark.parametrize(
    ("question", "deadline", "inside"),
    [
        ("trước 30/11/2024 phải xong việc gì", "trước ngày 30/11/2024", True),
        ("trước 30/11/2024 phải xong việc gì", "Quý III/2024", True),
        ("trước 30/11/2024 phải xong việc gì", "Quý IV/2024", False),
        ("trước 30/11/2024 phải xong việc gì", "trước 15/12 hàng năm", False),
        ("trước quý IV/2024 phải xong việc gì", "Tháng 10/2024", False),
        ("trước quý IV/2024 phải xong việc gì", "Tháng 9/2024", True),
        ("sau ngày 01/10/2024 còn việc gì", "ngày 01/10/2024", False),
        ("sau ngày 01/10/2024 còn việc gì", "Quý IV/2024", True),
        ("từ tháng 7 đến tháng 9/2024 làm gì", "Từ tháng 6 đến tháng 7 năm 2024", True),
        ("từ tháng 7 đến tháng 9/2024 làm gì", "Năm 2024", False),
        ("đến hết năm 2024 phải xong gì", "Năm 2024", True),
        ("đến hết năm 2024 phải xong gì", "giai đoạn 2024 - 2026", False),
        ("quý III làm gì", "thường xuyên", False),
        ("trước 30/6/2024 phải xong việc gì", "trước ngày 10/6 và trước ngày 10/12 hằng năm", True),
        ("sau quý IV/2024 còn việc gì", "trước ngày 15/12 hằng năm", True),
        ("trước 31/12/2023 phải xong gì", "trước ngày 15/12 hằng năm (bắt đầu từ năm 2024)", False),
        ("trước 31/12/2024 phải xong gì", "trước ngày 15/12 hằng năm (bắt đầu từ năm 2024)", True),
        ("tháng 12/2023 làm gì", "từ tháng 11 đến tháng 2/2024", True),
        ("tháng 3/2024 làm gì", "từ tháng 11 đến tháng 2/2024", False),
    ],
)
def test_a_deadline_is_held_against_the_time_asked_about(question: str, deadline: str, inside: bool) -> None:
    period = period_in(question)
    assert period is not None
    assert falls_in(deadline, period) is inside


@SEED
@pytest.mark.parametrize(
    "question",
    [
        "Quý {}/{} {} phải làm gì?",
        "Trong quý {}/{} {} có bao nhiêu việc?",
        "quý {} năm {} ở {} ai phải làm gì",
    ],
)
@pytest.mark.parametrize("quarter", ["II", "III", "IV"])
def test_work_of_a_quarter_however_it_is_asked(seed: int, question: str, quarter: str) -> None:
    library, plan = plan_of(seed, "table")
    year = plan.date[-4:]
    answer = ask([question.format(quarter, year, plan.place)], library)
    due = {task.path for task in plan.tasks if task.deadline == f"Quý {quarter}/{year}"}
    assert of_the_tasks(plan, answer) == due
    assert answer.status == "answered" or not due


@SEED
def test_work_due_by_a_day(seed: int) -> None:
    library, plan = plan_of(seed, "prose")
    year = plan.date[-4:]
    days = sorted(int(task.deadline.split()[2][:2]) for task in plan.tasks if task.deadline)
    for day in days:
        answer = ask([f"{plan.place}: trước {day}/10/{year} phải xong việc gì?"], library)
        due = {t.path for t in plan.tasks if t.deadline and int(t.deadline.split()[2][:2]) <= day}
        assert of_the_tasks(plan, answer) == due


def test_two_agencies_are_asked_for_what_both_lead(library: WordsOnly) -> None:
    answer = ask(["Sở Y tế và Sở Giáo dục có cùng chủ trì việc nào không?"], library)
    assert answer.status == "not_found"
    assert "nêu cả Sở Y tế và Sở Giáo dục" in answer.summary


def test_work_of_an_agency_in_a_quarter() -> None:
    for library, plan, task in tasks_of("labels", lambda task: task.deadline):
        answer = ask([f"{task.lead} {str(task.deadline).lower()} phải làm gì ở {plan.place}?"], library)
        at_once = [other for other in plan.tasks if other.deadline == task.deadline]
        assert of_the_tasks(plan, answer) == {t.path for t in at_once if task.lead in (t.lead, t.partner)}


ROUND = """\
Số: 91/KH-UBND

Phú Yên, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Dọn rác bãi biển tỉnh Phú Yên

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Nhặt rác bãi tắm

- Đơn vị chủ trì: Sở Y tế.

- Thời gian: Hằng tháng.

2. Đo chất lượng nước biển

- Đơn vị chủ trì: Sở Xây dựng.

- Thời gian: Hàng năm.

3. Trực cứu hộ

- Đơn vị chủ trì: Sở Y tế.

- Thời gian: Thường xuyên.
"""


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("Những việc phải làm hằng năm của Phú Yên?", "I.2"),
        ("Việc nào làm hàng tháng?", "I.1"),
        ("viec nao lam thuong xuyen", "I.3"),
        ("Sở Y tế có việc nào làm mỗi tháng?", "I.1"),
    ],
)
def test_work_done_again_and_again(question: str, path: str) -> None:
    library = WordsOnly({"phu-yen": parse_plan(ROUND, "phu-yen", agency_book())})
    answer = ask([question], library)
    assert answer.status == "answered"
    assert {found for _, found in cited(answer)} == {path}
