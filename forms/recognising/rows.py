"""A document's cells as rows of tokens, one a label or a text; the first step of recognition.

A cell that holds label and answer is cut in two, a line of running text where a label begins, and lines that stand one
under the other, a cell each, are laid side by side again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from forms.lazily import lazily
from forms.recognising.labels import LONGEST, Role, Vocabulary, is_seal, level_head
from forms.recognising.titles import (
    TITLE_YEAR,
    before_unit,
    before_year,
    behind_year,
    is_of_page,
    is_sign_off,
    is_title,
    is_unit,
)
from forms.source import Document, Grid, Piece

NOWHERE = -1
"""The column of a token of which only the order is known."""


class Token(NamedTuple):
    """A cell or a part of one."""

    text: str
    place: str
    left: int = NOWHERE
    right: int = NOWHERE
    """Half-open columns of its grid."""


class Row(NamedTuple):
    """The cells that begin on one line of a grid."""

    pieces: tuple[Piece, ...]
    grid: int
    """The number of its grid in the document."""
    is_table: bool
    spans: bool
    """Whether merged cells are told, so that a column is to be trusted."""
    gap: bool = False
    """Whether lines were left out before it, as at the end of a printed page."""


class Line(NamedTuple):
    """A row, or what makes one, as tokens."""

    tokens: tuple[Token, ...]
    is_table: bool = True
    spans: bool = False
    gap: bool = False
    cut: bool = False
    """Whether the tokens were run together, or stood one under the other."""
    stacked: bool = False
    """Whether cells of several rows stood one under the other, so that these have to be told apart."""
    worded: bool = False
    """Whether the tokens are words, of which several may be one cell."""


def rows(document: Document) -> list[Row]:
    """Every row of a document that has something in it, in its order."""
    return [row for number, grid in enumerate(document.grids) for row in _of_grid(number, grid)]


def _of_grid(number: int, grid: Grid) -> Iterator[Row]:
    last = -1
    for top, pieces in groupby(sorted(grid.pieces, key=lambda piece: (piece.top, piece.left)), lambda piece: piece.top):
        yield Row(tuple(pieces), number, grid.is_table, grid.spans, gap=last >= 0 and top > last + 1 or last < 0)
        last = top


def lines(found: Sequence[Row], vocabulary: Vocabulary) -> list[Line]:
    """The rows as tokens; runs of single cells under one another are laid out as the rows they once were."""
    made: list[Line] = []
    for is_single, run in groupby(found, lambda row: len(row.pieces) == 1 and not _is_wide(row)):
        cut = [_cut(row, vocabulary) for row in run]
        made += _regrouped(cut, vocabulary) if is_single else cut
    return made


def _is_wide(row: Row) -> bool:
    """Whether a single cell stands in a real table, where what is beside it was left empty."""
    return row.is_table and (row.spans or row.pieces[0].left > 0) and row.pieces[0].right - row.pieces[0].left < 2


def _cut(row: Row, vocabulary: Vocabulary) -> Line:
    tokens = [token for piece in row.pieces for token in _tokens(piece, row, vocabulary)]
    level = vocabulary.find(tokens[0].text, Role.LEVEL1, Role.LEVEL2) if tokens else None
    is_cut = len(tokens) > len(row.pieces)
    return Line(tuple(tokens), row.is_table, row.spans, row.gap, is_cut, worded=is_cut and level is not None)


def _tokens(piece: Piece, row: Row, vocabulary: Vocabulary) -> list[Token]:
    """One cell as its tokens."""
    texts = _pairs(piece.text, vocabulary)
    if len(texts) == 1 and not row.is_table:
        texts = list(cut_line(piece.text, vocabulary))
    where = (piece.left, piece.right) if row.is_table else (NOWHERE, NOWHERE)
    return [Token(text.strip(), piece.place, *where) for text in texts]


_LONGEST_LINE = 400
"""Characters of a line that is told apart by its words; a longer one is an answer."""
_MOST_LETTERS = 12
"""Parts into which blanks may have cut a label."""
_MOST_LABELS = 40
"""Labels that stand in one cell at most; a text of more is an answer."""
_COLONS = lazily(r"[:：]")
_WORDS = lazily(r"[^\s:：；;，,。]+")
_NUMBERED = lazily(r"(附\s*[件表]\s*[\d０-９]+(?:\s*[-－—–]\s*[\d０-９]+)*\s*[:：]?)\s*(\S*表.*)\Z")
_WIDE = lazily(r"\t|\s{2,}|\u3000+")


def _pairs(text: str, vocabulary: Vocabulary) -> list[str]:
    """`项目名称：档案工作` in one cell is label and answer, and so are several of them."""
    if is_unit(text) or is_sign_off(text):
        return [text]
    starts = list(islice(_label_starts(text, vocabulary), _MOST_LABELS + 1))
    if len(starts) > _MOST_LABELS:
        return [text]
    if starts and (year := behind_year(text)):
        return [text[:year].strip(), *_pairs(text[year:].strip(), vocabulary)]
    if not starts or starts == [0]:
        return _pair(text, vocabulary)
    before = _before(text[: starts[0]].strip(), vocabulary)
    rest = (_pair(text[start:end].strip(), vocabulary) for start, end in pairwise([*starts, len(text)]))
    return [each for part in (before, *rest) for each in part if each]


def _label_starts(text: str, vocabulary: Vocabulary) -> Iterator[int]:
    """Where labels with a colon behind them begin; their letters may stand apart, as in 项 目 名 称：."""
    edge = 0
    for colon in _COLONS().finditer(text):
        words = [match.start() for match in _WORDS().finditer(text, edge, colon.start())][-_MOST_LETTERS:]
        starts = [each for each in words if vocabulary.find(text[each : colon.start()], Role.FIELD)]
        if starts:
            yield next((each for each in starts if not _is_more(text[each : colon.start()])), starts[0])
        edge = colon.end()


def _is_more(label: str) -> bool:
    """Whether title or year stand before the label of a seal, which is known by its end alone."""
    first = label.split(maxsplit=1)[0]
    return is_seal(label) and bool(label.startswith("年") or TITLE_YEAR().search(label) or is_title(first))


def _before(text: str, vocabulary: Vocabulary) -> list[str]:
    """What stands before the first label of a cell; a title and the year behind it are two."""
    end = before_year(text)
    return (
        [text[:end].strip(), text[end:].strip()]
        if is_title(text[:end]) and end < len(text)
        else _pair(text, vocabulary)
    )


def _pair(text: str, vocabulary: Vocabulary) -> list[str]:
    written = text.strip()
    colon = _COLONS().search(written, 0, LONGEST + 1)
    if colon is None:
        return [text]
    label, answer = written[: colon.start()].strip(), written[colon.end() :].strip()
    if answer and "\n" not in label and vocabulary.find(label, Role.FIELD):
        return [label, *_without_end(answer, is_seal=is_seal(label))]
    return [text]


def _without_end(answer: str, *, is_seal: bool) -> list[str]:
    """An answer, and what stands behind it in its line: the unit of amounts, behind a seal the form's year."""
    found = list[str]()
    while (end := min(before_unit(answer), before_year(answer) if is_seal else len(answer))) < len(answer):
        found.insert(0, answer[end:].strip())
        answer = answer[:end].strip()
    return [answer, *found]


