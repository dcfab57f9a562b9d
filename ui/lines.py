"""The lines of an answer: duty in the plan's words, role badge, deadline, citation marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from answer.model import Answer, Citation, Group, Line
from ingest.plan import Role
from ui.escape import as_html, as_label
from ui.labels import ROLES
from ui.marks import draw_marks
from ui.state import Reading

LONG_ANSWER = 24
"""Lines beyond which groups after the first start closed: about two screens."""
LONG_PAST_ANSWER = 8
"""The same for an answer that is no longer the newest."""
ABREAST = 2
"""Sides of a comparison that stand beside each other."""


def line_html(line: Line, *, with_agency: bool = True, with_today: bool = True) -> str:
    """Return a line as HTML; every word of it is escaped.

    The agency is left out where the words open with it, or the group it is reached through is it.
    """
    agency = line.agency or ""
    named = with_agency and agency and agency != line.via and not line.text.startswith(agency)
    doer = f'<span class="doer">{as_html(agency)}:</span> ' if named else ""
    meta = "".join(f'<span class="meta">{part}</span>' for part in _meta(line, with_today=with_today))
    return f'<p class="pb-line">{_badge(line)}{doer}{as_html(line.text)}{meta}</p>'


def _badge(line: Line) -> str:
    if line.role is None:
        return ""
    return f'<span class="pb-badge {line.role}">{as_html(role_text(line.role, line.detail))}</span>'


def role_text(role: Role, detail: str) -> str:
    """Return what a badge says: the finer wording where it names the role, else both."""
    name = ROLES[role]
    if not detail:
        return name
    return detail[:1].upper() + detail[1:] if name.lower() in detail.lower() else f"{name} · {detail}"


def _meta(line: Line, *, with_today: bool) -> Iterable[str]:
    if line.deadline and not line.text.startswith(line.deadline):
        yield f'<span class="deadline">Thời hạn: {as_html(line.deadline)}</span>'
    if line.via:
        yield f"thuộc nhóm “{as_html(line.via)}”"
    if line.today and with_today:
        yield as_html(line.today)


def draw_groups(answer: Answer, talk: Reading, *, key: str, newest: bool) -> None:
    """Draw the groups of an answer.

    Closed at first: folded groups, all but the first of a long answer, and those of older answers,
    which keeps a long conversation quick.
    """
    cited = {citation.n: citation for citation in answer.citations}
    shown = sum(len(group.lines) for group in answer.groups if not group.folded)
    long = shown > (LONG_ANSWER if newest else LONG_PAST_ANSWER)
    if answer.abreast and not long:
        _draw_abreast(answer, cited, talk, key=key)
        return
    for number, group in enumerate(answer.groups):
        doer = common_agency(group.lines) if answer.intent == "duties" else None
        name = f"{key}-g{number}"
        if group.folded or (long and (len(answer.groups) > 1 or not newest)):
            opened = newest and not group.folded and number == 0
            box = st.expander(
                as_label(f"{group.title}{_beside_title(group, doer)}"),
                expanded=opened,
                key=f"fold-{name}",
                on_change="rerun",
            )
            if box.open:
                with box:
                    draw_lines(group.lines, cited, talk, with_agency=doer is None, key=name)
        else:
            beside = f"<small>{as_html(_beside_title(group, doer))}</small>"
            st.html(f'<h3 class="pb-group">{as_html(group.title)}{beside}</h3>')
            draw_lines(group.lines, cited, talk, with_agency=doer is None, key=name)


def _draw_abreast(answer: Answer, cited: Mapping[int, Citation], talk: Reading, *, key: str) -> None:
    """Draw the sides of a comparison beside each other, on a phone one under the other."""
    with st.container(key=f"abreast-{key}"):
        for start in range(0, len(answer.groups), ABREAST):
            sides = answer.groups[start : start + ABREAST]
            columns = st.columns(ABREAST, border=True)
            for number, (column, group) in enumerate(zip(columns, sides, strict=False), start):
                with column:
                    st.html(f'<h3 class="pb-group">{as_html(group.title)}</h3>')
                    draw_lines(group.lines, cited, talk, key=f"{key}-g{number}")


def _beside_title(group: Group, doer: str | None) -> str:
    """Return the agency that all lines of a group are about, and how many they are: " · X · 3 dòng"."""
    parts = [doer] if doer and doer not in group.title else []
    if len(group.lines) > 1 or group.folded:
        parts.append(f"{len(group.lines)} dòng")
    return "".join(f" · {part}" for part in parts)


def common_agency(lines: Sequence[Line]) -> str | None:
    """Return the agency all these lines are about, or None when they differ or name none.

    Lines that come through a group name the group instead.
    """
    agencies = {line.agency for line in lines if not line.via}
    return agencies.pop() if len(agencies) == 1 else None


def draw_lines(
    lines: Sequence[Line],
    cited: Mapping[int, Citation],
    talk: Reading,
    *,
    key: str,
    with_agency: bool = True,
) -> None:
    """Draw lines one under another, each with its marks at the right.

    A note on today's name that all of them share is told once, above them.
    """
    notes = {line.today for line in lines}
    shared = notes.pop() if len(notes) == 1 and len(lines) > 1 else ""
    if shared:
        st.html(f'<p class="pb-proof">{as_html(shared)}</p>')
    for number, line in enumerate(lines):
        name = f"{key}-{number}"
        with st.container(key=f"line-{name}", horizontal=True, wrap=False, gap="small"):
            st.html(line_html(line, with_agency=with_agency, with_today=not shared))
            proofs = [cited[n] for n in line.citations if n in cited]
            with st.container(key=f"marks-{name}", horizontal=True, width="content", gap="xsmall"):
                draw_marks(proofs, talk, key=name)
