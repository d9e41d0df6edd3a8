"""The numbers a command ends with, for scripts that call `zpb`; the only place where they are given a meaning."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    """What was asked for was done."""
    FINDINGS = 1
    """It was done, and a reviewer would send the form back."""
    USAGE = 2
    """The command, an answer or a file was refused; nothing was stored of it."""
    STORE = 3
    """A file could not be read or written."""
    FAULT = 70
    """A fault of the program itself, with its traces in a log file; the number is that of sysexits.h."""
    INTERRUPTED = 130
    """Ctrl+C."""


class Refusal(Exception):
    """What stops a command, with the one sentence to show and the number to end with."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code
