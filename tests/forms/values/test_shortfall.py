"""What surely falls short of its target in words, and what only differs from it: target | actual."""

from __future__ import annotations

import pytest

from forms.values import Comparator, Context, read_measure
from forms.values.shortfall import falls_short

CONTEXT = Context(2020)

SHORT = """
合格 | 不合格
健全 | 不健全
健全 | 基本健全
健全 | 制度不健全
制度健全 | 制度基本健全
优秀 | 良好
达到优秀等次 | 良好
合格及以上 | 不合格
显著提升 | 有所提升
显著提升 | 略有提升
满意 | 基本满意
满意 | 不满意
满意 | 一般
不发生失泄密 | 发生 1 起
不发生失泄密 | 1 起
不发生失泄密 | 发生失泄密事件 2 起
不发生安全事故 | 发生一起
无投诉 | 投诉 2 起
零投诉 | 有投诉
12 月底 | 延期
12 月底 | 延期至 2021 年 3 月
12 月底 | 推迟完成
12 月底 | 逾期 20 天
按期完成 | 延期完成
按时完成 | 基本按时完成
不超标准、不超预算 | 超预算
不超标准、不超预算 | 不超标准、超预算 3%
不超支 | 超支 5%
正常 | 异常
控制在预算内 | 超预算
完成 | 基本完成
不发生失泄密 | 10 起
不超预算 | 超预算 3.5%
不超预算 | 超预算 2 万元
有效 | 无效
良好 | 合格
优良 | 合格
Ⅲ类 | Ⅳ类
III类 | Ⅳ类
达到Ⅳ类 | 劣Ⅴ类
达到或优于Ⅲ类 | Ⅳ类
A级 | B级
A | B
AAA级 | AA级
五星级 | 四星级
一等奖 | 二等奖
国家级 | 省级
甲级 | 乙级
高 | 中
低 | 高
良 | 轻度污染
有效保障 | 基本保障
及时完成 | 基本及时
全面消除 | 基本消除
稳定运行 | 运行基本稳定
平稳运行 | 运行不平稳
及时支付 | 支付不及时
及时 | 存在滞后
及时 | 部分延迟
按期完成 | 进度滞后
按时拨付 | 拨付滞后
有效提升 | 效果一般
有效改善 | 未见明显改善
有效改善 | 无明显变化
有效改善 | 改善不明显
持续优化 | 不升反降
有效 | 效果不佳
显著 | 未见成效
提升 | 不明显
提升 | 收效甚微
提升 | 有待进一步提高
提升 | 尚有差距
提升 | 与先进地区仍有较大差距
提升 | 未达预期
持续改善 | 退步
有效遏制 | 有所反弹
巩固 | 出现返贫现象
杜绝重大事故 | 发生重大事故1起
不发生 | 发生一般事故2起
不发生安全事故 | 发生一般事故2起
不发生安全生产事故 | 发生安全生产事故 3 起
杜绝 | 2起
不出现负面舆情 | 出现负面舆情2次
合法合规 | 发现1起违规
合规 | 审计发现违规问题3个
安全 | 发生事故1起
保密 | 发生泄密1起
无死亡事故 | 死亡 2 人
全部合格 | 部分合格
全覆盖 | 基本覆盖
达标 | 基本达标
完好 | 有损坏
正常运行 | 出现异常
合格 | 不达标
有效保障 | 保障不及时
规范 | 存在不规范问题
良好 | 低于年度目标
有效提升 | 未得到改善
持续优化 | 没有明显提升
"""
NOT_SHORT = """
合格 | 优秀
提升 | 有所提升
持续提升 | 有所提升
显著提升 | 明显提升
健全 | 已建立制度
基本健全 | 健全
不发生失泄密 | 未发生失泄密
不发生失泄密 | 0 起
不发生失泄密 | 发生 0 起
不发生失泄密 | 发生失泄密 0 起
不发生失泄密 | 未发生
不发生失泄密 | 开展保密检查 3 次
合格 | 不合格的 2 份已整改，现全部合格
合格 | 未发现不合格
合格 | 无不合格
合格 | 零不合格
12 月底 | 未延期
12 月底 | 延期后于 12 月 20 日完成
12 月底 | 延期至 12 月 20 日
12 月底 | 无逾期
及时 | 未延误
不超支 | 未超支
不超标准、不超预算 | 未超标准、未超预算
不超标准 | 超标准完成
满意 | 非常满意
优秀 | 满意
有效 | 显著
提高 | 较上年提高 5%
无线覆盖 | 3 处
较好 | 良好
有效保障 | 保障有力
建设完成 | 基本建设项目已完成
零投诉 | 投诉率 0%
12 月底 | 逾期 0 天
有效 | 100%
不发生失泄密 | 100%
不发生失泄密 | 95%
不发生失泄密 | 发生 0.0 起
达到既定效果 | 按标准完成
全部合格 | 不合格 2 件，合格率 98%
12 月底 | 延期至 2 月 31 日
满意 | 比较满意
达标 | 超标
完善 | 较完善
稳定 | 较稳定
优良 | 良好
优秀 | 优良
Ⅲ类 | Ⅱ类
一级 | 二级
医院二级 | 三级
AA级 | AAA级
中 | 高
中 | 低
低 | 较低
较高 | 高
逐步完善 | 基本完善
及时发现问题 | 未发现问题
及时 | 未延误
提升 | 明显提升，但仍需加强
缩小差距 | 差距明显缩小
减少负面影响 | 影响有限
保持良好 | 无变化
无异味 | 不明显
由不健全转为健全 | 健全
健全 | 由不健全转为健全
不发生安全事故 | 无一例发生
不发生重大事故 | 发生一般事故1起
无重大舆情 | 发生一般舆情1起
合法合规 | 未发现违规
合法合规 | 发现违规 0 起
合法合规 | 发现违规1起并已整改
规范 | 查处违规行为3起
安全 | 开展事故演练1次
不发生 | 未发生
无死亡事故 | 受伤 2 人
合格 | 未发现不达标
保持稳定 | 没有提高
降低 | 低于上年
"""


def said(case: str) -> bool:
    target, actual = (read_measure(each.strip(), CONTEXT) for each in case.split("|"))
    return falls_short(target, actual)


@pytest.mark.parametrize("case", SHORT.strip().splitlines())
def test_it_falls_short(case: str) -> None:
    assert said(case)


@pytest.mark.parametrize("case", NOT_SHORT.strip().splitlines())
def test_it_may_be_as_good(case: str) -> None:
    assert not said(case)


def test_a_result_may_begin_with_the_name() -> None:
    target, actual = read_measure("完善", CONTEXT), read_measure("公共法律服务体系和制度不完善", CONTEXT)
    assert falls_short(target, actual, "公共法律服务体系和制度")
    assert not falls_short(target, actual)


def test_a_bound_on_money_may_be_passed_in_words() -> None:
    target = read_measure("5 万元", CONTEXT)._replace(comparator=Comparator.AT_MOST)
    assert falls_short(target, read_measure("超支", CONTEXT))
    assert not falls_short(target, read_measure("超支率为 0", CONTEXT))
    assert not falls_short(target, read_measure("未超支", CONTEXT))
