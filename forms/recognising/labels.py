"""What the printed words of a form mean, by whatever name an office prints them; used by every step of recognition.

A label is compared without blanks, brackets, numbering and width, because that is what printing and scanning change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from forms.layout import Hole, holes
from forms.lazily import lazily
from forms.model import HEADER, Form, Page, PageType
from forms.path import Path
from forms.recognising.synonyms import (
    CLOSING,
    COMPARATORS,
    FIGURES,
    LEVEL_HEADS,
    OTHERS,
    SAME,
    SUMS,
    UNITS,
    WAVERING,
    YEARS,
)

LONGEST = 60
"""Characters that a printed label has at most; longer texts are answers."""


class Role(Enum):
    """What a printed word is there for."""

    FIELD = "field"
    """Names a cell that is there once."""
    ROW = "row"
    """Names a printed row, such as a source of funds."""
    COLUMN = "column"
    """Stands over a column."""
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    PRINTED = "printed"
    """Only printed, such as the name of a section."""
    FOREIGN = "foreign"
    """Belongs to a form of the same trade, and has no place in this one."""


class Meaning(NamedTuple):
    """One thing that a printed word may mean."""

    role: Role
    path: Path
    """The cell; of a row only page and key, of a column only page and field, of a group its page and key as row."""
    label: str
    """The official words."""


_SEAL = lazily(r"\([^()]*[公盖]章[^()]*\)|[公盖]章")
_NUMBER = lazily(
    r"\s*(?:[①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⑴-⒇⒈-⒛]|[（(][一二三四五六七八九十\d０-９]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[\d０-９]{1,2}(?:[.．、)）](?:(?![\d０-９])|(?=[12]\d{3}\s*年))|[.．、)）]?\s+(?=\S{2})))\s*"
)
"""What counts a label among others, as a word processor writes it before the text; circles end at 50."""
_SHAPES = (
    lazily(r"^其中:?"),
    lazily(r"\([^()]*\)"),
    lazily(r"^(?:截[至止]|至)?(?:\d{4}年(?:度|底|末)?|本年度?|年度)"),
)


@lru_cache(maxsize=1 << 12)
def fold(text: str) -> str:
    """A label without what printing changes: width, blanks, a final colon; 兀 is what a scanner makes of 元."""
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("兀", "元")
    return folded.strip(":*")


@lru_cache(maxsize=1 << 12)
def keys(text: str) -> tuple[str, ...]:
    """The shapes under which a label is looked for, the whole one first."""
    found = dict.fromkeys((fold(text), fold(unnumbered(text)))) if len(text) <= LONGEST else {}
    for pattern in _SHAPES:
        found |= dict.fromkeys(pattern().sub("", each).strip(":") for each in list(found))
    return tuple(each for each in found if each)


def unnumbered(text: str) -> str:
    """A label without the number before it; the text itself where nothing else is left."""
    match = _NUMBER().match(text) if len(text) <= LONGEST else None
    return text[match.end() :] if match and match.end() < len(text) else text


def is_printed_name(name: str, text: str) -> bool:
    """Whether a text is a name that is printed on the form, with or without a number before it."""
    return fold(name) in (fold(text), fold(unnumbered(text)))


def _word(text: str) -> str:
    """A label as it is compared where it has one shape alone."""
    return fold(unnumbered(text))


def is_seal(text: str) -> bool:
    """Whether a label names the place of the unit's seal, with nothing written behind it."""
    folded = fold(text)
    return ":" not in folded and _SEAL().search(folded) is not None


