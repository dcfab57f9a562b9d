"""Agencies in questions, as people type them; every expected value was worked out by hand."""

from __future__ import annotations

import pytest

from ingest.agency_data import PLACE_SLOT
from ingest.group_words import (
    GROUP_DEPARTMENTS,
    GROUP_DISTRICTS,
    GROUP_PRESS,
)
from tests.ingest.agency_names import (
    ARMY,
    ARMY_DISTRICT,
    BROADCASTER,
    COMMITTEE,
    COMMITTEE_DISTRICT,
    LEADERS,
    MERGED_PRESS,
    OFFICE,
    POLICE,
    POLICE_DISTRICT,
    PRESS,
    SO_TTTT,
    book,
    shown,
    without_accents,
)

ASKED: list[tuple[str, list[tuple[str, ...]]]] = [
    ("sỡ công thươg trà vih giúp dn xuất khẩu ntn", [("Sở Công Thương",)]),
    ("so tttt khanh hoa", [(SO_TTTT,)]),
    ("stttt khanh hoa lam gi trong kh nay", [(SO_TTTT,)]),
    ("Sở TT-TT làm gì", [(SO_TTTT,)]),
    ("so thong tin truyen thog", [(SO_TTTT,)]),
    ("sowr ngoại vụ", [("Sở Ngoại vụ",)]),
    ("so ngoai vu can tho lam gi", [("Sở Ngoại vụ",)]),
    ("sở kế hoạch làm gì", [("Sở Kế hoạch và Đầu tư",)]),
    ("bch bdbp tinh cao bang duoc giao viec gi", [("Bộ Chỉ huy Bộ đội Biên phòng tỉnh",)]),
    ("Đài PT-TH phải làm j", [(BROADCASTER, MERGED_PRESS)]),
    ("bao can tho lam gi", [(PRESS, MERGED_PRESS)]),
    ("Quân sự TP Cần Thơ được giao việc gì?", [(ARMY,)]),
    ("bên quân sự", [(ARMY, ARMY_DISTRICT)]),
    ("công an", [(POLICE, POLICE_DISTRICT)]),
    ("Còn Công an thì sao?", [(POLICE, POLICE_DISTRICT)]),
    ("côg an huyện", [(POLICE_DISTRICT,)]),
    ("công an huyện Cần Giờ và công an tỉnh Trà Vinh", [(POLICE_DISTRICT,), (POLICE,)]),
    ("ban tuyên giáo", [("Ban Tuyên giáo Tỉnh ủy/Thành ủy", "Ban Tuyên giáo Huyện ủy/Quận ủy")]),
    (
        "MTTQ",
        [
            (
                "Ủy ban Mặt trận Tổ quốc Việt Nam cấp tỉnh",
                "Ủy ban Mặt trận Tổ quốc Việt Nam cấp huyện",
                "Ủy ban Mặt trận Tổ quốc Việt Nam cấp xã",
            )
        ],
    ),
    ("phòng vhtt huyện Cần Giờ", [("Phòng Văn hóa và Thông tin",)]),
    ("VP UBND cần thơ lo vụ gì v", [(OFFICE, "Văn phòng HĐND và UBND huyện")]),
    ("UBND cấp huyện ở Khánh Hòa", [(GROUP_DISTRICTS, COMMITTEE_DISTRICT)]),
    ("ubnd huyen, thanh pho o cao bang", [(GROUP_DISTRICTS, COMMITTEE_DISTRICT)]),
    ("các huyện", [(GROUP_DISTRICTS, COMMITTEE_DISTRICT)]),
    ("UBND huyện", [(COMMITTEE_DISTRICT, GROUP_DISTRICTS)]),
    ("UBND TP Cần Thơ", [(COMMITTEE,)]),
    ("ubnd tp cao bang", [(COMMITTEE_DISTRICT, GROUP_DISTRICTS)]),
    ("so ban nganh", [(GROUP_DEPARTMENTS,)]),
    ("báo đài cần thơ", [(PRESS, BROADCASTER, GROUP_PRESS, MERGED_PRESS)]),
    ("cơ quan báo chí", [(GROUP_PRESS, PRESS, BROADCASTER)]),
    (
        "ngành văn hóa",
        [("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao", "Phòng Văn hóa và Thông tin")],
    ),
    ("bên tài chính", [("Sở Tài chính", "Phòng Tài chính - Kế hoạch")]),
    ("Department of Foreign Affairs", [("Sở Ngoại vụ",)]),
    ("What does the Finance Department do in Can Tho?", [("Sở Tài chính",)]),
    ("Provincial Police", [(POLICE,)]),
    ("Provincial People's Committee Office", [(OFFICE,)]),
    ("Còn đài thì sao?", [(BROADCASTER, MERGED_PRESS)]),
    ("con dai thi sao", [(BROADCASTER, MERGED_PRESS)]),
    ("Còn đài của Hà Nội làm gì?", [(BROADCASTER, MERGED_PRESS)]),
    (
        "đài Cần Thơ với mấy anh văn hóa",
        [
            (BROADCASTER, MERGED_PRESS),
            ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao", "Phòng Văn hóa và Thông tin"),
        ],
    ),
    ("kéo dài Cần Thơ đến Sóc Trăng", []),
    ("Cho xin số điện thoại Chủ tịch UBND TP Cần Thơ", [(LEADERS,)]),
    ("Ban Chỉ đạo 35 tỉnh làm gì", [("Ban Chỉ đạo 35 tỉnh",)]),
]


