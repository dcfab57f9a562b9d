"""Documents that plans cite: when they were issued, by whom, in which line of a block."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.present import as_text
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH THÁI BÌNH

Số: 66/KH-UBND

Thái Bình, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Phát triển vận tải thủy nội địa trên địa bàn tỉnh Thái Bình năm 2026

Thực hiện Nghị định số 08/2021/NĐ-CP ngày 28 tháng 01 năm 2021 của Chính phủ về hoạt động đường thủy nội địa \
và Nghị quyết số 25-NQ/TU ngày 11 tháng 12 năm 2024 của Ban Chấp hành Đảng bộ tỉnh, Ủy ban nhân dân tỉnh ban \
hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Quản lý bến khách ngang sông
- Nội dung: Sửa đổi Quyết định số 19/2022/QĐ-UBND ngày 30/6/2022 ban hành quy chế bến khách ngang sông.
- Đơn vị chủ trì: Sở Xây dựng
- Thời gian: Quý III/2026

2. Sở Tài chính lập danh mục theo Quyết định số 1829/QĐ-TTg ngày 31 tháng 10 năm 2021 của Thủ tướng \
Chính phủ phê duyệt Quy hoạch kết cấu hạ tầng đường thủy nội địa.
"""


def library() -> WordsOnly:
    return WordsOnly({"thai-binh": parse_plan(PLAN, "thai-binh", agency_book())})


@pytest.mark.parametrize(
    ("text", "path", "fact"),
    [
        ("Quy hoạch kết cấu hạ tầng được phê duyệt ngày nào?", "I.2", "31 tháng 10 năm 2021"),
        ("Quy hoạch kết cấu hạ tầng do Thủ tướng phê duyệt khi nào?", "I.2", "31 tháng 10 năm 2021"),
        ("Quy chế bến khách ngang sông ban hành theo quyết định nào?", "I.1", "19/2022/QĐ-UBND"),
        ("Kế hoạch thực hiện nghị quyết nào của Tỉnh ủy?", "Mở đầu.¶1", "25-NQ/TU"),
    ],
)
def test_a_cited_document_is_told_with_its_number_and_day(text: str, path: str, fact: str) -> None:
    answer = ask([text], library())
    assert ("thai-binh", path) in cited(answer)
    assert fact in as_text(answer)
    assert any(fact in citation.quote for citation in answer.citations)


def test_the_resolution_ends_where_the_issuer_of_the_plan_speaks() -> None:
    assert "ban hành Kế hoạch" not in as_text(ask(["Thực hiện nghị quyết nào của Tỉnh ủy?"], library()))


@pytest.mark.parametrize(
    "text", ["Kế hoạch Thái Bình ban hành ngày nào?", "Danh mục phải trình phê duyệt trước ngày nào?"]
)
def test_the_plans_own_day_and_deadlines_are_no_cited_documents(text: str) -> None:
    assert "31 tháng 10 năm 2021" not in ask([text], library()).summary


def test_a_footnote_is_quoted_once() -> None:
    answer = ask(["Quy hoạch kết cấu hạ tầng do quyết định nào phê duyệt?"], library())
    (citation,) = answer.citations
    assert citation.quote.count("1829/QĐ-TTg") == 1


def test_a_follow_up_for_the_day_of_the_plan_asks_for_no_cited_document() -> None:
    answer = ask(["Kế hoạch Thái Bình số mấy?", "Ban hành ngày nào?"], library())
    assert cited(answer) == [("thai-binh", "Thể thức.date")]
