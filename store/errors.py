"""What can go wrong with stored reports; every message is one Chinese sentence: where, what, and what to do.

    StoreError
    ├── NotFound, Ambiguous     which report is meant
    ├── Damaged                 a file that is not what was written; Newer: written by a newer program
    ├── Busy, NotTakenOver      another window has the report open
    ├── ReadOnly, Overtaken     this window may not write (any more)
    ├── ReadFailed, WriteFailed the system said no; NoSpace: the disk is full; NotMade: a new report cannot be stored
    └── FormatError             a document that cannot be read or written

Raised in `store`, put before people by `tui`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from typing import NamedTuple

_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "文件或文件夹不见了",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "是一个文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EFBIG: "超过了系统允许的大小",
    errno.ENAMETOOLONG: "文件名过长",
    errno.EILSEQ: "名称里有不能用的字符",
    errno.EINVAL: "名称或内容不被系统接受",
    errno.ELOOP: "是一个链接",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
    errno.EAGAIN: "正被别的程序使用",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EPIPE: "接收的程序已经退出",
    errno.ENXIO: "设备没有准备好",
    errno.ENODEV: "设备没有准备好",
    errno.EOPNOTSUPP: "这个磁盘不支持这样做",
    errno.ENOSYS: "这个磁盘不支持这样做",
    errno.ESTALE: "与网络文件夹的连接断开了",
    errno.ENOTCONN: "与网络文件夹的连接断开了",
    errno.EHOSTDOWN: "与网络文件夹的连接断开了",
    errno.EHOSTUNREACH: "与网络文件夹的连接断开了",
    errno.ETIMEDOUT: "等待过久，没有回应",
}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def reason(error: OSError) -> str:
    """What the system said, in Chinese: by name where it is one of the usual things, else by its number.

    Number 0 is no system's: what has it was said by ourselves, in Chinese.
    """
    if not error.errno:
        return error.strerror or "系统没有说明原因"
    return _REASONS.get(error.errno) or f"系统报告错误 {error.errno}"


class StoreError(Exception):
    """Base of the errors of `store`, so that a front can turn any of them into one sentence."""


class NotFound(StoreError):
    """No report is called that."""

    def __init__(self, ref: str, near: Sequence[str] = ()) -> None:
        self.ref = ref
        self.near = tuple(near)
        hint = f"名称相近的有：{'、'.join(self.near)}。" if near else "请用 zpb list 查看已有的自评表。"
        super().__init__(f"没有找到自评表「{ref}」，{hint}")


class Ambiguous(StoreError):
    """Several reports are called that."""

    def __init__(self, ref: str, candidates: Sequence[tuple[str, str, int]]) -> None:
        self.ref = ref
        self.candidates = tuple(candidates)
        """(id, name, year) of each."""
        shown = "、".join(f"{id}（{name}，{year} 年度）" for id, name, year in self.candidates[:5])
        more = f"等 {len(self.candidates)} 份" if len(self.candidates) > 5 else ""
        super().__init__(f"「{ref}」对应多份自评表：{shown}{more}，请用编号指明是哪一份。")


class Copy(NamedTuple):
    """A kept copy that still reads."""

    path: str
    """Where it lies."""
    rev: int
    """The revision it holds."""
    changed_at: str
    """When that revision was made."""


class Damaged(StoreError):
    """A report's file is not what was written; it stays untouched until `recover` sets it aside."""

    def __init__(self, id: str, path: str, what: str, copy: Copy | None = None) -> None:
        self.id = id
        self.path = path
        self.what = what
        self.copy = copy
        """The last good copy, where there is one."""
        super().__init__(f"自评表文件 {path} 已损坏（{what}），{self._advice()}")

    def _advice(self) -> str:
        if self.copy is None:
            return "也没有可用的备份，请保留该文件并联系维护人员。"
        return f"可恢复到第 {self.copy.rev} 次修改（{self.copy.changed_at}），请运行 zpb doctor。"


class Newer(Damaged):
    """A report written by a newer program: sound, but not to be touched by this one."""

    def _advice(self) -> str:
        return "请升级本程序后再打开。"


class Busy(StoreError):
    """Another window is writing the report."""

    def __init__(self, id: str, who: str = "", host: str = "", pid: int = 0, since: str = "") -> None:
        self.id = id
        self.who = who
        self.host = host
        self.pid = pid
        self.since = since
        holder = f"{who}（{host}，进程 {pid}，自 {since} 起）" if who else "另一个窗口"
        super().__init__(f"自评表 {id} 正由 {holder}填写，请先在那里退出，或者以只读方式查看。")


class NotTakenOver(StoreError):
    """The other window cannot be ended from here."""

    def __init__(self, id: str, why: str) -> None:
        self.id = id
        super().__init__(f"不能接管自评表 {id}：{why}，请到原来的窗口退出。")


class ReadOnly(StoreError):
    """The report was opened for looking only."""

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(f"自评表 {id} 以只读方式打开，不能保存，请退出后重新打开。")


class Overtaken(StoreError):
    """Another window has saved the report since; this one may only look from now on."""

    def __init__(self, id: str, ours: int, theirs: int) -> None:
        self.id = id
        self.ours = ours
        self.theirs = theirs
        super().__init__(
            f"自评表 {id} 已在别处改动（这里是第 {ours} 次修改，文件中是第 {theirs} 次），"
            "本窗口只能查看，请重新打开后再填写。"
        )


class ReadFailed(StoreError):
    """The system did not let a file or folder be read."""

    def __init__(self, path: str, error: OSError) -> None:
        self.path = path
        super().__init__(f"无法读取 {path}：{reason(error)}，请检查后再试。")


class WriteFailed(StoreError):
    """The answer is not on disk; the file as it was before is untouched."""

    advice = "答案还在内存中，请勿关闭窗口，检查后再试"

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(f"没有保存到 {path}：{why}，{self.advice}。")


class NoSpace(WriteFailed):
    """The disk is full."""

    advice = "答案还在内存中，请勿关闭窗口，腾出空间后再试"


class NotMade(WriteFailed):
    """There is no new report: nothing of it was stored yet."""

    def __init__(self, folder: str, why: str) -> None:
        self.folder = folder
        self.why = why
        StoreError.__init__(
            self, f"没有新建自评表：不能写入文件夹 {folder}（{why}），请检查，或用 --home 换一个文件夹。"
        )


class FormatError(StoreError):
    """A document that cannot be read or written as that format; the message says where, what, and what to do."""


def not_made(folder: str, error: OSError | WriteFailed) -> NotMade:
    """The error for a new report that could not be stored; what is not there cannot have gone, but cannot be made."""
    cause = error.__cause__ if isinstance(error, WriteFailed) else error
    if isinstance(cause, OSError) and cause.errno == errno.ENOENT:
        return NotMade(folder, "这里不能新建文件夹")
    return NotMade(folder, error.why if isinstance(error, WriteFailed) else reason(error))


def write_error(path: str, error: OSError) -> WriteFailed:
    """The error for a write that the system refused."""
    kind = NoSpace if error.errno in _FULL else WriteFailed
    return kind(os.fspath(path), reason(error))
