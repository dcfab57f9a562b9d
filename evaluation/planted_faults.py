"""Sentences with one fault planted by code: wrong agency, swapped role, invented date, and more."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex as re

from answer.understanding.question import World
from answer.written.figures import NO_FIGURES, figures_in, unsaid
from evaluation.sound_drafts import (
    OPENING_ROLE,
    WORDINGS,
    Sample,
    ToldDuty,
    duties_of,
    other_clause,
    paired,
    piece,
    sound,
    tells,
    told_as,
)
from ingest.fold import fold

DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?|Quý [IV]+|ngày \d{1,2} tháng \d{1,2}")
INVENTED_DATES = (
    "trước ngày 20/9/2027",
    "trong Quý II/2028",
    "chậm nhất ngày 7 tháng 3 năm 2027",
    "trước ngày 28/02",
)
FOREIGN_NAMES = ("Sở Thủy lợi Tây Nguyên", "Sở Ngoại thương Hòn Khoai", "Ban Quản lý Cảng Ma Thiên Lãnh")
WRONG_CLAIMS = (
    "xây dựng đề án nhà ở xã hội cho công nhân khu chế xuất",
    "thu phí bảo trì đường bộ của xe cơ giới",
    "kiểm kê trữ lượng khoáng sản chưa khai thác",
)
Plant = Callable[[ToldDuty, Sequence[ToldDuty], random.Random], Sample | None]


def _wrong_agency(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Name another agency as the doer: of these plans, or one that no plan knows."""
    names = [other.held.agency for other in others if fold(other.held.agency) not in duty.holders]
    names = [
        name
        for name in names
        if fold(name) not in fold(duty.held.agency) and fold(duty.held.agency) not in fold(name)
    ]
    name = dice.choice(names) if names and dice.random() < 0.8 else dice.choice(FOREIGN_NAMES)
    text = sound(duty, dice)
    return Sample(f"{text.replace(duty.held.agency, name)} [1].", (duty.given,), "wrong_agency")


