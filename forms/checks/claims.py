"""Whether the result says that everything was done, while the rest of the form says otherwise (G07)."""

from __future__ import annotations

from collections.abc import Iterator

from forms.checks.finding import Finding, Severity
from forms.checks.money import main_rate
from forms.checks.rows import indicator_rows
from forms.checks.settings import number
from forms.checks.texts import NO_LETTER, OUTCOME, clauses, is_money_explained, place_of, sentences, text_of
from forms.compute import Reading
from forms.lazily import lazily
from forms.values.kind import quoted
from forms.values.numbers import fold

_DONE = "完成|实现|达成|达标|达到|落实"
_ALL_DONE = lazily(
    rf"(?:均|都|皆|全部|全面|各项|所有|圆满|100%|百分之百)[^,;。]{{0,12}}?(?:{_DONE})|"
    rf"(?:{_DONE})(?!率)[^,;。]{{0,12}}?(?:各项|所有|全部|100%|百分之百)(?:[^,;。]{{0,12}}(?:任务|工作|目标|指标))?"
)
_GENERAL = lazily(
    "各项|各类|所有|全部|全面|全体|全年|年度|年内|年底|本年|当年|本项目|该项目|项目|工程|既定|预定|预期|设定|确定|制定|下达|年初|绩效|目标|任务|"
    "工作|指标|内容|事项|建设|相关|有关|计划|规定|要求|进度|节点|时间|截至|截止|目前|现已|已经|圆满|顺利|如期|按[期时质量]|保[质量]|"
    "高质量|高标准|高效|优质|百分之百|我[局办区委院校中]心?|本单位|完成率|达标率|完成|实现|达成|达标|达到|落实|到位|以及|[的等于内在按照已均都皆全了共并与和及地得率达为前年月日度底]"
)
"""Words that name no one task; a clause of nothing else speaks of everything."""
_RESTRICTED = lazily(
    "基本|大部分|绝大|多数|大体|大致|总体|原则上|初步|(?<!全)部分|其余|其他|其它|剩余|(?<![排清拆消解免扣])除(?![险草尘锈])|以外|之外|"
    "仅|只|但|个别|尚|未(?!成年|来)|没有|不足|确保|力争|争取|努力|将|拟|预计|有望|计划(?:于|在)?[^,;。]{0,6}完成"
)
_TELLS_UNMET = lazily(
    r"(?:未|没有?|尚未|未能|不)(?:能|按[期时])?(?:全部|全面)?(?:完成|达到|达标|实现|开展|足额)|[仅只](?:完成|开展|达到?)"
)


def all_done_contradicted(reading: Reading) -> Iterator[Finding]:
    """写了均已完成，而表中并非如此。

    完成情况说各项工作均已完成，指标却有未完成的，或执行率不到八成又没有说明，前后矛盾。
    只说某一件事完成的，写明除某项外、基本完成的，不算。
    例：完成情况写相关工作于年度内均已完成，执行率 78.44%。改法：如实写哪些完成、哪些没有；或在说明中写明资金的原因。
    """
    path = place_of(reading, OUTCOME)
    claim = _claim_in(reading) if path else ""
    if not path or not claim:
        return
    unmet = next((row for row in reading.once(indicator_rows) if row.is_unmet), None)
    rate = main_rate(reading)
    if unmet and not _TELLS_UNMET().search(fold(text_of(reading, OUTCOME))):
        message = f"完成情况写「{claim}」，而指标{quoted(unmet.title)}的完成值为{quoted(unmet.actual_text)}，请核对。"
        yield Finding("G07", Severity.WARNING, str(path), message, about=(str(path), *unmet.places))
    elif rate and rate.value is not None and rate.value < number(reading, "G07") and not is_money_explained(reading):
        message = f"完成情况写「{claim}」，而执行率为 {reading.text(rate.path)}，请核对，或说明资金没有用完的原因。"
        about = (str(path), str(rate.above), str(rate.below))
        yield Finding("G07", Severity.WARNING, str(path), message, about=about)


def _claim_in(reading: Reading) -> str:
    """The words by which the result says that everything was done; empty where it makes an exception."""
    names = [text_of(reading, name) for name in ("seal", "competent_dept", "implementing_unit", "project_name")]
    for sentence in sentences(text_of(reading, OUTCOME)):
        if _RESTRICTED().search(sentence):
            continue
        for clause in clauses(sentence):
            found = _ALL_DONE().search(fold(clause))
            if found and _is_general(clause, names):
                return found[0]
    return ""


def _is_general(clause: str, names: list[str]) -> bool:
    """Whether a clause names nothing but the work as such, or the unit and the project themselves."""
    for name in names:
        clause = clause.replace(name, "") if name else clause
    return not NO_LETTER().sub("", _GENERAL().sub("", fold(clause)))
