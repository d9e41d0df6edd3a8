"""Looks into the words of a form: its clauses, what they are about, whether something is explained; for all checks.

There is no dictionary: what a clause is about is its runs of Han without the words that every form uses, two by two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from forms.checks.rows import indicator_rows
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.model import PageType
from forms.path import Path
from forms.values import NOTHING_WORDS, Quantity
from forms.values.numbers import fold

GOAL = "initial_goal"
OUTCOME = "actual_outcome"
REMARKS = "remarks"
SHOWN = 3
"""Figures or clauses that a message quotes at most."""
Topics = frozenset[str]
"""What words are about, pair by pair."""
NO_LETTER = lazily(r"[^\u4e00-\u9fffA-Za-z]")
"""All that is neither Han nor a letter."""

_CLAUSE_END = lazily(r"[；;。！？!?\n，]|,(?!\d{3})|(?<=[^\d.])[.](?=\s|\Z)")
_NUMBERED = lazily(r"^\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、．](?!\d)\s*|[①-⑳])")
_SENTENCE_END = lazily(r"[；;。！？!?\n]|(?<=[^\d.])[.](?=\s|\Z)")
_NOT_WORDS = lazily(r"[^\w%≥≤]|_")
_HAN = lazily(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_COMMON = lazily(
    "工作|开展|管理|情况|相关|确保|保障|加强|提升|提高|增强|完成|项目|全年|年度|建设|进行|日常|正常|运行|维护|活动|有效|持续|推进|推动|"
    "促进|落实|组织|实施|服务|单位|人员|全区|我区|本年|我室|各项|各类|累计|及时|按时|按期|有序|平稳|顺利|积极|切实|进一步|不断|通过|"
    "形成|数量|质量|指标|目标|全面|综合|业务量|等|的|和|及|与|并|对|在|为|以|于|由|向|从|将|被|把|其|各|获|达"
)
_HOLLOW = lazily(
    "(?:已经?|均已?|全部)*(?:按(?:计划|时|期)|全部)?(?:已|全部)?(?:完成|达成|达标|落实)|正常|不涉及|不适用|同上|略|是|否|有|见说明|"
    r"[没无]有?(?:原因|偏差)|无需改进|\d+|(?:已|均|基本|超额|尚未|未能?|没有?)*(?:完成|达到|达成|实现)(?:年度|全年|预期|年初|设定|绩效|指标|目标|任务|值|的|较好|良好)*|"
    "(?:属)?(?:正常|略有|有所|存在)?偏差(?:较小|不大)?|已(?:作|做)?说明|暂未完成|未达标|(?:主客观|客观和主观)(?:原因|因素)?(?:影响)?|不可抗力(?:因素|原因|影响)?|(?:因|由于)?工作(?:需要|安排|原因|调整)|"
    "(?:没有|无)(?:其他|其它)?(?:需要?|要)?(?:特别|另行)?(?:说明|补充)(?:的)?(?:事项|情况|内容|问题)?|(?:没有|无)(?:特殊|其他|其它)(?:情况|事项|说明)|"
    "(?:详情?见?|请?参?见|详细情况见)(?:本?单位)?(?:附件|附表|附后|报告|总结|自评报告|台账|材料)[一二三四\\d]?|"
    "(?:主要)?(?:由于|因为?|受|是)?(?:客观|主观|其他|其它|特殊|各种|种种|多种|一些|某些|历史|工作|单位)(?:原因|因素|情况)(?:的?影响|所致|造成|导致)?|"
    "(?:正在|继续|持续|稳步|有序|逐步|积极|按照?(?:计划|要求|进度)|抓紧|加快)+(?:推进|实施|开展|进行|办理|落实)(?:中|之中)?|推进中|进行中|实施中|办理中|"
    "(?:今后|以后|下一?步|下一?年度?|明年|我们|我单位|我办|将|会|要|再|继续|进一步|持续|不断|切实|努力|认真)*(?:加强|强化|改进|完善|提高|做好|加大|加快)"
    "(?:工作|监督|监管|项目|日常|内部|预算|预算执行|资金|统筹|组织|绩效)?(?:管理|工作|监督|监管|重视|认识|领导|统筹|沟通|协调|力度|水平|效率|质量|进度)+|"
    "(?:今后|以后|下一?步|下一?年度?|明年|我们|我单位|我办|将|会|要|再|继续|进一步|更加|不断|切实)*"
    "(?:努力|再接再厉|高度重视|引以为戒|加强|强化|改进|完善|提高|加快(?:执行|支出|支付|预算执行|资金支付)?(?:进度)?)|"
    "(?:故|所以|因此|导致|造成|致使|由于|因为?|主要|是|本项目|项目|全年|年度|本年度?|当年|整体|总体|部分|财政)*(?:预算|资金|经费|支出|执行|支付|款项|使用)+"
    "(?:执行|支出|使用|支付)?(?:率|进度|数|情况)?(?:仍|还|总体|整体|相对|比较|略|稍|有所|较为|为|仅为?|只有|没有|没|未能?|尚未|存在|有|达|到|不|较|偏)*"
    "(?:低|慢|高|足|够|理想|滞后|缓慢|结余|剩余|节余|低于\\d+|不足\\d+|达标|达到\\d+|\\d+|(?:全部|完全|及时)?(?:用完|使用完|使用完毕|花完|支完|支出完|支出完毕|执行完|执行完毕|使用|支出|执行))(?:\\d+(?:万元|元))?|"
    "(?:低于|不足|未达到?|没有达到)\\d+(?:的?(?:要求|标准|目标))?|(?:结余|剩余|节余)(?:资金|经费)?(?:\\d+(?:万元|元))?"
)
"""What says nothing by itself, whatever stands beside it that also says nothing; for bare words."""
_BEGGED = lazily(
    "(?:恭|敬|恳|特此|妥否|当否|可否|故|还|现|已|拟|并)*+(?:请|望|听从|服从)"
    "(?:各?位?上级|主管|本?单位|局|有关|相关|财政|部门|领导|专家|审核人员?|老师|贵局|评审|组|予以?|给予|多多|的|您)*+"
    "(?:(?:指示|批示|审[示核批阅定议]|定夺|批准|谅解|理解|包涵|见谅|支持|指导|安排|研究|决定|知悉|批评指正|指正|关注|协调|解决)"
    "(?:办理|执行|为准|一下|后)?)++|(?:已经?)?向(?:上级|主管|局|有关|财政|部门|领导)++(?:汇报|报告|说明|请示)(?:过|了)?|[妥当可]否"
)
"""Words to a superior instead of a reason."""
_FIGURE = (
    r"\d+(?:万元|元|万|[场户家台套件条项处批本份期篇个名人起]次?|次|天|日|小时|分钟|个?工作日|个?月|"
    "亩|公里|公顷|吨|米|平方米)?"
)
_GOAL = "(?:年初|年度|预期|设定|规定|原定|目标|指标|计划|任务|要求|标准|值|的|数|率|水平|而已)*+"
_SHORT_OF = lazily(
    "(?:是?(?:因为?|由于)|原因是?|主要是?|所以|故)*+"
    "(?:指标|完成值|完成率|实际|全年|本年度?|今年|截至目前|目前|最终|结果|得分|数值|比例)*+[仅只还仍尚暂才均略]*+"
    "(?:没有?能?|未能?|不能?(?=[达完实])|无法)?(?:按[时期])?"
    "(?:达到?|完成|实现|做到|够|低于|不足|不到|小于|少于|高于|超过|大于|差|为|有|是|[较偏过太]?[低少慢]|不[高多])了?"
    f"(?:{_FIGURE})?{_GOAL}(?:{_FIGURE}{_GOAL})?"
)
"""The shortfall told again: 因为没有达到 85%."""
_EFFORT = lazily(
    "(?:今后|以后|下一?步|我们|我单位|我局|我办|将|会|要|应|再|还|继续|进一步|持续|不断|切实|积极|全力|努力|争取|力争|尽力|尽快|尽早|早日|抓紧|"
    "加大力度|确保|保证|想办法|想方设法|认真)*+(?:提高|提升|完成|达[到成标]|实现|降低|减少|改善|改进|增加)[了好到至]?"
    "(?:该|本|此|这一|这个|各项|全部|全年|年度|以上|上述)*+(?:绩效)?(?:指标|目标|任务|工作|要求|水平|比例|完成|值|率|度|数|量)*+"
    rf"(?:{_FIGURE}(?:以上|左右)?{_GOAL})?"
)
"""The will to reach it, without a way."""
_WHO = "我?(?:本?单位|[全各]?局|委|办|中心|学校|院|区|街道|镇|村|处|科室?|部门)|我们"
_THING = (
    "(?:本|该|此|整个|全部|各项|各|其余|其他|剩余|相关|有关|部分|后续)*+"
    "(?:项目|工程|工作|任务|活动|施工|建设|指标|内容|进度|工期)++(?:的|进度|工作|任务|建设)*+"
)
_SINCE = (
    "(?:主要|因为?|由于|原因|是|为|系|故|目前|现|截至|截止|尚|暂|仍|还|已经?|均|都|"
    "全部|全年|年度|年内|当年|本年度?|今年)*+"
)
_NEXT = "(?:[下明次来]一?年度?|翌年|后续|以后|今后|后期|年后|下一?步|下半年|下一?阶段|跨年度?)"
_DO = "(?:完成|实施|推进|开展|进行|办理|执行|落实|补齐|建设|施工|整改)"
_MEANS = (
    "(?:管理|工作|监督|监管|项目|日常|内部|预算|执行|支出|资金|统筹|组织|绩效|目标|全面|过程|财务|"
    "推进|单位|部门|有关|相关|各|间|的|和|与)"
)
_STATE = lazily(
    f"{_SINCE}(?:{_THING})?{_SINCE}(?:"
    "(?:时间|工期)(?:较|太|过于|比较|过|很|非常)?(?:紧[张迫]?|仓促|短促?|有限)|(?:时间|工期)?紧?(?:任务|工作)(?:量?[较过太很]?[大多重]|繁[重忙多]|量大?)|"
    "时间紧(?:任务|工作)[繁较]?重|"
    "(?:根据|依据|按照?|遵照|经过?|因|服从|听从)?(?:上级|主管|单位|本?局|区委|区政府|市委|市政府|县委|县政府|镇政府|党委|党组|政府|财政|有关|相关|部门|主要|分管|"
    "领导|局长|会议|班子|集体|研究|讨论|统一|的)++(?:同意|批准|安排|要求|部署|指示|决定|意见|工作|统一|研究|的)++(?:执行|实施|办理|完成|开展|进行)?|"
    f"(?:实施|推进|执行|开展|有所|略有|被迫|适当|相应|整体|总体|完成时间|时间|进度|[较比]较(?!慢))*+(?:延期|推迟|延[后误迟长]|滞后|顺延|拖[延后]|[缓较]慢)(?:了|完成|实施|中|较[多大]|所致)*+(?:[至到]{_NEXT}(?:{_DO})?)?|"
    f"(?:未能?|没有?能?)(?:全[部面]|完全|彻底|按[期时质量]+|如期|及时|按(?:计划|要求|进度|规定|合同|目标|年初)[的计划进度要求时间]*+)?(?:{_DO}|完工|竣工|结束|开工|启动|开始|完毕)(?:到位|完毕)?|"
    "(?:大?部分|基本|大体|多数|阶段性|初步|超?半数?)(?:完成|完工|实施|达标|达到|实现)(?:任务|目标|指标)?|(?:完成|完工)了?(?:大?部分|大半|一半|多数)|"
    f"(?:将|拟|计划|预计|预期|争取|转|延|推迟|顺延|延续|放|留)*+(?:于|至|到|在|待)?{_NEXT}(?:内|中|再|将|会|要|予以|继续|全部|陆续|逐步|争取|加快)*+{_DO}(?:完毕|到位|中)?|"
    f"(?:正在?|尚?在|仍在|还在|继续|持续|稳步|有序|逐步|积极|抓紧|加快|及时|立即|马上|尽快|按照?(?:要求|规定|计划|意见|整改意见|上级要求)|将|已|全部|全面)*+"
    "(?:组织)?(?:整改|改正|纠正|推进|实施|施工|建设|筹[备建]|办理|协调|对接)(?:之?中|到位|完成|完毕|落实|当中)?|"
    f"(?:累计|总|实际|整体|总体|形象)*+(?:完成|达到?|实现|进展|进度)(?:了|总|工程|项目|任务|总量|工程量|进度|工作量|计划|目标|的|至|到|达|为|约|近)*+{_FIGURE}"
    "(?:以上|左右)?(?:的?(?:工程量|进度|任务|工作量|工作|目标|计划))?|"
    "(?:为|是|属于?|系)?(?:跨年度?|跨期|多年期?|延续性?|连续性|长期性?|持续性)(?:的|实施|执行|完成|项目|工程|工作|任务|建设|推进)*+|"
    "(?:按照?|根据|依据|结合|视|以)(?:实际|工作|项目|具体|客观|单位|当年|本年)++(?:情况|进度|进展|工作|安排|状况)*+(?:完成|开展|实施|执行|推进|办理|进行|调整|为准|支出|填[写报])?|"
    "(?:顺利|圆满|如期|按[期时质量]+|基本|全面|超额)*+(?:完成|完工|完毕|实施完[成毕]|执行完[成毕])(?:了|任务|目标|各项|年度|绩效|预期)*+|"
    f"(?:(?:{_WHO})的?)?(?:各级|全体|主要)?(?:领导|上下|干部|职工)*+(?:一直|始终|历来|对此)?(?:高度|十分|非常|极为|一贯)重视(?:该|此|本|项|项目|绩效|预算|自评|评价|目标|全面|实施|开展|管理|资金|执行|支出|工作|的)*+|"
    "(?:领导)?(?:认真|精心|积极|扎实|严格|全力|周密|科学|切实|狠抓|稳步|有序|统筹|大力|主动)++(?:组织|部署|安排|落实|推进|推动|实施|开展|执行|谋划|准备|对待|履[职行]|完成|做好|抓好|配合|工作|项目|任务|各项|"
    "职责|管理)++|"
    f"(?:{_NEXT}|我们|我单位|我局|我办|将|会|要|再|继续|进一步|持续|不断|切实|努力|认真|着力)*+(?:加强|强化|改进|完善|提高|做好|加大|规范|优化|重视){_MEANS}{{1,6}}"
    "(?:沟通|协调|衔接|对接|配合|管理|工作|监督|监管|水平|意识|力度|质量|效率|进度|统筹|能力){0,3}|"
    f"(?:{_NEXT}|将|会|要|再|继续|进一步|切实|努力|全力|积极|大力|尽快|尽早|抓紧)*+(?:加快|加大|抓紧|推动|推进|促进|督促|抓好)(?:推进|推动|实施|落实|促进|督促)?"
    "(?:项目|工程|各项|工作|任务|施工|预算|资金|执行|支出|支付|建设|后续|相关|剩余|整体|的)*+(?:进[度程展]|速度|步伐|力度|实施|落实|完成|执行)*+"
    ")(?:等?(?:的?原因|的?影响|所致|导致|造成|情况))?"
)
"""How it stands, under whose orders, that it was taken seriously, without a why; an indicator's reason, or remarks."""
PROMPT = lazily(
    r"(?:(?<=[(:;。\n])|\A)(?:请在?(?:此处?|这里|本栏|下方)?|在?(?:此处|这里|本栏)请?)(?:简要|简单|概括|扼要|如实|据实|逐[项条一]|详细|具体|重点|客观|在此处)*+(?:填写并)?"
    r"(?:填[写报入列](?!人)|输入|简述|说明(?!书)|描述|概述|列[示明出举]|注明|反映|阐述)[^。\n()]*+。?|"
    r"(?:[如若]|如果)?(?:没有|无|未发生|不涉及)(?:的|相关|此类|上述|其他|问题|情况|内容|事项|者|此项)*+[,、]?(?:则|可|请|应|直接)++(?:填[写报]?|写|注明)[“\"'「]?(?:无|0)[”\"'」]?。?|"
    r"(?:[如若]|如果)(?:没有|无|未发生|不涉及)(?:的|相关|此类|上述|其他|问题|情况|内容|事项|者|此项)*+[,、]?(?:填[写报]?|写|注明)[“\"'「]?(?:无|0)[”\"'」]?。?|"
    r"(?:单击|点击|双击).{0,8}(?:输入|填写|选择)(?:文字)?。?"
)
"""What a template asks to be written in a cell; for folded text."""
_GRADED = "(?:\\d{1,4}分?|优秀|良好|合格|较好|达标|[优良中差]|[一二三]级|[abcd]级?)"
_SAID_BESIDE = lazily(
    "(?:严格|认真|积极|按照?|要求|规定|通知|文件|有关|组织|经|通过|已)*+(?:开展|进行|完成|做好|经|通过)?(?:了|绩效)*+(?:自评价?|自我评价)(?:工作)?|"
    f"(?:经|本次|此次|通过|{_THING}|{_WHO}|\\d{{4}}年?度?|支出|整体|部门|全年|年度|资金)*+(?:绩效|综合|总体|整体|最终|自我)*+(?:自评价?|评价|自我评价|评分|评估|考核|得分|总分|等级|等次|评级|结果)++"
    f"(?:综合|最终|总|得分|评分|分数|分|等级|等次|结果|结论|评级|评定|情况|的|均?为|是|达到?|被?评定?为|属于?)*+(?:{_GRADED}(?:等[级次]|[以之]上|档)?)++|"
    "(?:没有|暂?无|未发现|未见|未发生|不存在|[各级审计和财政监督检查巡视察上部门经在项目本单位资金使用过程中执行年度内均等]{1,30}(?:无|没有|未发现|未发生|不存在|未提出))"
    "(?:其他|其它|明显|重大|重要|任何|相关|有关|违规违?纪?|违纪|突出|存在|需要?|特别|要|另行|报告|披露|说明)*+(?:的)?(?:问题|情况|事项|异常|意见|建议|说明|内容|现象|行为)++|"
    "(?:以上|上述|本表|表[内中]|所填|所报|填报|填写|提供|提交|自评|全部|各项|相关|有关|的|我单位|我局|承诺|保证|确保|对)*+(?:数据|内容|信息|情况|资料|材料|数字|报告)++"
    "(?:的|均|都|全部|和|及)*+(?:真实性?|准确性?|完整性?|有效性?|可靠|属实|无误|合法性?|合规|一致|负责|承担责任|和|与)++|"
    "(?:本表|此表|该表|自评表|报表|表格|本?项目|材料)*+由.{1,16}(?:填[报写制表]|编制|报送|提供|负责|组织实施|实施)(?:并?审核)?|"
    "(?:联系|填报|填表|填写|咨询|办公|经办|复核|审核)++(?:人员?|电话|手机|方式|邮箱|地址|日期|时间).{0,24}|(?:电话|手机号?码?|邮箱)\\w{0,24}|"
    "(?:项目|资金|预算|经费|费用|均|已|全部|严格)*+(?:按照?|依据?|根据|据)(?:实际?|规定|要求|预算|制度|情况|需要|发生|财务|管理|相关|有关|的|额|数|标准)*+(?:支出|列支|使用|支付|开支|报销|执行|安排)(?:资金|预算|经费|费用|完毕|完成)*+|专款专用|"
    "(?:项目|资金|预算|经费|支出|工作|系统|设备|工程|总体|整体)*+(?:运行|实施|进展|开展|执行|使用|支出|管理|效果|情况|拨付|绩效)++(?:总体|整体|均|较为|都|较|基本)?(?:正常|良好|顺利|较好|平稳|规范|合规|合理|显著|明显|安全|好)++"
)
"""Of remarks: the grade, that nothing was found wrong, who filled in the form, that all went by the rules."""
_SHORT_OF_MONEY = lazily("(?:因为?|由于|财政|上级|项目|配套|专项)*+(?:资金|经费|预算)(?:不足|不够|短缺|紧张|紧缺)")
"""Why less was done; that it is why less was spent nobody understands."""
_ACROSS_YEARS = lazily("跨年|多年期|延续性")
"""Of money that is why some is left, though an indicator of the year is not explained by it."""
_LONGEST_HOLLOW = 60
"""Characters beyond which a clause says something."""
_MONEY_WORDS = lazily(
    "资金|预算|支出|执行|经费|结余|节约|节省|支付|财政|收回|拨付|结算|付款|投资|年初|调整|追加|追减|压减"
)


