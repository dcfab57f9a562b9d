"""The first and the last of what has a time, in invented plans whose days are known."""

from __future__ import annotations

import pytest

from answer.ask import ask
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.loaded import WordsOnly, cited

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {place}

Số: {number}/KH-UBND

{place}, ngày 09 tháng 01 năm 2026

KẾ HOẠCH
Phòng, chống hạn mặn trên địa bàn tỉnh {place} năm 2026

I. NHIỆM VỤ

1. Sở Công Thương
a) Rà soát giếng khoan trước ngày {first} năm 2026.
b) Dự trữ bồn nước, hoàn thành trước ngày {last} năm 2026.

2. Công an tỉnh
a) Tuần tra kênh chính hằng tuần.

II. TỔ CHỨC THỰC HIỆN

Các sở, ban, ngành xây dựng kế hoạch trước ngày 20 tháng 4 năm 2026 và báo cáo kết quả về Sở Công Thương \
trước ngày {report}.
"""
ONE = {"first": "05 tháng 3", "last": "30 tháng 6", "report": "10 tháng 11 năm 2026"}
OTHER = {"first": "15 tháng 2", "last": "30 tháng 9", "report": "25 tháng 10 năm 2026"}


def library() -> WordsOnly:
    texts = {
        "kon-tum": PLAN.format(place="Kon Tum", number="31", **ONE),
        "bac-lieu": PLAN.format(place="Bạc Liêu", number="52", **OTHER),
    }
    return WordsOnly({name: parse_plan(text, name, agency_book()) for name, text in texts.items()})


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Kế hoạch nào có hạn báo cáo sớm nhất?", "Bạc Liêu"),
        ("Tỉnh nào phải nộp báo cáo muộn nhất?", "Kon Tum"),
        ("ke hoach nao han bao cao muon nhat", "Kon Tum"),
    ],
)
def test_reports_are_compared_by_their_own_day(text: str, plan: str) -> None:
    answer = ask([text], library())
    assert plan in answer.summary
    assert set(cited(answer)) == {("kon-tum", "II.¶1"), ("bac-lieu", "II.¶1")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Việc nào phải xong sớm nhất?", ("bac-lieu", "I.1.a")),
        ("Nhiệm vụ nào có thời hạn muộn nhất?", ("bac-lieu", "I.1.b")),
        ("Ở Kon Tum việc nào phải hoàn thành đầu tiên?", ("kon-tum", "I.1.a")),
        ("Sở Công Thương Kon Tum có việc nào hạn cuối cùng?", ("kon-tum", "I.1.b")),
    ],
)
def test_the_first_and_the_last_task(text: str, place: tuple[str, str]) -> None:
    assert cited(ask([text], library())) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Kon Tum nộp báo cáo muộn nhất ngày nào?",
        "Kế hoạch nào ban hành sớm nhất?",
        "Sở Công Thương Kon Tum phải làm gì?",
    ],
)
def test_other_questions_are_not_taken_for_it(text: str) -> None:
    summary = ask([text], library()).summary
    assert not summary.startswith(("Sớm nhất: Bạc Liêu (trước", "Muộn nhất"))
