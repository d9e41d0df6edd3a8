"""How the process that reads and the one that asks talk: bytes with their length in front; used by both of them."""

from __future__ import annotations

from typing import BinaryIO

_LENGTH = 8
"""Bytes of a length."""


def send(stream: BinaryIO, *frames: bytes) -> None:
    """Write frames and flush them."""
    for frame in frames:
        stream.write(len(frame).to_bytes(_LENGTH))
        stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO, most: int) -> bytes:
    """The next frame; EOFError where the other side has ended, ValueError for a length that nobody would send."""
    length = int.from_bytes(_exactly(stream, _LENGTH))
    if length > most:
        raise ValueError(f"a frame of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
