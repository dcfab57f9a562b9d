"""Older and open Office files: read by way of LibreOffice, and what is said where that cannot be."""

from __future__ import annotations

import shutil
import stat
import struct
import tempfile
import time
from pathlib import Path

import docx
import pytest

from ingest.errors import RefusedFileError, UnreadableFileError
from ingest.read import read_file, read_plan, read_text
from ingest.readers import doc
from tests.ingest.agreement import assignment_agreement, outline_agreement
from tests.ingest.as_docx import add_list, numbered, save_docx
from tests.ingest.test_docx import SAMPLES

SAMPLE = next(path for path in SAMPLES if path.stem == "can-tho")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def old_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample plan as Word 97 wrote it."""
    folder = tmp_path_factory.mktemp("doc")
    typed = folder / "can-tho.docx"
    save_docx(read_text(SAMPLE), typed)
    return converted(typed, "doc")


def converted(path: Path, suffix: str) -> Path:
    profile = (path.parent / "profile").as_uri()
    command = [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    doc._run([*command, "--outdir", str(path.parent), str(path)], path.name, 120)
    return path.with_suffix(f".{suffix}")


@needs_office
def test_a_word_97_file_reads_as_the_text_does(old_plan: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("doc-*"))
    assert read_file(old_plan).format == "doc"
    as_text, as_word = (
        read_plan(next(path for path in SAMPLES if path.stem == "can-tho")),
        read_plan(old_plan),
    )
    assert outline_agreement(as_text, as_word) >= 0.98
    assert assignment_agreement(as_text, as_word) >= 0.98
    assert (as_word.number, as_word.signer) == (as_text.number, as_text.signer)
    assert set(Path(tempfile.gettempdir()).glob("doc-*")) == before


@needs_office
def test_automatic_numbers_outlive_the_way_through_an_open_document(tmp_path: Path) -> None:
    document = docx.Document()
    plan = add_list(document, [("upperRoman", "%1."), ("lowerLetter", "%2)")])
    for words, level in (("MỤC ĐÍCH", 0), ("Giữ rừng.", 1), ("TỔ CHỨC", 0), ("Trồng rừng.", 1)):
        numbered(document.add_paragraph(words), plan, level)
    document.save(str(tmp_path / "ke-hoach.docx"))
    text = read_text(converted(tmp_path / "ke-hoach.docx", "odt"))
    assert text.split("\n\n") == ["I. MỤC ĐÍCH", "a) Giữ rừng.", "II. TỔ CHỨC", "a) Trồng rừng.\n"]


@needs_office
def test_rich_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.rtf"
    path.write_bytes(rb"{\rtf1\ansi\uc1 K\u7870?\par HO\u7840?CH\par}")
    assert read_text(path).split() == ["KẾ", "HOẠCH"]


@needs_office
def test_a_word_97_file_under_a_password_is_refused(old_plan: Path, tmp_path: Path) -> None:
    raw = bytearray(old_plan.read_bytes())
    raw[raw.index(b"\xec\xa5") + 11] |= 1  # fEncrypted of the FIB
    path = tmp_path / "khoa.doc"
    path.write_bytes(raw)
    with pytest.raises(RefusedFileError, match="mật khẩu"):
        read_file(path)


@pytest.mark.parametrize(
    "head", ["<html>", "\ufeff<!DOCTYPE html>\n<html>", "<!-- a --><HTML xmlns:w='urn:x'>"]
)
def test_a_web_page_called_a_word_file_is_read_as_a_page(tmp_path: Path, head: str) -> None:
    path = tmp_path / "ke-hoach.doc"
    path.write_text(f"{head}<meta charset='utf-8'><p>KẾ HOẠCH</p><p>I. MỤC TIÊU</p></html>", "utf-8")
    assert read_file(path).format == "doc"
    assert read_text(path).split("\n\n") == ["KẾ HOẠCH", "I. MỤC TIÊU\n"]


def container(stream: str) -> bytes:
    """Return an Office container with one stream of that name: header, sector table, directory, content."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    head += struct.pack("<IIIIII", 4096, end, 0, end, 0, 0) + struct.pack("<108I", *[free] * 108)
    sectors = [table, end, *range(3, 10), end]
    fat = struct.pack("<128I", *sectors, *[free] * (128 - len(sectors)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        words = name.encode("utf-16-le") + b"\0\0"
        length = len(words) if name else 0
        packed = words.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, free, free, child)
        return packed + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, 4096)
    directory += 2 * entry("", 0, free, 0, 0)
    return head + fat + directory + bytes(4096)


def test_a_docx_under_a_password_is_told_by_its_container(tmp_path: Path) -> None:
    path = tmp_path / "khoa.docx"
    path.write_bytes(container("EncryptedPackage"))
    with pytest.raises(RefusedFileError, match="mật khẩu"):
        read_file(path)


def test_a_sheet_with_the_suffix_of_a_document_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "bang.doc"
    path.write_bytes(container("Workbook"))
    with pytest.raises(RefusedFileError, match="không phải văn bản Word"):
        read_file(path)


def test_without_libreoffice_the_reader_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ke-hoach.rtf"
    path.write_bytes(rb"{\rtf1 K}")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFileError) as raised:
        read_file(path)
    assert "LibreOffice" in raised.value.what
    assert ".docx" in raised.value.remedy


def _runs(process: int) -> bool:
    """Return whether a process is there and not only waiting for its parent to take notice of its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_program_that_hangs_is_ended_and_nothing_is_left(tmp_path: Path) -> None:
    sleeper = tmp_path / "soffice"
    sleeper.write_text("#!/bin/sh\nsleep 600 &\necho $! > pid\nwait\n".replace("pid", str(tmp_path / "pid")))
    sleeper.chmod(sleeper.stat().st_mode | stat.S_IXUSR)
    source = tmp_path / "ke-hoach.rtf"
    source.write_bytes(rb"{\rtf1 K}")
    (tmp_path / "work").mkdir()
    with pytest.raises(UnreadableFileError, match="không đọc xong"):
        doc.convert(str(sleeper), source, tmp_path / "work", seconds=5)
    child = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 60  # a killed process goes when its turn comes, on a busy machine later
    while _runs(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(child)
