"""Which answer a question gets: routes by intent, each tried in turn, and the honest no after them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, lines_of, place_of, plan_name, searched
from answer.kinds.balance import answer_balance
from answer.kinds.confirm import answer_choice, answer_confirm, answer_figure
from answer.kinds.content import answer_content, answer_mentions, no_figure
from answer.kinds.difference import answer_difference, with_places_missing
from answer.kinds.documents import answer_documents
from answer.kinds.duties import MIN_TOPIC, answer_about, answer_duties, narrows
from answer.kinds.exclusion import answer_exclusion
from answer.kinds.extremes import answer_extreme
from answer.kinds.fields import answer_beyond, answer_column
from answer.kinds.frame_facts import (
    FACTS,
    answer_bases,
    answer_effect,
    answer_facts,
    answer_frame,
    answer_recipients,
)
from answer.kinds.funding import MONEY_WORDS, answer_funding
from answer.kinds.gaps import answer_gap, answer_membership, answer_own_section
from answer.kinds.headings import answer_headings
from answer.kinds.listing import answer_listing
from answer.kinds.meanings import answer_meaning
from answer.kinds.other_duties import answer_other_duties
from answer.kinds.overview import answer_compare, answer_count, answer_status, answer_unknown_status
from answer.kinds.people import of_people
from answer.kinds.places import answer_place
from answer.kinds.references import answer_named_document, answer_reference, is_number
from answer.kinds.refuse import refuse, ways_on
from answer.kinds.regime import REPORT_WORDS, answer_reporting, answer_trouble
from answer.kinds.sections import answer_section
from answer.kinds.summaries import answer_definition, answer_summary
from answer.kinds.todays_names import answer_today
from answer.kinds.unlisted_doers import answer_unlisted
from answer.kinds.when import answer_deadline
from answer.kinds.who import answer_audience, answer_partners, answer_who
from answer.seek import stands_out
from answer.understanding.quantity import asks_number, counts
from answer.understanding.terms import Terms
from answer.understanding.wording import BASE_NUMBER, HELD_IN, NUMBER_OF_BASE, OTHER_DOCUMENT, WHICH_DOCUMENT
from ingest.fold import fold

# Words of doing: a question that has one asks who does what a cited document demands, not of the document.
DOES = re.compile(
    r"chu tri|phoi hop|\bgiao\b|phu trach|\blam\b|thuc hien|chiu trach nhiem|trien khai|thi hanh"
)

# Words that are all there is to say of a rule of plans: "so sánh kinh phí của …"
COMPARED = {"reporting": REPORT_WORDS, "funding": MONEY_WORDS}
BARE = 4  # words at most of a question of when that names no matter
# "Chiến lược … được phê duyệt ngày nào?" asks when a document was issued, not when work is due.
ISSUED_WHEN = re.compile(
    r"\b(?:phe duyet|ban hanh|thong qua|ky)(?: \w+){0,2} (?:(?:vao )?(?:ngay|nam|thang)|khi|bao gio|luc)\b"
)
# Words that ask for the issue of a document and name none.
_ISSUE = "so hieu ky ban hanh phe duyet thong qua van quyet dinh ke hoach ngay nam"
OF_ISSUE = frozenset(_ISSUE.split())
DUE = re.compile(r"\b(?:phai|trinh|truoc|han|xong|cham nhat)\b")
THAT_AGENCY = re.compile(r"\b(?:so|co quan|don vi|phong|nganh) (?:do|nay|ay|kia)\b")
# "ở từng nơi", "mỗi tỉnh", "giữa các kế hoạch", "cả 5 kế hoạch"
EACH_PLACE = re.compile(
    r"\b(?:tung|moi|giua cac|o cac|(?:ca|cua|giua|o) (?:ca )?(?:\d+|hai|ba|bon|nam)) "
    r"(?:noi|tinh|dia phuong|ke hoach|ban|cho|van ban)\b"
)

TELLING = 3  # words of a topic that says much
# What is signed or dated where nothing else is named.
OF_A_PLAN = re.compile(r"\b(?:nguoi ky|ke hoach|quyet dinh|van ban|cong van|ban hanh)\b")

Route = Callable[[Desk], Draft | None]


def _duties(desk: Desk) -> Draft | None:
    """Answer what agencies have to do, or a whole plan; not where it is asked who does something for them."""
    question = desk.question
    if question.plans and not question.agencies and not question.topic:
        return answer_summary(desk)  # "Cần Thơ phải làm gì?": what the plan holds
    asks_who = "who" in question.intents and len(question.topic.words) >= MIN_TOPIC
    if asks_who:
        return None
    return of_people(desk, answer_duties(desk)) if question.agencies else answer_unlisted(desk)


def _signer(desk: Desk) -> Draft | None:
    """Answer who signed the plans; not where it is "Ai ký hợp đồng với đài nước ngoài?"."""
    question = desk.question
    said = f" {question.folded} "
    own = [word.folded for word in question.topic.words if f" {word.folded} " in said]
    titles = f" {' '.join(fold(plan.title or '') for plan in desk.plans)} "
    other = [word for word in own if f" {word} " not in titles]
    if len(other) >= MIN_TOPIC and not OF_A_PLAN.search(question.folded):
        return None
    return answer_frame(desk, "signer")


def _summary(desk: Desk) -> Draft | None:
    return None if desk.question.agencies or desk.question.labels else answer_summary(desk)


def _confirm(desk: Desk) -> Draft | None:
    return answer_confirm(desk) or answer_figure(desk, _routed)


def _partners(desk: Desk) -> Draft | None:
    return answer_partners(desk) or answer_who(desk)


ROUTES: dict[str, Route] = {
    **{name: partial(answer_frame, name=name) for name in FACTS},
    "recipients": answer_recipients,
    "signer": _signer,
    "bases": answer_bases,
    "membership": answer_membership,
    "gap": answer_gap,
    "confirm": _confirm,
    "status": answer_status,
    "unknown_status": lambda _: answer_unknown_status(),
    "count": answer_count,
    "successor": answer_today,
    "own_section": answer_own_section,
    "summary": _summary,
    "mentions": answer_mentions,
    "audience": answer_audience,
    "reporting": answer_reporting,
    "effect": answer_effect,
    "deadline": answer_deadline,
    "funding": answer_funding,
    "support": _partners,
    "who": answer_who,
    "duties": _duties,
    "definition": answer_definition,
}
# Intents that ask for something other than an agency's duties about a topic.
SPECIFIC = frozenset(ROUTES) - {"duties", "definition"}
# Routes whose "no" is the answer: no other place of the plan can hold the fact.
FINAL = frozenset({*FACTS, "bases", "duties", "gap", "status", "unknown_status", "deadline", "definition"})
# What no plan says, however far one looks: names of today, what was done.
SAID_BY_NONE = frozenset({"successor", "status", "unknown_status"})
# Answered for all plans together, plan by plan as they are.
SIDE_BY_SIDE = frozenset({*FACTS, "bases", "count", "gap", "status", "summary"})
# A question for one of these that says "quyết định nào" means the plan, not a document it cites.
OF_THE_PLAN = frozenset({"number", "mentions", "bases", "signer", "kind", "title", "count"})


def answer_for(desk: Desk) -> Draft:
    """Return the draft of the first route that finds something, else the refusal that fits."""
    if (refusal := refuse(desk)) is not None:
        return with_places_missing(desk, refusal)
    return with_places_missing(desk, _after_wider_pass(desk, _first_found(desk)))


def _first_found(desk: Desk) -> Draft:
    if _points_at_nobody(desk):
        asked = "việc nào, kế hoạch nào" if desk.question.intent == "deadline" else "cơ quan nào"
        return Draft("clarify", f"Anh/chị hỏi {asked}?", options=ways_on(desk))
    for weigh in (answer_meaning, answer_difference, answer_balance, answer_extreme):
        if (weighed := weigh(desk)) is not None:
            return weighed
    if _compares(desk) and (compared := answer_compare(desk, _routed, answer_content)) is not None:
        return compared
    return _routed(desk) or _in_other_words(desk) or nothing_found(desk)


def _in_other_words(desk: Desk) -> Draft | None:
    """Return what a place says that stands out for the topic though it says it otherwise, and which words it
    does not say."""
    unit = stands_out(desk)
    draft = _by_intent(desk.letting_pass(unit)) if unit is not None else None
    if unit is None or draft is None or not draft.found:
        return None
    words = Terms(desk.question.topic, desk.corpus).unsaid(unit)
    quoted = ", ".join(f"“{phrase}”" for phrase in words)
    note = f"Điều khoản này không dùng chữ {quoted}; anh/chị xem có đúng việc cần hỏi không."
    return replace(draft, status="partial", notes=(*draft.notes, note)) if words else draft


def _points_at_nobody(desk: Desk) -> bool:
    """Return whether "sở đó" is all that names an agency, and no turn before says which."""
    question = desk.question
    named = question.agencies or question.topic or question.labels
    if question.intents[:1] == ("deadline",) and not named and len(desk.plan_ids) > 1:
        return len(question.folded.split()) <= BARE  # "khi nào xong?"
    asks = {"duties", "count"}.intersection(question.intents)
    return bool(asks) and not named and THAT_AGENCY.search(question.folded) is not None


def _compares(desk: Desk) -> bool:
    """Return whether several plans are named, or "từng nơi", and each is to be answered by itself."""
    question = desk.question
    each = not question.plans and EACH_PLACE.search(question.folded) is not None
    several = len(desk.plan_ids) > 1 and (each or len(question.plans) > 1)
    return several and question.intent not in SIDE_BY_SIDE


def _routed(desk: Desk) -> Draft | None:
    for route in BEFORE_INTENTS:
        if (draft := route(desk)) is not None:
            return draft
    return _by_intent(desk)


# -- before the intents: what a question names decides -------------------------------------------------


def _document(desk: Desk) -> Draft | None:
    """Answer which document is asked for, or when it was issued, where it is none of the plans."""
    question, folded = desk.question, desk.question.folded
    asks = (
        OTHER_DOCUMENT.search(folded)
        or BASE_NUMBER.search(folded)
        or NUMBER_OF_BASE.search(folded)
        or (WHICH_DOCUMENT.search(folded) and question.intent not in OF_THE_PLAN and not _asks_where(desk))
    )
    held = HELD_IN.search(folded) and len(_beside_titles(desk)) >= MIN_TOPIC and not question.numbers
    return answer_reference(desk) if asks or held or _asks_issued(desk) else None


def _asks_issued(desk: Desk) -> bool:
    """Return whether it is asked when a document that is none of the plans was issued."""
    folded = desk.question.folded
    issued = ISSUED_WHEN.search(folded) and not DUE.search(folded)
    return bool(issued) and len(_beside_titles(desk)) >= MIN_TOPIC and not desk.question.numbers


def _beside_titles(desk: Desk) -> list[str]:
    """Return the words of the topic that are neither of the plans' titles nor of the issue of documents."""
    titles = f" {' '.join(fold(plan.title or '') for plan in desk.plans)} "
    words = [word.folded for word in desk.question.topic.words]
    return [word for word in words if word not in OF_ISSUE and f" {word} " not in titles]


