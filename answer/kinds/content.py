"""Questions to what the plans say: the best places, lists below a heading, every place that says a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex as re

from answer.corpus import Unit, padded
from answer.desk import (
    Desk,
    Draft,
    cite,
    lines_of,
    one_group,
    places_of,
    plan_names,
    searched,
    shortened,
    task_of,
    tidy,
)
from answer.kinds.when import ASKS_PLACE, VENUE_LABELS
from answer.model import Line
from answer.seek import (
    GATE,
    LONG_LINE,
    Best,
    best_units,
    field_line,
    focus,
    grouped,
    named_units,
    own_units,
    said_by,
)
from answer.understanding.quantity import asks_number, with_figures
from answer.understanding.topic import Scorer, make_topic, words_of
from ingest.fold import fold, fold_tone
from ingest.plan import Clause, Plan, Section

LIST_WORDS = re.compile(
    r"\b(?:nhung|cac|may|gom|liet ke|ke ra|neu|tat ca|toan bo)\b|"
    r"\b(?:giai phap|bien phap|noi dung|hinh thuc|yeu cau|muc tieu|muc dich|hoat dong|chuyen de|phuong thuc)"
    r" (?:nao|gi)\b"
)
ASKS_CONTENT = re.compile(
    r"\b(?:noi dung|chuyen de|day|hoc) (?:\w+ ){0,2}(?:gi|nao)\b|\bday (?:\w+ ){0,3}gi\b"
)
# "tien" alone is also "tiến độ" and "ưu tiên".
MONEY_ASKED = re.compile(
    r"\b(?:kinh phi|ngan sach|nguon von|(?:nguon|so|bao nhieu|may) tien|tien (?:lay|dau|o dau|nao|tu dau))\b"
)
# What a question asks of a labelled block, and the label of the line that tells it.
FIELDS_ASKED = (
    (ASKS_PLACE, VENUE_LABELS),
    (MONEY_ASKED, ("kinh phí", "nguồn vốn")),
    (re.compile(r"\bhinh thuc\b"), ("hình thức",)),
    (re.compile(r"\b(?:san pham|ket qua)\b"), ("sản phẩm", "kết quả")),
)
NEAR_FIGURE = 0.85  # of the best score: a place with a figure as good as the best one without
HEADING_GATE = 0.72  # share of the topic a heading must hold for its clauses to be the answer
HEADING_OWN = 0.34  # share of the heading's own weight that the topic must hold: no long heading for one word
LONG_HEADING_OWN = 0.2  # the same of a long heading that says all of a topic of LONG_TOPIC words
EXACT_HEADING = 0.9  # the same where no list is asked for: the topic is the heading, word for word
OPENING, LONG_TOPIC = 2, 3  # words before a topic at the start of a heading; words of a topic that is one
WHOLE_TOPIC = 0.95  # share of the topic: the heading ("Mục đích, yêu cầu") says all that is asked
LEAD_IN = re.compile(r":\s*$")
BULLET_MARK = re.compile(r"[.](?:-|\+|\*)\d+$")  # of a path: the item's own mark
QUOTED = re.compile(r"[“\"'‘]([^”\"'’]{1,60})[”\"'’]")
LEAD_IN_NEAR = 0.7  # of the best score, for a clause that introduces a list
LIST_NEAR = 0.55  # of the best score, for places that may be items of one list
MAX_LIST = 40  # clauses under one heading that are listed
LEAD_INS_TRIED = 12  # best places among which a clause that introduces a list is looked for
LIKELY_ITEMS = 6  # best places that may be items of one list
MIN_ITEMS = 3  # of them under one parent before it is taken for a list
WHOLE_LIST = 1600  # characters of the one clause that tells a list, shown whole
SUMMARY = 160  # characters of the first line in a summary


def answer_content(desk: Desk) -> Draft | None:
    """Answer what the plans say about the topic: the clauses under its heading, or the best places."""
    question = desk.question
    if not question.topic:
        return None
    asks_list = bool(LIST_WORDS.search(question.folded))
    if listed := _below_heading(desk, exact=not asks_list):
        return _of_one_block(desk, listed) or listed
    units = own_units(desk)
    best = best_units(desk, units)
    if not best.units and question.agencies:
        names = words_of(" ".join(named.name for named in question.agencies))
        best = best_units(desk, desk.units(), make_topic([*names, *question.topic.words], desk.corpus))
    if not best.units:
        return None
    if len(best.units) == 1 and (listed := _lead_in(desk, best.units[0])):
        return listed
    if asks_list and (listed := _near_lead_in(desk, units, best.score) or _siblings(desk, units)):
        return listed
    found = list(best.units)
    if asks_number(question.text) and not (found := _with_figures(desk, best, units)):
        return no_figure(desk)
    if ASKS_CONTENT.search(question.folded) and (told := _content_field(desk, best.units[0])):
        return told
    if len(found) == 1 and (told := _field_asked(desk, found[0])):
        return told
    limit = WHOLE_LIST if asks_list and len(found) == 1 else LONG_LINE  # a list may be one long sentence
    groups = grouped(desk, found, lambda unit: content_line(desk, unit, limit=limit))
    if len(found) == 1:
        return Draft("answered", shortened(groups[0].lines[0].text, SUMMARY), groups)
    return Draft("answered", f"{len(found)} điều khoản nói về “{question.topic.text}”.", groups)


def _with_figures(desk: Desk, best: Best, units: Sequence[Unit]) -> list[Unit]:
    """Return those of the best places that hold a figure, else the best that do, if hardly worse."""
    text = desk.question.text
    if found := with_figures(text, best.units):
        return found
    figured = best_units(desk, with_figures(text, units))
    return list(figured.units) if figured.score >= NEAR_FIGURE * best.score else []


def no_figure(desk: Desk) -> Draft:
    """Say that plans speak of the topic and give no number for it."""
    said = f"Có nội dung gần với câu hỏi nhưng không ghi con số nào ({searched(desk.plans)})."
    return Draft("not_found", said, nearest=desk.nearest())


def _content_field(desk: Desk, unit: Unit) -> Draft | None:
    """Return the "Nội dung: …" paragraph that stands beside the place found, where one does."""
    plan = desk.corpus.plans[unit.plan_id]
    own = unit.clauses[0].headings if unit.head is None and unit.clauses else None
    beside = [c for c in plan.clauses if own and c.headings == own and c.field.lower().startswith("nội dung")]
    if not beside or unit.head is not None:
        return None
    lines = _clause_lines(desk, plan, beside[:1])
    return Draft("answered", shortened(lines[0].text, SUMMARY), (one_group(plan, lines),))


def _of_one_block(desk: Desk, listed: Draft) -> Draft | None:
    """Return the one line asked for of a block whose lines are listed, each below its heading."""
    numbers = {n for line in lines_of(listed.groups) for n in line.citations}
    cited = [citation for citation in desk.citer.citations if citation.n in numbers]
    heads = {(citation.plan_id, citation.path.rpartition(".")[0]) for citation in cited}
    unit = desk.corpus.by_key.get(next(iter(heads))) if len(heads) == 1 else None
    return _field_asked(desk, unit) if unit is not None else None


def _field_asked(desk: Desk, unit: Unit) -> Draft | None:
    """Return of a labelled block its heading and the one line asked for ("ở đâu?"), where it has it."""
    asked = next((labels for words, labels in FIELDS_ASKED if words.search(desk.question.folded)), ())
    field = unit.line(*asked) if unit.head is not None and asked else None
    if field is None:
        return None
    group = one_group(desk.corpus.plans[unit.plan_id], [field_line(desk, unit, asked)])
    return Draft("answered", tidy(field.text), (group,))


def content_line(desk: Desk, unit: Unit, *, limit: int = LONG_LINE) -> Line:
    """Return what a unit says, of a long clause the part that answers; a block with all its lines."""
    fields = ("",) if unit.head is not None else ()
    return said_by(unit, focus(desk, unit, unit.text, limit=limit), cite(desk, unit, fields=fields))


# -- lists ---------------------------------------------------------------------------------------------


def _below_heading(desk: Desk, *, exact: bool) -> Draft | None:
    """Return the clauses under the heading the topic names ("mục đích", "yêu cầu"), plan by plan.

    exact  only where topic and heading are the same words: the question does not ask for a list
    """
    groups = desk.per_plan(lambda plan: _listed_below(desk, plan, exact=exact))
    if not groups:
        return None
    said = f"{len(lines_of(groups))} nội dung về “{desk.question.topic.text}”."
    return Draft("answered", said, groups)


def _listed_below(desk: Desk, plan: Plan, *, exact: bool) -> list[Line]:
    """Return the clauses under the heading of plan that fits best; [] when none does or they are too many."""
    scorer = Scorer(desk.question.topic, desk.corpus)
    fitting: list[tuple[float, float, int, Section]] = []
    for section in plan.sections:
        score = scorer.score(_heading_unit(desk, plan, section))
        if score < HEADING_GATE:
            continue
        own = _own_share(desk, plan, section)
        if own >= _least(desk, score, exact=exact) or (not exact and _opens_with(desk, section)):
            fitting.append((score, own, len(section.headings), section))
    if not fitting:
        return []
    section = max(fitting, key=lambda found: found[:3])[3]
    clauses = clauses_below(plan, section)
    return lines_below(desk, plan, section, clauses) if len(clauses) <= MAX_LIST else []


def lines_below(desk: Desk, plan: Plan, section: Section, clauses: Sequence[Clause]) -> list[Line]:
    """Return a line for each clause; where headings below part them, labelled lines go with their heading.

    "Các hoạt động phụ trợ" are the headings below, not "Địa điểm: …" and "Kinh phí: …" of each.
    """
    labelled = {c.headings[-1] for c in clauses if c.field and c.headings and c.headings[-1] != section.path}
    lines: list[Line] = []
    told: set[str] = set()
    for clause in clauses:
        head = clause.headings[-1] if clause.headings else ""
        if head not in labelled:
            lines += _clause_lines(desk, plan, [clause])
        elif head not in told:
            told.add(head)
            lines.append(_heading_line(desk, plan, head))
    return lines


def _heading_line(desk: Desk, plan: Plan, path: str) -> Line:
    """Return a heading with the paragraphs that say what it is, where it is the head of a block."""
    unit = desk.corpus.by_key.get((plan.id, path))
    if unit is not None:
        return Line(focus(desk, unit, task_of(unit)), (cite(desk, unit),))
    section = desk.corpus.sections[plan.id, path]
    return Line(tidy(section.heading), (desk.citer.cite_piece(plan.id, section),))


def _least(desk: Desk, score: float, *, exact: bool) -> float:
    """Return how much of a heading the topic must be."""
    count = len(desk.question.topic.words)
    whole = score >= WHOLE_TOPIC and count > 1
    if not exact and whole and count >= LONG_TOPIC:
        return LONG_HEADING_OWN
    return HEADING_OWN if not exact or whole else EXACT_HEADING


def _opens_with(desk: Desk, section: Section) -> bool:
    """Return whether a heading opens with the topic, whatever it goes on to: "Tăng cường đấu tranh, …"."""
    words = [word.folded for word in desk.question.topic.words]
    opening = " ".join(fold(section.heading).split()[: len(words) + OPENING])
    return len(words) >= LONG_TOPIC and f" {' '.join(words)} " in f" {opening} "


def _heading_unit(desk: Desk, plan: Plan, section: Section) -> Unit:
    """Return a heading as something that can be scored; the plan's title is the heading above all."""
    words = section.heading
    headings = [desk.corpus.sections[plan.id, path].heading for path in section.headings]
    above = " ".join([plan.title or "", *headings])
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


