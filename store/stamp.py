"""Who and when, for history and locks, and the ids of reports; called by `report.py`, `lock.py`, `workspace.py`."""

from __future__ import annotations

import os
import re
import time
from datetime import datetime
from functools import cache

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 without the letters that are taken for others."""
_TIME_DIGITS, _RANDOM_DIGITS = 9, 3
_ID = re.compile(rf"[{_DIGITS}]{{{_TIME_DIGITS + _RANDOM_DIGITS}}}\Z")


@cache
def who() -> str:
    """The system's name of the person; the account says it, the environment only where there is no account entry."""
    names = (_account(), *(os.environ.get(key, "") for key in ("LOGNAME", "USER", "LNAME", "USERNAME")))
    fit = (name for name in names if name and name.isprintable() and "\ufffd" not in name)
    return next(fit, "")[:64] or _number()


def _account() -> str:
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError, OSError):
        return ""


def _number() -> str:
    return f"uid {os.getuid()}" if hasattr(os, "getuid") else "?"


def now() -> str:
    """The local time with its UTC offset, in seconds."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def new_id() -> str:
    """A report's id: twelve characters, in the order of making, legal as a file name everywhere, easy to read aloud."""
    return _digits(time.time_ns() // 1_000_000, _TIME_DIGITS) + _digits(int.from_bytes(os.urandom(2)), _RANDOM_DIGITS)


def _digits(number: int, count: int) -> str:
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(count)))


def is_id(text: str) -> bool:
    """Whether a text is the id of a report, so that it may become a file name."""
    return bool(_ID.match(text))