def _asks_where(desk: Desk) -> bool:
    """Return whether "kế hoạch nào" asks which plan gives an agency work: "Kế hoạch nào giao việc cho …?"."""
    found = WHICH_DOCUMENT.search(desk.question.folded)
    of_agency = bool(desk.question.agencies) and "duties" in desk.question.intents
    return of_agency and found is not None and found["kind"] == "ke hoach"


def _named_document(desk: Desk) -> Draft | None:
    """Answer what the plans say of a document that is named by number and is none of them."""
    own = [plan.number for plan in desk.corpus.plans.values() if plan.number]
    foreign = any(not any(is_number(number, asked) for number in own) for asked in desk.question.numbers)
    asks_who = {"who", "support", "deadline"}.intersection(desk.question.intents)
    doing = asks_who and DOES.search(desk.question.folded)
    if not foreign or doing:
        return None
    return answer_named_document(desk)


def _about(desk: Desk) -> Draft | None:
    """Answer what an agency has to do about a topic, where the question asks for nothing else."""
    question = desk.question
    if not question.agencies or len(question.topic.words) < MIN_TOPIC:
        return None
    if SPECIFIC.intersection(question.intents) or ("duties" in question.intents and not narrows(desk)):
        return None
    about = answer_about(desk)
    return about and _with_its_figure(desk, about)