def _own_share(desk: Desk, plan: Plan, section: Section) -> float:
    """Return how much of a heading's weight the topic holds, other words of the thesaurus included.

    What the plan is about goes without saying: "Chủ đề Festival …" in the plan of the festival is its theme.
    """
    words = fold(section.heading).split()
    title = fold(plan.title or "").split()
    words = [word for word in words if word not in title] or words
    topic = {w.folded for w in desk.question.topic.words}
    topic |= {w for _, _, others in desk.question.topic.other for other in others for w in other.split()}
    total = sum(desk.corpus.weight(w) for w in words) or 1.0
    return sum(desk.corpus.weight(w) for w in words if w in topic) / total


def clauses_below(plan: Plan, section: Section) -> list[Clause]:
    """Return the clauses anywhere under a heading, footnotes left out."""
    return [c for c in plan.clauses if section.path in c.headings and c.kind != "footnote"]


def _clause_lines(desk: Desk, plan: Plan, clauses: Sequence[Clause]) -> list[Line]:
    return [Line(tidy(clause.text), (desk.citer.cite_piece(plan.id, clause),)) for clause in clauses]


def _near_lead_in(desk: Desk, units: Sequence[Unit], top: float) -> Draft | None:
    """Return the list that a clause near the best introduces: it answers "những … nào" better."""
    for score, unit in desk.rank(units)[:LEAD_INS_TRIED]:
        if score >= max(desk.gate(GATE), LEAD_IN_NEAR * top) and (listed := _lead_in(desk, unit)):
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
    said = f"{shortened(clause.text.rstrip(' :'), SUMMARY)}: {len(listed)} nội dung."
    return Draft("answered", said, (one_group(plan, lines),))


