"""The answers of the twelve published forms, against the published text: nothing invented, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from forms import library
from forms.model import Form, PageType
from seeds import FOLDER, NAMES, seed

PUBLISHED = (FOLDER / "pingshan-2020-self-evaluation.txt").read_text(encoding="utf-8")
TORN_LABELS = {"效益", "指标"}
"""The halves of 效益指标, torn at a page break in 2-7."""


def published(number: str) -> str:
    """The text of one form, from its 附件 line to the next."""
    parts = re.split(r"^附件 (2-\d+):\n", PUBLISHED, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[number]


def texts(data: Any) -> Iterator[str]:
    """Every text in a piece of JSON."""
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(each)


def rows(number: str) -> Iterator[dict[str, str]]:
    for page in seed(number)["answers"].values():
        yield from page if isinstance(page, list) else [page]


def bare(label: str) -> str:
    return re.sub(r"[\s：:]|^其中[：:]", "", label).translate(str.maketrans("()", "（）"))


def labels(form: Form, year: str) -> set[str]:
    """Every printed word of a form, without blanks and holes."""
    found = {square for line in form.layout.picture for square in line}
    for page in form.pages:
        found |= {row.label for row in page.rows}
        found |= {text for group in page.groups for text in (group.level1, group.level2)}
    return {bare(label.replace("{year}", year)) for label in found} | TORN_LABELS


def values_in(cell: str) -> list[str]:
    """The answers inside one published cell: ticked boxes and the sums in a sentence count one by one."""
    if "<input" in cell:
        return re.findall(r'checked="" type="checkbox"/> (\S+)', cell)
    if amounts := re.fullmatch(r"(\S+) 万元 \(其中: 财政拨款 (\S+) 万元; 其它资金 (\S+) 万元\)", cell):
        return list(amounts.groups())
    return [cell]


@pytest.mark.parametrize("number", NAMES)
def test_every_value_of_a_seed_stands_in_the_published_form(number: str) -> None:
    cells = {cell.strip() for line in published(number).splitlines() for cell in line.split("\t")}
    written = {value for cell in cells for value in values_in(cell)}
    seal = re.search(r"[（(]公章[）)][：:] ?(.+)", published(number))
    given = [value for row in rows(number) for key, value in row.items() if key not in ("name", "level1", "level2")]
    assert seal
    assert {value for value in given if value} <= {*written, seal[1]}
    assert seed(number)["title"] in cells
    assert f"({seed(number)['year']} 年度)" in cells


@pytest.mark.parametrize("number", NAMES)
def test_every_published_cell_is_a_label_or_stands_in_the_seed(number: str) -> None:
    data = seed(number)
    form = library.load(data["form"], data["edition"])
    printed = labels(form, str(data["year"]))
    known = set(texts(data["answers"]))
    cells = [cell for line in published(number).splitlines() if "\t" in line for cell in line.split("\t")]
    answers = [value for cell in cells if bare(cell) and bare(cell) not in printed for value in values_in(cell.strip())]
    assert answers
    assert [value for value in answers if value not in known] == []


@pytest.mark.parametrize("number", NAMES)
def test_a_seed_has_as_many_indicators_as_the_published_form(number: str) -> None:
    """Each published row of indicators, torn or shifted, is one row of the seed, in the same order."""
    lines = re.split(r"三级指标|指标内容描述", published(number))[1].splitlines()[1:]
    split = [[cell.strip() for cell in line.split("\t")] for line in lines if "\t" in line and "说明" not in line]
    for row, cells in zip(seed(number)["answers"]["indicators"], split, strict=True):
        wanted = [text for key, text in row.items() if text and key not in ("level1", "level2")]
        assert [cell for cell in cells if cell][-len(wanted) :] == wanted


@pytest.mark.parametrize("number", NAMES)
def test_an_indicator_of_a_seed_stands_under_the_group_that_is_published(number: str) -> None:
    """The second level of a row is the last one printed at or above it."""
    lines = re.split(r"三级指标|指标内容描述", published(number))[1].splitlines()[1:]
    data = seed(number)
    page = library.load(data["form"]).page("indicators")
    levels = {group.level2: group.level1 for group in page.groups}
    level2 = ""
    found = []
    for line in (each for each in lines if "\t" in each and "说明" not in each):
        level2 = next((bare(cell) for cell in line.split("\t") if bare(cell) in levels), level2)
        found.append((levels[level2], level2))
    assert [(row["level1"], row["level2"]) for row in data["answers"]["indicators"]] == found


@pytest.mark.parametrize("number", NAMES)
def test_a_seed_names_only_pages_and_fields_of_its_form(number: str) -> None:
    data = seed(number)
    form = library.load(data["form"], data["edition"])
    own = {PageType.PLAIN: set(), PageType.FIXED: {"name"}, PageType.REPEATED: {"level1", "level2"}}
    for name, content in data["answers"].items():
        page = form.page(name)
        fields = {field.name for field in page.fields} | own[page.type]
        assert isinstance(content, dict) is (page.type is PageType.PLAIN)
        assert all(set(row) <= fields for row in (content if isinstance(content, list) else [content]))
        assert page.type is not PageType.FIXED or [row["name"] for row in content] == [row.label for row in page.rows]
    assert data["number"] == number
    assert data["name"] == data["answers"]["facts"]["project_name"]


def test_choices_of_the_seeds_are_options_of_their_forms() -> None:
    for number in NAMES:
        data = seed(number)
        for field in library.load(data["form"]).page("facts").fields:
            assert not field.options or data["answers"]["facts"][field.name] in field.options
