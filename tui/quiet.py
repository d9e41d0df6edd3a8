"""The base of our app: Textual without what costs bytes, blinks, or hands the machine to whoever types.

`ZpbApp` derives from it and adds the screens. It draws through the painter, so that only cells that changed are sent,
and puts the terminal's cursor wherever the focused widget says its `caret` is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ReturnType
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip

from tui.keys import WidthReport
from tui.painter import Painter
from tui.terminal import Marks, encoding, marks

_WIDE_COLUMN = 3
"""Where the cursor stands after one ambiguous mark drawn two cells wide."""


class QuietApp(App[ReturnType], Generic[ReturnType]):
    """An app that sends little: no palette, no animation, no selection by mouse, and only the cells that changed."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = None
    DEFAULT_CSS = "* { scrollbar-size: 0 0; }"

    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.animation_level = "none"
        self.marks: Marks = marks(encoding())
        """The marks that this terminal can draw; `marks_changed` is called when it turns out to draw them wide."""
        self._painter = Painter(encoding(), self.console._color_system)
        self._cursor: Offset | None = None

    def save_draft(self) -> None:
        """Keep what is typed and not sent, at a sudden end; the app knows where. Must not wait for anything."""

    def input_ended(self) -> None:
        """Nothing can be typed any more, which is the same as leaving."""
        self.save_draft()
        self.exit()

    def marks_changed(self) -> None:
        """The terminal draws our marks two cells wide: `marks` are now ASCII, and what shows them has to be redrawn."""
        self.refresh(layout=True)

    def get_driver_class(self) -> type[Driver]:
        """Our own driver where there is a POSIX terminal."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from tui.driver import QuietDriver

        return QuietDriver

    def forget_screen(self) -> None:
        """What the terminal shows is unknown, as after a suspension; all of it is sent with the next update."""
        self._painter.forget()
        self._cursor = None

    def redraw(self) -> None:
        """Send the whole screen again, for a person whose terminal was written over by something else."""
        self.forget_screen()
        self.refresh(layout=True)

    def on_width_report(self, message: WidthReport) -> None:
        """Take other marks if the one measured took two cells."""
        if message.column >= _WIDE_COLUMN and not self._painter.wide:
            self._painter.wide = True
            self.marks = marks(encoding(), wide=True)
            self.forget_screen()
            self.marks_changed()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send an update as the cells that differ, with the cursor brought to the caret, in one write."""
        if self._batch_count or not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            super()._display(screen, renderable)
        elif self._running and not self._closed and not self.is_headless and self._driver is not None:
            try:
                sent = self._painter.paint(screen.outer_size, _pieces(renderable))
                sent += self._place_cursor(moved=bool(sent))
            except Exception as error:
                self._handle_exception(error)
                return
            if sent:
                self._driver.write(sent)
        self.post_display_hook()

    def _place_cursor(self, moved: bool) -> str:
        """Bring the terminal's cursor to the focused widget's caret, or hide it where nothing is typed."""
        caret = self._caret()
        before, self._cursor = self._cursor, caret
        if caret is None:
            return "\x1b[?25l" if before is not None else ""
        self.cursor_position = caret
        place = f"\x1b[{caret.y + 1};{caret.x + 1}H" if moved or caret != before else ""
        return place + ("\x1b[?25h" if before is None else "")

    def _caret(self) -> Offset | None:
        """Where on the screen the focused widget wants the cursor, if it does and shows that place."""
        focused = self.focused
        caret = getattr(focused, "caret", None)
        if focused is None or not isinstance(caret, Offset) or not focused.content_region:
            return None
        place = focused.content_region.offset + caret
        return place if focused.content_region.contains(*place) else None

    def _fatal_error(self) -> None:
        """End quietly, for Textual would print every local variable, that is people's answers.

        Whoever runs the app raises `_exception` again, so that it is told and noted as any other fault is.
        """
        self._close_messages_no_wait()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Nothing: no file is written but those asked for by our own screens."""

    def action_suspend_process(self) -> None:
        """Nothing: the one who types may have no shell to come back to."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing: the program works without the network."""


def _pieces(update: ChopsUpdate | LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """What an update puts where, as (row, column, strip), no further than the spans for which it was composed."""
    if isinstance(update, LayoutUpdate):
        for row, strips in enumerate(update.strips, update.region.y):
            column = update.region.x
            for strip in strips:
                yield row, column, strip
                column += strip.cell_length
        return
    for row, left, right in update.spans:
        for end, (column, piece) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if piece is not None and column < right and end > left:
                start = max(column, left)
                yield row, start, piece.crop(start - column, min(end, right) - column)
