"""What the keys and the commands do, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from forms.cells import ljust
from tui.dialogue import COMMANDS
from tui.screens.sheet import Sheet
from tui.widgets.listing import Entry, Listing

_KEYS = (
    ("回车", "发出答案；空着按回车，保留现填的或采用给出的内容"),
    ("Ctrl+J", "在答案里换行；粘贴的换行照样保留"),
    ("Tab", "把给出的内容或改法取到行里修改"),
    ("↑", "空行上按：回到上一项；选择题：换一个选项"),
    ("PageUp/Down", "翻看前面说过的"),
    ("Esc", "关掉上面的一层"),
    ("Ctrl+L", "重画屏幕"),
)

_HOME = (
    ("回车", "打开标出的那份，从上次停下的地方接着填"),
    ("2", "新建一份"),
    ("3", "导入已有的表"),
    ("4 5 6", "标出的那份：检查、导出、删除"),
    ("/", "按名称查找；Esc 收起"),
)
"""What the keys do in the list of reports."""


class HelpScreen(Sheet[None]):
    """Three lists: keys, those of the first screen, commands."""

    FOOT = "方向键 翻看  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "f1": "close", "0": "close", "enter": "close"}

    def body(self) -> Iterator[Widget]:
        """The lists."""
        keys, home = ([_entry(*each) for each in table] for table in (_KEYS, _HOME))
        commands = [
            Entry(f"{ljust(f'/{each.name} /{each.alias}', 14)}{ljust(each.key, 8)}{each.does}", indent=2, hang=22)
            for each in COMMANDS
        ]
        shown = [Entry("填写时的按键"), *keys, Entry(""), Entry("主页的按键"), *home, Entry("")]
        yield Listing([*shown, Entry("命令（/ 开头，写出开头几个字即可）"), *commands])

    def on_mount(self) -> None:
        """Put the title."""
        self.head.show("帮助")
        self.set_focus(self.query_one(Listing))


def _entry(name: str, does: str) -> Entry:
    return Entry(f"{ljust(name, 14)}{does}", indent=2, hang=14)
