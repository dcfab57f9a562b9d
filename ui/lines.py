"""The lines of an answer: duty in the plan's words, role badge, deadline, citation marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from answer.model import Answer, Citation, Group, Line
from ingest.plan import Role
from ui.escape import as_html, as_label
from ui.labels import ROLES
from ui.marks import draw_marks
from ui.state import Conversation

LONG_ANSWER = 24
"""Lines beyond which groups after the first start closed: about two screens."""
LONG_PAST_ANSWER = 8
"""The same for an answer that is no longer the newest."""


def line_html(line: Line, *, with_agency: bool = True) -> str:
    """Return a line as HTML; every word of it is escaped."""
    named = with_agency and line.agency and line.agency != line.via
    doer = f'<span class="doer">{as_html(line.agency or "")}:</span> ' if named else ""
    meta = "".join(f'<span class="meta">{part}</span>' for part in _meta(line))
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


def _meta(line: Line) -> Iterable[str]:
    if line.deadline:
        yield f'<span class="deadline">Thời hạn: {as_html(line.deadline)}</span>'
    if line.via:
        yield f"thuộc nhóm “{as_html(line.via)}”"
    if line.today:
        yield as_html(line.today)


def draw_groups(answer: Answer, talk: Conversation, *, key: str, newest: bool) -> None:
    """Draw the groups of an answer.

    Closed at first: folded groups, all but the first of a long answer, and those of older answers,
    which keeps a long conversation quick.
    """
    cited = {citation.n: citation for citation in answer.citations}
    shown = sum(len(group.lines) for group in answer.groups if not group.folded)
    long = shown > (LONG_ANSWER if newest else LONG_PAST_ANSWER)
    for number, group in enumerate(answer.groups):
        doer = common_agency(group.lines) if answer.intent == "duties" else None
        with_agency = doer is None
        name = f"{key}-g{number}"
        if group.folded or (long and (len(answer.groups) > 1 or not newest)):
            opened = newest and not group.folded and number == 0
            box = st.expander(
                as_label(_title(group, doer)), expanded=opened, key=f"fold-{name}", on_change="rerun"
            )
            if box.open:
                with box:
                    draw_lines(group.lines, cited, talk, with_agency=with_agency, key=name)
        else:
            if group.title:
                st.html(f'<h3 class="pb-group">{as_html(_title(group, doer))}</h3>')
            draw_lines(group.lines, cited, talk, with_agency=with_agency, key=name)


def _title(group: Group, doer: str | None) -> str:
    """Return a group's title with the agency all its lines are about, and how many they are."""
    parts = [group.title]
    if doer and doer not in group.title:
        parts.append(doer)
    if len(group.lines) > 1 or group.folded:
        parts.append(f"{len(group.lines)} dòng")
    return " · ".join(part for part in parts if part)


def common_agency(lines: Sequence[Line]) -> str | None:
    """Return the agency all these lines are about, or None when they differ or name none.

    Lines that come through a group name the group instead.
    """
    agencies = {line.agency for line in lines if not line.via}
    return agencies.pop() if len(agencies) == 1 else None


def draw_lines(
    lines: Sequence[Line],
    cited: Mapping[int, Citation],
    talk: Conversation,
    *,
    key: str,
    with_agency: bool = True,
) -> None:
    """Draw lines one under another, each with its marks at the right."""
    for number, line in enumerate(lines):
        name = f"{key}-{number}"
        with st.container(key=f"line-{name}", horizontal=True, wrap=False, gap="small"):
            st.html(line_html(line, with_agency=with_agency))
            proofs = [cited[n] for n in line.citations if n in cited]
            with st.container(key=f"marks-{name}", horizontal=True, width="content", gap="xsmall"):
                draw_marks(proofs, talk, key=name)
