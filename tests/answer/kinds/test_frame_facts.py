"""Questions to the frame of a document: number, date, signer, issuer, kind, title, recipients, bases.

Facts as printed in the files of data/plans, read by hand; what a copy lacks is said to be lacking.
"""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.present import as_text
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain

FACTS = (
    ("Kế hoạch Cần Thơ số mấy?", "can-tho", "number", "239/KH-UBND"),
    ("số hiệu kế hoạch Cần Giờ", "can-gio", "number", "9162/KH-UBND"),
    ("số kế hoạch của Khánh Hòa?", "khanh-hoa", "number", "13980/KH-UBND"),
    ("Quyết định của Trà Vinh số bao nhiêu?", "tra-vinh", "number", "1899/QĐ-UBND"),
    ("ngày ban hành kế hoạch Cần Thơ", "can-tho", "date", "06/12/2023"),
    ("Kế hoạch Cần Giờ ký ngày nào?", "can-gio", "date", "13/12/2023"),
    ("Khánh Hòa ban hành kế hoạch khi nào?", "khanh-hoa", "date", "29/12/2023"),
    ("Kế hoạch Trà Vinh ban hành ngày nào?", "tra-vinh", "date", "12/12/2023"),
    ("Ai ký kế hoạch Cần Thơ?", "can-tho", "signer", "Trần Việt Trường"),
    ("ai ký kế hoạch Cao Bằng, ký thay hay thay mặt?", "cao-bang", "signer", "Lê Hải Hòa"),
    ("Chức vụ người ký kế hoạch Khánh Hòa?", "khanh-hoa", "signer", "PHÓ CHỦ TỊCH"),
    ("Kế hoạch số 13980/KH-UBND do ai ký?", "khanh-hoa", "signer", "Đình Văn Thiệu"),
    ("Ông nào ký kế hoạch Trà Vinh?", "tra-vinh", "signer", "Lê Văn Hân"),
    ("Cơ quan nào ban hành kế hoạch Cần Giờ?", "can-gio", "issuer", "Ủy ban nhân dân huyện Cần Giờ"),
    ("Tên đầy đủ của kế hoạch Cao Bằng?", "cao-bang", "title", "trên địa bàn tỉnh Cao Bằng năm 2023"),
    ("Kế hoạch Trà Vinh gửi cho những cơ quan nào?", "tra-vinh", "recipient", "Văn phòng Chính phủ"),
    ("Nơi nhận của kế hoạch Cần Giờ gồm những ai?", "can-gio", "recipient", "Ban Chỉ huy Quân sự huyện"),
)


@pytest.mark.parametrize(("text", "plan_id", "entry", "fact"), FACTS)
def test_a_fact_is_told_with_the_line_it_is_printed_on(
    text: str, plan_id: str, entry: str, fact: str, library: WordsOnly
) -> None:
    for wording in (text, plain(text)):
        answer = ask([wording], library)
        assert answer.status == "answered"
        assert fact in answer.summary
        assert (plan_id, f"Thể thức.{entry}") in cited(answer)
        assert {plan for plan, _ in cited(answer)} == {plan_id}


def test_an_issuer_without_letterhead_is_proven_by_the_opening(library: WordsOnly) -> None:
    answer = ask(["Ai ban hành kế hoạch Cao Bằng?"], library)
    assert "Ủy ban nhân dân tỉnh Cao Bằng" in answer.summary
    assert cited(answer) == [("cao-bang", "Mở đầu.¶1")]
    assert "Ủy ban nhân dân (UBND) tỉnh ban hành" in answer.citations[0].quote


def test_a_decision_that_issues_a_plan_is_told_as_both(library: WordsOnly) -> None:
    answer = ask(["văn bản Trà Vinh là quyết định hay kế hoạch?"], library)
    assert "Kế hoạch ban hành kèm theo Quyết định số 1899/QĐ-UBND" in answer.summary


MISSING = (
    ("Kế hoạch Cao Bằng số bao nhiêu?", "số, ký hiệu"),
    ("Ngày ban hành kế hoạch Cao Bằng?", "ngày ban hành"),
    ("Ai ký kế hoạch Cần Giờ?", "người ký"),
)


@pytest.mark.parametrize(("text", "lacking"), MISSING)
def test_a_fact_this_copy_lacks_is_not_guessed(text: str, lacking: str, library: WordsOnly) -> None:
    for wording in (text, plain(text)):
        answer = ask([wording], library)
        assert answer.status == "not_found"
        assert answer.citations == ()
        assert f"không có {lacking}" in answer.summary


def test_a_fact_asked_of_all_plans_is_told_for_each_that_has_it(library: WordsOnly) -> None:
    answer = ask(["Ai ký các kế hoạch?"], library)
    text = as_text(answer)
    for signer in ("Trần Việt Trường", "Lê Hải Hòa", "Đình Văn Thiệu", "Lê Văn Hân"):
        assert signer in text
    assert any("Cần Giờ" in note and "không có người ký" in note for note in answer.notes)


