"""Which reader a file gets, and what is said of files that none can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.formats import listed
from ingest.read import SUFFIXES, read_file, read_plan, read_text


def test_text_and_markdown_come_back_unchanged(tmp_path: Path) -> None:
    words = "KẾ HOẠCH\r\n**I.** Mục đích\f2\n"
    for suffix, format_ in ((".txt", "text"), (".md", "markdown")):
        path = tmp_path / f"ke-hoach{suffix}"
        path.write_bytes(words.encode("utf-8"))
        reading = read_file(path)
        assert (reading.text, reading.format, reading.boxes) == (words, format_, ())
        assert read_text(path) == words
        assert (read_plan(path).text, read_plan(path).id) == (words, "ke-hoach")


@pytest.mark.parametrize(
    "head, called",
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word đời cũ"),
        (b"\x89PNG\r\n\x1a\n", "ảnh PNG"),
        (b"\xff\xd8\xff\xe0", "ảnh JPEG"),
    ],
)
def test_a_file_of_another_format_is_named_with_its_suffix(tmp_path: Path, head: bytes, called: str) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(head + b" and more")
    with pytest.raises(UnreadableFileError) as raised:
        read_file(path)
    assert called in raised.value.what
    assert "đổi đuôi tệp thành ." in raised.value.remedy


def test_other_suffixes_are_told_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFileError, match=r"bang\.xlsx"):
        read_file(path)
    with pytest.raises(UnreadableFileError) as raised:
        read_file(tmp_path / "khong-co.exe")
    assert all(suffix in raised.value.remedy for suffix in SUFFIXES)


def test_missing_files_folders_and_empty_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "trong.txt").write_bytes(b" \n")
    (tmp_path / "thu-muc.txt").mkdir()
    for name, words in (("mat.txt", "không có tệp"), ("thu-muc.txt", "thư mục"), ("trong.txt", "trống")):
        with pytest.raises(UnreadableFileError, match=words):
            read_file(tmp_path / name)


def test_suffixes_are_listed_as_in_a_sentence() -> None:
    assert listed((".txt", ".md", ".pdf")) == ".txt, .md hoặc .pdf"
    assert listed((".pdf",)) == ".pdf"
