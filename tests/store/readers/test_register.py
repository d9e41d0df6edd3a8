from __future__ import annotations

import sys
from types import ModuleType

import pytest

from forms.source import Document, Grid, Piece
from store.errors import FormatError
from store.readers import register
from store.readers.register import read


def reader(monkeypatch: pytest.MonkeyPatch, outcome: Document | BaseException) -> None:
    """Let texts be read by a module that gives or raises what is told."""
    module = ModuleType("store.readers.of_a_test")

    def told(_: bytes) -> Document:
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    monkeypatch.setattr(module, "read", told, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(register, "READERS", {"text": module.__name__})


def test_a_file_is_read_by_the_reader_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document((Grid((Piece("甲", 0, 0, 1, 1, "第 1 行"),), "", is_table=False),))
    reader(monkeypatch, document)
    assert read("甲".encode()) is document


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FormatError("读不了，请另存"), "读不了，请另存。"),
        (FormatError("读不了，请另存。"), "读不了，请另存。"),
        (KeyError("x"), "读不懂这个文件"),
        (RecursionError(), "读不懂这个文件"),
        (ImportError("lxml"), "读不懂这个文件"),
        (MemoryError(), "读取时超出了内存或时间限制"),
    ],
)
def test_whatever_a_reader_raises_becomes_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    reader(monkeypatch, error)
    with pytest.raises(FormatError, match=said) as refused:
        read("甲".encode())
    assert str(refused.value).endswith("。") and str(refused.value).count("。") == 1
    assert refused.value.__cause__ is error


@pytest.mark.parametrize(("data", "said"), [(b"a" * (10 << 20) + b"a", "超过 10 MB"), (b"", "是空的")])
def test_what_is_no_document_does_not_come_to_a_reader(monkeypatch: pytest.MonkeyPatch, data: bytes, said: str) -> None:
    reader(monkeypatch, AssertionError())
    with pytest.raises(FormatError, match=said):
        read(data)


def test_a_stop_is_not_taken_for_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    reader(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        read("甲".encode())
