"""Checks reports of the workspace and reports in files, one after another; called by `zpb check`.

What cannot be read is told at the end and does not stop the rest. Reports that are checked together are also checked
against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from forms.checks.batch import Extract
from forms.checks.finding import Finding
from forms.checks.register import EXPLAINED, check_batch
from forms.errors import FormError
from forms.nearest import nearest
from store.errors import StoreError
from store.files import Identity
from tui.checked import Checked, Seen, checked, packed, unpacked
from tui.exits import Exit, Refusal
from tui.messages import explain
from tui.spread import spread

if TYPE_CHECKING:
    from tui.opening import Desk

FILES = (".json", ".toml")
"""What the name of a file ends with; anything else names a report of the workspace."""
PIPE = "/dev/stdin"
"""What comes in through a pipe, by the name that shells know it by; `-` is the report that was changed last."""


class Checking:
    """One run over reports: what was found, and what stood in the way.

    `whole` is a run over all that a list shows. What was found in a report when it was written, or in such a run, is
    then read, as long as the report, the program and the definitions are the same.
    """

    def __init__(self, desk: Desk, *, whole: bool = False) -> None:
        self.desk = desk
        self.done: list[Checked] = []
        self.troubles: list[str] = []
        """A sentence for each report or value that could not be read."""
        self.code = Exit.DONE
        """The worst of them."""
        self._form = cache(desk.form)
        self._results = desk.results if whole else None

    def sought(self, refs: Iterable[str]) -> list[str]:
        """The ids and files that are meant, each once."""
        found: dict[str, None] = {}
        for ref in refs:
            try:
                found[ref if is_file(ref) else self.desk.workspace.find(ref)] = None
            except StoreError as error:
                self._note(_told(error))
        return list(found)

    def check(self, targets: Sequence[str]) -> Iterator[str]:
        """Check one after another, each told when it is done; where one cannot be read, note why."""
        found = ((each, self._results.get(each)) for each in targets) if self._results else ()
        known = {each: result for each, result in found if result}
        fresh = spread(self._look, [each for each in targets if each not in known])
        for each in targets:
            self._take(each, [known[each], None, []] if each in known else next(fresh))
            yield each

    def compare(self) -> None:
        """Add to each report what is found between them, and keep what was found in each."""
        if self._results:
            self._results.keep({each.id for each in self.desk.summaries()})
        between = check_batch([each.extract for each in self.done])
        self.done = [
            each._replace(seen=(*each.seen, *(_between(each.extract, it) for it in more)))
            for each, more in zip(self.done, between, strict=True)
        ]

    def _look(self, target: str) -> list[Any]:
        """What is found in one, which state of its file that is, and what stood in the way: plain data, to be sent."""
        try:
            return self._in_file(target) if is_file(target) else self._in_workspace(target)
        except (StoreError, FormError, Refusal) as error:
            return [None, None, [_told(error)]]

    def _take(self, target: str, outcome: list[Any]) -> None:
        """Note what a look at one gave."""
        result, identity, troubles = outcome
        for trouble in troubles:
            self._note(trouble)
        if result:
            self.done.append(unpacked(target, result))
        if identity and self._results:
            self._results.put(target, Identity(*identity), result)

    def _in_workspace(self, id: str) -> list[Any]:
        if self._results:
            found, identity = self.desk.workspace.glance(id)
            return [packed(checked(id, self._form(found.form, found.edition), found.answers)), identity, []]
        report = self.desk.workspace.open(id, write=False)
        return [packed(checked(id, self._form(report.form, report.edition), report.answers)), None, []]

    def _in_file(self, source: str) -> list[Any]:
        """A file as `fill --answers` takes it; but a value that its kind cannot read is left for the checks to tell.

        Nobody goes on filling it, so a class of indicators without rows is taken for one left so on purpose.
        """
        from forms.exchange import Intake
        from forms.filling import leave_the_rest, new_answers
        from tui.headless import STDIN, form_named, read

        data = read(STDIN if source == PIPE else source)
        try:
            form = form_named(self._form, data)
        except (FormError, Refusal) as error:
            raise Refusal(f"{source}：{error}") from None
        year = 0 if "year" in data else self.desk.year()
        intake = Intake(form, new_answers(form, year), keep_unreadable=True)
        answers = leave_the_rest(form, intake.take(data))
        troubles = [_told(Refusal(f"{source}：{problem}")) for problem in intake.problems]
        return [packed(checked(source, form, answers)), None, troubles]

    def _note(self, trouble: Sequence[Any]) -> None:
        sentence, code = trouble
        self.troubles.append(sentence)
        self.code = max(self.code, Exit(code))


def _told(error: StoreError | FormError | Refusal) -> tuple[str, Exit]:
    """What stood in the way as a sentence, and the number to end with."""
    return explain(error, None, "check")


def _between(extract: Extract, finding: Finding) -> Seen:
    """A finding between reports, which stands at an answer of the extract."""
    place = next(each.place for each in extract.told.values() if each.path == finding.path)
    return Seen(place, finding.path, finding)


def is_file(ref: str) -> bool:
    """Whether an argument means a file and no report of the workspace."""
    return ref.lower().endswith(FILES) or ref == PIPE


def chosen(select: list[str], ignore: list[str]) -> frozenset[str]:
    """The codes to tell, from codes and families as they were given; raises Refusal for one that there is not."""
    return (_codes(select) or frozenset(EXPLAINED)) - _codes(ignore)


def _codes(given: list[str]) -> frozenset[str]:
    named = (each.strip() for text in given for each in text.replace("，", ",").split(","))
    return frozenset(code for each in named for code in _meant(each))


def _meant(name: str) -> list[str]:
    """A code itself, or all codes of a family, which is their letter."""
    families = dict.fromkeys(code[0] for code in EXPLAINED)
    wanted = name.upper()
    if wanted in families or wanted in EXPLAINED:
        return [code for code in EXPLAINED if wanted in (code, code[0])]
    raise Refusal(f"没有「{name}」这条规则或这一类规则。{nearest(wanted, [*families, *EXPLAINED])}")
