"""Check your answers: every answer by section on one page before finishing, what is open and wrong first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from forms import events as e
from forms.checks.finding import Severity
from forms.model import UNNAMED
from forms.outline import Section, outline
from forms.place import name_of
from tui import telling
from tui.screens.sheet import COMMAND, Sheet
from tui.sentences import sentences
from tui.session import Session
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing


class ReviewScreen(Sheet[str]):
    """Every answer, each changed by Enter; hands back the path to go to, or the name of a screen."""

    FOOT = "回车 修改  1 填写完毕  F5 预览  F6 检查  F9 导出  /命令  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {
        "1": "finish",
        "0": "close",
        "escape": "close",
        "f5": "preview",
        "f6": "findings",
        "f9": "export",
        "ctrl+z": "undo",
        "slash": "command",
    }

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._is_sure = False
        """Whether 1 was pressed once already, with warnings standing."""
        self._typing: AnswerLine | None = None

    def body(self) -> Iterator[Widget]:
        """What stands open in one sentence, then all answers."""
        yield Note()
        yield Listing()

    def on_mount(self) -> None:
        """Show them."""
        self.note = self.query_one(Note)
        self.listing = self.query_one(Listing)
        self.set_focus(self.listing)
        self._show()
        self.note.show(telling.standing(self.session.wizard, "", "按 1"))

    def _show(self) -> None:
        wizard = self.session.wizard
        name = wizard.answers.get(wizard.form.name_field) or UNNAMED
        self.head.show(f"{name} · 核对", "已填写完毕" if wizard.answers.finished else "")
        self.listing.show(list(self._entries()))

    def _entries(self) -> Iterator[Entry]:
        wizard = self.session.wizard
        waiting = wizard.course.open
        if waiting:
            yield Entry(f"未填（{len(waiting)} 项）")
            yield from (Entry(name_of(wizard.reading, path), str(path), indent=2, hang=2) for path in waiting)
        faults = [each for each in wizard.open_findings() if each.severity is not Severity.INFO]
        if faults:
            yield Entry(f"待看（{len(faults)} 处）")
            for each in telling.worst_first(faults):
                yield Entry(telling.finding_line(wizard.reading, each), each.path, indent=2, hang=2)
        for section in outline(wizard.course, wizard.open_findings()):
            yield from _answers(section)

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """Change this one and come back."""
        self.dismiss(message.key)

    def press(self, key: str) -> bool:
        """Any other key than a second 1 is no yes."""
        self._is_sure = self._is_sure and key == "1"
        return super().press(key)

    def finish(self) -> None:
        """1: declare it finished; what stands in the way is said, and what only should be looked at is asked about."""
        wizard = self.session.wizard
        standing = [each for each in wizard.open_findings() if each.severity is not Severity.INFO]
        is_free = not wizard.course.open and all(each.severity is Severity.WARNING for each in standing)
        if standing and is_free and not self._is_sure and not wizard.answers.finished:
            self._is_sure = True
            self.note.show(f"还有 {len(standing)} 处待看，列在下面。不必再看的，请再按一次 1 填写完毕。")
            return
        self._say(e.Finish())

    def command(self) -> None:
        """/: a command, to be written where commands are."""
        self._typing = self._typing or self.zpb.begin_command()
        self.dismiss(COMMAND)

    @property
    def typing(self) -> AnswerLine | None:
        """The line of the conversation, as soon as a command was begun."""
        return self._typing

    def undo(self) -> None:
        """Ctrl+Z: take the last change back."""
        self._say(e.Undo())

    def _say(self, saying: e.Say) -> None:
        told = self.session.say(saying)
        self._show()
        self.note.show(" ".join(line.strip() for line in sentences(told)))

    def preview(self) -> None:
        """F5: the table."""
        self.dismiss("preview")

    def findings(self) -> None:
        """F6: the findings."""
        self.dismiss("findings")

    def export(self) -> None:
        """F9: a file."""
        self.dismiss("export")


def _answers(section: Section) -> Iterator[Entry]:
    title = f"{section.number} {section.title}"
    yield Entry(f"{title}  {section.answered}/{section.asked} {section.state.value}" if section.asked else title)
    for item in section.items:
        yield Entry(telling.item_line(item), item.path, indent=2, hang=4)
