"""Checks of several reports that go out together (X): what they have in common, and what is there twice.

They look at an extract of each report, a dozen short texts, so that of thousands the rest need not be at hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from forms.checks.basics import TITLE
from forms.checks.finding import Finding, Fix, Severity
from forms.checks.rows import flat
from forms.checks.texts import place_of
from forms.checks.unit_names import DEPARTMENT, SEAL
from forms.compute import Reading
from forms.model import HEADER
from forms.path import Path
from forms.place import name_of
from forms.values.kind import quoted

YEAR, NAME, DEPT = "year", "name", "dept"


class Told(NamedTuple):
    """One answer by which reports are compared."""

    path: str
    """Its stored path; none of these stands in a row."""
    place: str
    """What people call its place."""
    text: str


class Extract(NamedTuple):
    """What a report is compared by with the others of its batch."""

    form: str
    year: int
    told: Mapping[str, Told]
    """What it is (the year, the seal …) → the answer; without those that the form has no place for."""
    severities: Mapping[str, str]
    """Code → how severely the form takes it; without those that it does not run."""
    kept: Mapping[str, str]
    """Key of a finding between reports → the reason that it is kept with."""


def told_of(reading: Reading) -> dict[str, Told]:
    """The answers of a report by which it is compared with others."""
    places = {
        YEAR: Path(HEADER, "", YEAR),
        SEAL: place_of(reading, SEAL),
        DEPT: place_of(reading, *DEPARTMENT),
        TITLE: Path(HEADER, "", TITLE),
        NAME: reading.form.name_field,
    }
    texts = {YEAR: str(reading.year or ""), TITLE: _own_title(reading)}
    return {
        what: Told(str(path), name_of(reading, path), texts.get(what, reading.text(path).strip()))
        for what, path in places.items()
        if path
    }


def batch_differs(batch: Sequence[Extract]) -> Iterator[tuple[int, Finding]]:
    """同一批表的年度、单位或标题不一致。

    同一单位一批报送的表，年度、公章、主管部门和标题应当一样；少数几份不同的，多半是沿用了别处的表。
    例：十一份中有一份的标题是项目支出绩效目标自评表。改法：改为与其他各份相同；确属不同单位的，说明理由保留。
    """
    for words, what in (("年度", YEAR), ("公章", SEAL), ("主管部门（项目单位）", DEPT)):
        yield from _unlike_most(words, [each.told.get(what) for each in batch])
    for code in dict.fromkeys(each.form for each in batch):
        yield from _unlike_most("标题", [each.told.get(TITLE) if each.form == code else None for each in batch])


def project_twice(batch: Sequence[Extract]) -> Iterator[tuple[int, Finding]]:
    """同一项目报了两份。

    同一年度、同一种表、同一个项目名称出现两次，汇总时资金会算两遍。
    例：两份表的项目名称都是档案工作。改法：删去重复的一份；确是两个项目的，名称写清区别。
    """
    seen: set[tuple[str, int, str]] = set()
    for number, each in enumerate(batch):
        name = each.told[NAME]
        key = (each.form, each.year, flat(name.text))
        if name.text and key in seen:
            message = f"同一批中已有项目{quoted(name.text)}的 {each.year} 年度表，请核对是否重复。"
            yield number, Finding("X02", Severity.WARNING, name.path, message)
        seen.add(key)


def _unlike_most(words: str, values: Sequence[Told | None]) -> Iterator[tuple[int, Finding]]:
    """The reports whose text is not the one that most have; of equals the first, which then is no model."""
    told = Counter(flat(each.text) for each in values if each and each.text)
    if len(told) < 2:
        return
    (usual, count), (_, next_count) = told.most_common(2)
    text = next(each.text for each in values if each and flat(each.text) == usual)
    for number, own in enumerate(values):
        if own and own.text and flat(own.text) != usual:
            others = "其他各份多为" if count > next_count else "也有写作"
            message = f"{words}为{quoted(own.text)}，同一批{others}{quoted(text)}，请核对。"
            fix = _fix(own.path, text) if count > next_count else None
            yield number, Finding("X01", Severity.WARNING, own.path, message, fix)


def _fix(path: str, text: str) -> Fix | None:
    """The text of the others; a year or a title goes with what the form is, and is for the person to change."""
    return None if Path.parse(path).page == HEADER else Fix(path, text, certain=False)


def _own_title(reading: Reading) -> str:
    """The title without the project's name, which every form of a kind has its own of."""
    title, name = reading.text(Path(HEADER, "", TITLE)), reading.text(reading.form.name_field)
    return title.replace(name, "").strip() if name and name in title else title
