"""A report as a file: which format, with what each is for; where to; then what was written, how large, and where."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path as File
from typing import ClassVar

from textual.widget import Widget

from forms.answers import Answers
from forms.model import Form
from store.errors import FormatError, reason
from store.formats.register import FORMATS
from tui import exporting, output
from tui.exits import Refusal
from tui.screens.sheet import DIGITS, Sheet
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing


class ExportScreen(Sheet[None]):
    """Three steps on one screen: format, place, result."""

    DEFAULT_CSS = "ExportScreen Note { height: 4; } ExportScreen AnswerLine { display: none; }"
    FOOT = "数字或回车 选定  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {"escape": "close", "0": "close", "f9": "close"}

    def __init__(self, form: Form, answers: Answers, wanted: str = "") -> None:
        super().__init__()
        self._report = exporting.Filled(form, answers)
        self._wanted = wanted.strip()
        self._format = ""
        self._replacing: File | None = None

    def body(self) -> Iterator[Widget]:
        """The formats, a sentence, the line for the place."""
        numbered = enumerate(FORMATS.values(), 1)
        entries = [Entry(f"{n} {each.suffix:<5} {each.use}", each.suffix, hang=8) for n, each in numbered]
        yield Listing([Entry("写成哪一种文件？"), Entry(""), *entries])
        yield Note()
        yield AnswerLine()

    def on_mount(self) -> None:
        """A format that was named already need not be asked for."""
        self.listing = self.query_one(Listing)
        self.note = self.query_one(Note)
        self.line = self.query_one(AnswerLine)
        self.head.show(f"{self._report.name} · 导出")
        self.set_focus(self.listing)
        if self._wanted:
            self._take_named()

    def _take_named(self) -> None:
        """The format and perhaps the place that `/导出 docx 名称.docx` gives."""
        try:
            self._take(*exporting.asked_for(self._wanted))
        except Refusal as error:
            self.note.show(str(error))

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """A format."""
        self._take(message.key)

    def _take(self, format: str, place: str = "") -> None:
        """Ask for the place, with a name that is free."""
        self._format = format
        self._replacing = None
        self.note.show("写到哪里？回车写出，Esc 另选格式。")
        self.foot.show("回车 写出  Esc 另选格式")
        self.line.styles.display = "block"
        self.line.load(place or self._free_place())
        self.set_focus(self.line)

    def _free_place(self) -> str:
        """A new file in the folder one works in; where that was deleted, at home."""
        try:
            folder = File.cwd()
        except OSError:
            folder = File.home()
        ending = exporting.suffix(self._format)
        taken = (each.name for each in folder.glob(f"*.{ending}"))
        return str(folder / exporting.file_name(self._report.name, ending, taken))

    def on_answer_line_changed(self) -> None:
        """Another name is another question."""
        self._replacing = None

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        """Write there; a file that is there is replaced only after a second Enter, asked for."""
        if not message.text.strip():
            self.note.show("请写出文件的位置和名称。")
            return
        try:
            path = exporting.destination(message.text, self._report.name, self._format).absolute()
        except (Refusal, OSError) as error:
            self.note.show(str(error) if isinstance(error, Refusal) else f"文件没有写成：{reason(error)}。")
            return
        if os.path.lexists(path) and path != self._replacing:
            self._replacing = path
            self.note.show(f"已有文件 {exporting.shown(path)}。再按一次回车替换它；不替换的，请改名称，或按 Esc。")
            return
        self._write(path)

    def _write(self, path: File) -> None:
        try:
            made = exporting.document([self._report], self._format)
            said = exporting.write_file(path, output.encoded(made), replace=path == self._replacing)
        except (Refusal, FormatError) as error:
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
        elif key in DIGITS[: len(FORMATS)]:
            self._take(list(FORMATS)[int(key) - 1])
        else:
            return super().press(key)
        return True
