"""What can be wrong with the material to measure with."""

from __future__ import annotations

from ingest.errors import PlanBotError


class QuestionSetError(PlanBotError):
    """A question set is missing, is not JSON lines, or lacks a field."""


class GoldError(PlanBotError):
    """The annotated plans to compare with are missing or not as described."""


class MeasureError(PlanBotError):
    """A measurement broke off for a reason that is not the reader's."""
