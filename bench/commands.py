"""The short commands as processes, beside the Python that imports TinyDB or reads one file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.programs import TINYDB, ZPB, full_report, many_reports, ratio, run, seconds
from bench.table import Line, at_most
from store.index import NAME

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
    read = (sys.executable, "-c", f"import json; json.load(open({str(many / NAME)!r}, encoding='utf-8'))")
    yield at_most(f"zpb list, {MANY:,} reports", "reading one file of that size", _ratio(LIST, read, many), 5)


def _timed(command: Sequence[str], home: Path) -> Callable[[], float]:
    """A call that runs the command and gives its seconds."""
    return lambda: seconds(lambda: run(command, home))


def _ratio(ours: Sequence[str], floor: Sequence[str], home: Path) -> float:
    return ratio(_timed(ours, home), _timed(floor, home), 7)
