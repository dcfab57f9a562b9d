"""Plans with their accents in the letters, whatever the file does: "ế" in one character, not in three.

Some copies set accents beside the letters (NFD); every rule that looks for a word is written with composed
letters. Spans and the plan's text stay the file's own, so that what is quoted is what stands there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ingest.plan import Plan


def composed(plan: Plan) -> Plan:
    """Return plan with all its words in NFC, its text and spans as they are."""
    if unicodedata.is_normalized("NFC", plan.text):
        return plan
    own = {field.name: getattr(plan, field.name) for field in fields(plan)}
    return replace(plan, **{name: _composed(value) for name, value in own.items() if name != "text"})


def _composed(value: Any) -> Any:
    """Return a value of a plan with every string in it in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(map(_composed, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _composed(getattr(value, field.name)) for field in fields(value)}
        )
    return value
