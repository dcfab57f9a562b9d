"""What can be wrong with an index folder, a model or the files to index."""

from __future__ import annotations

import errno
from pathlib import Path

from ingest.errors import PlanBotError

# DESIGN 7: the commands as they are documented; a folder is named only where it is not the default.
DEFAULT_INDEX = Path("var/index")
DEFAULT_PLANS = Path("data/plans")

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def build_command(folder: Path) -> str:
    """Return the command that builds or mends the index in folder, to be shown to the user."""
    command = "python -m index build"
    return command if folder == DEFAULT_INDEX else f'{command} --index "{folder}"'


class IndexFolderError(PlanBotError):
    """An index folder cannot be used; children say why. Nothing in it was changed."""


class MissingIndexError(IndexFolderError):
    """There is no index in the folder yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Chưa có chỉ mục trong thư mục {folder}.", remedy=f"Hãy chạy: {build_command(folder)}"
        )


class DamagedIndexError(IndexFolderError):
    """A file of the index is missing, cut or changed; detail says which."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {folder} bị hỏng: {detail}.", remedy=f"Hãy chạy: {build_command(folder)}"
        )


class StaleIndexError(IndexFolderError):
    """Another version of the program or another embedding model built the index."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {folder} đã cũ: {detail}.", remedy=f"Hãy chạy: {build_command(folder)}"
        )


class ForeignFolderError(IndexFolderError):
    """The folder holds something that is not an index of ours."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} đã có dữ liệu khác, không phải chỉ mục của chương trình; không ghi gì vào đó.",
            remedy="Hãy chọn một thư mục trống hoặc chưa có bằng tham số --index.",
        )


class IndexBusyError(IndexFolderError):
    """Another process is building in this folder right now."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Một tiến trình khác đang lập chỉ mục trong thư mục {folder}.",
            remedy="Hãy đợi tiến trình đó xong rồi chạy lại.",
        )


class DiskError(PlanBotError):
    """The disk is full, or does not let itself be written; what was there is as it was."""

    def __init__(self, folder: Path, error: Exception) -> None:
        reason = _disk_reason(error)
        super().__init__(
            f"Không ghi được vào thư mục {folder}: {reason}. Dữ liệu cũ giữ nguyên.",
            remedy="Hãy giải phóng ổ đĩa, kiểm tra quyền ghi, rồi làm lại.",
        )


def _disk_reason(error: Exception) -> str:
    if (isinstance(error, OSError) and error.errno in _FULL) or "full" in str(error):
        return "ổ đĩa đã đầy"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class TakenNameError(PlanBotError):
    """A plan of this name is in the library already."""

    def __init__(self, plan_id: str) -> None:
        super().__init__(
            f"Kho đã có kế hoạch khác mang tên {plan_id}.",
            remedy="Hãy xóa kế hoạch đó trước, hoặc tải tệp lên với tên khác.",
        )


class NothingToIndexError(PlanBotError):
    """The sources hold no plan that can be read; the index is left as it was."""


class EmbeddingError(PlanBotError):
    """The embedding model cannot be loaded, or was given text that cannot be embedded."""
