"""Checks on plans: what leaders should look at, each with its clauses and how it was decided.

Where the chat answers the same question, its own draft is taken. Every line is proven as the chat proves
its lines; one whose proof fails is left out and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex as re

from answer.ask import finished
from answer.corpus import Unit, deadline_of
from answer.desk import Desk, Draft, cite, lines_of, plan_names, task_of, tidy, totalled
from answer.kinds.frame_facts import day, recipient_entries
from answer.kinds.gaps import is_task, received_without_work, without_deadline, without_lead
from answer.kinds.overview import NO_RECORD, answer_status
from answer.kinds.who import GENERIC_PARTNER
from answer.load import Load, loads_of
from answer.model import Answer, Line
from answer.understanding.due import last_day
from answer.understanding.question import World, read_question
from ingest.agencies import AgencyBook, write_out
from ingest.fold import fold
from ingest.group_words import GROUP_CONCERNED
from ingest.plan import Plan, Section
from review.desk import desk_for

MANY_LEADS = 2
PLACES_SHOWN = 3  # clauses cited for each agency that is missing among the recipients
# "Nơi nhận: Như Điều 3;" sends to whom the article names.
AS_ARTICLE = re.compile(r"nhu dieu (\d+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its title, and what it finds with how that was decided."""

    name: str
    title: str
    draft: Callable[[Desk], Draft]


def found_by(check: Check, world: World, plan_ids: Collection[str], today: date) -> Answer:
    """Return what a check finds in plans, as an answer whose notes say how it was decided."""
    desk = desk_for(read_question("", world), world, plan_ids, today)
    return finished(desk, check.draft(desk), frozenset())


def _units(desk: Desk, line: Callable[[Plan, Unit], Line | None], *, what: str, none: str, how: str) -> Draft:
    """Return the units for which there is a line; what is counted, or that there is none."""
    groups = desk.per_plan(
        lambda plan: [
            made for unit in desk.corpus.in_plans([plan.id]) if (made := line(plan, unit)) is not None
        ]
    )
    if not groups:
        return Draft("not_found", none, notes=(how,))
    return Draft("answered", totalled(desk.plans, groups, what), groups, (how,))


def _task(desk: Desk, unit: Unit, before: str = "", ours: tuple[str, ...] = ()) -> Line:
    """Return a unit's duty with its deadline, after other words of the unit; ours are not the plan's."""
    task = task_of(unit)
    text = f"{before}: {task}" if before else task
    return Line(text, (cite(desk, unit, unit.assignments),), deadline=deadline_of(unit), ours=ours)


# -- roles ---------------------------------------------------------------------------------------------


def _two_leads(desk: Desk) -> Draft:
    def line(_: Plan, unit: Unit) -> Line | None:
        leads = dict.fromkeys(a.agency for a in unit.assignments if a.role == "lead" and not a.collective)
        return _task(desk, unit, ", ".join(leads)) if len(leads) >= MANY_LEADS else None

    return _units(
        desk,
        line,
        what="nhiệm vụ có từ hai cơ quan chủ trì",
        none="Không nhiệm vụ nào có từ hai cơ quan chủ trì.",
        how="Cách tính: điều khoản mà lời văn giao chủ trì cho từ hai cơ quan đích danh; không tính nhóm.",
    )


def _support_only(desk: Desk) -> Draft:
    def line(_: Plan, unit: Unit) -> Line | None:
        helps = bool(unit.assignments) and all(a.role == "support" for a in unit.assignments)
        return (
            _task(desk, unit, ", ".join(dict.fromkeys(a.agency for a in unit.assignments))) if helps else None
        )

    return _units(
        desk,
        line,
        what="nhiệm vụ chỉ nêu cơ quan phối hợp",
        none="Nhiệm vụ nào cũng có cơ quan chủ trì, tham mưu hoặc được đề nghị.",
        how=(
            "Cách tính: điều khoản có giao cơ quan mà mọi vai đọc được đều là phối hợp; "
            "cơ quan chủ trì có thể nằm ở điều khoản khác."
        ),
    )


def _generic_partner(desk: Desk) -> Draft:
    def line(_: Plan, unit: Unit) -> Line | None:
        helpers = [a for a in unit.assignments if a.role == "support" and a.agency_id != GROUP_CONCERNED]
        found = GENERIC_PARTNER.search(unit.text) if unit.assignments and not helpers else None
        return _task(desk, unit, f"“{tidy(found[0])}”") if found else None

    return _units(
        desk,
        line,
        what="nhiệm vụ chỉ phối hợp với cơ quan không nêu tên",
        none="Nhiệm vụ nào có bên phối hợp cũng nêu tên.",
        how="Cách tính: lời văn có “các cơ quan, đơn vị… liên quan” mà không nêu tên bên phối hợp nào.",
    )


def _nobody(desk: Desk) -> Draft:
    groups = desk.per_plan(lambda plan: _sections_without_doer(desk, plan))
    how = (
        "Cách tính: đề mục trong phần nội dung, nhiệm vụ mà không điều khoản nào ngay dưới nó nêu cơ quan; "
        "cơ quan thực hiện có thể nằm ở phần tổ chức thực hiện."
    )
    if not groups:
        return Draft("not_found", "Đề mục nội dung nào cũng nêu cơ quan.", notes=(how,))
    said = totalled(desk.plans, groups, "đề mục nội dung không nêu cơ quan nào")
    return Draft("answered", said, groups, (how,))


def _sections_without_doer(desk: Desk, plan: Plan) -> Iterator[Line]:
    below: dict[str, list[Unit]] = defaultdict(list)
    for unit in desk.corpus.in_plans([plan.id]):
        headings = next((clause.headings for clause in unit.clauses if clause.headings), ())
        if headings and is_task(plan, unit):
            below[headings[-1]].append(unit)
    for path, units in below.items():
        section = desk.corpus.sections.get((plan.id, path))
        if section is not None and not any(unit.assignments for unit in units):
            yield _section_line(desk, plan, section, len(units))


