"""Excel workbooks written by hand, part by part, for what no library would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

USUAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = {
    USUAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*each: tuple[str, str, str], space: str = USUAL) -> str:
    """A part of relations, of (id, kind, target)."""
    items = "".join(
        f'<Relationship Id="{id}" Type="{_RELATIONS[space]}/{kind}" Target="{target}"/>' for id, kind, target in each
    )
    return f'<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with every part of it changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: change(archive.read(name)) for name in archive.namelist()})


def parts(
    rows: str,
    *,
    formats: tuple[str | int, ...] = (),
    strings: str = "",
    before: str = "",
    after: str = "",
    properties: str = "",
    space: str = USUAL,
) -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet 表: its rows, what is before and after them, formats by code or number."""
    codes = ((200 + n, _escaped(str(code))) for n, code in enumerate(formats))
    own = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in codes)
    used = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else 200 + n}"/>'
        for n, code in enumerate(("General", *formats), -1)
    ).replace('"199"', '"0"')
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml"), space=space),
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{_RELATIONS[space]}"><workbookPr {properties}/>'
        '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "/xl/styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
            space=space,
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{space}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}" xmlns:r="{_RELATIONS[space]}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>",
    }


def text(reference: str, words: str) -> str:
    """A cell of text, within its row."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{_escaped(words)}</t></is></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells."""
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
