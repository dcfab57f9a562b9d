"""Edge: PDF and image files -> pages of print, in a process of its own.

PDFium and the image decoders are C code that reads files from anywhere: a file that makes them crash, hang
or eat memory takes only the child with it. The child leaves `pages.json` and page images in a folder:
`python -m ingest.readers.print_pages FILE FOLDER`. With a page and a width in dots it leaves the image of
that page alone, as it is printed: `python -m ingest.readers.print_pages FILE FOLDER 3 1200` gives `page.png`.
"""

from __future__ import annotations

import ctypes
import json
import struct
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import regex as re
from PIL import Image, ImageOps, ImageSequence

from ingest.printed import Rule, Word

MAX_PAGES = 500
OCR_DPI = 300
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALL, RAISED = (
    0.8,
    0.15,
)  # a superscript's type, and how far it stands above the line: shares of the type beside
WORD_GAP = 0.3  # share of the type size
WHOLE_PAGE = 0.5  # share of a page that an image covers where the page is a scan
# Letters with marks are 20-30 % of Vietnamese print; fonts without a Unicode table and poor text layers of
# scanners leave next to none.
MIN_MARKED = 0.08
OUTLINES = 150  # paths; a page of a few ruled lines has fewer, a line of outlined letters half as many
MIN_LETTERS = 200  # fewer say nothing about the language: an English name, a stamp
MARKED = re.compile(r"[\p{L}\p{M}--\x00-\x7f]", re.VERSION1)


class Char(NamedTuple):
    """A printed character: its box in page points from the top left, its base line and its type size."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float


class Turned(NamedTuple):
    """Where a point of a PDF's own axes stands on the page as shown: x = a*px + b*py + c, likewise y."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        (x, y), (u, v) = self.point(left, bottom), self.point(right, top)
        return min(x, u), min(y, v), max(x, u), max(y, v)


def turned(page: pypdfium2.PdfPage) -> Turned:
    """Return how page is shown: its crop box and its turn, upright text made level."""
    fine = 100
    width, height = (round(side * fine) for side in page.get_size())
    points = [_device(page, width, height, fine, x, y) for x, y in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0))]
    (c, f), (ax, dx), (by, ey) = points
    return Turned((ax - c) / 100, (by - c) / 100, c, (dx - f) / 100, (ey - f) / 100, f)


def _device(
    page: pypdfium2.PdfPage, width: int, height: int, fine: int, x: float, y: float
) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, across, down)
    return across.value / fine, down.value / fine


# -- words -----------------------------------------------------------------------------------------------


def chars_of(page: pypdfium2.PdfPage, shown: Turned) -> list[Char]:
    """Return the printed characters of page in the order of the file; white space has none of its own."""
    layer = page.get_textpage()
    chars: list[Char] = []
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for place in range(layer.count_chars()):
        code = pdfium.FPDFText_GetUnicode(layer.raw, place)
        if not pdfium.FPDFText_GetLooseCharBox(layer.raw, place, box):
            continue
        pdfium.FPDFText_GetCharOrigin(layer.raw, place, x, y)
        left, top, right, bottom = shown.box(box.left, box.bottom, box.right, box.top)
        base = shown.point(x.value, y.value)[1]
        size = pdfium.FPDFText_GetFontSize(layer.raw, place)
        chars.append(Char(_letter(code), left, top, right, bottom, base, _type_size(size, bottom - top)))
    layer.close()
    return chars


def _letter(code: int) -> str:
    """Return the character of a code; PDFium writes a hyphen at a line's end as 2 or U+FFFE."""
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"
    return " " if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _type_size(size: float, height: float) -> float:
    """Return the size of type in points: the file's own unless a scaled font makes it mean nothing."""
    return height / 1.15 if size <= 0 or not 0.6 < height / (1.15 * size) < 1.8 else size


def words_of(chars: list[Char]) -> list[Word]:
    """Return chars as words, superscript digits as such ("nước¹")."""
    runs: list[list[Char]] = []
    run: list[Char] = []
    for char in chars:
        if char.text.isspace():
            run = []
        elif run and _goes_on(run[-1], char):
            run.append(char)
        else:
            run = [char]
            runs.append(run)
    return [_word(run, _beside(runs, place)) for place, run in enumerate(runs)]


def _goes_on(before: Char, char: Char) -> bool:
    if unicodedata.combining(char.text[0]):
        return True
    size = max(before.size, char.size)
    step = char.left - before.right
    return -0.6 * size < step < WORD_GAP * size and abs(char.base - before.base) < 0.6 * size


def _beside(runs: list[list[Char]], place: int) -> Char | None:
    """Return the character of the word before or after that stands nearest on the same line, or None."""
    near: list[tuple[float, Char]] = []
    for other, own in ((place - 1, 0), (place + 1, -1)):
        if 0 <= other < len(runs):
            char, mine = runs[other][0 if other > place else -1], runs[place][own]
            if abs(char.base - mine.base) < char.size:
                near.append((abs(char.left - mine.left), char))
    return min(near, default=(0, None), key=lambda pair: pair[0])[1]


