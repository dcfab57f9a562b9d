"""Edge: a page image -> the words and ruled lines on it, by tesseract."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median

import numpy as np
import regex as re
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from ingest.errors import UnreadableFileError
from ingest.grids import Grid, grids_of
from ingest.letterhead import CAPITALS
from ingest.printed import Page, Rule, Word, rows_of

PROGRAM = "tesseract"
LANGUAGE = "vie"
FOR_NUMBERS = "eng"  # comes with tesseract; the better reader of a digit alone
INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-vie"
SECONDS_A_PAGE = 180.0  # on a busy machine; a full page takes 2 to 6
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
    if LANGUAGE not in languages():
        raise UnreadableFileError(
            "Bộ nhận dạng chữ (tesseract) chưa có dữ liệu tiếng Việt.",
            remedy=f"Hãy cài bằng lệnh: {INSTALL}",
        )


@cache
def languages() -> frozenset[str]:
    """Return the languages whose data is installed."""
    command = [PROGRAM, "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return frozenset((listed.stdout + listed.stderr).split())


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
    words = [*words_in(_tesseract(grey), scale), *image.known]
    page = Page(image.width, image.height, words, rules_in(grey, scale), turn)
    for grid in grids_of(page):
        words += _missed(grey, grid, scale)
        _replace(words, _numbers_again(grey, grid, scale))
    _replace(words, _sections_again(grey, page, scale))
    return page


def _replace(words: list[Word], read_again: Iterable[tuple[Word, str]]) -> None:
    """Put what was read the second time in place of what was read the first."""
    texts = {id(word): text for word, text in read_again}
    words[:] = [replace(word, text=texts[id(word)]) if id(word) in texts else word for word in words]


# -- numbers, read a second time -------------------------------------------------------------------------

ROW_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-EĐ])[.)]?|S?TT", re.IGNORECASE)
DIGITS = "0123456789."
STEMS = re.compile(r"(?P<five>V?)[IHLTl1|!]{1,4}")
MIDDLE = (0.4, 0.6)  # shares of a letter's height where a roman I is its stem alone, without serifs
MOST_STEMS = 3


def _numbers_again(grey: Picture, grid: Grid, scale: float) -> list[tuple[Word, str]]:
    """Return short words in a table's first column that are no number, with the number they are.

    A digit alone in its cell gives a reader of lines too little to go by ("zn" for 2).
    """
    again: list[tuple[Word, str]] = []
    for row in grid.rows[1:]:
        cell = row[0]
        words = [word for line in cell.rows for word in line.words]
        if len(words) != 1 or len(words[0].text) > 3 or ROW_NUMBER.fullmatch(words[0].text):
            continue
        part = _cut(grey, words[0], scale, 6)
        found = [word.text for line in _lines(_tesseract(part, "8", DIGITS), scale) for word in line]
        if len(found) == 1 and ROW_NUMBER.fullmatch(found[0]):
            again.append((words[0], found[0]))
    return again


def _sections_again(grey: Picture, page: Page, scale: float) -> list[tuple[Word, str]]:
    """Return numbers I to III and VI to VIII before headings in capitals, their stems counted.

    Readers of lines cannot count like strokes: III is read as II, and as HI.
    """
    again: list[tuple[Word, str]] = []
    for row in rows_of(page.words):
        first, rest = row.words[0], " ".join(word.text for word in row.words[1:])
        found = STEMS.fullmatch(first.text.rstrip(".,:;"))
        if found is None or not CAPITALS.fullmatch(rest):
            continue
        stems = stems_in(_cut(grey, first, scale, 0)) - (2 if found["five"] else 0)
        if 1 <= stems <= MOST_STEMS:
            again.append((first, f"{found['five']}{'I' * stems}."))
    return again


def stems_in(letters: Picture) -> int:
    """Return how many strokes stand side by side at half the height of letters; a V counts two."""
    high = letters.shape[0]
    ink = letters[round(MIDDLE[0] * high) : round(MIDDLE[1] * high)] < DARK
    if not ink.size:
        return 0
    starts = ink & ~np.pad(ink, ((0, 0), (1, 0)))[:, :-1]
    return int(np.median(starts.sum(axis=1)))


def _cut(grey: Picture, word: Word, scale: float, around: int) -> Picture:
    """Return the part of an image that shows word, some dots of white around it where wanted."""
    left, top = round(word.left / scale) - around, round(word.top / scale) - around
    right, bottom = round(word.right / scale) + around, round(word.bottom / scale) + around
    part = grey[max(top, 0) : bottom, max(left, 0) : right]
    return np.pad(part, PAD, constant_values=255) if around else part


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
            words = words_in(_tesseract(np.pad(part, PAD, constant_values=255), mode="6"), scale)
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
MARK_ALONE = re.compile(r"\(?(?:[a-zđ]|[ivxIVX]{1,4}|[A-E])[.)/]")
BLURRED, FEW = 0.5, 6  # a line of a few letters, none read with more certainty than this, is no line
SIDES = "|¦[]{}‹›"  # a table's sides, read as if they were letters
TSV_WORD = "5"  # the level of tesseract's table that holds words


def _tesseract(grey: Picture, mode: str = "3", only: str = "") -> str:
    """Return what tesseract makes of an image, as its table of words; "" where it takes too long or fails.

    mode  how it looks for lines: 3 finds columns and blocks, 6 takes the image for one block, 8 for one word
    only  the characters that may be there, "" for all
    One thread a process: several pages at once use the cores better than one page on several threads.
    """
    png = io.BytesIO()
    Image.fromarray(grey).save(png, "PNG", compress_level=1)
    language = FOR_NUMBERS if only and FOR_NUMBERS in languages() else LANGUAGE
    command = [PROGRAM, "-", "-", "-l", language, "--dpi", str(DPI), "--psm", mode]
    command += ["-c", f"tessedit_char_whitelist={only}"] if only else []
    try:
        done = subprocess.run(
            [*command, "tsv"],
            input=png.getvalue(),
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def words_in(table: str, scale: float) -> list[Word]:
    """Return the words of tesseract's table in points, dirt left out; scale is points a dot."""
    lines = ([word for word in line if not _is_dirt(word)] for line in _lines(table, scale))
    return [word for line in lines if line and not _is_blurred(line) for word in _levelled(line)]


def _lines(table: str, scale: float) -> list[list[Word]]:
    """Return all that tesseract's table holds, line by line."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in rows:
        if row["level"] == TSV_WORD and (text := (row["text"] or "").strip().strip(SIDES)):
            line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
            lines.setdefault(line, []).append(_word(row, unicodedata.normalize("NFC", text), scale))
    return list(lines.values())


def _word(row: dict[str, str], text: str, scale: float) -> Word:
    left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
    return Word(text, left, top, left + width, top + height, height, float(row["conf"]) / 100)


def _is_dirt(word: Word) -> bool:
    lettered = any(character.isalnum() for character in word.text)
    return not lettered and word.sure < NOISE and not set(word.text) <= MARKS


def _is_blurred(line: Sequence[Word]) -> bool:
    """Return whether a line is what tesseract sees in stamps, signatures and dirt: signs, or a letter or two.

    A number, a mark ("a)", "-", "IV.") and a line that is surely read are none.
    """
    text = " ".join(word.text for word in line)
    letters = sum(character.isalnum() for character in text)
    if letters <= 2 and not any(character.isdecimal() for character in text):
        return not (set(text) <= MARKS or MARK_ALONE.fullmatch(text))
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
