"""Searching: words, meaning, both, and what happens when one is missing."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from langchain_core.retrievers import BaseRetriever

from index.build import build
from index.embed import Vectors
from index.errors import EmbeddingError
from index.retriever import Hit, Index, PlanRetriever, open_index
from tests.index.samples import FOREST, HARBOUR, FakeEmbedder, read_copy, unit_vector


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("retriever")
    (root / "plans").mkdir()
    (root / "plans" / "ben-tau.txt").write_text(HARBOUR, "utf-8")
    (root / "plans" / "rung.md").write_text(FOREST, "utf-8")
    build(root / "plans", root / "index", embedder=FakeEmbedder(), read=read_copy)
    return root / "index"


@pytest.fixture
def index(folder: Path) -> Index:
    return open_index(folder, embedder=FakeEmbedder())


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Ai xây dựng bến tàu khách?", "ben-tau#IV.1.a"),
        ("ai xay dung ben tau khach", "ben-tau#IV.1.a"),
        ("sở du lịch phải báo cáo gì", "ben-tau#IV.1.b"),  # the agency stands in the heading
        ("báo cáo UBND thành phố", "ben-tau#IV.1.b"),
        ("công an", "ben-tau#IV.2.a"),
        ("kinh phi trong rung", "rung#II.2"),
        ("trồng rừng số 7/KH-UBND suối", "rung#II.1"),
    ],
)
@pytest.mark.parametrize("dense", [True, False])
def test_the_clause_asked_for_comes_first(index: Index, query: str, first: str, dense: bool) -> None:
    assert _ids(index.search(query, k=3, dense=dense))[0] == first


def test_scores_of_both_halves(index: Index) -> None:
    hits = index.search("Trồng rừng phòng hộ ven suối", k=5)
    assert _ids(hits)[0] == "rung#II.1"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    query = unit_vector("Trồng rừng phòng hộ ven suối")
    for hit in hits:
        both = sum(unit_vector(text) for text in hit.passage.embedded_texts)
        assert hit.dense == pytest.approx(float(both @ query / np.linalg.norm(both)), abs=1e-5)
    # Every syllable and pair of the question stands in the clause; the port plan shares only "phong".
    assert hits[0].lexical > 0.5
    assert all(hit.lexical < 0.05 for hit in hits if hit.plan_id == "ben-tau")
    assert (hits[0].plan_id, hits[0].path) == ("rung", "II.1")


def test_by_words_alone_the_model_is_not_touched(folder: Path) -> None:
    embedder = FakeEmbedder()
    hits = open_index(folder, embedder=embedder).search("trồng rừng", dense=False)
    assert _ids(hits)[:2] == ["rung#II.1", "rung#II.2"]
    assert {hit.dense for hit in hits} == {None}
    assert embedder.queries == []


def test_accents_are_restored_for_the_model(index: Index, folder: Path) -> None:
    embedder = FakeEmbedder()
    open_index(folder, embedder=embedder).search("trong rung phong ho")
    assert embedder.queries == ["trồng rừng phòng hộ"]


def test_plans_can_be_chosen(index: Index) -> None:
    for dense in (True, False):
        found = index.search("xây dựng bến tàu khách", k=10, plans=["rung"], dense=dense)
        assert {hit.plan_id for hit in found} <= {"rung"}
    assert _ids(index.search("kinh phí", k=10, plans=["rung"]))[0] == "rung#II.2"
    assert index.search("kinh phí", plans=[]) == []
    assert index.search("kinh phí", plans=["khong-co"]) == []


@pytest.mark.parametrize("query", ["", "   ", "???", "…", "\u200b", "\0"])
def test_no_word_no_hit(index: Index, query: str) -> None:
    assert index.search(query) == []


@pytest.mark.parametrize(
    "query",
    [
        'text:"rừng" AND (', "rừng^9 OR *", "plan:rung", "-rừng +bến", "/re.*/", "\\", "rừng~2",
        "'; DROP TABLE", "\ud800 rừng", "rừng\0 bến", "\ufdfa" * 50 + " rừng", "rừng " * 5_000,
    ],
)  # fmt: skip
def test_no_query_is_an_error(index: Index, query: str) -> None:
    assert index.search(query, dense=False) is not None


def test_words_the_plans_lack_find_little(index: Index) -> None:
    found = index.search("vệ tinh viễn thông quỹ đạo thấp", dense=False)
    assert all(hit.lexical < 0.1 for hit in found)


def test_k(index: Index) -> None:
    assert len(index.search("rừng bến tàu", k=2)) == 2
    assert len(index.search("rừng bến tàu", k=100)) == 5
    assert index.search("rừng", k=0) == []


class Broken(FakeEmbedder):
    """Loads no model; counts how often it was tried."""

    tries = 0

    def query(self, text: str) -> Vectors:
        self.tries += 1
        raise EmbeddingError("Không nạp được mô hình nhúng x.", remedy="Hãy kiểm tra.")


def test_without_the_model_words_alone_and_it_is_said(folder: Path) -> None:
    embedder = Broken()
    index = open_index(folder, embedder=embedder)
    assert index.degraded == ""
    assert _ids(index.search("trồng rừng"))[:2] == ["rung#II.1", "rung#II.2"]
    assert index.degraded == "Đang chỉ tìm theo từ ngữ. Không nạp được mô hình nhúng x. Hãy kiểm tra."
    index.search("trồng rừng")
    assert (embedder.tries, index.dense_ready) == (1, False)


def test_vectors_of_another_model_version_are_not_compared(folder: Path) -> None:
    embedder = FakeEmbedder("fake", "fake@2")
    index = open_index(folder, embedder=embedder)
    assert _ids(index.search("trồng rừng"))[:2] == ["rung#II.1", "rung#II.2"]
    assert "fake@2" in index.degraded
    assert "python -m index build" in index.degraded
    assert embedder.queries == []


def test_warm_makes_ready(index: Index) -> None:
    assert not index.dense_ready
    index.warm()
    assert index.dense_ready


def test_threads_agree(index: Index) -> None:
    expected = _ids(index.search("báo cáo hằng năm"))
    found: list[list[str]] = []

    def ask() -> None:
        found.extend(_ids(index.search("báo cáo hằng năm")) for _ in range(20))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 80


def test_langchain_gets_documents_with_citations(index: Index) -> None:
    retriever = PlanRetriever(index=index, k=2, plans=("rung",))
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("trồng rừng ven suối")
    assert [document.id for document in documents] == ["rung#II.1", "rung#II.2"]
    metadata = documents[0].metadata
    start, stop = metadata["spans"][0]
    assert index.plans["rung"].text[start:stop] == metadata["quote"] == "Trồng rừng phòng hộ ven suối"
    assert metadata["label"] == "khoản 1 mục II Kế hoạch số 7/KH-UBND ngày 05/03/2024"
    assert (metadata["plan_id"], metadata["number"], metadata["path"]) == ("rung", "7/KH-UBND", "II.1")
    assert metadata["page"] is None
    assert metadata["score"] >= metadata["lexical"] > 0
    assert documents[0].page_content.endswith("II. Nhiệm vụ\nTrồng rừng phòng hộ ven suối")
