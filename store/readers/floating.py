"""What floats over the cells of an Excel sheet: text boxes, where offices put titles, and check boxes; for `xlsx`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from store.readers.packages import local
from store.readers.sheets import Box

MAX_BOXES = 200
"""Of each kind, of a sheet."""
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_TICKABLE = ("Checkbox", "Radio")
_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
"""As Excel writes it here, in what is XML otherwise."""
_SHAPE_ID = re.compile(r"_s(\d{1,9})$")
_HEIGHT = re.compile(r"height:(\d{1,4}(?:\.\d{1,4})?)pt")
_PIXELS = 4 / 3
"""Of a point, in which heights are written; anchors are written in pixels."""
_OFFICE = "{urn:schemas-microsoft-com:office:excel}"


def text_boxes(drawing: etree._Element, controls: Collection[str]) -> list[Box]:
    """The texts of a drawing's shapes, one line a paragraph, without the doubles of the controls with those ids."""
    boxes: list[Box] = []
    for anchor in _inside(drawing, _ANCHORS):
        row, column = (_corner(anchor, name) for name in ("row", "col"))
        for shape in _inside(anchor, ("sp",)):
            text = "\n".join(_paragraph(each) for each in _inside(shape, ("p",)))
            own = next(_inside(shape, ("cNvPr",)), None)
            left_out = own is not None and (own.get("id") in controls or own.get("hidden") in ("1", "true"))
            if text.strip() and not left_out and len(boxes) < MAX_BOXES:
                boxes.append(Box(row, column, text))
    return boxes


def check_boxes(vml: bytes, ticked: Mapping[str, bool]) -> list[Box]:
    """The check boxes and option buttons of a sheet's old-style drawing, ticked or not, each with its label.

    Some programs tell only in the controls' own parts which are ticked: `ticked`, by the id of the shape, in order.
    """
    found = [data for data in _client_data(vml) if data.get("ObjectType") in _TICKABLE]
    in_order = list(ticked.values()) if len(ticked) == len(found) else []
    boxes: list[Box] = []
    for number, data in enumerate(found[:MAX_BOXES]):
        shape = data.getparent()
        anchor = [_number(each) for each in (data.findtext(f"{_OFFICE}Anchor") or "").split(",")]
        if shape is None or len(anchor) != 8:
            continue
        said = (data.findtext(f"{_OFFICE}Checked") or "0").strip() == "1"
        is_ticked = said or ticked.get(_id(shape), in_order[number] if in_order else False)
        text = ("☑" if is_ticked else "□") + _label(shape)
        boxes.append(Box(_middle_row(anchor, shape.get("style", "")), anchor[0], text, anchor[1]))
    return boxes


def _client_data(vml: bytes) -> list[etree._Element]:
    """What Excel adds to each shape; nothing where the drawing cannot be read at all, since the cells still can."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root: etree._Element | None = etree.fromstring(_BREAK.sub(b" ", vml), parser)
    except etree.XMLSyntaxError:
        return []
    return list(root.iter(f"{_OFFICE}ClientData")) if root is not None else []


def ticks(controls: Mapping[str, etree._Element]) -> dict[str, bool]:
    """Of the controls of a sheet, by the id of their shape: whether those that can be ticked are."""
    return {
        id: control.get("checked") == "Checked"
        for id, control in controls.items()
        if control.get("objectType") in ("CheckBox", "Radio")
    }


def _id(shape: etree._Element) -> str:
    """The id by which the sheet's controls know a shape."""
    match = _SHAPE_ID.search(shape.get("{urn:schemas-microsoft-com:office:office}spid") or shape.get("id") or "")
    return match[1] if match else ""


def _label(shape: etree._Element) -> str:
    return " ".join("".join(str(text) for box in _inside(shape, ("textbox",)) for text in box.itertext()).split())


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


def _middle_row(anchor: list[int], style: str) -> int:
    """The row that the middle of a check box lies on; drawn by hand, it often begins a little above its row."""
    top, bottom, reach = anchor[2], anchor[6], anchor[7]
    height = _HEIGHT.search(style)
    half = float(height[1]) * _PIXELS / 2 if height else 0
    return bottom if bottom == top + 1 and half and reach > half else top


def _paragraph(paragraph: etree._Element) -> str:
    return "".join("\n" if local(each) == "br" else each.text or "" for each in _inside(paragraph, ("t", "br")))


def _corner(anchor: etree._Element, name: str) -> int:
    start = next(_inside(anchor, ("from",)), None)
    found = next(_inside(start, (name,)), None) if start is not None else None
    return _number(found.text or "") if found is not None else 0


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() and len(text) < 10 else 0
