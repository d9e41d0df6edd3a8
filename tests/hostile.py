"""Files made to cost whoever reads them its memory or its time: `from hostile import HOSTILE, archive, docx, xlsx`."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

MAIN = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def archive(parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """A zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def package(kind: str, parts: Mapping[str, bytes | str], *, packed: bool = True) -> bytes:
    """A Word or Excel file: the parts, and those that say what it is."""
    main, type = MAIN[kind]
    override = f'<Override PartName="/{main}" ContentType="{type}"/>'
    types = f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>'
    return archive({"[Content_Types].xml": types, "_rels/.rels": relations(main), **parts}, packed=packed)


def relations(*targets: str) -> str:
    """A part that names other parts."""
    types = {"docume": "officeDocument", "workbo": "officeDocument", "sheet1": "worksheet"}
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{types[target.split("/")[-1][:6]]}" Target="{target}"/>'
        for number, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def docx(body: str, *, before: str = "", packed: bool = True) -> bytes:
    """A Word file with a body."""
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return package("docx", {"word/document.xml": document}, packed=packed)


def xlsx(sheet: str, *, packed: bool = True) -> bytes:
    """An Excel file with one sheet: what stands inside its `worksheet`."""
    sheets = '<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    workbook = f'<workbook xmlns="{S}" xmlns:r="{R}">{sheets}</workbook>'
    parts = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{sheet}</worksheet>',
    }
    return package("xlsx", parts, packed=packed)


def page(body: str) -> bytes:
    """A web page with a body."""
    return f"<html><body>{body}".encode()


def drawing(*lines: str) -> bytes:
    """A text of lines."""
    return "\n".join(lines).encode()


def bomb(unit: bytes, times: int, *, says: int | None = None) -> bytes:
    """A Word file whose document is a unit many times over, packed at once; `says` is the size that it pretends."""
    packer = zlib.compressobj(wbits=-15)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    data = block * times + zlib.compressobj(wbits=-15).flush()
    size = len(unit) * times if says is None else says
    return spliced(docx(""), "word/document.xml", data, size)


def spliced(given: bytes, name: str, data: bytes, size: int) -> bytes:
    """The archive with one further part, last, that is packed already and is said to have a size."""
    kept = zipfile.ZipFile(io.BytesIO(given))
    out = archive({each: kept.read(each) for each in kept.namelist() if each != name})
    end = out.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<HII", out, end + 10)
    fields = (20, 0, 8, 0, 0x21, 0, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *fields) + name.encode()
    central = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *fields, 0, 0, 0, 0, start) + name.encode()
    listed = out[start : start + length] + central
    offset = start + len(local) + len(data)
    ending = struct.pack("<HHHHIIH", 0, 0, count + 1, count + 1, len(listed), offset, 0)
    return out[:start] + local + data + listed + b"PK\x05\x06" + ending


def listed(times: int) -> bytes:
    """An archive that lists one part very many times."""
    local = b"PK\x03\x04" + bytes(26)
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, *[0] * 6) + b"a"
    ending = struct.pack("<HHHHIIH", 0, 0, times & 0xFFFF, times & 0xFFFF, len(entry) * times, len(local), 0)
    return local + entry * times + b"PK\x05\x06" + ending


def mail(page: bytes) -> bytes:
    """A web page saved as one file."""
    head = b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(page)


