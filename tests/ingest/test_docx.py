"""Word files: what their pages show is what is read, and a plan typed in Word reads as its text does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.errors import RefusedFileError
from ingest.fold import fold
from ingest.plan import Plan
from ingest.read import read_file, read_plan, read_text
from ingest.readers.docx_numbering import letter, roman
from tests.ingest.as_docx import add_list, add_table, numbered, save_docx
from tests.ingest.invented_gold import plans_in_whole_lines

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "data" / "plans").glob("*.txt"))
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Any], Path]:
    def save(document: Any) -> Path:
        path = tmp_path / "ke-hoach.docx"
        document.save(str(path))
        return path

    return save


def lines_of(path: Path) -> list[str]:
    return [line for line in read_text(path).split("\n") if line]


def xml(paragraph: Any, inner: str) -> None:
    """Put WordprocessingML into a paragraph."""
    spaces = (
        nsdecls("w", "r", "wp", "a")
        + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    for element in parse_xml(f"<w:p {spaces}>{inner}</w:p>"):
        paragraph._p.append(element)


# -- the same plan ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*SAMPLES, *plans_in_whole_lines()], ids=lambda path: path.stem)
def test_a_plan_typed_in_word_reads_as_its_text_does(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"{path.stem}.docx"
    save_docx(read_text(path), copy)
    as_text, as_word = read_plan(path), read_plan(copy)
    assert agreement(outline(as_text), outline(as_word)) >= 0.98
    assert agreement(duties(as_text), duties(as_word)) >= 0.98
    assert frame(as_word) == frame(as_text)
    assert as_word.coverage.share >= as_text.coverage.share - 0.01


def outline(plan: Plan) -> set[tuple[str, str]]:
    headings = {(section.path, fold(section.heading)) for section in plan.sections}
    return headings | {(clause.path, fold(clause.text)) for clause in plan.clauses}


def duties(plan: Plan) -> set[tuple[str, str, str, str | None]]:
    return {(held.path, held.agency, held.role, held.deadline) for held in plan.assignments}


def frame(plan: Plan) -> tuple[object, ...]:
    return (plan.number, plan.issuer, plan.date, plan.signer, plan.bases, plan.recipients)


def agreement(one: Iterable[object], other: Iterable[object]) -> float:
    """Return twice what both have over what each has, 0 to 1."""
    first, second = set(one), set(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


# -- numbers ------------------------------------------------------------------------------------------


def test_automatic_numbers_are_read_as_printed(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    plan = add_list(
        document, [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)")]
    )
    for words, level in (
        ("MỤC ĐÍCH", 0),
        ("Nâng cao nhận thức.", 1),
        ("Huy động nguồn lực.", 1),
        ("TỔ CHỨC THỰC HIỆN", 0),
        ("Sở Y tế", 1),
        ("Nhiệm vụ chung", 2),
        ("Chủ trì kiểm tra.", 3),
        ("Báo cáo kết quả.", 3),
        ("Nhiệm vụ riêng", 2),
        ("Tập huấn.", 3),
    ):
        numbered(document.add_paragraph(words), plan, level)
    assert lines_of(saved(document)) == [
        "I. MỤC ĐÍCH",
        "1. Nâng cao nhận thức.",
        "2. Huy động nguồn lực.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Y tế",
        "1.1. Nhiệm vụ chung",
        "a) Chủ trì kiểm tra.",
        "b) Báo cáo kết quả.",
        "1.2. Nhiệm vụ riêng",
        "a) Tập huấn.",
    ]
    assert [clause.path for clause in read_plan(saved(document)).clauses] == [
        "I.1",
        "I.2",
        "II.1.1.a",
        "II.1.1.b",
        "II.1.2.a",
    ]


def test_lists_of_one_kind_count_on_and_start_where_they_say(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    from_two = add_list(document, [("upperRoman", "%1."), ("bullet", "\uf0b7")], starts=[2])
    numbering = document.part.numbering_part.element
    again = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="{from_two}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    numbering.append(again)
    for list_id, level, words in (
        (from_two, 0, "Mục tiêu"),
        (from_two, 1, "Trồng rừng"),
        (from_two, 0, "Nhiệm vụ"),
        ("77", 0, "Kinh phí"),
        ("77", 0, "Thực hiện"),
        ("0", 0, "Không đánh số"),
    ):
        numbered(document.add_paragraph(words), list_id, level)
    assert lines_of(saved(document)) == [
        "II. Mục tiêu",
        "• Trồng rừng",
        "III. Nhiệm vụ",
        "VII. Kinh phí",
        "VIII. Thực hiện",
        "Không đánh số",
    ]


def test_a_style_can_number_its_paragraphs(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    list_id = add_list(document, [("upperRoman", "%1."), ("decimal", "%2.")])
    levels = list(document.part.numbering_part.element.iter(qn("w:lvl")))[-2:]
    for level, style in zip(levels, ("Heading 1", "Heading 2"), strict=True):
        named = document.styles[style]
        level.insert(1, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{named.style_id}"/>'))
        named.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = int(list_id)
    for words, place in (("Mục tiêu", 1), ("Chung", 2), ("Cụ thể", 2), ("Việc", 1)):
        document.add_paragraph(words, style=f"Heading {place}")
    assert lines_of(saved(document)) == ["I. Mục tiêu", "1. Chung", "2. Cụ thể", "II. Việc"]


def test_numbers_in_letters() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert [letter(n) for n in (1, 5, 26, 27, 28)] == ["a", "e", "z", "aa", "bb"]


# -- words --------------------------------------------------------------------------------------------


def test_what_is_deleted_or_hidden_is_out_and_what_is_inserted_in(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    xml(
        document.add_paragraph("Sở Y tế "),
        '<w:del w:id="1" w:author="a"><w:r><w:delText>phối hợp</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>chủ trì</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> giấu</w:t></w:r>"
        '<w:hyperlink r:id="rId99"><w:r><w:t xml:space="preserve"> kiểm tra</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>, liên</w:t><w:softHyphen/><w:t>tục</w:t><w:noBreakHyphen/><w:t>đều</w:t></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t> hết</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t xml:space="preserve"> 2025</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert lines_of(saved(document)) == ["Sở Y tế chủ trì kiểm tra, liêntục-đều HẾT 2025"]


def test_a_soft_break_in_a_heading_leaves_one_heading(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH\nBảo vệ rừng năm 2025")
    document.add_paragraph("I. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU\nCỦA CÁC NGÀNH")
    document.add_paragraph("1. Sở Y tế kiểm tra.")
    plan = read_plan(saved(document))
    assert [section.heading for section in plan.sections] == ["NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU CỦA CÁC NGÀNH"]
    assert plan.title == "Bảo vệ rừng năm 2025"


def test_footnotes_stand_below_what_bears_them(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    body = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>Theo Quyết định số 5/QĐ-TTg.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), NOTES, body.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_paragraph("I. MỤC TIÊU")
    xml(
        document.add_paragraph("1. Trồng 500 ha rừng"),
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>',
    )
    document.add_paragraph("2. Giữ 90% diện tích.")
    path = saved(document)
    assert lines_of(path)[1:3] == ["1. Trồng 500 ha rừng[1].", "[1] Theo Quyết định số 5/QĐ-TTg."]
    assert [clause.path for clause in read_plan(path).clauses] == ["I.1", "I.1.fn1", "I.2"]


def text_box(words: str) -> str:
    box = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_below_its_paragraph(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    xml(document.add_paragraph("Số: 12/KH-UBND"), text_box("HỎA TỐC"))
    path = saved(document)
    assert lines_of(path) == ["Số: 12/KH-UBND", "HỎA TỐC"]
    assert "Độ khẩn: Hỏa tốc." in read_file(path).warnings


@pytest.mark.parametrize("where", ["text box", "header", "watermark", "letterhead"])
def test_a_mark_of_secrecy_is_seen_wherever_it_stands(saved: Callable[[Any], Path], where: str) -> None:
    document = docx.Document()
    if where == "text box":
        xml(document.add_paragraph("Số: 12/KH-UBND"), text_box("TUYỆT MẬT"))
    elif where == "letterhead":
        table = add_table(document, [["UBND TỈNH BẮC KẠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
        table.rows[0].cells[0].add_paragraph("TUYỆT MẬT")
    else:
        header = document.sections[0].header.paragraphs[0]
        stamp = '<w:r><w:pict><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict></w:r>'
        xml(header, "<w:r><w:t>TUYỆT MẬT</w:t></w:r>" if where == "header" else stamp)
    document.add_paragraph("KẾ HOẠCH")
    with pytest.raises(RefusedFileError, match="TUYỆT MẬT"):
        read_file(saved(document))


def test_page_headers_are_left_out(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Trang 1 - bảo vệ bí mật nhà nước"
    document.add_paragraph("KẾ HOẠCH")
    assert lines_of(saved(document)) == ["KẾ HOẠCH"]


def test_words_in_legacy_fonts_are_converted_and_told(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    for words, font in (("KÕ ho¹ch", ".VnTime"), ("b¶o vÖ rõng", ".VnTimeH"), ("Sôû Y teá", "VNI-Times")):
        document.add_paragraph().add_run(words).font.name = font
    document.add_paragraph("Chính phủ")
    path = saved(document)
    assert lines_of(path) == ["Kế hoạch", "BẢO VỆ RỪNG", "Sở Y tế", "Chính phủ"]
    told = " ".join(read_file(path).warnings)
    assert "TCVN3" in told
    assert "VNI" in told


# -- tables -------------------------------------------------------------------------------------------

TITLES = ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian"]


def test_merged_cells_give_each_row_and_group_its_own(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    table = add_table(
        document,
        [
            ["TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian"],
            ["", "", "Chủ trì", "Phối hợp", ""],
            ["I. Du lịch", "", "", "", ""],
            ["1", "Khảo sát 12 bản", "Sở Công Thương", "Sở Y tế", "Quý I"],
            ["2", "Tập huấn", "", "", "Quý II"],
            ["3", "Quảng bá", "Báo Sơn La", "", "Quý III"],
        ],
    )
    for first, last in (
        ((0, 2), (0, 3)),
        ((0, 0), (1, 0)),
        ((0, 1), (1, 1)),
        ((0, 4), (1, 4)),
        ((2, 0), (2, 4)),
    ):
        table.cell(*first).merge(table.cell(*last))
    table.cell(3, 2).merge(table.cell(4, 2))
    table.cell(3, 3).merge(table.cell(4, 3))
    plan = read_plan(saved(document))
    assert [(s.path, s.heading) for s in plan.sections] == [("I", "Du lịch")]
    assert [(a.path, a.agency, a.role, a.deadline) for a in plan.assignments] == [
        ("I.1", "Sở Công Thương", "lead", "Quý I"),
        ("I.1", "Sở Y tế", "support", "Quý I"),
        ("I.2", "Sở Công Thương", "lead", "Quý II"),
        ("I.2", "Sở Y tế", "support", "Quý II"),
        ("I.3", "Báo Sơn La", "lead", "Quý III"),
    ]


def test_numbers_lists_and_tables_inside_cells_are_read(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    rows = add_list(document, [("decimal", "%1")])
    table = add_table(
        document, [["TT", "Nhiệm vụ", "Chủ trì"], ["", "Kiểm tra", ""], ["", "Báo cáo", "Sở | Y tế"]]
    )
    for row in table.rows[1:]:
        numbered(row.cells[0].paragraphs[0], rows)
    inner = table.cell(1, 2).add_table(rows=1, cols=2)
    for cell, words in zip(inner.rows[0].cells, ("Sở Xây dựng", "(đầu mối)"), strict=True):
        cell.text = words
    assert lines_of(saved(document)) == [
        "| TT | Nhiệm vụ | Chủ trì |",
        "|---|---|---|",
        "| 1 | Kiểm tra | Sở Xây dựng (đầu mối) |",
        "| 2 | Báo cáo | Sở ¦ Y tế |",
    ]


def test_a_signature_block_in_a_table_is_read_as_recipients_and_signer(saved: Callable[[Any], Path]) -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH\nBảo vệ rừng")
    document.add_paragraph("I. MỤC TIÊU")
    document.add_paragraph("1. Giữ rừng./.")
    table = add_table(document, [["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"]])
    left, right = table.rows[0].cells
    for cell, words in ((left, ("- Bộ Y tế;", "- Lưu: VT.")), (right, ("CHỦ TỊCH", "", "Lê Văn Tám"))):
        for line in words:
            cell.add_paragraph(line)
    plan = read_plan(saved(document))
    assert plan.recipients == ("Bộ Y tế", "Lưu: VT")
    assert (plan.signer, plan.signer_title) == ("Lê Văn Tám", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH")
