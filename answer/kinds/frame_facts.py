"""Questions to the frame of a document: number, date, signer, issuer, bases, recipients."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import regex as re

from answer.desk import Desk, Draft, one_group, plan_name, plan_names, tidy
from answer.model import Line
from ingest.agencies import write_out
from ingest.corrections import as_printed
from ingest.fold import fold
from ingest.numbers import numbers_in
from ingest.plan import Entry, Plan

BASIS_START = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Triển khai|Theo)\b")
EFFECT = re.compile(r"có hiệu lực", re.IGNORECASE)
ISSUED_BY = "Cơ quan ban hành"
FACT_NAMES = {
    "number": "số, ký hiệu",
    "date": "ngày ban hành",
    "signer": "người ký",
    "issuer": "tên cơ quan ban hành",
    "title": "tên kế hoạch",
    "kind": "tên loại",
    "recipients": "nơi nhận",
}


def day(iso: str) -> str:
    """Return "06/12/2023" for "2023-12-06"."""
    year, month, date = iso.split("-")
    return f"{date}/{month}/{year}"


def _entries(plan: Plan, *names: str) -> list[Entry]:
    return [entry for entry in plan.entries if entry.name in names]


def _line(desk: Desk, plan: Plan, text: str, *names: str, ours: tuple[str, ...]) -> Line | None:
    """Return text with the entries of these names as its proof; None where the plan has none of them."""
    entries = _entries(plan, *names)
    cited = tuple(desk.citer.cite_entry(plan.id, entry) for entry in entries)
    return Line(text, cited, ours=ours) if entries else None


def _number(desk: Desk, plan: Plan) -> Line | None:
    if plan.number is None:
        return None
    by_decision = "QĐ" in plan.number and "Kế hoạch" in (plan.kind or "")
    what = "Kế hoạch ban hành kèm theo Quyết định số" if by_decision else "Số, ký hiệu:"
    text = f"{what} {plan.number}"
    line = _line(desk, plan, text, "number", ours=(what,))
    return line or _line(desk, plan, text, "attached", ours=(what,))


def _date(desk: Desk, plan: Plan) -> Line | None:
    if plan.date is None:
        return None
    return _line(desk, plan, f"Ban hành ngày {day(plan.date)}", "date", ours=("Ban hành ngày",))


def _signer(desk: Desk, plan: Plan) -> Line | None:
    if plan.signer is None:
        return None
    how = f" ({plan.signer_title})" if plan.signer_title else ""
    return _line(desk, plan, f"Người ký: {plan.signer}{how}", "signer", "signer_title", ours=("Người ký",))


def _issuer(desk: Desk, plan: Plan) -> Line | None:
    if plan.issuer is None:
        return None
    text, ours = f"{ISSUED_BY}: {plan.issuer}", (ISSUED_BY,)
    return _line(desk, plan, text, "issuer", ours=ours) or _opening_line(desk, plan, text)


def _opening_line(desk: Desk, plan: Plan, text: str) -> Line | None:
    """Cite the opening paragraph in which the issuer speaks, where the letterhead is lost."""
    opening = [clause for clause in plan.clauses if "Mở đầu" in clause.path]
    if not opening:
        return _line(desk, plan, text, "signer_title", ours=(ISSUED_BY,))
    return Line(text, (desk.citer.cite_piece(plan.id, opening[-1]),), ours=(ISSUED_BY,))


def _title(desk: Desk, plan: Plan) -> Line | None:
    if plan.title is None:
        return None
    kind = plan.kind or "Văn bản"
    return _line(desk, plan, f"{kind}: {plan.title}", "title", ours=(kind,))


def _kind(desk: Desk, plan: Plan) -> Line | None:
    if plan.kind is None:
        return None
    if plan.kind.startswith("Quyết định ban hành"):
        ours = ("Kế hoạch ban hành kèm theo Quyết định số", "(một tệp có cả hai văn bản)")
        text = f"{ours[0]} {plan.number or '…'} {ours[1]}"
        return _line(desk, plan, text, "attached", "number", ours=ours)
    return _line(desk, plan, f"Loại văn bản: {plan.kind}", "kind", ours=("Loại văn bản",))


def _recipients(desk: Desk, plan: Plan) -> Line | None:
    if not plan.recipients:
        return None
    return _line(desk, plan, f"Nơi nhận: {'; '.join(plan.recipients)}", "recipient", ours=("Nơi nhận",))


FACTS: dict[str, Callable[[Desk, Plan], Line | None]] = {
    "number": _number,
    "date": _date,
    "signer": _signer,
    "issuer": _issuer,
    "title": _title,
    "kind": _kind,
    "recipients": _recipients,
}


def answer_frame(desk: Desk, name: str) -> Draft:
    """Answer a question to the frame in each plan asked; say which copies lack the fact.

    name  a key of FACTS
    """
    lines = {plan.id: FACTS[name](desk, as_printed(plan)) for plan in desk.plans}
    mended = tuple(note for plan in desk.plans for note in _mended(plan, name))
    groups = desk.per_plan(lambda plan: [line] if (line := lines[plan.id]) is not None else [])
    missing = [plan for plan in desk.plans if lines[plan.id] is None]
    what = FACT_NAMES[name]
    if not groups:
        summary = f"Bản đã nạp của {plan_names(missing)} không có {what}, nên không trả lời được."
        return Draft("not_found", summary, notes=mended)
    one, many = f"{groups[0].lines[0].text}.", f"{what.capitalize()} của {len(groups)} kế hoạch:"
    if name == "date" and len(groups) > 1 and FIRST_OR_LAST.search(desk.question.folded):
        many = _first_and_last(desk)
    notes = tuple(f"Bản {plan_name(plan)} đã nạp không có {what}." for plan in missing)
    return Draft("answered", one if len(groups) == 1 else many, groups, (*notes, *mended))


NAMED_THERE = "có tên trong Nơi nhận"
IN_A_GROUP = "không có tên riêng trong Nơi nhận, chỉ có nhóm gồm cơ quan này"
YES_OR_NO = re.compile(r"\b(?:khong|chua)\b")


def answer_recipients(desk: Desk) -> Draft:
    """Answer who gets a plan; where an agency is named, whether it is among them, by name or in a group."""
    if not desk.question.agencies or not YES_OR_NO.search(desk.question.folded):
        return answer_frame(desk, "recipients")
    names = " và ".join(named.name for named in desk.question.agencies)
    for said, ids_in in ((NAMED_THERE, _ids), (IN_A_GROUP, _groups)):
        listed = {plan.id: _entries_naming(desk, plan, ids_in(desk, plan)) for plan in desk.plans}
        groups = tuple(one_group(plan, listed[plan.id]) for plan in desk.plans if listed[plan.id])
        if groups:
            missing = [plan for plan in desk.plans if not listed[plan.id]]
            notes = (f"Không thấy trong Nơi nhận của {plan_names(missing)}.",) if missing else ()
            return Draft("answered", f"{names} {said}.", groups, notes)
    return Draft("not_found", f"{names} không có tên trong Nơi nhận của {plan_names(desk.plans)}.")


def _ids(desk: Desk, _: Plan) -> set[str]:
    return {i for named in desk.question.agencies for i in (named.agency_id, *named.also) if i}


def _groups(desk: Desk, plan: Plan) -> set[str]:
    """Return the groups that take in an agency asked about; one that some provinces have if it is named."""
    ids = _ids(desk, plan)
    sure = {"covers", "if exists"} if any(m.agency_id in ids for m in plan.mentions) else {"covers"}
    covering = (pair for i in ids for pair in desk.world.book.groups_covering(i))
    return {group for group, how in covering if how in sure}


def _entries_naming(desk: Desk, plan: Plan, ids: Collection[str]) -> list[Line]:
    """Return the recipients' lines that name one of ids, or a body no list holds in the question's words."""
    unlisted = [fold(write_out(n.name)) for n in desk.question.agencies if n.agency_id is None]
    return [
        Line(f"Nơi nhận: {entry.value}", (desk.citer.cite_entry(plan.id, entry),), ours=("Nơi nhận",))
        for entry in recipient_entries(plan)
        if any(one.agency_id in ids for one in desk.world.book.named_in(entry.value))
        or any(f" {name} " in f" {fold(write_out(entry.value))} " for name in unlisted)
    ]


FIRST_OR_LAST = re.compile(r"\b(?:som|muon|truoc|sau|moi|cu)(?: hon| nhat)?\b")


def _first_and_last(desk: Desk) -> str:
    """Return which plan was issued first and which last, of those that give a date."""
    dated = sorted(
        (plan for plan in map(as_printed, desk.plans) if plan.date), key=lambda plan: plan.date or ""
    )
    first, last = dated[0], dated[-1]
    return (
        f"Sớm nhất: {plan_name(first)} ({day(first.date or '')}); "
        f"muộn nhất: {plan_name(last)} ({day(last.date or '')})."
    )


def _mended(plan: Plan, name: str) -> list[str]:
    """Return what a person put in place of what the copy prints, which alone is cited; [] for nothing."""
    value = getattr(plan, name, None) if name in plan.corrected else None
    if value is None:
        return []
    told = day(value) if name == "date" else value
    return [f"Trong thư viện, người dùng ghi {FACT_NAMES[name]} của bản {plan_name(plan)} là {told}."]


def answer_facts(desk: Desk, names: Sequence[str]) -> Draft | None:
    """Answer several facts of the frame in one: "ngày nào, ai ký"."""
    lines = {(plan.id, name): FACTS[name](desk, as_printed(plan)) for plan in desk.plans for name in names}
    groups = desk.per_plan(
        lambda plan: [line for name in names if (line := lines[plan.id, name]) is not None]
    )
    if not groups:
        return None
    mended = tuple(note for plan in desk.plans for name in names for note in _mended(plan, name))
    missing = tuple(
        f"Bản {plan_name(plan)} đã nạp không có {FACT_NAMES[name]}."
        for plan in desk.plans
        for name in names
        if lines[plan.id, name] is None
    )
    one, many = "; ".join(line.text for line in groups[0].lines) + ".", f"{len(groups)} kế hoạch:"
    summary = one if len(groups) == 1 else many
    return Draft("partial" if missing else "answered", summary, groups, (*missing, *mended))


def answer_bases(desk: Desk) -> Draft:
    """Answer what a plan stands on, by the paragraphs that say so, document by document."""
    groups = desk.per_plan(
        lambda plan: [
            Line(tidy(clause.text), (desk.citer.cite_piece(plan.id, clause),))
            for clause in plan.clauses
            if "Mở đầu" in clause.path and _is_basis(clause.text)
        ]
    )
    given = {group.plan_id for group in groups}
    missing = [plan for plan in desk.plans if plan.id not in given]
    if not groups:
        return Draft("not_found", f"Bản đã nạp của {plan_names(missing)} không ghi căn cứ ban hành.")
    notes = tuple(f"Bản {plan_name(plan)} đã nạp không ghi căn cứ." for plan in missing)
    named = sum(len(plan.bases) for plan in desk.plans)
    return Draft("answered", f"{named} văn bản được nêu làm căn cứ.", groups, notes)


def _is_basis(text: str) -> bool:
    """Return whether an opening paragraph names what the plan stands on: a document, or a "Căn cứ …"."""
    return bool(BASIS_START.match(text)) and (text.startswith("Căn cứ") or bool(numbers_in(text)))


def answer_effect(desk: Desk) -> Draft:
    """Answer from when a document holds: the clause that says so, with its date."""
    groups = desk.per_plan(lambda plan: _effect_lines(desk, plan))
    if not groups:
        return Draft("not_found", f"{plan_names(desk.plans)} không ghi ngày có hiệu lực.")
    return Draft("answered", groups[0].lines[0].text, groups)


def _effect_lines(desk: Desk, plan: Plan) -> list[Line]:
    """Return the clauses on effect and, since they count from it, the date; [] without such a clause."""
    lines = [
        Line(tidy(clause.text), (desk.citer.cite_piece(plan.id, clause),))
        for clause in plan.clauses
        if EFFECT.search(clause.text)
    ]
    date = _date(desk, plan) if lines else None
    return [*lines, date] if date is not None else lines


def recipient_entries(plan: Plan) -> list[Entry]:
    """Return the lines of Nơi nhận that name somebody: all but the file copy "Lưu: …"."""
    return [entry for entry in _entries(plan, "recipient") if not fold(entry.value).startswith("luu ")]
