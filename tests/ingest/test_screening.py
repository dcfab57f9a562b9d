"""What is refused before anything is kept, what is only warned of, and what is neither."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from ingest.containers import MAX_ENTRIES, MAX_PAGES, is_bomb
from ingest.errors import RefusedFileError
from ingest.read import read_file
from ingest.reading import Box, Reading
from ingest.screening import refuse_secret_text, screen_bytes, screen_reading
from tests.ingest.invented_gold import plans

ROOT = Path(__file__).parents[2]
SIGNED = "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Tám\n"


def head(mark: str) -> str:
    """Return the first page of a plan that bears mark below its number."""
    return f"ỦY BAN NHÂN DÂN\nTỈNH BẮC KẠN\nSố: 12/KH-UBND\n{mark}\n\nKẾ HOẠCH\nBảo vệ rừng\n\nI. MỤC TIÊU\n"


def warnings(text: str) -> tuple[str, ...]:
    return screen_reading(Reading(text, "text"), "ke-hoach.txt").warnings


# -- marks of secrecy ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark, named",
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("MAT", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("T0I MAT", "TỐI MẬT"),
        ("TUYET  MAT", "TUYỆT MẬT"),
        ("  M Ậ T  ", "MẬT"),
        ("[MẬT]", "MẬT"),
        ("**TỐI MẬT**", "TỐI MẬT"),
        ("| MẬT | Độc lập - Tự do - Hạnh phúc |", "MẬT"),
        ("MẬT\tĐộc lập - Tự do - Hạnh phúc", "MẬT"),
        ("<b>MẬT</b>", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Tuyệt mật", "TUYỆT MẬT"),
        ("MA\u0302\u0323T", "MẬT"),
    ],
)
def test_a_mark_of_secrecy_is_refused_by_name(mark: str, named: str) -> None:
    with pytest.raises(RefusedFileError) as raised:
        screen_reading(Reading(head(mark), "text"), "ke-hoach.txt")
    assert f"“{named}”" in raised.value.what
    assert "bí mật nhà nước" in raised.value.remedy


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện công tác bảo vệ bí mật nhà nước theo quy định.",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Danh mục bí mật",
        "GIẢI MẬT",
        "Độ mật: Không",
        "Độ mật: Thường",
        "mat",
        "Mặt",
        "MẬT ONG",
        "Bảo mật",
    ],
)
def test_words_that_speak_of_secrets_are_no_mark(line: str) -> None:
    assert screen_reading(Reading(head(line) + SIGNED, "text"), "ke-hoach.txt").warnings == ()


@pytest.mark.parametrize("before", ["TĂNG CƯỜNG AN TOÀN, BẢO", "CÔNG TÁC BẢO VỆ BÍ"])
def test_a_title_broken_before_its_last_word_is_no_mark(before: str) -> None:
    assert screen_reading(Reading(f"KẾ HOẠCH\n{before}\nMẬT\n" + SIGNED, "text"), "ke-hoach.txt")


def test_a_mark_counts_only_in_the_upper_part_of_page_1() -> None:
    body = "\n".join(f"{n}. Rà soát, bổ sung phương án." for n in range(1, 60))
    for text in (head("") + body + "\nMẬT\n", head("") + "\fMẬT\n"):
        assert screen_reading(Reading(text, "text"), "ke-hoach.txt").text == text


def test_a_mark_on_a_page_image_counts_by_where_it_is_printed() -> None:
    text = "KẾ HOẠCH\nMAT\n"
    for top, page, refused in ((0.1, 1, True), (0.8, 1, False), (0.1, 2, False)):
        reading = Reading(text, "scan", (Box((9, 12), page, 0.1, top, 0.2, top + 0.02),))
        if refused:
            with pytest.raises(RefusedFileError):
                screen_reading(reading, "quet.pdf")
        else:
            assert screen_reading(reading, "quet.pdf").text == text


def test_restricted_circulation_is_refused_in_words_of_its_own() -> None:
    with pytest.raises(RefusedFileError, match="LƯU HÀNH NỘI BỘ"):
        screen_reading(Reading(head("LƯU HÀNH NỘI BỘ"), "text"), "ke-hoach.txt")


def test_a_page_header_can_bear_the_mark() -> None:
    with pytest.raises(RefusedFileError, match="TỐI MẬT"):
        refuse_secret_text("TỐI MẬT\nTrang 1", "ke-hoach.docx")
    refuse_secret_text("Kế hoạch bảo vệ bí mật nhà nước", "ke-hoach.docx")


# -- warnings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark, label",
    [("HỎA TỐC", "Hỏa tốc"), ("HOẢ TỐC", "Hỏa tốc"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("KHẨN", "Khẩn")],
)
def test_urgency_is_a_label(mark: str, label: str) -> None:
    assert warnings(head(mark) + SIGNED) == (f"Độ khẩn: {label}.",)


@pytest.mark.parametrize("mark", ["DỰ THẢO", "(Dự thảo lần 2)", "DỰ THẢO NGÀY 12/5/2025", "BẢN DỰ THẢO"])
def test_a_draft_is_told(mark: str) -> None:
    assert "dự thảo" in warnings(head(mark) + SIGNED)[0]


def test_a_draft_named_in_a_sentence_is_none() -> None:
    assert warnings(head("") + "1. Sở Tư pháp góp ý dự thảo kế hoạch.\n" + SIGNED) == ()


def test_a_copy_without_number_date_or_signature_is_told() -> None:
    blank = (
        "UBND TỈNH BẮC KẠN\nSố:      /KH-UBND\nBắc Kạn, ngày     tháng     năm 2025\nKẾ HOẠCH\nBảo vệ rừng\n"
    )
    told = " ".join(warnings(blank))
    assert "Chưa có số" in told
    assert "để trống" in told
    assert "chưa ký" in told
    assert warnings(head("") + SIGNED) == ()


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "data" / "plans").glob("*.txt")), *plans()], ids=lambda p: p.stem
)
def test_plans_that_were_issued_are_taken_without_a_word_about_number_or_date(path: Path) -> None:
    told = " ".join(read_file(path).warnings)
    assert "dự thảo" not in told
    assert "để trống" not in told


# -- containers ---------------------------------------------------------------------------------------


def pdf(change: str = "") -> bytes:
    """Return a PDF of one page, with what change names put into it."""
    document = pikepdf.new()
    document.add_blank_page()
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    if change == "script":
        document.Root.OpenAction = script
    elif change == "script in a form":
        document.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, AA=pikepdf.Dictionary(K=script))]
        )
    elif change == "launch":
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    elif change == "attachment":
        document.attachments["phu-luc.xlsx"] = b"PK"
    elif change == "words":
        document.docinfo["/Title"] = "Về /JavaScript và (/Launch) \\( /EmbeddedFiles"
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(user="1", owner="2") if change == "password" else False)
    return out.getvalue()


@pytest.mark.parametrize(
    "change, said",
    [
        ("script", "JavaScript"),
        ("script in a form", "JavaScript"),
        ("launch", "chương trình khác"),
        ("attachment", "đính kèm"),
        ("password", "mật khẩu"),
    ],
)
def test_a_pdf_that_runs_carries_or_locks_is_refused(change: str, said: str) -> None:
    with pytest.raises(RefusedFileError, match=said):
        screen_bytes(pdf(change), "ke-hoach.pdf")


def test_a_plain_pdf_passes_whatever_its_words_say() -> None:
    screen_bytes(pdf(), "ke-hoach.pdf")
    screen_bytes(pdf("words"), "ke-hoach.pdf")


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    document = pikepdf.new()
    for _ in range(MAX_PAGES + 1):
        document.add_blank_page()
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(RefusedFileError, match=f"{MAX_PAGES + 1} trang"):
        screen_bytes(out.getvalue(), "ke-hoach.pdf")


def test_what_is_left_of_a_pdf_is_damaged() -> None:
    with pytest.raises(RefusedFileError, match="hỏng"):
        screen_bytes(b"%PDF-1.7\nnothing of it is left", "ke-hoach.pdf")


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(RefusedFileError, match="nén bất thường"):
        screen_bytes(zipped({"word/document.xml": b" " * 30_000_000}), "bom.docx")
    many = {f"word/media/{n}.txt": b"" for n in range(MAX_ENTRIES + 1)}
    with pytest.raises(RefusedFileError, match="nén bất thường"):
        screen_bytes(zipped(many), "bom.docx")


def test_entries_that_lie_over_one_another_are_a_bomb() -> None:
    entry = zipfile.ZipInfo("word/document.xml")
    entry.compress_size, entry.file_size = 900_000, 950_000
    assert is_bomb([entry] * 3, 1_000_000)
    assert not is_bomb([entry], 1_000_000)


def test_words_that_no_plan_can_hold_are_a_bomb_and_pictures_are_not() -> None:
    part, picture = zipfile.ZipInfo("word/document.xml"), zipfile.ZipInfo("word/media/image1.png")
    for entry in (part, picture):
        entry.compress_size, entry.file_size = 5_000_000, 70_000_000
    assert is_bomb([part], 20_000_000)
    assert not is_bomb([picture], 20_000_000)


def test_a_zip_cut_short_is_damaged() -> None:
    whole = zipped({"word/document.xml": bytes(range(256)) * 40})
    with pytest.raises(RefusedFileError, match="hỏng"):
        screen_bytes(whole[: len(whole) // 2], "ke-hoach.docx")


def test_a_zip_with_a_password_is_refused_as_locked() -> None:
    raw = bytearray(zipped({"word/document.xml": b"<x/>"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags] |= 1
    with pytest.raises(RefusedFileError, match="mật khẩu"):
        screen_bytes(bytes(raw), "ke-hoach.docx")


def test_an_office_container_that_is_none_is_damaged() -> None:
    with pytest.raises(RefusedFileError, match="hỏng"):
        screen_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "ke-hoach.doc")


def test_an_empty_file_is_told() -> None:
    with pytest.raises(RefusedFileError, match="trống"):
        screen_bytes(b"", "ke-hoach.docx")
