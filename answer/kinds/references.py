"""Documents that clauses cite: which one a question asks for, and what the plans say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex as re

from answer.corpus import Unit, padded
from answer.desk import Desk, Draft, cite, shortened
from answer.model import Line
from answer.seek import GATE, LONG_LINE, focus, grouped, part_of, said_by
from answer.understanding.topic import Scorer, Topic, make_topic, words_of
from answer.understanding.wording import KINDS_OF_DOCUMENT, NUMBER_OF_BASE, OTHER_DOCUMENT, WHICH_DOCUMENT
from ingest.fold import fold
from ingest.numbers import numbers_in

NAMED_DOCUMENT = re.compile(rf"(?P<kind>{'|'.join(KINDS_OF_DOCUMENT)})\s+(?:số\s+)?$", re.IGNORECASE)
# What is told of a document ends at ";", at the end of a sentence, or where its purpose begins.
# or where the issuer of the plan speaks ("…, Ủy ban nhân dân tỉnh ban hành Kế hoạch …").
END_OF_REFERENCE = re.compile(
    r";|\.(?=\s+\p{Lu}|$)|,\s+(?=để |nhằm |(?:[UỦ][yỷ] ban nhân dân|UBND)[^,;]{0,40} ban hành)"
)
SHORT_REFERENCE = 60  # characters after the number (date, issuer): what the document is stands before it then
OWN_SHARE = 0.75  # of a score, for the words that tell what the document is; the rest for its clause
NEAR_REFERENCE = 0.9  # of the best score: a second document is shown only when as good
ASKS_BASE = ("so", "can", "cu")  # words of "số của … mà … căn cứ", which tell nothing of the document
MAX_DOCUMENTS = 2
REFERENCE_GATE = 0.8 * GATE  # a document is told in few words: less of the topic must be met
MUCH_LONGER = 20  # characters more, before another place tells a document better
# Of a document named by number: what it says, which only the document itself can tell;
ASKS_ITS_CONTENT = re.compile(
    r"quy dinh (?:nhung )?(?:gi|the nao)|noi dung (?:cua|chinh)|"
    r"gom (?:co )?(?:nhung |cac )?(?:noi dung |phan )?gi|"
    r"may (?:dieu|chuong|khoan)|yeu cau (?:nhung )?gi|dieu \d|toan van"
)
# The document is the subject and says something: "Nghị định 15/2018 quy định thủ tục … ra sao?"
SAYS_SOMETHING = re.compile(
    r"^(?:\w+ ){0,2}"
    r"(?:nghi dinh|nghi quyet|ket luan|quyet dinh|chi thi|thong tu|luat|chuong trinh|quy che)\b.{0,60}?"
    r"\b(?:quy dinh|de ra|dat(?: ra)?|cho(?: phep)?|yeu cau|giao|neu|gom|dua ra|xac dinh|phat|bat buoc)\b"
    r".*\b(?:may|bao nhieu|ra sao|the nao|nhu nao|gi|nao|bao lau|ai)\b"
)
COUNTS_PARTS = re.compile(r"\bmay (?:dieu|chuong|khoan)\b")
PARTS_OF_LAW = frozenset(["dieu", "khoan", "diem", "muc", "chuong", "phan"])
# every place that cites it, not only the one that tells most of it;
ASKS_EVERY_PLACE = re.compile(
    r"(?<!ve )viec gi|lam gi|ap dung|\bdung\b|nhac|neu|dan chieu|o dau|ke hoach nao|ban nao|cho nao|muc nao"
)
# what a plan uses it for.
ASKS_USE = re.compile(r"(?<!ve )viec gi|lam gi|de lam|ap dung|\bdung\b|lien quan|noi dung gi")

# The issuer ends where the document's matter begins: "của Tỉnh ủy về thực hiện Kết luận …".
ISSUED_BY = re.compile(
    r"\bcủa\s+(?P<issuer>[^,;.()“”]{2,90}?)"
    r"(?=\s+(?:về|thực hiện|triển khai|ban hành|phê duyệt|quy định|hướng dẫn|tiếp tục|sửa đổi)\b|[,;.()“”]|$)"
)
# Issuers as the symbol of a number tells them, where the words after it do not.
SYMBOLS = {
    "thu tuong": re.compile(r"TTg$"),
    "chinh phu": re.compile(r"(?:NĐ|NQ)-CP$"),
    "quoc hoi": re.compile(r"/QH\d+$|UBTVQH"),
    "trung uong": re.compile(r"/TW$"),
    "tinh uy": re.compile(r"/TU$"),
    "thanh uy": re.compile(r"/TU$"),
    "hoi dong nhan dan": re.compile(r"HĐND"),
}
CENTRAL = ("trung uong", "bo chinh tri", "ban bi thu")  # whose numbers all end in "/TW"


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited in a clause.

    kind  folded ("nghi quyet"), "" where the words before the number do not say
    text  what is told of it there, its kind and number included
    """

    unit: Unit
    kind: str
    number: str
    text: str


