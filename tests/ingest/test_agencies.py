"""Names of agencies in documents; every expected value was worked out by hand."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import write_out
from ingest.agency_data import DATA
from ingest.group_words import (
    GROUP_BODIES,
    GROUP_BODIES_AND_LOCALITIES,
    GROUP_COMMUNES,
    GROUP_CONCERNED,
    GROUP_DEPARTMENTS,
    GROUP_DEPARTMENTS_AND_UNIONS,
    GROUP_DISTRICT_OFFICES,
    GROUP_DISTRICTS,
    GROUP_LEADING,
    GROUP_LOCALITIES,
    GROUP_MINISTRIES,
    GROUP_PRESS,
    GROUP_PROVINCES,
    GROUP_UNIONS,
)
from tests.ingest.agency_names import (
    ARMY,
    ARMY_DISTRICT,
    BROADCASTER,
    COMMITTEE,
    COMMITTEE_DISTRICT,
    LEADERS,
    OFFICE,
    POLICE,
    POLICE_DISTRICT,
    PRESS,
    SO_TTTT,
    book,
    shown,
    without_accents,
)

PLANS = DATA / "plans"
GOLDEN = Path(__file__).parent / "agencies_golden"


# --- one agency ---------------------------------------------------------------------------------

SINGLE = [
    ("Sở Tài chính", "Sở Tài chính"),
    ("SỞ TÀI CHÍNH", "Sở Tài chính"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Sở Văn hóa Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Sở\nTài chính", "Sở Tài chính"),
    ("Sở TT&TT", SO_TTTT),
    ("Sở TTTT", SO_TTTT),
    ("Sở Khoa học Công nghệ", "Sở Khoa học và Công nghệ"),
    ("Sở Nông Nghiệp và Môi Trường", "Sở Nông nghiệp và Môi trường"),
    ("Sở Thông tin và Truyền thông Thành phố", SO_TTTT),
    ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
    ("Sở Quy hoạch - Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
    ("Giám đốc Sở Thông tin và Truyền thông", SO_TTTT),
    ("Bộ Thông tin Truyền thông", "Bộ Thông tin và Truyền thông"),
    ("Bộ trưởng Bộ Ngoại giao", "Bộ Ngoại giao"),
    ("Ủy ban nhân dân tỉnh Trà Vinh", COMMITTEE),
    ("UỶ BAN NHÂN DÂN TỈNH LAI CHÂU", COMMITTEE),
    ("Chủ tịch, các PCT.UBND tỉnh", LEADERS),
    ("CT, PCT UBND TP", LEADERS),
    ("Chủ tịch UBND huyện Hòa An", COMMITTEE_DISTRICT),
    ("UBND huyện Trùng Khánh", COMMITTEE_DISTRICT),
    ("UBND xã Bát Tràng", "Ủy ban nhân dân cấp xã"),
    ("Văn phòng UBND tỉnh", OFFICE),
    ("VP. UBND tỉnh", OFFICE),
    ("VP.UBND tỉnh", OFFICE),
    ("Ban Lãnh đạo VP.UBND tỉnh", OFFICE),
    ("Chánh Văn phòng Ủy ban nhân dân tỉnh", OFFICE),
    ("Công an tỉnh Cao Bằng", POLICE),
    ("công an tỉnh", POLICE),
    ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    ("BCHBĐBP tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    ("TT. Tỉnh ủy", "Tỉnh ủy/Thành ủy"),
    ("Ban Thường vụ Tỉnh uỷ", "Tỉnh ủy/Thành ủy"),
    ("TT HĐND TP", "Thường trực Hội đồng nhân dân cấp tỉnh"),
    ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy/Thành ủy"),
    ("UBMTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam cấp tỉnh"),
    ("Báo Cần Thơ", PRESS),
    ("Báo KH", PRESS),
    ("Đài PT và TH TV", BROADCASTER),
    ("Đài PT&TH Khánh Hòa", BROADCASTER),
    ("Đài Phát thanh - Truyền hình tỉnh", BROADCASTER),
    ("Báo và Phát thanh Truyền hình Lai Châu", "Báo và Phát thanh, Truyền hình (tỉnh/thành phố)"),
    (
        "Ban Chỉ đạo công tác thông tin đối ngoại của thành phố",
        "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh/thành phố",
    ),
    ("Cục Thông tin đối ngoại - Bộ TT&TT", "Cục Thông tin đối ngoại"),
    (
        "Trung tâm báo chí và truyền thông quốc tế (Cục Thông tin đối ngoại)",
        "Trung tâm báo chí và truyền thông quốc tế",
    ),
    (
        "Trung tâm Văn hóa - Thể thao và Truyền thông huyện",
        "Trung tâm Văn hóa - Thể thao và Truyền thông huyện",
    ),
    ("Phòng Tài chính - Kế hoạch", "Phòng Tài chính - Kế hoạch"),
    ("Kho bạc Nhà nước Khu vực XV", "Kho bạc Nhà nước"),
    ("Ban Quản lý Khu kinh tế Vân Phong", "Ban Quản lý Khu kinh tế/Khu công nghiệp"),
    ("Hiệp hội Du lịch Nha Trang - Khánh Hòa", "Hiệp hội Du lịch cấp tỉnh"),
    ("Tỉnh đoàn", "Tỉnh Đoàn/Thành Đoàn"),
    ("Toà án nhân dân tỉnh", "Tòa án nhân dân cấp tỉnh"),
]


@pytest.mark.parametrize("name, agency", SINGLE)
def test_a_name_is_read_whole_and_led_back_to_its_agency(name: str, agency: str) -> None:
    (named,) = book().named_in(f"{name} chủ trì, phối hợp thực hiện")
    assert (named.name, named.agency_id) == (" ".join(name.split()), agency)
    assert (named.collective, named.generic) == (False, False)


UNLISTED = [
    "Cục Quản lý xuất nhập cảnh",
    "Chi cục Kiểm lâm vùng IV",
    "Viện Nghiên cứu phát triển kinh tế - xã hội Đà Nẵng",
    "Trường Đại học Cần Thơ",
    "Trung tâm Quản lý hạ tầng kỹ thuật thành phố Hà Nội",
    "Công ty Điện lực Cao Bằng",
    "Tổng Công ty Điện lực Hà Nội",
    "Tập đoàn Bưu chính Viễn thông Việt Nam",
    "Ban Chỉ đạo 35 tỉnh",
    "Ban Chỉ đạo về Chuyển đổi số tỉnh",
    "Ban Thi đua Khen thưởng Thành phố",
]


@pytest.mark.parametrize("city", ["Vinh", "Bắc Hà"])
@pytest.mark.parametrize("after", [" chủ trì", ", Sở Y tế", ""])
def test_a_city_with_a_name_of_one_syllable_is_part_of_its_committee(city: str, after: str) -> None:
    named = book().named_in(f"UBND thành phố {city}{after}", level="tỉnh", place="Nghệ An")
    assert shown(named)[0] == (f"UBND thành phố {city}", COMMITTEE_DISTRICT)


def test_associations_are_a_group_where_they_are_addressed() -> None:
    assert shown(book().named_in("Các tổ chức hội vận động hội viên"))[0] == ("Các tổ chức hội", GROUP_UNIONS)
    assert [name for name, _ in shown(book().named_in("Các sở, ngành, tổ chức hội phối hợp"))] == [
        "Các sở, ngành, tổ chức hội"
    ]


@pytest.mark.parametrize("name", UNLISTED)
def test_a_body_no_list_holds_is_read_by_how_it_is_named(name: str) -> None:
    assert shown(book().named_in(f"Giao {name} phối hợp với các ngành liên quan"))[0] == (name, None)


@pytest.mark.parametrize(
    "text",
    [
        "tăng cường thông tin cho báo chí; báo cáo trước ngày 15/12; Báo điện tử",
        "Công an nhân dân Việt Nam; lực lượng Công an nhân dân; cán bộ Công an",
        "Ban hành Quyết định; Hội nghị, Hội thảo; Viện trợ; Đoàn công tác; Bộ phận; Bộ tiêu chí; Bộ Quy tắc",
        "Trung tâm kinh tế của vùng; quần đảo Trường Sa; Đài Loan; Phòng chống tham nhũng",
        "xây dựng XÃ HỘI SỐ, nâng cao năng lực CÁN BỘ",
        "cơ sở y tế, trụ sở, cán bộ tài chính, thủ tục bảo hiểm xã hội",
        "các tổ chức phi chính phủ nước ngoài",
        "Tờ trình số 4315/TTr-STTTT, Công văn số 5740/BTTTT-TTĐN, Quyết định 348/QĐ-TTg, 12/KH-UBND",
        "tất cả các cấp, các ngành, các lĩnh vực",
        "của cơ quan, đơn vị, địa phương mình",
        "tại các huyện, thành phố trên toàn quốc",
        "tổ chức hội thảo, tổ chức Hội chợ; Tổ chức Hội thi, hội diễn; phối hợp tổ chức Hội nghị trực tuyến",
    ],
)
def test_ordinary_words_name_nobody(text: str) -> None:
    assert shown(book().named_in(text)) == []


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Công an các huyện, thị xã, thành phố", [("Công an các huyện, thị xã, thành phố", None, True)]),
        ("Trung tâm Y tế các huyện", [("Trung tâm Y tế các huyện", None, True)]),
        (
            "Ban Chỉ huy Quân sự các xã, phường chủ trì",
            [("Ban Chỉ huy Quân sự các xã, phường", None, True)],
        ),
        (
            "Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh",
            [
                ("Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự cấp tỉnh", False),
                ("Công an tỉnh", "Công an cấp tỉnh", False),
            ],
        ),
        ("Ban Phong trào Tỉnh đoàn", [("Ban Phong trào Tỉnh đoàn", None, False)]),
        ("Chánh Văn phòng Bộ chịu trách nhiệm", [("Chánh Văn phòng Bộ", None, False)]),
        ("Thanh tra Sở Xây dựng kiểm tra", [("Thanh tra Sở Xây dựng", None, False)]),
        ("Thủ trưởng các đơn vị thuộc Bộ", [("Thủ trưởng các đơn vị thuộc Bộ", None, True)]),
        ("Các huyện, thành đoàn", [("Các huyện, thành đoàn", None, True)]),
        ("Văn phòng phối hợp với Sở Y tế", [("Sở Y tế", "Sở Y tế", False)]),
        (
            "Bộ Công an, Quốc phòng",
            [("Bộ Công an", "Bộ Công an", False), ("Bộ Quốc phòng", "Bộ Quốc phòng", False)],
        ),
    ],
)
def test_bodies_are_read_with_what_they_are_a_part_of(
    text: str, wanted: list[tuple[str, str | None, bool]]
) -> None:
    found = book().named_in(text, level="tỉnh")
    assert [(named.name, named.agency_id, named.collective) for named in found] == wanted


# --- groups -------------------------------------------------------------------------------------

GROUPS = [
    ("Các sở, ban, ngành", GROUP_DEPARTMENTS),
    ("Các Sở, Ban ngành", GROUP_DEPARTMENTS),
    ("Sở, ban ngành thành phố", GROUP_DEPARTMENTS),
    ("các sở, ngành", GROUP_DEPARTMENTS),
    ("các sở, ngành có liên quan", GROUP_DEPARTMENTS),
    ("Thủ trưởng các sở, ban, ngành tỉnh", GROUP_DEPARTMENTS),
    ("Giám đốc sở, thủ trưởng cơ quan, ban ngành thành phố", GROUP_DEPARTMENTS),
    ("Các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh", GROUP_DEPARTMENTS),
    ("Các Sở, Ban ngành, đoàn thể", GROUP_DEPARTMENTS_AND_UNIONS),
    ("UBND các huyện, thị xã, thành phố", GROUP_DISTRICTS),
    ("Ủy ban nhân dân quận, huyện", GROUP_DISTRICTS),
    ("UBND cấp huyện", GROUP_DISTRICTS),
    ("Chủ tịch Ủy ban nhân dân các huyện, thị xã, thành phố", GROUP_DISTRICTS),
    ("UBND các xã, phường", GROUP_COMMUNES),
    ("UBND các phường xã", GROUP_COMMUNES),
    ("Ủy ban nhân dân các xã, thị trấn", GROUP_COMMUNES),
    ("UBND các tỉnh, thành phố trực thuộc Trung ương", GROUP_PROVINCES),
    ("các Bộ, ngành Trung ương", GROUP_MINISTRIES),
    ("các cơ quan báo chí", GROUP_PRESS),
    ("các cơ quan báo chí của tỉnh", GROUP_PRESS),
    ("các cơ quan báo chí trong thành phố", GROUP_PRESS),
    ("cơ quan báo chí địa phương", GROUP_PRESS),
    ("Các cơ quan, đơn vị", GROUP_BODIES),
    ("Thủ trưởng các cơ quan, đơn vị", GROUP_BODIES),
    ("Các cơ quan, đơn vị, địa phương", GROUP_BODIES_AND_LOCALITIES),
    ("các địa phương có liên quan", GROUP_LOCALITIES),
    ("các đoàn thể chính trị - xã hội", GROUP_UNIONS),
    ("đoàn thể", GROUP_UNIONS),
    ("Các cơ quan chuyên môn thuộc huyện", GROUP_DISTRICT_OFFICES),
    ("Các cơ quan, đơn vị được giao chủ trì, thực hiện", GROUP_LEADING),
    ("Đơn vị thuộc Bộ Thông tin và Truyền thông", None),
    ("các cơ quan thuộc Tỉnh ủy, Ủy ban nhân dân tỉnh", None),
    ("Các cơ quan đại diện nước ngoài tại Việt Nam", None),
    ("cơ quan đại diện Việt Nam tại nước ngoài", None),
    ("các cơ quan thông tấn, báo chí trực thuộc Chính phủ", None),
]


@pytest.mark.parametrize("name, group", GROUPS)
def test_a_group_is_read_however_it_is_punctuated(name: str, group: str | None) -> None:
    (named,) = book().named_in(name)
    assert (named.name, named.agency_id) == (name, group)
    assert (named.collective, named.generic) == (True, False)


@pytest.mark.parametrize(
    "name",
    [
        "Các cơ quan, đơn vị liên quan",
        "Các cơ quan; đơn vị liên quan",
        "các cơ quan đơn vị có liên quan",
        "các cơ quan, đơn vị, địa phương có liên quan",
        "các đơn vị liên quan",
        "Thủ trưởng cơ quan, đơn vị có liên quan",
    ],
)
def test_an_open_group_stands_for_nobody_in_particular(name: str) -> None:
    (named,) = book().named_in(name)
    assert (named.name, named.agency_id) == (name, GROUP_CONCERNED)
    assert (named.collective, named.generic) == (True, True)


def test_a_text_may_end_within_the_name_of_a_committee() -> None:
    found = book().named_in("Sở Y tế là thường trực của Ban Chỉ đạo thực hiện")
    assert [named.name for named in found] == ["Sở Y tế"]


def test_a_list_is_parted_into_its_addressees() -> None:
    text = "Các Sở, Ban ngành, đoàn thể, UBND các huyện, thành phố; Bộ Chỉ huy Bộ đội Biên phòng tỉnh"
    assert shown(book().named_in(text)) == [
        ("Các Sở, Ban ngành, đoàn thể", GROUP_DEPARTMENTS_AND_UNIONS),
        ("UBND các huyện, thành phố", GROUP_DISTRICTS),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    ]


def test_localities_go_on_with_a_list_but_do_not_begin_one() -> None:
    text = "phối hợp với các sở, ban, ngành tỉnh, địa phương; phù hợp tình hình thực tế địa phương"
    assert shown(book().named_in(text)) == [
        ("các sở, ban, ngành tỉnh", GROUP_DEPARTMENTS),
        ("địa phương", GROUP_LOCALITIES),
    ]


def test_the_cell_of_a_table_ends_a_name() -> None:
    text = "UBND các huyện, thị xã, thành phố\tSở Ngoại vụ\tCác cơ quan, đơn vị liên quan"
    assert [one.name for one in book().named_in(text)] == [
        "UBND các huyện, thị xã, thành phố",
        "Sở Ngoại vụ",
        "Các cơ quan, đơn vị liên quan",
    ]


def test_a_head_said_once_is_said_again_for_each_department() -> None:
    text = "phối hợp với các Sở: Tài chính, Kế hoạch và Đầu tư, Văn hóa, Thể thao và Du lịch tổ chức"
    assert shown(book().named_in(text)) == [
        ("Sở Tài chính", "Sở Tài chính"),
        ("Sở Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ]


def test_the_department_next_in_line_is_not_a_field_of_the_first() -> None:
    text = "Sở Tài chính, Nội vụ và Ngoại vụ; Sở Y tế, Công an tỉnh"
    assert [one.agency_id for one in book().named_in(text)] == [
        "Sở Tài chính",
        "Sở Nội vụ",
        "Sở Ngoại vụ",
        "Sở Y tế",
        POLICE,
    ]


def test_forces_that_share_one_level_word_are_three() -> None:
    assert shown(book().named_in("- Công an, BCHQS, BCHBĐBP tỉnh;", level="tỉnh")) == [
        ("Công an", POLICE),
        ("BCHQS", ARMY),
        ("BCHBĐBP tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    ]


# --- whose plan it is ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, level, place, agency",
    [
        ("UBND thành phố", "tỉnh", "Cần Thơ", COMMITTEE),
        ("UBND thành phố", "tỉnh", "Cao Bằng", COMMITTEE_DISTRICT),
        ("UBND thành phố Cao Bằng", "tỉnh", "Cao Bằng", COMMITTEE_DISTRICT),
        ("UBND thành phố Cần Thơ", None, None, COMMITTEE),
        ("UBND thành phố Nha Trang", "tỉnh", "Khánh Hòa", COMMITTEE_DISTRICT),
        ("Ủy ban nhân dân Thành phố", "huyện", "Cần Giờ", COMMITTEE),
        ("Công an thành phố", "tỉnh", "Cần Thơ", POLICE),
        ("Công an thành phố", "tỉnh", "Khánh Hòa", POLICE_DISTRICT),
        ("BCHQS", "tỉnh", None, ARMY),
        ("BCHQS", "huyện", None, ARMY_DISTRICT),
        ("Ban Tuyên giáo", "huyện", None, "Ban Tuyên giáo Huyện ủy/Quận ủy"),
        ("Mặt trận Tổ quốc", "huyện", None, "Ủy ban Mặt trận Tổ quốc Việt Nam cấp huyện"),
    ],
)
def test_a_shared_name_means_the_agency_of_the_issuers_level(
    name: str, level: str | None, place: str | None, agency: str
) -> None:
    assert shown(book().named_in(name, level=level, place=place)) == [(name, agency)]


# --- offsets ------------------------------------------------------------------------------------


def test_offsets_slice_the_name_out_of_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "Giao **Sở Văn hóa,\nThể thao và Du lịch** chủ trì")
    (named,) = book().named_in(text)
    assert named.agency_id == "Sở Văn hóa, Thể thao và Du lịch"
    sliced = unicodedata.normalize("NFC", text[named.start : named.stop])
    assert sliced == "Sở Văn hóa,\nThể thao và Du lịch"


PIECES = (
    "Sở Tài chính", "UBND", "các huyện", "thành phố", "tỉnh", "Các sở", "ban", "ngành", ", ", " và ", ";\n- ",
    ". ", "(", ")", "Công an", "có liên quan", "thuộc", "Bộ Ngoại giao", "Ban Chỉ đạo", "về", "Báo",
    "Cần Thơ", "Thủ trưởng", "đơn vị", "\n\n", "TT&TT", "VP.", "**", "12/KH-UBND", "Trung tâm", "Xúc tiến",
    "phối hợp", "địa phương", "Đài PT-TH", "\t", "1", "Quận",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_names_stand_in_order_and_never_overlap(text: str) -> None:
    last = 0
    for named in book().named_in(text, level="tỉnh"):
        assert last <= named.start < named.stop <= len(text)
        words = " ".join(text[named.start : named.stop].replace("*", "").split())
        assert named.name == words or named.name.endswith(f" {words}")
        last = named.stop


@settings(deadline=None)  # the first question waits until the reader of questions is built
@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_a_question_made_of_names_is_read_without_fail(text: str) -> None:
    for named in book().in_question(without_accents(text)):
        assert 0 <= named.start < named.stop <= len(text)
        assert named.agency_id not in named.also


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_the_names_of_a_plan_are_as_proofread(golden: Path) -> None:
    level, place = golden.read_text("utf-8").splitlines()[0].removeprefix("# ").split(", ")
    text = (PLANS / golden.name).read_text("utf-8")
    assert names_text(text, level, place) == golden.read_text("utf-8")


def names_text(text: str, level: str, place: str) -> str:
    """Return the names of a text as lines a person can proofread: count, words, agency, group, open group."""
    counted = Counter(
        f"{one.name} | {one.agency_id or '-'}{' | nhóm' * one.collective}{' mở' * one.generic}"
        for one in book().named_in(text, level=level, place=place)
    )
    lines = [f"{count} {line}" for line, count in sorted(counted.items())]
    return "\n".join([f"# {level}, {place}", *lines]) + "\n"


# --- writing names out --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, written",
    [
        ("UBND các huyện, thị xã, thành phố", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("VP. UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("VP.UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("TT HĐND TP", "Thường trực Hội đồng nhân dân thành phố"),
        ("TT. Tỉnh ủy", "Thường trực Tỉnh ủy"),
        ("CT, PCT UBND TP", "Chủ tịch, Phó Chủ tịch Ủy ban nhân dân thành phố"),
        ("UBMTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("UBMTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Đài PTTH TP", "Đài Phát thanh và Truyền hình thành phố"),
        ("Đài PT&TH Khánh Hòa", "Đài Phát thanh và Truyền hình Khánh Hòa"),
        ("BCHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("BCHQS huyện", "Ban Chỉ huy Quân sự huyện"),
        ("TP Cần Thơ", "thành phố Cần Thơ"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Bộ Tư lệnh Bộ đội Biên phòng", "Bộ Tư lệnh Bộ đội Biên phòng"),
    ],
)
def test_short_forms_are_written_out(name: str, written: str) -> None:
    assert write_out(name) == written
    assert write_out(written) == written
