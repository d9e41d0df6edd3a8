"""The XML inside a Word file: short names for its elements, and a walk that sees through what they are wrapped in.

Both dialects of Office Open XML, Transitional and Strict, get the same short names, `w:p` or `m:t`, so that no other
module knows there are two. Called by all modules that read Word files.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from lxml import etree

Element = etree._Element
"""An element of a Word file's XML."""

DAMAGED = "Word 文档的内容已损坏，请用 Word 或 WPS 打开后另存为 docx 再导入。"
"""What to say of a file whose parts cannot be read."""

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_SPACES = {
    "w": (f"{_OPEN}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main"),
    "m": (f"{_OPEN}/officeDocument/2006/math", f"{_STRICT}/officeDocument/math"),
    "r": (f"{_OPEN}/officeDocument/2006/relationships", f"{_STRICT}/officeDocument/relationships"),
    "rel": (f"{_OPEN}/package/2006/relationships",),
    "mc": (f"{_OPEN}/markup-compatibility/2006",),
    "w14": ("http://schemas.microsoft.com/office/word/2010/wordml",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "c": (f"{_OPEN}/drawingml/2006/chart", f"{_STRICT}/drawingml/chart"),
    "dgm": (f"{_OPEN}/drawingml/2006/diagram", f"{_STRICT}/drawingml/diagram"),
    "xml": ("http://www.w3.org/XML/1998/namespace",),
}
_PREFIXES = {space: prefix for prefix, spaces in _SPACES.items() for space in spaces}

_LARGE = 10**9
"""No measure of a document is larger, and Python would not write out some of those that are."""

_NOT_SHOWN = frozenset(
    f"w:{local}"
    for local in (
        *("del", "moveFrom", "delText", "delInstrText"),
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "rt"),
    )
)
"""What is deleted, what only describes its neighbour, and the reading above a ruby."""
_TEXTS = frozenset({"w:t", "w:sym", "w:tbl", "m:t", "v:textpath"})
"""What makes a branch of alternate content worth taking."""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(space[1:], '')}:{local}"


@lru_cache(maxsize=4096)
def _long(called: str) -> tuple[str, ...]:
    prefix, _, local = called.partition(":")
    if not local:
        return (called,)
    return tuple(f"{{{space}}}{local}" for space in _SPACES[prefix])


def name(element: Element) -> str:
    """What an element is called, such as `w:tbl`; unknown vocabularies have no prefix."""
    return _short(element.tag)


def attribute(element: Element | None, called: str = "w:val") -> str | None:
    """An attribute of an element that may be missing, since most of Word's properties are."""
    if element is not None:
        for tag in _long(called):
            found = element.get(tag)
            if found is not None:
                return found
    return None


def inner(element: Element | None, *path: str) -> Element | None:
    """The first element down a path of names, None where a step is missing."""
    for called in path:
        if element is None:
            return None
        element = next(element.iterchildren(*_long(called)), None)
    return element


def every(element: Element | None, called: str) -> list[Element]:
    """The children of that name."""
    return [] if element is None else list(element.iterchildren(*_long(called)))


def anywhere(root: Element, *names: str) -> Iterator[Element]:
    """All elements of those names, however deep, in order."""
    return root.iter(*(tag for called in names for tag in _long(called)))


def is_on(element: Element | None) -> bool:
    """Whether a property is set: it stands there and does not say otherwise."""
    return element is not None and (attribute(element) or "1").lower() not in {"0", "false", "off"}


def number(element: Element | None, default: int = 0, called: str = "w:val") -> int:
    """A property's number, the default where it is missing or none; a monstrous one is cut down to a large one."""
    try:
        return max(-_LARGE, min(int(attribute(element, called) or default), _LARGE))
    except ValueError:
        return default


def unwrapped(parent: Element, wanted: AbstractSet[str]) -> Iterator[Element]:
    """The wanted elements under a parent in their order, whatever they are wrapped in.

    Content controls, accepted insertions, links, tags and drawings are opened, of alternate contents one; what is
    wanted is not looked into. No recursion, so that no depth of wrapping is too deep.
    """
    waiting: list[Iterator[Element]] = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        called = name(element)
        if called in wanted:
            yield element
        elif called == "mc:AlternateContent":
            waiting.append(iter(_branch(element)))
        elif called not in _NOT_SHOWN:
            waiting.append(iter(element))


def _branch(alternate: Element) -> Element | tuple[()]:
    """The one of several alternate contents that is read: the first with text, since one may be a mere picture."""
    branches = [*every(alternate, "mc:Choice"), *every(alternate, "mc:Fallback")]
    with_text = (branch for branch in branches if next(anywhere(branch, *_TEXTS), None) is not None)
    return next(with_text, branches[0] if branches else ())
