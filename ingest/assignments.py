"""Clauses -> who leads, who supports, by when, each with the words that prove it.

The rules are those of Vietnamese administrative style: the doer stands in the heading ("4. Sở Ngoại vụ"),
in a labelled line ("Đơn vị chủ trì: …"), in a column of a table, or is the subject of the sentence;
the opening verb says the role ("Phối hợp với …" supports; "Chủ trì, phối hợp với X" leads, X supports).
UBND does not command party and front bodies: "Đề nghị …" is a request.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex as re

from ingest.agencies import AgencyBook, Named
from ingest.agency_writing import write_out
from ingest.clean import Flat
from ingest.deadlines import deadline_in, field_value
from ingest.fold import fold
from ingest.plan import Assignment, Clause, Mention, Role, Section, Span

Names = Mapping[str, tuple[Named, ...]]

# -- words ---------------------------------------------------------------------------------------------

ADVERBS = r"(?:(?:thường xuyên|chủ động|tích cực|kịp thời|tiếp tục|chặt chẽ)\s*(?:,|và)?\s*)*"
OPENS_SUPPORT = re.compile(rf"{ADVERBS}phối hợp\b(?!\s+(?:giữa|liên ngành))", re.IGNORECASE)
COORDINATES = re.compile(
    r"phối hợp(?:\s*,\s*\w+(?:\s\w+)?)?(?:\s+(?:chặt chẽ|thường xuyên|đồng bộ|hiệu quả|tốt))*(?:\s+(?:cùng\s+với|với|cùng))?\s*:?\s+",
    re.IGNORECASE,
)
REQUEST = re.compile(r"\s*(?:Trân trọng\s+)?(?:đề nghị|kính đề nghị|mời)\s+", re.IGNORECASE)
DEMAND = re.compile(
    r"(?:^|\b)(?:yêu cầu|đề nghị|giao(?:\s+cho)?|giao nhiệm vụ cho)\s+(?:các đồng chí\s+)?$", re.IGNORECASE
)
HEADING_LEAD = re.compile(
    r"\s*(?:(?:kính\s+)?đề nghị|giao|đối với|trách nhiệm của|nhiệm vụ của|về phía|phân công)?\s*",
    re.IGNORECASE,
)
JOINT = re.compile(r"[\s,;:/&+-]*(?:(?:và|cùng|với|hoặc|cùng với|là)\s+)*(?:các\s+)?[\s,;(]*", re.IGNORECASE)
# What may follow a subject: the verbs of duty and the words that lead to them.
DUTY = re.compile(
    r"[\s,]*(?:\([^)]*\)\s*)?(?:cần|phải|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|là (?:cơ quan|đơn vị|đầu mối)|làm đầu mối|chủ trì|chủ động|"
    r"phối hợp|tham mưu|tổ chức|triển khai|thực hiện|xây dựng|tăng cường|đẩy mạnh|tiếp tục|thường xuyên|kịp thời|định kỳ|"
    r"h[àằ]ng năm|căn cứ|theo (?:chức năng|nhiệm vụ|thẩm quyền|dõi)|trên cơ sở|báo cáo|rà soát|nghiêm túc|quán triệt|lồng ghép|"
    r"cung cấp|hướng dẫn|kiểm tra|đôn đốc|thẩm định|bố trí|đảm bảo|bảo đảm|tuyên truyền|phổ biến|phân công|tổng hợp|"
    r"quan tâm|nâng cao|phát huy|chỉ đạo|lập (?:dự toán|kế hoạch)|sử dụng|cân đối|đề xuất|tập trung|hỗ trợ|tạo điều kiện|"
    r"nghiên cứu|khẩn trương|được giao|được phân công|đăng ký|gửi|tham gia|vận động|quản lý|giám sát|trực tiếp|kiện toàn|"
    r"duy trì|thiết lập|đăng tải|tiếp nhận|tiến hành|cập nhật|khảo sát|sẵn sàng|huy động|xác định|ưu tiên|trong phạm vi)\b",
    re.IGNORECASE,
)
ISSUES = re.compile(
    r"\s*(?:yêu cầu|đề nghị|giao|ban hành|xây dựng (?:và ban hành )?kế hoạch|quyết định|kính)\b",
    re.IGNORECASE,
)
COORDINATION_OF = re.compile(r"phối hợp(?: công tác)? giữa\s+$", re.IGNORECASE)
RESPONSIBILITY_OF = re.compile(
    r"(?:nâng cao|tăng cường|đề cao|phát huy)(?: vai trò,)? trách nhiệm của\s+$", re.IGNORECASE
)
PASSIVE = re.compile(r"\bdo\s+$")
SENTENCE_START = re.compile(r"(?:^|[.;:,]\s*)(?:các\s+)?$")
OFFICE = re.compile(
    r"(?:Giám đốc|Phó Giám đốc|Chánh|Thủ trưởng|Chủ tịch|Lãnh đạo|Trưởng|Cục trưởng|Người đứng đầu)\s+",
    re.IGNORECASE,
)
DETAILS = (
    "chủ trì hoặc phối hợp",
    "chủ trì, tham mưu",
    "chủ trì tham mưu",
    "chủ trì",
    "đầu mối",
    "tham mưu",
    "thẩm định",
    "chủ động phối hợp",
    "phối hợp",
)

LONG_HEADING = 60  # characters after the agencies: beyond it a heading is a sentence, with a duty of its own
TASK_FIELDS = re.compile(r"nội dung|đối tượng", re.IGNORECASE)
TIME_FIELDS = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành|lộ trình", re.IGNORECASE)


def roles_of_label(label: str) -> tuple[Role, ...]:
    """Return the roles a labelled line gives: "Đơn vị tham mưu, thực hiện" advises and leads."""
    words = label.lower()
    if "chủ trì" in words:
        return ("lead",)
    if "phối hợp" in words:
        return ("support",)
    acts = bool(re.search(r"thực hiện|đầu mối|triển khai|tổ chức|phân công|trách nhiệm|phụ trách", words))
    if "tham mưu" in words:
        return ("advise", "lead") if acts else ("advise",)
    return ("lead",) if acts and not re.search(r"thời|nội dung|kinh phí|kết quả|sản phẩm", words) else ()


# -- reading names -------------------------------------------------------------------------------------


def names_by_path(
    sections: Sequence[Section],
    clauses: Sequence[Clause],
    book: AgencyBook,
    level: str | None,
    place: str | None,
) -> dict[str, tuple[Named, ...]]:
    """Return the agencies named in each heading and clause, by path, in reading order.

    level and place are the issuer's: they decide what "UBND thành phố" and "Công an" mean.
    """
    names = {section.path: book.named_in(section.heading, level=level, place=place) for section in sections}
    names |= {clause.path: book.named_in(clause.text, level=level, place=place) for clause in clauses}
    return names


def run_from(text: str, names: Sequence[Named], start: int) -> list[Named]:
    """Return the agencies that stand in a row in text from start on, parted only by commas and "và"."""
    run: list[Named] = []
    at = start
    for named in names:
        if named.start < at:
            continue
        if not JOINT.fullmatch(text[at : named.start]):
            break
        run.append(named)
        at = named.stop
    return run


def runs_in(text: str, names: Sequence[Named]) -> list[list[Named]]:
    """Return all rows of agencies in text."""
    runs: list[list[Named]] = []
    rest = list(names)
    while rest:
        run = run_from(text, rest, rest[0].start)
        runs.append(run)
        rest = rest[len(run) :]
    return runs


@dataclass(frozen=True, slots=True)
class _Subject:
    """Agencies that a heading makes the doers of what stands below it."""

    names: tuple[Named, ...]
    request: bool
    section: Section


class _Extractor:
    def __init__(
        self,
        text: str,
        sections: Sequence[Section],
        clauses: Sequence[Clause],
        names: Names,
        book: AgencyBook,
        level: str | None,
        place: str | None,
    ) -> None:
        self.text, self.names, self.book, self.level, self.place = text, names, book, level, place
        self.sections = {section.path: section for section in sections}
        self.clauses = {clause.path: clause for clause in clauses}
        self.subjects = {s.path: subject for s in sections if (subject := self.heading_subject(s))}
        self.found: list[Assignment] = []
        self.in_heading: set[str] = set()

    # -- one assignment ---------------------------------------------------------------------------

    def add(
        self,
        named: Named,
        role: Role,
        where: Section | Clause,
        evidence: Iterable[Span],
        *,
        task: str = "",
        deadline: str | None = None,
        detail: str = "",
        subject: str = "",
    ) -> None:
        if named.generic:
            return
        words = task or (where.heading if isinstance(where, Section) else where.text)
        name = write_out(named.name)
        self.in_heading |= {name} if subject else set()
        self.found.append(
            Assignment(
                where.path,
                name,
                named.agency_id,
                role,
                named.collective,
                words,
                deadline,
                tuple(evidence),
                detail,
                subject,
            )
        )

    def spans(self, where: Section | Clause, start: int, stop: int) -> tuple[Span, ...]:
        """Return where characters start to stop of a heading or clause stand."""
        return Flat(self.text, [where.spans]).spans(start, stop)

    # -- doers in headings ------------------------------------------------------------------------

    def heading_subject(self, section: Section) -> _Subject | None:
        """Return the agencies a heading names as doers: it consists of them, or opens with them and a duty."""
        heading = section.heading
        lead = HEADING_LEAD.match(heading)
        start = lead.end() if lead else 0
        run = run_from(heading, self.names[section.path], start)
        if not run or run[0].start > start + 4:
            return None
        rest = heading[run[-1].stop :].strip(" .:;,()")
        if (
            rest
            and not heading.rstrip().endswith(":")
            and not DUTY.match(heading[run[-1].stop :])
            and len(rest) > 25
        ):
            return None
        return _Subject(tuple(run), bool(REQUEST.match(heading)), section)

    def subject_of(self, headings: Sequence[str]) -> _Subject | None:
        return next((self.subjects[path] for path in reversed(headings) if path in self.subjects), None)

    # -- labelled blocks --------------------------------------------------------------------------

    def labelled_blocks(self) -> set[str]:
        """Read blocks of labelled lines; return the paths of all clauses used."""
        siblings: dict[str, list[Clause]] = defaultdict(list)
        for clause in self.clauses.values():
            siblings[clause.path.rpartition(".")[0]].append(clause)
        used: set[str] = set()
        for parent, below in siblings.items():
            if any(clause.field and roles_of_label(clause.field) for clause in below):
                for head, lines in self.blocks(parent, below):
                    used |= {line.path for line in lines}
                    self.labelled_block(head, lines)
        return used

    def blocks(self, parent: str, below: list[Clause]) -> list[tuple[Section | Clause, list[Clause]]]:
        """Part the lines under one heading: one block, or one for each plain line that labels follow."""
        head = self.sections.get(parent) or self.clauses.get(parent)
        fields = [clause for clause in below if clause.field]
        leads = sum("lead" in roles_of_label(clause.field) for clause in fields)
        plain_first = bool(below) and not below[0].field
        if head is not None and not (leads > 1 and plain_first and len(fields) < len(below)):
            return [(head, fields)]
        parted: list[tuple[Section | Clause, list[Clause]]] = []
        for clause in below:
            if not clause.field:
                parted.append((clause, []))
            elif parted:
                parted[-1][1].append(clause)
            else:
                parted.append((head or clause, [clause]))
        return [(first, lines) for first, lines in parted if lines]

    def labelled_block(self, head: Section | Clause, lines: list[Clause]) -> None:
        words = [head.heading if isinstance(head, Section) else head.text]
        words += [line.text for line in lines if TASK_FIELDS.match(line.field)]
        task = " ".join(words)
        times = [field_value(line.text) for line in lines if TIME_FIELDS.match(line.field)]
        deadline = times[0] if times else deadline_in(words[0])
        head_names = self.names.get(head.path, ())
        self.partners(head, head_names, task=task, deadline=deadline)
        for line in lines:
            for role in roles_of_label(line.field):
                for named in self.doers_of_label(line):
                    self.add(
                        named, role, head, line.spans, task=task, deadline=deadline, detail=line.field.lower()
                    )

    def doers_of_label(self, line: Clause) -> list[Named]:
        """Return who a label names: the row after the colon, and each row that opens a part after ";"."""
        words = line.text
        start = words.find(":") + 1
        doers: list[Named] = []
        for run in runs_in(words, [n for n in self.names[line.path] if n.start >= start]):
            before = words[start : run[0].start].strip()
            if not doers or not before or re.search(r"[;,.]\s*(?:các\s+)?$|và\s*$", words[: run[0].start]):
                doers += run
        return doers

    # -- tables -----------------------------------------------------------------------------------

    def row(self, clause: Clause) -> None:
        times = [cell.text.strip() for cell in clause.cells if cell.column == "deadline"]
        deadline = times[0] if times else deadline_in(clause.text)
        for cell in clause.cells:
            if cell.column not in ("lead", "support"):
                continue
            role: Role = "lead" if cell.column == "lead" else "support"
            for named in self.book.named_in(cell.text, level=self.level, place=self.place):
                self.add(named, role, clause, cell.spans, deadline=deadline, detail=cell.header.lower())

    # -- sentences --------------------------------------------------------------------------------

    def sentence(self, where: Section | Clause) -> None:
        """Read one clause, or a heading that is a sentence: its own doer, its heading's, its partners."""
        words = where.heading if isinstance(where, Section) else where.text
        names = self.names[where.path]
        deadline = deadline_in(words)
        subject = self.subject_of(where.headings)
        opener = self.opener(words, names)
        doers: list[Named] = []
        if opener:
            doers = opener
            role = self.role_after(words, opener)
            for named in opener:
                self.add(
                    named,
                    role,
                    where,
                    self.spans(where, named.start, named.stop),
                    deadline=deadline,
                    detail=detail_of(words[opener[-1].stop :]),
                )
        elif subject:
            self.inherited(where, words, subject, deadline)
        else:
            doers = self.inline(where, words, names, deadline)
        self.partners(
            where, names, deadline=deadline, doers=doers, nested=subject is not None or bool(opener)
        )

    def opener(self, words: str, names: Sequence[Named]) -> list[Named]:
        """Return the agencies that open a clause as its subject ("UBND các huyện phối hợp …")."""
        start = found.end() if (found := re.match(r"\s*(?:Đề nghị|Giao|Yêu cầu)\s+", words)) else 0
        run = run_from(words, names, start)
        if not run or run[0].start > start + 4:
            return []
        after = words[run[-1].stop :]
        if self.is_issuer(run[-1]) and ISSUES.match(after):
            return []
        return (
            run
            if DUTY.match(after) or re.match(r"\s*:", after) or re.match(r"\s*,[^,]{3,120},\s*\w", after)
            else []
        )

    def is_issuer(self, named: Named) -> bool:
        return named.agency_id is not None and self.book.get(named.agency_id).kind == "committee"

    def role_after(self, words: str, run: list[Named]) -> Role:
        if REQUEST.match(words):
            return "request"
        return "support" if OPENS_SUPPORT.match(words[run[-1].stop :].lstrip(" ,:")) else "lead"

    def inherited(self, where: Section | Clause, words: str, subject: _Subject, deadline: str | None) -> None:
        role: Role = "request" if subject.request else "support" if OPENS_SUPPORT.match(words) else "lead"
        opening = re.match(r"(?:[\w]+[\s,]*){1,6}", words)
        role_words = self.spans(where, 0, opening.end() if opening else min(len(words), 1))
        for named in subject.names:
            evidence = self.spans(subject.section, named.start, named.stop) + role_words
            self.add(
                named,
                role,
                where,
                evidence,
                deadline=deadline,
                detail=detail_of(words),
                subject=subject.section.path,
            )

    def inline(
        self, where: Section | Clause, words: str, names: Sequence[Named], deadline: str | None
    ) -> list[Named]:
        """Find doers inside a sentence that stands under no agency: subjects, parties, agents."""
        if "Mở đầu" in where.path or (isinstance(where, Clause) and where.kind == "footnote"):
            return []
        doers: list[Named] = []
        for run in runs_in(words, names):
            before, after = words[: run[0].start], words[run[-1].stop :]
            demanded = DEMAND.search(before)
            acts = bool(DUTY.match(after)) and not ISSUES.match(after)
            if acts and (demanded or SENTENCE_START.search(before)):
                pass
            elif COORDINATION_OF.search(before):
                run = [n for n in run if self.names_somebody(n)]
            elif RESPONSIBILITY_OF.search(before):
                run = [n for n in run if not n.collective]
            elif not (PASSIVE.search(before) and DUTY.match(after)):
                continue
            role: Role = "request" if demanded and "đề nghị" in demanded[0].lower() else "lead"
            for named in run:
                if not any(fold(named.name) in fold(d.name) for d in doers) and not (
                    self.is_issuer(named) and not named.collective and not demanded
                ):
                    doers.append(named)
                    self.add(
                        named, role, where, self.spans(where, named.start, named.stop), deadline=deadline
                    )
        return doers

    def names_somebody(self, named: Named) -> bool:
        """Return whether a name stands for known agencies, not for an open group."""
        return named.agency_id is not None and (
            not named.collective or bool(self.book.get(named.agency_id).covers)
        )

    def partners(
        self,
        where: Section | Clause,
        names: Sequence[Named],
        *,
        task: str = "",
        deadline: str | None = None,
        doers: Sequence[Named] = (),
        nested: bool = False,
    ) -> None:
        """Add those named after "phối hợp với" as support."""
        words = where.heading if isinstance(where, Section) else where.text
        if "Mở đầu" in where.path:
            return
        held = {(named.start, named.stop) for named in doers}
        for found in COORDINATES.finditer(words):
            if nested and self.done_by_another(words, names, found.start(), doers):
                continue
            for named in run_from(words, names, found.end()):
                if (named.start, named.stop) not in held:
                    held.add((named.start, named.stop))
                    evidence = self.spans(where, found.start(), named.stop)
                    self.add(
                        named,
                        "support",
                        where,
                        evidence,
                        task=task,
                        deadline=deadline,
                        detail="được nêu là bên phối hợp",
                    )

    def done_by_another(self, words: str, names: Sequence[Named], at: int, doers: Sequence[Named]) -> bool:
        """Return whether "phối hợp" at offset has its own subject: "hướng dẫn Báo X chủ động phối hợp với …"."""
        before = re.sub(rf"{ADVERBS}$", "", words[:at].rstrip(), flags=re.IGNORECASE).rstrip(" .…")
        return any(n.stop >= len(before) - 1 and n.stop <= at and n not in doers for n in names)


