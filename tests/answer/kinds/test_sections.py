"""What stands under a heading that is said word for word, the targets of a plan, and one line of a block."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.model import Answer
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH KON TUM

Số: 77/KH-UBND

Kon Tum, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Phát triển văn hóa đọc trên địa bàn tỉnh Kon Tum đến năm 2028

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích
a) Hình thành thói quen đọc sách trong nhà trường.
b) Đưa sách về làng.

2. Yêu cầu
a) Tiết kiệm, không phô trương.

II. MỤC TIÊU

1. Mục tiêu chung
a) Mọi người dân được tiếp cận sách.

2. Mục tiêu đến năm 2028
a) 85% học sinh có thẻ thư viện.
b) 40 làng có tủ sách dùng chung, giảm 20% số điểm bưu điện không có sách so với năm 2025.

III. NHIỆM VỤ

1. Giải pháp hạ tầng
a) Sửa chữa 12 phòng đọc.
b) Lắp 30 tủ sách ngoài trời, đặt cạnh bến khách ngang sông để khách đọc khi chờ.

2. Ngày hội Sách
- Nội dung: Trưng bày sách cổ, giao lưu tác giả.
- Thời gian: ngày 21 tháng 4 năm 2026.
- Địa điểm: Quảng trường 16 tháng 3.
Khách dự được nghe kể chuyện bên bếp lửa.
- Đơn vị chủ trì: Sở Văn hóa, Thể thao và Du lịch.
- Kinh phí: nguồn xã hội hóa.

IV. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính
a) Bố trí kinh phí từ ngân sách tỉnh.

2. Sở Thông tin và Truyền thông
a) Duy trì đường dây nóng tiếp nhận phản ánh, trả lời trước 17 giờ hằng ngày.
b) Phát bản tin giới thiệu sách mỗi tuần hai kỳ.

3. Sở Y tế
a) Thiết lập đường dây nóng 0260.3888.115 về phòng đọc thiếu sáng.

Trong quá trình thực hiện, nếu phát sinh khó khăn, các đơn vị gửi văn bản về Sở Tài chính để tổng hợp./.
"""


@pytest.fixture(scope="module")
def library() -> WordsOnly:
    return WordsOnly({"kon-tum": parse_plan(PLAN, "kon-tum", agency_book())})


def places(answer: Answer) -> list[str]:
    return [path for _, path in cited(answer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mục đích của kế hoạch phát triển thói quen đọc Kon Tum là gì?", ["I.1.a", "I.1.b"]),
        ("Kon Tum đặt ra yêu cầu gì đối với công tác văn hóa đọc?", ["I.2.a"]),
        ("muc tieu chung cua kon tum la gi", ["II.1.a"]),
        ("Giải pháp hạ tầng để đưa sách về gần dân gồm những gì?", ["III.1.a", "III.1.b"]),
        ("Đến 2028 Kon Tum muốn đạt những con số nào?", ["II.2.a", "II.2.b"]),
        ("Kon Tum phấn đấu chỉ tiêu gì đến năm 2028?", ["II.2.a", "II.2.b"]),
    ],
)
def test_a_heading_that_is_said_gives_its_clauses(library: WordsOnly, text: str, expected: list[str]) -> None:
    assert places(ask([text], library)) == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Kon Tum yêu cầu gì về tủ sách ngoài trời?", "III.1.b"),
        ("Mục tiêu của Kon Tum là bao nhiêu phần trăm học sinh có thẻ thư viện?", "II.2.a"),
    ],
)
def test_a_matter_beside_the_heading_is_what_is_asked(library: WordsOnly, text: str, path: str) -> None:
    assert places(ask([text], library)) == [path]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ngày hội Sách Kon Tum tổ chức ở đâu?", "Quảng trường 16 tháng 3"),
        ("Kể chuyện bên bếp lửa ở Kon Tum diễn ra hôm nào?", "ngày 21 tháng 4 năm 2026"),
        ("Kinh phí Ngày hội Sách Kon Tum lấy từ đâu?", "nguồn xã hội hóa"),
    ],
)
def test_one_line_of_a_block_is_the_answer(library: WordsOnly, text: str, said: str) -> None:
    answer = ask([text], library)
    assert places(answer) == ["III.2"]
    assert said in answer.groups[0].lines[0].text


