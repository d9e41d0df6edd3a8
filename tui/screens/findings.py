"""What a reviewer would send the form back for: gone to, mended by the offered fix, or kept with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.widget import Widget

from forms import events as e
from forms.checks.finding import Finding
from forms.model import UNNAMED
from forms.path import Path
from forms.place import name_of
from tui import telling
from tui.dialogue import parse
from tui.screens.rule import RuleScreen
from tui.screens.sheet import Sheet
from tui.sentences import offer, question_line, sentences
from tui.session import Session, Told
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing


class FindingsScreen(Sheet[str]):
    """The findings that stand; hands back the path of the one to mend."""

    DEFAULT_CSS = "FindingsScreen Note { height: 4; } FindingsScreen AnswerLine { display: none; }"
    FOOT = "回车 去修改  1 次序  2 改法  3 保留  F1 规则  Esc 返回"
    KEYS: ClassVar[dict[str, str]] = {
        "1": "reorder",
        "2": "fix",
        "3": "keep",
        "0": "close",
        "escape": "close",
        "f1": "rule",
        "f5": "preview",
        "f6": "close",
        "f9": "export",
        "ctrl+z": "undo",
    }

    def __init__(self, session: Session, code: str = "") -> None:
        super().__init__()
        self.session = session
        self._code = code
        """The rule whose first finding is marked when the list is opened."""
        self._worst_first = True
        self._fixing: Finding | None = None
        self._choosing = False
        """Whether the line takes the choice that a finding puts, and not a reason."""

    def body(self) -> Iterator[Widget]:
        """The list, what is said of the marked one, and the line for a reason."""
        yield Listing()
        yield Note()
        yield AnswerLine()

    def on_mount(self) -> None:
        """Show them."""
        self.listing = self.query_one(Listing)
        self.note = self.query_one(Note)
        self.line = self.query_one(AnswerLine)
        self.set_focus(self.listing)
        found = (each.key for each in self.session.wizard.findings if each.code == self._code)
        wanted = next(found, "")
        self._show(wanted)
        self._describe()
        if self._code and not wanted:
            self.note.show(f"没有 {self._code} 的检查结果。")

    def _show(self, key: str = "") -> None:
        wizard = self.session.wizard
        name = wizard.answers.get(wizard.form.name_field) or UNNAMED
        self.head.show(f"{name} · 检查", "由重到轻" if self._worst_first else "按表的次序")
        self.listing.show(list(self._entries()), key)

    def _entries(self) -> Iterator[Entry]:
        """What can be mended, what is kept with its reason, then the questions without an answer."""
        wizard = self.session.wizard
        answered = telling.answered_findings(wizard)
        kept = [each for each in answered if each.waived]
        for finding in (*self._standing(answered), *kept):
            yield Entry(telling.finding_line(wizard.reading, finding), finding.key, hang=4)
        yield Entry("")
        yield Entry(telling.findings_tally(wizard, answered))
        if wizard.course.open:
            yield Entry("")
            yield Entry(f"未填（{len(wizard.course.open)} 项）")
            yield from self._unanswered()

    def _unanswered(self) -> Iterator[Entry]:
        """Each open question, by what a reviewer would say of it where that is something."""
        wizard = self.session.wizard
        found = telling.unanswered_findings(wizard)
        for path in map(str, wizard.course.open):
            here = [each for each in found if each.path == path]
            for finding in here:
                yield Entry(telling.finding_line(wizard.reading, finding), finding.key, indent=2, hang=4)
            if not here:
                yield Entry(name_of(wizard.reading, Path.parse(path)), path, indent=2, hang=4)

    def _standing(self, answered: list[Finding]) -> list[Finding]:
        course = self.session.wizard.course
        found = [each for each in answered if not each.waived]
        if self._worst_first:
            return telling.worst_first(found)
        return sorted(found, key=lambda each: course.order(Path.parse(each.path)))

    def _marked(self) -> Finding | None:
        return next((each for each in self.session.wizard.findings if each.key == self.listing.key), None)

    def _describe(self) -> None:
        """What can be done with the marked one."""
        self._no_fix()
        finding = self._marked()
        if finding and finding.waived:
            self.note.show(f"已保留，理由：{finding.waived}。不再保留的，请按 3。")
            return
        offered = "请说明是哪一种" if finding and finding.choices else offer(finding) if finding else ""
        self.note.show(f"改法：{offered}（按 2）" if offered else "")

    def on_listing_moved(self) -> None:
        """Another one is marked."""
        self._describe()

    def on_listing_chosen(self) -> None:
        """Enter: take the fix that was shown, or go to the answer."""
        finding = self._marked()
        if finding and self._fixing == finding:
            self._say(e.TakeFix(finding.code, finding.path))
        elif self.listing.key:
            self.dismiss(finding.path if finding else self.listing.key)

    def press(self, key: str) -> bool:
        """While a reason is typed, Esc gives it up first."""
        if self.line.has_focus and key == "escape":
            if self._choosing:
                self._choosing = False
                self.session.say(e.Answer(""))
            self._to_list()
            return True
        return super().press(key)

    def reorder(self) -> None:
        """1: worst first, or as the form goes."""
        self._worst_first = not self._worst_first
        self._show()

    def fix(self) -> None:
        """2: show the fix; Enter then takes it."""
        finding = self._marked()
        if finding is not None and finding.choices and not finding.waived:
            self._choose(finding)
        elif finding is None or finding.waived or not offer(finding):
            self.note.show("这一处没有可以直接采用的改法，请按回车去修改。")
        else:
            self._fixing = finding
            sure = "这是推测，请核对。" if finding.fix and not finding.fix.certain else ""
            self.note.show(f"{offer(finding)}。{sure}按回车采用，移开则不采用。")
            self.foot.show(self.FOOT.replace("回车 去修改", "回车 采用改法"))

    def _choose(self, finding: Finding) -> None:
        """The question that a finding puts once for the whole form, answered in the line."""
        self.session.say(e.TakeFix(finding.code, finding.path))
        asked = self.session.pending
        if isinstance(asked, e.Ask):
            self._choosing = True
            self._open_line(question_line(asked))

    def keep(self) -> None:
        """3: ask for the reason to keep it with; one that is kept stands open again."""
        finding = self._marked()
        if finding is None:
            self.note.show("这一项还没有填，也没有检查结果可以保留，请按回车去填写。" if self.listing.key else "")
        elif finding.waived:
            self._say(e.Unwaive(finding.code, finding.path))
        else:
            self._open_line(f"保留 {finding.code} 的理由（回车确定，Esc 取消）：")

    def _open_line(self, words: str) -> None:
        """Ask for something in the line below the list."""
        self.note.show(words)
        self.foot.show("回车 确定  Esc 取消")
        self.line.styles.display = "block"
        self.set_focus(self.line)

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        """The reason, or the choice, is typed."""
        finding = self._marked()
        if self._choosing:
            self._say(e.Answer(message.text))
            self._choosing = self.session.wizard.proposal is not None
            if not self._choosing:
                self._to_list(keep_note=True)
            return
        told = self._say(e.Waive(self._reason(message.text), finding.code, finding.path)) if finding else ()
        if not any(isinstance(each, e.Refused) for each in told):
            self._to_list(keep_note=True)

    def _reason(self, text: str) -> str:
        """The reason alone, also where it was written as the command that takes one."""
        said = parse(text, self.session.wizard)
        return said.reason if isinstance(said, e.Waive) else text

    def rule(self) -> None:
        """F1: the rule behind the marked one."""
        finding = self._marked()
        if finding is None:
            return
        path = finding.path

        def go_on(mends: bool | None) -> None:
            if mends:
                self.dismiss(path)

        self.app.push_screen(RuleScreen(finding.code), go_on)

    def undo(self) -> None:
        """Ctrl+Z: take the last change back."""
        self._say(e.Undo())

    def preview(self) -> None:
        """F5: the table."""
        self.dismiss("preview")

    def export(self) -> None:
        """F9: a file."""
        self.dismiss("export")

    def _no_fix(self) -> None:
        """Enter goes to the answer again, and 3 does what the marked one needs."""
        self._fixing = None
        finding = self._marked()
        self.foot.show(self.FOOT.replace("3 保留", "3 取消保留") if finding and finding.waived else self.FOOT)

    def _to_list(self, *, keep_note: bool = False) -> None:
        self.line.load("")
        self.line.styles.display = "none"
        self.set_focus(self.listing)
        if not keep_note:
            self._describe()

    def _say(self, saying: e.Say) -> tuple[Told, ...]:
        told = self.session.say(saying)
        self._show()
        self._no_fix()
        self.note.show(" ".join(line.strip() for line in sentences(told)))
        return told
