"""The automatic numbers of lists, which stand on the paper and nowhere in the text; called by `word_text.py`.

A paragraph names a list and a level of it; the list names an abstract list, whose counters all its lists share.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from store.readers.word_numerals import numeral
from store.readers.word_styles import Styles
from store.readers.word_symbols import is_symbols, is_unknown, shown
from store.readers.word_xml import Element, attribute, every, inner, is_on, number, unwrapped

_LEVELS = 9
"""Levels that a list has."""
_MAX_TEXT = 100
"""Characters of a level's text; it is written once a paragraph."""
_PLACEHOLDER = re.compile(r"%([1-9])")
_FULL_WIDTH_END = "、．。，）】〕》：；"
"""After these a number needs no blank before its text."""


class _Level(NamedTuple):
    """How one level of a list counts and what it writes."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts: int = -1
    """The number of the level whose next step starts this one anew; -1: any level above it, 0: none."""
    legal: bool = False
    """Whether all levels in its text are written as plain digits."""
    font: str = ""
    paragraph_style: str = ""
    """The style whose paragraphs stand on this level."""


class _List(NamedTuple):
    """What `w:num` says: which counters it uses, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int]


class Numbering:
    """The numbers of one document, to be asked for paragraph by paragraph in its order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts = {attribute(each, "w:abstractNumId") or "": each for each in every(root, "w:abstractNum")}
        self._nums = {attribute(each, "w:numId") or "": each for each in every(root, "w:num")}
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        """The levels of each abstract list that was asked for."""
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str:
        """The number that a paragraph with these properties begins with, its gap included; empty where it has none."""
        id, depth = self._place(properties)
        listed = self._list(id)
        level = listed.levels.get(depth) if listed else None
        if listed is None or level is None:
            return ""
        self._count(id, listed, depth)
        text = self._written(listed, depth, level)
        return text + _gap(text, level.suffix)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and the level, from the paragraph itself or from its style."""
        own = inner(properties, "w:numPr")
        depth = number(inner(own, "w:ilvl"), -1)
        id = attribute(inner(own, "w:numId"))
        style = None
        if id is None:
            said = self._styles.numbering(self._styles.of_paragraph(properties))
            style, id = said.style, said.list
            depth = said.level if depth < 0 else depth
        if depth < 0:
            depth = self._level_of_style(id, style)
        return id or "0", min(depth, _LEVELS - 1)

    def _level_of_style(self, id: str | None, style: str | None) -> int:
        """The level that a list keeps for the paragraphs of a style, its first one where it keeps none."""
        listed = self._list(id or "0") if style else None
        levels = listed.levels.items() if listed else ()
        return next((depth for depth, level in levels if level.paragraph_style == style), 0)

    def _list(self, id: str) -> _List | None:
        if id not in self._lists:
            # Id 0 takes a paragraph out of the list of its style.
            self._lists[id] = self._read(id) if id != "0" and id in self._nums else None
        return self._lists[id]

    def _read(self, id: str) -> _List:
        num = self._nums[id]
        abstract = attribute(inner(num, "w:abstractNumId")) or ""
        if abstract not in self._levels:
            self._levels[abstract] = _levels(self._linked(self._abstracts.get(abstract)))
        levels = dict(self._levels[abstract])
        overrides = {}
        for each in every(num, "w:lvlOverride"):
            depth = number(each, 0, "w:ilvl")
            levels |= _levels(each)
            start = inner(each, "w:startOverride")
            if start is not None:
                overrides[depth] = number(start)
        return _List(abstract, levels, overrides)

    def _linked(self, abstract: Element | None) -> Element | None:
        """The abstract list that holds the levels: another one where it only names a style of lists."""
        link = attribute(inner(abstract, "w:numStyleLink"))
        if link is None:
            return abstract
        holders = (each for each in self._abstracts.values() if attribute(inner(each, "w:styleLink")) == link)
        return next(holders, abstract)

    def _count(self, id: str, listed: _List, depth: int) -> None:
        counters = self._counters.setdefault(listed.abstract, {})
        first = (id, depth) not in self._begun
        self._begun.add((id, depth))
        if first and depth in listed.overrides:
            counters[depth] = listed.overrides[depth]
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = listed.levels[depth].start
        for below in [each for each in counters if each > depth]:
            restarts = listed.levels.get(below, _Level()).restarts
            if restarts < 0 or depth < restarts:
                del counters[below]

    def _written(self, listed: _List, depth: int, level: _Level) -> str:
        if level.style == "bullet":
            return _bullet(level)
        counters = self._counters[listed.abstract]

        def value(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = listed.levels.get(place, _Level())
            if place > depth or other.style == "none":
                return ""
            return numeral(counters.get(place, other.start), "decimal" if level.legal else other.style)

        return _PLACEHOLDER.sub(value, level.text)


def _levels(holder: Element | None) -> dict[int, _Level]:
    """The levels that an abstract list, or what is said instead for one list, holds."""
    found = [] if holder is None else unwrapped(holder, {"w:lvl"})
    return {number(each, 0, "w:ilvl"): _level(each) for each in found}


def _level(element: Element) -> _Level:
    said = {each: element_of for each in ("numFmt", "lvlText") for element_of in unwrapped(element, {f"w:{each}"})}
    fonts = inner(element, "w:rPr", "w:rFonts")
    return _Level(
        start=number(inner(element, "w:start"), 0),
        style=attribute(said.get("numFmt")) or "decimal",
        text=(attribute(said.get("lvlText")) or "")[:_MAX_TEXT],
        suffix=attribute(inner(element, "w:suff")) or "tab",
        restarts=number(inner(element, "w:lvlRestart"), -1),
        legal=is_on(inner(element, "w:isLgl")),
        font=attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or "",
        paragraph_style=attribute(inner(element, "w:pStyle")) or "",
    )


def _bullet(level: _Level) -> str:
    text = shown(level.text, level.font) if is_symbols(level.font) else level.text
    return "".join("•" if is_unknown(char) else char for char in text)


def _gap(text: str, suffix: str) -> str:
    if not text or suffix == "nothing" or suffix == "tab" and text[-1] in _FULL_WIDTH_END:
        return ""
    return " "
