"""Finds the definitions: those that come with the program and those in the user's own folders; used by `tui`.

A file is called `code.toml`, or `code@edition.toml` beside another edition of the same form. Opening a report reads
one file; only lists read all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from forms.errors import DefinitionError, UnknownForm
from forms.model import Form

SHIPPED = Path(__file__).with_name("definitions")
"""The folder of the definitions that come with the program."""


def load(code: str, edition: str | None = None, folders: Sequence[Path] = ()) -> Form:
    """The form of that code, in the newest edition where none is named; raises UnknownForm or DefinitionError.

    A faulty file of another edition does not stand in the way of a report that names its own.
    """
    tried = [_try(path) for path in files(folders) if path.stem.split("@")[0] == code]
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


def forms(folders: Sequence[Path] = ()) -> list[Form]:
    """Every form whose definition has no faults, by code and edition."""
    readable = [form for form in map(_try, files(folders)) if isinstance(form, Form)]
    return sorted(readable, key=lambda form: (form.code, form.edition))


def broken(folders: Sequence[Path] = ()) -> list[DefinitionError]:
    """The definitions with faults, for a list that shows them beside the forms instead of hiding them."""
    return [error for error in map(_try, files(folders)) if isinstance(error, DefinitionError)]


def files(folders: Iterable[Path] = ()) -> list[Path]:
    """All definition files, the shipped ones first; a folder that is not there has none."""
    return [path for folder in (SHIPPED, *folders) for path in sorted(folder.glob("*.toml"))]


def read(path: Path) -> Form:
    """The form in a file of any name; raises DefinitionError with all its faults."""
    from forms.definition import read_definition  # with the TOML reader, for commands that need no form

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DefinitionError(str(path), ["文件不是 UTF-8 编码；请用编辑器另存为 UTF-8"]) from None
    except OSError as error:
        raise DefinitionError(str(path), [f"文件读不了（{error.strerror}）"]) from None
    return read_definition(text, str(path))


def _read(path: Path) -> Form:
    """A file of a folder, read once as long as it does not change, its name checked against what it holds."""
    stat = path.stat()
    return _read_version(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=64)
def _read_version(path: Path, changed: int, size: int) -> Form:
    form = read(path)
    names = (form.code, f"{form.code}@{form.edition}")
    if path.stem not in names:
        raise DefinitionError(str(path), [f"文件名要与 code 一致：{names[0]}.toml 或 {names[1]}.toml"])
    if path.parent != SHIPPED and _shipped(form):
        raise DefinitionError(str(path), [f"自带的表里已有「{form.code}」{form.edition} 版；请改 code 或 edition"])
    return form


def _shipped(form: Form) -> bool:
    """Whether a form of the same code and edition comes with the program, whose reports must not change under it."""
    same = [path for path in files() if path.stem.split("@")[0] == form.code]
    return any(_read(path).edition == form.edition for path in same)


def _try(path: Path) -> Form | DefinitionError:
    try:
        return _read(path)
    except DefinitionError as error:
        return error


def _unknown(code: str, known: list[Form]) -> str:
    """The sentence for a code that no form has: the nearest, and all of them."""
    from difflib import get_close_matches  # only on the way to a refusal

    codes = {form.code: form.title for form in known}
    near = get_close_matches(code, codes, 1, 0.5)
    hint = f"最接近的是 {near[0]}（{codes[near[0]]}）；" if near else ""
    return f"没有「{code}」这种表。{hint}现有：{'、'.join(f'{each}（{title}）' for each, title in codes.items())}。"
