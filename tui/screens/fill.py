"""Where a form is filled: the sections at the left, the conversation, the line for the answer; wide, the table beside.

One screen for a whole report, updated in place. Everything said goes through `Session.say` and the words of
`tui/dialogue.py`; the other screens lie on top of this one and hand back where to go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from forms import events as e
from forms.model import HEADER
from tui import telling
from tui.dialogue import Request, Unknown, meant
from tui.screens.around import Around
from tui.screens.contents import counted, heading, saved
from tui.screens.meaning import mended, next_choice, offered, understanding
from tui.screens.sheet import Sheet, SheetLine
from tui.screens.speech import ANSWERS, ASKS, answer, asked, is_asked_again, stays, turns
from tui.screens.unsent import Unsent
from tui.sentences import enter_does, sentences
from tui.session import Session, Told
from tui.widgets.conversation import Conversation, Turn
from tui.widgets.drawing import DrawingView
from tui.widgets.lines import Divider, Note, Rule
from tui.widgets.rail import Rail

DRAFT_AFTER = 1.5
"""Seconds after which typing that was not sent is kept on disk."""
_ANSWERING = (e.Answer, e.Clear, e.Skip, e.Waive, e.Same, e.LastYear)
_OVER = {"check": "findings", "contents": "review"}
_UNCONFIRMED = "未确认：上次输入到这里，还没有发出。回车发出，或继续修改。"


class FillScreen(Sheet[None]):
    """One report being filled."""

    DEFAULT_CSS = """
    FillScreen #side { width: 20; }
    FillScreen #live { padding: 0 0 0 1; }
    FillScreen #live, FillScreen #right { display: none; }
    FillScreen.-wide #live, FillScreen.-wide #right { display: block; }
    FillScreen.-narrow #side, FillScreen.-narrow #left { display: none; }
    FillScreen.-contents #side, FillScreen.-contents #left { display: block; }
    """
    FOOT = "回车 回答  F1 说明  F2 目录  F3 上一步  F4 跳过  F5 预览  F6 检查  F9 导出  /命令"
    KEYS: ClassVar[dict[str, str]] = {
        "f1": "why",
        "f2": "contents",
        "f3": "back",
        "f4": "skip",
        "f5": "preview",
        "f6": "findings",
        "f9": "export",
        "ctrl+z": "undo",
        "escape": "escape",
        "pageup": "earlier",
        "pagedown": "later",
    }

    def __init__(self, session: Session, greeting: list[str]) -> None:
        super().__init__()
        self.session = session
        self._greeting = greeting
        self.unsent = Unsent(session.report)
        self.line = SheetLine()
        self.around = Around()
        self.conversation = Conversation()
        self.understood = Note()
        self._origin = ""
        self._draft_timer: Timer | None = None
        self._stood: tuple[str, str | None] | None = None
        """The question that the screen shows, with its answer."""

    def body(self) -> Iterator[Widget]:
        """Sections, conversation, table."""
        with Horizontal():
            with Vertical(id="side"):
                yield from (self.around.rail, self.around.standing)
            yield Divider(id="left")
            with Vertical(id="talk"):
                yield from (self.conversation, Rule(), self.around.place, self.line, self.understood)
            yield Divider(id="right")
            yield self.around.live

    def on_mount(self) -> None:
        """Greet, ask the question at hand, bring back what was typed and not sent."""
        self.set_focus(self.line)
        self._load(())
        self.conversation.say(*turns(self._greeting, self._question(), self.marks))
        self._bring_back_draft()
        self._update()
        if isinstance(self.session.pending, e.Review) and self.is_active:
            self._open("review")

    def on_screen_resume(self) -> None:
        """What lay on top may have changed answers, or taken one back: what stands here follows."""
        if self._stood not in (None, self._standing):
            self.unsent.hold(self._stood[0], self.unsent.typed(self.line.text))
            self._load(())
            self._show([], asked=self._question())
        if self._stood:
            self._update()

    def on_resize(self) -> None:
        """Draw the table anew for the width it has now."""
        self.call_after_refresh(self._draw_table)

    def marks_changed(self) -> None:
        """Everything that shows marks is drawn with the others."""
        self._update()

    @property
    def ask(self) -> e.Ask | None:
        """The question at hand; None at the review."""
        pending = self.session.pending
        return pending if isinstance(pending, e.Ask) else None

    def on_paste(self, event: events.Paste) -> None:
        """A paste while the sections have the keys is meant for the line."""
        self.to_line()
        self.line.paste(event.text)

    # Keys.

    def take_key(self, key: str) -> bool:
        """A key pressed in the line, before the line itself looks at it."""
        if key == "enter":
            self.send()
        elif key == "tab" or key == "right" and not self.line.text:
            self._take_default()
        elif key == "ctrl+d" and not self.line.text:
            self.zpb.leave()
        elif key in ("up", "down"):
            return self._step(-1 if key == "up" else 1)
        else:
            return self.press(key)
        return True

    def press(self, key: str) -> bool:
        """Among the sections 0 is what stands above the table."""
        if key == "0" and self.around.rail.has_focus:
            self._go(HEADER)
            return True
        return super().press(key)

    def send(self) -> None:
        """Enter: what is in the line is said; an answer that stands there untouched is kept."""
        text = self.line.text
        said = e.Answer("") if self._is_untouched else meant(text, self.session.wizard)
        if isinstance(said, Unknown):
            self._show([f"✗ {said.message}"], text)
        elif isinstance(said, Request):
            self._load(())
            self._request(said, text)
        elif isinstance(said, e.Leave):
            self._put("")
            self.zpb.leave()
        elif self.ask is None and isinstance(said, e.Answer) and not text.strip():
            self._open("review")
        else:
            self._say(said, text)

    @property
    def _is_untouched(self) -> bool:
        """Whether the answer that is there stands in the line as it was put there."""
        text = self.line.text
        return bool(text.strip()) and text == self._standing[1] and not self.unsent.typed(text)

    def _take_default(self) -> None:
        """Tab: the offered mending, else the answer that Enter would take, comes into the line, to be changed there."""
        if (not self.line.text or self._is_untouched) and (text := mended(self.ask) or offered(self.ask)):
            self._put(text)

    def _step(self, by: int) -> bool:
        """An arrow: the question before on an empty line, another choice where there are choices."""
        if choice := next_choice(self.ask, self.line.text, by):
            self._put(choice)
        elif not self.line.text and by < 0:
            self.back()
        else:
            return False
        return True

    def why(self) -> None:
        """F1: why this is asked, with an example."""
        self._show(telling.why(self.session.wizard))

    def contents(self) -> None:
        """F2: into the sections, and out again."""
        if self.around.rail.has_focus:
            self.to_line()
        else:
            self.add_class("-contents")
            self.set_focus(self.around.rail)

    def back(self) -> None:
        """F3: the question before."""
        self._say(e.Back())

    def skip(self) -> None:
        """F4: leave this one for later."""
        self._say(e.Skip())

    def undo(self) -> None:
        """Ctrl+Z: take back what is typed and not sent, else the last change."""
        if self.ask and self.line.text not in ("", self.ask.current or ""):
            self._put(self.ask.current or "")
        else:
            self._say(e.Undo())

    def preview(self) -> None:
        """F5: the whole table."""
        self._open("preview")

    def findings(self) -> None:
        """F6: what a reviewer would say."""
        self._open("findings")

    def export(self) -> None:
        """F9: a file."""
        self._open("export")

    def escape(self) -> None:
        """Esc: back to the line; in the line, from a command back to the answer."""
        self.line.restore()
        self._understand()
        self.to_line()

    def to_line(self) -> None:
        """The keys go to the line."""
        self.remove_class("-contents")
        self.set_focus(self.line)

    def earlier(self) -> None:
        """PageUp: what was said before."""
        self.conversation.page(-1)

    def later(self) -> None:
        """PageDown: towards the newest."""
        self.conversation.page(1)

    # Saying and telling.

    def _request(self, request: Request, text: str) -> None:
        """Something that is shown and does not move the conversation."""
        if request.what == "why":
            self._show(telling.why(self.session.wizard), text)
        else:
            self._open(_OVER.get(request.what, request.what), request.argument)

    def _say(self, said: e.Say, text: str = "") -> None:
        """Say it to the session and show what came of it."""
        before, could_save = self.session.pending, not self.session.overtaken
        if isinstance(before, e.Ask) and not text:
            self.unsent.hold(before.path, self.unsent.typed(self.line.text))
        told = self.session.say(said)
        refusal = next((each for each in told if isinstance(each, e.Refused)), None)
        if refusal and refusal.path and could_save and self.session.overtaken:
            self.unsent.hold(refusal.path, refusal.text)
            self._load(told)
        elif not (refusal and text) or isinstance(before, e.Ask) and before.options:
            self.unsent.hold(*self.session.declined)
            self._load(told)
        question = self._question() if is_asked_again(before, self.session.pending, told) else ""
        # The lines of what is said begin two blanks before what the conversation shows of them.
        lines = sentences(told, self.conversation.room + 2)
        self._show(lines, answer(said, text, told, before), question)
        self._keep_draft()
        self._update()
        self._return_or_review(said, told)

    def _return_or_review(self, said: e.Say, told: tuple[Told, ...]) -> None:
        """Back to the list one came from once the answer is in; the review where nothing is open any more."""
        if any(isinstance(each, e.Refused) for each in told):
            return
        wizard = self.session.wizard
        origin = self._origin
        if origin and (not isinstance(said, _ANSWERING) or not wizard.return_to):
            self._origin = ""
        if origin and isinstance(said, _ANSWERING) and not wizard.return_to:
            self._open(origin)
        elif isinstance(self.session.pending, e.Review) and not isinstance(said, e.Undo):
            self._open("review")

    def _show(self, lines: list[str], answered_with: str = "", asked: str = "") -> None:
        """Add to the conversation what was typed, what is said to it, and what is asked next."""
        answered = [Turn(ANSWERS, answered_with.strip())] if answered_with.strip() else []
        self.conversation.say(*answered, *turns(lines, asked, self.marks))

    def _question(self) -> str:
        return asked(self.session, self.line.text)

    # The line and its draft.

    def _load(self, told: tuple[Told, ...]) -> None:
        """Put into the line what belongs there: what was typed here before, the answer that is there, or nothing."""
        ask = self.ask
        if ask is None:
            self._put("")
            self.line.hint("回车看核对页")
            return
        self._put("" if ask.options or stays(ask, told) else ask.current or "")
        self.line.hint(enter_does(ask))
        if held := self.unsent.take(ask.path):
            self.line.load(held)

    def _put(self, text: str) -> None:
        """Text of the program's own in the line, which is no draft."""
        self.unsent.loaded(text)
        self.line.offer(text)
        self._understand()

    def _bring_back_draft(self) -> None:
        """Offer what was typed and not sent the last time, at its own question."""
        draft = self.unsent.offered()
        if draft is None:
            return
        if draft.path == self._standing[0]:
            self.line.load(draft.text)
            self.understood.show(_UNCONFIRMED)
        else:
            self.unsent.hold(draft.path, draft.text)
            self.conversation.say(Turn(ASKS, telling.unsent(draft.text)))

    def on_answer_line_changed(self) -> None:
        """Something was typed: say what is understood, and see that it is on disk soon."""
        self._understand()
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_AFTER, self._keep_draft)

    def _keep_draft(self) -> None:
        """Write what is typed, or take the draft away where there is nothing."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        self.save_draft()

    def save_draft(self) -> None:
        """Keep what is typed on disk; called also at a sudden end, so it waits for nothing and never fails."""
        self.unsent.keep(self._standing[0], self.line.text)

    @property
    def _standing(self) -> tuple[str, str | None]:
        """The question at hand with its answer."""
        return (self.ask.path, self.ask.current) if self.ask else (e.REVIEW, None)

    def _understand(self) -> None:
        """Under the line: what is understood of it, or what is not yet; for a command what it does."""
        self.understood.show(understanding(self.line.text, self.ask, self.session.wizard))

    # What stands around the conversation.

    def _update(self) -> None:
        """The parts that follow the answers."""
        self._stood = self._standing
        wizard = self.session.wizard
        self.head.show(heading(wizard), f"{counted(wizard)} · {saved(self.session, self.unsent)}")
        self.around.update(wizard, self.ask, self.marks)
        if not self.unsent.typed(self.line.text):
            self._understand()
        self._draw_table()

    def _draw_table(self) -> None:
        """The part being asked, on a screen that has room for it beside the conversation."""
        if self.has_class("-wide"):
            self.around.draw(self.session.wizard, self.ask, self.marks)

    # Going elsewhere.

    def on_rail_chosen(self, message: Rail.Chosen) -> None:
        """A section, or a group of it."""
        self._go(message.path)

    def on_drawing_view_cell_chosen(self, message: DrawingView.CellChosen) -> None:
        """A click on a cell of the table beside the conversation."""
        self.go_to(message.path)

    def _go(self, where: str) -> None:
        self.to_line()
        self._say(e.Goto(where))

    def go_to(self, path: str, origin: str = "") -> None:
        """Go to a question and come back from it after the answer, to a list if one came from there."""
        self._say(e.Goto(path, returning=True))
        self._origin = origin if self.session.wizard.return_to else ""

    def _open(self, name: str, argument: str = "") -> None:
        self._keep_draft()
        self.zpb.open_over(name, argument)

    def leave(self) -> None:
        """Let go of the report; what is typed stays as a draft."""
        self._keep_draft()
        self.session.close()
