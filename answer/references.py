"""Documents that clauses cite: which one a question asks for, and what the plans say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, cite, shortened
from answer.model import Line
from answer.seek import GATE, LONG_LINE, focus, grouped, part_of, said_by
from answer.topic import Scorer, Topic, make_topic
from answer.wording import KINDS_OF_DOCUMENT, OTHER_DOCUMENT, WHICH_DOCUMENT
from ingest.fold import fold
from ingest.numbers import numbers_in

NAMED_DOCUMENT = re.compile(r"(?P<kind>" + "|".join(KINDS_OF_DOCUMENT) + r")\s+(?:số\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited in a clause: its kind, number, and the words that say what it is."""

    unit: Unit
    kind: str
    number: str
    text: str


def references_in(units: Iterable[Unit]) -> list[Reference]:
    """Return the documents that units cite, each with its words up to the next ";" or sentence."""
    return [
        ref
        for unit in units
        for part in unit.text.split("\n")
        for ref in _references_in(unit, " ".join(part.split()))
    ]


def _references_in(unit: Unit, text: str) -> list[Reference]:
    found: list[Reference] = []
    for number in numbers_in(text):
        head = NAMED_DOCUMENT.search(text[: number.start])
        start = head.start() if head else number.start
        stop_at = re.search(r";|\.(?=\s+\p{Lu}|$)|,\s+(?=để |nhằm )", text[number.stop :])
        stop = number.stop + stop_at.start() if stop_at else len(text)
        if stop - number.stop < SHORT_REFERENCE:
            start = _told_before(text, start)
        kind = fold(head["kind"]) if head else ""
        found.append(Reference(unit, kind, number.value, text[start : min(stop, start + LONG_LINE)]))
    return found


SHORT_REFERENCE = 60  # characters after the number (date, issuer): what the document is stands before it then


def _told_before(text: str, start: int) -> int:
    """Return where the sentence or part starts that names a document at start."""
    breaks = [found.end() for found in re.finditer(r"[.;]\s+", text[:start])]
    return max(breaks[-1] if breaks else 0, start - LONG_LINE // 2)


def answer_reference(desk: Desk, folded: str) -> Draft | None:
    """Answer which document: the one whose words hold the topic best."""
    asked = OTHER_DOCUMENT.search(folded) or WHICH_DOCUMENT.search(folded)
    kind = asked["kind"] if asked else ""
    kind = "" if kind == "van ban" else kind
    references = references_in(desk.units())
    topic = desk.question.topic
    words = tuple(w for w in topic.words if w.folded not in fold(kind).split()) if kind else topic.words
    topic = Topic(words, ()) if words != topic.words else topic
    topic = make_topic(topic.words, desk.corpus)
    scorer = Scorer(topic, desk.corpus)
    scored = []
    for ref in references:
        if kind and ref.kind and kind != ref.kind and not (kind == "quy che" and "quy che" in fold(ref.text)):
            continue
        if any(year not in ref.text for year in desk.question.years):
            continue
        own = scorer.score(part_of(ref.unit, ref.text))
        around = scorer.score(ref.unit)
        scored.append((0.75 * own + 0.25 * around, ref))
    scored.sort(key=lambda pair: (-pair[0], pair[1].unit.plan_id, pair[1].unit.order))
    if not scored or (topic and scored[0][0] < 0.8 * GATE):
        return None
    top = scored[0][0]
    chosen: dict[str, tuple[float, Reference]] = {}
    for score, ref in scored:
        if score >= 0.9 * top and (ref.number in chosen or len(chosen) < 2):
            kept = chosen.setdefault(ref.number, (score, ref))
            if len(ref.text) > len(kept[1].text):
                chosen[ref.number] = (score, ref)
    return _reference_lines(desk, [ref for _, ref in chosen.values()])


def _reference_lines(desk: Desk, references: Sequence[Reference]) -> Draft:
    by_unit = {ref.unit.key: ref for ref in references}
    groups = grouped(
        desk, [ref.unit for ref in references], lambda unit: Line(by_unit[unit.key].text, (cite(desk, unit),))
    )
    first = references[0]
    return Draft("answered", shortened(first.text) + ".", groups)


def _citing_line(desk: Desk, unit: Unit, ref: Reference, whole: bool) -> Line:
    """Return what a document is, or the whole clause that uses it."""
    if whole:
        return said_by(unit, focus(desk, unit, " ".join(unit.text.split())), cite(desk, unit))
    return Line(ref.text, (cite(desk, unit),))


def is_number(number: str, asked: str) -> bool:
    """Return whether a document's number is the one asked for, in full or by its first part ("57", "72/2015")."""
    plain, wanted = number.replace("Đ", "D").casefold(), asked.replace("Đ", "D").casefold()
    return bool(re.match(rf"{re.escape(wanted)}(?!\d)", plain))


def answer_named_document(desk: Desk, folded: str) -> Draft | None:
    """Answer what plans say of a document named by number; its own content is not in them."""
    wanted = desk.question.numbers
    references = [r for r in references_in(desk.units()) if any(is_number(r.number, n) for n in wanted)]
    if not references:
        return None
    content = re.search(
        r"quy dinh (?:nhung )?(?:gi|the nao)|noi dung (?:cua|chinh)|gom (?:nhung )?gi|may (?:dieu|chuong|khoan)|yeu cau (?:nhung )?gi|dieu \d|toan van",
        folded,
    )
    citing: dict[tuple[str, str], Reference] = {}
    for ref in references:
        kept = citing.setdefault(ref.unit.key, ref)
        if len(ref.text) > len(kept.text):
            citing[ref.unit.key] = ref
    if content and not desk.question.topic:
        near = tuple(desk.nearest(2))
        return Draft(
            "not_found",
            f"Các kế hoạch chỉ dẫn chiếu {references[0].text.split(' ngày')[0]}, không chép nội dung văn bản ấy; văn bản ấy chưa được nạp.",
            nearest=near,
        )
    if not re.search(
        r"viec gi|lam gi|ap dung|\bdung\b|nhac|neu|dan chieu|o dau|ke hoach nao|ban nao|cho nao|muc nao",
        folded,
    ):
        citing = _best_told(citing)
    for_what = re.search(r"viec gi|lam gi|de lam|ap dung|\bdung\b|lien quan|noi dung gi", folded)
    groups = grouped(
        desk,
        [ref.unit for ref in citing.values()],
        lambda unit: _citing_line(desk, unit, citing[unit.key], bool(for_what)),
    )
    note = "Kế hoạch chỉ dẫn chiếu văn bản này, không chép nội dung của nó."
    return Draft(
        "answered", f"Được nhắc ở {len(citing)} điều khoản trong {len(groups)} kế hoạch.", groups, (note,)
    )


def _best_told(citing: dict[tuple[str, str], Reference]) -> dict[tuple[str, str], Reference]:
    """Keep for each plan the one place that says most of what the document is."""
    best: dict[str, Reference] = {}
    for ref in citing.values():
        kept = best.setdefault(ref.unit.plan_id, ref)
        if len(ref.text) > len(kept.text) + 20:
            best[ref.unit.plan_id] = ref
    return {ref.unit.key: ref for ref in best.values()}