def detail_of(words: str) -> str:
    """Return the finer role that opens a clause ("đầu mối", "chủ trì hoặc phối hợp"), or ""."""
    opening = words[:80].lower()
    found = [(opening.find(detail), -len(detail), detail) for detail in DETAILS if detail in opening]
    return min(found)[2] if found else ""


# -- whole plan ----------------------------------------------------------------------------------------


def assignments_of(
    text: str,
    sections: Sequence[Section],
    clauses: Sequence[Clause],
    names: Names,
    book: AgencyBook,
    level: str | None,
    place: str | None,
) -> tuple[Assignment, ...]:
    """Return every assignment of a plan, in reading order, one a clause, agency and role."""
    extractor = _Extractor(text, sections, clauses, names, book, level, place)
    used = extractor.labelled_blocks()
    blocks = {held.path for held in extractor.found}
    for section in sections:
        subject = extractor.subjects.get(section.path)
        words = section.heading
        is_sentence = len(words) > LONG_HEADING and words.rstrip().endswith((".", ";"))
        if (
            section.path not in blocks
            and is_sentence
            and (subject is None or len(words) - subject.names[-1].stop > LONG_HEADING)
        ):
            extractor.sentence(section)
    for clause in clauses:
        if clause.cells:
            extractor.row(clause)
        elif clause.path not in used and clause.path not in blocks:
            extractor.sentence(clause)
    order = {path: i for i, path in enumerate(_reading_order(sections, clauses))}
    found = sorted(extractor.found, key=lambda held: order[held.path])
    return tuple(_distinct(_one_form(found, extractor.in_heading)))


