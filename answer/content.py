"""Questions to what the plans say: a place, a list below a heading, every place that says a word, a summary."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit, padded
from answer.desk import Desk, Draft, cite, one_group, plan_name, plan_title, shortened
from answer.model import Group, Line
from answer.seek import GATE, best_units, focus, grouped, own_units, said_by
from answer.topic import Scorer, make_topic, words_of
from ingest.fold import fold, fold_tone
from ingest.plan import Clause, Plan, Section

LIST_WORDS = re.compile(
    r"\b(?:nhung|cac|may|gom|liet ke|ke ra|neu|tat ca|toan bo)\b|"
    r"\b(?:giai phap|bien phap|noi dung|hinh thuc|yeu cau|muc tieu|muc dich|hoat dong|chuyen de|phuong thuc) (?:nao|gi)\b"
)
HEADING_GATE = 0.72  # share of the topic a heading must hold for its clauses to be the answer
HEADING_OWN = 0.34  # share of the heading's own weight that the topic must hold: no long heading for one word
LEAD_IN = re.compile(r":\s*$")
QUOTED = re.compile(r"[“\"'‘]([^”\"'’]{1,60})[”\"'’]")
LEAD_IN_NEAR = 0.7  # of the best score, for a clause that introduces a list
LIST_NEAR = 0.55  # of the best score, for places that may be items of one list
MAX_LIST = 40  # clauses under one heading that are listed


def answer_content(desk: Desk, folded: str) -> Draft | None:
    """Answer what the plans say about the topic: the clauses under its heading, or the best places."""
    if not desk.question.topic:
        return None
    if listed := _below_heading(desk, exact=not LIST_WORDS.search(folded)):
        return listed
    units = own_units(desk) if desk.question.agencies else desk.units()
    best = best_units(desk, units)
    if not best.units and desk.question.agencies:
        topic = make_topic(
            [*words_of(" ".join(n.name for n in desk.question.agencies)), *desk.question.topic.words],
            desk.corpus,
        )
        best = best_units(desk, desk.units(), topic)
    if not best.units:
        return None
    if len(best.units) == 1 and (listed := _lead_in(desk, best.units[0])):
        return listed
    if LIST_WORDS.search(folded) and (
        listed := _near_lead_in(desk, units, best.score) or _siblings(desk, units)
    ):
        return listed
    if ASKS_CONTENT.search(folded) and (told := _content_field(desk, best.units[0])):
        return told
    groups = grouped(desk, best.units, lambda unit: content_line(desk, unit))
    first = groups[0].lines[0]
    return Draft(
        "answered",
        shortened(first.text, 160)
        if len(best.units) == 1
        else f"{len(best.units)} điều khoản nói về “{desk.question.topic.text}”.",
        groups,
    )


ASKS_CONTENT = re.compile(
    r"\b(?:noi dung|chuyen de|day|hoc) (?:\w+ ){0,2}(?:gi|nao)\b|\bday (?:\w+ ){0,3}gi\b"
)


def _content_field(desk: Desk, unit: Unit) -> Draft | None:
    """Return the "Nội dung: …" paragraph that stands beside the place found, where one does."""
    plan = desk.corpus.plans[unit.plan_id]
    own = unit.clauses[0].headings if unit.head is None and unit.clauses else None
    beside = [c for c in plan.clauses if own and c.headings == own and c.field.lower().startswith("nội dung")]
    if not beside or unit.head is not None:
        return None
    lines = _clause_lines(desk, plan, beside[:1])
    return Draft("answered", shortened(lines[0].text, 160), (one_group(plan, lines),))


def content_line(desk: Desk, unit: Unit) -> Line:
    """Return what a unit says, of a long clause the part that answers; a block with all its lines."""
    fields = ("",) if unit.head is not None else ()
    return said_by(unit, focus(desk, unit, " ".join(unit.text.split())), cite(desk, unit, fields=fields))


# -- lists ---------------------------------------------------------------------------------------------


EXACT_HEADING = 0.9  # share of a heading's weight: the topic is the heading, word for word


def _below_heading(desk: Desk, *, exact: bool) -> Draft | None:
    """Return the clauses under the heading the topic names ("mục đích", "yêu cầu"), plan by plan.

    exact  only where topic and heading are the same words: the question does not ask for a list
    """
    scorer = Scorer(desk.question.topic, desk.corpus)
    groups: list[Group] = []
    for plan in desk.plans:
        scored = [(scorer.score(_heading_unit(desk, plan, section)), section) for section in plan.sections]
        good = [
            (s, section)
            for s, section in scored
            if s >= HEADING_GATE and _own_share(desk, section) >= _least(desk, s, exact)
        ]
        if not good:
            continue
        section = max(good, key=lambda pair: (pair[0], _own_share(desk, pair[1]), len(pair[1].headings)))[1]
        clauses = clauses_below(plan, section)
        if 0 < len(clauses) <= MAX_LIST:
            groups.append(one_group(plan, _clause_lines(desk, plan, clauses)))
    if not groups or (not desk.question.plans and len(desk.plans) > 1 and len(groups) < 1):
        return None
    count = sum(len(group.lines) for group in groups)
    return Draft("answered", f"{count} nội dung về “{desk.question.topic.text}”.", tuple(groups))


WHOLE_TOPIC = (
    0.95  # of the topic's weight: the heading says all that is asked ("mục đích" in "Mục đích, yêu cầu")
)


def _least(desk: Desk, score: float, exact: bool) -> float:
    """Return how much of a heading the topic must be."""
    whole = score >= WHOLE_TOPIC and len(desk.question.topic.words) > 1
    return HEADING_OWN if not exact or whole else EXACT_HEADING


def _heading_unit(desk: Desk, plan: Plan, section: Section) -> Unit:
    words = section.heading
    above = " ".join(desk.corpus.sections[plan.id, path].heading for path in section.headings)
    return Unit(
        plan.id,
        section.path,
        0,
        section,
        (),
        words,
        padded(words),
        f" {fold_tone(words)} ",
        padded(above),
        (),
    )


def _own_share(desk: Desk, section: Section) -> float:
    """Return how much of a heading's weight the topic holds, other words of the thesaurus included."""
    words = fold(section.heading).split()
    topic = {w.folded for w in desk.question.topic.words}
    topic |= {w for _, _, others in desk.question.topic.other for other in others for w in other.split()}
    total = sum(desk.corpus.weight(w) for w in words) or 1.0
    return sum(desk.corpus.weight(w) for w in words if w in topic) / total


