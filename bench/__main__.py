"""`make bench`: every measure on folders of its own, then the table."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import commands, disk, screens
from bench.table import Line, draw


def measured() -> Iterator[Line]:
    """The measures one after another, each file of them with a folder that is removed afterwards."""
    for part in (screens, commands, disk):
        with tempfile.TemporaryDirectory() as folder:
            for line in part.lines(Path(folder)):
                sys.stderr.write(f"{line.what}: {line.here}\n")
                yield line


print(draw(list(measured())))
