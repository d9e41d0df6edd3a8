"""Finds the answers in a document that came in, by its labels: which forms it holds, what each cell says, what is left.

Called by `tui` for `zpb import`. Every text of the document ends in an answer, is a printed word that is known, or is
listed as not placed; whatever was put right is listed with its place. Nothing is dropped and nothing changed unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from forms.answers import Answers
from forms.clean import MAX_LENGTH
from forms.errors import Unreadable
from forms.exchange import Intake
from forms.filling import new_answers
from forms.lazily import lazily
from forms.model import HEADER, Field, Form, Page, PageType
from forms.path import Path
from forms.recognising.choosing import Candidate, choose
from forms.recognising.exact import read_exactly
from forms.recognising.labels import Role, Vocabulary, fold
from forms.recognising.mending import Mended, mend, take_ticked
from forms.recognising.parts import parts
from forms.recognising.placed import Doubt, GroupRow, Placed, Put, Repair, Unplaced
from forms.recognising.placing import Placing
from forms.recognising.rows import Row, rows
from forms.source import Document
from forms.values import KINDS, Context

__all__ = ["Doubt", "Recognised", "Recognition", "Repair", "Unplaced", "recognise"]

_YEAR = lazily(r"([12]\d{3})\s*[年./-]")
_FIGURE = lazily(r"[\d０-９][\d０-９,，.．]*\Z")


class Recognised(NamedTuple):
    """One form found in a document."""

    form: Form
    answers: Answers
    place: str
    """Where it begins."""
    filled: int
    """How many cells have an answer."""
    repairs: tuple[Repair, ...]
    unplaced: tuple[Unplaced, ...]
    doubts: tuple[Doubt, ...]
    doubts_units: bool = False
    """Whether amounts stand under a heading of another unit than 万元, and may have been meant as 万元."""


class Recognition(NamedTuple):
    """What was found in one document."""

    reports: tuple[Recognised, ...]
    refused: tuple[str, ...]
    """One sentence for each part that is no form of ours."""


def recognise(
    forms: Sequence[Form], document: Document, year: int, *, form: Form | None = None, plain_units: bool = False
) -> Recognition:
    """The reports in a document; `form` says which they are where the document does not, `year` likewise.

    With `plain_units` amounts under a heading of 元 are taken for 万元 all the same, as a person may know them to be.
    """
    vocabularies = [Vocabulary(each) for each in ([form] if form else forms)]
    found = rows(document)
    reports: list[Recognised] = []
    refused: list[str] = []
    loose: list[Unplaced] = []
    for part in parts(found, vocabularies):
        chosen = choose(vocabularies, part, named=form is not None)
        if isinstance(chosen, Candidate):
            reports.append(_report(chosen, part, year, tuple(loose), plain_units=plain_units))
            loose = []
        elif chosen:
            refused.append(chosen)
        else:
            loose += [Unplaced(piece.place, piece.text) for row in part for piece in row.pieces]
    if loose and reports:
        reports[-1] = reports[-1]._replace(unplaced=(*reports[-1].unplaced, *loose))
    if not reports and not refused:
        refused.append(_no_form(forms))
    return Recognition(tuple(reports), tuple(refused))


def _no_form(forms: Sequence[Form]) -> str:
    known = "、".join(f"「{each.title}」" for each in forms)
    return f"没有找到可以识别的表；能识别的有：{known}。"


# -- one report ------------------------------------------------------------------------------------------------------


def _report(
    candidate: Candidate, part: Sequence[Row], year: int, loose: tuple[Unplaced, ...], *, plain_units: bool
) -> Recognised:
    """The report that a part holds."""
    exact = read_exactly(candidate.vocabulary, part)
    placed = exact or _by_labels(candidate, part)
    making = _Making(candidate.form, placed, is_exact=exact is not None, plain_units=plain_units)
    answers = making.answers(year)
    doubts = [*placed.doubts, *making.doubts, *([] if exact else _missing(candidate.form, placed))]
    return Recognised(
        candidate.form,
        answers,
        part[0].pieces[0].place,
        making.filled,
        tuple(placed.repairs),
        (*loose, *placed.unplaced),
        tuple(dict.fromkeys(doubts)),
        making.doubts_units,
    )


def _by_labels(candidate: Candidate, part: Sequence[Row]) -> Placed:
    """What a part holds that is not drawn as the form draws it."""
    placed = Placing(candidate.vocabulary).run(candidate.lines)
    _note_gaps(placed, part)
    return placed


def _note_gaps(placed: Placed, part: Sequence[Row]) -> None:
    """A table that goes on behind blank lines was torn at the end of a page."""
    for before, row in pairwise(part):
        torn = row.gap and before.is_table and row.is_table and before.grid == row.grid
        if torn and len(before.pieces) > 1 and len(row.pieces) > 1:
            placed.repairs.append(
                Repair(row.pieces[0].place, "（表格断开）", row.pieces[0].text, "跨页断开的表，已接上")
            )


def _missing(form: Form, placed: Placed) -> Iterator[Doubt]:
    """What a whole form has and this one has not, as one that is cut off."""
    seen = {(each.role, each.path) for each in placed.labels}
    maybe_cut = "" if placed.is_closed else "，文件可能不完整"
    for page in form.pages:
        if page.type is PageType.REPEATED:
            groups = {row.group for row in placed.rows if row.page == page.name}
            lacking = [
                each.level2
                for each in page.groups
                if (Role.LEVEL2, Path(page.name, each.key)) not in seen and each.key not in groups
            ]
            if lacking:
                cut = maybe_cut if page.groups[-1].level2 in lacking else ""
                yield Doubt(page.name, f"没有找到{'、'.join(lacking)}{cut}。")
        elif page.name != HEADER and not any(each.path.page == page.name for each in placed.labels):
            yield Doubt(page.name, f"没有找到「{page.title}」{maybe_cut}。")


class _Making:
    """Makes a report's answers of what was placed."""

    def __init__(self, form: Form, placed: Placed, *, is_exact: bool, plain_units: bool) -> None:
        self._form = form
        self._placed = placed
        self._is_exact = is_exact
        """Whether the table is drawn as the form draws it, so that nothing in it was misread."""
        self._plain_units = plain_units
        self._places: dict[str, Put] = {}
        """Position as people count it → where its text stood."""
        self.doubts: list[Doubt] = []
        self.doubts_units = False
        self.filled = 0

    def answers(self, year: int) -> Answers:
        """The answers, with what was mended and what is in doubt noted."""
        data = self._data()
        if "year" not in data:
            year = self._year_of_period() or year
            self.doubts.append(Doubt("year", f"文件里没有写年度，暂按 {year} 年度。"))
        intake = Intake(self._form, new_answers(self._form, year), keep_unreadable=True)
        answers = intake.take(data)
        for problem in intake.problems:
            self._refused(problem)
        for note in intake.notes:
            self._noted(note)
        return answers

    def _year_of_period(self) -> int:
        """The year in which the project's period begins, 0 where none is written."""
        for path, put in self._placed.texts.items():
            if path.page != HEADER and self._form.field(path).kind == "period":
                match = _YEAR().search(put.text)
                return int(match[1]) if match else 0
        return 0

    def _data(self) -> dict[str, Any]:
        """What was placed in the shape of a report's JSON."""
        data: dict[str, Any] = {"answers": {}}
        for page in self._form.pages:
            if page.name == HEADER:
                data |= self._fields(page, "", {}, "")
            elif page.type is PageType.PLAIN:
                data["answers"][page.name] = self._fields(page, "", {}, page.name)
            elif page.type is PageType.FIXED:
                data["answers"][page.name] = self._fixed(page)
            else:
                data["answers"][page.name] = self._repeated(page)
        return data

    def _fixed(self, page: Page) -> list[dict[str, str]]:
        """Every printed row, so that their numbers are those by which people count them; none where all are empty."""
        rows = [
            {"name": row.label, **self._fields(page, row.key, {}, f"{page.name}.{number}")}
            for number, row in enumerate(page.rows, 1)
        ]
        return rows if any(len(row) > 1 for row in rows) else []

    def _repeated(self, page: Page) -> list[dict[str, str]]:
        """The rows by the form's groups, in each as the document has them."""
        found: list[dict[str, str]] = []
        for group in page.groups:
            for row in self._placed.rows:
                if (row.page, row.group) == (page.name, group.key):
                    where = f"{page.name}.{len(found) + 1}"
                    texts = self._fields(page, "", self._named(page, group.preset, row), where)
                    if texts or row.fields == {}:
                        blank = {} if texts else {page.key_field.name: ""}
                        found.append({"level1": group.level1, "level2": group.level2, **blank, **texts})
        return found

    def _named(self, page: Page, preset: Sequence[str], row: GroupRow) -> dict[str, Put]:
        """A row that is printed on the form goes by its printed name."""
        put = row.fields.get(page.key_field.name)
        name = next((each for each in preset if put and fold(each) == fold(put.text)), None)
        if put is None or name is None or name == put.text:
            return row.fields
        self._placed.repairs.append(Repair(put.place, put.text, name, "印好的指标名称"))
        return {**row.fields, page.key_field.name: Put(name, put.place)}

    def _fields(self, page: Page, row: str, given: dict[str, Put], where: str) -> dict[str, str]:
        """The texts of one row, mended."""
        texts = {}
        name = given[page.key_field.name].text if given and page.key_field.name in given else ""
        for field in page.fields:
            put = given.get(field.name) or self._placed.texts.get(Path(page.name, row, field.name))
            if put and put.text.strip():
                position = f"{where}.{field.name}" if where else field.name
                self._places[position] = put
                texts[field.name] = self._text(page, field, put, name, position)
                self.filled += 1
        return texts

    def _text(self, page: Page, field: Field, put: Put, name: str, position: str) -> str:
        mended = self._mended(field, put.text, name)
        if mended.why:
            self._placed.repairs.append(Repair(put.place, put.text, mended.text, mended.why))
        if mended.is_guess:
            self.doubts.append(
                Doubt(position, f"「{put.text}」按 {mended.text} 记入（{mended.why}），请对照原件核对。")
            )
        text = self._in_unit(page, field, mended.text, put, position)
        if field.calculation is None and len(text) <= MAX_LENGTH:
            self._doubt_unreadable(field, text, position)
        return text

    def _mended(self, field: Field, text: str, name: str) -> Mended:
        if not self._is_exact:
            return mend(field, text, name)
        return take_ticked(field, text.strip()) if field.kind == "choice" else Mended(text)

    def _in_unit(self, page: Page, field: Field, text: str, put: Put, position: str) -> str:
        """An amount under a heading of 元 says so itself, since the form's own column is one of 万元."""
        own = self._placed.own_units.get(Path(page.name, "", field.name))
        unit = own or self._placed.units.get(page.name, "万元")
        if field.kind != "money" or unit == "万元" or self._plain_units or not _FIGURE().match(text):
            return text
        after = f"{text} {unit}"
        self._placed.repairs.append(Repair(put.place, text, after, f"表头写明以{unit}为单位"))
        self.doubts_units = True
        self.doubts.append(Doubt(position, f"表头写明金额以{unit}为单位，已按 {after} 记入；若本来就是万元，请改回。"))
        return after

    def _doubt_unreadable(self, field: Field, text: str, position: str) -> None:
        try:
            KINDS[field.kind].read(text, Context(0, field.options, field.label))
        except Unreadable as error:
            self.doubts.append(Doubt(position, str(error)))

    def _refused(self, problem: str) -> None:
        """A text that could not be stored stays where it is listed."""
        position, _, sentence = problem.partition("：")
        put = self._places.get(position)
        if put:
            self._placed.unplaced.append(Unplaced(put.place, put.text))
        self.doubts.append(Doubt(position if put else "", sentence if put else problem))

    def _noted(self, note: str) -> None:
        """What was taken out of a text before it was stored."""
        position, _, sentence = note.partition("：")
        put = self._places.get(position)
        if put:
            self._placed.repairs.append(Repair(put.place, put.text, put.text, sentence.rstrip("。")))
        else:
            self.doubts.append(Doubt("", note))