def clauses_below(plan: Plan, section: Section) -> list[Clause]:
    """Return the clauses anywhere under a heading, footnotes left out."""
    return [c for c in plan.clauses if section.path in c.headings and c.kind != "footnote"]


def _clause_lines(desk: Desk, plan: Plan, clauses: Sequence[Clause]) -> list[Line]:
    return [Line(" ".join(c.text.split()), (desk.citer.cite_piece(plan.id, c),)) for c in clauses]


def _near_lead_in(desk: Desk, units: Sequence[Unit], top: float) -> Draft | None:
    """Return the list introduced by a clause that comes near the best: a list answers "những … nào" better."""
    for score, unit in desk.rank(units)[:12]:
        if score >= max(GATE, LEAD_IN_NEAR * top) and (listed := _lead_in(desk, unit)):
            return listed
    return None


def _lead_in(desk: Desk, unit: Unit) -> Draft | None:
    """Return the list that a clause ending in ":" introduces."""
    clause = unit.clauses[0] if unit.head is None and unit.clauses else None
    if clause is None or not LEAD_IN.search(clause.text):
        return None
    plan = desk.corpus.plans[unit.plan_id]
    at = plan.clauses.index(clause)
    listed: list[Clause] = []
    for following in plan.clauses[at + 1 :]:
        below = following.path.startswith(f"{clause.path}.") or (
            following.headings == clause.headings and following.kind == "bullet"
        )
        if not below:
            break
        listed.append(following)
    if not listed:
        return None
    lines = _clause_lines(desk, plan, [clause, *listed])
    return Draft(
        "answered",
        shortened(clause.text.rstrip(" :"), 160) + f": {len(listed)} nội dung.",
        (one_group(plan, lines),),
    )


def _siblings(desk: Desk, units: Sequence[Unit]) -> Draft | None:
    """Return all list items under one parent when most of the best places are among them."""
    ranked = desk.rank(units)[:6]
    ranked = [(s, u) for s, u in ranked if s >= LIST_NEAR * ranked[0][0]]
    if len(ranked) < 3:
        return None
    parents: dict[tuple[str, str], int] = {}
    for _, unit in ranked:
        parent = (unit.plan_id, re.sub(r"[.](?:-|\+|\*)\d+$", "", unit.path))
        if parent[1] != unit.path:
            parents[parent] = parents.get(parent, 0) + 1
    if not parents:
        return None
    (plan_id, path), count = max(parents.items(), key=lambda item: item[1])
    if count < 3 or count * 2 <= len(ranked):
        return None
    plan = desk.corpus.plans[plan_id]
    items = [c for c in plan.clauses if re.sub(r"[.](?:-|\+|\*)\d+$", "", c.path) == path and c.path != path]
    return Draft(
        "answered",
        f"{len(items)} nội dung về “{desk.question.topic.text}”.",
        (one_group(plan, _clause_lines(desk, plan, items)),),
    )


# -- every place that says a word ----------------------------------------------------------------------


