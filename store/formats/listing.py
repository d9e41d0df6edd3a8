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
from store.formats.csv import guarded, quoted
from store.formats.markdown import escaped

_NO_WIKI = dict.fromkeys(("asciidoc", "jira", "mediawiki", "moinmoin", "orgtbl", "textile", "youtrack"), "pipe")
_REFUSED = {"unsafehtml": "html", "latex_raw": "latex", **_NO_WIKI}
"""Formats that would obey an answer instead of showing it, and what to take instead; no wiki has an escape for all of
its macros, images and links, and each of them has others."""

_KEEPS_LINES = re.compile(r".*_?grid|.*_?outline|plain|simple|psql|pretty|presto|rst")
"""The formats in which a cell may have several lines."""


_RST_MARKS = re.compile(r"[\\`*_|<>\[\]:@]")
"""What reStructuredText reads as a mark wherever it stands."""
_RST_BEGINNING = re.compile(r"\W?\w+(?=[.)](?:\s|\Z))|(?=[!-)+-/;=?^{}~•‣⁃])")
"""Before what a line has to be broken off, or it would begin a list, a rule, or a directive."""
_LATEX_BEGINNING = re.compile(r"(?m)^( *)(?=[\[*])")
"""What the end of the row above would take for its own argument."""


def _nothing(text: str) -> str:
    return text


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _rst(text: str) -> str:
    """Its marks as characters, line by line: each line of a cell is read like one of a page."""
    return "\n".join(map(_rst_line, text.replace("\t", " ").split("\n")))


def _rst_line(line: str) -> str:
    begins = _RST_BEGINNING.match(line)
    at = begins.end() if begins else 0
    first, rest = (_RST_MARKS.sub(r"\\\g<0>", part) for part in (line[:at], line[at:]))
    return f"{first}\\{rest}" if begins else rest


def _tsv(text: str) -> str:
    """One field as spreadsheets read it: no formula, and quotes that stand for themselves."""
    field = guarded(re.sub(r"[\t\r\n]", " ", text))
    return quoted(field) if '"' in field else field


def _latex_heading(title: str) -> str:
    import tabulate

    return "\\section*{" + "".join(tabulate.LATEX_ESCAPE_RULES.get(each, each) for each in title) + "}"


_HEADER_PADDING = 2
"""Cells by which tabulate makes a column wider than its header."""
_STAND_IN = ")" * _HEADER_PADDING
"""Takes the room of that padding while columns are measured; blanks would be left out at a line's end."""

_ESCAPES: dict[str, Callable[[str], str]] = {"pipe": escaped, "github": escaped, "tsv": _tsv, "rst": _rst}
"""How a text is kept from being read as the format's own marks, where tabulate does not see to it."""

_HEADINGS: dict[str, Callable[[str], str]] = {
    "pipe": lambda title: f"## {escaped(title)}",
    "github": lambda title: f"## {escaped(title)}",
    "rst": lambda title: f"**{_rst(title)}**",
    "tsv": _tsv,
    "html": lambda title: f"<h2>{html.escape(title)}</h2>",
    "latex": _latex_heading,
    "latex_booktabs": _latex_heading,
    "latex_longtable": _latex_heading,
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

    keeps_lines = _KEEPS_LINES.fullmatch(tablefmt)
    lines: Sequence[Sequence[str]] = [section.headers, *section.rows]
    shown = _wrapped(lines, width) if keeps_lines and width else lines
    escape = _ESCAPES.get(tablefmt, _nothing if keeps_lines else _one_line)
    headers, *rows = ([escape(text) for text in line] for line in shown)
    align = None if tablefmt == "tsv" else "left"  # aligning would pad the fields of a tsv with blanks
    drawn = tabulate.tabulate(rows, headers, tablefmt=tablefmt, disable_numparse=True, stralign=align)
    return _LATEX_BEGINNING.sub(r"\1{}", drawn) if tablefmt.startswith("latex") else drawn


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
