"""Places of the same plan that clauses name, and who does the work set there."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.pointers import places_pointed_at
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Chủ trì nhiệm vụ tại điểm 3 mục III; cấp mã số", ["III.3"]),
        (
            "chủ trì nhiệm vụ tại điểm 1 mục II, điểm 1, 2 mục III, điểm 2 mục IV",
            ["II.1", "III.1", "III.2", "IV.2"],
        ),
        ("Chủ trì các nhiệm vụ 1-3 phần II", ["II.1", "II.2", "II.3"]),
        ("Thực hiện khoản 2 và 4 mục I của Kế hoạch này", ["I.2", "I.4"]),
        ("Chủ trì điểm b khoản 2 mục IV", ["IV.2.b"]),
        ("Theo dõi mục III.2", ["III.2"]),
        ("theo khoản 2 mục III Nghị quyết số 19-NQ/TU", []),
        ("theo khoản 3 Điều 5 Nghị định số 15/2018/NĐ-CP", []),
        ("giảm 3 điểm ùn tắc", []),
    ],
)
def test_places_are_read(text: str, paths: list[str]) -> None:
    assert list(places_pointed_at(text)) == paths


PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 44/KH-UBND

Hà Giang, ngày 12 tháng 02 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước sinh hoạt trên địa bàn tỉnh Hà Giang năm 2026

I. NHIỆM VỤ

1. Khơi thông 14 mó nước đầu nguồn.
2. Lắp đồng hồ đo lưu lượng tại 20 bể chứa trước ngày 30 tháng 9 năm 2026.
3. Bảo dưỡng đường ống
- Thay ống thép đã gỉ tại thôn Lũng Cẩm.
- Sơn chống gỉ van xả.
- Cắm biển cấm đào bới dọc tuyến ống.
- Đơn vị chủ trì: Sở Xây dựng
- Đơn vị phối hợp: Sở Y tế
4. Ươm cây giữ đất quanh mó nước.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Môi trường
a) Chủ trì nhiệm vụ tại điểm 1, 2 mục I; kiểm định chất lượng nước.
2. Công an tỉnh
a) Tuần tra dọc tuyến ống.
"""


def library() -> WordsOnly:
    return WordsOnly({"ha-giang": parse_plan(PLAN, "ha-giang", agency_book())})


@pytest.mark.parametrize(
    ("text", "agency", "places"),
    [
        ("Ai lo lắp đồng hồ đo lưu lượng tại bể chứa?", "Sở Nông nghiệp và Môi trường", {"II.1.a", "I.2"}),
        (
            "Cơ quan nào chủ trì khơi thông mó nước đầu nguồn?",
            "Sở Nông nghiệp và Môi trường",
            {"II.1.a", "I.1"},
        ),
        ("Ai chủ trì cắm biển cấm đào bới dọc tuyến ống?", "Sở Xây dựng", {"I.3", "I.3.-3"}),
    ],
)
def test_who_does_it_may_stand_elsewhere(text: str, agency: str, places: set[str]) -> None:
    answer = ask([text], library())
    assert answer.status == "answered"
    assert answer.summary.startswith(f"{agency} chủ trì")
    assert {path for _, path in cited(answer)} == places


def test_work_shared_out_by_number_has_a_lead() -> None:
    answer = ask(["Việc nào chưa có ai chủ trì?"], library())
    assert {path for _, path in cited(answer)} == {"I.4"}


def test_work_that_nobody_is_given_is_said_to_be_nobodys() -> None:
    answer = ask(["Ai ươm cây giữ đất quanh mó nước?"], library())
    assert "chủ trì (" not in answer.summary