def references_in(units: Iterable[Unit]) -> list[Reference]:
    """Return the documents that units cite, in reading order, each with the words that tell what it is."""
    return [
        ref
        for unit in units
        for part in unit.text.split("\n")
        for ref in _references_in(unit, " ".join(part.split()))
    ]


def _references_in(unit: Unit, text: str) -> list[Reference]:
    found: list[Reference] = []
    for number in numbers_in(text):
        head = NAMED_DOCUMENT.search(text[: number.start])
        start = head.start() if head else number.start
        end = END_OF_REFERENCE.search(text[number.stop :])
        stop = number.stop + end.start() if end else len(text)
        if stop - number.stop < SHORT_REFERENCE:
            start = _told_before(text, start)
        kind = fold(head["kind"]) if head else ""
        found.append(Reference(unit, kind, number.value, _cut(text, start, min(stop, start + LONG_LINE))))
    return found


def _cut(text: str, start: int, stop: int) -> str:
    """Return text[start:stop] without the parts of words at its ends, "…" where something is left out."""
    part = text[start:stop]
    if start and text[start - 1].isalnum() and part[:1].isalnum():
        part = "…" + part.partition(" ")[2]
    if text[stop : stop + 1].isalnum() and part[-1:].isalnum():
        part = part.rpartition(" ")[0] + "…"
    return part


def _told_before(text: str, start: int) -> int:
    """Return where the sentence or part starts that names a document at start."""
    breaks = [found.end() for found in re.finditer(r"[.;]\s+", text[:start])]
    return max(breaks[-1] if breaks else 0, start - LONG_LINE // 2)


def answer_reference(desk: Desk) -> Draft | None:
    """Answer which document: the one whose words hold the topic best."""
    folded = desk.question.folded
    asked = OTHER_DOCUMENT.search(folded) or WHICH_DOCUMENT.search(folded) or NUMBER_OF_BASE.search(folded)
    kind = asked["kind"] if asked else ""
    kind = "" if kind == "van ban" else kind  # "văn bản nào" asks for any kind
    named = [word for agency in desk.question.agencies for word in words_of(agency.name)]
    words = [word for word in desk.question.topic.words if word.folded not in (*kind.split(), *ASKS_BASE)]
    words += named if NUMBER_OF_BASE.search(folded) else []
    topic = make_topic(words, desk.corpus)
    scored = _scored(desk, kind, topic)
    if not scored or (topic and scored[0][0] < desk.gate(REFERENCE_GATE)):
        return None
    top = scored[0][0]
    chosen: dict[str, Reference] = {}
    for score, ref in scored:
        if score >= NEAR_REFERENCE * top and (ref.number in chosen or len(chosen) < MAX_DOCUMENTS):
            kept = chosen.setdefault(ref.number, ref)
            if len(ref.text) > len(kept.text):
                chosen[ref.number] = ref
    return _reference_lines(desk, list(chosen.values()))


def _scored(desk: Desk, kind: str, topic: Topic) -> list[tuple[float, Reference]]:
    """Return the documents that plans cite with their scores, best first; kind is folded, "" for any."""
    issuers = [fold(named.name) for named in desk.question.agencies]
    documents = references_in(desk.units())
    of_issuer = [ref for ref in documents if any(is_by(ref, issuer) for issuer in issuers)]
    scorer = Scorer(topic, desk.corpus)
    scored = [
        (_fit(desk, scorer, ref, issued=bool(of_issuer)), ref)
        for ref in of_issuer or documents
        if _is_of_kind(ref, kind) and all(year in ref.text for year in desk.question.years)
    ]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].unit.plan_id, pair[1].unit.order))


def _fit(desk: Desk, scorer: Scorer, ref: Reference, *, issued: bool) -> float:
    """Return how well a document fits the topic: what is told of it, and the clause around.

    issued  by whom the question names: that tells a document as well as its own words do
    """
    title = desk.corpus.plans[ref.unit.plan_id].title or ""  # what a plan stands on is of its subject
    own = scorer.score(replace(part_of(ref.unit, ref.text), above=padded(title)))
    around = scorer.score(ref.unit)
    around = max(own, around) if issued else around
    return OWN_SHARE * own + (1 - OWN_SHARE) * around


def _is_of_kind(ref: Reference, kind: str) -> bool:
    """Return whether a document may be of kind: a "quy chế" is cited by the decision that issued it."""
    if not kind or not ref.kind or ref.kind == kind:
        return True
    return kind == "quy che" and kind in fold(ref.text)


