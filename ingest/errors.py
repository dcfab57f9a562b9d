"""Errors raised on purpose; what happened and what to do are both shown to the user."""

from __future__ import annotations


class PlanBotError(Exception):
    """Base of errors raised on purpose.

    what    one sentence, in Vietnamese: what is wrong
    remedy  one sentence, in Vietnamese: what the reader can do
    """

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy


class UnreadableFileError(PlanBotError):
    """A file is missing, empty, binary or in an encoding that cannot be read."""


class RefusedFileError(UnreadableFileError):
    """A file must not be taken in: secret, locked, damaged, dangerous or too large; nothing of it is kept."""


class AgencyDataError(PlanBotError):
    """The agency list contradicts itself or cannot be used."""
