"""Cases to discuss, made from duties that several agencies share; every hint cites its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from answer.citing import Citer
from answer.corpus import Unit, deadline_of
from answer.kinds.regime import report_units
from answer.understanding.question import World
from answer.written.cases import LABEL
from answer.written.cases import Case as ToldCase
from answer.written.sentences import without_marks
from ingest.plan import Assignment, Role
from training.duties import Duty, cite_duty, duty_of, plan_title

ASSUMED = "Tình huống giả định, soạn từ phân công trong kế hoạch"
KEPT_HINTS = 2  # of a composed case: who has which role, and by when
SHARED = 3  # further duties of the same two agencies that are named as hints


@dataclass(frozen=True, slots=True)
class Hint:
    """One point that a good answer makes, with the numbers of the citations that prove it; () for advice."""

    text: str
    proof: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A situation, what to discuss, and hints for whoever leads the discussion.

    words  of the duty, in the plan's words
    story  the situation as a language model tells it; "" for the composed one
    """

    stem: str
    words: str
    questions: tuple[str, ...]
    hints: tuple[Hint, ...]
    story: str = ""

    @property
    def text(self) -> str:
        """The situation."""
        if self.story:
            return f"{LABEL}, do mô hình ngôn ngữ kể. {self.story}"
        return f"{self.stem}: “{self.words}”."


def retold(case: Case, told: ToldCase) -> Case:
    """Return a case with the situation, the questions and the hints that a language model made of it.

    The hints that say who does the duty and by when stay behind the model's: they are taken from the plan.
    """
    hints = [Hint(without_marks(line.text), line.citations) for line in told.hints if line.citations]
    return replace(
        case,
        story=" ".join(told.story),
        questions=told.questions,
        hints=(*hints, *case.hints[:KEPT_HINTS]),
    )


def cases_of(world: World, plan_ids: Sequence[str], random: Random, citer: Citer) -> Iterator[Case]:
    """Yield cases, one plan after the other in turn, each from another clause."""
    queues = [_of_plan(world, plan_id, random, citer) for plan_id in plan_ids]
    random.shuffle(queues)
    while queues:
        queue = queues.pop(0)
        case = next(queue, None)
        if case is not None:
            queues.append(queue)
            yield case


def _of_plan(world: World, plan_id: str, random: Random, citer: Citer) -> Iterator[Case]:
    units = [unit for unit in world.corpus.in_plans([plan_id]) if len(_named(unit)) > 1]
    random.shuffle(units)
    for unit in units:
        held = unit.assignments
        duty = next((duty for each in held if (duty := duty_of(world, unit, each)) is not None), None)
        if duty is not None and len({each.agency for each in held}) > 1:
            yield _case(world, duty, held, citer)


def _named(unit: Unit) -> set[str]:
    return {held.agency for held in unit.assignments if not held.collective}


def _case(world: World, duty: Duty, held: Sequence[Assignment], citer: Citer) -> Case:
    proof = (cite_duty(citer, duty.unit, held),)
    stem = (
        f"{ASSUMED}. Đồng chí công tác tại {duty.doer}. Theo {plan_title(duty.plan)}, "
        "đơn vị của đồng chí có tên trong phân công nhiệm vụ sau"
    )
    questions = (
        "Cơ quan nào chịu trách nhiệm chính, cơ quan nào phối hợp? Căn cứ vào đâu trong kế hoạch?",
        "Phải xong khi nào? Nếu kế hoạch không ghi thời hạn, đồng chí làm gì để có thời hạn?",
        "Một cơ quan được giao phối hợp chậm cung cấp nội dung. Đồng chí xử lý ra sao, báo cáo ai?",
        "Các cơ quan này còn cùng làm việc nào khác trong kế hoạch?",
    )
    hints = [Hint(_who(held), proof), _deadline(duty, proof)]
    hints += _reporting(world, duty, citer)
    hints.append(_shared(world, duty, held, citer))
    return Case(stem, duty.words, questions, tuple(hints))


ROLES: dict[Role, str] = {
    "lead": "Chịu trách nhiệm chính",
    "advise": "Tham mưu",
    "request": "Được đề nghị thực hiện",
    "support": "Phối hợp",
}


def _who(held: Sequence[Assignment]) -> str:
    """Return who has which role, as far as the plan says."""
    by_role = {role: dict.fromkeys(each.agency for each in held if each.role == role) for role in ROLES}
    said = [f"{ROLES[role]}: {', '.join(names)}." for role, names in by_role.items() if names]
    if set(by_role["support"]) == {each.agency for each in held}:
        said.insert(
            0, "Điều khoản này chỉ ghi việc phối hợp, không ghi cơ quan chủ trì; không suy đoán thêm."
        )
    return " ".join(said)


def _deadline(duty: Duty, proof: tuple[int, ...]) -> Hint:
    if written := deadline_of(duty.unit) or duty.deadline:
        return Hint(f"Thời hạn ghi trong kế hoạch: “{' '.join(written.split())}”.", proof)
    said = "Điều khoản này không ghi thời hạn; đơn vị đề xuất thời hạn và xin ý kiến, không tự suy ra."
    return Hint(said, proof)


def _reporting(world: World, duty: Duty, citer: Citer) -> list[Hint]:
    """Return the plan's rule of reporting, or that it has none."""
    rules = report_units(world.corpus.in_plans([duty.plan.id]))
    if not rules:
        return [Hint("Kế hoạch không có quy định riêng về báo cáo, phản ánh vướng mắc.", ())]
    cited = tuple(cite_duty(citer, unit, unit.assignments) for unit in rules[:1])
    return [Hint("Về báo cáo và phản ánh vướng mắc, xem quy định của kế hoạch.", cited)]


def _shared(world: World, duty: Duty, held: Sequence[Assignment], citer: Citer) -> Hint:
    """Return further duties in which two of the agencies meet, or that there are none."""
    names = {each.agency for each in held if not each.collective}
    others = [
        unit
        for unit in world.corpus.in_plans([duty.plan.id])
        if unit.key != duty.key and len(names & {each.agency for each in unit.assignments}) > 1
    ]
    if not others:
        return Hint("Không thấy phân công nào khác của kế hoạch nêu tên từ hai cơ quan này trở lên.", ())
    cited = tuple(cite_duty(citer, unit, unit.assignments) for unit in others[:SHARED])
    return Hint(f"Từ hai cơ quan này trở lên cùng có tên trong {len(others)} phân công khác, ví dụ:", cited)
