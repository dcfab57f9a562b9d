"""Uploads on the page: the steps each went through, what to do with it, its metadata to be corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from index.intake import Examined, Relation
from index.librarian import Deposit, Librarian
from ingest.corrections import FIELDS, CorrectionError
from ingest.errors import PlanBotError
from ingest.plan import Plan
from ingest.read import MAX_BYTES, SUFFIXES
from ui.escape import as_html, as_label
from ui.jobs import Job, workroom
from ui.place import plan_name
from ui.plan_facts import FORMATS, NOT_PRINTED, field_text, percent, unread_pieces
from ui.services import Library
from ui.tray import ADD, REPLACE, SKIP, Choice, Tray, deposit_of, first_choice, suggested_name, tray

Start = Callable[[str, Callable[[Job], Any]], bool]
LOOK_AGAIN = 0.6
"""Seconds between two looks at the files being read."""
STEPS = ("Đọc chữ", "Thể thức", "Cây điều khoản", "Nhiệm vụ", "Chỉ mục")
MOST_ALIKE = 0.99
_SIGNS = {"done": "✓", "now": "…", "waiting": "·", "failed": "✕"}
_SAID = {"done": "xong", "now": "đang làm", "waiting": "chưa tới", "failed": "bị từ chối"}


def draw_deposits(librarian: Librarian, library: Library | None, *, who: str, start: Start) -> None:
    """Draw the uploader, or the batch that is being read or waits to be saved."""
    batch = tray()
    if batch.saving is not None and batch.saving.over.is_set():
        if batch.saving.problem is None:
            batch.clear()
        batch.saving = None
    st.html('<h2 class="pb-part">Thêm văn bản</h2>')
    if not batch.uploads:
        _draw_uploader(batch, librarian, library, who)
    elif batch.examining is not None and not batch.examining.over.is_set():
        st.fragment(partial(_draw_reading, batch), run_every=LOOK_AGAIN)()
    else:
        _draw_batch(batch, librarian, library, start, who)


def _draw_uploader(batch: Tray, librarian: Librarian, library: Library | None, who: str) -> None:
    with st.container(key="uploader"):
        files = st.file_uploader(
            "Chọn một hoặc nhiều tệp",
            accept_multiple_files=True,
            key=f"upload-{batch.serial}",
            label_visibility="collapsed",
        )
    st.html(
        f'<p class="pb-notice">Nhận {as_html(", ".join(SUFFIXES))}; mỗi tệp một văn bản, '
        f"không quá {MAX_BYTES // 1_000_000} MB. Chưa lưu gì cho tới khi bấm “Lưu vào kho”.</p>"
    )
    if files:
        batch.take({number: (file.name, file.getvalue()) for number, file in enumerate(files)})
        plans = dict(library.plans) if library else {}
        sources = dict(library.sources) if library else {}
        batch.examining = Job("Đọc tệp", who).start(
            lambda job: librarian.examine(
                batch.uploads, plans, sources, who=who, told=lambda n, step: _note(batch, n, step)
            )
        )
        st.rerun()


def _note(batch: Tray, number: int, step: Any) -> None:
    batch.steps[number] = step


def _draw_reading(batch: Tray) -> None:
    """Draw a line a file while they are read; looks again by itself."""
    if batch.examining is None or batch.examining.over.is_set():
        st.rerun()
        return
    done = sum(step in ("read", "refused") for step in batch.steps)
    st.progress(done / len(batch.steps), text=f"Đang đọc: xong {done}/{len(batch.steps)} tệp")
    for upload, step in zip(batch.uploads, batch.steps, strict=True):
        st.html(f'<div class="pb-file"><b>{as_html(upload.name)}</b>{_steps_html(step)}</div>')


def _steps_html(step: str, figures: Mapping[str, str] | None = None, *, saving: bool = False) -> str:
    """Return the five steps of a file; figures say what came of those that are done."""
    last = "now" if saving else "waiting"
    states = {
        "waiting": ("waiting",) * 5,
        "reading": ("now", *("waiting",) * 4),
        "refused": ("failed", *("waiting",) * 4),
        "read": ("done", "done", "done", "done", last),
    }[step]
    items = "".join(
        f'<li class="{state}"><span aria-hidden="true">{_SIGNS[state]}</span> {name}'
        f"{as_html((figures or {}).get(name, ''))}"
        f'<span class="pb-hidden"> ({_SAID[state]})</span></li>'
        for name, state in zip(STEPS, states, strict=True)
    )
    return f'<ol class="pb-steps">{items}</ol>'


def _draw_batch(batch: Tray, librarian: Librarian, library: Library | None, start: Start, who: str) -> None:
    """Draw what came of each file, and the button that saves those chosen."""
    if batch.examining is not None:
        if batch.examining.problem is not None:
            batch.examined = [batch.examining.problem] * len(batch.uploads)
        else:
            batch.examined = list(batch.examining.result)
        batch.examining = None
    plans = dict(library.plans) if library else {}
    saving = batch.saving is not None
    choices: list[tuple[Examined, Choice]] = []
    for number, (upload, outcome) in enumerate(zip(batch.uploads, batch.examined, strict=True)):
        with st.container(border=True, key=f"file-{batch.serial}-{number}"):
            if isinstance(outcome, PlanBotError):
                _draw_refused(upload.name, outcome)
            else:
                choice = _draw_examined(outcome, plans, key=f"{batch.serial}-{number}", saving=saving)
                choices.append((outcome, choice))
    deposits, problems, waiting = _deposits(choices, plans)
    for problem in problems:
        st.html(f'<p class="pb-note" role="alert">{as_html(f"{problem.what} {problem.remedy}")}</p>')
    if waiting:
        st.html(f'<p class="pb-note" role="status">Còn {waiting} tệp chưa chọn cách xử lý.</p>')
    with st.container(horizontal=True, gap="small", key="save-row"):
        ready = bool(deposits) and not problems and not waiting and not saving and not workroom().busy
        if st.button(f"Lưu vào kho ({len(deposits)} tệp)", type="primary", key="save", disabled=not ready):
            _save(batch, deposits, librarian, start, who)
        st.button("Bỏ tất cả", key="discard", disabled=saving, on_click=batch.clear)


def _save(batch: Tray, deposits: list[Deposit], librarian: Librarian, start: Start, who: str) -> None:
    def work(job: Job) -> Any:
        return librarian.deposit(deposits, who=who, progress=job.progress)

    if start(f"Lưu {len(deposits)} tệp vào kho", work):
        batch.saving = workroom().current
    st.rerun()


def _deposits(
    choices: list[tuple[Examined, Choice]], plans: Mapping[str, Plan]
) -> tuple[list[Deposit], list[CorrectionError], int]:
    """Return what is to be saved, what is wrong in it, and how many files wait for a choice."""
    deposits: list[Deposit] = []
    problems: list[CorrectionError] = []
    for examined, choice in choices:
        taken = [*plans, *(deposit.plan_id for deposit in deposits)]
        try:
            deposit = deposit_of(examined, choice, taken)
        except CorrectionError as error:
            problems.append(error)
        else:
            deposits += [deposit] if deposit else []
    return deposits, problems, sum(choice.action is None for _, choice in choices)


def _draw_refused(name: str, error: PlanBotError) -> None:
    st.html(
        f'<div class="pb-file refused" role="alert"><b>{as_html(name)}</b>{_steps_html("refused")}'
        f"<p>{as_html(error.what)}</p><p>{as_html(error.remedy)}</p>"
        '<p class="pb-notice">Không lưu lại gì của tệp này.</p></div>'
    )


def _draw_examined(examined: Examined, plans: Mapping[str, Plan], *, key: str, saving: bool) -> Choice:
    """Draw one file that was read; return what the reader wants done with it."""
    plan, copy = examined.copy.plan, examined.copy
    figures = {
        "Đọc chữ": f" {len(plan.text):,} ký tự".replace(",", "."),
        "Thể thức": f" {sum(getattr(plan, field) is not None for field in FIELDS)}/{len(FIELDS)} mục",
        "Cây điều khoản": f" {len(plan.clauses)}",
        "Nhiệm vụ": f" {len(plan.assignments)}",
    }
    labels = "".join(f'<span class="pb-label">{as_html(warning)}</span>' for warning in copy.warnings)
    st.html(
        f'<div class="pb-file"><b>{as_html(examined.upload.name)}</b>'
        f'<span class="pb-kind">{FORMATS[copy.format]}</span>{_steps_html("read", figures, saving=saving)}'
        f"{labels}</div>"
    )
    draw_coverage(plan, key=key)
    action = _draw_action(examined, plans, key=key)
    name = suggested_name(examined, plans)
    if action == SKIP:
        return Choice(action, name, {})
    missing = any(getattr(plan, field) is None for field in FIELDS)
    with st.expander("Thể thức: kiểm tra, sửa trước khi lưu", expanded=missing):
        if action == ADD:
            name = st.text_input("Tên trong kho", value=name, key=f"name-{key}", max_chars=120)
        typed = draw_fields(plan, key=key)
    return Choice(action, name, typed)


def _draw_action(examined: Examined, plans: Mapping[str, Plan], *, key: str) -> str | None:
    relation = examined.relation
    if relation is not None:
        st.html(f'<p class="pb-note">{as_html(relation_told(relation, plans))}</p>')
    if relation is not None and relation.kind == "unchanged":
        return SKIP
    options = {ADD: "Thêm vào kho", SKIP: "Bỏ qua"}
    if relation is not None:
        options = {
            REPLACE: "Thay bản đang có (bản cũ vào lịch sử)",
            ADD: "Thêm thành kế hoạch riêng",
            SKIP: "Bỏ qua",
        }
    first = first_choice(examined)
    return st.radio(
        "Xử lý tệp này",
        list(options),
        index=list(options).index(first) if first else None,
        format_func=options.__getitem__,
        horizontal=True,
        key=f"action-{key}",
    )


def relation_told(relation: Relation, plans: Mapping[str, Plan]) -> str:
    """Return a sentence on how an upload stands to a plan that is loaded."""
    there = plans.get(relation.plan_id)
    name = f"{plan_name(there)} ({relation.plan_id})" if there else relation.plan_id
    whole = relation.likeness > MOST_ALIKE  # of a long text; the estimate does not see a word
    alike = f"giống {'trên ' if whole else ''}{percent(min(relation.likeness, MOST_ALIKE))} lời văn"
    return {
        "unchanged": f"Tệp này đã có trong kho, không đổi: {name}. Bỏ qua.",
        "format": f"Có vẻ là cùng văn bản với {name}, khác định dạng; {alike}.",
        "version": f"Trùng số và địa phương với {name} nhưng nội dung khác; {alike}. Thay bằng bản này?",
        "alike": f"Lời văn gần giống {name}; {alike}.",
        "name": f"Trùng tên tệp với {name} nhưng là văn bản khác.",
    }[relation.kind]


def draw_fields(plan: Plan, *, key: str) -> dict[str, str]:
    """Draw the fields of metadata to be corrected; return what they hold."""
    typed: dict[str, str] = {}
    with st.container(key=f"fields-{key}"):
        columns = st.columns(2, gap="small")
        for number, (field, label) in enumerate(FIELDS.items()):
            where = st if field == "title" else columns[number % 2]
            typed[field] = where.text_input(
                f"{label} (ngày/tháng/năm)" if field == "date" else label,
                value=field_text(plan, field),
                key=f"{field}-{key}",
                placeholder=NOT_PRINTED,
            )
    return typed


def draw_coverage(plan: Plan, *, key: str) -> None:
    """Draw how much of a plan was read, with the words that were not."""
    share = plan.coverage.share
    pieces, total = unread_pieces(plan)
    if not pieces:
        st.html(f'<p class="pb-proof">Độ phủ: đọc được {percent(share)} chữ, không sót đoạn nào.</p>')
        return
    with st.expander(as_label(f"Độ phủ: đọc được {percent(share)} chữ · {total} đoạn chưa hiểu")):
        more = f"<li>… và {total - len(pieces)} đoạn khác</li>" if total > len(pieces) else ""
        items = "".join(f"<li>{as_html(piece)}</li>" for piece in pieces)
        st.html(f'<ul class="pb-unread">{items}{more}</ul>')
