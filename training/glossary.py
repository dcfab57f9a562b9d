"""The words by which plans give work, and the parts of a plan: what each means, with loaded examples.

Meanings of role words are those of common office usage; no decree defines them. The parts of a document are
those of Decree 30/2020/NĐ-CP, article 8 and appendix I.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex as re

from answer.citing import Citer
from answer.corpus import Unit
from answer.desk import ROLE_NAMES, shortened
from answer.kinds.frame_facts import BASIS_START
from answer.kinds.regime import report_units
from answer.model import Citation
from answer.role_words import WORDS
from answer.understanding.question import World
from ingest.plan import Assignment, Entry, Plan, Role, Section
from training.duties import cite_duty, own_text

EXAMPLES = 2  # of each word, from as many plans
SHOWN = 230  # characters of an example; the whole clause is one click away
BEFORE = 80  # of them at least before the word that is explained
BY_DECREE = "Các phần của văn bản theo Điều 8 và Phụ lục I Nghị định số 30/2020/NĐ-CP."


@dataclass(frozen=True, slots=True)
class Example:
    """A place in a loaded plan that shows a word or a part; proof is the number of its citation.

    who  does it in which role ("Sở Y tế (chủ trì)"), "" where nobody does
    """

    text: str
    proof: int
    who: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or part, what it means, what it is often taken for, and examples, () where no plan has one."""

    word: str
    meaning: str
    beware: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Role words and parts of a plan; citations are numbered from 1 through both."""

    words: tuple[Term, ...]
    parts: tuple[Term, ...]
    citations: tuple[Citation, ...]


GROUP = (
    "các sở, ban, ngành (tên gọi nhóm)",
    "Giao chung cho mọi cơ quan thuộc nhóm; từng cơ quan phải tự thấy phần việc của mình.",
    "Không mặc nhiên gồm Công an, Quân sự, cơ quan Đảng, Mặt trận, báo, đài; xem nhóm gồm những ai trước "
    "khi kết luận.",
)
OPEN_GROUP = (
    "các cơ quan, đơn vị liên quan",
    "Nhóm để ngỏ: kế hoạch không kể tên, bên chủ trì phải tự xác định và mời.",
    "Không tự kể tên thay cho kế hoạch.",
)
HEADINGS: tuple[tuple[str, str, str, re.Pattern[str]], ...] = (
    (
        "Mục đích, yêu cầu",
        "Vì sao có kế hoạch và việc làm phải đạt điều gì.",
        "Đây chưa phải là phần giao việc.",
        re.compile(r"mục đích|mục tiêu|yêu cầu", re.IGNORECASE),
    ),
    (
        "Nội dung, nhiệm vụ, giải pháp",
        "Phải làm những gì.",
        "Nhiều mục ở phần này không ghi ai làm; người làm có thể nêu ở phần tổ chức thực hiện.",
        re.compile(r"nội dung|nhiệm vụ|giải pháp", re.IGNORECASE),
    ),
    (
        "Kinh phí",
        "Tiền lấy từ đâu, ai lập và ai thẩm định dự toán.",
        "“Bố trí trong dự toán được giao” nghĩa là mỗi đơn vị tự lo trong dự toán của mình.",
        re.compile(r"kinh phí|nguồn lực", re.IGNORECASE),
    ),
    (
        "Tổ chức thực hiện",
        "Ai làm gì: mỗi cơ quan một mục, việc ghi bên dưới.",
        "Tên cơ quan thường chỉ đứng ở đề mục, không nhắc lại trong từng dòng.",
        re.compile(r"tổ chức thực hiện|phân công|trách nhiệm", re.IGNORECASE),
    ),
)
ENTRIES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "Số, ký hiệu",
        "Số thứ tự đăng ký và chữ viết tắt tên loại, tên cơ quan ban hành.",
        "Viết đúng cả số và ký hiệu khi trích dẫn.",
        ("number",),
    ),
    (
        "Địa danh và ngày ban hành",
        "Nơi và ngày ký ban hành.",
        "Không phải là thời hạn thực hiện.",
        ("date",),
    ),
    ("Trích yếu", "Câu ngắn nêu nội dung chủ yếu của văn bản.", "", ("title",)),
    (
        "Nơi nhận",
        "Các cơ quan được gửi văn bản.",
        "Có tên ở Nơi nhận chưa có nghĩa là được giao việc.",
        ("recipient",),
    ),
    (
        "Chức vụ, họ tên người ký",
        "TM. là thay mặt tập thể, KT. là ký thay cấp trưởng, TL. là thừa lệnh, TUQ. là thừa ủy quyền.",
        "",
        ("signer_title", "signer"),
    ),
)


def glossary_of(world: World, plan_ids: Sequence[str] = ()) -> Glossary:
    """Return the glossary with examples from the plans given, () for all loaded."""
    plans = [plan for plan_id, plan in world.plans.items() if not plan_ids or plan_id in plan_ids]
    maker = _Maker(world, plans, Citer(world.corpus.plans))
    words = [
        Term(word, meaning, beware, maker.duties(pattern, roles))
        for word, meaning, beware, pattern, roles in WORDS
    ]
    words.append(Term(*GROUP, maker.groups()))
    words.append(Term(*OPEN_GROUP, maker.open_groups()))
    return Glossary(tuple(words), tuple(maker.parts()), maker.citer.citations)


@dataclass(slots=True)
class _Maker:
    world: World
    plans: list[Plan]
    citer: Citer

    def parts(self) -> Iterator[Term]:
        """Yield the parts of a plan in the order in which they are printed."""
        number, day, title, recipients, signer = (
            Term(name, meaning, beware, self._entries(names)) for name, meaning, beware, names in ENTRIES
        )
        yield from (number, day, title)
        yield Term(
            "Căn cứ ban hành",
            "Văn bản mà kế hoạch dựa vào hoặc triển khai.",
            "Văn bản được nêu số hiệu thì phải mở chính văn bản đó để biết nội dung.",
            self._bases(),
        )
        for name, meaning, beware, pattern in HEADINGS:
            yield Term(name, meaning, beware, self._headings(pattern))
        yield Term(
            "Chế độ báo cáo",
            "Ai báo cáo, gửi về đâu, khi nào.",
            "Thường nằm ở cuối kế hoạch, dưới dạng một câu.",
            self._units(lambda plan: report_units(self._of(plan))),
        )
        yield from (recipients, signer)

    def duties(self, pattern: re.Pattern[str], roles: Sequence[str]) -> tuple[Example, ...]:
        """Return duties of these roles in whose words, label or heading a word is found."""

        def held(unit: Unit) -> list[Assignment]:
            return [h for h in unit.assignments if h.role in roles and pattern.search(self._said(unit, h))]

        best = (
            min(filter(held, self._of(plan)), key=lambda unit: len(unit.text), default=None)
            for plan in self.plans
        )
        chosen = islice(filter(None, best), EXAMPLES)
        return tuple(self._of_unit(unit, held(unit), pattern) for unit in chosen)

    def groups(self) -> tuple[Example, ...]:
        """Return duties given to a group whose members are known."""

        def found(plan: Plan) -> Iterator[Unit]:
            for unit in self._of(plan):
                groups = [h.agency_id for h in unit.assignments if h.collective and h.agency_id]
                if any(self.world.book.members(group) for group in groups):
                    yield unit

        return self._units(found)

    def open_groups(self) -> tuple[Example, ...]:
        """Return clauses that name an open group."""

        def found(plan: Plan) -> Iterator[Unit]:
            paths = {mention.path for mention in plan.mentions if mention.generic}
            return (unit for unit in self._of(plan) if unit.path in paths and unit.assignments)

        return self._units(found)

    def _of(self, plan: Plan) -> list[Unit]:
        return self.world.corpus.in_plans([plan.id])

    def _said(self, unit: Unit, held: Assignment) -> str:
        """Return the words that give a duty: its own, the labels of its lines, the heading of the doer."""
        section = self.world.corpus.sections.get((unit.plan_id, held.subject_path))
        labels = (clause.field for clause in unit.clauses)
        return " ".join(filter(None, (own_text(unit), *labels, section.heading if section else "")))

    def _units(self, found: Callable[[Plan], Iterable[Unit]]) -> tuple[Example, ...]:
        """Return the shortest such unit of each plan, of as many plans as are shown."""
        best = (min(found(plan), key=lambda unit: len(unit.text), default=None) for plan in self.plans)
        chosen = islice(filter(None, best), EXAMPLES)
        return tuple(self._of_unit(unit, unit.assignments) for unit in chosen)

    def _of_unit(
        self, unit: Unit, held: Sequence[Assignment], pattern: re.Pattern[str] | None = None
    ) -> Example:
        by_role: dict[Role, dict[str, None]] = {}
        for each in held:
            by_role.setdefault(each.role, {})[each.agency] = None
        who = "; ".join(f"{', '.join(names)} ({ROLE_NAMES[role]})" for role, names in by_role.items())
        return Example(_around(own_text(unit), pattern), cite_duty(self.citer, unit, held), who)

    def _entries(self, names: Sequence[str]) -> tuple[Example, ...]:
        found: list[Example] = []
        for plan in self.plans:
            entry = next((entry for entry in plan.entries if entry.name in names), None)
            if entry is not None and len(found) < EXAMPLES:
                found.append(self._of_entry(plan, entry))
        return tuple(found)

    def _of_entry(self, plan: Plan, entry: Entry) -> Example:
        return Example(shortened(entry.text, SHOWN), self.citer.cite_entry(plan.id, entry))

    def _bases(self) -> tuple[Example, ...]:
        return self._units(
            lambda plan: (
                unit for unit in self._of(plan) if "Mở đầu" in unit.path and BASIS_START.match(own_text(unit))
            )
        )

    def _headings(self, pattern: re.Pattern[str]) -> tuple[Example, ...]:
        found: list[Example] = []
        for plan in self.plans:
            section = next((s for s in plan.sections if not s.headings and pattern.search(s.heading)), None)
            if section is not None and len(found) < EXAMPLES:
                found.append(self._of_heading(plan, section))
        return tuple(found)

    def _of_heading(self, plan: Plan, section: Section) -> Example:
        text = " ".join(filter(None, (section.label, section.heading)))
        return Example(shortened(text, SHOWN), self.citer.cite_piece(plan.id, section))


def _around(text: str, pattern: re.Pattern[str] | None) -> str:
    """Return at most SHOWN characters of text, those with the word that pattern finds."""
    found = pattern.search(text) if pattern else None
    if found is None or found.end() < SHOWN - BEFORE:
        return shortened(text, SHOWN)
    start = text.find(" ", max(found.start() - BEFORE, 0)) + 1
    return f"… {shortened(text[start:], SHOWN)}"
