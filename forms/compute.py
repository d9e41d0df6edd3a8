"""The answers as read: values, derived figures, what is relevant and what is asked; for everything that looks at them.

A `Reading` belongs to one state of the answers and caches what it computes; a change makes a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from forms.answers import Answers
from forms.errors import Unreadable
from forms.lazily import lazily
from forms.model import HEADER, WHICH, Field, Form, Page, PageType
from forms.path import Path
from forms.values import (
    KINDS,
    NOTHING_WORDS,
    Comparison,
    Context,
    Measure,
    Money,
    Percent,
    half_up,
)
from forms.values.numbers import fold

_Made = TypeVar("_Made")
_HOLE = lazily(r"\{([a-z_0-9.]+)\}")
_RATE = lazily(r"percent\(\s*([a-z_0-9.]+)\s*,\s*([a-z_0-9.]+)\s*\)\Z")


@lru_cache(maxsize=1 << 15)
def is_none(text: str) -> bool:
    """Whether a text says that there is nothing, which is an answer and not a gap."""
    return "".join(fold(text).split()) in NOTHING_WORDS


def resolve(form: Form, name: str, scope: Path) -> Path:
    """The address that a name in an expression or a hole means, seen from a page or row; raises KeyError."""
    parts = name.split(".")
    if len(parts) == 3:
        path = Path(*parts)
    elif len(parts) == 2:
        path = Path(parts[0], scope.row if parts[0] == scope.page else "", parts[1])
    elif form.page(scope.page).has(name):
        path = scope.at(name)
    else:
        path = Path(HEADER, "", name)
    form.field(path)
    return path


class Reading:
    """One state of the answers, read."""

    def __init__(self, form: Form, answers: Answers) -> None:
        self.form = form
        self.answers = answers
        self._values: dict[Path, Any] = {}
        self._relevant: dict[Path, bool] = {}
        self._texts: dict[Path, str] = {}
        self._asked: dict[Path, bool] = {}
        self._applied: dict[str, tuple[str, ...]] = {}
        self._made: dict[Callable[[Reading], Any], Any] = {}

    def elsewhere(self, answers: Answers) -> Reading:
        """The same content with the conversation at another place: what was read of it need not be read again."""
        moved = Reading(self.form, answers)
        moved._values, moved._relevant, moved._texts = self._values, self._relevant, self._texts
        moved._asked, moved._applied = self._asked, self._applied
        return moved

    def once(self, make: Callable[[Reading], _Made]) -> _Made:
        """What `make` gives of this state of the answers, made once however many checks ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    @cached_property
    def year(self) -> int:
        """The fiscal year of the report; 0 where it is missing or unreadable."""
        digits = self.answers.get(Path(HEADER, "", "year")) or ""
        return int(digits) if digits.isdigit() and len(digits) == 4 else 0

    def context(self, field: Field) -> Context:
        """What reading an answer of this field depends on."""
        return Context(self.year, field.options, field.label)

    def text(self, path: Path) -> str:
        """What the table shows: the text as written or the derived figure; empty without one or where irrelevant."""
        if path not in self._texts:
            self._texts[path] = self._text(path)
        return self._texts[path]

    def _text(self, path: Path) -> str:
        if not self.relevant(path):
            return ""
        field = self._field(path)
        if field is not None and field.calculation is not None:
            return show_figure(self.value(path), field)
        return self.answers.get(path) or self._printed(path, field)

    def value(self, path: Path) -> Any:
        """What the text was read as, or the derived figure; None without an answer or where it cannot be read."""
        if path not in self._values:
            self._values[path] = None  # a calculation that leads back to itself finds nothing
            self._values[path] = self._value(path)
        return self._values[path]

    def relevant(self, path: Path) -> bool:
        """Whether the cell has meaning now; an irrelevant answer is kept, and not shown."""
        if path not in self._relevant:
            self._relevant[path] = True
            self._relevant[path] = self._is_relevant(path)
        return self._relevant[path]

    def asks(self, path: Path) -> bool:
        """Whether the conversation asks this by itself."""
        field = self.form.field(path)
        if field.calculation is not None or not self.relevant(path):
            return False
        if field.ask_when is None:
            return True
        if path not in self._asked:
            self._asked[path] = bool(field.ask_when.evaluate(self.lookup(path)))
        return self._asked[path]

    def lookup(self, scope: Path) -> Callable[[str], Any]:
        """How an expression at that place finds the values of its names, amounts and rates as plain Decimals."""

        def find(name: str) -> Any:
            value = self.value(resolve(self.form, name, scope))
            if isinstance(value, Money):
                return value.amount
            return value.value if isinstance(value, Percent) else value

        return find

    def expand(self, template: str, scope: Path) -> str | None:
        """A template with its holes filled, or None where one of them has no answer yet."""
        complete = True

        def fill(match: re.Match[str]) -> str:
            nonlocal complete
            text = self.row_name(scope) if match[1] == "row" else self.text(resolve(self.form, match[1], scope))
            complete = complete and bool(text)
            return text

        filled = _HOLE().sub(fill, template)
        return filled if complete else None

    def row_name(self, path: Path) -> str:
        """What people call the row: the printed label, or the answer that names it."""
        page = self.form.page(path.page)
        if page.type is PageType.FIXED and path.row:
            return page.row(path.row).label
        return self.answers.get(path.at(page.key_field.name)) or ""

    def group_of(self, path: Path) -> str:
        """The key of the group a row of a repeated page stands or would stand under."""
        if path.group:
            return path.group
        row = self.answers.find_row(path.page, path.row)
        return row.group if row else ""

    def applied_rows(self, page: Page) -> tuple[str, ...]:
        """The keys of the part rows of a fixed page that the person said apply."""
        if page.name not in self._applied:
            self._applied[page.name] = self._applied_rows(page)
        return self._applied[page.name]

    def _applied_rows(self, page: Page) -> tuple[str, ...]:
        parts = [row for row in page.rows if not row.total]
        if not page.ask_which:
            return tuple(row.key for row in parts)
        chosen = set((self.answers.get(Path(page.name, "", WHICH)) or "").split("、"))
        return tuple(row.key for row in parts if row.label in chosen)

    def comparison(self, path: Path) -> Comparison | None:
        """How the actual of this row stands to its target; None where there are not both, or its sign is in doubt."""
        from forms.values.beside import beside
        from forms.values.compare import compare
        from forms.values.signs import what_sign_says

        page = self.form.page(path.page)
        if not (page.has("target") and page.has("actual")):
            return None
        target, actual = self.value(path.at("target")), self.value(path.at("actual"))
        if not isinstance(target, Measure) or not isinstance(actual, Measure):
            return None
        name, group = self.row_name(path), self.group_of(path)
        wanted, reached = beside(target, actual, name, is_timely=group == "timeliness")
        is_doubted = bool(wanted and what_sign_says(wanted, name, group)) and not self.is_sign_kept(path.at("target"))
        return compare(wanted, reached, name=name) if wanted and reached and not is_doubted else None

    def is_sign_kept(self, goal: Path) -> bool:
        """Whether a person keeps the sign of a target that I10 doubts, so that it is meant as it stands."""
        waiver = self.answers.waivers.get(f"I10 {goal}")
        texts = [self.answers.get(each) or "" for each in (goal.at(self.form.page(goal.page).key_field.name), goal)]
        return waiver is not None and waiver.text == "\n".join(texts)

    def rate_parts(self, path: Path) -> tuple[Path, Path] | None:
        """What a derived rate divides by what, as addresses; None where it is computed in another way."""
        calculation = self.form.field(path).calculation
        match = _RATE().match(calculation.source) if calculation else None
        if match is None:
            return None
        above, below = (resolve(self.form, name, path) for name in match.groups())
        return above, below

    def derived_from(self, path: Path) -> list[str]:
        """The derived figures of the same page or row that this answer completes, as sentences."""
        said = []
        for field in self.form.page(path.page).fields:
            if field.calculation is None or path.field not in field.calculation.names:
                continue
            place = path.at(field.name)
            if figure := self.text(place):
                said.append(f"{_plain(field.label)} {self._worked(place)}{figure}")
        return said

    def _worked(self, path: Path) -> str:
        """`B ÷ A = ` for a rate, so that the person can follow the figure."""
        parts = self.rate_parts(path)
        return f"{self.text(parts[0])} ÷ {self.text(parts[1])} = " if parts else ""

    def _printed(self, path: Path, field: Field | None) -> str:
        """What stands above the table without anybody answering it: the form's own title."""
        if path.page != HEADER or field is None or not field.default:
            return ""
        return self.expand(field.default, path) or self.form.title

    def _field(self, path: Path) -> Field | None:
        """The field of a path, or None for the pseudo-field that says which rows apply."""
        return None if path.field == WHICH else self.form.field(path)

    def _value(self, path: Path) -> Any:
        field = self._field(path)
        if field is None or not self.relevant(path):
            return None
        if field.calculation is not None:
            return field.calculation.evaluate(self.lookup(path))
        text = self.answers.get(path)
        if not text:
            return None
        try:
            value = _read(field.kind, text, self.context(field))
        except Unreadable:
            return None
        is_cell = isinstance(value, Measure) and path.field in ("target", "actual")
        return self._in_row(path, value) if is_cell else value

    def _in_row(self, path: Path, value: Measure) -> Measure:
        """A cell of an indicator as its heading, its row's name and the other cell make it."""
        from forms.values.in_row import as_headed, as_target
        from forms.values.zero import as_zero

        group, name = self.group_of(path), self.row_name(path)
        value = as_headed(value, group, name, self.year)
        if path.field == "target":
            return as_target(value, group, name, None if value.value else self._as_read(path.at("actual")))
        if value.is_quantity and value.value or not self.form.page(path.page).has("target"):
            return value
        target = self.value(path.at("target"))
        return as_zero(value, target) if isinstance(target, Measure) else value

    def _as_read(self, path: Path) -> Measure | None:
        """A cell by its own words alone."""
        if not self.form.page(path.page).has(path.field):
            return None
        field, text = self.form.field(path), self.answers.get(path)
        if not text or field.kind != "measure":
            return None
        measure = _read(field.kind, text, self.context(field))
        return measure if isinstance(measure, Measure) else None

    def _is_relevant(self, path: Path) -> bool:
        page = self.form.page(path.page)
        if path.row and self._is_part(page, path) and path.row not in self.applied_rows(page):
            return False
        field = self._field(path)
        if field is None or field.relevant is None:
            return True
        return bool(field.relevant.evaluate(self.lookup(path)))

    def _is_part(self, page: Page, path: Path) -> bool:
        """Whether the path lies in a printed row that is a part of the total."""
        return page.type is PageType.FIXED and bool(path.row) and not page.row(path.row).total


@lru_cache(maxsize=1 << 15)
def _read(kind: str, text: str, context: Context) -> Any:
    """An answer as its kind reads it: between two states of the answers, and two reports, most texts are the same."""
    return KINDS[kind].read(text, context)


def show_figure(value: Any, field: Field) -> str:
    """A derived figure in the definition's own number of decimals, rounded half up; empty without a value."""
    if not isinstance(value, Decimal):
        return "" if value is None else str(value)
    places = field.decimals if field.decimals is not None else field.max_decimals
    rounded = value if places is None else half_up(value, places)
    text = f"{rounded:f}"
    if field.decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}%" if field.kind == "percent" else text


def _plain(label: str) -> str:
    """A label without the letters that the table's head adds in brackets."""
    return re.sub(r"[（(].*?[)）]", "", label)
