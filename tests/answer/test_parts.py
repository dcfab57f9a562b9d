"""Questions that ask two things in one, or one thing of every place, over invented plans."""

from __future__ import annotations

import pytest

from answer.ask import ask
from answer.parts import matters_in, parts_of
from ingest.parse import parse_plan
from ingest.read import agency_book
from tests.answer.invented_plans import Layout
from tests.answer.loaded import WordsOnly, cited, lines, plain
from tests.answer.test_invented_plans import LAYOUT, SEED, plan_of, says, tasks_of, world_of_seed


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Sở A nộp trước ngày nào, còn Sở B trình khi nào?",
            ["Sở A nộp trước ngày nào", "còn Sở B trình khi nào?"],
        ),
        ("Ai ký kế hoạch? Ký ngày nào?", ["Ai ký kế hoạch?", "Ký ngày nào?"]),
        ("so a lam gi, con so b?", ["so a lam gi", "con so b?"]),
        ("Sở A làm gì còn Sở B thì sao?", ["Sở A làm gì", "còn Sở B thì sao?"]),
        ("Việc nào đã xong, còn lại bao nhiêu việc?", ["Việc nào đã xong, còn lại bao nhiêu việc?"]),
        ("Chào em. Còn Cao Bằng thì sao?", ["Chào em. Còn Cao Bằng thì sao?"]),
        ("Còn Cao Bằng thì sao?", ["Còn Cao Bằng thì sao?"]),
        ("Kế hoạch nào còn hiệu lực?", ["Kế hoạch nào còn hiệu lực?"]),
        ("Nuôi con nuôi thì ai hỗ trợ?", ["Nuôi con nuôi thì ai hỗ trợ?"]),
        ("Dạy bơi ai chủ trì và hạn bao giờ?", ["Dạy bơi ai chủ trì", "hạn bao giờ?"]),
        ("Dạy bơi giao ai, kinh phí lấy đâu", ["Dạy bơi giao ai", "kinh phí lấy đâu"]),
        ("nao vet kenh muong do ai lo va khi nao xong", ["nao vet kenh muong do ai lo", "khi nao xong"]),
        ("Ai chủ trì và ai phối hợp dạy bơi?", ["Ai chủ trì và ai phối hợp dạy bơi?"]),
        ("Dạy bơi giao ai, ai phối hợp?", ["Dạy bơi giao ai, ai phối hợp?"]),
        ("Dạy bơi mở ở đâu, khi nào, ai chủ trì?", ["Dạy bơi mở ở đâu", "khi nào", "ai chủ trì?"]),
        ("Ai trình và kinh phí lấy đâu?", ["Ai trình và kinh phí lấy đâu?"]),
    ],
)
def test_parts_of_a_question(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@SEED
@LAYOUT
def test_both_parts_are_answered(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    one, other = plan.tasks[0], plan.tasks[1]
    for text in (
        f"{plan.place} ai chủ trì {one.asked}, còn ai chủ trì {other.asked}?",
        f"{plan.place} ai chủ trì {one.asked}? Ai chủ trì {other.asked}?",
    ):
        for spelt in (text, plain(text)):
            answer = ask([spelt], library)
            assert set(cited(answer)) == {(plan.id, one.path), (plan.id, other.path)}
            assert one.lead in answer.summary
            assert other.lead in answer.summary


@LAYOUT
def test_the_second_part_goes_on_with_the_first(layout: Layout) -> None:
    for library, plan, task in tasks_of(layout, lambda task: task.deadline and task.partner):
        answer = ask([f"{plan.place} ai chủ trì {task.asked}, còn bao giờ xong?"], library)
        assert set(cited(answer)) == {(plan.id, task.path)}
        assert task.lead in answer.summary
        assert str(task.deadline) in answer.summary


@LAYOUT
def test_who_and_by_when_in_one_question(layout: Layout) -> None:
    for library, plan, task in tasks_of(layout, lambda task: task.deadline):
        for text in (
            f"{task.asked} ở {plan.place} ai chủ trì và hạn bao giờ?",
            f"{task.asked} giao ai, khi nào xong?",
        ):
            for spelt in (text, plain(text)):
                answer = ask([spelt], library)
                assert set(cited(answer)) == {(plan.id, task.path)}
                assert task.lead in answer.summary
                assert str(task.deadline) in answer.summary


@SEED
@LAYOUT
def test_who_leads_and_who_helps_in_one_question(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    for task in plan.tasks:
        if task.partner:
            answer = ask([f"{task.asked} ở {plan.place} giao cơ quan nào, ai phối hợp?"], library)
            assert set(cited(answer)) == {(plan.id, task.path)}
            assert task.lead in answer.summary
            assert task.partner in answer.summary


@SEED
def test_every_place_is_answered_or_said_to_lack_it(seed: int) -> None:
    library, plans = world_of_seed(seed)
    money = ask(["Kinh phí ở mỗi tỉnh lấy từ đâu?"], library)
    assert all(says(money, plan.funding) for plan in plans)
    assert {plan_id for plan_id, _ in cited(money)} == {plan.id for plan in plans}
    task = plans[0].tasks[0]
    answer = ask([f"{task.asked.capitalize()} ở từng nơi giao cho ai?"], library)
    assert (plans[0].id, task.path) in cited(answer)
    without = {plan.place for plan in plans[1:]} - {library.plans[p].place for p, _ in cited(answer)}
    assert all(any(place in note and "không thấy" in note for note in answer.notes) for place in without)


@SEED
@pytest.mark.parametrize("word", ["vs", "với", "và"])
def test_rules_of_several_places_are_compared(seed: int, word: str) -> None:
    library, plans = world_of_seed(seed)
    names = f" {word} ".join(plan.place for plan in plans)
    reports = ask([f"so sánh báo cáo: {names}"], library)
    assert set(cited(reports)) == {(plan.id, "Kết.¶1") for plan in plans}
    money = ask([f"so sánh kinh phí: {names}"], library)
    assert all(says(money, plan.funding) for plan in plans)
    assert {plan_id for plan_id, _ in cited(money)} == {plan.id for plan in plans}


@LAYOUT
def test_every_clause_that_names_an_agency(layout: Layout) -> None:
    for library, plan, task in tasks_of(layout, lambda task: task.partner):
        answer = ask([f"{task.partner} được nhắc ở đâu trong kế hoạch {plan.place}, làm gì?"], library)
        assert (plan.id, task.path) in cited(answer)
        assert answer.intent == "mentions"


REPLACING = """\
ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 915/QĐ-UBND

Hà Giang, ngày 02 tháng 5 năm 2024

QUYẾT ĐỊNH

Ban hành Kế hoạch phòng, chống rét cho gia súc

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng, chống rét cho gia súc tỉnh Hà Giang.

Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 318/QĐ-UBND ngày 11 tháng 4 năm \
2022 của Ủy ban nhân dân tỉnh./.

KẾ HOẠCH

Phòng, chống rét cho gia súc tỉnh Hà Giang
(Kèm theo Quyết định số 915/QĐ-UBND ngày 02 tháng 5 năm 2024)

I. NỘI DUNG

1. Che chắn chuồng trại trước mùa đông.

II. BẢO ĐẢM ĐIỀU KIỆN THỰC HIỆN

Kinh phí thực hiện được bố trí từ ngân sách huyện; mức chi từ quỹ dự phòng không quá 7 tỷ đồng.
"""


@pytest.mark.parametrize(
    ("turns", "fact"),
    [
        (
            ["Kế hoạch chống rét ban hành theo quyết định số mấy?", "nó thay thế quyết định nào"],
            "318/QĐ-UBND",
        ),
        (["Tiền chống rét lấy ở đâu?"], "ngân sách huyện"),
        (["Tiền chống rét lấy ở đâu?", "riêng quỹ thì được chi mấy tỷ"], "7 tỷ đồng"),
        (["nguồn tiền của kế hoạch Hà Giang"], "ngân sách huyện"),
    ],
)
def test_what_is_replaced_and_money_under_another_heading(turns: list[str], fact: str) -> None:
    library = WordsOnly({"ha-giang": parse_plan(REPLACING, "ha-giang", agency_book())})
    answer = ask(turns, library)
    assert answer.status == "answered"
    assert any(fact in line.text for line in lines(answer))


REPORTS = """\
Số: 52/KH-UBND

Bạc Liêu, ngày 02 tháng 5 năm 2024

KẾ HOẠCH

Chăm lo bữa ăn học đường tỉnh Bạc Liêu

Căn cứ Chương trình số 21-CTr/TU ngày 05 tháng 3 năm 2022 của Tỉnh ủy về bữa ăn học đường;

Căn cứ Quyết định số 77/QĐ-TTg ngày 08 tháng 4 năm 2021 của Thủ tướng Chính phủ về sữa học đường;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 25 tháng cuối mỗi quý.

2. Sở Nội vụ

- Phối hợp với Sở Y tế hướng dẫn các trường bố trí nhân viên cấp dưỡng.

3. Các sở, ban, ngành

- Báo cáo kết quả thực hiện trước ngày 12 tháng cuối mỗi quý về Sở Y tế.
"""


@pytest.mark.parametrize(
    ("turns", "facts"),
    [
        (["Sở, ngành gửi báo cáo quý trước ngày nào, còn Sở Y tế trình tỉnh trước ngày nào?"], ("12", "25")),
        (["Các sở, ngành nộp báo cáo khi nào?", "còn Sở Y tế trình khi nào?"], ("25",)),
        (["Số của chương trình Tỉnh ủy mà Bạc Liêu căn cứ?"], ("21-CTr/TU",)),
        (["sở nào đứng ra hướng dẫn bố trí cấp dưỡng"], ("Sở Nội vụ",)),
    ],
)
def test_reports_bases_and_helpers_in_their_own_section(turns: list[str], facts: tuple[str, ...]) -> None:
    library = WordsOnly({"bac-lieu": parse_plan(REPORTS, "bac-lieu", agency_book())})
    answer = ask(turns, library)
    assert answer.status == "answered"
    assert all(any(fact in line.text for line in lines(answer)) for fact in facts)


def test_the_subject_of_a_plan_of_another_place_is_not_taken_for_the_loaded_one() -> None:
    library = WordsOnly({"bac-lieu": parse_plan(REPORTS, "bac-lieu", agency_book())})
    answer = ask(["Kế hoạch chăm lo bữa ăn học đường tỉnh Lào Cai giao Sở Y tế làm gì?"], library)
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_that_department_is_asked_back_when_none_was_named(library: WordsOnly) -> None:
    asked = ask(["sở đó chủ trì mấy việc?"], library)
    assert asked.status == "clarify"
    assert asked.options
    told = ask(["Sở Ngoại vụ Cần Thơ làm gì?", "sở đó chủ trì mấy việc?"], library)
    assert told.status == "answered"
    assert {plan_id for plan_id, _ in cited(told)} == {"can-tho"}


@SEED
@LAYOUT
def test_two_matters_in_one_phrase_are_answered_each(seed: int, layout: Layout) -> None:
    library, plan = plan_of(seed, layout)
    one, other = plan.tasks[0], plan.tasks[1]
    for text in (
        f"{plan.place} quy định gì về {one.asked} và {other.asked}?",
        f"Ai chủ trì {one.asked} và {other.asked} ở {plan.place}?",
    ):
        for spelt in (text, plain(text)):
            paths = [path for plan_id, path in cited(ask([spelt], library)) if plan_id == plan.id]
            for task in (one, other):  # of a labelled block its lines may be cited
                assert any(f"{path}.".startswith(f"{task.path}.") for path in paths)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Quy định gì về bảo mật và tập huấn thế nào?", ("bao mat", "tap huan")),
        ("Kế hoạch nói gì về rừng ngập mặn và dạy bơi?", ("rung ngap man", "day boi")),
        ("Sở Y tế làm gì?", None),
        ("Ai ký và ký ngày nào?", None),
    ],
)
def test_the_two_matters_of_a_question(text: str, phrases: tuple[str, str] | None) -> None:
    found = matters_in(text)
    assert (found.phrases if found else None) == phrases


def test_a_place_that_is_said_last_goes_for_all(library: WordsOnly) -> None:
    for text in (
        "Ai chủ trì tập huấn và hạn bao giờ ở Khánh Hòa?",
        "Ai chủ trì tập huấn, hạn bao giờ và kinh phí lấy đâu ở Khánh Hòa?",
    ):
        for spelt in (text, plain(text)):
            answer = ask([spelt], library)
            assert {plan_id for plan_id, _ in cited(answer)} == {"khanh-hoa"}
            assert answer.summary.startswith("Sở Thông tin và Truyền thông chủ trì")
            assert "không ghi thời hạn" in answer.summary


def test_who_hands_out_the_work_is_not_asked_about(library: WordsOnly) -> None:
    for text in ("UBND tỉnh Khánh Hòa giao Sở Tài chính việc gì?", "UBND tỉnh giao Sở Tài chính việc gì?"):
        chips = [chip.label for chip in ask([text], library).chips if chip.kind in ("agency", "topic")]
        assert chips == ["Sở Tài chính"]