def _swapped_role(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Have the one who leads support, or the one who supports lead; or change places with the partner."""
    partner = next(
        (one for one in duty.given.held if one.role == "support" and one.agency != duty.held.agency), None
    )
    task = OPENING_ROLE.sub("", duty.retold(dice)).strip(" ,")
    if duty.held.role == "lead" and "phối hợp" not in duty.held.detail:
        if partner and not partner.collective and dice.random() < 0.5:
            return Sample(
                f"{partner.agency} chủ trì, phối hợp với {duty.held.agency} {task} [1].",
                (duty.given,),
                "swapped_role",
            )
        frame = dice.choice(WORDINGS["support"])
    elif duty.held.role == "support" and "chủ trì" not in duty.held.detail:
        frame = dice.choice(WORDINGS["lead"][:4])
    else:
        return None
    return Sample(
        f"{frame.format(a=duty.held.agency, t=task, p=duty.place)} [1].", (duty.given,), "swapped_role"
    )


def _invented_date(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Give a deadline that the clause does not: another day in its place, or one where there is none."""
    text = sound(duty, dice)
    due = duty.held.deadline
    if due and (found := re.search(r"\d{4}|\d{1,2}", due)):
        other = str(int(found[0]) + dice.randint(1, 3)) if len(found[0]) == 4 else str(int(found[0]) % 27 + 1)
        text = text.replace(due, due[: found.start()] + other + due[found.end() :])
    else:
        text = f"{text} {dice.choice(INVENTED_DATES)}"
    return Sample(f"{text} [1].", (duty.given,), "invented_date")


def _wrong_claim(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Quote the clause rightly under a claim that it does not make: another duty, or another doer."""
    quote = piece(duty, dice)
    far = [other for other in others if other.given.citation.path != duty.given.citation.path]
    other = dice.choice(far)
    if dice.random() < 0.5 and fold(other.held.agency) not in duty.holders:
        return Sample(
            f"{other.held.agency} {dice.choice(('chủ trì', 'thực hiện', 'có trách nhiệm làm'))} việc:"
            f" “{quote}” [1].",
            (duty.given,),
            "wrong_claim",
        )
    claim = OPENING_ROLE.sub("", other.retold(dice)).strip(" ,")
    if dice.random() < 0.4 or not tells(other):
        claim = dice.choice(WRONG_CLAIMS)
    return Sample(f"{duty.held.agency} được giao {claim}: “{quote}” [1].", (duty.given,), "wrong_claim")


def _missing_citation(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    return Sample(f"{sound(duty, dice)}.", (duty.given,), "missing_citation")


def _other_plan(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Cite a clause of another plan; of the same agency where there is one."""
    elsewhere = [other for other in others if other.given.plan.id != duty.given.plan.id]
    if not elsewhere:
        return None
    same = [
        other
        for other in elsewhere
        if other.held.agency == duty.held.agency and other.held.role == duty.held.role
    ]
    other = dice.choice(same if same and dice.random() < 0.5 else elsewhere)
    given = replace(other.given, n=2, citation=replace(other.given.citation, n=2))
    return Sample(f"{sound(duty, dice)} [2].", (duty.given, given), "other_plan")


def _invented_number(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    extra = dice.choice(
        (" với kinh phí 15 tỷ đồng", " theo Quyết định số 977/QĐ-TTg", " cho 450 cán bộ", " đạt 95%")
    )
    return Sample(f"{sound(duty, dice)}{extra} [1].", (duty.given,), "invented_number")


def _altered_quote(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    words = piece(duty, dice).split()
    words[dice.randrange(len(words))] = dice.choice(("bãi", "thuế", "cảng", "rừng"))
    return Sample(f"{sound(duty, dice)}: “{' '.join(words)}” [1].", (duty.given,), "altered_quote")


def _denied(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    denial = dice.choice(("không phải", "không có nhiệm vụ", "được miễn", "là cơ quan duy nhất"))
    return Sample(f"{duty.held.agency} {denial} {duty.retold(dice)} [1].", (duty.given,), "denied")


def _swapped_deadlines(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Tell two duties, both cited, each with the deadline of the other."""
    dated = [other for other in others if other.held.deadline and _days_differ(duty, other)]
    other = other_clause(duty, dated, dice) if duty.held.deadline else None
    if other is None:
        return None
    first = told_as(duty, duty.held.agency, other.held.deadline, dice)
    second = told_as(other, other.held.agency, duty.held.deadline, dice)
    return paired(duty, first, other, second, "swapped_deadlines", dice)


def _days_differ(one: ToldDuty, other: ToldDuty) -> bool:
    """Return whether the deadline of each of two duties is one that the other's clause does not give."""
    said = [
        (figures_in(a.held.deadline or ""), figures_in(f"{b.given.text} {' '.join(b.given.headings)}"))
        for a, b in ((one, other), (other, one))
    ]
    return all(unsaid(due, [clause], NO_FIGURES, dated=False) for due, clause in said)


def _swapped_doers(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> Sample | None:
    """Tell two duties, both cited, each of the agency of the other."""
    theirs = [
        other
        for other in others
        if fold(other.held.agency) not in duty.holders and fold(duty.held.agency) not in other.holders
    ]
    other = other_clause(duty, theirs, dice)
    if other is None:
        return None
    first = told_as(duty, other.held.agency, duty.held.deadline, dice)
    second = told_as(other, duty.held.agency, other.held.deadline, dice)
    return paired(duty, first, other, second, "swapped_doers", dice)


PLANTS: Mapping[str, Plant] = {
    "wrong_agency": _wrong_agency,
    "swapped_role": _swapped_role,
    "invented_date": _invented_date,
    "wrong_claim": _wrong_claim,
    "missing_citation": _missing_citation,
    "other_plan": _other_plan,
    "invented_number": _invented_number,
    "altered_quote": _altered_quote,
    "denied": _denied,
    "swapped_deadlines": _swapped_deadlines,
    "swapped_doers": _swapped_doers,
}


def planted_samples(world: World, seed: int) -> Iterator[Sample]:
    """Yield one faulty sentence of every kind for every duty that can carry it."""
    dice = random.Random(seed)
    duties = duties_of(world)
    for duty in duties:
        for plant in PLANTS.values():
            if sample := plant(duty, duties, dice):
                yield sample
