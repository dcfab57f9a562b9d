"""Yes or no: the clause decides who holds which role; the answer opens with what follows from it."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, read_folder

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 88/KH-UBND
Lào Cai, ngày 02 tháng 3 năm 2024

KẾ HOẠCH
Phòng bệnh dại ở vật nuôi năm 2024

I. NHIỆM VỤ

| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
|---|---|---|---|---|
| 1 | Tiêm vắc xin cho đàn chó, mèo | Sở Nông nghiệp và Phát triển nông thôn | Sở Y tế | Quý II/2024 |
| 2 | Tuyên truyền trong trường học | Sở Giáo dục và Đào tạo | Tỉnh đoàn | Hằng tháng |

II. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua vắc xin chậm nhất 07 ngày làm việc kể từ ngày nhận đề nghị.

2. Sở, ban, ngành

Cử cán bộ theo dõi việc quản lý chó thả rông trong cơ quan.
"""


@pytest.fixture(scope="module")
def library() -> WordsOnly:
    return WordsOnly({"lao-cai": parse_plan(PLAN, "lao-cai", agency_book())})


def confirmed(library: WordsOnly, *turns: str) -> Answer:
    answer = ask(turns, library)
    assert (answer.status, answer.intent) == ("answered", "confirm")
    return answer


@pytest.mark.parametrize(
    "question, says, path",
    [
        ("Có phải Sở Y tế chủ trì tiêm vắc xin không?", "Không: Sở Nông nghiệp", "I.1"),
        ("Sở Y tế phối hợp tiêm vắc xin cho chó mèo đúng không ạ?", "Đúng: Sở Nông nghiệp", "I.1"),
        ("so y te co chu tri tiem vac xin ko", "Không: Sở Nông nghiệp", "I.1"),
        ("Có đúng là Tỉnh đoàn chủ trì tuyên truyền trong trường học?", "Không: Sở Giáo dục", "I.2"),
        ("Sở Tài chính phải bố trí kinh phí trong 7 ngày phải không?", "Đúng: Sở Tài chính", "II.1.¶1"),
        ("Sở Tài chính phải bố trí kinh phí trong 9 ngày phải không?", "Kế hoạch ghi: ", "II.1.¶1"),
        ("Công an tỉnh có phải chủ trì tiêm vắc xin không?", "Không: Sở Nông nghiệp", "I.1"),
    ],
)
def test_the_role_in_the_clause_decides(library: WordsOnly, question: str, says: str, path: str) -> None:
    answer = confirmed(library, question)
    assert answer.summary.startswith(says)
    assert cited(answer) == [("lao-cai", path)]


def test_what_a_group_is_given_is_neither_yes_nor_no(library: WordsOnly) -> None:
    answer = confirmed(library, "Có phải Sở Y tế cử cán bộ theo dõi quản lý chó thả rông không?")
    assert answer.summary.startswith("Kế hoạch giao chung cho nhóm: Sở, ban, ngành")


def test_a_place_named_before_is_where_it_is_looked_for(library: WordsOnly) -> None:
    answer = confirmed(library, "Mục 2 phần I nói gì?", "Sở Y tế có phải chủ trì không?")
    assert answer.summary.startswith("Không: Sở Giáo dục và Đào tạo chủ trì; Tỉnh đoàn phối hợp")


@pytest.mark.parametrize("question", ["Sở Y tế có phải làm gì không?", "Sở Y tế có phải báo cáo ai không?"])
def test_an_open_question_is_not_one_for_yes_or_no(library: WordsOnly, question: str) -> None:
    assert ask([question], library).intent != "confirm"


def test_a_matter_no_clause_speaks_of_is_not_confirmed(library: WordsOnly) -> None:
    answer = ask(["Có phải Sở Y tế chủ trì bắn pháo hoa không?"], library)
    assert answer.status == "not_found"


def test_one_clause_on_reports_is_no_ground_for_a_no() -> None:
    answer = ask(["Ban Tuyên giáo Thành ủy Cần Thơ có phải báo cáo không?"], read_folder())
    assert not answer.summary.startswith("Không:")
    assert {citation.plan_id for citation in answer.citations} == {"can-tho"}
