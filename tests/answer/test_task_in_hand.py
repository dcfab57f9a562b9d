"""Follow-ups that name a column, who gets a paper, what is left out, or how far a list goes."""

from __future__ import annotations

from functools import cache

import pytest

from answer.ask import ask
from answer.model import Answer
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, direct_paths, plain

PLAN = """ỦY BAN NHÂN DÂN TỈNH YÊN BÁI
Số: 77/KH-UBND
Yên Bái, ngày 03 tháng 3 năm 2025

KẾ HOẠCH
Phát triển nghề trồng dâu nuôi tằm trên địa bàn tỉnh Yên Bái năm 2025

I. NỘI DUNG

1. Hội thi kéo tơ
- Nội dung: Kéo tơ bằng tay; trưng bày kén vàng.
- Địa điểm: Nhà văn hóa xã Việt Thành.
- Thời gian thực hiện: Quý III/2025
- Đơn vị chủ trì: Sở Công Thương
- Đơn vị phối hợp: Các cơ quan, đơn vị liên quan

2. Tập huấn phòng bệnh cho tằm
- Hình thức thực hiện: Cầm tay chỉ việc tại nương dâu.
- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường

II. NHIỆM VỤ CỤ THỂ

TT\tNội dung\tCơ quan chủ trì\tThời hạn\tSản phẩm
1\tĐiều tra diện tích nương dâu\tSở Tài chính\tTháng 4/2025\tBảng số liệu diện tích

III. TỔ CHỨC THỰC HIỆN

1. Sở Y tế
a) Kiểm tra thuốc sát trùng nhà tằm;
b) Lập sổ theo dõi người lao động, gửi về cơ quan bảo hiểm cùng cấp;
c) Hướng dẫn bảo hộ lao động cho thợ kéo tơ.

2. Sở Nội vụ
Tổng hợp danh sách nghệ nhân.
"""
OTHER = PLAN.replace("Yên Bái", "Lào Cai").replace("77/", "88/").replace("Hội thi kéo tơ", "Hội chợ tơ tằm")


@cache
def two_plans() -> WordsOnly:
    book = agency_book()
    return WordsOnly({name: parse_plan(text, name, book) for name, text in (("yb", PLAN), ("lc", OTHER))})


def after(*turns: str) -> Answer:
    return ask(turns, two_plans())


CONTEST = "Ai chủ trì hội thi kéo tơ ở Yên Bái?"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Ở đâu?", "Nhà văn hóa xã Việt Thành"),
        ("Địa điểm?", "Nhà văn hóa xã Việt Thành"),
        ("Thế tổ chức ở chỗ nào vậy?", "Nhà văn hóa xã Việt Thành"),
        ("Nội dung gồm những gì?", "trưng bày kén vàng"),
        ("Thời gian?", "Quý III/2025"),
        ("Hôm nào?", "Quý III/2025"),
    ],
)
@pytest.mark.parametrize("spelling", [str, plain], ids=["accents", "no accents"])
def test_a_column_alone_is_asked_of_the_task_in_hand(asked: str, said: str, spelling: type[str]) -> None:
    answer = after(CONTEST, spelling(asked))
    assert answer.status == "answered"
    assert any(said in citation.quote for citation in answer.citations)
    assert {path for _, path in cited(answer)} == {"I.1"}
    assert said in answer.summary or any(
        said in (line.deadline or line.text) for line in answer.groups[0].lines
    )


def test_the_product_column_of_a_row_is_told() -> None:
    answer = after("Ai điều tra diện tích nương dâu ở Yên Bái?", "Sản phẩm đầu ra là gì?")
    assert answer.summary == "Sản phẩm: Bảng số liệu diện tích"


def test_a_column_the_task_lacks_is_said_to_be_missing() -> None:
    answer = after(CONTEST, "Hình thức thế nào?")
    assert answer.status == "partial"
    assert "không ghi riêng hình thức" in answer.summary


@pytest.mark.parametrize("asked", ["Kén vàng là gì?", "Nội dung tập huấn phòng bệnh cho tằm là gì?"])
def test_a_question_of_its_own_is_no_column(asked: str) -> None:
    chips = {chip.kind: chip.value for chip in after(CONTEST, asked).chips}
    assert chips["intent"] not in ("particulars", "venue", "product")


def test_who_gets_a_paper_stands_in_the_clause_in_hand() -> None:
    answer = after("Sở Y tế Yên Bái có lập sổ theo dõi người lao động không?", "Lập xong gửi cho ai?")
    assert cited(answer) == [("yb", "III.1.b")]
    assert "cơ quan bảo hiểm cùng cấp" in answer.groups[0].lines[0].text


