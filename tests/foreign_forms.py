"""Forms as other offices publish them, from `cases/foreign`: drawn as they look, filled with values of our own.

`.table` and `.other` are tables as `documents.table` takes them, `.lines` running text; the first line says what is
peculiar to a form. Those named `.other` are none of the forms that we have.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "cases" / "foreign"


def _forms(kind: str) -> dict[str, str]:
    """The forms of one kind by their names, without their first line."""
    return {path.stem: path.read_text(encoding="utf-8").partition("\n")[2] for path in sorted(FOLDER.glob(f"*.{kind}"))}


DRAWN, LINES, OTHERS = _forms("table"), _forms("lines"), _forms("other")
