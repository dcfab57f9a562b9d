"""Yes or no: the clause decides who holds which role; the answer opens with what follows from it."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain, read_folder

FIVE = read_folder()

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
    answer = ask(["Ban Tuyên giáo Thành ủy Cần Thơ có phải báo cáo không?"], FIVE)
    assert not answer.summary.startswith("Không:")
    assert {citation.plan_id for citation in answer.citations} == {"can-tho"}


@pytest.mark.parametrize(
    "question, says",
    [
        ("Có phải Sở Nông nghiệp không chủ trì tiêm vắc xin?", "Có chủ trì: Sở Nông nghiệp"),
        ("Sở Y tế không chủ trì tiêm vắc xin phải không?", "Đúng là không chủ trì: Sở Nông nghiệp"),
        ("Tiêm vắc xin không do Sở Nông nghiệp chủ trì đúng không?", "Có chủ trì: "),
        ("Chẳng phải Sở Nông nghiệp chủ trì tiêm vắc xin à?", "Có chủ trì: "),
        ("so y te khong chu tri tiem vac xin dung khong", "Đúng là không chủ trì: "),
        ("Sở Y tế không tiêm vắc xin cho chó mèo đúng không?", "Có, với vai phối hợp: "),
    ],
)
def test_a_denial_is_answered_in_words_that_hold_either_way(
    library: WordsOnly, question: str, says: str
) -> None:
    answer = confirmed(library, question)
    assert answer.summary.startswith(says)
    assert cited(answer) == [("lao-cai", "I.1")]


@pytest.mark.parametrize(
    "question, says",
    [
        ("Chỉ có Sở Nông nghiệp chủ trì tiêm vắc xin phải không?", "Đúng, điều khoản này chỉ nêu Sở Nông"),
        (
            "Có phải chỉ Sở Nông nghiệp tiêm vắc xin không?",
            "Không chỉ Sở Nông nghiệp và Phát triển nông thôn: ",
        ),
        ("Sở Y tế chỉ phối hợp tiêm vắc xin thôi phải không?", "Đúng là chỉ phối hợp: "),
        ("Sở Nông nghiệp chỉ phối hợp tiêm vắc xin đúng không?", "Không chỉ phối hợp: "),
        ("Có phải chỉ Sở Nông nghiệp chủ trì ở Lào Cai?", "Không chỉ Sở Nông nghiệp"),
        (
            "Sở Y tế chỉ phối hợp chứ không chủ trì đúng không?",
            "Đúng là chỉ phối hợp: Sở Y tế phối hợp 1 việc",
        ),
    ],
)
def test_only_holds_where_nobody_and_nothing_else_stands_beside(
    library: WordsOnly, question: str, says: str
) -> None:
    assert confirmed(library, question).summary.startswith(says)


@pytest.mark.parametrize(
    "question, says",
    [
        (
            "Sở Y tế hay Sở Nông nghiệp chủ trì tiêm vắc xin?",
            "Sở Nông nghiệp và Phát triển nông thôn chủ trì (",
        ),
        ("Sở Y tế hoặc Tỉnh đoàn chủ trì tiêm vắc xin?", "Không phải hai cơ quan này: Sở Nông nghiệp"),
        ("Sở Y tế chủ trì hay phối hợp tiêm vắc xin?", "Sở Y tế phối hợp ("),
        ("Tỉnh đoàn chủ trì hay phối hợp tiêm vắc xin?", "Không nêu Tỉnh đoàn ở việc này: "),
    ],
)
def test_one_of_two_is_chosen_by_the_clause(library: WordsOnly, question: str, says: str) -> None:
    answer = ask([question], library)
    assert answer.summary.startswith(says)
    assert cited(answer) == [("lao-cai", "I.1")]


def test_two_agencies_work_together_where_one_clause_names_both(library: WordsOnly) -> None:
    both = confirmed(library, "Sở Y tế có phối hợp với Sở Nông nghiệp không?")
    assert both.summary.startswith("Có: Sở Y tế và Sở Nông nghiệp")
    assert cited(both) == [("lao-cai", "I.1")]
    neither = ask(["Sở Y tế có phối hợp với Sở Giáo dục và Đào tạo không?"], library)
    assert (neither.status, neither.citations) == ("not_found", ())
    assert "Không thấy việc nào nêu cả Sở Y tế và Sở Giáo dục và Đào tạo" in neither.summary
    after = ask(["Sở Y tế làm gì?", "Có phối hợp với Sở Nông nghiệp không?"], library)
    assert cited(after) == [("lao-cai", "I.1")]


def test_both_of_two_must_lead_before_it_is_right(library: WordsOnly) -> None:
    answer = confirmed(library, "Sở Nông nghiệp và Sở Y tế cùng chủ trì tiêm vắc xin phải không?")
    assert answer.summary.startswith("Chỉ đúng một phần: ")


def test_no_work_at_all_is_denied_or_granted_in_words(library: WordsOnly) -> None:
    has = ask(["Sở Tài chính không được giao việc gì phải không?"], library)
    assert has.summary.startswith("Có: Sở Tài chính được giao 1 nhiệm vụ")
    none = ask(["Sở Xây dựng không được giao việc gì phải không?"], library)
    assert none.status == "not_found"
    assert none.summary.startswith("Đúng là không có: ")


def test_a_no_wants_a_clause_about_the_very_matter() -> None:
    question = "Có phải Bộ Chỉ huy Quân sự chủ trì tập huấn dân quân ở Cần Thơ?"
    answer = confirmed(FIVE, question)
    assert answer.summary.startswith("Không thấy nêu Bộ Chỉ huy Quân sự thành phố ở việc này, kế hoạch ghi: ")


@pytest.mark.parametrize(
    "question, says",
    [
        ("Có phải hạn báo cáo của Khánh Hòa là 15/12 không?", "Đúng. "),
        ("Có phải hạn báo cáo của Khánh Hòa là 20/12?", "Không thấy “20/12”. "),
        ("han bao cao cua khanh hoa la 20/12 phai khong", "Không thấy “20/12”. "),
    ],
)
def test_a_day_is_held_against_the_one_that_is_written(question: str, says: str) -> None:
    answer = ask([question], FIVE)
    assert answer.summary.startswith(says)
    assert "15/12" in answer.summary
    assert cited(answer) == [("khanh-hoa", "V.2")]


def test_places_that_differ_are_told_apart() -> None:
    answer = ask(["Có phải Sở TT&TT chủ trì tập huấn không?"], FIVE)
    assert answer.summary.startswith("Đúng: ")
    assert {plan for plan, _ in cited(answer)} >= {"can-tho", "cao-bang", "khanh-hoa"}


@pytest.mark.parametrize(
    ("day", "opening"),
    [
        ("15/11", "Đúng."),
        ("15/11/2023", "Đúng."),
        ("ngày 15 tháng 11", "Đúng."),
        ("15/11/2024", "Không thấy “15/11/2024”."),
        ("ngày 15 tháng 12", "Không thấy “15/12”."),
    ],
)
def test_a_day_is_held_against_the_day_in_the_plan(day: str, opening: str) -> None:
    text = f"Có phải hạn báo cáo của Cao Bằng là {day} không?"
    for spelt in (text, plain(text)):
        assert ask([spelt], FIVE).summary.startswith(f"{opening} Thời hạn ghi trong kế hoạch Cao Bằng: ")


def test_investment_and_focal_points_are_no_places() -> None:
    both = ask(["Sở Kế hoạch và Đầu tư không phối hợp với Sở Ngoại vụ đúng không?"], FIVE)
    assert both.summary.startswith("Có: ")
    focal = ask(["Sở Ngoại vụ không được giao làm đầu mối phải không?"], FIVE)
    assert focal.summary.startswith("Đúng là không")


def test_grounds_of_a_yes_or_no_are_not_called_a_whole_list() -> None:
    answer = ask(["Sở Tài chính chỉ phối hợp thôi đúng không?"], FIVE)
    assert answer.summary.startswith("Không chỉ phối hợp")
    assert not any("liệt kê đủ" in note for note in answer.notes)
