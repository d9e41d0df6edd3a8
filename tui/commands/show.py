"""`zpb show`: a report as the official table, or in another format, on stdout."""

from __future__ import annotations

from argparse import Namespace

from store.formats.register import FORMATS, Style
from tui import exporting
from tui.arguments import Parser, whole_number
from tui.exits import Exit
from tui.opening import Desk
from tui.paths import home

_OWN = "\n".join(f"  {name:<6}{format.use}" for name, format in FORMATS.items())
LISTS = """  simple plain outline grid tsv pipe github rst latex latex_booktabs latex_longtable
  pretty presto psql
  simple_grid rounded_grid heavy_grid mixed_grid double_grid fancy_grid colon_grid
  simple_outline rounded_outline heavy_outline mixed_outline double_outline fancy_outline"""
"""The simple formats, written out since asking tabulate for its names takes longer than the help itself."""
MORE = f"""正式的表和数据：
{_OWN}
逐节的列表：
{LISTS}"""
"""Every format, with what ours are for."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", help="哪一份：编号、全名、名称中独有的一段，或 -")
    parser.options.add_argument("-f", "--format", metavar="FORMAT", default="txt", help="格式：txt、json、grid 等")
    add_drawing(parser)


def add_drawing(parser: Parser) -> None:
    """How a table is drawn; shared with `zpb export`."""
    width = whole_number(exporting.NARROWEST, exporting.WIDEST)
    parser.options.add_argument("--width", metavar="N", type=width, help="txt 的宽度（字符格），不写时同终端，否则 100")
    parser.options.add_argument("--ascii", action="store_true", help="txt 的表格线用 + - |")


def style_for(args: Namespace, *, to_file: bool = False) -> Style:
    """As asked for; as wide as the terminal where the table goes there and nothing else was said."""
    width = args.width or (exporting.WIDTH if to_file else exporting.terminal_width())
    return Style(int(width), args.ascii)


def run(args: Namespace) -> Exit:
    """Print it."""
    format = exporting.check_format(args.format)
    desk = Desk.at(home(args.home))
    report = desk.report(args.report)
    filled = exporting.Filled(desk.form_of(report), report.answers)
    exporting.print_document(exporting.document([filled], format, style_for(args)), format)
    return Exit.DONE
