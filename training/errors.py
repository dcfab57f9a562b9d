"""What can be wrong with a trainer's own file."""

from __future__ import annotations

from ingest.errors import PlanBotError


class QuestionFileError(PlanBotError):
    """A question set is too large, of an unknown kind, or has no questions in it."""
