"""What was found of one form in a document, with what was put right and what is left; made by `placing.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from forms.path import Path
from forms.recognising.aligning import Alignment, Column
from forms.recognising.labels import Meaning, Vocabulary, unnumbered
from forms.recognising.rows import NOWHERE, Line, Token
from forms.recognising.titles import TITLE_YEAR

_LONGEST_NAME = 20
"""Characters of a head or a name that is told with a text that has no place."""


class Repair(NamedTuple):
    """One thing that was put right."""

    place: str
    before: str
    after: str
    why: str


class Unplaced(NamedTuple):
    """A text of the document for which the form has no place."""

    place: str
    text: str
    of: str = ""
    """The head over it and the name of its row, as printed, by which a person knows what it is."""


class Doubt(NamedTuple):
    """Something to be looked at by a person."""

    path: str
    """The place as people count it, such as indicators.3.actual; empty for the form as a whole."""
    why: str


class Put(NamedTuple):
    """A text with where it stood."""

    text: str
    place: str


class GroupRow(NamedTuple):
    """One row of a repeated page."""

    page: str
    group: str
    fields: dict[str, Put]


class Placed:
    """What was found of one form."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.texts: dict[Path, Put] = {}
        """Cells that are there once; those of printed rows by page, key and field."""
        self.rows: list[GroupRow] = []
        self.repairs: list[Repair] = []
        self.unplaced: list[Unplaced] = []
        self.doubts: list[Doubt] = []
        self.is_closed = False
        """Whether a word of a form's last lines was seen, so that it was not cut off."""
        self.labels: set[Meaning] = set()
        """Every printed word that was seen."""
        self.units: dict[str, str] = {}
        """Page → the unit that its heads give its amounts, where they give one."""
        self.own_units: dict[Path, str] = {}
        """Cell → the unit that its own label gives it."""

    def repair(self, token: Token, before: str, after: str, why: str) -> None:
        """Note what was put right."""
        self.repairs.append(Repair(token.place, before, after, why))

    def leave(self, *tokens: Token, of: Sequence[str] = ()) -> None:
        """Note texts that have no place, with the printed words by which people know what they are."""
        for token in tokens:
            self.unplaced.append(Unplaced(token.place, token.text, _named(of, token.text)))

    def evict(self, path: Path, of: Sequence[str] = ()) -> None:
        """Take out again what was put into a cell that another text has a better claim to."""
        put = self.texts.pop(path, None)
        if put:
            self.unplaced.append(Unplaced(put.place, put.text, _named(of, put.text)))

    def know(self, token: Token, meaning: Meaning) -> None:
        """Note a printed word, and how it had to be mended to be one."""
        self.labels.add(meaning)
        text = TITLE_YEAR().sub("", unnumbered(token.text), count=1).strip()
        if not meaning.label or not self._vocabulary.is_official(text) or text == meaning.label:
            return
        bare = "".join(text.split())
        if any(each in text for each in " \u3000") and "".join(meaning.label.split()) == meaning.label:
            self.repair(token, text, bare, "标签里的空格")
        elif "兀" in text:
            self.repair(token, text, text.replace("兀", "元"), "标签里的错字")
        elif any(each in text for each in "(),:;") and not any(each in meaning.label for each in "(),:;"):
            self.repair(token, text, meaning.label, "标签里的半角标点")

    def note_shift(
        self, line: Line, texts: Sequence[Token], columns: Sequence[Column], aligned: Alignment, left: Sequence[Token]
    ) -> None:
        """Note a row whose texts do not stand under the heads to which they belong, but for those that were left."""
        moved = [
            (token, columns[number])
            for token, number in zip(texts, aligned.columns, strict=False)
            if token not in left
            if number is not None and NOWHERE not in (token.left, columns[number].left)
            if token.right <= columns[number].left or token.left >= columns[number].right
        ]
        if moved:
            before = "｜".join(token.text for token, _ in moved)
            after = "；".join(f"{column.text} {token.text}" for token, column in moved)
            self.repair(moved[0][0], before, after, "这一行的格错位，按内容放回")
        elif line.cut and len(texts) > 1:
            parted = [each.text for each in texts]
            self.repair(texts[0], " ".join(parted), "｜".join(parted), "几格连在一起或一格一行，已分开")


def _named(of: Sequence[str], text: str) -> str:
    """Printed words as they are told beside a text, which is not told twice."""
    words = (" ".join(each.split())[:_LONGEST_NAME].rstrip(":：") for each in of)
    return " · ".join(each for each in words if each and each != " ".join(text.split()))
