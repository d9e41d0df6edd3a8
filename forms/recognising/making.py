"""Makes a report's answers of what was placed, each text mended and compared on its way in; used by `recognise.py`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from forms.answers import Answers
from forms.checks.finding import Severity
from forms.checks.funds import rate_wrong
from forms.clean import MAX_LENGTH
from forms.compute import Reading
from forms.errors import Unreadable
from forms.exchange import Intake
from forms.filling import new_answers
from forms.lazily import lazily
from forms.model import HEADER, Field, Form, Page, PageType
from forms.path import Path
from forms.positions import to_position
from forms.recognising.aligning import BARE
from forms.recognising.labels import fold, is_printed_name
from forms.recognising.mending import Mended, mend, take_ticked
from forms.recognising.placed import Doubt, GroupRow, Placed, Put, Repair, Unplaced
from forms.recognising.torn import WHY, halves
from forms.values import KINDS, Context
from forms.values.bare import number_in

_YEAR = lazily(r"([12]\d{3})\s*[年./-]")
_APART = lazily(r"[\u4e00-\u9fff] (?=[\u4e00-\u9fff])")
"""A blank that a scanner leaves within a word."""
_OFTEN = 2
"""So many of them are no accident of a person's typing."""


class Making:
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

    def answers(self, year: int) -> Answers:
        """The answers, with what was mended and what is in doubt noted."""
        data = self._data()
        if "year" not in data:
            year = self._year_of_period() or year
            self.doubts.append(Doubt("year", f"文件里没有写年度，暂按 {year} 年度。"))
        intake = Intake(self._form, new_answers(self._form, year), keep_unreadable=True)
        answers = intake.take(data)
        self._compare(answers)
        for problem in intake.problems:
            self._refused(problem)
        for note in intake.notes:
            self._noted(note)
        return answers

    def _compare(self, answers: Answers) -> None:
        """What came instead of a computed figure: another one is asked about, one that cannot be compared is listed."""
        reading = Reading(self._form, answers)
        figures = {key: self._figure(Path.parse(key), text) for key, text in answers.given.items()}
        for finding in rate_wrong(reading):
            if finding.fix and finding.severity is Severity.ERROR and figures[finding.fix.path] is not None:
                given, path = answers.given[finding.fix.path], Path.parse(finding.fix.path)
                why = f"原件写的是「{given}」，按表中数字计算为 {finding.fix.text}，已按计算的记入，请核对。"
                self.doubts.append(Doubt(to_position(self._form, answers, path), why))
        for key, figure in figures.items():
            put, computed = self._placed.texts.get(Path.parse(key)), reading.text(Path.parse(key))
            if put and (figure is None or figure and not computed):
                label = self._form.field(Path.parse(key)).label
                self._placed.unplaced.append(Unplaced(put.place, put.text, label))

    def _figure(self, path: Path, text: str) -> Decimal | None:
        """The number that came instead of a computed one; None for what is none, as the error of a workbook."""
        field = self._form.field(path)
        try:
            return number_in(KINDS[field.kind].read(text, Context(0, field.options, field.label)))
        except Unreadable:
            return None

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
        rows = [row for row in self._placed.rows if row.page == page.name]
        torn = set(halves(page, rows, is_exact=self._is_exact))
        key = page.key_field.name
        by_group = [(group, n, row) for group in page.groups for n, row in enumerate(rows) if row.group == group.key]
        for group, number, row in by_group:
            where = f"{page.name}.{len(found) + 1}"
            texts = self._fields(page, "", self._named(page, group.preset, row), where)
            if not texts and row.fields:
                continue
            if number in torn:
                self.doubts.append(Doubt(f"{where}.{key}", WHY))
            found.append({"level1": group.level1, "level2": group.level2, **(texts or {key: ""})})
        return found

    def _named(self, page: Page, preset: Sequence[str], row: GroupRow) -> dict[str, Put]:
        """A row that is printed on the form goes by its printed name."""
        put = row.fields.get(page.key_field.name)
        name = next((each for each in preset if put and is_printed_name(each, put.text)), None)
        if put is None or name is None or name == put.text:
            return row.fields
        why = "标签里的编号" if fold(put.text) != fold(name) else "印好的指标名称"
        self._placed.repairs.append(Repair(put.place, put.text, name, why))
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
        return texts

    def _text(self, page: Page, field: Field, put: Put, name: str, position: str) -> str:
        mended = self._mended(field, put.text, name)
        if mended.why:
            self._placed.repairs.append(Repair(put.place, put.text, mended.text, mended.why))
        if mended.is_guess:
            self.doubts.append(
                Doubt(position, f"「{put.text}」按 {mended.text} 记入（{mended.why}），请对照原件核对。")
            )
        if not self._is_exact and len(_APART().findall(mended.text[:MAX_LENGTH])) >= _OFTEN:
            self.doubts.append(Doubt(position, "字间有几处空格，可能是扫描时断开的，已照原样记入，请对照原件核对。"))
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
        if field.kind != "money" or unit == "万元" or self._plain_units or not BARE().match(text):
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
