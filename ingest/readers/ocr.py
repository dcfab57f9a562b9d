"""Edge: a page image -> the words and ruled lines on it, by tesseract."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from ingest.errors import UnreadableFileError
from ingest.grids import Grid, grids_of
from ingest.printed import Page, Rule, Word

PROGRAM = "tesseract"
LANGUAGE = "vie"
INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
SECONDS_A_PAGE = 90.0  # a full page takes 2 to 6
DPI = 300  # of the images that come in; what tesseract is trained on
WORKERS = max(1, os.cpu_count() or 1)

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page to recognise: a grey image of DPI dots an inch, and the words that are known already."""

    path: Path
    width: float
    height: float
    known: Sequence[Word] = ()


def check_installed() -> None:
    """Raise UnreadableFileError where tesseract or its Vietnamese data is missing."""
    if shutil.which(PROGRAM) is None:
        raise UnreadableFileError(
            "Chưa cài chương trình nhận dạng chữ (tesseract) nên chưa đọc được bản chụp.",
            remedy=f"Hãy cài bằng lệnh: {INSTALL}",
        )
    listed = subprocess.run(
        [PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    if LANGUAGE not in (listed.stdout + listed.stderr).split():
        raise UnreadableFileError(
            "Bộ nhận dạng chữ (tesseract) chưa có dữ liệu tiếng Việt.",
            remedy=f"Hãy cài bằng lệnh: {INSTALL}",
        )


def recognise(images: Sequence[PageImage]) -> list[Page]:
    """Return the pages that images show, several at a time; a page that takes too long comes back empty.

    Raises UnreadableFileError where tesseract cannot be used.
    """
    check_installed()
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(_page, images))


def _page(image: PageImage) -> Page:
    with Image.open(image.path) as picture:
        grey, turn = straightened(np.asarray(picture.convert("L")))
    scale = image.width / grey.shape[1]
    words = [*_words(_tesseract(grey), scale), *image.known]
    page = Page(image.width, image.height, words, rules_in(grey, scale), turn)
    words += [word for grid in grids_of(page) for word in _missed(grey, grid, scale)]
    return page


# -- cells that were passed over -------------------------------------------------------------------------

INSET = 3.0  # points from a cell's side where only the side itself is printed
INKED = 0.003  # share of a cell that is dark where something is printed in it
MAX_MISSED = 30  # cells of a table that are looked at again
PLAIN = 0.5  # certainty of a word in them that is believed
PAD = 30  # dots of white around a cell: tesseract passes over letters at an edge


def _missed(grey: Picture, grid: Grid, scale: float) -> list[Word]:
    """Return the words of cells that show ink but were read as empty: row numbers, mostly."""
    empty = [cell for row in grid.rows for cell in row if not cell.rows]
    found: list[Word] = []
    for cell in empty[:MAX_MISSED]:
        left, top = round((cell.left + INSET) / scale), round((cell.top + INSET) / scale)
        right, bottom = round((cell.right - INSET) / scale), round((cell.bottom - INSET) / scale)
        part = grey[top:bottom, left:right]
        if part.size and float((part < DARK).mean()) >= INKED:
            words = _words(_tesseract(np.pad(part, PAD, constant_values=255), mode="6"), scale)
            across, down = (left - PAD) * scale, (top - PAD) * scale
            found += [_moved(word, across, down) for word in words if word.sure >= PLAIN]
    return found


def _moved(word: Word, across: float, down: float) -> Word:
    return replace(
        word,
        left=word.left + across,
        right=word.right + across,
        top=word.top + down,
        bottom=word.bottom + down,
    )


# -- words -----------------------------------------------------------------------------------------------

NOISE = 0.6  # signs read with less certainty are dirt, or the edge of a stamp
MARKS = frozenset("-–+*•.;:,")  # signs that plans are full of
BLURRED, FEW = 0.5, 6  # a line of a few letters, none read with more certainty than this, is no line
SIDES = "|¦[]{}‹›"  # a table's sides, read as if they were letters
TSV_WORD = "5"  # the level of tesseract's table that holds words


def _tesseract(grey: Picture, mode: str = "3") -> str:
    """Return what tesseract makes of an image, as its table of words; "" where it takes too long or fails.

    mode  how it looks for lines: 3 finds columns and blocks, 6 takes the image for one block
    One thread a process: several pages at once use the cores better than one page on several threads.
    """
    png = io.BytesIO()
    Image.fromarray(grey).save(png, "PNG", compress_level=1)
    command = [PROGRAM, "-", "-", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", mode, "tsv"]
    try:
        done = subprocess.run(
            command,
            input=png.getvalue(),
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _words(table: str, scale: float) -> list[Word]:
    """Return the words of tesseract's table in points; scale is points a dot."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in rows:
        if row["level"] == TSV_WORD and (text := (row["text"] or "").strip().strip(SIDES)):
            line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
            lines.setdefault(line, []).append(_word(row, unicodedata.normalize("NFC", text), scale))
    clean = ([word for word in line if not _is_dirt(word)] for line in lines.values())
    return [word for line in clean if not _is_blurred(line) for word in _levelled(line)]


def _word(row: dict[str, str], text: str, scale: float) -> Word:
    left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
    return Word(text, left, top, left + width, top + height, height, float(row["conf"]) / 100)


def _is_dirt(word: Word) -> bool:
    lettered = any(character.isalnum() for character in word.text)
    return not lettered and word.sure < NOISE and not set(word.text) <= MARKS


def _is_blurred(line: Sequence[Word]) -> bool:
    """Return whether a line is what tesseract sees in stamps and signatures."""
    letters = sum(character.isalnum() for word in line for character in word.text)
    return letters <= FEW and all(word.sure < BLURRED for word in line)


def _levelled(line: Sequence[Word]) -> list[Word]:
    """Return the words of a line with one top, bottom and size: boxes of OCR hug each word's own letters."""
    top = median(word.top for word in line)
    bottom = median(word.bottom for word in line)
    return [replace(word, top=top, bottom=bottom, size=bottom - top) for word in line]


# -- a page put straight ---------------------------------------------------------------------------------

MAX_TURN = 3.0  # degrees by which a sheet lies crooked in a scanner
FINE_TURN = 0.1
WORTH_TURNING = 0.4  # degrees; less does not harm
SMALL_WIDTH = 800  # dots a page is reduced to for measuring


def straightened(grey: Picture) -> tuple[Picture, float]:
    """Return a page turned so that its lines are level, and by how many degrees, against the clock."""
    turn = turn_of(grey)
    if abs(turn) < WORTH_TURNING:
        return grey, 0.0
    return np.asarray(Image.fromarray(grey).rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)), turn


def turn_of(grey: Picture) -> float:
    """Return by how many degrees a page must be turned, against the clock, for its lines to be level.

    Level lines leave the rows of dots between them empty: the right turn is the one at which rows of dots
    differ most from their neighbours.
    """
    factor = max(1, grey.shape[1] // SMALL_WIDTH)
    small = Image.fromarray(grey).reduce(factor).point(lambda dot: 255 if dot < 160 else 0)

    def sharpness(turn: float) -> float:
        rows = np.asarray(small.rotate(turn), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-MAX_TURN, MAX_TURN + 0.5, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.4, coarse + 0.41, FINE_TURN), key=sharpness))


# -- ruled lines -----------------------------------------------------------------------------------------

DARK = 140  # of 255; below is ink
COARSE = 2  # dots that are looked at as one
# In coarse dots. The strokes of letters are shorter; a line of a table reaches over several letters or rows.
LEVEL_RUN, UPRIGHT_RUN = 75, 36
LEAN = 3  # coarse dots that a line may lean within one run
THICK = 8  # coarse dots; thicker is a bar, a photo, the edge of the sheet


def rules_in(grey: Picture, scale: float) -> list[Rule]:
    """Return the ruled lines of an image in points; scale is points a dot."""
    high, wide = (side // COARSE * COARSE for side in grey.shape)
    squares = grey[:high, :wide].reshape(high // COARSE, COARSE, wide // COARSE, COARSE)
    ink = (squares.min(axis=(1, 3)) < DARK).astype(np.uint8)
    level = _runs(ink, LEVEL_RUN)
    upright = _runs(np.ascontiguousarray(ink.T), UPRIGHT_RUN)
    points = scale * COARSE
    return [
        Rule(is_level, middle * points, start * points, stop * points)
        for is_level, lines in ((True, level), (False, upright))
        for middle, start, stop in lines
    ]


def _runs(ink: Picture, length: int) -> list[tuple[float, int, int]]:
    """Return the level lines in ink, at least length dots long: height, left and right of each."""
    thick = ndimage.maximum_filter1d(ink, LEAN, axis=0)
    long = ndimage.minimum_filter1d(thick, length, axis=1, mode="constant")
    lines = ndimage.maximum_filter1d(long, length, axis=1, mode="constant")
    marked, _ = ndimage.label(lines, np.ones((3, 3), int))
    return [
        ((rows.start + rows.stop) / 2, columns.start, columns.stop)
        for rows, columns in ndimage.find_objects(marked)
        if rows.stop - rows.start <= THICK + 0.02 * (columns.stop - columns.start)
    ]
