"""When: the day a task is due or begins, of what names nobody too, and what something costs."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain

WASTE = """\
Số: 31/KH-UBND

Bình Định, ngày 17 tháng 02 năm 2025

KẾ HOẠCH

Phân loại rác tại nguồn trên địa bàn tỉnh Bình Định

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. CHỈ TIÊU

1. 100% xã, phường dựng xong điểm tập kết trước ngày 15 tháng 5 năm 2025.

2. Cơ quan nhà nước không sử dụng chai nhựa trong hội nghị kể từ ngày 01 tháng 6 năm 2025.

II. NHIỆM VỤ

1. Diễn tập thu gom rác sau bão

- Đơn vị chủ trì: Sở Nông nghiệp và Môi trường.

- Kinh phí: 850 triệu đồng từ ngân sách tỉnh.

2. Tuần tra giáp ranh tỉnh Kon Tum

- Đơn vị chủ trì: Công an tỉnh.

III. TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân các xã, phường

a) Kiểm tra việc đổ rác.
"""


@pytest.fixture(scope="module")
def waste() -> WordsOnly:
    return WordsOnly({"binh-dinh": parse_plan(WASTE, "binh-dinh", agency_book())})


@pytest.mark.parametrize(
    ("question", "path", "said"),
    [
        ("Các xã ở Bình Định phải dựng xong điểm tập kết trước ngày nào?", "I.1", "15 tháng 5 năm 2025"),
        ("Cơ quan nhà nước không sử dụng chai nhựa từ ngày nào?", "I.2", "từ ngày 01 tháng 6 năm 2025"),
        ("Diễn tập thu gom rác sau bão tốn bao nhiêu tiền?", "II.1", "850 triệu đồng"),
        ("Sở Nông nghiệp Bình Định làm gì?", "II.1", "Sở Nông nghiệp và Môi trường"),
        ("Ai tuần tra giáp ranh tỉnh Kon Tum?", "II.2", "Công an tỉnh"),
    ],
)
def test_what_is_due_begins_or_costs(question: str, path: str, said: str, waste: WordsOnly) -> None:
    for spelt in (question, plain(question)):
        answer = ask([spelt], waste)
        assert answer.status == "answered"
        assert path in {cited_path for _, cited_path in cited(answer)}
        assert said in f"{answer.summary} {' '.join(line.text for g in answer.groups for line in g.lines)}"


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch phân loại rác của tỉnh Kon Tum nói gì?",
        "Giá vé xe buýt thu gom rác bao nhiêu?",
        "Danh sách tên các cụ đi thu gom rác?",
    ],
)
def test_what_looks_like_it_is_refused(question: str, waste: WordsOnly) -> None:
    for spelt in (question, plain(question)):
        answer = ask([spelt], waste)
        assert answer.status in ("not_found", "out_of_scope")
        assert answer.citations == ()
