"""A conversation: what a follow-up keeps of the turn before, and what the user corrects by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from answer.desk import ROLE_NAMES
from answer.kinds.funding import MONEY_WORDS
from answer.kinds.holder import HOLDER
from answer.kinds.refuse import REFUSALS
from answer.kinds.regime import REPORT_WORDS
from answer.understanding.claim import claim_of
from answer.understanding.question import Question, World, read_question
from answer.understanding.topic import Topic, make_topic
from answer.understanding.wording import PARTICLES, WHICH_DOCUMENT
from ingest.agencies import Named
from ingest.fold import fold

ONLY = r"^chi (?!dao|dinh|tieu|thi|so|phi|huy)"  # "chỉ Khánh Hòa thôi", not "chỉ tiêu"
STARTS = re.compile(
    r"^(?:con|ngoai ra|the con|the(?! (?:thao|che|le|thuc|gioi))|vay|vay con|va|rieng|tom lai|o do|luc do|"
    r"viec do|cai do|ke hoach do|neu(?! (?:nhiem vu|ten|cac|noi dung|ro|cu the|ra|nhung|so|chi tieu|muc))|no|"
    r"ho(?! (?:tro|so|gia dinh|ngheo|dan|tich|kinh doanh|chieu|can ngheo)))\b|"
    r"(?:roi )?ngoai (?:(?:cac|nhung|may) )?(?:viec|nhiem vu|chuyen|cong tac|phan|noi dung|cai|khoan|vu)\b|"
    rf"{ONLY}|^(?:o|tai) (?:\S+ ){{1,4}}thi\b"
)
TURNS_TO = re.compile(r"^(?:the |vay |the |roi )*con ")  # "thế còn tập huấn?": another matter
ENDS = re.compile(
    r"\b(?:thi sao|the nao|sao|thoi|nua|khong|day|do)"
    rf"(?: (?:{'|'.join(sorted(PARTICLES))}))*\W*$"  # "thì sao em"
)
POINTS_BACK = re.compile(
    r"\b(?:(?:viec|noi dung|ke hoach|muc) (?:do|nay)|(?:co quan|don vi|lop|cai|luc|trong so|o) do)\b"
)
BARE_LABEL = re.compile(r"(?<![\d/.])\d{1,2}(?:\.\d{1,2})+(?![\d/.])")
RULES = frozenset(("reporting", "funding", "recipients", "number", "date", "signer", "effect", "bases"))
EVERYWHERE = re.compile(
    r"\b(?:cac|nhung|moi|tung|tat ca|ca \w+) (?:ke hoach|tinh|noi|dia phuong|ban)\b|"
    r"\b(?:ke hoach|tinh|dia phuong|noi|ban) nao\b"
)
THAT_PLAN = re.compile(r"\b(?:tinh|ke hoach|noi|dia phuong|huyen|thanh pho|van ban|ban) (?:do|nay|ay)\b")
OF_THE_DOCUMENT = ("number", "date", "signer", "issuer", "title", "kind")
_DOES = r"(?=phoi hop|lam|co\b|phai|bao cao|duoc|chu tri|tham muu|con\b|gui|trinh|nop|lo\b)"
THEY = re.compile(  # "họ phối hợp với ai?", "Sở báo cáo …"; "hồ sơ" and "hỗ trợ" are no pronouns
    rf"^(?:the |vay |con |roi )*(?:ho|no|(?:so|co quan|don vi|phong|nganh) (?:do|nay|ay)|so|phong) {_DOES}"
)
# "Sở báo cáo UBND tỉnh bao lâu một lần?": named is who gets it, asked of is who sends it
REPORTS_TO = re.compile(r"\b(?:bao cao|gui|trinh|nop)\b")
# "Chỉ cần ý về không gian mạng", "rút gọn lại phần FDI": a part of what was asked before
NARROWS = re.compile(
    r"\b(?:chi|rieng|rut gon|gon|loc|thu gon|thu hep|tom|tom tat|tom lai)\b(?! dao| dinh| tieu| thi)"
    r"[^,.;?]{0,24}?"
    r"\b(?:phan|y|viec|ve|noi dung|mang|doan)(?: ve| lien quan den)? (?P<what>[^,.;?]+)"
)
GOES_BACK = re.compile(r"\b(?:quay|tro)(?: ve| lai)+\b")
NEW_MATTER = re.compile(r".{0,30}\b(?:chuyen|viec|van de|cau|chu de|noi dung) khac\b[^?]{0,12}[:,.]")
SHORT = 2  # telling words at most in a question that leans on the one before
SHORT_QUESTION = 8  # words at most in a question that ends like a follow-up ("… thì sao?")


def frame_of(questions: Sequence[Question]) -> Question:
    """Return what the next turn goes on with: the last turn that was not refused as such.

    A plan that a refused turn named is still the one talked of ("Số điện thoại của …?", "Vậy ai ký?"), and
    one whose place is not loaded leaves the plan talked of before it.
    """
    plans: tuple[str, ...] = ()
    frame: Question | None = None
    for question in reversed(questions):
        plans = plans or question.plans
        of_person = HOLDER.search(question.folded) is not None
        if frame is None and not of_person and REFUSALS.keys().isdisjoint(question.intents):
            frame = question
        if frame is not None and (plans or not frame.elsewhere):
            break
    return replace(frame or Question("", "content"), plans=plans)


def leans_on_before(question: Question) -> bool:
    """Return whether a question cannot stand alone.

    It opens or ends like a follow-up, points back, or names next to nothing.
    """
    folded = fold(question.text)
    if question.corrects or STARTS.match(folded) or POINTS_BACK.search(folded) or THEY.match(folded):
        return True
    named = bool(question.agencies) + bool(question.plans)
    if (
        "compare" in question.intents
        and len(question.plans) == 1
        and not question.agencies
        and not question.topic
    ):
        return True  # "so với Trà Vinh thì khác chỗ nào?"
    if not question.intents and not question.topic and named == 1:
        return True  # "Sở Tài chính?"
    if question.intents == ("deadline",) and question.plans and not question.topic and not question.agencies:
        return True  # "Trà Vinh thì ngày nào?"
    short = len(folded.split()) - _words_named(question) <= SHORT_QUESTION
    if ENDS.search(folded) and short and named + bool(question.topic) <= 1:
        return True
    return named == 0 and not question.numbers and len(question.topic.words) <= SHORT


def _words_named(question: Question) -> int:
    """Return how many words the names of agencies take beyond one each."""
    return sum(len(named.name.split()) - 1 for named in question.agencies)


def carried_over(
    before: Question, question: Question, world: World, typed: str = ""
) -> tuple[Question, frozenset[str]]:
    """Return question completed from the turn before, and the kinds that were kept ("agency", "plan", …).

    typed  the turn as it was typed, folded, with what question leaves out ("quay lại …", "sang chuyện khác")
    """
    if question.intent in REFUSALS or NEW_MATTER.match(typed):
        return question, frozenset()
    if (narrowed := _narrowed(before, question, world)) is not None:
        return narrowed
    if not leans_on_before(question):
        return _in_the_same_plan(before, question)
    now, kept = _without_only(question, world), set[str]()
    own_intents = [intent for intent in question.intents if intent not in ("definition", "summary")]
    if not own_intents and not WHICH_DOCUMENT.search(question.folded):
        roles = question.roles or before.roles
        now = replace(now, intent=before.intent, intents=before.intents, roles=roles)
        kept.add("intent")
    if question.intent == "recipients" and of_reports(before):
        now = replace(now, intent="reporting", intents=("reporting",))  # "Gửi cho ai?" after a report
    if (
        question.plans
        and before.plans
        and "compare" in own_intents
        and not set(question.plans) & set(before.plans)
    ):
        now = replace(now, plans=(*before.plans, *question.plans))  # "so với Trà Vinh thì khác chỗ nào?"
        kept.add("plan")
    if question.intent == "deadline" and before.intent in OF_THE_DOCUMENT and not question.topic:
        now = replace(now, intent="date", intents=("date",))  # "Số mấy?", "Ngày nào?": both of the document
    if _stays_in_plan(before, question):
        now = replace(now, plans=before.plans)
        kept.add("plan")
    if bare := _bare_label(question, before):
        now = replace(now, labels=bare, topic=Topic(()))
    elif not question.labels and before.labels and not question.topic:
        now = replace(now, labels=before.labels)
        kept.add("label")
    asks_doer = not {"who", "support", "audience"}.isdisjoint(own_intents)
    same_doer = not asks_doer or THEY.match(question.folded)
    if question.agencies and before.agencies and not (claim := claim_of(question)).who and claim.partners:
        now = replace(now, agencies=(*of_before(before.agencies), *question.agencies))
        kept.add("agency")  # "có phối hợp với Công an không?": the agency talked of, with that one
    receiver = THEY.match(question.folded) and REPORTS_TO.search(question.folded)
    if (receiver or not question.agencies) and before.agencies and same_doer:
        now = replace(now, agencies=of_before(before.agencies))
        kept.add("agency")
        if question.roles and _only_roles(now):
            now = replace(now, topic=Topic(()))
    # "Số mấy?", "ban hành ngày nào?": of the document, no matter to go on with
    of_document = {before.intent, now.intent} <= {*OF_THE_DOCUMENT}
    goes_on = _keeps_topic(now, asks_doer=asks_doer) or _goes_on_reporting(before, now)
    if before.topic and goes_on and not of_document:
        now = replace(now, topic=_joined(before.topic, now.topic, world))
        kept.add("topic")
    return now, frozenset(kept)


def _narrowed(before: Question, question: Question, world: World) -> tuple[Question, frozenset[str]] | None:
    """Return the question before about a part of it only ("chỉ phần bảo mật thôi"); None without a part.

    Agencies in the words of the part are of the matter: "việc cung cấp nội dung cho Bộ …".
    """
    found = NARROWS.search(question.folded)
    if found is None or not before.agencies or question.plans:
        return None
    part = read_question(found["what"], world)
    outside = len(question.agencies) > len(part.agencies)
    if not part.topic or part.plans or outside:
        return None
    topic = make_topic([w for w in question.topic.words if w.folded in found["what"].split()], world.corpus)
    now = replace(before, text=question.text, topic=topic or part.topic)
    intents = tuple(intent for intent in before.intents if intent != "duties")  # not all of them
    now = replace(now, agencies=of_before(before.agencies), intents=intents)
    return now, frozenset({"intent", "agency", "plan"})


def of_before(agencies: Sequence[Named]) -> tuple[Named, ...]:
    """Return agencies as kept from a turn before: no words of this one name them."""
    return tuple(replace(named, start=0, stop=0) for named in agencies)


def _in_the_same_plan(before: Question, question: Question) -> tuple[Question, frozenset[str]]:
    """Return a whole question that names no plan as one to the plan talked of."""
    if not _stays_in_plan(before, question):
        return question, frozenset()
    return replace(question, plans=before.plans), frozenset({"plan"})


def only_if_held(question: Question, typed: str) -> bool:
    """Return whether a question that stays in the plan talked of may be meant of all: a whole one may.

    Not one about a rule of plans ("Các sở báo cáo cho ai?"), nor one that goes back ("quay lại Sở Y tế, …").
    typed  as it was typed, folded
    """
    group = all(named.collective for named in question.agencies)
    own = [word for word in question.topic.words if word.folded not in REPORT_WORDS | MONEY_WORDS]
    of_rule = group and RULES.intersection(question.intents) and len(own) <= SHORT
    goes_back = GOES_BACK.search(typed) and question.agencies
    return not (leans_on_before(question) or of_rule or goes_back)


def _stays_in_plan(before: Question, question: Question) -> bool:
    """Return whether a question that names no plan is about those talked of: not where it asks of all."""
    named = question.plans or question.elsewhere or EVERYWHERE.search(question.folded)
    return bool(before.plans) and not named


def _bare_label(question: Question, before: Question) -> tuple[str, ...]:
    """Return the place that a figure alone names after a turn that named one: "Mục 7.1 …?", "còn 7.3?"."""
    found = BARE_LABEL.search(question.text) if before.labels and not question.labels else None
    figures = all(word.folded.isdigit() for word in question.topic.words)
    return (found[0],) if found and figures else ()


def _without_only(question: Question, world: World) -> Question:
    """Return question without the "chỉ" that opens it: "chỉ Khánh Hòa thôi" is not about "chỉ"."""
    words = question.topic.words
    if not words or words[0].folded != "chi" or not re.match(ONLY, fold(question.text)):
        return question
    return replace(question, topic=make_topic(words[1:], world.corpus))


def _only_roles(question: Question) -> bool:
    """Return whether the topic is nothing but the role asked for: "phối hợp thì sao?"."""
    said = {word for role in question.roles for word in fold(ROLE_NAMES[role]).split()}
    return {word.folded for word in question.topic.words} <= said


def of_reports(question: Question) -> bool:
    """Return whether a question was about reports, or by when they are due."""
    words = {word.folded for word in question.topic.words}
    return "reporting" in question.intents or ("deadline" in question.intents and {"bao", "cao"} <= words)


def _goes_on_reporting(before: Question, question: Question) -> bool:
    """Return whether a follow-up only says once more that a report is sent: "còn Sở A trình khi nào?"."""
    return of_reports(before) and all(word.folded in REPORT_WORDS for word in question.topic.words)


def _keeps_topic(question: Question, *, asks_doer: bool) -> bool:
    """Return whether a follow-up asks something else of the same topic, and does not change it."""
    if not question.topic:
        return True
    if TURNS_TO.match(question.folded) or THAT_PLAN.search(question.folded):
        return False
    short = len(question.topic.words) <= SHORT and not question.agencies
    return short and (asks_doer or bool(question.intents))


def _joined(before: Topic, now: Topic, world: World) -> Topic:
    """Return the topic of both turns, the earlier words first, each once."""
    known = {word.folded for word in now.words}
    return make_topic([*(w for w in before.words if w.folded not in known), *now.words], world.corpus)


def asks_more(before: Question, question: Question, kept: frozenset[str]) -> bool:
    """Return whether a follow-up asks something else of the very matter the turn before was about."""
    return "topic" in kept and question.topic == before.topic and question.plans == before.plans
