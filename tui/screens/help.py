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


class HelpScreen(Sheet[None]):
    """Two lists: keys, commands."""

    FOOT = "方向键 翻看  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "f1": "close", "0": "close", "enter": "close"}

    def body(self) -> Iterator[Widget]:
        """The lists."""
        keys = [Entry(f"{ljust(name, 14)}{does}", indent=2, hang=14) for name, does in _KEYS]
        commands = [
            Entry(f"{ljust(f'/{each.name} /{each.alias}', 14)}{ljust(each.key, 8)}{each.does}", indent=2, hang=22)
            for each in COMMANDS
        ]
        yield Listing([Entry("按键"), *keys, Entry(""), Entry("命令（/ 开头，写出开头几个字即可）"), *commands])

    def on_mount(self) -> None:
        """Put the title."""
        self.head.show("帮助")
        self.set_focus(self.query_one(Listing))
