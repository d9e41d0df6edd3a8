"""The demonstration: a report made from the published example that comes with the program; called by the app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from forms.exchange import new_from_data
from tui.opening import Desk
from tui.session import Session

EXAMPLE = Path(__file__).with_name("demo.json")


def example() -> dict[str, Any]:
    """The example as data of the shape that reports are exchanged in."""
    data: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return data


def demo(desk: Desk) -> Session:
    """A new report with the example's answers, opened where they end."""
    data = example()
    form = desk.form(data["form"], data["edition"])
    answers, problems = new_from_data(form, data["year"], data)
    assert not problems, problems
    return desk.demo(form, answers)
