"""From a damaged report back to its last good copy; called by `workspace.py`, and by `index.py` for its name."""

from __future__ import annotations

import os
from typing import NamedTuple

from store import files
from store.copies import Copies
from store.errors import Copy, Damaged, Newer, StoreError, write_error
from store.report import load, set_aside
from store.shape import State
from store.storage import beside


class Good(NamedTuple):
    """A copy that reads."""

    path: str
    state: State

    @property
    def copy(self) -> Copy:
        """The copy as an error names it."""
        return Copy(self.path, self.state.rev, self.state.history[-1].when)


def last_good(id: str, copies: Copies) -> Good | None:
    """The newest copy of a report that reads."""
    for path in copies.newest_first():
        try:
            return Good(path, load(id, path)[2])
        except StoreError:
            continue
    return None


def with_copy(error: Damaged, copies: Copies) -> Damaged:
    """The error with the copy that can be gone back to; one of a newer program stays as it is."""
    if isinstance(error, Newer):
        return error
    good = last_good(error.id, copies)
    return Damaged(error.id, error.path, error.what, good.copy if good else None)


def put_back(error: Damaged, copies: Copies) -> None:
    """Set a damaged file aside and put its last good copy in its place; raises the error where there is no copy."""
    good = None if isinstance(error, Newer) else last_good(error.id, copies)
    if good is None:
        raise error
    try:
        files.write_new(beside(error.path), files.read(good.path)[0])
        if os.path.lexists(error.path):
            set_aside(error.path)
        os.replace(beside(error.path), error.path)
        files.flush_folder(os.path.dirname(error.path))
    except OSError as failure:
        raise write_error(error.path, failure) from failure
