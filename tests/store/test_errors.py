from __future__ import annotations

import errno
import os
import re

import pytest

from store.errors import reason

USUAL = ("EEXIST", "EISDIR", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EMFILE", "ETXTBSY", "EIO", "EPIPE", "ENXIO", "EXDEV")


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_said_is_told_in_chinese(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert not re.search("[A-Za-z]", said) and re.search("[一-龥]", said)


@pytest.mark.parametrize("name", USUAL)
def test_the_usual_things_are_told_by_name(name: str) -> None:
    assert not re.search("[0-9]", reason(OSError(getattr(errno, name), "")))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EEXIST, "File exists"), "已有同名的文件"),
        (OSError(errno.EISDIR, "Is a directory"), "是一个文件夹"),
        (OSError(12345, "Odd"), "系统报告错误 12345"),
        (OSError("odd"), "系统没有说明原因"),
        (OSError(0, "文件过大"), "文件过大"),
    ],
)
def test_what_is_not_known_is_told_by_its_number_and_our_own_as_it_is(error: OSError, said: str) -> None:
    assert reason(error) == said