def _siblings(desk: Desk, units: Sequence[Unit]) -> Draft | None:
    """Return all list items under one parent when most of the best places are among them."""
    ranked = desk.rank(units)[:LIKELY_ITEMS]
    near = [unit for score, unit in ranked if score >= LIST_NEAR * ranked[0][0]]
    parents = Counter((unit.plan_id, parent) for unit in near if (parent := _parent(unit.path)) is not None)
    if not parents:
        return None
    (plan_id, path), count = parents.most_common(1)[0]
    if count < MIN_ITEMS or count * 2 <= len(near):
        return None
    plan = desk.corpus.plans[plan_id]
    lines = _clause_lines(desk, plan, [clause for clause in plan.clauses if _parent(clause.path) == path])
    said = f"{len(lines)} nội dung về “{desk.question.topic.text}”."
    return Draft("answered", said, (one_group(plan, lines),))


def _parent(path: str) -> str | None:
    """Return the path a list item stands under; None of a path that is no item's."""
    parent = BULLET_MARK.sub("", path)
    return parent if parent != path else None


# -- every place that says a word ----------------------------------------------------------------------


def answer_mentions(desk: Desk) -> Draft | None:
    """Answer which plans say a word: every clause that holds it, by exact words, not by likeness."""
    if desk.question.agencies and len(desk.question.topic.words) <= 1:
        return _naming(desk)
    for phrases in _phrases(desk):
        units = [u for u in desk.units() if all(_says(u, phrase) for phrase in phrases)]
        if units:
            return _mentions(desk, units, phrases)
    return None