BASES = (
    ("Kế hoạch Cần Thơ căn cứ vào đâu?", [("can-tho", "Mở đầu.¶1")], "238-KH/TU"),
    (
        "căn cứ pháp lý của kế hoạch Cần Giờ",
        [("can-gio", "Mở đầu.¶1"), ("can-gio", "Mở đầu.¶2")],
        "1762/KH-UBND",
    ),
    ("Cao Bằng ban hành kế hoạch dựa trên văn bản nào?", [("cao-bang", "Mở đầu.¶1")], "5740/BTTTT-TTĐN"),
    ("Kế hoạch Khánh Hòa căn cứ văn bản nào?", [("khanh-hoa", "Mở đầu.¶1")], "66-CTr/TU"),
    (
        "căn cứ ban hành Quyết định của Trà Vinh",
        [("tra-vinh", f"QĐ.Mở đầu.¶{n}") for n in range(1, 5)],
        "141-KH/TU",
    ),
)


@pytest.mark.parametrize(("text", "places", "fact"), BASES)
def test_bases_are_the_paragraphs_that_name_them(
    text: str, places: list[tuple[str, str]], fact: str, library: WordsOnly
) -> None:
    for wording in (text, plain(text)):
        answer = ask([wording], library)
        assert answer.status == "answered"
        assert set(places) <= set(cited(answer)) <= {*places, ("tra-vinh", "QĐ.Mở đầu.¶5")}
        assert fact in as_text(answer)


SENT = """\
Số: 52/KH-UBND

Bạc Liêu, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Chăm lo bữa ăn học đường tỉnh Bạc Liêu

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Sở Y tế là cơ quan đầu mối, có trách nhiệm kiểm tra bếp ăn theo Quyết định số 318-QĐ-TU ngày 11 tháng 4 \
năm 2022 của Tỉnh ủy ban hành Quy chế về bữa ăn học đường.

2. Sở Y tế tập huấn cấp dưỡng trong quý III/2024.

Nơi nhận:

- Trung tâm Công báo tỉnh;
- Các sở, ban, ngành;
- Lưu: VT.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Bạc Liêu có gửi kế hoạch này cho Trung tâm Công báo không?", "có tên trong Nơi nhận"),
        ("Sở Tư pháp có trong nơi nhận không?", "chỉ có nhóm gồm cơ quan này"),
        ("Bộ Y tế có được nhận kế hoạch này không?", "không có tên trong Nơi nhận"),
    ],
)
def test_whether_an_agency_gets_a_plan(question: str, said: str) -> None:
    library = WordsOnly({"bac-lieu": parse_plan(SENT, "bac-lieu", agency_book())})
    answer = ask([question], library)
    assert said in answer.summary
    assert (answer.status == "not_found") == said.startswith("không có tên")


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("Sở Y tế đầu mối việc gì?", "I.1"),
        ("318-QĐ-TU là quyết định về việc gì?", "I.1"),
        ("Quyết định 318-QĐ/TU nói về gì?", "I.1"),
        ("Việc nào ghi rõ quý thực hiện?", "I.2"),
    ],
)
def test_one_clause_is_told_where_one_is_asked_for(question: str, path: str) -> None:
    library = WordsOnly({"bac-lieu": parse_plan(SENT, "bac-lieu", agency_book())})
    answer = ask([question], library)
    assert answer.status == "answered"
    assert [c.path for c in answer.citations] == [path]


@pytest.mark.parametrize(
    "text", ["Kế hoạch nào ban hành sớm nhất?", "kế hoạch nào mới nhất", "ke hoach nao ban hanh muon nhat"]
)
def test_which_plan_came_first_and_which_last(text: str, library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.summary == "Sớm nhất: Cần Thơ (06/12/2023); muộn nhất: Khánh Hòa (29/12/2023)."
    assert {plan for plan, _ in cited(answer)} == {"can-gio", "can-tho", "khanh-hoa", "tra-vinh"}


def test_which_plan_says_nothing_of_money(library: WordsOnly) -> None:
    every = ask(["Kế hoạch nào không ghi kinh phí?"], library)
    assert every.summary == "Kế hoạch nào được hỏi cũng có quy định về kinh phí."
    poor = WordsOnly({**library.plans, "bac-lieu": parse_plan(SENT, "bac-lieu", agency_book())})
    assert (
        ask(["Kế hoạch nào không ghi kinh phí?"], poor).summary == "Không có quy định về kinh phí: Bạc Liêu."
    )


def test_how_many_plans_there_are_is_no_matter(library: WordsOnly) -> None:
    answer = ask(["mục đích của 5 kế hoạch giống nhau chỗ nào"], library)
    assert {plan for plan, _ in cited(answer)} == set(library.plans)
    assert all(path.startswith("I.") for _, path in cited(answer))


@pytest.mark.parametrize("asked", ["ngày nào", "ngày mấy", "ngày bao nhiêu"])
def test_the_day_of_issue_is_asked_for_in_several_words(asked: str, library: WordsOnly) -> None:
    answer = ask([f"Kế hoạch Khánh Hòa ban hành {asked}?"], library)
    assert answer.intent == "date"
    assert "29/12/2023" in answer.summary


def test_the_signers_of_two_plans_are_told_together(library: WordsOnly) -> None:
    answer = ask(["Người ký ở Cần Thơ và người ký ở Cao Bằng là ai?"], library)
    assert answer.status == "answered"
    assert {citation.plan_id for citation in answer.citations} == {"can-tho", "cao-bang"}