def one_sheet_under(names: int) -> bytes:
    """An Excel file with very many sheets, all of them in one part."""
    sheets = "".join(f'<sheet name="{each}" sheetId="{each}" r:id="rId1"/>' for each in range(1, names))
    rows = "<row><c/></row>" * 1000
    return package("xlsx", {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations("worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "哈">' + "".join(
    f'<!ENTITY a{level + 1} "{f"&a{level};" * 10}">' for level in range(9)
)
WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'

REFUSED: Mapping[str, Callable[[], bytes]] = {
    "600 MB of zeros": lambda: bomb(bytes(1 << 20), 600),
    "600 MB of zeros that say they are 1,000 bytes": lambda: bomb(bytes(1 << 20), 600, says=1000),
    "six million paragraphs": lambda: bomb(b"<w:p/>" * 10_000, 600),
    "six million paragraphs, hardly packed": lambda: docx("<w:p/>" * 1_600_000, packed=False),
    "a billion laughs": lambda: docx("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", before=LAUGHS + "]>"),
    "an entity of the system": lambda: docx(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "a cell over a hundred million columns": lambda: docx(f"<w:tbl><w:tr>{WIDE.format(100_000_000)}</w:tr></w:tbl>"),
    "a hundred thousand tables in each other": lambda: docx("<w:tbl><w:tr><w:tc>" * 100_000, packed=False),
    "ten thousand parts": lambda: archive({f"{number}.xml": "" for number in range(10_000)}),
    "an archive of archives": lambda: archive({f"{number}.zip": archive({"0": bytes(9 << 20)}) for number in range(9)}),
    "two hundred thousand parts that are one": lambda: listed(200_000),
    "an element of very many names": lambda: docx("<w:p" + "".join(f' xmlns:a{each}="a"' for each in range(100_000))),
    "names within names": lambda: docx("".join(f'<a{each}:a xmlns:a{each}="a">' for each in range(100_000))),
    "a million texts for the cells of a sheet": lambda: package(
        "xlsx", {"xl/sharedStrings.xml": f'<sst xmlns="{S}">{"<si><t>a</t></si>" * 1_000_000}</sst>'}
    ),
    "a million rows": lambda: xlsx(f"<sheetData>{'<row/>' * 1_000_000}</sheetData>"),
    "a page of nothing but tags": lambda: page("<i></i>" * 290_000),
    "a page of nothing but tags in a mail": lambda: mail(page("<i></i>" * 290_000)),
    "a million commas": lambda: b"," * 1_000_000,
    "rows of a million commas": lambda: (b"," * 999 + b"\n") * 1_000,
    "a table of Markdown as wide as a street": lambda: b"|a" * 90_000 + b"|\n" + b"|-" * 90_000 + b"|\n",
    "reports of data as deep as a well": lambda: b'{"form":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "50 MB of data": lambda: b'[{"form":"a"}' + b" " * (50 << 20) + b"]",
    "a million values": lambda: b'{"form":[' + b"1," * 1_000_000 + b"1]}",
    "a text of 50 MB": lambda: b"\xe5\xad\x97" * (50 << 20),
    "brackets in brackets": lambda: b"[" * 5_000_000,
    "objects in objects": lambda: b'{"form":' * 1_000_000,
}
"""Name → a file that must be refused."""

TAMED: Mapping[str, Callable[[], bytes]] = {
    "a merge over the whole sheet": lambda: xlsx(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a cell in the last corner": lambda: xlsx(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "a sheet of a million cells": lambda: xlsx(
        "<sheetData>" + f"<row>{'<c><v>1</v></c>' * 100}</row>" * 10_000 + "</sheetData>", packed=False
    ),
    "a sheet of a million empty cells": lambda: xlsx(
        "<sheetData>" + f"<row>{'<c/>' * 100}</row>" * 10_000 + "</sheetData>", packed=False
    ),
    "a sheet of five hundred thousand empty rows": lambda: xlsx(
        "<sheetData>" + '<row ht="13.5"/>' * 500_000 + "</sheetData>", packed=False
    ),
    "merges over each other": lambda: xlsx(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="SF20000"><v>1</v></c></row></sheetData>'
        "<mergeCells>" + '<mergeCell ref="A1:SF20000"/>' * 50_000 + "</mergeCells>"
    ),
    "a table of very many rows": lambda: docx(
        "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 250_000 + "</w:tbl>", packed=False
    ),
    "very many paragraphs of text": lambda: docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 250_000, packed=False),
    "many wide cells of a Word file": lambda: docx(
        "<w:tbl>" + f"<w:tr>{WIDE.format(400)}</w:tr>" * 20_000 + "</w:tbl>", packed=False
    ),
    "one row of very many cells": lambda: docx(
        f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 300_000}</w:tr></w:tbl>", packed=False
    ),
    "a sheet of XML of very many cells": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row>'
        + b"<Cell><Data>1</Data></Cell>" * 300_000
    ),
    "a saved page in very many parts": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n\n" * 1_000_000
    ),
    "parts in parts": lambda: (
        b"MIME-Version: 1.0\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (each, each) for each in range(20_000))
    ),
    "elements in elements": lambda: page("<div>" * 1_900_000),
    "tables in tables": lambda: page("<table><tr><td>甲" * 500_000),
    "a cell over a hundred million columns of a page": lambda: page(
        '<table><tr><td colspan="100000000" rowspan="100000000">甲<td>乙'
    ),
    "many cells over many columns": lambda: page("<table>" + '<tr><td colspan="1000" rowspan="60000">甲' * 100_000),
    "many cells over many rows": lambda: page("<table>" + '<tr><td rowspan="60000">甲' * 60_000),
    "a line of nine million characters": lambda: b"a" * (9 << 20),
    "a million short lines": lambda: b"a\n" * 4_500_000,
    "a million rows of cells": lambda: b"a\tb\tc\n" * 1_700_000,
    "quotes that never end": lambda: b'a,b,"c\n' * 1_200_000,
    "bars without end": lambda: b"|" * (9 << 20),
    "a picture of lines without end": lambda: drawing("┌" + "─" * 3_000_000, "│"),
    "a picture of very many lines": lambda: drawing("┌─┬─┐", *["│甲│乙│"] * 200_000, "└─┴─┘"),
    "a picture of very many columns": lambda: drawing("┌" + "─┬" * 15_000 + "┐", *["│" * 15_000] * 200),
    "nine thousand little pictures": lambda: drawing("┌──┐", "│甲│", "└──┘", "") * 9_000,
    "signs raised above signs": lambda: page("<sup>2" * 60_000),
    "very many sheets that are one": lambda: one_sheet_under(3_000),
    "dashes and bars": lambda: b"|a|\n" + b"|-" * 4_000_000,
    "brackets and blanks": lambda: b"[ " * 5_000_000,
}
"""Name → a file that may be read or refused, but not cost more than others."""
