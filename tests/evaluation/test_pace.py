"""Pages a minute are counted over files of all kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.pace import Pace, pace_of
from ingest.errors import UnreadableFileError
from tests.ingest.printing import as_pdf


def test_pages_of_texts_and_pdf_files_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("KẾ HOẠCH\nNăm 2026\n\fTrang hai", "utf-8")
    words = "\n".join(f"{number}. Sở Y tế chủ trì việc số {number}." for number in range(1, 60))
    pdf = as_pdf(f"KẾ HOẠCH\n{words}", tmp_path / "two.pdf")
    pace = pace_of([tmp_path / "one.txt", pdf], workers=1)
    assert (pace.files, pace.pages) == (2, 2 + 2)
    assert min(pace.parsing, pace.reading, pace.seconds) > 0


def test_a_minute_has_sixty_seconds() -> None:
    assert Pace(1, 10, 2.0, 1.0, 1.0).pages_a_minute == 300
    assert Pace(0, 0, 0.0, 0.0, 0.0).pages_a_minute == 0


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pace", str(tmp_path / "none.pdf")]) == 2
    assert "none.pdf" in capsys.readouterr().err


def test_its_fault_and_remedy_come_back_from_the_process(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"mat\.txt") as raised:
        pace_of([tmp_path / "mat.txt"], workers=1)
    assert raised.value.remedy == "Hãy kiểm tra lại đường dẫn."
