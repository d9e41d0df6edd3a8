"""The wheel, as it would be installed: all is in it, and it runs from any folder in an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from seeds import FOLDER, seed

ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def run(command: Sequence[str | Path], cwd: Path, home: Path | None = None) -> str:
    """A program run with hardly any environment, as from a bare shell."""
    env = {"PATH": os.defpath, "HOME": str(home or cwd), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built by the backend that is installed already, so without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], folder)
    return next(folder.glob("zipingbiao-*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of a fresh environment lie that has the wheel, and what the wheel needs from this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run([*PIP, "--python", python, "install", "--no-index", "--no-deps", wheel], folder)
    place = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    (place / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python.parent


def test_the_wheel_has_all_definitions_and_styles_and_nothing_else(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    needed = {
        str(file.relative_to(ROOT))
        for package in ("forms", "store", "tui")
        for kind in ("*.py", "*.toml", "*.tcss", "*.xml", "*.rels")
        for file in (ROOT / package).rglob(kind)
    }
    assert needed <= packed
    assert {name.split("/")[0] for name in packed if ".dist-info" not in name} == {"forms", "store", "tui"}


def test_the_installed_program_is_the_one_of_the_wheel(scripts: Path, tmp_path: Path) -> None:
    for package in ("forms", "store", "tui"):
        place = run([scripts / "python", "-c", f"import {package}; print({package}.__file__)"], tmp_path)
        assert place.startswith(str(scripts.parent))


def test_a_form_is_filled_from_another_folder(scripts: Path, tmp_path: Path) -> None:
    answers = FOLDER / "2-5.json"
    run([scripts / "zpb", "fill", "--answers", answers], tmp_path)
    table = run([scripts / "zpb", "export", "-", "-f", "txt", "-o", "-"], tmp_path)
    assert "附件 2-5" in table
    report = json.loads(run([scripts / "zipingbiao", "export", "-", "-f", "json", "-o", "-"], tmp_path))
    assert report["answers"]["indicators"] == seed("2-5")["answers"]["indicators"]
