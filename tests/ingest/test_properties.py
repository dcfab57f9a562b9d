"""Whatever a file holds: reading never fails, every character is accounted for, what is quoted slices back.

Documents are put together from what plans are made of, in any order, and damaged the way files are.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.parse import parse_plan
from ingest.plan import Clause, Entry, Plan, Section, Span, in_reading_order, slice_text
from ingest.read import agency_book

MARKS = (
    *(
        "",
        "",
        "",
        "I. ",
        "II. ",
        "III- ",
        "A. ",
        "Phần I",
        "Chương II: ",
        "Mục 3. ",
        "Điều 4. ",
        "1. ",
        "2) ",
    ),
    *("1.1. ", "2.2.4 ", "II.1. ", "3- ", "a) ", "đ) ", "e. ", "ii) ", "(1) ", "(iv) ", "- ", "+ ", "* "),
    *("• ", "¹ ", "[2] ", "## ", "### **I. ", "**1.** ", "1\\. ", "V/v ", "10. ", "\t- ", "o "),
)
WORDS = (
    *("TỔ CHỨC THỰC HIỆN", "MỤC ĐÍCH, YÊU CẦU", "KẾ HOẠCH", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "PHỤ LỤC I"),
    *("DANH MỤC", "Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Các sở, ban, ngành", "ỦY BAN NHÂN DÂN"),
    *("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Trưởng các thôn, buôn", "TỈNH HÀ GIANG"),
    *("Số: 12 /KH-UBND", "Hà Giang, ngày 05 tháng 01 năm 2024", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    *("Độc lập - Tự do - Hạnh phúc", "Nơi nhận:", "Như trên;", "Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    *("Nguyễn Văn An", "Kính gửi:", "(Kèm theo Quyết định số 1/QĐ-UBND)", "(Đã ký)", "./. vl"),
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
    "Trên đây là Kế hoạch, yêu cầu các đơn vị thực hiện./.",
    "chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan rà soát, báo cáo trước ngày 15/12 hàng năm;",
    *("Phối hợp với Công an tỉnh kiểm tra¹.", "Đơn vị chủ trì: Sở Nội vụ;", "Nội dung: tuyên truyền"),
    *("Thời gian thực hiện: Quý III/2023.", "tiếp tục từ trang trước", "và", "2025;", "100%", "Ủy", "…"),
    *("TT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp", "1\tTuyên truyền\tSở Y tế\tCông an tỉnh"),
    *("1. Nhóm việc\t\t\t", "\tphần sau của hàng\t\t", "-----\t--\t---\t-", "| 1 | Rà soát | Sở Y tế |"),
    *("| STT | Nhiệm vụ | Chủ trì |", "|---|---|---|", "| **I** | Nhóm | |", "| 2 | Việc | nt |", "|"),
    "|\n**TT**\n|\nNhiệm vụ\n|\nChủ trì\n|\n|\n1\n|",
    *(
        "Trái                    Phải",
        "-----",
        "***",
        "- 2 -",
        "3",
        "Trang 2/5",
        "word word",
        "<br>",
        "&nbsp;",
    ),
    *("🔥 khẩn 🔥", "e\u0301", "a\u0323\u0302", "\u200bzero", "Ð", "–", "\u00a0", "\x0b", "\x1c", "\x85"),
    *("\u2028", "\ufdfa", "ﬁ", "가", "عربي", "**", "*H*", "▮"),
)
BREAKS = ("\n", "\n", "\n\n", "\n\n\n\n", "\f", "\r\n", "\r", " \n \n", "\n|\n")

pieces = st.tuples(st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join))
built = st.lists(st.tuples(pieces.map("".join), st.sampled_from(BREAKS)).map("".join), max_size=25).map(
    "".join
)
SAMPLES = [
    path.read_text("utf-8").splitlines(keepends=True)
    for path in sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.txt"))
]
# Pieces of the sample plans, lines lost, doubled and out of order.
torn = (
    st.sampled_from(SAMPLES).flatmap(lambda lines: st.lists(st.sampled_from(lines), max_size=20)).map("".join)
)
documents = built | torn | st.text(max_size=200)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> Plan:
    return parse_plan(text, "x", agency_book())


def spans_of(plan: Plan) -> list[Span]:
    """Return the spans of everything a character may stand in."""
    pieces: list[Section | Clause | Entry] = [*plan.sections, *plan.clauses, *plan.entries]
    cells = [cell for clause in plan.clauses for cell in clause.cells]
    return [
        *plan.marks,
        *plan.unread,
        *(s for p in pieces for s in p.spans),
        *(s for c in cells for s in c.spans),
    ]


@SETTINGS
@given(documents)
def test_every_character_is_accounted_for(text: str) -> None:
    plan = read(text)
    covered = [False] * len(text)
    for start, stop in spans_of(plan):
        assert 0 <= start < stop <= len(text)
        covered[start:stop] = [True] * (stop - start)
    lost = [
        (i, c) for i, c in enumerate(text) if not covered[i] and not c.isspace() and ord(c) not in INVISIBLE
    ]
    assert not lost
    assert plan.coverage.total == sum(not c.isspace() for c in text)
    assert plan.coverage.read + plan.coverage.unread == plan.coverage.total


INVISIBLE = frozenset(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@SETTINGS
@given(documents)
def test_what_is_quoted_slices_back(text: str) -> None:
    plan = read(text)
    assert plan.text == text
    for clause in plan.clauses:
        assert clause.spans
        assert clause.text == slice_text(text, clause.spans)
        for cell in clause.cells:
            assert cell.text == slice_text(text, cell.spans)
    for section in plan.sections:
        assert section.spans
        assert section.heading == slice_text(text, section.spans)


@SETTINGS
@given(documents)
def test_paths_lead_somewhere(text: str) -> None:
    plan = read(text)
    headings = [section.path for section in plan.sections]
    paths = headings + [clause.path for clause in plan.clauses]
    assert len(paths) == len(set(paths))
    assert all(paths)
    for piece in in_reading_order(plan.sections, plan.clauses):
        assert set(piece.headings) <= set(headings)
        assert piece.path not in piece.headings
    assert {held.path for held in plan.assignments} <= set(paths)
    assert {held.subject_path for held in plan.assignments} <= {"", *headings}
    assert {named.path for named in plan.mentions} <= set(paths)


@SETTINGS
@given(documents)
def test_assignments_are_proven_inside_the_text(text: str) -> None:
    plan = read(text)
    for held in plan.assignments:
        assert held.evidence
        assert all(0 <= start < stop <= len(text) for start, stop in held.evidence)
        assert held.agency.strip()
        assert held.task.strip()
    for named in plan.mentions:
        assert 0 <= named.span[0] < named.span[1] <= len(text)
    keys = [(held.path, held.agency, held.role) for held in plan.assignments]
    assert len(keys) == len(set(keys))


@SETTINGS
@given(built)
def test_form_of_the_file_changes_nothing_that_is_read(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    plain = read(composed)
    for other in (
        unicodedata.normalize("NFD", composed),
        composed.replace("\r\n", "\n").replace("\n", "\r\n"),
    ):
        again = read(other)
        assert [c.path for c in again.clauses] == [c.path for c in plain.clauses]
        assert [(a.path, a.role) for a in again.assignments] == [(a.path, a.role) for a in plain.assignments]
        assert again.number == plain.number
