"""Into what a part of a plan is divided, and how many such parts there are."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited, plain

DIVIDED = """\
Số: 77/KH-UBND

Kon Tum, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Giữ nghề dệt thổ cẩm tỉnh Kon Tum

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Giữ nghề dệt của các làng.

2. Yêu cầu

Gắn với sinh kế của thợ dệt.

II. NHIỆM VỤ, GIẢI PHÁP

1. Truyền nghề cho người trẻ

- Mở lớp dệt ở nhà rông.

2. Giữ giống bông và cây nhuộm

- Trồng lại cây chàm.

3. Đưa hàng dệt ra chợ

- Tổ chức phiên chợ hằng quý.

III. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

Khám mắt cho thợ dệt.

2. Sở Xây dựng

Sửa nhà rông.
"""


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("Phần tổ chức thực hiện của Kon Tum chia bao nhiêu mục, kể tên", ["III.1", "III.2"]),
        ("Phần III có mấy mục?", ["III.1", "III.2"]),
        ("Kế hoạch có bao nhiêu nhóm giải pháp, là gì?", ["II.1", "II.2", "II.3"]),
        ("Kon Tum có mấy nhóm nhiệm vụ?", ["II.1", "II.2", "II.3"]),
        ("Phần mục đích, yêu cầu gồm những mục nào?", ["I.1", "I.2"]),
        ("Kế hoạch Kon Tum có mấy phần?", ["I", "II", "III"]),
    ],
)
def test_a_part_is_counted_and_its_parts_are_named(question: str, paths: list[str]) -> None:
    library = WordsOnly({"kon-tum": parse_plan(DIVIDED, "kon-tum", agency_book())})
    for text in (question, plain(question)):
        answer = ask([text], library)
        assert answer.status == "answered"
        assert [path for _, path in cited(answer)] == paths
        assert f"Kon Tum: {len(paths)} mục" in answer.summary
