"""Questions that have one place: who, by when, how, which document. Units are ranked, the best answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex as re

from answer.corpus import Unit, padded
from answer.desk import ROLE_NAMES, Desk, Draft, cite, one_group, plan_name, shortened, task_of
from answer.duties import asked_of, held_by, proven
from answer.model import Group, Line
from answer.topic import Scorer, Topic, make_topic, words_of
from answer.wording import KINDS_OF_DOCUMENT, OTHER_DOCUMENT, WHICH_DOCUMENT
from ingest.deadlines import deadline_in, field_value
from ingest.fold import fold, fold_tone
from ingest.numbers import numbers_in
from ingest.plan import Assignment, Plan, Role

# Measured on answerable and unanswerable questions (docs/answers.md): below it, nothing is said.
GATE = 0.45
NEAR_IN_PLAN = 0.93  # of the best score: a second place in the same plan is shown only when as good
NEAR_OTHER_PLAN = 0.80  # of the best score, for the best place of another plan
# To report is to send word to somebody named; "báo cáo tham mưu đề xuất" alone is no rule of reporting.
REPORT = re.compile(
    r"báo cáo[^.;]{0,160}?(?:về|gửi|qua|cho|lên|đến)\s+(?:Sở|UBND|Ủy ban|Uỷ ban|Phòng|Văn phòng|Bộ|Ban|Thường trực|Chủ tịch|cơ quan|Công an|Thủ tướng)|"
    r"báo cáo\s+(?:Sở|UBND|Ủy ban|Uỷ ban|Chủ tịch|Bộ|Thủ tướng|Ban)|(?:gửi|báo cáo)[^.;]{0,100}(?:để|,)\s*tổng hợp|"
    r"báo cáo (?:kết quả|tình hình) thực hiện",
)
TIME_LABELS = ("thời gian", "thời hạn", "tiến độ", "hoàn thành")
LITERAL_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}|ngày\s+\d{1,2}|quý|tháng\s+\d", re.IGNORECASE)
LONG_LINE = 420  # characters; longer clauses are shown by the sentence that answers


@dataclass(frozen=True, slots=True)
class Best:
    """The best units for a topic: of one plan, or one of each plan that is near the best."""

    units: tuple[Unit, ...]
    score: float


def best_units(desk: Desk, units: Iterable[Unit], topic: Topic | None = None, *, gate: float = GATE) -> Best:
    """Return the units that answer the topic, none when the best is below the gate."""
    ranked = desk.rank(units, topic)
    if not ranked or ranked[0][0] < gate:
        return Best((), ranked[0][0] if ranked else 0.0)
    top = ranked[0][0]
    first = ranked[0][1].plan_id
    chosen: list[Unit] = []
    for score, unit in ranked:
        same = [u for u in chosen if u.plan_id == unit.plan_id]
        if unit.plan_id == first:
            keep = not same or (score >= NEAR_IN_PLAN * top and len(same) < 3)
        else:
            keep = not desk.question.plans and not same and score >= max(NEAR_OTHER_PLAN * top, gate)
        if keep:
            chosen.append(unit)
    return Best(tuple(chosen), top)


def grouped(desk: Desk, units: Sequence[Unit], line: Callable[[Unit], Line | None]) -> tuple[Group, ...]:
    """Return the lines of units under their plans, plans in the order of the best unit."""
    lines: dict[str, list[Line]] = {}
    for unit in units:
        if (made := line(unit)) is not None:
            lines.setdefault(unit.plan_id, []).append(made)
    return tuple(one_group(desk.corpus.plans[plan_id], made) for plan_id, made in lines.items())


def own_units(desk: Desk) -> list[Unit]:
    """Return the units asked among: those of the agencies named, all where none is named."""
    if not desk.question.agencies:
        return desk.units()
    asked = asked_of(desk)
    units: list[Unit] = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        units += [unit for unit, _ in (*held.direct, *held.group)]
        units += [
            desk.corpus.by_key[plan.id, path]
            for path in held.mentioned
            if (plan.id, path) in desk.corpus.by_key
        ]
    return units


# -- who -----------------------------------------------------------------------------------------------


def answer_who(desk: Desk) -> Draft | None:
    """Answer who leads, supports or advises what the topic names."""
    wanted = tuple(desk.question.roles)
    units = [u for u in desk.units() if any(_fits(a, wanted) for a in u.assignments)]
    if not desk.question.topic and not desk.question.agencies:
        return _everyone(desk, units, wanted)
    if desk.question.numbers:
        citing = {
            ref.unit.key
            for ref in references_in(units)
            if any(is_number(ref.number, n) for n in desk.question.numbers)
        }
        units = [unit for unit in units if unit.key in citing] or units
    topic = with_agencies(desk)
    best = best_units(desk, units, topic)
    anywhere = best_units(desk, desk.units(), topic)
    if anywhere.units and anywhere.score > ELSEWHERE * best.score:
        return None  # the words stand in a clause that gives nobody work: its words are the answer
    groups = grouped(desk, best.units, lambda unit: who_line(desk, unit, wanted))
    if not groups:
        return None
    return Draft("answered", _who_summary(groups), groups)


ELSEWHERE = 1.25  # times the best duty's score: a clause that assigns nothing answers better than any duty


def with_agencies(desk: Desk) -> Topic:
    """Return the topic with the names of agencies in it: in "ai làm đầu mối với Bộ Ngoại giao" they are what it is about."""
    named = [word for agency in desk.question.agencies for word in words_of(agency.name)]
    return make_topic([*desk.question.topic.words, *named], desk.corpus) if named else desk.question.topic


def _everyone(desk: Desk, units: Sequence[Unit], wanted: Sequence[Role]) -> Draft | None:
    """Return who does what in a whole plan, when a plan is named and nothing else."""
    if not desk.question.plans:
        return None
    groups = grouped(desk, units, lambda unit: who_line(desk, unit, wanted))
    count = sum(len(g.lines) for g in groups)
    what = " và ".join(ROLE_NAMES[role] for role in wanted) or "thực hiện"
    return Draft("answered", f"{count} nhiệm vụ có nêu cơ quan {what}.", groups) if groups else None


GENERIC_PARTNER = re.compile(
    r"[Cc]ác (?:cơ quan|đơn vị|sở|ban|ngành|địa phương)[^.;]{0,40}?(?:có )?liên quan"
)


def answer_partners(desk: Desk) -> Draft | None:
    """Answer with whom the agencies named work: those the same clause names beside them."""
    if not desk.question.agencies:
        return None
    asked = asked_of(desk)
    groups: list[Group] = []
    for plan in desk.plans:
        held = held_by(desk, asked, plan)
        lines = [
            line for unit, own in held.direct if (line := _partner_line(desk, plan, unit, own)) is not None
        ]
        if desk.question.topic and len(desk.question.topic.words) > 1:
            near = {u.key for u in best_units(desk, [u for u, _ in held.direct]).units}
            lines = [
                line
                for unit, own in held.direct
                if unit.key in near and (line := _partner_line(desk, plan, unit, own)) is not None
            ] or lines
        if lines:
            groups.append(one_group(plan, lines))
    if not groups:
        return None
    return Draft(
        "answered", f"{sum(len(g.lines) for g in groups)} nhiệm vụ có nêu bên cùng làm.", tuple(groups)
    )


def _partner_line(desk: Desk, plan: Plan, unit: Unit, own: Sequence[Assignment]) -> Line | None:
    names = {a.agency for a in own}
    others = proven(desk, plan, [a for a in unit.assignments if a.agency not in names])
    said = [f"{ROLE_NAMES[a.role]} có {a.agency}" for a in others]
    if found := GENERIC_PARTNER.search(unit.text):
        said.append(f"“{found[0]}” (không nêu tên)")
    if not said:
        return None
    first = own[0]
    return Line(
        f"{first.agency} {ROLE_NAMES[first.role]}; {'; '.join(dict.fromkeys(said))}: {_task(desk, unit)}",
        (cite(desk, unit, [*own, *others]),),
        first.agency,
        first.role,
        "",
        None,
        first.deadline,
    )


def _fits(held: Assignment, wanted: Sequence[Role]) -> bool:
    if not wanted:
        return held.role != "support"
    if "lead" in wanted and held.role == "request":
        return True
    return held.role in wanted or (held.role == "lead" and "advise" in wanted)


def who_line(desk: Desk, unit: Unit, wanted: Sequence[Role]) -> Line | None:
    """Return "A, B chủ trì: <task>" with the words that prove it, or None when nothing is proven."""
    plan = desk.corpus.plans[unit.plan_id]
    held = proven(desk, plan, [a for a in unit.assignments if _fits(a, wanted)])
    if not held:
        held = (
            proven(desk, plan, [a for a in unit.assignments if _fits(a, ())])
            if "support" not in wanted
            else []
        )
    if not held:
        return None
    by_role: dict[Role, list[str]] = {}
    for a in held:
        by_role.setdefault(a.role, []).append(a.agency)
    said = "; ".join(
        f"{', '.join(dict.fromkeys(names))} {ROLE_NAMES[role]}" for role, names in by_role.items()
    )
    first = held[0]
    return Line(
        f"{said}: {_task(desk, unit)}",
        (cite(desk, unit, held),),
        first.agency,
        first.role,
        first.detail,
        None,
        first.deadline,
    )


def _task(desk: Desk, unit: Unit) -> str:
    words = unit.head.heading if unit.head is not None and hasattr(unit.head, "heading") else task_of(unit)
    return focus(desk, unit, words)


def _who_summary(groups: Sequence[Group]) -> str:
    lines = [line for group in groups for line in group.lines]
    if len(lines) == 1:
        return lines[0].text.split(":")[0] + f" ({groups[0].title.split(' · ')[0]})."
    return f"{len(lines)} nơi trong {len(groups)} kế hoạch trả lời câu hỏi này."


# -- when ----------------------------------------------------------------------------------------------


def answer_deadline(desk: Desk) -> Draft | None:
    """Answer by when: the deadline of the unit the topic names, or that it has none."""
    reporting = _asks_report(desk)
    units = own_units(desk)
    topic = desk.question.topic
    if reporting and len([w for w in topic.words if w.folded not in REPORT_WORDS]) == 0:
        return _report_deadlines(desk, units)
    if not topic:
        return _all_deadlines(desk, units)
    dated = [unit for unit in units if deadline_of(unit)]
    best = best_units(desk, dated)
    overall = best_units(desk, units)
    if best.units and best.score >= 0.85 * overall.score:
        groups = grouped(desk, best.units, lambda unit: deadline_line(desk, unit))
        return Draft("answered", _deadline_summary(groups), groups)
    if overall.units:
        return _condition(desk, overall.units[0]) or _no_deadline(desk, overall.units)
    return None


# "khi có chương trình triển khai": not a date, but what the plan says of when.
CONDITION = re.compile(
    r"\b(?:ngay sau |sau |trước )?khi (?:có|được|hoàn thành|phát sinh|cấp|nhận)[^,.;]{3,80}", re.IGNORECASE
)


def _condition(desk: Desk, unit: Unit) -> Draft | None:
    found = CONDITION.search(unit.text)
    if found is None:
        return None
    said = " ".join(found[0].split())
    line = said_by(unit, focus(desk, unit, " ".join(unit.text.split()), CONDITION), cite(desk, unit))
    summary = f"Kế hoạch không ghi ngày, chỉ ghi: “{said}”."
    return Draft("answered", summary, (one_group(desk.corpus.plans[unit.plan_id], [line]),))


REPORT_WORDS = frozenset(
    "bao cao nop gui dinh ky che do ket qua hang nam bat dau cuoi chot tinh hinh yeu cau tong hop moc han ve ai dau".split()
)


def _asks_report(desk: Desk) -> bool:
    words = [w.folded for w in desk.question.topic.words]
    return "bao" in words and "cao" in words or "nop" in words


def deadline_of(unit: Unit) -> str | None:
    """Return a unit's deadline as written: of its time line, its deadline cell, or its words."""
    if line := unit.line(*TIME_LABELS):
        return field_value(line.text)
    for clause in unit.clauses:
        for cell in clause.cells:
            if cell.column == "deadline":
                return cell.text.strip()
    given = [a.deadline for a in unit.assignments if a.deadline]
    return given[0] if given else deadline_in(unit.text)


