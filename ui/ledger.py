"""Under an answer: how many lines were proven, over what, and the tiles that open their lists."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from answer.model import Answer, Line
from ui.escape import as_html, as_label
from ui.lines import draw_lines
from ui.state import Conversation

TILES = {"lead": "chủ trì", "support": "phối hợp", "collective": "qua nhóm", "mentioned": "được nhắc"}


def proof_text(answer: Answer) -> str:
    """Return the proof line: "7/7 dòng khớp nguyên văn · 5 kế hoạch · 267 điều khoản".

    It ends with what the ledger counts and the answer has no lines for, which makes no tile.
    """
    ledger = answer.ledger
    shown = answer.checked + answer.dropped
    parts = [f"{answer.checked}/{shown} dòng khớp nguyên văn"] if shown else []
    if ledger.plans:
        parts += [f"{ledger.plans} kế hoạch", f"{ledger.clauses} điều khoản"]
    if answer.dropped:
        parts.append(f"đã bỏ {answer.dropped} dòng không khớp nguồn")
    if answer.written is not None:
        kept, gone = answer.written.sentences, len(answer.written.removed)
        parts.append(f"{kept}/{kept + gone} câu viết đối chiếu được")
    counts = ledger_counts(answer)
    parts += [f"{counts[tile]} {TILES[tile]}" for tile in counts if not ledger_lines(answer, tile)]
    return " · ".join(parts)


def ledger_counts(answer: Answer) -> dict[str, int]:
    """Return the count of each tile that has one, in the order shown."""
    counts = {tile: int(getattr(answer.ledger, tile)) for tile in TILES}
    return {tile: count for tile, count in counts.items() if count}


def ledger_lines(answer: Answer, tile: str) -> tuple[Line, ...]:
    """Return the lines of the answer that a tile counts.

    Through a group before all else; then by role, where advising and being requested count as
    leading: the agency itself has to act; what has no role is a mere mention.
    """
    return tuple(line for group in answer.groups for line in group.lines if _tile_of(line) == tile)


def _tile_of(line: Line) -> str:
    if line.via:
        return "collective"
    if line.role is None:
        return "mentioned"
    return "support" if line.role == "support" else "lead"


def draw_proof(answer: Answer, talk: Conversation, *, key: str) -> None:
    """Draw the proof line and the ledger tiles; a tile opens its list beneath."""
    if text := proof_text(answer):
        st.html(f'<p class="pb-proof">{as_html(text)}</p>')
    counts = {tile: count for tile, count in ledger_counts(answer).items() if ledger_lines(answer, tile)}
    if not counts:
        return
    tile = st.segmented_control(
        "Số điều khoản theo vai",
        list(counts),
        format_func=lambda name: f"**{counts[name]}** {TILES[name]}",
        key=f"ledger-{key}",
        label_visibility="collapsed",
    )
    if tile:
        _draw_list(answer, tile, counts[tile], talk, key=f"{key}-{tile}")


def _draw_list(answer: Answer, tile: str, total: int, talk: Conversation, *, key: str) -> None:
    lines: Sequence[Line] = ledger_lines(answer, tile)
    clauses = len({n for line in lines for n in line.citations})
    with st.container(border=True, key=f"ledger-list-{key}"):
        if clauses < total:
            st.caption(as_label(f"Hiện {clauses} trong tổng số {total} điều khoản."))
        cited = {citation.n: citation for citation in answer.citations}
        draw_lines(lines, cited, talk, with_agency=answer.intent != "duties", key=f"t-{key}")
