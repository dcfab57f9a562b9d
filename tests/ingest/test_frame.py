"""The frame of a document: letterhead, title, bases, recipients, signature."""

from __future__ import annotations

import pytest

from ingest.frame import bases_in
from ingest.naming import issuer_name, level_of
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.read import agency_book

BODY = "\n\nI. MỤC ĐÍCH\n\n1. Nâng cao nhận thức của người dân.\n\n"


def read(text: str) -> Plan:
    return parse_plan(text, "x", agency_book())


def entries(plan: Plan, name: str) -> list[str]:
    return [entry.text for entry in plan.entries if entry.name == name]


def test_two_columns_are_read_apart() -> None:
    plan = read(
        "UBND TỈNH LÀO CAI              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ Y TẾ                           Độc lập - Tự do - Hạnh phúc\n"
        "Số: 08/KH-SYT                     Lào Cai, ngày 03 tháng 02 năm 2024\n\n"
        "KẾ HOẠCH\nPhòng, chống dịch cúm" + BODY + "Sở Y tế yêu cầu các đơn vị thực hiện./.\n\n"
        "Nơi nhận:                          GIÁM ĐỐC\n- UBND tỉnh;\n"
        "- Lưu: VT.                      Vàng A Páo\n"
    )
    assert (plan.number, plan.issuer, plan.place, plan.date) == (
        "08/KH-SYT",
        "Sở Y tế",
        "Lào Cai",
        "2024-02-03",
    )
    assert plan.recipients == ("UBND tỉnh", "Lưu: VT")
    assert (plan.signer_title, plan.signer) == ("GIÁM ĐỐC", "Vàng A Páo")
    assert entries(plan, "letterhead")[0] == "UBND TỈNH LÀO CAI"


def test_columns_in_a_markdown_table() -> None:
    plan = read(
        "| **ỦY BAN NHÂN DÂN<br>HUYỆN MÈO VẠC** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM** |\n|---|---|\n"
        "| Số: 77/KH-UBND | *Mèo Vạc, ngày 9 tháng 11 năm 2023* |\n\n"
        "# KẾ HOẠCH\n\n**Trồng rừng năm 2024**" + BODY
    )
    assert (plan.number, plan.issuer) == ("77/KH-UBND", "Ủy ban nhân dân huyện Mèo Vạc")
    assert (plan.date, plan.title) == ("2023-11-09", "Trồng rừng năm 2024")


def test_what_a_copy_lacks_is_none() -> None:
    plan = read("KẾ HOẠCH\nVệ sinh môi trường" + BODY)
    lacking = (plan.number, plan.issuer, plan.place, plan.date, plan.signer, plan.signer_title)
    assert lacking == (None,) * 6
    assert plan.title == "Vệ sinh môi trường"


def test_a_draft_has_neither_number_nor_day() -> None:
    plan = read(
        "UBND XÃ PHÚ LỘC\nSố:      /KH-UBND\n\nPhú Lộc, ngày ... tháng ... năm 2025\n\n"
        "KẾ HOẠCH\nTết trồng cây" + BODY
    )
    assert (plan.number, plan.date, plan.place) == (None, None, "Phú Lộc")
    assert plan.issuer == "Ủy ban nhân dân xã Phú Lộc"


def test_a_signature_with_stamp_and_drafter() -> None:
    plan = read(
        "KẾ HOẠCH\nA" + BODY + "Trên đây là Kế hoạch./. hn\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
        "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\n\n(Đã ký)\n\nH'Yim Kđoh\n"
    )
    assert plan.signer == "H'Yim Kđoh"
    assert plan.signer_title == "TUQ. CHỦ TỊCH GIÁM ĐỐC SỞ NỘI VỤ"
    assert entries(plan, "stamp") == ["(Đã ký)"]
    assert plan.clauses[-1].text == "Trên đây là Kế hoạch./."


def test_bases_are_numbers_or_names_and_proposals_are_none() -> None:
    assert bases_in("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024; Nghị định số 101/2024/NĐ-CP") == [
        "Luật Đất đai ngày 18 tháng 01 năm 2024",
        "101/2024/NĐ-CP",
    ]
    plan = read("KẾ HOẠCH\nA\n\nXét đề nghị của Sở Y tế tại Tờ trình số 5/TTr-SYT ngày 1/2/2024;" + BODY)
    assert plan.bases == ()
    assert plan.clauses[0].path == "Mở đầu.¶1"


def test_bases_in_a_list_belong_to_the_opening() -> None:
    plan = read("KẾ HOẠCH\nA\n\nCăn cứ:\n\n- Luật Thủ đô ngày 28/6/2024;\n\n- Kế hoạch số 15/KH-UBND;" + BODY)
    assert plan.bases == ("Luật Thủ đô ngày 28/6/2024", "15/KH-UBND")
    assert [clause.path for clause in plan.clauses][:3] == ["Mở đầu.¶1", "Mở đầu.-1", "Mở đầu.-2"]


