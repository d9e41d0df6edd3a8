"""What the findings of a report depend on besides the report; for `checking.py`, which keeps them from run to run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

import forms
import store
import tui

ENDINGS = (".py", ".toml")
_PACKAGES = (forms, store, tui)


def decided_by(folders: Sequence[str | os.PathLike[str]]) -> str:
    """A text that is another one as soon as the program or a definition is; empty where that cannot be told.

    Of each file it has the name, the size and the time of change. A version would not do: definitions are edited, and
    so is a program that runs from its sources.
    """
    homes = [os.path.dirname(each.__file__ or "") for each in _PACKAGES]
    parts = ["\n".join(sorted(_files([folder]))) for folder in homes]
    return "\n".join([*parts, *sorted(_files(folders))]) if all(parts) else ""


def _files(folders: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError:
            continue
        for each in found:
            if each.name.endswith(ENDINGS):
                yield _told(each)
            elif "." not in each.name and each.name != "__pycache__" and each.is_dir():
                yield from _files([each.path])


def _told(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat()
    except OSError:
        return entry.path
    return f"{entry.path} {status.st_size} {status.st_mtime_ns}"
