"""A report's whole state: what was answered, what was left, where the conversation stands.

`Answers` is an immutable value: the wizard makes new ones, the store keeps them, an undo is the inverse of the
difference of two. Texts are as the person wrote them; values are read from them at the edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from forms.path import Path


class Row(NamedTuple):
    """One row of a repeated page; its place in the page's list is its order."""

    id: int
    """From the report's own counter, never used twice."""
    group: str
    """The key of the group it stands under."""
    preset: bool = False
    """Printed on the form: its name is given and it cannot be dropped."""


class Waiver(NamedTuple):
    """A finding that the person keeps."""

    reason: str
    """Why, in the person's words."""
    text: str
    """The answer it was given for; when that changes the finding opens again."""


Delta = dict[str, tuple[Any, Any]]
"""A change as key → (before, after); None stands for absent. Keys are those of `Answers.flat`."""


FINISHED = "finished/report"
"""The key of the declaration that a report is finished, which a change takes back and an undo restores."""

_NONE: Mapping[str, Any] = MappingProxyType({})


class _State(NamedTuple):
    """What `Answers` holds; a tuple, because a short command has no time for the making of a dataclass."""

    texts: Mapping[str, str] = _NONE
    """Path → text as written; absent is not answered yet, empty is left empty on purpose."""
    rows: Mapping[str, tuple[Row, ...]] = _NONE
    """Repeated page → its rows in order."""
    skipped: frozenset[str] = frozenset()
    """Paths left for later."""
    closed: frozenset[str] = frozenset()
    """The paths at which groups that were left without rows on purpose would name their first row."""
    given: Mapping[str, str] = _NONE
    """Path of a derived figure → what came in from outside and differs from what is computed."""
    waivers: Mapping[str, Waiver] = _NONE
    """`CODE path` → the reason a finding is kept."""
    at: str = ""
    """The path of the question at hand; empty is the first open one."""
    next_row: int = 1
    """The next row id; it only grows, also through an undo."""
    finished: bool = False
    """Whether the person declared the report finished; any change takes that back."""


def _behind(rows: Sequence[Row], after: str) -> int:
    """The place behind the row of that identity, else the end; looked for from there, where rows are mostly added."""
    if not after:
        return len(rows)
    return next((n for n in range(len(rows), 0, -1) if str(rows[n - 1].id) == after), len(rows))


