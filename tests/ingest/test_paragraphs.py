"""Which lines are one paragraph: wrapped copies, bold headings over lines, page breaks, page numbers."""

from __future__ import annotations

import pytest

from ingest.clean import read_lines, view
from ingest.paragraphs import paragraphs_of
from ingest.parse import parse_plan
from ingest.read import agency_book

WRAPPED = """II. NỘI DUNG

1. Tổ chức tuyên truyền trên các phương tiện thông tin đại chúng về
nội dung của Luật, chú trọng vùng sâu, vùng xa; phát hành tài liệu cho
người dân, cán bộ, công chức và doanh nghiệp; lồng ghép với các hoạt
động khác của địa phương; phát huy vai trò của người có uy tín, của đội
ngũ cộng tác viên; phát hành tài liệu cho người dân.

2. Rà soát các văn bản đã ban hành để sửa đổi, bổ sung cho giai đoạn
2026
- 2030, theo ba nhóm:
(1) văn bản của Hội đồng nhân dân; (2) văn bản của Ủy ban nhân dân theo
Nghị quyết Đại hội lần thứ
XIII. Báo cáo kết quả về Sở Tư pháp.

3. Đẩy mạnh
Ứng dụng công nghệ thông tin trong mọi hoạt động của cơ quan nhà nước
và trong cung cấp dịch vụ công, hoàn thành trước năm
2030.
"""


def paragraphs(text: str) -> list[str]:
    found = paragraphs_of(text, read_lines(text)).paragraphs
    return [f"{p.label} {p.text}".strip() for p in found]


def test_wrapped_lines_are_joined_whatever_they_open_with() -> None:
    heading, first, second, third = paragraphs(WRAPPED)
    assert heading == "II. NỘI DUNG"
    assert first.endswith("phát hành tài liệu cho người dân.")
    assert "giai đoạn 2026 - 2030, theo ba nhóm: (1) văn bản" in second
    assert second.endswith("lần thứ XIII. Báo cáo kết quả về Sở Tư pháp.")
    assert third.startswith("3. Đẩy mạnh Ứng dụng")
    assert third.endswith("trước năm 2030.")


@pytest.mark.parametrize(
    "text, expected",
    [
        # One paragraph a line: a short heading does not swallow the words below it.
        ("2. Sở Xây dựng\nHướng dẫn chủ đầu tư.", ["2. Sở Xây dựng", "Hướng dẫn chủ đầu tư."]),
        # A heading cut over lines goes on in small letters.
        ("1. Tuyên truyền đến từng hộ gia\nđình, cơ sở", ["1. Tuyên truyền đến từng hộ gia đình, cơ sở"]),
        # Bold that runs on into the next line.
        (
            "**8. Ngân hàng Việt\nNam - Chi nhánh II:** Chủ trì",
            ["8. Ngân hàng Việt Nam - Chi nhánh II: Chủ trì"],
        ),
        # Capitals, then words.
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Hải Hòa", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Hải Hòa"]),
        # A mark alone on its line.
        ("Phần II\nNHIỆM VỤ", ["Phần II NHIỆM VỤ"]),
        ("CHƯƠNG I\n\nQUY ĐỊNH CHUNG", ["CHƯƠNG I QUY ĐỊNH CHUNG"]),
        # A page break inside a word, a sentence; its number between.
        ("các cơ quan thuộc Ủy\n\nban nhân dân tỉnh.", ["các cơ quan thuộc Ủy ban nhân dân tỉnh."]),
        ("a) ưu tiên sản\n\n12\n\nphẩm trong nước.", ["a) ưu tiên sản phẩm trong nước."]),
        # Nothing was cut: the line before has ended, or a heading stands before words.
        ("a) Ưu tiên.\n\nb) Sau.", ["a) Ưu tiên.", "b) Sau."]),
        ("1. Sở Y tế\n\nChủ trì kiểm tra.", ["1. Sở Y tế", "Chủ trì kiểm tra."]),
        # The drafter's initials.
        ("Trên đây là Kế hoạch./. *vl*", ["Trên đây là Kế hoạch./."]),
    ],
)
def test_lines_that_belong_together(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_a_footnote_between_halves_of_a_sentence_joins_neither() -> None:
    text = (
        "- Tiếp tục triển khai văn bản¹ của các\n\n¹ Nghị định số 72/2015/NĐ-CP; Quyết định ngày 05\n\n"
        "cơ quan cấp trên.\n\n- Việc khác.\n\ntháng 8 năm 2020.\n"
    )
    assert paragraphs(text) == [
        "- Tiếp tục triển khai văn bản¹ của các cơ quan cấp trên.",
        "¹ Nghị định số 72/2015/NĐ-CP; Quyết định ngày 05 tháng 8 năm 2020.",
        "- Việc khác.",
    ]


def test_look_alikes_are_unified_and_keep_their_place() -> None:
    source = "Ðiều 2 – 3\u00a0và \u200bTiê\u0301ng Việt"
    seen = view(source)
    assert seen.text == "Điều 2 - 3 và Tiếng Việt"
    start = seen.text.index("Tiếng")
    assert source[slice(*seen.source_span((start, start + 5)))] == "Tiê\u0301ng"


def test_stars_of_a_rule_open_no_bold() -> None:
    for rule in ("***", "* * *", "*****"):
        plan = parse_plan(
            f"KẾ HOẠCH\nVệ sinh\n{rule}\nI. MỤC TIÊU\n2. Yêu cầu\nThiết thực.\n", "x", agency_book()
        )
        assert [clause.path for clause in plan.clauses] == ["I.2.¶1"]


def test_bold_ends_with_its_paragraph() -> None:
    plan = parse_plan("KẾ HOẠCH\nVệ sinh\n\n**I. MỤC TIÊU\n\n2. Yêu cầu\nThiết thực.\n", "x", agency_book())
    assert [clause.path for clause in plan.clauses] == ["I.2.¶1"]


def test_the_issuer_speaks_after_bases_that_end_with_a_comma() -> None:
    plan = parse_plan(
        "KẾ HOẠCH\nVệ sinh\n\nCăn cứ Luật Đất đai;\nTheo đề nghị của Sở Y tế,\n"
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC TIÊU\n\n1. Sạch.\n",
        "x",
        agency_book(),
    )
    assert [clause.text for clause in plan.clauses][1:3] == [
        "Theo đề nghị của Sở Y tế,",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    ]
