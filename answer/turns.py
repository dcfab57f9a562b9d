"""A conversation: what a follow-up keeps of the turn before, and what the user corrects by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from answer.desk import ROLE_NAMES, Desk, plan_name
from answer.model import Chip
from answer.question import Question, World
from answer.refuse import REFUSALS
from answer.topic import Topic, make_topic, words_of
from ingest.agencies import Named, write_out
from ingest.fold import fold

STARTS = re.compile(
    r"^(?:con|the con|the|vay|vay con|va|neu|rieng|tom lai|o do|luc do|viec do|cai do|ke hoach do|no|ho)\b"
)
ENDS = re.compile(r"\b(?:thi sao|the nao|sao|thoi|nua|khong|day|do)\s*$")
POINTS_BACK = re.compile(
    r"\b(?:o do|viec do|viec nay|noi dung do|noi dung nay|ke hoach do|ke hoach nay|co quan do|don vi do|lop do|cai do|muc do|muc nay|luc do|trong so do)\b"
)
SHORT = 2  # telling words at most in a question that leans on the one before
INTENT_LABELS = {
    "duties": "nhiệm vụ", "who": "ai thực hiện", "support": "bên phối hợp", "deadline": "thời hạn", "reporting": "báo cáo", "funding": "kinh phí",
    "bases": "căn cứ", "number": "số, ký hiệu", "date": "ngày ban hành", "signer": "người ký", "issuer": "cơ quan ban hành", "title": "tên kế hoạch",
    "kind": "loại văn bản", "recipients": "nơi nhận", "compare": "đối chiếu", "count": "đếm", "gap": "chỗ còn thiếu", "status": "tiến độ", "unknown_status": "tiến độ", "successor": "tên gọi nay", "own_section": "mục riêng", "membership": "thành phần của nhóm", "mentions": "nơi nhắc đến",
    "summary": "tóm tắt", "definition": "định nghĩa", "audience": "đối tượng", "content": "nội dung",
}  # fmt: skip


def leans_on_before(question: Question) -> bool:
    """Return whether a question cannot stand alone: opens or ends like a follow-up, or names next to nothing."""
    folded = fold(question.text)
    if STARTS.match(folded) or POINTS_BACK.search(folded):
        return True
    named = bool(question.agencies) + bool(question.plans)
    if ENDS.search(folded) and len(folded.split()) <= 8 and named + bool(question.topic) <= 1:
        return True
    return named == 0 and not question.numbers and len(question.topic.words) <= SHORT


def carried_over(before: Question, question: Question, world: World) -> tuple[Question, frozenset[str]]:
    """Return question completed from the turn before, and the kinds that were kept ("agency", "plan", …)."""
    if question.intent in REFUSALS or not leans_on_before(question):
        return question, frozenset()
    kept: set[str] = set()
    changes: dict[str, object] = {}
    own_intent = [i for i in question.intents if i not in ("definition", "summary")]
    if not own_intent:
        changes |= {
            "intent": before.intent,
            "intents": before.intents,
            "roles": question.roles or before.roles,
        }
        kept.add("intent")
    if (
        question.intent == "recipients"
        and {"reporting", "deadline"} & set(before.intents)
        and _of_reports(before)
    ):
        changes |= {"intent": "reporting", "intents": ("reporting",)}  # "Gửi cho cơ quan nào?" after a report
    if not question.plans and before.plans:
        changes["plans"] = before.plans
        kept.add("plan")
    if not question.labels and before.labels and not question.topic:
        changes["labels"] = before.labels
    asks_doer = bool(set(own_intent) & {"who", "support", "audience"})
    if not question.agencies and before.agencies and not asks_doer:
        changes["agencies"] = before.agencies
        kept.add("agency")
    if before.topic and _keeps_topic(before, question, asks_doer):
        changes["topic"] = _joined(before.topic, question.topic, world)
        kept.add("topic")
    return replace(question, **changes), frozenset(kept)  # type: ignore[arg-type]


def _of_reports(question: Question) -> bool:
    words = [word.folded for word in question.topic.words]
    return "reporting" in question.intents or ("bao" in words and "cao" in words)


def _keeps_topic(before: Question, question: Question, asks_doer: bool) -> bool:
    if not question.topic:
        return True
    return (
        len(question.topic.words) <= SHORT and not question.agencies and (asks_doer or bool(question.intents))
    )


def _joined(before: Topic, now: Topic, world: World) -> Topic:
    known = {word.folded for word in now.words}
    return make_topic([*(w for w in before.words if w.folded not in known), *now.words], world.corpus)


# -- chips ---------------------------------------------------------------------------------------------


def chips_of(desk: Desk, kept: frozenset[str]) -> tuple[Chip, ...]:
    """Return what was understood, as it is shown and can be changed."""
    question = desk.question
    chips = [
        Chip("intent", question.intent, INTENT_LABELS.get(question.intent, question.intent), "intent" in kept)
    ]
    for named in question.agencies:
        label = write_out(named.name)
        chips.append(
            Chip("agency", named.agency_id or named.name, label[:1].upper() + label[1:], "agency" in kept)
        )
    chips += [Chip("role", role, ROLE_NAMES[role], "intent" in kept) for role in question.roles]
    chips += [
        Chip("plan", p, plan_name(desk.corpus.plans[p]), "plan" in kept)
        for p in question.plans
        if p in desk.corpus.plans
    ]
    chips += [Chip("time", year, f"năm {year}") for year in question.years]
    if question.topic:
        chips.append(Chip("topic", question.topic.text, question.topic.text, "topic" in kept))
    return tuple(chips)


def corrected(question: Question, chips: Sequence[Chip], world: World) -> Question:
    """Return question as the user's chips say: a kind without a chip is taken as not asked for."""
    values: dict[str, list[Chip]] = {}
    for chip in chips:
        values.setdefault(chip.kind, []).append(chip)
    agencies = tuple(_named(chip, question, world) for chip in values.get("agency", ()))
    topic = " ".join(chip.value for chip in values.get("topic", ()))
    intent = values["intent"][0].value if values.get("intent") else "content"
    roles = tuple(chip.value for chip in values.get("role", ()))
    intents = question.intents if intent == question.intent else (intent,)
    return replace(
        question,
        agencies=agencies,
        plans=tuple(chip.value for chip in values.get("plan", ())),
        roles=roles,  # type: ignore[arg-type]
        intent=intent,
        intents=intents,
        years=tuple(chip.value for chip in values.get("time", ())),
        topic=make_topic(words_of(topic), world.corpus) if topic else Topic(()),
        elsewhere=(),
    )


def _named(chip: Chip, question: Question, world: World) -> Named:
    same = next((n for n in question.agencies if chip.value in (n.agency_id, n.name)), None)
    if same is not None:
        return same
    known = {agency.id: agency for agency in world.book.agencies}
    agency = known.get(chip.value)
    return Named(
        chip.label,
        chip.value if agency else None,
        agency is not None and agency.kind == "collective",
        False,
        0,
        0,
    )
