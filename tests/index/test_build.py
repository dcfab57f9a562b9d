"""Building: only what changed is read and embedded, and nothing is left of what is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.build import BuildReport, build, same_plan_notes, summed
from index.copies import PlanCopy
from index.errors import ForeignFolderError, IndexBusyError, NothingToIndexError
from index.retriever import open_index
from index.store import Source, building, claim, current_generation
from tests.index.samples import FOREST, HARBOUR, FakeEmbedder, read_copy, read_lines


class Bench:
    """A folder of plans and one for the index; counts what is read and embedded."""

    def __init__(self, root: Path) -> None:
        self.plans, self.index = root / "plans", root / "index"
        self.plans.mkdir()
        self.embedder = FakeEmbedder()
        self.read: list[str] = []

    def put(self, name: str, text: str) -> None:
        path = self.plans / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def build(self) -> BuildReport:
        self.read.clear()
        self.embedder.asked.clear()
        return build(self.plans, self.index, embedder=self.embedder, read=self._read)

    def _read(self, path: Path) -> PlanCopy:
        self.read.append(path.name)
        return read_copy(path)

    def kept_bytes(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.index.rglob("*")) if path.is_file())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Bench(tmp_path)
    made.put("ben-tau.txt", HARBOUR)
    made.put("rung.md", FOREST)
    return made


def test_the_first_build_reads_everything(bench: Bench) -> None:
    report = bench.build()
    assert (report.new, report.passages, report.changed) == (("ben-tau", "rung"), 5, True)
    # Five clauses, and once each the three headings they stand under.
    assert (report.embedded, len(bench.embedder.asked), len(set(bench.embedder.asked))) == (8, 8, 8)
    assert (report.unchanged, report.replaced, report.removed, report.refused) == ((), (), (), ())
    index = open_index(bench.index, embedder=bench.embedder)
    assert index.plans == {
        "ben-tau": read_lines(bench.plans / "ben-tau.txt"),
        "rung": read_lines(bench.plans / "rung.md"),
    }
    assert [p.id for p in index.passages] == [
        "ben-tau#IV.1.a", "ben-tau#IV.1.b", "ben-tau#IV.2.a", "rung#II.1", "rung#II.2",
    ]  # fmt: skip


def test_nothing_changed_nothing_done(bench: Bench) -> None:
    first = bench.build()
    again = bench.build()
    assert (again.unchanged, again.changed, again.embedded) == (("ben-tau", "rung"), False, 0)
    assert (bench.read, bench.embedder.asked) == ([], [])
    assert again.generation == first.generation == current_generation(bench.index)


def test_a_changed_clause_is_the_only_one_embedded(bench: Bench) -> None:
    bench.build()
    bench.put("rung.md", FOREST.replace("ven suối", "ven biển"))
    report = bench.build()
    assert (report.replaced, report.unchanged, report.embedded) == (("rung",), ("ben-tau",), 1)
    assert bench.read == ["rung.md"]
    assert bench.embedder.asked == ["Hải Phong\nTrồng rừng phòng hộ ven biển"]
    found = open_index(bench.index, embedder=bench.embedder).search("trồng rừng ven biển", k=1)
    assert found[0].passage.text == "Trồng rừng phòng hộ ven biển"


def test_a_replaced_clause_leaves_nothing(bench: Bench) -> None:
    bench.build()
    assert "suối".encode() in bench.kept_bytes()
    bench.put("rung.md", FOREST.replace("ven suối", "ven biển"))
    bench.build()
    assert "suối".encode() not in bench.kept_bytes()
    assert b"suoi" not in bench.kept_bytes()


def test_a_removed_plan_leaves_nothing(bench: Bench) -> None:
    bench.build()
    (bench.plans / "rung.md").unlink()
    report = bench.build()
    assert (report.removed, report.unchanged, report.embedded) == (("rung",), ("ben-tau",), 0)
    assert "rừng".encode() not in bench.kept_bytes()
    assert [path.name for path in (bench.index / "generations").iterdir()] == [report.generation]
    index = open_index(bench.index, embedder=bench.embedder)
    assert list(index.plans) == ["ben-tau"]
    assert all(hit.plan_id == "ben-tau" for hit in index.search("trồng rừng", k=5))


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_in(bench: Bench) -> None:
    bench.put("hong.txt", "!")
    report = bench.build()
    assert report.new == ("ben-tau", "rung")
    assert [(r.file, r.reason) for r in report.refused] == [
        ("hong.txt", "hong.txt không đọc được. Hãy kiểm tra lại tệp.")
    ]
    again = bench.build()
    assert (again.changed, again.refused, bench.read) == (False, report.refused, [])


def test_a_plan_that_can_no_longer_be_read_is_gone(bench: Bench) -> None:
    bench.build()
    bench.put("rung.md", "!")
    report = bench.build()
    assert (report.removed, len(report.refused)) == (("rung",), 1)
    assert list(open_index(bench.index, embedder=bench.embedder).plans) == ["ben-tau"]


def test_two_files_of_one_name_are_told(bench: Bench) -> None:
    bench.put("cu/rung.txt", FOREST)
    report = bench.build()
    assert report.new == ("ben-tau", "rung")
    assert [r.file for r in report.refused] == ["rung.md"]
    assert "cu/rung.txt" in report.refused[0].reason


def test_the_same_number_in_two_files_is_told(bench: Bench) -> None:
    bench.put("rung-2.txt", FOREST + "II.3 | Chăm sóc rừng\n")
    report = bench.build()
    assert len(report.new) == 3
    assert report.notes == ("Các tệp rung-2.txt, rung.md cùng mang số 7/KH-UBND.",)


def test_numbers_of_two_places_are_two_plans() -> None:
    here = Source("a", "a.txt", "1", "7/KH-UBND", "Hải Phong", 1, 1)
    there = Source("b", "b.txt", "2", "7/KH-UBND", "Nam Giang", 1, 1)
    copy = Source("c", "c.txt", "1", "7/KH-UBND", "Hải Phong", 1, 1)
    assert same_plan_notes([here, there]) == ()
    assert same_plan_notes([here, copy]) == ("Các tệp a.txt, c.txt có nội dung giống hệt nhau.",)


def test_what_is_no_plan_is_not_looked_at(bench: Bench) -> None:
    for name in ("README.md", "bảng.xlsx", ".an/x.txt", ".tam.txt", "ghi-chu.log"):
        bench.put(name, "!")
    assert bench.build().refused == ()
    assert bench.read == ["ben-tau.txt", "rung.md"]


def test_another_model_embeds_again_and_reads_nothing(bench: Bench) -> None:
    bench.build()
    bench.embedder = FakeEmbedder("fake", "fake@2")
    report = bench.build()
    assert (report.unchanged, report.embedded, report.changed) == (("ben-tau", "rung"), 8, True)
    assert bench.read == []


def test_a_newer_parser_reads_again_and_embeds_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.build()
    monkeypatch.setattr("index.build.PARSER_VERSION", "newer")
    report = bench.build()
    assert (report.replaced, report.embedded) == (("ben-tau", "rung"), 0)
    assert bench.read == ["ben-tau.txt", "rung.md"]


def test_a_model_that_fails_leaves_the_index_as_it_was(bench: Bench) -> None:
    before = bench.build()
    bench.put("rung.md", FOREST.replace("ven suối", "ven biển"))

    class Broken(FakeEmbedder):
        def documents(self, texts: object) -> object:  # type: ignore[override]
            raise RuntimeError("out of memory")

    bench.embedder = Broken()
    with pytest.raises(RuntimeError, match="out of memory"):
        bench.build()
    assert current_generation(bench.index) == before.generation
    found = open_index(bench.index, embedder=FakeEmbedder()).search("ven suối", k=1)
    assert found[0].passage.path == "II.1"


def test_work_done_before_a_failure_is_not_done_again(bench: Bench) -> None:
    many = "".join(f"I.{n} | Việc số {n}\n" for n in range(40))
    bench.put("nhieu.txt", many)

    class FailsLater(FakeEmbedder):
        def documents(self, texts):  # type: ignore[no-untyped-def]
            if len(self.asked) >= 32:
                raise RuntimeError("stopped")
            return super().documents(texts)

    bench.embedder = FailsLater()
    with pytest.raises(RuntimeError, match="stopped"):
        bench.build()
    bench.embedder = FakeEmbedder()
    report = bench.build()
    # 45 clauses, four headings (one of them none at all: the place alone), 32 of them kept.
    assert (report.passages, report.embedded) == (45, 49 - 32)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plans: [path.unlink() for path in plans.iterdir()],
        lambda plans: [path.write_text("!") for path in plans.iterdir()],
    ],
    ids=["no file", "no readable file"],
)
def test_nothing_to_index_changes_nothing(bench: Bench, spoil: Callable[[Path], object]) -> None:
    before = bench.build()
    spoil(bench.plans)
    with pytest.raises(NothingToIndexError):
        bench.build()
    assert current_generation(bench.index) == before.generation


def test_a_missing_folder_of_plans_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToIndexError, match="Không có thư mục"):
        build(tmp_path / "nowhere", tmp_path / "index", embedder=FakeEmbedder())
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("target", ["folder", "file"])
def test_a_folder_of_something_else_is_not_touched(bench: Bench, tmp_path: Path, target: str) -> None:
    foreign = tmp_path / "other"
    if target == "folder":
        foreign.mkdir()
        (foreign / "thesis.txt").write_text("luận văn")
    else:
        foreign.write_text("luận văn")
    bench.index = foreign
    with pytest.raises(ForeignFolderError):
        bench.build()
    kept = foreign / "thesis.txt" if target == "folder" else foreign
    assert kept.read_text() == "luận văn"
    assert [p.name for p in tmp_path.glob("other/*")] == (["thesis.txt"] if target == "folder" else [])


def test_a_second_builder_is_told(bench: Bench) -> None:
    bench.build()
    bench.put("rung.md", FOREST + "II.3 | Thêm\n")
    claim(bench.index)
    with building(bench.index), pytest.raises(IndexBusyError, match="đang lập chỉ mục"):
        bench.build()
    assert bench.build().replaced == ("rung",)


def test_a_vector_is_the_sum_of_heading_and_words() -> None:
    above = np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32)
    own = np.array([[0, 1], [0, 1], [-1, 0]], dtype=np.float32)
    found = summed(above, own)
    assert found[:2] == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 1]]))
    assert not np.isnan(found).any()


def test_progress_tells_each_stage(bench: Bench) -> None:
    steps: list[tuple[str, int, int]] = []
    build(
        bench.plans, bench.index, embedder=bench.embedder, read=read_copy,
        progress=lambda stage, done, total: steps.append((stage, done, total)),
    )  # fmt: skip
    assert [step for step in steps if step[0] == "read"] == [("read", 0, 2), ("read", 1, 2), ("read", 2, 2)]
    assert [step for step in steps if step[0] == "clauses"] == [("clauses", 5, 5)]
    assert [step for step in steps if step[0] == "embed"] == [("embed", 0, 8), ("embed", 8, 8)]
    assert steps[-1] == ("write", 5, 5)
