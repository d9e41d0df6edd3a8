"""A Word or Excel file made the same each time, so that the same report gives the same bytes; for `docx` and `xlsx`."""

from __future__ import annotations

import io
import zipfile

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can hold."""


def settled(data: bytes) -> bytes:
    """The archive with its parts as they are, but for the moment at which each was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, _WHEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, given.read(name))
    return out.getvalue()
