"""`zpb list`: the reports of the workspace, the last changed first."""

from __future__ import annotations

from argparse import Namespace

from store.workspace import FolderWorkspace, Summary
from tui import output
from tui.arguments import Parser
from tui.exits import Exit
from tui.paths import home

HEADINGS = ("编号", "名称", "年度", "表", "进度", "检查", "改于")


def add_arguments(parser: Parser) -> None:
    """Nothing of its own."""


def run(args: Namespace) -> Exit:
    """Print a table of them; where there is none, say so beside the data."""
    reports = FolderWorkspace(home(args.home)).list()
    if not reports:
        output.say("还没有自评表。新建请用 zpb new FORM，可用的表见 zpb form list。")
        return Exit.DONE
    from tabulate import tabulate

    rows = [_row(each) for each in reports]
    output.show(tabulate(rows, HEADINGS, tablefmt="simple", disable_numparse=True))
    return Exit.DONE


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
