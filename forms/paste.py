"""What of a pasted text is a table: its cells, cut apart; used by `tui` before it is said to the wizard.

What the cells mean is found out in `forms/pasting/`, which nobody loads before something is pasted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from forms.lazily import lazily

Rows = tuple[tuple[str, ...], ...]
"""Cells as they were pasted, rows × columns."""

_BREAKS = lazily(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_RULE = lazily(r"[\s|:+=\-─━═│┃┌┬┐├┼┤└┴┘]*\Z")
"""A line that only draws the borders of a table."""
_BAR = lazily(r"\s*[|｜│┃]\s*")
_WIDE = lazily(r"[^\S\n]{2,}|\u3000+")
_NARROW = lazily(r"\s+")
_FIRST_WORDS = lazily(r"\s*[^\d\s]*[\u4e00-\u9fff]{4}[^\d\s]*\s+\S*\d")
"""How a line of amounts begins that has its label before them."""


def bare(label: str) -> str:
    """A group's label without blanks and the final 指标, by which people and tables may call it."""
    return "".join(label.split()).removesuffix("指标")


def split_paste(text: str, *, labelled: bool = False) -> Rows:
    """The cells of a pasted block, if it is one: with tabs, else several lines with bars or gaps; empty otherwise.

    A spreadsheet puts a cell of several lines in quotes. With `labelled` one line is a block too, where a label stands
    before its figures: that is said where a row is known by its label and an answer of its own has no such words.
    """
    text = _BREAKS().sub("\n", text)
    if "\t" in text:
        return tuple(row for row in map(tuple, _tabbed(text)) if "".join(row).strip())
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    drawn = any(_BAR().search(line) for line in lines)
    lines = [line for line in lines if not (drawn and _RULE().match(line))]
    rows = _barred(lines) or _gapped(lines, _WIDE().split) or _gapped(lines, _NARROW().split, least=3)
    if rows and (len(lines) > 1 or labelled or "|" in lines[0]):
        return rows
    one = lines[0] if labelled and len(lines) == 1 and _FIRST_WORDS().match(lines[0]) else ""
    return (tuple(one.split()),) if one else ()


def as_text(rows: Iterable[Iterable[str]]) -> str:
    """Cells as a text that is cut into the same cells again."""
    return "\n".join("\t".join(map(_quoted, row)) for row in rows)


def _quoted(cell: str) -> str:
    marked = "\n" in cell or "\t" in cell or cell.startswith('"')
    return '"' + cell.replace('"', '""') + '"' if marked else cell


def _tabbed(text: str) -> Iterator[list[str]]:
    """The rows of a spreadsheet: a quote counts only where it opens a cell and another one closes it."""
    row: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _cell(text, at)
        row.append(cell)
        if text[at : at + 1] != "\t":
            yield row
            row = []
        at += 1


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins there, and where it ends: at a tab, a line break or the end."""
    if text[at : at + 1] == '"' and (end := _closing(text, at + 1)):
        return text[at + 1 : end].replace('""', '"'), end + 1
    ends = [end for end in (text.find("\t", at), text.find("\n", at)) if end >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end


def _closing(text: str, at: int) -> int:
    """Where the quote stands that closes a cell; 0 where none does, so that the first was only a character."""
    while (found := text.find('"', at)) >= 0:
        if text[found + 1 : found + 2] in ("\t", "\n", ""):
            return found
        if text[found + 1] != '"':
            return 0
        at = found + 2
    return 0


def _barred(lines: Iterable[str]) -> Rows:
    """Lines with bars between the cells, the outer ones left away; one bar in a single line is a character."""
    rows = [_BAR().split(line) for line in lines]
    if not rows or min(map(len, rows)) < 2 or len(rows) == 1 and len(rows[0]) < 3:
        return ()
    if not any(row[0] for row in rows):
        rows = [row[1:] for row in rows]
    if not any(row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    return tuple(map(tuple, rows))


def _gapped(lines: Iterable[str], cut: Callable[[str], list[str]], least: int = 0) -> Rows:
    """Lines with gaps between the cells; single blanks are gaps only where every line has as many of them."""
    rows = tuple(tuple(cut(line)) for line in lines)
    widths = [len(row) for row in rows]
    if not rows or max(widths) < 2 or least and (min(widths) < least or min(widths) != max(widths)):
        return ()
    return rows if sum(each > 1 for each in widths) * 2 > len(widths) else ()
