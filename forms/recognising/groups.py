"""Rows under the groups of a repeated page: their levels, their texts, and what a torn page left; for `placing.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.compute import is_none
from forms.lazily import lazily
from forms.model import Page
from forms.recognising.aligning import (
    COMPARATOR,
    LEVEL,
    MOST_TEXTS,
    OTHER,
    UNIT,
    Alignment,
    Column,
    align,
    columns_of,
    measure_names,
)
from forms.recognising.labels import Meaning, Role, Vocabulary, fold
from forms.recognising.laying import lay
from forms.recognising.placed import GroupRow, Placed, Put, Unplaced
from forms.recognising.rows import NOWHERE, Line, Token

_SIGNS = r"[≥≤><=＝≧≦＞＜]{1,2}|大于等于|小于等于|大于|小于|等于|不少于|不低于|不超过|约"
_SIGN = lazily(_SIGNS)
_HAS_FIGURE = lazily(r"[\d０-９]")
_FIGURE = lazily(r"[≥≤><=＝≧≦约]*\s*[\d０-９]")
_OPEN = lazily(r"[（(《“、，及与和的或]\s*\Z|[（(《“][^（(《“）)》”]*\Z")
_REST = lazily(r"\s*[）)》”、，。；]|\s*[^\s]{1,3}\s*\Z")
_BARE = lazily(rf"(?:{_SIGNS})?\s*[\d０-９.,，．]+\s*\Z")


class Groups:
    """The rows of one repeated page, one after another."""

    def __init__(self, vocabulary: Vocabulary, page: Page, placed: Placed) -> None:
        self._vocabulary = vocabulary
        self.page = page
        self.placed = placed
        self._columns: tuple[Column, ...] = ()
        self._group = ""
        """The group under which rows stand now; empty where it is none of the form's."""
        self._levels: list[Token] = []
        """The last label of a first level, which a torn page may have cut."""

    def begin(self, columns: Sequence[Column]) -> None:
        """New heads: what follows stands under them and in no group yet, unless they are the same on a new page."""
        if [each.name for each in columns] != [each.name for each in self._columns]:
            self._group, self._levels = "", []
        self._columns = tuple(columns)

    def levels_of(self, tokens: Sequence[Token], spans: bool) -> list[Token]:
        """The labels of levels that a row begins with."""
        led: list[Token] = []
        group: Meaning | None = None
        for number, token in enumerate(tokens):
            torn = fold(token.text) == "指标" and (bool(led) or bool(self._columns))
            second = self._vocabulary.find(token.text, Role.LEVEL2)
            if not torn and not second and not self._is_level1(token.text) or group and group != second:
                break
            if group and not fold(token.text).endswith("指标"):
                break
            if self._is_under_names(token, spans) and (group or not fold(token.text).endswith("指标")):
                break
            if (group or len(led) > 1) and len(tokens) - number <= self._wanted:
                break
            led.append(token)
            group = None if self._is_level1(token.text) else second
        return led

    @property
    def _wanted(self) -> int:
        """The cells that a row has to have."""
        return sum(field.required for field in self.page.fields)

    def _is_under_names(self, token: Token, spans: bool) -> bool:
        """Whether a text stands in the column of the indicators' names, whatever it reads."""
        return spans and self._names_at != NOWHERE and token.right > self._names_at

    def is_name(self, token: Token, spans: bool) -> bool:
        """Whether a text begins where the names of indicators begin."""
        if NOWHERE in (self._names_at, token.left):
            return False
        return token.left >= self._names_at if spans else token.left == self._names_at

    @property
    def _names_at(self) -> int:
        """The column of the indicators' names."""
        return next((each.left for each in self._columns if each.name not in (LEVEL, OTHER)), NOWHERE)

    def _is_level1(self, text: str) -> bool:
        return self._vocabulary.find(text, Role.LEVEL1) is not None

    def _is_level2(self, text: str) -> bool:
        return self._vocabulary.find(text, Role.LEVEL2) is not None

    def take(self, line: Line, tokens: Sequence[Token]) -> None:
        """One row."""
        led = self.levels_of(tokens, line.spans)
        texts = list(tokens[len(led) :])
        unknown = [] if any(self._offsets(led)) else self._unknown_levels(line, texts)
        if unknown:
            self._group = ""
            self.placed.leave(*unknown)
            texts = texts[len(unknown) :]
        self._take_levels(led)
        if not texts:
            return
        if not self._group:
            self.placed.leave(*texts)
            return
        for row, aligned in self._rows_of(line, led, texts):
            self._take_row(line, led, row, aligned)

    @property
    def _heads(self) -> tuple[Column, ...]:
        """The columns behind those of the levels."""
        return tuple(each for each in self._columns if each.name != LEVEL) or columns_of(self.page)

    def _rows_of(self, line: Line, led: Sequence[Token], texts: Sequence[Token]) -> list[tuple[list[Token], Alignment]]:
        """The rows that texts are: one, or those that stood a cell a line, or one whose words have to be joined."""
        if line.stacked:
            return self._laid(texts, joining=False, many=True)
        if line.worded:
            return self._laid(texts, joining=True, many=False)
        if not line.is_table and len(texts) == 1 and (words := self._words(texts[0])):
            return self._laid(words, joining=True, many=False)
        aligned = align(texts[:MOST_TEXTS], self._heads, spans=line.spans, offsets=self._offsets(led))
        return [(list(texts), aligned)]

    def _words(self, token: Token) -> list[Token]:
        """The words of a line that is a row without its levels; none where it does not look like one."""
        words = token.text.split()
        is_row = len(words) >= self._wanted and any(_HAS_FIGURE().search(word) for word in words[1:])
        return [token._replace(text=word) for word in words] if is_row and len(words) <= MOST_TEXTS else []

    def _laid(self, texts: Sequence[Token], *, joining: bool, many: bool) -> list[tuple[list[Token], Alignment]]:
        laid = lay([token.text for token in texts], self._heads, joining=joining, many=many)
        return [
            (
                [self._joined(texts[cell.start : cell.end]) for cell in row],
                Alignment(tuple(each.column for each in row), 0),
            )
            for row in laid
        ]

    def _joined(self, tokens: Sequence[Token]) -> Token:
        return tokens[0]._replace(text=" ".join(each.text for each in tokens))

    def _unknown_levels(self, line: Line, texts: Sequence[Token]) -> list[Token]:
        """Labels of a level that the form has not got: they stand left of the names of the indicators."""
        if not line.spans:
            return []
        return [token for token in texts if token.left != NOWHERE and token.right <= self._names_at]

    def _take_levels(self, led: Sequence[Token]) -> None:
        """Note under which group the rows stand from here on."""
        for number, token in enumerate(led):
            if fold(token.text) == "指标":
                self._mend_torn(token)
                continue
            first = self._vocabulary.find(token.text, Role.LEVEL1)
            second = self._vocabulary.find(token.text, Role.LEVEL2)
            if first and (second is None or number + 1 < len(led) or self._is_first(token)):
                self._levels = [token]
                self.placed.know(token, first)
                self._group = self._only_group(first)
            elif second:
                self.placed.know(token, second)
                self._group = second.path.row
                if not self._vocabulary.is_official(token.text):
                    self.placed.repair(token, token.text, second.label, "表上的名称不同，按意思对应")

    def _is_first(self, token: Token) -> bool:
        """Whether a label that both levels have stands in the column of the first."""
        heads = [each for each in self._columns if each.name == LEVEL]
        return len(heads) > 1 and token.left != NOWHERE and token.left < heads[1].left

    def _only_group(self, level1: Meaning) -> str:
        """The group of a first level that has only one."""
        groups = [each.key for each in self.page.groups if each.level1 == level1.label]
        return groups[0] if len(groups) == 1 else ""

    def _mend_torn(self, token: Token) -> None:
        before = self._levels[-1] if self._levels else None
        if before is None or fold(before.text).endswith("指标"):
            self.placed.leave(token)
            return
        self.placed.repair(token, f"{before.text}／{token.text}", f"{before.text}{token.text}", "断成两截的标签")
        self._levels = []

    def _take_row(self, line: Line, led: Sequence[Token], texts: Sequence[Token], aligned: Alignment) -> None:
        columns = self._heads
        rest = None if led else self._is_rest(line, texts, columns)
        if (rest or line.gap and not led) and self._goes_on(texts, columns, rest or aligned):
            return
        fields: dict[str, Put] = {}
        left: list[Token] = []
        for token, number in zip(texts, aligned.columns, strict=False):
            column = columns[number] if number is not None else None
            if column is None or column.name == OTHER or self._is_surplus(column, token, fields, aligned):
                self.placed.leave(token, of=(column.text if column else "", texts[0].text))
                left.append(token)
            else:
                self._put(fields, column.name, token)
        self.placed.leave(*texts[MOST_TEXTS:])
        self.placed.note_shift(line, texts, columns, aligned, left)
        if fields:
            self.placed.rows.append(GroupRow(self.page.name, self._group, self._composed(texts[0], fields)))

    def _offsets(self, led: Sequence[Token]) -> list[int]:
        """How far a row is shifted, by where the labels of its levels stand."""
        heads = [each for each in self._columns if each.name == LEVEL and each.left != NOWHERE]
        second = [token for token in led if token.left != NOWHERE and (len(led) > 1 or self._is_level2(token.text))]
        if len(heads) < 2 or not second:
            return []
        return [heads[1].left - second[-1].left]

    def _is_rest(self, line: Line, texts: Sequence[Token], columns: Sequence[Column]) -> Alignment | None:
        """How a row stands that is the rest of the one before: it has no name, or half a one and no value."""
        left = {column.left: number for number, column in enumerate(columns) if column.left != NOWHERE}
        if not self.placed.rows or any(token.left not in left for token in texts):
            return None
        numbers = tuple(left[token.left] for token in texts)
        names = {columns[number].name: token.text for token, number in zip(texts, numbers, strict=True)}
        key, measures = self.page.key_field.name, [name for name in measure_names(self.page) if name in names]
        last = self.placed.rows[-1].fields
        if key not in names:
            is_rest = not any(_FIGURE().match(names[name]) for name in measures) and (line.spans or len(names) == 1)
        else:
            is_half = _OPEN().search(last[key].text) or _REST().match(names[key]) if key in last else None
            is_rest = not measures and (len(names) > 1 or is_half is not None)
        return Alignment(numbers, 0.0) if is_rest else None

    def _goes_on(self, texts: Sequence[Token], columns: Sequence[Column], aligned: Alignment) -> bool:
        """Whether a row after a torn page is the rest of the one before it: words without a target or an actual."""
        if not self.placed.rows or len(texts) > 2 or any(each is None for each in aligned.columns):
            return False
        names = [columns[number].name for number in aligned.columns if number is not None]
        last = self.placed.rows[-1]
        wanted = [each.name for each in columns if each.required]
        is_rest = last.group == self._group and all(name in last.fields for name in names)
        if not is_rest or len(last.fields) < len(wanted) or len(names) >= len(wanted):
            return False
        for token, name in zip(texts, names, strict=True):
            before = last.fields[name]
            last.fields[name] = Put(f"{before.text}{token.text}", before.place)
            self.placed.repair(token, token.text, last.fields[name].text, "跨页断开的格，已接上")
        return True

    def _is_surplus(self, column: Column, token: Token, fields: dict[str, Put], aligned: Alignment) -> bool:
        """One 无 more than a shifted row of them has cells for."""
        shifted = aligned.offset or token.left == NOWHERE or column.left == NOWHERE
        return bool(
            shifted
            and not column.required
            and is_none(token.text)
            and all(is_none(put.text) for put in fields.values())
        )

    def _put(self, fields: dict[str, Put], name: str, token: Token) -> None:
        """Put one text of a row; of two columns for the sign, such as 指标性质 and 计算符号, the one that has it."""
        is_sign = _SIGN().fullmatch(token.text.strip()) is not None
        if name in fields or is_sign is not (name == COMPARATOR) and name in (COMPARATOR, UNIT):
            self.placed.leave(token)
        else:
            fields[name] = Put(token.text, token.place)

    def _composed(self, first: Token, fields: dict[str, Put]) -> dict[str, Put]:
        """Sign, figure and unit that stand in columns of their own, as one target and one actual."""
        sign, unit = fields.pop(COMPARATOR, None), fields.pop(UNIT, None)
        measures = measure_names(self.page)
        given = [each for each in (sign, *(fields.get(name) for name in measures[:1]), unit) if each]
        given += [fields[name] for name in measures[1:] if name in fields]
        is_used = self._add_sign(sign, fields, measures) | self._add_unit(unit, fields, measures)
        if is_used:
            made = "；".join(fields[name].text for name in measures if name in fields)
            before = "｜".join(put.text for put in given)
            self.placed.repair(first, before, made, "符号、数值、单位分列，已合写")
        return fields

    def _add_sign(self, sign: Put | None, fields: dict[str, Put], measures: Sequence[str]) -> bool:
        """The sign before the target, where it has none of its own."""
        if sign is None:
            return False
        target = fields.get(measures[0]) if measures else None
        if target is None or _SIGN().match(target.text) or not _HAS_FIGURE().search(target.text):
            self.placed.unplaced.append(Unplaced(sign.place, sign.text))
            return False
        fields[measures[0]] = Put(f"{sign.text.strip()}{target.text}", target.place)
        return True

    def _add_unit(self, unit: Put | None, fields: dict[str, Put], measures: Sequence[str]) -> bool:
        """The unit behind each figure that has none."""
        bare = [name for name in measures if name in fields and _BARE().match(fields[name].text)]
        if unit is None or not bare or is_none(unit.text):
            if unit:
                self.placed.unplaced.append(Unplaced(unit.place, unit.text))
            return False
        for name in bare:
            fields[name] = Put(f"{fields[name].text}{unit.text}", fields[name].place)
        return True
