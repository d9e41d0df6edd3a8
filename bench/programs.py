"""The programs that are measured, how they are started, and folders of reports for them; used by the measures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from forms.exchange import Intake
from forms.filling import new_answers
from store.stamp import new_id
from tui.opening import Desk

FORM = "project-expenditure"
NAME = "档案工作"
"""The project of the report that is measured, the seed's too."""
SEED = Path(__file__).parent.parent / "tests" / "seeds" / "2-5.json"
ZPB = (str(Path(sys.executable).with_name("zpb")),)
BARE = (sys.executable, "-m", "bench.bare")
TINYDB = (sys.executable, "-c", "import tinydb")


def environment(home: Path) -> dict[str, str]:
    """A plain UTF-8 terminal and a folder of reports, whatever the person's own settings are.

    Python's own switches are left out: with PYTHONDONTWRITEBYTECODE each start would compile our modules anew.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TEXTUAL"))}
    return {**own, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "", "ZPB_HOME": str(home)}


def run(command: Sequence[str], home: Path) -> str:
    """Run a program to its end; what it printed. An exit code of findings is an answer too."""
    done = subprocess.run(command, env=environment(home), capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(ours: Callable[[], float], floor: Callable[[], float], rounds: int) -> float:
    """The median of ours over the median of the floor, taken in turns so that a noisy moment meets both."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return median(each for each, _ in pairs) / median(each for _, each in pairs)


def empty_report(home: Path) -> None:
    """A folder with one report that has nothing but its name."""
    run([*ZPB, "new", FORM, "--year", "2020", "--no-fill", "--set", f"facts.project_name={NAME}"], home)


def full_report(home: Path) -> Path:
    """A folder with one published form filled in; the report's file."""
    run([*ZPB, "fill", "--answers", str(SEED)], home)
    return next(file for file in home.glob("*.json") if file.name != "index.json")


def filled_reports(home: Path, count: int) -> None:
    """A folder with that many reports, each taken in by the program as `zpb fill --answers` does."""
    data = json.loads(SEED.read_text(encoding="utf-8"))
    desk = Desk.at(home)
    form = desk.form(FORM)
    for number in range(count):
        data["answers"]["facts"]["project_name"] = f"{NAME}{number}"
        desk.close(desk.create(form, Intake(form, new_answers(form, data["year"])).take(data)))
    run([*ZPB, "list"], home)


def many_reports(home: Path, count: int) -> None:
    """A folder with that many reports, each the same form under a name of its own."""
    text = full_report(home).read_text(encoding="utf-8")
    ids = {new_id() for _ in range(2 * count)}
    for number, id in enumerate(sorted(ids)[: count - 1]):
        named = text.replace(f'"name":"{NAME}"', f'"name":"{NAME}{number}"')
        (home / f"{id}.json").write_text(named, encoding="utf-8")
    run([*ZPB, "list"], home)
