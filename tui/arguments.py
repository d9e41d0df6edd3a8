"""The command line's grammar in Chinese: a parser whose help and refusals a clerk can read; used by `main`.

argparse speaks English; its few sentences are put into Chinese here, in one table.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from tui import output
from tui.exits import Refusal

_SENTENCES = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"one of the arguments (.+) is required", r"请给出其中之一：\1"),
    (r"unrecognized arguments: (.+)", r"没有这样的选项或多出的内容：\1"),
    (r"argument (.+): expected one argument", r"\1 后面要写内容"),
    (r"argument (.+): expected at least one argument", r"\1 后面至少要写一项"),
    (r"argument (.+): ignored explicit argument (.+)", r"\1 后面不带内容 \2"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 不能与 \2 同时使用"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\1 不能是 \2，可用的有：\3"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)


class _Formatter(argparse.RawTextHelpFormatter):
    """Help with lines kept as written, since argparse breaks Chinese by letters."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：")


class Parser(argparse.ArgumentParser):
    """A parser with its headings in Chinese and without abbreviations, which would change their meaning one day."""

    def __init__(self, name: str, summary: str, epilog: str = "") -> None:
        super().__init__(
            prog=name,
            description=summary,
            epilog=epilog or None,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.inputs = self.add_argument_group("参数")
        """Where a command puts what it works on."""
        self.options = self.add_argument_group("选项")
        """Where it puts how it works."""

    def add_common(self) -> None:
        """The options of every command, last."""
        self.options.add_argument("--home", metavar="DIR", help="存放自评表的文件夹（也可用环境变量 ZPB_HOME）")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def print_help(self, file: Any = None) -> None:
        """On stdout; argparse itself would keep a full disk to itself."""
        output.show(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        """One sentence instead of a usage block, with where to read more."""
        raise Refusal(f"{_chinese(message)}。用法见 {self.prog} --help")


def _chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, sentence, message)
    return message


def whole_number(low: int, high: int) -> Any:
    """The type of an option that is a number within bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= len(str(high)) and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"应为 {low} 至 {high} 之间的数字，不能是「{text}」")
        return int(text)

    return read
