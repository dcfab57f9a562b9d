"""Doers named in brackets beside a duty: "Cắm biển cảnh báo (Sở Xây dựng chủ trì, UBND cấp xã phối hợp)".

A bracket names doers only where it says what they do there: "(theo Công văn của Sở Tài chính)" is a source,
"(Sở Y tế)" after the name of a committee says who that is, "(do Cục Thống kê thực hiện năm 2023)" is past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex as re

from ingest.agencies import Named
from ingest.bodies import GROUPS, NOUNS
from ingest.named_doers import noted_role
from ingest.names import run_from, runs_in
from ingest.plan import Role
from ingest.roles import NOTED_ROLE, acts
from ingest.unlisted import body_at

BRACKET = re.compile(r"\((?P<words>[^()]{6,250})\)")
_DOES = (
    r"(?P<does>chủ trì|phối hợp|tham mưu|thực hiện|phụ trách|đảm nhiệm|tổ chức thực hiện|chịu trách nhiệm)"
    r"(?:,?\s+(?:thực hiện|tổ chức|triển khai|tham mưu))?"
)
# What the role may be followed by: the end of a part, a partner, a deadline.
ROLE_AFTER = re.compile(
    rf"\s*(?:là (?:cơ quan|đơn vị)\s+)?{_DOES}\s*"
    r"(?=[;,.]|$|và\s|(?:trước|chậm nhất|hoàn thành|trong (?:quý|tháng)|phối hợp)\b)",
    re.IGNORECASE,
)
GIVEN = re.compile(r"(?:^|[;,.]\s*)(?P<given>do|giao(?:\s+cho)?)\s+(?:các\s+)?$", re.IGNORECASE)
UNLISTED = re.compile(
    rf"(?:(?:do|giao(?: cho)?)\s+)?(?P<name>(?:(?:{NOUNS})\b|{GROUPS})[^;:.]{{1,80}}?)(?=\s+{_DOES}\s*$)"
)


def doers_in_brackets(words: str, names: Sequence[Named]) -> Iterator[tuple[Named, Role, int]]:
    """Yield who a bracket says does the duty beside it, as what, and where the word that says so ends."""
    for bracket in BRACKET.finditer(words):
        start, stop = bracket.span("words")
        inside = [named for named in names if start <= named.start and named.stop <= stop]
        if not inside:
            yield from _unlisted(words, start, stop)
        for run in runs_in(words, inside):
            found = ROLE_AFTER.match(words, run[-1].stop, stop)
            if found or _is_given(words[start : run[0].start], words[run[-1].stop : stop]):
                role: Role = _role(found["does"]) if found else "lead"
                for named in run:
                    yield named, role, found.end("does") if found else named.stop


def noted_beside(words: str, names: Sequence[Named]) -> Iterator[tuple[Named, Role, int]]:
    """Yield who has a role in brackets beside the name: "Sở A (chủ trì), Sở B (phối hợp): …", as above."""
    for named in names:
        last = run_from(words, [other for other in names if other.start >= named.start], named.start)[-1]
        noted = NOTED_ROLE.match(words, last.stop)
        role = noted_role(words, named, names)
        if role and noted and noted[0].lstrip().startswith("("):
            yield named, role, noted.end()


def in_brackets(words: str, at: int) -> bool:
    """Return whether the character at stands in brackets."""
    return any(bracket.start() < at < bracket.end() for bracket in BRACKET.finditer(words))


def _is_given(before: str, after: str) -> bool:
    """Return whether a bracket gives the duty to who stands between: "(giao Sở Y tế tổng hợp)"."""
    given = GIVEN.search(before)
    if given is None:
        return False
    return not after.strip() or (given["given"].lower() != "do" and acts(after))


def _unlisted(words: str, start: int, stop: int) -> Iterator[tuple[Named, Role, int]]:
    """Yield the body no list knows where it is all a bracket names: "(Trưởng các thôn thực hiện)"."""
    found = UNLISTED.match(words[:stop], start)
    if found and (body := body_at(words, *found.span("name"))):
        yield body, _role(found["does"]), stop


def _role(does: str) -> Role:
    words = does.lower()
    return "support" if words == "phối hợp" else "advise" if words == "tham mưu" else "lead"
