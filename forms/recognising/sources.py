"""The printed rows of a page, such as the sources of funds, by whatever names an office prints them; for `placing.py`.

A source that the form has not got, or that two rows lay claim to, is not guessed: its figures stay where they are and
a person is asked to look.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from forms.compute import is_none
from forms.lazily import lazily
from forms.model import Form, Page, PageType
from forms.path import Path
from forms.recognising.aligning import MOST_TEXTS, NO_FIELD, OTHER, Column, align
from forms.recognising.labels import Meaning, Role, Vocabulary, fold, is_closing, is_wavering
from forms.recognising.placed import Doubt, Placed, Put
from forms.recognising.rows import NOWHERE, Line, Token

_FIGURE = lazily(r"\s*[-+]?[\d０-９][\d０-９,，.．]*\s*(?:万?元|亿元)?\s*[%％]?\s*\Z")


_LONGEST_FIGURE = 60
"""Characters of an amount or a rate at most, with its blanks."""
_NO_COLUMN = Column(OTHER)
"""Under which a text stands that no head takes."""


class Sources:
    """The printed rows of one form, one after another."""

    def __init__(self, vocabulary: Vocabulary, placed: Placed) -> None:
        self._vocabulary = vocabulary
        self._form: Form = vocabulary.form
        self.placed = placed
        self._claims: dict[Path, str] = {}
        """Printed row → the name under which it was filled in; empty where two lay claim to it."""
        self._renamed: dict[Path, tuple[Meaning, Token]] = {}
        """Printed rows that were filled in under another name."""
        self._left: dict[str, list[str]] = {}
        """Page → the names of rows with figures that have no place on it."""

    def row_of(self, token: Token, page: Page | None) -> Meaning | None:
        """The printed row that a row of the document begins with, under the heads that were seen last."""
        found = self._vocabulary.meanings(token.text)
        rows = [each for each in found if each.role is Role.ROW]
        if not rows or found[0].role is Role.FIELD and page is None:
            return None
        is_sum = is_closing(token.text) and not self._vocabulary.is_official(token.text)
        return None if is_sum and (page is None or page.name != rows[0].path.page) else rows[0]

    def take(self, row: Meaning, line: Line, tokens: Sequence[Token], columns: Sequence[Column]) -> None:
        """One printed row: its name and what stands behind it."""
        label, texts = tokens[0], tokens[1:]
        self.placed.know(label, row)
        if not self._claim(row, label):
            self.leave_row(self._form.page(row.path.page), tokens, columns)
            return
        self._lay(row, line, texts, columns, label.text)

    def _lay(self, row: Meaning, line: Line, texts: Sequence[Token], columns: Sequence[Column], name: str = "") -> None:
        """The texts of a row under the heads; of fewer figures than heads, without a place, a person has to look."""
        aligned = align(texts[:MOST_TEXTS], columns, spans=line.spans)
        left = []
        for token, number in zip(texts, aligned.columns, strict=False):
            column = columns[number] if number is not None else _NO_COLUMN
            path = None if column.name in NO_FIELD else row.path.at(column.name)
            if not self.put(path, token, of=(_over(token, columns) or column.text, name or row.label)):
                left.append(token)
        self.placed.leave(*texts[MOST_TEXTS:])
        self.placed.note_shift(line, texts, columns, aligned, left)
        skipped = set(range(max(filter(None, aligned.columns), default=0))) - set(aligned.columns)
        if skipped and texts[0].left == NOWHERE:
            why = f"「{row.label}」一行的格比栏目少，各数按顺序和写法对应，请核对。"
            self.placed.doubts.append(Doubt(row.path.page, why))

    def _claim(self, row: Meaning, label: Token) -> bool:
        """Whether a row may be filled in under this name; the form's own words go before others'."""
        page, name = self._form.page(row.path.page), fold(label.text)
        is_official = self._vocabulary.is_official(label.text)
        known = self._claims.get(row.path)
        if known is None or known == name:
            if known is None and not is_official:
                self._renamed[row.path] = row, label
            self._claims[row.path] = name
            return True
        if self._vocabulary.is_official(known):
            return False
        for field in page.fields:
            self.placed.evict(row.path.at(field.name), of=(field.label, known))
        if known:
            self._left.setdefault(page.name, []).append(known)
        self._renamed.pop(row.path, None)
        self._claims[row.path] = name if is_official else ""
        return is_official

    def take_unnamed(self, page: Page, line: Line, tokens: Sequence[Token], columns: Sequence[Column]) -> bool:
        """A row of figures alone is that of the sum, where it is the first."""
        total = next((each for each in page.rows if each.total), None)
        if total is None or Path(page.name, total.key) in self._claims or len(tokens) < 2:
            return False
        if not all(_is_figure(token.text) or is_none(token.text) for token in tokens):
            return False
        row = Meaning(Role.ROW, Path(page.name, total.key), total.label)
        self._claims[row.path] = ""
        self.placed.doubts.append(Doubt(page.name, f"没有写资金来源的一行，按「{total.label}」记入，请核对。"))
        self._lay(row, line, tokens, columns)
        return True

    def leave_row(self, page: Page, tokens: Sequence[Token], columns: Sequence[Column]) -> None:
        """A row that has no place on the page; its figures are missed in the sums, so that it is asked about."""
        is_label = self._vocabulary.meanings(tokens[0].text)
        for token in tokens[1:] if is_label else tokens:
            self.placed.leave(token, of=(_over(token, columns), tokens[0].text))
        if any(_is_figure(token.text) for token in tokens[1:]):
            self._left.setdefault(page.name, []).append(tokens[0].text.strip())

    def put(self, path: Path | None, token: Token, of: Sequence[str] = ()) -> bool:
        """Put one text if it may be; a second one for the same cell is left, and a dash where an amount would stand."""
        if path is None or path in self.placed.texts or self._is_dash(path, token.text):
            self.placed.leave(token, of=of)
            return False
        self.placed.texts[path] = Put(token.text, token.place)
        return True

    def _is_dash(self, path: Path, text: str) -> bool:
        return self._form.field(path).kind in ("money", "percent") and is_none(text)

    # -- heads with a figure beside each ------------------------------------------------------------------------------

    def beside(self, tokens: Sequence[Token]) -> list[tuple[Path, Token, Token]]:
        """Heads of a page with printed rows that have their figure beside them: those of its sum, or of a named row."""
        for page in self._form.pages:
            row = next((each for each in page.rows if each.total), None)
            if page.type is PageType.FIXED and row and (found := list(self._paired(page, tokens))):
                named = self._vocabulary.find(tokens[0].text, Role.ROW)
                key = named.path.row if named and named.path.page == page.name else row.key
                return [(Path(page.name, key, field), label, token) for field, label, token in found]
        return []

    def _paired(self, page: Page, tokens: Sequence[Token]) -> list[tuple[str, Token, Token]]:
        found = []
        for label, token in pairwise(tokens):
            head = self._vocabulary.find(label.text, Role.COLUMN)
            if head and head.path.page == page.name and _is_figure(token.text):
                found.append((head.path.field, label, token))
        return found

    def take_beside(self, found: Sequence[tuple[Path, Token, Token]], tokens: Sequence[Token]) -> None:
        """Put figures that stand beside their heads."""
        placed = [token for _, label, token in found for token in (label, token)]
        for path, label, token in found:
            meaning = self._vocabulary.find(label.text, Role.COLUMN)
            if meaning:
                self.placed.know(label, meaning)
            self.put(path, token)
        self.placed.leave(*(each for each in tokens if each not in placed and not self._vocabulary.meanings(each.text)))

    def close(self) -> None:
        """Say which rows were taken under other names, and ask about those that waver or have no place."""
        for row, label in self._renamed.values():
            self.placed.repair(label, label.text, row.label, "表上的名称不同，按意思对应")
            if is_wavering(label.text):
                why = f"「{label.text.strip()}」一行记入了「{row.label}」，是不是同一级财政，请核对。"
                self.placed.doubts.append(Doubt(row.path.page, why))
        for page, names in self._left.items():
            said = "、".join(f"「{each}」" for each in dict.fromkeys(names))
            why = f"{said}在本表没有可以确定的对应行，没有放入；各行之和可能因此不等于总额，请核对。"
            self.placed.doubts.append(Doubt(page, why))


def _is_figure(text: str) -> bool:
    """Whether a text is an amount or a rate."""
    return len(text) <= _LONGEST_FIGURE and _FIGURE().match(text) is not None


def _over(token: Token, columns: Sequence[Column]) -> str:
    """The head that stands over a text, whatever it is taken for."""
    return next((each.text for each in columns if each.left <= token.left < each.right), "")
