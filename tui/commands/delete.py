"""`zpb delete`: a report goes to the workspace's trash, with its draft and its copies."""

from __future__ import annotations

import os
from argparse import Namespace

from store.workspace import FolderWorkspace
from tui import output
from tui.arguments import Parser
from tui.exits import Exit
from tui.paths import home

MORE = "删除的表在存放自评表的文件夹的 trash 中，一份一个文件夹；把其中的 .json 移回原处即恢复。"


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", help="哪一份")


def run(args: Namespace) -> Exit:
    """Move it and say where it lies now."""
    folder = home(args.home)
    workspace = FolderWorkspace(folder)
    id = workspace.find(args.report)
    workspace.trash(id)
    output.say(f"已移到回收站：{os.path.join(folder, 'trash')}，编号 {id}。")
    return Exit.DONE
