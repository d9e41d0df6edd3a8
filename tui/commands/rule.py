"""`zpb rule`: what a check looks for and how to mend it; without a code, all of them."""

from __future__ import annotations

from argparse import Namespace

from tui import output, telling
from tui.arguments import Parser
from tui.exits import Exit, Refusal


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
    output.show("\n".join(lines))
    return Exit.DONE
