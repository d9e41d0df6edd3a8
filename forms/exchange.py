"""The JSON of a report: what `export -f json` gives and what `fill --answers` takes; plain dicts on both sides.

Rows are lists in order, fields absent were not asked, empty ones were left empty on purpose. Derived figures go out
with the rest; on the way in they are compared, and one that differs is kept as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.answers import Answers, Row, Waiver
from forms.checks.finding import Finding
from forms.checks.register import RULES, about_text, check
from forms.clean import clean
from forms.compute import Reading, is_none
from forms.errors import Unreadable
from forms.filling import empty, fill, new_answers
from forms.model import HEADER, WHICH, Form, Group, Page, PageType
from forms.names import LEVELS
from forms.nearest import nearest
from forms.paste import bare
from forms.path import Path
from forms.place import read_which
from forms.positions import UnknownPlace, from_position, to_position
from forms.steps import new_row
from forms.values import KINDS

TOP_LEVEL = ("form", "edition", "year", "number", "name", "title", "answers", "waivers", "findings")


def report_data(form: Form, answers: Answers, findings: tuple[Finding, ...] | None = None) -> dict[str, Any]:
    """A report as plain data."""
    reading = Reading(form, answers)
    found = check(reading) if findings is None else findings
    return {
        "form": form.code,
        "edition": form.edition,
        "year": reading.year,
        "number": answers.get(Path(HEADER, "", "number")) or "",
        "name": answers.get(form.name_field) or "",
        "title": reading.text(Path(HEADER, "", "title")),
        "answers": {page.name: _page_data(reading, page) for page in form.pages if page.name != HEADER},
        "waivers": [_waiver_data(form, answers, key, waiver) for key, waiver in answers.waivers.items()],
        "findings": [finding_data(form, answers, each) for each in found],
    }


def finding_data(form: Form, answers: Answers, finding: Finding) -> dict[str, Any]:
    """A finding as plain data, its place as people count it."""
    return finding_at(to_position(form, answers, Path.parse(finding.path)), finding)


def finding_at(position: str, finding: Finding) -> dict[str, Any]:
    """A finding as plain data, where its place is known already."""
    data: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": position,
        "message": finding.message,
    }
    if finding.fix:
        data["fix"] = finding.fix.text
    if finding.waived:
        data["waived"] = finding.waived
    return data


def _waiver_data(form: Form, answers: Answers, key: str, waiver: Waiver) -> dict[str, str]:
    code, _, path = key.partition(" ")
    return {"code": code, "path": to_position(form, answers, Path.parse(path)), "reason": waiver.reason}


def _page_data(reading: Reading, page: Page) -> dict[str, str] | list[dict[str, str]]:
    if page.type is PageType.PLAIN:
        return _fields_data(reading, page, "")
    if page.type is PageType.FIXED:
        return [{"name": row.label} | _fixed_data(reading, page, row.key, row.total) for row in page.rows]
    rows: list[dict[str, str]] = []
    for group in page.groups:
        levels = {"level1": group.level1, "level2": group.level2}
        of_group = reading.answers.group_rows(page.name, group.key)
        rows += [levels | _fields_data(reading, page, str(row.id)) for row in of_group]
        if not of_group and str(new_row(page, group.key)) in reading.answers.closed:
            rows.append(levels)
    return rows


def _fields_data(reading: Reading, page: Page, row: str) -> dict[str, str]:
    data = {}
    for field in page.fields:
        path = Path(page.name, row, field.name)
        if field.calculation is not None:
            if figure := reading.text(path):
                data[field.name] = figure
        elif (text := reading.answers.get(path)) is not None and reading.relevant(path):
            data[field.name] = text
    return data


def _fixed_data(reading: Reading, page: Page, row: str, total: bool) -> dict[str, str]:
    """A part row that applies shows it by its typed fields, empty ones too."""
    data = _fields_data(reading, page, row)
    if total or row not in reading.applied_rows(page):
        return data
    return {field.name: "" for field in page.fields if field.calculation is None} | data


class Intake:
    """Plain data on its way to becoming answers: everything is read first, every problem listed."""

    def __init__(self, form: Form, answers: Answers, *, keep_unreadable: bool = False) -> None:
        self.form = form
        self.answers = answers
        self._keep_unreadable = keep_unreadable
        """Whether a text that its kind cannot read is taken as written, for the checks to tell (B08)."""
        self.problems: list[str] = []
        """One sentence each: place, what is wrong, what to do."""
        self.left: list[tuple[str, Any]] = []
        """What the problems are about and was not taken: its place, and what stands there."""
        self.notes: list[str] = []
        """One sentence each: place, what was taken out of a text before it was read."""
        self._derived: dict[Path, str] = {}

    def take(self, data: Mapping[str, Any]) -> Answers:
        """The answers with the data in them; look at `problems` before using them."""
        self._unknown(data, TOP_LEVEL, "")
        for name in ("number", "title", "year"):
            if name in data:
                self._text(Path(HEADER, "", name), data[name], name)
        pages = data.get("answers", {})
        if not isinstance(pages, Mapping):
            self._refuse("answers", '应为各节的内容，写法如 {"facts": {…}}。', pages)
            pages = {}
        self._unknown(pages, [page.name for page in self.form.pages if page.name != HEADER], "answers.")
        for page in self.form.pages:
            if page.name in pages and page.name != HEADER:
                self._page(page, pages[page.name])
        if data.get("name", "") != "":
            self._name(data["name"], pages)
        self._compare_derived()
        self._waivers(data.get("waivers", []))
        return self.answers

    def _name(self, name: Any, pages: Mapping[str, Any]) -> None:
        """The project's name above the answers; where it stands among them too, there it was changed on purpose."""
        place = self.form.name_field
        page = pages.get(place.page)
        if not isinstance(page, Mapping) or place.field not in page:
            self._text(place, name, "name")
        elif page[place.field] != name:
            self.notes.append(f"name：与 {place} 不同，以后者为准。")

    def put(self, path: Path, text: Any, where: str) -> None:
        """One text at one place, as `--set` gives it."""
        if path.field != WHICH and self.form.field(path).calculation is not None:
            self._refuse(where, "这一项由计算得出，不能填写。", text)
        else:
            before = self.answers
            self._text(path, text, where)
            self._follow(before, path)

    def _follow(self, before: Answers, path: Path) -> None:
        """What a lone answer brings with it, as when it is typed: a single source has the total's amounts."""
        text = self.answers.get(path)
        if text and not path.group and self.form.page(path.page).type is PageType.FIXED:
            self.answers = fill(self.form, before, path, text)[0]

    def _refuse(self, where: str, why: str, value: Any) -> None:
        self.problems.append(f"{where}：{why}")
        self.left.append((where, value))

    def _unknown(self, data: Mapping[str, Any], known: list[str] | tuple[str, ...], where: str) -> None:
        for name in data:
            if name not in known:
                self._refuse(f"{where}{name}", f"没有这一项。{nearest(str(name), known)}", data[name])

    def _page(self, page: Page, data: Any) -> None:
        if page.type is PageType.PLAIN:
            self._fields(page, "", data, page.name)
        elif not isinstance(data, list):
            self._refuse(page.name, "应为各行的列表。", data)
        elif page.type is PageType.FIXED:
            self._fixed_rows(page, data)
        else:
            self._repeated_rows(page, data)

    def _fields(self, page: Page, row: str, data: Any, where: str, besides: tuple[str, ...] = ()) -> None:
        if not isinstance(data, Mapping):
            self._refuse(where, f'应为各项的内容，写法如 {{"{page.fields[0].name}": "…"}}。', data)
            return
        self._unknown(data, [*besides, *(field.name for field in page.fields)], f"{where}.")
        for field in page.fields:
            if field.name in data:
                path = Path(page.name, row, field.name)
                if field.calculation is not None:
                    self._take_derived(path, data[field.name], f"{where}.{field.name}")
                else:
                    self._text(path, data[field.name], f"{where}.{field.name}")

    def _fixed_rows(self, page: Page, data: list[Any]) -> None:
        labels = {_bare(row.label): row for row in page.rows}
        applied = []
        for row in page.rows:
            self._drop_texts(Path(page.name, row.key))
        for number, entry in enumerate(data, 1):
            where = f"{page.name}.{number}"
            name = entry.get("name") if isinstance(entry, Mapping) else None
            named = labels.get(_bare(name)) if isinstance(name, str) else None
            if named is None:
                known = "、".join(each.label for each in page.rows)
                self._refuse(where, f"name 应为以下之一：{known}。", entry)
                continue
            if not named.total and _says_none(page, entry):
                self.notes.append(f"{where}：{named.label}写的是没有，不作为资金来源。")
                continue
            self._fields(page, named.key, entry, where, ("name",))
            if not named.total and any(field.name in entry for field in page.fields if field.calculation is None):
                applied.append(named.label)
        if page.ask_which:
            which = Path(page.name, "", WHICH)
            self.answers = self.answers.put(which, "、".join(applied)) if applied else self.answers.clear(which)

    def _drop_texts(self, row: Path) -> None:
        prefix = f"{row}."
        texts = {key: text for key, text in self.answers.texts.items() if not key.startswith(prefix)}
        self.answers = self.answers._replace(texts=texts)

    def _repeated_rows(self, page: Page, data: list[Any]) -> None:
        """Rows in the file's order. One that has its name in its group already stays the row that it was, with what
        holds on to it; those that the file has not got are dropped, unless they are printed on the form.
        """
        before = list(self.answers.page_rows(page.name))
        taken: list[Row] = []
        for number, entry in enumerate(data, 1):
            where = f"{page.name}.{number}"
            if not isinstance(entry, Mapping):
                self._refuse(where, "应为一行的内容。", entry)
                continue
            group = self._group(page, entry, where)
            if group is None:
                continue
            if not any(field.name in entry for field in page.fields):
                self._closed(page, group, entry, where)
                continue
            taken.append(self._row_for(page, group, entry, before))
            self._fields(page, str(taken[-1].id), entry, where, LEVELS)
        for row in before:
            if not row.preset:
                self.answers = self.answers.drop_row(page.name, str(row.id))
        kept = [row for row in before if row.preset]
        if kept or taken or page.name in self.answers.rows:
            self.answers = self.answers._replace(rows={**self.answers.rows, page.name: (*kept, *taken)})

    def _closed(self, page: Page, group: Group, entry: Mapping[str, Any], where: str) -> None:
        """A line of nothing but labels: the group was left without rows on purpose."""
        self.answers = self.answers._replace(closed=self.answers.closed | {str(new_row(page, group.key))})
        self._unknown(entry, [*LEVELS, *(field.name for field in page.fields)], f"{where}.")

    def _row_for(self, page: Page, group: Group, entry: Mapping[str, Any], before: list[Row]) -> Row:
        """The row of that name in the group, taken out of those before and emptied; a new one where there is none."""
        name = str(entry.get(page.key_field.name, "")).strip()
        for row in before:
            if row.group == group.key and self.answers.get(Path(page.name, str(row.id), page.key_field.name)) == name:
                before.remove(row)
                self._drop_texts(Path(page.name, str(row.id)))
                return row
        self.answers, row = self.answers.add_row(page.name, group.key, {})
        return row

    def _group(self, page: Page, entry: Mapping[str, Any], where: str) -> Group | None:
        """The group that the official labels name, blanks and a final 指标 ignored."""
        level1, level2 = (bare(str(entry.get(name, ""))) for name in ("level1", "level2"))
        fits = [each for each in page.groups if bare(each.level2) == level2 and level1 in ("", bare(each.level1))]
        if len(fits) == 1:
            return fits[0]
        known = "、".join(f"{each.level1} › {each.level2}" for each in page.groups)
        self._refuse(where, f"level1、level2 应为表上的指标类别，可用的有：{known}。", entry)
        return None

    def _text(self, path: Path, value: Any, where: str) -> None:
        """Clean and read one text; an empty one leaves the cell empty on purpose."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._refuse(where, "应为文字。", value)
            return
        try:
            text = self._kept(path, str(value), where)
        except Unreadable as error:
            self._refuse(where, str(error), value)
            return
        if path.group:
            self.answers = fill(self.form, self.answers, path, text)[0] if text else empty(self.answers, path)
        else:
            self.answers = self.answers.put(path, text)

    def _kept(self, path: Path, text: str, where: str) -> str:
        reading = Reading(self.form, self.answers)
        if path.field == WHICH:
            return read_which(reading, self.form.page(path.page), text)
        field = self.form.field(path)
        kind = KINDS[field.kind]
        cleaned = clean(text, multiline=kind.multiline)
        self.notes += [f"{where}：{note}。" for note in cleaned.notes]
        written = cleaned.text.strip()
        if not written:
            return ""
        try:
            return kind.keep(written, kind.read(written, reading.context(field)))
        except Unreadable:
            if self._keep_unreadable:
                return written
            raise

    def _take_derived(self, path: Path, value: Any, where: str) -> None:
        """A figure that is computed here, to be compared once all its parts are read."""
        try:
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise Unreadable("应为文字。")
            self._derived[path] = clean(str(value), multiline=False).text.strip()
        except Unreadable as error:
            self._refuse(where, str(error), value)

    def _compare_derived(self) -> None:
        reading = Reading(self.form, self.answers)
        given = {str(path): text for path, text in self._derived.items() if text and text != reading.text(path)}
        self.answers = self.answers._replace(given={**self.answers.given, **given})

    def _waivers(self, data: Any) -> None:
        if not isinstance(data, list) or not all(isinstance(each, Mapping) for each in data):
            self._refuse("waivers", "应为列表，每项有 code、path、reason。", data)
            return
        found = {each.key: each for each in check(Reading(self.form, self.answers))} if data else {}
        waivers = dict(self.answers.waivers)
        for number, entry in enumerate(data, 1):
            try:
                path = from_position(self.form, self.answers, str(entry.get("path", "")))
            except UnknownPlace as error:
                self._refuse(f"waivers.{number}", str(error), entry)
                continue
            key, reason = f"{entry.get('code', '')} {path}", self._reason(entry.get("reason"))
            if key.partition(" ")[0] not in RULES or not reason:
                self._refuse(f"waivers.{number}", "code 应为检查的代码，如 I01；reason 应写明理由。", entry)
                continue
            text = about_text(self.answers, found[key]) if key in found else self.answers.get(path) or ""
            waivers[key] = Waiver(reason, text)
        self.answers = self.answers._replace(waivers=waivers)

    def _reason(self, text: Any) -> str:
        """Why a finding is kept, cleaned as if it had been typed; empty where it is none."""
        try:
            return clean(text, multiline=False).text.strip() if isinstance(text, str) else ""
        except Unreadable:
            return ""


def new_from_data(form: Form, year: int, data: Mapping[str, Any]) -> tuple[Answers, list[str]]:
    """A new report of that data, with the problems that forbid to store it."""
    intake = Intake(form, new_answers(form, year))
    return intake.take(data), intake.problems


def _says_none(page: Page, entry: Mapping[str, Any]) -> bool:
    """Whether a printed row says 无 or — where its amounts would stand."""
    told = [str(entry[field.name]) for field in page.fields if field.calculation is None and field.name in entry]
    return any(map(str.strip, told)) and all(map(is_none, told))


def _bare(label: str) -> str:
    """A printed label without what the form prints around it."""
    return "".join(label.split()).removeprefix("其中：").removeprefix("其中:").rstrip("：:")
