"""Edge: a file on disk -> its text -> Plan."""

from __future__ import annotations

import codecs
from functools import cache
from pathlib import Path

from ingest.agencies import AgencyBook
from ingest.errors import UnreadableFileError
from ingest.parse import parse_plan
from ingest.plan import Plan

SUFFIXES = (".txt", ".md")
MAX_BYTES = 20_000_000  # a plan of 1,000 pages is 3 MB of text; more is not a plan
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Control characters that no text file holds; \t \n \v \f \r and the separators \x1c-\x1e are text.
BINARY = frozenset(range(0x09)) | frozenset(range(0x0E, 0x1C)) | {0x7F}


@cache
def agency_book() -> AgencyBook:
    """Return the project's agency list, loaded once."""
    return AgencyBook.load()


def read_plan(path: Path) -> Plan:
    """Return the plan in the file at path; its id is the file's stem.

    Raises UnreadableFileError when the file is missing, empty, too large, not text, or not in UTF-8/16.
    """
    return parse_plan(read_text(path), path.stem, agency_book())


def read_text(path: Path) -> str:
    """Return the decoded text of a .txt or .md file, its characters unchanged."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFileError(
            f"Không đọc được {path.name}: chưa hỗ trợ loại tệp này.", remedy="Hãy dùng tệp .txt hoặc .md."
        )
    try:
        if not path.is_file():
            what = "đây là thư mục" if path.is_dir() else "không có tệp này"
            raise UnreadableFileError(f"Không đọc được {path}: {what}.", remedy="Hãy kiểm tra lại đường dẫn.")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFileError(
                f"{path.name} quá lớn (trên 20 MB).", remedy="Hãy tách tệp thành từng văn bản."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được {path.name}: {error.strerror}.", remedy="Hãy kiểm tra quyền đọc và ổ đĩa."
        ) from error
    return decode(raw, path.name)


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
