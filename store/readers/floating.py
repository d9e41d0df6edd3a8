"""What floats over the cells of an Excel sheet: text boxes, where offices put titles, and check boxes; for `xlsx`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from store.readers.packages import local
from store.readers.sheets import Box

_MAX_BOXES = 200
"""Of each kind, of a sheet."""
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_TICKABLE = ("Checkbox", "Radio")
_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
"""As Excel writes it here, in what is XML otherwise."""
_OFFICE = "{urn:schemas-microsoft-com:office:excel}"


def text_boxes(drawing: etree._Element) -> list[Box]:
    """The texts of a drawing's shapes, one line a paragraph."""
    boxes: list[Box] = []
    for anchor in _inside(drawing, _ANCHORS):
        row, column = (_corner(anchor, name) for name in ("row", "col"))
        for shape in _inside(anchor, ("sp",)):
            text = "\n".join(_paragraph(each) for each in _inside(shape, ("p",)))
            if text.strip() and not _hidden(shape) and len(boxes) < _MAX_BOXES:
                boxes.append(Box(row, column, text))
    return boxes


def check_boxes(vml: bytes) -> list[Box]:
    """The check boxes and option buttons of a sheet's old-style drawing, ticked or not, each with its label."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(_BREAK.sub(b" ", vml), parser)
    boxes: list[Box] = []
    for data in root.iter(f"{_OFFICE}ClientData") if root is not None else ():
        shape = data.getparent()
        anchor = (data.findtext(f"{_OFFICE}Anchor") or "").split(",")
        if data.get("ObjectType") not in _TICKABLE or shape is None or len(anchor) < 3 or len(boxes) >= _MAX_BOXES:
            continue
        label = " ".join("".join(str(text) for box in _inside(shape, ("textbox",)) for text in box.itertext()).split())
        mark = "☑" if (data.findtext(f"{_OFFICE}Checked") or "0").strip() == "1" else "□"
        boxes.append(Box(_number(anchor[2]), _number(anchor[0]), mark + label))
    return boxes


def _inside(element: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of those names below one, but not below one another; of alternatives only the first."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        name = local(child)
        if name in names:
            yield child
        elif name == "AlternateContent":
            waiting += list(child)[:1]
        else:
            waiting += reversed(child)


def _hidden(shape: etree._Element) -> bool:
    """Whether a shape is hidden, as the double of each check box is."""
    return any(each.get("hidden") in ("1", "true") for each in _inside(shape, ("cNvPr",)))


def _paragraph(paragraph: etree._Element) -> str:
    return "".join("\n" if local(each) == "br" else each.text or "" for each in _inside(paragraph, ("t", "br")))


def _corner(anchor: etree._Element, name: str) -> int:
    start = next(_inside(anchor, ("from",)), None)
    found = next(_inside(start, (name,)), None) if start is not None else None
    return _number(found.text or "") if found is not None else 0


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 10 else 0
