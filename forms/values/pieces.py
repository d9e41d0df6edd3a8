"""The figures of a cell, each with the words beside it that tell what it is; for `told_apart.py` and `beside.py`."""

from __future__ import annotations

from typing import NamedTuple

from forms.lazily import lazily
from forms.values.compound import in_one_unit
from forms.values.numbers import bare_words, fold
from forms.values.quantity import Comparator, Measure, Quantity

_MARK = lazily("[,、;。:()]")
_ACTS = (
    "完成|举办|开展|组织|实施|改造|建设|建成?|办理|整改|参[训加会保]|到|发放|[抽送]?检查?|购置?|采购|招聘?|修复?|安装|覆盖|"
    "培训|验收|收|交|缴|领|接种?|救助?|走访|慰问|评审|编制|印制"
)
_PLANNED = lazily(
    f"(?:年初|年度|全年|本年度?|今年|原)*+(?:应|计划|拟|需|原定|目标|任务|预算|概算)(?:数|为|是|值|要)*+(?:{_ACTS})?(?:的|数|为)*+\\Z"
)
"""What was to be done, before its figure: 应完成 35 户."""
_UNDONE = lazily(
    "未能?(?:按[时期])?(?:完成|建成?|开工|实施|启动|动工|开展|举办|到位|验收|交付|竣工|完工|实现|投入)|尚未|还未|在建(?![成立设])|正在|筹[建备]|"
    "(?<![接招对优期等看善])待(?!遇)|(?<![模虚])拟(?![态合真])|剩|其余|余下|取消|延期(?!.{0,3}完成)|停办|暂缓|结转|预计|"
    r"[差缺欠少](?= )"
)
_FINISHED = lazily("已(?:经|全部|均|按[时期])*(?:完成|建成|办结|竣工|完工|验收|交付|整改|改造|开展|举办|到位|落实)")


class Piece(NamedTuple):
    """A figure of a cell with the words of its clause."""

    before: str
    figure: Quantity
    after: str

    @property
    def words(self) -> str:
        """All words of its clause."""
        return f"{self.before} {self.after}"

    @property
    def is_exact(self) -> bool:
        """Whether it is one figure without a sign, with which can be reckoned."""
        figure = self.figure
        return figure.comparator is Comparator.NONE and not figure.approx and figure.high is None

    @property
    def is_planned(self) -> bool:
        """Whether it was to be done."""
        return bool(_PLANNED().match(self.before))

    @property
    def is_undone(self) -> bool:
        """Whether it is not done yet, or will not be."""
        return bool(_UNDONE().search(self.words)) and not _FINISHED().search(self.words)


def pieces_of(measure: Measure) -> list[Piece]:
    """The figures in order; words between two figures belong to the later one, but for those before a mark."""
    text, start, gaps = one_line(measure), 0, list[str]()
    if not measure.quantities:
        return []
    for figure in measure.quantities:
        found = text.find(figure.text, start)
        if found < 0:
            return []
        gaps.append(bare_words(text[start:found]))
        start = found + len(figure.text)
    halves = [_halves(gap) for gap in gaps[1:]]
    befores = [gaps[0], *(before for _, before in halves)]
    afters = [*(after for after, _ in halves), bare_words(text[start:])]
    return [Piece(*each) for each in zip(befores, measure.quantities, afters, strict=True)]


def _halves(gap: str) -> tuple[str, str]:
    """What belongs to the figure before a gap, and to the one behind it."""
    mark = _MARK().search(gap)
    return (gap[: mark.start()], gap[mark.end() :]) if mark else ("", gap)


def one_line(measure: Measure) -> str:
    """The words of a cell made plain, in which the texts of its figures are found."""
    return in_one_unit(" ".join(fold(measure.text).split()))
