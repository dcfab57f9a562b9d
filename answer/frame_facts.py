"""Questions to the frame of a document: number, date, signer, issuer, bases, recipients."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex as re

from answer.desk import Desk, Draft, one_group, plan_name
from answer.model import Group, Line
from ingest.fold import fold
from ingest.numbers import numbers_in
from ingest.plan import Entry, Plan

BASIS_START = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Triển khai|Theo)\b")
MISSING = {
    "number": "số, ký hiệu", "date": "ngày ban hành", "signer": "người ký", "issuer": "tên cơ quan ban hành", "title": "tên kế hoạch",
    "kind": "tên loại", "recipients": "nơi nhận", "bases": "căn cứ ban hành",
}  # fmt: skip


def day(iso: str) -> str:
    """Return "06/12/2023" for "2023-12-06"."""
    year, month, date = iso.split("-")
    return f"{date}/{month}/{year}"


def _entries(plan: Plan, *names: str) -> list[Entry]:
    return [entry for entry in plan.entries if entry.name in names]


def _line(desk: Desk, plan: Plan, text: str, *names: str) -> Line | None:
    entries = _entries(plan, *names)
    return Line(text, tuple(desk.citer.cite_entry(plan.id, entry) for entry in entries)) if entries else None


def _number(desk: Desk, plan: Plan) -> Line | None:
    if plan.number is None:
        return None
    what = (
        "Kế hoạch ban hành kèm theo Quyết định số"
        if plan.number and "QĐ" in plan.number and "Kế hoạch" in (plan.kind or "")
        else "Số, ký hiệu:"
    )
    return _line(desk, plan, f"{what} {plan.number}", "number") or _line(
        desk, plan, f"{what} {plan.number}", "attached"
    )


def _date(desk: Desk, plan: Plan) -> Line | None:
    return _line(desk, plan, f"Ban hành ngày {day(plan.date)}", "date") if plan.date else None


def _signer(desk: Desk, plan: Plan) -> Line | None:
    if plan.signer is None:
        return None
    how = f" ({plan.signer_title})" if plan.signer_title else ""
    return _line(desk, plan, f"Người ký: {plan.signer}{how}", "signer", "signer_title")


def _issuer(desk: Desk, plan: Plan) -> Line | None:
    if plan.issuer is None:
        return None
    line = _line(desk, plan, f"Cơ quan ban hành: {plan.issuer}", "issuer")
    return line or _opening_line(desk, plan, f"Cơ quan ban hành: {plan.issuer}")


def _opening_line(desk: Desk, plan: Plan, text: str) -> Line | None:
    """Cite the opening paragraph in which the issuer speaks, where the letterhead is lost."""
    opening = [c for c in plan.clauses if "Mở đầu" in c.path]
    return (
        Line(text, (desk.citer.cite_piece(plan.id, opening[-1]),))
        if opening
        else _line(desk, plan, text, "signer_title")
    )


def _title(desk: Desk, plan: Plan) -> Line | None:
    return _line(desk, plan, f"{plan.kind or 'Văn bản'}: {plan.title}", "title") if plan.title else None


def _kind(desk: Desk, plan: Plan) -> Line | None:
    if plan.kind is None:
        return None
    if plan.kind.startswith("Quyết định ban hành"):
        return _line(
            desk,
            plan,
            f"Quyết định số {plan.number or '…'} ban hành kèm theo Kế hoạch (một tệp có cả hai văn bản)",
            "attached",
            "number",
        )
    return _line(desk, plan, f"Loại văn bản: {plan.kind}", "kind")


def _recipients(desk: Desk, plan: Plan) -> Line | None:
    return (
        _line(desk, plan, "Nơi nhận: " + "; ".join(plan.recipients), "recipient") if plan.recipients else None
    )


FACTS: dict[str, Callable[[Desk, Plan], Line | None]] = {
    "number": _number, "date": _date, "signer": _signer, "issuer": _issuer, "title": _title, "kind": _kind, "recipients": _recipients,
}  # fmt: skip


def answer_frame(desk: Desk, name: str) -> Draft:
    """Answer a question to the frame in each plan asked; say which copies lack the fact."""
    groups: list[Group] = []
    missing: list[str] = []
    for plan in desk.plans:
        line = FACTS[name](desk, plan)
        if line is None:
            missing.append(plan_name(plan))
        else:
            groups.append(one_group(plan, [line]))
    what = MISSING[name]
    notes = tuple(f"Bản {place} đã nạp không có {what}." for place in missing)
    if not groups:
        return Draft(
            "not_found", f"Bản đã nạp của {', '.join(missing)} không có {what}, nên không trả lời được."
        )
    summary = (
        groups[0].lines[0].text + "."
        if len(groups) == 1
        else f"{what.capitalize()} của {len(groups)} kế hoạch:"
    )
    return Draft("answered", summary, tuple(groups), notes)


def answer_facts(desk: Desk, names: Sequence[str]) -> Draft | None:
    """Answer several facts of the frame in one: "ngày nào, ai ký"."""
    groups: list[Group] = []
    missing: list[str] = []
    for plan in desk.plans:
        lines = {name: FACTS[name](desk, plan) for name in names}
        if told := [line for line in lines.values() if line is not None]:
            groups.append(one_group(plan, told))
        missing += [
            f"Bản {plan_name(plan)} đã nạp không có {MISSING[name]}."
            for name, line in lines.items()
            if line is None
        ]
    if not groups:
        return None
    summary = (
        "; ".join(line.text for line in groups[0].lines) + "."
        if len(groups) == 1
        else f"{len(groups)} kế hoạch:"
    )
    return Draft("partial" if missing else "answered", summary, tuple(groups), tuple(missing))


def answer_bases(desk: Desk) -> Draft:
    """Answer what a plan stands on, by the paragraphs that say so, document by document."""
    groups: list[Group] = []
    missing: list[str] = []
    for plan in desk.plans:
        lines = []
        for clause in plan.clauses:
            if "Mở đầu" not in clause.path or not BASIS_START.match(clause.text):
                continue
            if numbers_in(clause.text) or re.match(r"Căn cứ", clause.text):
                lines.append(Line(" ".join(clause.text.split()), (desk.citer.cite_piece(plan.id, clause),)))
        if lines:
            groups.append(one_group(plan, lines))
        else:
            missing.append(plan_name(plan))
    notes = tuple(f"Bản {place} đã nạp không ghi căn cứ." for place in missing)
    if not groups:
        return Draft("not_found", f"Bản đã nạp của {', '.join(missing)} không ghi căn cứ ban hành.")
    named = sum(len(plan.bases) for plan in desk.plans)
    return Draft("answered", f"{named} văn bản được nêu làm căn cứ.", tuple(groups), notes)


EFFECT = re.compile(r"có hiệu lực", re.IGNORECASE)


def answer_effect(desk: Desk) -> Draft:
    """Answer from when a document holds: the clause that says so, with its date."""
    groups: list[Group] = []
    for plan in desk.plans:
        said = [c for c in plan.clauses if EFFECT.search(c.text)]
        lines = [Line(" ".join(c.text.split()), (desk.citer.cite_piece(plan.id, c),)) for c in said]
        date = _date(desk, plan) if said else None
        if lines:
            groups.append(one_group(plan, lines + ([date] if date else [])))
    if not groups:
        where = ", ".join(plan_name(plan) for plan in desk.plans)
        return Draft("not_found", f"{where} không ghi ngày có hiệu lực.")
    return Draft("answered", f"{groups[0].lines[0].text}", tuple(groups))


def recipient_entries(plan: Plan) -> list[Entry]:
    """Return the lines of Nơi nhận that name somebody (not the file copy "Lưu: …")."""
    return [entry for entry in _entries(plan, "recipient") if not fold(entry.value).startswith("luu ")]
