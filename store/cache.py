"""A file of what was worked out of reports, which may be lost or damaged without harm; for `index.py`.

A checksum over the whole tells a damaged one; begun from a seed, it also tells one that another program wrote.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from typing import Any

from store import files

_HEAD = b'{"crc":"%08x","reports":'
_HEAD_SIZE = len(_HEAD % 0)


def read(path: str, seed: int) -> dict[str, Any]:
    """Id → what is known of the report; empty where the file is missing, damaged, or of another seed."""
    try:
        data = files.read(path)[0]
        body = data[_HEAD_SIZE:-1]
        if data[:_HEAD_SIZE] != _HEAD % zlib.crc32(body, seed):
            return {}
        return json.loads(body)  # type: ignore[no-any-return]  # the sum vouches for what write() put there
    except (OSError, ValueError):
        return {}


def write(path: str, seed: int, known: Mapping[str, Any]) -> None:
    """Write the file, and do without where the folder may only be read, or where it would be too big to be read."""
    body = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    data = _HEAD % zlib.crc32(body, seed) + body + b"}"
    if len(data) > files.MAX_SIZE:
        return
    try:
        files.replace(path, f"{os.path.splitext(path)[0]}.tmp", data)
    except OSError:
        return