def answer_mentions(desk: Desk) -> Draft | None:
    """Answer which plans say a word: every clause that holds it, by exact words, not by likeness."""
    for phrases in _phrases(desk):
        units = [u for u in desk.units() if all(_says(u, phrase) for phrase in phrases)]
        if units:
            groups = grouped(
                desk,
                units,
                lambda unit: Line(
                    focus(
                        desk,
                        unit,
                        " ".join(unit.text.split()),
                        re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE),
                    ),
                    (cite(desk, unit, fields=("",)),),
                ),
            )
            without = [plan_name(p) for p in desk.plans if all(u.plan_id != p.id for u in units)]
            notes = (f"Không thấy trong: {', '.join(without)} (đã dò toàn văn).",) if without else ()
            named = ", ".join(group.title.split(" · ")[0] for group in groups)
            return Draft(
                "answered",
                f"{len(units)} điều khoản trong {len(groups)} kế hoạch nói đến “{' … '.join(phrases)}”: {named}.",
                groups,
                notes,
            )
    return None


def _phrases(desk: Desk) -> list[list[str]]:
    """Return what to look for, the strictest first: quoted words, the topic as one phrase, all its words."""
    quoted = QUOTED.findall(desk.question.text)
    topic = desk.question.topic
    tries: list[list[str]] = [quoted] if quoted else []
    if topic:
        tries.append([topic.text])
        runs = [
            " ".join(w.accented or w.folded for w in topic.words[i : i + 2])
            for i in range(0, len(topic.words), 2)
        ]
        tries += [runs] if len(topic.words) > 2 else []
        tries += [[other] for _, _, others in topic.other for other in others[:1]]
    return tries


def _says(unit: Unit, phrase: str) -> bool:
    accented = fold_tone(phrase)
    if accented != fold(phrase):
        return f" {accented} " in unit.accented
    return f" {fold(phrase)} " in unit.folded


# -- definitions and summaries -------------------------------------------------------------------------

DEFINES = re.compile(
    r"\b(?P<term>.{2,60}?) (?:la gi|la cai gi|nghia la gi|hieu (?:the nao|nhu the nao) la|co nghia (?:la )?gi)\b"
)


LONGEST_TERM = 6  # words of a term whose meaning is asked; a longer question asks for something else


def answer_definition(desk: Desk) -> Draft | None:
    """Answer what a term means only where a plan says "X là …": nothing is made up."""
    topic = desk.question.topic
    if not topic or len(topic.words) > LONGEST_TERM or desk.question.plans or "," in desk.question.text:
        return None
    term = " ".join(w.folded for w in topic.words)
    units = [
        u
        for u in desk.units()
        if f" {term} la " in u.folded
        and "Mở đầu" not in u.path
        and not re.search(rf"{re.escape(term)} la (?:nhiem vu|gop phan|co quan|mot trong)", u.folded)
    ]
    if units:
        groups = grouped(desk, units[:3], lambda unit: content_line(desk, unit))
        return Draft("answered", f"Kế hoạch viết về “{topic.text}” như sau.", groups)
    return Draft(
        "not_found",
        f"Các kế hoạch đã nạp dùng nhưng không định nghĩa “{topic.text}”; hãy xem văn bản được nêu ở phần căn cứ.",
        nearest=desk.nearest(),
    )


TASKS = re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE)


def _section_line(desk: Desk, plan: Plan, section: Section) -> Line:
    """Return a section's heading with the headings below it, or with its first clause."""
    below = [s for s in plan.sections if s.headings and s.headings[-1] == section.path]
    items = [c for c in plan.clauses if c.headings and c.headings[-1] == section.path]
    said = [shortened(" ".join(s.heading.split()), 110) for s in below] or [
        shortened(c.text) for c in items[:3]
    ]
    heading = " ".join(section.heading.split()).capitalize()
    tasks = (
        below
        if TASKS.search(section.heading)
        and not any(a.subject_path in {s.path for s in below} for a in plan.assignments)
        else []
    )
    cited = tasks or [section]  # the tasks are proven one by one, the rest of the skeleton by its headings
    marks = tuple(desk.citer.cite_piece(plan.id, piece) for piece in cited)
    return Line(f"{section.path.split('.')[-1]}. {heading}: {'; '.join(said)}", marks)


def answer_summary(desk: Desk) -> Draft:
    """Answer with the skeleton of each plan: sections and what stands under each, every line cited."""
    groups: list[Group] = []
    for plan in desk.plans[:3]:
        lines: list[Line] = []
        for section in (s for s in plan.sections if s.kind in ("section", "part") and not s.headings):
            lines.append(_section_line(desk, plan, section))
        groups.append(Group(plan_title(plan), tuple(lines), plan.id))
    names = ", ".join(plan_name(plan) for plan in desk.plans[:3])
    notes = ("Chỉ tóm tắt ba kế hoạch đầu; hãy chọn kế hoạch cần xem.",) if len(desk.plans) > 3 else ()
    return Draft("answered", f"Khung nội dung của kế hoạch {names}.", tuple(groups), notes)
