"""The command `zpb` run inside the test process, with streams of its own: what a shell would see, without its cost.

`from command_line import zpb`; the workspace is the one that $ZPB_HOME names (the fixture `workspace`).
"""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

import pytest

from tui.main import main


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str
    raw: bytes
    """What stood on stdout, as bytes."""


def zpb(*arguments: str, stdin: str | bytes = b"", encoding: str = "utf-8") -> Done:
    """Run the command with piped streams in an encoding."""
    given = stdin.encode(encoding) if isinstance(stdin, str) else stdin
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding=encoding))
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
        code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(code, out.getvalue().decode(encoding, "replace"), err.getvalue().decode(encoding), out.getvalue())
