"""Yes or no: whether an agency holds a role in a matter ("Có phải Sở Y tế chủ trì kiểm tra không?").

The answer says who the clause names and in which role; what it opens with follows from that alone, in words
that hold whichever way the question was turned ("Có chủ trì: …" where it was denied). A no is said only after
all work of the agency was gone through for the matter, and where a clause says nearly all of it; a figure in
the question must stand in the clause before anything is called right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex as re

from answer.corpus import Unit
from answer.desk import ROLE_NAMES, Desk, Draft, lines_of, place_of
from answer.held import Asked, asked_of
from answer.kinds.duties import name_shown
from answer.kinds.places import paths_at
from answer.kinds.regime import REPORT_WORDS
from answer.kinds.sharing import answer_at_large, answer_together
from answer.kinds.who import ELSEWHERE, EVERY_ROLE, fits, nobody_named, who_line
from answer.seek import STRICT, best_units, grouped
from answer.understanding.claim import ALONE, Claim, claim_of
from answer.understanding.question import Question
from answer.understanding.terms import Terms
from answer.understanding.topic import Topic, make_topic
from ingest.plan import Assignment

# "15/11", "15/11/2023", "15 tháng 11 năm 2023"
DATE = re.compile(
    r"(?<![\w/])0*(\d{1,2})\s*(?:/|tháng|thang)\s*0*(\d{1,2})(?:\s*(?:/|năm|nam)\s*(\d{4}))?(?![\w/])",
    re.IGNORECASE,
)
DATE_WORDS = frozenset(("ngay", "thang", "nam"))
FIGURE = re.compile(r"(?<![\w/])0*(\d+)(?![\w/])")
CHOOSING = frozenset({"confirm", "who", "support", "funding", "duties"})  # intents that a choice may show
NEAR_BEST = 0.8  # share of the best clause's score at which a clause that names the agency is meant instead
FEW = 3  # lines at most in which a figure that stands there is called right
Verdict = Literal["yes", "helps", "part", "no", "absent", "unnamed", "group", "unsure"]


@dataclass(frozen=True, slots=True)
class _Finding:
    """What the clauses of one plan say to the claim, best clause first."""

    verdict: Verdict
    units: tuple[Unit, ...]


def answer_confirm(desk: Desk) -> Draft | None:
    """Answer whether the agency named holds the role asked for; None where no clause speaks of the matter."""
    claim = claim_of(desk.question)
    if not claim.who:
        return None
    matter = _matter(desk)
    if claim.partners:
        return answer_together(desk, claim, matter)
    if not matter and not desk.question.labels:
        return answer_at_large(desk, claim)
    if {word.folded for word in matter.words} <= REPORT_WORDS and not desk.question.labels:
        return None  # who reports is said in many places: one of them is no ground for a no
    return _told(desk, claim, _findings(desk, claim, matter))


def answer_choice(desk: Desk) -> Draft | None:
    """Answer which of two agencies has the work, or which of two roles one has; None where neither is asked.

    "Sở A hay Sở B chủ trì …?", "Sở A chủ trì hay phối hợp …?"
    """
    question = desk.question
    claim = claim_of(question)
    of_role = claim.choice_of_role and len(question.agencies) == 1
    if not (claim.choice or of_role) or not set(question.intents) <= CHOOSING:
        return None
    if not (matter := _matter(desk)) and not question.labels:
        return None
    findings = _findings(desk, claim, matter)
    units = [unit for finding in findings for unit in finding.units]
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, EVERY_ROLE))
    if not groups:
        return None
    by_choice: dict[str, list[str]] = {}
    for finding in findings:
        by_choice.setdefault(_chosen(desk, claim, finding), []).append(_place(desk, finding))
    said = "; ".join(f"{chosen} ({', '.join(places)})" for chosen, places in by_choice.items())
    return Draft("answered", f"{said[:1].upper()}{said[1:]}.", groups)


def _chosen(desk: Desk, claim: Claim, finding: _Finding) -> str:
    """Return which of the two a plan gives the work: one, both, or neither and who instead."""
    unit = finding.units[0]
    if claim.choice_of_role:
        return _roles_of(desk, claim, unit)
    wanted = desk.question.roles or ("lead",)
    own = [n for n in claim.who if any(fits(a, wanted) for a in _own(asked_of(desk, [n]), unit))]
    names, role = [name_shown(desk, named) for named in own], ROLE_NAMES[wanted[0]]
    if len(own) == len(claim.who):
        return f"cả hai: {' và '.join(names)} {role}"
    if own:
        return f"{names[0]} {role}"
    if _through_group(desk, claim, [unit]):
        return f"giao chung cho nhóm: {_named(desk, unit)}"
    return f"không phải hai cơ quan này: {_named(desk, unit)}"


def _roles_of(desk: Desk, claim: Claim, unit: Unit) -> str:
    """Return the roles that a unit gives the agencies: "Sở A phối hợp"; who has them instead where none."""
    own = _own(asked_of(desk, claim.who), unit)
    names = " và ".join(name_shown(desk, named) for named in claim.who)
    roles = ", ".join(dict.fromkeys(ROLE_NAMES[held.role] for held in own))
    return f"{names} {roles}" if own else f"không nêu {names} ở việc này: {_named(desk, unit)}"


def _named(desk: Desk, unit: Unit) -> str:
    """Return the agencies and roles that a unit names: "Sở A chủ trì; Sở B phối hợp"."""
    line = who_line(desk, unit, EVERY_ROLE)
    return line.text.partition(":")[0] if line else "không nêu cơ quan nào"


def answer_figure(desk: Desk, routed: Callable[[Desk], Draft | None]) -> Draft | None:
    """Answer whether a figure is right ("Có phải hạn là 20/12?") from what is said without it.

    routed  answers the same question without the figure; None where it finds nothing, or much
    """
    question = desk.question
    asked = _asked_figures(desk)
    intents = tuple(intent for intent in question.intents if intent != "confirm")
    if not asked or question.agencies or "confirm" not in question.intents:
        return None
    words = [w for w in question.topic.words if not w.folded.isdigit() and w.folded not in DATE_WORDS]
    intent = intents[0] if intents else "content"
    text, topic = DATE.sub(" ", question.text), make_topic(words, desk.corpus)
    plain = replace(question, text=text, topic=topic, intents=intents, intent=intent)
    draft = routed(_with_question(desk, plain))
    if draft is None or not draft.found or len(lines := lines_of(draft.groups)) > FEW:
        return None
    cited = {n for line in lines for n in line.citations}
    said = [line.text for line in lines] + [c.quote for c in desk.citer.citations if c.n in cited]
    missing = sorted(asked - _figures(*said))
    opening = f"Không thấy “{', '.join(missing)}”." if missing else "Đúng."
    return replace(draft, summary=f"{opening} {draft.summary}")


def _with_question(desk: Desk, question: Question) -> Desk:
    """Return desk with another question; citations are numbered on."""
    other = replace(desk, question=question)
    other.citer = desk.citer
    return other


def _asked_figures(desk: Desk) -> set[str]:
    """Return the figures that a question holds to be right: its dates, and what else its topic counts."""
    found = DATE.findall(desk.question.text)
    dates = {"/".join(filter(None, date)) for date in found}
    parts = {part for date in found for part in date}
    return dates | (_figures(desk.question.topic.text) - parts)


def _figures(*texts: str) -> set[str]:
    """Return the dates, with and without their year, and the other figures that texts hold: "15/12", "3"."""
    whole = " ".join(texts)
    found = DATE.findall(whole)
    dates = {f"{day}/{month}" for day, month, _ in found} | {"/".join(date) for date in found if date[2]}
    return dates | set(FIGURE.findall(DATE.sub(" ", whole)))


# -- what the clauses say ------------------------------------------------------------------------------


def _matter(desk: Desk) -> Topic:
    """Return what the claim is about: the topic without the words that keep it to one ("chỉ", "duy nhất")."""
    words = desk.question.topic.words
    kept = [word for word in words if word.folded not in ALONE]
    return desk.question.topic if len(kept) == len(words) else make_topic(kept, desk.corpus)


def _findings(desk: Desk, claim: Claim, matter: Topic) -> list[_Finding]:
    """Return what each plan says that speaks of the matter about as well as the best does."""
    if desk.question.labels:
        places = {(p.id, path) for p in desk.plans for path in paths_at(p, desk.question.labels)}
        units = [unit for unit in desk.units() if unit.assignments and _stands_at(unit, places)]
        return [_Finding(_verdict(desk, claim, units, sure=True), tuple(units))] if units else []
    # A figure may be the very thing that is asked: without it where no clause has it.
    words = [word for word in matter.words if not word.folded.isdigit()]
    for topic in (matter, make_topic(words, desk.corpus)):
        found = [pair for plan in desk.plans if (pair := _in_plan(desk.narrowed_to(plan.id), claim, topic))]
        if found:
            top = max(score for score, _ in found)
            return [finding for score, finding in found if score >= NEAR_BEST * top]
    return []


def _stands_at(unit: Unit, places: set[tuple[str, str]]) -> bool:
    headings = {heading for clause in unit.clauses for heading in clause.headings}
    return any((unit.plan_id, path) in places for path in (unit.path, *headings))


def _in_plan(desk: Desk, claim: Claim, topic: Topic) -> tuple[float, _Finding] | None:
    """Return what the one plan asked says to the claim, with the score of the clause that says it.

    Of clauses that speak of the matter nearly as well, those are meant that give the agency work; a clause
    of its own that speaks of it less well decides nothing.
    """
    asked = asked_of(desk, claim.who)
    given = [unit for unit in desk.units() if unit.assignments]
    best = best_units(desk, given, topic)
    if not best.units:
        return None
    own = best_units(desk, [unit for unit in given if _own(asked, unit)], topic)
    if own.units and own.score >= NEAR_BEST * best.score:
        units = (*own.units, *(u for u in best.units if u not in own.units)) if claim.only else own.units[:1]
        return own.score, _Finding(_verdict(desk, claim, units, sure=True), tuple(units))
    if own.units:
        return best.score, _Finding("unsure", (best.units[0], own.units[0]))
    sure = Terms(topic, desk.corpus).share(best.units[0]) >= STRICT
    anywhere = best_units(desk, desk.units(), topic)
    if anywhere.units and anywhere.score > ELSEWHERE * best.score:
        return anywhere.score, _Finding("unnamed", anywhere.units[:1])
    return best.score, _Finding(_verdict(desk, claim, best.units[:1], sure=sure), best.units[:1])


def _own(asked: Asked, unit: Unit) -> list[Assignment]:
    return [held for held in unit.assignments if asked.holds(held)]


def _verdict(desk: Desk, claim: Claim, units: Sequence[Unit], *, sure: bool) -> Verdict:
    """Return what units say to the claim; sure where they say all but all of its matter."""
    wanted = () if claim.only_role else desk.question.roles
    figures = _asked_figures(desk)
    if figures and not desk.question.labels and not figures <= _figures(*(unit.text for unit in units)):
        return "unsure"
    each = [[a for unit in units for a in _own(asked_of(desk, [named]), unit)] for named in claim.who]
    held = [bool(own) and (not wanted or any(fits(a, wanted) for a in own)) for own in each]
    if all(held):
        helps = not wanted and all(a.role == "support" for own in each for a in own)
        return "helps" if helps else "yes"
    if any(held):
        return "part"
    if not any(each) and _through_group(desk, claim, units):
        return "group"
    return "no" if sure else "absent"


def _through_group(desk: Desk, claim: Claim, units: Sequence[Unit]) -> bool:
    asked = asked_of(desk, claim.who)
    return any(
        asked.through(held, leads=False, named=asked.named_in(desk.corpus.plans[unit.plan_id]))
        for unit in units
        for held in unit.assignments
    )


# -- how it is told ------------------------------------------------------------------------------------


def _told(desk: Desk, claim: Claim, findings: Sequence[_Finding]) -> Draft | None:
    """Return the findings as an answer, one after the other where plans differ; None without any."""
    if len(findings) == 1 and findings[0].verdict == "unnamed":
        return nobody_named(desk, findings[0].units[0])
    named = [finding for finding in findings if finding.verdict != "unnamed"]
    units = [unit for finding in named for unit in finding.units]
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, EVERY_ROLE))
    if not groups:
        return None
    told = [(_opening(desk, claim, finding), finding) for finding in named]
    if len(told) == 1:
        (opening, finding) = told[0]
        return Draft("answered", f"{opening}: {_who(desk, claim, finding)} ({place_of(groups[0])}).", groups)
    openings = dict.fromkeys(opening for opening, _ in told)
    said = [
        f"{opening}: {', '.join(_place(desk, f) for own, f in told if own == opening)}."
        for opening in openings
    ]
    return Draft("answered", " ".join(said), groups)


def _opening(desk: Desk, claim: Claim, finding: _Finding) -> str:
    """Return the words that an answer opens with: what is so, whichever way the question was turned."""
    roles = " hoặc ".join(ROLE_NAMES[role] for role in desk.question.roles) or "được giao việc này"
    names = " và ".join(name_shown(desk, named) for named in claim.who)
    if finding.verdict in ("yes", "helps") and claim.only_role:
        alone = "Không chỉ" if _others(desk, claim, finding) else "Đúng là chỉ"
        return f"{alone} {ROLE_NAMES[claim.only_role]}"
    if finding.verdict in ("yes", "helps") and claim.only:
        alone = "Không chỉ" if _others(desk, claim, finding) else "Đúng, điều khoản này chỉ nêu"
        return f"{alone} {names}"
    if claim.denied and finding.verdict in ("yes", "no"):
        return f"Có {roles}" if finding.verdict == "yes" else f"Đúng là không {roles}"
    plain: dict[Verdict, str] = {
        "yes": "Đúng",
        "helps": "Có, với vai phối hợp",
        "part": "Chỉ đúng một phần",
        "no": "Không",
        "absent": f"Không thấy nêu {names} ở việc này, kế hoạch ghi",
        "group": "Kế hoạch giao chung cho nhóm",
        "unsure": "Kế hoạch ghi",
    }
    return plain[finding.verdict]


def _others(desk: Desk, claim: Claim, finding: _Finding) -> list[Assignment]:
    """Return what stands against "chỉ": others in the role asked about, or another role of the agency."""
    asked, wanted = asked_of(desk, claim.who), desk.question.roles
    held = [a for unit in finding.units for a in unit.assignments]
    if claim.only_role:
        return [a for a in held if asked.holds(a) and a.role != claim.only_role]
    return [a for a in held if not asked.holds(a) and (not wanted or fits(a, wanted))]


def _who(desk: Desk, claim: Claim, finding: _Finding) -> str:
    """Return the agencies and roles that the first clause names; of "chỉ" those that stand against it."""
    others = _others(desk, claim, finding) if claim.only and not claim.only_role else []
    if not others or finding.verdict not in ("yes", "helps"):
        return _named(desk, finding.units[0])
    names = dict.fromkeys(f"{held.agency} {ROLE_NAMES[held.role]}" for held in others)
    return f"còn {'; '.join(names)}"


def _place(desk: Desk, finding: _Finding) -> str:
    plan = desk.corpus.plans[finding.units[0].plan_id]
    return plan.place or plan.number or plan.id
