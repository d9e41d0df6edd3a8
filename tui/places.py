"""Where a person wants to go: what the words after `/到` and `/改` mean; used by `tui/dialogue.py`."""

from __future__ import annotations

import re
from typing import NamedTuple

from forms.model import PageType
from forms.outline import Item, outline
from forms.paste import bare
from forms.path import Path
from forms.place import name_of
from forms.values.kind import quoted
from forms.wizard import Wizard

_BETWEEN = re.compile(r"[\s·]+|的(?=\S+\Z)")
"""What stands between the name of a row and that of its cell: 档案整理 完成值, 档案整理的完成值."""


class Place(NamedTuple):
    """Somewhere a person may want to go."""

    path: str
    number: str = ""
    label: str = ""


def find_places(wizard: Wizard, word: str) -> list[Place]:
    """What a word means: a section, a class of rows or a question, by its number, its words, its row's name.

    The surer reading comes first, and is then the only one: a number, a section's own name, the words of a class of
    rows or of a question, a part of one section's title; then the questions whose words hold it or answer it; at last
    a row by a part of its name, or a cell of it by both their words.
    """
    sections = outline(wizard.course)
    items = [item for section in sections for item in section.items]
    groups = [group for section in sections for group in section.groups]
    found = [item.path for item in items if item.number == word]
    found += [each.page for each in sections if word in (str(each.number), each.title, each.page, *each.aliases)]
    found += [group.path for group in groups if bare(word) in (bare(group.level2), bare(group.level1))]
    found += [item.path for item in items if item.label == word]
    partly = [section.page for section in sections if word in section.title]
    partly += [group.path for group in groups if bare(word) in bare(group.level2)]
    if sure := next(iter([*found, *(partly if len(partly) == 1 else ())]), ""):
        return [Place(sure)]
    return _places_of_items(items, word) or _places_in_rows(wizard, items, word)


def _places_of_items(items: list[Item], word: str) -> list[Place]:
    """The questions whose own words hold a word, or whose answer is just that; a word of a whole cell is surer."""
    whole = [item for item in items if word in (_cell(item), item.text)]
    found = whole or [item for item in items if word in _cell(item)]
    return [Place(item.path, item.number, item.label) for item in found]


def _places_in_rows(wizard: Wizard, items: list[Item], word: str) -> list[Place]:
    """The names of the rows that hold a word; of two words the cells of the other's name in the rows of the one's."""
    names = {page.name: page.key_field.name for page in wizard.form.pages if page.type is PageType.REPEATED}
    paths = {item: Path.parse(item.path) for item in items if item.group}
    rows = {(path.page, path.row): item for item, path in paths.items() if path.field == names[path.page]}
    if found := [item for item in rows.values() if word in (item.text or "")]:
        return [Place(item.path, item.number, f"{item.label}{quoted(item.text or '')}") for item in found]
    name, *cell = _BETWEEN.split(word, maxsplit=1)
    meant = {row for row, item in rows.items() if cell and name and name in (item.text or "")}
    cells = [path for path in wizard.course.places if path[:2] in meant and cell[0] in wizard.form.field(path).label]
    numbers = {path: item.number for item, path in paths.items()}
    return [Place(str(path), numbers.get(path, ""), name_of(wizard.reading, path)) for path in cells]


def _cell(item: Item) -> str:
    """The official words of a question's cell."""
    return item.label.split(" · ")[-1]
