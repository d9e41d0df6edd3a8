"""Web pages saved as one file (.mht, .mhtml), which are mails with the page and its pictures in them.

Called through the register. The page itself is read as any other; the pictures are left alone.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from email.message import Message

from forms.source import Document
from store.errors import FormatError
from store.readers import html
from store.readers.limits import check_page, too_much

_MOST = 20
"""Parts made of parts; a saved page is one, and each costs the parser of mails a level of calls."""


def read(data: bytes) -> Document:
    """The pages in it, one after another; Excel writes one a sheet."""
    from email import message_from_bytes

    if data.count(b"multipart/") > _MOST:
        raise too_much(f"分成 {_MOST} 部分以上")
    documents = [html.read(page) for page in _pages(message_from_bytes(data))]
    grids = tuple(grid for document in documents for grid in document.grids)
    if not grids:
        raise FormatError("是网页存档，但其中没有网页，请在浏览器中另存为网页（.html）再导入。")
    return Document(grids, tuple(dict.fromkeys(note for document in documents for note in document.notes)))


def _pages(message: Message) -> Iterator[bytes]:
    """The pages with something on them; the one that only holds the others in frames is left out."""
    for part in message.walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes) and b"<frameset" not in page.lower():
            check_page(page)  # its tags may not have been told from the mail, which writes them in letters and digits
            yield _marked(page, part.get_content_charset())


def _marked(page: bytes, charset: str | None) -> bytes:
    """The page as UTF-8 with its mark where the mail tells the encoding, for it is the mail that knows it."""
    try:
        return codecs.BOM_UTF8 + page.decode(charset).encode() if charset else page
    except (LookupError, UnicodeError):
        return page