def _reading_order(sections: Sequence[Section], clauses: Sequence[Clause]) -> list[str]:
    pieces = sorted([*sections, *clauses], key=lambda piece: piece.spans[0] if piece.spans else (0, 0))
    return [piece.path for piece in pieces]


def _one_form(found: list[Assignment], in_heading: set[str]) -> list[Assignment]:
    """Give each agency one name a plan: that of its own heading, else the commonest full one."""
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for held in found:
        forms[_name_key(held)][held.agency] += 1

    def best(names: Counter[str]) -> str:
        return max(names, key=lambda n: (not OFFICE.match(n), n in in_heading, names[n], len(n)))

    chosen = {key: best(names) for key, names in forms.items()}
    return [replace(held, agency=_capital(chosen[_name_key(held)])) for held in found]


def _name_key(held: Assignment) -> tuple[str, str]:
    folded = re.sub(r"^(?:cac|nhung) ", "", fold(OFFICE.sub("", held.agency)))
    if (
        held.collective
        or held.agency_id is None
        or "cấp huyện" in held.agency_id
        or "cấp xã" in held.agency_id
    ):
        own = fold(held.agency) if held.collective else folded
        return "", re.sub(r"^cac |(?<=nhan dan )cac ", "", own)
    return held.agency_id, ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _distinct(found: list[Assignment]) -> list[Assignment]:
    """Keep one line for each clause, agency and role; a doer named again as partner stays doer."""
    kept: dict[tuple[str, str, str], Assignment] = {}
    for held in found:
        kept.setdefault((held.path, held.agency, held.role), held)
    leads = {(path, agency) for path, agency, role in kept if role in ("lead", "request")}
    return [
        h for (path, agency, role), h in kept.items() if not (role == "support" and (path, agency) in leads)
    ]


def mentions_of(
    text: str, sections: Sequence[Section], clauses: Sequence[Clause], names: Names
) -> tuple[Mention, ...]:
    """Return every place where a heading or clause names an agency."""
    mentions: list[Mention] = []
    for where in (*sections, *clauses):
        flat = Flat(text, [where.spans])
        for named in names[where.path]:
            if spans := flat.spans(named.start, named.stop):
                span = (spans[0][0], spans[-1][1])
                mentions.append(
                    Mention(where.path, named.name, named.agency_id, named.collective, named.generic, span)
                )
    return tuple(sorted(mentions, key=lambda mention: mention.span))
