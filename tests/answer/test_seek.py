"""Exact places for exact questions: who, when, to whom, with what money, which document.

Each row: the question, the plan, the clauses that prove the answer (any one), the fact in the answer's words.
Paths and facts were read off the plans by hand. Every row is asked with and without accents.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from answer.ask import ask
from answer.model import Answer
from answer.present import as_text
from ingest.fold import fold
from tests.answer.loaded import WordsOnly, cited, lines, plain

Row = tuple[str, str, str, str]
TTTT = "Sở Thông tin và Truyền thông"
MOST = 3  # citations of an exact answer: more is a page of clauses

WHO: tuple[Row, ...] = (
    ("Ai chủ trì tổ chức triển lãm Hoàng Sa, Trường Sa?", "cao-bang", "II.6", TTTT),
    ("Đơn vị nào làm pano điện tử ở cửa khẩu?", "cao-bang", "II.3.3", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Ai nâng cấp trang thiết bị cho các đồn biên phòng?", "cao-bang", "IV.6.¶1", "Bộ đội Biên phòng"),
    ("Cao Bằng giao ai theo dõi tin báo chí về biên giới Việt Trung?", "cao-bang", "IV.5.¶1", "Sở Ngoại vụ"),
    ("Đơn vị nào chủ trì mục 3.2 kế hoạch Cao Bằng", "cao-bang", "II.3.2", "Bộ đội Biên phòng"),
    ("Ai phối hợp làm cụm pano điện tử?", "cao-bang", "II.3.3", TTTT),
    ("Những ai phối hợp tổ chức triển lãm Hoàng Sa?", "cao-bang", "II.6", "Sở Văn hóa, Thể thao và Du lịch"),
    ("Ai phải xây dựng chuyên mục bằng tiếng nước ngoài ở Cần Thơ?", "can-tho", "IV.7.c", "Báo Cần Thơ"),
    ("Ai đăng tải thông tin lên Cổng thông tin điện tử ở Cần Thơ?", "can-tho", "IV.1.a", "Văn phòng"),
    ("Cơ quan nào lo đối ngoại nhân dân ở Cần Thơ?", "can-tho", "IV.9.b IV.9.c", "Mặt trận Tổ quốc"),
    ("Báo nước ngoài muốn phỏng vấn lãnh đạo Cần Thơ thì ai tham mưu?", "can-tho", "IV.4.b", "Sở Ngoại vụ"),
    ("Ai thẩm định kinh phí ở Cần Giờ?", "can-gio", "III.6.¶1", "Phòng Tài chính - Kế hoạch"),
    ("Cần Giờ giao ai bồi dưỡng kiến thức cho cán bộ?", "can-gio", "III.5.¶1", "Phòng Nội vụ"),
    ("Ở Cần Giờ đơn vị nào đảm bảo an ninh cho sự kiện chính trị?", "can-gio", "III.2.-3", "Công an huyện"),
    ("Cơ quan nào kiểm tra bảo vệ bí mật nhà nước ở Cần Giờ?", "can-gio", "III.2.-1", "Công an huyện"),
    ("Khánh Hòa giao ai tạo điều kiện cho phóng viên nước ngoài?", "khanh-hoa", "III.3.5", "Sở Ngoại vụ"),
    ("Ai theo dõi, đôn đốc kế hoạch Khánh Hòa?", "khanh-hoa", "V.1", TTTT),
    (
        "Cơ quan nào ở Trà Vinh hỗ trợ doanh nghiệp bán hàng qua thương mại điện tử?",
        "tra-vinh",
        "III.5.¶2",
        "Sở Công Thương",
    ),
    ("Ai vận động ODA ở Trà Vinh?", "tra-vinh", "III.4.¶4", "Sở Kế hoạch và Đầu tư"),
    ("Ai hướng dẫn chế độ bảo mật ở Trà Vinh?", "tra-vinh", "III.8.¶1", "Công an tỉnh"),
    (
        "Sở nào tháo gỡ vướng mắc trong thu hút đầu tư ở Trà Vinh?",
        "tra-vinh",
        "III.4.¶3",
        "Sở Kế hoạch và Đầu tư",
    ),
)

# Without accents "đầu mối" reads as "đâu mới", "kiện" as "kiến": these are held to their accents only.
AMBIGUOUS: tuple[Row, ...] = (
    ("Ai chủ trì tuyên truyền 3 văn kiện pháp lý về biên giới?", "cao-bang", "II.4", "Báo Cao Bằng"),
    ("Cơ quan nào làm đầu mối ở Khánh Hòa?", "khanh-hoa", "V.1", TTTT),
)

WHEN: tuple[Row, ...] = (
    ("Triển lãm Hoàng Sa diễn ra quý nào?", "cao-bang", "II.6", "Quý IV/2023"),
    ("khi nào tập huấn nghiệp vụ ở Cao Bằng", "cao-bang", "II.2", "Quý III/2023"),
    ("Cao Bằng nộp báo cáo ngày mấy?", "cao-bang", "Kết.¶1", "15 tháng 11 năm 2023"),
    ("Báo cáo năm ở Khánh Hòa nộp trước ngày mấy?", "khanh-hoa", "V.2", "15/12"),
    (
        "Sản phẩm truyền thông về quyền con người ở Cao Bằng làm khi nào?",
        "cao-bang",
        "II.5.2",
        "Thường xuyên",
    ),
)

REPORTING: tuple[Row, ...] = (
    ("Gặp vướng mắc ở Khánh Hòa thì báo cáo ai?", "khanh-hoa", "Kết.¶1", "UBND tỉnh"),
    ("Cần Thơ vướng mắc báo về đâu?", "can-tho", "Kết.¶1", TTTT),
    ("ai tổng hợp báo cáo ở Khánh Hòa", "khanh-hoa", "V.1 V.2", TTTT),
    ("Cao Bằng báo cáo gửi về đâu?", "cao-bang", "Kết.¶1", "Ủy ban nhân dân tỉnh"),
)

FUNDING: tuple[Row, ...] = (
    ("Cần Thơ lấy tiền ở đâu ra để thực hiện?", "can-tho", "III.¶1", "ngân sách thành phố"),
    ("nguồn kinh phí của kế hoạch Cao Bằng", "cao-bang", "III.-1", "dự toán chi ngân sách hàng năm"),
    ("Kinh phí ở Khánh Hòa lấy từ đâu?", "khanh-hoa", "IV.¶1", "nguồn huy động hợp pháp khác"),
    ("kinh phí thực hiện ở Trà Vinh lấy đâu", "tra-vinh", "III.6.¶1", "ngân sách nhà nước"),
    ("Cần Giờ bố trí kinh phí thế nào?", "can-gio", "III.6.¶1", "Phòng Tài chính - Kế hoạch"),
)

DOCUMENTS: tuple[Row, ...] = (
    ("Quyết định nào về chuyển đổi số báo chí?", "can-tho", "IV.7.d", "348/QĐ-TTg"),
    (
        "Thông tư nào quy định đăng phát nội dung thông tin đối ngoại trên báo chí?",
        "can-gio",
        "II.1.-1.fn1",
        "03/2019/TT-BTTTT",
    ),
    (
        "Khánh Hòa theo quy chế phối hợp nào để xử lý tin xấu độc?",
        "khanh-hoa",
        "II.4.-3 III.4.2",
        "2086/QĐ-UBND",
    ),
    ("Nghị quyết 35 được nhắc ở đâu?", "tra-vinh", "II.5.¶1", "35-NQ/TW"),
    ("QĐ 348/QĐ-TTg nói về gì, nằm ở đâu trong kế hoạch", "can-tho", "IV.7.d", "Chuyển đổi số báo chí"),
    (
        "Văn bản nào phê duyệt danh mục bí mật nhà nước lĩnh vực đối ngoại?",
        "can-gio",
        "II.1.-1.fn1",
        "1178/QĐ-TTg",
    ),
)

AUDIENCE: tuple[Row, ...] = (
    ("Tập huấn ở Cao Bằng dành cho ai?", "cao-bang", "II.2", "khối doanh nghiệp"),
    ("Ai được mời dự tập huấn ở Cần Giờ?", "can-gio", "II.2.¶1", "người phát ngôn"),
)


def with_and_without_accents(rows: Iterable[Row]) -> list[Row]:
    """Return each row twice: a question typed without accents has the same answer."""
    return [row for text, *rest in rows for row in ((text, *rest), (plain(text), *rest))]  # type: ignore[misc]


def assert_at_one_place(answer: Answer, plan_id: str, paths: str, fact: str) -> None:
    assert answer.status == "answered"
    assert {(plan_id, path) for path in paths.split()} & set(cited(answer))
    assert {plan for plan, _ in cited(answer)} == {plan_id}
    assert len(answer.citations) <= MOST
    assert fold(fact) in fold(as_text(answer))
    assert answer.checked == len(lines(answer)) > 0


@pytest.mark.parametrize(
    ("text", "plan_id", "paths", "fact"),
    [*with_and_without_accents((*WHO, *WHEN, *REPORTING, *FUNDING, *DOCUMENTS, *AUDIENCE)), *AMBIGUOUS],
)
def test_an_exact_question_has_its_fact_and_its_clause(
    text: str, plan_id: str, paths: str, fact: str, library: WordsOnly
) -> None:
    assert_at_one_place(ask([text], library), plan_id, paths, fact)


# -- what the plans do not fix ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "plan_id", "near"),
    [
        ("Bao giờ Cao Bằng thiết lập cụm thông tin điện tử Trà Lĩnh?", "cao-bang", "II.3.1"),
        ("Khi nào Khánh Hòa xây dựng kế hoạch truyền thông quảng bá ra nước ngoài?", "khanh-hoa", "III.3.1"),
    ],
)
def test_no_deadline_is_inferred_where_the_clause_gives_none(
    text: str, plan_id: str, near: str, library: WordsOnly
) -> None:
    answer = ask([text], library)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert "không ghi thời hạn" in answer.summary
    assert (plan_id, near) in [(c.plan_id, c.path) for c in answer.nearest]


def test_report_deadlines_say_which_plans_give_no_day(library: WordsOnly) -> None:
    answer = ask(["hạn báo cáo là ngày nào?"], library)
    assert set(cited(answer)) == {("cao-bang", "Kết.¶1"), ("khanh-hoa", "V.2")}
    assert {line.deadline for line in lines(answer)} == {
        "trước ngày 15 tháng 11 năm 2023",
        "định kỳ trước ngày 15/12 hàng năm (bắt đầu từ năm 2024) hoặc đột xuất",
    }
    notes = " ".join(answer.notes)
    for place in ("Cần Giờ", "Cần Thơ", "Trà Vinh"):
        assert place in notes
    assert "Khánh Hòa" not in notes


@pytest.mark.parametrize(
    "text", ["Kinh phí ở Cần Thơ là bao nhiêu tiền?", "Tập huấn ở Cao Bằng hết bao nhiêu tiền?"]
)
def test_a_source_of_money_is_no_amount(text: str, library: WordsOnly) -> None:
    answer = ask([text], library)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert "không ghi số tiền" in answer.summary


def test_who_leads_training_is_told_plan_by_plan(library: WordsOnly) -> None:
    answer = ask(["ai chủ trì tập huấn thông tin đối ngoại?"], library)
    found = set(cited(answer))
    assert found == {
        ("can-tho", "IV.2.a"),
        ("cao-bang", "II.2"),
        ("khanh-hoa", "III.5.2"),
        ("tra-vinh", "III.2.¶7"),
    }
    assert all(line.agency == TTTT and line.role == "lead" for line in lines(answer))


def test_partners_of_an_agency_are_those_its_clauses_name(library: WordsOnly) -> None:
    answer = ask(["Sở Ngoại vụ Khánh Hòa phối hợp với ai?"], library)
    assert cited(answer) == [("khanh-hoa", "III.3.5")]
    assert "Các cơ quan, đơn vị liên quan" in as_text(answer)
    assert "không nêu tên" in as_text(answer)


def test_a_document_only_cited_is_said_to_be_only_cited(library: WordsOnly) -> None:
    answer = ask(["NĐ 72/2015 được nhắc trong kế hoạch nào"], library)
    assert set(cited(answer)) == {
        ("can-gio", "II.1.-1.fn1"),
        ("can-tho", "II.2.b"),
        ("cao-bang", "Mở đầu.¶1"),
    }
    assert any("chỉ dẫn chiếu" in note for note in answer.notes)
