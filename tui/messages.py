"""Any error as one sentence and an exit code; a fault of the program leaves its traces in a log file. Called by `main`.

The log holds what a maintainer needs and nothing that a person wrote: the names of errors, the places in the code, no
messages and no values.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime

from tui.exits import Exit, Refusal


def explain(error: BaseException, named_home: str | None, command: str) -> tuple[str, Exit]:
    """The sentence to show and the number to end with."""
    from forms.errors import FormError
    from store.errors import Ambiguous, NotFound, StoreError, reason

    if isinstance(error, Refusal):
        return str(error), error.code
    if isinstance(error, FormError | NotFound | Ambiguous):
        return str(error), Exit.USAGE
    if isinstance(error, StoreError):
        return str(error), Exit.STORE
    if isinstance(error, OSError) and error.filename is None and error.errno is not None:
        return f"输出没有写完：{reason(error)}。", Exit.STORE
    return _fault(error, named_home, command), Exit.FAULT


def _fault(error: BaseException, named_home: str | None, command: str) -> str:
    """Note a fault and say where; where nothing can be written the traces are said in one line."""
    import traceback

    from tui.paths import home, log_file

    try:
        path = log_file(home(named_home))
        _append(path, "\n".join(_traces(error, command)) + "\n")
    except (OSError, ValueError, Refusal):
        last = traceback.extract_tb(error.__traceback__)[-1:]
        where = "".join(f"{os.path.basename(each.filename)}:{each.lineno}" for each in last)
        return f"程序出了故障（{type(error).__name__} {where}），已保存的内容不受影响。请把这一行告诉维护人员。"
    return f"程序出了故障，已保存的内容不受影响。请把 {path} 交给维护人员（其中没有填写的内容）。"


def _append(path: str, text: str) -> None:
    from store.files import make_folder

    make_folder(os.path.dirname(path))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as log:
        log.write(text)


def _traces(error: BaseException | None, command: str) -> Iterator[str]:
    """The chain of errors without their messages, each with the places it came through."""
    import platform
    import traceback

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    yield f"== {now} zpb {command} · Python {platform.python_version()} · {sys.platform}"
    while error is not None:
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        error = error.__cause__ or error.__context__
