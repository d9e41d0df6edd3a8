"""`make bench`: every measure on folders of its own, then the table; with `--keep` it is put into docs/bench.md too."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import checks, commands, disk, documents, screens
from bench.table import Line, draw

KEPT = Path(__file__).parent.parent / "docs" / "bench.md"


def measured() -> Iterator[Line]:
    """The measures one after another, each file of them with a folder that is removed afterwards."""
    for part in (screens, commands, disk, checks, documents):
        with tempfile.TemporaryDirectory() as folder:
            for line in part.lines(Path(folder)):
                sys.stderr.write(f"{line.what}: {line.here}\n")
                yield line


def keep(table: str) -> None:
    """Put the table where the last one stood."""
    text = KEPT.read_text(encoding="utf-8")
    marked = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- end -->)", re.DOTALL)
    KEPT.write_text(marked.sub(lambda _: f"{table}\n", text), encoding="utf-8")


table = draw(measured())
print(table)
if "--keep" in sys.argv:
    keep(table)
