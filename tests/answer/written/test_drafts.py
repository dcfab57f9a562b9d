"""Drafts are held against their clauses: sound sentences stay, every kind of fault is taken out, with its
reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from answer.ask import world_of
from answer.citing import Citer
from answer.understanding.question import World
from answer.written.drafts import LOST_SUBJECT, UNCITED, Checker, Verdict
from answer.written.given import Given, clause_given
from evaluation.drafts import draft_figures, removed
from evaluation.planted_faults import PLANTS, planted_samples
from evaluation.sound_drafts import SHIPPED_SENTENCES, sound_pairs, sound_samples, written_samples
from ingest.read import read_plan
from tests.answer.invented_plans import invented_plans
from tests.answer.loaded import WordsOnly, read_folder

STEP = 3
"""Every so many samples are checked here; `python -m evaluation drafts` checks all of them."""
FEW = "swapped_deadlines"
"""Few duties have deadlines in figures: all samples of this kind are checked."""
FIVE = read_folder()
WORLD = world_of(FIVE)


def givens(*places: str) -> tuple[Given, ...]:
    """Return the clauses at "can-tho IV.2.a", numbered from 1."""
    citer = Citer(WORLD.corpus.plans)
    for place in places:
        plan_id, _, path = place.partition(" ")
        unit = WORLD.corpus.unit_of[(plan_id, path)]
        citer.cite_unit(unit, unit.clauses if unit.head is not None else ())
    return tuple(clause_given(citation, WORLD) for citation in citer.citations)


def verdict(draft: str, *places: str) -> Verdict:
    return Checker(givens(*places), WORLD.book).verdict(draft)


def reason(draft: str, *places: str) -> str | None:
    """Return why the one sentence of a draft falls."""
    found = verdict(draft, *places)
    assert len(found.removed) + found.sentences == 1
    return found.removed[0].reason if found.removed else None


# -- measured ------------------------------------------------------------------------------------------


@cache
def world_of_seed(folder: Path, seed: int) -> tuple[WordsOnly, World]:
    plans = {}
    for invented in invented_plans(seed):
        path = folder / f"{invented.id}.txt"
        path.write_text(invented.text, "utf-8")
        plans[invented.id] = read_plan(path)
    library = WordsOnly(plans)  # kept with its world, which lives as long as it does
    return library, world_of(library)


def test_every_kind_of_fault_is_caught_and_sound_sentences_stay(tmp_path: Path) -> None:
    library, other = world_of_seed(tmp_path, 12)
    for world in (WORLD, other):
        samples = sorted([*sound_samples(world, 5), *planted_samples(world, 6)], key=lambda one: one.fault)
        few = [one for one in samples if one.fault == FEW]
        figures = draft_figures([*few, *[one for one in samples if one.fault != FEW][::STEP]], world)
        assert set(figures) == {"", *PLANTS}
        assert {kind: f for kind, f in figures.items() if kind and f.removed < 0.95} == {}
        assert figures[""].removed <= 0.02
        assert min(f.sentences for f in figures.values()) >= 2
    assert library.plans


def test_sound_sentences_written_by_hand_stay_and_faulty_ones_fall() -> None:
    samples = written_samples(SHIPPED_SENTENCES, WORLD)
    sound = [sample for sample in samples if not sample.fault]
    gone = [sample.text for sample in sound if removed(sample, WORLD)]
    kept = [sample.text for sample in samples if sample.fault and not removed(sample, WORLD)]
    assert len(sound) >= 230
    assert len(gone) <= 0.02 * len(sound), gone
    assert len(samples) - len(sound) >= 50
    assert len(kept) <= 0.05 * (len(samples) - len(sound)), kept


def test_sound_sentences_about_two_clauses_stay(tmp_path: Path) -> None:
    library, other = world_of_seed(tmp_path, 12)
    for world in (WORLD, other):
        figures = draft_figures(sound_pairs(world, 5), world)[""]
        assert figures.sentences >= 10
        assert figures.removed <= 0.03
    assert library.plans


# -- one sentence --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft, said",
    [
        ("Sở Thông tin và Truyền thông chủ trì mở lớp tập huấn.", UNCITED),
        ("Sở Thông tin và Truyền thông chủ trì mở lớp tập huấn [9].", "[9]"),
        ("Sở Tài chính chủ trì mở các lớp tập huấn [1].", "không nêu Sở Tài chính"),
        (
            "Ban Tuyên giáo Thành ủy chủ trì mở các lớp tập huấn [1].",
            "không giao Ban Tuyên giáo Thành ủy chủ trì",
        ),
        ("Sở Thông tin và Truyền thông phối hợp tổ chức lớp tập huấn [1].", "phối hợp"),
        ("Sở TT&TT chủ trì tổ chức các lớp tập huấn trước ngày 15/9 [1].", "15/9"),
        ("Sở TT&TT chủ trì tổ chức 12 lớp tập huấn [1].", "12"),
        ("Sở TT&TT chủ trì: “tổ chức các lớp học bơi” [1].", "nguyên văn"),
        ("Ông Trần Văn Bình của Sở TT&TT chủ trì các lớp tập huấn [1].", "Trần Văn Bình"),
        ("Sở TT&TT là cơ quan duy nhất chủ trì các lớp tập huấn [1].", "duy nhất"),
        ("Sở TT&TT không phải tổ chức các lớp tập huấn [1].", "không phải"),
        ("Sở TT&TT chủ trì xây dựng nhà ở xã hội cho công nhân nghèo [1].", "nội dung"),
        ("Theo khoản 7 mục IV, Sở TT&TT chủ trì các lớp tập huấn [1].", "sai chỗ"),
        ("Theo kế hoạch Cao Bằng, Sở TT&TT chủ trì các lớp tập huấn [1].", "Cao Bằng"),
        ("Sở TT&TT chủ trì các lớp tập huấn theo Quyết định số 12/QĐ-TTg [1].", "12/QĐ-TTg"),
        ("Sở Thông tin và Truyền thông có 3 nhiệm vụ về tập huấn, bồi dưỡng [1].", "3 nhiệm vụ"),
    ],
)
def test_a_faulty_sentence_falls_with_its_reason(draft: str, said: str) -> None:
    found = reason(draft, "can-tho IV.2.a")
    assert found is not None
    assert said in found


def test_the_right_place_and_number_may_be_said() -> None:
    draft = (
        "Theo điểm a khoản 2 mục IV Kế hoạch số 239/KH-UBND ngày 06/12/2023, Sở TT&TT chủ trì tập huấn [1]."
    )
    assert reason(draft, "can-tho IV.2.a") is None


def test_who_a_clause_reports_to_is_not_who_reports() -> None:
    place = "cao-bang Kết.¶1"
    assert reason("Các Sở, Ban ngành báo cáo kết quả trước ngày 15/11/2023 [1].", place) is None
    assert (
        reason("Sở Thông tin và Truyền thông báo cáo kết quả trước ngày 15/11/2023 [1].", place) is not None
    )


def test_a_member_may_be_told_only_with_its_group() -> None:
    place = "khanh-hoa V.2"
    assert reason("Sở Tài chính báo cáo trước ngày 15/12 hàng năm [1].", place) is not None
    told = "Sở Tài chính, thuộc nhóm các sở, ban, ngành, báo cáo trước ngày 15/12 hàng năm [1]."
    assert reason(told, place) is None


def test_each_part_of_a_sentence_is_held_against_its_own_marks() -> None:
    places = ("can-tho IV.3.¶1", "can-tho IV.8.¶1")
    sound = "Sở Tài chính phân bổ kinh phí [1], còn UBND các quận, huyện xây dựng kế hoạch triển khai [2]."
    assert reason(sound, *places) is None
    assert (
        reason(sound.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]"), *places) is not None
    )


def test_a_clause_that_is_cited_beside_must_speak_of_it() -> None:
    draft = "Sở Tài chính bảo đảm phân bổ kinh phí và hướng dẫn về kinh phí để thực hiện Kế hoạch [1][2]."
    assert "[2]" in (reason(draft, "can-tho IV.3.¶1", "can-tho II.3.c") or "")


QUARTERS_OF_TWO = (
    "Sở Thông tin và Truyền thông thực hiện tập huấn nghiệp vụ trong {}{a} và chủ trì triển lãm về Hoàng Sa,"
    " Trường Sa trong {}{b}."
)


@pytest.mark.parametrize("marks", [{"a": "", "b": " [1][2]"}, {"a": " [1]", "b": " [2]"}])
def test_a_date_stands_beside_the_duty_whose_date_it_is(marks: dict[str, str]) -> None:
    places = ("cao-bang II.2", "cao-bang II.6")
    assert reason(QUARTERS_OF_TWO.format("Quý III/2023", "Quý IV/2023", **marks), *places) is None
    swapped = reason(QUARTERS_OF_TWO.format("Quý IV/2023", "Quý III/2023", **marks), *places)
    assert swapped is not None
    assert "quý" in swapped


@pytest.mark.parametrize(
    "draft, sound",
    [
        ("Tập huấn nghiệp vụ hoàn thành trong Quý III/2023, triển lãm về Hoàng Sa trong Quý IV/2023", True),
        ("Tập huấn nghiệp vụ hoàn thành trong Quý IV/2023, triển lãm về Hoàng Sa trong Quý III/2023", False),
        (
            "Triển lãm về Hoàng Sa được tổ chức, thời hạn Quý III/2023, còn tập huấn nghiệp vụ, Quý IV/2023",
            False,
        ),
        ("Trong Quý III/2023, mở tập huấn nghiệp vụ; trong Quý IV/2023, tổ chức triển lãm về Hoàng Sa", True),
        (
            "Trong Quý IV/2023, mở tập huấn nghiệp vụ; trong Quý III/2023, tổ chức triển lãm về Hoàng Sa",
            False,
        ),
    ],
)
def test_figures_of_two_clauses_are_told_apart(draft: str, sound: bool) -> None:
    assert (reason(f"{draft} [1][2].", "cao-bang II.2", "cao-bang II.6") is None) is sound


def test_days_of_two_plans_stand_beside_their_places() -> None:
    places = ("cao-bang Kết.¶1", "khanh-hoa V.2")
    draft = "Cao Bằng báo cáo trước ngày {}, Khánh Hòa báo cáo trước ngày {} [1][2]."
    assert reason(draft.format("15/11/2023", "15/12 hằng năm"), *places) is None
    assert reason(draft.format("15/12 hằng năm", "15/11/2023"), *places) is not None


def test_documents_of_two_clauses_are_told_apart() -> None:
    places = ("khanh-hoa III.5.2", "khanh-hoa III.2.3")
    draft = "Tập huấn thực hiện theo {}, cung cấp thông tin cho báo chí theo {} [1][2]."
    one, other = "Thông tư số 22/2016/TT-BTTTT", "Nghị định số 09/2017/NĐ-CP"
    assert reason(draft.format(one, other), *places) is None
    assert reason(draft.format(other, one), *places) is not None


def test_a_duty_of_two_parts_may_be_told_by_its_second_role() -> None:
    place = "tra-vinh III.1.¶3"
    assert reason("Văn phòng UBND tỉnh phối hợp tổ chức đào tạo, tập huấn về đối ngoại [1].", place) is None
    assert reason("Văn phòng UBND tỉnh phối hợp thông tin chính thức về tỉnh [1].", place) is not None


def test_the_doers_of_two_clauses_are_told_apart() -> None:
    draft = "{} tham mưu công tác đào tạo, bồi dưỡng cán bộ, còn {} thẩm định, bố trí nguồn kinh phí [1][2]."
    places = ("can-gio III.5.¶1", "can-gio III.6.¶1")
    one, other = "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch"
    assert reason(draft.format(one, other), *places) is None
    assert one in (reason(draft.format(other, one), *places) or "") or other in (
        reason(draft.format(other, one), *places) or ""
    )


def test_a_document_keeps_its_day() -> None:
    places = ("can-gio Mở đầu.¶1", "can-gio Mở đầu.¶2")
    draft = "Kế hoạch căn cứ Kế hoạch số 1762/KH-UBND ngày {} và Kế hoạch số 292-KH/HU ngày {} [1][2]."
    assert reason(draft.format("4/5/2023", "10 tháng 11 năm 2023"), *places) is None
    assert "1762/KH-UBND" in (reason(draft.format("10/11/2023", "04/5/2023"), *places) or "")


@pytest.mark.parametrize(
    "draft, place",
    [
        # A duty turned round by one verb.
        (
            "Công an huyện hạn chế lực lượng đảm bảo an ninh các sự kiện đối ngoại quan trọng [1].",
            "can-gio III.2.-3",
        ),
        # Done, where the plan only says that it is to be done.
        (
            "Phòng Nội vụ đã hoàn thành việc tham mưu công tác đào tạo, bồi dưỡng cán bộ [1].",
            "can-gio III.5.¶1",
        ),
        ("Phòng Nội vụ tham mưu công tác đào tạo, bồi dưỡng cán bộ từ năm ngoái [1].", "can-gio III.5.¶1"),
        # Less of a duty than it is.
        ("Phòng Nội vụ ít khi tham mưu công tác đào tạo, bồi dưỡng cán bộ [1].", "can-gio III.5.¶1"),
        # A number in words.
        ("Phòng Nội vụ tham mưu đào tạo, bồi dưỡng cho một trăm cán bộ [1].", "can-gio III.5.¶1"),
        # The one who receives told as the one who gives.
        ("Sở TT&TT báo cáo định kỳ cho các sở, ban, ngành tỉnh về hoạt động [1].", "tra-vinh III.10.¶5"),
        # A role that a passive further on hid.
        (
            "Sở Ngoại vụ chủ trì các đề án thông tin đối ngoại đã được UBND thành phố phê duyệt [1].",
            "can-tho IV.4.c",
        ),
        # A true quote under a claim half of which is other business.
        (
            "Sở TT&TT cấp phép hoạt động cho trang thông tin điện tử: “quản lý, kiểm soát thông tin” [1].",
            "cao-bang IV.2.-4",
        ),
    ],
)
def test_a_twisted_sentence_falls(draft: str, place: str) -> None:
    assert reason(draft, place) is not None


@pytest.mark.parametrize(
    "draft, place",
    [
        (
            "Sở Văn hóa, Thể thao và Du lịch là một trong các đơn vị phối hợp tổ chức triển lãm [1].",
            "cao-bang II.6",
        ),
        ("Mỗi cơ quan, đơn vị phân công 01 lãnh đạo phụ trách chỉ đạo công tác này [1].", "can-gio III.1.-5"),
        (
            "Cơ quan chủ trì tuyên truyền Kết luận số 57-KL/TW là các sở, ban, ngành và UBND các huyện,"
            " thị xã, thành phố; các cơ quan báo chí phối hợp [1].",
            "khanh-hoa III.1.1",
        ),
        (
            "Sở Ngoại vụ đẩy mạnh phối hợp với cơ quan đại diện Việt Nam ở nước ngoài [1].",
            "can-tho IV.4.a",
        ),
    ],
)
def test_a_sound_sentence_in_other_words_stays(draft: str, place: str) -> None:
    assert reason(draft, place) is None


# -- sentences that lean on each other ------------------------------------------------------------------


def test_a_sentence_without_a_subject_is_about_the_one_before() -> None:
    places = ("can-tho IV.4.b", "can-tho IV.3.¶1")
    draft = (
        "Sở Ngoại vụ tham mưu việc tiếp và trả lời phỏng vấn báo chí nước ngoài [1]. Ngoài ra, sở này {} [2]."
    )
    found = verdict(draft.format("hướng dẫn cơ quan, đơn vị về kinh phí"), *places)
    assert [one.reason for one in found.removed] == [
        "điều khoản được dẫn không giao việc này cho Sở Ngoại vụ"
    ]


def test_it_falls_with_the_sentence_that_named_its_subject() -> None:
    draft = (
        "Sở Ngoại vụ chủ trì xây cầu [1]. Ngoài ra, tham mưu việc trả lời phỏng vấn báo chí nước ngoài [1]."
    )
    found = verdict(draft, "can-tho IV.4.b")
    assert [one.reason for one in found.removed][1] == LOST_SUBJECT
    assert not found.paragraphs


def test_items_are_held_to_the_line_above_them() -> None:
    draft = (
        "Sở Ngoại vụ có các việc sau:\n- tham mưu việc trả lời phỏng vấn báo chí nước ngoài [1];\n"
        "- hướng dẫn cơ quan, đơn vị về kinh phí [2]."
    )
    found = verdict(draft, "can-tho IV.4.b", "can-tho IV.3.¶1")
    assert found.paragraphs[0].text == "Sở Ngoại vụ có các việc sau:"
    assert [one.text for one in found.removed] == ["hướng dẫn cơ quan, đơn vị về kinh phí."]
    alone = verdict(draft.replace("Sở Ngoại vụ có", "Sở Tài chính có"), "can-tho IV.4.b")
    assert not alone.paragraphs


def test_english_and_empty_drafts_leave_nothing() -> None:
    assert not verdict("The department leads the training [1].", "can-tho IV.2.a").paragraphs
    assert verdict("", "can-tho IV.2.a") == Verdict((), (), frozenset())
    assert verdict("[1]\n[1]", "can-tho IV.2.a") == Verdict((), (), frozenset())  # nothing to list
