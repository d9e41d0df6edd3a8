"""`zpb doctor`: looks through the workspace, says what is wrong, and mends it where asked."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from forms import library
from forms.errors import FormError
from store.errors import Damaged, StoreError, reason
from tui import output
from tui.arguments import Parser
from tui.exits import Exit, Refusal
from tui.lines import one_answer
from tui.opening import Desk
from tui.paths import home

MORE = """检查：文件夹能否读写、是否只有本人可读，每份表能否打开，自己写的表有无问题。
损坏的表先改名保留，再用最近一份完好的备份代替；在终端里逐份询问，或加 --repair 一并修复。
退出码：0 没有问题或都已修复，1 还有问题。"""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.options.add_argument("--repair", action="store_true", help="不再询问，修复能修复的")


def run(args: Namespace) -> Exit:
    """Look at the folder, at every report, at the person's own definitions."""
    folder = Path(home(args.home))
    output.show(f"存放自评表的文件夹：{folder}")
    if not folder.is_dir():
        if folder.exists():
            raise Refusal(f"{folder} 不是文件夹，请用 --home 或 ZPB_HOME 另行指定。", Exit.STORE)
        output.show("还没有建立，新建第一份表时会建立。")
        return Exit.DONE
    desk = Desk.at(folder)
    troubles = [*_folder(folder, args.repair), *_reports(desk, args.repair), *_definitions(desk)]
    output.show(f"共 {len(troubles)} 处问题没有解决。" if troubles else "没有问题。")
    return Exit.FINDINGS if troubles else Exit.DONE


def _folder(folder: Path, repair: bool) -> list[str]:
    """Whether it can be written to, and by whom it can be read."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return [_trouble(f"文件夹写不进去：{reason(error)}。")]
    open_to_others = os.name == "posix" and folder.stat().st_mode & 0o077
    if not open_to_others:
        return []
    if not _wanted("文件夹对其他用户开放，改为只有本人可读写？", repair):
        return [_trouble("文件夹对其他用户开放，其中的内容别人可以读到。")]
    folder.chmod(0o700)
    output.show("已改为只有本人可读写。")
    return []


def _reports(desk: Desk, repair: bool) -> list[str]:
    """Every report opened once; a damaged one put back from its last good copy where that is wanted."""
    troubles, sound = [], 0
    for each in desk.summaries():
        try:
            report = desk.report(each.id)
            desk.form_of(report)
            sound += 1
        except Damaged as error:
            troubles += _damaged(desk, error, repair)
        except (StoreError, FormError) as error:
            troubles.append(_trouble(f"「{each.name or each.id}」：{error}"))
    output.show(f"完好的自评表 {sound} 份。")
    return troubles


def _damaged(desk: Desk, error: Damaged, repair: bool) -> list[str]:
    if error.copy is None:
        return [_trouble(str(error))]
    question = f"{error.path} 已损坏（{error.what}）。恢复到第 {error.copy.rev} 次修改（{error.copy.changed_at}）？"
    if not _wanted(question, repair):
        return [_trouble(str(error))]
    report = desk.workspace.recover(error.id)
    report.close()
    output.show(f"已恢复 {error.id} 到第 {report.rev} 次修改；损坏的文件改名保留在同一文件夹。")
    return []


def _definitions(desk: Desk) -> list[str]:
    faulty = library.broken(desk.folders)
    sentence = "{0}：有 {1} 处问题，见 zpb form check {0}"
    return [_trouble(sentence.format(each.source, len(each.faults))) for each in faulty]


def _trouble(text: str) -> str:
    output.show(f"✗ {text}")
    return text


def _wanted(question: str, repair: bool) -> bool:
    """Whether to mend: asked for on the command line, or answered so on a terminal."""
    if repair:
        output.show(question)
        return True
    if not output.is_terminal(sys.stdin, sys.stdout):
        return False
    return one_answer(f"{question}（1 是 2 否）> ") in ("1", "是", "y", "Y")
