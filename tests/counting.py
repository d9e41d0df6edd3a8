"""What a piece of work costs, in calls and not in seconds: the same on every machine, however busy.

`from counting import calls`; for laws on how the cost grows. A search or a slice counts once however long it takes, so
that hostile texts for patterns are tried on their own. Times are measured in bench/ alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while the work is done, those written in C counted too."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
