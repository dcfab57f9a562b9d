"""A made-up plan, an index that holds it, and answers written by hand, for tests of the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from answer.model import Answer, Chip, Citation, Group, Ledger, Line
from index.store import Source
from ingest.errors import PlanBotError
from ingest.plan import Assignment, Clause, Coverage, Entry, Plan, Section, Span
from ui.services import Services

TEXT = """\
Số: 12/KH-UBND
An Giao, ngày 03 tháng 4 năm 2024

## **KẾ HOẠCH**
Truyền thông về du lịch biển

### **I. MỤC ĐÍCH**
1. Giới thiệu bãi biển của tỉnh tới du khách.
II. TỔ CHỨC THỰC HIỆN
1. Sở Du lịch
a) Chủ trì, phối hợp với Sở Y tế tổ chức hội chợ biển, hoàn thành trong Quý II/2024.
b) Phối hợp với Báo An Giao đăng tin <b>hằng tuần</b> ![ảnh](http://ngoai.example/x.png) $a$ :red[đỏ].
2. Sở Y tế
a) Bố trí trực cấp cứu tại bãi biển.
3. Các sở, ban, ngành
a) Báo cáo kết quả về Sở Du lịch trước ngày 15/12.

TRẦN VĂN AN
"""

HOSTILE = (
    "![ảnh](http://ngoai.example/x.png)",
    "[bấm](http://ngoai.example)",
    "http://ngoai.example và www.ngoai.example",
    "thư a@ngoai.example",
    "<b>đậm</b> &lt;b&gt; &amp;",
    "**đậm** _nghiêng_ ~~bỏ~~ `mã`",
    "$x^2$ và $$y$$",
    ":red[đỏ] :blue-background[xanh] :material/close: :smile: :+1:",
    "# Tiêu đề",
    "1. một",
    "- hai",
    "> ba",
    "| a | b |",
    "a -> b <- c -- d >= e",
    "[^1] [x] \\* \\",
)
"""Texts that markdown, or what Streamlit does after it, would make something else of."""

SECTIONS = (
    ("I", "I.", "MỤC ĐÍCH", ()),
    ("II", "II.", "TỔ CHỨC THỰC HIỆN", ()),
    ("II.1", "1.", "Sở Du lịch", ("II",)),
    ("II.2", "2.", "Sở Y tế", ("II",)),
    ("II.3", "3.", "Các sở, ban, ngành", ("II",)),
)
CLAUSES = (
    ("I.1", "1.", "Giới thiệu bãi biển của tỉnh tới du khách.", ("I",)),
    (
        "II.1.a",
        "a)",
        "Chủ trì, phối hợp với Sở Y tế tổ chức hội chợ biển, hoàn thành trong Quý II/2024.",
        ("II", "II.1"),
    ),
    (
        "II.1.b",
        "b)",
        "Phối hợp với Báo An Giao đăng tin <b>hằng tuần</b> ![ảnh](http://ngoai.example/x.png) $a$ :red[đỏ].",
        ("II", "II.1"),
    ),
    ("II.2.a", "a)", "Bố trí trực cấp cứu tại bãi biển.", ("II", "II.2")),
    ("II.3.a", "a)", "Báo cáo kết quả về Sở Du lịch trước ngày 15/12.", ("II", "II.3")),
)


def spans_of(words: str, text: str = TEXT) -> tuple[Span, ...]:
    """Return the span of the first place where these words stand in the text."""
    start = text.index(words)
    return ((start, start + len(words)),)


def sea_plan() -> Plan:
    """Return the made-up plan, outlined by hand."""
    return Plan(
        id="an-giao",
        text=TEXT,
        number="12/KH-UBND",
        kind="Kế hoạch",
        issuer="Ủy ban nhân dân tỉnh An Giao",
        place="An Giao",
        date="2024-04-03",
        title="Truyền thông về du lịch biển",
        signer="Trần Văn An",
        signer_title=None,
        bases=(),
        recipients=(),
        entries=(Entry("number", "12/KH-UBND", "Số: 12/KH-UBND", spans_of("Số: 12/KH-UBND")),),
        sections=tuple(
            Section(path, "item", label, heading, spans_of(f"{label} {heading}"), above)
            for path, label, heading, above in SECTIONS
        ),
        clauses=tuple(
            Clause(path, "point", label, words, spans_of(words), above)
            for path, label, words, above in CLAUSES
        ),
        assignments=(
            Assignment(
                "II.1.a",
                "Sở Du lịch",
                "Sở Du lịch",
                "lead",
                collective=False,
                task="Tổ chức hội chợ biển, hoàn thành trong Quý II/2024.",
                deadline="Quý II/2024",
                evidence=spans_of("Sở Du lịch"),
            ),
            Assignment(
                "II.2.a",
                "Sở Y tế",
                "Sở Y tế",
                "lead",
                collective=False,
                task="Bố trí trực cấp cứu tại bãi biển.",
                deadline=None,
                evidence=spans_of("Sở Y tế"),
            ),
        ),
        mentions=(),
        marks=(),
        unread=(),
        coverage=Coverage(500, 480, 20, 5, 4, 0),
    )


@dataclass(frozen=True)
class FakeLibrary:
    """An opened index without search."""

    plans: MappingProxyType[str, Plan] = field(
        default_factory=lambda: MappingProxyType({"an-giao": sea_plan()})
    )
    generation: str = "fake-1"
    degraded: str = ""
    sources: MappingProxyType[str, Source] = field(default_factory=lambda: MappingProxyType({}))

    def source(self, plan_id: str) -> Path | None:
        """There are no files."""
        return None


def cite(n: int, path: str) -> Citation:
    """Return a citation of a clause of the made-up plan."""
    words = next(clause[2] for clause in CLAUSES if clause[0] == path)
    return Citation(
        n, "an-giao", "12/KH-UBND", path, f"{path} Kế hoạch số 12/KH-UBND", words, spans_of(words)
    )


def duties(question: str, lines: int = 2) -> Answer:
    """Return an answer with one led duty, supports up to the number of lines, one through a group."""
    led = Line(
        "Tổ chức hội chợ biển.",
        (1,),
        "Sở Du lịch",
        "lead",
        "chủ trì",
        deadline="Quý II/2024",
        today="nay: Sở Văn hóa",
    )
    helped = Line(CLAUSES[2][2], (2,), "Sở Du lịch", "support")
    grouped = Line(CLAUSES[4][2], (3,), "Sở Du lịch", "lead", via="Các sở, ban, ngành")
    return Answer(
        question,
        "answered",
        "duties",
        "Sở Du lịch có 2 nhiệm vụ trực tiếp trong 1 kế hoạch.",
        groups=(
            Group("An Giao · Kế hoạch số 12/KH-UBND", (led, *([helped] * (lines - 1))), "an-giao"),
            Group("Qua nhóm", (grouped,), "an-giao", folded=True),
        ),
        citations=(cite(1, "II.1.a"), cite(2, "II.1.b"), cite(3, "II.3.a")),
        chips=(Chip("agency", "Sở Du lịch", "Sở Du lịch"), Chip("plan", "an-giao", "An Giao", kept=True)),
        ledger=Ledger(1, 5, lead=1, support=1, collective=1, complete=True),
        notes=("Kế hoạch này được đọc đủ 96%.",),
        checked=lines + 1,
    )


def refusal(question: str) -> Answer:
    """Return an honest no with the passage that came nearest."""
    return Answer(
        question,
        "not_found",
        "content",
        "Không tìm thấy trong 1 kế hoạch đã nạp.",
        nearest=(cite(1, "I.1"),),
        ledger=Ledger(1, 5),
        options=("Sở Du lịch phải làm những gì?",),
    )


def clarifying(question: str) -> Answer:
    """Return a short question back, with two ways to go on."""
    return Answer(
        question,
        "clarify",
        "duties",
        "Anh/chị hỏi sở nào?",
        options=("Sở Du lịch phải làm gì?", "Sở Y tế phải làm gì?"),
    )


class FakeFault(PlanBotError):
    """An error raised on purpose while answering."""


@dataclass
class Recorder:
    """Answers by key words of the question and keeps what it was asked."""

    calls: list[tuple[tuple[str, ...], Collection[str] | None, tuple[Chip, ...] | None]] = field(
        default_factory=list
    )

    def __call__(
        self,
        turns: Sequence[str],
        index: Any,
        *,
        plans: Collection[str] | None = None,
        chips: Sequence[Chip] | None = None,
    ) -> Answer:
        """Return a refusal, a question back, a fault or duties, by a word in the last question."""
        self.calls.append((tuple(turns), plans, None if chips is None else tuple(chips)))
        question = turns[-1]
        if "hỏng" in question:
            raise FakeFault("Câu hỏi này bị hỏng.", remedy="Hãy hỏi câu khác.")
        if "nổ" in question:
            raise RuntimeError("bí mật bên trong")
        if "vũ trụ" in question:
            return refusal(question)
        if "sở nào đó" in question:
            return clarifying(question)
        wanted = re.search(r"(\d+) dòng", question)
        return duties(question, int(wanted[1]) if wanted else 2)


def services(ask: Recorder | None = None, open_index: Callable[[], FakeLibrary] = FakeLibrary) -> Services:
    """Return services that touch no disk and no model."""
    return Services(
        generation=lambda: "fake-1",
        open_index=open_index,
        warm=lambda library: None,
        ask=ask or Recorder(),
        as_text=lambda answer: answer.summary,
        label=lambda plan, path: f"{path} Kế hoạch số {plan.number}",
        intents=lambda: {"duties": "nhiệm vụ", "deadline": "thời hạn"},
        read_marks=lambda: (),
        keep_mark=lambda mark: None,
        as_docx=lambda answer: answer.summary.encode(),
    )
