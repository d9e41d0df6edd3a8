"""Whether the names in a definition lead to a question, in expressions, holes and layout; used by `definition.py`.

The rules are those by which `compute.py` later finds the answers; here a wrong name becomes a fault with the nearest
right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from forms.keys import or_nearest
from forms.model import HEADER, Page, PageType

LEVELS = ("level1", "level2")
"""Names by which a layout shows the two labels of a row's group."""
ROW_NAME = "row"
"""The hole of a question that stands for the row's name."""

_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


class Names:
    """All names of one definition."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages: Mapping[str, Page] = {page.name: page for page in pages}

    def fault(self, name: str, page: Page | None) -> str:
        """What is wrong with a name, seen from a page (None is the layout); empty where it leads to an answer."""
        parts = name.split(".")
        if len(parts) == 1:
            return self._bare(name, page)
        target = self.pages.get(parts[0])
        if target is None or len(parts) > 3:
            return f"没有「{name}」{or_nearest(name, self.every(page))}"
        if len(parts) == 3:
            return self._in_row(name, target, page)
        if parts[1] not in self._of_page(target, page):
            return f"没有「{name}」{or_nearest(name, self.every(page))}"
        if target.type is PageType.FIXED and target is not page:
            row = target.rows[0].key if target.rows else "total"
            return f"「{name}」要写明哪一行，如 {target.name}.{row}.{parts[1]}"
        if target.type is PageType.REPEATED and page is not None and target is not page:
            return f"「{name}」有许多行，这里不能用"
        return ""

    def every(self, page: Page | None) -> list[str]:
        """Every name that could be written at that place."""
        names = [field.name for field in page.fields] if page else []
        names += [field.name for field in self.pages[HEADER].fields]
        for target in self.pages.values():
            if target.type is PageType.FIXED:
                names += [f"{target.name}.{row.key}.{field.name}" for row in target.rows for field in target.fields]
            elif target.type is PageType.PLAIN or target is page or page is None:
                names += [f"{target.name}.{name}" for name in self._of_page(target, page)]
        return names

    def plain(self) -> list[Page]:
        """The pages whose questions are asked once, without the header."""
        return [page for page in self.pages.values() if page.type is PageType.PLAIN and page.name != HEADER]

    def is_repeated(self, name: str) -> bool:
        """Whether a name in a layout stands for as many answers as its page has rows."""
        page = self.pages.get(name.partition(".")[0])
        return page is not None and page.type is PageType.REPEATED and "." in name

    def is_choice(self, name: str) -> bool:
        """Whether a name leads to a choice; a name that leads nowhere is another fault, not this one."""
        page, field = self._target(name, None)
        kinds = [each.kind for each in page.fields if each.name == field] if page else []
        return kinds in ([], ["choice"])

    def uses(self, page: str, field: str) -> list[tuple[str, str]]:
        """The (page, field) of every name in a field's calculation."""
        own = self.pages[page]
        expressions = [each.calculation for each in own.fields if each.name == field and each.calculation]
        targets = [self._target(name, own) for expression in expressions for name in sorted(expression.names)]
        return [(target.name, name) for target, name in targets if target]

    def to_draw(self) -> Iterator[tuple[Page, str, str]]:
        """Each question as (page, field, the name by which a layout draws it); the header stands above the table."""
        for page in self.pages.values():
            keys = [f".{row.key}" for row in page.rows] if page.type is PageType.FIXED else [""]
            if page.name != HEADER:
                yield from (
                    (page, field.name, f"{page.name}{key}.{field.name}") for key in keys for field in page.fields
                )

    def _target(self, name: str, page: Page | None) -> tuple[Page | None, str]:
        """The page and field that a name means, without looking whether they are there."""
        parts = name.split(".")
        if len(parts) > 1:
            return self.pages.get(parts[0]), parts[-1]
        own = page is not None and any(field.name == name for field in page.fields)
        return (page if own else self.pages[HEADER]), name

    def _of_page(self, target: Page, page: Page | None) -> list[str]:
        levels = LEVELS if page is None and target.type is PageType.REPEATED else ()
        return [*(field.name for field in target.fields), *levels]

    def _bare(self, name: str, page: Page | None) -> str:
        if any(field.name == name for field in (*(page.fields if page else ()), *self.pages[HEADER].fields)):
            return ""
        return f"没有「{name}」{or_nearest(name, self.every(page))}"

    def _in_row(self, name: str, target: Page, page: Page | None) -> str:
        _, row, field = name.split(".")
        if target.type is not PageType.FIXED:
            return f"「{name}」：页 {target.name} 没有印好的行，请写 {target.name}.{field}"
        if all(each.key != row for each in target.rows) or all(each.name != field for each in target.fields):
            return f"没有「{name}」{or_nearest(name, self.every(page))}"
        return ""


def holes(template: str) -> tuple[list[str], str]:
    """The names in the `{holes}` of a question or a default, and what is wrong with its braces."""
    names: list[str] = []
    for match in _BRACES.finditer(template):
        if match[1] is None:
            return names, f"「{template}」里的 {{ 和 }} 不成对"
        names.append(match[1])
    return names, ""
