"""Edge: a printed page as an image, with the lines that are cited marked on it."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from ingest.errors import UnreadableFileError
from ingest.plan import Span
from ingest.readers.pdf import run_child
from ingest.reading import Box

WIDTH = 1200  # dots: sharp in a pane of half a wide screen, 300 kB a page
SECONDS = 60.0  # for one page
KEPT = 24  # pages, some 10 MB
# Print stays as dark under the marker as it is; the frame is for those who see no colour.
MARKER, FRAME, LINE = (255, 240, 170), (176, 96, 0), 3
EDGE = (190, 190, 190)
PAD = 0.008  # share of the page's width between the words and the frame
# What is shown around the frame, and at least: shares of the page's width, and of its height.
BESIDE, NARROWEST = 0.035, 0.6
ABOVE, LOWEST = 0.05, 0.2


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page, or a part of it over its full width, as PNG; page counts from 1."""

    page: int
    png: bytes


def framed(
    path: Path, boxes: Iterable[Box], spans: Sequence[Span], *, whole: bool = False
) -> tuple[PagePart, ...]:
    """Return the pages of the file at path on which spans are printed, those lines marked and framed.

    boxes are those of the reading of this file. Only the part around the frame is shown, or the whole page.
    Raises UnreadableFileError where the file no longer gives a page.
    """
    by_page: dict[int, list[Box]] = {}
    for box in boxes:
        if any(start < box.span[1] and box.span[0] < stop for start, stop in spans):
            by_page.setdefault(box.page, []).append(box)
    return tuple(_part(path, page, lines, whole=whole) for page, lines in sorted(by_page.items()))


def _part(path: Path, page: int, lines: Sequence[Box], *, whole: bool) -> PagePart:
    picture = Image.open(io.BytesIO(page_png(path, path.stat().st_mtime_ns, page))).convert("RGB")
    frame = _frame(lines, picture.width, picture.height)
    marker = Image.new("RGB", (frame[2] - frame[0], frame[3] - frame[1]), MARKER)
    picture.paste(ImageChops.multiply(picture.crop(frame), marker), frame[:2])
    ImageDraw.Draw(picture).rectangle(frame, outline=FRAME, width=LINE)
    return PagePart(page, _png(picture if whole else _around(picture, frame)))


def _frame(lines: Sequence[Box], width: int, height: int) -> tuple[int, int, int, int]:
    """Return the rectangle around lines, in dots, within the page."""
    pad = PAD * width
    return (
        max(0, round(min(box.left for box in lines) * width - pad)),
        max(0, round(min(box.top for box in lines) * height - pad)),
        min(width, round(max(box.right for box in lines) * width + pad)),
        min(height, round(max(box.bottom for box in lines) * height + pad)),
    )


def _around(picture: Image.Image, frame: tuple[int, int, int, int]) -> Image.Image:
    """Return the part of a page around frame, with an edge of its own: paper on paper shows none."""
    left, right = _widened(frame[0], frame[2], picture.width, BESIDE, NARROWEST)
    top, bottom = _widened(frame[1], frame[3], picture.height, ABOVE, LOWEST)
    part = picture.crop((left, top, right, bottom))
    ImageDraw.Draw(part).rectangle((0, 0, part.width - 1, part.height - 1), outline=EDGE)
    return part


def _widened(start: int, stop: int, whole: int, around: float, least: float) -> tuple[int, int]:
    """Return start and stop with around (share of the whole) on both sides, at least least apart."""
    spare = max(around * whole, (least * whole - (stop - start)) / 2)
    return max(0, round(start - spare)), min(whole, round(stop + spare))


@lru_cache(maxsize=KEPT)
def page_png(path: Path, changed: int, page: int) -> bytes:
    """Return page of the file at path as PNG, WIDTH dots wide; changed tells versions of the file apart.

    Raises UnreadableFileError where the file no longer gives this page.
    """
    with tempfile.TemporaryDirectory(prefix="trang-") as name:
        try:
            run_child(path, Path(name), page, WIDTH, seconds=SECONDS)
            return Path(name, "page.png").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UnreadableFileError(
                f"Không mở được trang {page} của {path.name}.", remedy="Hãy kiểm tra lại tệp gốc."
            ) from error


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
