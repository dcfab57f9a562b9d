"""Scans and page images: what tesseract sees is put in order like any print."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.misread import mends_of
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.printed import Page
from ingest.read import agency_book, read_file, read_text
from ingest.readers import ocr
from tests.ingest.agreement import assignment_agreement, outline_agreement
from tests.ingest.printing import as_pdf

INVENTED = Path(__file__).parent / "invented"
DPI = 200  # what office scanners are set to

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None,
    reason="tesseract is not installed (Debian: tesseract-ocr tesseract-ocr-vie)",
)


def _parsed(text: str) -> Plan:
    return parse_plan(text, "plan", agency_book())


def _scanned(printed: Path, turn: float = 0.0) -> list[Image.Image]:
    """Return the pages of a PDF as a scanner gives them: grey, a little dirty, askew by turn degrees."""
    chance = np.random.default_rng(7)
    pages = []
    for page in pypdfium2.PdfDocument(printed):
        grey = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        dots = np.asarray(grey.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255), dtype=np.float64)
        pages.append(
            Image.fromarray(np.clip(dots + chance.normal(0, 12, dots.shape), 0, 255).astype(np.uint8))
        )
    return pages


@needs_tesseract
@pytest.mark.parametrize(
    "name, turn", [("du-lich-thanh-pho.txt", 0.0), ("phong-chay-tinh.txt", 1.2), ("bieu-phan-cong.txt", -0.8)]
)
def test_a_scanned_plan_agrees_with_its_text(name: str, turn: float, tmp_path: Path) -> None:
    text = read_text(INVENTED / name)
    first, *rest = _scanned(as_pdf(text, tmp_path / "printed.pdf"), turn)
    first.save(tmp_path / "scan.pdf", save_all=True, append_images=rest, resolution=DPI)
    reading = read_file(tmp_path / "scan.pdf")
    plan, scanned = _parsed(text), _parsed(reading.text)
    assert reading.format == "scan"
    assert any("đối chiếu" in warning for warning in reading.warnings)
    assert outline_agreement(plan, scanned, alike=0.9) >= 0.90
    assert assignment_agreement(plan, scanned) >= 0.90
    assert len(scanned.pages) == 1 + len(rest)
    assert {box.page for box in reading.boxes} == set(range(1, 2 + len(rest)))


@needs_tesseract
def test_images_are_read_page_by_page(tmp_path: Path) -> None:
    pages = _scanned(as_pdf(read_text(INVENTED / "bieu-phan-cong.txt"), tmp_path / "printed.pdf"))
    pages[0].save(tmp_path / "page.png", dpi=(DPI, DPI))
    pages[0].save(tmp_path / "page.jpg")  # without a scale: taken for A4
    pages[0].save(tmp_path / "pages.tif", save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    for name in ("page.png", "page.jpg"):
        assert "Phòng, chống bạo lực gia đình tỉnh Gia Lai" in read_file(tmp_path / name).text
    text = read_file(tmp_path / "pages.tif").text
    assert text.count("\f") == len(pages) - 1


@needs_tesseract
def test_boxes_lie_on_the_sheet_as_it_was_scanned(tmp_path: Path) -> None:
    """A line of a page that lies askew is framed where it is, not where it would be if it were straight."""
    page = Image.new("L", (1654, 2339), 255)
    printed = _scanned(as_pdf("KẾ HOẠCH\nTriển khai phòng cháy, chữa cháy", tmp_path / "one.pdf"))[0]
    page.paste(printed.crop((0, 0, 1654, 700)), (0, 1600))
    askew = page.rotate(2.0, Image.Resampling.BICUBIC, fillcolor=255)
    askew.save(tmp_path / "askew.png", dpi=(DPI, DPI))
    reading = read_file(tmp_path / "askew.png")
    box = next(box for box in reading.boxes if "Triển" in reading.text[slice(*box.span)])
    sides = (box.left * 1654, box.top * 2339, box.right * 1654, box.bottom * 2339)
    inside = np.asarray(askew.crop(sides)) < 128
    line = np.asarray(askew)[round(sides[1]) - 60 : round(sides[3]) + 60] < 128
    assert inside.sum() > 0.6 * line[:, round(sides[0]) : round(sides[2])].sum()


def test_a_page_is_put_straight_by_what_it_lies_askew() -> None:
    lines = np.full((1200, 900), 255, np.uint8)
    for top in range(100, 1100, 40):
        lines[top : top + 14, 100:800] = 0
    askew = np.asarray(Image.fromarray(lines).rotate(-1.5, fillcolor=255))
    assert ocr.turn_of(askew) == pytest.approx(1.5, abs=0.2)
    assert ocr.turn_of(lines) == pytest.approx(0.0, abs=0.1)
    assert ocr.straightened(lines)[1] == 0.0


def test_ruled_lines_are_found_and_letters_are_not() -> None:
    dots = np.full((800, 1200), 255, np.uint8)
    for at in (100, 400, 700):
        dots[at : at + 3, 100:1100] = 0
    for at in (100, 600, 1097):
        dots[100:703, at : at + 3] = 0
    for letter in range(150, 500, 40):  # strokes as long as those of large capitals
        dots[200:260, letter : letter + 8] = 0
        dots[200:208, letter : letter + 30] = 0
    rules = ocr.rules_in(dots, 1.0)
    assert sorted(round(rule.at / 10) for rule in rules if rule.level) == [10, 40, 70]
    assert sorted(round(rule.at / 10) for rule in rules if not rule.level) == [10, 60, 110]


@pytest.mark.parametrize("number, stems", [("I.", 1), ("II.", 2), ("III.", 3), ("VI.", 3), ("VIII.", 5)])
def test_strokes_of_roman_numbers_are_counted_off_the_page(number: str, stems: int, tmp_path: Path) -> None:
    page = _scanned(as_pdf(f"{number} TỔ CHỨC THỰC HIỆN", tmp_path / "one.pdf"))[0]
    dots = np.asarray(page.resize((page.width * 3 // 2, page.height * 3 // 2)))
    rows, columns = np.nonzero(dots < ocr.DARK)
    line = dots[rows.min() : rows.max(), columns.min() : columns.max()]
    gaps = np.flatnonzero((line < ocr.DARK).sum(axis=0) == 0)
    word_end = next(gap for gap in gaps if set(range(gap, gap + 12)) <= set(gaps))
    capitals = line[:, :word_end]
    inked = np.flatnonzero((capitals < ocr.DARK).any(axis=1))
    assert ocr.stems_in(capitals[inked[0] : inked[-1]]) == stems


TABLE = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def _seen(*words: tuple[int, str, float]) -> str:
    """Return tesseract's table of words, each with its line and certainty, one beside the other."""
    rows = (
        f"5\t1\t1\t1\t{line}\t1\t{100 * place}\t{50 * line}\t80\t30\t{sure}\t{text}\n"
        for place, (line, text, sure) in enumerate(words)
    )
    return TABLE + "".join(rows)