def deadline_line(desk: Desk, unit: Unit) -> Line | None:
    deadline = deadline_of(unit)
    if deadline is None:
        return None
    doers = ", ".join(dict.fromkeys(a.agency for a in unit.assignments if a.role != "support"))
    who = f" ({doers})" if doers else ""
    text = f"{deadline}: {_task(desk, unit)}{who}"
    return Line(text, (cite(desk, unit, fields=TIME_LABELS),), deadline=deadline)


def _deadline_summary(groups: Sequence[Group]) -> str:
    lines = [line for group in groups for line in group.lines]
    if len(lines) == 1:
        return f"Thời hạn ghi trong kế hoạch {groups[0].title.split(' · ')[0]}: {lines[0].deadline}."
    return f"Tìm thấy {len(lines)} thời hạn trong {len(groups)} kế hoạch."


def _no_deadline(desk: Desk, units: Sequence[Unit]) -> Draft:
    unit = units[0]
    plan = desk.corpus.plans[unit.plan_id]
    near = desk.nearest(1)
    return Draft(
        "not_found",
        f"Kế hoạch {plan_name(plan)} có nội dung này nhưng không ghi thời hạn; không suy ra thời hạn từ chỗ khác.",
        nearest=near,
    )


def report_units(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that oblige somebody to report."""
    return [u for u in units if REPORT.search(u.text) and "Mở đầu" not in u.path]


def _report_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    """Answer when reports are due, plan by plan; a rhythm without a day counts only where no plan gives a day."""
    due = [(u, d) for u in report_units(units) if (d := deadline_of(u))]
    literal = [(u, d) for u, d in due if LITERAL_DAY.search(d)]
    chosen = literal or due
    groups = grouped(desk, [u for u, _ in chosen], lambda unit: deadline_line(desk, unit))
    given = {u.plan_id for u, _ in chosen}
    notes = []
    for plan in desk.plans:
        if plan.id in given:
            continue
        rhythm = [d for u, d in due if u.plan_id == plan.id]
        what = f"chỉ ghi “{rhythm[0]}”, không ghi ngày" if rhythm else "không quy định ngày báo cáo"
        notes.append(f"{plan_name(plan)}: {what}.")
    if not groups:
        where = ", ".join(plan_name(plan) for plan in desk.plans)
        return Draft(
            "not_found",
            f"Không thấy thời hạn báo cáo trong {where}.",
            notes=tuple(notes),
            nearest=desk.nearest(),
        )
    return Draft("answered", _deadline_summary(groups), groups, tuple(notes))


def _all_deadlines(desk: Desk, units: Sequence[Unit]) -> Draft:
    dated = [
        u
        for u in units
        if deadline_of(u) and "Mở đầu" not in u.path and (u.assignments or u.line(*TIME_LABELS))
    ]
    groups = grouped(desk, dated, lambda unit: deadline_line(desk, unit))
    if not groups:
        where = ", ".join(plan_name(plan) for plan in desk.plans)
        return Draft(
            "not_found", f"{where} không ghi thời hạn cho nhiệm vụ nào; không suy ra thời hạn từ chỗ khác."
        )
    return Draft("answered", _deadline_summary(groups), groups)


# -- reporting and funding -----------------------------------------------------------------------------


def answer_reporting(desk: Desk) -> Draft | None:
    """Answer who reports what to whom, and by when: the clauses that oblige to report."""
    units = report_units(own_units(desk) if desk.question.agencies else desk.units())
    demanding = [
        u for u in units if any(not a.role == "support" for a in u.assignments) and not _is_own_report(u)
    ]
    chosen = demanding or units
    extra = [w for w in desk.question.topic.words if w.folded not in REPORT_WORDS]
    if extra:
        topic = Topic(tuple(extra), ())
        ranked = desk.rank(chosen, desk.question.topic)
        if ranked and Scorer(topic, desk.corpus).score(ranked[0][1]) >= GATE:
            chosen = [u for score, u in ranked if score >= 0.8 * ranked[0][0]]
    groups = grouped(
        desk,
        chosen,
        lambda unit: said_by(
            unit,
            focus(desk, unit, " ".join(unit.text.split()), REPORT),
            cite(desk, unit, unit.assignments),
            deadline_of(unit),
        ),
    )
    notes = tuple(
        f"{plan_name(plan)}: không quy định chế độ báo cáo."
        for plan in desk.plans
        if all(u.plan_id != plan.id for u in chosen)
    )
    if not groups:
        return Draft(
            "not_found",
            "Không thấy quy định về báo cáo trong kế hoạch được hỏi.",
            notes=notes,
            nearest=desk.nearest(),
        )
    return Draft(
        "answered",
        f"{sum(len(g.lines) for g in groups)} quy định về báo cáo trong {len(groups)} kế hoạch.",
        groups,
        notes,
    )


def _is_own_report(unit: Unit) -> bool:
    """Return whether "báo cáo" is one duty among others of a single agency, not the plan's reporting rule."""
    return (
        bool(unit.assignments)
        and not any(a.collective for a in unit.assignments)
        and not re.search(r"về|gửi|qua", unit.text)
    )


FUNDING_HEADING = re.compile(r"kinh phi|nguon luc tai chinh|nguon von")
FUNDING = re.compile(
    r"(?:bố trí|phân bổ|thẩm định|xây dựng|lập|cân đối|nguồn|hướng dẫn)[^.;]{0,60}(?:kinh phí|dự toán|ngân sách)|dự toán kinh phí|kinh phí từ",
    re.IGNORECASE,
)
FINANCE = re.compile(r"tai chinh")


def answer_funding(desk: Desk) -> Draft | None:
    """Answer where the money comes from: the plan's section on funding, and the finance agency's duty."""
    groups: list[Group] = []
    notes: list[str] = []
    for plan in desk.plans:
        sections = {
            s.path
            for s in plan.sections
            if FUNDING_HEADING.search(fold(s.heading)) and s.kind in ("section", "part", "item")
        }
        units = [u for u in desk.corpus.in_plans([plan.id]) if FUNDING.search(u.text) or sections]
        chosen = [u for u in units if _under(plan, u, sections)]
        if not chosen:
            chosen = [
                u
                for u in units
                if FUNDING.search(u.text) and any(FINANCE.search(fold(a.agency)) for a in u.assignments)
            ]
        chosen = chosen or [u for u in units if FUNDING.search(u.text) and u.assignments]
        if chosen:
            lines = [said_by(u, " ".join(u.text.split()), cite(desk, u, u.assignments)) for u in chosen]
            groups.append(one_group(plan, lines))
        else:
            notes.append(f"{plan_name(plan)}: không có quy định về kinh phí.")
    if (
        groups
        and ASKS_AMOUNT.search(fold(desk.question.text))
        and not any(AMOUNT.search(line.text) for g in groups for line in g.lines)
    ):
        where = (
            ", ".join(plan_name(plan) for plan in desk.plans)
            if len(desk.plans) <= 3
            else f"{len(desk.plans)} kế hoạch đã nạp"
        )
        return Draft(
            "not_found",
            f"Kế hoạch có nói nguồn kinh phí nhưng không ghi số tiền ({where}).",
            nearest=desk.nearest(),
        )
    if not groups:
        return Draft(
            "not_found", "Không thấy quy định về kinh phí trong kế hoạch được hỏi.", notes=tuple(notes)
        )
    return Draft(
        "answered", f"Quy định về kinh phí trong {len(groups)} kế hoạch.", tuple(groups), tuple(notes)
    )


ASKS_AMOUNT = re.compile(
    r"bao nhieu (?:tien|ty|trieu|dong|kinh phi)|so tien|muc (?:chi|kinh phi)|may (?:ty|trieu)|(?:kinh phi|ngan sach|tien)(?: \w+){0,6} bao nhieu|la bao nhieu"
)
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:triệu|tỷ|tỉ|đồng|nghìn)")


