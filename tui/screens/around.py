"""What stands around the conversation: the sections at the left, the place at hand, the table beside it.

The fill screen lays these out and tells them of every change; each follows the answers by itself.
"""

from __future__ import annotations

from forms import events as e
from forms.checks.finding import Severity
from forms.wizard import Wizard
from tui.screens.contents import entries, place_and_example
from tui.terminal import Marks
from tui.widgets.drawing import DrawingView
from tui.widgets.lines import Bar
from tui.widgets.rail import Rail


class Around:
    """The widgets that show where one is and what is there already."""

    def __init__(self) -> None:
        self.rail = Rail()
        self.standing = Bar()
        """How much a reviewer would look at, under the sections."""
        self.place = Bar(keeps_left=True)
        self.live = DrawingView(follows=True, id="live")

    def update(self, wizard: Wizard, ask: e.Ask | None, marks: Marks) -> None:
        """The lines that follow the answers."""
        self.rail.show(entries(wizard, marks))
        standing = sum(each.severity is not Severity.INFO for each in wizard.open_findings())
        self.standing.show(f"{standing} 处待看 !" if standing else "")
        self.place.show(*(place_and_example(ask) if ask else ("核对", "")))

    def draw(self, wizard: Wizard, ask: e.Ask | None, marks: Marks) -> None:
        """The part of the table being asked, where it has room; what draws it is loaded only there."""
        if ask is None or not ask.page or not self.live.size.width:
            return
        from tui.screens.live import show_part

        show_part(self.live, wizard.form, wizard.answers, ask.page, ask.path, marks.ascii)
