"""Which reader a file needs: by its suffix, held against its first bytes."""

from __future__ import annotations

from collections.abc import Mapping

# Suffix -> the module of ingest/readers that reads it.
READERS: Mapping[str, str] = {
    ".txt": "plain_text",
    ".md": "plain_text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".doc": "doc",
    ".rtf": "doc",
    ".odt": "doc",
    ".pdf": "pdf",
    ".png": "pdf",
    ".jpg": "pdf",
    ".jpeg": "pdf",
    ".tif": "pdf",
    ".tiff": "pdf",
}
# First bytes of formats that often carry a wrong suffix, what to call them, the suffixes they should have.
SIGNATURES: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"%PDF-", "PDF", (".pdf",)),
    (b"PK\x03\x04", "Word (.docx) hoặc tệp nén", (".docx", ".odt")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word đời cũ (.doc)", (".doc",)),
    (b"{\\rtf", "RTF", (".rtf", ".doc")),
    (b"\x89PNG\r\n\x1a\n", "ảnh PNG", (".png",)),
    (b"\xff\xd8\xff", "ảnh JPEG", (".jpg", ".jpeg")),
    (b"II*\x00", "ảnh TIFF", (".tif", ".tiff")),
    (b"MM\x00*", "ảnh TIFF", (".tif", ".tiff")),
)
HEAD = 1024  # bytes; programs put up to so much before the mark of a PDF


def found_format(head: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Return what head, the first HEAD bytes of a file, says the file is: a name and its suffixes.

    None where no known mark stands there, as in text.
    """
    for mark, name, suffixes in SIGNATURES:
        if head.startswith(mark):
            return name, suffixes
    return None


def listed(suffixes: tuple[str, ...]) -> str:
    """Return suffixes for a sentence: ".txt, .md hoặc .pdf"."""
    return " hoặc ".join(filter(None, (", ".join(suffixes[:-1]), suffixes[-1])))