def test_partners_without_names_are_told_in_the_words_of_the_plan() -> None:
    answer = after(CONTEST, "Ai phối hợp?")
    assert answer.status == "partial"
    assert "Các cơ quan, đơn vị liên quan" in answer.groups[0].lines[0].text


def test_all_work_but_one_task_is_listed() -> None:
    answer = after("Ngoài việc kiểm tra thuốc sát trùng, Sở Y tế Yên Bái còn việc gì?")
    assert direct_paths(answer, "yb") == {"III.1.b", "III.1.c"}


def test_all_work_but_the_task_in_hand_is_listed() -> None:
    answer = after("Ai hướng dẫn bảo hộ lao động ở Yên Bái?", "Ngoài việc đó họ còn làm gì?")
    assert direct_paths(answer, "yb") == {"III.1.a", "III.1.b"}


@pytest.mark.parametrize("asked", ["Sở Ngoại vụ Cần Thơ làm gì?", "Sở Ngoại vụ Cần Thơ còn phải làm gì?"])
def test_foreign_affairs_leave_nothing_out(asked: str, library: WordsOnly) -> None:
    assert len(direct_paths(ask([asked], library), "can-tho")) == 3


def test_a_list_that_is_too_short_is_said_to_be() -> None:
    answer = after("Sở Y tế Yên Bái được giao những việc gì?", "Việc thứ chín là gì?")
    assert answer.status == "clarify"
    assert "chỉ có 3 việc" in answer.summary
    third = after("Sở Y tế Yên Bái được giao những việc gì?", "Việc thứ ba là gì?")
    assert cited(third) == [("yb", "III.1.c")]


def test_a_whole_question_stays_in_the_plan_talked_of() -> None:
    answer = after("Sở Y tế Yên Bái làm gì?", "Ai tổng hợp danh sách nghệ nhân?")
    assert {plan for plan, _ in cited(answer)} == {"yb"}
    assert ("plan", "yb", True) in {(chip.kind, chip.value, chip.kept) for chip in answer.chips}


def test_a_whole_question_that_another_plan_answers_is_put_to_all() -> None:
    answer = after("Sở Y tế Yên Bái làm gì?", "Ai chủ trì hội chợ tơ tằm?")
    assert cited(answer)[0] == ("lc", "I.1")
    assert not any(chip.kept for chip in answer.chips)


@pytest.mark.parametrize("asked", ["Những kế hoạch nào giao Sở Nội vụ?", "Tỉnh nào giao việc cho Sở Nội vụ?"])
def test_a_question_to_all_plans_is_put_to_all(asked: str) -> None:
    assert {plan for plan, _ in cited(after("Sở Y tế Yên Bái làm gì?", asked))} == {"yb", "lc"}


@pytest.mark.parametrize(
    "asked",
    [
        "Những sở nào ở Yên Bái tổng hợp danh sách nghệ nhân?",
        "Các sở nào ở Yên Bái phải tổng hợp danh sách nghệ nhân",
        "Yên Bái giao những sở nào tổng hợp danh sách nghệ nhân?",
        "Sở, ban, ngành nào ở Yên Bái tổng hợp danh sách nghệ nhân?",
    ],
)
@pytest.mark.parametrize("spelling", [str, plain], ids=["accents", "no accents"])
def test_which_agencies_asks_who(asked: str, spelling: type[str]) -> None:
    answer = after(spelling(asked))
    assert cited(answer) == [("yb", "III.2.¶1")]
    assert "agency" not in {chip.kind for chip in answer.chips}


@pytest.mark.parametrize(
    "turn",
    [
        "Lập sổ theo dõi người lao động, gửi về cơ quan bảo hiểm cùng cấp. Việc này ai làm?",
        "“Lập sổ theo dõi người lao động, gửi về cơ quan” câu này giao cho đơn vị nào?",
        "Lập sổ theo dõi người lao động, gửi về cơ quan bảo hiểm cùng cấp - ai lo?",
    ],
)
def test_a_pasted_clause_is_what_is_asked_about(turn: str) -> None:
    answer = after(turn)
    assert {path for _, path in cited(answer)} == {"III.1.b"}
    assert "Sở Y tế" in answer.groups[0].lines[0].text


def test_where_pasted_words_stand_is_asked_of_every_plan() -> None:
    assert len(cited(after("Câu “Hướng dẫn bảo hộ lao động cho thợ kéo tơ” có ở kế hoạch nào?"))) == 2


