"""Excel workbooks (.xlsx, .xlsm, .xltx) as documents, each cell as it is shown; called through the register of readers.

The parts are walked as they lie in the file, since no library shows what a person sees: only cells with something in
them are kept, whatever the size that a sheet claims.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from forms.source import Document
from store.errors import FormatError
from store.readers.floating import MAX_BOXES, check_boxes, text_boxes, ticks
from store.readers.number_formats import BUILTIN, GENERAL
from store.readers.packages import DAMAGED, Package, local, relation_id
from store.readers.sheets import IN_ERROR, NOT_COMPUTED, PICTURE, TOO_LARGE, Sheet, column_of, document, is_zero

_MAX_STRINGS = 1_000_000
_IMAGE = "DISPIMG("
"""The function by which WPS shows a picture in a cell; what it gives is the name of the picture."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(data: bytes) -> Document:
    """The sheets that are shown, one grid each; raises FormatError with one sentence for what is no sound workbook."""
    package = Package(data)
    book = _book(package)
    tree = package.tree(book)
    workbook = _workbook(package, book, tree)
    relations = package.relations(book)
    sheets, notes = [], []
    for each in tree.iter("{*}sheet"):
        name = each.get("name", "")
        target = relations.get(relation_id(each))
        if each.get("state", "visible") != "visible":
            notes.append(f"工作表「{name}」已隐藏，没有读取。")
        elif target is None or target.kind != "worksheet":
            notes.append(f"工作表「{name}」不是表格，没有读取。")
        else:
            sheets.append(_sheet(package, target.target, name, workbook))
    return document(sheets, notes)


class _Workbook(NamedTuple):
    """What all sheets share."""

    strings: Sequence[str]
    formats: Sequence[str]
    """Number format by the number of a cell's style."""
    since_1904: bool


class _Cell(NamedTuple):
    """A cell as it is stored."""

    row: int
    column: int
    kind: str
    format: str
    value: str | None
    """What stands in `<v>`; None where there is none."""
    formula: str | None


def _book(package: Package) -> str:
    book = package.related("", "officeDocument") or "xl/workbook.xml"
    if book.lower().endswith(".bin"):
        raise FormatError("是二进制工作簿（.xlsb），请在 Excel 中另存为 .xlsx 后再导入。")
    return book


def _workbook(package: Package, book: str, tree: etree._Element) -> _Workbook:
    if local(tree) != "workbook":
        raise FormatError(DAMAGED)
    properties = next(tree.iter("{*}workbookPr"), None)
    strings = package.related(book, "sharedStrings")
    styles = package.related(book, "styles")
    return _Workbook(
        _strings(package, strings) if strings else (),
        _formats(package.tree(styles)) if styles else (),
        properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _strings(package: Package, name: str) -> list[str]:
    strings: list[str] = []
    for item in package.walk(name, "si"):
        strings.append(_rich_text(item))
        if len(strings) > _MAX_STRINGS:
            raise FormatError(TOO_LARGE)
    return strings


def _rich_text(item: etree._Element) -> str:
    """The text of all runs, without the readings that Japanese programs put over them."""
    said = ""
    for child in item:
        match local(child):
            case "t":
                said += _text(child)
            case "r":
                said += "".join(_text(run) for run in child if local(run) == "t")
    return unescaped(said) if "_x" in said else said


def _text(element: etree._Element) -> str:
    text = element.text or ""
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" \t\r\n")


def unescaped(text: str) -> str:
    """A text with `_x000D_` and its like as the characters they stand for."""
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= character <= "\udfff" for character in plain):
        return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


def _formats(styles: etree._Element) -> list[str]:
    own = {each.get("numFmtId"): each.get("formatCode", GENERAL) for each in styles.iter("{*}numFmt")}
    used = styles.find("{*}cellXfs")
    ids = [each.get("numFmtId", "0") for each in used if local(each) == "xf"] if used is not None else []
    return [own.get(each) or BUILTIN.get(int(each) if each.isdecimal() else 0, GENERAL) for each in ids]


