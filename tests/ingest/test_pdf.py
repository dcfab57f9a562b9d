"""PDF files read as the plan that was printed: order, tables, pages, places, damage."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableFileError
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.read import agency_book, read_file, read_text
from ingest.readers import ocr, pdf
from ingest.reading import Reading
from tests.ingest.agreement import assignment_agreement, outline_agreement
from tests.ingest.printing import as_pdf, load_faces

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "plans-real"
PLANS = [ROOT / "data/plans" / f"{name}.txt" for name in ("can-gio", "cao-bang", "khanh-hoa", "tra-vinh")]
INVENTED = [
    ROOT / "tests/ingest/invented" / name
    for name in (
        "bieu-phan-cong.txt",
        "du-lich-thanh-pho.txt",
        "nong-thon-moi-bang.md",
        "phong-chay-tinh.txt",
        "tinh-uy.txt",
    )
]


def _parsed(text: str) -> Plan:
    return parse_plan(text, "plan", agency_book())


@pytest.mark.parametrize("source", [*PLANS, *INVENTED], ids=lambda path: path.stem)
def test_a_printed_plan_reads_as_its_text(source: Path, tmp_path: Path) -> None:
    text = read_text(source)
    reading = read_file(as_pdf(text, tmp_path / "plan.pdf"))
    plan, printed = _parsed(text), _parsed(reading.text)
    assert reading.format == "pdf"
    assert outline_agreement(plan, printed) >= 0.98
    assert assignment_agreement(plan, printed) >= 0.98
    assert (printed.number, printed.date, printed.kind) == (plan.number, plan.date, plan.kind)
    assert len(printed.recipients) == len(plan.recipients)


def test_tables_agree_on_sheets_laid_on_their_side(tmp_path: Path) -> None:
    text = read_text(ROOT / "data/plans/khanh-hoa.txt")
    printed = _parsed(pdf.read(as_pdf(text, tmp_path / "plan.pdf", wide=True)).text)
    assert len(printed.pages) > 5
    assert assignment_agreement(_parsed(text), printed) >= 0.98


@pytest.fixture(scope="module")
def long_plan(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("long")
    return pdf.read(as_pdf(read_text(ROOT / "data/plans/khanh-hoa.txt"), folder / "plan.pdf"))


def test_every_line_has_its_place_in_the_order_of_the_text(long_plan: Reading) -> None:
    starts = [box.span[0] for box in long_plan.boxes]
    assert starts == sorted(starts)
    held: set[int] = set()
    for box in long_plan.boxes:
        assert 0 <= box.left < box.right <= 1
        assert 0 <= box.top < box.bottom <= 1
        held.update(range(*box.span))
    free = {c for k, c in enumerate(long_plan.text) if k not in held}
    assert free <= set(" \n\f|-")  # only what parts lines, cells and pages


def test_pages_of_boxes_are_those_of_the_text(long_plan: Reading) -> None:
    pages = _parsed(long_plan.text).pages
    for box in long_plan.boxes:
        assert sum(start <= box.span[0] for start in pages) == box.page


def test_a_table_goes_on_over_pages_under_one_header(long_plan: Reading) -> None:
    assert long_plan.text.count("|---") == 4  # one rule row of four columns
    assert sum("Nội dung | Cơ quan chủ trì" in line for line in long_plan.text.splitlines()) > 1


# -- small pages ----------------------------------------------------------------------------------------


def _canvas(path: Path) -> Canvas:
    load_faces()
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Serif", 13)
    return canvas


def test_a_number_filled_in_at_signing_stands_in_its_line(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "signed.pdf")
    canvas.drawString(80, 760, "Số:")
    canvas.drawString(135, 760, "/KH-UBND")
    canvas.drawString(80, 700, "Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:")
    canvas.acroForm.textfield(value="173", x=102, y=755, width=30, height=18, borderWidth=0, fontSize=12)
    canvas.save()
    assert pdf.read(tmp_path / "signed.pdf").text.startswith("Số: 173 /KH-UBND\n")


def test_small_raised_digits_are_marks_of_notes(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "note.pdf")
    canvas.drawString(80, 760, "Chương trình phát triển nhà ở xã hội")
    width = canvas.stringWidth("Chương trình phát triển nhà ở xã hội", "Serif", 13)
    canvas.setFont("Serif", 8)
    canvas.drawString(80 + width, 765, "12")
    canvas.setFont("Serif", 13)
    canvas.drawString(80, 730, "Hoàn thành 12 nhiệm vụ")
    canvas.save()
    assert pdf.read(tmp_path / "note.pdf").text.split("\n\n") == [
        "Chương trình phát triển nhà ở xã hội¹²",
        "Hoàn thành 12 nhiệm vụ",
    ]


def test_a_word_cut_at_its_hyphen_is_whole(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "hyphen.pdf")
    rows = ("theo Quyết định số 5969/QĐ-", "UBND ngày 28/11/2025 của Ủy", "ban nhân dân thành phố")
    for place, words in enumerate(rows):
        canvas.drawString(80, 760 - 17 * place, words)
    canvas.save()
    assert "5969/QĐ-UBND ngày 28/11/2025" in pdf.read(tmp_path / "hyphen.pdf").text


def test_a_head_that_comes_again_is_kept_once(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "head.pdf")
    for page in range(1, 5):
        canvas.setFont("Serif", 13)
        canvas.drawString(80, 815, f"Kế hoạch chuyển đổi số - trang {page}")
        canvas.drawString(80, 700, f"Nhiệm vụ thứ {page} của kế hoạch này.")
        canvas.showPage()
    canvas.save()
    text = pdf.read(tmp_path / "head.pdf").text
    assert text.count("Kế hoạch chuyển đổi số") == 1
    assert [f"Nhiệm vụ thứ {page} của kế hoạch này." in text for page in range(1, 5)] == [True] * 4


def test_recipients_come_before_the_signer_beside_them(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "tail.pdf")
    canvas.setFont("Serif", 11)
    for place, words in enumerate(("Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Sở Tài chính;", "- Lưu: VT.")):
        canvas.drawString(80, 500 - 12.6 * place, words)
    canvas.setFont("Serif", 13)
    for height, words in ((503, "TM. ỦY BAN NHÂN DÂN"), (486, "CHỦ TỊCH"), (420, "Nguyễn Văn An")):
        canvas.drawCentredString(430, height, words)
    canvas.save()
    lines = [line for line in pdf.read(tmp_path / "tail.pdf").text.split("\n") if line]
    assert lines == [
        "Nơi nhận:",
        "- Thường trực Tỉnh ủy;",
        "- Sở Tài chính;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn An",
    ]


# -- files that are not as they should be ---------------------------------------------------------------


def test_a_pdf_without_a_word_is_told(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "empty.pdf"))
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableFileError, match="Không thấy chữ nào"):
        pdf.read(tmp_path / "empty.pdf")


def _mixed(path: Path, pages: int) -> Path:
    """Print pages of words and a last one that is an image alone."""
    canvas = _canvas(path)
    for page in range(1, pages + 1):
        canvas.setFont("Serif", 13)
        for line in range(12):
            canvas.drawString(
                80, 780 - 20 * line, f"Trang {page}: Sở Tài chính bố trí kinh phí, việc {line}."
            )
        canvas.showPage()
    canvas.drawInlineImage(Image.new("L", (600, 800), 240), 0, 0, *A4)
    canvas.save()
    return path


def test_without_tesseract_a_page_that_is_an_image_is_told_and_a_scan_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    reading = pdf.read(_mixed(tmp_path / "mixed.pdf", 5))
    (warning,) = reading.warnings
    assert warning.startswith("Trang 6 là ảnh chụp, chưa đọc được.")
    assert "apt-get install" in warning
    assert "Trang 5: Sở Tài chính" in reading.text
    with pytest.raises(UnreadableFileError, match="tesseract"):
        pdf.read(_mixed(tmp_path / "scan.pdf", 1))


def test_a_reader_that_does_not_come_to_an_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pytest.raises(UnreadableFileError, match="đã dừng"):
        pdf.read(as_pdf("KẾ HOẠCH\nNăm 2026", tmp_path / "plan.pdf"))


def _damaged(whole: bytes, seed: int) -> bytes:
    """Return whole cut off, with bits turned over, or with a piece replaced by noise."""
    chance = random.Random(seed)
    raw = bytearray(whole)
    if seed % 3 == 0:
        return bytes(raw[: chance.randrange(20, len(raw))])
    if seed % 3 == 1:
        for _ in range(chance.randrange(1, 200)):
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        return bytes(raw)
    start = chance.randrange(len(raw) - 500)
    raw[start : start + 400] = chance.randbytes(400)
    return bytes(raw)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_are_read_or_told(seed: int, tmp_path: Path) -> None:
    whole = as_pdf(read_text(INVENTED[0]), tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "damaged.pdf"
    path.write_bytes(_damaged(whole, seed))
    for read in (pdf.read, read_file):
        text, what = _read_or_told(read, path)
        assert text.strip() or "damaged.pdf" in what


def _read_or_told(read: Callable[[Path], Reading], path: Path) -> tuple[str, str]:
    """Return the text of the file, or what is wrong with it; any other error is a fault."""
    try:
        return read(path).text, ""
    except UnreadableFileError as error:
        return "", error.what


# -- what offices sent ----------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.is_dir(), reason="the real plans do not lie beside this checkout")
def test_a_signed_plan_of_an_office_reads_like_a_clean_text() -> None:
    reading = read_file(REAL / "ha-noi-173-KH-UBND.pdf")
    plan = _parsed(reading.text)
    assert (plan.number, plan.date, plan.signer) == ("173/KH-UBND", "2026-04-28", "Vũ Đại Thắng")
    assert plan.issuer == "Ủy ban nhân dân thành phố Hà Nội"
    assert plan.coverage.share >= 0.999
    # Section V has 20 agencies, each an item of its own; counted on the pages.
    items = [section.path for section in plan.sections if section.path.startswith("V.")]
    assert items == [f"V.{number}" for number in range(1, 21)]
    assert len(plan.pages) == 12
    leads = {(a.path, a.agency) for a in plan.assignments if a.role == "lead"}
    assert ("V.9.-1", "Sở Nông nghiệp và Môi trường") in leads
