"""A report as a file: which format, with what each is for; where to; then what was written, how large, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import ClassVar

from textual.widget import Widget

from forms.answers import Answers
from forms.model import UNNAMED, Form
from tui import exporting
from tui.exits import Refusal
from tui.screens.sheet import DIGITS, Sheet
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing

USES = {
    "txt": "留底用：纯文本，与预览逐行相同，可直接打印",
    "tsv": "制表符分隔：可贴到 Excel",
    "github": "Markdown：各节列成表",
    "json": "数据：供其他程序读取",
}
"""What each format is for; those without a line here are for the command line."""


class ExportScreen(Sheet[None]):
    """Three steps on one screen: format, place, result."""

    DEFAULT_CSS = "ExportScreen Note { height: 4; } ExportScreen AnswerLine { display: none; }"
    FOOT = "数字或回车 选定  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "0": "close", "f9": "close"}

    def __init__(self, form: Form, answers: Answers, wanted: str = "") -> None:
        super().__init__()
        self._form = form
        self._answers = answers
        self._wanted = wanted
        self._format = ""
        self._replacing: File | None = None

    def body(self) -> Iterator[Widget]:
        """The formats, a sentence, the line for the place."""
        there = exporting.formats()
        self._formats = tuple(name for name in USES if name in there)
        numbered = enumerate(self._formats, 1)
        entries = [Entry(f"{n} {exporting.suffix(name):<5} {USES[name]}", name, hang=8) for n, name in numbered]
        yield Listing([Entry("写成哪一种文件？"), Entry(""), *entries])
        yield Note()
        yield AnswerLine()

    def on_mount(self) -> None:
        """A format that was named already need not be asked for."""
        self.listing = self.query_one(Listing)
        self.note = self.query_one(Note)
        self.line = self.query_one(AnswerLine)
        self.head.show(f"{self._called} · 导出")
        self.set_focus(self.listing)
        named = [name for name in self._formats if self._wanted in (name, exporting.suffix(name))]
        if named:
            self._take(named[0])
        elif self._wanted:
            self.note.show(f"没有「{self._wanted}」这种格式，请在上面选一种。")

    @property
    def _called(self) -> str:
        return self._answers.get(self._form.name_field) or UNNAMED

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """A format."""
        self._take(message.key)

    def _take(self, format: str) -> None:
        """Ask for the place, with a name that is free."""
        self._format = format
        self._replacing = None
        ending = exporting.suffix(format)
        name = exporting.file_name(self._called, ending, (each.name for each in File.cwd().glob(f"*.{ending}")))
        self.note.show("写到哪里？回车写出，Esc 另选格式。")
        self.foot.show("回车 写出  Esc 另选格式")
        self.line.styles.display = "block"
        self.line.load(str(File.cwd() / name))
        self.set_focus(self.line)

    def on_answer_line_changed(self) -> None:
        """Another name is another question."""
        self._replacing = None

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        """Write there; a file that is there is replaced only after a second Enter, asked for."""
        if not message.text.strip():
            self.note.show("请写出文件的位置和名称。")
            return
        path = File(message.text.strip()).expanduser().absolute()
        if path.is_dir():
            path = path / exporting.file_name(self._called, exporting.suffix(self._format))
        if path.exists() and path != self._replacing:
            self._replacing = path
            self.note.show(f"已有文件 {path}。再按一次回车替换它；不替换的，请改名称，或按 Esc。")
            return
        self._write(path)

    def _write(self, path: File) -> None:
        text = exporting.document(self._form, self._answers, self._format)
        try:
            said = exporting.write_file(path, text.encode("utf-8"), replace=path == self._replacing)
        except Refusal as error:
            self.note.show(str(error))
            return
        self._to_formats(f"{said}按 Esc 返回，或再选一种格式。")

    def _to_formats(self, sentence: str = "") -> None:
        self._replacing = None
        self.foot.show(self.FOOT)
        self.line.styles.display = "none"
        self.set_focus(self.listing)
        self.note.show(sentence)

    def press(self, key: str) -> bool:
        """A digit takes its format; while the place is typed, Esc goes back to the formats."""
        if self.line.has_focus and key == "escape":
            self._to_formats()
        elif key in DIGITS[: len(self._formats)]:
            self._take(self._formats[int(key) - 1])
        else:
            return super().press(key)
        return True
