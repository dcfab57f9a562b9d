"""Sound sentences about proven assignments: made by code in many wordings, or written by hand in a file."""

from __future__ import annotations

import json
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex as re

from answer.citing import Citer
from answer.corpus import Unit
from answer.likeness import Wording, held_words
from answer.understanding.question import World
from answer.written.given import Given, clause_given
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


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence, the clauses it may lean on, and the kind of fault in it; "" where it is sound."""

    text: str
    givens: tuple[Given, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Shelf:
    """Plans without an index: sentences are held against their words alone."""

    plans: Mapping[str, Plan]

    def search(self, query: str, *, k: int = 10, plans: Collection[str] | None = None) -> Sequence[object]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class ToldDuty:
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


def duties_of(world: World) -> list[ToldDuty]:
    """Return every proven single duty of the loaded plans whose words can be retold."""
    found: list[ToldDuty] = []
    for unit in world.corpus.units:
        if not unit.assignments:
            continue
        given = _given(world, unit)
        for held in given.held:
            words = re.split(r"[;.(]", held.task)[0].split()
            whole = held.task.count("“") == held.task.count("”") and '"' not in held.task
            if not held.collective and whole and len(words) >= MIN_TASK and "bên phối hợp" not in held.detail:
                found.append(ToldDuty(world, unit, held, given))
    return found


def _given(world: World, unit: Unit, n: int = 1) -> Given:
    citer = Citer(world.corpus.plans)
    citer.cite_unit(unit, unit.clauses if unit.head is not None else ())
    return clause_given(replace(citer.citations[0], n=n), world)


def sound(duty: ToldDuty, dice: random.Random) -> str:
    """Return a sound sentence about a duty, without its mark."""
    return told_as(duty, duty.held.agency, duty.held.deadline, dice)


def told_as(duty: ToldDuty, agency: str, deadline: str | None, dice: random.Random) -> str:
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
    pairs = ((duty, other_clause(duty, duties, dice)) for duty in duties if tells(duty))
    return [
        paired(duty, sound(duty, dice), other, sound(other, dice), "", dice) for duty, other in pairs if other
    ]


def tells(duty: ToldDuty) -> bool:
    """Return whether a retold duty says what is done, not only by whom and with whom."""
    text = OPENING_ROLE.sub("", duty.retold(random.Random(0)))
    names = [named.name for named in duty.world.book.named_in(text)]
    told = held_words(text, [Wording.of(text)], names)
    return len(told) >= MIN_TOLD and not fold(text).startswith(fold(duty.held.agency))


def other_clause(duty: ToldDuty, others: Sequence[ToldDuty], dice: random.Random) -> ToldDuty | None:
    """Return another duty of the plan to tell with this one; None where either says too little."""
    far = [
        other
        for other in others
        if other.given.plan.id == duty.given.plan.id
        and other.given.citation.path != duty.given.citation.path
        and tells(other)
    ]
    return dice.choice(far) if far and tells(duty) else None


def paired(
    one: ToldDuty, first: str, other: ToldDuty, second: str, fault: str, dice: random.Random
) -> Sample:
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
            quote = f": “{piece(duty, dice)}”" if dice.random() < 0.2 else ""
            samples.append(Sample(f"{text}{quote} [1].", (duty.given,)))
    return samples


def piece(duty: ToldDuty, dice: random.Random) -> str:
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
