"""Edge: a question set in a file -> questions: .jsonl as data/eval has them, or a table as .xlsx or .csv.

Only the question is required. What else a row holds decides how its answer is judged; a row that holds
nothing else is asked and not judged.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from evaluation.errors import QuestionSetError
from evaluation.questions import ROOT, GoldClause, Question, question_of, read_questions
from ingest.fold import fold
from ingest.plan import Plan
from training.errors import QuestionFileError
from training.question_sets import Asked

UNANSWERABLE = ROOT / "data" / "eval" / "unanswerable.jsonl"
SUFFIXES = (".xlsx", ".csv", ".jsonl")
MOST_BYTES = 5_000_000
MOST_QUESTIONS = 1_000
COLUMNS = {  # field -> what the column may be called, folded
    "question": ("cau hoi", "question", "hoi"),
    "plan": ("ke hoach", "plan"),
    "expected": ("ket qua mong doi", "mong doi", "ket qua", "status"),
    "quote": ("loi van phai dan", "loi van", "trich dan", "quote"),
    "facts": ("phai co", "chi tiet phai co", "facts"),
    "must_not": ("khong duoc co", "must not"),
}
HEADERS = {  # as printed in the form that is offered
    "question": "Câu hỏi",
    "plan": "Kế hoạch",
    "expected": "Kết quả mong đợi",
    "quote": "Lời văn phải dẫn",
    "facts": "Phải có",
    "must_not": "Không được có",
}
NOT_FOUND = ("khong tim thay", "khong co", "khong", "not found", "not_found", "ngoai pham vi")
ANSWERED = ("tra loi", "co", "co tra loi", "answered")
_REMEDY = "Hãy tải tệp mẫu trên trang này, điền vào rồi nạp lại."


def read_set(name: str, data: bytes, plans: Mapping[str, Plan]) -> tuple[Asked, ...]:
    """Return the questions of a file, in its order; name tells the kind of file.

    Raises QuestionFileError where it is too large, cannot be read, or has no question.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise QuestionFileError(f"Chưa đọc được tệp “{name}”.", remedy="Dùng tệp .xlsx, .csv hoặc .jsonl.")
    if len(data) > MOST_BYTES:
        raise QuestionFileError(f"Tệp “{name}” quá lớn.", remedy="Tệp không được quá 5 MB.")
    asked = _read_lines(name, data) if suffix == ".jsonl" else _read_table(name, data, suffix, plans)
    if not asked:
        raise QuestionFileError(f"Tệp “{name}” không có câu hỏi nào.", remedy=_REMEDY)
    if len(asked) > MOST_QUESTIONS:
        raise QuestionFileError(
            f"Tệp “{name}” có {len(asked)} câu hỏi.", remedy=f"Mỗi lần chạy tối đa {MOST_QUESTIONS} câu."
        )
    return tuple(asked)


def off_subject(path: Path = UNANSWERABLE) -> tuple[str, ...]:
    """Return the questions off the plans' subject that ship; () where somebody has taken the file away."""
    try:
        return tuple(question.turns[-1] for question in read_questions(path))
    except QuestionSetError:
        return ()


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionFileError(
            f"Tệp “{name}” không phải mã UTF-8.", remedy="Trong Excel, lưu dạng .xlsx hoặc “CSV UTF-8”."
        ) from error


# -- JSON lines ----------------------------------------------------------------------------------------


def _read_lines(name: str, data: bytes) -> list[Asked]:
    lines = enumerate(_text(name, data).splitlines(), 1)
    return [_asked_in(name, number, line) for number, line in lines if line.strip()]


def _asked_in(name: str, number: int, line: str) -> Asked:
    try:
        row: dict[str, Any] = json.loads(line)
        turns = row.get("turns") or [row["question"]]
        if not all(isinstance(turn, str) and turn.strip() for turn in turns):
            raise ValueError("turns")
        if "gold" not in row:
            return Asked(_plain(str(row.get("id", number)), turns), judged=False)
        return Asked(question_of(row))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionFileError(
            f"Dòng {number} của “{name}” không phải một câu hỏi hợp lệ.",
            remedy='Mỗi dòng ít nhất phải có {"id": "…", "turns": ["…"]}.',
        ) from error


def _plain(id_: str, turns: Sequence[str], status: str = "answered") -> Question:
    return Question(id_, "own", tuple(turns), (), status)


