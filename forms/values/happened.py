"""Whether something has happened that was not to: 发生 1 起 against 不发生失泄密; for `shortfall.py`."""

from __future__ import annotations

from forms.lazily import lazily

_COUNT = r"(?:了|过|共|约|达)*(?:[1-9]\d*|[一二两三四五六七八九十]+)(?:起|次|件|例|宗|人次|人|处|项|个|条|笔|家|户|份)"
_COUNTED = lazily(_COUNT)
_TOLD = lazily(rf"(?:全年|共|累计)*(?:发生|出现|存在|有|发现|查出|接到|收到)?{_COUNT}")
_HAPPENED = lazily(rf"(?:了|过)?(?:事件|事故|情况|问题|现象)?(?:{_COUNT}.*|(?:了|约|达)?\d[\d.]*(?:%|元|万元))?\Z")
_HARM = (
    "[事案]故|事件|案件|泄密|投诉|差错|失误|违[规法纪章约]|逾期|延误|纠纷|上访|信访|故障|舆情|伤亡|死亡|问题|拖欠|超支|欠薪|返贫|火灾|"
    "中断|险情|失学|辍学|宕机"
)
_NO = lazily("不够|不太|不甚|尚不|并不|不|尚未|还未|未能|未|没有|没")
_NEVER = lazily(
    "(?:坚决|有效|切实|确保|全面|严格)*"
    "(?:(?:不(?:得|再)?|未|没有|零|杜绝|避免|防止|严防)(?:发生|出现|存在)|没有|杜绝|避免|防止|严防|无|零)"
    rf"(?P<what>(?:.*(?:{_HARM}).{{0,2}})?)\Z"
)
_ANY_NO = lazily(r"[不未无没非零否]|消除|杜绝|避免|防止|减少|除外|(?<![.\d])0(?![.\d])")
_OF_ANY_SORT = lazily("(?:各类|各种|任何|一切|安全|生产|责任)*")
_SORTS = "(?:一般|轻微|较大|重大|特大|特别重大|安全|生产|责任|严重|亡人)*"
_BEGUN = rf"(?:全年|共|累计)*(?:发生|出现)(?:{_COUNT}的?)?{_SORTS}"
_FOUND = rf"(?:全年|共|累计|经?(?:检查|审计|抽查|巡查|核查))*(?:发生|发现|出现|存在|查出|有)(?:{_COUNT}的?)?{_SORTS}"
_MISUSED = "超(?:范围|标准|预算|概算)(?:支出|列支|使用|开支|发放)?|挤占|挪用|截留|虚列|套取|白条(?:入账|列支)?"
_SO_MUCH = r"(?:了|约|达|共)?\d[\d.]*(?:万?元|%)"
_ENDED = rf"(?:行为|问题|情况|事件|事故|现象|事项|操作|资金|经费|支出)*(?:{_COUNT}[^,;:(]*|{_SO_MUCH})?\Z"
_ONE_OF_A_SORT = lazily(_BEGUN)
_AGAINST = (
    (lazily("合[法规]"), lazily(rf"{_FOUND}(?:违[规法纪章]|不合规|不规范|不合法|{_MISUSED}){_ENDED}")),
    (lazily("安全"), lazily(rf"{_BEGUN}(?:事故|险情|伤亡|火灾){_ENDED}")),
    (lazily("火灾|火情"), lazily(rf"{_BEGUN}(?:火[灾情警]|起火){_ENDED}")),
    (
        lazily("伤亡"),
        lazily("(?:造成|致|共|有)*(?:[1-9]\\d*|[一二两三四五六七八九十])[人名](?:轻伤|重伤|受伤|死亡|伤亡|遇难)"),
    ),
    (lazily("保密"), lazily(rf"{_BEGUN}(?:失泄密|泄密|失密){_ENDED}")),
)
"""What is kept, and what is against it."""
_TOLD_HARM = lazily(rf"(?:发生|出现|有)?(?P<harm>{_HARM}){_COUNT}")
_SOME_HAPPENED = lazily(
    "(?:全年|共|累计)*(?:发生|出现)(?!一般|轻微|轻伤|较小)[^,;不未无没零]{0,10}(?:[1-9]\\d*|[一二两三四五六七八九十])(?:起|次|件|例|宗)"
)
_ZERO = lazily(r"(?<![.\d])0(?![.\d])|零")


def has_happened(wanted: str, said: str) -> bool:
    """不发生失泄密 against 发生失泄密 or 1 起, 合法合规 against 发现 1 起违规, 不超预算 against 超预算 3%."""
    if _is_against(wanted, said):
        return True
    if _ANY_NO().search(said):
        return False
    no = _NO().match(wanted)
    what = wanted[no.end() :] if no else ""
    if len(what) > 1 and said.startswith(what) and _HAPPENED().match(said, len(what)):
        return True
    never = _NEVER().match(wanted)
    return never is not None and _came_about(never["what"], said)


def happened_at_all(said: str) -> bool:
    """发生较大事故一起 where 0 起 were wanted; of what is called slight more may be allowed."""
    return bool(_SOME_HAPPENED().match(said))


def _came_about(what: str, said: str) -> bool:
    if _TOLD().fullmatch(said):
        return True
    if not what:
        return said.startswith(("发生", "出现")) and bool(_COUNTED().search(said))
    for happened in (what, f"有{what}", f"发生{what}", f"出现{what}", f"存在{what}", f"发现{what}"):
        if said.startswith(happened) and said != what and _HAPPENED().match(said, len(happened)):
            return True
    told = _TOLD_HARM().match(said)
    return bool(told and told["harm"] in what) or _is_of_the_sort(what, said)


def _is_of_the_sort(what: str, said: str) -> bool:
    """Whether any accident was to be avoided, and one of whatever severity is told: 发生一般事故 2 起."""
    lead = _OF_ANY_SORT().match(what)
    sort = what[lead.end() :] if lead else what
    begun = _ONE_OF_A_SORT().match(said)
    if not sort or not begun or not said.startswith(sort, begun.end()):
        return False
    return bool(_HAPPENED().match(said, begun.end() + len(sort)))


def _is_against(wanted: str, said: str) -> bool:
    if _ZERO().search(said):
        return False
    return any(kept().search(wanted) and broken().match(said) for kept, broken in _AGAINST)