def _reference_lines(desk: Desk, references: Sequence[Reference]) -> Draft:
    by_unit = {ref.unit.key: ref for ref in references}
    groups = grouped(
        desk,
        [ref.unit for ref in references],
        lambda unit: Line(by_unit[unit.key].text, (_cite(desk, by_unit[unit.key]),)),
    )
    return Draft("answered", f"{shortened(references[0].text)}.", groups)


def _citing_line(desk: Desk, unit: Unit, ref: Reference, *, whole: bool) -> Line:
    """Return what a document is, or the whole clause that uses it."""
    if whole:
        return said_by(unit, focus(desk, unit, unit.text), cite(desk, unit))
    return Line(ref.text, (_cite(desk, ref),))


def _cite(desk: Desk, ref: Reference) -> int:
    """Return the number of the citation of a reference; of a block its heading and the line with it."""
    lines = ref.unit.clauses if ref.unit.head is not None else ()
    return desk.citer.cite_unit(
        ref.unit, [line for line in lines if ref.number in line.text.replace(" ", "")]
    )


def is_number(number: str, asked: str) -> bool:
    """Return whether a document's number is the one asked for, in full or by its first part ("57")."""
    plain, wanted = _same_signs(number), _same_signs(asked)
    return bool(re.match(rf"{re.escape(wanted)}(?!\d)", plain))


def _same_signs(number: str) -> str:
    """Return a number as it is compared: "961-QĐ-TU" is "961-QĐ/TU"."""
    return re.sub(r"[/-]", "/", number.replace("Đ", "D").casefold())


def answer_named_document(desk: Desk) -> Draft | None:
    """Answer what plans say of a document named by number; its own content is not in them."""
    question = desk.question
    citing: dict[tuple[str, str], Reference] = {}
    for ref in references_in(desk.units()):
        if any(is_number(ref.number, asked) for asked in question.numbers):
            kept = citing.setdefault(ref.unit.key, ref)
            if len(ref.text) > len(kept.text):
                citing[ref.unit.key] = ref
    if not citing:
        return None
    parts = all(w.folded in PARTS_OF_LAW or w.folded.isdigit() for w in question.topic.words)
    more = COUNTS_PARTS.search(question.folded) or (
        SAYS_SOMETHING.search(question.folded) and not _holds_all(question.topic, citing.values())
    )
    if (ASKS_ITS_CONTENT.search(question.folded) and parts) or more:
        return _only_cited(desk, next(iter(citing.values())))
    if not ASKS_EVERY_PLACE.search(question.folded):
        citing = _best_told(citing)
    whole = bool(ASKS_USE.search(question.folded))
    groups = grouped(
        desk,
        [ref.unit for ref in citing.values()],
        lambda unit: _citing_line(desk, unit, citing[unit.key], whole=whole),
    )
    note = "Kế hoạch chỉ dẫn chiếu văn bản này, không chép lại nội dung của nó."
    said = f"Được nhắc ở {len(citing)} điều khoản trong {len(groups)} kế hoạch."
    return Draft("answered", said, groups, (note,))


def _holds_all(topic: Topic, references: Iterable[Reference]) -> bool:
    """Return whether one clause that cites the document holds every word of the topic."""
    words = [word.folded for word in topic.words]
    return any(all(f" {word} " in ref.unit.folded for word in words) for ref in references)


def _only_cited(desk: Desk, ref: Reference) -> Draft:
    said = (
        f"Các kế hoạch chỉ dẫn chiếu văn bản số {ref.number}, không chép lại nội dung văn bản đó; "
        "văn bản đó chưa được nạp."
    )
    return Draft("not_found", said, nearest=desk.nearest(2))


def _best_told(citing: Mapping[tuple[str, str], Reference]) -> dict[tuple[str, str], Reference]:
    """Keep for each plan the one place that says most of what the document is."""
    best: dict[str, Reference] = {}
    for ref in citing.values():
        kept = best.setdefault(ref.unit.plan_id, ref)
        if len(ref.text) > len(kept.text) + MUCH_LONGER:
            best[ref.unit.plan_id] = ref
    return {ref.unit.key: ref for ref in best.values()}


def is_by(ref: Reference, issuer: str) -> bool:
    """Return whether a document was issued by who is named, as its reference or its symbol says."""
    after = ref.text[ref.text.find(ref.number.partition("/")[0]) :]
    if said := ISSUED_BY.search(after):
        words = padded(said["issuer"])
        if f" {issuer} " in words:
            return issuer != "chinh phu" or "thu tuong" not in words
        if issuer not in SYMBOLS or issuer in CENTRAL:
            return False
    symbol = SYMBOLS.get(issuer)
    return symbol is not None and symbol.search(ref.number) is not None
