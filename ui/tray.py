"""The files a reader is putting in: kept in the browser session until they are saved or put aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from index.intake import Examined, Upload, free_id
from index.librarian import Deposit, Step
from index.library import safe_name, same_id
from ingest.corrections import FIELDS, CorrectionError, checked, differences
from ingest.errors import PlanBotError
from ingest.plan import Plan
from ui.jobs import Job

_KEY = "tray"
ADD, REPLACE, SKIP = "add", "replace", "skip"


@dataclass(slots=True)
class Tray:
    """One batch of uploads.

    serial    counts batches: the uploader of each is a new one, which drops the old one's bytes
    steps     what is happening to each upload; written by the thread that examines them
    examined  what came of each, once all are
    saving    the build that takes them in
    """

    serial: int = 0
    uploads: list[Upload] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    examining: Job | None = None
    examined: list[Examined | PlanBotError] = field(default_factory=list)
    saving: Job | None = None

    def take(self, files: Mapping[int, tuple[str, bytes]]) -> None:
        """Begin a batch with files, a name and its bytes each."""
        self.serial += 1
        self.uploads = [Upload(safe_name(name), content) for name, content in files.values()]
        self.steps = ["waiting"] * len(self.uploads)
        self.examining, self.examined, self.saving = None, [], None

    def clear(self) -> None:
        """Forget the batch."""
        self.serial += 1
        self.uploads, self.steps, self.examined = [], [], []
        self.examining = self.saving = None


def tray() -> Tray:
    """Return the tray of this browser session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Tray()
    kept: Tray = st.session_state[_KEY]
    return kept


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose for one upload: an action, a name in the library, and the fields as typed."""

    action: str | None
    name: str
    typed: Mapping[str, str]


def first_choice(examined: Examined) -> str | None:
    """Return what is chosen before the reader does; None where only they can know."""
    if examined.relation is None:
        return ADD
    return SKIP if examined.relation.kind == "unchanged" else None


def deposit_of(examined: Examined, choice: Choice, taken: list[str]) -> Deposit | None:
    """Return what is to be saved, None for an upload that is skipped; taken are ids in use.

    Raises CorrectionError for a field that cannot be, or a name that is taken.
    """
    if choice.action in (None, SKIP):
        return None
    values = {field: checked(field, choice.typed[field]) for field in FIELDS}
    changed = differences(examined.copy.plan, values)
    if choice.action == REPLACE and examined.relation:
        return Deposit(examined.upload, examined.copy, examined.relation.plan_id, changed, replaces=True)
    plan_id = Path(safe_name(f"{choice.name.strip()}.x")).stem
    if any(same_id(plan_id, other) for other in taken):
        raise CorrectionError(f"Tên “{plan_id}” đã có trong kho.", remedy="Hãy đặt tên khác.")
    return Deposit(examined.upload, examined.copy, plan_id, changed)


def suggested_name(examined: Examined, plans: Mapping[str, Plan]) -> str:
    """Return a name for a new plan that no other has."""
    return free_id(Path(examined.upload.name).stem, list(plans))
