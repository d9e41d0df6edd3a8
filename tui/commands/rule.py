"""`zpb rule`: what a check looks for and how to mend it; without a code, all of them."""

from __future__ import annotations

from argparse import Namespace

from forms import library
from tui import output, telling
from tui.arguments import Parser
from tui.exits import Exit, Refusal

NOT_RUN = "（尚未启用）"
"""Beside a rule that no form of the program runs: nobody should look for its findings."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("code", metavar="CODE", nargs="?", help="规则的编号，如 I01；不写则列出全部")


def run(args: Namespace) -> Exit:
    """Print one rule, or the list."""
    lines = telling.rules() if args.code is None else telling.rule(args.code)
    if not lines:
        from forms.checks.register import EXPLAINED
        from forms.nearest import nearest

        raise Refusal(f"没有「{args.code}」这条规则。{nearest(args.code.upper(), EXPLAINED)}")
    run_by_some = {code for form in library.forms() for code in form.checks}
    titles = lines if args.code is None else lines[:1]
    marked = [each if each.split()[0] in run_by_some else f"{each}{NOT_RUN}" for each in titles]
    output.show("\n".join([*marked, *lines[len(titles) :]]))
    return Exit.DONE
