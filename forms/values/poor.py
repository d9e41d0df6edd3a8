"""Whether words admit a poor outcome by themselves, such as 效果不佳 or 尚有差距; for `shortfall.py`.

Only the first thing said counts: 明显提升，但仍需加强 is modest, 仍需加强 alone is not reached.
"""

from __future__ import annotations

from forms.lazily import lazily

_ASPECT = (
    "效果|成效|收效|见效|作用|成果|效益|质量|水平|表现|进展|进度|力度|提升|改善|增强|提高|改进|优化|好转|情况|状况|程度"
)
_LITTLE = (
    "不佳|不好|不理想|欠佳|不尽如?人意|较差|很差|差|不足|不够|不到位|甚微|有限|"
    "不明显|不显著|不突出|不大|不高|一般|偏弱|缓慢"
)
_BETTER = "提高|提升|改善|加强|完善|改进|增强|优化|健全|巩固"
_POOR = lazily(
    "(?:[^不未无没零非防止遏避免消除扭由从转,;]{0,10}?)(?:"
    "(?:有所|出现|明显|略有|有|存在|呈|严重)*(?:恶化|退步|倒退|变差|滑坡)(?:趋势|现象|迹象|情况)?|"
    f"(?:{_ASPECT})(?:很|较|比较|并|还|尚|均|都|相对|总体)?(?:{_LITTLE})|"
    "(?:很|较|比较|并|还|尚)?(?:不佳|不理想|欠佳|不尽如?人意|不到位)|"
    "(?:未能?|没有?|不)(?:达到?|符合|如|及)预期(?:目标|效果|要求|水平|成效)?|低于预期|不如预期|"
    f"(?:尚|仍|还)?(?:需要?|须|有待|亟待|亟需|待)(?:于|进一步|继续|不断|持续|大力)*(?:{_BETTER})|"
    "(?:(?:与|和|同|距)[^,;]{1,10}?)?(?:尚|仍|还)?(?:存在|有)(?:着|较大|一定|明显|不小|较多|的)*差距|"
    "(?:未见|没有?|无|未有|未取得|未收到|未显现|不见|未达到)(?:到|明显|显著|任何|实质性?|应有|预期|的)*"
    "(?:成效|效果|改善|好转|起色|改进|进步|改观|突破|进展)|"
    "收效甚微|成效甚微|收效不大|流于形式|形同虚设)\\Z"
)
_IMPROVED = lazily("改善|改进|优化|好转|提升|提高|增强|壮大|加强")
_UNIMPROVED = lazily(
    "(?:持平|没?有?不变|变化不大|(?:没有?|无|未见|未有|不见|并无)(?:明显|显著|较大|任何)*(?:变化|改变)|不明显|不显著|不突出|"
    "(?:有所|略有|明显|出现)?下滑|不[升增]反[降减])\\Z"
)
_LOWERED = lazily("降低|下降|减少|压减|缩[小短减]|影响|差距|负面")
_HELD_DOWN = lazily("遏制|控制|巩固|治理|整治|清零|消除|杜绝")
_BACK = lazily("(?:有所|出现|略有|明显|存在|有)?(?:反弹|回潮|回流|返贫)(?:现象|情况|趋势|迹象)?\\Z")


def admits_poor(wanted: str, clause: str) -> bool:
    """Whether what is said of a positive target is that it came out poorly, did not move, or came back."""
    if _LOWERED().search(wanted):
        return False
    if _HELD_DOWN().search(wanted) and _BACK().match(clause):
        return True
    return bool(_POOR().match(clause)) or bool(_IMPROVED().search(wanted) and _UNIMPROVED().match(clause))
