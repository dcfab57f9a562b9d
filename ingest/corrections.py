"""What a person put right in the metadata of a plan: checked, and laid over what was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ingest.errors import PlanBotError
from ingest.fold import fold
from ingest.numbers import numbers_in
from ingest.plan import Plan

FIELDS: Mapping[str, str] = {
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "place": "Địa phương",
    "title": "Trích yếu",
}
"""What can be corrected, and what it is called by Decree 30/2020/NĐ-CP, article 8."""

_LONGEST = 1_000  # characters; a title is a sentence or two
_DAY = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")


class CorrectionError(PlanBotError):
    """What was typed cannot stand in this field."""


def corrected(plan: Plan, values: Mapping[str, str | None]) -> Plan:
    """Return plan with these fields as a person gave them; None says that this copy does not have it.

    Only the fields of the plan change: its text, and the entries cited from it, stay as printed.
    """
    known = {field: value for field, value in values.items() if field in FIELDS}
    return replace(plan, corrected=tuple(known), **known) if known else plan  # type: ignore[arg-type]


def as_printed(plan: Plan) -> Plan:
    """Return plan with the fields a person put right as its own entries say, None where none does."""
    printed = {
        field: next((entry.value for entry in plan.entries if entry.name == field), None)
        for field in plan.corrected
    }
    return replace(plan, corrected=(), **printed) if printed else plan  # type: ignore[arg-type]


def checked(field: str, typed: str) -> str | None:
    """Return what was typed as the field holds it: tidied, a date in ISO form, None for nothing.

    Raises CorrectionError for a date that is none and for a number without digits or sign.
    """
    value = " ".join(typed.split())
    if not value:
        return None
    if len(value) > _LONGEST:
        raise CorrectionError(f"{FIELDS[field]} quá dài.", remedy=f"Hãy ghi dưới {_LONGEST} ký tự.")
    if field == "date":
        return _date(value)
    return _number(value) if field == "number" else value


def differences(plan: Plan, wanted: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the fields of wanted that say something else than plan does."""
    return {field: value for field, value in wanted.items() if getattr(plan, field) != value}


def same_number(one: str | None, other: str | None) -> bool:
    """Return whether two numbers are one, however spaced and written; False where one is missing."""
    return bool(one and other and fold(one) == fold(other))


def _number(value: str) -> str:
    found = numbers_in(value)
    if len(found) != 1 or (found[0].start, found[0].stop) != (0, len(value)):
        raise CorrectionError(f"“{value}” không phải số, ký hiệu.", remedy="Hãy ghi như 239/KH-UBND.")
    return found[0].value


def _date(value: str) -> str:
    found = _DAY.fullmatch(value)
    try:
        if found:
            return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise CorrectionError(
            f"“{value}” không phải ngày.", remedy="Hãy ghi ngày/tháng/năm, ví dụ 06/12/2023."
        ) from error