def _naming(desk: Desk) -> Draft | None:
    """Return every clause that names the agencies asked about, with who does it."""
    groups = grouped(desk, named_units(desk), lambda unit: content_line(desk, unit))
    if not groups:
        return None
    names = " và ".join(named.name for named in desk.question.agencies)
    count = len(lines_of(groups))
    said = f"“{names}” được nhắc ở {count} điều khoản trong {len(groups)} kế hoạch: {places_of(groups)}."
    return Draft("answered", said, groups)


def _mentions(desk: Desk, units: Sequence[Unit], phrases: Sequence[str]) -> Draft:
    """Return the units that say phrases, with the plans that do not."""
    said = re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)
    groups = grouped(
        desk,
        units,
        lambda unit: Line(focus(desk, unit, unit.text, said), (cite(desk, unit, fields=("",)),)),
    )
    without = [plan for plan in desk.plans if all(unit.plan_id != plan.id for unit in units)]
    notes = (f"Không thấy trong: {plan_names(without)} (đã dò toàn văn).",) if without else ()
    what = f"“{' … '.join(phrases)}”"
    summary = f"{len(units)} điều khoản trong {len(groups)} kế hoạch nói đến {what}: {places_of(groups)}."
    return Draft("answered", summary, groups, notes)


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
        whole = (0, len(topic.words))
        tries += [
            [other] for start, stop, others in topic.other if (start, stop) == whole for other in others
        ]
    return tries


def _says(unit: Unit, phrase: str) -> bool:
    """Return whether a unit holds phrase as whole words; with its accents, where it was typed with them."""
    accented = fold_tone(phrase)
    if accented != fold(phrase):
        return f" {accented} " in unit.accented
    return f" {fold(phrase)} " in unit.folded
