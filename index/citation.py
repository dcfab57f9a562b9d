"""A clause path said the way the administration says it: "điểm c khoản 4 mục IV Kế hoạch số …".

The words for the levels are those of Nghị định 30/2020/NĐ-CP, Phụ lục I (phần, mục, khoản, điểm) as
plans use them: roman numbers are mục, arabic numbers khoản, letters điểm.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby

from ingest.plan import Plan

_DECISION = "QĐ"
_LEVELS = (  # in order: the first pattern that fits names the level
    ("fn", re.compile(r"fn(.+)"), "chú thích {}"),
    ("paragraph", re.compile(r"¶(.+)"), "đoạn {}"),
    ("bullet", re.compile(r"-(.+)"), "gạch đầu dòng thứ {}"),
    ("opening", re.compile(r"(Mở đầu)"), "phần mở đầu"),
    ("closing", re.compile(r"(Kết)"), "phần kết"),
    ("article", re.compile(r"Điều (.+)"), "Điều {}"),
    ("section", re.compile(r"([IVXLC]+)"), "mục {}"),
    ("item", re.compile(r"(\d+)"), "khoản {}"),
    ("point", re.compile(r"(\w)"), "điểm {}"),
    ("other", re.compile(r"(.*)"), "{}"),
)


def citation_label(plan: Plan, path: str) -> str:
    """Return the place and the document: "điểm c khoản 4 mục IV Kế hoạch số 239/KH-UBND ngày 06/12/2023"."""
    parts = path.split(".")
    in_decision = parts[0] == _DECISION
    place = place_label(".".join(parts[1:]) if in_decision else path)
    rows = any(clause.kind == "row" and clause.path == path for clause in plan.clauses)
    if rows:  # a row's own number is printed in the table, not in front of a paragraph
        place = place.replace("khoản", "dòng", 1)
    return f"{place} {document_label(plan, in_decision=in_decision)}".strip()


def place_label(path: str) -> str:
    """Return the levels of path from the inside out: "IV.4.c" -> "điểm c khoản 4 mục IV".

    Arabic numbers below each other are printed as one: "II.3.2" -> "khoản 3.2 mục II".
    """
    levels = [_level(part) for part in path.split(".") if part]
    words: list[str] = []
    for (_, template), run in groupby(levels, key=lambda level: level[:2]):
        words.append(template.format(".".join(number for _, _, number in run)))
    return " ".join(reversed(words))


def document_label(plan: Plan, *, in_decision: bool = False) -> str:
    """Return "Kế hoạch số 239/KH-UBND ngày 06/12/2023"; names the issuer where this copy has no number.

    The plan that a decision issues has no number of its own: it is named through the decision.
    """
    nested = any(clause.path.startswith(f"{_DECISION}.") for clause in plan.clauses)
    kind = "Quyết định" if nested else (plan.kind or "Văn bản")
    unnumbered = f"của {plan.issuer} (bản này không ghi số)" if plan.issuer else "(bản này không ghi số)"
    number = f"số {plan.number}" if plan.number else unnumbered
    day = f"ngày {date.fromisoformat(plan.date):%d/%m/%Y}" if plan.date else ""
    document = " ".join(word for word in (kind, number, day) if word)
    return f"Kế hoạch kèm theo {document}" if nested and not in_decision else document


def _level(part: str) -> tuple[str, str, str]:
    for name, pattern, template in _LEVELS:
        if found := pattern.fullmatch(part):
            return name, template, found[1]
    return "other", "{}", part  # a line break inside part: nothing above spans it
