"""What only reads as if it fell short, and what does, by the name of its row: name | target | actual | below or not."""

from __future__ import annotations

import pytest

from forms.values import Context, Measure, Verdict, read_measure
from forms.values.beside import beside
from forms.values.compare import compare
from forms.values.in_row import as_headed, as_target

YEAR = 2020
GROUP = "social"

CASES = """
安全事故 | 无事故 | 开展检查12次，未发生事故 | not below
投诉 | 零投诉 | 检查12次，零投诉 | not below
投诉 | 零投诉 | 收到表扬信3封 | not below
安全事故 | 不发生较大及以上事故 | 一般事故1起 | not below
有效投诉 | 无有效投诉 | 无效投诉1件 | not below
信息公开 | 及时公开 | 公示及时 | not below
报表报送 | 按时报送 | 已上报 | not below
政府采购 | 及时 | 招标及时 | not below
办理时限 | 按时 | 申请即办 | not below
合同签订时间 | 6月底前 | 已签约 | not below
启动 | 按期启动 | 已开工 | not below
低保 | 应保尽保、及时 | 申请对象均已纳入 | not below
简报 | 12期 | 报送简报十二期 | not below
新开工项目 | 3个 | 动工三个 | not below
扑火队 | 7支 | 7支（其中2支正在训练） | not below
x | 100户 | 100户（其中20户没有劳动力） | not below
x | 7台 | 7台（其中2台正在使用） | not below
养护单价 | 每亩100元 | 每亩98元 | not below
x | 不增加群众负担 | 没有增加群众负担 | not below
x | 不增加隐性债务 | 未新增隐性债务 | not below
x | 扩大就业 | 无增加失业 | not below
培训学时 | 5天40小时 | 42小时 | not below
x | 一次性验收通过 | 12次验收全部一次通过 | not below
x | 一次性验收通过 | 2次验收均一次性通过 | not below
x | 每年1次 | 一次性完成 | not below
x | 每年缴费 | 一次性支付 | not below
安全责任事故 | 无 | 有安全管理制度 | not below
负面舆情 | 无 | 有正面报道 | not below
服务投诉 | 无 | 有投诉，均办结 | not below
x | 12月底前 | 支付进度85%，已完成 | not below
工程质量 | 标准内 | 高于标准 | not below
x | 清明前后 | 4月20日 | not below
x | 按期完成 | 计划次年扩建，本期已按期完成 | not below
x | 每季度后10日内 | 预计次年1月拨付第四季度 | not below
x | 全面覆盖 | 除线下宣传外，线上全部覆盖 | not below
x | 前三 | 第百百名 | not below
违规占用专项资金 | 无 | 有违规占用 | below
x | 10月底前 | 完成工程量的85% | below
x | 限价内 | 超限价3.2% | below
抢修时间 | 1小时30分内 | 1小时20分 | not below
电信诈骗案件同比 | -10% | -18% | not below
信访总量同比 | -5% | -8% | not below
案件数增长率 | -10% | -18% | not below
案件发案率同比 | -10% | -15.3% | not below
可防性案件发案增幅 | -5% | -9.6% | not below
交通事故起数同比增长 | -5% | -12% | not below
PM2.5浓度同比变化 | -3% | -6.2% | not below
电信诈骗案件同比 | -10% | -6% | below
案件数增长率 | -10% | 3% | below
财政收入增长率 | -5% | -3% | not below
申报材料 | 8份 | 5份 | not below
道路拥堵点 | 10处 | 4处 | not below
城区积水点 | 8处 | 3处 | not below
吸毒人员新增 | 20人 | 11人 | not below
患者自付比例 | 30% | 26.3% | not below
污染天数 | 60天 | 42天 | not below
裸露土地面积 | 30亩 | 12亩 | not below
垃圾填埋量 | 3万吨 | 1.2万吨 | not below
大班额比例 | 5% | 2.1% | not below
企业用电成本 | 0.65元/度 | 0.6元/度 | not below
企业物流成本占比 | 14% | 12.6% | not below
每班人数 | 45人 | 43人 | not below
留守儿童人数 | 500人 | 412人 | not below
桥梁技术状况 | 二类及以上 | 三类 | below
桥梁技术状况 | 二类及以上 | 二类 | not below
出水水质 | 一级A标准 | 一级B标准 | below
出水水质 | 一级A | 一级B | below
医院等级 | 三级乙等 | 二级甲等 | below
医院等级 | 二级甲等 | 三级乙等 | not below
公厕达标等级 | 二类 | 三类 | below
x | 12栋 | 12幢 | not below
x | 2000株 | 2060棵 | not below
x | 30辆 | 30台 | not below
x | ≥500件 | 562宗 | not below
设备验收 | 验收合格 | 设备尚未验收 | below
工程验收 | 验收合格 | 未组织验收 | below
规划编制 | 通过评审 | 完成初稿 | below
系统验收 | 通过终验 | 通过初验 | below
系统验收 | 通过初验 | 通过初验 | not below
采购 | 10月底前 | 流标 | below
工程完工 | 10月底前 | 滞后2个月 | below
活动 | 6场 | 推迟至2021年 | below
活动 | 6场 | 延期举办 | below
设备 | 1套 | 取消采购 | below
问题整改 | 全部整改到位 | 3项未整改 | below
课题 | 全部通过结题 | 1项延期结题 | below
培训 | 全员取证 | 5人未取证 | below
贫困户 | 动态清零 | 剩余2户 | below
积案 | 清零 | 剩余3件 | below
检查 | 全覆盖 | 覆盖91% | below
整改 | 全部整改到位 | 整改率92% | below
检查 | 全覆盖 | 覆盖率100% | not below
控辍保学 | 无失学学生 | 失学3人 | below
经费 | 不超预算 | 超支3% | below
患者满意度 | ≥90% | 门诊93.2%、住院95.1% | not below
患者满意度 | ≥90% | 门诊83.2%、住院85.1% | below
制度 | 制度健全 | 制度健全，3人未培训 | not below
完工时间 | 2020年年内 | 2021年2月 | below
x | ≤3起 | 部分未整改 | not below
x | ≥8场 | 9次 | not below
矛盾纠纷化解 | 应调尽调 | 应调尽调，调解成功率97.1% | not below
矛盾纠纷化解 | 应调尽调 | 调解成功率97.1% | not below
食品经营户检查 | 全覆盖 | 全覆盖，问题发现率8.2% | not below
结业考核 | 全部合格 | 全部合格，优秀率38% | not below
隐患整改 | 全部整改到位 | 除1处因年内拆除无需整改外，全部整改到位 | not below
台账建立 | 全部建立 | 除2户注销外全部建立 | not below
未脱贫户帮扶 | 全部脱贫 | 剩余32户未脱贫户已于10月全部脱贫 | not below
延期交房小区处置 | 全部化解 | 3个延期交房小区已全部化解 | not below
未参保人员动员参保 | 全部参保 | 未参保人员已全部参保 | not below
培训班 | 6期 | 6期，共培训326人 | not below
培训班 | 6期 | 5期，共培训326人 | below
安全检查 | ≥120次 | 126次，发现隐患12处，全部整改 | not below
饮用水抽检不合格样品 | 0个 | 抽检120个，不合格0个 | not below
签约企业 | 10家 | 新签约11家 | not below
违约 | 0起 | 违约0起 | not below
学员心得 | 1部 | 书稿送审中 | below
采购项目 | 9月底前 | 重新招标中 | below
竣工结算 | 9月底前 | 正在审计 | below
审计报告 | 9月底前 | 尚未出具 | below
工程进度 | 按计划完成 | 滞后2个月 | below
工程进度 | 按进度完成 | 滞后 | below
垃圾填埋场封场 | 完成封场 | 完成80% | below
黑臭水体 | 消除 | 尚有1条 | below
黑臭水体 | 消除 | 已消除 | not below
持续工作 | 按计划推进 | 推进中 | not below
工程质量 | 完成封场 | 合格率80% | not below
"""


def cell(text: str, name: str) -> Measure:
    return as_headed(read_measure(text, Context(YEAR)), GROUP, name, YEAR)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_only_what_surely_falls_short_is_below(case: str) -> None:
    name, wanted, reached, verdict = (each.strip() for each in case.split(" | "))
    told = cell(reached, name)
    target, actual = beside(as_target(cell(wanted, name), GROUP, name, told), told, name, is_timely=False)
    assert target is not None and actual is not None
    assert (compare(target, actual, name=name).verdict is Verdict.BELOW) is (verdict == "below")
