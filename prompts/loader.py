"""Prompt files -> prompts that can be filled in; a faulty file stops the start, not a user's question.

A file opens with a header of lines marked "#": "Việc:" what it is for, "Người đọc:" who reads it,
"Biến: $name - …" one line a variable, "Đã thử:" what was tried. Then come the parts [system] and [user].
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from ingest.errors import PlanBotError

FOLDER = Path(__file__).parent
EXPECTED: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"question", "clauses"}),
    "rewrite": frozenset({"turns", "question"}),
    "summary": frozenset({"title", "clauses"}),
    "case": frozenset({"focus", "clauses"}),
}
"""The prompts the program asks for, each with the variables it fills in."""

HEADER_ENTRIES = ("Việc:", "Người đọc:", "Biến:", "Đã thử:")
VARIABLE = re.compile(r"^#\s*Biến:\s*\$(?P<name>[a-z_]+)\s+-\s+\S", re.MULTILINE)
PARTS = re.compile(r"^\[system\]\n(?P<system>.+?)^\[user\]\n(?P<user>.+)\Z", re.MULTILINE | re.DOTALL)


class PromptError(PlanBotError):
    """A prompt file is missing, or its header, parts and variables do not agree."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: the standing instructions, the message, and the variables both may hold."""

    name: str
    system: str
    user: str
    variables: frozenset[str]

    def filled(self, **values: str) -> tuple[str, str]:
        """Return (system, user) with the values put in as they are; what looks like a variable in them stays.

        Raises ValueError when a value is missing or too many are given: that is a fault of the program.
        """
        if set(values) != self.variables:
            raise ValueError(f"{self.name}: {sorted(values)} instead of {sorted(self.variables)}")
        return Template(self.system).substitute(values), Template(self.user).substitute(values)


def load_prompts(folder: Path = FOLDER) -> Mapping[str, Prompt]:
    """Return every expected prompt by name; raises PromptError naming the file and what is wrong with it."""
    return {name: _read(folder / f"{name}.txt", variables) for name, variables in EXPECTED.items()}


def _read(path: Path, variables: frozenset[str]) -> Prompt:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(path, "không đọc được") from error
    parts = PARTS.search(text)
    if parts is None:
        raise _fault(path, "thiếu phần [system] hoặc [user]")
    header = text[: parts.start()]
    if missing := [entry for entry in HEADER_ENTRIES if f"# {entry}" not in header]:
        raise _fault(path, f"thiếu dòng “{missing[0]}” ở đầu tệp")
    prompt = Prompt(path.stem, parts["system"].strip(), parts["user"].strip(), variables)
    _check(path, prompt, frozenset(found["name"] for found in VARIABLE.finditer(header)))
    return prompt


def _check(path: Path, prompt: Prompt, declared: frozenset[str]) -> None:
    """Hold the variables of the header, of the text and of the program against each other."""
    templates = [Template(prompt.system), Template(prompt.user)]
    if not all(template.is_valid() for template in templates):
        raise _fault(path, "có dấu $ không phải tên biến (viết $$ để có dấu $)")
    used = frozenset(name for template in templates for name in template.get_identifiers())
    for names, what in (
        (used - declared, "chưa khai báo ở đầu tệp"),
        (declared - used, "khai báo mà không dùng"),
        (prompt.variables - used, "phải có mà thiếu"),
        (used - prompt.variables, "chương trình không điền"),
    ):
        if names:
            raise _fault(path, f"biến ${min(names)} {what}")


def _fault(path: Path, what: str) -> PromptError:
    return PromptError(
        f"Tệp lời dặn mô hình {path.name} {what}.",
        remedy="Hãy sửa tệp ấy trong thư mục prompts, hoặc lấy lại bản gốc.",
    )
