"""A model's draft held against the clauses it was given: each sentence stands, or falls with the reason.

A sentence stands when it cites clauses that were given; its quotes are verbatim; its figures, names and
agencies stand in the cited clauses; the roles it gives are those of proven assignments there; it denies,
counts and claims nothing of completeness that the clauses do not; and most of its words are theirs. What
the check cannot judge (whether a paraphrase is a happy one) it does not claim: the cited clause is one
click away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from answer.likeness import content_share
from answer.model import PART_OF_PARAGRAPH, Line, Removed
from answer.verify import quote_stands
from answer.written.bindings import misplaced
from answer.written.cited import Source, gives, leads_only, real_names, role_fits, says_name
from answer.written.claims import DOES, Claim, Part, claims_in, implied_part, rows_of
from answer.written.figures import COUNTED, WORDED, WORDED_COUNT, Figures, figures_in, unsaid
from answer.written.given import Given
from answer.written.proper_names import NAME_RUN, proper_part
from answer.written.sentences import QUOTED, Segment, Sentence, sentences_of, without_marks
from answer.written.wording_faults import (
    PLACE_WORDS,
    quote_fault,
    shape_fault,
    stray_fault,
    sweeping_fault,
    without_places,
)
from ingest.agencies import AgencyBook, Named
from ingest.fold import fold

UNCITED = "không dẫn điều khoản nào"
REPEATED = "nhắc lại câu đã viết"
LOST_SUBJECT = "câu nêu cơ quan đứng trước đã bị bỏ nên không còn rõ việc của ai"

ISSUED = re.compile(r"ban hành|ký|ngày ra|Số[:,]|số[:,]|ngày tháng", re.IGNORECASE)
SHORT_QUOTE = 2  # words of a quote that may be a word held up ("xây"), not a passage
QUOTING = 0.7  # share of the words around a quote that must be the clause's: a quote lends them its weight
MIN_OWN = 0.12  # share of a sentence's words that each clause it cites must hold
ONE = re.compile(r"\bmột\b", re.IGNORECASE)  # counts nothing in a story: "Một đơn vị chậm gửi nội dung"
ROLES_SAID: tuple[Part, ...] = ("lead", "support", "advise")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and why it falls; reason is None when it stands."""

    sentence: Sentence
    reason: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A draft judged: paragraphs of what stands, what was removed, the clauses cited by what stands."""

    paragraphs: tuple[Line, ...]
    removed: tuple[Removed, ...]
    cited: frozenset[int]

    @property
    def sentences(self) -> int:
        """Sentences that stand."""
        return sum(line.text.count(PART_OF_PARAGRAPH) + 1 for line in self.paragraphs)


class Checker:
    """Judges drafts against the clauses given."""

    def __init__(self, givens: Iterable[Given], book: AgencyBook) -> None:
        self.book = book
        clauses = tuple(givens)
        doers = {
            held.agency: held.agency_id for given in clauses for held in given.held if not held.collective
        }
        self.sources: Mapping[int, Source] = {given.n: Source(given, book, doers) for given in clauses}

    # -- a whole draft ---------------------------------------------------------------------------------

    def verdict(self, draft: str) -> Verdict:
        """Return what of a draft stands, in its own layout, and what was removed, with reasons."""
        judged = self.judge(sentences_of(draft))
        fallen = ((without_marks(j.sentence.text), j.reason) for j in judged)
        removed = tuple(Removed(text, reason) for text, reason in fallen if reason and text)
        kept = [j.sentence for j in judged if j.reason is None]
        return Verdict(_paragraphs(kept), removed, frozenset(n for s in kept for n in s.marks))

    def judge(self, sentences: Sequence[Sentence]) -> list[Judged]:
        """Return the sentences of a draft with why each falls, in order.

        A sentence without a subject leans on the one before it: it falls with it. A line that introduces a
        list stands when an item that leans on it does.
        """
        found: list[Judged] = []
        subject: tuple[Named, ...] = ()
        lost = False
        said: set[str] = set()
        for sentence in sentences:
            if sentence.start == "paragraph" or (sentence.start == "item" and sentence.lead):
                subject, lost = (), False
            if _introduces(sentence, sentences):
                found.append(Judged(sentence, None))
                continue
            own = self._subjects(sentence.words) or self._subjects(sentence.lead)
            leans = not own and self._leans(sentence)
            reason = LOST_SUBJECT if leans and lost else self.fault(sentence, subject)
            again = f"{sentence.lead} {fold(sentence.text)}"
            found.append(Judged(sentence, REPEATED if again in said and not reason else reason))
            said.add(again)
            if own:
                subject, lost = own, reason is not None
        return self._with_introductions(found)

    def _leans(self, sentence: Sentence) -> bool:
        return implied_part(_bare(sentence.words)) is not None

    def _with_introductions(self, judged: Sequence[Judged]) -> list[Judged]:
        """Judge the lines that introduce lists by the items under them; items that lean on a fallen one
        fall."""
        out = list(judged)
        for i, one in enumerate(judged):
            sentence = one.sentence
            if not _introduces(sentence, [j.sentence for j in judged]):
                continue
            items = [k for k, j in enumerate(out) if j.sentence.lead == sentence.text and j.reason is None]
            marks = {n for k in items for n in out[k].sentence.marks}
            reason = self._introduction_fault(sentence, marks) if items else "không còn ý nào bên dưới"
            out[i] = Judged(sentence, reason)
            if reason:
                for k in items:
                    if not self._subjects(out[k].sentence.words) and self._leans(out[k].sentence):
                        out[k] = Judged(out[k].sentence, LOST_SUBJECT)
        return out

    def _introduction_fault(self, sentence: Sentence, marks: Collection[int]) -> str | None:
        sources = [self.sources[n] for n in sorted(marks)]
        return self._figures_fault(sentence.words, sources) or self._names_fault(sentence.words, sources)

    def _subjects(self, text: str) -> tuple[Named, ...]:
        """Return the agencies that text makes doers, in the reading of the first clause given."""
        source = next(iter(self.sources.values()), None)
        if source is None or not text:
            return ()
        return tuple(c.agency for c in claims_in(text, real_names(source.names(text))) if c.part in DOES)

    # -- one sentence ----------------------------------------------------------------------------------

    def fault(self, sentence: Sentence, subject: Sequence[Named] = ()) -> str | None:
        """Return why a sentence falls, in words for the reader, or None.

        subject  the agencies the sentence before was about, for one that names none itself
        """
        if reason := shape_fault(sentence.text):
            return reason
        if not sentence.marks:
            return UNCITED
        if unknown := [n for n in sentence.marks if n not in self.sources]:
            return f"dẫn điều khoản [{unknown[0]}] không có trong các điều khoản được giao"
        everything = [self.sources[n] for n in sentence.marks]
        if not all(quote_stands(s.given.plan, s.given.citation) for s in everything):
            return "điều khoản được dẫn không khớp văn bản"
        rows = rows_of(sentence.words, real_names(everything[0].names(sentence.words)))
        told = {str(len(sentence.marks)), *(str(len(row)) for row in rows)}
        for segment in _leaning(sentence.segments):
            sources = [self.sources[n] for n in segment.marks]
            said = f"{sentence.lead} {QUOTED.sub(' … ', segment.text)}".strip()
            reason = self._segment_fault(segment.text, said, sources, subject, told)
            if reason:
                return reason
            subject = self._subjects(said) or subject
        return None

    def invented(self, text: str) -> str | None:
        """Return what a made-up text names that no clause given does: an agency, a figure, a name; or
        None."""
        sources = list(self.sources.values())
        if not sources:
            return "không có điều khoản nào để dựa vào"
        return (
            shape_fault(f"{text} [1]")
            or stray_fault(text, sources)
            or self._figures_fault(ONE.sub(" ", text), sources)
            or self._agency_fault(text, sources)
            or self._names_fault(text, sources)
        )

    def misnamed(self, text: str) -> str | None:
        """Return what a made-up story names that no clause given does, or in a role that none gives; or
        None."""
        sources = list(self.sources.values())
        if reason := self.invented(text):
            return reason
        for claim in claims_in(text, real_names(sources[0].names(text))):
            if claim.part in ROLES_SAID and not any(gives(claim, text, source) for source in sources):
                return _role_reason(claim)
        return None

    def _segment_fault(
        self,
        text: str,
        said: str,
        sources: Sequence[Source],
        subject: Sequence[Named],
        told: Collection[str],
    ) -> str | None:
        return (
            stray_fault(text, sources)
            or quote_fault(text, sources)
            or self._figures_fault(QUOTED.sub(" … ", text), sources, told)
            or self._agency_fault(said, sources)
            or self._role_fault(text, said, sources, subject)
            or self._names_fault(text, sources)
            or sweeping_fault(text, sources)
            or self._content_fault(text, sources)
            or misplaced(said, sources)
        )

    def _figures_fault(self, text: str, sources: Sequence[Source], told: Collection[str] = ()) -> str | None:
        """Return which figure of a text falls; told are counts of what the sentence itself lists."""
        words = without_places(text, sources)
        if words is None:
            return "chỉ sai chỗ trong văn bản"
        for found in COUNTED.finditer(words):
            of_bodies = re.search(r"(?:cơ quan|đơn vị)$", found[0]) and _count(found["value"]) in told
            if not of_bodies and not any(f" {fold(found[0])} " in source.folded for source in sources):
                return f"số đếm “{found[0]}” không có trong điều khoản được dẫn"
        words = COUNTED.sub(" ", words)
        documents = _joined([figures_in(source.given.document) for source in sources])
        dated = (
            bool(ISSUED.search(text))
            or bool(figures_in(text).documents)
            or all(s.given.is_frame for s in sources)
        )
        words = WORDED_COUNT.sub(lambda found: " " if _count(found["word"]) in told else found[0], words)
        missing = unsaid(figures_in(words), [s.figures for s in sources], documents, dated=dated)
        return f"{missing} không có trong điều khoản được dẫn" if missing else None

    def _agency_fault(self, said: str, sources: Sequence[Source]) -> str | None:
        for named in real_names(sources[0].names(said)):
            if not any(source.holds(named) or source.through(named, said) for source in sources):
                return f"điều khoản được dẫn không nêu {named.name}"
        return None

    # -- roles -----------------------------------------------------------------------------------------

    def _role_fault(
        self, text: str, said: str, sources: Sequence[Source], subject: Sequence[Named]
    ) -> str | None:
        claims = claims_in(said, real_names(sources[0].names(said)))
        doers = [claim for claim in claims if claim.part in DOES]
        for claim in claims:
            if claim.part in DOES and not any(gives(claim, said, s) for s in sources):
                return _role_reason(claim)
            if (
                claim.part == "partner"
                and any(d.part == "lead" for d in doers)
                and leads_only(claim, sources)
            ):
                return f"điều khoản được dẫn giao {claim.agency.name} chủ trì"
        own = claims_in(text, real_names(sources[0].names(text)))
        if any(claim.part in DOES for claim in own):
            return None
        part = implied_part(_bare(text))
        return (
            self._implied_fault(part, text, tuple(d.agency for d in doers) or subject, sources)
            if part
            else None
        )

    def _implied_fault(
        self, part: Part, text: str, subject: Sequence[Named], sources: Sequence[Source]
    ) -> str | None:
        """Hold what a sentence without a subject claims against the agencies it was carried over from."""
        if not any(source.given.held for source in sources):
            return None
        if not subject:
            if part == "act" or any(role_fits(part, text, held, s) for s in sources for held in s.given.held):
                return None
            return "vai trò không khớp với điều khoản được dẫn"
        for named in subject:
            if not any(gives(Claim(named, part, text), text, source) for source in sources):
                return f"điều khoản được dẫn không giao việc này cho {named.name}"
        return None

    # -- names, denials, words -------------------------------------------------------------------------

    def _names_fault(self, text: str, sources: Sequence[Source]) -> str | None:
        """Return why a proper name falls: a person, place or work that neither clause nor document names."""
        rest = text
        for pattern in (QUOTED, PLACE_WORDS):  # judged elsewhere
            rest = pattern.sub(lambda found: " " * len(found[0]), rest)
        for named in real_names(sources[0].names(text)):
            rest = rest[: named.start] + " " * (named.stop - named.start) + rest[named.stop :]
        for run in NAME_RUN.finditer(rest):
            opens = not re.search(r"\w", rest[: run.start()])
            follows = re.match(r"\s*(\w*)", rest[run.end() :])
            name = proper_part(run[0], follows[1] if follows else "", opens=opens)
            if name and not any(says_name(source, name) for source in sources):
                return f"tên “{name}” không có trong điều khoản được dẫn"
        return None

    def _content_fault(self, text: str, sources: Sequence[Source]) -> str | None:
        skip = [named.name for named in sources[0].names(text)]
        outside = QUOTED.sub(" ", text)
        shared = content_share(outside, [source.wording for source in sources], skip)
        quotes = any(len(found[0].split()) > SHORT_QUOTE for found in QUOTED.finditer(text))
        if not shared.stands or (quotes and shared.words and shared.share < QUOTING):
            return "nội dung không có trong điều khoản được dẫn"
        if len(sources) > 1:
            for source in sources:
                alone = content_share(text, [source.narrow_wording], skip)
                if alone.words and alone.share < MIN_OWN:
                    return f"điều khoản [{source.given.n}] không nói về việc này"
        return None


# -- pieces of the check -------------------------------------------------------------------------------


def _bare(text: str) -> str:
    return text.strip(" ,;:–-")


def _introduces(sentence: Sentence, sentences: Iterable[Sentence]) -> bool:
    """Return whether a line without marks introduces a list."""
    return not sentence.marks and any(other.lead == sentence.text for other in sentences)


def _leaning(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments of a sentence, words behind the last mark joined to those before it."""
    out: list[Segment] = []
    for segment in segments:
        if not segment.marks and out:
            out[-1] = Segment(f"{out[-1].text} {segment.text}", out[-1].marks)
        elif out and not re.search(r"\w{2}.*\w{2}", out[-1].text):
            out[-1] = Segment(f"{out[-1].text} {segment.text}", out[-1].marks + segment.marks)
        else:
            out.append(segment)
    return out


def _count(word: str) -> str:
    return str(WORDED.get(word.lower(), word.lstrip("0")))


def _joined(figures: Sequence[Figures]) -> Figures:
    def all_of(name: str) -> frozenset[object]:
        return frozenset().union(*(getattr(one, name) for one in figures))

    return Figures(*(all_of(name) for name in Figures.__slots__))  # type: ignore[arg-type]


def _role_reason(claim: Claim) -> str:
    what = {
        "lead": "chủ trì",
        "support": "phối hợp",
        "advise": "tham mưu",
        "help": "tham gia",
    }.get(claim.part, "thực hiện việc này")
    return f"điều khoản được dẫn không giao {claim.agency.name} {what}"


def _paragraphs(kept: Sequence[Sentence]) -> tuple[Line, ...]:
    """Return the sentences that stand as lines, one a paragraph or list item, marks in the text."""
    groups: list[list[Sentence]] = []
    for sentence in kept:
        if sentence.start or not groups:
            groups.append([sentence])
        else:
            groups[-1].append(sentence)
    return tuple(
        Line(
            PART_OF_PARAGRAPH.join(s.text for s in group),
            tuple(dict.fromkeys(n for s in group for n in s.marks)),
        )
        for group in groups
    )
