"""The app: the home screen, the reports opened from it, and what lies on top of them; started by `tui/commands`.

Textual is imported by this module, the screens and the widgets alone. The screens are imported when they are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from forms.errors import FormError
from store.errors import Busy, Damaged, StoreError
from tui.exits import Exit
from tui.opening import Desk
from tui.output import show
from tui.quiet import QuietApp
from tui.screens.choice import ChoiceScreen
from tui.screens.home import HomeScreen
from tui.screens.sheet import COMMAND
from tui.screens.small import SMALLEST, SmallScreen
from tui.terminal import guard
from tui.widgets.answer_line import AnswerLine

if TYPE_CHECKING:
    from forms.model import Form
    from tui.screens.fill import FillScreen
    from tui.session import Session


def run(desk: Desk, session: Session | None = None) -> int:
    """Show the home screen of a desk, or a report that is open already; gives the exit code. Needs a terminal."""
    app = ZpbApp(desk, session)
    guard(app.save_draft)
    try:
        app.run()
    finally:
        app.let_go()
    if app._exception is not None:
        raise app._exception
    if app.last_words:
        show(app.last_words)
    return int(Exit.DONE)


class ZpbApp(QuietApp[int], inherit_bindings=False):
    """The whole program on a terminal."""

    def __init__(self, desk: Desk, session: Session | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.last_words = ""
        """What the shell's screen says after the end."""
        self._given = session
        self._filling: FillScreen | None = None
        self._begun = ""
        """The report that was begun here last."""
        self._home = HomeScreen()

    def get_default_screen(self) -> Screen[Any]:
        """Home lies below everything, but where a report was opened by itself."""
        return self._home if self._given is None else self._filled(self._given)

    def press(self, key: str) -> bool:
        """The keys that mean the same on every screen."""
        actions: dict[str, Callable[[], None]] = {
            "ctrl+c": self.leave,
            "ctrl+q": self.leave,
            "ctrl+l": self.redraw,
        }
        if key in actions:
            actions[key]()
        return key in actions

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the window is too small, and go on when it is not."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()

    def marks_changed(self) -> None:
        """Every screen shows the other marks."""
        super().marks_changed()
        for screen in self.screen_stack:
            getattr(screen, "marks_changed", lambda: None)()

    # Reports.

    def open_report(self, id: str, what: str = "") -> None:
        """Fill a report; where that cannot be, say why and what can be done instead."""
        try:
            session = self.desk.session(id)
        except Busy as error:
            self._ask_about_busy(error, what)
        except Damaged as error:
            self._ask_about_damaged(error)
        except (StoreError, FormError) as error:
            self._home.say(str(error))
        else:
            self._fill(session, what)

    def _fill(self, session: Session, what: str = "", *, before: str = "") -> None:
        filling = self._filled(session, before)
        self.push_screen(filling)
        if what:
            self._open_on(filling, what, "", from_home=True)

    def _filled(self, session: Session, before: str = "") -> FillScreen:
        """The screen of an open report, which greets a new one and says of another how far it is."""
        from forms.outline import progress
        from tui.screens.fill import FillScreen
        from tui.telling import greeting, resuming

        wizard = session.wizard
        is_new = not progress(wizard.course)[0] and not before
        words = greeting(session) if is_new else resuming(session)
        self._filling = FillScreen(session, [before, *words])
        return self._filling

    def _ask_about_busy(self, error: Busy, what: str) -> None:
        """Another window has it: end that one, only look, or leave it."""

        def go_on(answer: str | None) -> None:
            if answer == "take":
                self._take_over(error.id, what)
            elif answer == "look":
                self._look(error.id)

        take = "接管：结束那个窗口（那里没有发出的内容会留作草稿），在这里接着填"
        choices = (("look", "只查看，不修改"), ("take", take))
        self.push_screen(ChoiceScreen("正在别处填写", str(error), choices), go_on)

    def _take_over(self, id: str, what: str) -> None:
        try:
            session = self.desk.take_over(id)
        except (StoreError, FormError) as error:
            self._home.say(str(error))
        else:
            self._fill(session, what)

    def _look(self, id: str) -> None:
        """The table of a report, without a way to change it."""
        from tui.screens.preview import EXPORT, PreviewScreen

        try:
            report = self.desk.report(id)
            form = self.desk.form_of(report)
        except (StoreError, FormError) as error:
            self._home.say(str(error))
            return

        def go_on(answer: str | None) -> None:
            if answer == EXPORT:
                self._export(form, report.answers)

        self.push_screen(PreviewScreen(form, report.answers, only_look=True), go_on)

    def _ask_about_damaged(self, error: Damaged) -> None:
        """A damaged file: its last good copy, if there is one."""

        def go_on(answer: str | None) -> None:
            if answer == "recover":
                self._recover(error.id)

        choices = [("recover", "恢复到备份，损坏的文件另存一边")] if error.copy else []
        self.push_screen(ChoiceScreen("文件损坏", str(error), choices), go_on)

    def _recover(self, id: str) -> None:
        try:
            session = self.desk.recover(id)
        except (StoreError, FormError) as error:
            self._home.say(str(error))
        else:
            self._fill(session)

    def choose_form(self) -> None:
        """A new report: which form, which year."""
        from tui.screens.pick import PickScreen

        def begin(chosen: tuple[Form, int] | None) -> None:
            if chosen is not None:
                self._begin(*chosen)

        self.push_screen(PickScreen(self.desk.forms(), self.desk.year()), begin)

    def _begin(self, form: Form, year: int) -> None:
        from forms.filling import new_answers

        try:
            session = self.desk.new(form, new_answers(form, year))
        except (StoreError, FormError) as error:
            self._home.say(str(error))
        else:
            self._begun = session.report.id
            self._fill(session)

    def ask_to_delete(self, id: str, name: str) -> None:
        """Into the trash with a report, where the person says so once more."""

        def go_on(answer: str | None) -> None:
            if answer == "delete":
                self._delete(id, name)

        sentence = f"删除「{name}」？它和备份一起移到数据文件夹的 trash 中，可以移回来。"
        self.push_screen(ChoiceScreen("删除", sentence, (("keep", "不删除"), ("delete", "删除"))), go_on)

    def _delete(self, id: str, name: str) -> None:
        try:
            self.desk.workspace.trash(id)
        except StoreError as error:
            self._home.say(str(error))
        else:
            self._home.reload(f"已删除「{name}」，在数据文件夹的 trash/{id} 中。")

    def open_import(self) -> None:
        """Reports out of files; what became of them is said above the list."""
        from tui.screens.import_ import Ending, ImportScreen

        def come_back(ending: Ending | None) -> None:
            if ending is not None:
                self._home.reload(ending.sentence, ending.id)

        self.push_screen(ImportScreen(), come_back)

    def open_demo(self) -> None:
        """A report made from the example that comes with the program, filled as far as its hardest part."""
        from tui.demo import demo

        try:
            session = demo(self.desk)
        except (StoreError, FormError) as error:
            self._home.say(str(error))
        else:
            self._fill(session, before="这是演示：一份填了一半的表，可以接着填、预览、导出，不影响别的表。")

    # What lies on top of a report.

    def open_over(self, name: str, argument: str = "") -> None:
        """One of review, preview, findings, export, help; what it hands back goes to the report."""
        if name == "help":
            from tui.screens.help import HelpScreen

            self.push_screen(HelpScreen())
        elif self._filling is not None:
            self._open_on(self._filling, name, argument)

    def begin_command(self) -> AnswerLine | None:
        """The line of the report that is filled, with a command begun in it."""
        if self._filling is None:
            return None
        self._filling.line.paste(COMMAND)
        return self._filling.line

    def _open_on(self, filling: FillScreen, name: str, argument: str, *, from_home: bool = False) -> None:
        """Show it over a report; what was opened from home goes back there, unless a place was chosen in it."""
        wizard = filling.session.wizard

        def go_on(answer: str | None) -> None:
            if answer in ("preview", "findings", "export", "review"):
                self._open_on(filling, answer, "", from_home=from_home)
            elif answer == COMMAND:
                filling.to_line()
            elif answer:
                filling.go_to(answer, "findings" if name == "findings" else "")
            elif from_home:
                self.call_later(self.leave)

        if name == "export":
            self._export(wizard.form, wizard.answers, argument, lambda _: go_on(None))
        elif name == "preview":
            from tui.screens.preview import PreviewScreen

            self.push_screen(PreviewScreen(wizard.form, wizard.answers, str(wizard.at or "")), go_on)
        elif name == "findings":
            from tui.screens.findings import FindingsScreen

            self.push_screen(FindingsScreen(filling.session, argument), go_on)
        elif name == "review":
            from tui.screens.review import ReviewScreen

            self.push_screen(ReviewScreen(filling.session), go_on)

    def _export(self, form: Form, answers: Any, wanted: str = "", then: Callable[[None], None] | None = None) -> None:
        from tui.screens.export import ExportScreen

        self.push_screen(ExportScreen(form, answers, wanted), then)

    # The end.

    def leave(self) -> None:
        """From a report back home, or out where it was opened by itself; from home out. Everything is stored."""
        filling = self._filling
        if filling is None:
            self.exit(0)
        elif filling.session.retry():
            self._end_filling()
        elif not isinstance(self.screen, ChoiceScreen):
            self._ask_about_unsaved(filling)

    def _ask_about_unsaved(self, filling: FillScreen) -> None:
        """The disk takes nothing, or another window took over: nobody loses an answer without knowing."""

        def go_on(answer: str | None) -> None:
            if answer == "leave" or answer == "retry" and filling.session.retry():
                self._end_filling()
            elif answer == "retry":
                self._ask_about_unsaved(filling)

        overtaken, filling.session.untold = filling.session.untold, ""
        sentence = overtaken or "最后的改动还没有保存到文件里，只在这个窗口中。"
        again = () if overtaken else (("retry", "再试一次"),)
        choices = (*again, ("leave", "仍要离开，没有保存的改动会丢失"))
        self.push_screen(ChoiceScreen("没有保存", sentence, choices), go_on)

    def _end_filling(self) -> None:
        """Out of the report, to where one came from."""
        filling, words = self._filling, self.let_go()
        if self._given is not None:
            self.last_words = words
            self.exit(0)
            return
        while self.screen is not self._home:
            self.pop_screen()
        self._home.reload(words, filling.session.report.id if filling else "")

    def let_go(self) -> str:
        """Close the report at hand; what is typed and not sent stays as a draft."""
        from tui.telling import farewell

        filling, self._filling = self._filling, None
        if filling is None:
            return ""
        filling.leave()
        if filling.session.report.id == self._begun and self._drops(filling.session):
            return "没有填写内容，这份新表没有留下。"
        return farewell(filling.session)

    def _drops(self, session: Session) -> bool:
        """A report that was begun, only looked at and left does not stay in the list."""
        report = session.report
        if report.rev > 1 or report.draft:
            return False
        try:
            self.desk.workspace.trash(report.id)
        except StoreError:
            return False
        return True

    def save_draft(self) -> None:
        """Keep what is typed at a sudden end."""
        if self._filling is not None:
            self._filling.save_draft()
