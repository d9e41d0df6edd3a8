"""Where a person wants to go: what the words after `/到` and `/改` mean; used by `tui/dialogue.py`."""

from __future__ import annotations

from typing import NamedTuple

from forms.outline import Item, outline
from forms.paste import bare
from forms.wizard import Wizard


class Place(NamedTuple):
    """Somewhere a person may want to go."""

    path: str
    number: str = ""
    label: str = ""


def find_places(wizard: Wizard, word: str) -> list[Place]:
    """What a word means: a section, a class of rows or a question, by its number, its words, its row's name.

    The surer reading comes first, and is then the only one: a number, a section's own name, the words of a class of
    rows or of a question, a part of one section's title; at last the questions whose words hold it or answer it.
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
    return _places_of_items(items, word)


def _places_of_items(items: list[Item], word: str) -> list[Place]:
    """The questions whose own words hold a word, or whose answer is just that; a word of a whole cell is surer."""
    cells = [(item, item.label.split(" · ")[-1]) for item in items]
    whole = [item for item, label in cells if word in (label, item.text)]
    found = whole or [item for item, label in cells if word in label]
    return [Place(item.path, item.number, item.label) for item in found]