_PEOPLE = dict.fromkeys(("名", "位"), "人")


def clauses(text: str) -> list[str]:
    """The clauses of a text as written, without the marks between them."""
    return [each for each in (part.strip() for part in _CLAUSE_END().split(text)) if each]


def numberless(clause: str) -> str:
    """A clause without the number that counts it."""
    return _NUMBERED().sub("", clause).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text and what stands between semicolons, without the marks between them."""
    return [each for each in (part.strip() for part in _SENTENCE_END().split(text)) if each]


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """The words and figures of a text alone, for telling whether two say the same."""
    return _NOT_WORDS().sub("", fold(text)).casefold()


@lru_cache(maxsize=1 << 14)
def topics(text: str) -> frozenset[str]:
    """What a text is about: the pairs of neighbouring Han in it, without those of common words."""
    runs = _HAN().findall(_COMMON().sub(" ", text))
    return frozenset(run[n : n + 2] for run in runs for n in range(len(run) - 1))


def alike_unit(quantity: Quantity) -> str:
    """What must be equal for two figures of a text to count the same; 名, 位 and 人 are all people."""
    return _PEOPLE.get(quantity.unit, quantity.family)


@lru_cache(maxsize=1 << 6)
def likeness(one: str, other: str) -> float:
    """How alike two bare texts are, 1 being the same: by neighbouring characters, or by those in one order.

    A word put in counts little in the one way, clauses in another order in the other; what is said twice is both.
    """
    pairs = [Counter(text[n : n + 2] for n in range(len(text) - 1)) for text in (one, other)]
    whole = pairs[0].total() + pairs[1].total()
    neighbours = 2 * (pairs[0] & pairs[1]).total() / whole if whole else 0.0
    return max(neighbours, _in_order(one, other))


def _in_order(one: str, other: str) -> float:
    """The longest common subsequence, counted bit by bit, so that two long texts take milliseconds."""
    places = dict[str, int]()
    for number, each in enumerate(one):
        places[each] = places.get(each, 0) | 1 << number
    left = all_left = (1 << len(one)) - 1
    for each in other:
        found = left & places.get(each, 0)
        left = (left + found | left - found) & all_left
    length = len(one) + len(other)
    return 2 * (len(one) - left.bit_count()) / length if length else 0.0


@lru_cache(maxsize=1 << 12)
def is_hollow(text: str, name: str = "") -> bool:
    """Whether a reason says nothing: 无, 已完成, 客观原因, 今后加强管理, a mark or a figure alone.

    Of the indicator of this name, to tell the shortfall again, how it stands, or the will to mend it is nothing either.
    """
    own = bare(name)
    return all(_is_hollow_clause(bare(clause).replace("%", ""), own) for clause in clauses(text))


def _is_hollow_clause(said: str, name: str) -> bool:
    if said in NOTHING_WORDS:
        return True
    if len(said) > _LONGEST_HOLLOW:
        return False
    if name and _SHORT_OF_MONEY().fullmatch(said):
        return False
    if _HOLLOW().fullmatch(said) or _BEGGED().fullmatch(said):
        return True
    return bool(name) and (_STATE().fullmatch(said) is not None or _only_repeats(said, name))


def _is_remark_hollow(text: str) -> bool:
    """Whether remarks leave the money unexplained: words of the template, a grade, a telephone number, praise."""
    said = (bare(clause).replace("%", "") for clause in clauses(PROMPT().sub("。", fold(text))))
    return all(map(_is_hollow_remark, said))


def _is_hollow_remark(said: str) -> bool:
    if len(said) > _LONGEST_HOLLOW or _ACROSS_YEARS().search(said):
        return False
    return _is_hollow_clause(said, "") or bool(_STATE().fullmatch(said) or _SAID_BESIDE().fullmatch(said))


def _only_repeats(said: str, name: str) -> bool:
    """Whether a clause says of its indicator only that it fell short or shall not: 努力提高优良路率."""
    ends = (name[start:] for start in range(max(0, len(name) - len(said)), len(name) - 1))
    own = next((end for end in ends if end in said), "")
    spared = {said, said.replace(own, "", 1)} if own else {said}
    return any(not each or _SHORT_OF().fullmatch(each) or _EFFORT().fullmatch(each) for each in spared)


def place_of(reading: Reading, *names: str) -> Path | None:
    """Where the first of these fields stands on a page that is filled once; None on a form that has none of them."""
    places = reading.once(_plain_places)
    return next((places[name] for name in names if name in places), None)


def _plain_places(reading: Reading) -> dict[str, Path]:
    """The fields of the pages that are filled once, by name; of two of a name the first."""
    pages = [page for page in reading.form.pages if page.type is PageType.PLAIN]
    found = [Path(page.name, "", field.name) for page in pages for field in page.fields]
    return {path.field: path for path in reversed(found)}


def text_of(reading: Reading, *names: str) -> str:
    """What stands at the first of these fields; empty where there is none."""
    path = place_of(reading, *names)
    return reading.text(path).strip() if path else ""


def is_money_explained(reading: Reading) -> bool:
    """Whether the remarks say anything to the point, or the reason of some indicator speaks of money."""
    return reading.once(_is_money_explained)


def _is_money_explained(reading: Reading) -> bool:
    remarks = text_of(reading, REMARKS)
    if remarks and not _is_remark_hollow(remarks):
        return True
    told = (row for row in reading.once(indicator_rows) if _MONEY_WORDS().search(row.reason_text))
    return any(not is_hollow(row.reason_text, row.title) for row in told)


def remarks_or(reading: Reading, path: Path) -> str:
    """Where money is explained: the remarks, or on a form without them the answer in question."""
    return str(place_of(reading, REMARKS) or path)


def told_texts(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The goal and the result in words, where they say anything."""
    for name in (GOAL, OUTCOME):
        path = place_of(reading, name)
        text = reading.text(path).strip() if path else ""
        if path and bare(text) and not is_none(text):
            yield path, text
