"""The line mode: a report filled by a plain conversation, one line a thought; for `--plain`, `TERM=dumb` and pipes.

A person is asked again until an answer fits. A pipe is not: what was prepared for one question must never become the
answer to another, so whatever cannot be done stops there with its line. After a warning an empty line only goes on, as
Enter does for a person, `/保留 理由` and `/采用` mean that warning, and any other line goes on and is the next answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from forms import events as e
from forms.cells import clip
from forms.place import name_of
from store.errors import FormatError, reason
from store.formats.register import Style
from tui import exporting, output, telling
from tui.dialogue import Request, Said, Unknown, meant, parse, pasted
from tui.exits import Exit, Refusal
from tui.lines import PROMPT, Pipe, Source, Terminal
from tui.sentences import one_line, prompt, sentences
from tui.session import NotSaved, Session, Told

_SHOWN = 60
"""Cells of a draft that are said before it stands in the line."""


def converse(session: Session, opening: list[str], show: Callable[[str], None] = output.show) -> Exit:
    """Fill a report line by line from wherever this process has its lines; lets go of it in the end."""
    if output.is_terminal(sys.stdin):
        return Conversation(session, Terminal(), show).run(opening)
    buffer = getattr(sys.stdin, "buffer", None) or BytesIO()
    return Script(session, Pipe(buffer, getattr(sys.stdin, "encoding", "utf-8")), show).run(opening)


class Conversation:
    """With a person."""

    def __init__(self, session: Session, source: Source, show: Callable[[str], None]) -> None:
        self.session = session
        self.source = source
        self.show = show
        self._asked: e.Ask | None = None
        """The question that was shown last, confirmations aside: its heading need not be said again."""
        self._stands: tuple[str, ...] | None = None
        """What is on the screen as the question at hand."""

    def run(self, opening: list[str]) -> Exit:
        """Talk until the person leaves, the input ends, or something stops it."""
        try:
            self.tell(opening)
            self._tell_draft()
            code = self._talk()
        except KeyboardInterrupt:
            self.show("")
            code = Exit.INTERRUPTED
        finally:
            self.session.close()
        return self._end(code)

    def _talk(self) -> Exit:
        while True:
            self.ask()
            line = self.source.line()
            if line is None:
                self.ended()
                return Exit.DONE
            if self.take(line):
                return Exit.DONE

    def _end(self, code: Exit) -> Exit:
        if self.session.untold:
            raise Refusal(self.session.untold, Exit.STORE)
        if self.session.unsaved:
            raise Refusal("最后填写的内容没有能够保存，请检查磁盘后重新填写那一项。", Exit.STORE)
        self.show(telling.farewell(self.session))
        return code

    def _tell_draft(self) -> None:
        """What was typed last time at another question waits for it."""
        draft, pending = self.session.report.draft, self.session.pending
        if draft and not (isinstance(pending, e.Ask) and pending.path == draft.path):
            self.show(f"  {telling.unsent(draft.text)}")

    def _offer_draft(self) -> None:
        """What was typed at this question and not sent stands in the line again."""
        draft, pending = self.session.report.draft, self.session.pending
        if draft and isinstance(pending, e.Ask) and pending.path == draft.path and not self.session.overtaken:
            self.show(f"  上次未确认的内容：「{clip(one_line(draft.text), _SHOWN, '…')}」，回车即采用，也可以改写。")
            self.source.offer(draft.text)

    def ask(self) -> None:
        """Show the question at hand, unless it stands there already."""
        pending = self.session.pending
        if not isinstance(pending, e.Ask):
            lines, key = telling.review(self.session.wizard), ("review", *map(str, pending.open_paths))
        else:
            lines, key = prompt(pending, self._asked), (pending.path, pending.place, pending.question)
        if key != self._stands:
            self.tell(lines)
            self._offer_draft()
        if isinstance(pending, e.Ask) and pending.path:
            self._asked = pending
        self._stands = key

    def take(self, line: str) -> bool:
        """Do what a line means; whether it means to leave."""
        said = self.understood(line)
        if isinstance(said, Unknown):
            self.refuse(said.message)
        elif isinstance(said, Request):
            self.tell(self.answer(said))
            self._asked = self._stands = None
        else:
            if isinstance(said, e.Goto):
                self._stands = None
            return self.heard(said, self.session.say(said))
        return False

    def understood(self, line: str) -> Said:
        """What a line means here."""
        return meant(line, self.session.wizard)

    def heard(self, said: e.Say, told: tuple[Told, ...]) -> bool:
        """Say what happened; whether the person leaves."""
        self.tell(sentences(told, exporting.terminal_width()))
        return any(isinstance(event, e.Left) for event in told)

    def ended(self) -> None:
        """The input is at its end."""
        self.show("")
        self.session.say(e.Leave())

    def refuse(self, message: str) -> None:
        """Say what could not be done; the person tries again."""
        self.show(f"✗ {message}")

    def tell(self, lines: list[str]) -> None:
        """Show lines one by one."""
        for line in lines:
            self.show(line)

    def answer(self, request: Request) -> list[str]:
        """What the front shows or does by itself."""
        wizard = self.session.wizard
        match request.what:
            case "why":
                return telling.why(wizard)
            case "contents":
                return telling.contents(wizard)
            case "preview":
                return self._preview()
            case "check":
                return telling.findings(wizard, request.argument)
            case "export":
                return self._export(request.argument)
            case "rule":
                return telling.rule(request.argument)
            case _:
                return telling.help_lines()

    def _preview(self) -> list[str]:
        wizard = self.session.wizard
        table = exporting.drawn(wizard.form, wizard.answers, Style(exporting.terminal_width()))
        return table.rstrip("\n").split("\n")

    def _export(self, argument: str) -> list[str]:
        """Write a file into the folder one works in, `/导出 docx` or `/导出 docx 名称.docx`."""
        report = exporting.Filled(self.session.wizard.form, self.session.wizard.answers)
        format = "txt"
        try:
            format, place = exporting.asked_for(argument or format)
            path = exporting.destination(place or ".", report.name, format)
            made = exporting.document([report], format)
            return [f"  {exporting.write_file(path.absolute(), output.encoded(made))}"]
        except OSError as error:  # the folder one is in was deleted
            self.refuse(f"文件没有写成：{reason(error)}。")
            return []
        except FormatError as error:
            self.refuse(str(error))
            return []
        except Refusal as error:
            self.refuse(str(error).replace("，确要替换的请加 --force", f"，如 /导出 {format} 新名称"))
            return []


class Script(Conversation):
    """With lines that were prepared."""

    source: Pipe

    def __init__(self, session: Session, source: Pipe, show: Callable[[str], None]) -> None:
        super().__init__(session, source, show)
        self._warned = False
        """Whether the conversation still stands at a warning, to be gone on from."""
        self._before = (session.wizard.answers, session.pending)
        self._at = ""
        """What people call the place of the question that the line at hand was meant for."""

    def _tell_draft(self) -> None:
        """Nothing: the draft waits for the person who typed it."""

    def _offer_draft(self) -> None:
        """Nothing, for the same reason."""

    def ask(self) -> None:
        """Show the question at hand, but not the one that was just answered with a warning."""
        if not self._warned:
            super().ask()

    def take(self, line: str) -> bool:
        """Go on from a warning, unless the line is what to do about it; an empty line means going on and no more."""
        if self._warned and not isinstance(parse(line, self.session.wizard), e.Waive | e.TakeFix):
            self._go_on()
            if not line.strip():
                self.show(PROMPT.rstrip())
                return False
            self.ask()
        self._warned = False
        self.show(f"{PROMPT}{line}".rstrip())
        wizard = self.session.wizard
        self._before = (wizard.answers, wizard.pending)
        self._at = name_of(wizard.reading, wizard.at) if wizard.at else "核对"
        if isinstance(self.session.pending, e.Review) and not line.strip():
            return False
        return super().take(line)

    def understood(self, line: str) -> Said:
        """One line is one answer; only a table takes all its lines, those with tabs that follow each other."""
        if "\t" not in line or not pasted(line, self.session.wizard):
            said = super().understood(line)
            return replace(said, is_prepared=True) if isinstance(said, e.Answer) else said
        rows = self.source.tabbed()
        for row in rows:
            self.show(row)
        return super().understood("\n".join([line, *rows]))

    def ended(self) -> None:
        """What was warned of last stays as it was answered."""
        if self._warned:
            self._go_on()
        self.session.say(e.Leave())

    def heard(self, said: e.Say, told: tuple[Told, ...]) -> bool:
        """Say what happened, and stop where the line could not be taken or stored."""
        for event in told:
            if isinstance(event, e.Refused | NotSaved):
                self.refuse(event.message, Exit.STORE if isinstance(event, NotSaved) else Exit.USAGE)
        if told and all(isinstance(event, e.Noted) for event in told) and self._is_unchanged():
            self.refuse("".join(event.message for event in told if isinstance(event, e.Noted)))
        leaves = super().heard(said, told)
        self._warned = self._stays_with_warning()
        return leaves

    def refuse(self, message: str, code: Exit = Exit.USAGE) -> None:
        """Stop, with the line and the question it was meant for."""
        line = f"第 {self.source.number} 行（{self._at}）"
        kept = "，以前的已保存" if self.session.report.rev > 1 else ""
        raise Refusal(f"{line}：{message}这一行和以后各行没有存入{kept}。", code)

    def _is_unchanged(self) -> bool:
        return self._before == (self.session.wizard.answers, self.session.pending)

    def _stays_with_warning(self) -> bool:
        """Whether the conversation waits at a warning, or for a choice that a warning put, which nobody prepared."""
        pending = self.session.pending
        here = pending.path if isinstance(pending, e.Ask) else None
        warned = self.session.wizard.warned
        return any(finding.path == here or (finding.choices and here == "") for finding in warned)

    def _go_on(self) -> None:
        self._warned = False
        self.session.say(e.Answer(""))