def test_a_letter_has_its_subject_for_a_title() -> None:
    plan = read(
        "SỞ CÔNG THƯƠNG\nSố: 90/SCT-QLTM\nV/v bình ổn giá dịp Tết\n\nSơn La, ngày 2 tháng 1 năm 2025\n\n"
        "Kính gửi: Ủy ban nhân dân các huyện, thành phố.\n\nSở Công Thương đề nghị:\n\n"
        "1. Kiểm tra giá bán lẻ.\n"
    )
    assert (plan.kind, plan.title, plan.issuer) == ("Công văn", "bình ổn giá dịp Tết", "Sở Công Thương")
    assert entries(plan, "to") == ["Kính gửi: Ủy ban nhân dân các huyện, thành phố."]
    assert [clause.path for clause in plan.clauses] == ["Mở đầu.¶1", "1"]


def test_a_list_after_the_signature_is_an_annex() -> None:
    plan = read(
        "KẾ HOẠCH\nA" + BODY + "Nơi nhận:\n- Như trên.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Thị Hoa\n\n"
        "DANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 5/KH-UBND)\n\n"
        "TT\tNhiệm vụ\tCơ quan chủ trì\n1\tRà soát\tSở Y tế\n"
    )
    assert plan.signer == "Lê Thị Hoa"
    assert [(c.path, c.kind) for c in plan.clauses][-1] == ("PL.1", "row")
    assert [(a.path, a.agency) for a in plan.assignments] == [("PL.1", "Sở Y tế")]


@pytest.mark.parametrize(
    "issuer, date, level",
    [
        ("Ủy ban nhân dân tỉnh Cao Bằng", None, "tỉnh"),
        ("Ủy ban nhân dân thành phố Cần Thơ", None, "tỉnh"),
        ("Ủy ban nhân dân thành phố Vinh", None, "huyện"),
        ("Ủy ban nhân dân thành phố Huế", "2023-05-01", "huyện"),
        ("Ủy ban nhân dân thành phố Huế", "2025-05-01", "tỉnh"),
        ("Ủy ban nhân dân thị xã Sông Cầu", None, "huyện"),
        ("Ủy ban nhân dân huyện Cần Giờ", None, "huyện"),
        ("Ủy ban nhân dân phường Bình Thuận, thành phố Đà Nẵng", None, "xã"),
        ("Ủy ban nhân dân đặc khu Phú Quốc", None, "xã"),
        ("Tỉnh ủy Bắc Kạn", None, "tỉnh"),
        ("Bộ Chỉ huy Quân sự tỉnh Lai Châu", None, "tỉnh"),
        ("Bộ Y tế", None, "trung ương"),
        ("Thủ tướng Chính phủ", None, "trung ương"),
        (None, None, None),
    ],
)
def test_level_of_the_issuer(issuer: str | None, date: str | None, level: str | None) -> None:
    assert level_of(issuer, date) == level


