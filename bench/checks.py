"""All checks: over a folder of reports beside reading the same files with json, and of one report beside its table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.programs import ZPB, filled_reports, full_report, ratio, run, seconds
from bench.table import Line, at_most
from forms.assemble import assemble
from forms.checks.register import check
from forms.compute import Reading
from store.results import NAME
from tui.opening import Desk

MANY = 1_000
CHECK = (*ZPB, "check", "--all")
READ = (
    sys.executable,
    "-c",
    "import glob, json, os; [json.load(open(each, 'rb')) for each in glob.glob(os.environ['ZPB_HOME'] + '/*.json')]",
)


def lines(folder: Path) -> Iterator[Line]:
    """All measures of this file, one after another."""
    one, many = folder / "one", folder / "many"
    filled_reports(many, MANY)
    known = ratio(lambda: seconds(lambda: run(CHECK, many)), lambda: seconds(lambda: run(READ, many)), 5)
    yield at_most(f"zpb check --all, {MANY:,} reports as filled", "json.loads of the same files", known, 6)
    afresh = ratio(lambda: _afresh(many), lambda: seconds(lambda: run(READ, many)), 5)
    yield at_most("the same after a new version, all afresh", "json.loads of the same files", afresh, 6)
    full_report(one)
    desk = Desk.at(one)
    report = desk.report("-")
    form, answers = desk.form_of(report), report.answers
    checked = ratio(
        lambda: seconds(lambda: check(Reading(form, answers))), lambda: seconds(lambda: assemble(form, answers)), 200
    )
    yield at_most("all checks of one report", "assembling its table", checked, 2)


def _afresh(home: Path) -> float:
    """The seconds of a run that finds nothing kept from when the reports were filled."""
    (home / NAME).unlink(missing_ok=True)
    return seconds(lambda: run(CHECK, home))
