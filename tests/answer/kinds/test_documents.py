"""Lists of the documents that a plan cites, by their kind, issuer and matter."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.kinds.documents import kind_listed
from ingest.fold import fold
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, lines, plain

CITING = """\
Số: 64/KH-UBND

Phú Yên, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Bảo vệ rạn san hô tỉnh Phú Yên

Căn cứ Nghị định số 11/2021/NĐ-CP ngày 10 tháng 02 năm 2021 của Chính phủ về giao khu vực biển;

Thực hiện Chỉ thị số 09/CT-TTg ngày 15 tháng 3 năm 2022 của Thủ tướng Chính phủ về rác thải nhựa đại dương;

Thực hiện Nghị quyết số 36-NQ/TW ngày 22 tháng 10 năm 2018 của Ban Chấp hành Trung ương về kinh tế biển;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NỘI DUNG

1. Thả phao phân vùng theo Quyết định số 1539/QĐ-TTg ngày 07 tháng 9 năm 2021 của Thủ tướng Chính phủ.

2. Nuôi cấy san hô theo Quyết định số 742/QĐ-TTg ngày 26 tháng 5 năm 2010 của Thủ tướng Chính phủ phê duyệt \
hệ thống khu bảo tồn biển và Quyết định số 210/QĐ-BNN ngày 08 tháng 01 năm 2020 của Bộ Nông nghiệp và Phát \
triển nông thôn.

3. Nhắc lại Quyết định số 1539/QĐ-TTg khi tuyên truyền cho ngư dân.
"""


def coral() -> WordsOnly:
    return WordsOnly({"phu-yen": parse_plan(CITING, "phu-yen", agency_book())})


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Kể các quyết định của Thủ tướng mà Phú Yên viện dẫn", ["1539/QĐ-TTg", "742/QĐ-TTg"]),
        ("Phú Yên dẫn chiếu những quyết định nào?", ["1539/QĐ-TTg", "742/QĐ-TTg", "210/QĐ-BNN"]),
        ("Kế hoạch viện dẫn mấy văn bản của Chính phủ?", ["11/2021/NĐ-CP"]),
        ("Những văn bản nào về rác thải nhựa được nhắc trong kế hoạch?", ["09/CT-TTg"]),
        ("Các nghị quyết mà kế hoạch nêu", ["36-NQ/TW"]),
        ("Có văn bản nào của Ban Chấp hành Trung ương được nhắc không?", ["36-NQ/TW"]),
    ],
)
def test_documents_of_a_kind_and_an_issuer(question: str, numbers: list[str]) -> None:
    for text in (question, plain(question)):
        answer = ask([text], coral())
        assert answer.status == "answered"
        said = [line.text for line in lines(answer)]
        assert len(said) == len(numbers)
        assert all(any(number in text for text in said) for number in numbers)


def test_the_issuer_of_what_a_document_carries_out_is_not_its_own(library: WordsOnly) -> None:
    answer = ask(["Những văn bản nào của Bộ Chính trị được Khánh Hòa viện dẫn?"], library)
    assert any("57-KL/TW" in line.text for line in lines(answer))
    assert not any(line.text.startswith("Chương trình hành động") for line in lines(answer))


def test_laws_that_are_cited_by_name_are_found(library: WordsOnly) -> None:
    answer = ask(["Liệt kê các luật mà Trà Vinh căn cứ"], library)
    assert any("Luật Tổ chức chính quyền địa phương" in line.text for line in lines(answer))


def test_a_kind_that_is_not_cited_is_said_so() -> None:
    answer = ask(["Phú Yên viện dẫn những thông tư nào?"], coral())
    assert answer.status == "not_found"
    assert "thông tư" in answer.summary


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Các kế hoạch viện dẫn những chỉ thị nào?", "chi thi"),
        ("liệt kê các văn bản được nhắc", "van ban"),
        ("Các kế hoạch viện dẫn những văn bản nào của Thủ tướng?", "van ban"),
        ("Quyết định nào về chuyển đổi số?", None),
        ("Kế hoạch giao những việc gì?", None),
    ],
)
def test_the_kind_asked_for(question: str, kind: str | None) -> None:
    assert kind_listed(fold(question)) == kind
