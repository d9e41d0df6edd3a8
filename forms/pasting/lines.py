"""The lines of a pasted table as labels and answers, whatever its columns are; for `rows.py` and `amounts.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from forms.errors import Unreadable
from forms.lazily import lazily
from forms.model import PageType
from forms.pasting.columns import best_columns
from forms.pasting.torn import rejoined
from forms.pasting.words import Head, Words
from forms.recognising.aligning import (
    COMPARATOR,
    LEVEL,
    NO_FIELD,
    OTHER,
    UNIT,
    Column,
    align,
    columns_of,
    measure_names,
    oddity,
)
from forms.recognising.labels import Role
from forms.recognising.rows import Token

_SIGNS = {"大于等于": "≥", "不小于": "≥", "小于等于": "≤", "不大于": "≤", "大于": ">", "小于": "<", "等于": ""}
_SIGN = lazily(r"[≥≤><＞＜≧≦]")
_BARE = lazily(r"[≥≤><＞＜≧≦约近]?\s*[\d０-９][\d０-９,，.．]*\s*\Z")
_SERIAL = lazily(r"[（(]?(\d{1,3})[)）.、]?\Z")


class Line(NamedTuple):
    """One line of the table."""

    number: int
    """Counted from 1, as pasted."""
    labels: tuple[str, ...]
    """The names of the groups or of the printed row that it begins with."""
    texts: dict[str, str]
    """Its answers by question."""
    others: tuple[tuple[str, str], ...] = ()
    """What has no place: what its column is called, if it has a name, and the text."""


Numbered = tuple[int, list[str]]
Agrees = Callable[[Sequence[Line]], bool]


def lines_of(words: Words, pasted: Sequence[Sequence[str]], agrees: Agrees) -> list[Line]:
    """Every line with something in it, heads of columns aside; raises Unreadable where a line has too many cells.

    `agrees` tells whether lines fit together, for tables whose columns might be laid out in several ways.
    """
    lines: list[Line] = []
    heads: tuple[Head, ...] = ()
    headless: list[Numbered] = []
    rows = rejoined(words, pasted)
    widest = max(map(len, rows), default=0)
    ragged = min(map(len, rows), default=0) < widest and all(all(row) for row in rows)
    for number, cells in enumerate(rows, 1):
        if found := words.heads(cells):
            lines += _without_heads(words, headless, agrees)
            heads, headless = found, []
        elif not any(cells) or _only_printed(words, cells):
            continue
        elif len(cells) == 1 < widest and not words.labels(cells[0]):
            lines.append(Line(number, (), {}, (("", cells[0]),)))
        elif heads:
            lines.append(_under(words, heads, number, cells, ragged=ragged))
        else:
            headless.append((number, cells))
    lines += _without_heads(words, headless, agrees)
    return sorted(lines, key=lambda each: each.number)


def _only_printed(words: Words, cells: Sequence[str]) -> bool:
    said = [each for each in cells if each]
    return len(said) == 1 and words.is_printed(said[0]) and not words.labels(said[0])


# -- under heads -----------------------------------------------------------------------------------------------------


def _under(words: Words, heads: tuple[Head, ...], number: int, cells: list[str], *, ragged: bool) -> Line:
    labels: list[str] = []
    while len(cells) > len(heads) and not cells[-1]:
        cells = cells[:-1]
    while len(cells) > len(heads) and words.labels(cells[0]):
        labels, cells = [*labels, cells[0]], cells[1:]
    if ragged and len(cells) < len(heads):
        count = _labels_before(words, cells)
        labels += [each for each in cells[:count] if words.labels(each)]
        cells = _laid_out(words, heads, number, cells[count:])
    if len(cells) > len(heads):
        raise Unreadable(f"贴入的第 {number} 行有 {len(cells)} 列，表头只有 {len(heads)} 列，请重新选取后贴入。")
    texts: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for head, text in zip(heads, cells, strict=False):
        if head.name == LEVEL or head.name == OTHER and words.labels(text):
            labels += [text] if text else []
        elif head.name == OTHER:
            over = f"「{head.text}」一列" if head.text else ""
            others += [(over, text)] if text and not words.is_printed(text) else []
        elif text:
            texts[head.name] = f"{texts[head.name]}\n{text}" if head.name in texts else text
    return _joined(words, Line(number, tuple(labels), texts, tuple(others)))


def _laid_out(words: Words, heads: Sequence[Head], number: int, cells: Sequence[str]) -> list[str]:
    """Cells of which the empty ones are lost, each under the head whose answers it looks like."""
    fields = {each.name: each for each in columns_of(words.page)}
    columns = [fields.get(each.name, Column(each.name)) for each in heads]
    free = [n for n, each in enumerate(columns) if each.name != LEVEL]
    if words.page.type is PageType.FIXED:
        free = [n for n in free if columns[n].name in fields]
    aligned = align([Token(each, "") for each in cells], [columns[n] for n in free], spans=False)
    laid = [""] * len(heads)
    for text, place in zip(cells, aligned.columns, strict=True):
        if place is None:
            raise Unreadable(f"贴入的第 {number} 行看不出「{text}」属于哪一列，请从表格里直接复制后贴入。")
        laid[free[place]] = text
    return laid


def _joined(words: Words, line: Line) -> Line:
    """The sign and the unit of a target, which some forms keep in columns of their own, put where they belong."""
    texts = dict(line.texts)
    sign, unit = texts.pop(COMPARATOR, ""), texts.pop(UNIT, "")
    measures = [each for each in measure_names(words.page) if each in texts]
    others = list(line.others)
    known = _SIGNS.get(sign, sign if _SIGN().match(sign) else "")
    if sign and not known and sign not in ("=", "＝", "等于"):
        others.append(("", sign))
    for name in measures:
        bare = _BARE().match(texts[name]) is not None
        before = known if name == measure_names(words.page)[0] and bare and not _SIGN().match(texts[name]) else ""
        texts[name] = f"{before}{texts[name]}{unit if bare else ''}"
    return line._replace(texts=texts, others=tuple(others))


# -- without heads ---------------------------------------------------------------------------------------------------


def _without_heads(words: Words, rows: Sequence[Numbered], agrees: Agrees) -> list[Line]:
    """The lines of a table without heads, its columns told by what stands in them."""
    if not rows:
        return []
    cut = list(_cut(words, rows))
    filled = [each for each in cut if any(each.cells)]
    width = max((len(each.cells) for each in filled), default=0)
    columns = [[each.cells[n] if n < len(each.cells) else "" for each in filled] for n in range(width)]

    def made(names: Sequence[str]) -> list[Line]:
        return [_line(each, names) for each in cut]

    names = best_columns(words.page, columns, lambda names: agrees(made(names)))
    placed = sum(each not in NO_FIELD for each in names)
    unplaced = sum(any(texts) for texts, name in zip(columns, names, strict=True) if name in NO_FIELD)
    if unplaced > placed:
        most = len(words.page.fields)
        raise Unreadable(
            f"贴入的第 {filled[0].number} 行有 {width} 列，这里每行最多 {most} 列，请连同表头一起选取后贴入。"
        )
    return made(names)


class _Cut(NamedTuple):
    """A line with its labels cut off."""

    number: int
    labels: tuple[str, ...]
    cells: list[str]
    before: int
    """How many cells were cut off."""


def _line(cut: _Cut, names: Sequence[str]) -> Line:
    cells = list(zip(names, cut.cells, strict=False))
    texts = {name: text for name, text in cells if text and name not in NO_FIELD}
    others = [
        (f"第 {number} 列", text)
        for number, (name, text) in enumerate(cells, cut.before + 1)
        if text and name in NO_FIELD
    ]
    return Line(cut.number, cut.labels, texts, tuple(others))


def _cut(words: Words, rows: Sequence[Numbered]) -> Iterator[_Cut]:
    """Number, labels and the other cells of each line; a column of labels is one where it is empty, too."""
    counts = [_labels_before(words, cells) for _, cells in rows]
    levels = max(counts, default=0)
    even = len({len(cells) for _, cells in rows}) == 1
    serial = _has_serials(
        words, [cells[levels if even else count :] for (_, cells), count in zip(rows, counts, strict=True)]
    )
    for (number, cells), count in zip(rows, counts, strict=True):
        end = levels if even and not _is_under(words, cells, count, levels) else count + _empty(cells[count:levels])
        labels = tuple(each for each in cells[:end] if each and not words.is_printed(each) or words.labels(each))
        yield _Cut(number, labels, cells[end + serial :], end + serial)


def _is_under(words: Words, cells: Sequence[str], count: int, levels: int) -> bool:
    """Whether a line's name comes right behind its own labels, whatever stands before that of the others.

    It does behind the name of a group, and where the place of the others' names holds a figure.
    """
    roles = {each.role for each in words.labels(cells[count - 1])} if count else set()
    shifted = words.page.type is PageType.REPEATED and levels < len(cells) and _is_figure(words, cells[levels])
    return roles == {Role.LEVEL2} or shifted


def _empty(cells: Sequence[str]) -> int:
    """How many empty cells there are before another."""
    return next((number for number, each in enumerate(cells) if each), len(cells))


def _labels_before(words: Words, cells: Sequence[str]) -> int:
    """How many cells a line begins with that are labels, or empty before one, or printed before one."""
    count = 0
    for number, cell in enumerate(cells, 1):
        found = words.labels(cell)
        if found:
            count = number
        elif cell and not words.is_printed(cell):
            break
        if found and words.page.type is PageType.FIXED:
            break
    return count


def _has_serials(words: Words, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only counts the lines, before names that are no figures."""
    filled = [row for row in rows if any(row)]
    if words.page.type is PageType.FIXED or len(filled) < 2 or min(map(len, filled)) < 2:
        return False
    first = [match and int(match[1]) for match in (_SERIAL().match(row[0]) for row in filled)]
    counts = all(each is not None and each == (first[0] or 0) + n for n, each in enumerate(first))
    return counts and not any(_is_figure(words, row[1]) for row in filled)


def _is_figure(words: Words, text: str) -> bool:
    """Whether a text can hardly be the name of a row."""
    return bool(text) and oddity(text, columns_of(words.page)[0]) > 1
