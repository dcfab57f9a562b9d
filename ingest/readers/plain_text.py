"""Edge: text and markdown files -> Reading. What is in Unicode keeps its characters unchanged."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.legacy_encodings import (
    CONVERSIONS,
    MIN_VIETNAMESE,
    MIN_WORDS,
    Converted,
    share_of_vietnamese,
    warning_of,
)
from ingest.legacy_encodings import proven as proven_legacy
from ingest.reading import Reading

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control characters that no text file holds; \t \n \v \f \r and the separators \x1c-\x1e are text.
BINARY = frozenset(range(0x09)) | frozenset(range(0x0E, 0x1C)) | {0x7F}


def read(path: Path) -> Reading:
    """Return the text of the file at path.

    Raises UnreadableFileError when it is empty, not text, or in an encoding that is not proven; OSError as
    the disk does.
    """
    text, warnings = decode(path.read_bytes(), path.name)
    return Reading(text, "markdown" if path.suffix.lower() == ".md" else "text", warnings=warnings)


def decode(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return raw as text, and a warning where it was converted from an encoding older than Unicode.

    UTF-8, UTF-16 with a byte-order mark, and whatever else proves to be Vietnamese in one encoding only:
    a wrong guess corrupts clean Vietnamese.
    """
    encoding = next((encoding for bom, encoding in BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if text := without_mark(raw):
            return text, ()
        if BINARY.intersection(raw[:4096]):
            raise _binary(name) from error
        return _converted(raw, name)
    if any(ord(character) in BINARY for character in text):
        if text := without_mark(raw):
            return text, ()
        raise _binary(name)
    if not text.strip():
        raise UnreadableFileError(f"{name} trống, không có chữ nào.", remedy="Hãy kiểm tra lại tệp.")
    converted = proven_legacy(text)  # legacy letters pasted into a Unicode file
    return (converted.text, (warning_of(converted.encoding),)) if converted else (text, ())


def without_mark(raw: bytes) -> str:
    """Return raw as the UTF-16 that it proves to be without a byte-order mark, else ""."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        share, words = share_of_vietnamese(text)
        if words >= MIN_WORDS and share >= MIN_VIETNAMESE and not BINARY.intersection(map(ord, text)):
            return text
    return ""


def _converted(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        letters = raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes stand for nothing there
        letters = raw.decode("latin-1")
    found: Converted | None = proven_legacy(letters, (*CONVERSIONS, ("Windows-1258", _windows_1258(raw))))
    if found is None:
        raise UnreadableFileError(
            f"{name} không ở bảng mã UTF-8.",
            remedy="Hãy lưu lại tệp với bảng mã UTF-8 (trong Notepad: Lưu thành… > Mã hóa: UTF-8).",
        )
    return found.text, (warning_of(found.encoding),)


def _windows_1258(raw: bytes) -> Callable[[str], str]:
    """Return the conversion that reads raw as Windows-1258, whose tones stand after their letters."""
    return lambda letters: unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))


def _binary(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} không phải tệp văn bản.", remedy="Hãy dùng tệp .txt hoặc .md chứa chữ."
    )
