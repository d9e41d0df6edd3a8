"""`zpb show`: a report as the official table, or in another format, on stdout."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace

from tui import exporting, output
from tui.arguments import Parser, whole_number
from tui.exits import Exit
from tui.opening import Desk
from tui.paths import home

NARROWEST, WIDEST = 40, 1000
"""Terminal cells between which a table can be drawn."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", help="哪一份：编号、全名、名称中独有的一段，- 为最近改动的一份")
    parser.options.add_argument("-f", "--format", metavar="FORMAT", default="txt", help="格式：txt（默认）、json、grid、pipe 等")
    add_drawing(parser)


def add_drawing(parser: Parser) -> None:
    """How a table is drawn; shared with `zpb export`."""
    width = whole_number(NARROWEST, WIDEST)
    parser.options.add_argument("--width", metavar="N", type=width, help="txt 的宽度（字符格），默认为终端的宽度，否则 100")
    parser.options.add_argument("--ascii", action="store_true", help="txt 的表格线用 + - |")


def width_for(args: Namespace) -> int:
    """The width asked for, else the terminal's where the table goes there."""
    if args.width:
        return int(args.width)
    if not output.is_terminal(sys.stdout):
        return exporting.WIDTH
    return max(NARROWEST, min(shutil.get_terminal_size((exporting.WIDTH, 24)).columns, WIDEST))


def run(args: Namespace) -> Exit:
    """Print it."""
    format = exporting.check_format(args.format)
    desk = Desk.at(home(args.home))
    report = desk.report(args.report)
    output.data(exporting.document(desk.form_of(report), report.answers, format, width_for(args), args.ascii))
    return Exit.DONE
