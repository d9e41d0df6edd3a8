"""Waiting for what another process does: asked again and again up to a deadline, never a fixed sleep."""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PAUSE = 0.01
"""Seconds between two looks."""


def poll(condition: Callable[[], Found], deadline: float = 20.0, what: str = "") -> Found:
    """The first true thing that the condition gives; fails with `what` was waited for after `deadline` seconds."""
    end = time.monotonic() + deadline
    while not (found := condition()):
        assert time.monotonic() < end, f"waited {deadline} s in vain for {what or condition}"
        select.select([], [], [], PAUSE)
    return found
