"""`zpb restore`: a report as it was after a revision; itself a new revision, so that nothing is lost."""

from __future__ import annotations

from argparse import Namespace

from tui import output
from tui.arguments import Parser, whole_number
from tui.exits import Exit, Refusal
from tui.opening import Desk
from tui.paths import home

MORE = "各次修改的编号见 zpb history REPORT。恢复本身也是一次修改，可以再恢复回来。"


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", help="哪一份")
    parser.inputs.add_argument("rev", metavar="REV", type=whole_number(1, 10**9), help="第几次修改之后")


def run(args: Namespace) -> Exit:
    """Store the state after that revision as a new one."""
    desk = Desk.at(home(args.home))
    report = desk.report(args.report, write=True)
    try:
        if args.rev > report.rev:
            raise Refusal(f"这份表只有 {report.rev} 次修改，没有第 {args.rev} 次；见 zpb history {args.report}。")
        if not desk.revise(report, report.restore(args.rev), "restore"):
            output.say(f"内容与第 {args.rev} 次修改之后相同，没有改动。")
            return Exit.DONE
    finally:
        desk.close(report)
    output.say(f"已恢复到第 {args.rev} 次修改之后，记为第 {report.rev} 次修改。")
    return Exit.DONE