def test_one_breath_with_three_wishes_is_answered_in_parts(library: WordsOnly) -> None:
    turn = "ở Cao Bằng lớp tập huấn do ai làm rồi bao giờ mở và mời những ai đi học"
    quotes = " ".join(citation.quote for citation in ask([turn], library).citations)
    for words in ("Quý III/2023", "Sở Thông tin và Truyền thông", "cán bộ cấp tỉnh đến cấp cơ sở"):
        assert words in quotes


@pytest.mark.parametrize(
    "asked", ["Sở Du lịch Cao Bằng chủ trì gì?", "sở du lịch ở Cao Bằng chủ trì việc gì"]
)
def test_a_department_is_known_by_a_part_of_its_joint_name(asked: str, library: WordsOnly) -> None:
    assert direct_paths(ask([asked], library), "cao-bang") == {"II.3.3", "II.7.2"}


@pytest.mark.parametrize(
    ("turns", "paths"),
    [
        # three agencies in one breath
        (("Yên Bái giao Sở Y tế việc gì rồi Sở Nội vụ việc gì với lại Sở Công Thương chủ trì gì",), None),
        (
            ("Dạ em chào chị, Sở Y tế Yên Bái làm gì?", "Dạ vâng, em cảm ơn. Thế còn Sở Nội vụ thì sao ạ?"),
            {"III.2.¶1"},
        ),
        (
            ("Sở Y tế Yên Bái làm gì?", "Rồi ngoài vụ thuốc sát trùng ra còn gì nữa hông?"),
            {"III.1.b", "III.1.c"},
        ),
    ],
)
def test_talk_as_people_talk(turns: tuple[str, ...], paths: set[str] | None) -> None:
    found = direct_paths(after(*turns), "yb")
    assert found == (paths or {"III.1.a", "III.1.b", "III.1.c", "III.2.¶1", "I.1"})


def test_a_section_on_money_is_read_out(library: WordsOnly) -> None:
    answer = ask(["Đọc cho tôi mục kinh phí của Cao Bằng"], library)
    assert {path for _, path in cited(answer)} == {"III.-1", "III.-2"}


@pytest.mark.parametrize(
    ("turns", "path"),
    [
        (("Who leads the training courses in Cao Bang, and by when?",), "II.2"),
        (("Who is in charge of the training courses in Cao Bang?", "Who are they for?"), "II.2"),
        (("What does the Border Guard Command of Cao Bang have to do?",), "IV.6.¶1"),
    ],
)
def test_english_is_asked_in_parts_and_in_turns(
    turns: tuple[str, ...], path: str, library: WordsOnly
) -> None:
    assert ("cao-bang", path) in cited(ask(turns, library))


def test_how_many_people_is_told_by_the_duty_that_counts_them(library: WordsOnly) -> None:
    answer = ask(["Tôi làm ở UBND xã, Cần Giờ giao xã những gì?", "Phải cử mấy người lo việc này?"], library)
    assert cited(answer) == [("can-gio", "III.1.-5")]
    assert "01 lãnh đạo" in answer.summary


def test_how_many_duties_is_no_question_of_people(library: WordsOnly) -> None:
    assert len(direct_paths(ask(["UBND xã ở Cần Giờ có mấy nhiệm vụ?"], library), "can-gio")) == 5


@pytest.mark.parametrize(
    "asked", ["Kế hoạch Khánh Hòa do sở nào đề nghị?", "Ai đề nghị ban hành kế hoạch Khánh Hòa?"]
)
def test_who_proposed_a_plan_stands_in_its_grounds(asked: str, library: WordsOnly) -> None:
    answer = ask([asked], library)
    assert any("xét đề nghị của Sở Thông tin và Truyền thông" in c.quote for c in answer.citations)


def test_whom_a_plan_requests_something_of_is_no_proposer(library: WordsOnly) -> None:
    answer = ask(["Cần Thơ đề nghị ai làm đối ngoại nhân dân?"], library)
    assert ("can-tho", "IV.9.b") in cited(answer)


def test_whether_there_is_a_deadline_asks_for_it() -> None:
    answer = after(CONTEST, "có hạn không?")
    assert answer.status == "answered"
    assert "Quý III/2025" in answer.summary


def test_a_column_left_empty_is_said_to_be_missing() -> None:
    empty = PLAN.replace("Bảng số liệu diện tích", "")
    library = WordsOnly({"yb": parse_plan(empty, "yb", agency_book())})
    answer = ask(["Ai điều tra diện tích nương dâu ở Yên Bái?", "Sản phẩm đầu ra là gì?"], library)
    assert answer.status == "partial"
    assert "không ghi riêng sản phẩm" in answer.summary
