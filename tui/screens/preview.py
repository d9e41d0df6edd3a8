"""The whole assembled table, line for line what the `.txt` holds; Enter on a cell goes to its question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from forms.answers import Answers
from forms.model import UNNAMED, Form
from tui.screens.live import show_whole
from tui.screens.sheet import Sheet
from tui.widgets.drawing import DrawingView

EXPORT = "export"
"""What is handed back for F9; anything else is the path of a cell."""


class PreviewScreen(Sheet[str]):
    """The table, scrolled both ways."""

    FOOT = "方向键 移动  回车 修改这一格  F9 导出  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "f5": "close", "0": "close", "f9": "export", "9": "export"}

    def __init__(self, form: Form, answers: Answers, path: str = "", *, only_look: bool = False) -> None:
        super().__init__()
        self._form = form
        self._answers = answers
        self._path = path
        self._only_look = only_look

    def body(self) -> Iterator[Widget]:
        """The table alone."""
        yield DrawingView()

    def on_mount(self) -> None:
        """Draw it, with the cell of the question at hand shaded."""
        view = self.query_one(DrawingView)
        name = self._answers.get(self._form.name_field) or UNNAMED
        self.head.show(f"{name} · 预览", "只能查看" if self._only_look else "")
        if self._only_look:
            self.foot.show("方向键 移动  F9 导出  Esc 返回")
        self.set_focus(view)
        show_whole(view, self._form, self._answers, self.marks.ascii)
        view.shade(self._path)

    def marks_changed(self) -> None:
        """Draw the lines with the other marks."""
        show_whole(self.query_one(DrawingView), self._form, self._answers, self.marks.ascii)

    def on_drawing_view_cell_chosen(self, message: DrawingView.CellChosen) -> None:
        """Go to the cell's question."""
        if not self._only_look:
            self.dismiss(message.path)

    def export(self) -> None:
        """F9: write it."""
        self.dismiss(EXPORT)
