"""Arguments of the command lines: wrong ones are told in one line of Vietnamese, with exit status 2."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

# What argparse says, said in Vietnamese.
TOLD = (
    (re.compile(r"the following arguments are required: (.+)"), r"thiếu \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"không hiểu \1"),
    (re.compile(r"argument (.+?): invalid choice: (.+?) \(.*"), r"\1 không có \2"),
    (re.compile(r"argument (.+?): invalid .+ value: (.+)"), r"\1 không nhận giá trị \2"),
    (re.compile(r"argument (.+?): expected .+"), r"\1 cần một giá trị"),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), r"\1 không dùng cùng \2"),
    (re.compile(r"argument (.+?): ignored explicit argument (.+)"), r"\1 không nhận giá trị \2"),
    (re.compile(r"ambiguous option: (.+?) could match (.+)"), r"\1 có thể là \2"),
)


class _Help(argparse.HelpFormatter):
    """Help that opens with "Cách dùng:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class ArgumentParser(argparse.ArgumentParser):
    """argparse in Vietnamese: its help, and its errors, one line on standard error and exit status 2."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **({"formatter_class": _Help} | options | {"add_help": False}))
        self._positionals.title, self._optionals.title = "Tham số", "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and how to see the usage; exit with status 2."""
        whole = " ".join(message.split())
        told = next((p.sub(said, whole) for p, said in TOLD if p.fullmatch(whole)), whole)
        program = " ".join(self.prog.split()[:3])  # "python -m index", also of "python -m index build"
        self.exit(2, f"Tham số không đúng: {told}. Xem: {program} --help\n")
