"""What is said of a Word file: what in it was taken as accepted, and what was not read; called by `docx.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from forms.cells import clip
from store.readers.word_xml import Element, anywhere

_MAX_EACH = 20
"""Notes of one kind that are given one by one; the others are counted."""
_SHOWN = 200
"""Terminal cells of a quoted text."""

_REVISIONS = (
    *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"),
    *("w:pPrChange", "w:rPrChange", "w:tcPrChange", "w:trPrChange", "w:tblPrChange"),
)
LEFT_CHUNK = "插入的子文档没有读入，请用 Word 或 WPS 打开后另存为 docx 再导入。"
"""What to say of another document within one that is not read."""
_NOT_READ: Mapping[str, tuple[str, ...]] = {
    "嵌入的对象（如 Excel 表格、公式）没有读入，请把其中的内容改为普通的表格或文字再导入。": ("w:object",),
    "图表和 SmartArt 图形里的文字没有读入。": ("c:chart", "dgm:relIds"),
    LEFT_CHUNK: ("w:subDoc",),
}
_PICTURES = ("w:drawing", "w:pict")

ASIDES: Mapping[str, tuple[str, str, str]] = {
    "批注": ("comments", "w:comment", "w:commentReference"),
    "脚注": ("footnotes", "w:footnote", "w:footnoteReference"),
    "尾注": ("endnotes", "w:endnote", "w:endnoteReference"),
}
"""What hangs beside the text → the part that it stands in, the element that holds one, and that which points to it."""


class Notes:
    """The notes on one document, in the order in which they came."""

    def __init__(self) -> None:
        self._kinds: dict[str, list[str]] = {}
        self._more: Counter[str] = Counter()

    def once(self, note: str) -> None:
        """Say something of the document as a whole."""
        self._kinds.setdefault(note, [])

    def left_out(self, what: str, text: str, place: str = "") -> None:
        """Tell a text that stands in the file and was not read, for being hidden, say."""
        quoted = " ".join(text.split())
        where = f"{place}：" if place else ""
        given = self._kinds.setdefault(what, []) if quoted else []
        note = f"{where}{what}「{clip(quoted, _SHOWN, '…')}」没有读入。"
        if len(given) == _MAX_EACH:
            self._more[what] += 1
        elif quoted and note not in given:
            given.append(note)

    def written(self) -> tuple[str, ...]:
        """All of them, one sentence each."""
        notes = []
        for what, each in self._kinds.items():
            notes += each or [what]
            if self._more[what]:
                notes.append(f"另有 {self._more[what]} 处{what}没有读入。")
        return tuple(notes)


def note_whole(notes: Notes, root: Element) -> None:
    """Say what can be seen of a document before it is read."""
    if next(anywhere(root, *_REVISIONS), None) is not None:
        notes.once("文档中有修订，已按接受全部修订后的内容读取。")
    for note, names in _NOT_READ.items():
        if next(anywhere(root, *names), None) is not None:
            notes.once(note)


def note_nothing(notes: Notes, root: Element) -> None:
    """Say why a document has no text, where that can be seen."""
    if next(anywhere(root, *_PICTURES), None) is not None:
        notes.once("文档里只有图片，没有可以读取的文字。")
