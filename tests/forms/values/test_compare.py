"""Whether an actual value reaches its target: target | actual | verdict | what is said."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from forms.values import Comparator, Context, Verdict, read_measure
from forms.values.compare import compare
from seeds import NAMES, seed

CONTEXT = Context(2020)

CASES = """
约 10 次    | 4 次       | below   | 4 次 ÷ 约 10 次 = 40%，低于年度指标值
15000 份    | 8000 份    | below   | 8000 份 ÷ 15000 份 = 53.33%，低于年度指标值
15000 份    | 15000 份   | met     | 达到年度指标值
6 个        | 7 个       | met     | 达到年度指标值
约 10 次    | 9 次       | met     | 达到年度指标值
约 10 次    | 8 次       | below   | 8 次 ÷ 约 10 次 = 80%，低于年度指标值
近 1000 条  | 900 条     | met     | 达到年度指标值
10 次       | 约 10 次   | met     | 达到年度指标值
10 次       | 约 9 次    | below   | 约 9 次 ÷ 10 次 = 90%，低于年度指标值
10 次       | 约 9.5 次  | unknown | 完成值 约 9.5 次 不能确定是否达到年度指标值 10 次
10 次       | 0 次       | below   | 0 次 ÷ 10 次 = 0%，低于年度指标值
十二次      | 12 次      | met     | 达到年度指标值
3 万份      | 20000 份   | below   | 20000 份 ÷ 3 万份 = 66.67%，低于年度指标值
10000000 份 | 9999999 份 | below   | 9999999 份，未达到年度指标值 10000000 份
6 场        | 6          | met     | 达到年度指标值
6 场        | 5          | below   | 5 ÷ 6 场 = 83.33%，低于年度指标值
6           | 5 场       | below   | 5 场 ÷ 6 = 83.33%，低于年度指标值
50 刊       | 50 份      | unknown | 年度指标值的单位（刊）与完成值的单位（份）不同，不能对比
≥95%        | 100%       | met     | 达到年度指标值
≥95%        | 90%        | below   | 90% ÷ ≥95% = 94.74%，低于年度指标值
≥95%        | ≥95%       | met     | 达到年度指标值
≥95%        | 98%以上    | met     | 达到年度指标值
≥95%        | 90%以上    | unknown | 完成值 90%以上 不能确定是否达到年度指标值 ≥95%
≥95%        | 90%以下    | below   | 90%以下 ÷ ≥95% = 94.74%，低于年度指标值
≥95%        | 95         | unknown | 年度指标值的单位（%）与完成值的单位（没有单位）不同，不能对比
≥0.5%       | 5‰         | met     | 达到年度指标值
98%以上     | 97.5%      | below   | 97.5% ÷ 98%以上 = 99.49%，低于年度指标值
>5 次       | 5 次       | below   | 5 次，未达到年度指标值 >5 次
>5 次       | 6 次       | met     | 达到年度指标值
不少于 6 场 | 5 场       | below   | 5 场 ÷ 不少于 6 场 = 83.33%，低于年度指标值
不超过 5 次 | 5 次       | met     | 达到年度指标值
不超过 5 次 | 6 次       | below   | 6 次 ÷ 不超过 5 次 = 120%，超过年度指标值
小于5%      | 5%         | below   | 5%，未达到年度指标值 小于5%
小于5%      | 4%         | met     | 达到年度指标值
约≤10 次    | 11 次      | met     | 达到年度指标值
30 天以内   | 45 天      | below   | 45 天 ÷ 30 天以内 = 150%，超过年度指标值
0 起        | 0 起       | met     | 达到年度指标值
0 起        | 0          | met     | 达到年度指标值
0 起        | 3 起       | below   | 3 起，超过年度指标值 0 起
≥0 起       | 3 起       | met     | 达到年度指标值
=5 次       | 5 次       | met     | 达到年度指标值
=5 次       | 4 次       | below   | 4 次 ÷ =5 次 = 80%，低于年度指标值
=5 次       | 6 次       | unknown | 完成值 6 次 高于年度指标值 =5 次，请核对
25-30 次    | 28 次      | met     | 达到年度指标值
25-30 次    | 20 次      | below   | 20 次 ÷ 25-30 次 = 80%，低于年度指标值
25-30 次    | 35 次      | unknown | 完成值 35 次 高于年度指标值 25-30 次，请核对
10 次       | 8-12 次    | unknown | 完成值 8-12 次 不能确定是否达到年度指标值 10 次
10 次       | 10-12 次   | met     | 达到年度指标值
±10%        | 5%         | met     | 达到年度指标值
±10%        | -5%        | met     | 达到年度指标值
±10%        | ±8%        | met     | 达到年度指标值
±10%        | 12%        | unknown | 年度指标值 ±10% 是允许的偏差，不能确定完成值 12% 是不是偏差
提高1%      | 提高2%     | met     | 达到年度指标值
提高1%      | 提高0.5%   | below   | 提高0.5% ÷ 提高1% = 50%，低于年度指标值
提高1%      | 100%       | unknown | 年度指标值 提高1% 与完成值 100% 一个是变化、一个不是，不能对比
5 万元      | 48000 元   | below   | 48000 元 ÷ 5 万元 = 96%，低于年度指标值
5 万元      | 4.8        | unknown | 完成值 4.8 不能确定是否达到年度指标值 5 万元
5万         | 5 万元     | met     | 达到年度指标值
5           | 48000 元   | unknown | 年度指标值的单位（没有单位）与完成值的单位（元）不同，不能对比
5万         | 4.8        | unknown | 完成值 4.8 不能确定是否达到年度指标值 5万
5 万元      | 5 场       | unknown | 年度指标值的单位（万元）与完成值的单位（场）不同，不能对比
12 月底     | 12 月底    | met     | 达到年度指标值
12 月底     | 12月       | met     | 达到年度指标值
12 月底     | 2020-12-18 | met     | 达到年度指标值
12 月底     | 2021年1月15日 | below | 完成时间 2021年1月15日 晚于年度指标值 2020年12月31日
12 月底     | 全年       | met     | 达到年度指标值
12 月底     | 100%       | unknown | 年度指标值是时间，完成值是比率，不能对比
12 月底     | 2月30日    | unknown | 年度指标值或完成值看不出是哪一天，不能对比
12月18日前  | 12月18日   | met     | 达到年度指标值
12月18日前  | 12月19日   | below   | 完成时间 2020年12月19日 晚于年度指标值 2020年12月18日
12月18日前  | 12月       | unknown | 完成值 12月 不能确定是否符合年度指标值 12月18日前
12月18日前  | 12月15日前 | met     | 达到年度指标值
12月18日前  | 12月底前   | unknown | 完成值 12月底前 不能确定是否符合年度指标值 12月18日前
9月前       | 8月        | met     | 达到年度指标值
9月前       | 9月        | unknown | 完成值 9月 不能确定是否符合年度指标值 9月前
9月前       | 10月       | below   | 完成时间 2020年10月1日 晚于年度指标值 2020年9月30日
6月1日后    | 6月5日     | met     | 达到年度指标值
6月1日后    | 5月5日     | unknown | 完成值 5月5日 不能确定是否符合年度指标值 6月1日后
每月 25-27 日 | 每月26日 | met     | 达到年度指标值
每月 25-27 日 | 每月25-27日 | met  | 达到年度指标值
每月 25-27 日 | 每月28日 | below   | 每月28日，晚于年度指标值 每月 25-27 日
每月 25-27 日 | 每月20日 | unknown | 完成值 每月20日 不能确定是否符合年度指标值 每月 25-27 日
每月 25-27 日 | 100%     | unknown | 年度指标值是定期，完成值是比率，不能对比
每月 27 日前 | 每月25日  | met     | 达到年度指标值
每月 27 日前 | 每月28日  | below   | 每月28日，晚于年度指标值 每月 27 日前
每月 27 日前 | 每年2次   | unknown | 完成值 每年2次 与年度指标值 每月 27 日前 写法不同，不能对比
每季度一刊  | 每季度2刊  | met     | 达到年度指标值
每季度2刊   | 每季度一刊 | below   | 1刊 ÷ 2刊 = 50%，低于年度指标值
6000 本、700 张 | 6000 本、600 张 | below | 600 张 ÷ 700 张 = 85.71%，低于年度指标值
6000 本、700 张 | 700 张、6000 本 | met | 达到年度指标值
6000 本、700 张 | 6000 本、600 份 | unknown | 年度指标值和完成值各有几项数量，不能逐项对比
6000 本、700 张 | 6700 本  | unknown | 年度指标值是几项数量，完成值是数量，不能对比
有效        | 有效       | met     | 达到年度指标值
有效        | 有效。     | met     | 达到年度指标值
有效        | 100%       | unknown | 年度指标值是程度，完成值是比率，不能对比
有效        | 显著       | unknown | 年度指标值和完成值的文字不同，不能自动对比
约 10 次    | 已完成     | unknown | 年度指标值是数量，完成值是程度，不能对比
约 10 次    | 未完成 2 场 | below   | 完成值写「未完成 2 场」，未达到年度指标值
约 10 次    | 未达成预期指标 | below | 完成值写「未达成预期指标」，未达到年度指标值
有效        | 部分达成     | below   | 完成值写「部分达成」，未达到年度指标值
12 月底     | 尚未完成     | below   | 完成值写「尚未完成」，未达到年度指标值
≥95%        | 未完成       | below   | 完成值写「未完成」，未达到年度指标值
部分完成    | 部分完成     | met     | 达到年度指标值
是          | 否           | below   | 完成值写「否」，未达到年度指标值
合格        | 不合格       | below   | 完成值写「不合格」，未达到年度指标值
12 月底     | 延期         | below   | 完成值写「延期」，未达到年度指标值
6 场        | -6 场        | unknown | 完成值 -6 场 是负数，不能对比
6 场次      | 5 场         | below   | 5 场 ÷ 6 场次 = 83.33%，低于年度指标值
6 场（含线上 2 场） | 六场（线上三场） | met | 达到年度指标值
1-12月      | 12 月        | met     | 达到年度指标值
1-12月      | 2021 年 1 月 | below   | 完成时间 2021年1月1日 晚于年度指标值 2020年12月31日
3 月、6 月、9 月 | 10 月   | below   | 完成时间 2020年10月1日 晚于年度指标值 2020年9月30日
3 月、6 月、9 月 | 3 月、6 月、10 月 | below | 完成时间 2020年10月1日 晚于年度指标值 2020年9月30日
每月 1 场   | 12 场        | met     | 达到年度指标值
每月 1 场   | 10 场        | below   | 10 场，低于年度指标值 每月 1 场（全年 12 场）
每季度 2 场 | 1 场         | below   | 1 场，低于年度指标值 每季度 2 场（全年 8 场）
每季度 1 场 | 1 场         | unknown | 完成值 1 场 不能确定是否达到年度指标值 每季度 1 场
每月 2 次   | 3 次         | unknown | 完成值 3 次 不能确定是否达到年度指标值 每月 2 次
每月 1 场   | 约 10 场     | unknown | 完成值 约 10 场 不能确定是否达到年度指标值 每月 1 场
每月 25-27 日 | 20 日      | unknown | 完成值 20 日 不能确定是否达到年度指标值 每月 25-27 日
12月底前    | 次年1月15日  | below   | 完成时间 2021年1月15日 晚于年度指标值 2020年12月31日
12月底前    | 跨年完成     | below   | 完成值写「跨年完成」，未达到年度指标值
12月底前    | 正在实施     | below   | 完成值写「正在实施」，未达到年度指标值
12月底前    | 已完成，次年结算 | unknown | 年度指标值是时间，完成值是程度，不能对比
次年1月底   | 次年1月15日  | met     | 达到年度指标值
5分钟内     | 平均6分钟    | below   | 6分钟 ÷ 5分钟内 = 120%，超过年度指标值
5分钟内     | 平均4分钟    | unknown | 年度指标值是数量，完成值是文字，不能对比
6小时内     | 24小时内     | below   | 24小时内，超过年度指标值 6小时内
24小时内    | 6小时内      | met     | 达到年度指标值
100 人以内  | 120 人以内   | unknown | 完成值 120 人以内 不能确定是否达到年度指标值 100 人以内
10 场       | 未举办       | below   | 完成值写「未举办」，未达到年度指标值
10 场       | 基本完成     | below   | 完成值写「基本完成」，未达到年度指标值
无          | 无         | unknown | 年度指标值或完成值为无，不能对比
0 起        | 无         | unknown | 年度指标值或完成值为无，不能对比
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_an_actual_is_set_against_its_target(case: str) -> None:
    target, actual, verdict, said = (each.strip() for each in case.split("|"))
    comparison = compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT))
    assert comparison.verdict.value == verdict
    assert comparison.said == said


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        ("5 万元", "6 万元", Verdict.BELOW),
        ("5 万元", "4 万元", Verdict.MET),
        ("约 5 万元", "5.5 万元", Verdict.MET),
        ("4-5 万元", "3 万元", Verdict.MET),
        ("≥5 万元", "6 万元", Verdict.MET),
    ],
)
def test_a_bare_figure_is_a_ceiling_where_less_is_better(target: str, actual: str, verdict: Verdict) -> None:
    comparison = compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT), less_is_better=True)
    assert comparison.verdict is verdict