def _under(plan: Plan, unit: Unit, sections: set[str]) -> bool:
    headings = {path for clause in unit.clauses for path in clause.headings} | {unit.path}
    return bool(sections & headings) and unit.path not in {
        s.path for s in plan.sections if s.kind in ("section", "part")
    }


def said_by(unit: Unit, words: str, cited: int, deadline: str | None = None) -> Line:
    """Return a line that opens with the agencies of the heading above it, where a heading names the doer."""
    doers = [a for a in unit.assignments if a.subject_path]
    if not doers:
        return Line(words, (cited,), deadline=deadline)
    names = ", ".join(dict.fromkeys(a.agency for a in doers))
    return Line(f"{names}: {words}", (cited,), doers[0].agency, doers[0].role, deadline=deadline)


# -- what a clause says --------------------------------------------------------------------------------

PARTS = re.compile(r"(?<=[;.])\s+(?=\p{Lu}|\(\d|[\p{Ll}])")


def focus(desk: Desk, unit: Unit, words: str, about: re.Pattern[str] | None = None) -> str:
    """Return words, of a long clause only the sentences that answer, the rest as "…"."""
    tidy = " ".join(words.split())
    if len(tidy) <= LONG_LINE:
        return tidy
    parts = [part for part in PARTS.split(tidy) if part]
    scorer = Scorer(desk.question.topic, desk.corpus)
    scores = [
        scorer.score(_as_unit(unit, part)) + (0.5 if about and about.search(part) else 0.0) for part in parts
    ]
    best = max(range(len(parts)), key=lambda i: scores[i])
    first = last = best
    while sum(len(p) for p in parts[first : last + 1]) < LONG_LINE and (first > 0 or last < len(parts) - 1):
        before = scores[first - 1] if first > 0 else -1.0
        after = scores[last + 1] if last < len(parts) - 1 else -1.0
        first, last = (first - 1, last) if before > after else (first, last + 1)
    shown = " ".join(parts[first : last + 1])
    return ("… " if first else "") + shown + (" …" if last < len(parts) - 1 else "")


