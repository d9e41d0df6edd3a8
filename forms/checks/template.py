"""Whether something of the template was left in the form (B07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from forms.checks.basics import texts
from forms.checks.finding import Finding, Severity
from forms.checks.texts import PROMPT
from forms.compute import Reading
from forms.lazily import lazily
from forms.model import Field
from forms.path import Path
from forms.place import name_of
from forms.values.kind import quoted
from forms.values.numbers import fold

_NUMBER = r"[\d一二三四五六七八九十]{1,2}"
_UNIT = "[%‰次个人份件场期户项天]|人次|万?元"
_TEMPLATE = lazily(
    r"^[ \t]*+[.…。·*]{2,}[ \t]*+$|"
    rf"(?:^|(?<=[;,:。]))[ \t]*+(?:{_NUMBER}[.、)]|[①-⑳])?[ \t]*+(?:…+|\.{{3,}})[;。]?[ \t]*+$|"
    rf"^[ \t]*+(?:三级|绩效)?指标[ \t]*+{_NUMBER}[ \t]*+[:.、]?[ \t]*+$|"
    r"\*\*|(?<![A-Za-z\d])[Xx×]{2,}(?![A-Za-z\d])|"
    rf"^[ \t]*+[≥≤><=]?[ \t]*+(?:[Xx×]+|_{{1,20}}|—{{2,20}})[ \t]?(?:{_UNIT})?(?:以[上下内])?[ \t]*+$|"
    r"^[ \t]*+\(?(?:指标|项目|单位)名称\)?[ \t]*+$|"
    r"^[ \t]*+(?:三级|数量|质量|时效|成本|效益|满意度)指标[ \t]*+\d{0,2}[ \t]*+$|"
    r"\([^)]{0,30}字(?:以内|左右|内)[^)]{0,10}\)|"
    r"\([^)]{0,10}(?:可|不够|不足)[^)]{0,6}(?:续页|附页|加页|附纸|[加增添]行)[^)]{0,4}\)|"
    rf"(?:目标|任务|内容|措施|问题|指标)[ \t]*+{_NUMBER}[ \t]*+[:.、][ \t]*+(?:…|\.{{3}})|"
    rf"^[ \t]*+(?:年度)?目标[ \t]*+{_NUMBER}[ \t]*+:[ \t]*+(?=\n[ \t]*+(?:年度)?目标[ \t]*+\d|\s*+\Z)|"
    r"^[ \t]*+(?:请|在?此处|在?这里)+(?:填写|填入|输入|简述)|"
    r"(?<=[:;,。( \t])请(?:在?此处|在?这里|如实|据实)?(?:填写|填入)[ \t]*+(?=[;,。)]|$)|"
    r"^填写(?![率完质准及规情])|(?:单击|点击|双击).{0,8}(?:输入|填写|选择)",
    re.MULTILINE,
)
_NUMBERED_NAME = lazily(rf"\A(?:[一二三]级|绩效)?指标[ \t]*{_NUMBER}(?:[ \t]*[:.、)]|[ \t]+)(?=[ \t]*\S)")
"""Before the name of an indicator: of a goal, 指标1： may be its own way of counting."""


def template_left(reading: Reading) -> Iterator[Finding]:
    """模板里的提示没有删去。

    指标1、……、**、XX、（200 字以内）、请填写、请在此处说明、如没有请填无等是模板的提示，留在表里说明没有填完。
    例：三级指标写指标1。改法：换成实际内容；没有的删去该行或填无。
    """
    for path, field, text in texts(reading):
        found = "" if field.kind == "choice" else hint_in(text) or _number_of(path, field, text)
        if found:
            message = f"「{name_of(reading, path)}」中的{quoted(found)}像是模板的提示，请换成实际内容。"
            yield Finding("B07", Severity.ERROR, str(path), message)


@lru_cache(maxsize=1 << 15)
def hint_in(text: str) -> str:
    """What of a text looks like a hint of the template."""
    written = text.strip()
    folded = fold(written)
    found = _TEMPLATE().search(folded) or PROMPT().search(folded)
    if not found:
        return ""
    start, end = found.span()
    return (written[start:end] if len(written) == len(folded) else found[0]).strip()


def _number_of(path: Path, field: Field, text: str) -> str:
    """The template's number before the name of a row."""
    found = _NUMBERED_NAME().match(fold(text)) if path.row and field.kind == "text" and "指标" in text else None
    return text[: found.end()].strip() if found else ""
