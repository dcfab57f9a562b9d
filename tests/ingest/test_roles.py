"""Who leads, supports, advises or is requested, from the wording of one clause."""

from __future__ import annotations

import pytest

from ingest.parse import parse_plan
from ingest.plan import Plan, Role
from ingest.read import agency_book

HEAD = "UBND TỈNH HÀ GIANG\n\nKẾ HOẠCH\nA\n\nI. TỔ CHỨC THỰC HIỆN\n\n"


def read(body: str) -> Plan:
    return parse_plan(HEAD + body, "x", agency_book())


def roles(body: str) -> list[tuple[str, str, str]]:
    return [(held.path, held.agency, held.role) for held in read(body).assignments]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("Chủ trì rà soát văn bản.", [("Sở Y tế", "lead")]),
        ("Phối hợp với Công an tỉnh kiểm tra.", [("Sở Y tế", "support"), ("Công an tỉnh", "support")]),
        ("Chủ động phối hợp Công an tỉnh kiểm tra.", [("Sở Y tế", "support"), ("Công an tỉnh", "support")]),
        ("Chủ trì, phối hợp với Công an tỉnh kiểm tra.", [("Sở Y tế", "lead"), ("Công an tỉnh", "support")]),
        ("Tăng cường phối hợp trong kiểm tra.", [("Sở Y tế", "lead")]),
        ("Phối hợp với các cơ quan liên quan kiểm tra.", [("Sở Y tế", "support")]),
        ("Tham mưu UBND tỉnh phối hợp với Bộ Y tế mua vắc xin.", [("Sở Y tế", "lead")]),
        ("Báo cáo kết quả về Sở Nội vụ để tổng hợp.", [("Sở Y tế", "lead")]),
        ("UBND các huyện, thành phố phối hợp với Sở Y tế.", [
            ("Ủy ban nhân dân các huyện, thành phố", "support"), ("Sở Y tế", "support")]),
    ],
)  # fmt: skip
def test_opening_verb_says_the_role_under_an_agency(words: str, expected: list[tuple[str, Role]]) -> None:
    found = [(agency, role) for _, agency, role in roles(f"1. Sở Y tế\n\na) {words}\n\nb) Việc khác.\n")]
    assert found[:-1] == expected
    assert found[-1] == ("Sở Y tế", "lead")


