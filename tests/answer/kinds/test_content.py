"""What the plans say: under a heading, at a place that is named, in a list, wherever a word stands."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.present import as_text
from ingest.fold import fold
from tests.answer.loaded import WordsOnly, cited, plain

# Every clause under the heading, neither more nor less.
UNDER_A_HEADING = (
    ("Mục đích kế hoạch Cần Giờ gồm những gì?", "can-gio", [f"I.1.-{n}" for n in range(1, 6)]),
    ("mục đích của kế hoạch Cần Giờ", "can-gio", [f"I.1.-{n}" for n in range(1, 6)]),
    ("Mục đích kế hoạch Trà Vinh?", "tra-vinh", [f"I.1.¶{n}" for n in range(1, 4)]),
    ("Các yêu cầu đặt ra ở Cao Bằng", "cao-bang", [f"I.2.-{n}" for n in range(1, 4)]),
    ("Kế hoạch Cần Thơ có những yêu cầu gì?", "can-tho", ["I.2.a", "I.2.b"]),
    (
        "Trà Vinh có các phương thức truyền thông quảng bá nào?",
        "tra-vinh",
        ["II.4.¶2", *(f"II.4.-{n}" for n in range(1, 6))],
    ),
)


@pytest.mark.parametrize(("text", "plan_id", "paths"), UNDER_A_HEADING)
def test_a_list_is_told_whole(text: str, plan_id: str, paths: list[str], library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.status == "answered"
    assert cited(answer) == [(plan_id, path) for path in paths]


# Any one of the paths suffices; the words must be in the answer.
SAYS = (
    ("Nội dung tập huấn ở Cần Giờ gồm những gì?", "can-gio", "II.2.¶2", "xử lý khủng hoảng truyền thông"),
    ("Cần Giờ có những dự án trọng điểm nào?", "can-gio", "III.1.-3", "Cảng trung chuyển quốc tế"),
    ("Khánh Hòa quảng bá đến các thị trường nào?", "khanh-hoa", "III.3.3 II.3.-3", "Ấn Độ"),
    ("Trà Vinh tổ chức thi gì để quảng bá?", "tra-vinh", "II.4.-5", "thi ảnh"),
    ("Phương châm thông tin đối ngoại của Trà Vinh?", "tra-vinh", "I.2.¶3", "Chủ động, đồng bộ"),
    ("Ấn phẩm của Sở Ngoại vụ Cao Bằng bằng những thứ tiếng nào?", "cao-bang", "IV.5.¶1", "tiếng Trung Quốc"),
    (
        "Cán bộ chuyên trách ở Khánh Hòa cần phẩm chất gì?",
        "khanh-hoa",
        "II.5.-2 III.5.1",
        "bản lĩnh chính trị",
    ),
    ("Cao Bằng nói gì về thác Bản Giốc?", "cao-bang", "II.4 II.3.1", "Bản Giốc"),
    ("Cụm thông tin điện tử mới đặt ở đâu?", "cao-bang", "II.3.1", "cửa khẩu Trà Lĩnh"),
    ("Cần Thơ huy động nguồn lực xã hội thế nào?", "can-tho", "II.2.d", "xã hội"),
    ("Triển lãm ở Cao Bằng trưng bày gì?", "cao-bang", "II.6", "Hoàng Sa"),
)


@pytest.mark.parametrize(("text", "plan_id", "paths", "words"), SAYS)
def test_the_clause_that_says_it_is_cited(
    text: str, plan_id: str, paths: str, words: str, library: WordsOnly
) -> None:
    answer = ask([text], library)
    assert answer.status == "answered"
    assert {(plan_id, path) for path in paths.split()} & set(cited(answer))
    assert {plan for plan, _ in cited(answer)} == {plan_id}
    assert fold(words) in fold(as_text(answer))


PLACES = (
    ("Điểm c khoản 4 mục IV kế hoạch Cần Thơ nói gì?", "can-tho", ["IV.4.c"]),
    ("diem c khoan 4 muc IV ke hoach Can Tho noi gi", "can-tho", ["IV.4.c"]),
    ("Điều 2 của Quyết định Trà Vinh", "tra-vinh", ["QĐ.Điều 2"]),
    ("Khoản 3 mục II kế hoạch Cần Giờ", "can-gio", ["II.3"]),
    ("dòng 3.5 trong bảng Khánh Hòa", "khanh-hoa", ["III.3.5"]),
    ("Mục III kế hoạch Cần Thơ nói gì", "can-tho", ["III.¶1"]),
)


@pytest.mark.parametrize(("text", "plan_id", "paths"), PLACES)
def test_a_place_that_is_named_is_opened(
    text: str, plan_id: str, paths: list[str], library: WordsOnly
) -> None:
    assert cited(ask([text], library)) == [(plan_id, path) for path in paths]


MENTIONS = (
    ("Những kế hoạch nào nhắc tới khen thưởng?", {"can-gio": "II.3", "tra-vinh": "III.2.¶7"}),
    ("Kế hoạch nào nhắc đến đô thị thông minh?", {"can-gio": "I.2.-3"}),
    ("Kế hoạch nào nhắc tới ASEAN?", {"cao-bang": "II.6"}),
    (
        "Câu “xây” và “chống” có ở bản nào?",
        {"can-gio": "I.2.-1", "can-tho": "II.3.c", "tra-vinh": "I.2.¶2"},
    ),
)


@pytest.mark.parametrize(("text", "places"), MENTIONS)
def test_every_plan_that_says_a_word_is_named_and_the_others_too(
    text: str, places: dict[str, str], library: WordsOnly
) -> None:
    answer = ask([text], library)
    assert answer.status == "answered"
    assert set(places.items()) <= set(cited(answer))
    assert {plan for plan, _ in cited(answer)} == set(places)
    others = [str(plan.place) for plan in library.plans.values() if plan.id not in places]
    assert all(any(place in note for note in answer.notes) for place in others)


def test_a_term_is_defined_only_where_a_plan_defines_it(library: WordsOnly) -> None:
    answer = ask(["thông tin đối ngoại là gì?"], library)
    assert answer.status == "not_found"
    assert "không định nghĩa" in answer.summary
    assert answer.citations == ()


def test_a_summary_is_the_skeleton_of_the_plan(library: WordsOnly) -> None:
    answer = ask(["tóm tắt kế hoạch Trà Vinh trong 5 gạch đầu dòng"], library)
    assert list(dict.fromkeys(path.split(".")[0] for _, path in cited(answer))) == ["I", "II", "III"]
    text = as_text(answer)
    for words in ("Mục đích", "Sở Công Thương", "Tổ chức thực hiện"):
        assert words in text


def test_a_list_is_the_same_without_accents(library: WordsOnly) -> None:
    for text, plan_id, paths in UNDER_A_HEADING:
        found = cited(ask([plain(text)], library))
        assert set(found) == {(plan_id, path) for path in paths}