def _several_facts(desk: Desk) -> Draft | None:
    facts = [intent for intent in desk.question.intents if intent in FACTS]
    return answer_facts(desk, facts) if len(facts) > 1 else None


# What a question names decides, before its wording does; in order.
BEFORE_INTENTS: tuple[Route, ...] = (
    answer_column,
    answer_beyond,
    answer_other_duties,
    answer_exclusion,
    answer_trouble,
    answer_choice,
    answer_documents,
    _document,
    _named_document,
    answer_headings,
    answer_section,
    answer_listing,
    answer_place,
    _about,
    _several_facts,
)


# -- by intent -----------------------------------------------------------------------------------------


def _by_intent(desk: Desk) -> Draft | None:
    """Return the first draft that finds something, else the first no, else what the plans say about it."""
    question = desk.question
    missed: Draft | None = None
    telling = len(question.topic.words) > TELLING
    for intent in _in_order(question.intents, telling=telling) + _implied(desk):
        route = ROUTES.get(intent)
        draft = route(desk) if route else None
        if draft is None:
            continue
        if draft.found or (missed is None and intent in FINAL):
            return draft
        missed = missed or draft
    if missed is not None:
        return missed
    # One word left over beside an agency is more often filling than a topic; so is what is counted of it.
    short = len(question.topic.words) < MIN_TOPIC or "count" in question.intents
    filling = bool(question.agencies) and short
    if filling and set(question.intents) <= {"compare"}:
        return answer_duties(desk)
    found = answer_content(desk) or (answer_duties(desk) if filling else _unclear(desk))
    return found and _with_its_figure(desk, found)


