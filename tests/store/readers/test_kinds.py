from __future__ import annotations

import codecs
import json
import struct

import pytest

from hostile import MAIN, archive, docx, package, xlsx
from seeds import FOLDER
from store.errors import FormatError
from store.readers import compound
from store.readers.kinds import kind_of
from store.readers.register import READERS

EXCEL = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
AS_PAGE = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>x</style></head><table><tr><td>甲'
DRAWN = "附件 2-5:\n┌────┬────┐\n│甲, │乙, │\n├────┼────┤\n│丙| │丁| │\n└────┴────┘\n"
FIELDS = '附件 2-5:\r\n项目名称,档案工作,期间,2020 年\r\n资金总额,"85,000.00",执行数,72\r\n其中：,1,2,3\r\n'
PIPES = "# 附件 2-5\n\n| 甲 | 乙 |\n|----|----|\n| 丙 | 丁 |\n"
MAIL = "From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\n\tfolded\r\nMIME-Version: 1.0\r\n\r\n"

TEXTS = {
    "项目名称：档案工作\n": "text",
    "甲\t乙\n丙\t丁\n": "text",
    DRAWN: "text",
    "+----+----+\n| 甲 | 乙 |\n+----+----+\n| 丙 | 丁 |\n+----+----+\n": "text",
    "总投资 11,122,315.04 万元\n已完成 1,000,000.00 万元\n": "text",
    "第一，检查\n第二, 整改, 落实\n第三，总结\n": "text",
    "[2020] 深府办 12 号\n": "text",
    '□是 <input type="checkbox"> 否\n<< 旧 >>\n': "text",
    FIELDS: "csv",
    FIELDS.replace(",", ";"): "csv",
    '"甲\n乙",丙,丁\n戊,己,庚\n辛,壬,癸\n': "csv",
    PIPES: "markdown",
    "甲 | 乙\n--- | :-:\n丙 | 丁\n": "markdown",
    "| 甲 | 乙 |\n| 丙 | 丁 |\n| 戊 | 己 |\n": "markdown",
    json.dumps({"form": "project-expenditure"}): "json",
    json.dumps([{"form": "project-expenditure"}]): "json",
    "{": "json",
    "\n<!DOCTYPE html>\n<title>x</title>": "html",
    AS_PAGE: "html",
    "<table><tr><td>甲": "html",
    "<!-- saved from url=(0014)about:internet -->\n<HTML><BODY>": "html",
    "Version:0.9\nStartHTML:00\n<html><table><tr><td>甲": "html",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>': "html",
    f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {EXCEL}/>': "spreadsheetml",
    f"<ss:Workbook {EXCEL.replace('xmlns', 'xmlns:ss')}/>": "spreadsheetml",
    MAIL: "mhtml",
    "MIME-Version: 1.0\nContent-Type: multipart/related\n\n": "mhtml",
}


@pytest.mark.parametrize(("text", "kind"), TEXTS.items())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_told_by_its_shape_in_every_encoding(text: str, kind: str, encoding: str) -> None:
    assert kind_of(text.encode(encoding)) == kind


def test_the_published_text_is_text() -> None:
    assert kind_of((FOLDER / "pingshan-2020-self-evaluation.txt").read_bytes()) == "text"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("项目名称\n档案工作\n", "a.csv", "csv"),
        ("项目名称,档案工作\n", "a.CSV", "csv"),
        ("甲\t乙\n丙\t丁\n", "a.csv", "csv"),
        ("项目名称,档案工作,乙\n主管部门,办公室,甲\n", "a.txt", "text"),
        ("\ufeff项目名称,档案工作,乙\n主管部门,办公室,甲\n", "a.txt", "csv"),
        ("## 项目\n\n- 甲\n", "a.md", "markdown"),
        (PIPES, "a.txt", "markdown"),
        (DRAWN, "a.csv", "text"),
        (DRAWN, "a.md", "text"),
        (AS_PAGE, "a.xls", "html"),
        (PIPES, "a.docx", "markdown"),
        ("{", "a.txt", "json"),
    ],
)
def test_a_name_decides_only_between_texts_that_look_alike(text: str, name: str, kind: str) -> None:
    assert kind_of(text.encode(), name) == kind


