"""Arguments of the command lines: wrong ones are told in one line of Vietnamese, with exit status 2."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

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


class ArgumentParser(argparse.ArgumentParser):
    """argparse whose errors are one line in Vietnamese on standard error and exit status 2."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and how to see the usage; exit with status 2."""
        whole = " ".join(message.split())
        told = next((p.sub(said, whole) for p, said in TOLD if p.fullmatch(whole)), whole)
        program = " ".join(self.prog.split()[:3])  # "python -m index", also of "python -m index build"
        self.exit(2, f"Tham số không đúng: {told}. Xem: {program} --help\n")