class Answers(_State):
    """Everything a report knows; the wizard resumes from this alone."""

    def get(self, path: Path | str) -> str | None:
        """The text at a path, or None where nothing was answered."""
        return self.texts.get(str(path))

    def page_rows(self, page: str) -> tuple[Row, ...]:
        """The rows of a repeated page in the person's order."""
        return self.rows.get(page, ())

    def group_rows(self, page: str, group: str) -> tuple[Row, ...]:
        """The rows of one group in the person's order."""
        return self._groups.get((page, group), ())

    def find_row(self, page: str, row: str) -> Row | None:
        """The row with that identity, or None where it is gone."""
        return self._identities.get((page, row))

    @cached_property
    def _groups(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        """Page and group → its rows, because forms with thousands of rows are looked through row by row."""
        found: dict[tuple[str, str], list[Row]] = {}
        for page, rows in self.rows.items():
            for row in rows:
                found.setdefault((page, row.group), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _identities(self) -> dict[tuple[str, str], Row]:
        return {(page, str(row.id)): row for page, rows in self.rows.items() for row in rows}

    def numbers(self, page: str, groups: tuple[str, ...]) -> Mapping[str, int]:
        """The rows of a page as people count them, from 1: by group in the given order, then as the person has them."""
        if (page, groups) not in self._numbers:
            rows = [row for group in groups for row in self.group_rows(page, group)]
            self._numbers[page, groups] = {str(row.id): number for number, row in enumerate(rows, 1)}
        return self._numbers[page, groups]

    @cached_property
    def _numbers(self) -> dict[tuple[str, tuple[str, ...]], Mapping[str, int]]:
        return {}

    def put(self, path: Path | str, text: str) -> Answers:
        """With one answer stored, and no longer left for later; what else it brings with it is `filling.fill`."""
        key = str(path)
        return self._replace(texts={**self.texts, key: text}, skipped=self.skipped - {key}, finished=False)

    def clear(self, path: Path | str) -> Answers:
        """With one answer taken away, as if never asked."""
        key = str(path)
        texts = {each: text for each, text in self.texts.items() if each != key}
        return self._replace(texts=texts, finished=False)

    def add_row(
        self, page: str, group: str, fields: Mapping[str, str], after: str = "", *, preset: bool = False
    ) -> tuple[Answers, Row]:
        """With a new row at the end of its group, or after the row of that identity; its id was never used before."""
        row = Row(self.next_row, group, preset)
        rows = self.page_rows(page)
        place = _behind(rows, after)
        texts = {str(Path(page, str(row.id), name)): text for name, text in fields.items()}
        added = self._replace(
            texts={**self.texts, **texts} if texts else self.texts,
            rows={**self.rows, page: (*rows[:place], row, *rows[place:])},
            closed=frozenset(key for key in self.closed if not key.startswith(f"{Path(page, f'+{group}')}.")),
            next_row=self.next_row + 1,
            finished=False,
        )
        return added, row

    def drop_row(self, page: str, row: str) -> Answers:
        """Without a row and everything that holds on to it."""
        prefix = f"{Path(page, row)}."
        return self._replace(
            texts={key: text for key, text in self.texts.items() if not key.startswith(prefix)},
            rows={**self.rows, page: tuple(each for each in self.page_rows(page) if str(each.id) != row)},
            skipped=frozenset(key for key in self.skipped if not key.startswith(prefix)),
            given={key: text for key, text in self.given.items() if not key.startswith(prefix)},
            waivers={key: each for key, each in self.waivers.items() if not key.split(" ", 1)[1].startswith(prefix)},
            finished=False,
        )

    def move_row(self, page: str, row: str, position: int) -> Answers:
        """With a row at another place of its own group, counted from 0; the rows of other groups stay."""
        rows = list(self.page_rows(page))
        moved = next(each for each in rows if str(each.id) == row)
        places = [n for n, each in enumerate(rows) if each.group == moved.group]
        peers = [rows[n] for n in places if rows[n] is not moved]
        peers.insert(position, moved)
        for place, peer in zip(places, peers, strict=True):
            rows[place] = peer
        return self._replace(rows={**self.rows, page: tuple(rows)}, finished=False)

    def regroup_row(self, page: str, row: str, group: str) -> Answers:
        """With a row as the last of another group; everything that holds on to it goes with it."""
        moved = next(each for each in self.page_rows(page) if str(each.id) == row)._replace(group=group)
        rows = [each for each in self.page_rows(page) if str(each.id) != row]
        place = max((number for number, each in enumerate(rows, 1) if each.group == group), default=len(rows))
        closed = frozenset(key for key in self.closed if not key.startswith(f"{Path(page, f'+{group}')}."))
        rows.insert(place, moved)
        return self._replace(rows={**self.rows, page: tuple(rows)}, closed=closed, finished=False)

    def flat(self) -> dict[str, Any]:
        """The content as one flat dict of plain JSON values: what history records and undo restores.

        The place of the conversation, what is skipped and the row counter are not content.
        """
        content: dict[str, Any] = dict(self.texts)
        content |= {f"rows/{page}": [list(row) for row in rows] for page, rows in self.rows.items()}
        content |= {f"closed/{key}": True for key in self.closed}
        content |= {f"given/{key}": text for key, text in self.given.items()}
        content |= {f"waivers/{key}": list(waiver) for key, waiver in self.waivers.items()}
        return content | ({FINISHED: True} if self.finished else {})

    def changed_from(self, before: Answers) -> Delta:
        """The difference to an earlier state; empty where only the place in the conversation moved."""
        old, new = before.flat(), self.flat()
        keys = [*old, *(key for key in new if key not in old)]
        return {key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}

    def apply(self, delta: Delta, *, inverse: bool = False) -> Answers:
        """With a recorded change done again, or undone."""
        content = self.flat()
        for key, (old, new) in delta.items():
            value = old if inverse else new
            if value is None:
                content.pop(key, None)
            else:
                content[key] = value
        return self.from_flat(content)._replace(skipped=self.skipped, at=self.at, next_row=self.next_row)

    @classmethod
    def from_flat(cls, content: Mapping[str, Any]) -> Answers:
        """The state that `flat` was taken of, but for the place in the conversation."""

        def under(prefix: str) -> Iterable[tuple[str, Any]]:
            return ((key[len(prefix) :], value) for key, value in content.items() if key.startswith(prefix))

        return cls(
            texts={key: text for key, text in content.items() if "/" not in key},
            rows={page: tuple(Row(*row) for row in rows) for page, rows in under("rows/")},
            closed=frozenset(key for key, _ in under("closed/")),
            given=dict(under("given/")),
            waivers={key: Waiver(*waiver) for key, waiver in under("waivers/")},
            finished=FINISHED in content,
        )
