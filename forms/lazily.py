"""Regular expressions that are compiled when first used.

The readers of values have dozens; compiling them all at the start would be felt in every command.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def lazily(source: str, flags: re.RegexFlag = re.NOFLAG) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled expression, the same one each time."""
    return cache(lambda: re.compile(source, flags))
