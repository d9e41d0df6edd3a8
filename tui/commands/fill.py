"""`zpb fill`: goes on filling a report, in the app, line by line, or headless from a file of answers."""

from __future__ import annotations

from argparse import Namespace

from tui.arguments import Parser
from tui.exits import Exit
from tui.opening import Desk
from tui.paths import home

MORE = """逐行填写时，一行是一项的答案；以 / 开头的是命令，/帮助 列出全部。从管道读入时，行末的 \\ 表示下一行接着是
这一项；在问指标名称、资金的地方，相连的带制表符的几行是一次贴入的表，再下一行写 1 采用；有一行不能接受就停在那里，
退出码为 2，以前各行已保存。

--answers 的文件是 zpb export -f json 那样的 JSON 或同样结构的 TOML，- 表示标准输入。不写 REPORT 则新建一份；
写了则只改文件中有的各项，"" 为清空，按行填写的部分整节替换。有任何一处不能接受就全部不存，退出码为 2。
每一处改动和每一条检查结果是标准输出的一行 JSON。"""


def add_arguments(parser: Parser) -> None:
    """What the command takes."""
    parser.inputs.add_argument("report", metavar="REPORT", nargs="?", help="哪一份；不写时为最近改动的未完成的一份")
    parser.options.add_argument("--plain", action="store_true", help="逐行填写，不用整屏界面")
    parser.options.add_argument("--answers", metavar="FILE", help="按文件填写，不对话")


def run(args: Namespace) -> Exit:
    """Fill by whichever front was asked for."""
    desk = Desk.at(home(args.home))
    if args.answers is not None:
        from tui.headless import fill

        return fill(desk, args.report, args.answers)
    from tui.commands.start import resume

    return resume(desk, args.report or "", plain=args.plain)
