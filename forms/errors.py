"""What can go wrong with a form, and whose fault it is; raised here and in the readers of values.

FormError
├── DefinitionError   the form's author: every fault of one definition file, together
├── UnknownForm       the caller: a code or an edition that no definition has
└── Unreadable        the filler: one answer that its kind cannot read
"""

from __future__ import annotations


class FormError(Exception):
    """Base of the errors of `forms`, so that a front can turn any of them into one sentence."""


class DefinitionError(FormError):
    """A definition with faults, all of them listed at once, because mending one by one wastes the author's day."""

    def __init__(self, source: str, faults: list[str]) -> None:
        self.source = source
        self.faults = faults
        super().__init__("\n".join(f"{source}: {fault}" for fault in faults))


class UnknownForm(FormError):
    """A code or an edition that no definition has; the message names what there is."""


class Unreadable(FormError):
    """An answer that its kind cannot read; the message is one Chinese sentence that shows a right example."""
