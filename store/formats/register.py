"""The one register of documents that can be written: `FORMATS`, by the ending of their files.

Called by `tui` for `zpb export`, `zpb show` and F9. A format's module is imported when something is written in it:
those of Word and Excel cost more than a whole short command.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from forms.table import Table


class Sheet(NamedTuple):
    """A report ready to be written."""

    name: str
    """What it is called: a tab, an anchor."""
    table: Table
    data: Callable[[], Mapping[str, Any]]
    """The report as data, made only where a format asks for it."""


class Style(NamedTuple):
    """How a document is to look where its format leaves a choice."""

    width: int = 100
    """Terminal cells of a drawn table."""
    ascii: bool = False
    """Whether lines are drawn with `+ - |`, for terminals and encodings without line characters."""


class Format(NamedTuple):
    """One kind of document."""

    suffix: str
    """What its files end with, which is also its name."""
    use: str
    """What it is good for, said where one is chosen."""
    module: str
    """The module whose `write` makes it."""

    def write(self, sheets: Sequence[Sheet], style: Style | None = None) -> str | bytes:
        """One document of one or several reports in their order; text still to be encoded, or bytes."""
        written: str | bytes = importlib.import_module(self.module).write(sheets, style or Style())
        return written


FORMATS: Mapping[str, Format] = {
    each.suffix: each
    for each in (
        Format("docx", "报送用：Word 文档，A4，可盖章签字", "store.formats.docx"),
        Format("xlsx", "汇总用：Excel 表格，金额是数字", "store.formats.xlsx"),
        Format("txt", "留底用：纯文本，与预览逐行相同，可直接打印", "store.formats.text"),
        Format("html", "发布用：网页，可在浏览器里打印", "store.formats.html"),
        Format("md", "Markdown：合并的格用 < 和 ^ 表示", "store.formats.markdown"),
        Format("csv", "逗号分隔：供其他软件打开", "store.formats.csv"),
        Format("json", "数据：供其他程序读取", "store.formats.json"),
    )
}
"""Suffix → format, in the order in which they are offered."""
