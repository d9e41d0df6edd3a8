"""The walls between the packages, twice: the graph of imports, and what a process has really loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ("app", "screens", "widgets", "terminal", "keys", "driver", "painter", "quiet")
"""The modules of tui that may import Textual, as the contract in pyproject.toml has them."""
HEAVY = ("textual", "rich", "tabulate", "docx", "openpyxl", "lxml", "xlrd", "dateutil.parser")
"""What a short command cannot afford, each with the import time of a whole command or more."""


def modules(package: str) -> list[str]:
    """The dotted names of all modules of a package, the package itself included."""
    files = sorted((ROOT / package).rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def loaded_by(code: str) -> set[str]:
    """The names in sys.modules after a fresh Python has run the code."""
    program = f"import sys\n{code}\nprint('\\n'.join(['', *sys.modules]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_the_contracts_of_pyproject_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", ["forms", "store"])
def test_a_package_below_tui_loads_no_textual(package: str) -> None:
    loaded = loaded_by("\n".join(f"import {name}" for name in modules(package)))
    assert not [name for name in ("textual", "rich") if name in loaded]


def test_forms_load_no_store_and_no_database() -> None:
    loaded = loaded_by("\n".join(f"import {name}" for name in modules("forms")))
    assert not [name for name in ("store", "tui", "tinydb", "tabulate", "filelock") if name in loaded]


def test_every_module_of_tui_outside_the_app_loads_no_textual() -> None:
    outside = [name for name in modules("tui") if not name.startswith(tuple(f"tui.{part}" for part in APP))]
    loaded = loaded_by("\n".join(f"import {name}" for name in outside))
    assert not [name for name in ("textual", "rich") if name in loaded]


RUNS = {
    "list": ("list",),
    "show": ("show", "-"),
    "history": ("history", "-"),
    "export": ("export", "-", "-f", "txt", "-o", "-"),
    "export to a file": ("export", "-", "-o", os.devnull, "--force"),
    "export together": ("export", "-", "--together", "-f", "json"),
    "check": ("check", "-"),
    "import": ("import", "--help"),
}


def run(*arguments: str) -> set[str]:
    """Run the command in a fresh Python; what it loaded, after it ended as it should."""
    code = f"import tui.main\nassert tui.main.main({list(arguments)!r}) in (0, 1)"
    return loaded_by(code)


@pytest.mark.parametrize("command", RUNS)
def test_a_short_command_loads_nothing_heavy(command: str, workspace: Path) -> None:
    run("new", "project-expenditure", "--year", "2020", "--no-fill", "--set", "facts.project_name=档案工作")
    loaded = run(*RUNS[command])
    printer = {"tabulate"} if command in ("list", "history") else set()
    assert {name for name in HEAVY if name in loaded} <= printer