@pytest.mark.parametrize("question, agencies", ASKED)
def test_a_question_names_agencies_as_people_type_them(
    question: str, agencies: list[tuple[str, ...]]
) -> None:
    found = [(one.agency_id or one.name, *one.also) for one in book().in_question(question)]
    assert found == agencies


@pytest.mark.parametrize(
    "question",
    [
        "báo cáo gửi về đâu",
        "cao bang bao cao truoc ngay may",
        "số kế hoạch của Khánh Hòa?",
        "so ke hoach khanh hoa",
        "so hieu ke hoach can gio",
        "sở hữu trí tuệ",
        "công an toàn diện",
        "công ăn việc làm",
        "tài chính lấy từ đâu",
        "Báo nước ngoài muốn phỏng vấn thì sao",
        "cơ sở y tế",
        "cat giam kinh phi",
        "trien lam hoang sa truong sa quy may z",
        "hoi nghi tap huan to chuc khi nao",
        "trên cả tỉnh có bao nhiêu",
        "trong ca tinh",
        "các phương tiện truyền thông",
        "cac phuong tien truyen thong",
        "QĐ 348/QĐ-TTg nói về gì",
        "thông tư 22/2016/tt-btttt",
        "Đơn vị nào chủ trì mục 3.2",
        "sở nào nhiều việc nhất",
        "Các đơn vị nào phối hợp?",
        "who leads the most tasks",
        "phát triển Thủ đô Hà Nội",
        "phổ biến, giáo dục pháp luật",
    ],
)
def test_ordinary_words_of_a_question_name_nobody(question: str) -> None:
    assert shown(book().in_question(question)) == []


def test_every_agency_is_found_by_its_names_with_and_without_accents() -> None:
    """Each name of the data file leads a question back to its agency, typed in three ways."""
    lost = []
    for agency in book().agencies:
        for alias in (*agency.aliases, *agency.spoken, *agency.english):
            name = alias.replace(PLACE_SLOT, "Cần Thơ")
            # "sở kế hoạch" without accents is "số kế hoạch" too; a name in small letters may be a word
            typed = [name] if is_mistakable(name) else [name, without_accents(name)]
            for question in typed:
                found = {i for one in book().in_question(question) for i in (one.agency_id, *one.also)}
                if agency.id not in found:
                    lost.append((question, agency.id))
    assert lost == []


def is_mistakable(name: str) -> bool:
    """Return whether a name is an ordinary word without its accents."""
    return name.casefold() in ("sở kế hoạch", "các sở", "các báo", "sở, ngành")
