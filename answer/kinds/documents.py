"""Lists of the documents that plans cite: "các quyết định của Thủ tướng mà Trà Vinh viện dẫn"."""

from __future__ import annotations

from collections.abc import Sequence

import regex as re

from answer.corpus import Unit
from answer.desk import Desk, Draft, cite, counted, searched
from answer.kinds.references import ASKS_BASE, Reference, is_by, is_number, references_in
from answer.model import Line
from answer.seek import part_of
from answer.understanding.question import Question
from answer.understanding.terms import Terms
from answer.understanding.topic import Topic, make_topic
from answer.understanding.wording import KINDS_OF_DOCUMENT
from ingest.fold import fold

_KINDS = "|".join(fold(kind) for kind in KINDS_OF_DOCUMENT)
_ANY = "van ban"
_CITES = (
    r"(?:vien dan|dan chieu|trich dan|dan ra|nhac(?: den| toi| ten)?|neu(?: ten)?|can cu|lam can cu|dua vao|"
    r"de cap(?: den)?)"
)
_ALL = r"(?:nhung|cac|may|bao nhieu|liet ke|ke(?: ra| ten)?|tat ca)"
# "kể các quyết định của Thủ tướng mà X viện dẫn", "X viện dẫn những nghị định nào", "nêu mấy nghị quyết"
LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ALL}(?: \w+){{0,2}}? (?P<kind>{_KINDS})\b.*\b{_CITES}\b",
        rf"\b{_CITES}\b(?: \w+){{0,4}}? {_ALL} (?:\w+ )??(?P<kind>{_KINDS})\b",
        rf"\b{_CITES}\b(?: \w+){{0,2}}? (?P<kind>{_KINDS}) nao\b",
        rf"\bco (?P<kind>{_KINDS}) nao (?:cua|do)\b.*\b{_CITES}\b",
    )
)
UNNUMBERED = ("luat", "phap lenh")  # cited by name and day: they are told with the bases
# Words that ask for such a list and tell nothing of the documents, folded.
_ASKING = "vien dan chieu trich nhac neu ke ten toi den de cap dua ra liet"
SAID_OF_CITING = frozenset((*ASKS_BASE, *_ASKING.split()))
MATTER_GATE = 0.5  # share of the topic that what is told of a document must say
KINDS_BY_SYMBOL = {
    "NQ": "nghi quyet",
    "QĐ": "quyet dinh",
    "NĐ": "nghi dinh",
    "TT": "thong tu",
    "CT": "chi thi",
    "KL": "ket luan",
    "KH": "ke hoach",
    "CTr": "chuong trinh",
    "ĐA": "de an",
    "HD": "huong dan",
    "TTr": "to trinh",
    "TB": "thong bao",
}
HOW = "Cách tính: văn bản có ghi số, ký hiệu ở kế hoạch, mỗi văn bản kể một lần."


def answer_documents(desk: Desk) -> Draft | None:
    """Answer which documents of a kind, an issuer or a matter plans cite; None where no list is asked for."""
    said = kind_listed(desk.question.folded)
    if said is None or said in UNNUMBERED or desk.question.numbers:
        return None
    kind = "" if said == _ANY else said
    issuers = [fold(named.name) for named in desk.question.agencies]
    topic = _matter(desk, kind)
    if not (kind or issuers or topic):
        return None  # "liệt kê các văn bản căn cứ": the opening paragraphs say it
    terms = Terms(topic, desk.corpus)
    chosen: dict[str, dict[str, Reference]] = {}
    for ref in references_in(desk.units()):
        own = desk.corpus.plans[ref.unit.plan_id].number
        if (own and is_number(own, ref.number)) or not _fits(ref, kind, issuers, terms, desk):
            continue
        of_plan = chosen.setdefault(ref.unit.plan_id, {})
        if ref.number not in of_plan or len(ref.text) > len(of_plan[ref.number].text):
            of_plan[ref.number] = ref
    if topic and not chosen:
        return None
    return _list(desk, chosen, _called(desk.question, said))


def kind_listed(folded: str) -> str | None:
    """Return the kind of documents of which a list is asked for, folded; None where none is.

    "Các kế hoạch viện dẫn những chỉ thị nào?" asks for directives.
    """
    kinds = [match["kind"] for pattern in LISTS for match in pattern.finditer(folded)]
    return min(kinds, key=lambda kind: (kind == "ke hoach", kind == _ANY), default=None)


def _list(desk: Desk, chosen: dict[str, dict[str, Reference]], what: str) -> Draft:
    groups = desk.per_plan(
        lambda plan: [
            Line(ref.text, (cite(desk, ref.unit, fields=("",)),)) for ref in chosen.get(plan.id, {}).values()
        ]
    )
    if not groups:
        return Draft(
            "not_found",
            f"Không thấy {what} nào có ghi số, ký hiệu được viện dẫn trong {searched(desk.plans)}.",
            notes=(HOW,),
        )
    return Draft("answered", f"{counted(groups)} {what} được viện dẫn.", groups, (HOW,))


def _called(question: Question, kind: str) -> str:
    """Return what is listed, as it is said: "quyết định của Thủ tướng"."""
    said = next(name for name in KINDS_OF_DOCUMENT if fold(name) == kind)
    issuers = " và ".join(named.name for named in question.agencies)
    return f"{said} của {issuers}" if issuers else said


def _matter(desk: Desk, kind: str) -> Topic:
    """Return what the documents are to be about: the topic without the words that ask for such a list."""
    filling = SAID_OF_CITING | set(kind.split()) | {"van", "ban"}
    words = [word for word in desk.question.topic.words if word.folded not in filling]
    return make_topic(words, desk.corpus)


def _fits(ref: Reference, kind: str, issuers: Sequence[str], terms: Terms, desk: Desk) -> bool:
    if kind and _kind_of(ref) != kind:
        return False
    if issuers and not any(is_by(ref, issuer) for issuer in issuers):
        return False
    told: Unit = part_of(ref.unit, ref.text)
    return terms.share(told) >= desk.gate(MATTER_GATE)


def _kind_of(ref: Reference) -> str:
    """Return the kind of a document: said before its number, else told by its symbol."""
    if ref.kind:
        return ref.kind
    symbol = re.search(r"(?:^|[/-])(NQ|QĐ|NĐ|TT|CT|KL|KH|CTr|ĐA|HD|TTr|TB)(?=[-/]|$)", ref.number)
    return KINDS_BY_SYMBOL.get(symbol[1], "") if symbol else ""
