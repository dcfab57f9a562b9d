"""The plans that are loaded, in a table with a filter; what can be done with the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from index.librarian import Librarian
from index.library import Shelved
from index.store import Source
from ingest.corrections import FIELDS, CorrectionError, checked, differences
from ingest.plan import Plan
from ui import source_view
from ui.deposit_view import draw_coverage, draw_fields
from ui.escape import as_html, as_label
from ui.jobs import Job, workroom
from ui.place import plan_name
from ui.plan_facts import FORMATS, corrections_told, day, field_text, fits, percent
from ui.services import Library

Start = Callable[[str, Callable[[Job], Any]], bool]
_ORIGINS = {"plans": "thư mục kế hoạch", "library": "tải lên"}
_ROW, _MOST_ROWS = 35, 12  # pixels of a row; rows shown before the table scrolls


def draw_plans(librarian: Librarian, library: Library, *, start: Start, who: str) -> None:
    """Draw the table and, below it, the plan chosen there."""
    plans, sources = library.plans, library.sources
    st.html(f'<h2 class="pb-part">Kế hoạch đã nạp ({len(plans)})</h2>')
    wanted = ""
    if len(plans) > 1:
        wanted = st.text_input(
            "Lọc", key="filter", placeholder="Lọc theo tên, số, địa phương, trích yếu…",
            label_visibility="collapsed",
        )  # fmt: skip
    shown = [plan for plan in plans.values() if fits(plan, wanted)]
    if not shown:
        st.html('<p class="pb-empty">Không có kế hoạch nào khớp với ô lọc.</p>')
        return
    rows = [plan_row(plan, sources.get(plan.id)) for plan in shown]
    chosen = st.dataframe(
        rows,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"plans-{library.generation}-{wanted}",
        height=_ROW * (min(len(rows), _MOST_ROWS) + 1) + 3,
        column_config={
            "Đọc được": st.column_config.ProgressColumn(format="%d%%", min_value=0, max_value=100),
            "Trích yếu": st.column_config.TextColumn(width=290),
        },
    )
    if wanted:
        st.html(f'<p class="pb-proof" role="status">Khớp {len(shown)}/{len(plans)} kế hoạch.</p>')
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(shown):
        plan = shown[picked[0]]
        with st.container(border=True, key="chosen"):
            _draw_plan(plan, sources.get(plan.id), librarian, library, start, who)
    else:
        st.html('<p class="pb-notice">Chọn một dòng để xem, sửa thể thức, tải tệp gốc hoặc xóa.</p>')


def plan_row(plan: Plan, source: Source | None) -> dict[str, object]:
    """Return a plan as a row of the table."""
    star = " ✎" if plan.corrected else ""
    return {
        "Địa phương": plan.place or "",
        "Số": f"{plan.number or ''}{star}",
        "Ngày": day(plan.date),
        "Trích yếu": plan.title or plan.id,
        "Định dạng": FORMATS[source.format] if source else "",
        "Điều khoản": len(plan.clauses),
        "Nhiệm vụ": len(plan.assignments),
        "Đọc được": int(plan.coverage.share * 100),
        "Lưu ý": " ".join(source.warnings) if source else "",
        "Nguồn": _ORIGINS[source.origin] if source else "",
        "Tên trong kho": plan.id,
    }


def _draw_plan(
    plan: Plan, source: Source | None, librarian: Librarian, library: Library, start: Start, who: str
) -> None:
    st.html(_head_html(plan, source, librarian))
    draw_coverage(plan, key=f"chosen-{plan.id}")
    with st.container(horizontal=True, gap="small", key="deeds"):
        if st.button("Xem văn bản", key=f"open-{plan.id}", icon=":material/article:"):
            source_view.show(plan, source, library.source(plan.id))
        _draw_download(plan, library)
        _draw_delete(plan, librarian, start, who)
    with st.expander("Sửa thể thức"):
        _draw_correcting(plan, librarian, start, who)
    _draw_history(plan, librarian, start, who)


def _head_html(plan: Plan, source: Source | None, librarian: Librarian) -> str:
    corrections = librarian.library.corrections(plan.id)
    rows = "".join(
        f"<dt>{label}</dt><dd>{as_html(field_text(plan, field)) or '<i>bản này không ghi</i>'}"
        f"{' <span class=pb-mended>người dùng sửa</span>' if field in plan.corrected else ''}</dd>"
        for field, label in FIELDS.items()
    )
    told = "".join(f"<li>{as_html(line)}</li>" for line in corrections_told(corrections))
    mended = f'<p class="pb-proof">Đã sửa:</p><ul class="pb-unread">{told}</ul>' if told else ""
    warnings = source.warnings if source else ()
    labels = "".join(f'<span class="pb-label">{as_html(warning)}</span>' for warning in warnings)
    file = f"{source.file} · {_ORIGINS[source.origin]} · {FORMATS[source.format]}" if source else plan.id
    return (
        f'<p class="pb-plan">{as_html(plan_name(plan))}</p><p class="pb-proof">{as_html(file)} · '
        f"{len(plan.clauses)} điều khoản · {len(plan.assignments)} nhiệm vụ · "
        f"đọc được {percent(plan.coverage.share)}</p>{labels}"
        f'<dl class="pb-facts">{rows}</dl>{mended}'
    )


def _draw_download(plan: Plan, library: Library) -> None:
    path = library.source(plan.id)
    if path is None:
        st.html('<p class="pb-notice">Tệp gốc không còn, hoặc đã đổi từ khi lập chỉ mục.</p>')
        return
    st.download_button(
        "Tải tệp gốc",
        path.read_bytes(),
        file_name=path.name,
        mime="application/octet-stream",
        key=f"download-{plan.id}",
        on_click="ignore",
        icon=":material/download:",
    )


def _draw_delete(plan: Plan, librarian: Librarian, start: Start, who: str) -> None:
    with st.popover("Xóa khỏi kho", icon=":material/delete:", disabled=workroom().busy is not None):
        st.html(
            f'<p class="pb-note">Bỏ {as_html(plan_name(plan))} khỏi chỉ mục. Tệp vào thùng rác, '
            "khôi phục được ở cuối trang.</p>"
        )
        if st.button("Xóa", key=f"delete-{plan.id}", type="primary"):
            start(
                f"Xóa {plan_name(plan)}",
                lambda job: librarian.delete(plan.id, who=who, progress=job.progress),
            )
            st.rerun()


def _draw_correcting(plan: Plan, librarian: Librarian, start: Start, who: str) -> None:
    typed = draw_fields(plan, key=f"chosen-{plan.id}")
    try:
        wanted = {field: checked(field, value) for field, value in typed.items()}
    except CorrectionError as error:
        st.html(f'<p class="pb-note" role="alert">{as_html(f"{error.what} {error.remedy}")}</p>')
        return
    changed = differences(plan, wanted)
    with st.container(horizontal=True, gap="small"):
        if st.button("Lưu thể thức", key=f"correct-{plan.id}", type="primary", disabled=_idle(changed)):
            start(
                f"Sửa thể thức {plan_name(plan)}",
                lambda job: librarian.correct(plan.id, changed, who=who, progress=job.progress),
            )
            st.rerun()
        if plan.corrected and st.button("Trả về như bản in", key=f"uncorrect-{plan.id}"):
            start(
                f"Trả thể thức {plan_name(plan)} về như bản in",
                lambda job: librarian.uncorrect(plan.id, progress=job.progress),
            )
            st.rerun()


def _idle(changed: Mapping[str, object]) -> bool:
    return not changed or workroom().busy is not None


def _draw_history(plan: Plan, librarian: Librarian, start: Start, who: str) -> None:
    versions = librarian.library.history(plan.id)
    if not versions:
        return
    with st.expander(as_label(f"Lịch sử · {len(versions)} bản cũ")):
        for version in versions:
            _draw_shelved(version, librarian, start, who, deed="Dùng lại bản này")


def draw_trash(librarian: Librarian, *, start: Start, who: str) -> None:
    """Draw the deleted plans, each with the button that brings it back."""
    deleted = librarian.library.trash()
    if not deleted:
        return
    with st.expander(as_label(f"Thùng rác · {len(deleted)} kế hoạch đã xóa"), expanded=False, key="trash"):
        for shelved in deleted:
            _draw_shelved(shelved, librarian, start, who, deed="Khôi phục")


def _draw_shelved(shelved: Shelved, librarian: Librarian, start: Start, who: str, *, deed: str) -> None:
    record = shelved.record
    key = shelved.folder.name
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"shelved-{key}"):
        by = f" bởi {record.who}" if record.who else ""
        why = "xóa" if record.why == "deleted" else "thay"
        st.html(
            f'<p class="pb-proof"><b>{as_html(record.plan_id)}</b> · {as_html(record.number or "không số")}'
            f" · {as_html(record.file)} · {why}{as_html(by)} ngày {day(record.when[:10])} · "
            f"mã {record.sha256[:8]}</p>"
        )
        st.download_button(
            "Tải về",
            shelved.path.read_bytes(),
            file_name=record.file,
            mime="application/octet-stream",
            key=f"old-{key}",
            on_click="ignore",
        )
        if st.button(deed, key=f"restore-{key}", disabled=workroom().busy is not None):
            start(
                f"{deed}: {record.plan_id}",
                lambda job: librarian.restore(shelved, who=who, progress=job.progress),
            )
            st.rerun()
