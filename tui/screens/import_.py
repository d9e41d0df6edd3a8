"""Reports out of files: where they are, what was recognised in them, and, agreed to, what became of them.

Files are read in a thread, so that the screen goes on being drawn and Esc gives the file up. Reports are stored one at
a time, with a look at the keys between them.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path as File
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.message import Message
from textual.widget import Widget

from store.errors import StoreError
from tui.exits import Refusal
from tui.importing import Finder, Found, files_in, name_in, place_in, told
from tui.messages import explain
from tui.screens.sheet import DIGITS, Sheet
from tui.shelving import Became, Outcome, Shelf, Twin, Wish, about_twin, summary
from tui.widgets.answer_line import AnswerLine
from tui.widgets.lines import Note
from tui.widgets.listing import Entry, Listing

if TYPE_CHECKING:
    from forms.recognise import Recognised

_WHERE = "导入哪个文件？请输入或粘贴它的位置，也可以把文件拖进来；写文件夹则列出其中的文件。"
_HINT = "如 ~/下载/档案工作.docx"
_BREATH = 0.002
"""Seconds between two reports that are stored, in which keys are taken and the screen is drawn."""
_PLACE_FOOT = "回车 读取  ↓ 到列表  Esc 返回"


class Seen(NamedTuple):
    """What a file holds, and for each of its reports the one that is there already."""

    found: Found
    twins: tuple[Twin | None, ...]


class Ending(NamedTuple):
    """What became of an import, for the list of reports."""

    sentence: str
    id: str
    """The last report that it made or changed, which the list has on top; empty where there is none."""


class ImportScreen(Sheet[Ending]):
    """Place, reading, what was recognised, reports that are there already; hands back what became of it all."""

    DEFAULT_CSS = "ImportScreen Note { height: 3; }"
    FOOT = _PLACE_FOOT
    KEYS: ClassVar[dict[str, str]] = {"escape": "step_back", "0": "step_back", "down": "to_list"}

    class Reading(Message):
        """A file is being read."""

        def __init__(self, turn: int, number: int, count: int) -> None:
            super().__init__()
            self.turn, self.number, self.count = turn, number, count

    class Read(Message):
        """All files were read, or the program failed over one."""

        def __init__(self, turn: int, seen: Sequence[Seen], fault: Exception | None) -> None:
            super().__init__()
            self.turn, self.seen, self.fault = turn, tuple(seen), fault

    def __init__(self) -> None:
        super().__init__()
        self._turn = 0
        """Counts the readings, so that one that was given up says nothing any more."""
        self._finder: Finder | None = None
        self._files: list[str] = []
        self._seen: tuple[Seen, ...] = ()
        self._refused: list[str] = []
        """A sentence for each file, or part of one, that became no report."""
        self._queue: deque[Recognised] = deque()
        """What was agreed to and is not stored yet."""
        self._twin: Twin | None = None
        """The report that is there already and about which the person is asked."""
        self._outcomes: list[Outcome] = []
        self._troubles: list[str] = []
        self._is_storing = False

    def body(self) -> Iterator[Widget]:
        """A sentence, the list of files or of what was recognised, the line for the place."""
        yield Note(_WHERE)
        yield Listing()
        yield AnswerLine()

    def on_mount(self) -> None:
        """Ask for the place."""
        self.note = self.query_one(Note)
        self.listing = self.query_one(Listing)
        self.line = self.query_one(AnswerLine)
        self.head.show("导入")
        self.line.hint(_HINT)
        self.set_focus(self.line)

    def on_unmount(self) -> None:
        """Nothing is read for a screen that is gone."""
        self._give_up()

    # The place.

    def on_answer_line_submitted(self, message: AnswerLine.Submitted) -> None:
        """A file is read, a folder listed; of nothing, the folder one is in."""
        self._open(place_in(message.text) or os.curdir)

    def on_listing_chosen(self, message: Listing.Chosen) -> None:
        """A file, a folder, or all files of a folder."""
        if message.key.endswith(os.sep):
            self._take_files(message.key)
        else:
            self._open(message.key)

    def to_list(self) -> None:
        """Down from the line: to the files of the folder."""
        if self.listing.key:
            self.foot.show("↑ ↓ 回车 选定  Esc 返回")
            self.set_focus(self.listing)

    def _open(self, place: str) -> None:
        if os.path.isdir(place):
            self._list(place)
        else:
            self._take_files(place)

    def _list(self, folder: str) -> None:
        """What a folder holds, its own folders first."""
        try:
            files = files_in(folder)
        except Refusal as error:
            self.note.show(str(error))
            files = []
        else:
            self.note.show(f"选一个文件：{os.path.abspath(folder)}")
        everything = [Entry(f"全部 {len(files)} 个文件", os.path.join(folder, ""))] if len(files) > 1 else []
        folders = [Entry(f"{os.path.basename(each)}{os.sep}", each) for each in _folders(folder)]
        self.listing.show([*everything, *folders, *(Entry(os.path.basename(each), each) for each in files)])
        self.to_list()

    # Reading.

    def _take_files(self, place: str) -> None:
        try:
            self._files = files_in(place)
        except Refusal as error:
            self.note.show(str(error))
        else:
            self._read()

    def _read(self, *, plain_units: bool = False) -> None:
        """Read the files in a thread."""
        try:
            self._finder = Finder(self.zpb.desk)
        except StoreError as error:
            self.note.show(str(error))
            return
        self._turn += 1
        self.note.show("正在读取……")
        self.foot.show("Esc 停止读取")
        self.line.styles.display = "none"
        self.set_focus(self.listing)
        self.listing.show([])
        arguments = (self._turn, self._finder, tuple(self._files), plain_units)
        Thread(target=self._work, args=arguments, daemon=True).start()

    def _work(self, turn: int, finder: Finder, files: Sequence[str], plain_units: bool) -> None:
        """In the thread: one file after another, until the reading is given up."""
        seen: list[Seen] = []
        fault: Exception | None = None
        try:
            shelf = Shelf(self.zpb.desk)
            with finder:
                for number, file in enumerate(files, 1):
                    if turn != self._turn:
                        return
                    self.post_message(self.Reading(turn, number, len(files)))
                    seen.append(_looked_up(shelf, finder.find(file, plain_units=plain_units)))
        except Exception as error:  # told on the screen, as a fault of a command is told in the shell
            fault = error
        self.post_message(self.Read(turn, seen, fault))

    def on_import_screen_reading(self, message: Reading) -> None:
        """Say how far it is, where there are several."""
        if message.turn == self._turn and message.count > 1:
            self.note.show(f"正在读取……第 {message.number} 个，共 {message.count} 个")

    def on_import_screen_read(self, message: Read) -> None:
        """Show what was recognised."""
        if message.turn != self._turn:
            return
        self._finder = None
        if message.fault is not None:
            self._to_place(explain(message.fault, None, "import")[0])
            return
        self._seen = message.seen
        self._show()

    def _give_up(self) -> None:
        self._turn += 1
        finder, self._finder = self._finder, None
        if finder is not None:
            finder.close()

    # What was recognised.

    def _show(self) -> None:
        reports = [each for seen in self._seen for each in seen.found.reports]
        self._refused = [f"{_named(each)}：{why}" for each, _ in self._seen for why in each.refused]
        self.listing.show([*self._refusals(), *(_entry(line) for seen in self._seen for line in _lines(seen))])
        self.set_focus(self.listing)
        if not reports:
            self.note.show("没有可以导入的表。")
            self.foot.show("↑ ↓ 翻看  0 返回")
            return
        self.note.show(self._counted(len(reports)))
        self.foot.show(f"1 导入{'  3 金额其实是万元' if self._doubts_units else ''}  ↑ ↓ 翻看  0 返回")

    def _counted(self, count: int) -> str:
        """How many were recognised, how many of them are there already, and what cannot be imported."""
        same = sum(twin is not None and twin.is_same for seen in self._seen for twin in seen.twins)
        if same == count:
            return f"认出 {count} 份，都已经有了，内容相同；按 1 也不会再导入。"
        there = f"，其中 {same} 份已经有了" if same else ""
        refused = f"，不能导入的 {len(self._refused)} 处" if self._refused else ""
        return f"认出 {count} 份{there}{refused}。请核对：修正了哪些，哪些没有放进去，哪些拿不准。按 1 导入。"

    def _refusals(self) -> list[Entry]:
        return [Entry(f"{self.marks.cross} {each}", hang=2) for each in (*self._troubles, *self._refused)]

    @property
    def _doubts_units(self) -> bool:
        return any(each.found.doubts_units for each in self._seen)

    # Storing.

    def _agree(self) -> None:
        try:
            self._shelf = Shelf(self.zpb.desk)
        except StoreError as error:
            self.note.show(str(error))
            return
        self._queue = deque(report for each in self._seen for report in each.found.reports)
        self._seen = ()
        self._is_storing = True
        self.listing.show([])
        self.foot.show("Esc 停止导入")
        self._go_on()

    def _go_on(self) -> None:
        """Store the next one, unless something has to be asked or the person stopped it."""
        if not self._is_storing:
            return
        if not self._queue:
            self._end()
            return
        twin = self._shelf.twin(self._queue[0])
        if twin is not None and not twin.is_same:
            self._ask(twin)
            return
        if len(self._queue) > 1:
            done = len(self._outcomes) + len(self._troubles)
            self.note.show(f"正在导入……第 {done + 1} 份，共 {done + len(self._queue)} 份")
        self._put(twin, Wish.SKIP)
        self.set_timer(_BREATH, self._go_on)

    def _ask(self, twin: Twin) -> None:
        self._twin = twin
        self.listing.show([Entry(f"{number} {wish.value}") for number, wish in enumerate(Wish, 1)])
        self.note.show(f"{about_twin(self._queue[0], twin)}怎么办？")
        self.foot.show("数字 选定")

    def _put(self, twin: Twin | None, wish: Wish) -> None:
        """Store the first of the queue; what goes wrong with it does not stop the others."""
        self._twin = None
        report = self._queue.popleft()
        try:
            self._outcomes.append(self._shelf.put(report, twin, wish))
        except (StoreError, Refusal) as error:
            self._troubles.append(f"「{name_in(report)}」没有存入：{error}")

    def _settle_twin(self, wish: Wish) -> None:
        """What the person wants with the report that is there."""
        self.listing.show([])
        self.foot.show("Esc 停止导入")
        self._put(self._twin, wish)
        self._go_on()

    def _end(self) -> None:
        """Back to the reports; where something became none, it is listed once more before that."""
        self._is_storing = False
        if not self._troubles and not self._refused:
            self.dismiss(Ending(self._ending(), self._last()))
            return
        self.note.show(f"{self._ending()}以下没有导入：")
        self.listing.show(self._refusals())
        self.set_focus(self.listing)
        self.foot.show("↑ ↓ 翻看  0 返回")

    def _ending(self) -> str:
        """What became of everything, short enough for the line above the list of reports."""
        if len(self._outcomes) == 1 and not self._queue:
            return self._outcomes[0].sentence
        counted: Counter[Became] = Counter(each.became for each in self._outcomes)
        stopped = f"已停止，其余 {len(self._queue)} 份没有导入。" if self._queue else ""
        return f"{summary(counted)}。{stopped}" if counted else stopped

    def _last(self) -> str:
        return next((each.id for each in reversed(self._outcomes) if each.became in (Became.MADE, Became.UPDATED)), "")

    # Keys.

    def press(self, key: str) -> bool:
        """A digit answers what is asked."""
        if self._twin is not None:
            if key in DIGITS[: len(Wish)]:
                self._settle_twin(list(Wish)[int(key) - 1])
                return True
            return key in self.KEYS or super().press(key)
        if key == "1" and any(each.found.reports for each in self._seen):
            self._agree()
        elif key == "3" and self._doubts_units:
            self._seen = ()
            self._read(plain_units=True)
        else:
            return super().press(key)
        return True

    def step_back(self) -> None:
        """Esc: stop reading or storing, or back to the place, or away."""
        if self._finder is not None:
            self._give_up()
            self._to_place("已停止读取。")
        elif self._is_storing or self._outcomes or self._troubles:
            self._is_storing = False
            self.dismiss(Ending(self._ending(), self._last()))
        elif self._seen or self.listing.has_focus:
            self._to_place(_WHERE)
        else:
            self.close()

    def _to_place(self, sentence: str) -> None:
        self._seen = ()
        self.listing.show([])
        self.line.styles.display = "block"
        self.note.show(sentence)
        self.foot.show(_PLACE_FOOT)
        self.set_focus(self.line)


def _looked_up(shelf: Shelf, found: Found) -> Seen:
    """With the reports that are there already, or were in a file before this one."""
    twins = []
    for report in found.reports:
        twins.append(shelf.twin(report))
        shelf.note(report)
    return Seen(found, tuple(twins))


def _lines(seen: Seen) -> list[str]:
    """What is told of a file that holds reports, and which of them are there; a blank line at its end."""
    if not seen.found.reports:
        return []
    there = [about_twin(report, twin) for report, twin in zip(seen.found.reports, seen.twins, strict=True)]
    lines = told(seen.found._replace(file=_named(seen.found)), None)
    return [*lines, *(f"    {each}" for each in there if each), ""]


def _named(found: Found) -> str:
    return os.path.basename(found.called)


def _folders(folder: str) -> list[str]:
    try:
        return sorted(str(each) for each in File(folder).iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError:
        return []


def _entry(line: str) -> Entry:
    """A line with the room before it kept, also where it is broken."""
    text = line.lstrip(" ")
    return Entry(text, indent=len(line) - len(text), hang=2)
