"""Plans put together by a seed: other agencies, places, numbers, topics and dates, in each of three layouts.

What a plan says is kept beside its text, so that answers are held against the generator and not against
the parser. Every agency stands in data/agencies.json; no place, number or topic is one of data/plans.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Layout = Literal["prose", "labels", "table"]
LAYOUTS: tuple[Layout, ...] = ("prose", "labels", "table")

PLACES = (
    "Lạng Sơn",
    "Bình Thuận",
    "Quảng Trị",
    "An Giang",
    "Phú Yên",
    "Hà Giang",
    "Bạc Liêu",
    "Thái Bình",
    "Kon Tum",
)
ELSEWHERE = ("Hà Nội", "Nghệ An", "Đồng Nai", "Sơn La")
AGENCIES = (
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Giáo dục và Đào tạo",
    "Sở Giao thông vận tải",
    "Sở Khoa học và Công nghệ",
    "Sở Tài nguyên và Môi trường",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Thanh tra tỉnh",
    "Bảo hiểm xã hội tỉnh",
    "Hội Chữ thập đỏ tỉnh",
)
IDLE = "Liên đoàn Lao động tỉnh"  # gets the plan and no work
SIGNERS = ("Phan Đức Toàn", "Lò Thị Mai", "Đỗ Quang Huy", "Vi Văn Sơn", "Tạ Minh Hà", "Cao Xuân Lộc")
BASES = ("41/2019/NĐ-CP", "18/2020/NĐ-CP", "117/2018/NĐ-CP")
# Verb phrase and the words a question takes from it.
TASKS = (
    ("khử khuẩn bể chứa nước tại trạm cấp nước nông thôn", "khử khuẩn bể chứa nước"),
    ("kiểm định cầu treo dân sinh ở vùng cao", "kiểm định cầu treo dân sinh"),
    ("trồng rừng ngập mặn ven đê biển", "trồng rừng ngập mặn"),
    ("trợ giúp pháp lý cho người khuyết tật", "trợ giúp pháp lý cho người khuyết tật"),
    ("dạy bơi an toàn cho học sinh tiểu học", "dạy bơi an toàn cho học sinh"),
    ("lắp trạm quan trắc bụi mịn gần khu dân cư", "lắp trạm quan trắc bụi mịn"),
    ("tiêm phòng lở mồm long móng cho đàn gia súc", "tiêm phòng lở mồm long móng"),
    ("hiến máu tình nguyện tại các trường dạy nghề", "hiến máu tình nguyện"),
    ("số hóa hồ sơ địa chính lưu trữ trước năm 1993", "số hóa hồ sơ địa chính"),
    ("thử nghiệm cảm biến đo độ mặn giá rẻ", "thử nghiệm cảm biến đo độ mặn"),
    ("cấp thẻ bảo hiểm y tế cho hộ cận nghèo", "cấp thẻ bảo hiểm y tế cho hộ cận nghèo"),
    ("nạo vét kênh mương nội đồng vụ đông xuân", "nạo vét kênh mương nội đồng"),
)


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work and the path of the clause, block or row that holds it."""

    words: str
    asked: str
    lead: str
    partner: str | None
    deadline: str | None
    path: str


@dataclass(slots=True)
class Invented:
    """A plan's text, and what it says."""

    id: str
    layout: Layout
    place: str
    number: str
    date: str
    signer: str
    basis: str
    funding: str
    report_to: str
    report_by: str
    tasks: list[Task] = field(default_factory=list)
    text: str = ""

    @property
    def agencies(self) -> list[str]:
        """Every agency that leads or supports a task."""
        named = [name for task in self.tasks for name in (task.lead, task.partner) if name]
        return list(dict.fromkeys(named))

    def paths_of(self, agency: str) -> set[str]:
        """Return the places that name agency; in prose its own section has a second clause."""
        named = {task.path for task in self.tasks if agency in (task.lead, task.partner)}
        own = [task.path for task in self.tasks if task.lead == agency and self.layout == "prose"]
        return named | {f"{path[:-1]}b" for path in own}


def invented_plans(seed: int) -> list[Invented]:
    """Return three plans, one in each layout, of three places."""
    dice = random.Random(seed)
    places = dice.sample(PLACES, len(LAYOUTS))
    tasks = dice.sample(TASKS, len(TASKS))
    size = len(TASKS) // len(LAYOUTS)
    plans = []
    for n, layout in enumerate(LAYOUTS):
        plan = _bare(dice, layout, places[n])
        _give_work(dice, plan, tasks[n * size : (n + 1) * size])
        plan.text = _text(plan)
        plans.append(plan)
    return plans


