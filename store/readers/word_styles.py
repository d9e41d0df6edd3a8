"""What a style says where the text itself says nothing: whether it is hidden, and how its paragraphs are numbered.

Called by `word_text.py` and `word_numbering.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from store.readers.word_xml import Element, attribute, every, inner, is_on, number

_MAX_BASES = 20
"""Styles that may stand on one another; a circle of them ends here."""


class Numbered(NamedTuple):
    """How the paragraphs of a style are numbered."""

    list: str | None = None
    """The id of a list, None where they are not."""
    level: int = -1
    """-1 where it is not said."""
    style: str | None = None
    """The style that says so."""


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(each, "w:styleId"): each for each in every(root, "w:style")}
        usual = (
            attribute(each, "w:styleId")
            for each in self._styles.values()
            if attribute(each, "w:default") in {"1", "true", "on"} and attribute(each, "w:type") == "paragraph"
        )
        self._usual = next(usual, None)
        self._numbered: dict[str | None, Numbered] = {}
        self._hiding: dict[str | None, bool] = {}

    def of_paragraph(self, properties: Element | None) -> str | None:
        """The style that a paragraph with these properties has."""
        return attribute(inner(properties, "w:pStyle")) or self._usual

    def hides(self, id: str | None) -> bool:
        """Whether text of that style is not shown."""
        if id not in self._hiding:
            said = (inner(each, "w:rPr", "w:vanish") for each in self._chain(id))
            self._hiding[id] = is_on(next((each for each in said if each is not None), None))
        return self._hiding[id]

    def numbering(self, id: str | None) -> Numbered:
        """What paragraphs of that style are numbered by: itself or the first of its bases that says so."""
        if id not in self._numbered:
            self._numbered[id] = next(self._numberings(id), Numbered())
        return self._numbered[id]

    def _numberings(self, id: str | None) -> Iterator[Numbered]:
        for each in self._chain(id):
            said = inner(each, "w:pPr", "w:numPr")
            listed = attribute(inner(said, "w:numId"))
            if listed is not None:
                yield Numbered(listed, number(inner(said, "w:ilvl"), -1), attribute(each, "w:styleId"))

    def _chain(self, id: str | None) -> Iterator[Element]:
        for _ in range(_MAX_BASES):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            id = attribute(inner(style, "w:basedOn"))
