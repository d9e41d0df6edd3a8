"""Rows under the groups of a repeated page: their levels, their texts, and what a torn page left; for `placing.py`."""

from __future__ import annotations

from collections.abc import Sequence

from forms.compute import is_none
from forms.lazily import lazily
from forms.model import Page
from forms.recognising.aligning import COMPARATOR, LEVEL, MOST_TEXTS, OTHER, UNIT, Alignment, Column, align, columns_of
from forms.recognising.labels import Meaning, Role, Vocabulary, fold
from forms.recognising.placed import GroupRow, Placed, Put, Unplaced
from forms.recognising.rows import NOWHERE, Line, Token

_SIGN = lazily(r"[≥≤><=＝≧≦＞＜]{1,2}|大于等于|小于等于|大于|小于|等于|不少于|不低于|不超过|约")
_BARE = lazily(r"[\d０-９.,，．]+\s*\Z")


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
        """New heads: what follows stands under them, and under no group yet."""
        self._columns, self._group, self._levels = tuple(columns), "", []

    def levels_of(self, tokens: Sequence[Token], spans: bool) -> list[Token]:
        """The labels of levels that a row begins with."""
        led: list[Token] = []
        group: Meaning | None = None
        for number, token in enumerate(tokens):
            torn = fold(token.text) == "指标" and (bool(led) or bool(self._columns))
            second = self._vocabulary.find(token.text, Role.LEVEL2)
            if not torn and not second and not self._is_level1(token.text) or group and group != second:
                break
            if self._is_under_names(token, spans) or (group or len(led) > 1) and len(tokens) - number <= self._wanted:
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
        unknown = self._unknown_levels(line, texts)
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
        self._take_row(line, led, texts)

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

    def _take_row(self, line: Line, led: Sequence[Token], texts: Sequence[Token]) -> None:
        columns = tuple(each for each in self._columns if each.name != LEVEL) or columns_of(self.page)
        aligned = align(texts[:MOST_TEXTS], columns, spans=line.spans, offsets=self._offsets(led))
        if not led and line.gap and self._goes_on(texts, columns, aligned):
            return
        self.placed.note_shift(line, texts, columns, aligned)
        fields: dict[str, Put] = {}
        for token, number in zip(texts, aligned.columns, strict=False):
            column = columns[number] if number is not None else None
            if column is None or column.name == OTHER or self._is_surplus(column, token, fields, aligned):
                self.placed.leave(token)
            else:
                fields[column.name] = Put(token.text, token.place)
        self.placed.leave(*texts[MOST_TEXTS:])
        if fields:
            self.placed.rows.append(GroupRow(self.page.name, self._group, self._composed(texts[0], fields)))

    def _offsets(self, led: Sequence[Token]) -> list[int]:
        """How far a row is shifted, by where the labels of its levels stand."""
        heads = [each for each in self._columns if each.name == LEVEL and each.left != NOWHERE]
        second = [token for token in led if self._is_level2(token.text) and token.left != NOWHERE]
        if len(heads) < 2 or not second:
            return []
        return [heads[1].left - second[-1].left]

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

    def _composed(self, first: Token, fields: dict[str, Put]) -> dict[str, Put]:
        """Sign, figure and unit that stand in columns of their own, as one target and one actual."""
        sign, unit = fields.pop(COMPARATOR, None), fields.pop(UNIT, None)
        if sign and not _SIGN().fullmatch(sign.text.strip()):
            self.placed.unplaced.append(Unplaced(sign.place, sign.text))
            sign = None
        if sign is None and unit is None:
            return fields
        given = [put.text for put in (sign, fields.get("target"), unit, fields.get("actual")) if put]
        for name, before in (("target", sign.text if sign else ""), ("actual", "")):
            if name in fields:
                after = unit.text if unit and _BARE().match(fields[name].text) else ""
                fields[name] = Put(f"{before}{fields[name].text}{after}", fields[name].place)
        if "target" not in fields and sign:
            fields["target"] = sign
        made = "；".join(fields[name].text for name in ("target", "actual") if name in fields)
        self.placed.repair(first, "｜".join(given), made, "符号、数值、单位分列，已合写")
        return fields
