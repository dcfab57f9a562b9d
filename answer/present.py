"""Answer -> text and records, without streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from answer.model import PART_OF_PARAGRAPH, Answer, Citation, Group, Line

ROLE_LABELS = {"lead": "Chủ trì", "support": "Phối hợp", "advise": "Tham mưu", "request": "Được đề nghị"}


def as_text(answer: Answer) -> str:
    """Return the answer as plain text to copy: summary, names of today, lines with [n], notes, sources."""
    parts = [answer.summary]
    parts += [f"({agency}: {note})" for agency, note in today_notes(answer)]
    if answer.written is not None:
        parts += ["", *(line.text.replace(PART_OF_PARAGRAPH, " ") for line in answer.written.paragraphs)]
    for group in answer.groups if answer.written is None or answer.written.missing else ():
        parts.append(f"\n{group.title}{_whose(group, answer.summary)}")
        parts += [f"- {text}" for text in line_texts(group)]
    parts += [f"\nLưu ý: {note}" for note in answer.notes]
    if answer.citations:
        parts.append("\nNguồn:")
        parts += [f"[{c.n}] {c.label}" for c in answer.citations]
    if answer.nearest:
        parts.append("\nĐoạn gần nhất (không phải căn cứ trả lời):")
        parts += [f"· {c.label}" for c in answer.nearest]
    return "\n".join(parts)


def _whose(group: Group, summary: str) -> str:
    """Return " (Công an tỉnh)" where all lines are one agency's and the summary calls it otherwise."""
    names = {line.agency for line in group.lines if line.via is None}
    name = names.pop() if len(names) == 1 else None
    return f" ({name})" if name and name not in summary else ""


def today_notes(answer: Answer) -> list[tuple[str, str]]:
    """Return what the agencies of the answer's lines are called today, each once, with places that differ."""
    found = {
        (line.agency or "", line.today): group.title.partition(" · ")[0]
        for group in answer.groups
        for line in group.lines
        if line.today and line.via is None
    }
    return [note for agency in dict.fromkeys(name for name, _ in found) for note in _told_once(agency, found)]


def _told_once(agency: str, found: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """Return an agency's names of today, each once: of several sources with the place each holds for.

    found  the place by agency and note
    """
    sources: dict[str, dict[str, list[str]]] = {}
    for (name, note), place in found.items():
        if name == agency:
            now, source = _parted(note)
            sources.setdefault(now, {}).setdefault(source, []).append(place)
    if len(sources) > 1:
        return [(f"{agency}, {place}", note) for (name, note), place in found.items() if name == agency]
    (now, by_source), *_ = sources.items()
    if len(by_source) == 1:
        return [(agency, f"{now} ({next(iter(by_source))})" if next(iter(by_source)) else now)]
    told = "; ".join(f"{', '.join(places)}: {source}" for source, places in by_source.items())
    return [(agency, f"{now} ({told})")]


def _parted(note: str) -> tuple[str, str]:
    """Return a note's name of today and the words in brackets that end it: since when, and the source."""
    if not note.endswith(")"):
        return note, ""
    depth = 0
    for at in range(len(note) - 1, -1, -1):
        depth += (note[at] == ")") - (note[at] == "(")
        if depth == 0:
            return note[:at].rstrip(), note[at + 1 : -1]
    return note, ""


def line_texts(group: Group) -> list[str]:
    """Return the lines of a group; each says who it is about where they are not about the same agency."""
    several = len({line.agency for line in group.lines if line.via is None}) > 1
    return [line_text(line, named=several) for line in group.lines]


def line_text(line: Line, *, named: bool = False) -> str:
    """Return one line: who (where named), role, words, group, deadline, marks."""
    own = line.agency if named and line.via is None and not _says_role(line) else None
    doer = f"{own} – " if own else ""
    role = f"{ROLE_LABELS[line.role]}: " if line.role and not _says_role(line) else ""
    via = f" (thuộc nhóm “{line.via}”)" if line.via else ""
    due = f" (thời hạn: {line.deadline})" if line.deadline and line.deadline not in line.text else ""
    marks = "".join(f"[{n}]" for n in line.citations)
    return f"{doer}{role}{line.text}{via}{due} {marks}".rstrip()


def _says_role(line: Line) -> bool:
    """Return whether the words already open with who does it and how ("Sở X chủ trì: …")."""
    return line.agency is not None and line.text.startswith(line.agency)


def proof_line(answer: Answer) -> str:
    """Return "7/7 dòng khớp nguyên văn · 5 kế hoạch · 267 điều khoản"."""
    proven = f"{answer.checked}/{answer.checked + answer.dropped} dòng khớp nguyên văn"
    return f"{proven} · {answer.ledger.plans} kế hoạch · {answer.ledger.clauses} điều khoản"


def written_account(answer: Answer) -> str:
    """Return how much of what a language model wrote stands, and what was taken out of it and why; "" where
    none wrote."""
    written = answer.written
    if written is None:
        return ""
    lines = [f"{written.sentences} câu do mô hình viết khớp điều khoản, {len(written.removed)} câu bị bỏ"]
    lines += [f"- {one.text} (lý do: {one.reason})" for one in written.removed]
    return "\n".join(lines)


def citation_record(citation: Citation) -> dict[str, Any]:
    """Return a citation as JSON; spans are [start, stop] in characters of the plan's text."""
    return {
        "n": citation.n,
        "plan_id": citation.plan_id,
        "number": citation.number,
        "path": citation.path,
        "label": citation.label,
        "quote": citation.quote,
        "spans": [list(span) for span in citation.spans],
        "page": citation.page,
    }


def as_record(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """Return the answer as the JSON of `python -m answer`."""
    record: dict[str, Any] = {"id": question_id} if question_id is not None else {}
    return (
        record
        | {
            "status": answer.status,
            "text": as_text(answer),
            "citations": [citation_record(citation) for citation in answer.citations],
            "intent": answer.intent,
            "understood": [asdict(chip) for chip in answer.chips],
            "ledger": asdict(answer.ledger) | {"checked": answer.checked, "dropped": answer.dropped},
            "nearest": [citation_record(citation) for citation in answer.nearest],
            "notes": list(answer.notes),
            "options": list(answer.options),
            "seconds": answer.seconds,
        }
        | _written_record(answer)
    )


def _written_record(answer: Answer) -> dict[str, Any]:
    """Return what a language model wrote, as JSON; nothing where none did."""
    if answer.written is None:
        return {}
    written = answer.written
    return {
        "written": {
            "paragraphs": [
                {"text": line.text.replace(PART_OF_PARAGRAPH, " "), "citations": list(line.citations)}
                for line in written.paragraphs
            ],
            "sentences": written.sentences,
            "removed": [asdict(one) for one in written.removed],
            "missing": written.missing,
        }
    }
