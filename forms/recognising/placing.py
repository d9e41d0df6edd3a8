"""Goes through the rows of one form in a document and puts each text where its labels say; called by `recognise.py`.

What a row is, is told by the words in it: the heads of columns, a printed row, an indicator under its group, a label
beside its answer. What comes after depends on what came before: values stand under the heads that were seen last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.compute import is_none
from forms.lazily import lazily
from forms.model import HEADER, Form, Page, PageType
from forms.path import Path
from forms.recognising.aligning import (
    COMPARATOR,
    LEVEL,
    MOST_TEXTS,
    NO_FIELD,
    OTHER,
    UNIT,
    Column,
    align,
    columns_of,
)
from forms.recognising.groups import Groups
from forms.recognising.labels import (
    Meaning,
    Role,
    Vocabulary,
    is_comparator_head,
    is_seal,
    is_unit_head,
    level_head,
)
from forms.recognising.placed import Placed, Put
from forms.recognising.rows import NOWHERE, Line, Token
from forms.recognising.squares import read_square
from forms.recognising.titles import AMOUNT_UNIT, ATTACHED, NUMBER_LINE, TITLE_YEAR, is_sign_off, is_title, year_of

_WIDE = lazily(r"\t|[ ]{2,}|\u3000+")


class Placing:
    """One pass over the lines of one form."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._form: Form = vocabulary.form
        self.placed = Placed(vocabulary)
        self._columns: tuple[Column, ...] = ()
        self._page: Page | None = None
        """The page whose heads were seen last."""
        repeated = [page for page in self._form.pages if page.type is PageType.REPEATED]
        self._groups = {page.name: Groups(vocabulary, page, self.placed) for page in repeated}
        self._in_table = False
        """Whether the first cell of the form was reached, so that no title is looked for any more."""

    def run(self, lines: Iterable[Line]) -> Placed:
        """Put everything."""
        for line in lines:
            if line.tokens:
                self._line(line)
        return self.placed

    def _line(self, line: Line) -> None:
        tokens = self._without_sections(line.tokens)
        if not tokens or self._heading(tokens):
            return
        if heads := self._heads(tokens):
            self._take_heads(*heads, tokens)
        elif row := self._printed_row(tokens):
            self._take_printed_row(row, line, tokens)
        elif self._is_pairs(tokens):
            self._take_pairs(tokens)
        elif groups := self._groups_of(line, tokens):
            self._in_table = True
            groups.take(line, tokens)
        elif self._page and self._page.type is PageType.PLAIN:
            self._take_beneath(line, tokens)
        else:
            self.placed.leave(*tokens)

    def _groups_of(self, line: Line, tokens: Sequence[Token]) -> Groups | None:
        """The rows to which a row belongs: those under the last heads, or those whose levels it begins with."""
        if self._page and self._page.name in self._groups:
            return self._groups[self._page.name]
        return next((each for each in self._groups.values() if each.levels_of(tokens, line.spans)), None)

    # -- what is only printed -----------------------------------------------------------------------------------------

    def _without_sections(self, tokens: Sequence[Token]) -> list[Token]:
        """Without the names of sections, which stand before what they name."""
        rest = list(tokens)
        while rest and (found := self._vocabulary.meanings(rest[0].text)):
            if found[0].role is not Role.PRINTED or level_head(rest[0].text):
                break
            self.placed.know(rest[0], found[0])
            self._note_unit(rest[0].text)
            rest = rest[1:]
        return rest

    def _note_unit(self, text: str) -> None:
        """The unit that a heading gives to the amounts below it, by the page they stand on."""
        match = AMOUNT_UNIT().search(text)
        if match:
            unit = match[1] or match[2]
            for page in self._form.pages:
                if any(field.kind == "money" for field in page.fields):
                    self.placed.units[page.name] = unit

    def _heading(self, tokens: Sequence[Token]) -> bool:
        """Whether a row stands above the table: number, title, year, unit, seal."""
        if len(tokens) > 1 and all(map(self._is_heading, tokens)):
            return True
        return len(tokens) == 1 and self._is_heading(tokens[0])

    def _is_heading(self, token: Token) -> bool:
        text = token.text.strip()
        if match := NUMBER_LINE().match(text):
            return self._put_header("number", "".join(match[1].split()).replace("－", "-"), token)
        if ATTACHED().match(text):
            return True
        if is_sign_off(text):
            return True
        if AMOUNT_UNIT().fullmatch(text):
            self._note_unit(text)
            return True
        if self._in_table:
            return False
        if year := year_of(text):
            return self._put_header("year", year, token)
        if is_title(text) and not self._vocabulary.meanings(text):
            return self._put_title(text, token)
        return False

    def _put_header(self, field: str, text: str, token: Token) -> bool:
        path = Path(HEADER, "", field)
        if path in self.placed.texts:
            return False
        self.placed.texts[path] = Put(text, token.place)
        return True

    def _put_title(self, text: str, token: Token) -> bool:
        """The title as written; the form's own needs no answer, a year in it is the form's year."""
        year = TITLE_YEAR().search(text)
        if year:
            self._put_header("year", year[1], token)
        bare = (text[: year.start()] + text[year.end() :]).strip() if year else text
        if bare == self._form.title:
            return True
        return self._put_header("title", text, token)

    # -- heads of columns ---------------------------------------------------------------------------------------------

    def _heads(self, tokens: Sequence[Token]) -> tuple[Page, list[Meaning | None]] | None:
        """The page whose heads make up a row, with what each is."""
        best: tuple[int, Page, list[Meaning | None]] | None = None
        for page in self._form.pages:
            found = [self._head_of(page, token.text) for token in tokens]
            count = len({each.path for each in found if each})
            others = sum(1 for each, token in zip(found, tokens, strict=True) if not each and not self._is_head(token))
            least = 2 if page.type is not PageType.PLAIN else max(2, len(tokens))
            if count >= least and others <= count and (best is None or count > best[0]):
                best = count, page, found
        return best[1:] if best else None

    def _head_of(self, page: Page, text: str) -> Meaning | None:
        for each in self._vocabulary.meanings(text):
            below = each.role is Role.FIELD and each.path in self._vocabulary.beneath
            if each.path.page == page.name and (each.role is Role.COLUMN or below):
                return each
        return None

    def _is_head(self, token: Token) -> bool:
        """Whether a word may stand over a column without being one of the page's."""
        return bool(level_head(token.text) or self._vocabulary.meanings(token.text))

    def _take_heads(self, page: Page, found: Sequence[Meaning | None], tokens: Sequence[Token]) -> None:
        self._in_table = True
        self._page = page
        columns: list[Column] = []
        for meaning, token in zip(found, tokens, strict=True):
            self._note_unit(token.text)
            columns.append(self._column(page, meaning, token, {each.name for each in columns}))
        self._columns = tuple(columns)
        if page.name in self._groups:
            self._groups[page.name].begin(columns)

    def _column(self, page: Page, meaning: Meaning | None, token: Token, taken: set[str]) -> Column:
        """One head; a second of the same field is one of another form."""
        head = Column(OTHER, left=token.left, right=token.right, text=token.text)
        if meaning and meaning.path.field not in taken:
            self.placed.know(token, meaning)
            field = page.field(meaning.path.field)
            return head._replace(name=field.name, kind=field.kind, required=field.required)
        if level_head(token.text):
            return head._replace(name=LEVEL)
        if is_comparator_head(token.text):
            return head._replace(name=COMPARATOR)
        if is_unit_head(token.text):
            return head._replace(name=UNIT)
        if not self._is_head(token):
            self.placed.leave(token)
        return head

    def _columns_of(self, page: Page) -> tuple[Column, ...]:
        """The heads that were seen for a page, or the form's own in their order."""
        if self._page is page and self._columns:
            return tuple(each for each in self._columns if each.name != LEVEL)
        return columns_of(page)

    # -- printed rows -------------------------------------------------------------------------------------------------

    def _printed_row(self, tokens: Sequence[Token]) -> Meaning | None:
        """The printed row that a row of the document begins with."""
        found = self._vocabulary.meanings(tokens[0].text)
        rows = [each for each in found if each.role is Role.ROW]
        if not rows or found[0].role is Role.FIELD and self._page is None:
            return None
        return rows[0]

    def _take_printed_row(self, row: Meaning, line: Line, tokens: Sequence[Token]) -> None:
        page = self._form.page(row.path.page)
        self.placed.know(tokens[0], row)
        if not self._vocabulary.is_official(tokens[0].text):
            self.placed.repair(tokens[0], tokens[0].text, row.label, "表上的名称不同，按意思对应")
        columns = self._columns_of(page)
        aligned = align(tokens[1 : MOST_TEXTS + 1], columns, spans=line.spans)
        self.placed.note_shift(line, tokens[1:], columns, aligned)
        for token, number in zip(tokens[1:], aligned.columns, strict=False):
            name = columns[number].name if number is not None else OTHER
            self._put(None if name in NO_FIELD else row.path.at(name), token)
        self.placed.leave(*tokens[MOST_TEXTS + 1 :])

    def _put(self, path: Path | None, token: Token) -> None:
        """Put one text; a second one for the same cell is left, and so is a dash where an amount would stand."""
        if path is None or path in self.placed.texts or self._is_dash(path, token.text):
            self.placed.leave(token)
        else:
            self.placed.texts[path] = Put(token.text, token.place)

    def _is_dash(self, path: Path, text: str) -> bool:
        return self._form.field(path).kind in ("money", "percent") and is_none(text)

    # -- labels beside their answers ----------------------------------------------------------------------------------

    def _is_pairs(self, tokens: Sequence[Token]) -> bool:
        """Whether a row begins with the label of a cell that is there once, or of one that the form has not got."""
        found = self._vocabulary.meanings(tokens[0].text)
        levels = [each for each in found if each.role in (Role.LEVEL1, Role.LEVEL2)]
        if levels and self._page and self._page.type is PageType.REPEATED:
            return False
        return bool(found) and (found[0].role in (Role.FIELD, Role.FOREIGN) or is_seal(tokens[0].text))

    def _take_pairs(self, tokens: Sequence[Token]) -> None:
        self._in_table = True
        self._page, self._columns = None, ()
        label: Meaning | None = None
        for token in tokens:
            found = self._label(token)
            if found:
                label = found
                self.placed.know(token, found)
            elif label and label.role is Role.FIELD and label.path not in self.placed.texts:
                self._put_field(label.path, token)
            else:
                self.placed.leave(token)

    def _label(self, token: Token) -> Meaning | None:
        """What a text is as a label in a row of pairs, a cell not yet filled before others."""
        found = [
            each
            for each in self._vocabulary.meanings(token.text)
            if each.role in (Role.FIELD, Role.PRINTED, Role.FOREIGN)
        ]
        free = [each for each in found if each.path not in self.placed.texts]
        return next(iter([*free, *found]), None)

    def _put_field(self, path: Path, token: Token) -> None:
        square = self._vocabulary.composites.get(path)
        if square is None:
            self._put(path, token)
            return
        texts = read_square(square, token.text)
        if not texts:
            self._put(path, token)
        for each, text in texts.items():
            self._put(each, token._replace(text=text))

    # -- answers under their heads ------------------------------------------------------------------------------------

    def _take_beneath(self, line: Line, tokens: Sequence[Token]) -> None:
        """The row under the heads of cells that are there once."""
        page = self._page
        assert page is not None
        tokens = self._apart(tokens)
        aligned = align(tokens[:MOST_TEXTS], self._columns, spans=line.spans)
        for token, number in zip(tokens, aligned.columns, strict=False):
            name = self._columns[number].name if number is not None else OTHER
            path = None if name in NO_FIELD else Path(page.name, "", name)
            if path in self.placed.texts:
                self._continue(path, token)
            else:
                self._put(path, token)
        self.placed.leave(*tokens[MOST_TEXTS:])

    def _apart(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """A line of running text with as many parts as there are heads is that many answers."""
        parts = _WIDE().split(tokens[0].text) if len(tokens) == 1 and tokens[0].left == NOWHERE else []
        if len(parts) != len(self._columns):
            return tokens
        self.placed.repair(tokens[0], tokens[0].text, "｜".join(parts), "几格连在一起，已分开")
        return [tokens[0]._replace(text=part) for part in parts]

    def _continue(self, path: Path, token: Token) -> None:
        """A text that goes on in the next row, as where a page was torn."""
        before = self.placed.texts[path]
        self.placed.texts[path] = Put(f"{before.text}\n{token.text}", before.place)
        self.placed.repair(token, token.text, f"{before.text[-20:]}{token.text}", "接在上一行的同一格之后")

