"""Answers as data: what `ask` returns, and what pages and command lines show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.plan import Role, Span

PART_OF_PARAGRAPH = "\u2029"
"""Stands between two sentences of a written paragraph; drawn as a space."""

ChipKind = Literal["agency", "plan", "role", "intent", "topic", "time", "place", "number", "label"]
Status = Literal["answered", "partial", "clarify", "not_found", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a plan that proves a line.

    n       from 1, as shown in the answer: [1]
    number  of the document ("239/KH-UBND"); None where this copy lacks it
    path    clause path; "Thể thức.<name>" for the frame of the document (number, date, signer)
    label   as the administration writes it:
            "điểm c khoản 4 mục IV Kế hoạch số 239/KH-UBND ngày 06/12/2023"
    quote   the whole clause, verbatim: the source sliced at spans
    page    from 1; None when the file has no pages
    """

    n: int
    plan_id: str
    number: str | None
    path: str
    label: str
    quote: str
    spans: tuple[Span, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer, with the numbers of the citations that prove it.

    text      the plan's own words (shortened only with "…") or a sentence made of verified data
    agency    who does it, in the plan's words; None where the line is not a duty
    role      and detail, the finer wording: "chủ trì, tham mưu"
    via       the collective addressee through which the duty reaches the agency asked about, or None
    deadline  as written
    today     a note "nay: … (từ …, nguồn …)"; "" where there is none
    ours      runs of text that are our own words ("Người ký:"); all the rest must stand in the citations
    """

    text: str
    citations: tuple[int, ...]
    agency: str | None = None
    role: Role | None = None
    detail: str = ""
    via: str | None = None
    deadline: str | None = None
    today: str = ""
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: of one plan ("Cần Thơ · Kế hoạch số 239/KH-UBND") or one kind.

    plan_id  None where the lines come from several plans
    folded   shown closed at first: work through a group, mere mentions
    """

    title: str
    lines: tuple[Line, ...]
    plan_id: str | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was understood of the question; kept is true when it comes from an earlier turn.

    kind   "agency", "plan", "role", "intent", "topic", "time"; "place" that is not loaded, "number" of a
           document, "label" of the place in a plan ("mục 3.2", "Điều 3")
    value  what the program uses (agency id, plan id, role, intent); label is what is shown
    typed  the words of the question where they are quite others ("stttt"); else ""
    """

    kind: ChipKind
    value: str
    label: str
    kept: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was gone through, and how many clauses hold the agency, by the way they hold it.

    plans and clauses  read for this answer
    complete           whether completeness may be claimed: every plan read is well covered
    """

    plans: int
    clauses: int
    lead: int = 0
    support: int = 0
    collective: int = 0
    mentioned: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A sentence of a language model that was taken out, and why, in words for the reader."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model wrote of an answer, as far as it stands; no paragraphs where nothing does.

    paragraphs  each a line whose text holds its marks: "Sở A chủ trì … [1]. Sở B phối hợp … [2].", its
                sentences parted by PART_OF_PARAGRAPH
    sentences   how many stand
    removed     those that do not
    missing     lines of the composed answer that no sentence covers: with any, the composed list is shown too
    """

    paragraphs: tuple[Line, ...]
    sentences: int
    removed: tuple[Removed, ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the plans say to one question.

    summary   the first sentence or two: the fact itself, or the fixed sentence of a refusal
    groups    the lines, in reading order
    nearest   on a refusal: passages that came close, labelled as not being grounds; never in citations
    notes     caveats: coverage, "not in this copy", today's names
    options   of a clarifying question, or ways on after a refusal: whole questions to ask next
    checked   lines shown, each of which was sliced back from its source and agreed
    dropped   lines left out because their proof failed
    written   the same told in prose by a language model, each sentence checked; None where there is none
    abreast   whether the groups are the sides of a comparison, one of each plan
    """

    question: str
    status: Status
    intent: str
    summary: str
    groups: tuple[Group, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    chips: tuple[Chip, ...] = ()
    ledger: Ledger = Ledger(0, 0)
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    checked: int = 0
    dropped: int = 0
    seconds: float = 0.0
    written: Written | None = None
    abreast: bool = False
