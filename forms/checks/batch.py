"""Checks of several reports that go out together (X): what they have in common, and what is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from forms.checks.basics import DEPARTMENT, SEAL, TITLE
from forms.checks.finding import Finding, Fix, Severity
from forms.checks.rows import flat
from forms.checks.texts import place_of
from forms.compute import Reading
from forms.model import HEADER
from forms.path import Path
from forms.values.kind import quoted


def batch_differs(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """同一批表的年度、单位或标题不一致。

    同一单位一批报送的表，年度、公章、主管部门和标题应当一样；少数几份不同的，多半是沿用了别处的表。
    例：十一份中有一份的标题是项目支出绩效目标自评表。改法：改为与其他各份相同；确属不同单位的，说明理由保留。
    """
    yield from _unlike_most(readings, "年度", [(_year(each), str(each.year or "")) for each in readings])
    for words, names in (("公章", (SEAL,)), ("主管部门（项目单位）", DEPARTMENT)):
        yield from _unlike_most(readings, words, [_written(each, *names) for each in readings])
    for code in dict.fromkeys(each.form.code for each in readings):
        same = [(_title(each), _own_title(each)) if each.form.code == code else (None, "") for each in readings]
        yield from _unlike_most(readings, "标题", same)


def project_twice(readings: Sequence[Reading]) -> Iterator[tuple[int, Finding]]:
    """同一项目报了两份。

    同一年度、同一种表、同一个项目名称出现两次，汇总时资金会算两遍。
    例：两份表的项目名称都是档案工作。改法：删去重复的一份；确是两个项目的，名称写清区别。
    """
    seen: set[tuple[str, int, str]] = set()
    for number, reading in enumerate(readings):
        path = reading.form.name_field
        name = reading.text(path).strip()
        key = (reading.form.code, reading.year, flat(name))
        if name and key in seen:
            message = f"同一批中已有项目{quoted(name)}的 {reading.year} 年度表，请核对是否重复。"
            yield number, Finding("X02", Severity.WARNING, str(path), message)
        seen.add(key)


def _unlike_most(
    readings: Sequence[Reading], words: str, values: Sequence[tuple[Path | None, str]]
) -> Iterator[tuple[int, Finding]]:
    """The reports whose text is not the one that most have; the first of equals is taken for it."""
    told = Counter(flat(text) for _, text in values if text)
    if len(told) < 2:
        return
    usual = told.most_common(1)[0][0]
    text = next(each for _, each in values if each and flat(each) == usual)
    for number, (path, own) in enumerate(values):
        if path and own and flat(own) != usual:
            message = f"{words}为{quoted(own)}，同一批其他各份多为{quoted(text)}，请核对。"
            yield number, Finding("X01", Severity.WARNING, str(path), message, _fix(path, text))


def _fix(path: Path, text: str) -> Fix | None:
    """The text of the others; a year or a title goes with what the form is, and is for the person to change."""
    return None if path.page == HEADER else Fix(str(path), text, certain=False)


def _year(reading: Reading) -> Path:
    return Path(HEADER, "", "year")


def _title(reading: Reading) -> Path:
    return Path(HEADER, "", TITLE)


def _own_title(reading: Reading) -> str:
    """The title without the project's name, which every form of a kind has its own of."""
    title, name = reading.text(_title(reading)), reading.text(reading.form.name_field)
    return title.replace(name, "").strip() if name and name in title else title


def _written(reading: Reading, *names: str) -> tuple[Path | None, str]:
    path = place_of(reading, *names)
    return path, reading.text(path).strip() if path else ""
