"""What is seen in a terminal: first paint, keys, bytes, memory; each beside a bare Textual app in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.bare import MARKER
from bench.programs import BARE, NAME, ZPB, empty_report, environment, ratio
from bench.table import Line, at_most
from bench.terminal import Terminal

FILL = (*ZPB, "fill", "-")
QUESTION = "项目起止时间"
AMOUNT = "年度资金总额"
KEYS = "38350.25"
ROUNDS = 5
CLEAR = b"\x05\x15"
"""Ctrl+E and Ctrl+U, which empty the line in all three."""
ANSWERS = ("2020.1.1-12.31", "区委办", "区委办", "1", "1", "383.5", "380")
IDLE = 3.0
"""Seconds in which an idle screen is watched."""


def lines(folder: Path) -> Iterator[Line]:
    """All measures of this file, one after another, each on a report that nothing was typed into before."""
    for number, measure in enumerate((_first_paints, _memory, _keys, _plain_keys, _bytes)):
        home = folder / str(number)
        empty_report(home)
        yield from measure(home)


def _first_paints(home: Path) -> Iterator[Line]:
    paint = ratio(lambda: _paint(FILL, QUESTION, home), lambda: _paint(BARE, MARKER, home), 9)
    yield at_most("first paint of the open question", "a bare Textual app", paint, 1.25)
    start = ratio(lambda: _paint(ZPB, NAME, home), lambda: _paint(BARE, MARKER, home), 9)
    yield at_most("first paint of the list of reports", "a bare Textual app", start, 1.25)


def _paint(command: Sequence[str], marker: str, home: Path) -> float:
    """Seconds from the start of the process to the marker on the screen."""
    with Terminal(command, environment(home)) as terminal:
        return terminal.wait_for(marker) - terminal.started


def _memory(home: Path) -> Iterator[Line]:
    with Terminal(FILL, environment(home)) as ours, Terminal(BARE, environment(home)) as floor:
        ours.wait_for(QUESTION)
        floor.wait_for(MARKER)
        ours.settle()
        floor.settle()
        yield at_most("resident memory", "a bare Textual app", ours.memory() / floor.memory(), 1.3)


def _keys(home: Path) -> Iterator[Line]:
    with Terminal(FILL, environment(home)) as ours, Terminal(BARE, environment(home)) as floor:
        floor.wait_for(MARKER)
        floor.settle()
        _to_amount(ours)
        ours_typed, floor_typed = _type(ours), _type(floor)
    times = [median(time for time, _ in typed) for typed in (ours_typed, floor_typed)]
    yield at_most("a key until it is on the screen", "a bare Input", times[0] / times[1], 1.5)
    sizes = [median(size for _, size in typed) for typed in (ours_typed, floor_typed)]
    yield at_most("bytes of a key, understood said", f"a bare Input: {sizes[1]:.0f}", sizes[0], 300, "B")


def _plain_keys(home: Path) -> Iterator[Line]:
    with Terminal((*FILL, "--plain"), environment(home)) as plain:
        _to_amount(plain)
        size = median(size for _, size in _type(plain))
    yield at_most("bytes of a key in the line mode", "–", size, 50, "B")


def _to_amount(terminal: Terminal) -> None:
    """Go to a question whose answer is said back as it is typed."""
    terminal.wait_for(QUESTION)
    terminal.settle()
    terminal.send("/到 资金\r".encode())
    terminal.wait_for(AMOUNT)
    terminal.settle()


def _type(terminal: Terminal) -> list[tuple[float, int]]:
    """Press keys one by one: seconds until each is on the screen, bytes until all is quiet."""
    typed = []
    for _ in range(ROUNDS):
        for key in KEYS:
            terminal.forget()
            pressed = terminal.send(key.encode())
            shown = terminal.wait_for(key)
            typed.append((shown - pressed, terminal.settle()))
        terminal.send(CLEAR)
        terminal.settle()
    return typed


def _bytes(home: Path) -> Iterator[Line]:
    with Terminal(FILL, environment(home)) as terminal:
        terminal.wait_for(QUESTION)
        yield at_most("bytes of the first screen", "–", terminal.settle(), 10_000, "B")
        yield at_most(f"bytes in {IDLE:.0f} s of nothing", "–", terminal.count(IDLE), 0, "B")
        sizes = [_answer(terminal, text) for text in ANSWERS]
        yield at_most("bytes of going to the next question", "–", median(sizes), 3_000, "B")


def _answer(terminal: Terminal, text: str) -> int:
    """Type an answer, then send it: the bytes of what follows."""
    terminal.send(text.encode())
    terminal.settle()
    terminal.forget()
    terminal.send(b"\r")
    return terminal.settle()
