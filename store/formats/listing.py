"""A report as plain lists in any of tabulate's formats, a heading over each; called by `tui` through the formats.

The texts are what was written: tabulate neither reads numbers nor wraps here, since both of these alter or break them.
tabulate is imported when something is written, because it costs more than opening a report.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from forms.cells import wrap
from forms.sections import Section
from forms.table import Cell, Table
from store.errors import FormatError
from store.formats.columns import Columns

_REFUSED = {"unsafehtml": "html", "latex_raw": "latex"}
"""Formats that would obey an answer instead of showing it, and what to take instead."""

_KEEPS_LINES = re.compile(r".*_?grid|.*_?outline|plain|simple|psql|pretty|presto|rst")
"""The formats in which a cell may have several lines."""


def _nothing(text: str) -> str:
    return text


def _markdown(text: str) -> str:
    """A bar as a word; backslashes before it would take the escape for themselves."""
    return re.sub(r"(\\*)\|", r"\1\1\\|", text)


_HEADER_PADDING = 2
"""Cells by which tabulate makes a column wider than its header."""
_STAND_IN = ")" * _HEADER_PADDING
"""Takes the room of that padding while columns are measured; blanks would be left out at a line's end."""

_ESCAPES: dict[str, Callable[[str], str]] = {
    "pipe": _markdown,
    "github": _markdown,
    "jira": _markdown,
    "youtrack": _markdown,
    "asciidoc": lambda text: text.replace("|", "\\|"),
    "orgtbl": lambda text: text.replace("|", "\\vert{}"),
    "textile": lambda text: text.replace("|", "&#124;"),
    "moinmoin": lambda text: text.replace("|", "&#124;"),
    "mediawiki": lambda text: html.escape(text, quote=False).replace("|", "&#124;"),
    "tsv": lambda text: text.replace("\t", " "),
}
"""How a text is kept from being read as the format's own marks, where tabulate does not see to it."""

_LINE_BREAKS = {"pipe": "<br>", "github": "<br>", "mediawiki": "<br>"}
"""A line break inside a cell; a blank where a format has none."""


def _latex(title: str) -> str:
    return "\\section*{" + re.sub(r"([&%$#_{}])", r"\\\1", title) + "}"


_HEADINGS: dict[str, Callable[[str], str]] = {
    "pipe": "## {}".format,
    "github": "## {}".format,
    "rst": lambda title: f"**{title}**",
    "asciidoc": "== {}".format,
    "mediawiki": "== {} ==".format,
    "moinmoin": "= {} =".format,
    "orgtbl": "* {}".format,
    "jira": "h2. {}".format,
    "textile": "h2. {}".format,
    "html": lambda title: f"<h2>{html.escape(title)}</h2>",
    "latex": _latex,
    "latex_booktabs": _latex,
    "latex_longtable": _latex,
}
"""How a page's title is written in a format that has headings."""


def list_formats() -> list[str]:
    """The formats that can be written."""
    import tabulate

    return sorted(set(tabulate.tabulate_formats) - set(_REFUSED))


def write(sections: Sequence[Section], tablefmt: str, width: int | None = None) -> str:
    """Every section under its heading, wrapped to a width where the format's cells may have several lines.

    Raises FormatError for a format that is not there, or that would obey an answer instead of showing it.
    """
    _check(tablefmt)
    heading = _HEADINGS.get(tablefmt, _nothing)
    return "\n".join(f"{heading(section.title)}\n\n{_list(section, tablefmt, width)}\n" for section in sections)


def _check(tablefmt: str) -> None:
    if tablefmt in _REFUSED:
        instead = _REFUSED[tablefmt]
        raise FormatError(f"不能用 {tablefmt} 格式，它会把答案里的字当成代码；请用 {instead}。")
    known = list_formats()
    if tablefmt not in known:
        near = get_close_matches(tablefmt, known, 3, 0.5)
        hint = f"最接近的是 {'、'.join(near)}" if near else f"可用的有：{'、'.join(known)}"
        raise FormatError(f"没有「{tablefmt}」这种格式，{hint}。")


def _list(section: Section, tablefmt: str, width: int | None) -> str:
    """One section as tabulate draws it."""
    import tabulate

    lines = [section.headers, *section.rows]
    if _KEEPS_LINES.fullmatch(tablefmt):
        shown = _wrapped(lines, width) if width else [list(line) for line in lines]
    else:
        shown = [[_one_line(text, tablefmt) for text in line] for line in lines]
    headers, *rows = shown
    align = None if tablefmt == "tsv" else "left"  # aligning would pad the fields of a tsv with blanks
    return tabulate.tabulate(rows, headers, tablefmt=tablefmt, disable_numparse=True, stralign=align)


def _one_line(text: str, tablefmt: str) -> str:
    escaped = _ESCAPES.get(tablefmt, _nothing)(text)
    return escaped.replace("\n", _LINE_BREAKS.get(tablefmt, " "))


def _wrapped(lines: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The texts broken into lines that fit the columns of a table so wide."""
    headers, *rows = lines
    measured = [[f"{header}{_STAND_IN}" for header in headers], *rows]
    cells = [Cell(n, m, n + 1, m + 1, text) for n, line in enumerate(measured) for m, text in enumerate(line)]
    columns = Columns(Table(tuple(cells), len(measured), len(headers)), width, padding=1)
    rooms = [columns.room(cell) for cell in cells[: len(headers)]]
    broken = [[_broken(text, room) for text, room in zip(row, rooms, strict=True)] for row in rows]
    return [[_broken(text, room - _HEADER_PADDING) for text, room in zip(headers, rooms, strict=True)], *broken]


def _broken(text: str, room: int) -> str:
    return "\n".join(wrap(text, room))