def test_a_comparator_set_by_the_caller_counts() -> None:
    target = read_measure("5 万元", CONTEXT)._replace(comparator=Comparator.AT_MOST)
    comparison = compare(target, read_measure("6 万元", CONTEXT))
    assert (comparison.verdict, comparison.said) == (Verdict.BELOW, "6 万元 ÷ 5 万元 = 120%，超过年度指标值")


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("约 10 次", "4 次", Decimal("0.4")),
        ("5 万元", "60000 元", Decimal("1.2")),
        ("6 场", "6 场", Decimal(1)),
        ("0 起", "3 起", None),
        ("50 刊", "50 份", None),
        ("12 月底", "12 月底", None),
    ],
)
def test_the_ratio_is_there_for_figures_of_one_unit(target: str, actual: str, ratio: Decimal | None) -> None:
    assert compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT)).ratio == ratio


def test_of_all_published_rows_two_are_below_their_target() -> None:
    rows = [(name, row) for name in NAMES for row in seed(name)["answers"]["indicators"] if row.get("actual")]
    verdicts = Counter[Verdict]()
    below = []
    for name, row in rows:
        verdict = compare(read_measure(row["target"], CONTEXT), read_measure(row["actual"], CONTEXT)).verdict
        verdicts[verdict] += 1
        if verdict is Verdict.BELOW:
            below.append((name, row["target"], row["actual"]))
    assert below == [("2-5", "约 10 次", "4 次"), ("2-5", "15000 份", "8000 份")]
    assert verdicts[Verdict.MET] > 30


