"""Checks of the indicators (I) by how they are worded: names, targets, the heading they stand under, what is missing.

How results stand to targets is looked at in `indicators.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from forms.checks.finding import Finding, Severity
from forms.checks.rows import IndicatorRow, flat, indicator_pages, indicator_rows
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.model import Group, Page
from forms.path import Path
from forms.steps import new_row
from forms.values import Comparator, Context, Measure, Quantity, Shape, find_quantities, read_measure
from forms.values.dates import IN_TEXT
from forms.values.kind import quoted
from forms.values.numbers import fold
from forms.values.units import SPENT_TIME, TIME

MEASURABLE = ("quantity", "quality", "timeliness", "cost")
"""The groups whose targets have to be measurable."""
GRADE_UNITS = frozenset(["分", "级", "等级", "度", "星", "星级", "类", "等"])
_THINGS = frozenset("台套辆件个只条块张把盏座处间栋所项份本册部篇期刊批人名位户家场次起宗株棵") | frozenset([
    "台套",
    "台/套",
    "批次",
    "人次",
    "户次",
    "家次",
    "场次",
])
"""Units of what is done, bought or served, none of which is money."""

_LEVEL_WORDS = lazily(
    "[有高优良好]|合格|达标|达到|符合|规范|合规|标准|满足|保障|提升|增强|完[成善整]|不[超发]|零|无|"
    "缩短|压[缩减降]|全部|取得|形成|不滞后|不[泄漏]露|不?间断|常年|低于[^,;]{0,4}价|课前|据实|[减降][少低轻]|下降|改善|[未不][得能]?检出|只[减降]不[增升]|只[增升]不[减降]|[不未]反弹"
)
_FIGURE_OR_GRADE = lazily(
    r"\d|[Ⅰ-Ⅻ]|[一二三四五六七八九甲乙丙特]级|[甲乙丙]等|分之|[A-Z]级|\b[A-Z]{1,5}\+?\Z|[一二三特]等|及格|国标|行标|"
    r"(?<![统同专唯进])[一二两三四五六七八九十](?:次(?!性|元|要)|场(?![地所])|期(?!工程)|轮(?!换)|遍|届|篇)|"
    r"第[一二三](?!时间|[步批期])|前[一二三四五六七八九十]+名?\Z|(?:国家|省|市|区|县)级|[一二三四五]星|(?<!安)全员(?!工资|额)"
)
_WITHIN_BOUNDS = lazily(
    r"[上去往]年|不突破|[应需]\S{1,3}尽\S|全覆盖|"
    r"(?:预算|概算|决算|限额|定额|额度|控制[数价额]|限价|合同[价金]|中标价|批复|(?:评审|审定|核定|审核|评估|招标|采购|指导|市场)[价金额]\w?)"
    r"[^,;]{0,4}(?:内|之下|以下)|(?:参照|参考|比照|对照|执行|按照?)[^,;]{0,8}(?:(?:[市场周边同类政府项目]{2}|指导|采购|评审|审定|中标|合同)价格?|定额|标准)|以\S{1,10}(?<!情况)为准\Z|"
    r"(?:合同|设计|规范|图纸|招标|协议|任务书)\S{0,4}(?:要求|约定|规定)"
)
"""Bounds and conditions that are written down elsewhere, so that it can be told whether they were kept."""
_BY_WHEN = lazily(
    r"前(?:完成|发放|到位|支付)?\Z|期间?内?\Z|[期时限]内\Z|当[天日]|次日|即[时日]|"
    r"(?:合同|计划|规定|约定|协议|要求|批复|方案)\S{0,4}(?:时间|时限|期限|节点|进度|工期)"
)
_ON_DEMAND = lazily(
    "按(?:照)?(?:[实需量]|申请|申报|报名|受理|报修|订单|工作需要|发生)|(?:据|如)实(?:列支|结算|支付|核销|报销|安排|使用|发生|支出|拨付|办理)?\\Z|"
    "实报实销|(?:依|凭|视)(?:申请|需[求要]?)|随([^意机便时处着后同])随(?!\\1)[^\\s机意]|根据(?:实际)?需[求要]|"
    "[来有逢]\\S(?:必|即|皆)\\S|即[^\\s使便将时]即\\S|(?<!立)即办|立等可取|立[行查接]立\\S|接[报诉警电]即[办应处出查]|"
    "日[产收清]日[清结毕运]|[日月周][清结]\\Z|(?<!适)当[天日场晚](?!所)"
)
"""How services are set that come as they are asked for, so that no number can be fixed beforehand."""
_WAY = lazily(
    "(?:公开|邀请)(?:招标|招聘|遴选|比选|竞[价争聘])|竞争性(?:谈判|磋商|比选)|询价|单一来源|(?:集中|政府|协议|分散)采购\\Z|框架协议|招投标|双随机|"
    "第三方(?:评估|检测|审计|监理)|专家(?:评审|论证)|集体(?:决策|研究|审议)"
)
"""A way of doing it that the files show."""
_DENIED = lazily("[未无没零否]|不(?:存在|发生|涉及)")
_NO_TIME = lazily("近期|适时|择期|远期|短期|长期|中期|前期|后期|定期|分期|(?<!合)同期|日期|预期|目前|当前|提前|此前")
"""Words of time that say no time."""
_RATE_NAME = lazily("(?:率|比例|比重|占比)$")
_QUALITY_RATE = lazily(r"(?:合格|达标|优良|优秀|完好|准确|正确)率(?:[(（]%[)）])?$")
_OWN_RATE = {
    "timeliness": lazily("[时期日]|进度|速度|效率|节点"),
    "cost": lazily("[价钱元]|成本|预算|概算|费|支出|经费|资金|控制|节约"),
}
"""By which a rate of quality is one of time, or of cost, after all: 工期达标率."""
_SATISFACTION_NAME = lazily("满意[度率](?:[(（]%[)）])?$")
_TIME_NAME = lazily("时间|日期|时限|时点")
_MONEY_NAME = lazily("(?:经费|费用|支出|成本)(?:[(（][^)）]{1,4}[)）])?$")
_MONEY_MOVED = lazily(
    "拨付|拨款|发放|下达|下拨|补[助贴]|筹[集措]|争取|到位|落实|节[约省]|降低|减少|压[减缩]|追回|收[取缴入回]|管理|监管"
)
"""Money that is what is done, or saved, and no price of it."""
_MONEY_WORD = lazily("[价元钱费]|成本|支出|经费|资金|预算|投入|人力|用工|每|人均|户均|单位|标准")
_PROPERTY = lazily(
    "(?:厚|深|高|宽|速|强|浓|密|温|湿|硬|精|坡|亮|照|刚|粒|粘|光滑|平整|压实|透明|清晰|灵敏|孔隙)度|[车流转]速|[间净行株]距|半?[直粒管胸孔]径|半径|跨径|净空|误差|偏差|"
    "噪[声音]|分辨率|压力|压强|扬程|功率|电压|频率|流量|[荷承]载|载重|[库容]量|能力|水平|当量|含[量水]|标高|水位|寿命|年限|抗[压折渗]|"
    "每[十百千万亿]+|每(?:人|户|亩|名|个|平方|公里|台|件|床|班|校|村)|[人户亩生班校村日月年]均|平均|^[十百千万]人口?(?![次会]|计划|大会|以上|培训|讲座)|[^对评环同]比$"
)
"""Names of what a thing is like, or has for each so many: measured, and not counted."""
_PER_UNIT = lazily("(?:/|每)[A-Za-z\u4e00-\u9fff]|每?[日天时年月分秒][检处供产接服]")
_FINE = lazily("(?:毫米|厘米|微米|毫克|微克|分贝|mm|cm|db|℃|摄氏度|兆帕|mpa|赫兹|hz|勒克斯|lx)\\Z")
"""Units of what a thing is like, and never of how much was done."""
_SATISFIED = lazily("满意|好评|认可|投诉")
_ASKED_ONLY = lazily(
    "(?:部门|单位|群众|人员|职工|干部|对象|用户|市民|居民|村民|企业|学员|学生|家长|领导|社区|街道|机关|公众|委办局)$"
)
_RESULT_TENSE = lazily("[\u4e00-\u9fff](?<![为除到])了(?![解结])|已经|均已|已(?:完成|实现|达到|开展|建成)")
_CUT_OFF = lazily('[，、：,:;；（(《“"—-]$|[的和与及或]$|^[，、：；。！？）》”」】,:;.!?)]')
_PAIRS = ("（）", "()", "《》", "“”", "「」", "【】")
_CONDITION_LENGTH = 20
"""Characters beyond which words are a description and no bound."""
_DEADLINE = lazily(r"\s*(?:之前|以前|前|之内|以内|内)")
_MEASURED = lazily("(?:率|数|数量|人次|程度|情况|满意度|金额)$")
_QUOTED = lazily('《[^》]*》|“[^”]*”|"[^"]*"|「[^」]*」')
_HAS_WORD = lazily("[A-Za-z\u3400-\u4dbf\u4e00-\u9fff]")


_JUDGED = frozenset({*MEASURABLE, "economic", "social", "ecological", "sustained"})
"""The headings of what is done and of what comes of it, under which other kinds are told apart."""
_FLOORS = (Comparator.AT_LEAST, Comparator.MORE_THAN)


def target_not_measurable(reading: Reading) -> Iterator[Finding]:
    """指标值不能衡量。

    数量、质量、时效、成本指标的指标值要有数字、时间或程度，否则没有办法判断完成没有。
    按需更换、据实结算、公开招标这样可以核实的做法，不要求写数。
    例：质量指标的年度指标值写各类办公用品。改法：写成数量、比率、时间或程度，如合格率 100%、12 月底、达到验收标准。
    """
    for row in reading.once(indicator_rows):
        target = row.target
        if not target or not row.goal or row.group.key not in MEASURABLE:
            continue
        words = target.shape is Shape.TEXT and not target.quantities and not _tells_how_much(row)
        unset = target.shape is Shape.NOTHING and not row.is_unmet and row.actual and not _is_none(row.actual)
        if words or unset:
            message = (
                f"{quoted(row.title)}的年度指标值{quoted(row.target_text)}不能衡量，请写成数量、比率、时间或程度。"
            )
            yield Finding("I03", Severity.WARNING, str(row.goal), message)


def wrong_class(reading: Reading) -> Iterator[Finding]:
    """指标放错了类别。

    数量指标看做了多少，完成率应放在质量或时效；质量、时效指标看好坏和早晚，几条、几刊应放在数量；满意度指标要写满意。
    满意度只放在满意度指标；完成日期应放在时效，费用放在成本，合格率放在质量；成本看花多少钱，几台、几人应放在数量。
    厚度、每千人口几人这样衡量好坏的数，不算数量。
    例：数量指标写废弃内部资料销毁工作完成率。改法：移到合适的类别，或改写指标。
    """
    for _, rows in groupby(reading.once(indicator_rows), key=lambda row: (row.path.page, row.group.key)):
        wrong = [(row, why) for row in rows if (why := _why_wrong_class(row))]
        if wrong:
            row, why = wrong[0]
            more = f"（本类共有 {len(wrong)} 行）" if len(wrong) > 1 else ""
            message = f"{quoted(row.title)}{why}，不像{row.group.level2}{more}，请移到合适的类别或改写。"
            about = (str(row.name), str(row.goal or row.name))
            yield Finding("I06", Severity.WARNING, str(row.name), message, about=about)


def name_holds_target(reading: Reading) -> Iterator[Finding]:
    """指标名称里带着另一个指标值。

    名称写一个数，年度指标值写另一个数，审核人不知道按哪个评；数值只写在年度指标值里。
    例：三级指标写各项工作完成率 ≥95%，年度指标值写 100%。改法：名称只写各项工作完成率，核对指标值。
    """
    for row in reading.once(indicator_rows):
        if row.goal and row.target and (told := _other_target(row.title, row.target, reading.year)):
            goal = quoted(row.target_text)
            message = f"名称{quoted(row.title)}里的「{told}」与年度指标值{goal}不同，请核对，数值只写在指标值里。"
            yield Finding("I07", Severity.WARNING, str(row.name), message, about=(str(row.name), str(row.goal)))


def sign_looks_wrong(reading: Reading) -> Iterator[Finding]:
    """指标值的符号像是写反了。

    服务的数量、合格率等是越多越好，写 ≤ 就成了做得越少越好；成本、差错率、等候时间写 ≥ 就成了越多越好。
    符号改正或保留之前，不判断这一行完成没有完成。
    例：培训场次的年度指标值写 ≤6 场。改法：改为 ≥6 场；确实要控制数量的，名称里写明控制。
    """
    for row in reading.once(indicator_rows):
        if row.goal and row.has_reversed_sign:
            said = f"的年度指标值 {row.target_text} 表示{row.sign_says}"
            message = f"{quoted(row.title)}{said}，符号像是写反了，请核对。"
            about = (str(row.name), str(row.goal))
            yield Finding("I10", Severity.WARNING, str(row.goal), message, about=about)


def name_is_no_indicator(reading: Reading) -> Iterator[Finding]:
    """名称不像指标。

    指标名称要说明衡量哪件事；空着、没写完、写成已经做到的结果，或满意度只写问了谁，都看不出衡量什么。
    例：满意度指标写上级指导部门及全区各单位；社会效益指标写加强档案资料整理，。改法：写成某某满意度、某某完成率等。
    """
    for row in reading.once(indicator_rows):
        if why := _why_no_indicator(row):
            message = f"指标名称{quoted(row.title)}{why}，请写明衡量哪件事。" if row.title else f"{why}，请填写。"
            yield Finding("I12", Severity.WARNING, str(row.name), message)


def same_indicator_twice(reading: Reading) -> Iterator[Finding]:
    """同一指标写了两次。

    重复的指标会被算两次，多半是复制后忘了改。
    例：数量指标有两行开展课题研究项目数量。改法：删去一行，或改成各自的名称。
    """
    first: dict[str, IndicatorRow] = {}
    again: dict[str, list[IndicatorRow]] = {}
    for row in reading.once(indicator_rows):
        name = flat(row.title)
        if name and first.setdefault(name, row) is not row:
            again.setdefault(name, []).append(row)
    for name, rows in again.items():
        message = f"指标{quoted(rows[0].title)}写了 {len(rows) + 1} 次，请删去重复的，或改成各自的名称。"
        about = (str(first[name].name), str(rows[0].name))
        yield Finding("I13", Severity.WARNING, str(rows[0].name), message, about=about)


def level_missing(reading: Reading) -> Iterator[Finding]:
    """缺少一类指标，或一条指标也没有。

    产出、效益、满意度每一类都要有指标，或写明无；空着会被当作漏填。每一类都写无的表没有可以评的事，等于没有自评，会被直接退回。
    例：满意度指标一行也没有；各类指标都写无。改法：补写一行；确实没有的一类填无，产出至少写一条。
    """
    for page in indicator_pages(reading):
        if not any(row.path.page == page.name for row in reading.once(indicator_rows)):
            message = "没有一条绩效指标，请至少写一条产出指标，写明指标名称、指标值和完成值。"
            rows = reading.answers.page_rows(page.name)
            first = str(Path(page.name, str(rows[0].id), page.key_field.name)) if rows else ""
            place = _still_open(reading, page, page.groups) or first or str(new_row(page, page.groups[-1].key))
            yield Finding("I17", Severity.ERROR, place, message)
            continue
        for level1, groups in groupby(page.groups, key=lambda group: group.level1):
            of_level = tuple(groups)
            if not any(reading.answers.group_rows(page.name, group.key) for group in of_level):
                place = _still_open(reading, page, of_level) or str(new_row(page, of_level[-1].key))
                message = f"没有{level1}，请至少填写一行；没有的请填无。"
                yield Finding("I17", Severity.WARNING, place, message)


def _still_open(reading: Reading, page: Page, groups: Sequence[Group]) -> str:
    """Where the first of these classes that nobody was asked about would have its name; empty where all were."""
    without = (group for group in groups if not reading.answers.group_rows(page.name, group.key))
    places = (str(new_row(page, group.key)) for group in without)
    return next((place for place in places if place not in reading.answers.closed), "")


def _tells_how_much(row: IndicatorRow) -> bool:
    """Whether words say how much, how good or by when: a level, a grade, a figure in whatever unit, a bound."""
    text = row.target_text
    if _is_level(text) or _FIGURE_OR_GRADE().search(fold(text)):
        return True
    return len(text) <= _CONDITION_LENGTH and bool(
        _WITHIN_BOUNDS().search(text)
        or _ON_DEMAND().search(text)
        or _WAY().search(text)
        or row.group.key == "timeliness"
        and _BY_WHEN().search(text)
        and not _NO_TIME().search(text)
    )


def _is_none(actual: Measure) -> bool:
    """Whether a result says that there was nothing, as its target does: 0 起, 未发现."""
    return actual.shape is Shape.NOTHING or actual.value == 0 or bool(_DENIED().match(actual.text.strip()))


def _is_level(text: str) -> bool:
    """Whether a short text grades or states a condition in words that the reader of values does not know."""
    return len(text) <= 20 and bool(_LEVEL_WORDS().search(text))


def _why_wrong_class(row: IndicatorRow) -> str:
    """Why a row does not belong under its heading; empty where it may."""
    target, key = row.target, row.group.key
    if why := _why_elsewhere(row):
        return why
    if key == "quantity":
        if _RATE_NAME().search(row.title):
            return "是比率"
        is_rate = target is not None and target.shape is Shape.RATE and not target.change
        return f"的指标值是比率（{row.target_text}）" if is_rate else ""
    if key in ("quality", "timeliness"):
        quantity = target.quantity if target and target.shape is Shape.COUNT else None
        counted = quantity and _is_plain_count(quantity) and not (key == "quality" and _is_property(row, quantity))
        return f"是数量（{row.target_text}）" if counted else ""
    if key == "satisfaction" and row.title:
        return "" if _SATISFIED().search(row.title) or _ASKED_ONLY().search(row.title) else "没有写满意"
    return ""


def _why_elsewhere(row: IndicatorRow) -> str:
    """What sort of indicator a name surely is, of whose own heading it is not; empty where that is open."""
    key, name = row.group.key, row.title
    if key == "satisfaction" or key not in _JUDGED:
        return ""
    if _SATISFACTION_NAME().search(name):
        return "是满意度"
    if key != "timeliness" and _names_date(row):
        return f"是完成时间（{row.target_text}）"
    if key in ("quantity", "quality", "timeliness") and _names_price(row):
        return f"是费用（{row.target_text}）"
    if key in _OWN_RATE and _QUALITY_RATE().search(name) and not _OWN_RATE[key]().search(name):
        return "衡量质量"
    return f"是数量（{row.target_text}）" if key == "cost" and _counts_things(row) else ""


def _names_date(row: IndicatorRow) -> bool:
    """Whether it is a day by which something is done: 完成时间, 12 月底前."""
    return row.target is not None and row.target.shape is Shape.DATE and bool(_TIME_NAME().search(row.title[-4:]))


def _names_price(row: IndicatorRow) -> bool:
    """Whether it is what something may cost: 维护费用, ≤5 万元."""
    target = row.target
    if target is None or target.shape is not Shape.AMOUNT or target.comparator in _FLOORS or target.change:
        return False
    return bool(_MONEY_NAME().search(row.title)) and not _MONEY_MOVED().search(row.title)


def _counts_things(row: IndicatorRow) -> bool:
    """Whether things or people are counted, and no money for each: 购置数量, 5 台."""
    quantity = row.target.quantity if row.target else None
    if quantity is None or quantity.unit not in _THINGS or not _is_plain_count(quantity):
        return False
    return not _MONEY_WORD().search(row.title) and not _MONEY_WORD().search(row.target_text)


def _is_property(row: IndicatorRow, quantity: Quantity) -> bool:
    """Whether a figure tells what a thing is like, or how many there are for each: 路面厚度, 每千人口医师数."""
    return bool(
        _PROPERTY().search(row.title)
        or _PER_UNIT().search(fold(row.target_text))
        or _FINE().search(quantity.unit.lower())
    )


def _is_plain_count(quantity: Quantity) -> bool:
    """Whether it counts things done, as against days, grades, and things that should not happen."""
    ceiling = quantity.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.WITHIN)
    counted = quantity.unit and quantity.unit not in SPENT_TIME | GRADE_UNITS
    return bool(counted and quantity.value and not ceiling and not quantity.change)


def _other_target(name: str, target: Measure, year: int) -> str:
    """A figure, rate or deadline in a name that the target does not have; titles in quotes say nothing of it."""
    text = _QUOTED().sub("□", fold(name))
    wanted = {(each.family, each.scaled(each.value)) for each in target.quantities}
    for quantity in find_quantities(text):
        own = _is_time(quantity) and not any(_is_time(each) for each in target.quantities)
        own = own or target.shape is Shape.RATE is not quantity.shape and _is_condition(text, quantity)
        if not own and (quantity.family, quantity.scaled(quantity.value)) not in wanted:
            return quantity.text
    for match in IN_TEXT().finditer(text):
        if "月" in match[0] and (_DEADLINE().match(text, match.end()) or match[0][-1] in "底末"):
            return _other_deadline(match[0], target, year)
    return ""


def _is_time(quantity: Quantity) -> bool:
    return quantity.family == TIME or quantity.unit in SPENT_TIME


def _is_condition(name: str, quantity: Quantity) -> bool:
    """Whether a count in the name of a rate tells of what it is the rate: 1000 人以上会议保障率."""
    rest = name[name.find(quantity.text) + len(quantity.text) :]
    return bool(_RATE_NAME().search(name) and _HAS_WORD().match(rest))


def _other_deadline(text: str, target: Measure, year: int) -> str:
    """A date in a name, where the target is another one; beside a rate it says by when, and is left alone."""
    told = read_measure(text, Context(year))
    if target.days is None or told.days is None or told.days.last == target.days.last:
        return ""
    return text


def _why_no_indicator(row: IndicatorRow) -> str:
    """What makes a name none; empty where it is one."""
    name = row.title
    if not name:
        return "指标没有名称"
    if is_none(name):
        return "没有写衡量什么，却有指标值或完成值"
    if not _HAS_WORD().search(name):
        return "没有文字"
    if _CUT_OFF().search(name) or any(name.count(pair[0]) != name.count(pair[1]) for pair in _PAIRS):
        return "没有写完"
    if row.group.key == "satisfaction" and _ASKED_ONLY().search(name) and not _SATISFIED().search(name):
        return "只写了问谁"
    if _RESULT_TENSE().search(name) and not _MEASURED().search(name):
        return "写的是已经做到的结果"
    return ""