def _word(run: list[Char], beside: Char | None) -> Word:
    main = max(run, key=lambda char: char.size)
    if beside is not None and all(char.text.isdecimal() for char in run):
        main = max(main, beside, key=lambda char: char.size)
    text = "".join(_raised(char, main) for char in run)
    return Word(
        unicodedata.normalize("NFC", text),
        min(char.left for char in run),
        min(char.top for char in run),
        max(char.right for char in run),
        max(char.bottom for char in run),
        max(char.size for char in run),
    )


def _raised(char: Char, main: Char) -> str:
    small = char.size <= SMALL * main.size
    if small and char.text in "0123456789" and main.base - char.base >= RAISED * main.size:
        return char.text.translate(SUPERSCRIPTS)
    return char.text


# -- fields and stamps of electronic signatures ----------------------------------------------------------

Frame = tuple[float, float, float, float]
MAX_FILLED = 24  # characters: a number, a date, a name; what a stamp says of its certificate is longer


def frames_of(page: pypdfium2.PdfPage, shown: Turned) -> list[Frame]:
    """Return where annotations stand on page: left, top, right, bottom."""
    frames: list[Frame] = []
    for place in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, place)
        rect = pdfium.FS_RECTF()
        if annotation and pdfium.FPDFAnnot_GetRect(annotation, rect):
            frames.append(shown.box(rect.left, rect.bottom, rect.right, rect.top))
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return frames


def filled_in(body: list[Char], flat: list[Char], frames: list[Frame]) -> list[Char]:
    """Return the characters of flat that annotations added to body: a number and a date filled in at signing.

    Offices number and date a plan by fields laid over its text. What a stamp says of the signing itself
    (who, by which certificate, when) is longer and no part of the document: it stays on the page image.
    """
    before = {(char.text, round(char.left), round(char.base)) for char in body}
    added = [char for char in flat if (char.text, round(char.left), round(char.base)) not in before]
    filled: list[Char] = []
    for left, top, right, bottom in frames:
        within = [
            char
            for char in added
            if left <= (char.left + char.right) / 2 <= right and top <= (char.top + char.bottom) / 2 <= bottom
        ]
        filled += within if len(within) <= MAX_FILLED else []
    return filled


# -- ruled lines -----------------------------------------------------------------------------------------

STRAIGHT = 0.7  # points that a level or upright line may lean
MIN_STROKE = 4.0  # points; shorter ones draw letters and ornaments
MAX_PATHS = 20_000  # of a page: more is a drawing, and a table has a few hundred


def rules_of(page: pypdfium2.PdfPage, shown: Turned) -> list[Rule]:
    """Return the level and upright lines that page draws, the sides of rectangles among them."""
    rules: list[Rule] = []
    for count, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count >= MAX_PATHS:
            return []
        rules += _strokes(path, shown)
    return rules


