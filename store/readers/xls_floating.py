"""What floats over the cells of an old Excel sheet, text boxes and check boxes, of which xlrd tells nothing; for `xls`.

The sheets of such a file are records, one after another: a drawing says where a shape lies, an object what it is, and
the records behind that what is written on it. Files older than Excel 97 have other ones, and are read without.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from xlrd.compdoc import CompDoc

from store.readers import compound
from store.readers.floating import MAX_BOXES
from store.readers.sheets import Box

_SHEET, _BEGIN, _END = 0x85, 0x809, 0x0A
_DRAWING, _OBJECT, _TEXT, _CONTINUED = 0xEC, 0x5D, 0x1B6, 0x3C
"""Kinds of records."""
_KIND, _TICK, _ENDS = 0x15, 0x12, 0x00
"""Parts of an object: what it is, whether it is ticked."""
_ANCHOR = 0xF010
"""The part of a drawing that says which cells a shape lies on."""
_WRITTEN_ON = {0x02, 0x03, 0x04, 0x06, 0x09, 0x0E, 0x1E}
"""Rectangles, ovals, arcs, text boxes, polygons, labels and everything that newer programs draw; no comments."""
_TICKABLE = {0x0B, 0x0C}
"""Check boxes and option buttons."""


class Floating(NamedTuple):
    """What floats over one sheet."""

    lines: tuple[Box, ...] = ()
    """Text boxes."""
    ticks: tuple[Box, ...] = ()
    """Check boxes and option buttons, ticked or not, each with its label."""


class _Shape(NamedTuple):
    """One object with where it lies."""

    kind: int
    is_ticked: bool
    place: tuple[int, ...]
    """Column and part of it, row and part of it where it begins, then where it ends."""
    text: str = ""


def floating(data: bytes) -> Iterator[Floating]:
    """What floats over each sheet of cells, in their order; nothing more where the records make no sense."""
    try:
        stream = _stream(data)
        for begin in _sheets(stream):
            shapes = list(_shapes(_records(stream, begin)))[:MAX_BOXES]
            lines = (_line(each) for each in shapes if each.kind in _WRITTEN_ON and each.text.strip())
            yield Floating(tuple(lines), tuple(_tick(each) for each in shapes if each.kind in _TICKABLE))
    except struct.error:
        return


def _stream(data: bytes) -> bytes:
    """The records of the workbook, which the oldest programs wrote without a container."""
    if not data.startswith(compound.MAGIC):
        return data
    return CompDoc(data, logfile=io.StringIO()).get_named_stream("Workbook") or b""


def _sheets(stream: bytes) -> Iterator[int]:
    """Where the records of each sheet of cells begin; charts and macros are sheets of other kinds."""
    for kind, data in _records(stream, 0):
        if kind == _SHEET and len(data) > 5 and data[5] == 0:
            yield struct.unpack_from("<I", data)[0]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from one that begins a sheet to the one that ends it, without those of the charts in it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1:
            yield kind, stream[at : at + length]
        if depth <= 0:
            return
        at += length


def _shapes(records: Iterator[tuple[int, bytes]]) -> Iterator[_Shape]:
    """The objects in their order; one of a group has the place of the group."""
    place: tuple[int, ...] = ()
    shape: _Shape | None = None
    missing = 0
    for kind, data in records:
        if kind == _DRAWING:
            place = _place(data) or place
        elif kind == _OBJECT:
            if shape:
                yield shape
            shape, missing = _object(data, place), 0
        elif kind == _TEXT and len(data) >= 12:
            missing = struct.unpack_from("<H", data, 10)[0]
        elif kind == _CONTINUED and shape and missing:
            text = _characters(data)[:missing]
            missing -= len(text)
            shape = shape._replace(text=shape.text + text)
    if shape:
        yield shape


def _place(drawing: bytes) -> tuple[int, ...]:
    """The anchor of the last shape in a part of a drawing; what holds others is looked into."""
    found: tuple[int, ...] = ()
    at = 0
    while at + 8 <= len(drawing):
        version, kind, length = struct.unpack_from("<HHI", drawing, at)
        at += 8
        if kind == _ANCHOR and at + 18 <= len(drawing):
            found = struct.unpack_from("<8H", drawing, at + 2)
        if version & 0xF != 0xF:
            at += length
    return found


def _object(data: bytes, place: tuple[int, ...]) -> _Shape | None:
    """What an object is; None where it has no place."""
    kind = is_ticked = at = 0
    while at + 6 <= len(data):
        part, length, first = struct.unpack_from("<HHH", data, at)
        if part == _KIND:
            kind = first
        elif part == _TICK:
            is_ticked = first
        elif part == _ENDS:
            break
        at += 4 + length
    return _Shape(kind, bool(is_ticked), place) if place else None


def _characters(data: bytes) -> str:
    """The characters of a record, which says first whether each has one byte or two."""
    return data[1:].decode("utf-16-le" if data[:1] == b"\x01" else "latin-1", "replace")


def _line(shape: _Shape) -> Box:
    return Box(shape.place[2], shape.place[0], shape.text.replace("\r", "\n"))


def _tick(shape: _Shape) -> Box:
    """A check box on the row of its middle; drawn by hand, it often begins a little above its row."""
    column, offset, top, from_top, _, _, bottom, from_bottom = shape.place
    middle = (top + bottom + (from_top + from_bottom) / 256) / 2
    label = " ".join(shape.text.split())
    return Box(int(middle), column, ("☑" if shape.is_ticked else "□") + label, offset)
