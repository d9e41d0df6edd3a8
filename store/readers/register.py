"""The one register of files that can be read: `READERS`, by the kind of their content, and the way through it.

Called by `child.py` in a process of its own, and by `worker.py` in this one where no other can be started. A reader's
module is imported when such a file comes, since those of Word and Excel cost more than a whole short command.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from forms.source import Document
from store.errors import FormatError
from store.readers import limits
from store.readers.kinds import kind_of

READERS: Mapping[str, str] = {
    "docx": "store.readers.docx",
    "xlsx": "store.readers.xlsx",
    "xls": "store.readers.xls",
    "spreadsheetml": "store.readers.spreadsheetml",
    "html": "store.readers.html",
    "mhtml": "store.readers.mhtml",
    "markdown": "store.readers.markdown",
    "csv": "store.readers.csv",
    "text": "store.readers.text",
    "json": "store.readers.json",
}
"""Kind → the module whose `read` takes its bytes."""

TOO_MUCH = "读取时超出了内存或时间限制，请只留下自评表的部分，另存后再导入。"
_UNREADABLE = "读不懂这个文件，它可能已损坏，请用原来的软件打开后另存，再导入。"


def read(data: bytes, name: str = "") -> Document:
    """What a file holds; raises FormatError and nothing else, whatever the bytes are."""
    try:
        limits.check_size(len(data))
        kind = kind_of(data, name)
        _check(data, kind)
        document: Document = importlib.import_module(READERS[kind]).read(data)
        limits.check_document(document)
    except FormatError as error:
        raise FormatError(str(error).rstrip("。") + "。") from error
    except MemoryError as error:
        raise FormatError(TOO_MUCH) from error
    except Exception as error:  # A file that nobody thought of must not end the import of the others.
        raise FormatError(_UNREADABLE) from error
    return document


def _check(data: bytes, kind: str) -> None:
    """What a file of this kind may cost; old workbooks have nothing that tells it beforehand."""
    if kind in ("docx", "xlsx"):
        limits.check_archive(data)
    elif kind == "spreadsheetml":
        limits.check_xml(data)
    elif kind in ("html", "mhtml"):
        limits.check_page(data)
    if kind in ("text", "csv", "markdown", "mhtml"):
        limits.check_text(data)
