"""All that an agency has to do but one thing: "Ngoài việc bảo mật, Công an tỉnh còn việc gì?"."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, lines_of, one_group, places_of, shortened
from answer.held import Held, asked_of, held_by
from answer.kinds.duties import ROLE_ORDER, agency_names, duty_line, with_roles
from answer.model import Line
from answer.seek import best_units
from answer.understanding.question import Question
from answer.understanding.telling import topic_words
from answer.understanding.topic import make_topic

_TASK = r"(?:viec|nhiem vu|chuyen|cong tac|phan|noi dung|cai|khoan|vu)"
_ENDS = (
    r"ra(?! soat)|thi|con|co(?! (?:so|quan|cau))|phai|duoc|lam|lo|so(?! (?:hoa|lieu|ket|tay))|"
    r"phong(?! (?:chong|chay|ngua|trao|vien))|cong an|ban(?! (?:hanh|do))|uy ban|ubnd|"
    r"don vi|ho(?! (?:so|tro))"
)
# "ngoài việc A (ra), …", "ngoài việc đó, …"; "ngoài nước", "đối ngoại" are no such thing
BESIDES_TASK = re.compile(
    r"(?<!(?:doi|so|bo|nuoc|giao|tac|nganh|ben|phong|quan|cuc) )\b(?:ngoai|tru|khong ke|khong tinh) "
    rf"(?:cac |nhung |may )?{_TASK} "
    rf"(?P<what>\w+(?: \w+){{0,14}}?)(?= (?:{_ENDS})\b|$)"
)
THAT = re.compile(r"(?:do|nay|ay|kia|tren)\b(?! (?:dac|dem|luong|kiem|mang|dia ban|khong gian))")
MORE = re.compile(
    r"\bcon\b.{0,40}\b(?:gi|nao|khong|viec|nhiem vu)\b|\b(?:lam|lo|phai|co)\b.{0,20}\b(?:gi|nao)\b"
)


def besides_that(question: Question) -> bool:
    """Return whether all work but the one talked of is asked for: "Ngoài việc đó …"."""
    found = BESIDES_TASK.search(question.folded)
    return found is not None and THAT.match(found["what"]) is not None


def answer_other_duties(desk: Desk) -> Draft | None:
    """Answer what the agencies named have to do besides the task named; None where nothing is left out."""
    found = BESIDES_TASK.search(desk.question.folded)
    if found is None or not desk.question.agencies or not MORE.search(desk.question.folded[found.end() :]):
        return None
    helds = [held_by(desk, asked_of(desk), plan) for plan in desk.plans]
    left_out = _left_out(desk, helds, found["what"])
    if not left_out:
        return None
    for held in helds:
        held.direct = [(unit, own) for unit, own in held.direct if unit.key not in left_out]
    groups = tuple(one_group(held.plan, lines) for held in helds if (lines := _lines(desk, held)))
    name = agency_names(desk)
    if not groups:
        return Draft("answered", f"Ngoài việc đó, {name} không có việc nào khác nêu đích danh.")
    said = f"Ngoài việc đó, {name} còn {len(lines_of(groups))} việc nêu đích danh ({places_of(groups)})."
    return Draft("answered", said, groups, _notes(left_out, helds))


def _lines(desk: Desk, held: Held) -> list[Line]:
    """Return the duties left of one plan, the leading ones first."""
    lines = [duty_line(desk, unit, own) for unit, own in with_roles(held.direct, desk.question.roles)]
    return sorted(lines, key=lambda line: ROLE_ORDER.index(line.role or "support"))


def _left_out(desk: Desk, helds: Sequence[Held], what: str) -> dict[tuple[str, str], Unit]:
    """Return the duties that are left out: those in hand, or those that speak of the task named."""
    direct = [unit for held in helds for unit, _ in held.direct]
    if THAT.match(what):
        return {unit.key: unit for unit in desk.before if unit in direct}
    words = [w for w in desk.question.topic.words if w.folded in what.split()]
    topic = make_topic(words or topic_words(what, (), desk.corpus), desk.corpus)
    return {unit.key: unit for unit in best_units(desk, direct, topic).units} if topic else {}


def _notes(left_out: dict[tuple[str, str], Unit], helds: Sequence[Held]) -> tuple[str, ...]:
    told = "; ".join(f"“{shortened(unit.text, 90)}”" for unit in left_out.values())
    shared = sum(len(held.group) for held in helds)
    notes = [f"Không tính: {told}."]
    return (*notes, f"Ngoài ra có {shared} việc giao chung cho nhóm.") if shared else tuple(notes)
