"""`zpb history`: every change of a report, one a line, the oldest first."""

from __future__ import annotations

from argparse import Namespace

from forms.compute import Reading
from forms.history import Entry
from tui import output
from tui.arguments import Parser
from tui.exits import Exit
from tui.opening import Desk
from tui.paths import home
from tui.telling import change_words, waiver_words

MORE = "要回到某次修改之后的样子：zpb restore REPORT REV"
_SHOWN = 3
"""Changed cells named on one line; a revision that changed more says how many."""
_WHAT = {
    "new": "新建",
    "answer": "填写",
    "clear": "清空",
    "add": "加行",
    "drop": "删行",
    "move": "移行",
    "carry": "沿用",
    "paste": "贴入",
    "fix": "采用改法",
    "waive": "保留",
    "unwaive": "取消保留",
    "split": "拆行",
    "choose": "选定",
    "undo": "撤销",
    "finish": "完成",
    "restore": "恢复",
    "fill": "按文件填写",
    "import": "导入",
}
"""The words for what a revision did."""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", help="哪一份")


def run(args: Namespace) -> Exit:
    """Print the revisions."""
    desk = Desk.at(home(args.home))
    report = desk.report(args.report)
    reading = desk.reading(report)
    output.show("\n".join(_line(reading, entry) for entry in report.history))
    return Exit.DONE


def _line(reading: Reading, entry: Entry) -> str:
    changes = ((key, old, new) for key, (old, new) in entry.delta.items())
    words = [*waiver_words(reading, entry.delta), *change_words(reading, changes)]
    shown = "；".join(words[:_SHOWN]) + (f"；等 {len(words)} 项" if len(words) > _SHOWN else "")
    what = _WHAT.get(entry.what, entry.what) + (f"第 {entry.undoes} 次" if entry.undoes else "")
    return "  ".join(each for each in (f"{entry.rev:>4}", entry.when, entry.who, what, shown) if each)
