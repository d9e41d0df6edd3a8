"""Comma-separated values into a document; called through the register of readers.

Fields may also be parted by `;` or tabs. Quotes that do not close, as people leave them, stand for themselves, so that
they cannot swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.formats.csv import GUARDED
from store.readers.encoding import decode, notes

_DELIMITERS = ",;\t"
_SAMPLE = 65_536
"""Characters by which the delimiter is told."""
_LONGEST = 40_000
"""Characters that a quoted field may have; a longer one is a quote that closes somewhere by chance."""
_MOST_LINES = 100_000
_MOST_FIELDS = 200_000
"""Fields of a file, empty ones too."""

_NAMED = re.compile(r"sep=([,;\t])(?:\r\n|\n|\r)")
"""The line by which Excel tells itself the delimiter."""
_BREAK = re.compile(r"\r\n?")


class _Record(NamedTuple):
    """One row of fields."""

    line: int
    """Where it begins in the file, counted from 1."""
    fields: Sequence[str]
    quotes: int
    """Quotation marks in fields that are not in quotes: signs that they part something else."""

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty line; one of nothing but delimiters is a row."""
        return self.fields == [""]


def read(data: bytes) -> Document:
    """The tables of the file, parted by its empty lines; raises FormatError."""
    text, encoding = decode(data)
    if _breaks(text) > _MOST_LINES:
        raise _too_large(f"{_MOST_LINES // 10_000} 万行")
    parts = groupby(_records(text, _delimiter(text)), key=lambda record: record.is_empty)
    grids = tuple(_grid(list(records)) for empty, records in parts if not empty)
    return Document(tuple(grid for grid in grids if grid.pieces), notes(encoding))


def _delimiter(text: str) -> str:
    """What gives the most lines equally many fields."""
    named = _NAMED.match(text)
    return named[1] if named else max(_DELIMITERS, key=lambda delimiter: _evenness(text[:_SAMPLE], delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How few quotes are left over, and how often the delimiter stands in lines that have it equally often."""
    records = list(_records(sample, delimiter))
    times = Counter(len(record.fields) - 1 for record in records)
    most = max((often * lines for often, lines in times.items()), default=0)
    return -sum(record.quotes for record in records) if most else -len(sample), most


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    """The rows of fields; raises FormatError where there are more fields than a form can have."""
    named = _NAMED.match(text)
    at, line, count = named.end() if named else 0, 2 if named else 1, 0
    while at < len(text):
        start, fields, quotes, end = at, list[str](), 0, delimiter
        while end == delimiter:
            field, plain, end, at = _field(text, at, delimiter)
            fields.append(field)
            quotes += plain.count('"')
            count += 1
            if count > _MOST_FIELDS:
                raise _too_large(f"{_MOST_FIELDS // 10_000} 万格")
        yield _Record(line, fields, quotes)
        line += _breaks(text[start:at])


def _too_large(what: str) -> FormatError:
    return FormatError(f"表格超过 {what}，不像自评表，请只留下自评表的部分后再导入。")


def _field(text: str, at: int, delimiter: str) -> tuple[str, str, str, int]:
    """A field, what of it stands outside quotes, what ends it, and where the next one begins."""
    quoted, plain = _patterns(delimiter)
    found = quoted.match(text, at)
    if found and len(found[1]) <= _LONGEST:
        return found[1].replace('""', '"'), "", found[2], found.end()
    found = plain.match(text, at)
    assert found
    return found[1], found[1], found[2], found.end()


@cache
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A field in quotes that close before a delimiter, and any field; each with what ends it."""
    end = rf"({delimiter}|\r\n|\n|\r|\Z)"
    return re.compile(rf' *+"((?:[^"]++|"")*+)" *+{end}'), re.compile(rf"([^{delimiter}\r\n]*+){end}")


def _breaks(text: str) -> int:
    """The line ends in a record, those in quotes too."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _grid(records: Sequence[_Record]) -> Grid:
    """The lines from one empty line to the next; they are a table if any of them has several fields."""
    pieces = (
        Piece(_shown(field), row, column, row + 1, column + 1, f"第 {record.line} 行第 {column + 1} 格")
        for row, record in enumerate(records)
        for column, field in enumerate(record.fields)
        if field and _shown(field).strip()
    )
    first, last = records[0].line, records[-1].line
    place = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
    is_table = any(len(record.fields) > 1 for record in records)
    return Grid(tuple(pieces), place, is_table, spans=False)


def _shown(field: str) -> str:
    """A field without the apostrophe that guards it from being a formula, its line ends all of one kind."""
    text = field[1:] if field[0] == "'" and GUARDED.match(field, 1) else field
    return _BREAK.sub("\n", text) if "\r" in text else text
