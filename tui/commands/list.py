"""`zpb list`: the reports of the workspace, the last changed first."""

from __future__ import annotations

import sys
from argparse import Namespace

from forms.cells import clip, width
from store.workspace import FolderWorkspace, Summary
from tui import output
from tui.arguments import Parser
from tui.exits import Exit
from tui.paths import home

HEADINGS = ("编号", "名称", "年度", "表", "进度", "检查", "改于")
_GAP = 2
"""Cells between two columns of tabulate's plain table, and those that a column has beyond its heading."""
_SHORTEST = 12
"""Cells of a name that are kept on the narrowest terminal: six characters."""


def add_arguments(parser: Parser) -> None:
    """Nothing of its own."""


def run(args: Namespace) -> Exit:
    """Print a table of them; where there is none, say so beside the data."""
    reports = FolderWorkspace(home(args.home)).list()
    if not reports:
        output.say("还没有自评表。新建请用 zpb new FORM，可用的表见 zpb form list。")
        return Exit.DONE
    from tabulate import tabulate

    rows = [HEADINGS, *map(_row, reports)]
    if output.is_terminal(sys.stdout):
        rows = _fitted(rows, output.columns(sys.stdout))
    output.show(tabulate(rows[1:], rows[0], tablefmt="simple", disable_numparse=True))
    return Exit.DONE


def _fitted(rows: list[tuple[str, ...]], room: int) -> list[tuple[str, ...]]:
    """The rows for a terminal of so many cells: what is too wide does without the form's title, then without the year
    in the date, then without the end of the names."""
    if _breadth(rows) <= room:
        return rows
    rows = [(id, name, year, done, found, changed) for id, name, year, _, done, found, changed in rows]
    if _breadth(rows) > room:
        rows = [(*rest, changed[5:] if changed[:1].isdigit() else changed) for *rest, changed in rows]
    longest = max(width(each[1]) for each in rows)
    fitting = max(_SHORTEST, longest - max(0, _breadth(rows) - room))
    return [(id, clip(name, fitting, "…"), *rest) for id, name, *rest in rows]


def _breadth(rows: list[tuple[str, ...]]) -> int:
    """The cells that a table of these rows takes; a column is never as narrow as its heading."""
    widths = [max(width(heading) + _GAP, *map(width, cells)) for heading, *cells in zip(*rows, strict=True)]
    return sum(widths) + _GAP * (len(widths) - 1)


def _row(report: Summary) -> tuple[str, ...]:
    done = "完成" if report.finished else f"{report.answered}/{report.asked}"
    return (
        report.id,
        _line(report.name),
        str(report.year or ""),
        _line(report.title),
        "文件损坏，请运行 zpb doctor" if report.damaged else done,
        _findings(report),
        report.changed_at[:16].replace("T", " "),
    )


def _findings(report: Summary) -> str:
    """What stands at the answers, and how many questions have none: no check has seen those yet."""
    counts = (("错误", report.errors), ("待核", report.warnings), ("未填", report.asked - report.answered))
    return " ".join(f"{word} {count}" for word, count in counts if count) or ("无" if report.finished else "–")


def _line(text: str, longest: int = 40) -> str:
    """On one line, and short enough that a list stays one."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
