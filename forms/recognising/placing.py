"""Goes through the rows of one form in a document and puts each text where its labels say; called by `recognise.py`.

What a row is, is told by the words in it: the heads of columns, a printed row, an indicator under its group, a label
beside its answer. What comes after depends on what came before: values stand under the heads that were seen last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forms.clean import MAX_LENGTH
from forms.lazily import lazily
from forms.model import HEADER, Form, Page, PageType
from forms.path import Path
from forms.recognising.aligning import (
    LEVEL,
    MOST_TEXTS,
    NO_FIELD,
    OTHER,
    Column,
    align,
    columns_of,
)
from forms.recognising.groups import Groups
from forms.recognising.heads import Heads
from forms.recognising.labels import (
    Meaning,
    Role,
    Vocabulary,
    fold,
    is_closing,
    is_foreign,
    is_seal,
    is_sum,
    is_year_label,
    level_head,
)
from forms.recognising.placed import Placed, Put
from forms.recognising.rows import NOWHERE, Line, Token
from forms.recognising.sources import Sources
from forms.recognising.squares import read_square
from forms.recognising.titles import (
    AMOUNT_UNIT,
    TITLE_YEAR,
    bare_title,
    in_digits,
    is_attachment,
    is_of_page,
    is_sign_off,
    is_title,
    is_unit,
    number_of,
    tells_unit_of_all,
    unit_in,
    year_of,
)

_ENDED = lazily(r"[。；;！!：:.…]\s*\Z")
_NUMBERED = lazily(r"\s*(?:[（(]?[\d０-９一二三四五六七八九十]+[）)、.．]|目标|[①-⑳])")
_WIDE = lazily(r"\t|[ ]{2,}|\u3000+")


class Placing:
    """One pass over the lines of one form."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._form: Form = vocabulary.form
        self.placed = Placed(vocabulary)
        self._sources = Sources(vocabulary, self.placed)
        self._heads = Heads(vocabulary, self.placed)
        self._columns: tuple[Column, ...] = ()
        self._official: set[Path] = set()
        """The cells that were filled in under the form's own words."""
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
        self._sources.close()
        return self.placed

    def _line(self, line: Line) -> None:
        tokens = self._without_units(self._without_sections(self._without_above(line.tokens)))
        if not tokens or self._heading(tokens):
            return
        if not self._in_groups and (beside := self._sources.beside(tokens)):
            self._in_table = True
            self._sources.take_beside(beside, tokens)
        elif heads := self._heads.find(tokens):
            self._take_heads(*heads, tokens)
        elif self._in_groups and (columns := self._heads.refined(self._columns, tokens)):
            self._take_columns(columns)
        elif row := self._sources.row_of(tokens[0], self._page):
            self._note_unit(tokens[0].text)
            self._sources.take(row, line, tokens, self._columns_of(self._form.page(row.path.page)))
        elif self._is_pairs(line, tokens):
            self._take_pairs(line, tokens)
        elif self._is_foreign_row(line, tokens):
            self._take_foreign_row(tokens)
        elif groups := self._groups_of(line, tokens):
            self._in_table = True
            groups.take(line, tokens)
        elif self._page and self._page.type is PageType.PLAIN:
            self._take_beneath(line, tokens)
        elif self._page and not self._sources.take_unnamed(self._page, line, tokens, self._columns_of(self._page)):
            self._sources.leave_row(self._page, tokens, self._columns)
        elif not self._page:
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

    def _without_units(self, tokens: Sequence[Token]) -> list[Token]:
        """Without the words that say in which unit the amounts of the form are, wherever in their row they stand."""
        rest = [token for token in tokens if not is_unit(token.text)]
        for token in tokens:
            if len(rest) < len(tokens) and token not in rest or not self._in_table and tells_unit_of_all(token.text):
                self._note_unit(token.text)
        return rest

    def _without_above(self, tokens: Sequence[Token]) -> list[Token]:
        """Without title and year, where they stand in one line above the table with others, first or last."""
        rest = list(tokens)
        while len(rest) > 1 and not self._in_table and self._is_title_or_year(rest[0]):
            rest = rest[1:]
        if len(rest) < 2 or self._in_table or self._is_answered(rest[-2]):
            return rest
        year = year_of(rest[-1].text)
        return rest[:-1] if year and self._put_header("year", year, rest[-1]) else rest

    def _is_answered(self, token: Token) -> bool:
        """Whether a text is a label, so that what stands beside it is its answer."""
        return not is_unit(token.text) and (is_year_label(token.text) or bool(self._vocabulary.meanings(token.text)))

    def _is_title_or_year(self, token: Token) -> bool:
        if year := year_of(token.text):
            return self._put_header("year", year, token)
        return is_title(token.text) and self._put_title(token.text, token)

    def _note_unit(self, text: str) -> None:
        """The unit that a heading gives to the amounts below it, by the page they stand on."""
        if unit := unit_in(text):
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
        if number := number_of(text):
            return self._put_header("number", number, token)
        if is_attachment(text):
            return True
        if is_sign_off(text):
            return True
        if self._in_table:
            return self._is_of_page(token)
        if year := year_of(text):
            return self._put_header("year", year, token)
        if is_title(text) and not self._vocabulary.meanings(text):
            return self._put_title(text, token)
        return False

    def _is_of_page(self, token: Token) -> bool:
        """Whether a line among the rows is the page's; it is no answer, and is listed."""
        if is_of_page(token.text) or self._in_groups and is_title(token.text):
            self.placed.leave(token)
            return True
        return False

    def _put_header(self, field: str, text: str, token: Token) -> bool:
        path = Path(HEADER, "", field)
        if path in self.placed.texts:
            return False
        self.placed.texts[path] = Put(text, token.place)
        return True

    def _put_title(self, text: str, token: Token) -> bool:
        """The title as written; the form's own needs no answer, a year in it is the form's year."""
        text = bare_title(text)
        year = TITLE_YEAR().search(text)
        if year:
            self._put_header("year", in_digits(year[1]), token)
        bare = (text[: year.start()] + text[year.end() :]).strip() if year else text
        if AMOUNT_UNIT().sub("", bare) == self._form.title:
            return True
        return self._put_header("title", text, token)

    # -- heads of columns ---------------------------------------------------------------------------------------------

    def _take_heads(self, page: Page, found: Sequence[Meaning | None], tokens: Sequence[Token]) -> None:
        self._in_table = True
        self._page = page
        for token in tokens:
            self._note_unit(token.text)
        self._take_columns(self._heads.columns(page, found, tokens))

    def _take_columns(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        if self._page and self._page.name in self._groups:
            self._groups[self._page.name].begin(columns)

    def _columns_of(self, page: Page) -> tuple[Column, ...]:
        """The heads that were seen for a page, or the form's own in their order."""
        if self._page is page and self._columns:
            return tuple(each for each in self._columns if each.name != LEVEL)
        return columns_of(page)

    # -- labels beside their answers ----------------------------------------------------------------------------------

    def _is_pairs(self, line: Line, tokens: Sequence[Token]) -> bool:
        """Whether a row has the label of a cell that is there once, or begins with the place of a seal."""
        if self._is_name(line, tokens[0]):
            return False
        found = self._vocabulary.meanings(tokens[0].text)
        if found and found[0].role in (Role.LEVEL1, Role.LEVEL2) and self._in_groups:
            return False
        if found and (found[0].role is Role.FIELD or is_seal(tokens[0].text)):
            return True
        if self._in_groups or found and found[0].role is not Role.FOREIGN:
            return False
        later = (self._vocabulary.meanings(token.text) for token in tokens[1:-1])
        return any(each and each[0].role is Role.FIELD and each[0].path not in self._beneath for each in later)

    @property
    def _in_groups(self) -> bool:
        """Whether rows of indicators are being read."""
        return self._page is not None and self._page.type is PageType.REPEATED

    @property
    def _beneath(self) -> set[Path]:
        return self._vocabulary.beneath

    def _is_name(self, line: Line, token: Token) -> bool:
        """Whether a text stands where the names of indicators stand, so that it is no label, whatever it reads."""
        if is_sum(token.text):
            return False
        return bool(self._in_groups and self._page and self._groups[self._page.name].is_name(token, line.spans))

    def _is_foreign_row(self, line: Line, tokens: Sequence[Token]) -> bool:
        """Whether a row begins with a word of other forms, such as 总分."""
        is_rate = self._in_groups and len(tokens) > 2 and fold(tokens[0].text).endswith(("率", "度", "比例"))
        return is_foreign(tokens[0].text) and not self._is_name(line, tokens[0]) and not is_rate

    def _take_foreign_row(self, tokens: Sequence[Token]) -> None:
        """A row of another form; one among the rows of a table does not end them, unless it is the sum of the form."""
        ends = is_closing(tokens[0].text)
        self.placed.is_closed |= ends
        if self._page and self._page.type is PageType.FIXED:
            self._sources.leave_row(self._page, tokens, self._columns)
            return
        if ends or not self._in_groups:
            self._page, self._columns = None, ()
        label = ""
        for token in tokens:
            if is_foreign(token.text):
                label = token.text
            else:
                self.placed.leave(token, of=(label,))

    def _take_pairs(self, line: Line, tokens: Sequence[Token]) -> None:
        above, self._in_table = not self._in_table, True
        self._page, self._columns = None, ()
        label: tuple[Meaning, Token] | None = None
        taken: Token | None = None
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            if token is taken:
                continue
            if following and self._take_year(token, following):
                label, taken = None, following
                continue
            found = self._label(token, above=above and len(tokens) < 3)
            if found:
                label = found, token
                self.placed.know(token, found)
            elif label and label[0].role is Role.FIELD and not self._is_label_of(line, label[1], token, following):
                self._put_field(label[0].path, label[1], token)
            else:
                self.placed.leave(token, of=(label[1].text,) if label else ())
                label = None

    def _take_year(self, label: Token, token: Token) -> bool:
        """A year beside its label is that of the form."""
        year = year_of(token.text) or year_of(f"{token.text}年")
        return bool(year) and is_year_label(label.text) and self._put_header("year", year, token)

    def _is_label_of(self, line: Line, label: Token, token: Token, following: Token | None) -> bool:
        """Whether a text that is not beside a label is one itself, not known here, with its own answer beside it."""
        if not line.spans or NOWHERE in (label.right, token.left) or token.left <= label.right or following is None:
            return False
        return following.left == token.right and not self._vocabulary.meanings(following.text)

    def _label(self, token: Token, *, above: bool) -> Meaning | None:
        """What a text is as a label in a row of pairs, a cell not yet filled before others; a seal stands above."""
        found = [
            each
            for each in self._vocabulary.meanings(token.text)
            if each.role in (Role.FIELD, Role.PRINTED, Role.FOREIGN)
        ]
        if above and self._vocabulary.is_of_seal(token.text):
            found.reverse()
        free = [each for each in found if each.path not in self.placed.texts]
        return next(iter([*free, *found]), None)

    def _put_field(self, path: Path, label: Token, token: Token) -> None:
        """An answer beside its label; one beside the form's own word takes the place of one beside another."""
        is_official = self._vocabulary.is_official(label.text)
        if is_official and path not in self._official:
            self.placed.evict(path)
            self._official.add(path)
        if unit := unit_in(label.text):
            self.placed.own_units[path] = unit
        square = self._vocabulary.composites.get(path)
        texts = read_square(square, token.text) if square else {}
        if not texts:
            self._sources.put(path, token)
        for each, text in texts.items():
            self._sources.put(each, token._replace(text=text))

    # -- answers under their heads ------------------------------------------------------------------------------------

    def _take_beneath(self, line: Line, tokens: Sequence[Token]) -> None:
        """The row under the heads of cells that are there once."""
        page = self._page
        assert page is not None
        if self._begins_section(line, tokens[0]):
            self._page, self._columns = None, ()
            self.placed.leave(*tokens)
            return
        tokens = self._apart(tokens)
        aligned = align(tokens[:MOST_TEXTS], self._columns, spans=line.spans)
        for token, number in zip(tokens, aligned.columns, strict=False):
            name = self._columns[number].name if number is not None else OTHER
            path = None if name in NO_FIELD else Path(page.name, "", name)
            if path in self.placed.texts:
                self._continue(path, token)
            else:
                self._sources.put(path, token)
        self.placed.leave(*tokens[MOST_TEXTS:])

    def _begins_section(self, line: Line, token: Token) -> bool:
        """Whether a text stands where the names of sections stand, left of the heads, and reads otherwise."""
        before = next((number for number, each in enumerate(self._columns) if each.name != OTHER), 0)
        has_begun = any(path.page == (self._page and self._page.name) for path in self.placed.texts)
        return (
            line.spans
            and has_begun
            and any(
                each.left <= token.left < each.right and fold(each.text) != fold(token.text)
                for each in self._columns[:before]
            )
        )

    def _apart(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """A line of running text with as many parts as there are heads is that many answers."""
        parts = _WIDE().split(tokens[0].text) if len(tokens) == 1 and tokens[0].left == NOWHERE else []
        if len(parts) != len(self._columns):
            return tokens
        self.placed.repair(tokens[0], tokens[0].text, "｜".join(parts), "几格连在一起，已分开")
        return [tokens[0]._replace(text=part) for part in parts]

    def _continue(self, path: Path, token: Token) -> None:
        """A text that goes on in the next row, as where a page was torn; one too long already is not made longer."""
        before = self.placed.texts[path]
        if len(before.text) > MAX_LENGTH:
            self.placed.leave(token)
            return
        mark = "\n" if _ENDED().search(before.text) or _NUMBERED().match(token.text) else ""
        self.placed.texts[path] = Put(f"{before.text}{mark}{token.text}", before.place)
        self.placed.repair(token, token.text, f"{before.text[-20:]}{token.text}", "接在上一行的同一格之后")
