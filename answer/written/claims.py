"""What a sentence claims of agencies: who leads, who supports, who advises, who acts, who is only named.

Read off the words before and after a name, as officials write them: "do Sở A chủ trì", "đơn vị phối hợp là
B", "A được giao làm đầu mối", "với sự tham gia của B". Names in a row ("A, B và C") share what is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex as re

from ingest.agencies import Named
from ingest.roles import acts

Part = Literal["lead", "support", "advise", "help", "act", "joint", "partner", "named"]
"""help: takes part; act: does it, in a role not said; joint: does it with others, in whatever role;
partner: "phối hợp với B"; named: neither does nor helps."""

DOES: tuple[Part, ...] = ("lead", "support", "advise", "help", "act", "joint")


@dataclass(frozen=True, slots=True)
class Claim:
    """One agency and what the sentence says of it; after is what follows its name."""

    agency: Named
    part: Part
    after: str


AND = re.compile(r"[\s,;/]*(?:(?:và|hoặc|cùng các|và các|các)\s+)*", re.IGNORECASE)
_MANY = r"\s*(?:các\s*)?$"
_WITH = r"(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|tốt|thực hiện|chính))*"
LED_BY = re.compile(
    rf"(?:chủ trì|đầu mối)(?:{_WITH}\s*(?:là|gồm(?: có)?|thuộc(?: về)?|do|của|:)"
    rf"|[^,;.:]{{1,90}}\s(?:là|thuộc về|do)){_MANY}"
    rf"|chủ trì\s*:{_MANY}",
    re.IGNORECASE,
)
SUPPORTED_BY = re.compile(
    rf"(?:phối hợp|tham gia|hỗ trợ){_WITH}\s*(?:là|gồm(?: có)?|thuộc(?: về)?|do|:){_MANY}", re.IGNORECASE
)
WITH = re.compile(
    rf"(?:phối hợp{_WITH}(?:\s*,\s*\w+(?:\s\w+)?)?(?:\s+(?:cùng\s+với|với|cùng|của))?\s*:?"
    rf"|\bcùng(?:\s+với)?|sự (?:tham gia|hỗ trợ|phối hợp|góp sức"
    rf"|vào cuộc)(?:\s+\w+){{0,3}}\s+(?:của|từ)){_MANY}",
    re.IGNORECASE,
)
ADVISED_BY = re.compile(
    rf"tham mưu(?:{_WITH}\s*(?:là|do|của|:)|[^,;.:]{{1,60}}\s(?:là|thuộc về|do)){_MANY}", re.IGNORECASE
)
ROLE_BEFORE: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("lead", LED_BY),
    ("support", SUPPORTED_BY),
    ("advise", ADVISED_BY),
)
GIVEN_TO = re.compile(
    r"(?:\b(?:giao|phân công)(?:\s+(?:việc|nhiệm vụ|trách nhiệm|nội dung"
    r"|phần việc))?(?:\s+(?:này|đó|trên))?(?:\s+cho)?"
    r"|yêu cầu|đề nghị|\bdo|(?:nhiệm vụ|trách nhiệm|phần việc|việc)\s+(?:này\s+)?(?:thuộc về|của|là của)"
    rf"|thuộc (?:về|trách nhiệm của|nhiệm vụ của)|đối với){_MANY}",
    re.IGNORECASE,
)
# Words that lead from a name to its role or verb and say nothing themselves.
_LINK = (
    r"(?:[\s,(:–-]|là|được|giao|cơ quan|đơn vị|có|trách nhiệm|nhiệm vụ|vai trò|giữ|làm|chịu|cần"
    r"|phải|sẽ|cũng|còn"
    r"|thường xuyên|chủ động|tích cực|tiếp tục|việc|bên|đóng|phân công|đảm nhận|đảm nhiệm|nhận"
    r"|đứng ra|lại|thì|vẫn"
    r"|một trong(?: số)?(?: các| những)?"
    r"|yêu cầu|đề nghị|mời|kịp thời|với|tư cách|theo kế hoạch|đồng thời|trực tiếp)*"
)
_ROLE_WORDS: tuple[tuple[Part, str], ...] = (
    ("lead", r"chủ trì|đầu mối|chịu trách nhiệm chính|dẫn đầu"),
    ("support", r"phối hợp"),
    ("advise", r"tham mưu"),
    ("help", r"tham gia|hỗ trợ|cùng|góp phần"),
)
ROLE_AFTER: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rf"^{_LINK}\b(?:{words})\b", re.IGNORECASE)) for part, words in _ROLE_WORDS
)
# What opens a sentence before its subject.
OPENING = re.compile(
    r"^(?:\s|[,–-])*(?:(?:theo|tại|ở|trong|về|đối với|căn cứ|với|để|nhằm|khi|ngoài|bên cạnh"
    r"|riêng|trước|từ|hằng|hàng|định kỳ)"
    r"\b[^;:]*,\s*|(?:ngoài ra|đồng thời|cụ thể|trong đó|bên cạnh đó|theo đó|tiếp theo|sau đó"
    r"|mặt khác|cùng với đó"
    r"|còn|và|riêng|các)[\s,:]*)*$",
    re.IGNORECASE,
)
VERB_AFTER = re.compile(rf"^{_LINK}\p{{Ll}}", re.IGNORECASE)
NO_VERB_AFTER = re.compile(r"^\s*(?:và|của|về|tại|trong|để|cho|ở|trên|này|đó|[.;]|$)", re.IGNORECASE)
IMPLIED = re.compile(
    rf"^(?:\s|ngoài ra|đồng thời|bên cạnh đó|[,:])*(?:(?:sở|cơ quan|đơn vị|ban|phòng|bộ|đài"
    rf"|báo)(?: (?:này|đó|trên))?(?=\s+\p{{Ll}}))?{_LINK}",
    re.IGNORECASE,
)
# "Việc phối hợp …" is about a doing and has no doer to be carried over.
NOUN_OF_DOING = re.compile(r"\s*(?:việc|công tác|hoạt động|sự|nội dung|nhiệm vụ|quá trình)\b", re.IGNORECASE)
# A name behind these is no doer of its own: "theo hướng dẫn của Sở A", "báo cáo Sở A".
DEPENDS = re.compile(
    r"\b(?:của|với|cho|từ|bởi|đến|tới|gửi|về|qua|tại|ở|thuộc|báo cáo|giúp|trình|và|hoặc|để|nhằm|mà"
    r"|tham mưu)\s*(?:các\s*)?$",
    re.IGNORECASE,
)
# "A là bên được B phối hợp"; not "A chủ trì đề án đã được B phê duyệt".
PASSIVE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,4}(?:được|bị|mà)\s*$", re.IGNORECASE)
TOGETHER = re.compile(r"\s*,?\s*(?:cùng(?:\s+với)?|với)\s*(?:các\s*)?$", re.IGNORECASE)
ROLE_WORD = re.compile(r"\b(?:(?P<lead>chủ trì)|(?P<support>phối hợp)|(?P<advise>tham mưu))\b", re.IGNORECASE)
SHORT_OPENING = 4  # words before the first name of a sentence that need not be known: "Khi ấy", "Lúc này"
NEAR = 5  # words between a name and its role that need not be known


def claims_in(text: str, names: Sequence[Named]) -> tuple[Claim, ...]:
    """Return what text says of each name in it, in reading order; open groups ("các cơ quan liên quan")
    too."""
    rows = rows_of(text, names)
    claims: list[Claim] = []
    for i, row in enumerate(rows):
        start = rows[i - 1][-1].stop if i else 0
        stop = rows[i + 1][0].start if i + 1 < len(rows) else len(text)
        before, after = text[start : row[0].start], text[row[-1].stop : stop]
        part = _part(before, after, opens=i == 0)
        claims += [Claim(named, part, after) for named in row[:-1]]
        claims.append(Claim(row[-1], _part_of_last(row, part, text, after), after))
    return tuple(claims)


def rows_of(text: str, names: Sequence[Named]) -> list[list[Named]]:
    """Return the names in rows, parted by commas and "và" alone."""
    rows: list[list[Named]] = []
    for named in names:
        if rows and AND.fullmatch(text[rows[-1][-1].stop : named.start]):
            rows[-1].append(named)
        else:
            rows.append([named])
    return rows


def _part_of_last(row: Sequence[Named], part: Part, text: str, after: str) -> Part:
    """Return the part of the last of a row, which has one of its own in "chủ trì là A và B; C phối hợp"."""
    if part == "named":
        return _said_to_be(after)
    apart = len(row) > 1 and ";" in text[row[-2].stop : row[-1].start]
    role = next((role for role, pattern in ROLE_AFTER if apart and pattern.search(after)), None)
    return role or part


def _part(before: str, after: str, *, opens: bool) -> Part:
    """Return what the words around a row of names say of it; opens: no other name stands before."""
    for part, pattern in ROLE_BEFORE:
        if pattern.search(before):
            return part
    if WITH.search(before):
        return "partner"
    if PASSIVE_AFTER.search(after):
        return "named"
    after = re.split(r"[.;]", after, maxsplit=1)[0]
    given = bool(GIVEN_TO.search(before))
    subject = given or (opens and bool(OPENING.match(before))) or _starts_clause(before)
    if subject and TOGETHER.fullmatch(after):  # "A cùng B tổ chức …"
        return "joint"
    if subject and (role := _role_after(after)):
        return role
    if given:
        return "act"
    if opens and not subject and not DEPENDS.search(before) and len(before.split()) <= SHORT_OPENING:
        return _role_beside(after) or "named"
    return "act" if subject and _acts(after) else "named"


def _role_after(after: str) -> Part | None:
    """Return the role that the words behind a name give it, unless a verb of another duty comes first."""
    for part, pattern in ROLE_AFTER:
        if pattern.search(after):
            return part
    found = ROLE_WORD.search(after)
    between = after[: found.start()] if found else ""
    if found is None or "," in between or len(between.split()) > NEAR or acts(between):
        return None
    return next(part for part in DOES if found.groupdict().get(part))


def _role_beside(after: str) -> Part | None:
    """Return the role that the very next words give a name: "Khi ấy Sở A chủ trì …"."""
    for part, pattern in ROLE_AFTER:
        found = pattern.search(after)
        if found and "," not in found[0] and part != "help":
            return part
    return None


def _said_to_be(after: str) -> Part:
    """Return the part of the last of a row that "là đơn vị chủ trì" follows, whatever stands before it."""
    if re.match(r"\s*(?:là|giữ vai trò|đóng vai trò)\b", after):
        return _role_after(after) or "named"
    return "named"


def _starts_clause(before: str) -> bool:
    """Return whether the words before a name end one clause and open the next: "…, còn Sở B …", "…; Sở B
    …"."""
    return bool(
        re.search(
            r"(?:(?<!như|gồm|sau|là)[,;:)]|[,;]?\s(?:và|còn|đồng thời|trong khi|trong đó"
            r"|riêng))\s*(?:các\s*)?$",
            before,
        )
    )


def _acts(after: str) -> bool:
    return acts(after) or (bool(VERB_AFTER.match(after)) and not NO_VERB_AFTER.match(after))


def implied_part(text: str) -> Part | None:
    """Return what a text without a subject claims of the one carried over ("Chủ trì …", "Sở còn phối hợp
    …")."""
    if NOUN_OF_DOING.match(text):
        return None
    opening = IMPLIED.match(text)
    rest = text[opening.end() if opening else 0 :]
    for part, pattern in ROLE_AFTER:
        if pattern.match(rest):
            return part
    named = opening is not None and re.search(r"\w", opening[0]) is not None
    return "act" if named or acts(" " + rest[:1].lower() + rest[1:]) else None