def _sheet(package: Package, name: str, title: str, workbook: _Workbook) -> Sheet:
    sheet = Sheet(title)
    formulas: dict[str, str] = {}
    controls: dict[str, str] = {}
    row = -1
    for element in package.walk(name, "row", "col", "mergeCell", "control"):
        match local(element):
            case "row":
                row = _row(element, row, sheet, workbook, formulas)
            case "col":
                _hide_columns(element, sheet)
            case "mergeCell":
                _merge(element.get("ref", ""), sheet)
            case "control":
                controls[element.get("shapeId", "")] = relation_id(element)
    _float(package, name, controls, sheet)
    return sheet


def _float(package: Package, name: str, controls: Mapping[str, str], sheet: Sheet) -> None:
    """Read what floats over a sheet; its controls are given as the id of the shape → that of the relation."""
    relations = package.relations(name) if controls else {}
    known = {id: relations[each].target for id, each in controls.items() if each in relations}
    ticked = ticks({id: package.tree(part) for id, part in list(known.items())[:MAX_BOXES] if package.has(part)})
    for part in package.all_related(name, "drawing"):
        sheet.lines += text_boxes(package.tree(part), controls)
    for part in package.all_related(name, "vmlDrawing"):
        sheet.ticks += check_boxes(package.part(part), ticked)


def _row(element: etree._Element, before: int, sheet: Sheet, workbook: _Workbook, formulas: dict[str, str]) -> int:
    """Read one row and give its number, which it need not say when it follows the one before."""
    row = _number(element.get("r"), before + 2) - 1
    if element.get("hidden") in ("1", "true") or is_zero(element.get("ht")):
        sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        name = cell.get("r")
        column = column_of(name.rstrip("0123456789")) if name else column + 1
        if len(cell):  # most cells of a sheet with lines have a style and nothing else
            _cell(_stored(cell, row, column, workbook.formats), cell, sheet, workbook, formulas)
    return row


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _stored(cell: etree._Element, row: int, column: int, formats: Sequence[str]) -> _Cell:
    value = formula = None
    for child in cell:
        name = local(child)
        if name == "v":
            value = child.text or ""
        elif name == "f":
            formula = child.text or ""
    style = _number(cell.get("s"), 0)
    return _Cell(row, column, cell.get("t", "n"), formats[style] if style < len(formats) else GENERAL, value, formula)


def _cell(stored: _Cell, element: etree._Element, sheet: Sheet, workbook: _Workbook, formulas: dict[str, str]) -> None:
    row, column, kind, code, value, formula = stored
    if formula is not None:
        formula = _shared(element, formula, formulas)
        if _IMAGE in formula:
            sheet.remark(PICTURE, row, column)
            return
        if not value and kind != "str":
            sheet.remark(NOT_COMPUTED, row, column)
            sheet.put(row, column, "=" + formula)
            return
    match kind:
        case "s":
            sheet.put_text(row, column, _string(workbook.strings, value), code)
        case "inlineStr":
            inline = next((_rich_text(child) for child in element if local(child) == "is"), value or "")
            sheet.put_text(row, column, inline, code)
        case "str":
            sheet.put_text(row, column, unescaped(value or ""), code)
        case "b":
            sheet.put(row, column, "TRUE" if value in ("1", "true") else "FALSE")
        case "e":
            sheet.remark(IN_ERROR, row, column)
            sheet.put(row, column, value or "")
        case _:
            sheet.put_number(row, column, value or "", code, workbook.since_1904)


def _shared(element: etree._Element, formula: str, formulas: dict[str, str]) -> str:
    """A formula's text, from the cell that has it where several share it."""
    number = next((child.get("si") for child in element if local(child) == "f"), None)
    return formulas.setdefault(number, formula) if number is not None else formula


def _string(strings: Sequence[str], value: str | None) -> str:
    number = _number(value, len(strings))
    if number >= len(strings):
        raise FormatError(DAMAGED)
    return strings[number]


def _hide_columns(element: etree._Element, sheet: Sheet) -> None:
    if element.get("hidden") in ("1", "true") or is_zero(element.get("width")):
        first, last = _number(element.get("min"), 1), _number(element.get("max"), 1)
        sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))


def _merge(reference: str, sheet: Sheet) -> None:
    corners = [re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", corner) for corner in reference.split(":")]
    if len(corners) == 2 and corners[0] and corners[1]:
        (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
        sheet.merge(int(top) - 1, column_of(left), int(bottom), column_of(right) + 1)