# -- tables --------------------------------------------------------------------------------------------


def _read_table(name: str, data: bytes, suffix: str, plans: Mapping[str, Plan]) -> list[Asked]:
    rows = _sheet_rows(name, data) if suffix == ".xlsx" else _csv_rows(name, data)
    header = next((row for row in rows if any(row)), [])
    columns = _columns(header)
    if "question" not in columns:
        raise QuestionFileError(f"Tệp “{name}” không có cột “Câu hỏi” ở dòng đầu.", remedy=_REMEDY)
    below = rows[rows.index(header) + 1 :]
    cells = ({field: row[at] if at < len(row) else "" for field, at in columns.items()} for row in below)
    return [_asked_of(str(n), row, plans) for n, row in enumerate(cells, 1) if row["question"].strip()]


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return the position of each field whose column is there."""
    named = {fold(cell): at for at, cell in reversed(list(enumerate(header)))}
    found = {field: [named[n] for n in names if n in named] for field, names in COLUMNS.items()}
    return {field: places[0] for field, places in found.items() if places}


def _sheet_rows(name: str, data: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        limit = MOST_QUESTIONS + 2  # header and one too many, which is then told
        rows = [
            ["" if cell is None else str(cell).strip() for cell in row]
            for row in sheet.iter_rows(max_row=limit, max_col=50, values_only=True)
        ]
        book.close()
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        IndexError,
        SyntaxError,
    ) as error:
        raise QuestionFileError(
            f"Không mở được tệp “{name}”; tệp hỏng hoặc có mật khẩu.", remedy=_REMEDY
        ) from error
    return rows


def _csv_rows(name: str, data: bytes) -> list[list[str]]:
    text = _text(name, data)
    first = text.partition("\n")[0]
    mark = max((";", "\t", ","), key=first.count)  # Excel parts by ";" where the comma is decimal
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as error:
        raise QuestionFileError(f"Không đọc được bảng trong “{name}”.", remedy=_REMEDY) from error


def _asked_of(id_: str, row: Mapping[str, str], plans: Mapping[str, Plan]) -> Asked:
    """Return one row as a question; the turns of a conversation stand one a line in its cell."""
    turns = _lines(row["question"])
    expected = fold(row.get("expected", ""))
    quotes, facts, must_not = (_lines(row.get(field, "")) for field in ("quote", "facts", "must_not"))
    if expected in NOT_FOUND:
        return Asked(Question(id_, "own", turns, (), "not_found", ("out_of_scope",), must_not=must_not))
    if expected and expected not in ANSWERED:
        said = f"Không hiểu kết quả mong đợi “{row['expected']}”; ghi “Trả lời” hoặc “Không tìm thấy”."
        return Asked(_plain(id_, turns), judged=False, trouble=said)
    if not (expected or quotes or facts or must_not):
        return Asked(_plain(id_, turns), judged=False)
    named = [plan_id for word in _lines(row.get("plan", "")) for plan_id in _plans_called(word, plans)]
    gold = [_gold(quote, named or list(plans), plans) for quote in quotes]
    if missing := [quote for quote, clause in zip(quotes, gold, strict=True) if clause is None]:
        said = f"Không thấy lời văn “{missing[0][:80]}” trong kế hoạch đã nạp."
        return Asked(_plain(id_, turns), judged=False, trouble=said)
    clauses = tuple(clause for clause in gold if clause is not None)
    return Asked(
        Question(
            id_,
            "own",
            turns,
            tuple(dict.fromkeys(clause.plan for clause in clauses)),
            "answered",
            gold=clauses,
            need="all",
            facts=tuple((fact,) for fact in facts),
            must_not=must_not,
        )
    )


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in cell.splitlines() if line.strip())


def _plans_called(word: str, plans: Mapping[str, Plan]) -> list[str]:
    """Return the ids of the plans with this id, place or number."""
    wanted = fold(word)
    return [
        plan.id
        for plan in plans.values()
        if wanted in (fold(plan.id), fold(plan.place or ""), fold(plan.number or ""))
    ]


def _gold(quote: str, plan_ids: Iterable[str], plans: Mapping[str, Plan]) -> GoldClause | None:
    """Return the clause a quote is from, in the first plan that says it."""
    words = fold(quote)
    holder = next((plan_id for plan_id in plan_ids if words and words in fold(plans[plan_id].text)), None)
    return GoldClause(holder, (quote,)) if holder else None
