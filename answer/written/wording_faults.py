"""What is wrong with a sentence by its words alone: quotes, places, addresses, markup, sweeping claims."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.written.cited import Source
from answer.written.sentences import MARKS, QUOTED
from ingest.fold import fold, fold_tone

PLACE_WORDS = re.compile(
    r"\b(?:gạch đầu dòng thứ|điểm|khoản|mục|chương|điều|dòng|đoạn"
    r"|phần)\s+(?:thứ\s+)?(?P<label>(?:[IVXLC]+|\d{1,2})(?:\.\d{1,2})*|[a-zđ])(?![\w/])",
    re.IGNORECASE,
)
# Claims that only somebody who has read everything can make; the ledger makes them, never a model.
ABSOLUTE = re.compile(
    r"\b(?:duy nhất|tất cả|toàn bộ|mọi|bất kỳ|đầy đủ|tuyệt đối|hoàn toàn|luôn luôn|chỉ(?! đạo"
    r"| thị| tiêu| huy| dẫn| số| rõ| ra| định))\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:không|chưa|chẳng|khỏi|miễn|cấm|trừ|ngoại trừ|bãi bỏ|hủy bỏ|dừng|hoãn)\b(?:\s+\w+)?", re.IGNORECASE
)
# What a sentence never holds unless its clause does: addresses to go to, markup, another language.
ADDRESS = re.compile(r"\b(?:https?|ftp|javascript|data):\S*|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
MARKUP = re.compile(r"\]\(|!\[|</?[a-z!][^>]*>?|&#?\w+;", re.IGNORECASE)
FOREIGN = re.compile(r"\b(?:the|of|is|are|and|with|for|by|will|this|that|from|must|should)\b", re.IGNORECASE)
LONGEST_SENTENCE = 1_200  # characters; what goes on beyond is no sentence
MOST_MARKS = 40
# What turns a duty into its opposite, unless the clause itself says it.
OPPOSITE = re.compile(
    r"\b(?:hạn chế|ngăn cản|ngăn chặn|cản trở|từ chối|đình chỉ|chấm dứt|tạm dừng|tạm ngừng|trì hoãn"
    r"|thu hồi|bỏ qua|cắt giảm|giảm bớt|lơi lỏng|buông lỏng|tránh)\b",
    re.IGNORECASE,
)
# A plan says what is to be done: that it was done, or when it lately was, stands in no plan unless its words
# say so. What the plan itself has done ("đã giao", "đã quy định") may be said.
DONE = re.compile(
    r"\bđã (?!(?:được )?(?:giao|phân công|nêu|quy định|ghi|yêu cầu|đề ra|xác định|dẫn|ban hành|đề nghị)\b)"
    r"\w+|\b(?:năm ngoái|(?:năm|quý|tháng|tuần) trước|hôm qua|vừa (?:qua|rồi|xong)|mới đây|gần đây)\b",
    re.IGNORECASE,
)
# What makes less of a duty than it is.
WEAKER = re.compile(
    r"\b(?:ít khi|hiếm khi|thỉnh thoảng|đôi khi|tùy ý|tùy chọn|tự nguyện|khuyến khích|thôi(?=\W*(?:\[|$)))\b",
    re.IGNORECASE,
)
CLAIMS = (
    (ABSOLUTE, "khẳng định"),
    (DENIAL, "phủ định"),
    (OPPOSITE, "nói ngược"),
    (DONE, "nói việc đã qua"),
    (WEAKER, "nói nhẹ đi"),
)
ELLIPSIS = re.compile(r"…|\.{3}|\[…\]")


def shape_fault(text: str) -> str | None:
    """Return why what a model wrote is no sentence."""
    if len(text) > LONGEST_SENTENCE or len(MARKS.findall(text)) > MOST_MARKS:
        return "câu quá dài hoặc dẫn quá nhiều điều khoản"
    return None if re.search(r"\p{L}{2}", text) else "không có chữ nào"


def stray_fault(text: str, sources: Sequence[Source]) -> str | None:
    """Return why a text falls for an address, for markup or for words of another language."""
    own = [fold_tone(source.own) for source in sources]
    for pattern, what in (
        (ADDRESS, "địa chỉ liên kết"),
        (MARKUP, "mã định dạng"),
        (FOREIGN, "tiếng nước ngoài"),
    ):
        for found in pattern.finditer(text):
            if pattern is MARKUP or not any(
                re.search(rf"\b{re.escape(fold_tone(found[0]))}\b", one) for one in own
            ):
                return f"{what} không có trong điều khoản được dẫn"
    return None


def quote_fault(text: str, sources: Sequence[Source]) -> str | None:
    for found in QUOTED.finditer(text):
        for piece in ELLIPSIS.split(found[0][1:-1]):
            words = f" {fold_tone(piece)} "
            if words.strip() and not any(
                words in source.words or words in f" {fold_tone(source.given.document)} "
                for source in sources
            ):
                return "lời trích không đúng nguyên văn"
    return None


def without_places(text: str, sources: Sequence[Source]) -> str | None:
    """Return text without the places it names ("điểm c khoản 4 mục IV"); None where one is not cited."""
    for found in PLACE_WORDS.finditer(text):
        said = fold(found[0])
        label = f" {fold(found['label'])} "
        places = (f" {fold(source.given.citation.label)} " for source in sources)
        if not any(label in place for place in places) and not any(f" {said} " in s.folded for s in sources):
            return None
    return PLACE_WORDS.sub(" ", text)


def sweeping_fault(text: str, sources: Sequence[Source]) -> str | None:
    """Return why a text falls for a claim that its clauses do not make: of all, of none, of what was done."""
    outside = QUOTED.sub(" ", text)
    for pattern, what in CLAIMS:
        for found in pattern.finditer(outside):
            if not any(f" {fold_tone(found[0])} " in source.words for source in sources):
                return f"câu {what} “{found[0]}” không có trong điều khoản được dẫn"
    return None
