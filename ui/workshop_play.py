"""A quiz played in the page: its fields, the score, and the clause that proves each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from export.quiz_docx import answer_of, parts_of
from training.cases import Case
from training.quiz_items import LETTERS, Choice, Claim, Item, Quiz, Row, Table, points_of
from ui.escape import as_html, as_label
from ui.workshop_state import Room, Workshop
from ui.workshop_widgets import draw_cited

TRUE, FALSE = "Đúng", "Sai"
BLANK_NAMES = {"agency": "Cơ quan", "task": "Nhiệm vụ", "deadline": "Thời hạn"}

Given = str | int | None
"""What was answered in one field: an option's position, a word, an entry of a bank; None for nothing."""


def draw_sheet(state: Workshop, quiz: Quiz) -> None:
    """Draw the questions with their fields, and the button that hands them in."""
    with st.form(f"sheet-{state.serial}", border=False):
        fields: dict[str, str] = {}
        for title, items in parts_of(quiz):
            st.html(f'<h3 class="pb-group">{as_html(title)}</h3>')
            for number, item in items:
                st.html(f'<p class="pb-line"><b>Câu {number}.</b> {as_html(item.text)}</p>')
                fields |= _draw_fields(state, number, item)
        st.form_submit_button("Nộp bài", type="primary", on_click=_hand_in, args=(state, fields))


def _hand_in(state: Workshop, fields: Mapping[str, str]) -> None:
    state.answers = {name: st.session_state.get(key) for name, key in fields.items()}


def _draw_fields(state: Workshop, number: int, item: Item) -> dict[str, str]:
    """Draw the fields of one item; return the key of each field's widget by the name of the field."""
    name = f"{state.serial}-{number}"
    if isinstance(item, Choice):
        options = [f"{letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False)]
        shown = [as_label(option) for option in options]
        _radio(number, list(range(len(options))), f"choice-{name}", shown.__getitem__)
        return {str(number): f"choice-{name}"}
    if isinstance(item, Claim):
        _radio(number, [TRUE, FALSE], f"claim-{name}", str)
        return {str(number): f"claim-{name}"}
    if isinstance(item, Table):
        for at, row in enumerate(item.rows, 1):
            _draw_blank(item, row, f"blank-{name}-{at}", at)
        return {f"{number}.{at}": f"blank-{name}-{at}" for at in range(1, len(item.rows) + 1)}
    st.html('<ol class="pb-ask">' + "".join(f"<li>{as_html(q)}</li>" for q in item.questions) + "</ol>")
    return {}


def _radio(number: int, options: Sequence[Any], key: str, shown: Callable[[Any], str]) -> None:
    st.radio(
        f"Câu {number}",
        options,
        index=None,
        format_func=shown,
        horizontal=len(options) == 2,
        key=key,
        label_visibility="collapsed",
    )


def _draw_blank(table: Table, row: Row, key: str, at: int) -> None:
    """Draw one row of a table with the choice for its blank."""
    st.html(f'<p class="pb-line pb-quote">{_row_html(row, at)}</p>')
    label = f"({at}) {BLANK_NAMES[row.blank]}"
    st.selectbox(label, table.bank(row), index=None, placeholder="Chọn", key=key)


def _row_html(row: Row, at: int) -> str:
    gap = f"<b>({at}) ……</b>"
    agency = gap if row.blank == "agency" else as_html(row.agency)
    task = gap if row.blank == "task" else as_html(row.task)
    written = f"Thời hạn: {as_html(row.deadline)}" if row.deadline else ""
    due = f"Thời hạn: {gap}" if row.blank == "deadline" else written
    meta = f'<span class="meta">{due}</span>' if due else ""
    return f'<span class="doer">{agency}:</span> {task}{meta}'


# -- the result ----------------------------------------------------------------------------------------


def draw_result(room: Room, quiz: Quiz, answers: Mapping[str, Given]) -> None:
    """Draw the score, then each question with its right answer and the clause that proves it."""
    total = sum(map(points_of, quiz.items))
    right = sum(_is_right(item, key, answers) for key, item in _asked(quiz))
    if total:
        st.html(f'<p class="pb-summary" role="status">Kết quả: đúng {right}/{total}</p>')
    state = room.state
    st.button("Làm lại đề này", key=f"again-{state.serial}", on_click=_again, args=(state,))
    for title, items in parts_of(quiz):
        st.html(f'<h3 class="pb-group">{as_html(title)}</h3>')
        for number, item in items:
            _draw_marked(room, quiz, number, item, answers)


def _again(state: Workshop) -> None:
    state.answers = None
    state.serial += 1


def _asked(quiz: Quiz) -> list[tuple[str, Choice | Claim | Row]]:
    """Return everything of a quiz that is right or wrong, by the name of its field."""
    found: list[tuple[str, Choice | Claim | Row]] = []
    for number, item in enumerate(quiz.items, 1):
        if isinstance(item, Table):
            found += [(f"{number}.{at}", row) for at, row in enumerate(item.rows, 1)]
        elif not isinstance(item, Case):
            found.append((str(number), item))
    return found


def _is_right(item: Choice | Claim | Row, key: str, answers: Mapping[str, Given]) -> bool:
    given = answers.get(key)
    if isinstance(item, Claim):
        return given == (TRUE if item.right else FALSE)
    return given is not None and given == item.right


def _draw_marked(room: Room, quiz: Quiz, number: int, item: Item, answers: Mapping[str, Given]) -> None:
    """Draw one item with what is right, what was answered, and the marks of its proofs."""
    name = f"{room.state.serial}-{number}"
    asked = f"<b>Câu {number}.</b> {as_html(item.text)}"
    if isinstance(item, Case):
        st.html(f'<p class="pb-line">{asked}</p>')
        for at, hint in enumerate(item.hints):
            said = f'<p class="pb-line pb-quote">Gợi ý: {as_html(hint.text)}</p>'
            draw_cited(said, quiz.proofs(hint.proof), room.state.talk, key=f"hint-{name}-{at}")
    elif isinstance(item, Table):
        st.html(f'<p class="pb-line">{asked}</p>')
        for at, row in enumerate(item.rows, 1):
            good, given = _is_right(row, f"{number}.{at}", answers), answers.get(f"{number}.{at}")
            told = f"({at}) {_mark(good)} {as_html(row.right)}{_given(given, good)}"
            shown = f'<p class="pb-line pb-quote">{told}</p>'
            draw_cited(shown, quiz.proofs(row.proof), room.state.talk, key=f"row-{name}-{at}")
    else:
        good = _is_right(item, str(number), answers)
        html = (
            f'<p class="pb-line">{asked}<br>{_mark(good)} <b>{as_html(answer_of(item))}</b>'
            f"{_given(_as_said(item, answers.get(str(number))), good)}"
            f'<span class="meta">{as_html(item.because)}</span></p>'
        )
        draw_cited(html, quiz.proofs(item.proof), room.state.talk, key=f"marked-{name}")


def _as_said(item: Choice | Claim, given: Given) -> Given:
    """Return an answer as it was read on the page."""
    if isinstance(item, Choice) and isinstance(given, int):
        return f"{LETTERS[given]}. {item.options[given]}"
    return given


def _mark(good: bool) -> str:
    return f'<span class="pb-badge {"pass" if good else "fail"}">{"Đúng" if good else "Chưa đúng"}</span>'


def _given(given: Given, good: bool) -> str:
    """Return what was answered instead, as HTML."""
    if good:
        return ""
    told = "Chưa trả lời" if given is None else f"Đã chọn: {as_html(str(given))}"
    return f'<span class="meta">{told}</span>'
