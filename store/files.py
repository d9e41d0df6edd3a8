"""Files as the store needs them: private, whole or not at all, flushed; with a plain fallback off POSIX.

What only POSIX has (modes, flushing a folder, hard links, refusing to follow links) is asked for here alone. Every
function raises OSError as the system does; the callers turn it into a sentence.
"""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

FOLDER_MODE = 0o700
FILE_MODE = 0o600
MAX_SIZE = 64 * 1024 * 1024
"""Bytes that a file of ours may have; a report has some tens of thousands."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BYTES = _NO_FOLLOW | getattr(os, "O_BINARY", 0)
_THERE = _BYTES | getattr(os, "O_NONBLOCK", 0)
"""For what may be there already, and be a pipe that nobody answers."""
_READ = os.O_RDONLY | _THERE
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _THERE
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BYTES


class Identity(NamedTuple):
    """What tells one written state of a file from another without reading it."""

    inode: int
    mtime_ns: int
    size: int


def identity(status: os.stat_result) -> Identity:
    """The identity in a stat result."""
    return Identity(status.st_ino, status.st_mtime_ns, status.st_size)


def identity_of(path: str) -> Identity | None:
    """The identity of the regular file at a path, a link not followed; None where there is none."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    return identity(status) if stat.S_ISREG(status.st_mode) else None


def read(path: str) -> tuple[bytes, Identity]:
    """A regular file's bytes; a link, a pipe or a giant under the name is refused instead of followed or waited for."""
    fd = os.open(path, _READ)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "不是普通文件", path)
        if status.st_size > MAX_SIZE:
            raise OSError(0, "文件过大", path)
        with os.fdopen(os.dup(fd), "rb") as file:
            return file.read(MAX_SIZE), identity(status)
    finally:
        os.close(fd)


def is_plain(path: str) -> bool:
    """Whether there is a regular file of a bearable size at a path, a link not followed."""
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and status.st_size <= MAX_SIZE


def write_new(path: str, data: bytes, *, flush: bool = True) -> Identity:
    """Write a private file that must not be there yet; what stands in its way is removed, what fails leaves nothing."""
    fd = _create(path)
    try:
        try:
            _write_all(fd, data)
            if flush:
                os.fsync(fd)
            return identity(os.fstat(fd))
        finally:
            os.close(fd)
    except OSError:
        remove(path)
        raise


def _create(path: str) -> int:
    try:
        return os.open(path, _WRITE, FILE_MODE)
    except FileExistsError:
        os.unlink(path)
        return os.open(path, _WRITE, FILE_MODE)


def _write_all(fd: int, data: bytes) -> None:
    """Write until all is written: a nearly full disk takes less than it is given without an error."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def replace(path: str, beside: str, data: bytes) -> None:
    """Write a file whole over another, without flushing: for what may be lost with the power."""
    write_new(beside, data, flush=False)
    os.replace(beside, path)


def append(path: str, data: bytes) -> None:
    """Add to the end of a private file in one write, without flushing; one that has grown too big to read begins anew.

    What another process adds at the same time stands before or after it.
    """
    fd = os.open(path, _APPEND, FILE_MODE)
    try:
        if os.fstat(fd).st_size + len(data) > MAX_SIZE:
            os.ftruncate(fd, 0)
        _write_all(fd, data)
    finally:
        os.close(fd)


def flush_folder(path: str) -> None:
    """Flush a folder, so that a rename in it outlives a power cut; Windows flushes renames by itself."""
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def keep(path: str, copy: str) -> None:
    """Make `copy` a second name of the file at `path`, or a copy where the file system knows no hard links."""
    beside = copy + ".tmp"
    try:
        os.link(path, beside, follow_symlinks=False)
    except FileExistsError:
        os.unlink(beside)
        os.link(path, beside, follow_symlinks=False)
    except (OSError, NotImplementedError):
        write_new(beside, read(path)[0], flush=False)
    os.replace(beside, copy)


def remove(path: str) -> None:
    """Remove a file of ours, and do without where that is not possible."""
    try:
        os.unlink(path)
    except OSError:
        return


def make_folder(path: str) -> None:
    """Make a private folder and those above it that are missing; what is there keeps its mode."""
    if os.path.isdir(path):
        return
    parent = os.path.dirname(os.path.abspath(path))
    if parent != path:
        make_folder(parent)
    try:
        os.mkdir(path, FOLDER_MODE)
    except FileExistsError:
        if not os.path.isdir(path):
            raise
