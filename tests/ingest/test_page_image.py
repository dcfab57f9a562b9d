"""A cited place shown on its printed page: the right page, the right part, marked."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ingest.errors import UnreadableFileError
from ingest.parse import parse_plan
from ingest.plan import Plan, Span
from ingest.read import agency_book, read_text
from ingest.readers import page_image, pdf
from ingest.reading import Box, Reading
from tests.ingest.printing import as_pdf

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Reading, Plan]:
    path = tmp_path_factory.mktemp("printed") / "plan.pdf"
    reading = pdf.read(as_pdf(read_text(ROOT / "data/plans/cao-bang.txt"), path))
    return path, reading, parse_plan(reading.text, "plan", agency_book())


def _dots(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def _marked(png: bytes) -> int:
    """Return how many dots are of the marker's colour."""
    return int((np.abs(_dots(png) - page_image.MARKER).sum(axis=2) < 10).sum())


def _pages(plan: Plan, spans: Sequence[Span]) -> set[int]:
    """Return the pages, from 1, on which spans lie."""
    return {sum(start <= place for start in plan.pages) for span in spans for place in (span[0], span[1] - 1)}


def test_a_clause_is_shown_on_the_page_it_stands_on(printed: tuple[Path, Reading, Plan]) -> None:
    path, reading, plan = printed
    pages = {clause.path: _pages(plan, clause.spans) for clause in plan.clauses}
    clause = next(
        clause for clause in plan.clauses if len(clause.text) > 200 and len(pages[clause.path]) == 1
    )
    (number,) = pages[clause.path]
    (part, *_) = page_image.framed(path, reading.boxes, clause.spans)
    assert part.page == number
    (whole, *_) = page_image.framed(path, reading.boxes, clause.spans, whole=True)
    high, wide, _ = _dots(whole.png).shape
    assert wide == page_image.WIDTH
    assert high / wide == pytest.approx(842 / 595, abs=0.01)
    assert _dots(part.png).shape[0] < high
    assert _marked(part.png) == pytest.approx(_marked(whole.png), rel=0.02)
    assert 0.02 < _marked(whole.png) / (high * wide) < 0.5


def test_a_clause_that_a_page_cuts_is_shown_on_both(printed: tuple[Path, Reading, Plan]) -> None:
    path, reading, plan = printed
    breaks = plan.pages[1:]
    cut = next(
        clause
        for clause in plan.clauses
        if any(clause.spans[0][0] < start < clause.spans[-1][1] for start in breaks)
    )
    first, second = page_image.framed(path, reading.boxes, cut.spans)
    assert second.page == first.page + 1


def test_words_that_are_nowhere_printed_show_no_page(printed: tuple[Path, Reading, Plan]) -> None:
    path, reading, _ = printed
    assert page_image.framed(path, reading.boxes, [(10**7, 10**7 + 5)]) == ()


def test_print_stays_black_under_the_marker(printed: tuple[Path, Reading, Plan]) -> None:
    path, reading, plan = printed
    (part, *_) = page_image.framed(path, reading.boxes, plan.clauses[3].spans)
    assert (_dots(part.png).sum(axis=2) < 60).sum() > 500


def test_a_page_image_is_framed_like_a_page_of_a_pdf(tmp_path: Path) -> None:
    Image.new("L", (827, 1169), 255).save(tmp_path / "page.png")
    box = Box((0, 5), 1, 0.2, 0.4, 0.8, 0.45)
    (part,) = page_image.framed(tmp_path / "page.png", [box], [(0, 3)])
    assert part.page == 1
    assert _marked(part.png) > 0.5 * 0.6 * page_image.WIDTH * 0.05 * page_image.WIDTH * 1169 / 827


def test_a_file_that_changed_is_drawn_anew_and_a_broken_one_is_told(tmp_path: Path) -> None:
    path = as_pdf("KẾ HOẠCH\nTriển khai phòng cháy năm 2026", tmp_path / "plan.pdf")
    box = Box((0, 5), 1, 0.1, 0.1, 0.9, 0.2)
    page_image.framed(path, [box], [(0, 5)])
    shutil.copy(ROOT / "README.md", path)
    with pytest.raises(UnreadableFileError, match="Không mở được trang 1"):
        page_image.framed(path, [box], [(0, 5)])
