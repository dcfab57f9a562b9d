"""What a question for yes or no holds to be so: of whom, with whom, and whether it is denied or kept to one.

"Có phải Sở Y tế không chủ trì …?" denies, "chỉ có Sở Y tế …" keeps to one, "Sở A có phối hợp với Sở B không?"
is about both in one piece of work, "Sở A hay Sở B chủ trì …?" leaves a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex as re

from answer.understanding.question import Question
from answer.understanding.wording import PARTICLES, spelt_out
from ingest.agencies import Named
from ingest.fold import fold
from ingest.plan import Role

_AGENCY = r"coquan\d+"  # stands for an agency while the rest is read
_NOT = r"(?:khong|chua|chang|cha)"
_ROLE = r"(?:chu tri|phoi hop|tham muu)"
_DOING = (
    rf"(?:{_ROLE}|dau moi|dung dau|giao|phan cong|nhiem vu|lam|phu trach|lo|to chuc|thuc hien|tham gia|"
    r"chiu trach nhiem|bao cao|viec|trach nhiem)"
)
# What ends a question for yes or no and denies nothing: "phải không ạ?", "hay không".
TAG = re.compile(
    rf"(?:,? ?\b(?:co|dung|phai|duoc|hay|la|co dung|co phai))* ?\b{_NOT}"
    rf"(?:,? (?:{'|'.join(sorted(map(fold, PARTICLES)))}))*\W*$"
)
DENIES = re.compile(
    rf"{_AGENCY}(?:,? (?:o|tai|trong|thi|ma)\b)?(?: \S+){{0,4}}? "
    rf"{_NOT} (?:he |duoc |phai |co |can |la |cung )*{_DOING}\b|"
    # Any other verb that follows at once, not "không gian", "không đúng", which are of the matter.
    rf"{_AGENCY}(?:,? (?:o|tai|cua))?(?: \S+){{0,2}} {_NOT} (?!gian|khi|quan|dung|phep)\w+|"
    rf"\b{_NOT} (?:phai |co |he )*(?:la |do |thuoc )?{_AGENCY}|"
    rf"\b{_NOT} (?:phai |duoc )?(?:giao|do|thuoc)(?: cho)? {_AGENCY}"
)
ONLY_ONE = re.compile(
    rf"\b(?:chi|rieng|duy nhat)(?: (?:co|rieng|mot|minh|duy|nhat|moi|do|moi minh))* {_AGENCY}|"
    rf"{_AGENCY}(?: \S+){{0,2}} (?:la |duy nhat|mot minh)(?: \S+){{0,4}} (?:duy nhat|mot minh)"
)
ONLY_ROLE = re.compile(
    rf"\bchi (?:duoc |giao |lam |la |giu |co |vai |ben |don vi |co quan )*(?P<role>{_ROLE})\b"
)
ROLE_CHOICE = re.compile(rf"\b{_ROLE}(?: \S+){{0,3}} hay (?:la |chi |lam |ben )*{_ROLE}\b")
PARTNER = re.compile(
    rf"\b(?:phoi hop|lam|hop tac|lam viec|trien khai|thuc hien)?(?: chung)? ?(?:cung voi|chung voi|voi|cung) "
    rf"(?P<who>{_AGENCY}(?:(?:,| va|, va) {_AGENCY})*)"
)
CHOICE = re.compile(rf"(?P<one>{_AGENCY})(?: \S+){{0,3}},? (?:hay|hay la|hoac|hoac la) (?P<other>{_AGENCY})")
GIVER = re.compile(
    rf"(?P<who>{_AGENCY})(?: \S+){{0,2}}? (?:giao|phan cong|yeu cau|de nghi)(?: cho)? {_AGENCY}"
)
ALONE = frozenset(("chi", "rieng", "duy", "nhat", "mot", "minh", "chang", "cha", "moi", "hay"))
ROLES: dict[str, Role] = {"chu tri": "lead", "phoi hop": "support", "tham muu": "advise"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What is held to be so, of agencies in a role.

    who       of whom it is said, in order
    partners  with whom they are said to work; () where nobody is named as such
    denied    whether it is said not to be so
    only      whether it is said of them alone
    only_role the one role they are said to have and no other; None where nothing is said of that
    choice    whether one of who is to be chosen; choice_of_role where one of their roles is
    """

    who: tuple[Named, ...]
    partners: tuple[Named, ...] = ()
    denied: bool = False
    only: bool = False
    only_role: Role | None = None
    choice: bool = False
    choice_of_role: bool = False


def claim_of(question: Question) -> Claim:
    """Return the claim in the words of question; its who is empty where no agency is named."""
    text = _with_agencies_marked(question)
    said = TAG.sub("", text)
    partner, choice = PARTNER.search(said), CHOICE.search(said)
    partners = _marked(question, partner["who"]) if partner else ()
    giver = GIVER.search(said)
    givers = _marked(question, giver["who"]) if giver else ()
    chosen = _marked(question, f"{choice['one']} {choice['other']}") if choice else ()
    who = chosen or _leading(question, said, without=(*partners, *givers))
    role = ONLY_ROLE.search(said)
    return Claim(
        who or givers,
        tuple(named for named in partners if named not in who),
        role is None and DENIES.search(said) is not None,
        ONLY_ONE.search(said) is not None,
        ROLES[role["role"]] if role else None,
        choice is not None,
        ROLE_CHOICE.search(said) is not None,
    )


def _with_agencies_marked(question: Question) -> str:
    """Return the folded question with a mark in place of each agency."""
    text, at, out = question.text, 0, ""
    for i, named in enumerate(question.agencies):
        if named.stop <= named.start or named.start < at:
            continue  # kept from a turn before: no word of this one
        out += f"{text[at : named.start]} coquan{i} "
        at = named.stop
    folded = spelt_out(fold(out + text[at:]))
    return re.sub(r"\s+([,?.!])", r"\1", folded)


def _marked(question: Question, text: str) -> tuple[Named, ...]:
    return tuple(question.agencies[int(n)] for n in re.findall(r"coquan(\d+)", text))


def _leading(question: Question, said: str, without: Sequence[Named]) -> tuple[Named, ...]:
    """Return the agencies it is said of: the first that is named, and those joined to it ("và", a comma)."""
    kept = tuple(named for named in question.agencies if named.stop <= named.start)
    joined = re.finditer(rf"{_AGENCY}(?:(?:,| va|, va) {_AGENCY})*", said)
    for found in joined:
        who = tuple(named for named in _marked(question, found[0]) if named not in without)
        if who:
            return who
    return kept
