"""The floor for everything on a screen: the smallest Textual app that asks something."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input, Label

MARKER = "全年完成值？"


class Bare(App[None]):
    """One question and one line to answer it."""

    def compose(self) -> ComposeResult:
        """Label and Input, as any Textual tutorial has them."""
        yield Label(MARKER)
        yield Input()


if __name__ == "__main__":
    Bare().run()
