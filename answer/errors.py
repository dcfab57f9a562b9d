"""Errors of asking; what happened and what to do are both shown to the user."""

from ingest.errors import PlanBotError


class UnknownPlanError(PlanBotError):
    """A plan was named that is not loaded."""


class QuestionFileError(PlanBotError):
    """A batch of questions cannot be read."""


class WriterSettingsError(PlanBotError):
    """The settings of the language model are incomplete or cannot be used."""


class WriterUnavailableError(PlanBotError):
    """The language model did not answer, or not to its end; the composed answer is shown instead.

    reason  why, as the end of a sentence for the reader
    retry   whether asking once more may help
    """

    def __init__(self, reason: str, *, retry: bool = False) -> None:
        super().__init__(
            f"Mô hình ngôn ngữ: {reason}",
            remedy="Câu trả lời ghép từ văn bản vẫn dùng được; hãy báo người quản trị nếu lặp lại.",
        )
        self.reason, self.retry = reason, retry
