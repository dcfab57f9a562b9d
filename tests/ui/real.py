"""The real app and a real browser, for the tests that need both."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000
"""Milliseconds after which a page that has not drawn something never will."""
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Yield a Chromium; the test is skipped where none is installed."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("Không tìm thấy Chromium; cài bằng: apt-get install chromium fonts-noto-core")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        expect.set_options(timeout=PATIENCE)  # five seconds are too few where others work too
        yield running
        running.close()


def built(folder: Path, *plans: str) -> Path:
    """Index some of the plans that ship below folder; return the index."""
    (folder / "plans").mkdir()
    for plan in plans:
        shutil.copy(ROOT / "data/plans" / f"{plan}.txt", folder / "plans")
    index = folder / "var/index"
    build = [sys.executable, "-m", "index", "build", str(folder / "plans"), "--index", str(index)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return index


@contextmanager
def served(script: Path, **settings: str) -> Iterator[str]:
    """Yield the address of a running Streamlit app, stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(timeout=20)


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    """Return once the app answers."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        assert running.poll() is None, "the app ended by itself"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the app did not start at {address}")
