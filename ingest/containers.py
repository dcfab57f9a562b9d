"""What a file holds besides words: passwords, programs, attachments, or more than a plan can be.

Looked at before any reader opens the file, and without unpacking it: a zip names the size of its entries,
an Office file of before 2007 its streams, a PDF its objects.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import olefile
import pikepdf
import regex as re

from ingest.errors import RefusedFileError

MAX_ENTRIES = 5_000  # a plan with a picture on every page has some hundreds
MAX_UNPACKED = 300_000_000  # bytes; what a 20 MB DOCX of pictures and text comes to at most
MAX_XML = 60_000_000  # bytes of one part; the words of 1,000 pages with their markup are 30 MB
MAX_RATIO = 200  # XML packs to a tenth or a twentieth, white space alone to a thousandth
SMALL = 1_000_000  # bytes an entry may hold whatever it was packed to
MAX_PAGES = 1_000
PDF, ZIP, OLE = b"%PDF-", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 1024  # bytes before which a PDF must say that it is one
ENCRYPTED_ENTRY = 0x1  # general purpose flag of a zip entry
ENCRYPTED_DOC = 0x0100  # fEncrypted in the flags of a .doc's FIB ([MS-DOC] 2.5.2), 10 bytes into it
FLAGS_AT = 10

# In a PDF's dictionaries: what runs, what starts other programs, what carries other files.
SCRIPT = re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z0-9])")
LAUNCH = re.compile(rb"/(?:Launch|RichMedia)(?![A-Za-z0-9])")
ATTACHED = re.compile(rb"/(?:EmbeddedFiles?|EF|FileAttachment)(?![A-Za-z0-9])")
STRING = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.DOTALL)


def check_container(raw: bytes, name: str) -> None:
    """Raise RefusedFileError where the file is locked, broken, dangerous or too big to be unpacked."""
    if not raw.strip():
        raise RefusedFileError(f"{name} trống, không có nội dung.", remedy="Hãy kiểm tra lại tệp.")
    if PDF in raw[:HEAD]:
        _check_pdf(raw, name)
    elif raw.startswith(ZIP):
        _check_zip(raw, name)
    elif raw.startswith(OLE):
        _check_ole(raw, name)


def refuse_locked(raw: bytes, name: str) -> None:
    """Raise RefusedFileError where an Office file of any age asks for a password; any other file passes."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as container:
            if container.exists("EncryptedPackage"):
                raise locked(name)
    except RefusedFileError:
        raise
    except Exception:  # olefile meets what is no such file, or a damaged one, with errors of many kinds
        return


def locked(name: str) -> RefusedFileError:
    """Return the refusal of a file that asks for a password."""
    return RefusedFileError(
        f"{name} được đặt mật khẩu nên không đọc được.",
        remedy="Hãy mở tệp bằng mật khẩu, lưu một bản không đặt mật khẩu rồi nạp lại.",
    )


def damaged(name: str) -> RefusedFileError:
    """Return the refusal of a file that is not whole."""
    return RefusedFileError(
        f"{name} bị hỏng hoặc tải về chưa trọn vẹn.", remedy="Hãy lấy lại tệp từ nơi gửi rồi nạp lại."
    )


# -- zip: .docx, .odt ---------------------------------------------------------------------------------


def _check_zip(raw: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise damaged(name) from error
    if any(entry.flag_bits & ENCRYPTED_ENTRY for entry in entries):
        raise locked(name)
    if is_bomb(entries, len(raw)):
        raise RefusedFileError(
            f"{name} nén bất thường: giải nén ra sẽ quá lớn.",
            remedy="Hãy mở tệp trong Word, lưu thành tệp .docx mới rồi nạp lại.",
        )


def is_bomb(entries: Iterable[zipfile.ZipInfo], size: int) -> bool:
    """Return whether entries of a zip of size bytes unpack to more than a plan can hold.

    Entries that together claim more packed bytes than the file has lie over one another.
    """
    entries = tuple(entries)
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    swollen = swollen or any(
        entry.file_size > MAX_XML and entry.filename.lower().endswith((".xml", ".rels")) for entry in entries
    )
    overlaid = sum(entry.compress_size for entry in entries) > size
    return len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or swollen or overlaid


# -- OLE: .doc, and .docx under a password ------------------------------------------------------------


def _check_ole(raw: bytes, name: str) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as container:
            if container.exists("EncryptedPackage"):
                raise locked(name)
            if not container.exists("WordDocument"):
                raise RefusedFileError(
                    f"{name} là tệp Office nhưng không phải văn bản Word.",
                    remedy="Hãy nạp văn bản ở dạng .docx, .pdf hoặc .txt.",
                )
            head = container.openstream("WordDocument").read(FLAGS_AT + 2)
    except RefusedFileError:
        raise
    except Exception as error:  # olefile meets damage with errors of many kinds, IndexError among them
        raise damaged(name) from error
    if len(head) < FLAGS_AT + 2:
        raise damaged(name)
    if struct.unpack_from("<H", head, FLAGS_AT)[0] & ENCRYPTED_DOC:
        raise locked(name)


# -- PDF ----------------------------------------------------------------------------------------------


def _check_pdf(raw: bytes, name: str) -> None:
    try:
        with pikepdf.open(io.BytesIO(raw), suppress_warnings=True) as pdf:
            pages = len(pdf.pages)
            words = b"\n".join(dictionaries_of(pdf.objects)) if pages <= MAX_PAGES else b""
    except pikepdf.PasswordError as error:
        raise locked(name) from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise damaged(name) from error
    if not pages:
        raise damaged(name)
    if pages > MAX_PAGES:
        raise RefusedFileError(
            f"{name} có {pages} trang, quá mức {MAX_PAGES} trang.",
            remedy="Hãy tách tệp thành từng văn bản.",
        )
    for pattern, what in ((SCRIPT, "mã lệnh (JavaScript)"), (LAUNCH, "lệnh mở chương trình khác")):
        if pattern.search(words):
            raise RefusedFileError(
                f"{name} chứa {what}.", remedy="Hãy in lại văn bản thành tệp PDF mới rồi nạp bản đó."
            )
    if ATTACHED.search(words):
        raise RefusedFileError(
            f"{name} có tệp khác đính kèm bên trong.",
            remedy="Hãy lưu riêng từng văn bản, in lại thành tệp PDF không đính kèm rồi nạp.",
        )


def dictionaries_of(objects: Iterable[Any]) -> Iterator[bytes]:
    """Yield each object of a PDF that is not page content, as written, without its strings."""
    for item in objects:
        kept = item.stream_dict if isinstance(item, pikepdf.Stream) else item
        if isinstance(kept, (pikepdf.Dictionary, pikepdf.Array)):
            yield STRING.sub(b"()", kept.unparse(resolved=True))
