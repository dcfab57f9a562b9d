"""What was understood of a question as chips, and a question as the user's chips put it right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import regex as re

from answer.desk import ROLE_NAMES, Desk, plan_name, tidy
from answer.kinds.duties import name_shown
from answer.model import Chip
from answer.understanding.fields import FIELDS
from answer.understanding.question import Question, World
from answer.understanding.topic import make_topic, words_of
from ingest.agencies import Named, write_out
from ingest.fold import fold, fold_map
from ingest.plan import Role

LABEL_JOIN = "/"  # between the labels of one place, in the value of its chip
INTENT_LABELS = {  # as the user sees them, and can choose among them
    "duties": "nhiệm vụ",
    "who": "ai thực hiện",
    "support": "bên phối hợp",
    "confirm": "đúng hay không",
    "deadline": "thời hạn",
    "reporting": "báo cáo",
    "funding": "kinh phí",
    "bases": "căn cứ",
    "effect": "ngày có hiệu lực",
    "number": "số, ký hiệu",
    "date": "ngày ban hành",
    "signer": "người ký",
    "issuer": "cơ quan ban hành",
    "title": "tên kế hoạch",
    "kind": "loại văn bản",
    "recipients": "nơi nhận",
    "compare": "đối chiếu",
    "count": "số lượng",
    "gap": "nội dung còn thiếu",
    "status": "thời hạn đã qua",
    "unknown_status": "tiến độ",
    "successor": "tên gọi hiện nay",
    "own_section": "mục riêng",
    "membership": "thành phần của nhóm",
    "mentions": "nơi nhắc đến",
    "summary": "tóm tắt",
    "definition": "định nghĩa",
    **{field.intent: field.named for field in FIELDS},
    "content": "nội dung",
}
REFUSAL_LABELS = {  # of questions refused as such: shown, but not among the choices
    "beyond": "việc thứ mấy",
    "instruction": "yêu cầu với chương trình",
    "private": "thông tin cá nhân",
    "person": "người giữ chức vụ",
    "outside": "việc ngoài kế hoạch",
    "secret": "văn bản mật",
    "validity": "hiệu lực của văn bản",
}


def chips_of(desk: Desk, kept: frozenset[str]) -> tuple[Chip, ...]:
    """Return what was understood, as it is shown and can be changed; kept are the kinds of earlier turns."""
    question = desk.question
    asked = (INTENT_LABELS | REFUSAL_LABELS).get(question.intent, question.intent)
    chips = [Chip("intent", question.intent, asked, "intent" in kept)]
    chips += [_agency_chip(desk, named, "agency" in kept) for named in question.agencies]
    chips += [Chip("role", role, ROLE_NAMES[role], "intent" in kept) for role in question.roles]
    chips += [
        Chip("plan", p, plan_name(desk.corpus.plans[p]), "plan" in kept)
        for p in question.plans
        if p in desk.corpus.plans
    ]
    chips += [Chip("place", place, place) for place in question.elsewhere]
    chips += [Chip("time", year, f"năm {year}") for year in question.years]
    chips += [Chip("number", number, number) for number in question.numbers]
    if question.labels:
        chips.append(
            Chip("label", LABEL_JOIN.join(question.labels), _place_said(question.labels), "label" in kept)
        )
    if question.topic:
        chips.append(Chip("topic", question.topic.text, question.topic.text, "topic" in kept))
    return tuple(chips)


def _agency_chip(desk: Desk, named: Named, kept: bool) -> Chip:
    """Return an agency as the plans asked call it, with the words typed where they are others ("stttt")."""
    name = name_shown(desk, named) if named.agency_id else write_out(named.name)
    typed = fold(write_out(named.name))
    other = typed not in fold(name) and fold(name) not in typed
    label = name[:1].upper() + name[1:]
    return Chip("agency", named.agency_id or named.name, label, kept, tidy(named.name) if other else "")


def _place_said(labels: Sequence[str]) -> str:
    """Return the place in a plan as it is said: "mục IV, khoản 4, điểm c", "mục 3.2", "Điều 3"."""
    said: list[str] = []
    for label in labels:
        if label.startswith("Điều"):
            said.append(label)
        elif label[0].isdigit():
            said.append(f"khoản {label}" if said and "." not in label else f"mục {label}")
        else:
            said.append(f"mục {label}" if label.isupper() else f"điểm {label}")
    return ", ".join(said)


def left_alone(chips: Sequence[Chip], shown: Sequence[Chip]) -> bool:
    """Return whether chips sent back say what was shown.

    What a refused question asks is not among the choices, so it need not come back.
    """

    def said(some: Sequence[Chip]) -> set[tuple[str, str]]:
        return {(chip.kind, chip.value) for chip in some if chip.value not in REFUSAL_LABELS}

    return said(chips) == said(shown)


def corrected(question: Question, chips: Sequence[Chip], world: World) -> Question:
    """Return question as the user's chips say: a kind without a chip is taken as not asked for."""
    values: dict[str, list[Chip]] = {}
    for chip in chips:
        values.setdefault(chip.kind, []).append(chip)
    topic = " ".join(chip.value for chip in values.get("topic", ()))
    intent = values["intent"][0].value if "intent" in values else "content"
    known_roles: dict[str, Role] = {role: role for role in ROLE_NAMES}
    roles = [known_roles.get(chip.value) for chip in values.get("role", ())]
    places = tuple(chip.value for chip in values.get("place", ()))
    return replace(
        question,
        text=_without_places(question.text, set(question.elsewhere) - {*places}),
        agencies=tuple(_named(chip, question, world) for chip in values.get("agency", ())),
        plans=tuple(chip.value for chip in values.get("plan", ())),
        roles=tuple(role for role in roles if role is not None),
        intent=intent,
        intents=question.intents if intent == question.intent else (intent,),
        years=tuple(chip.value for chip in values.get("time", ())),
        numbers=tuple(chip.value for chip in values.get("number", ())),
        labels=tuple(label for chip in values.get("label", ()) for label in chip.value.split(LABEL_JOIN)),
        topic=question.topic if topic == question.topic.text else make_topic(words_of(topic), world.corpus),
        elsewhere=places,
    )


def _without_places(text: str, places: Collection[str]) -> str:
    """Return text without the names of places that the user took away: they are not asked about."""
    for place in places:
        folded, origin = fold_map(text)
        for found in reversed(list(re.finditer(rf"\b{re.escape(fold(place))}\b", folded))):
            text = text[: origin[found.start()]] + text[origin[found.end() - 1] + 1 :]
    return " ".join(text.split())


def _named(chip: Chip, question: Question, world: World) -> Named:
    """Return the agency of a chip: as the question named it, else as the agency list has it."""
    same = next((named for named in question.agencies if chip.value in (named.agency_id, named.name)), None)
    if same is not None:
        return same
    known = next((agency for agency in world.book.agencies if agency.id == chip.value), None)
    return Named(
        chip.label,
        known.id if known else None,
        collective=known is not None and known.kind == "collective",
        generic=False,
        start=0,
        stop=0,
    )
