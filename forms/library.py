"""Finds the definitions: those that come with the program and those in the user's own folders; used by `tui`.

A file is called `code.toml`, or `code@edition.toml` beside another edition of the same form. Opening a report reads
one file; only lists read all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache

from forms.errors import DefinitionError, UnknownForm
from forms.model import Form
from forms.nearest import near

SHIPPED = os.path.join(os.path.dirname(__file__), "definitions")
"""The folder of the definitions that come with the program."""

Place = str | os.PathLike[str]
"""A file or a folder, as the caller has it."""
ENDING = ".toml"


def load(code: str, edition: str | None = None, folders: Sequence[Place] = ()) -> Form:
    """The form of that code, in the newest edition where none is named; raises UnknownForm or DefinitionError.

    A faulty file of another edition does not stand in the way of a report that names its own.
    """
    tried = [_try(path) for path in files(folders) if _code(path) == code]
    faulty = [error for error in tried if isinstance(error, DefinitionError)]
    found = [form for form in tried if isinstance(form, Form) and edition in (None, form.edition)]
    if faulty and not (found and edition):
        raise faulty[0]
    if found:
        return max(found, key=lambda form: form.edition)
    if tried:
        editions = "、".join(form.edition for form in tried if isinstance(form, Form))
        raise UnknownForm(f"「{code}」没有 {edition} 版；现有：{editions}。")
    raise UnknownForm(_unknown(code, forms(folders)))


def forms(folders: Sequence[Place] = ()) -> list[Form]:
    """Every form whose definition has no faults, by code and edition."""
    readable = [form for form in map(_try, files(folders)) if isinstance(form, Form)]
    return sorted(readable, key=lambda form: (form.code, form.edition))


def broken(folders: Sequence[Place] = ()) -> list[DefinitionError]:
    """The definitions with faults, for a list that shows them beside the forms instead of hiding them."""
    return [error for error in map(_try, files(folders)) if isinstance(error, DefinitionError)]


def files(folders: Iterable[Place] = ()) -> list[str]:
    """All definition files, the shipped ones first; a folder that is not there has none."""
    return [os.path.join(folder, name) for folder in (SHIPPED, *folders) for name in _names(folder)]


def _names(folder: Place) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(ENDING))
    except OSError:
        return []


def _stem(path: str) -> str:
    """A definition file's name without its ending."""
    return os.path.basename(path).removesuffix(ENDING)


def _code(path: str) -> str:
    """The code of the form that a file should hold, by its name."""
    return _stem(path).partition("@")[0]


def read(path: Place) -> Form:
    """The form in a file of any name; raises DefinitionError with all its faults."""
    from forms.definition import read_definition  # with the TOML reader, for commands that need no form

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise DefinitionError(str(path), ["文件不是 UTF-8 编码；请用编辑器另存为 UTF-8"]) from None
    except OSError as error:
        raise DefinitionError(str(path), [f"文件读不了（{error.strerror}）"]) from None
    if os.path.dirname(os.path.abspath(path)) == SHIPPED:
        return read_definition(text, str(path))
    from forms.checks.register import profile_faults

    return read_definition(text, str(path), profile_faults)


def _read(path: str) -> Form:
    """A file of a folder, read once as long as it does not change, its name checked against what it holds."""
    stat = os.stat(path)
    return _read_version(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read_version(path: str, changed: int, size: int) -> Form:
    form = read(path)
    names = (form.code, f"{form.code}@{form.edition}")
    if _stem(path) not in names:
        raise DefinitionError(str(path), [f"文件名要与 code 一致：{names[0]}.toml 或 {names[1]}.toml"])
    if os.path.dirname(path) != SHIPPED and _shipped(form):
        raise DefinitionError(str(path), [f"自带的表里已有「{form.code}」{form.edition} 版；请改 code 或 edition"])
    return form


def _shipped(form: Form) -> bool:
    """Whether a form of the same code and edition comes with the program, whose reports must not change under it."""
    same = [path for path in files() if _code(path) == form.code]
    return any(_read(path).edition == form.edition for path in same)


def _try(path: str) -> Form | DefinitionError:
    try:
        return _read(path)
    except DefinitionError as error:
        return error


def _unknown(code: str, known: list[Form]) -> str:
    """The sentence for a code that no form has: the nearest, and all of them."""
    codes = {form.code: form.title for form in known}
    close = near(code, codes)
    hint = f"最接近的是 {close[0]}（{codes[close[0]]}）；" if close else ""
    return f"没有「{code}」这种表。{hint}现有：{'、'.join(f'{each}（{title}）' for each, title in codes.items())}。"
