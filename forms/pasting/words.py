"""What the printed words in a pasted table mean on the page it was pasted into; for `lines.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from forms.lazily import lazily
from forms.model import Form, Page, PageType
from forms.paste import bare
from forms.path import Path
from forms.recognising.aligning import COMPARATOR, LEVEL, OTHER, UNIT
from forms.recognising.labels import (
    Meaning,
    Role,
    Vocabulary,
    is_closing,
    is_comparator_head,
    is_foreign,
    is_unit_head,
    level_head,
)
from forms.recognising.titles import is_title, is_unit
from forms.values import KINDS

_HAS_FIGURE = lazily(r"[\d０-９]|^[≥≤><=＝/／—-]+$")


class Head(NamedTuple):
    """The head of a column."""

    name: str
    """The question below it, or one of LEVEL, COMPARATOR, UNIT, OTHER."""
    text: str
    """As pasted."""


class Words:
    """The vocabulary of one page."""

    def __init__(self, form: Form, page: Page) -> None:
        self.page = page
        self._vocabulary = Vocabulary(form)
        groups = (Meaning(Role.LEVEL2, Path(page.name, each.key), each.level2) for each in page.groups)
        self._short = {bare(each.label): each for each in groups}
        """The names of groups as people shorten them."""
        self._labels = (Role.ROW,) if page.type is PageType.FIXED else (Role.LEVEL1, Role.LEVEL2)

    def labels(self, text: str) -> list[Meaning]:
        """What a text may mean as the name of a printed row or of a group."""
        found = [each for each in self._of_page(text) if each.role in self._labels]
        return found or ([self._short[bare(text)]] if bare(text) in self._short else [])

    def is_printed(self, text: str) -> bool:
        """Whether a text is only printed around the table, such as the name of its section or its title."""
        meanings = self._vocabulary.meanings(text)
        return any(each.role is Role.PRINTED for each in meanings) or is_title(text) or is_unit(text)

    def is_sum(self, text: str) -> bool:
        """Whether a line that begins with this text is none of the page's own, such as 总分."""
        return (is_closing(text) or is_foreign(text)) and not self._of_page(text)

    def heads(self, cells: Sequence[str]) -> tuple[Head, ...]:
        """The heads of the columns where a line is nothing else; empty otherwise."""
        found = [self._head(each) for each in cells]
        named = [each for each in found if each.name not in (OTHER, LEVEL)]
        known = [each for each in found if each.name != OTHER or is_foreign(each.text)]
        said = [each for each in found if each.text]
        if not named or len(known) < 2 or 2 * len(known) <= len(said) or any(self._is_content(each) for each in found):
            return ()
        return tuple(self._nearest(found))

    def _is_content(self, head: Head) -> bool:
        """Whether a cell can stand in no line of heads: a figure, the name of a group or a row that is no head too."""
        is_unknown = head.name == OTHER and not is_foreign(head.text) and not self.is_printed(head.text)
        return is_unknown and bool(self.labels(head.text) or _HAS_FIGURE().search(head.text))

    def _head(self, text: str) -> Head:
        if level_head(text):
            return Head(LEVEL, text)
        column = next((each for each in self._of_page(text) if each.role is Role.COLUMN), None)
        if column:
            return Head(column.path.field, text)
        name = COMPARATOR if is_comparator_head(text) else UNIT if is_unit_head(text) else OTHER
        return Head(name, text)

    def _nearest(self, heads: Sequence[Head]) -> list[Head]:
        """Of several heads of one question the nearest to the form's own word; the others have none.

        What takes several lines takes all of them, as 未完成原因 and 改进措施 for the two together.
        """
        best: dict[str, tuple[int, int]] = {}
        for number, head in enumerate(heads):
            column = next((each for each in self._of_page(head.text) if each.path.field == head.name), None)
            rank = self._vocabulary.rank(head.text, column) if column else 0
            best[head.name] = min(best.get(head.name, (rank, number)), (rank, number))
        single = {each.name for each in self.page.fields if not KINDS[each.kind].multiline}
        return [
            head if head.name not in single or best[head.name][1] == number else head._replace(name=OTHER)
            for number, head in enumerate(heads)
        ]

    def _of_page(self, text: str) -> list[Meaning]:
        return [each for each in self._vocabulary.meanings(text) if each.path.page == self.page.name]