def _section_line(desk: Desk, plan: Plan, section: Section, count: int) -> Line:
    said = f"{count} nội dung"
    cited = (desk.citer.cite_piece(plan.id, section),)
    return Line(f"{tidy(section.heading)}: {said}", cited, ours=(said,))


# -- deadlines -----------------------------------------------------------------------------------------


def _before_issue(desk: Desk) -> Draft:
    def line(plan: Plan, unit: Unit) -> Line | None:
        deadline = deadline_of(unit) if unit.assignments else None
        end = last_day(deadline) if deadline else None
        if end is None or plan.date is None or end >= date.fromisoformat(plan.date):
            return None
        issued = f"trước ngày ban hành {day(plan.date)}"
        return _task(desk, unit, f"{deadline}, {issued}", (issued,))

    undated = [plan for plan in desk.plans if plan.date is None]
    missing = f" Không xét được {plan_names(undated)}: bản này không ghi ngày ban hành." if undated else ""
    return _units(
        desk,
        line,
        what="thời hạn sớm hơn ngày ban hành",
        none="Không thời hạn cụ thể nào sớm hơn ngày ban hành.",
        how=(
            "Cách tính: ngày hoặc quý ghi trong thời hạn kết thúc trước ngày ban hành của chính văn bản."
            f"{missing}"
        ),
    )


def _passed(desk: Desk) -> Draft:
    draft = answer_status(desk)
    how = "Cách tính: ngày hoặc quý ghi trong thời hạn kết thúc trước hôm nay."
    return Draft(draft.status, draft.summary, draft.groups, (how, NO_RECORD))


# -- recipients ----------------------------------------------------------------------------------------


def _not_received(desk: Desk) -> Draft:
    silent = [plan for plan in desk.plans if not recipient_entries(plan)]
    groups = desk.per_plan(lambda plan: _left_out(desk, plan) if plan not in silent else ())
    missing = f" Không xét được {plan_names(silent)}: bản này không ghi Nơi nhận." if silent else ""
    how = (
        "So cơ quan được giao việc đích danh với Nơi nhận; nhóm trong Nơi nhận (“các sở, ban, ngành”…) "
        f"được coi là gồm các cơ quan của nhóm.{missing}"
    )
    if not groups:
        said = "Cơ quan nào được giao việc cũng có trong Nơi nhận."
        return Draft("not_found", said, notes=(how,))
    said = f"{len(lines_of(groups))} cơ quan được giao việc mà không thấy trong Nơi nhận."
    return Draft("answered", said, groups, (how,))


def _left_out(desk: Desk, plan: Plan) -> Iterator[Line]:
    book, texts = desk.world.book, _recipient_texts(plan)
    ids = _ids_in(texts, book)
    written = [f" {fold(write_out(text))} " for text in texts]
    for load in loads_of(desk.corpus.in_plans([plan.id])):
        if load.agency_id not in ids and not any(f" {fold(load.agency)} " in text for text in written):
            yield _load_line(desk, load)


def _load_line(desk: Desk, load: Load) -> Line:
    own = [(unit, [a for a in unit.assignments if a.agency == load.agency]) for unit in load.units]
    cited = tuple(dict.fromkeys(cite(desk, unit, held) for unit, held in own[:PLACES_SHOWN]))
    said = f"{len(own)} việc"
    return Line(f"{load.agency}: {said}", cited, load.agency, ours=(said,))


def _recipient_texts(plan: Plan) -> list[str]:
    """Return the lines of Nơi nhận, and the words of an article that one of them refers to."""
    texts = [entry.value for entry in recipient_entries(plan)]
    articles = {found[1] for text in texts if (found := AS_ARTICLE.search(fold(text)))}
    ends = tuple(f"Điều {number}" for number in articles)
    return texts + [clause.text for clause in plan.clauses if ends and clause.path.endswith(ends)]


def _ids_in(texts: Iterable[str], book: AgencyBook) -> set[str | None]:
    """Return every agency that texts name, by itself or through a group that may take it in."""
    ids: set[str | None] = set()
    for text in texts:
        for named in (*book.named_in(text), *book.in_question(text)):
            ids |= {named.agency_id, *named.also}
    for group in [book.get(one) for one in ids if one is not None]:
        ids |= {*group.covers, *group.covers_if_exists, *group.covers_maybe}
    return ids - {None}


CHECKS: tuple[Check, ...] = (
    Check("no-lead", "Nội dung chưa nêu ai chủ trì", without_lead),
    Check("two-leads", "Nhiều cơ quan cùng chủ trì", _two_leads),
    Check("support-only", "Chỉ nêu cơ quan phối hợp", _support_only),
    Check("generic-partner", "Bên phối hợp không nêu tên", _generic_partner),
    Check("nobody", "Mục nội dung không nêu cơ quan nào", _nobody),
    Check("no-deadline", "Nhiệm vụ không ghi thời hạn", without_deadline),
    Check("before-issue", "Thời hạn trước ngày ban hành", _before_issue),
    Check("passed", "Thời hạn đã qua", _passed),
    Check("idle", "Có trong Nơi nhận mà không có việc", received_without_work),
    Check("not-received", "Có việc mà không có trong Nơi nhận", _not_received),
)


def count_of(answer: Answer) -> int:
    """Return how many lines a check found."""
    return sum(len(group.lines) for group in answer.groups)


def named(checks: Sequence[Check], name: str) -> Check:
    """Return the check of that name; KeyError where there is none."""
    return {check.name: check for check in checks}[name]