def _strokes(path: pypdfium2.PdfObject, shown: Turned) -> Iterator[Rule]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for place in range(min(pdfium.FPDFPath_CountSegments(path.raw), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = shown.point(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _stroke(last, point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _stroke(point, first)
            last = first


def _stroke(start: tuple[float, float], stop: tuple[float, float]) -> Iterator[Rule]:
    across, down = abs(stop[0] - start[0]), abs(stop[1] - start[1])
    if down <= STRAIGHT and across >= MIN_STROKE:
        yield Rule(True, (start[1] + stop[1]) / 2, min(start[0], stop[0]), max(start[0], stop[0]))
    elif across <= STRAIGHT and down >= MIN_STROKE:
        yield Rule(False, (start[0] + stop[0]) / 2, min(start[1], stop[1]), max(start[1], stop[1]))


# -- what a page is --------------------------------------------------------------------------------------


def is_scanned(page: pypdfium2.PdfPage, chars: list[Char], shown: Turned) -> bool:
    """Return whether the words of page must be read off its image.

    They must where it shows something and has no text of its own, where an image covers it and the text
    is the poor one of a scanner, and where its letters are not those of its language.
    """
    letters = sum(char.text.isalpha() for char in chars)
    if letters >= MIN_LETTERS:
        marked = sum(bool(MARKED.match(char.text)) for char in chars)
        return marked < MIN_MARKED * letters
    covered = _image_share(page, shown)
    return covered >= WHOLE_PAGE or (letters == 0 and (covered > 0 or _is_drawn(page)))


def _is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Return whether page draws so many paths that its letters must be among them, as outlines."""
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return next(islice(paths, OUTLINES, None), None) is not None


def _image_share(page: pypdfium2.PdfPage, shown: Turned) -> float:
    width, height = page.get_size()
    share = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, top, right, bottom = shown.box(*image.get_bounds())
        share += max(0.0, right - left) * max(0.0, bottom - top) / (width * height)
    return share


# -- the child -------------------------------------------------------------------------------------------

Record = dict[str, Any]


class Unreadable(Exception):
    """Why a file cannot be read: "password", "damaged", "pages" or "pixels"."""


def pdf_records(path: Path, folder: Path) -> Iterator[Record]:
    """Yield a record a page of the PDF at path; page images for OCR are written into folder."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("password" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "damaged") from error
    if not 0 < len(document) <= MAX_PAGES:
        raise Unreadable("pages" if len(document) else "damaged")
    document.init_forms()
    for place in range(len(document)):
        yield _pdf_record(document, place, folder)


def _pdf_record(document: pypdfium2.PdfDocument, place: int, folder: Path) -> Record:
    page = document[place]
    shown = turned(page)
    chars = chars_of(page, shown)
    image = ""
    if is_scanned(page, chars, shown):
        image = f"{place + 1}.png"
        picture = page.render(scale=OCR_DPI / 72, draw_annots=False, may_draw_forms=False, grayscale=True)
        picture.to_pil().save(folder / image, compress_level=1)
    width, height = page.get_size()
    rules = [] if image else rules_of(page, shown)
    filled = _filled_in(document, place, page, chars, shown)  # closes the page
    words = words_of(([] if image else chars) + filled)
    return {
        "width": width,
        "height": height,
        "words": [astuple(word) for word in words],
        "rules": [astuple(rule) for rule in rules],
        "image": image,
    }


def _filled_in(
    document: pypdfium2.PdfDocument, place: int, page: pypdfium2.PdfPage, body: list[Char], shown: Turned
) -> list[Char]:
    """Return what annotations print on a page; the page is laid flat for it and opened anew."""
    frames = frames_of(page, shown)
    if not frames or pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return []
    page.close()
    return filled_in(body, chars_of(document[place], shown), frames)


MAX_DOTS = 150_000_000  # of one image: a sheet of A3 at 600 dpi
A4_WIDTH, A4_HEIGHT = 595.0, 842.0
DPI_KNOWN = (90, 1200)  # what a scanner writes; cameras and screens write 72 or nothing
LONGEST = 1700.0  # points: a sheet of A2


def image_records(path: Path, folder: Path) -> Iterator[Record]:
    """Yield a record a page of the image at path, which may hold several (TIFF); images go into folder."""
    Image.MAX_IMAGE_PIXELS = MAX_DOTS
    try:
        with Image.open(path) as picture:
            if getattr(picture, "n_frames", 1) > MAX_PAGES:
                raise Unreadable("pages")
            for place, frame in enumerate(ImageSequence.Iterator(picture)):
                yield _image_record(frame, folder / f"{place + 1}.png")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable("pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, ZeroDivisionError) as error:
        raise Unreadable("damaged") from error


def _image_record(frame: Image.Image, target: Path) -> Record:
    if frame.width * frame.height > MAX_DOTS:
        raise Unreadable("pixels")
    dpi = frame.info.get("dpi", (0, 0))[0]
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    grey = upright.convert("L")
    width, height = size_in_points(grey.width, grey.height, float(dpi or 0))
    scale = OCR_DPI / 72 * width / grey.width
    if not 0.8 < scale < 1.2:
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
    grey.save(target, compress_level=1)
    return {"width": width, "height": height, "words": [], "rules": [], "image": target.name}


def size_in_points(wide: int, high: int, dpi: float) -> tuple[float, float]:
    """Return the size of the sheet that an image of wide x high dots shows; one without scale is A4."""
    if DPI_KNOWN[0] <= dpi <= DPI_KNOWN[1] and max(wide, high) / dpi * 72 <= LONGEST:
        return wide / dpi * 72, high / dpi * 72
    width = A4_WIDTH if high >= wide else A4_HEIGHT
    return width, width * high / wide


# -- one page as it is printed ---------------------------------------------------------------------------


def page_picture(path: Path, number: int, width: int) -> Image.Image:
    """Return page number of the file at path in colour, width dots wide, with all that is signed on it."""
    if path.suffix.lower() == ".pdf":
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
        page = document[number - 1]
        shown: Image.Image = page.render(scale=width / page.get_width()).to_pil()
        return shown.convert("RGB")
    Image.MAX_IMAGE_PIXELS = MAX_DOTS
    with Image.open(path) as opened:
        opened.seek(number - 1)
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    return picture.resize((width, max(1, round(picture.height * width / picture.width))))


def main(path: Path, folder: Path) -> None:
    """Write the pages of the file at path into folder as pages.json, or why they cannot be read."""
    try:
        records = pdf_records if path.suffix.lower() == ".pdf" else image_records
        found: Record = {"pages": list(records(path, folder))}
    except Unreadable as error:
        found = {"why": str(error)}
    (folder / "pages.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    file, target = Path(sys.argv[1]), Path(sys.argv[2])
    if len(sys.argv) > 3:
        page_picture(file, int(sys.argv[3]), int(sys.argv[4])).save(target / "page.png")
    else:
        main(file, target)