def cut_line(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """A line of running text where its labels and wide gaps are; the line itself where there are none."""
    if is_sign_off(text) or is_title(text):
        yield text
        return
    if len(text) <= _LONGEST_LINE and (match := _NUMBERED().match(text.strip())) and is_title(match[2]):
        yield from match.groups()
        return
    wide = [part for part in _WIDE().split(text.strip()) if part]
    if len(wide) > 1 and any(vocabulary.meanings(part) for part in wide):
        for part in wide:
            yield from _pair(part, vocabulary)
        return
    yield from _by_words(text, vocabulary)


def _by_words(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """A line whose cells are parted by single blanks, told apart by the labels at its beginning."""
    words = text.split()
    first = _label_at(words, 0, vocabulary)
    if not first or first == len(words) or len(text) > _LONGEST_LINE:
        yield text.strip()
        return
    label = "".join(words[:first])
    if vocabulary.find(label, Role.ROW) or _is_row_of_figures(label, words[first:], vocabulary):
        yield " ".join(words[:first])
        yield from words[first:]
        return
    is_level = vocabulary.find(label, Role.LEVEL1, Role.LEVEL2) is not None
    position, rest = 0, list[str]()
    while position < len(words):
        count = _label_at(words, position, vocabulary) if not (is_level and rest) else 0
        if count:
            if rest:
                yield " ".join(rest)
            rest = []
            yield " ".join(words[position : position + count])
            position += count
        else:
            rest.append(words[position])
            position += 1
    yield from rest if is_level else [" ".join(rest)] if rest else []


def _is_row_of_figures(label: str, words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a word of another form has figures behind it, as 上年结转资金 has."""
    return vocabulary.find(label, Role.FOREIGN) is not None and all(_A_FIGURE().match(word) for word in words)


def _label_at(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int:
    """How many words from there on are one label of the form; 0 where none is."""
    for count in (4, 3, 2, 1):
        if start + count <= len(words):
            found = vocabulary.meanings("".join(words[start : start + count]))
            known = any(each.role is not Role.PRINTED for each in found) or found and count == 1
            if known and (count == 1 or not all(map(vocabulary.meanings, words[start : start + count]))):
                return count
    return 0


_A_FIGURE = lazily(r"[-－—–/／*]+\Z|[-+]?[\d０-９][\d０-９,，.．]*(?:万?元)?[%％]?\Z")


def _regrouped(cut: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """Lines of one cell each as rows: a label with what follows it, the heads of columns together, values by threes."""
    grouping = _Grouping(vocabulary)
    for line in cut:
        if len(line.tokens) > 1:
            grouping.close()
            grouping.made.append(line)
        else:
            grouping.take(line)
    grouping.close()
    return grouping.made


class _Grouping:
    """Lays single cells side by side."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.made: list[Line] = []
        self._labels: list[Line] = []
        self._texts: list[Line] = []
        """What stood under the labels, both of one cell each."""
        self._opened: Role | None = None
        """What the row that is being gathered began with."""
        self._columns = 0
        """The heads of columns that were last seen together."""

    def take(self, line: Line) -> None:
        """One more cell."""
        if is_of_page(line.tokens[0].text):
            self.made.append(line)
            return
        role = self._role(line.tokens[0].text)
        if role is None or self._is_name(line.tokens[0].text):
            self._take_text(line)
            return
        if not self._continues(role) or self._texts:
            self.close()
        self._labels.append(line)
        self._opened = Role.COLUMN if Role.COLUMN in (role, self._opened) and len(self._labels) > 1 else role

    def _continues(self, role: Role) -> bool:
        """Whether a label stands with those before it: heads with heads, those of other forms among them."""
        heads = (Role.COLUMN, Role.FOREIGN)
        return role in heads and self._opened in heads or role is Role.LEVEL2 and self._opened is Role.LEVEL1

    def _role(self, text: str) -> Role | None:
        """What a cell is as a label; a head of the levels stands with those of the columns."""
        if level_head(text):
            return Role.COLUMN
        found = self._vocabulary.meanings(text)
        if any(each.path in self._vocabulary.beneath for each in found):
            return Role.COLUMN
        return found[0].role if found else None

    def _is_name(self, text: str) -> bool:
        """Whether what reads like a label is the name of an indicator, as 满意度 under its group."""
        return self._opened is Role.LEVEL2 and not self._texts and not self._vocabulary.is_official(text)

    def _take_text(self, line: Line) -> None:
        is_full = self._opened is Role.FIELD and bool(self._texts) and not self._is_long()
        is_full |= self._opened is Role.FOREIGN and len(self._texts) >= self._columns
        if self._opened in (None, Role.PRINTED) or is_full:
            self.close()
            self.made.append(line)
        else:
            self._texts.append(line)

    def _is_long(self) -> bool:
        """Whether the label at hand is that of a text of several lines."""
        found = self._vocabulary.find(self._labels[0].tokens[0].text, Role.FIELD)
        return found is not None and self._vocabulary.form.field(found.path).kind == "paragraph"

    def close(self) -> None:
        """End the row at hand."""
        held = [*self._labels, *self._texts]
        self.made += held if len(held) < 2 else self._laid()
        self._labels, self._texts, self._opened = [], [], None

    def _laid(self) -> Iterator[Line]:
        labels, texts = ([line.tokens[0] for line in held] for held in (self._labels, self._texts))
        if self._opened is Role.COLUMN:
            self._columns = sum(not level_head(token.text) for token in labels)
            yield self._line(labels)
            yield from (self._line(texts[start : start + len(labels)]) for start in range(0, len(texts), len(labels)))
        elif self._opened in (Role.LEVEL1, Role.LEVEL2):
            yield self._line([*labels, *texts])._replace(stacked=bool(texts))
        elif self._opened is Role.FIELD and texts:
            yield self._line([*labels, Token("\n".join(token.text for token in texts), texts[0].place)])
        else:
            yield self._line([*labels, *texts])

    def _line(self, tokens: Iterable[Token]) -> Line:
        loose = tuple(token._replace(left=NOWHERE, right=NOWHERE) for token in tokens)
        return Line(loose, is_table=True, cut=True)
