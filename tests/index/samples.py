"""Small plans made by hand, a reader that gives them, and an embedder without a model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.copies import PlanCopy
from index.embed import Vectors
from ingest.errors import UnreadableFileError
from ingest.plan import Clause, Coverage, Plan, Section, Span

DIMENSION = 64


def make_plan(
    id_: str,
    headings: Sequence[tuple[str, str]],
    clauses: Sequence[tuple[str, str]],
    *,
    number: str | None = "12/KH-UBND",
    place: str | None = "Hải Phong",
    title: str | None = "Phát triển du lịch biển",
) -> Plan:
    """Return a plan of (path, words) pairs; a clause stands under every heading whose path opens its own."""
    text = ""
    places: dict[str, Span] = {}
    for path, words in (*headings, *clauses):
        places[path] = (len(text), len(text) + len(words))
        text += words + "\n"
    sections = tuple(
        Section(path, "section" if "." not in path else "item", path.split(".")[-1] + ".", words,
                (places[path],), _above(path, headings))
        for path, words in headings
    )  # fmt: skip
    units = tuple(
        Clause(path, "point", path.split(".")[-1] + ")", words, (places[path],), _above(path, headings))
        for path, words in clauses
    )
    size = sum(not c.isspace() for c in text)
    return Plan(
        id=id_, text=text, number=number, kind="Kế hoạch", issuer=None, place=place, date="2024-03-05",
        title=title, signer=None, signer_title=None, bases=(), recipients=(), entries=(), sections=sections,
        clauses=units, assignments=(), mentions=(), marks=(), unread=(),
        coverage=Coverage(size, size, 0, len(units), 0, 0),
    )  # fmt: skip


def _above(path: str, headings: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(above for above, _ in headings if path.startswith(above + "."))


def read_lines(path: Path) -> Plan:
    """Read a file of "path | words" lines, headings marked by "#": a parser for tests alone.

    A file that opens with "!" cannot be read.
    """
    raw = path.read_text("utf-8")
    if raw.startswith("!"):
        raise UnreadableFileError(f"{path.name} không đọc được.", remedy="Hãy kiểm tra lại tệp.")
    rows = [line.split(" | ", 1) for line in raw.splitlines() if " | " in line]
    number = next((line.removeprefix("số ") for line in raw.splitlines() if line.startswith("số ")), None)
    headings = [(where[1:], words) for where, words in rows if where.startswith("#")]
    clauses = [(where, words) for where, words in rows if not where.startswith("#")]
    return make_plan(path.stem, headings, clauses, number=number)


HARBOUR = """số 12/KH-UBND
#IV | Tổ chức thực hiện
#IV.1 | Sở Du lịch
IV.1.a | Chủ trì xây dựng bến tàu khách trước quý II
IV.1.b | Báo cáo Ủy ban nhân dân thành phố hằng năm
#IV.2 | Công an thành phố
IV.2.a | Bảo đảm an ninh trật tự tại bến tàu
"""

FOREST = """số 7/KH-UBND
#II | Nhiệm vụ
II.1 | Trồng rừng phòng hộ ven suối
II.2 | Sở Tài chính bố trí kinh phí trồng rừng
"""


def read_copy(path: Path) -> PlanCopy:
    """Return the plan `read_lines` makes of a file, as a copy."""
    return PlanCopy(read_lines(path))


class FakeEmbedder:
    """Fixed unit vectors: every word of a text adds 1 to a place its hash names.

    asked and queries keep what was embedded, in order; broken makes every call fail.
    """

    def __init__(self, name: str = "fake", fingerprint: str = "fake@1") -> None:
        self.name, self.fingerprint = name, fingerprint
        self.asked: list[str] = []
        self.queries: list[str] = []

    def documents(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.stack([unit_vector(text) for text in texts])

    def query(self, text: str) -> Vectors:
        self.queries.append(text)
        return unit_vector(text)


def unit_vector(text: str) -> Vectors:
    """Return the vector FakeEmbedder gives text."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    for word in text.lower().split():
        vector[hashlib.sha256(word.encode()).digest()[0] % DIMENSION] += 1
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
