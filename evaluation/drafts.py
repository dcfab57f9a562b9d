"""How well drafts are checked: sentences that are sound, and the same with one fault put in.

Sound sentences are made of real answers in many wordings, and read from a file written by hand. Faults are
planted
by code, one a sentence: the check has to take out every faulty sentence and keep every sound one.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex as re

from answer.citing import Citer
from answer.corpus import Unit
from answer.drafts import Checker
from answer.figures import NO_FIGURES, figures_in, unsaid
from answer.given import Given, clause_given
from answer.likeness import Wording, held_words
from answer.question import World
from evaluation.errors import QuestionSetError
from evaluation.questions import ROOT
from ingest.fold import fold
from ingest.plan import Assignment, Plan, Role

SHIPPED_SENTENCES = ROOT / "data" / "eval" / "written.jsonl"
MAX_TASK = 26  # words of a duty that a sentence takes over
MIN_TASK = 4
MIN_TOLD = 6  # syllables that tell one duty from another, in a sentence about two

# How officials put who does what. {a}: the agency, {t}: the duty, {p}: its plan's place.
WORDINGS: Mapping[Role, tuple[str, ...]] = {
    "lead": (
        "{a} chủ trì {t}",
        "{a} là cơ quan chủ trì {t}",
        "Việc {t} do {a} chủ trì",
        "Theo kế hoạch của {p}, {a} được giao chủ trì {t}",
        "{a} có trách nhiệm {t}",
        "Đơn vị chủ trì {t} là {a}",
        "Ngoài ra, {a} {t}",
        "Tại {p}, {a} cần {t}",
        "Trách nhiệm {t} thuộc về {a}",
        "{a} được phân công {t}",
    ),
    "support": (
        "{a} phối hợp {t}",
        "{a} là đơn vị phối hợp {t}",
        "Ở {p}, {a} có nhiệm vụ phối hợp {t}",
        "{a} giữ vai trò phối hợp trong việc {t}",
        "Khi {t}, {a} là bên phối hợp",
        "{a} được giao phối hợp {t}",
    ),
    "advise": (
        "{a} tham mưu {t}",
        "{a} có nhiệm vụ tham mưu {t}",
        "Việc {t} do {a} tham mưu",
    ),
    "request": (
        "{a} được đề nghị {t}",
        "{p} đề nghị {a} {t}",
    ),
}
OTHER_WORDS = (  # one for another, as people retell
    ("bảo đảm", "đảm bảo"),
    ("tăng cường", "đẩy mạnh"),
    ("triển khai thực hiện", "thực hiện"),
    ("nâng cao", "tăng"),
    ("trên địa bàn", "tại địa bàn"),
    ("nhằm", "để"),
    ("kịp thời", "nhanh chóng"),
    ("có liên quan", "liên quan"),
    ("thường xuyên", "luôn"),
    ("theo quy định", "đúng quy định"),
)
OPENING_ROLE = re.compile(
    r"(?:chủ động |thường xuyên |tích cực )*(?:chủ trì|phối hợp|tham mưu|làm đầu mối|đề nghị)\b",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence, the clauses it may lean on, and the kind of fault in it; "" where it is sound."""

    text: str
    givens: tuple[Given, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """Of sentences of one kind: how many, and the share that was taken out, 0 to 1."""

    sentences: int
    removed: float


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Shelf:
    """Plans without an index: sentences are held against their words alone."""

    plans: Mapping[str, Plan]

    def search(self, query: str, *, k: int = 10, plans: Collection[str] | None = None) -> Sequence[object]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class _Duty:
    """A proven assignment with what a sentence is made of."""

    world: World
    unit: Unit
    held: Assignment
    given: Given

    @property
    def place(self) -> str:
        return self.given.plan.place or self.given.plan.id

    @property
    def holders(self) -> set[str]:
        return {fold(one.agency) for one in self.given.held}

    def retold(self, dice: random.Random) -> str:
        """Return the duty as it would be retold: its first part, some words exchanged."""
        words = re.split(r"[;.(]", " ".join(self.held.task.split()))[0].strip(" ,:")
        cut = " ".join(words.split()[:MAX_TASK])
        words = cut.rsplit(",", 1)[0] if cut != words and "," in cut else cut
        words = words if words.count("“") == words.count("”") else words.split("“")[0].strip()
        one, other = dice.choice(OTHER_WORDS)
        words = words.replace(one, other) if dice.random() < 0.7 else words
        return words[:1].lower() + words[1:]


# -- sound sentences -----------------------------------------------------------------------------------


def duties_of(world: World) -> list[_Duty]:
    """Return every proven single duty of the loaded plans whose words can be retold."""
    found: list[_Duty] = []
    for unit in world.corpus.units:
        if not unit.assignments:
            continue
        given = _given(world, unit)
        for held in given.held:
            words = re.split(r"[;.(]", held.task)[0].split()
            whole = held.task.count("“") == held.task.count("”") and '"' not in held.task
            if not held.collective and whole and len(words) >= MIN_TASK and "bên phối hợp" not in held.detail:
                found.append(_Duty(world, unit, held, given))
    return found


def _given(world: World, unit: Unit, n: int = 1) -> Given:
    citer = Citer(world.corpus.plans)
    citer.cite_unit(unit, unit.clauses if unit.head is not None else ())
    return clause_given(replace(citer.citations[0], n=n), world)


def sound(duty: _Duty, dice: random.Random) -> str:
    """Return a sound sentence about a duty, without its mark."""
    return _told(duty, duty.held.agency, duty.held.deadline, dice)


def _told(duty: _Duty, agency: str, deadline: str | None, dice: random.Random) -> str:
    """Return a sentence about a duty with this agency and this deadline, its own or another's."""
    task = duty.retold(dice)
    due = f", {dice.choice(('thời hạn', 'hoàn thành', 'hạn là'))} {deadline}" if deadline else ""
    if OPENING_ROLE.match(task):  # its own words say the role
        frame = dice.choice(
            ("{a} {t}", "{a} có nhiệm vụ {t}", "Theo kế hoạch của {p}, {a} {t}", "{a} được giao {t}")
        )
    else:
        frame = dice.choice(WORDINGS[duty.held.role])
    return frame.format(a=agency, t=task, p=duty.place) + due


def sound_pairs(world: World, seed: int) -> list[Sample]:
    """Return one sound sentence about every duty and another of its plan, both clauses cited at its end."""
    dice = random.Random(seed)
    duties = duties_of(world)
    pairs = ((duty, _other_clause(duty, duties, dice)) for duty in duties if _tells(duty))
    return [
        _paired(duty, sound(duty, dice), other, sound(other, dice), "", dice)
        for duty, other in pairs
        if other
    ]


def _tells(duty: _Duty) -> bool:
    """Return whether a retold duty says what is done, not only by whom and with whom."""
    text = OPENING_ROLE.sub("", duty.retold(random.Random(0)))
    names = [named.name for named in duty.world.book.named_in(text)]
    told = held_words(text, [Wording.of(text)], names)
    return len(told) >= MIN_TOLD and not fold(text).startswith(fold(duty.held.agency))


def _other_clause(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> _Duty | None:
    """Return another duty of the plan to tell with this one; None where either says too little."""
    far = [
        other
        for other in others
        if other.given.plan.id == duty.given.plan.id
        and other.given.citation.path != duty.given.citation.path
        and _tells(other)
    ]
    return dice.choice(far) if far and _tells(duty) else None


def _paired(one: _Duty, first: str, other: _Duty, second: str, fault: str, dice: random.Random) -> Sample:
    joint = dice.choice((", còn ", "; ", ", đồng thời ", " và "))
    given = replace(other.given, n=2, citation=replace(other.given.citation, n=2))
    name = second.startswith((one.held.agency, other.held.agency, other.place))
    second = second if name else second[:1].lower() + second[1:]
    return Sample(f"{first}{joint}{second} [1][2].", (one.given, given), fault)


def sound_samples(world: World, seed: int, count: int = 1) -> list[Sample]:
    """Return count sound sentences of every duty; a quote of the clause ends some of them."""
    dice = random.Random(seed)
    samples = []
    for duty in duties_of(world):
        for _ in range(count):
            text = sound(duty, dice)
            quote = f": “{_piece(duty, dice)}”" if dice.random() < 0.2 else ""
            samples.append(Sample(f"{text}{quote} [1].", (duty.given,)))
    return samples


def _piece(duty: _Duty, dice: random.Random) -> str:
    words = " ".join(duty.held.task.split()).replace("“", "").replace("”", "").split()
    size = min(len(words), dice.randint(5, 14))
    start = dice.randint(0, len(words) - size)
    return " ".join(words[start : start + size]).strip(" ,;.")


def written_samples(path: Path, world: World) -> list[Sample]:
    """Return the sentences written by hand whose plans are loaded, sound and faulty; raises QuestionSetError
    for a bad file."""
    samples = []
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        for row in rows:
            if row["plan"] in world.plans:
                units = [_unit_at(row["plan"], place, world) for place in row["paths"]]
                givens = tuple(_given(world, unit, n) for n, unit in enumerate(units, 1))
                samples.append(Sample(row["text"], givens, row.get("fault", "")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(
            f"Không đọc được bộ câu viết sẵn {path.name} ({error}).",
            remedy="Xem các trường trong data/eval/README.md.",
        ) from error
    return samples


def _unit_at(plan_id: str, place: str, world: World) -> Unit:
    """Return the unit at "IV.2.a", or at "cao-bang II.2" of another plan than the sentence's own."""
    other, _, path = place.partition(" ")
    return world.corpus.unit_of[(other, path) if other in world.plans else (plan_id, place)]


# -- planted faults ------------------------------------------------------------------------------------

Plant = Callable[[_Duty, Sequence[_Duty], random.Random], Sample | None]


def _wrong_agency(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
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


def _swapped_role(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
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


def _invented_date(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    """Give a deadline that the clause does not: another day in its place, or one where there is none."""
    text = sound(duty, dice)
    due = duty.held.deadline
    if due and (found := re.search(r"\d{4}|\d{1,2}", due)):
        other = str(int(found[0]) + dice.randint(1, 3)) if len(found[0]) == 4 else str(int(found[0]) % 27 + 1)
        text = text.replace(due, due[: found.start()] + other + due[found.end() :])
    else:
        text = f"{text} {dice.choice(INVENTED_DATES)}"
    return Sample(f"{text} [1].", (duty.given,), "invented_date")


def _wrong_claim(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    """Quote the clause rightly under a claim that it does not make: another duty, or another doer."""
    quote = _piece(duty, dice)
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
    if dice.random() < 0.4 or not _tells(other):
        claim = dice.choice(WRONG_CLAIMS)
    return Sample(f"{duty.held.agency} được giao {claim}: “{quote}” [1].", (duty.given,), "wrong_claim")


def _missing_citation(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    return Sample(f"{sound(duty, dice)}.", (duty.given,), "missing_citation")


def _other_plan(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
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


def _invented_number(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    extra = dice.choice(
        (" với kinh phí 15 tỷ đồng", " theo Quyết định số 977/QĐ-TTg", " cho 450 cán bộ", " đạt 95%")
    )
    return Sample(f"{sound(duty, dice)}{extra} [1].", (duty.given,), "invented_number")


def _altered_quote(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    words = _piece(duty, dice).split()
    words[dice.randrange(len(words))] = dice.choice(("bãi", "thuế", "cảng", "rừng"))
    return Sample(f"{sound(duty, dice)}: “{' '.join(words)}” [1].", (duty.given,), "altered_quote")


def _denied(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    denial = dice.choice(("không phải", "không có nhiệm vụ", "được miễn", "là cơ quan duy nhất"))
    return Sample(f"{duty.held.agency} {denial} {duty.retold(dice)} [1].", (duty.given,), "denied")


def _swapped_deadlines(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    """Tell two duties, both cited, each with the deadline of the other."""
    dated = [other for other in others if other.held.deadline and _days_differ(duty, other)]
    other = _other_clause(duty, dated, dice) if duty.held.deadline else None
    if other is None:
        return None
    first = _told(duty, duty.held.agency, other.held.deadline, dice)
    second = _told(other, other.held.agency, duty.held.deadline, dice)
    return _paired(duty, first, other, second, "swapped_deadlines", dice)


def _days_differ(one: _Duty, other: _Duty) -> bool:
    """Return whether the deadline of each of two duties is one that the other's clause does not give."""
    said = [
        (figures_in(a.held.deadline or ""), figures_in(f"{b.given.text} {' '.join(b.given.headings)}"))
        for a, b in ((one, other), (other, one))
    ]
    return all(unsaid(due, [clause], NO_FIGURES, dated=False) for due, clause in said)


def _swapped_doers(duty: _Duty, others: Sequence[_Duty], dice: random.Random) -> Sample | None:
    """Tell two duties, both cited, each of the agency of the other."""
    theirs = [
        other
        for other in others
        if fold(other.held.agency) not in duty.holders and fold(duty.held.agency) not in other.holders
    ]
    other = _other_clause(duty, theirs, dice)
    if other is None:
        return None
    first = _told(duty, other.held.agency, duty.held.deadline, dice)
    second = _told(other, duty.held.agency, other.held.deadline, dice)
    return _paired(duty, first, other, second, "swapped_doers", dice)


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


# -- figures -------------------------------------------------------------------------------------------


def removed(sample: Sample, world: World) -> bool:
    """Return whether the check takes a sentence out."""
    return bool(Checker(sample.givens, world.book).verdict(sample.text).removed)


def draft_figures(samples: Iterable[Sample], world: World) -> dict[str, DraftFigures]:
    """Return by kind of fault ("" for sound sentences) how many sentences there were and the share taken
    out."""
    taken: dict[str, list[bool]] = defaultdict(list)
    for sample in samples:
        taken[sample.fault].append(removed(sample, world))
    return {kind: DraftFigures(len(found), sum(found) / len(found)) for kind, found in taken.items()}


def checked_drafts(world: World, seed: int = 1) -> dict[str, DraftFigures]:
    """Return the figures of all samples about the loaded plans: sound by hand, sound by code, every fault."""
    by_hand = [
        replace(one, fault="viết tay, sai" if one.fault else "viết tay, đúng")
        for one in written_samples(SHIPPED_SENTENCES, world)
    ]
    by_code = [replace(one, fault="ghép từ mẫu, đúng") for one in sound_samples(world, seed)]
    pairs = [replace(one, fault="ghép hai điều khoản, đúng") for one in sound_pairs(world, seed)]
    return draft_figures([*by_hand, *by_code, *pairs, *planted_samples(world, seed)], world)
