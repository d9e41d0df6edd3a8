"""Our driver for POSIX terminals: Textual's own, with our reader of keys and without what it asks needlessly.

Chosen by `QuietApp`. It asks for clicks only, not for every movement of the mouse, nor for focus and pixel reports:
those make traffic on a line that may be slow, and some terminals answer them with noise.
"""

from __future__ import annotations

import os
import selectors
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from tui.keys import KeyReader
from tui.output import has
from tui.terminal import encoding, leave_now

if TYPE_CHECKING:
    from tui.quiet import QuietApp

_UNASKED = frozenset({"\x1b[?1003h", "\x1b[?1015h", "\x1b[?1004h"})
"""Any movement of the mouse, a mouse notation that is ambiguous, and changes of focus."""
_MEASURE = "\x1b[2;1H\u2013\x1b[6n\x1b[2;1H\x1b[K\x1b[?12l"
"""Draw a dash, ask where the cursor went, take it away, and let the cursor not blink."""
_READ = 1 << 16
_GRACE = 0.03
"""Seconds in which the next piece of a large paste arrives."""
_LARGE = 1000
_LEAVING = 3.0
"""Seconds in which the app has to end by itself once its input has ended."""


class QuietDriver(LinuxDriver):
    """Reads keys in the terminal's own encoding and ends with its input."""

    _app: QuietApp[Any]

    def write(self, data: str) -> None:
        """Send all but the requests that we do without."""
        if data not in _UNASKED:
            super().write(data)

    def start_application_mode(self) -> None:
        """Start, also again after a suspension, with a screen whose content is unknown."""
        again = self._writer_thread is not None
        self._app.forget_screen()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves this one unannotated
        if has(encoding(), _MEASURE):
            self.write(_MEASURE)
        if again:
            self._loop.call_soon_threadsafe(self._app.redraw)

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: the window's signal tells of a new size, and reports in pixels only confuse."""

    def _run_input_thread(self) -> None:
        """Let a fault of the reader end the app as any other does, with a sentence instead of a traceback."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read until the app stops or the input ends; never die of a byte, never spin."""
        reader = KeyReader(encoding())
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(0.1 if not reader.is_waiting else 0.02):
                    messages = reader.tick()
                elif data := self._read(selector):
                    messages = reader.feed(data)
                else:
                    self._input_ended()
                    return
                for message in messages:
                    self.process_message(message)

    def _read(self, selector: selectors.BaseSelector) -> bytes:
        """All that is there now, since a paste is told by what comes together; nothing at the end of the input."""
        data = b""
        while len(data) < 1 << 20:
            try:
                piece = os.read(self.fileno, _READ)
            except OSError:
                return b""
            data += piece
            if not piece or not selector.select(_GRACE if len(data) >= _LARGE else 0):
                break
        return data

    def _input_ended(self) -> None:
        """Ask the app to leave, and leave without it where the terminal is gone and nothing can be waited for."""
        self._loop.call_soon_threadsafe(self._app.input_ended)
        if not self.exit_event.wait(_LEAVING):
            leave_now(self._app.save_draft, self.attrs_before, 0)