@pytest.mark.parametrize(
    "capitals, name",
    [
        ("ỦY BAN NHÂN DÂN HUYỆN CẦN GIỜ", "Ủy ban nhân dân huyện Cần Giờ"),
        ("UỶ BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("TỈNH ỦY BẮC KẠN", "Tỉnh ủy Bắc Kạn"),
    ],
)
def test_a_name_in_capitals_is_written_as_the_text_writes_it(capitals: str, name: str) -> None:
    text = "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG … Bộ Nông nghiệp và Môi trường giao Tỉnh ủy … Bắc Kạn, ngày"
    assert issuer_name(capitals, text) == name


def test_columns_that_one_space_keeps_apart() -> None:
    plan = read(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ NÀ MÈO Độc lập - Tự do - Hạnh phúc\n"
        "Số: 01 /KH-UBND Nà Mèo, ngày 03 tháng 01 năm 2025\nKẾ HOẠCH\nTrồng cây đầu xuân\n"
        "Thực hiện Kế hoạch số 263/KH-UBNDngày 31/12/2024 của huyện."
        + BODY
        + "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n"
        "- UBND huyện; CHỦ TỊCH\n- Lưu: VT.\n\nLò Thị Xuân\n"
    )
    assert (plan.issuer, plan.number) == ("Ủy ban nhân dân xã Nà Mèo", "01/KH-UBND")
    assert (plan.place, plan.date) == ("Nà Mèo", "2025-01-03")
    assert plan.bases == ("263/KH-UBND",)
    assert plan.recipients == ("UBND huyện", "Lưu: VT")
    assert (plan.signer_title, plan.signer) == ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Lò Thị Xuân")


def test_a_decision_without_a_plan() -> None:
    plan = read(
        "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n-----o0o-----\nSố: 30/2018/QĐ-UBND\n"
        "QUYẾT ĐỊNH\nBAN HÀNH QUY ĐỊNH\nỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG\nXét đề nghị của Sở Nội vụ,\n"
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy định.\n"
    )
    assert (plan.kind, plan.issuer) == ("Quyết định", "Ủy ban nhân dân thành phố Hải Phòng")
    assert [clause.path for clause in plan.clauses] == ["QĐ.Mở đầu.¶1", "QĐ.Điều 1"]
    assert entries(plan, "formula") == ["QUYẾT ĐỊNH:"]


def test_what_a_web_page_puts_before_the_document_is_unread() -> None:
    plan = read(
        "Kế hoạch 155 năm 2017\n• Hiệu lực: Hết hiệu lực\n\nUBND TỈNH BẮC NINH\n\nKẾ HOẠCH\n\nĐăng ký hộ tịch"
        + BODY
    )
    assert (plan.title, plan.issuer) == ("Đăng ký hộ tịch", "Ủy ban nhân dân tỉnh Bắc Ninh")
    assert [plan.text[a:b] for a, b in plan.unread] == ["Kế hoạch 155 năm 2017", "• Hiệu lực: Hết hiệu lực"]


def test_what_a_web_page_puts_after_the_signature_is_unread() -> None:
    plan = read(
        "KẾ HOẠCH\nVệ sinh môi trường" + BODY + "Yêu cầu các đơn vị thực hiện./.\n\nNơi nhận:\n- Bộ Y tế;\n"
        "- Lưu: VT.\n\nCHỦ TỊCH\n\nVàng A Páo\n\nVăn bản liên quan\n- Luật Hộ tịch 2014\n"
        "1. Thông tư 15/2015/TT-BTP\n"
    )
    assert plan.recipients == ("Bộ Y tế", "Lưu: VT")
    assert [clause.path for clause in plan.clauses] == ["I.1", "Kết.¶1"]
    unread = [plan.text[start:stop] for start, stop in plan.unread]
    assert unread == ["Văn bản liên quan", "- Luật Hộ tịch 2014", "1. Thông tư 15/2015/TT-BTP"]


def test_recipients_may_be_numbered() -> None:
    plan = read(
        "KẾ HOẠCH\nVệ sinh" + BODY + "Nơi nhận:\n1. Bộ Y tế;\n2. Lưu: VT.\n\nCHỦ TỊCH\n\nVàng A Páo\n"
    )
    assert (plan.recipients, plan.signer) == (("Bộ Y tế", "Lưu: VT"), "Vàng A Páo")


def test_lines_broken_in_narrow_cells_are_whole() -> None:
    plan = read(
        "Số: 33/KH-UBND\n|\nMỹ\nTho, ngày 24 tháng 12 năm 2009\n|\nKẾ HOẠCH\nVệ sinh" + BODY + "|\nTM.\n"
        "ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Phòng\n|\n"
    )
    assert (plan.place, plan.date) == ("Mỹ Tho", "2009-12-24")
    assert plan.signer_title == "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"


def test_a_letterhead_below_the_title_is_read() -> None:
    plan = read(
        "KẾ HOẠCH\nVệ sinh môi trường\n\nUBND TỈNH LÀO CAI\n\nSố: 8/KH-UBND\n\nLào Cai, ngày 3/2/2024" + BODY
    )
    assert (plan.number, plan.issuer, plan.date) == (
        "8/KH-UBND",
        "Ủy ban nhân dân tỉnh Lào Cai",
        "2024-02-03",
    )


def test_the_first_of_several_signers_is_the_signer() -> None:
    plan = read(
        "KẾ HOẠCH LIÊN NGÀNH\nVệ sinh môi trường"
        + BODY
        + "Các đơn vị thực hiện./.\n\nCÔNG AN TỈNH\nGIÁM ĐỐC\n\n"
        "Đại tá Vàng A Páo\n\nSỞ Y TẾ\nGIÁM ĐỐC\n\nTS. Lê Văn Tám\n"
    )
    assert (plan.kind, plan.title) == ("Kế hoạch", "Vệ sinh môi trường")
    assert (plan.signer, plan.signer_title) == ("Đại tá Vàng A Páo", "CÔNG AN TỈNH GIÁM ĐỐC")
    assert entries(plan, "signer") == ["Đại tá Vàng A Páo", "TS. Lê Văn Tám"]
    assert not plan.unread


@pytest.mark.parametrize("stamp", ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "DỰ THẢO LẦN 2"])
def test_a_stamp_is_no_part_of_the_issuer(stamp: str) -> None:
    plan = read(f"UBND TỈNH LÀO CAI\n{stamp}\nSố: 8/KH-UBND\n\nKẾ HOẠCH\nVệ sinh môi trường" + BODY)
    assert plan.issuer == "Ủy ban nhân dân tỉnh Lào Cai"
    assert entries(plan, "stamp") == [stamp]
