"""The short commands as processes, beside a Python that imports TinyDB or reads one file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.programs import TINYDB, ZPB, full_report, many_reports, ratio, run, seconds
from bench.table import Line, at_most
from store.index import NAME
from store.workspace import FolderWorkspace

MANY = 10_000
LIST = (*ZPB, "list")
EXPORT = (*ZPB, "export", "-", "-f", "txt", "-o", "-")


def lines(folder: Path) -> Iterator[Line]:
    """All measures of this file, one after another."""
    few, many = folder / "few", folder / "many"
    full_report(few)
    floor = _timed(TINYDB, few)
    yield at_most("zpb export -f txt", 'python -c "import tinydb"', ratio(_timed(EXPORT, few), floor, 15), 2.5)
    yield at_most("zpb list, one report", 'python -c "import tinydb"', ratio(_timed(LIST, few), floor, 15), 4)
    many_reports(many, MANY)
    workspace, index = FolderWorkspace(many), many / NAME
    listed = ratio(lambda: seconds(workspace.list), lambda: seconds(lambda: json.loads(index.read_bytes())), 15)
    yield at_most(f"what is shown of {MANY:,} reports: the store", "json.loads of their index", listed, 5)
    read = (sys.executable, "-c", f"import json; json.load(open({str(_one_file(many, folder))!r}, encoding='utf-8'))")
    yield at_most(f"zpb list, {MANY:,} reports", "json.load of one file with them all", _ratio(LIST, read, many), 5)


def _one_file(home: Path, folder: Path) -> Path:
    """All reports of a folder in one file, as a program would have them that keeps no index."""
    reports = (file.read_text(encoding="utf-8") for file in home.glob("*.json") if file.name != NAME)
    one = folder / "one.json"
    one.write_text(f"[{','.join(reports)}]", encoding="utf-8")
    return one


def _timed(command: Sequence[str], home: Path) -> Callable[[], float]:
    """A call that runs the command and gives its seconds."""
    return lambda: seconds(lambda: run(command, home))


def _ratio(ours: Sequence[str], floor: Sequence[str], home: Path) -> float:
    return ratio(_timed(ours, home), _timed(floor, home), 7)