def _bare(dice: random.Random, layout: Layout, place: str) -> Invented:
    year = dice.choice((2021, 2022, 2024))
    day, month = dice.randint(10, 28), dice.randint(3, 9)
    return Invented(
        id=f"{layout}-{dice.randint(100, 999)}",
        layout=layout,
        place=place,
        number=f"{dice.randint(1000, 8999)}/KH-UBND",
        date=f"{day:02}/{month:02}/{year}",
        signer=dice.choice(SIGNERS),
        basis=dice.choice(BASES),
        funding=f"quỹ phòng chống thiên tai năm {year}",
        report_to=dice.choice(AGENCIES[:8]),
        report_by=f"{dice.randint(10, 28)}/11/{year}",
    )


def _give_work(dice: random.Random, plan: Invented, tasks: Sequence[tuple[str, str]]) -> None:
    leads = dice.sample(AGENCIES, len(tasks))
    year = plan.date[-4:]
    for n, ((words, asked), lead) in enumerate(zip(tasks, leads, strict=True), 1):
        partner = dice.choice([None, *(name for name in AGENCIES if name != lead)])
        if plan.layout == "prose":
            deadline = dice.choice((None, f"trước ngày {dice.randint(10, 28)}/10/{year}"))
            path = f"III.{n}.a"
        else:
            deadline = dice.choice((None, f"Quý {dice.choice(('II', 'III', 'IV'))}/{year}"))
            path = f"II.{n}"
        plan.tasks.append(Task(words, asked, lead, partner, deadline, path))


def _text(plan: Invented) -> str:
    day, month, year = plan.date.split("/")
    body = {"prose": _prose, "labels": _labels, "table": _table}[plan.layout](plan)
    return f"""\
ỦY BAN NHÂN DÂN
TỈNH {plan.place.upper()}

Số: {plan.number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

{plan.place}, ngày {day} tháng {month} năm {year}

KẾ HOẠCH

Chăm lo đời sống người dân vùng khó khăn trên địa bàn tỉnh {plan.place}

Căn cứ Nghị định số {plan.basis} ngày 05/01/{plan.basis.split("/")[1]} của Chính phủ về hỗ trợ vùng khó \
khăn, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

Bảo đảm người dân vùng khó khăn được hưởng các dịch vụ thiết yếu.

{body}

Trên đây là Kế hoạch của tỉnh. Các sở, ban, ngành báo cáo kết quả thực hiện về {plan.report_to} trước ngày \
{plan.report_by} để tổng hợp./.

Nơi nhận:

- Thường trực Tỉnh ủy (để báo cáo);
- {IDLE};
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

{plan.signer}
"""


def _money(plan: Invented) -> str:
    return f"KINH PHÍ THỰC HIỆN\n\nKinh phí thực hiện từ {plan.funding} và các nguồn hợp pháp khác."


def _prose(plan: Invented) -> str:
    sections = []
    for n, task in enumerate(plan.tasks, 1):
        role = f"Chủ trì, phối hợp với {task.partner} " if task.partner else "Chủ trì "
        due = f", hoàn thành {task.deadline}" if task.deadline else ""
        sections.append(f"{n}. {task.lead}\n\na) {role}{task.words}{due};\n\nb) Bố trí cán bộ theo dõi.")
    agencies = "\n\n".join(sections)
    return f"II. {_money(plan)}\n\nIII. TỔ CHỨC THỰC HIỆN\n\n{agencies}"


def _labels(plan: Invented) -> str:
    blocks = []
    for n, task in enumerate(plan.tasks, 1):
        lines = [f"{n}. {task.words[:1].upper()}{task.words[1:]}", f"- Đơn vị chủ trì: {task.lead}."]
        lines += [f"- Đơn vị phối hợp: {task.partner}."] if task.partner else []
        lines += [f"- Thời gian thực hiện: {task.deadline}."] if task.deadline else []
        blocks.append("\n\n".join(lines))
    return "II. NỘI DUNG THỰC HIỆN\n\n" + "\n\n".join(blocks) + f"\n\nIII. {_money(plan)}"


def _table(plan: Invented) -> str:
    rows = ["TT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian"]
    for n, task in enumerate(plan.tasks, 1):
        words = f"{task.words[:1].upper()}{task.words[1:]}"
        rows.append(f"{n}\t{words}\t{task.lead}\t{task.partner or ''}\t{task.deadline or ''}")
    return "II. NHIỆM VỤ CỤ THỂ\n\n" + "\n".join(rows) + f"\n\nIII. {_money(plan)}"