def _with_its_figure(desk: Desk, draft: Draft) -> Draft:
    """Return draft where it is asked how many only if a line holds such a figure, else the no."""
    question = desk.question
    if not draft.found or "count" in question.intents or not asks_number(question.text):
        return draft
    said = [line.text for line in lines_of(draft.groups)]
    cited = {n for line in lines_of(draft.groups) for n in line.citations}
    said += [citation.quote for citation in desk.citer.citations if citation.n in cited]
    known = partial(_is_said, desk.units())
    return draft if counts(question.text, said, known) else no_figure(desk)


def _is_said(units: Sequence[Unit], words: str) -> bool:
    return any(f" {words} " in unit.folded for unit in units)


def _in_order(intents: Sequence[str], *, telling: bool) -> list[str]:
    """Return the intents as they are tried: who gives the money is first of all a question of who.

    telling  whether the topic says much: who does it is then asked, not what is late
    """
    order = list(intents)
    if {"who", "funding"} <= set(order):
        order.remove("who")
        order.insert(order.index("funding"), "who")
    if {"who", "status"} <= set(order) and telling:  # "trễ hạn thì ai phải xin lỗi dân?"
        order.remove("status")
    return order


def _implied(desk: Desk) -> list[str]:
    """Return the intents that hold without words for them.

    An agency and nothing else asks for its duties; what is compared may be a rule of the plans ("kinh phí").
    """
    question = desk.question
    words = {word.folded for word in question.topic.words}
    if set(question.intents) == {"compare"} and words and not question.agencies:
        return [intent for intent, own in COMPARED.items() if words <= own][:1]
    return ["duties"] if question.agencies and not words and not question.intents else []


# -- nothing found -------------------------------------------------------------------------------------


def _unclear(desk: Desk) -> Draft | None:
    """Ask back when a question names nothing to look for: any guess would mislead."""
    question = desk.question
    if question.topic or question.agencies or question.numbers or question.plans:
        return None
    return Draft("clarify", "Anh/chị hỏi về việc gì, cơ quan nào hay kế hoạch nào?", options=ways_on(desk))


def nothing_found(desk: Desk) -> Draft:
    """Return the honest no: where was looked, and what comes nearest."""
    return Draft("not_found", f"Không tìm thấy trong {searched(desk.plans)}.", nearest=desk.nearest())


def _after_wider_pass(desk: Desk, draft: Draft) -> Draft:
    """Return draft; a no that searching could change after a second pass over the plans that were not asked.

    What the frame of a copy lacks no other plan can give: then it says where was looked.
    """
    if draft.status != "not_found" or desk.question.intent in SAID_BY_NONE:
        return draft
    if desk.question.intent in FACTS:
        looked = f"Đã xem phần đầu và phần ký của {searched(desk.plans)}."
        return replace(draft, notes=(*draft.notes, looked))
    if len(desk.plan_ids) == len(desk.corpus.plans):
        return draft
    wide = desk.widened()
    drafts = [draft for draft in (_routed(wide), answer_content(wide)) if draft is not None and draft.found]
    shown = [group for group in drafts[0].groups if not group.folded] if drafts else []
    asked = {plan_name(plan) for plan in desk.plans}
    places = [place for place in dict.fromkeys(map(place_of, shown)) if place not in asked]
    if not places:
        return draft
    note = f"Nội dung gần với câu hỏi có trong kế hoạch khác: {', '.join(places)}."
    return replace(draft, notes=(*draft.notes, note))
