"""Rows that may be the second half of the row before, as converters and page ends leave them; used by `making.py`.

What is joined for certain is joined where the rows are put (`groups.py`). Here are those of which nobody but the person
knows: a name whose values are missing, among rows that have theirs, or a text that goes on where the one before stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.lazily import lazily
from forms.model import Page
from forms.recognising.labels import is_printed_name
from forms.recognising.placed import GroupRow

WHY = "这一行可能是上一行的后半，请对照原件核对；如是，请并入上一行。"
_OPEN = lazily(r"[（(《“、及与和或]\s*\Z|[（(《“][^（(《“）)》”]*\Z")
"""How a text ends that goes on."""
_REST = lazily(r"\s*(?:[）)》”、，。；]|以及|及(?![时早格]))")
"""How the rest of one begins."""
_LONGEST = 2000
"""Characters of a text that is looked at; in a longer one brackets are left open by accident."""


def halves(page: Page, rows: Sequence[GroupRow], *, is_exact: bool) -> Iterator[int]:
    """The numbers of the rows of a page, from 0, that may belong to the row before.

    A table drawn as the form is may be half filled in: there the rows behind have to show that it is not, and a row
    that has any value is its own.
    """
    wanted = [field.name for field in page.fields if field.required]
    complete = [all(name in row.fields for name in wanted) for row in rows]
    for number in range(1, len(rows)):
        before, row = rows[number - 1], rows[number]
        if before.group != row.group or not complete[number - 1] or _is_printed(page, row):
            continue
        behind = complete[number + 1 :]
        lacks, goes_on = not complete[number], _goes_on(before, row)
        is_bare = not any(name in row.fields for name in wanted if name != page.key_field.name)
        may_be_half = is_bare if is_exact else lacks
        is_odd = may_be_half and (any(behind) or not behind and not is_exact)
        if is_odd or goes_on and (is_bare or not is_exact):
            yield number


def _is_printed(page: Page, row: GroupRow) -> bool:
    put = row.fields.get(page.key_field.name)
    preset = page.group(row.group).preset
    return put is None or any(is_printed_name(name, put.text) for name in preset)


def _goes_on(before: GroupRow, row: GroupRow) -> bool:
    """Whether a text of the row before stops within a sentence, or one of this begins within one."""
    both = [name for name in row.fields if name in before.fields]
    return any(
        len(before.fields[name].text) <= _LONGEST
        and (_OPEN().search(before.fields[name].text) or _REST().match(row.fields[name].text))
        for name in both
    )
