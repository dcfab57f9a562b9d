"""How much of a sentence's wording stands in the clauses it cites.

Vietnamese words are mostly two syllables: a syllable counts in full where it stands beside the same
neighbour as in the clause, half where it only stands somewhere. Words of reporting ("theo kế hoạch", "có
nhiệm vụ") count for nothing. What plans write for an everyday word (data/thesaurus.json) counts as the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex as re

from answer.understanding.topic import SAME_WORD, thesaurus
from ingest.agencies import write_out
from ingest.fold import fold, fold_tone

ENOUGH = 0.5  # share of a sentence's content that must stand in its clauses
LONGEST_OWN = 4  # syllables in a row that no clause holds: beyond it something was added
ALONE = 0.5  # what a syllable counts whose neighbour is another than in the clause
SYNONYM = 0.8
MAX_PHRASE = 4
# Words a report is made of: grammar, and who reports what where.
EMPTY = frozenset(
    fold_tone(
        "a à ạ bởi bằng bị cả các cái cần có còn cũng cùng của cho chính chịu chung cụ do dự dù"
        " được đã đang đây đó"
        " đến để đều đối đồng giao giữ gì hay hiện hoặc hơn khác khi là lại làm lên liên loạt luôn"
        " mà mỗi một mới mục"
        " này nay nêu nên nếu ngay ngoài nhằm nhất nhằm nhiệm nhiều như nhưng những phải phần qua quan quy"
        " ra rằng riêng rõ sao sau sẽ sự tại thành theo thế thể thì thời thuộc thực tiếp tính tới"
        " trách trên trong trước trường"
        " từ từng tức và vai vẫn văn vào về vì việc với vụ xem yêu ý ở đơn vị cơ sở bản kế hoạch khoản điểm"
        " định nội dung công tác hành tiến bên cạnh thêm thời hạn gian chậm muộn hoàn xong năm ngày tháng quý"
        " nhận trì chủ phối hợp tham mưu mối đầu phân nghị đề vậy đóng đảm hàng hằng kỳ hạng mọi số"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The syllables of a text, with and without accents, and its pairs."""

    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    folded: str

    @classmethod
    def of(cls, text: str) -> Wording:
        """Return the wording of text, short names of agencies also written out."""
        texts = [fold_tone(text), fold_tone(write_out(text))]
        runs = [one.split() for one in texts]
        return cls(
            frozenset(word for run in runs for word in run),
            frozenset(pair for run in runs for pair in pairwise(run)),
            f" {fold(text)} ",
        )


@dataclass(frozen=True, slots=True)
class Shared:
    """What clauses hold of a sentence: share of its content, 0 to 1, and its longest run of words of its
    own."""

    words: int
    share: float
    longest_own: int

    @property
    def stands(self) -> bool:
        """Whether so much is held that the sentence may be called theirs."""
        return not self.words or (self.share >= ENOUGH and self.longest_own <= LONGEST_OWN)


def content_share(text: str, wordings: Sequence[Wording], skip: Sequence[str] = ()) -> Shared:
    """Return how much of text's content the wordings hold together; skip are names judged elsewhere."""
    for name in sorted(skip, key=len, reverse=True):
        text = text.replace(name, " . ")
    words = fold_tone(re.sub(r"\d[\d./,-]*", " ", text)).split()
    held = [_held(words, i, wordings) for i in range(len(words))]
    held = _with_synonyms(words, held, wordings)
    content = [share for word, share in zip(words, held, strict=True) if word not in EMPTY]
    if not content:
        return Shared(0, 1.0, 0)
    return Shared(len(content), sum(content) / len(content), _longest_own(words, held))


def held_words(text: str, wordings: Sequence[Wording], skip: Sequence[str] = ()) -> list[tuple[float, ...]]:
    """Return of each content syllable of text how much each wording holds of it, 0 to 1, in the order of
    wordings.

    skip  names judged elsewhere
    """
    for name in sorted(skip, key=len, reverse=True):
        text = text.replace(name, " . ")
    words = fold_tone(re.sub(r"\d[\d./,-]*", " ", text)).split()
    columns = []
    for wording in wordings:
        held = [_held(words, i, [wording]) for i in range(len(words))]
        columns.append(_with_synonyms(words, held, [wording]))
    return [
        shares for word, shares in zip(words, zip(*columns, strict=True), strict=True) if word not in EMPTY
    ]


def _held(words: Sequence[str], i: int, wordings: Sequence[Wording]) -> float:
    word = SAME_WORD.get(words[i], words[i])
    best = 0.0
    for wording in wordings:
        if words[i] not in wording.syllables and word not in wording.syllables:
            continue
        before = i > 0 and (words[i - 1], words[i]) in wording.pairs
        after = i + 1 < len(words) and (words[i], words[i + 1]) in wording.pairs
        best = max(best, 1.0 if before or after else ALONE)
    return best


def _with_synonyms(words: Sequence[str], held: list[float], wordings: Sequence[Wording]) -> list[float]:
    """Count the everyday words for which the clauses write others."""
    out = list(held)
    for size in range(1, MAX_PHRASE + 1):
        for i in range(len(words) - size + 1):
            others = thesaurus().get(fold(" ".join(words[i : i + size])), ())
            if any(f" {other} " in wording.folded for other in others for wording in wordings):
                out[i : i + size] = [max(SYNONYM, share) for share in out[i : i + size]]
    return out


def _longest_own(words: Sequence[str], held: Sequence[float]) -> int:
    longest = run = 0
    for word, share in zip(words, held, strict=True):
        if word in EMPTY:
            continue
        run = run + 1 if share == 0.0 else 0
        longest = max(longest, run)
    return longest
