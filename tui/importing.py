"""Files on their way in: read, recognised, and told before anything is stored; for `zpb import` and the screen 导入.

A file is read in a process of its own and let go of as soon as its forms are recognised. What was not placed is kept
with its place: nothing that stands in a file gets lost without a word.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from forms.cells import clip
from forms.compute import Reading
from forms.errors import FormError
from forms.exchange import Intake, report_data
from forms.filling import new_answers
from forms.model import HEADER, UNNAMED, Form
from forms.place import name_of
from forms.positions import UnknownPlace, from_position
from store.errors import FormatError, reason
from tui.exits import Refusal
from tui.headless import STDIN

if TYPE_CHECKING:
    from forms.answers import Answers
    from forms.recognise import Doubt, Recognised, Repair, Unplaced
    from forms.source import Document
    from store.readers.worker import Worker
    from tui.opening import Desk

_OUR_REMARKS = ("file", "notes", "repairs", "doubts", "id", "outcome")
"""What our own list of recognised reports says besides their content."""
SEEN = 10
"""How many lines of a kind are told; the others are counted."""
_SENTENCE = 1_000
"""Terminal cells of a sentence or a path, which a file may make endless."""
_TEXT = 48
"""Terminal cells of a text within a line."""


class Found(NamedTuple):
    """What one file holds."""

    file: str
    """As it was given."""
    reports: tuple[Recognised, ...] = ()
    refused: tuple[str, ...] = ()
    """A sentence for the file, or for each part of it, that became no report."""
    notes: tuple[str, ...] = ()
    """What was done to read it."""

    @property
    def called(self) -> str:
        """The file within a sentence: a name with a line break must not look like a line of ours."""
        return "标准输入" if self.file == STDIN else _line(self.file)

    @property
    def doubts_units(self) -> bool:
        """Whether amounts stand under 元 which may have been meant as 万元."""
        return any(report.doubts_units for report in self.reports)


class Finder:
    """Reads files, one after another, in a process of its own that it ends in the end."""

    def __init__(self, desk: Desk, *, form: Form | None = None, year: int | None = None) -> None:
        self._desk = desk
        self._form = form
        self._year = year or desk.year()
        """The year of a document that does not say one."""
        self._forms = desk.forms()
        self._stack = ExitStack()
        self._worker: Worker | None = None

    def __enter__(self) -> Finder:
        from store.readers.worker import Worker

        self._worker = self._stack.enter_context(Worker())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker = None
        self._stack.close()

    def close(self) -> None:
        """Give up the file that is being read; also from another thread."""
        if self._worker is not None:
            self._worker.close()

    def find(self, file: str, *, plain_units: bool = False) -> Found:
        """What a file holds; one that cannot be read is told like a part that cannot."""
        assert self._worker is not None
        try:
            document = self._worker.read_content(_standard_input()) if file == STDIN else self._worker.read(file)
        except FormatError as error:
            return Found(file, refused=(str(error),))
        found = self._from_data(file, document) if document.reports else self._recognised(file, document, plain_units)
        if not found.reports and not found.refused:
            return found._replace(refused=("没有认出自评表，请确认是不是自评表的文件；可以导入的表见 zpb form list。",))
        return found

    def _recognised(self, file: str, document: Document, plain_units: bool) -> Found:
        from forms.recognise import recognise

        made = recognise(self._forms, document, self._year, form=self._form, plain_units=plain_units)
        return Found(file, made.reports, made.refused, document.notes)

    def _from_data(self, file: str, document: Document) -> Found:
        """Reports as data, each by itself."""
        reports: list[Recognised] = []
        refused: list[str] = []
        notes = list(document.notes)
        for number, data in enumerate(document.reports, 1):
            place = f"第 {number} 份" if len(document.reports) > 1 else ""
            try:
                report, said = from_data(self._form_of(data), data, self._year, place)
            except (FormError, Refusal) as error:
                refused.append(f"{place}：{error}" if place else str(error))
            else:
                reports.append(report)
                notes += [f"{place}：{note}" if place else note for note in said]
        return Found(file, tuple(reports), tuple(refused), tuple(notes))

    def _form_of(self, data: Mapping[str, Any]) -> Form:
        from tui.headless import form_named

        if self._form is not None and data.get("form", self._form.code) == self._form.code:
            return self._form
        form = form_named(self._desk.form, data)
        if self._form is not None:
            raise Refusal(f"form：文件写明是「{form.title}」，不是 --form 的「{self._form.title}」。")
        return form


def _standard_input() -> bytes:
    """What is piped in, read no further than a file may be long."""
    from store.readers.limits import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""


def from_data(form: Form, data: Mapping[str, Any], year: int, place: str) -> tuple[Recognised, tuple[str, ...]]:
    """A report of plain data, and what was done to its texts; what the form has no place for stays with its place."""
    from forms.recognise import Doubt, Recognised, Unplaced, filled_in

    intake = Intake(form, new_answers(form, 0 if "year" in data else year), keep_unreadable=True)
    answers = intake.take({name: value for name, value in data.items() if name not in _OUR_REMARKS and value != []})
    unplaced = tuple(Unplaced(where, _written(value)) for where, value in intake.left if value not in ("", None))
    doubts = tuple(Doubt("", problem) for problem in intake.problems)
    return Recognised(form, answers, place, filled_in(form, answers), (), unplaced, doubts), tuple(intake.notes)


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def files_in(given: str) -> list[str]:
    """The file itself; of a folder its files by name, but for hidden ones. Raises Refusal where there is none."""
    if not os.path.isdir(given):
        return [given]
    try:
        names = sorted(each.name for each in os.scandir(given) if each.is_file())
    except OSError as error:
        raise Refusal(f"文件夹 {given} 读不了：{reason(error)}。") from None
    found = [os.path.join(given, name) for name in names if not name.startswith((".", "~$"))]
    if not found:
        raise Refusal(f"文件夹 {given} 里没有可以导入的文件（不看其中的子文件夹）。")
    return found


def place_in(text: str) -> str:
    """The path that a person typed, pasted or dragged: without quotes, `file://`, and the shell's backslashes."""
    path = text.strip()
    for left, right in (('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’")):
        if len(path) > 1 and path.startswith(left) and path.endswith(right):
            path = path[1:-1]
    if path.startswith("file://"):
        from urllib.parse import unquote

        path = unquote(path.removeprefix("file://").removeprefix("localhost"))
    path = os.path.expanduser(path)
    bare = path.replace("\\ ", " ").replace("\\(", "(").replace("\\)", ")").replace("\\'", "'")
    return bare if not os.path.lexists(path) and os.path.lexists(bare) else path


# What was found, in words.


def name_in(report: Recognised) -> str:
    """What people call a recognised report."""
    return report.answers.get(report.form.name_field) or UNNAMED


def told(found: Found, most: int | None = SEEN) -> list[str]:
    """What a file holds, a block for each report; of each kind of remark the first so many."""
    lines = [found.called, *(f"  · {note}" for note in found.notes)]
    for number, report in enumerate(found.reports):
        lines += [*([""] if number else []), *_block(report, most)]
    return lines


def is_long(found: Found) -> bool:
    """Whether more is to be told of a report than is shown at first."""
    return any(
        len(each) > SEEN for report in found.reports for each in (report.repairs, report.unplaced, report.doubts)
    )


def _block(report: Recognised, most: int | None) -> list[str]:
    year = Reading(report.form, report.answers).year
    head = [report.form.title, f"{year} 年度" if year else "没有年度", name_in(report), f"填了 {report.filled} 项"]
    if report.place:
        head.append(report.place)
    kinds = (
        ("修正", len(report.repairs), _repairs(report.repairs, together=most is not None)),
        ("没有放进去的", len(report.unplaced), [_unplaced(each) for each in report.unplaced]),
        ("拿不准的", len(report.doubts), [_doubt(report, each) for each in report.doubts]),
    )
    lines = [f"  {' · '.join(head)}"]
    for kind, count, remarks in kinds:
        if remarks:
            lines.append(f"    {kind} {count} 处：")
            lines += [f"      {each}" for each in remarks[:most]]
            if most is not None and len(remarks) > most:
                lines.append(f"      ……另有 {len(remarks) - most} 处")
    return lines


_OF_LABELS = "标签里的"
"""How the reason begins of what was put right in a printed word alone."""


def _repairs(repairs: Sequence[Repair], *, together: bool) -> list[str]:
    """Each repair on a line; those of printed words in one, so that the ones that touch an answer are seen."""
    labels = [each.why.removeprefix(_OF_LABELS) for each in repairs if together and each.why.startswith(_OF_LABELS)]
    counted = [f"{_OF_LABELS}{'、'.join(dict.fromkeys(labels))} {len(labels)} 处"] if labels else []
    return counted + [_repair(each) for each in repairs if not (together and each.why.startswith(_OF_LABELS))]


def _repair(repair: Repair) -> str:
    return f"{repair.place}：「{_short(repair.before)}」改为「{_short(repair.after)}」（{repair.why}）"


def _unplaced(each: Unplaced) -> str:
    of = f"（{_line(each.of)}）" if each.of else ""
    return f"{_short(each.place)}{of}：{_short(each.text)}"


def _doubt(report: Recognised, doubt: Doubt) -> str:
    place = _called(report.form, report.answers, doubt.path) if doubt.path else ""
    return f"{place}：{_line(doubt.why)}" if place else _line(doubt.why)


def _called(form: Form, answers: Answers, position: str) -> str:
    """The official words for a place, for a section or for a line above the table."""
    header = form.page(HEADER)
    named = {each.name: each.title for each in form.pages} | {each.name: each.label for each in header.fields}
    if position in named:
        return named[position]
    try:
        return name_of(Reading(form, answers), from_position(form, answers, position))
    except UnknownPlace:
        return position


def _short(text: str) -> str:
    return clip(_line(text), _TEXT, "…")


def _line(text: str) -> str:
    return clip(" ".join(text.split()), _SENTENCE, "…")


# The same as data.


def recognised_data(found: Found, report: Recognised) -> dict[str, Any]:
    """One report as `zpb export -f json` gives it, with where it came from and what was done to it."""
    return report_data(report.form, report.answers) | {
        "file": found.file,
        "notes": list(found.notes),
        "repairs": [
            {"place": each.place, "from": each.before, "to": each.after, "why": each.why} for each in report.repairs
        ],
        "unplaced": [
            {"place": each.place, "text": each.text} | ({"of": each.of} if each.of else {}) for each in report.unplaced
        ],
        "doubts": [{"path": each.path, "why": each.why} for each in report.doubts],
    }


def refused_data(found: Sequence[Found]) -> list[dict[str, str]]:
    """What became no report, and why."""
    return [{"file": each.file, "why": why} for each in found for why in each.refused]
