"""The twelve published forms as data, for every test that needs real answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "seeds"
NAMES = tuple(f"2-{n}" for n in range(1, 13))


def seed(name: str) -> dict[str, Any]:
    """The JSON of one published form, such as `2-5`."""
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return data
