"""The blank Word document that every report is written into, and the measures of its styles; used by `docx.py`.

The document lies beside this module as a folder of XML, so that a font, its size or the height of a line is changed
there and nowhere else: what the program has to know of them, it reads from there.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.styles.style import ParagraphStyle

_FOLDER = Path(__file__).parent / "docx_template"
_CONTENT_TYPES = "[Content_Types].xml"
"""The part that has to stand first in the archive."""

TWIPS = 20
"""Word's unit, twentieths of a point."""


class Kind(NamedTuple):
    """How one paragraph style sets its lines, in twips."""

    size: int
    """The width of a Chinese character; others take half of it."""
    line: int
    """The exact height of a line."""
    around: int
    """The room before the first line and after the last."""


class Paper(NamedTuple):
    """What the blank document measures, in twips."""

    width: int
    """From margin to margin."""
    height: int
    kinds: dict[str, Kind]
    """Paragraph styles by the id that a paragraph names."""


def blank() -> Document:
    """A new document without a paragraph, in which all styles are there."""
    return docx.Document(io.BytesIO(_archive()))


@lru_cache(maxsize=1)
def paper() -> Paper:
    """The measures of the blank document, read once."""
    document = blank()
    section = document.sections[0]
    return Paper(
        _twips(section.page_width) - _twips(section.left_margin) - _twips(section.right_margin),
        _twips(section.page_height) - _twips(section.top_margin) - _twips(section.bottom_margin),
        {str(each.style_id): _kind(each) for each in document.styles if _is_measured(each)},
    )


@lru_cache(maxsize=1)
def _archive() -> bytes:
    """The folder as one file."""
    out = io.BytesIO()
    parts = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(parts, key=lambda path: path.name != _CONTENT_TYPES):
            archive.writestr(path.relative_to(_FOLDER).as_posix(), path.read_bytes())
    return out.getvalue()


def _is_measured(style: object) -> bool:
    """Whether a style says itself how high its lines are and how large its letters."""
    return isinstance(style, ParagraphStyle) and None not in (style.font.size, style.paragraph_format.line_spacing)


def _kind(style: ParagraphStyle) -> Kind:
    lines = style.paragraph_format
    return Kind(
        _twips(style.font.size), _twips(lines.line_spacing), _twips(lines.space_before) + _twips(lines.space_after)
    )


def _twips(length: object) -> int:
    """A length of python-docx, which may be missing, in Word's unit."""
    return round(getattr(length, "pt", 0) * TWIPS)
