"""What a reader asks of the matrix: two fields in sight, the rest one click away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from ingest.plan import Role
from review.filters import Due, Filters, Reach, Selection
from review.marks import ROLE_VALUES
from ui.board import Board
from ui.labels import ROLES

T = TypeVar("T", bound=str)

DUE: dict[Due, str] = {
    "written": "Có ghi thời hạn",
    "literal": "Ghi đủ ngày, tháng, năm",
    "passed": "Ngày hoặc quý đã qua",
    "none": "Không ghi thời hạn",
}
REACH: dict[Reach, str] = {
    "direct": "Giao đích danh",
    "group": "Giao chung cho nhóm",
    "maybe": "Nhóm có thể gồm",
}
KEYS = {
    "agency": "filter-agency",
    "words": "filter-words",
    "roles": "filter-roles",
    "due": "filter-due",
    "reach": "filter-reach",
    "plans": "filter-plans",
    "places": "filter-places",
}
FURTHER = ("roles", "due", "reach", "plans", "places")


def filter_bar(board: Board) -> Filters:
    """Draw the filters and return what they ask for; they keep while other views and pages are read."""
    agency_at, words_at, more_at = st.columns([5, 4, 3], vertical_alignment="bottom")
    agency = agency_at.text_input(
        "Cơ quan",
        key=KEYS["agency"],
        placeholder="Viết thế nào cũng được: sở tttt, so ngoai vu can tho",
        persist_state="session",
    )
    words = words_at.text_input(
        "Từ trong nhiệm vụ", key=KEYS["words"], placeholder="tập huấn phóng viên", persist_state="session"
    )
    with more_at, st.container(horizontal=True, gap="small", key="filter-more"):
        further = sum(bool(st.session_state.get(KEYS[name])) for name in FURTHER)
        label = f"Bộ lọc khác ({further})" if further else "Bộ lọc khác"
        with st.popover(label, icon=":material/tune:"):
            roles, due, reach, plans, places = _further(board)
        filters = Filters(agency or "", roles, plans, places, due, reach, words or "")
        if filters != Filters():
            st.button("Bỏ lọc", key="filter-clear", on_click=clear_filters, icon=":material/filter_alt_off:")
    return filters


def _further(
    board: Board,
) -> tuple[tuple[Role, ...], Due | None, Reach | None, tuple[str, ...], tuple[str, ...]]:
    names = board.names()
    in_places = sorted({plan.place for plan in board.world.plans.values() if plan.place})
    _keep_known("plans", names)
    _keep_known("places", in_places)
    roles = st.pills(
        "Vai trò",
        ROLE_VALUES,
        selection_mode="multi",
        format_func=lambda role: ROLES[role],
        key=KEYS["roles"],
        persist_state="session",
    )
    due = _one_of(DUE, "Thời hạn", key=KEYS["due"], any_of_them="Bất kỳ")
    reach = _one_of(REACH, "Cách giao", key=KEYS["reach"], any_of_them="Đích danh hoặc qua nhóm")
    plans = st.multiselect(
        "Kế hoạch",
        list(names),
        format_func=lambda plan_id: names[plan_id],
        key=KEYS["plans"],
        select_all=False,
        placeholder=f"Tất cả {len(names)} kế hoạch",
        persist_state="session",
    )
    places = st.multiselect(
        "Địa phương",
        in_places,
        key=KEYS["places"],
        select_all=False,
        placeholder="Tất cả",
        persist_state="session",
    )
    return tuple(roles), due, reach, tuple(plans), tuple(places)


def _one_of(labels: Mapping[T, str], label: str, *, key: str, any_of_them: str) -> T | None:
    return st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda one: labels[one],
        key=key,
        placeholder=any_of_them,
        persist_state="session",
    )


def _keep_known(name: str, known: object) -> None:
    """Drop what was chosen before the index changed and is no longer there."""
    chosen = st.session_state.get(KEYS[name])
    if chosen and any(value not in known for value in chosen):  # type: ignore[operator]
        st.session_state[KEYS[name]] = [value for value in chosen if value in known]  # type: ignore[operator]


def clear_filters() -> None:
    """Ask for everything again."""
    for name, key in KEYS.items():
        st.session_state[key] = (
            "" if name in ("agency", "words") else [] if name in ("roles", "plans", "places") else None
        )


def told(filters: Filters, selection: Selection, board: Board) -> str:
    """Return the filters as one phrase for a report: "cơ quan: Sở Ngoại vụ; vai: chủ trì"."""
    names = board.names()
    parts = [
        f"cơ quan: {selection.agency or filters.agency}" if filters.agency else "",
        f"vai: {', '.join(ROLES[role].lower() for role in filters.roles)}" if filters.roles else "",
        f"thời hạn: {DUE[filters.due].lower()}" if filters.due else "",
        f"cách giao: {REACH[filters.reach].lower()}" if filters.reach else "",
        f"kế hoạch: {', '.join(names[p] for p in filters.plans)}" if filters.plans else "",
        f"địa phương: {', '.join(filters.places)}" if filters.places else "",
        f"từ: “{filters.words}”" if filters.words else "",
    ]
    return "; ".join(filter(None, parts)) or "tất cả phân công đã đọc được"