@pytest.mark.parametrize(
    "words, kept",
    [
        ([(1, "Sở", 96), (1, "Y", 90), (1, "tế", 95)], ["Sở", "Y", "tế"]),
        ([(1, "`", 20), (1, "~", 30)], []),  # a line of dirt alone
        ([(1, "ếp", 80)], []),  # the edge of a stamp
        ([(1, "|Sở", 90), (1, "Y|", 90), (1, "|", 95), (1, "tế", 90)], ["Sở", "Y", "tế"]),  # sides of a cell
        ([(1, "a)", 90)], ["a)"]),
        ([(1, "IV.", 60)], ["IV."]),
        ([(1, "12", 90)], ["12"]),
        ([(1, "-", 40), (1, "Công", 95), (1, "an", 95), (1, "xã", 95)], ["-", "Công", "an", "xã"]),
    ],
)
def test_dirt_and_table_sides_are_no_words(words: list[tuple[int, str, float]], kept: list[str]) -> None:
    assert [word.text for word in ocr.words_in(_seen(*words), 0.24)] == kept


def test_words_of_a_line_share_its_height() -> None:
    table = _seen((1, "ông", 90), (1, "Đỗ", 90), (1, "an", 90)).replace("\t50\t80\t30", "\t44\t80\t42", 1)
    assert {(word.top, word.bottom, word.size) for word in ocr.words_in(table, 1.0)} == {(50, 80, 30)}


def test_a_place_on_a_turned_page_is_led_back() -> None:
    page = Page(600, 800, (), turn=90)  # a quarter against the clock: what stood right now stands on top
    left, top, right, bottom = page.unturned(290, 110, 310, 130)
    assert (left, top, right, bottom) == pytest.approx((570, 390, 590, 410))


def test_missing_tesseract_and_missing_data_say_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    with pytest.raises(UnreadableFileError, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
        ocr.check_installed()
    monkeypatch.undo()
    if shutil.which("tesseract"):
        monkeypatch.setattr(ocr, "languages", lambda: frozenset({"eng"}))
        with pytest.raises(UnreadableFileError, match="chưa có dữ liệu tiếng Việt"):
            ocr.check_installed()


@pytest.mark.parametrize(
    "line, meant",
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("KÉẺ HOẠCH", "KẾ HOẠCH"),
        ("HI. TỔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
        ("1I. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("Nơi nhân:", "Nơi nhận:"),
    ],
)
def test_misread_titles_and_numbers_are_mended(line: str, meant: str) -> None:
    text = f"\n{line}\n"
    (start, stop, words), *more = mends_of(text)
    assert text[:start] + words + text[stop:] == f"\n{meant}\n"
    assert not more


@pytest.mark.parametrize(
    "line",
    [
        "KẾ HOẠCH",
        "Kế hoạch",
        "CHỦ TỊCH",
        "ỦY BAN NHÂN DÂN",
        "UỶ BAN NHÂN DÂN",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "I. MỤC ĐÍCH",
        "L. Một mục có chữ thường",
        "1. MỤC TIÊU",
        "11. SỞ TÀI CHÍNH",
        "T. HỌ TÊN",
        "quyết định",
    ],
)
def test_words_that_are_right_stay(line: str) -> None:
    assert mends_of(f"\n{line}\n") == []


def test_what_is_mended_is_quoted_as_it_was_read() -> None:
    plan = _parsed(
        "KÉẺ HOẠCH\nPhòng cháy năm 2026\n\nHI. TÔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\na) Chủ trì tập huấn.\n"
    )
    assert plan.kind == "Kế hoạch"
    assert [section.path for section in plan.sections][:1] == ["III"]
    section = plan.sections[0]
    assert plan.text[slice(*section.spans[0])] == section.heading == "TÔ CHỨC THỰC HIỆN"
