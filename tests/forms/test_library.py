"""Finding definitions: the shipped ones, those of the user's own folders, and what is said of one that is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forms import library
from forms.errors import DefinitionError, UnknownForm
from forms.model import PageType

EXPENDITURE = Path(library.SHIPPED) / "project-expenditure.toml"


def own(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A copy of a shipped definition in the user's own folder, with changes."""
    text = EXPENDITURE.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_forms_load() -> None:
    assert [(form.code, form.edition) for form in library.forms()] == [
        ("investment-project", "2020"),
        ("project-expenditure", "2020"),
    ]
    assert library.broken() == []
    assert library.load("project-expenditure").title == "项目支出绩效自评表"
    assert library.load("investment-project", "2020").title == "项目绩效情况表"


def test_a_definition_is_read_once() -> None:
    assert library.load("project-expenditure") is library.load("project-expenditure", "2020")


def test_a_definition_that_changed_is_read_again(tmp_path: Path) -> None:
    path = own(tmp_path, "own.toml", ('code = "project-expenditure"', 'code = "own"'))
    before = library.load("own", folders=[tmp_path])
    path.write_text(path.read_text(encoding="utf-8").replace("项目支出绩效自评表", "部门自评表"), encoding="utf-8")
    assert before.title == "项目支出绩效自评表"
    assert library.load("own", folders=[tmp_path]).title == "部门自评表"


def test_a_form_of_the_own_folder_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    own(tmp_path, "own.toml", ('code = "project-expenditure"', 'code = "own"'))
    assert [form.code for form in library.forms([tmp_path])] == ["investment-project", "own", "project-expenditure"]
    with pytest.raises(UnknownForm):
        library.load("own")


def test_the_newest_edition_is_taken_where_none_is_named(tmp_path: Path) -> None:
    own(tmp_path, "project-expenditure@2021.toml", ('edition = "2020"', 'edition = "2021"'))
    assert library.load("project-expenditure", folders=[tmp_path]).edition == "2021"
    assert library.load("project-expenditure", "2020", [tmp_path]).edition == "2020"


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UnknownForm) as refusal:
        library.load("project-expendture")
    assert str(refusal.value).startswith(
        "没有「project-expendture」这种表。最接近的是 project-expenditure（项目支出绩效自评表）；"
    )
    assert "investment-project（项目绩效情况表）" in str(refusal.value)


def test_an_unknown_edition_names_those_there_are() -> None:
    with pytest.raises(UnknownForm) as refusal:
        library.load("project-expenditure", "1999")
    assert str(refusal.value) == "「project-expenditure」没有 1999 版；现有：2020。"


def test_a_faulty_file_of_another_edition_does_not_stand_in_the_way(tmp_path: Path) -> None:
    own(tmp_path, "project-expenditure@2021.toml", ('edition = "2020"', "edition = 2021"))
    assert library.load("project-expenditure", "2020", [tmp_path]).edition == "2020"
    with pytest.raises(DefinitionError):
        library.load("project-expenditure", folders=[tmp_path])
    assert [error.faults for error in library.broken([tmp_path])] == [["edition 要写一行文字，写在半角引号里"]]


FAULTY = [
    ("other.toml", (), "文件名要与 code 一致：project-expenditure.toml 或 project-expenditure@2020.toml"),
    ("project-expenditure.toml", (), "自带的表里已有「project-expenditure」2020 版；请改 code 或 edition"),
]


@pytest.mark.parametrize(("name", "changes", "fault"), FAULTY)
def test_a_file_that_would_be_taken_for_another_is_refused(
    tmp_path: Path, name: str, changes: tuple[tuple[str, str], ...], fault: str
) -> None:
    own(tmp_path, name, *changes)
    assert [error.faults for error in library.broken([tmp_path])] == [[fault]]


def test_a_file_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes('title = "自评表"'.encode("gb18030"))
    with pytest.raises(DefinitionError, match="文件不是 UTF-8 编码"):
        library.read(path)


def test_a_byte_order_mark_of_an_editor_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "project-expenditure.toml"
    path.write_bytes(b"\xef\xbb\xbf" + EXPENDITURE.read_bytes())
    assert library.read(path).code == "project-expenditure"


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="文件读不了"):
        library.read(tmp_path / "gone.toml")


def test_a_folder_that_is_not_there_has_no_forms(tmp_path: Path) -> None:
    assert library.files([tmp_path / "gone"]) == library.files()


def test_the_expenditure_form_is_the_published_one() -> None:
    form = library.load("project-expenditure")
    assert [(page.name, page.type) for page in form.pages[1:]] == [
        ("facts", PageType.PLAIN),
        ("funds", PageType.FIXED),
        ("goals", PageType.PLAIN),
        ("indicators", PageType.REPEATED),
        ("remarks", PageType.PLAIN),
    ]
    assert [group.key for group in form.page("indicators").groups] == [
        "quantity",
        "quality",
        "timeliness",
        "cost",
        "economic",
        "social",
        "ecological",
        "sustained",
        "satisfaction",
    ]
    assert {len(line) for line in form.layout.picture} == {7}


def test_the_investment_form_is_the_published_one() -> None:
    form = library.load("investment-project")
    assert [page.name for page in form.pages[1:]] == ["facts", "plan", "indicators"]
    groups = form.page("indicators").groups
    assert [len(group.preset) for group in groups] == [5, 1, 0, 0, 0, 0, 0, 0]
    assert {len(line) for line in form.layout.picture} == {5}


def test_a_copy_of_a_shipped_folder_is_refused_form_by_form(tmp_path: Path) -> None:
    for path in library.files():
        shutil.copy(path, tmp_path)
    assert len(library.broken([tmp_path])) == len(library.files())