class Vocabulary:
    """Every printed word of a form with what it means there."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.beneath: set[Path] = set()
        """The cells that stand below their label instead of beside it."""
        self.composites: dict[Path, str] = {}
        """First cell → the whole square, where one square holds several."""
        self._found: dict[str, list[Meaning]] = {}
        self._known: dict[str, tuple[Meaning, ...]] = {}
        self._ranks: dict[tuple[str, Path], int] = {}
        self._seal: Meaning | None = None
        for page in form.pages:
            if page.name != HEADER:
                self._add_page(page)
        self._add_picture()
        self._official = frozenset(self._found)
        self._loose = {key for key, found in self._found.items() if all(_is_shortened(each, key) for each in found)}
        self._add_same()
        self._known.clear()

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """What a text may mean as a printed word of the form, the official words first; empty where it is none."""
        if len(text) > LONGEST:
            return ()
        if text not in self._known:
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> tuple[Meaning, ...]:
        if self._seal and is_seal(text):
            return self._sealed(self._seal, text)
        for key in keys(text):
            if key in self._found:
                return tuple(self._found[key])
        return (_FOREIGN,) if is_foreign(text) else ()

    def _sealed(self, seal: Meaning, text: str) -> tuple[Meaning, ...]:
        """The seal, and before it the unit that a label names with its seal in brackets, as 实施单位（盖章）."""
        if fold(text) == fold(seal.label):
            return (seal,)
        units = self.meanings(_SEAL().sub("", fold(text)))
        return (*(each for each in units if each.role is Role.FIELD), seal)

    def is_of_seal(self, text: str) -> bool:
        """Whether a label names with its seal the unit that the form's own label of the seal names."""
        if self._seal is None or not is_seal(text):
            return False
        mine, theirs = (self.meanings(_SEAL().sub("", fold(each))) for each in (self._seal.label, text))
        return bool({each.path for each in mine if each.role is Role.FIELD} & {each.path for each in theirs})

    def rank(self, text: str, meaning: Meaning) -> int:
        """How far a name is from the form's own word, which has 0; the nearer one is taken where both are printed."""
        return next((self._ranks.get((key, meaning.path), 0) for key in keys(text) if key in self._found), 0)

    def find(self, text: str, *roles: Role) -> Meaning | None:
        """The first meaning of one of these roles."""
        return next((each for each in self.meanings(text) if each.role in roles), None)

    def is_official(self, text: str) -> bool:
        """Whether a label is printed in the form's own words, in whatever width."""
        return any(key in self._official for key in keys(text))

    def labels(self) -> list[Meaning]:
        """Every meaning once, in the form's order."""
        return list(dict.fromkeys(each for found in self._found.values() for each in found))

    def _add(self, label: str, meaning: Meaning) -> None:
        for key in keys(label):
            known = self._found.setdefault(key, [])
            if all((each.role, each.path) != (meaning.role, meaning.path) for each in known):
                known.append(meaning)
                known.sort(key=lambda each: each.role is Role.PRINTED)

    def _add_page(self, page: Page) -> None:
        role = Role.FIELD if page.type is PageType.PLAIN else Role.COLUMN
        for field in page.fields:
            meaning = Meaning(role, Path(page.name, "", field.name), field.label)
            if is_seal(field.label):
                self._seal = meaning
            else:
                self._add(field.label, meaning)
        for row in page.rows:
            self._add(row.label, Meaning(Role.ROW, Path(page.name, row.key), row.label))
        for group in page.groups:
            self._add(group.level1, Meaning(Role.LEVEL1, Path(page.name), group.level1))
            self._add(group.level2, Meaning(Role.LEVEL2, Path(page.name, group.key), group.level2))

    def _add_picture(self) -> None:
        """The words beside and over the cells as they are drawn, and those that are only printed."""
        for line in self.form.layout.picture:
            squares = [square for square in line if square != "<"]
            for left, square in zip(["", *squares], squares, strict=False):
                self._add_square(left, square)

    def _add_square(self, left: str, square: str) -> None:
        paths = list(self._plain_paths(square))
        if not paths:
            label = _printed(square)
            if label and not any(key in self._found for key in keys(label)):
                self._add(label, Meaning(Role.PRINTED, Path(""), label))
            return
        if len(paths) > 1:
            self.composites[paths[0]] = square
        if label := _printed(left):
            self._add(label, Meaning(Role.FIELD, paths[0], label))
        else:
            self.beneath.update(paths)

    def _plain_paths(self, square: str) -> Iterator[Path]:
        """The cells of plain pages that a square shows."""
        plain = {page.name for page in self.form.pages if page.type is PageType.PLAIN}
        for part in holes(square):
            page, dot, field = part.name.partition(".") if isinstance(part, Hole) else ("", "", "")
            if dot and page in plain:
                yield Path(page, "", field)

    def _add_same(self) -> None:
        """The other names of what the form has; an official word keeps its own meaning alone."""
        for names in SAME:
            known = [self._found[key] for name in names for key in keys(name)[:1] if key in self._official]
            meanings = [each for found in known for each in found if each.role is not Role.PRINTED]
            same = [each for each in meanings if each.role is meanings[0].role]
            for rank, name in enumerate(names, 1):
                for key in set(keys(name)) - (self._official - self._loose) if same else ():
                    have = self._found.setdefault(key, [])
                    have += [each for each in same if each not in have]
                    have.sort(key=lambda each: each.role is Role.PRINTED)
                    for each in same:
                        self._ranks.setdefault((key, each.path), rank)


def _is_shortened(meaning: Meaning, key: str) -> bool:
    """Whether a key is not a section's name but what is left of one, so that it may name something else."""
    return meaning.role is Role.PRINTED and key != fold(meaning.label)


def _printed(square: str) -> str:
    """The words of a square without an answer in it; the year in them is one of any year."""
    if square in ("", "^", "<"):
        return ""
    parts = holes(square)
    if any(isinstance(part, Hole) and "." in part.name for part in parts):
        return ""
    return "".join("2000" if isinstance(part, Hole) else part for part in parts).strip()


def _keys_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names)


_FOREIGN = Meaning(Role.FOREIGN, Path(""), "")
_OTHERS = _keys_of([*OTHERS, *COMPARATORS, *UNITS])
_COMPARATORS, _UNITS, _FIGURES = _keys_of(COMPARATORS), _keys_of(UNITS), _keys_of(FIGURES)
_CLOSING, _YEARS = _keys_of(CLOSING), _keys_of(YEARS)
_LEVEL_HEADS = tuple(_keys_of(names) for names in LEVEL_HEADS)


def is_foreign(text: str) -> bool:
    """Whether a word stands on other forms of the trade, whatever it may mean on this one."""
    return len(text) <= LONGEST and any(key in _OTHERS for key in keys(text))


def is_closing(text: str) -> bool:
    """Whether a word stands in a form's last lines, behind its indicators."""
    return len(text) <= LONGEST and any(key in _CLOSING for key in keys(text))


def is_year_label(text: str) -> bool:
    """Whether a word stands beside the year that a form is about."""
    return _word(text) in _YEARS


def is_sum(text: str) -> bool:
    """Whether a row is a sum of others."""
    return _word(text) in SUMS


def is_wavering(text: str) -> bool:
    """Whether a source of funds is the office's own level or another, which only those who filled the form in know."""
    return any(key.startswith(WAVERING) for key in keys(text))


def is_comparator_head(text: str) -> bool:
    """Whether a word stands over the signs of the targets."""
    return _word(text) in _COMPARATORS


def is_unit_head(text: str) -> bool:
    """Whether a word stands over the units of the targets."""
    return _word(text) in _UNITS


def is_figure_head(text: str) -> bool:
    """Whether a word stands over the figures of the targets, beside their signs and units."""
    return _word(text) in _FIGURES


def level_head(text: str) -> int:
    """1 or 2 for a word over the labels of that level, else 0."""
    return next((number for number, names in enumerate(_LEVEL_HEADS, 1) if _word(text) in names), 0)
