"""Text older than Unicode: converted where that is proven, left alone everywhere else."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.legacy_encodings import (
    TCVN3,
    VNI,
    from_tcvn3,
    from_vni,
    in_unicode,
    is_syllable,
    proven,
    share_of_vietnamese,
)
from ingest.read import read_file
from tests.ingest.invented_gold import plans

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "data" / "plans" / "can-gio.txt"
SAMPLES = sorted((ROOT / "data" / "plans").glob("*.txt"))
# Typed by hand from the two code tables.
SPOKEN = "Kế hoạch tuyên truyền của Sở Y tế về phòng chống dịch; Ủy viên, người ở, những"
IN_TCVN3 = "KÕ ho¹ch tuyªn truyÒn cña Së Y tÕ vÒ phßng chèng dÞch; ñy viªn, ng\u00adêi ë, nh÷ng"
IN_VNI = "Keá hoaïch tuyeân truyeàn cuûa Sôû Y teá veà phoøng choáng dòch; UÛy vieân, ngöôøi ôû, nhöõng"


def typed_in_tcvn3(text: str) -> bytes:
    codes = {letter: code for code, letter in TCVN3.items()}
    return bytes(codes.get(c) or codes.get(c.lower()) or (ord(c) if ord(c) < 256 else 0x2D) for c in text)


def typed_in_vni(text: str) -> bytes:
    signs = {letter: typed for typed, letter in VNI.items()}
    return "".join(signs.get(c, c) for c in text).encode("cp1252")


def test_the_two_code_tables() -> None:
    assert from_tcvn3(IN_TCVN3) == SPOKEN.replace("Ủy", "ủy")
    assert from_vni(IN_VNI) == SPOKEN


def test_capitals_of_tcvn3_are_told_by_the_letters_around_them() -> None:
    assert from_tcvn3("KÕ HO¹CH") == "KẾ HOẠCH"
    assert from_tcvn3("Së Tµi chÝnh, UBND huyÖn §µ B¾c") == "Sở Tài chính, UBND huyện Đà Bắc"
    assert from_tcvn3("L·nh ®¹o Bé; c¸c Vô, CôC") == "Lãnh đạo Bộ; các Vụ, CỤC"


def test_a_font_says_what_its_letters_are() -> None:
    assert in_unicode("KÕ ho¹ch", ".VnTime") == "Kế hoạch"
    assert in_unicode("kÕ ho¹ch", ".VnTimeH") == "KẾ HOẠCH"
    assert in_unicode("Keá hoaïch", "VNI-Times") == "Kế hoạch"
    assert in_unicode("Kế hoạch", ".VnTime") == "Kế hoạch"  # typed in Unicode, shown in a substitute
    assert in_unicode("Chính phủ", "Times New Roman") == "Chính phủ"
    assert in_unicode("Côté", "Vnitimes New Roman") == "Côté"


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "khuỷu", "giữa", "gì", "ươm", "Ỷ", "xoèn", "thuở"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ho¹ch", "hoaïch", "ñöôïc", "truyÒn", "tuyeàn", "âââ", "ế\u0323"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "data" / "plans").glob("*.txt")), *plans()], ids=lambda p: p.stem
)
def test_clean_plans_are_never_converted(path: Path) -> None:
    reading = read_file(path)
    text = unicodedata.normalize("NFC", reading.text)
    assert proven(text) is None
    assert share_of_vietnamese(text)[0] > 0.98
    assert not any("bảng mã" in warning for warning in reading.warnings)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_plan_typed_in_vni_reads_as_typed_in_unicode(path: Path, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFC", path.read_text("utf-8")).replace("¹", "1").replace("▮", "-")
    copy = tmp_path / path.name
    copy.write_bytes(typed_in_vni(text))
    reading = read_file(copy)
    assert reading.text == text
    assert "VNI" in reading.warnings[0]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_plan_typed_in_tcvn3_reads_as_typed_in_unicode_but_for_lone_capitals(
    path: Path, tmp_path: Path
) -> None:
    text = unicodedata.normalize("NFC", path.read_text("utf-8")).translate(
        {0xB9: "1", 0x201C: '"', 0x201D: '"'}
    )
    text = text.replace("▮", "-").replace("…", "...")
    copy = tmp_path / path.name
    copy.write_bytes(typed_in_tcvn3(text))
    reading = read_file(copy)
    assert reading.text.lower() == text.lower()
    assert sum(a != b for a, b in zip(reading.text, text, strict=True)) < 0.003 * len(text)
    assert "TCVN3" in reading.warnings[0]


def test_legacy_letters_in_a_file_of_unicode_are_converted_too(tmp_path: Path) -> None:
    copy = tmp_path / "dan-tu-word.txt"
    copy.write_text((IN_VNI + "\n") * 5, "utf-8")
    assert read_file(copy).text == (SPOKEN + "\n") * 5


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_where_it_proves_to_be(tmp_path: Path, encoding: str) -> None:
    copy = tmp_path / "can-gio.txt"
    copy.write_bytes(PLAN.read_text("utf-8").encode(encoding))
    assert read_file(copy).text == PLAN.read_text("utf-8")


def test_windows_1258_is_read_where_it_proves_to_be(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFC", PLAN.read_text("utf-8"))
    tones = {c: unicodedata.normalize("NFD", c) for c in "\u0300\u0301\u0303\u0309\u0323"}
    typed = ""
    for letter in text:  # the code page has ă â ê ô ơ ư đ as letters and the tones as signs of their own
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in tones)
        typed += unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tone
    copy = tmp_path / "can-gio.txt"
    copy.write_bytes(typed.encode("cp1258"))
    assert read_file(copy).text == text


def test_too_few_words_prove_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "ngan.txt"
    copy.write_bytes(IN_TCVN3.encode("latin-1")[:40])
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        read_file(copy)


def test_french_is_not_taken_for_vietnamese() -> None:
    words = (
        "Côté forêt, été déjà très près où naît là-bas; l'évêque espère bientôt fêter Noël, français, élève "
    )
    assert proven(words * 10) is None
