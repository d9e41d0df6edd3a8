"""The command `zpb`: finds the sub-command, runs it, and turns whatever goes wrong into one sentence and an exit code.

Nothing is imported that the sub-command at hand does not use: each lives in a module of `tui.commands` with
`add_arguments(parser)` and `run(args)`.
"""

from __future__ import annotations

import gc
import importlib
import keyword
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from tui import output
from tui.arguments import Parser
from tui.exits import Exit, Refusal

SUMMARY = "自评表：在终端里逐项填写项目支出绩效自评表。不带命令时打开填写界面。"
COMMANDS = {
    "new": "新建一份自评表，接着填写",
    "fill": "继续填写，或按文件填写",
    "list": "列出已有的自评表",
    "show": "在终端里看一份表",
    "check": "检查：审核会退回或要问的地方",
    "export": "写成文件：docx、xlsx、txt 等",
    "import": "从文件导入：docx、xlsx、txt 等",
    "history": "看一份表的每次修改",
    "restore": "恢复到某次修改之后",
    "delete": "删除一份表（移到回收站）",
    "form": "看有哪些表，检查自己写的表",
    "rule": "说明一条检查规则",
    "doctor": "检查存放自评表的文件夹，修复损坏的文件",
}
"""Every sub-command with what it does; the module of the same name does it, with a `_` where the name is Python's."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; nothing but the code and sentences ever leaves it."""
    given = list(sys.argv[1:] if argv is None else argv)
    output.prepare()
    gc.disable()  # a short command ends before it has garbage; looking for some takes a fourteenth of its time
    try:
        code = _run(given)
        output.flush()
        return int(code)
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        output.abandon()
        return int(Exit.DONE)
    except Exception as error:
        return int(_explain(error, given))
    finally:
        gc.enable()


def _run(given: list[str]) -> Exit:
    try:
        args = _top_parser().parse_args(given)
        return _dispatch(args)
    except SystemExit:  # argparse leaves so after --help
        return Exit.DONE


def _dispatch(args: Namespace) -> Exit:
    if args.version:
        output.show(f"zpb {_version()}")
        return Exit.DONE
    if args.command is None:
        from tui.commands.start import run

        return run(args)
    if args.command not in COMMANDS:
        raise Refusal(_unknown(args.command))
    return _run_command(args.command, args)


def _run_command(name: str, top: Namespace) -> Exit:
    module = importlib.import_module(f"tui.commands.{name}{'_' * keyword.iskeyword(name)}")
    parser = Parser(f"zpb {name}", COMMANDS[name] + "。", getattr(module, "MORE", ""))
    module.add_arguments(parser)
    parser.add_common()
    args = parser.parse_args(top.rest)
    args.home = args.home or top.home
    code: Exit = module.run(args)
    return code


def _top_parser() -> Parser:
    commands = "\n".join(f"  {name:<9}{does}" for name, does in COMMANDS.items())
    parser = Parser("zpb", SUMMARY, f"命令：\n{commands}\n\n{_ENDS}")
    parser.inputs.add_argument("command", nargs="?", metavar="COMMAND", help="下面的一个命令；详见 zpb COMMAND --help")
    parser.inputs.add_argument("rest", nargs="...", metavar="…", help="该命令自己的参数")
    parser.options.add_argument("--plain", action="store_true", help="逐行填写，不用整屏界面")
    parser.options.add_argument("--version", action="store_true", help="显示版本")
    parser.add_common()
    return parser


_ENDS = (
    "REPORT 可以写编号、全名、名称中独有的一段，- 表示最近改动的一份。\n"
    "退出码：0 完成，1 检查有错误，2 用法或内容不被接受，3 文件读写出错，70 程序故障，130 中断。"
)


def _unknown(name: str) -> str:
    from forms.nearest import near

    close = near(name, COMMANDS)
    hint = f"最接近的是 {close[0]}。" if close else ""
    return f"没有「{name}」这个命令。{hint}可用的有：{'、'.join(COMMANDS)}。"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("zipingbiao")
    except PackageNotFoundError:
        return "（未安装，直接从源代码运行）"


def _explain(error: Exception, given: list[str]) -> Exit:
    from tui.messages import explain

    command = next((each for each in given if each in COMMANDS), "")
    sentence, code = explain(error, _named_home(given), command)
    with suppress(OSError, ValueError):
        output.say(sentence)
    output.finish()
    return code


def _named_home(given: list[str]) -> str | None:
    """The folder that `--home` names, also where the command line as a whole could not be read."""
    for option, value in pairwise([*given, ""]):
        if option == "--home":
            return value
        if option.startswith("--home="):
            return option.removeprefix("--home=")
    return None


if __name__ == "__main__":
    sys.exit(main())
