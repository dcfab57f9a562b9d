"""Errors of asking; what happened and what to do are both shown to the user."""

from ingest.errors import PlanBotError


class UnknownPlanError(PlanBotError):
    """A plan was named that is not loaded."""


class QuestionFileError(PlanBotError):
    """A batch of questions cannot be read."""
