"""Edge: PDF files and page images -> Reading; pages without text of their own go through OCR."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFileError
from ingest.layout import lay_out, unsure
from ingest.printed import Page, Rule, Word
from ingest.readers import ocr
from ingest.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 300.0  # for one file, on a busy machine; a text PDF of 500 pages takes 20, a scan of 100 as long
SURE = 0.6  # words read with less certainty may be wrong
MAX_UNREAD = 0.2  # share of the pages that may stay unread, with a warning, where tesseract is missing
MAX_UNSURE = 0.15  # share of the letters above which the reader is warned

REASONS = {
    "password": ("được đặt mật khẩu", "Hãy bỏ mật khẩu của tệp rồi thử lại."),
    "damaged": ("bị hỏng hoặc không phải tệp đúng định dạng", "Hãy lấy lại bản khác của tệp."),
    "pages": ("có quá nhiều trang", "Hãy tách tệp thành từng văn bản."),
    "pixels": ("là ảnh quá lớn", "Hãy lưu lại ảnh với độ phân giải 300 dpi."),
}


def read(path: Path) -> Reading:
    """Return the text of the PDF file or page image at path, with a box for each line of print.

    Pages are parted by form feeds. Raises UnreadableFileError where the file is damaged, locked or too
    large, takes too long, holds no word, or is a scan and tesseract is missing.
    """
    with tempfile.TemporaryDirectory(prefix="ke-hoach-") as name:
        records = _records(path, Path(name))
        pages = [_page(record) for record in records]
        scanned = [place for place, record in enumerate(records) if record["image"]]
        images = [
            ocr.PageImage(Path(name, records[k]["image"]), pages[k].width, pages[k].height, pages[k].words)
            for k in scanned
        ]
        try:
            found = ocr.recognise(images) if images else []
        except UnreadableFileError as error:
            if len(scanned) > MAX_UNREAD * len(pages):
                raise
            return _without(path.name, pages, scanned, error)
    for place, page in zip(scanned, found, strict=True):
        pages[place] = page
    return _reading(path.name, pages, scanned)


def _records(path: Path, folder: Path) -> list[dict[str, Any]]:
    """Return what the child process makes of the file: a record a page, its images in folder."""
    try:
        run_child(path, folder, seconds=SECONDS)
        found = json.loads((folder / "pages.json").read_text("utf-8"))
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(
            f"Đọc {path.name} quá {SECONDS:.0f} giây chưa xong nên đã dừng.",
            remedy="Hãy tách tệp thành các phần nhỏ hơn hoặc xuất lại tệp PDF.",
        ) from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        raise _unreadable(path.name, "damaged") from error
    if "why" in found:
        raise _unreadable(path.name, found["why"])
    pages: list[dict[str, Any]] = found["pages"]
    return pages


def run_child(path: Path, folder: Path, *more: int, seconds: float) -> None:
    """Let a process of its own leave in folder what print_pages makes of the file; see there for more.

    Raises TimeoutExpired and CalledProcessError of subprocess.
    """
    command = [sys.executable, "-m", "ingest.readers.print_pages", str(path.resolve()), str(folder)]
    subprocess.run([*command, *map(str, more)], cwd=ROOT, capture_output=True, timeout=seconds, check=True)


def _unreadable(name: str, why: str) -> UnreadableFileError:
    what, remedy = REASONS[why]
    return UnreadableFileError(f"Không đọc được {name}: tệp {what}.", remedy=remedy)


def _page(record: dict[str, Any]) -> Page:
    words = [Word(*word) for word in record["words"]]
    return Page(record["width"], record["height"], words, [Rule(*rule) for rule in record["rules"]])


def _reading(name: str, pages: Sequence[Page], scanned: Sequence[int]) -> Reading:
    text, boxes = lay_out(pages)
    if not text.strip():
        raise UnreadableFileError(
            f"Không thấy chữ nào trong {name}.",
            remedy="Hãy kiểm tra lại tệp; bản chụp cần rõ nét, 200 dpi trở lên.",
        )
    if not scanned:
        return Reading(text, "pdf", boxes)
    return Reading(text, "scan", boxes, tuple(_warnings(pages, scanned)))


def _without(name: str, pages: Sequence[Page], left: Sequence[int], error: UnreadableFileError) -> Reading:
    """Return the reading of a file of which a few pages are images that nothing here can read."""
    numbers = _listed([place + 1 for place in left])
    told = f"Trang {numbers} là ảnh chụp, chưa đọc được. {error.what} {error.remedy}"
    return replace(_reading(name, pages, ()), warnings=(told,))


def _warnings(pages: Sequence[Page], scanned: Sequence[int]) -> list[str]:
    """Return what a reader of a scan must know."""
    warnings = ["Văn bản được nhận dạng chữ từ bản chụp, có thể sai vài chữ: hãy đối chiếu với ảnh trang."]
    poor = [k + 1 for k in scanned if unsure([pages[k]], SURE) > MAX_UNSURE]
    empty = [k + 1 for k in scanned if not pages[k].words]
    if poor:
        warnings.append(f"Chữ trên trang {_listed(poor)} khó đọc: nhiều chữ có thể sai.")
    if empty:
        warnings.append(f"Không nhận ra chữ nào trên trang {_listed(empty)}.")
    return warnings


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
