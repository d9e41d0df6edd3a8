"""Equations written in one line, as ≥95% or 3/4 or 10²; called by `word_text.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from store.readers.word_xml import Element, attribute, every, inner, is_on, name, unwrapped

_MAX_DEPTH = 40
"""Levels of an equation that are laid out; below them only its characters are read."""

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WANTED = frozenset({
    *("m:t", "m:f", "m:sSup", "m:sSub", "m:sSubSup", "m:rad", "m:d", "m:nary", "m:m", "m:eqArr"),
    *("w:t", "w:tab", "w:br", "w:noBreakHyphen"),
})
_CHARACTERS = frozenset({"m:t", "w:t"})


def linear(element: Element, depth: int = 0) -> str:
    """All that stands in an equation, or in a part of it, from left to right."""
    if depth > _MAX_DEPTH:
        return "".join(each.text or "" for each in unwrapped(element, _CHARACTERS))
    return "".join(_part(each, depth + 1) for each in unwrapped(element, _WANTED))


def _part(element: Element, depth: int) -> str:
    written = _PARTS.get(name(element))
    return written(element, depth) if written else element.text or ""


def _of(element: Element, called: str, depth: int) -> str:
    part = inner(element, called)
    return "" if part is None else linear(part, depth)


def _grouped(text: str) -> str:
    """A text in brackets where it would be torn apart by what stands beside it."""
    plain = text.isalnum() or not text or text.replace(".", "").isalnum()
    return text if plain else f"({text})"


def _fraction(element: Element, depth: int) -> str:
    above, below = _of(element, "m:num", depth), _of(element, "m:den", depth)
    return f"{_grouped(above)}/{_grouped(below)}"


def _moved(text: str, signs: Mapping[int, int], mark: str) -> str:
    """A text as small signs above or below the line, or after a mark where there are no such signs."""
    if all(ord(char) in signs for char in text):
        return text.translate(signs)
    return f"{mark}{_grouped(text)}"


def _script(element: Element, depth: int) -> str:
    below = _moved(_of(element, "m:sub", depth), _LOWERED, "_")
    return _of(element, "m:e", depth) + below + _moved(_of(element, "m:sup", depth), _RAISED, "^")


def _root(element: Element, depth: int) -> str:
    degree = "" if is_on(inner(element, "m:radPr", "m:degHide")) else _of(element, "m:deg", depth)
    return f"{_moved(degree, _RAISED, '')}√{_grouped(_of(element, 'm:e', depth))}"


def _bracketed(element: Element, depth: int) -> str:
    said = inner(element, "m:dPr")
    first, between, last = (
        _sign(said, f"m:{local}", usual) for local, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    return first + between.join(_each(every(element, "m:e"), depth)) + last


def _sign(properties: Element | None, called: str, usual: str) -> str:
    said = attribute(inner(properties, called), "m:val")
    return usual if said is None else said


def _sum(element: Element, depth: int) -> str:
    sign = _sign(inner(element, "m:naryPr"), "m:chr", "∫")
    limits = [_of(element, called, depth) for called in ("m:sub", "m:sup")]
    return (
        sign
        + "".join(f"{mark}{_grouped(text)}" for mark, text in zip("_^", limits, strict=True) if text)
        + (_of(element, "m:e", depth))
    )


def _matrix(element: Element, depth: int) -> str:
    return "\n".join(" ".join(_each(every(row, "m:e"), depth)) for row in every(element, "m:mr"))


def _stacked(element: Element, depth: int) -> str:
    return "\n".join(_each(every(element, "m:e"), depth))


def _each(elements: Iterable[Element], depth: int) -> list[str]:
    return [linear(each, depth) for each in elements]


_PARTS: Mapping[str, Callable[[Element, int], str]] = {
    "m:f": _fraction,
    "m:sSup": _script,
    "m:sSub": _script,
    "m:sSubSup": _script,
    "m:rad": _root,
    "m:d": _bracketed,
    "m:nary": _sum,
    "m:m": _matrix,
    "m:eqArr": _stacked,
    "w:tab": lambda element, depth: "\t",
    "w:br": lambda element, depth: "\n",
    "w:noBreakHyphen": lambda element, depth: "-",
}
"""What is laid out in its own way; of anything else the characters are taken."""
