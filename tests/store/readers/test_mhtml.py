from __future__ import annotations

import pytest

from hostile import mail as in_letters
from store.errors import FormatError
from store.readers.mhtml import read


def mail(*pages: str) -> bytes:
    parts = (f"--a\nContent-Type: text/html; charset=utf-8\n\n{page}\n" for page in pages)
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n'
    return f"{head}{''.join(parts)}--a--\n".encode()


def test_the_sheets_of_a_workbook_are_read_and_the_frames_around_them_are_not() -> None:
    frames = '<html><frameset rows="*,39"><frame src="sheet001.htm"></frameset></html>'
    document = read(mail(frames, "<table><tr><td>甲", "<table><tr><td>乙"))
    assert [piece.text for grid in document.grids for piece in grid.pieces] == ["甲", "乙"]


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(FormatError, match="没有网页"):
        read(mail())


def test_tags_that_the_mail_hides_are_counted() -> None:
    with pytest.raises(FormatError, match="标记超过 20 万个"):
        read(in_letters(b"<i></i>" * 100_001))
