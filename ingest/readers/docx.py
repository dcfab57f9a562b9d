"""Edge: Word files -> Reading: what a printed page of them shows, in reading order.

A Word file has no pages, so none are cited. Left out: page headers and footers (a mark of secrecy there is
seen), deleted and hidden text, instructions of fields. Put in: automatic numbers, inserted text, footnotes
as "[1] …" below the paragraph that bears them, text boxes below the paragraph they hang on.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import regex as re
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from ingest.containers import damaged
from ingest.errors import RefusedFileError
from ingest.legacy_encodings import font_encoding, in_unicode, warning_of
from ingest.readers.docx_numbering import SYMBOLS, Counters, W, read_lists
from ingest.readers.docx_styles import Styles
from ingest.readers.pipe_rows import Cell, laid_out, pipe_rows
from ingest.reading import Reading
from ingest.screening import refuse_secret_text

V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAFT = re.compile(r"dự\s+thảo|draft", re.IGNORECASE)
# Elements of a paragraph whose runs count as its own, and those that are not printed.
WITHIN = frozenset(
    f"{W}{name}"
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "subDoc",
    )
)
BLOCKS_WITHIN = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
CENTRED = ("center",)


def read(path: Path) -> Reading:
    """Return the words of a .docx file.

    Raises RefusedFileError where it is damaged, no Word file, or marked secret in a page header.
    """
    try:
        reader = _Reader(docx.Document(str(path)), path.name)
    except (RefusedFileError, PermissionError):
        raise
    except Exception as error:  # a damaged package is met with errors of many kinds, KeyError among them
        raise _unreadable(path) from error
    return Reading(reader.text(), "docx", warnings=tuple(reader.warnings))


def _unreadable(path: Path) -> RefusedFileError:
    """Return what is wrong with a file that is no whole Word file."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return damaged(path.name)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return damaged(path.name)
    return RefusedFileError(
        f"{path.name} không phải văn bản Word.",
        remedy="Hãy mở tệp, lưu văn bản ở dạng .docx, .pdf hoặc .txt rồi nạp lại.",
    )


@dataclass(slots=True)
class _Words:
    """The words of a paragraph while they are gathered: runs with the fonts they are set in."""

    runs: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[int, Any]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    def add(self, text: str, font: str = "") -> None:
        if self.runs and self.runs[-1][1] == font:
            self.runs[-1] = (self.runs[-1][0] + text, font)
        else:
            self.runs.append((text, font))


