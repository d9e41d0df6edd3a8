"""Golden files: what a test gets is compared with what was looked at by eye and kept under tests/golden/.

`UPDATE_GOLDEN=1 pytest …` writes what comes out now; look at the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, got: str | bytes) -> None:
    """Hold a text or bytes against tests/golden/NAME, byte for byte."""
    path = FOLDER / name
    data = got.encode("utf-8") if isinstance(got, str) else got
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert path.exists(), f"{path} is missing; write it with UPDATE_GOLDEN=1 and look at it"
    wanted = path.read_bytes()
    if isinstance(got, str):
        assert got == wanted.decode("utf-8")
    assert data == wanted
