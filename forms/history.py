"""One line of a report's history; the wizard writes and undoes them, the store keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.answers import Delta


class Entry(NamedTuple):
    """One revision: what was done, and the change it made."""

    rev: int
    """Counts from 1 (the report's making); history goes by it, never by the clock."""
    what: str
    """What was done: new, answer, clear, add, drop, move, carry, paste, fix, waive, unwaive, undo, finish,
    restore, fill or import.

    The last is a report that was made of a file, or a file taken into one.
    """
    delta: Delta
    """Key → (before, after), as `Answers.changed_from` gives it."""
    undoes: int | None = None
    """The revision that this one took back."""
    who: str = ""
    """The system's user name, put in by the store."""
    when: str = ""
    """ISO time with its UTC offset, put in by the store."""


def kept_words(entry: Entry) -> str:
    """Which finding a change keeps or keeps no more, with the reason; empty for any other change."""
    if entry.what not in ("waive", "unwaive"):
        return ""
    does = "保留" if entry.what == "waive" else "取消保留"
    return "、".join(f"{does} {code}「{reason}」" for code, _, reason in waivers_in(entry.delta))


def waivers_in(delta: Delta) -> Iterator[tuple[str, str, str]]:
    """The findings that a change keeps or keeps no more: the rule, the place, and the reason."""
    for key, (old, new) in delta.items():
        waiver = old or new
        if key.startswith("waivers/") and isinstance(waiver, list | tuple):
            code, _, path = key.partition("/")[2].partition(" ")
            yield code, path, str(waiver[0])


def undoable(history: Sequence[Entry]) -> Entry | None:
    """The last change that still stands: an undo takes it back, and the making of a report never is."""
    standing: list[Entry] = []
    for entry in history:
        if entry.undoes is not None:
            standing = [each for each in standing if each.rev != entry.undoes]
        elif not _made_it(entry):
            standing.append(entry)
    return standing[-1] if standing else None


def _made_it(entry: Entry) -> bool:
    """Whether the report came to be by this revision."""
    return entry.what == "new" or (entry.rev, entry.what) == (1, "import")
