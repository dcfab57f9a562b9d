"""What a sentence is held against: one cited clause, its agencies with their proven roles, its figures, its
wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import regex as re

from answer.likeness import Wording
from answer.written.claims import Claim, Part
from answer.written.figures import figures_in
from answer.written.given import Given
from ingest.agencies import AgencyBook, Named, write_out
from ingest.fold import fold, fold_tone
from ingest.plan import Assignment
from ingest.roles import OPENS_SUPPORT

COMMANDS = re.compile(
    r"^\s*(?:đã|có|cũng)?\s*(?:giao|yêu cầu|đề nghị|ban hành|phân công|chỉ đạo|quy định"
    r"|phê duyệt|xác định|đặt|đề ra|nêu|khuyến khích|bố trí|kèm theo)\b",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"^tổ chức\b|\bđược giao\b")  # read as names of bodies and none in a sentence
MANY = re.compile(r"^(?:cac|nhung|moi mot|moi|tung) ")


class Source:
    """One clause with what is looked up in it again and again."""

    def __init__(self, given: Given, book: AgencyBook, doers: Mapping[str, str | None]) -> None:
        self.given, self.book, self.doers = given, book, doers
        self._named: dict[str, tuple[Named, ...]] = {}
        self.own = own = "\n".join((given.text, *given.headings))
        self.words = f" {fold_tone(own)} "
        self.folded = f" {fold(write_out(own))} "
        self.document = f" {fold(write_out(given.document))} "
        self.named = {i for n in self.names(own) for i in (n.agency_id, *n.also) if i}
        self.named |= {held.agency_id for held in given.held if held.agency_id}
        self.figures = figures_in(own)
        self.wording = Wording.of(f"{own}\n{given.document}")
        self.narrow_wording = Wording.of(own)
        self.placed_wording = Wording.of(f"{own}\n{given.plan.place or ''}")

    def names(self, text: str) -> tuple[Named, ...]:
        """Return the agencies text names, as this plan means them."""
        if text not in self._named:
            plan = self.given.plan
            found = self.book.named_in(text, level=self.given.level, place=plan.place)
            self._named[text] = with_doers(text, found, self.doers)
        return self._named[text]

    def holds(self, named: Named) -> bool:
        """Return whether the clause or its document names an agency, by entry or in the same words."""
        name = f" {MANY.sub('', fold(write_out(named.name)))} "
        if any(form in words for form in _at_or_in(name) for words in (self.folded, self.document)):
            return True
        if named.agency_id is None or not {named.agency_id, *named.also} & self.named:
            return False
        return all(self.says(word) for word in _own_words(named, self.book))

    def says(self, words: str) -> bool:
        """Return whether the clause, its headings or its document hold words, short names written out."""
        folded = f" {fold(write_out(words))} "
        return folded in self.folded or folded in self.document

    def roles_of(self, named: Named) -> list[Assignment]:
        """Return the proven assignments of an agency here."""
        name = fold(write_out(named.name))
        ids = {named.agency_id, *named.also} - {None}
        return [
            held
            for held in self.given.held
            if (held.agency_id in ids and self.holds(named))
            or (
                (held.agency_id is None or (held.collective and named.collective and self.holds(named)))
                and _alike(name, fold(held.agency))
            )
            or fold(held.agency) == name
        ]

    def through(self, named: Named, words: str) -> list[Assignment]:
        """Return the assignments of groups that take an agency in, where the sentence says so."""
        groups = {group for group, how in self.book.groups_covering(named.agency_id or "") if how == "covers"}
        said = fold(words)
        return [
            held
            for held in self.given.held
            if held.collective
            and held.agency_id in groups
            and ("nhom" in said.split() or _counted_in(said, fold(held.agency)))
        ]


def _counted_in(said: str, group: str) -> bool:
    """Return whether words name a group other than as who receives: "báo cáo cho các sở, ban, ngành"."""
    return re.search(rf"(?<!\b(?:cho|voi|gui|den|toi|cua) ){re.escape(group)}", said) is not None


def with_doers(text: str, named: Sequence[Named], doers: Mapping[str, str | None]) -> tuple[Named, ...]:
    """Return the names found in text and those of doers that no list holds ("Văn phòng Sở"), in order.

    doers  agencies of the clauses given, with their ids
    """
    found = list(named)
    for name, agency_id in doers.items():
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            start, stop = place.span()
            inside = [one for one in found if one.start < stop and start < one.stop]
            if all(
                start <= one.start and one.stop <= stop and one.stop - one.start < stop - start
                for one in inside
            ):
                found = [one for one in found if one not in inside]
                found.append(
                    Named(place[0], agency_id, collective=False, generic=False, start=start, stop=stop)
                )
    return tuple(sorted(found, key=lambda one: one.start))


def _at_or_in(name: str) -> tuple[str, ...]:
    """Return a folded name as it is, and with "ở" for "tại" ("cơ quan đại diện Việt Nam ở nước ngoài")."""
    return tuple({name, name.replace(" o ", " tai "), name.replace(" tai ", " o ")})


def _alike(name: str, other: str) -> bool:
    """Return whether one folded name holds the other, "các" and "mỗi" before them left out."""
    one, two = MANY.sub("", name), MANY.sub("", other)
    return one in two or two in one


def _own_words(named: Named, book: AgencyBook) -> list[str]:
    """Return the words of a name that tell one body from others of its entry: "Trùng", "Khánh" of a
    district."""
    agency = next((a for a in book.agencies if a.id == named.agency_id), None)
    known = {
        w for name in ((agency.id, *agency.aliases) if agency else ()) for w in fold(write_out(name)).split()
    }
    words = re.findall(r"\p{Lu}[\p{L}]*", named.name)
    return [
        word
        for word in words
        if fold(word) not in known and fold(write_out(word)) == fold(word) and "&" not in word
    ]


def real_names(names: Iterable[Named]) -> list[Named]:
    """Return the names that stand for a body: no open groups, no verb read as a name ("tổ chức hội thảo")."""
    return [n for n in names if not n.generic and not NO_NAME.search(n.name)]


def says_name(source: Source, name: str) -> bool:
    words = f" {fold(write_out(name))} "
    if words in source.folded or words in source.document:
        return True
    parts = fold(name).split()  # a sentence's first word may be run together with a name
    return len(parts) > 1 and all(f" {part} " in source.folded + source.document for part in parts)


# -- roles --------------------------------------------------------------------------------------------


def gives(claim: Claim, said: str, source: Source) -> bool:
    """Return whether a clause gives an agency the part that a sentence claims."""
    if claim.part == "act" and source.says(f"{claim.agency.name} {' '.join(claim.after.split()[:2])}"):
        return True  # "tài liệu do Bộ … cung cấp", in the clause's own words
    held = source.roles_of(claim.agency) or source.through(claim.agency, said)
    if any(role_fits(claim.part, claim.after, one, source) for one in held):
        return True
    if held:
        return False
    if not source.given.held:  # nobody's duty: the words themselves have to say it
        return source.holds(claim.agency) and _worded(claim.part, source)
    return _commands(claim, source)


def role_fits(part: Part, after: str, held: Assignment, source: Source) -> bool:
    if part == "joint":
        return True
    asks_support = held.role == "request" and OPENS_SUPPORT.match(held.task) is not None
    detail = held.detail.lower()
    if part == "lead":
        if re.search(r"đầu mối", after[:60]) and "dau moi" not in source.folded:
            return False
        return held.role == "lead" or "chủ trì" in detail or (held.role == "request" and not asks_support)
    if part == "support":
        return (
            held.role == "support"
            or "phối hợp" in detail
            or OPENS_SUPPORT.match(held.task) is not None
            or _supports_further_on(after, held.task)
        )
    if part == "advise":
        return (
            held.role == "advise"
            or "tham mưu" in detail
            or bool(re.search(r"tham mưu", held.task[:80], re.I))
        )
    if part == "help":
        return (
            held.role == "support"
            or asks_support
            or bool(re.search(r"tham gia|hỗ trợ|cùng|góp phần", held.task, re.I))
        )
    return held.role != "support"


def _supports_further_on(after: str, task: str) -> bool:
    """Return whether a later part of a duty is the support claimed: "Làm đầu mối …; phối hợp tổ chức đào
    tạo"."""
    found = re.search(r"\bphối hợp\s+(?!với\b|cùng\b)\w+\s+\w+", after, re.IGNORECASE)
    return (
        found is not None and re.search(rf"[;.]\s*{re.escape(found[0])}\b", task, re.IGNORECASE) is not None
    )


def _worded(part: Part, source: Source) -> bool:
    """Return whether a clause that gives nobody a duty at least says the role."""
    needed = {"lead": r"chu tri|dau moi|chiu trach nhiem", "support": "phoi hop", "advise": "tham muu"}.get(
        part
    )
    return needed is None or re.search(needed, source.folded) is not None


def _commands(claim: Claim, source: Source) -> bool:
    """Return whether the agency is who issued the plan, and is said to order what the plan orders."""
    issuer = fold(source.given.plan.issuer or "")
    own = fold(write_out(claim.agency.name))
    return bool(issuer) and own in issuer and bool(COMMANDS.match(claim.after))


def leads_only(claim: Claim, sources: Sequence[Source]) -> bool:
    held = [one for source in sources for one in source.roles_of(claim.agency)]
    return bool(held) and all(one.role == "lead" and "phối hợp" not in one.detail for one in held)
