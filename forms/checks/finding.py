"""A finding: what a reviewer would send the form back for; made by the checks, shown by every front."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How a reviewer would take it."""

    ERROR = "error"
    """Blocks finishing until mended or kept with a reason."""
    WARNING = "warning"
    """Must be looked at."""
    INFO = "info"
    """A hint."""


SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "待核", Severity.INFO: "提示"}


class Fix(NamedTuple):
    """A text that would mend a finding."""

    path: str
    """The stored path of the answer it replaces."""
    text: str
    certain: bool = True
    """Computed, as against guessed."""
    also: tuple[tuple[str, str], ...] = ()
    """Other answers that change with it, as (path, text)."""


class Choice(NamedTuple):
    """One of several ways to mend a finding, where only the person knows which is true."""

    label: str
    """What it is offered as, such as 达成."""
    texts: tuple[tuple[str, str], ...]
    """The answers it would put, as (path, text), in the form's order."""


class Finding(NamedTuple):
    """One thing to mend or to keep with a reason."""

    code: str
    """Such as I01; finds its function, its docstring, its cases and its page."""
    severity: Severity
    path: str
    """The stored path of the answer that would mend it."""
    message: str
    """One Chinese sentence: what is wrong, what to do."""
    fix: Fix | None = None
    about: tuple[str, ...] = ()
    """Paths of all answers it was judged from; a waiver ends when one of them changes. Empty is `path` alone."""
    waived: str = ""
    """The reason it was kept with, empty while it is open."""
    choices: tuple[Choice, ...] = ()
    """What the person is asked to choose between, once for the whole form."""
    split: tuple[tuple[tuple[str, str], ...], ...] = ()
    """The rows into which the row of `path` would be divided, each as (field, text); the first takes its place."""

    @property
    def key(self) -> str:
        """Under which a waiver of it is stored."""
        return f"{self.code} {self.path}"
