"""Laws of what reads files: whatever was done to a file, it gives a document or one sentence."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms import library
from forms.assemble import assemble
from forms.exchange import new_from_data
from forms.source import Document, document_data, document_from
from hostile import archive
from seeds import seed
from spoiling import CHANGES, Change, spoilt
from store.errors import FormatError
from store.formats.register import FORMATS, Sheet
from store.readers.register import read

SPREADSHEET = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="a"><NumberFormat ss:Format="0.00%"/></Style></Styles>
<Worksheet ss:Name="2-5"><Table><Column ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">项目名称</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2" ss:StyleID="a"><Data ss:Type="Number">0.839</Data></Cell></Row>
</Table></Worksheet></Workbook>
"""
MAIL = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html; charset=utf-8\n\n"
)


@cache
def sample(kind: str) -> bytes:
    """A real file: written by the program, or a little one of a kind that it only reads."""
    if kind == "xml":
        return SPREADSHEET.encode()
    if kind == "xls":
        return (Path(__file__).parents[1] / "cases" / "documents" / "shown.xls").read_bytes()
    if kind == "mht":
        return MAIL.encode() + sample("html") + b"\n--a--\n"
    data = seed("2-5")
    form = library.load(data["form"])
    answers, _ = new_from_data(form, data["year"], data)
    sheet = Sheet("2-5", assemble(form, answers), lambda: data)
    made = FORMATS[kind].write([sheet, sheet])
    return made.encode() if isinstance(made, str) else made


KINDS = [*FORMATS, "mht", "xml", "xls"]


def is_sound(document: Document) -> bool:
    """Whether everything in a document is what the types say, and survives the way between two processes."""
    for grid in document.grids:
        for piece in grid.pieces:
            assert 0 <= piece.top < piece.bottom and 0 <= piece.left < piece.right
            assert piece.text.strip() and piece.place
    return document_from(json.loads(json.dumps(document_data(document)))) == document


def reads_or_says_so(data: bytes, name: str) -> None:
    said = ""
    try:
        assert is_sound(read(data, name))
    except FormatError as error:
        said = str(error)
    assert not said or said.endswith("。") and said.count("。") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_file_of_every_kind_is_read(kind: str) -> None:
    document = read(sample(kind), f"自评表.{kind}")
    assert is_sound(document) and (document.grids or document.reports)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(changes=CHANGES)
@example(changes=[Change("end", 0, 3000, 0, b"")])
def test_a_spoilt_file_is_read_or_refused(kind: str, changes: list[Change]) -> None:
    reads_or_says_so(spoilt(sample(kind), changes), f"自评表.{kind}")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@settings(max_examples=30)
@given(at=st.integers(0, 1 << 20), length=st.integers(0, 40), put=st.binary(max_size=8))
def test_an_archive_with_other_bytes_in_it_is_read_or_refused(kind: str, at: int, length: int, put: bytes) -> None:
    data = sample(kind)
    at %= len(data)
    reads_or_says_so(data[:at] + put + data[at + length :], f"自评表.{kind}")


@settings(max_examples=150)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from(["", "a.csv", "a.md", "a.txt"]))
@example(archive({"[Content_Types].xml": b""}), "")
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    reads_or_says_so(data, name)