@pytest.mark.parametrize("kind", MAIN)
@pytest.mark.parametrize(("was", "now"), [
    ("document.main+", "template.main+"), ("sheet.main+", "template.main+"), ("document.main+", "document.MAIN+"),
])  # fmt: skip
def test_an_office_file_is_told_by_what_its_main_part_is(kind: str, was: str, now: str) -> None:
    main, type = MAIN[kind]
    types = f'<Types><Override PartName="/other.xml" ContentType="{type.replace(was, now)}"/></Types>'
    for encoding in ("utf-8", "utf-16"):
        assert kind_of(archive({"[Content_Types].xml": types.encode(encoding), "other.xml": ""}), "a.zip") == kind
    assert kind_of(archive({main.replace("/", "\\"): ""})) == kind


def compound_file(*names: str, inner: str = "") -> bytes:
    """A little OLE2 file with streams, and one more inside the first of them."""
    entries = [_entry("Root Entry", 5, child=1)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 1, right=right, child=len(names) + 1 if inner and number == 1 else 0xFFFFFFFF))
    entries.append(_entry(inner, 2))
    directory = b"".join(entries).ljust(1024, b"\0")
    fat = struct.pack("<128I", 0xFFFFFFFD, 2, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)
    header = compound.MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 0x1000, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + fat + directory


def _entry(name: str, type: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    return (encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, type, 1) + links).ljust(128, b"\0")


def test_an_old_workbook_is_told_by_its_stream() -> None:
    assert compound.names(compound_file("Workbook", "Other")) == {"workbook", "other"}
    assert kind_of(compound_file("ETExtData", "Workbook"), "a.et") == "xls"
    assert kind_of(compound_file("Book")) == "xls"
    assert kind_of(compound_file("ObjectPool", "Workbook", inner="WordDocument"), "a.doc") == "xls"
    assert kind_of(b"\x09\x08\x08\x00" + bytes(100)) == "xls"


TIFF = b"II*\0" + bytes(10)
REFUSED = {
    b"": "是空的",
    b" \r\n\t": "是空的",
    codecs.BOM_UTF8: "是空的",
    bytes(5000): "是空的",
    compound_file("ObjectPool", "WordDocument", inner="Workbook"): "是旧版 Word 文档.*另存为 .docx",
    compound_file("EncryptedPackage", "EncryptionInfo"): "有密码.*取消密码后另存",
    compound_file("PowerPoint Document"): "演示文稿",
    compound_file("CONTENTS", "MatOST"): "旧版的 Office 或 WPS 文件.*另存为",
    compound_file("Workbook")[:600]: "不完整",
    docx("")[:-30]: "不完整",
    docx("")[:300]: "不完整",
    xlsx("")[100:] + b"PK\x03\x04": "不是文字",
    archive({"甲.docx": docx("")}): "是压缩包，请解压后逐个导入",
    archive({}): "是压缩包",
    archive({"mimetype": "application/vnd.oasis.opendocument.text"}): "odt.*另存为 .docx",
    archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}): "ods.*另存为 .xlsx",
    archive({"mimetype": "application/epub+zip"}): "请导入它的 Word 或 Excel 原件",
    archive({"OFD.xml": ""}): "OFD",
    package("docx", {"[Content_Types].xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"}): "xlsb.*另存为",
    b"Rar!\x1a\x07\x01\0": "压缩包",
    b"7z\xbc\xaf\x27\x1c\0\x04": "压缩包",
    b"\x1f\x8b\x08\0": "压缩包",
    b"\r\n%PDF-1.7\n%\xe2\xe3": "PDF.*转换成 .docx",
    b"{\\rtf1\\ansi": "RTF.*另存为 .docx",
    b"\x89PNG\r\n\x1a\n": "图片",
    b"\xff\xd8\xff\xe0": "图片",
    b"BM\x36\0\x0c\0\0\0\0\0": "图片",
    b"RIFF\0\0\0\0WEBPVP8 ": "图片",
    b"\0\0\0\x18ftypheic": "图片",
    TIFF: "图片",
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>': "图片",
    b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>': "Word 2003",
    b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>': "XML 文档.*另存为",
    b'<?xml version="1.0"?><data><row/></data>': "XML 数据",
    b"MZ\x90\0\x03\0\0\0\x04" + bytes(range(256)) * 8: "不是文字",
    bytes(range(1, 32)) * 40: "不是文字",
}


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_what_cannot_be_read_is_refused_with_what_to_do(number: int) -> None:
    data, said = list(REFUSED.items())[number]
    with pytest.raises(FormatError, match=said) as refused:
        kind_of(data, "自评表.docx")
    assert str(refused.value).rstrip("。").count("。") == 0


def test_every_kind_has_a_reader() -> None:
    assert {*TEXTS.values(), *MAIN, "xls"} == {*READERS}
