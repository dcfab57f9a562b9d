"""Which capitalised words of a sentence name somebody or something, and which only open it."""

from __future__ import annotations

import regex as re

from answer.likeness import EMPTY
from ingest.fold import fold_tone

# Words with a capital that name no one thing: kinds of documents, levels of the state, a sentence's opening.
COMMON_NAMES = frozenset(
    fold_tone(word)
    for word in [
        "kế hoạch",
        "quyết định",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "chỉ thị",
        "kết luận",
        "công văn",
        "chương trình",
        "đề án",
        "luật",
        "văn bản",
        "quý",
        "điều",
        "khoản",
        "mục",
        "chương",
        "phần",
        "phụ lục",
        "sở",
        "ban",
        "ngành",
        "phòng",
        "bộ",
        "cục",
        "ủy ban",
        "ubnd",
        "nhân dân",
        "tỉnh",
        "thành phố",
        "huyện",
        "nhà nước",
        "đảng",
        "trung ương",
        "chính phủ",
        "việt nam",
        "hđnd",
        "mttq",
        "cơ quan",
        "đơn vị",
        "đài",
        "báo",
        "thủ trưởng",
        "giám đốc",
        "chủ tịch",
    ]
)
NAME_RUN = re.compile(r"\p{Lu}[\p{L}\d&]*(?:[ -]\p{Lu}[\p{L}\d&]*)*")


def proper_part(run: str, follows: str, *, opens: bool) -> str:
    """Return what of a run of capitalised words names somebody or something; "" where nothing does.

    follows  the word behind the run, of which a kind of document is made: "Kế hoạch", "Nhà nước"
    """
    words = run.split(" ")
    if opens and fold_tone(words[0]) in EMPTY:
        words = words[1:]
    elif opens and len(words) == 1:
        return ""
    while words:
        size = 2 if fold_tone(" ".join(words[:2])) in COMMON_NAMES else 1
        if size == 1 and fold_tone(words[0]) not in COMMON_NAMES:
            break
        words = words[size:]
    if len(words) == 1 and fold_tone(f"{words[0]} {follows}") in COMMON_NAMES:
        return ""
    return " ".join(words)