def test_all_lines_of_a_block_tell_what_is_done(library: WordsOnly) -> None:
    answer = ask(["Ngày hội Sách Kon Tum có những hoạt động gì?"], library)
    assert any("giao lưu tác giả" in line.text for line in answer.groups[0].lines)
    assert all(path.startswith("III.2") for path in places(answer))


def test_money_of_one_event_is_not_that_of_the_plan(library: WordsOnly) -> None:
    (line,) = ask(["Kinh phí Ngày hội Sách Kon Tum lấy từ đâu?"], library).groups[0].lines
    assert "ngân sách tỉnh" not in line.text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Năm 2025 Kon Tum có bao nhiêu điểm bưu điện không có sách?", "not_found"),
        ("Kon Tum giảm bao nhiêu phần trăm điểm bưu điện không có sách so với năm 2025?", "answered"),
        ("Số đường dây nóng tiếp nhận phản ánh của Kon Tum là bao nhiêu?", "not_found"),
        ("Kon Tum duy trì đường dây nóng trả lời trước mấy giờ?", "answered"),
    ],
)
def test_a_figure_of_another_kind_is_none(library: WordsOnly, text: str, status: str) -> None:
    assert ask([text], library).status == status


@pytest.mark.parametrize(
    "text",
    [
        "sdt duong day nong phong doc thieu sang kon tum",
        "Số điện thoại đường dây nóng về phòng đọc thiếu sáng ở Kon Tum?",
    ],
)
def test_a_public_number_is_nobodys_own(library: WordsOnly, text: str) -> None:
    answer = ask([text], library)
    assert places(answer) == ["IV.3.a"]
    assert "0260.3888.115" in answer.summary


def test_the_number_of_a_person_is(library: WordsOnly) -> None:
    assert ask(["Số điện thoại Giám đốc Sở Y tế Kon Tum?"], library).intent == "private"


@pytest.mark.parametrize(
    "text", ["Gặp vướng mắc thì Kon Tum báo về đâu?", "kho khan thi bao cho so nao o kon tum"]
)
def test_whom_to_tell_of_difficulties(library: WordsOnly, text: str) -> None:
    answer = ask([text], library)
    assert "Sở Tài chính" in answer.summary
    assert len(places(answer)) == 1


def test_the_place_is_told_with_the_day(library: WordsOnly) -> None:
    (line,) = ask(["Ngày hội Sách Kon Tum tổ chức ở đâu, ngày mấy?"], library).groups[0].lines
    assert "ngày 21 tháng 4 năm 2026" in line.text
    assert "Quảng trường 16 tháng 3" in line.text


def test_a_rhythm_the_plan_does_not_give_is_none() -> None:
    text = PLAN.replace(
        "Phát bản tin giới thiệu sách mỗi tuần hai kỳ", "Phát bản tin giới thiệu sách trên sóng"
    )
    library = WordsOnly({"kon-tum": parse_plan(text, "kon-tum", agency_book())})
    assert ask(["Kon Tum phát bản tin giới thiệu sách mấy tuần một lần?"], library).status == "not_found"


def test_how_often_is_told_by_its_rhythm(library: WordsOnly) -> None:
    answer = ask(["Kon Tum phát bản tin giới thiệu sách bao lâu một lần?"], library)
    assert "mỗi tuần hai kỳ" in answer.summary
    assert places(answer) == ["IV.2.b"]


def test_a_long_heading_that_says_all_of_it_gives_the_list() -> None:
    heading = "Tăng cường bảo quản, phục chế sách cổ, tài liệu quý hiếm và nâng cao ý thức của bạn đọc trẻ"
    text = PLAN.replace("Giải pháp hạ tầng", heading)
    library = WordsOnly({"kon-tum": parse_plan(text, "kon-tum", agency_book())})
    answer = ask(["Kon Tum có những biện pháp nào để phục chế tài liệu quý hiếm?"], library)
    assert places(answer) == ["III.1.a", "III.1.b"]


def test_a_heading_that_names_a_doer_asks_for_its_duties(library: WordsOnly) -> None:
    answer = ask(["So Thong tin va Truyen thong Kon Tum lam nhung gi?"], library)
    assert answer.intent == "duties"
    assert places(answer) == ["IV.2.a", "IV.2.b"]


def test_a_plans_number_beside_its_place_is_no_matter(library: WordsOnly) -> None:
    answer = ask(["Kế hoạch Kon Tum 77 giao ai duy trì đường dây nóng?"], library)
    assert places(answer) == ["IV.2.a"]
