"""What a form is, as frozen values: pages of fields, the rows of a page, the drawn layout, the profile.

Built by `definition.py` from a TOML file; read by everything else in `forms`. Nothing here knows an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from forms.expression import Expression
from forms.path import Path

HEADER = "header"
"""The page every form has: 附件 number, title and year, which stand above the table (`/到 表头`)."""


class PageType(Enum):
    """How often the questions of a page are asked."""

    PLAIN = "plain"
    """Each question once."""
    FIXED = "fixed"
    """Once for each of the rows printed on the form, such as the sources of funds."""
    REPEATED = "repeated"
    """Once for each row that the person adds under one of the form's groups, such as the indicators."""


class Field(NamedTuple):
    """One question, and the cell it fills."""

    name: str
    """The name in data, such as `annual_budget`."""
    label: str
    """The official words in the table, such as 全年预算数（A）."""
    kind: str
    """A key of `forms.values.KINDS`."""
    question: str = ""
    """The question in plain words; may hold `{row}` (the row's name) and `{holes}` of other answers."""
    hint: str = ""
    """One short real example, shown with the question."""
    why: str = ""
    """Why it is asked, with the rule behind it, shown by `/为什么`."""
    example: str = ""
    """A longer real example, shown by `/为什么`."""
    options: tuple[str, ...] = ()
    """The official labels of a choice."""
    required: bool = False
    """Whether a reviewer sends the form back when the cell is empty."""
    relevant: Expression | None = None
    """Whether the cell has meaning at all; false keeps the answer out of the table without losing it."""
    ask_when: Expression | None = None
    """Whether the conversation asks by itself; the answer exists and can be gone to all the same."""
    calculation: Expression | None = None
    """How a derived cell is computed; a field with one is never typed."""
    decimals: int | None = None
    """Exactly so many decimals in a derived figure (100.00%)."""
    max_decimals: int | None = None
    """At most so many decimals in a derived figure (100%)."""
    carry: bool = False
    """Whether a new report offers the answer of the last report of the same form."""
    default: str = ""
    """The text offered where nothing can be carried; may hold `{holes}`."""


class FixedRow(NamedTuple):
    """A row printed on a fixed page."""

    key: str
    """The row's identity in paths, such as `total`."""
    label: str
    """The official label, such as 年度资金总额."""
    total: bool = False
    """Whether it is the total that the other rows are parts of."""


class Group(NamedTuple):
    """A fixed heading under which the rows of a repeated page stand."""

    key: str
    """The identity, such as `quantity`."""
    level1: str
    """The official label of the first level, such as 产出指标."""
    level2: str
    """The official label of the second level, such as 数量指标."""
    preset: tuple[str, ...] = ()
    """Names of rows printed on the form: given, and not droppable."""
    carry: tuple[str, ...] = ()
    """Fields of the first row that a new report takes over from the last one."""
    hint: Mapping[str, str] = MappingProxyType({})
    """A group's own examples, by field name, in place of the field's hint."""


class _Page(NamedTuple):
    """What `Page` holds."""

    name: str
    """The name in data, such as `funds`."""
    title: str
    """The heading shown to people, such as 项目资金."""
    type: PageType
    fields: tuple[Field, ...]
    """In the order asked. On a repeated page the first is the row's name."""
    rows: tuple[FixedRow, ...] = ()
    """The printed rows of a fixed page, the total first."""
    groups: tuple[Group, ...] = ()
    """The groups of a repeated page, in the form's order."""
    ask_which: str = ""
    """The question by which a fixed page asks which of its part rows apply; empty asks every row."""
    none_fills: tuple[str, ...] = ()
    """The fields that 无 as a row's name fills with 无, as offices write it."""
    aliases: tuple[str, ...] = ()
    """Other words for the page in `/到`."""


class Page(_Page):
    """A section of the form."""

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError where there is none."""
        return self._fields_by_name[name]

    def has(self, name: str) -> bool:
        """Whether it has a field of that name."""
        return name in self._fields_by_name

    @cached_property
    def _fields_by_name(self) -> dict[str, Field]:
        """Looked into thousands of times for one report, so it is made once."""
        return {each.name: each for each in reversed(self.fields)}

    def group(self, key: str) -> Group:
        """The group of that key; raises KeyError where there is none."""
        for each in self.groups:
            if each.key == key:
                return each
        raise KeyError(f"{self.name}/{key}")

    def row(self, key: str) -> FixedRow:
        """The printed row of that key; raises KeyError where there is none."""
        for each in self.rows:
            if each.key == key:
                return each
        raise KeyError(f"{self.name}#{key}")

    @property
    def key_field(self) -> Field:
        """The field that names a row of a repeated page."""
        return self.fields[0]


WHICH = "which"
"""The field name under which a fixed page keeps the answer to its `ask_which` (labels joined by 、)."""


class Layout(NamedTuple):
    """The official table as drawn in the definition; `layout.py` reads the picture and `assemble.py` fills it."""

    above: tuple[str, ...]
    """Lines over the table, with holes."""
    picture: tuple[tuple[str, ...], ...]
    """Squares, rows × columns: text with holes, `<` joined to the left, `^` joined to above."""
    below: tuple[str, ...] = ()
    """Lines under the table, with holes."""
    widths: tuple[int, ...] = ()
    """Relative widths of the columns, for formats that need them; empty where content decides."""


PROJECT_NAME = Path("facts", "", "project_name")
"""By which a report is known where its definition says nothing else."""
UNNAMED = "未命名"
"""What is said where a report or a row has no name yet."""


class _Form(NamedTuple):
    """What `Form` holds."""

    code: str
    edition: str
    title: str
    pages: tuple[Page, ...]
    layout: Layout
    checks: Mapping[str, Any] = MappingProxyType({})
    """The profile: a check's code to its severity or its thresholds; a code that is absent does not run."""
    name_field: Path = PROJECT_NAME
    """The answer by which people know a report."""


class Form(_Form):
    """One official form in one edition."""

    def page(self, name: str) -> Page:
        """The page of that name; raises KeyError where there is none."""
        return self._pages_by_name[name]

    @cached_property
    def _pages_by_name(self) -> dict[str, Page]:
        return {each.name: each for each in reversed(self.pages)}

    def field(self, path: Path) -> Field:
        """The field that an address leads to; raises KeyError where there is none."""
        return self._fields_by_place[path.page, path.field]

    @cached_property
    def _fields_by_place(self) -> dict[tuple[str, str], Field]:
        """Looked into hundreds of times for one report, so it is made once."""
        return {(page.name, each.name): each for page in reversed(self.pages) for each in reversed(page.fields)}

    @cached_property
    def severities(self) -> Mapping[str, str]:
        """Code → how severely the profile takes it; without those that do not run."""
        words = ((code, each.get("severity") if isinstance(each, dict) else each) for code, each in self.checks.items())
        return {code: word for code, word in words if word}
