"""Documents made for a test, and the law that nothing of a document may get lost when it is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from forms import library
from forms.assemble import assemble
from forms.exchange import report_data
from forms.recognise import Recognition
from forms.recognising.labels import (
    Vocabulary,
    fold,
    is_comparator_head,
    is_figure_head,
    is_seal,
    is_unit_head,
    level_head,
)
from forms.recognising.titles import (
    AMOUNT_UNIT,
    TITLE_YEAR,
    in_digits,
    is_attachment,
    is_sign_off,
    is_title,
    is_unit,
    number_of,
    year_of,
)
from forms.source import Document, Grid, Piece

_BLANK_BEHIND_BOX = re.compile(r"([□☑])\s+")


def table(picture: str, *, spans: bool = True) -> Grid:
    """A table as Word and Excel tell it, drawn as definitions draw theirs: `|` between squares, `<` joined to the left.

    `/` in a square is a line break.
    """
    pieces = []
    for top, line in enumerate(picture.strip("\n").split("\n")):
        squares = [square.strip() for square in line.split("|")]
        for left, square in enumerate(squares):
            right = left + 1
            while right < len(squares) and squares[right] == "<":
                right += 1
            if square not in ("", "<"):
                place = f"表 1 第 {top + 1} 行第 {left + 1} 格"
                pieces.append(Piece(square.replace("/", "\n"), top, left, top + 1, right, place))
    return Grid(tuple(pieces), "表 1", spans=spans)


def running(text: str) -> Grid:
    """Lines of a running text."""
    found = enumerate(text.strip("\n").split("\n"))
    pieces = (Piece(line, top, 0, top + 1, 1, f"第 {top + 1} 行") for top, line in found if line.strip())
    return Grid(tuple(pieces), "", is_table=False, spans=False)


def tabbed(text: str) -> Document:
    """A published text whose tables were flattened to tabs: tables and lines by turns."""
    numbered = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    runs = groupby(numbered, lambda each: "\t" in each[1])
    return Document(tuple(_flattened(list(run), is_table=is_table) for is_table, run in runs))


def _flattened(run: list[tuple[int, str]], *, is_table: bool) -> Grid:
    pieces = []
    for number, line in run:
        for left, square in enumerate(line.split("\t")):
            if square.strip():
                place = f"第 {number} 行第 {left + 1} 格" if is_table else f"第 {number} 行"
                top = number - run[0][0]
                pieces.append(Piece(square.strip(), top, left, top + 1, left + 1, place))
    return Grid(tuple(pieces), "", is_table, spans=False)


def lost(document: Document, recognition: Recognition) -> list[Piece]:
    """The cells of which something stands neither in an answer nor in a known label nor among what was not placed."""
    known = _Known(recognition)
    return [piece for grid in document.grids for piece in known.lost_of(grid)]


class _Known:
    """Everything that came out."""

    def __init__(self, recognition: Recognition) -> None:
        self._vocabularies = [Vocabulary(form) for form in library.forms()]
        reports = recognition.reports
        self._answers = {fold(text) for each in reports for text in _texts(report_data(each.form, each.answers))}
        self._answers |= {fold(text) for each in reports for text in each.answers.given.values()}
        drawn = (cell for each in reports for cell in assemble(each.form, each.answers).cells)
        self._answers |= {fold(cell.text) for cell in drawn if cell.path}
        self._answers.discard("")
        fields = [field for each in reports for page in each.form.pages for field in page.fields]
        self._labels = {fold(field.label) for field in fields}
        self._options = {fold(option) for field in fields for option in field.options}
        self._years = {str(report_data(each.form, each.answers)["year"]) for each in reports}
        self._answers |= self._years
        self._titles = {fold(each.form.title) for each in self._vocabularies} | self._answers
        squares = [square for each in self._vocabularies for square in each.composites.values()]
        self._joined = "\n".join([*self._answers, *map(fold, squares)])
        self._left = {(each.place, fold(each.text)) for report in reports for each in report.unplaced}
        left = [each for report in reports for each in report.unplaced]
        self._blocks = {each.place: set(map(fold, each.text.split("\n"))) for each in left if "\n" in each.text}
        """Place of the first of several lines that are listed as one text → all of them."""
        repairs = [each for report in reports for each in report.repairs]
        self._mended = {(each.place, fold(each.before)): fold(each.after) for each in repairs}

    def lost_of(self, grid: Grid) -> Iterator[Piece]:
        """What did not come out of a grid; the lines of a block stand below its first."""
        block = set[str]()
        for piece in grid.pieces:
            block = self._blocks.get(piece.place, block)
            if fold(piece.text) not in block and not self.has(piece):
                yield piece

    def has(self, piece: Piece) -> bool:
        """Whether a piece came out."""
        text = fold(piece.text)
        if self._is_known(piece.place, text, piece.text):
            return True
        text = _BLANK_BEHIND_BOX.sub(r"\1", piece.text)
        parts = [part for word in text.split() for part in word.replace("：", ":").split(":") if part]
        while parts:
            count = next((n for n in (4, 3, 2) if len(parts) >= n and self._is_one(parts[:n])), 1)
            if count == 1 and not self._is_part(piece.place, parts[0]):
                return False
            parts = parts[count:]
        return True

    def _is_one(self, parts: list[str]) -> bool:
        """Whether parts are one printed word; what stands beside a seal is no part of its label unless that says so."""
        whole = "".join(parts)
        return self._is_printed(whole) and (fold(whole) in self._labels or not any(map(is_seal, parts)))

    def _is_known(self, place: str, text: str, whole: str) -> bool:
        mended = self._mended.get((place, text), "")
        return bool({text, mended} & self._answers) or (place, text) in self._left or self._is_printed(whole)

    def _is_part(self, place: str, part: str) -> bool:
        text = fold(part)
        if part[0] in "□☑":
            return part[1:] in (self._options if part[0] == "□" else self._answers)
        left = any(text in each for where, each in self._left if where == place)
        before = any(text in each for (where, each) in self._mended if where == place)
        return text in self._joined or left or before or text in ("附件", "附表") or self._is_printed(part)

    def _is_printed(self, text: str) -> bool:
        heads = (
            is_comparator_head(text)
            or is_unit_head(text)
            or level_head(text)
            or is_figure_head(text)
            or fold(text) == "指标"
        )
        lines = is_sign_off(text) or is_unit(text) or self._is_above(text)
        return bool(heads or lines or fold(text) == "指标" or any(each.meanings(text) for each in self._vocabularies))

    def _is_above(self, text: str) -> bool:
        """Whether a line above a table is one that the report has: its number, its title, its year."""
        if is_attachment(text):
            return fold(number_of(text)) in self._answers
        if year := year_of(text):
            return year in self._years
        return is_title(text) and self._is_title(fold(text))

    def _is_title(self, title: str) -> bool:
        """Whether a title is the report's, or its form's with the report's year or the unit of its amounts in it."""
        match = TITLE_YEAR().search(title)
        bare = AMOUNT_UNIT().sub("", title[: match.start()] + title[match.end() :] if match else title)
        has_year = match is None or in_digits(match[1]) in self._years
        return title in self._titles or bare in self._titles and has_year


def _texts(data: object) -> Iterable[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield data
