"""The little of a page's style that decides what text there is: what is hidden, and where blanks are kept.

Used by `html_page.py`. Rules for elements, classes and ids are understood, which is how Word, Excel and our own pages
write them; those for anything within anything else are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PROPERTIES = {"display", "visibility", "white-space"}
_SELECTOR = re.compile(r"[\w-]*(?:[.#][\w-]+)?\Z")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_KEEPING = {"pre", "pre-wrap", "pre-line", "break-spaces"}

Declarations = Mapping[str, str]
"""Property → value."""


def is_hidden(declared: Declarations) -> bool:
    """Whether an element so declared is not to be seen."""
    return declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse")


def is_block(declared: Declarations) -> bool:
    """Whether an element so declared has lines to itself, whatever it is."""
    return declared.get("display") in ("block", "list-item", "flex", "grid")


def keeps_blanks(declared: Declarations, inherited: bool) -> bool:
    """Whether all blanks and line ends in an element so declared are shown."""
    value = declared.get("white-space", "inherit")
    return inherited if value in ("inherit", "unset") else value in _KEEPING


class StyleSheet:
    """The rules of a page so far."""

    def __init__(self) -> None:
        self._rules: dict[str, dict[str, str]] = {}

    def add(self, text: str) -> None:
        """The rules of a further `<style>`."""
        for selectors, body in _rules(_COMMENT.sub(" ", text)):
            declared = _declarations(body)
            if not declared:
                continue
            for selector in selectors.split(","):
                if _SELECTOR.match(selector.strip()):
                    self._rules.setdefault(selector.strip(), {}).update(declared)

    def of(self, tag: str, attributes: Mapping[str, str]) -> Declarations:
        """What is declared for an element, the more particular rule over the more general one."""
        own = attributes.get("style")
        if not self._rules:
            return _declarations(own) if own else {}
        declared: dict[str, str] = {}
        marks = [f".{name}" for name in attributes.get("class", "").split()]
        marks += [f"#{attributes['id']}"] if "id" in attributes else []
        for selector in (tag, *(name for mark in marks for name in (mark, tag + mark))):
            declared.update(self._rules.get(selector, ()))
        return {**declared, **_declarations(own)} if own else declared


def _declarations(body: str) -> dict[str, str]:
    """Those of the properties that matter."""
    pairs = (part.partition(":") for part in body.lower().split(";"))
    found = {name.strip(): value.partition("!")[0].strip() for name, _, value in pairs}
    return {name: found[name] for name in _PROPERTIES & found.keys()}


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule; what is in a group of its own, as for printing, is left out."""
    depth, selectors = 0, ""
    for part in re.split("([{}])", text):
        if part == "{":
            depth += 1
        elif part == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            selectors = part.rpartition(";")[2]
        elif depth == 1 and "@" not in selectors:
            yield selectors, part
