"""`zpb check`: what a reviewer would send back, one finding a line; ends with 1 where one is an error."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import NamedTuple

from forms.checks.finding import Finding, Severity
from forms.checks.register import check
from forms.compute import Reading
from forms.exchange import finding_data
from forms.model import Form
from store.report import Report
from tui import output
from tui.arguments import Parser
from tui.dialogue import tally
from tui.exits import Exit
from tui.opening import Desk
from tui.paths import home
from tui.telling import place_of

MORE = "每条规则的说明：zpb rule CODE。说明理由保留的不再列出（json 中有，带 waived）。"


class Checked(NamedTuple):
    """A report and what was found in it."""

    report: Report
    form: Form
    findings: tuple[Finding, ...]


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", nargs="*", help="哪一份，可以写几份；不写时为最近改动的一份")
    parser.options.add_argument("--format", choices=("text", "json"), default="text", help="text（默认）或 json")


def run(args: Namespace) -> Exit:
    """Check each report once and print what was found."""
    desk = Desk.at(home(args.home))
    ids = dict.fromkeys(desk.workspace.find(ref) for ref in args.report or ["-"])
    checked = [_checked(desk, id) for id in ids]
    if args.format == "json":
        _print_json(checked)
    else:
        _print_text(checked)
    open_ones = [finding for each in checked for finding in each.findings if not finding.waived]
    return Exit.FINDINGS if any(each.severity is Severity.ERROR for each in open_ones) else Exit.DONE


def _checked(desk: Desk, id: str) -> Checked:
    report = desk.report(id)
    form = desk.form_of(report)
    return Checked(report, form, check(Reading(form, report.answers)))


def _print_json(checked: list[Checked]) -> None:
    """The findings of one report as a list; of several, each with its report."""
    lists = [[finding_data(form, report.answers, each) for each in found] for report, form, found in checked]
    several = [{"report": each.report.id, "findings": found} for each, found in zip(checked, lists, strict=True)]
    output.data(json.dumps(lists[0] if len(lists) == 1 else several, ensure_ascii=False, indent=2) + "\n")


def _print_text(checked: list[Checked]) -> None:
    for report, form, found in checked:
        reading = Reading(form, report.answers)
        name = report.answers.get(form.name_field) or report.id
        prefix = f"{name}: " if len(checked) > 1 else ""
        for each in found:
            if not each.waived:
                output.show(f"{prefix}{place_of(reading, each)}: {each.code} {each.message}")
        output.say(f"{name}：{tally(found)}")
