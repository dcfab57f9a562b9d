"""Edge: text and markdown files -> Reading, their characters unchanged."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.reading import Reading

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control characters that no text file holds; \t \n \v \f \r and the separators \x1c-\x1e are text.
BINARY = frozenset(range(0x09)) | frozenset(range(0x0E, 0x1C)) | {0x7F}


def read(path: Path) -> Reading:
    """Return the text of the file at path.

    Raises UnreadableFileError when it is empty, not text, or not in UTF-8/16; OSError as the disk does.
    """
    text = decode(path.read_bytes(), path.name)
    return Reading(text, "markdown" if path.suffix.lower() == ".md" else "text")


def decode(raw: bytes, name: str) -> str:
    """Return raw as text. UTF-8 and UTF-16 with a byte-order mark only: other encodings are not guessed,
    since a wrong guess corrupts clean Vietnamese."""
    encoding = next((encoding for bom, encoding in BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if BINARY.intersection(raw[:4096]):
            raise _binary(name) from error
        raise UnreadableFileError(
            f"{name} không ở bảng mã UTF-8.",
            remedy="Hãy lưu lại tệp với bảng mã UTF-8 (trong Notepad: Lưu thành… > Mã hóa: UTF-8).",
        ) from error
    if any(ord(character) in BINARY for character in text):
        raise _binary(name)
    if not text.strip():
        raise UnreadableFileError(f"{name} trống, không có chữ nào.", remedy="Hãy kiểm tra lại tệp.")
    return text


def _binary(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} không phải tệp văn bản.", remedy="Hãy dùng tệp .txt hoặc .md chứa chữ."
    )
