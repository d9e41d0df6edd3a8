"""Whether what an indicator counts is suffered, and should be little, or dealt with, and should be much.

投诉量 is suffered, 受理投诉数 is work; of 隐患数, which may have been found or may be left, nobody can tell.
Called by `direction.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from forms.lazily import lazily
from forms.values.numbers import bare_words
from forms.values.quantity import Direction, Shape

_FAULTS = (
    "差错|错误|失误|出错|误差|偏差|纰漏|疏漏|返工|返修|退件|退货|退稿|退回|驳回|废品|次品|不良(?:品|贷款|资产|记录|信息)?|缺陷|瑕疵|[漏误][^率,;]{1,2}(?=率)|"
    "错[案报发判漏]|误报|漏报|瞒报|漏检|漏诊|误诊|误判|败诉|超标|不合格|不达标|不及格|不满意|未完成|未达标|未履约"
)
"""Faults of the work itself: the work may be named before them (登记差错率), and is not dealing with them."""
_COMPLAINTS = "投诉|信访|上访|重访|群访|集访|缠访|差评"
"""What is said of work that may be named before them (窗口服务投诉量); who answers them says so (办理投诉件数)."""
_HARMS = (
    "警情|发案|案发|盗窃|盗抢|抢劫|抢夺|诈骗|电诈|犯罪|醉驾|酒驾|复吸|事故|火灾|火警|火情|险情|溺水|触电|"
    "中毒|伤亡|死亡|受伤|轻伤|重伤|坠落|坍塌|爆管|漏水|漏损|线损|泄漏|泄露|泄密|停电|断电|停水|断水|停气|跳闸|宕机|故障|中断|瘫痪|拥堵|内涝|积水|堵点|"
    "违规|违法|违章|违纪|违约|违建|超限|超载|超速|超支|超时|超期|逾期|延误|延期|晚点|欠薪|欠费|拖欠|偷排|占道|失信|不文明|"
    "发病|患病|感染|近视|肥胖|病死|复发|(?:登记|调查)?失业|返贫|致贫|贫困|辍学|流失|离职|缺勤|旷工|迟到|早退|空置|闲置|撂荒|抛荒|"
    "浪费|损耗|损坏|破损|丢失|损毁|损失|亏损|污染|负面舆情|黑臭水体"
)
_DOUBTFUL = (
    "吸毒人员(?:新增)?|新增吸毒人员|留守(?:儿童|老人)|班额|每班人数|物?价(?:格|格总水平)?(?:涨幅|指数)|隐患|纠纷|矛盾|舆情|案件|事件|问题|风险|病例|疫情|灾害|灾情|积案|来信|来访|诉求|举报|垃圾|债务|负债|欠款|遗失|重大疾病|"
    "贫困(?:人口|家庭|户|学生|村)|失业人员|违规人员|信访(?:人员|事项|案件)|补正"
)
"""What one office has and another looks for, receives or helps."""
_ALWAYS = "事故|伤亡|死亡|差错|失误|泄密|故障|投诉|损失"
"""What no office counts as its work under its plain name, also without 数 or 率."""
_KIND = "(?:事件|事故|案件|警情|行为|问题|情况|现象|建筑物?|建设|用地|办?件)?(?:发生)?"
_AMOUNT = (
    "(?:率|比例|比率|占比|比重|[起件宗例处次户车][数次]|人数|人次|天数|数量|总数|总量|数|量|面积|金额|总额|额|指数|"
    "点位?|路段)"
)
_END = r"(?:\(.{1,6}\))?\Z"
_FAULT = lazily(f"(?:{_FAULTS}){{1,2}}{_KIND}{_AMOUNT}{_END}")
_COMPLAINT = lazily(f"(?:{_COMPLAINTS}){{1,2}}{_KIND}{_AMOUNT}{_END}")
_HARM = lazily(f"(?:{_HARMS}){{1,3}}{_KIND}{_AMOUNT}{_END}|(?:{_ALWAYS}){_END}")
_HARM_OR_WORK = lazily(f"(?:{_DOUBTFUL}){_KIND}{_AMOUNT}?{_END}|(?:{_HARMS}|{_FAULTS}|{_COMPLAINTS}){_KIND}{_END}")
_SPENT = lazily(
    f"(?:用[水电纸油气]|耗[水电能]|能源消耗|[能水电气油]耗)(?:总?量|强度|水平)?{_END}|(?:个人)?自[付费](?:比例|率|费用|金额)?{_END}|"
    f"药占比{_END}|大班额(?:比例|率|数)?{_END}|(?:用[电水气能]|物流|融资|运输|制度性交易|办事)成本(?:占比|比例|率)?{_END}|填埋量{_END}|"
    f"裸露(?:土地|地块|地面)?(?:面积)?{_END}|(?:化肥|农药){{1,2}}使用量{_END}"
)
_POLLUTANTS = (
    "pm2[.]5|pm10|细颗粒物|颗粒物|臭氧|二氧化[硫氮碳]|一氧化碳|氮氧化物|vocs?|有机物|氨氮|总[磷氮]|化学需氧量|cod|bod|"
    "高锰酸盐指数|重金属|粉尘|扬尘|油烟|烟尘|甲醛|悬浮物|污染物"
)
_EMITTED = lazily(
    rf"(?:{_POLLUTANTS})(?:\([^()]{{1,10}}\))?(?:年均|日均|月均|平均)?(?:浓度|含量|排放|指数|值|均|平均){{0,3}}{_END}|排放(?:总?量|强度|浓度){_END}|"
    f"(?:垃圾|固废|废水|废气|废弃物|污水|污泥)产生(?:总?量|强度){_END}|(?:[蚊蝇鼠]媒?|病媒(?:生物)?|虫口)密度{_END}|布雷图指数{_END}|"
    rf"(?:空气质量(?:综合)?指数|aqi){_END}"
)
_NOISE = lazily("噪[声音]")
_DECIBELS = frozenset(("分贝", "db", "dB", "DB"))
_BURDEN = lazily(
    f"(?:跑动|跑腿)(?:次数|次|数)?{_END}|(?:审批|办事|办理|申请)环节(?:数量?)?{_END}|(?:申报|办事|申请|报审|所需|提交)材料(?:份?数|数量)?{_END}"
)
_DEALT_WITH = lazily(
    "处理|处置|查处|受理|办理|办结|整改|整治|整顿|修复|维修|抢修|排除|排查|摸排|核查|调查|化解|调解|调处|疏导|回复|答复|回访|解决|打击|侦破|破获|"
    "抓获|侦办|救治|诊治|治疗|接诊|收治|随访|降低|下降|减少|压减|压降|压缩|治理|防控|防治|防范|预防|追[回缴讨收]|挽回|清[欠偿]|补发|盘活|利用|消除|"
    "查明|追责|控制|遏制|发现|审计|巡[察查]|督查|督办|抽查|执法|稽查|监察|查获|立案|审[理结判]|办案|执[行结]|仲裁|承办|代理|接访|来电|接听|接收|"
    "接待|接到|收到|收集|鉴定|救援|救助|扑[救灭]|出警|[接处]警|抢险|研判|达标|合格|除外|拆除|拆违|拆迁|清理|清除|清运|收运|清退|取缔|关停|"
    "关闭|没收|处罚|惩[处治]|纠[正治]|抄告|曝光|通报|约谈|问责|销号|劝[阻返导]|拦截|止付|帮扶|资助|援助|安置|安抚|慰问|预警|推送|转办|"
    "交办|筛查|[削消]减|减排|节约|隔离|缓解|挽损|避免|杜绝"
)
_ANSWERED = lazily(
    "处理|处置|受理|办理|办结|化解|调解|调处|回复|答复|回访|解决|接听|接收|接到|收到|接访|接待|来电|转办|交办|督办|查处|整改|降低|下降|减少|压减|避免|杜绝"
)
_NONE_OF_IT = lazily("[零无非未不](?:发生|出现)?(?:安全|责任|重大|较大)*\\Z")
_CORRECTED = lazily("降低|下降|减少|压减|控制|纠正|发现|查出|检出|避免|杜绝|消除|整改")
_MAY_BE_WORK = lazily(
    "宣传|培训|登记|分析|研究|统计|报告|应急|[拆查扑灭剿抓捕缉破惩罚整改治纠援劝督审判检测巡清追缴封禁防控降减压省办挡堵拦帮扶]"
)
_BESIDE = 4
"""Characters before what is suffered, in which a verb would stand that makes it work."""
_MISUSE = "挪用|截留|占用|侵占|套取|虚报|冒领|骗取|克扣|擅自|超标|超范围"
"""What is done with money that was given for something else."""
_ANY_HARM = lazily(f"{_FAULTS}|{_COMPLAINTS}|{_HARMS}|{_DOUBTFUL}|{_MISUSE}")
_LOWERED_RATE = lazily("(?:降低|减少|压减|控制|下降).*率\\Z")


def direction_of_things(name: str, shape: Shape, unit: str) -> Direction:
    """By the last words of the name, unless words before them say that it is dealt with."""
    return _of_name(bare_words(name).lower(), shape, unit)


@lru_cache(maxsize=1 << 14)
def _of_name(name: str, shape: Shape, unit: str) -> Direction:
    is_rate = shape is Shape.RATE
    if is_rate and _LOWERED_RATE().match(name):
        return Direction.EITHER
    if unit in _DECIBELS and _NOISE().search(name):
        return _of_harm(name, _DEALT_WITH())
    of_work = (_BURDEN, _FAULT, _COMPLAINT) if is_rate else (_BURDEN,)
    if (before := _before(name, of_work)) is not None:
        return _of_harm(before, _CORRECTED())
    if (before := _before(name, (_COMPLAINT,))) is not None:
        return _of_harm(before, _ANSWERED())
    if (before := _before(name, (_FAULT, _HARM, _SPENT, _EMITTED))) is not None:
        return _of_harm(before, _DEALT_WITH(), may_be_work=not is_rate)
    if shape is not Shape.AMOUNT and (found := _HARM_OR_WORK().search(name)):
        return Direction.MORE if _DEALT_WITH().search(name, 0, found.start()) else Direction.EITHER
    return Direction.MORE


@lru_cache(maxsize=1 << 14)
def names_harm(name: str) -> bool:
    """Whether a name speaks of something bad at all, of which there should be none: 违规占用专项资金."""
    plain = bare_words(name).lower()
    return bool(_ANY_HARM().search(plain)) and not _DEALT_WITH().search(plain)


def _before(name: str, patterns: Iterable[Callable[[], re.Pattern[str]]]) -> str | None:
    """What stands before the first of these at the end of a name; None where none of them is there."""
    found = next((match for pattern in patterns if (match := pattern().search(name))), None)
    return name[: found.start()] if found else None


def _of_harm(before: str, dealt_with: re.Pattern[str], *, may_be_work: bool = False) -> Direction:
    """By the words before what is suffered; where these may be a verb that is not known, nobody can tell."""
    if dealt_with.search(before) or _NONE_OF_IT().search(before):
        return Direction.MORE
    doubtful = may_be_work and _MAY_BE_WORK().search(before[-_BESIDE:])
    return Direction.EITHER if doubtful else Direction.LESS
