"""How an answer comes about: the steps `ask` took for a question, with scores, the gate and near misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from answer.ask import HITS
from answer.desk import shortened
from answer.seek import GATE, STRICT
from answer.trial import USUAL, Scored, Weights
from training.duties import own_text
from training.replay import STATUS_NAMES
from training.trace import CANDIDATES, Halves, Ranking, Trace, Weighed, halves_of, missed_by_search
from ui.chips import chips_html
from ui.escape import as_html
from ui.lines import draw_groups
from ui.workshop_state import Room
from ui.workshop_widgets import draw_row, place_at, step

SHOWN = 5  # hits of each list
PLAIN_HITS = 10  # of a search alone, as simple systems show them
ROW_TEXT = 150  # characters of a clause in a list
ONLY_HERE = (
    "Các thanh trượt chỉ tác động tới lần thử trên trang này. Trang Hỏi đáp và mọi nơi khác vẫn dùng "
    "các giá trị đã đo."
)
NO_SEARCH = (
    "Câu này được trả lời thẳng từ phần phân công hoặc thể thức đã đọc, nên không phải tìm kiếm và không "
    "qua ngưỡng: mọi điều khoản khớp đều được lấy."
)


def draw_steps(room: Room, trace: Trace) -> None:
    """Draw the steps of a trial, from what was understood to what a plain search would have missed."""
    answer = trace.answer
    st.html(f'<div class="pb-question">{as_html(answer.question)}</div>')
    if room.state.weights != USUAL:
        _draw_trial_note(room.state.weights)
    _draw_understood(room, trace)
    if trace.searches:
        _draw_searches(room, trace)
        _draw_gate(room, trace)
    else:
        step(2, "Tìm kiếm và ngưỡng", NO_SEARCH)
    number = 6 if trace.searches else 3
    checked = f"{answer.checked} dòng khớp nguyên văn, bỏ {answer.dropped} dòng không khớp"
    told = f"{STATUS_NAMES[answer.status]} · {checked}"
    step(number, "Vào câu trả lời", told)
    st.html(f'<p class="pb-summary">{as_html(answer.summary)}</p>')
    draw_groups(answer, room.state.talk, key="trial", newest=True)
    if trace.searches:
        _draw_near_misses(room, trace.decisive)
    _draw_plain_search(room, trace, number + 2 if trace.searches else number + 1)


def _draw_trial_note(weights: Weights) -> None:
    told = [
        f"ngưỡng {GATE * weights.strictness:.0%} (thường là {GATE:.0%})" if weights.strictness != 1 else "",
        f"k = {weights.hits} (thường là {HITS})" if weights.hits is not None else "",
        f"trọng số nghĩa khi xếp {weights.dense_weight:.2f}" if weights.dense_weight is not None else "",
        f"nghĩa cộng thêm {weights.dense_share:.2f}" if weights.dense_share is not None else "",
    ]
    text = f"Lần thử này dùng giá trị khác: {'; '.join(filter(None, told))}. {ONLY_HERE}"
    st.html(f'<p class="pb-note" role="status">{as_html(text)}</p>')


def _draw_understood(room: Room, trace: Trace) -> None:
    asked = trace.understood.plan_ids if trace.understood else ()
    told = f"Hỏi trong {len(asked)} kế hoạch: {', '.join(map(room.plan_title, asked[:SHOWN]))}"
    step(1, "Hiểu câu hỏi", told + ("…" if len(asked) > SHOWN else ""))
    intents = room.services.intents()
    chips = [chip for chip in trace.answer.chips if chip.kind != "intent" or chip.value in intents]
    st.html(chips_html(chips))


def _draw_searches(room: Room, trace: Trace) -> None:
    search = trace.searches[0]
    halves = _found(room, search.words, search.plan_ids)
    words = f"Tìm “{search.words}”"
    by_words = f"{words}: {_count(len(halves.lexical))} đoạn có từ của câu hỏi; điểm là phần từ tìm thấy."
    step(2, "Theo từ", by_words)
    _draw_hits(room, halves.lexical, lambda hit: f"{hit.lexical:.2f}", key="words")
    meaning = "Điểm là độ gần nghĩa (cosin), từ -1 đến 1."
    step(3, "Theo nghĩa", meaning if halves.dense else f"Không dùng: {_why_no_meaning(room)}")
    _draw_hits(room, halves.dense, lambda hit: f"{hit.dense or 0:.3f}", key="meaning")
    fused = f"Lấy {len(search.hits)} đoạn đầu theo điểm gộp của từ và nghĩa."
    step(4, "Gộp", fused)
    _draw_hits(room, halves.fused, lambda hit: f"{hit.score:.2f}", key="fused")


def _found(room: Room, words: str, plan_ids: Sequence[str] | None) -> Halves:
    """Return what the index finds for words, searched once a trial."""
    kept = room.state.found
    if words not in kept:
        kept[words] = halves_of(room.library, words, plans=plan_ids, weights=room.state.weights)
    return kept[words]


def _why_no_meaning(room: Room) -> str:
    return str(room.library.degraded) or "mô hình tìm theo nghĩa chưa được nạp."


def _count(found: int) -> str:
    return f"từ {CANDIDATES}" if found >= CANDIDATES else str(found)


def _draw_hits(room: Room, hits: Sequence[Weighed], score: Callable[[Weighed], str], *, key: str) -> None:
    for number, hit in enumerate(hits[:SHOWN]):
        _draw_clause(room, hit.plan_id, hit.path, score(hit), key=f"{key}-{number}")


def _draw_clause(room: Room, plan_id: str, path: str, score: str, *, key: str, remark: str = "") -> None:
    """Draw a clause as one row: score, plan, first words, and what is remarked."""
    place = place_at(room.world, plan_id, path)
    unit = room.world.corpus.unit_of.get((plan_id, path))
    text = own_text(unit) if unit else (place.quote if place else path)
    plan = room.world.plans[plan_id]
    meta = " · ".join(filter(None, (plan.place, place.label if place else path, remark)))
    html = (
        f'<p class="pb-line"><span class="pb-score">{as_html(score)}</span>'
        f'{as_html(shortened(text, ROW_TEXT))}<span class="meta">{as_html(meta)}</span></p>'
    )
    draw_row(html, place, room.state.talk, key=f"trial-{key}")


def _draw_gate(room: Room, trace: Trace) -> None:
    """Draw the ranking that decided, and how often the gate was asked."""
    ranking = trace.decisive
    if ranking is None or ranking.gate is None:
        step(5, "Ngưỡng", "Câu này tìm được đoạn để xếp thứ tự, nhưng không xét ngưỡng.")
        return
    verdict = "đạt" if ranking.passed else "chưa đạt, nên không trả lời từ đây"
    told = (
        f"Điều khoản phải nói được {ranking.gate:.0%} từ ngữ của câu hỏi, từ hiếm tính nhiều hơn "
        f"({STRICT:.0%} nếu thiếu một từ mà không kế hoạch nào dùng). "
        f"Tốt nhất: {ranking.best:.0%}, {verdict}. "
        f"Đã xếp {len(ranking.scored)} điều khoản theo điểm, xét ngưỡng {len(ranking.tried)}, "
        f"lấy {len(ranking.taken)}."
    )
    times = sum(each.gate is not None for each in trace.rankings)
    if times > 1:
        told += f" Câu này xét ngưỡng {times} lần; đây là lần quyết định."
    step(5, "Ngưỡng", told)
    taken = {unit.key for unit in ranking.taken}
    rows = [found for found in ranking.scored if found.unit.key in taken]
    _draw_scored(room, rows, ranking, key="taken")


def _draw_scored(room: Room, rows: Sequence[Scored], ranking: Ranking, *, key: str) -> None:
    tried = {each.unit.key: each for each in ranking.tried}
    for number, found in enumerate(rows):
        remark = f"từ {found.words:.2f} + nghĩa {found.score - found.words:.2f}"
        if held := tried.get(found.unit.key):
            remark += f" · nói {held.share:.0%} từ ngữ{'' if held.passed else ', dưới ngưỡng'}"
        score = f"{found.score:.2f}"
        _draw_clause(room, found.unit.plan_id, found.unit.path, score, key=f"{key}-{number}", remark=remark)


def _draw_near_misses(room: Room, ranking: Ranking | None) -> None:
    rows = ranking.near_misses() if ranking else ()
    told = (
        "Điểm cao nhất trong số không được lấy: dưới ngưỡng, hoặc điểm kém dòng tốt nhất quá xa."
        if rows
        else "Không có điều khoản nào gần đạt."
    )
    step(7, "Suýt được chọn", told)
    if ranking:
        _draw_scored(room, rows, ranking, key="near")


def _draw_plain_search(room: Room, trace: Trace, number: int) -> None:
    """Draw what a search alone would have shown, and how many of the answer's clauses it misses."""
    if not trace.answer.citations:
        return
    asked = trace.understood.plan_ids if trace.understood else None
    halves = _found(room, trace.answer.question, asked)
    hits = halves.fused[:PLAIN_HITS]
    missed = missed_by_search(trace.answer, hits, room.library)
    cited = len(missed_by_search(trace.answer, (), room.library))
    told = (
        f"Nếu chỉ tìm kiếm và lấy {PLAIN_HITS} đoạn đầu, sẽ bỏ sót {len(missed)} trong {cited} điều khoản "
        "mà câu trả lời dẫn."
    )
    step(number, "So với tìm kiếm thông thường", told)
    for at, (plan_id, path) in enumerate(missed[:SHOWN]):
        _draw_clause(room, plan_id, path, "sót", key=f"missed-{at}")
