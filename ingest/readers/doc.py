"""Edge: .doc, .rtf and .odt -> Reading, by way of LibreOffice where it is installed.

LibreOffice runs without a window, in a profile folder of its own that is gone afterwards, with macros and
outside links switched off, and no longer than a time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import regex as re

from ingest.containers import damaged, locked
from ingest.errors import RefusedFileError, UnreadableFileError
from ingest.readers import docx, html
from ingest.reading import Reading

# Portals hand out web pages under the name of Word files, which Word opens without a word.
WEB_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)
HEAD = 2048  # bytes
PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90  # a plan of 100 pages takes 3 to 5, the first start of a profile 2 more
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def read(path: Path) -> Reading:
    """Return the words of an older or open Office file; a web page under such a name is read as one.

    Raises UnreadableFileError where LibreOffice is not installed or takes too long, RefusedFileError where
    the file is damaged or under a password.
    """
    if WEB_PAGE.search(path.read_bytes()[:HEAD]):
        return replace(html.read(path), format="doc")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UnreadableFileError(
            f"Không đọc được {path.name}: máy này chưa cài LibreOffice để đọc tệp {path.suffix}.",
            remedy="Hãy mở tệp bằng Word, chọn Lưu thành… > Word Document (.docx) rồi nạp tệp .docx.",
        )
    _refuse_locked(path)
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        converted = convert(program, path, Path(folder))
        try:
            return replace(docx.read(converted), format="doc")
        except RefusedFileError as error:  # named after the file of the user, not the one converted
            said = error.what.replace(converted.name, path.name)
            raise RefusedFileError(said, remedy=error.remedy) from error


def _refuse_locked(path: Path) -> None:
    """Raise RefusedFileError for an OpenDocument file under a password: its manifest says so."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = archive.read("META-INF/manifest.xml")
    except (KeyError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(path.name) from error
    if b"encryption-data" in manifest:
        raise locked(path.name)


def convert(program: str, path: Path, folder: Path, seconds: float = SECONDS) -> Path:
    """Return the .docx that LibreOffice makes of the file at path, in folder."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
    source = folder / f"source{path.suffix.lower()}"  # no name of a user reaches the command
    shutil.copyfile(path, source)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
    ]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    _run(command, path.name, seconds)
    converted = folder / "source.docx"
    if not converted.is_file():
        raise damaged(path.name)
    return converted


def _run(command: list[str], name: str, seconds: float) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # the program starts others; all of them end together
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(
            f"LibreOffice không đọc xong {name} trong {seconds:.0f} giây.",
            remedy="Hãy mở tệp bằng Word, lưu thành .docx rồi nạp tệp .docx.",
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
