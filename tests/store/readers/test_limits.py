from __future__ import annotations

import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.source import Document, Grid, Piece
from hostile import archive, bomb, docx, spliced, xlsx
from store.errors import FormatError
from store.readers import limits
from store.readers.limits import check_archive, check_document, check_page, check_text, check_xml, content


def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "真").write_bytes(b"a")
    (tmp_path / "链").symlink_to(tmp_path / "真")
    assert content(tmp_path / "链") == content(os.fspath(tmp_path / "真")) == b"a"


def test_a_file_of_ten_megabytes_is_read_and_a_byte_more_is_not(tmp_path: Path) -> None:
    with (tmp_path / "大").open("wb") as file:
        file.truncate(limits.LARGEST)
        assert len(content(file.name)) == limits.LARGEST
        file.truncate(limits.LARGEST + 1)
        with pytest.raises(FormatError, match=r"文件超过 10 MB.*请只留下自评表的部分"):
            content(file.name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_neither_read_nor_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管")
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    cases = {"管": "不是普通文件", "": "这是文件夹", "无": "文件或文件夹不见了", "\0": "不能用的字符", "圈": "链接"}
    cases |= {os.devnull: "不是普通文件", "/dev/zero": "不是普通文件"}
    for name, said in cases.items():
        with pytest.raises(FormatError, match=said):
            content(os.path.join(tmp_path, name))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no sockets with names")
def test_the_name_of_a_socket_is_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("口")
        with pytest.raises(FormatError, match="文件读不了"):
            content("口")


def test_a_file_that_grew_since_it_was_looked_at_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "LARGEST", 3)
    monkeypatch.setattr(limits, "_check_status", lambda _: None)
    (tmp_path / "a").write_bytes(b"1234567")
    with pytest.raises(FormatError, match="文件超过"):
        content(tmp_path / "a")


USUAL = [docx("<w:p/>" * 1000), xlsx(""), docx("", packed=False), archive({"a.png": bytes(9)})]


@pytest.mark.parametrize("data", USUAL)
def test_what_offices_write_passes(data: bytes) -> None:
    check_archive(data)


def with_flags(data: bytes, flags: int) -> bytes:
    """The archive with flags of its first part set in the list."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + bytes([data[at] | flags]) + data[at + 1 :]


def with_method(method: int) -> bytes:
    """An archive packed in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def damaged(data: bytes) -> bytes:
    """The archive with a bit of its last part changed."""
    at = data.index(b"PK\x01\x02") - 5
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "too many parts": (lambda: archive(dict.fromkeys(map(str, range(limits.PARTS + 1)), "")), "超过 2000 个"),
    "a bomb": (lambda: bomb(bytes(1 << 20), 60), "解开后超过 50 MB"),
    "many small bombs": (lambda: archive({str(n): bytes(1 << 20) for n in range(51)}), "解开后超过 50 MB"),
    "a part of very little": (lambda: bomb(b"<w:p/>" * 1000, 2000), "压缩了 100 倍以上"),
    "a bomb that says it is small": (lambda: bomb(bytes(1 << 20), 60, says=9), "不完整或已损坏"),
    "a bomb of markup that says it is small": (lambda: bomb(b"<w:p/>" * 1000, 90, says=9), "不完整或已损坏"),
    "a password": (lambda: with_flags(docx(""), 1), "有密码.*取消密码后另存"),
    "parts packed in another way": (lambda: with_method(zipfile.ZIP_LZMA), "不完整或已损坏"),
    "a damaged part": (lambda: damaged(docx("")), "不完整或已损坏"),
    "a part that is not packed at all": (lambda: spliced(docx(""), "word/document.xml", b"\xff<", 9), "不完整或已损坏"),
    "very many tags": (lambda: xlsx("<a/>" * limits.TAGS, packed=False), "标记超过 300 万个"),
    "very many paragraphs": (lambda: docx("<w:p/>" * (limits.PARAGRAPHS + 9), packed=False), "段落超过 10 万个"),
    "a document type": (lambda: docx("", before="<!DOCTYPE a>"), "DOCTYPE"),
    "an entity": (lambda: docx("", before='<!ENTITY a "b">'), "DOCTYPE"),
    "a late one": (lambda: docx("", before=f"<!--{'x' * (limits.TAGS // 2)}--><!DOCTYPE a>", packed=False), "DOCTYPE"),
    "one of two bytes a character": (lambda: archive({"a": "<!DOCTYPE a>".encode("utf-16")}), "DOCTYPE"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_archive_that_would_cost_too_much_is_refused(case: str) -> None:
    made, said = CASES[case]
    with pytest.raises(FormatError, match=said):
        check_archive(made())


def test_a_declaration_across_two_bites_is_seen() -> None:
    bite = limits._CHUNK
    with pytest.raises(FormatError, match="DOCTYPE"):
        check_archive(archive({"a.xml": "<!--" + "x" * (bite - 10) + "--><!DOCTYPE a>"}, packed=False))


def test_a_damaged_picture_does_not_stand_in_the_way() -> None:
    check_archive(damaged(archive({"a.xml": "<a/>", "media/image1.png": b"\x89PNG" + os.urandom(20_000)})))


@pytest.mark.parametrize("text", ["<!DOCTYPE a>", '<!ENTITY a "b">', "<a/>" * 3_100_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_single_file_of_xml_is_refused_for_the_same(text: str, encoding: str) -> None:
    with pytest.raises(FormatError, match=r"DOCTYPE|标记超过 300 万个"):
        check_xml(text.encode(encoding))


def test_a_web_page_may_begin_with_its_type_but_not_have_tags_without_end() -> None:
    check_page(b"<!DOCTYPE html>" + b"<p>" * 100_000)
    with pytest.raises(FormatError, match="标记超过 20 万个"):
        check_page(b"<!DOCTYPE html>" + b"<p>" * limits.PAGE_TAGS)


@pytest.mark.parametrize(("mark", "said"), [
    ("\n", "20 万行"), ("\r", "20 万行"), ("\t", "100 万格"), ("|", "100 万格"),
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_text_has_only_so_many_lines_and_cells(mark: str, said: str, encoding: str) -> None:
    check_text((mark * limits.LINES).encode(encoding))
    with pytest.raises(FormatError, match=f"超过 {said}"):
        check_text((mark * (limits.MARKS + 1)).encode(encoding))


PIECE = Piece("甲", 0, 0, 1, 1, "第 1 行")


def in_table(*pieces: Piece) -> Grid:
    return Grid(pieces, "")


def loose(*pieces: Piece) -> Grid:
    return Grid(pieces, "", is_table=False)


FULL = in_table(*[PIECE] * (limits.PIECES - limits.LOOSE)), loose(*[PIECE] * limits.LOOSE)


def test_as_much_as_six_hundred_forms_have_is_read() -> None:
    check_document(Document(FULL))
    check_document(Document((in_table(*[PIECE] * limits.PIECES),)))
    check_document(Document((in_table(PIECE._replace(text="甲" * limits.LONGEST)),)))


@pytest.mark.parametrize(("grids", "said"), [
    ((*FULL, in_table(PIECE)), "有字的格超过 6 万个"),
    ((FULL[1], loose(PIECE)), "表格以外超过 4 万段"),
    ((in_table(PIECE._replace(text="甲" * (limits.LONGEST + 1))),), "第 1 行超过 10 万个字"),
])  # fmt: skip
def test_a_document_that_holds_too_much_is_refused(grids: tuple[Grid, ...], said: str) -> None:
    with pytest.raises(FormatError, match=said):
        check_document(Document(grids))
