"""Edge: a file on disk -> Reading, by the reader of its format -> Plan."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from ingest.agencies import AgencyBook
from ingest.containers import refuse_locked
from ingest.errors import UnreadableFileError
from ingest.formats import HEAD, READERS, found_format, listed
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.reading import Reading
from ingest.screening import screen_bytes, screen_reading

SUFFIXES = tuple(READERS)
MAX_BYTES = 20_000_000  # a plan of 1,000 pages is 3 MB of text; more is not a plan
MAX_PAGE_BYTES = 100_000_000  # of PDF and images: 200 scanned pages in colour


@cache
def agency_book() -> AgencyBook:
    """Return the project's agency list, loaded once."""
    return AgencyBook.load()


def read_plan(path: Path) -> Plan:
    """Return the plan in the file at path; its id is the file's stem. Raises what read_file raises."""
    return parse_plan(read_file(path).text, path.stem, agency_book())


def read_text(path: Path) -> str:
    """Return the text of the file at path. Raises what read_file raises."""
    return read_file(path).text


def read_file(path: Path) -> Reading:
    """Return what the reader of its format makes of the file at path.

    Raises UnreadableFileError when the file is missing, empty, too large, of a format that is not read or
    not of the format its suffix says, or when its reader can make nothing of it; RefusedFileError when it
    must not be taken in, before anything of it is kept (ingest/screening.py).
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise UnreadableFileError(
            f"Không đọc được {path.name}: chưa hỗ trợ loại tệp này.",
            remedy=f"Hãy dùng tệp {listed(SUFFIXES)}.",
        )
    try:
        _check(path)
        reading: Reading = import_module(f"ingest.readers.{READERS[suffix]}").read(path)
    except OSError as error:
        raise UnreadableFileError(
            f"Không đọc được {path.name}: {error.strerror}.", remedy="Hãy kiểm tra quyền đọc và ổ đĩa."
        ) from error
    return screen_reading(reading, path.name)


def _check(path: Path) -> None:
    """Raise UnreadableFileError where the file need not be opened by a reader at all."""
    if not path.is_file():
        what = "đây là thư mục" if path.is_dir() else "không có tệp này"
        raise UnreadableFileError(f"Không đọc được {path}: {what}.", remedy="Hãy kiểm tra lại đường dẫn.")
    most = MAX_PAGE_BYTES if READERS[path.suffix.lower()] == "pdf" else MAX_BYTES
    if path.stat().st_size > most:
        raise UnreadableFileError(
            f"{path.name} quá lớn (trên {most // 1_000_000} MB).",
            remedy="Hãy tách tệp thành từng văn bản.",
        )
    raw = path.read_bytes()
    found = found_format(raw[:HEAD])
    if found is not None and path.suffix.lower() not in found[1]:
        refuse_locked(raw, path.name)  # Word wraps a .docx under a password in the container of a .doc
        raise UnreadableFileError(
            f"{path.name} có đuôi {path.suffix} nhưng nội dung là {found[0]}.",
            remedy=f"Hãy đổi đuôi tệp thành {listed(found[1])} rồi thử lại.",
        )
    screen_bytes(raw, path.name)
