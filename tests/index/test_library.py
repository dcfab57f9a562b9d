"""The library folder: names made safe, versions and deleted plans kept, each deed undone where it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport, build
from index.copies import PlanCopy
from index.errors import ForeignFolderError, IndexBusyError, NothingToIndexError, TakenNameError
from index.intake import ALIKE, Examined, Upload, free_id, likeness, relation_of
from index.librarian import Deposit, Librarian, Step
from index.library import Library, safe_name
from index.retriever import Index, open_index
from index.store import Source, building
from ingest.errors import PlanBotError
from ingest.plan import Plan
from tests.index.samples import FakeEmbedder, make_plan

WHO = "Trần Thị Bình"
SEA = """KẾ HOẠCH
Phát triển du lịch biển

I. MỤC ĐÍCH
1. Thu hút khách tới bãi biển của tỉnh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Du lịch
a) Chủ trì xây dựng bến tàu khách trước ngày 30/6/2025.
"""
HILL = SEA.replace("biển", "đồi").replace("bến tàu", "đường mòn")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Kế hoạch biển.TXT", "Kế hoạch biển.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ai\\ke hoach.docx", "ke hoach.docx"),
        (".an.txt", "an.txt"),
        ("..txt", "txt"),
        ("a\u202etxt.exe.pdf", "atxt.exe.pdf"),
        ("a:b*c?.pdf", "a-b-c-.pdf"),
        ("a\0b\n.txt", "ab.txt"),
        ("con.txt", "con_.txt"),
        ("/", "van-ban"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_at_a_letter() -> None:
    name = safe_name("ế" * 300 + ".pdf")
    assert len(name.encode()) < 200
    assert set(name.removesuffix(".pdf")) == {"ế"}


class Bench:
    """A folder of plans, an index beside a library, and someone who looks after them."""

    def __init__(self, root: Path) -> None:
        self.plans, self.index = root / "plans", root / "var" / "index"
        self.plans.mkdir()
        (self.plans / "bien.txt").write_text(SEA, "utf-8")
        self.librarian = Librarian(self.index, self.plans, embedder=FakeEmbedder())
        self.library = self.librarian.library
        self.librarian.rebuild(_silent)

    def opened(self) -> Index:
        return open_index(self.index, embedder=FakeEmbedder())

    def examine(self, *uploads: Upload) -> list[Examined | PlanBotError]:
        index = self.opened()
        return self.librarian.examine(uploads, index.plans, index.sources, who=WHO, told=_unseen)

    def deposit(self, name: str, text: str, *, plan_id: str = "", **corrections: str | None) -> BuildReport:
        upload = Upload(name, text.encode())
        (found,) = self.examine(upload)
        assert isinstance(found, Examined)
        wanted = plan_id or name.split(".")[0]
        deposit = Deposit(upload, found.copy, wanted, corrections, replaces=bool(plan_id))
        return self.librarian.deposit([deposit], who=WHO, progress=_silent)

    def from_command_line(self) -> BuildReport:
        return build(self.plans, self.index, library=Library(self.library.folder), embedder=FakeEmbedder())

    def state(self) -> dict[str, bytes]:
        """Return every file of the library but what says when and who took hold of it."""
        return {
            path.relative_to(self.library.folder).as_posix(): path.read_bytes()
            for path in self.library.folder.rglob("*")
            if path.is_file()
        }


def _silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def _unseen(number: int, step: Step) -> None:
    """Look at no step."""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_an_upload_is_there_after_a_build_from_the_command_line(bench: Bench) -> None:
    report = bench.deposit("Kế hoạch đồi.txt", HILL, number="12/KH-UBND")
    assert (report.new, report.unchanged) == (("Kế hoạch đồi",), ("bien",))
    again = bench.from_command_line()
    assert (again.changed, again.unchanged) == (False, ("Kế hoạch đồi", "bien"))
    (bench.plans / "bien.txt").write_text(SEA + "b) Báo cáo hằng năm.\n", "utf-8")
    bench.from_command_line()
    index = bench.opened()
    assert index.plans["Kế hoạch đồi"].number == "12/KH-UBND"
    assert index.plans["Kế hoạch đồi"].corrected == ("number",)
    assert index.sources["Kế hoạch đồi"].origin == "library"
    source = index.source("Kế hoạch đồi")
    assert source is not None
    assert source.read_text("utf-8") == HILL


def test_a_file_that_changed_since_is_not_the_source(bench: Bench) -> None:
    index = bench.opened()
    assert index.source("bien") == (bench.index / "../../plans/bien.txt")
    (bench.plans / "bien.txt").write_text("khác", "utf-8")
    assert index.source("bien") is None
    assert index.source("không có") is None
    assert index.boxes("bien") == index.boxes("không có") == ()


def test_corrections_reach_the_index_and_can_be_taken_back(bench: Bench) -> None:
    bench.librarian.correct("bien", {"number": "7/KH-UBND", "place": "An Giao"}, who=WHO, progress=_silent)
    index = bench.opened()
    assert (index.plans["bien"].number, index.passages[0].number) == ("7/KH-UBND", "7/KH-UBND")
    kept = bench.library.corrections("bien")
    assert {field: (c.value, c.who) for field, c in kept.items()} == {
        "number": ("7/KH-UBND", WHO), "place": ("An Giao", WHO),
    }  # fmt: skip
    assert not (bench.plans / "bien.corrections.json").exists()
    bench.librarian.correct("bien", {"place": None}, who="Ai khác", progress=_silent)
    kept = bench.library.corrections("bien")
    assert (kept["number"].who, kept["place"].value, kept["place"].who) == (WHO, None, "Ai khác")
    bench.librarian.uncorrect("bien", progress=_silent)
    assert (bench.opened().plans["bien"].number, bench.opened().plans["bien"].corrected) == (None, ())


def test_a_replaced_version_is_in_the_history_and_can_come_back(bench: Bench) -> None:
    bench.deposit("doi.txt", HILL, number="12/KH-UBND")
    bench.deposit("ban moi.md", HILL + "b) Báo cáo hằng năm.\n", plan_id="doi")
    index = bench.opened()
    assert set(index.plans) == {"bien", "doi"}
    assert "Báo cáo hằng năm" in index.plans["doi"].text
    assert index.plans["doi"].number is None  # what was put right of the old version went with it
    (old,) = bench.library.history("doi")
    assert (old.record.file, old.record.why, old.record.who, old.record.number) == (
        "doi.txt", "replaced", WHO, "12/KH-UBND",
    )  # fmt: skip
    assert old.path.read_text("utf-8") == HILL
    bench.librarian.restore(old, who=WHO, progress=_silent)
    assert bench.opened().plans["doi"].text == HILL
    assert bench.opened().plans["doi"].number == "12/KH-UBND"
    assert [shelved.record.file for shelved in bench.library.history("doi")] == ["doi.md"]


def test_a_plan_of_the_folder_of_plans_is_replaced_without_touching_it(bench: Bench) -> None:
    bench.deposit("moi.txt", SEA + "b) Báo cáo hằng năm.\n", plan_id="bien")
    assert (bench.plans / "bien.txt").read_text("utf-8") == SEA
    report = bench.from_command_line()
    assert list(bench.opened().plans) == ["bien"]
    assert "Báo cáo hằng năm" in bench.opened().plans["bien"].text
    assert report.notes == ("bien.txt: dùng bản đã tải lên kho, không dùng tệp này.",)
    assert bench.library.history("bien")[0].path.read_text("utf-8") == SEA


@pytest.mark.parametrize("plan_id", ["bien", "doi"])
def test_a_deleted_plan_stays_away_and_can_come_back(bench: Bench, plan_id: str) -> None:
    bench.deposit("doi.txt", HILL)
    bench.librarian.correct(plan_id, {"number": "7/KH-UBND"}, who=WHO, progress=_silent)
    bench.librarian.delete(plan_id, who=WHO, progress=_silent)
    bench.from_command_line()
    assert set(bench.opened().plans) == {"bien", "doi"} - {plan_id}
    assert (bench.plans / "bien.txt").is_file()
    (deleted,) = bench.library.trash()
    assert (deleted.record.plan_id, deleted.record.why) == (plan_id, "deleted")
    bench.librarian.restore(deleted, who=WHO, progress=_silent)
    assert bench.opened().plans[plan_id].number == "7/KH-UBND"
    assert bench.library.trash() == []


def test_a_deleted_upload_does_not_uncover_the_file_it_stood_before(bench: Bench) -> None:
    bench.deposit("doi.txt", HILL)
    bench.deposit("moi.txt", SEA + "b) Báo cáo hằng năm.\n", plan_id="bien")
    bench.librarian.delete("bien", who=WHO, progress=_silent)
    assert list(bench.opened().plans) == ["doi"]


def test_the_last_plan_is_not_deleted(bench: Bench) -> None:
    with pytest.raises(NothingToIndexError):
        bench.librarian.delete("bien", who=WHO, progress=_silent)
    assert bench.library.trash() == []
    assert bench.library.withheld() == frozenset()
    assert list(bench.opened().plans) == ["bien"]


def test_a_plan_whose_name_was_taken_is_not_restored_over_it(bench: Bench) -> None:
    bench.deposit("doi.txt", HILL)
    bench.librarian.delete("doi", who=WHO, progress=_silent)
    bench.deposit("doi.md", HILL + "b) Báo cáo.\n")
    before = bench.state()
    with pytest.raises(TakenNameError):
        bench.librarian.restore(bench.library.trash()[0], who=WHO, progress=_silent)
    assert bench.state() == before


DEEDS: dict[str, Callable[[Bench], object]] = {
    "deposit": lambda b: b.deposit("moi.txt", SEA + "b) Báo cáo.\n", plan_id="bien", number="1/KH-UBND"),
    "replace": lambda b: b.deposit("moi.md", HILL + "b) Báo cáo.\n", plan_id="doi"),
    "correct": lambda b: b.librarian.correct("doi", {"place": "An Giao"}, who=WHO, progress=_silent),
    "uncorrect": lambda b: b.librarian.uncorrect("doi", progress=_silent),
    "delete": lambda b: b.librarian.delete("doi", who=WHO, progress=_silent),
    "delete of the folder's": lambda b: b.librarian.delete("bien", who=WHO, progress=_silent),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_whose_build_fails_is_undone(bench: Bench, deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.deposit("doi.txt", HILL, number="12/KH-UBND")
    before, generation = bench.state(), bench.opened().generation

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.build.write_plans", fails)
    with pytest.raises(PlanBotError, match="đĩa đã đầy"):
        DEEDS[deed](bench)
    assert bench.state() == before
    assert bench.opened().generation == generation


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_told_while_someone_builds_and_changes_nothing(bench: Bench, deed: str) -> None:
    bench.deposit("doi.txt", HILL, number="12/KH-UBND")
    before = bench.state()
    with building(bench.index), pytest.raises(IndexBusyError):
        DEEDS[deed](bench)
    assert bench.state() == before


def test_a_refused_upload_leaves_a_line_without_its_name_and_nothing_else(bench: Bench) -> None:
    bench.deposit("doi.txt", HILL)
    before = bench.state()
    steps: list[tuple[int, Step]] = []
    uploads = [Upload("bi mat.txt", b"\0\1\2"), Upload("rong.txt", b" ")]
    found = bench.librarian.examine(uploads, {}, {}, who=WHO, told=lambda n, step: steps.append((n, step)))
    assert all(isinstance(outcome, PlanBotError) for outcome in found)
    assert sorted(steps) == [(0, "reading"), (0, "refused"), (1, "reading"), (1, "refused")]
    assert bench.state() == before
    lines = [json.loads(line) for line in (bench.index.parent / "log/refused.jsonl").read_text().splitlines()]
    assert {line["sha256"] for line in lines} == {upload.sha256 for upload in uploads}
    assert all(set(line) == {"time", "user", "sha256"} and line["user"] == WHO for line in lines)


def test_a_folder_of_someone_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "bien.txt").write_text("của người khác", "utf-8")
    library = Library(tmp_path / "library")
    assert library.files() == []
    with pytest.raises(ForeignFolderError):
        library.put("doi.txt", b"x")
    assert [path.name for path in library.folder.iterdir()] == ["bien.txt"]


def _tie(text: str, plan: Plan, *, format_: str = "text", there: Plan, sha256: str = "1") -> str | None:
    copy = PlanCopy(plan, format=format_)  # type: ignore[arg-type]
    source = Source(there.id, "a.txt", sha256, there.number, there.place, 1, 1)
    relation = relation_of(Upload("a.txt", text.encode()), copy, {there.id: there}, {there.id: source})
    return relation.kind if relation else None


def _plan(id_: str, words: str, number: str | None = "12/KH-UBND", place: str = "Hải Phong") -> Plan:
    return make_plan(id_, [], [("I.1", words)], number=number, place=place)


LONG = " ".join(f"việc {n} của sở {n % 7} năm {n * 3}" for n in range(60))
OTHER = " ".join(f"bến {n} ở xã {n % 5} khu {n * 7}" for n in range(60))


def test_how_an_upload_stands_to_what_is_there() -> None:
    there = _plan("du-lich", LONG)
    unchanged = Upload("a.txt", b"x").sha256
    assert _tie("x", _plan("khac", OTHER), there=there, sha256=unchanged) == "unchanged"
    assert _tie("y", _plan("khac", OTHER), there=there) == "version"
    assert _tie("y", _plan("khac", LONG), format_="docx", there=there) == "format"
    assert _tie("y", _plan("khac", LONG, number="5/KH-UBND"), there=there) == "alike"
    assert _tie("y", _plan("khac", OTHER, place="Nam Giang"), there=there) is None
    assert _tie("y", _plan("DU-LICH", OTHER, number=None), there=there) == "name"


def test_likeness_stands_for_the_words_in_common() -> None:
    half = LONG + " " + OTHER
    assert likeness(LONG, LONG) == 1.0
    assert likeness(LONG, OTHER) < 0.1
    assert 0.3 < likeness(LONG, half) < ALIKE
    assert likeness("", LONG) < 0.1


def test_a_free_id_is_found() -> None:
    assert free_id("doi", ["bien"]) == "doi"
    assert free_id("doi", ["Doi", "doi-2"]) == "doi-3"
