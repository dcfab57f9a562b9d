"""Pages saved from the web: what a browser shows is read, and what surrounds the plan is told apart."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from ingest.read import read_file, read_plan, read_text
from tests.ingest.as_docx import pieces_of, words_of
from tests.ingest.invented_gold import plans_in_whole_lines
from tests.ingest.test_docx import SAMPLES, agreement, duties, frame, outline

CHROME_BEFORE = (
    '<nav><ul><li><a href="/">Trang chủ</a></li><li>Văn bản</li></ul></nav><div>Lượt xem: 1.204</div>'
)
CHROME_AFTER = (
    "<aside><h3>Tin khác</h3><ul><li>Kế hoạch số 5 về nước sạch</li></ul></aside><footer>Bản quyền</footer>"
)


def as_html(source: str) -> str:
    """Return a plan as a page: a paragraph in a <p>, its lines broken as an editor does, tables as tables."""
    parts: list[str] = []
    for piece in pieces_of(source):
        if isinstance(piece, list):
            rows = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in piece)
            parts.append(f"<table border='1'><tbody>{rows}</tbody></table>")
        else:
            align = ' align="center"' if piece.capitals else ""
            parts.append(f"<p{align}>{escape(words_of(piece)).replace(' của ', chr(10) + 'của&nbsp;')}</p>")
    return "\n".join(parts)


def page(path: Path, body: str, head: str = '<meta charset="utf-8">') -> Path:
    path.write_text(
        f"<!DOCTYPE html><html><head>{head}<title>x</title></head><body>{body}</body></html>", "utf-8"
    )
    return path


def lines_of(path: Path) -> list[str]:
    return [line for line in read_text(path).split("\n") if line]


@pytest.mark.parametrize("path", [*SAMPLES, *plans_in_whole_lines()], ids=lambda path: path.stem)
def test_a_plan_on_a_page_reads_as_its_text_does(path: Path, tmp_path: Path) -> None:
    copy = page(tmp_path / f"{path.stem}.html", as_html(read_text(path)))
    as_text, as_page = read_plan(path), read_plan(copy)
    assert agreement(outline(as_text), outline(as_page)) >= 0.98
    assert agreement(duties(as_text), duties(as_page)) >= 0.98
    assert frame(as_page) == frame(as_text)


def test_what_surrounds_a_plan_is_kept_as_text_that_was_not_read(tmp_path: Path) -> None:
    plain = page(tmp_path / "a.html", as_html(read_text(SAMPLES[1])))
    framed = page(tmp_path / "b.html", CHROME_BEFORE + as_html(read_text(SAMPLES[1])) + CHROME_AFTER)
    alone, among = read_plan(plain), read_plan(framed)
    assert outline(alone) == outline(among)
    assert duties(alone) == duties(among)
    assert frame(alone) == frame(among)
    unread = " ".join(among.text[start:stop] for start, stop in among.unread)
    for words in ("Trang chủ", "Lượt xem", "nước sạch", "Bản quyền"):
        assert words in unread


def test_only_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    copy = page(
        tmp_path / "a.html",
        "<script>alert('x')</script><style>p {}</style><p>Sở&nbsp;Y&#32;t&#7871; &amp;\n Sở Nội vụ</p>"
        "<p hidden>ẩn</p><div style='display: none'>ẩn</div><!-- ẩn --><button>Tải về</button>"
        "<p>một<br>hai</p><pre>ba\nbốn</pre><p>10 m<sup>2</sup></p>",
    )
    assert lines_of(copy) == ["Sở\u00a0Y tế & Sở Nội vụ", "một", "hai", "ba", "bốn", "10 m2"]


def test_items_of_lists_bear_the_signs_that_a_browser_prints(tmp_path: Path) -> None:
    copy = page(
        tmp_path / "a.html",
        "<ol start='3'><li>Ba<ul><li>mở</li><li>+ cộng</li></ul></li><li value='7'>Bảy</li></ol>"
        "<ol type='a'><li>chữ</li></ol><ol type='I'><li>La Mã</li></ol><ul><li>1. đã có số</li></ul>",
    )
    assert lines_of(copy) == ["3. Ba", "- mở", "+ cộng", "7. Bảy", "a. chữ", "I. La Mã", "1. đã có số"]


def test_cells_over_rows_and_columns_are_told_to_each_row(tmp_path: Path) -> None:
    copy = page(
        tmp_path / "a.html",
        "<table><tr><th rowspan=2>TT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan thực hiện</th></tr>"
        "<tr><th>Chủ trì</th><th>Phối hợp</th></tr>"
        "<tr><td colspan=4>I. Rừng</td></tr>"
        "<tr><td>1</td><td>Trồng<br>mới</td><td rowspan=2>Sở Y tế</td><td>Sở Nội vụ</td></tr>"
        "<tr><td>2</td><td>Giữ</td><td>Công an tỉnh</td></tr></table>",
    )
    assert [(a.path, a.agency, a.role) for a in read_plan(copy).assignments] == [
        ("I.1", "Sở Y tế", "lead"),
        ("I.1", "Sở Nội vụ", "support"),
        ("I.2", "Sở Y tế", "lead"),
        ("I.2", "Công an tỉnh", "support"),
    ]


def test_a_page_laid_out_in_tables_is_read_in_order(tmp_path: Path) -> None:
    left, right = "UBND TỈNH A<br>Số: 5/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    inner = f"<table><tr><td>{left}</td><td>{right}</td></tr></table><p>KẾ HOẠCH</p><p>I. MỤC TIÊU</p>"
    body = f"<table><tr><td>Trang chủ</td></tr><tr><td>{inner}</td></tr></table>"
    assert lines_of(page(tmp_path / "a.html", body)) == [
        "Trang chủ",
        "UBND TỈNH A",
        "Số: 5/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
    ]


@pytest.mark.parametrize("charset", ["utf-16", "windows-1258", "utf-8"])
def test_the_encoding_that_a_page_declares_counts_where_it_holds(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={charset}'>"
    words = "Sơ Y tê" if charset == "windows-1258" else "Sở Y tế"
    path.write_bytes(f"{meta}<p>{words}</p>".encode("cp1258" if charset == "windows-1258" else charset))
    assert lines_of(path) == [words]


@pytest.mark.parametrize("charset", ["us-ascii", "punycode", "undefined", "zlib", "x-none"])
def test_a_wrong_declaration_gives_way_to_what_the_bytes_are(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset='{charset}'><p>Sở Y tế</p>".encode())
    assert lines_of(path) == ["Sở Y tế"]


def test_legacy_fonts_are_converted_and_told(tmp_path: Path) -> None:
    copy = page(
        tmp_path / "a.html",
        "<p><font face='.VnTime'>KÕ ho¹ch</font></p><p>Chính phủ</p>"
        "<p style=\"font-family:'VNI-Times'\">Sôû Y teá</p>",
    )
    assert lines_of(copy) == ["Kế hoạch", "Chính phủ", "Sở Y tế"]
    assert len(read_file(copy).warnings) >= 2
