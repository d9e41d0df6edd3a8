"""What lies at the top of an OLE2 file: the one container of old Word and Excel files, of encrypted new ones, of WPS's
own and of many more; asked by `kinds.py`, which cannot tell them apart otherwise.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
"""What every such file begins with."""

_ENTRY = 128
"""Bytes of an entry of the directory."""
_LAST = 0xFFFFFFFA
"""Sectors and entries from this number on are marks, not places."""
_ROOT = 5
"""The type of the directory's first entry, under which all others hang."""
_DIRECTORY, _SHORT_CHAINS = 48, 60
"""Where the header says in which sectors those begin."""
_SHORT = 64
"""Bytes of a sector of the short streams."""
_SPARE = 1_024
"""Entries that the table of their chains may have for no sector."""

_BROKEN = (struct.error, IndexError, ValueError, ZeroDivisionError)
"""What following numbers that make no sense ends in."""


def names(data: bytes) -> frozenset[str]:
    """The names of what hangs right under the root, in lower case, none where the file is broken.

    Not a search through the bytes, for a Word file may hold an Excel file deeper down.
    """
    try:
        return frozenset(_top(_chain(data, _DIRECTORY)))
    except _BROKEN:
        return frozenset()


def _top(directory: bytes) -> Iterator[str]:
    """The root's children; they are a tree of their own, left and right of each other."""
    if directory[66] != _ROOT:
        return
    waiting, seen = [_numbers(directory, 76, 1)[0]], set[int]()
    while waiting:
        number = waiting.pop()
        at = number * _ENTRY
        if number >= _LAST or number in seen or at + _ENTRY > len(directory):
            continue
        seen.add(number)
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        yield directory[at : at + length].decode("utf-16-le", "replace").rstrip("\0").lower()
        waiting += _numbers(directory, at + 68, 2)


def goes_in_circles(data: bytes) -> bool:
    """Whether a chain of the short streams never ends, along which xlrd would go for ever; asked by `xls` before."""
    try:
        table = _chain(data, _SHORT_CHAINS)
    except _BROKEN:
        return False
    following = _numbers(table, 0, len(table) // 4)
    if len(following) > len(data) // _SHORT + _SPARE:
        return True
    walks = [0] * len(following)
    for walk in range(1, len(following) + 1):
        at = walk - 1
        while at < len(following) and not walks[at]:
            walks[at] = walk
            at = following[at]
        if at < len(following) and walks[at] == walk:
            return True
    return False


def _chain(data: bytes, header: int) -> bytes:
    """The sectors of a chain from the one that the header names; one longer than the file goes in circles."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    fat = list(_fat_sectors(data, size))
    sectors, sector = list[bytes](), _numbers(data, header, 1)[0]
    while sector < _LAST and len(sectors) * size <= len(data):
        sectors.append(_sector(data, size, sector))
        sector = _numbers(_sector(data, size, fat[sector * 4 // size]), sector * 4 % size, 1)[0]
    return b"".join(sectors)


def _fat_sectors(data: bytes, size: int) -> Iterator[int]:
    """Where the table of chains stands: the first 109 places are in the header, the others in a chain."""
    yield from _numbers(data, 76, 109)
    following = _numbers(data, 68, 1)[0]
    for _ in range(len(data) // size + 1):
        if following >= _LAST:
            return
        *places, following = _numbers(_sector(data, size, following), 0, size // 4)
        yield from places


def _sector(data: bytes, size: int, number: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(data: bytes, at: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f"<{count}I", data, at)