@pytest.mark.parametrize(
    "clause, expected",
    [
        ("Sở Y tế là cơ quan thường trực.", [("Sở Y tế", "lead")]),
        ("Sở Y tế: Tham mưu kiểm tra.", [("Sở Y tế", "lead")]),
        ("Sở Tài chính, trên cơ sở đề xuất của các đơn vị, bố trí kinh phí.", [("Sở Tài chính", "lead")]),
        ("Giao Sở Nội vụ theo dõi thi đua.", [("Sở Nội vụ", "lead")]),
        ("Đề nghị Hội Nông dân tỉnh vận động hội viên.", [("Hội Nông dân tỉnh", "request")]),
        ("Khuyến khích Hội Nông dân tỉnh vận động hội viên.", [("Hội Nông dân tỉnh", "request")]),
        ("Căn cứ Kế hoạch này, các sở, ban, ngành xây dựng kế hoạch.", [("Các sở, ban, ngành", "lead")]),
        ("Mở lớp tập huấn. Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ.", [
            ("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]),
        ("Kinh phí bảo đảm theo quy định của Bộ Tài chính.", []),
        ("Sự phối hợp với Công an tỉnh được duy trì.", []),
    ],
)  # fmt: skip
def test_a_clause_under_no_agency_names_its_doer_itself(
    clause: str, expected: list[tuple[str, Role]]
) -> None:
    assert [(agency, role) for _, agency, role in roles(f"1. {clause}\n\n2. Kinh phí.\n")] == expected


def test_two_agencies_in_a_heading_each_hold_its_clauses() -> None:
    found = roles("1. Công an tỉnh, Sở Nội vụ và Trạm Thú y\n\n- Kiểm tra.\n")
    assert [agency for _, agency, _ in found] == ["Công an tỉnh", "Sở Nội vụ", "Trạm Thú y"]


def test_bodies_no_list_knows_are_doers_among_agencies() -> None:
    found = roles(
        "1. Sở Y tế\n\na) Kiểm tra.\n\n2. Trưởng các thôn, bản\n\na) Thông báo.\n\n"
        "3. Kinh phí thực hiện\n\na) Từ ngân sách.\n"
    )
    assert found == [("I.1.a", "Sở Y tế", "lead"), ("I.2.a", "Trưởng các thôn, bản", "lead")]


def test_a_labelled_block_is_one_duty_with_its_deadline() -> None:
    plan = read(
        "1. Diễn tập chữa cháy\n\n- Nội dung: 20 trường học.\n\n"
        "- Đơn vị tham mưu, thực hiện: Công an tỉnh.\n\n"
        "- Đơn vị phối hợp: Sở Y tế; Trạm Khí tượng; các đơn vị liên quan.\n\n- Thời gian: Quý II/2024;\n"
    )
    held = [(a.path, a.agency, a.role, a.deadline) for a in plan.assignments]
    assert held == [
        ("I.1", "Công an tỉnh", "advise", "Quý II/2024"),
        ("I.1", "Công an tỉnh", "lead", "Quý II/2024"),
        ("I.1", "Sở Y tế", "support", "Quý II/2024"),
        ("I.1", "Trạm Khí tượng", "support", "Quý II/2024"),
    ]
    assert plan.assignments[0].task == "Diễn tập chữa cháy Nội dung: 20 trường học."


def test_a_label_may_open_a_list_or_name_partners() -> None:
    found = roles(
        "1. Truyền thông\n\n- Đơn vị tổ chức: Sở Y tế phối hợp với Bệnh viện Đa khoa tỉnh.\n\n"
        "- Đơn vị phối hợp:\n\n+ Hội Nông dân tỉnh;\n\n+ Các trường học.\n"
    )
    assert found == [
        ("I.1", "Sở Y tế", "lead"),
        ("I.1", "Bệnh viện Đa khoa tỉnh", "support"),
        ("I.1", "Hội Nông dân tỉnh", "support"),
        ("I.1", "Các trường học", "support"),
    ]


def test_an_unnumbered_name_heads_the_duties_below_it() -> None:
    found = roles("**Sở Y tế**\n\n- Kiểm tra.\n\n**Sở Nội vụ**\n\nPhối hợp với Sở Y tế rà soát.\n")
    assert found == [
        ("I.¶1.-1", "Sở Y tế", "lead"),
        ("I.¶2.¶1", "Sở Nội vụ", "support"),
        ("I.¶2.¶1", "Sở Y tế", "support"),
    ]


def test_a_dash_that_names_an_agency_heads_its_list() -> None:
    found = roles("1. Trách nhiệm\n\n- Sở Y tế:\n\n+ Kiểm tra.\n\n- Sở Nội vụ:\n\n+ Phối hợp rà soát.\n")
    assert found == [("I.1.-1.+1", "Sở Y tế", "lead"), ("I.1.-2.+1", "Sở Nội vụ", "support")]


def test_a_cell_may_say_the_role_itself() -> None:
    found = roles(
        "TT\tNhiệm vụ\tCơ quan chủ trì, phối hợp\n1\tRà soát\tChủ trì: Sở Y tế; phối hợp: Sở Nội vụ\n"
        "2\tKiểm tra\tSở Y tế (chủ trì), Công an tỉnh (phối hợp)\n3\tMua\tSở Y tế phối hợp với Sở Nội vụ\n"
    )
    assert found == [
        ("I.1", "Sở Y tế", "lead"),
        ("I.1", "Sở Nội vụ", "support"),
        ("I.2", "Sở Y tế", "lead"),
        ("I.2", "Công an tỉnh", "support"),
        ("I.3", "Sở Y tế", "lead"),
        ("I.3", "Sở Nội vụ", "support"),
    ]


def test_an_agency_has_one_name_in_a_plan() -> None:
    found = roles(
        "1. Sở Thông tin và Truyền thông\n\na) Kiểm tra.\n\n"
        "2. Sở Y tế\n\na) Phối hợp với Sở TT&TT kiểm tra.\n"
    )
    assert {agency for _, agency, _ in found} == {"Sở Thông tin và Truyền thông", "Sở Y tế"}


@pytest.mark.parametrize(
    "words, expected",
    [
        ("Sở Y tế khám; Sở Tài chính bố trí kinh phí.", [("Sở Y tế", "lead"), ("Sở Tài chính", "lead")]),
        ("Sở Y tế chủ trì khám. Báo Hà Giang phối hợp với Tỉnh đoàn đưa tin.", [
            ("Sở Y tế", "lead"), ("Báo Hà Giang", "support"), ("Tỉnh đoàn", "support")]),
        ("Đề nghị Hội Nông dân tỉnh vận động; Tỉnh đoàn giám sát.", [
            ("Hội Nông dân tỉnh", "request"), ("Tỉnh đoàn", "request")]),
        ("Sở Y tế báo cáo kết quả; Sở Tài chính và các nguồn khác.", [("Sở Y tế", "lead")]),
        ("Sở Y tế tổng hợp; UBND tỉnh xem xét.", [("Sở Y tế", "lead")]),
    ],
)  # fmt: skip
def test_each_part_of_a_clause_may_have_its_own_doer(words: str, expected: list[tuple[str, Role]]) -> None:
    assert [(agency, role) for _, agency, role in roles(f"1. {words}\n")] == expected


def test_who_executes_is_everybody_in_the_row_known_or_not() -> None:
    row = "Giám đốc các sở, Chủ tịch UBND các huyện, thị xã và các đơn vị chủ rừng chịu trách nhiệm thi hành."
    assert [(agency, role) for _, agency, role in roles(f"1. {row}\n")] == [
        ("Giám đốc các sở", "lead"),
        ("Chủ tịch Ủy ban nhân dân các huyện, thị xã", "lead"),
        ("Các đơn vị chủ rừng", "lead"),
    ]


def test_a_head_that_is_said_once_goes_for_all_in_the_row() -> None:
    row = (
        "Giám đốc các sở: Tài chính, Y tế; Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh chịu trách nhiệm thi hành."
    )
    assert [(agency, role) for _, agency, role in roles(f"1. {row}\n")] == [
        ("Sở Tài chính", "lead"),
        ("Sở Y tế", "lead"),
        ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", "lead"),
    ]


def test_what_narrows_a_group_is_part_of_its_name() -> None:
    block = "1. Làm đường băng\n\n- Đơn vị thực hiện: Các đơn vị chủ rừng, Hạt Kiểm lâm các huyện, thị xã.\n"
    partners = "- Đơn vị phối hợp: Cục Hải quan Gia Lai - Kon Tum, UBND các xã.\n\n"
    heading = "2. Các đơn vị chủ rừng\n\na) Trực gác.\n\n3. Các đơn vị\n\na) Báo cáo kết quả.\n"
    assert roles(block + partners + heading) == [
        ("I.1", "Các đơn vị chủ rừng", "lead"),
        ("I.1", "Hạt Kiểm lâm các huyện, thị xã", "lead"),
        ("I.1", "Cục Hải quan Gia Lai", "support"),
        ("I.1", "Ủy ban nhân dân các xã", "support"),
        ("I.2.a", "Các đơn vị chủ rừng", "lead"),
        ("I.3.a", "Các đơn vị", "lead"),
    ]