class _Reader:
    """Walks one document; warnings are what was noticed on the way."""

    def __init__(self, document: Any, name: str) -> None:
        part = document.part
        self.body = document.element.body
        self.name = name
        self.warnings: list[str] = []
        self.styles = Styles(_root(part, RELATIONSHIP_TYPE.STYLES))
        numbering = _root(part, RELATIONSHIP_TYPE.NUMBERING)
        self.counters = Counters(read_lists(numbering, self.styles.root))
        self.notes = {
            kind: _notes(_root(part, relation), kind)
            for kind, relation in (
                ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
                ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
            )
        }
        self.noted = 0
        self._screen_headers(part)

    def text(self) -> str:
        """Return the text of the body."""
        return "\n".join(self._blocks(self.body)).strip("\n") + "\n"

    def _screen_headers(self, part: Any) -> None:
        for relation in part.rels.values():
            if relation.reltype not in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
                continue
            root = etree.fromstring(relation.target_part.blob, _parser())
            lines = ["".join(p.itertext(f"{W}t")) for p in root.iter(f"{W}p")]
            lines += [path.get("string") or "" for path in root.iter(f"{V}textpath")]
            refuse_secret_text("\n".join(lines), self.name)
            if any(DRAFT.search(line) and len(line) < 40 for line in lines):
                self._warn("Bản dự thảo: văn bản chưa được ban hành.")

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    # -- blocks -----------------------------------------------------------------------------------

    def _blocks(self, parent: Any) -> Iterator[str]:
        """Yield the lines below parent; "" parts paragraphs, centred ones that follow at once excepted."""
        centred = False
        for child in parent:
            if child.tag == f"{W}p":
                lines = list(self._paragraph(child))
                now = self.styles.alignment(child) in CENTRED
                if lines and not (centred and now):
                    yield ""
                yield from lines
                centred = now and bool(lines)
            elif child.tag == f"{W}tbl":
                yield ""
                yield from self._table(child)
                centred = False
            elif child.tag in BLOCKS_WITHIN:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        """Yield a paragraph with its number, then its footnotes and text boxes, each after a blank."""
        words = self._words(paragraph)
        text = self._unicode(words.runs)
        if text.strip():
            label = self._label(paragraph)
            yield from f"{label} {text.strip()}".strip().split("\n")
        for number, note in words.notes:
            yield ""
            yield f"[{number}] {self._note_text(note)}"
        for box in words.boxes:
            yield from self._blocks(box)

    def _label(self, paragraph: Any) -> str:
        """Return the automatic number of a paragraph, counted on, or ""."""
        found = self.styles.numbering(paragraph)
        if found is None:
            return ""
        list_id, place, style = found
        if place is None:
            place = self.counters.level_of_style(list_id, style) or 0
        return self.counters.label(list_id, place)

    def _note_text(self, note: Any) -> str:
        parts = []
        for paragraph in note.iter(f"{W}p"):
            words = self._words(paragraph)
            parts.append(" ".join(self._unicode(words.runs).split()))
        return " ".join(part for part in parts if part)

    def _unicode(self, runs: list[tuple[str, str]]) -> str:
        """Return runs in Unicode, those set in a legacy font converted."""
        text = ""
        for words, font in runs:
            shown = in_unicode(words, font)
            if shown != words and (found := font_encoding(font)):
                self._warn(warning_of("TCVN3 (ABC)" if found[0] == "TCVN3" else "VNI"))
            text += shown
        return text

    # -- words ------------------------------------------------------------------------------------

    def _words(self, paragraph: Any) -> _Words:
        words = _Words()
        self._gather(paragraph, paragraph, words)
        return words

    def _gather(self, parent: Any, paragraph: Any, words: _Words) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child, paragraph, words)
            elif child.tag in WITHIN:
                self._gather(child, paragraph, words)
            elif isinstance(child.tag, str) and child.tag.startswith(M):
                words.add("".join(child.itertext(f"{M}t")))

    def _run(self, run: Any, paragraph: Any, words: _Words) -> None:
        face = self.styles.face(run, paragraph)
        for child in run:
            if face.hidden:
                return
            if child.tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"):
                words.boxes += _text_boxes(child)
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, words)
            elif text := _text_of(child):
                words.add(text.upper() if face.capitals else text, face.font)

    def _note(self, reference: Any, words: _Words) -> None:
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        note = self.notes[kind].get(reference.get(f"{W}id"))
        if note is not None:
            self.noted += 1
            words.add(f"[{self.noted}]")
            words.notes.append((self.noted, note))

    # -- tables -----------------------------------------------------------------------------------

    def _table(self, table: Any) -> Iterator[str]:
        """Yield a table as rows of pipes, or what only stands in one to be laid out as lines."""
        notes: list[tuple[int, Any]] = []
        rows = [self._row(row, notes) for row in _rows(table)]
        yield from laid_out(rows) or pipe_rows(rows)
        for number, note in notes:
            yield ""
            yield f"[{number}] {self._note_text(note)}"

    def _row(self, row: Any, notes: list[tuple[int, Any]]) -> list[Cell]:
        cells: list[Cell] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells += [Cell(())] * _int(before)
        for cell in _within(row, f"{W}tc"):
            span = max(_int(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val") != "restart"
            cells.append(Cell(() if goes_on else tuple(self._cell(cell, notes)), goes_on=goes_on))
            cells += [Cell((), goes_on=goes_on)] * (min(span, 60) - 1)
        return cells

    def _cell(self, cell: Any, notes: list[tuple[int, Any]]) -> Iterator[str]:
        """Yield the lines of a cell; those of a table inside it follow one another."""
        for child in cell:
            if child.tag == f"{W}p":
                words = self._words(child)
                notes += words.notes
                text = self._unicode(words.runs).strip()
                label = self._label(child) if text or not len(cell.findall(f"{W}p")) > 1 else ""
                yield from (line.strip() for line in f"{label} {text}".split("\n") if line.strip())
                for box in words.boxes:
                    yield from (line for line in self._blocks(box) if line)
            elif child.tag == f"{W}tbl":
                for row in _rows(child):
                    inner = [" ".join(held.lines) for held in self._row(row, notes)]
                    yield " ".join(text for text in inner if text)
            elif child.tag in BLOCKS_WITHIN:
                yield from self._cell(child, notes)


# -- elements -----------------------------------------------------------------------------------------


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _root(part: Any, relation: str) -> Any:
    """Return the root element of the part that a relation of part leads to, or None."""
    for found in part.rels.values():
        if found.reltype == relation and not found.is_external:
            return etree.fromstring(found.target_part.blob, _parser())
    return None


def _notes(root: Any, kind: str) -> dict[str, Any]:
    """Return the notes by their ids, without the lines that part them from the page."""
    if root is None:
        return {}
    return {note.get(f"{W}id"): note for note in root.iter(f"{W}{kind}") if note.get(f"{W}type") is None}


def _text_of(element: Any) -> str:
    """Return what one element of a run prints."""
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}sym":
        code = element.get(f"{W}char") or ""
        return chr(int(code, 16)).translate(SYMBOLS) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""
    return {
        f"{W}tab": "\t",
        f"{W}br": "\n",
        f"{W}cr": "\n",
        f"{W}noBreakHyphen": "-",
    }.get(element.tag, "")


def _text_boxes(element: Any) -> list[Any]:
    """Return the contents of the text boxes in a drawing, each once: newer Word writes them twice."""
    chosen = element.find(f"{MC}Choice") if element.tag == f"{MC}AlternateContent" else None
    found = list((chosen if chosen is not None else element).iter(f"{W}txbxContent"))
    if not found and chosen is not None:
        found = list(element.iter(f"{W}txbxContent"))
    return [box for box in found if not any(other in box.iterancestors() for other in found)]


def _rows(table: Any) -> list[Any]:
    return [row for row in _within(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the children of parent with a tag, also those inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in BLOCKS_WITHIN:
            yield from _within(child, tag)


def _int(element: Any, default: int = 0) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return int(value) if value and value.isdecimal() else default
