"""Real files with something changed in them, for tests of what reads them: `from spoiling import CHANGES, spoilt`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

import hypothesis.strategies as st

PAYLOADS = (
    b"",
    b"0",
    b"-1",
    b"1",
    b"2",
    b"99",
    b"100000000",
    b"1e309",
    b"NaN",
    b"A1:XFD1048576",
    b"XFD1048576",
    b"true",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#xD800;",
    b"&amp;",
    b'"',
    b"'",
    b"|",
    b"<br>",
    b"\t",
    b"\n\n",
    b",",
    b"\\",
    b"\0",
    b"\xff",
    b"\xe5",
    b"\xe2\x94\x9c",
    b"\xe2\x94\x82",
    b"+--+",
    b"</w:tbl>",
    b"<w:p/>",
    b"<w:tc>",
    b"<w:vMerge/>",
    b'<w:gridSpan w:val="3"/>',
    b"<w:sdt>",
    b"</table>",
    b'<td rowspan="0">',
    b'<td colspan="9999">',
    b"<input checked>",
    b"<!--",
    b"]]>",
    b"{",
    b"[",
    b"restart",
    b"w:",
    b"r:id",
    b"rId99",
    b"{=1}",
    b"\xf0\xa0\xae\xb7",
    b"%s",
    b"General",
    b"[$-804]yyyy",
    b"0" * 400,
)


class Change(NamedTuple):
    """One thing that is done to a file."""

    way: str
    part: int
    at: int
    to: int
    payload: bytes


CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(["flip", "end", "cut", "double", "drop", "swap", "move", "put", "number"]),
        st.integers(0, 60),
        st.integers(0, 5000),
        st.integers(0, 5000),
        st.sampled_from(PAYLOADS),
    ),
    min_size=1,
    max_size=4,
)


def spoilt(data: bytes, changes: Sequence[Change]) -> bytes:
    """The file after the changes; those of an archive are made in its parts, for elsewhere few get any further."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        for change in changes:
            data = changed(data, change)
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    for change in changes:
        _change_part(parts, change)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def _change_part(parts: dict[str, bytes], change: Change) -> None:
    names = [*parts]
    # The parts with most in them are where most can go wrong.
    names.sort(key=lambda name: -len(parts[name]) if "document" in name or "sheet" in name else 0)
    name = names[change.part % len(names)] if change.part > 20 else names[change.part % min(2, len(names))]
    other = names[change.to % len(names)]
    if change.way == "move" and change.part > 20:
        parts[name], parts[other] = parts[other], parts[name]
    elif change.way == "drop" and change.part > 40 and len(parts) > 1:
        del parts[name]
    else:
        parts[name] = changed(parts[name], change)


def changed(data: bytes, change: Change) -> bytes:
    """The bytes after one change: of a tag or the text between two where there are tags, else of a line or bytes."""
    if change.way == "flip":
        at = change.at % (len(data) or 1)
        return data[:at] + bytes(each ^ (1 << change.to % 8) for each in data[at : at + 1]) + data[at + 1 :]
    if change.way == "end":
        return data[: change.at % (len(data) or 1)]
    bits = re.split(rb"(<[^>]*>)" if b"</" in data else rb"(\n|[\t|,])", data)
    at, to = change.at % len(bits), change.to % len(bits)
    if change.way == "cut":
        bits[at : at + to % 40] = []
    elif change.way == "double":
        bits[at:at] = bits[at : at + to % 40]
    elif change.way == "drop":
        bits[at] = b""
    elif change.way in ("swap", "move"):
        bits[at], bits[to] = bits[to], bits[at]
    elif change.way == "put":
        inside = change.to % (len(bits[at]) + 1)
        bits[at] = bits[at][:inside] + change.payload + bits[at][inside:]
    else:
        bits[at] = re.sub(rb"\d+|\"[^\"]*\"", lambda _: change.payload, bits[at], count=1)
    return b"".join(bits)
