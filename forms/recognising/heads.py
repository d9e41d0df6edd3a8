"""The heads of columns: what a word stands over, whichever name an office gives it; for `placing.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.model import Form, Page, PageType
from forms.path import Path
from forms.recognising.aligning import COMPARATOR, LEVEL, MOST_TEXTS, OTHER, UNIT, Column, result_names
from forms.recognising.labels import (
    Meaning,
    Role,
    Vocabulary,
    fold,
    is_comparator_head,
    is_figure_head,
    is_unit_head,
    level_head,
)
from forms.recognising.placed import Placed
from forms.recognising.rows import NOWHERE, Token

LONGEST_HEAD = 20
"""Characters of a word that may stand over a column without being known."""


class Heads:
    """The rows of heads in one form."""

    def __init__(self, vocabulary: Vocabulary, placed: Placed) -> None:
        self._vocabulary = vocabulary
        self._form: Form = vocabulary.form
        self.placed = placed

    def find(self, tokens: Sequence[Token]) -> tuple[Page, list[Meaning | None]] | None:
        """The page whose heads make up a row, with what each is."""
        if len(tokens) > MOST_TEXTS:
            return None
        best: tuple[int, Page, list[Meaning | None]] | None = None
        for page in self._form.pages:
            found = [self._meaning_of(page, token.text) for token in tokens]
            count = len({each.path for each in found if each})
            if count >= 2 and self._may_be(page, found, tokens) and (best is None or count > best[0]):
                best = count, page, found
        return best[1:] if best else None

    def _may_be(self, page: Page, found: Sequence[Meaning | None], tokens: Sequence[Token]) -> bool:
        """Whether the words among the heads that are none of the page's may stand over columns, too.

        Over cells that are there once only a section's name may stand before them, and what ends like one of them.
        """
        count = len({each.path for each in found if each})
        others = [token for each, token in zip(found, tokens, strict=True) if not each]
        if page.type is not PageType.PLAIN:
            return sum(not self._is_head(token) for token in others) <= count
        first = next(number for number, each in enumerate(found) if each)
        ends = {fold(token.text)[-2:] for each, token in zip(found, tokens, strict=True) if each}
        within = [token for token in others if token not in tokens[:first]]
        return first <= 2 and all(
            len(token.text) <= LONGEST_HEAD and (token not in within or fold(token.text)[-2:] in ends)
            for token in others
        )

    def _meaning_of(self, page: Page, text: str) -> Meaning | None:
        for each in self._vocabulary.meanings(text):
            below = each.role is Role.FIELD and each.path in self._vocabulary.beneath
            if each.path.page == page.name and (each.role is Role.COLUMN or below):
                return each
        return None

    def _is_head(self, token: Token) -> bool:
        """Whether a word may stand over a column without being one of the page's."""
        return bool(level_head(token.text) or self._vocabulary.meanings(token.text))

    def columns(self, page: Page, found: Sequence[Meaning | None], tokens: Sequence[Token]) -> tuple[Column, ...]:
        """The columns that a row of heads makes."""
        nearest = self._nearest(found, tokens)
        columns = [
            self._column(page, meaning if number in nearest else None, token)
            for number, (meaning, token) in enumerate(zip(found, tokens, strict=True))
        ]
        return tuple(self._without_leading(columns))

    def refined(self, columns: Sequence[Column], tokens: Sequence[Token]) -> tuple[Column, ...] | None:
        """The columns with a second row of heads, as sign, figure and unit under one head; None where it is none."""
        if (
            len(tokens) < 2
            or not all(map(_is_part, tokens))
            or any(NOWHERE in (each.left, each.right) for each in tokens)
        ):
            return None
        over = next((each for each in columns if each.left <= tokens[0].left < each.right), None)
        if over is None or over.name in (LEVEL, OTHER):
            return None
        parts = [over._replace(name=_name_of(each, over), left=each.left, right=each.right) for each in tokens]
        at = columns.index(over)
        return (*columns[:at], *parts, *columns[at + 1 :])

    def _without_leading(self, columns: Sequence[Column]) -> Sequence[Column]:
        """Where only the order is known, the name of a section before the heads stands over no column."""
        first = next((number for number, each in enumerate(columns) if each.name != OTHER), 0)
        named = any(self._vocabulary.meanings(each.text) for each in columns[:first])
        return columns if named or columns[0].left != NOWHERE else columns[first:]

    def _nearest(self, found: Sequence[Meaning | None], tokens: Sequence[Token]) -> set[int]:
        """The heads that are taken: of several for one field the one whose name is nearest to the form's own."""
        best: dict[Path, tuple[int, int]] = {}
        for number, (meaning, token) in enumerate(zip(found, tokens, strict=True)):
            if meaning:
                ranked = self._vocabulary.rank(token.text, meaning), number
                best[meaning.path] = min(best.get(meaning.path, ranked), ranked)
        return {number for _, number in best.values()}

    def _column(self, page: Page, meaning: Meaning | None, token: Token) -> Column:
        """One head; None for one that is none of the page's, or a second of the same field."""
        head = Column(OTHER, left=token.left, right=token.right, text=token.text)
        if meaning:
            self.placed.know(token, meaning)
            field = page.field(meaning.path.field)
            is_result = field.name in result_names(page)
            return head._replace(name=field.name, kind=field.kind, required=field.required, is_result=is_result)
        if level_head(token.text):
            return head._replace(name=LEVEL)
        if is_comparator_head(token.text):
            return head._replace(name=COMPARATOR)
        if is_unit_head(token.text):
            return head._replace(name=UNIT)
        if not self._is_head(token):
            self.placed.leave(token)
        return head


def _is_part(token: Token) -> bool:
    return is_comparator_head(token.text) or is_unit_head(token.text) or is_figure_head(token.text)


def _name_of(token: Token, over: Column) -> str:
    """What a second head stands over: the figure is what the head above it names."""
    if is_comparator_head(token.text):
        return COMPARATOR
    return UNIT if is_unit_head(token.text) else over.name