@pytest.mark.parametrize(("actual", "verdict"), [("10 处", "met"), ("6 处", "unknown"), ("15 处", "unknown")])
def test_without_a_direction_only_the_same_figure_is_known_to_reach_it(actual: str, verdict: str) -> None:
    target = read_measure("10 处", CONTEXT)._replace(either_way=True)
    found = compare(target, read_measure(actual, CONTEXT))
    assert found.verdict.value == verdict
    assert verdict == "met" or (found.ratio is None and "越多越好还是越少越好" in found.said)


MORE_CASES = """
50 万       | 520000     | met
5000 元/人  | 4.8 万元   | unknown
10 余场     | 12 场      | met
3 万余人    | 2.8 万人   | below
10 场       | 10 余场    | met
15 场       | 10 余场    | unknown
20 场       | 10 余场    | below
5 万多元    | 5.2 万元   | met
3 万 5 千人 | 35000 人   | met
上千户      | 980 户     | below
十几户      | 12 户      | met
200 名      | 215 人     | met
200 人次    | 215 人     | unknown
15 台套     | 14 套      | below
12000 m     | 12 KM      | met
500 M2      | 499 ㎡     | below
100 亩      | 66666 平方米 | met
100 亩      | 66000 平方米 | below
1 TB        | 1000 GB    | met
55 分贝以内 | 57dB       | below
30 日内     | 28 天      | met
24 小时内   | 1 天       | met
24 小时内   | 5 天       | below
8 小时以上  | 1 天       | unknown
≤180 天     | 5 个月     | met
≤180 天     | 6 个月     | unknown
≤180 天     | 7 个月     | below
≤1 年       | 365 天     | met
≤12 个月    | 一年       | met
12 个月     | 一年       | met
12 个月     | 2 年       | unknown
≥3 个月     | 15 天      | below
5 个工作日内 | 5 天      | met
5 个工作日内 | 7 天      | unknown
5 个工作日内 | 30 天     | below
半小时内    | 20 分钟    | met
一个半月内  | 2 个月     | below
万分之一以内 | 0.02%     | below
≤18/10 万   | 万分之一   | met
九成        | 92%        | met
三分之二    | 66.67%     | met
过半        | 50%        | below
95%         | 290/300    | met
提高 5%     | 提高 6 个百分点 | unknown
提前 5 天   | 提前 6 天  | met
零投诉      | 0 件       | met
零投诉      | 2 件       | below
次月 5 日前 | 次月 8 日  | below
次月 5 日前 | 当月 28 日 | met
次月 5 日前 | 8 日       | unknown
每月 10 日  | 每月 8 日  | met
每月上旬    | 每月 12 日 | below
每月底前    | 每月 28 日 | met
每周五前    | 每周四     | met
每周五前    | 每周六     | below
每季度首月 10 日前 | 每季度末月 8 日 | unknown
每周 2 次   | 80 次      | below
双月刊      | 6 期       | met
每年 6 月底前 | 6 月 20 日 | met
次年 1 月底前 | 2021 年 1 月 20 日 | met
年中        | 8 月       | below
2020Q3      | 9 月       | met
年内        | 12 月      | met
"""


