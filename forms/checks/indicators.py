"""Checks of the indicators (I): each row's result against its target, and the results of all rows together.

How names and targets are worded is looked at in `wording.py`, whether two cells are of one kind in `kinds.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from forms.checks.finding import Finding, Fix, Severity
from forms.checks.rows import IndicatorRow, are_results_told, indicator_rows
from forms.checks.settings import number
from forms.checks.splitting import divided
from forms.checks.texts import OUTCOME, REMARKS, bare, is_hollow, place_of, text_of
from forms.compute import Reading, is_none
from forms.lazily import lazily
from forms.values import Comparator, Measure, Period, Quantity, Shape, Verdict, find_quantities, half_up
from forms.values.answering import answering
from forms.values.kind import quoted
from forms.values.numbers import exact_product, fold, short
from forms.values.suffered import names_harm
from forms.values.units import SPENT_TIME

_SIGNED = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST, Comparator.LESS_THAN)
_SIGN = lazily(
    r"[≥≤><]|不(?:得?(?:低于|少于|小于|高于|超过|多于|大于))|不足|至少|至多|最少|最多|大于等于|小于等于|大于|小于|高于|低于|超过|多于|少于|"
    r"大约|大概|将近|接近|(?<![签预节违合履契公])约|近(?=\s*[\d百千万])|逾(?!期)|超(?=\s*\d)|不到|未超过|上(?=[百千万])|(?:(?<=[\d十百千万亿])|(?<=\d\s))[余多几]|[及或]?以[上下内]|之[上下内]|左右|上下|控制在"
)
_REACHED = lazily("(?:提高|提升|增长|增加|降低|下降|减少|降)[到至]")
_ALWAYS_WITHIN = lazily(
    "(?:合格|覆盖|完成|满意|及时|准确|正确|达标|到位|通过|优良|优秀|参与|出勤|知晓|普及|完整|完好|齐全|公开|入学|巩固|签约|规范|办结|执行|"
    "安装|配备|处置|处理|整改|清查|救助|可用|落地|兑现|硬化|入库|入住|就业|失业|受理|回复|响应|落实|归档|上线|在线|登记|建档|接种|筛查|治愈|普查|"
    "检测|监测|抽检|检查|验收|按时|准时|优秀|投诉|差错|故障|退件|返工|供养|绿化|绿地|亮化|参保|参合|联网|接入|收集|治理|修复|成活|保存|升学|毕业|"
    "到课|到岗|到会|持证|惠及|受益|城镇化)(?:率|度|比例|比率)|"
    "(?:(?:接|连|贯|直|联)通|通(?:达|畅|航|邮|电话?|宽带|光纤|快递|物流|网络?|暖|公交|(?:互联|宽带|光纤)网|(?:自来|饮用)?水|(?:天然|燃|暖)?气|动力电|"
    "(?:客|班|公交|公共汽|汽|火)?车|(?:硬化|水泥|沥青|柏油|油|等级)?公?路))(?:率|比例|比率)"
)
"""A part of a whole, such as the villages that a road reaches."""
_LEAST_DAYS = lazily("公示|公告")
"""What has to be shown for so many days at least, by law."""
_MAY_BE_PASSED = lazily(
    "毛入[学园]率|拨备覆盖率|(?:收入|资金|外资|税收|投资|任务|计划|目标|产值|销售|征收|征管|进度)(?:任务|计划|进度|目标)?完成(?:率|比例)"
)
"""A part of what was planned, or of those of an age."""
_SURVEY = lazily(
    "调查|问卷|测评|回访|访谈|访问|走访|座谈|样本|抽样|抽查|抽访|受访|评价|评议|评分|打分|反馈|征求意见|意见[表书]|电话|投票"
)
_FULL_YEAR = lazily(r"(?:19|20)\d\d")
_YEAR = lazily(r"(?:19|20)\d\d|[本当今]年|全年")
_MEASURED_NAME = lazily("(?:率|满意度|知晓度|比例|占比|比重)(?:[(（].{1,6}[)）])?\\Z")
_PUT_OFF = lazily(
    "(?:尚?待|正在|还在|仍在|暂未|尚未|未)(?:统计|调查|核实|汇总|测评|评估|审计|确认|核算|补充|填写?|定)(?:中|之中)?|(?:统计|调查|核实|汇总|测评|评估|审计|"
    "核算|收集)(?:之?中)|(?:详?见?|请?参?见|另见|详情见)(?:年度|全年|工作|自评)*(?:附件|附表|附后|报告|总结|台账|说明|备注)[一二三四\\d]{0,2}|另附|附后|待补|不适用|不涉及|略"
)


def below_target_without_reason(reading: Reading) -> Iterator[Finding]:
    """完成值低于指标值而没有原因。

    未完成的指标必须写明原因和改进措施，这是自评表最常被退回的一处；「约」按上下一成掌握。完成值自己写未完成、部分完成的，也要写原因；
    文字明显不如指标值的也是：合格写成不合格、健全写成基本健全、优秀写成良好、不发生写成发生 1 起、写日期的写成延期。
    要提升的写成持平、下降，要下降 10% 的写成上升 3%、只下降 3%，同样要写原因。
    差错率、信访量、等候时间等不带符号的，按越少越好判断；从名称看不出越多越好还是越少越好的，如隐患数，不判断。
    例：年度指标值约 10 次，全年完成值 4 次，原因空着。改法：写清原因、影响、改进措施和时间。
    """
    for row in reading.once(indicator_rows):
        if row.is_unmet and row.lacks_reason and row.reason:
            said = row.comparison.said if row.comparison and row.verdict is Verdict.BELOW else _said_unmet(reading, row)
            label = reading.form.field(row.reason).label
            message = f"{said}，没有写{label}，请补写。"
            yield Finding("I01", Severity.ERROR, str(row.reason), message, about=row.places)


def far_above_target(reading: Reading) -> Iterator[Finding]:
    """完成值远高于指标值而没有说明。

    完成值达到指标值的 130% 以上，多半是年初指标定低了；审核人会问原因，下年调高指标。
    例：年度指标值 6 场，全年完成值 12 场，原因空着。改法：写明超额的原因。
    """
    limit = number(reading, "I02")
    for row in reading.once(indicator_rows):
        explained = not row.lacks_reason and not is_hollow(row.reason_text, row.title)
        is_change = row.target is not None and bool(row.target.change) or _LEAST_DAYS().search(row.title)
        if row.ratio is None or row.verdict is Verdict.BELOW or row.wants_less or explained or is_change:
            continue
        percent = exact_product(_of_upper_figure(row, row.ratio), Decimal(100))
        if percent >= limit and row.reason and not _is_beyond_all(row):
            shown = short(half_up(percent, 2))
            both = f"完成值 {row.actual_text} 是年度指标值 {row.target_text} 的 {shown}%"
            message = f"{both}，请写明超额的原因，或核对数字。"
            yield Finding("I02", Severity.WARNING, str(row.reason), message, about=row.places)


def several_in_one_cell(reading: Reading) -> Iterator[Finding]:
    """一格里写了几项数量。

    一格几个数，没有办法逐项对比完成得怎样；每项数量应当各占一行。
    看得出以哪个数作答的不算：35 户中完成 31 户是 31 户，120 人中 102 人满意是 85%，建成 1 个、在建 1 个是 1 个。
    时效的 2 小时到场、24 小时修复，完成值也写了到场和修复的，逐项对比。
    例：年度指标值写手册 6000 本、折页 6000 份、挂图约 700 张。改法：拆成几行，每行一个数。
    """
    for row in reading.once(indicator_rows):
        goal_several = bool(row.target and _is_several(answering(row.target)))
        if goal_several or row.actual and row.goal and _is_several(row.actual):
            path = row.goal if goal_several and row.goal else row.result
            measure = row.target if goal_several else row.actual
            figures = "、".join(each.text for each in measure.quantities[:4]) if measure else ""
            more = "等" if measure and len(measure.quantities) > 4 else ""
            message = f"{quoted(row.title)}一格写了几项数量（{figures}{more}），请拆成几行，每行一项。"
            split = divided(row) if goal_several else ()
            yield Finding("I08", Severity.WARNING, str(path), message, about=row.places[:2], split=split)


def signed_result(reading: Reading) -> Iterator[Finding]:
    """完成值带着 ≥、约等符号，或写成一个范围、一个更晚的期限。

    完成值是已经发生的，应当是准数；带符号的多半是把指标值抄了过来，5-7 场这样的范围看不出做了几场。
    指标值 9 月底前，完成值写 12 月底前，看不出是不是按时。去掉符号的数只供参考，要按实际修改。
    例：系统用户满意度的完成情况写 ≥95%；完成值写 5-7 场。改法：写实际的数、日期，如 96%、6 场、9 月 20 日。
    """
    for row in reading.once(indicator_rows):
        actual = row.actual
        if _is_looser_deadline(row):
            message = (
                f"完成值{quoted(row.actual_text)}是期限，比年度指标值 {row.target_text} 晚，请填写实际完成的时间。"
            )
            yield Finding("I09", Severity.WARNING, str(row.result), message, about=row.places)
            continue
        if not actual or not actual.is_quantity:
            continue
        ranged = row.target is not None and row.target.high is not None
        if row.goal and actual.high is not None and not ranged and actual.unit not in SPENT_TIME:
            message = f"完成值{quoted(row.actual_text)}是一个范围，完成值应为准数，请填写实际完成的数。"
            yield Finding("I09", Severity.WARNING, str(row.result), message)
            continue
        if not (actual.approx or actual.comparator in _SIGNED):
            continue
        written = fold(row.actual_text)
        if _REACHED().search(written) or not (sign := _SIGN().search(written)):
            continue
        message = f"完成值{quoted(row.actual_text)}带有「{sign[0]}」，完成值应为准数，请填写实际完成的数。"
        fix = Fix(str(row.result), " ".join(_SIGN().sub(" ", written).split()), certain=False)
        yield Finding("I09", Severity.WARNING, str(row.result), message, fix)


def impossible_rate(reading: Reading) -> Iterator[Finding]:
    """比率超出可能的范围。

    合格率、覆盖率、完成率、满意率、通车率等是一部分占全部的多少，最高是 100%，最低是 0；超出的一定写错了。
    收入、任务、计划的完成率和毛入学率可以超过 100%，到 300% 为止不提。
    例：服务对象满意度的全年完成值写 980%。改法：改为 98%；确实超额的，用数量表示。
    """
    for row in reading.once(indicator_rows):
        if not _ALWAYS_WITHIN().search(row.title):
            continue
        for path, measure, text in ((row.goal, row.target, row.target_text), (row.result, row.actual, row.actual_text)):
            if (
                path
                and measure
                and measure.shape is Shape.RATE
                and not measure.change
                and _is_impossible(measure, row.title)
            ):
                label = reading.form.field(path).label
                message = f"{quoted(row.title)}的{label}为 {text}，这类比率应在 0 至 100% 之间，请核对。"
                about = (str(row.name), str(path))
                yield Finding("I11", Severity.ERROR, str(path), message, about=about)


def everything_is_full(reading: Reading) -> Iterator[Finding]:
    """样样都是 100%。

    九成以上的行都写 100%，像是没有逐项核对；满意度 100% 而没有写调查了多少人，也没有人信。
    例：七行指标全年完成值都写 100%。改法：逐行写实际完成的数；满意度写明调查人数和方式。
    """
    rows = reading.once(indicator_rows)
    full = [row for row in rows if row.is_full]
    praised = next((row for row in full if row.group.key == "satisfaction" and not _is_surveyed(reading, row)), None)
    if len(rows) > 2 and are_results_told(reading) and len(full) * 100 >= len(rows) * number(reading, "I14"):
        survey = "；满意度请写明调查了多少人" if praised else ""
        message = (
            f"{len(rows)} 行指标中有 {len(full)} 行完成值为 100%，请逐行核对，写出实际完成的数量、时间或程度{survey}。"
        )
        about = tuple(str(row.result) for row in full)
        yield Finding("I14", Severity.WARNING, str(full[0].result), message, about=about)
    elif praised:
        said = f"{quoted(praised.title)}为 {praised.actual_text}，没有写调查了多少人"
        message = f"{said}，请在完成情况或说明中写明，或核对完成值。"
        yield Finding("I14", Severity.WARNING, str(praised.result), message)


def empty_reason(reading: Reading) -> Iterator[Finding]:
    """未完成的指标，原因是空话。

    未完成而原因写无、已完成、/、0，或只写加强管理、客观原因、按计划推进、详见附件，等于没有写，还可能与完成值矛盾。
    只写请领导指示、因为没有达到 85%、努力提高某某率、项目延期、时间紧任务重、正在整改的，也没有说为什么。
    例：约 10 次只做了 4 次，原因写已完成。改法：写清为什么没有完成、怎样改进、何时完成。
    """
    for row in reading.once(indicator_rows):
        if row.is_unmet and row.reason and row.reason_text and is_hollow(row.reason_text, row.title):
            message = f"{quoted(row.title)}没有完成，原因写{quoted(row.reason_text)}，请写清原因和改进措施。"
            yield Finding("I15", Severity.WARNING, str(row.reason), message, about=row.places)


def late(reading: Reading) -> Iterator[Finding]:
    """完成时间晚于指标值的时间。

    晚于要求的时间就是未完成，要写原因和改进措施；跨年的项目，日期不写年份看不出是哪一年，只作提示。
    例：年度指标值 9 月底，全年完成值 11 月 20 日，原因空着。改法：写明推迟的原因；日期补写年份。
    """
    many_years = any(
        isinstance(value, Period) and value.start.year != value.end.year
        for path in [place_of(reading, "period")]
        if path and (value := reading.value(path))
    )
    for row in reading.once(indicator_rows):
        if row.is_late and row.lacks_reason and row.reason and row.comparison:
            message = f"{row.comparison.said}，没有写原因，请补写推迟的原因和改进措施。"
            yield Finding("I16", Severity.ERROR, str(row.reason), message, about=row.places)
        actual = row.actual
        if actual and actual.shape is Shape.DATE and row.goal and not _YEAR().search(row.actual_text):
            dated = row.target and row.target.shape is Shape.DATE and _FULL_YEAR().search(row.target_text)
            if many_years or dated:
                message = f"完成值{quoted(row.actual_text)}没有写年份，按 {reading.year} 年理解，建议写全。"
                yield Finding("I16", Severity.INFO, str(row.result), message)


def actual_empty(reading: Reading) -> Iterator[Finding]:
    """完成值空着。

    有指标值而没有完成值，等于没有自评；没有发生的写 0，如 0 起。只写待统计、见附件的，表里仍然没有完成值。
    例：年度指标值 ≥95%，全年完成值空着、写无或写待统计。改法：填写实际完成的数、时间或程度。
    """
    for row in reading.once(indicator_rows):
        label = reading.form.field(row.result).label
        if _is_put_off(row):
            message = f"{quoted(row.title)}的{label}写{quoted(row.actual_text)}，看不出结果，请填写实际完成的情况。"
            yield Finding("I18", Severity.ERROR, str(row.result), message, about=row.places[:2])
        elif not row.actual_text or is_none(row.actual_text) and _wants_something(row):
            message = f"{quoted(row.title)}没有{label}，请填写；没有发生的写 0。"
            yield Finding("I18", Severity.ERROR, str(row.result), message, about=row.places[:2])


def _wants_something(row: IndicatorRow) -> bool:
    """Whether 无 is no result: a target that is not nothing, or without targets a name that says it is a rate.

    Of 安全事故 ≤1 起, 无 is as good as 0.
    """
    if not row.goal:
        return bool(_MEASURED_NAME().search(row.title))
    if row.target is None or row.target.shape is Shape.NOTHING or row.target.value == 0:
        return False
    return not (row.wants_less and names_harm(row.title))


def _is_put_off(row: IndicatorRow) -> bool:
    """Whether a result only says that it is told later or elsewhere, or is a mark alone."""
    said = bare(row.actual_text)
    return bool(_PUT_OFF().fullmatch(said)) or bool(row.actual_text) and not said and not is_none(row.actual_text)


def _is_looser_deadline(row: IndicatorRow) -> bool:
    """Whether a result says by when at the latest, later than was wanted, so that it may have been in time or not."""
    target, actual = row.target, row.actual
    if not target or not actual or actual.comparator is not Comparator.BEFORE or row.verdict is not Verdict.UNKNOWN:
        return False
    if not row.lacks_reason:
        return False
    if target.days and actual.days:
        return actual.days.last > target.days.last
    wanted, told = target.quantity, actual.quantity
    is_day = target.shape is actual.shape is Shape.RECURRING and target.every == actual.every
    return bool(is_day and wanted and told and told.value > (wanted.value if wanted.high is None else wanted.high))


def _is_beyond_all(row: IndicatorRow) -> bool:
    """Whether the actual is a rate that cannot be, which is another finding."""
    return row.actual is not None and bool(_ALWAYS_WITHIN().search(row.title)) and _is_impossible(row.actual, row.title)


def _of_upper_figure(row: IndicatorRow, ratio: Decimal) -> Decimal:
    """How often an actual holds its target, of a range such as 3-5 次 its upper figure."""
    wanted = row.target.quantity if row.target else None
    return ratio * wanted.value / wanted.high if wanted and wanted.high else ratio


def _said_unmet(reading: Reading, row: IndicatorRow) -> str:
    return f"{reading.form.field(row.result).label}写{quoted(row.actual_text)}"


def _is_surveyed(reading: Reading, row: IndicatorRow) -> bool:
    """Whether it is written anywhere how many were asked; 120 人中 120 人满意 says it by itself."""
    if any(map(_is_count, find_quantities(row.actual_text))):
        return True
    texts = (row.reason_text, text_of(reading, OUTCOME), text_of(reading, REMARKS))
    return any(_SURVEY().search(text) and any(map(_is_count, find_quantities(text))) for text in texts)


def _is_count(quantity: Quantity) -> bool:
    return quantity.shape is Shape.COUNT and bool(quantity.unit)


def _is_several(measure: Measure) -> bool:
    """Whether a cell holds figures of several things; two bounds of one figure are one thing."""
    if not measure.is_several:
        return False
    signs = {each.comparator for each in measure.quantities}
    bounds = len(measure.quantities) == 2 and signs & set(_SIGNED[:2]) and signs & set(_SIGNED[2:])
    return not (bounds and len({each.family for each in measure.quantities}) == 1)


def _is_impossible(measure: Measure, title: str) -> bool:
    """Whether a rate that is a part of a whole lies outside 0 to 100%; what was planned may be passed, not by far."""
    quantity = measure.quantity
    if quantity is None:
        return False
    return quantity.scaled(quantity.value) > (300 if _MAY_BE_PASSED().search(title) else 100) or quantity.value < 0
