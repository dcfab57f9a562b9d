"""What a language model is given of an answer: its clauses, numbered, and what each of them proves.

The clauses are those that the answer cites, whole, with the headings above them and the assignments whose
proof holds. The text of a document is data: it is fenced, and what looks like a fence, a citation mark or
the control words of a model inside it is made harmless.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from answer.citing import FRAME
from answer.desk import ROLE_NAMES, lines_of, plan_title, tidy
from answer.model import Answer, Citation, Line
from answer.understanding.question import World
from index.citation import document_label
from ingest.fold import fold
from ingest.naming import level_of
from ingest.plan import Assignment, Plan

OPEN, CLOSE = "<<<", ">>>"
MAX_CLAUSES = 40  # clauses a model is given: with more, a list is easier to read than prose
MAX_CHARACTERS = 24_000  # of all clauses together: about 8,000 tokens of Vietnamese
# What steers a model, in clauses of documents: words of chat templates, and orders to who reads.
TEMPLATE_WORDS = re.compile(
    r"<\||\|>|\[/?INST\]|<</?SYS>>|</?s>|^\s*#{2,}\s*(?:system|user|assistant)\b", re.I | re.M
)
INVISIBLE = re.compile(r"[\p{Cc}\p{Cf}--[\n\t]]", re.V1)
ORDERS = re.compile(
    r"\b(?:bo qua|quen|phot lo|khong (?:tuan theo|theo)|mac ke)\b.{0,40}\b(?:huong dan|chi dan"
    r"|loi dan|quy tac|lenh|yeu cau)\b"
    r".{0,20}\b(?:tren|truoc|nay|o tren|he thong|duoc giao|dat ra)\b"
    r"|\b(?:mo hinh|tro ly|chatbot) (?:la|hay dong vai|phai tra loi|hay tra loi|dong vai)\b"
    # "Ai là đơn vị chủ trì?", "Trưởng Ban là …" are no orders.
    r"|\b(?:ban|ai) (?:hay dong vai|phai tra loi|hay tra loi|dong vai)\b"
    r"|\bban (?:bay )?(?:gio )?la (?:mot )?(?:tro ly|chatbot|mo hinh|ai|con|hacker|chuyen gia)\b"
    r"|\b(?:hay|phai) (?:tra loi|viet|in ra|noi) (?:rang|la|nguyen van)\b"
    r"|\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|prompt|rule|above|previous)"
    r"|\b(?:system prompt|loi nhac he thong|prompt he thong|you are (?:now|an?)\b)"
)


@dataclass(frozen=True, slots=True)
class Given:
    """One clause as a model is given it, and what a sentence that cites it is held against.

    text      the words of the clause, row or labelled block, whole
    headings  the headings above it, outermost first
    document  what may be said of its document: kind, number, date, title, place, issuer, signer
    held      its assignments whose proof holds
    level     of the plan's issuer ("tỉnh", …), None when unknown
    """

    n: int
    citation: Citation
    plan: Plan
    text: str
    headings: tuple[str, ...]
    document: str
    held: tuple[Assignment, ...]
    level: str | None

    @property
    def is_frame(self) -> bool:
        """Whether it is a line of the document's frame (number, date, signer), not a clause."""
        return self.citation.path.startswith(FRAME)


def given_for(answer: Answer, world: World) -> tuple[Given, ...]:
    """Return the clauses an answer cites, in the order of its marks, numbered as it numbers them.

    A clause that gives orders to whoever reads it ("bỏ qua hướng dẫn ở trên") is left out: the composed
    answer shows it, a model never sees it.
    """
    found = (clause_given(citation, world) for citation in answer.citations)
    return tuple(given for given in found if not gives_orders(given.text))


def clause_given(citation: Citation, world: World) -> Given:
    """Return the clause of a citation with what it proves."""
    plan = world.plans[citation.plan_id]
    unit = world.corpus.unit_of.get((plan.id, citation.path))
    sections = {section.path: section for section in plan.sections}
    piece = unit.head or unit.clauses[0] if unit else sections.get(citation.path)
    above = tuple(tidy(sections[p].heading) for p in (piece.headings if piece else ()) if p in sections)
    text = citation.quote
    if unit is not None and fold(unit.text) != fold(text):
        text = "\n".join(dict.fromkeys([*unit.text.split("\n"), *citation.quote.split("\n")]))
    held = unit.assignments if unit else ()  # of a World: proven all of them
    level = level_of(plan.issuer, plan.date)
    text = unicodedata.normalize("NFC", text)
    return Given(citation.n, citation, plan, text, above, _document(plan), held, level)


def _document(plan: Plan) -> str:
    """Return what may be said of a plan wherever it is cited, as text to compare with."""
    parts = (
        plan_title(plan),
        document_label(plan),
        plan.title,
        plan.place,
        plan.issuer,
        plan.signer,
        plan.signer_title,
    )
    return "\n".join(part for part in parts if part)


def gives_orders(text: str) -> bool:
    """Return whether words of a document or of a user are orders to a program, not business of offices."""
    return bool(ORDERS.search(fold(text)) or TEMPLATE_WORDS.search(text))


def too_much(givens: Sequence[Given]) -> bool:
    """Return whether the clauses are too many, or too long, to be written about."""
    return len(givens) > MAX_CLAUSES or sum(len(given.text) for given in givens) > MAX_CHARACTERS


# -- as text for a model -------------------------------------------------------------------------------


def fenced(text: str, name: str = "DỮ LIỆU") -> str:
    """Return text between fences, as data; nothing in it can close the fence or pass for one of our marks."""
    harmless = INVISIBLE.sub("", text)
    harmless = TEMPLATE_WORDS.sub(lambda found: " ".join(found[0]), harmless)
    harmless = re.sub(r"<{2,}", "‹‹", re.sub(r">{2,}", "››", harmless))
    harmless = re.sub(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]", r"(\1)", harmless)
    return f"{OPEN}{name}\n{harmless.strip()}\nHẾT {name}{CLOSE}"


def as_clauses(givens: Iterable[Given], lines: Mapping[int, Sequence[Line]]) -> str:
    """Return the clauses as the message of a prompt, each fenced under its number.

    lines  of the composed answer, by the number of the citation: who does it, how, by when
    """
    return "\n\n".join(_block(given, lines.get(given.n, ())) for given in givens)


def _block(given: Given, lines: Sequence[Line]) -> str:
    facts = [f"Văn bản: {plan_title(given.plan)}"]
    facts += [f"Thuộc mục: {' > '.join(given.headings)}"] if given.headings else []
    facts += dict.fromkeys(fact for line in lines if (fact := _fact(line)))
    facts.append(f"Nguyên văn: {tidy(given.text)}")
    return f"[{given.n}]\n{fenced(chr(10).join(facts), f'ĐIỀU KHOẢN {given.n}')}"


def _fact(line: Line) -> str:
    """Return who does a duty, in what role and by when, as verified; "" of a line that is no duty."""
    if not line.agency or not line.role:
        return ""
    who = f"Giao cho nhóm “{line.via}”" if line.via else f"Cơ quan: {line.agency}"
    due = f"; thời hạn: {line.deadline}" if line.deadline else ""
    name = ROLE_NAMES[line.role]
    return f"{who}; vai trò: {line.detail if name in line.detail else name}{due}"


def lines_by_citation(answer: Answer) -> dict[int, list[Line]]:
    """Return the lines of a composed answer by the numbers of their citations."""
    found: dict[int, list[Line]] = {}
    for line in lines_of(answer.groups):
        for n in line.citations:
            found.setdefault(n, []).append(line)
    return found
