"""What holds for the repository as a whole: clean, pinned, layered, and startable from a fresh clone."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A package may import from those before it; the command line of evaluation stands beside the pages.
LAYERS = ("ingest", "index", "prompts", "answer", "review", "training", "export", "ui", "app")
MAY_IMPORT = {name: set(LAYERS[: n + 1]) for n, name in enumerate(LAYERS)} | {
    "evaluation": {"ingest", "index", "prompts", "answer", "evaluation"}
}
MAY_IMPORT["training"].add("evaluation")  # question sets are read and judged there
WITH_COMMAND_LINE = ("ingest", "index", "answer", "evaluation")
# Pinned for what others import: which build of torch is taken; what init_chat_model opens by name.
NOT_IMPORTED = {"torch", "langchain-openai"}
# Tools of `make test` and `make lint`, and types that only the type checker reads.
TOOLS = {"ruff", "mypy", "types-regex", "types-tqdm", "types-openpyxl"}

PINNED = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[0-9][0-9A-Za-z.]*)(?:\s*;.*)?")
# In parts, so that this file names none of them itself.
REGISTRIES = (
    ("py", "pi.org"),
    ("python", "hosted.org"),
    ("download.py", "torch.org"),
    ("//hugging", "face.co"),
)
FORBIDDEN = {
    "a path of one machine": re.compile(
        r"(?<![\w.])/(?:root|opt|work|mnt|srv|home/\w+|Users/\w+)/\w|[A-Z]:\\Users\\\w"
    ),
    "the address of a package or model registry": re.compile(
        "|".join(re.escape("".join(host)) for host in REGISTRIES)
        + r"|--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host"
    ),
    "a secret": re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|\bsk-[A-Za-z0-9]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}"),
}
# They run code when they are read.
UNSAFE_FORMATS = {"pickle", "cPickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}


def tracked() -> list[Path]:
    """Return the files of the repository, those not yet committed included."""
    # The owner of the folder is no matter here: a check may run as another user than the one who cloned.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def sources(*tops: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield the Python files under folders (or the module of that name) with their syntax trees."""
    for top in tops:
        for path in [ROOT / f"{top}.py", *sorted((ROOT / top).rglob("*.py"))]:
            if path.is_file():
                yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> set[str]:
    """Return the top names of every import in a file, wherever it stands."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def requirements(name: str) -> list[str]:
    """Return the lines of a requirements file that name a package."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith(("-r ", "-c "))]


def required(*names: str) -> set[str]:
    """Return the packages that requirements files name, in one spelling."""
    return {one_spelling(line.split("==")[0]) for name in names for line in requirements(name)}


def one_spelling(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def packages_imported(*tops: str) -> set[str]:
    """Return the packages from outside that files under folders import, as requirements call them."""
    holders = packages_distributions()
    ours = {*LAYERS, *MAY_IMPORT, "tests"}
    names = set[str]().union(*(imported(tree) for _, tree in sources(*tops))) - ours - sys.stdlib_module_names
    return {one_spelling(holders.get(name, [name])[0]) for name in names}


def test_no_file_names_a_machine_a_registry_or_a_secret() -> None:
    faults = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        faults += [
            f"{path.relative_to(ROOT)}: {what}: {found[0]}"
            for what, pattern in FORBIDDEN.items()
            if (found := pattern.search(text))
        ]
    assert not faults


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    loose = [line for line in requirements(name) if not PINNED.fullmatch(line)]
    assert requirements(name)
    assert not loose


def test_what_is_required_in_turn_is_pinned_once() -> None:
    assert "-c constraints.txt" in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    assert not required("constraints.txt") & required("requirements.txt", "requirements-dev.txt")


def test_torch_is_the_build_without_cuda() -> None:
    assert "torch==2.13.0" in requirements("requirements.txt")


def test_what_is_imported_is_required_and_the_other_way_round() -> None:
    used = packages_imported(*LAYERS, "evaluation")
    assert used <= required("requirements.txt")
    assert required("requirements.txt") - used <= NOT_IMPORTED
    in_tests = packages_imported("tests")
    # A test may also reach into what a requirement brings along, to build what a user would name.
    assert in_tests <= required("requirements.txt", "requirements-dev.txt", "constraints.txt")
    assert required("requirements-dev.txt") - in_tests <= TOOLS


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_go_one_way(package: str) -> None:
    ours = {*LAYERS, *MAY_IMPORT, "tests"}
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in sources(package)
        for name in imported(tree) & ours - MAY_IMPORT[package]
    }
    assert not wrong


def test_nothing_is_kept_in_a_format_that_runs_code() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in sources(*LAYERS, "evaluation")
        for name in imported(tree) & UNSAFE_FORMATS
    }
    assert not wrong


@pytest.mark.parametrize("package", WITH_COMMAND_LINE)
def test_every_documented_command_line_is_there(package: str) -> None:
    assert (ROOT / package / "__main__.py").is_file()
    assert (ROOT / package / "__init__.py").is_file()


def test_the_check_of_a_clean_clone_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_streamlit_pages_report_nothing_and_stay_on_this_machine() -> None:
    settings = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert "gatherUsageStats = false" in settings
    assert 'address = "127.0.0.1"' in settings