def _as_unit(unit: Unit, part: str) -> Unit:
    return replace(unit, folded=padded(part), accented=f" {fold_tone(part)} ", above="  ", text=part)


# -- documents that are cited --------------------------------------------------------------------------

NAMED_DOCUMENT = re.compile(r"(?P<kind>" + "|".join(KINDS_OF_DOCUMENT) + r")\s+(?:số\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited in a clause: its kind, number, and the words that say what it is."""

    unit: Unit
    kind: str
    number: str
    text: str


def references_in(units: Iterable[Unit]) -> list[Reference]:
    """Return the documents that units cite, each with its words up to the next ";" or sentence."""
    return [
        ref
        for unit in units
        for part in unit.text.split("\n")
        for ref in _references_in(unit, " ".join(part.split()))
    ]


def _references_in(unit: Unit, text: str) -> list[Reference]:
    found: list[Reference] = []
    for number in numbers_in(text):
        head = NAMED_DOCUMENT.search(text[: number.start])
        start = head.start() if head else number.start
        stop_at = re.search(r";|\.(?=\s+\p{Lu}|$)|,\s+(?=để |nhằm )", text[number.stop :])
        stop = number.stop + stop_at.start() if stop_at else len(text)
        if stop - number.stop < SHORT_REFERENCE:
            start = _told_before(text, start)
        kind = fold(head["kind"]) if head else ""
        found.append(Reference(unit, kind, number.value, text[start : min(stop, start + LONG_LINE)]))
    return found


SHORT_REFERENCE = 60  # characters after the number (date, issuer): what the document is stands before it then


def _told_before(text: str, start: int) -> int:
    """Return where the sentence or part starts that names a document at start."""
    breaks = [found.end() for found in re.finditer(r"[.;]\s+", text[:start])]
    return max(breaks[-1] if breaks else 0, start - LONG_LINE // 2)


def answer_reference(desk: Desk, folded: str) -> Draft | None:
    """Answer which document: the one whose words hold the topic best."""
    asked = OTHER_DOCUMENT.search(folded) or WHICH_DOCUMENT.search(folded)
    kind = asked["kind"] if asked else ""
    kind = "" if kind == "van ban" else kind
    references = references_in(desk.units())
    topic = desk.question.topic
    words = tuple(w for w in topic.words if w.folded not in fold(kind).split()) if kind else topic.words
    topic = Topic(words, ()) if words != topic.words else topic
    topic = make_topic(topic.words, desk.corpus)
    scorer = Scorer(topic, desk.corpus)
    scored = []
    for ref in references:
        if kind and ref.kind and kind != ref.kind and not (kind == "quy che" and "quy che" in fold(ref.text)):
            continue
        if any(year not in ref.text for year in desk.question.years):
            continue
        own = scorer.score(_as_unit(ref.unit, ref.text))
        around = scorer.score(ref.unit)
        scored.append((0.75 * own + 0.25 * around, ref))
    scored.sort(key=lambda pair: (-pair[0], pair[1].unit.plan_id, pair[1].unit.order))
    if not scored or (topic and scored[0][0] < 0.8 * GATE):
        return None
    top = scored[0][0]
    chosen: dict[str, tuple[float, Reference]] = {}
    for score, ref in scored:
        if score >= 0.9 * top and (ref.number in chosen or len(chosen) < 2):
            kept = chosen.setdefault(ref.number, (score, ref))
            if len(ref.text) > len(kept[1].text):
                chosen[ref.number] = (score, ref)
    return _reference_lines(desk, [ref for _, ref in chosen.values()])


def _reference_lines(desk: Desk, references: Sequence[Reference]) -> Draft:
    by_unit = {ref.unit.key: ref for ref in references}
    groups = grouped(
        desk, [ref.unit for ref in references], lambda unit: Line(by_unit[unit.key].text, (cite(desk, unit),))
    )
    first = references[0]
    return Draft("answered", shortened(first.text) + ".", groups)


def _citing_line(desk: Desk, unit: Unit, ref: Reference, whole: bool) -> Line:
    """Return what a document is, or the whole clause that uses it."""
    if whole:
        return said_by(unit, focus(desk, unit, " ".join(unit.text.split())), cite(desk, unit))
    return Line(ref.text, (cite(desk, unit),))


def is_number(number: str, asked: str) -> bool:
    """Return whether a document's number is the one asked for, in full or by its first part ("57", "72/2015")."""
    plain, wanted = number.replace("Đ", "D").casefold(), asked.replace("Đ", "D").casefold()
    return bool(re.match(rf"{re.escape(wanted)}(?!\d)", plain))


def answer_named_document(desk: Desk, folded: str) -> Draft | None:
    """Answer what plans say of a document named by number; its own content is not in them."""
    wanted = desk.question.numbers
    references = [r for r in references_in(desk.units()) if any(is_number(r.number, n) for n in wanted)]
    if not references:
        return None
    content = re.search(
        r"quy dinh (?:nhung )?(?:gi|the nao)|noi dung (?:cua|chinh)|gom (?:nhung )?gi|may (?:dieu|chuong|khoan)|yeu cau (?:nhung )?gi|dieu \d|toan van",
        folded,
    )
    citing: dict[tuple[str, str], Reference] = {}
    for ref in references:
        kept = citing.setdefault(ref.unit.key, ref)
        if len(ref.text) > len(kept.text):
            citing[ref.unit.key] = ref
    if content and not desk.question.topic:
        near = tuple(desk.nearest(2))
        return Draft(
            "not_found",
            f"Các kế hoạch chỉ dẫn chiếu {references[0].text.split(' ngày')[0]}, không chép nội dung văn bản ấy; văn bản ấy chưa được nạp.",
            nearest=near,
        )
    if not re.search(
        r"viec gi|lam gi|ap dung|\bdung\b|nhac|neu|dan chieu|o dau|ke hoach nao|ban nao|cho nao|muc nao",
        folded,
    ):
        citing = _best_told(citing)
    for_what = re.search(r"viec gi|lam gi|de lam|ap dung|\bdung\b|lien quan|noi dung gi", folded)
    groups = grouped(
        desk,
        [ref.unit for ref in citing.values()],
        lambda unit: _citing_line(desk, unit, citing[unit.key], bool(for_what)),
    )
    note = "Kế hoạch chỉ dẫn chiếu văn bản này, không chép nội dung của nó."
    return Draft(
        "answered", f"Được nhắc ở {len(citing)} điều khoản trong {len(groups)} kế hoạch.", groups, (note,)
    )


def _best_told(citing: dict[tuple[str, str], Reference]) -> dict[tuple[str, str], Reference]:
    """Keep for each plan the one place that says most of what the document is."""
    best: dict[str, Reference] = {}
    for ref in citing.values():
        kept = best.setdefault(ref.unit.plan_id, ref)
        if len(ref.text) > len(kept.text) + 20:
            best[ref.unit.plan_id] = ref
    return {ref.unit.key: ref for ref in best.values()}


# -- for whom ------------------------------------------------------------------------------------------

AUDIENCE = re.compile(r"đối tượng|thành phần|cho (?:những|các|đội ngũ|cán bộ|người)|dành cho", re.IGNORECASE)
AUDIENCE_LABELS = ("đối tượng", "thành phần")


def answer_audience(desk: Desk) -> Draft | None:
    """Answer for whom something is held: the line that names its audience, or the clause that does."""
    if not desk.question.topic:
        return None
    best = best_units(desk, [u for u in desk.units() if AUDIENCE.search(u.text)], gate=0.8 * GATE)

    def line(unit: Unit) -> Line:
        named = unit.line(*AUDIENCE_LABELS)
        words = " ".join((named.text if named else unit.text).split())
        return Line(focus(desk, unit, words, AUDIENCE), (cite(desk, unit, fields=AUDIENCE_LABELS),))

    groups = grouped(desk, best.units, line)
    return Draft("answered", shortened(groups[0].lines[0].text, 160), groups) if groups else None
