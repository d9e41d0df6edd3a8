"""Word files made of a few lines of XML, for tests of what real ones hold."""

from __future__ import annotations

import io
import zipfile

from forms.source import Document, Piece
from store.readers.docx import read

OPEN = "http://schemas.openxmlformats.org"
NAMESPACES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:m="{OPEN}/officeDocument/2006/math"'
    f' xmlns:r="{OPEN}/officeDocument/2006/relationships" xmlns:mc="{OPEN}/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:o="urn:office"'
)
_KINDS = f"{OPEN}/officeDocument/2006/relationships"
_RELATION = '<Relationship Id="{id}" Type="{kinds}/{kind}" Target="{target}"/>'
_RELATIONS = f'<Relationships xmlns="{OPEN}/package/2006/relationships">{{}}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts by their paths."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return out.getvalue()


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this in its body; other parts (`numbering`, `comments`, `header1`) as what their root holds.

    A part called `page` is a web page, as it is.
    """
    made: dict[str, str | bytes] = {"word/document.xml": _root("w:document", f"<w:body>{body}</w:body>")}
    relations = ""
    for name, inside in parts.items():
        kind = "header" if name.startswith("header") else name
        made[f"word/{name}.xml"] = (
            inside if name == "page" else _root("w:hdr" if kind == "header" else f"w:{name}", inside)
        )
        relations += _RELATION.format(id=name, kinds=_KINDS, kind=kind, target=f"{name}.xml")
    main = _RELATION.format(id="main", kinds=_KINDS, kind="officeDocument", target="word/document.xml")
    made["_rels/.rels"] = _RELATIONS.format(main)
    made["word/_rels/document.xml.rels"] = _RELATIONS.format(relations)
    return zipped(made)


def _root(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {NAMESPACES}>{inside}</{name}>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs, or of whatever XML is given; what does not begin with `<` is made a run."""
    said = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{said}{''.join(each if each.startswith('<') else run(each) for each in inside)}</w:p>"


def cell(*inside: str, span: int = 1, merge: str | None = None, properties: str = "") -> str:
    """A cell; `merge` is restart or continue."""
    said = f'<w:gridSpan w:val="{span}"/>' if span != 1 else ""
    said += {None: "", "continue": "<w:vMerge/>"}.get(merge, f'<w:vMerge w:val="{merge}"/>')
    blocks = "".join(each if each.startswith(("<w:p", "<w:tbl", "<w:sdt")) else paragraph(each) for each in inside)
    return f"<w:tc><w:tcPr>{said}{properties}</w:tcPr>{blocks or paragraph()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; what does not begin with `<` is made a cell."""
    said = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{said}{''.join(each if each.startswith('<') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def control(inside: str, properties: str = "") -> str:
    """A content control around something."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def inserted(inside: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="张三">{inside}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="2" w:author="张三"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(code: str, result: str | None, data: str = "") -> str:
    """A field in its long form; no result: it has not even a place for one."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    told = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'{begin}{told}{middle}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def document(body: str, **parts: str) -> Document:
    """What the reader makes of a Word file."""
    return read(word_file(body, **parts))


def lines(body: str, **parts: str) -> list[str]:
    """The lines outside of tables."""
    return [piece.text for grid in document(body, **parts).grids if not grid.is_table for piece in grid.pieces]


def spans(pieces: tuple[Piece, ...]) -> list[tuple[str, int, int, int, int]]:
    """Texts with the places that they cover."""
    return [(piece.text, piece.top, piece.left, piece.bottom, piece.right) for piece in pieces]


def cells(*rows: str, widths: tuple[int, ...] = ()) -> list[tuple[str, int, int, int, int]]:
    """The texts of one table of these rows with the places that they cover."""
    (grid,) = document(table(*rows, widths=widths)).grids
    return spans(grid.pieces)
