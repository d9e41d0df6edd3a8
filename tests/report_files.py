"""Which files of a folder of reports are reports, and not what the store keeps beside them.

`from report_files import report_files`.
"""

from __future__ import annotations

from pathlib import Path

from store import index


def report_files(folder: Path) -> list[Path]:
    """The files with reports in them, sorted by name."""
    return sorted(file for file in folder.glob("*.json") if file.name != index.NAME)
