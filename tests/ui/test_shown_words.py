"""Whoever opens the citation of a line finds there every word the line quotes: in all plans and layouts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from answer.ask import ask
from answer.grounds import claims_of, readable, words_stand
from answer.model import Answer, Line
from ingest.parse import parse_plan
from ingest.plan import Plan
from ingest.read import agency_book
from tests.answer.invented_plans import AGENCIES, TASKS, invented_plans
from tests.answer.loaded import WordsOnly, read_folder
from ui.clause_card import _block_html, _clause_html, _head_html
from ui.escape import WORD_JOINER
from ui.place import Place, cited_place, clause_at
from ui.surroundings import opening_words, surroundings

BESIDE = re.compile(r'<p class="beside">.*?</p>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def marked_words(plan: Plan, place: Place) -> str:
    """Return the words that the card of a place shows as cited, and the headings above them."""
    around = surroundings(plan, place)
    if around.block is not None:
        head = _head_html(place, plan, own=opening_words(around.block))
        body = _block_html(around.block, place)
    else:
        head, body = _head_html(place, plan, own=""), _clause_html(place, clause_at(plan, place))
    return unescape(TAG.sub(" ", BESIDE.sub(" ", head + body))).replace(WORD_JOINER, "")


_SHOWN: dict[Place, str] = {}


def _shown(plan: Plan, place: Place) -> str:
    """Return the folded words of a place's card, made once a place."""
    if place not in _SHOWN:
        _SHOWN[place] = readable(f"{marked_words(plan, place)} {place.label}")
    return _SHOWN[place]


def not_shown(answer: Answer, library: WordsOnly) -> Iterator[tuple[Line, list[str]]]:
    """Yield the lines some of whose words no card of theirs shows.

    How the plan calls the agency may be proven elsewhere in it ("Công an tỉnh" is of Cao Bằng): left out.
    """
    cited = {citation.n: citation for citation in answer.citations}
    shown = {c.n: _shown(library.plans[c.plan_id], replace(cited_place(c), n=None)) for c in answer.citations}
    for line in (line for group in answer.groups for line in group.lines):
        places = [cited[n] for n in line.citations]
        there = "".join(shown[n] for n in line.citations)
        claims = claims_of(replace(line, agency=None), places, library.plans)
        if missing := [claim for claim in claims if not words_stand(claim, there)]:
            yield line, missing


def check_all_duties(library: WordsOnly) -> int:
    """Hold the duties of every agency of every plan against the cards; return how many lines there were."""
    count = 0
    for plan in library.plans.values():
        for agency in sorted({held.agency for held in plan.assignments}):
            answer = ask([f"{agency} phải làm gì?"], library, plans=[plan.id])
            assert not list(not_shown(answer, library)), agency
            count += sum(len(group.lines) for group in answer.groups)
    return count


def test_the_cards_of_the_sample_plans_show_what_is_quoted() -> None:
    library = read_folder()
    assert check_all_duties(library) > sum(len(plan.clauses) for plan in library.plans.values())


@pytest.mark.parametrize("seed", [11, 23])
def test_the_cards_of_invented_plans_show_what_is_quoted(seed: int) -> None:
    plans = invented_plans(seed)
    assert check_all_duties(WordsOnly({p.id: parse_plan(p.text, p.id, agency_book()) for p in plans}))


LABELS = {
    "content first": "{n}. {task}\n\n- Nội dung: {more}.\n- Đơn vị chủ trì: {lead}.\n"
    "- Đơn vị phối hợp: {help}.\n- Thời gian thực hiện: {due}.\n",
    "content last": "{n}. {task}.\n\n- Thời gian: {due};\n- Chủ trì: {lead};\n- Phối hợp: {help};\n"
    "- Nội dung: {more}.\n",
    "a paragraph under the heading": "{n}. {task}\n\n{more}.\n\n- Cơ quan chủ trì: {lead}.\n"
    "- Cơ quan phối hợp: {help}.\n- Thời hạn: {due}.\n",
    "for whom": "{n}. {task}\n\nĐối tượng: {more}.\n\nĐơn vị chủ trì: {lead}.\n\nĐơn vị phối hợp: {help}.\n\n"
    "Thời gian hoàn thành: {due}.\n",
}
QUESTIONS = (
    "Ai chủ trì {asked}?",
    "Khi nào {asked}?",
    "{asked} gồm những gì?",
    "Việc nào trong Quý II/2031?",
)


def labelled_plan(layout: str) -> Plan:
    """Return a plan of labelled blocks; what a block says further stands nowhere else."""
    blocks = [
        LABELS[layout].format(
            n=n,
            task=task.capitalize(),
            more=f"Người dân {14 * n} thôn bản vùng {asked} số {n}",
            lead=AGENCIES[n],
            help=AGENCIES[n + 3],
            due=f"Quý {'I' * n}/2031",
        )
        for n, (task, asked) in enumerate(TASKS[:3], 1)
    ]
    text = "KẾ HOẠCH\nChăm lo đời sống\n\nI. MỤC ĐÍCH\n\nBảo đảm.\n\nII. NHIỆM VỤ\n\n" + "\n".join(blocks)
    return parse_plan(f"{text}\nIII. KINH PHÍ\n\nTừ ngân sách tỉnh.\n", "nhan", agency_book())


@pytest.mark.parametrize("layout", LABELS)
def test_the_cards_of_labelled_blocks_show_what_is_quoted(layout: str) -> None:
    library = WordsOnly({"nhan": labelled_plan(layout)})
    assert check_all_duties(library) >= 6
    for _, asked in TASKS[:3]:
        for question in QUESTIONS:
            answer = ask([question.format(asked=asked)], library)
            assert not list(not_shown(answer, library)), question


def test_the_lines_of_a_block_are_parted_where_they_are_told() -> None:
    library = WordsOnly({"nhan": labelled_plan("content first")})
    answer = ask([f"{AGENCIES[1]} phải làm gì?"], library)
    (line,) = (line for line in answer.groups[0].lines if line.role == "lead")
    assert f"{TASKS[0][0].capitalize()}. Nội dung: Người dân 14 thôn bản" in line.text
    assert answer.citations[0].quote.split("\n") == [
        TASKS[0][0].capitalize(),
        f"Nội dung: Người dân 14 thôn bản vùng {TASKS[0][1]} số 1.",
        f"Đơn vị chủ trì: {AGENCIES[1]}.",
        "Thời gian thực hiện: Quý I/2031.",
    ]
