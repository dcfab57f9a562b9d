"""Errors of the notes that leaders keep."""

from __future__ import annotations

from ingest.errors import PlanBotError


class NotesError(PlanBotError):
    """The file of confirmations and notes cannot be read or written."""