NAMED_CASES = """
考核排名         | 全市前三      | 第五名        | below
考核排名         | 前3名         | 第5名         | below
考核排名         | 全省前30名    | 全省第42名    | below
考核排名         | 全省前30名    | 第12名        | met
考核排名         | 全省前30名    | 全市第42名    | unknown
考核排名         | 位列全区第一  | 第二名        | below
考核排名         | 前五          | 前三          | unknown
平均等候时间     | 不超过10分钟  | 12分30秒      | below
热线接通时间     | 1小时内       | 50分20秒      | met
质保期           | ≥2年6个月     | 2年           | below
预警提前量       | ≥30分钟       | 平均提前18分钟 | below
预警提前量       | ≥30分钟       | 提前45分钟    | met
年报报送时间     | 次年3月底前   | 2021年4月15日 | below
慰问时间         | 中秋、国庆前  | 10月15日      | below
慰问时间         | 国庆节前      | 9月25日       | met
慰问时间         | 重阳节前      | 12月1日       | below
慰问时间         | 中秋节前      | 9月20日       | unknown
慰问金发放时间   | 1月25日、8月1日前 | 1月16日、8月15日 | below
慰问金发放时间   | 1月25日、8月1日前 | 1月16日、7月30日 | met
慰问时间         | 春节前        | 3月20日       | unknown
救助款拨付       | 按月          | 按季          | below
救助款拨付       | 按季          | 按月          | met
单个项目资助额   | ≤200万元      | 最高260万元   | below
参训人数         | 每期50人      | 每期44人      | below
参训人数         | 每期≥50人     | 每期52人      | met
参训人数         | 每期50人      | 每班44人      | unknown
交通事故死亡人数 | 同比下降      | 31人，与上年持平 | below
企业存量         | 稳步增长      | 净减少77家    | below
较大及以上事故   | 0起           | 发生较大事故一起 | below
较大及以上事故   | 0起           | 发生一般事故一起 | unknown
工程事故         | 不发生        | 轻微事故1起，无人员伤亡 | below
火灾             | 零火灾        | 发生火情2次   | below
扑火人员伤亡     | 无伤亡        | 1人轻伤       | below
扑火人员死亡     | 无死亡        | 1人轻伤       | unknown
发放补助人数     | 全部符合条件人员 | 漏发3人    | below
漏发人数         | ≤3人          | 漏发3人       | met
扑火队           | 7支           | 7支（其中2支尚在筹建） | below
购置隔离栏       | 500个         | 500个（其中120个未到货） | below
培训             | 6场           | 6场（其中线上2场） | met
检查             | 6场           | 6场（其中2场未发现问题） | met
路面平整度       | IRI≤4.5       | 5.2           | below
细颗粒物         | PM2.5≤35      | 32            | met
桥梁检测         | 42座/1568.3延米 | 40座/1490延米 | below
"""


@pytest.mark.parametrize("case", NAMED_CASES.strip().splitlines())
def test_what_is_compared_may_depend_on_the_name(case: str) -> None:
    name, target, actual, verdict = (each.strip() for each in case.split("|"))
    found = compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT), name=name)
    assert found.verdict.value == verdict


@pytest.mark.parametrize("case", MORE_CASES.strip().splitlines())
def test_what_is_written_differently_is_compared_by_what_it_means(case: str) -> None:
    target, actual, verdict = (each.strip() for each in case.split("|"))
    assert compare(read_measure(target, CONTEXT), read_measure(actual, CONTEXT)).verdict.value == verdict
