"""Reports as data, for other programs; called through the register."""

from __future__ import annotations

import json
from collections.abc import Sequence

from store.formats.register import Sheet, Style


def write(sheets: Sequence[Sheet], style: Style) -> str:
    """One report as an object, several as a list of them."""
    data = [sheet.data() for sheet in sheets]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2) + "\n"
