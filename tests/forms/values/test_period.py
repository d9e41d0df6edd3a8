"""Stretches of time, as offices write them and as they slip."""

from __future__ import annotations

import pytest

from forms.errors import Unreadable
from forms.values import KINDS, Context
from seeds import NAMES, seed

CONTEXT = Context(2020)
PERIOD = KINDS["period"]

READ = """
2020 年 1 月 1 日-2020 年 12 月 31 日 | 2020年1月1日至2020年12月31日
2020年1月1日-2020年12月31日           | 2020年1月1日至2020年12月31日
2021 年 1 月 1 日-12 月 31 日         | 2021年1月1日至2021年12月31日
2020年1月1日至12月31日                | 2020年1月1日至2020年12月31日
2020年1月1日到12月31日                | 2020年1月1日至2020年12月31日
2020年1月1日—2020年12月31日           | 2020年1月1日至2020年12月31日
2020年1月1日——12月31日                | 2020年1月1日至2020年12月31日
2020年1月1日～12月31日                | 2020年1月1日至2020年12月31日
２０２０年１月１日－１２月３１日      | 2020年1月1日至2020年12月31日
自2020年1月1日起至2020年12月31日止    | 2020年1月1日至2020年12月31日
二〇二〇年一月一日至十二月三十一日    | 2020年1月1日至2020年12月31日
2020.1.1-12.31                        | 2020年1月1日至2020年12月31日
2020.1.1-2020.12.31                   | 2020年1月1日至2020年12月31日
2020。1。1-12。31                     | 2020年1月1日至2020年12月31日
2020/1/1-2020/12/31                   | 2020年1月1日至2020年12月31日
2020-01-01-2020-12-31                 | 2020年1月1日至2020年12月31日
2020-01-01 至 2020-12-31              | 2020年1月1日至2020年12月31日
2020-1-1-12-31                        | 2020年1月1日至2020年12月31日
20200101-20201231                     | 2020年1月1日至2020年12月31日
1月1日-12月31日                       | 2020年1月1日至2020年12月31日
3月5日-20日                           | 2020年3月5日至2020年3月20日
2019年3月5-20日                       | 2019年3月5日至2019年3月20日
2020年1-12月                          | 2020年1月1日至2020年12月31日
2020年1月-12月                        | 2020年1月1日至2020年12月31日
2020年2月至2021年2月                  | 2020年2月1日至2021年2月28日
2020.1-2020.12                        | 2020年1月1日至2020年12月31日
1-12月                                | 2020年1月1日至2020年12月31日
1月-2021年6月底                       | 2021年1月1日至2021年6月30日
2020年                                | 2020年1月1日至2020年12月31日
2020年度                              | 2020年1月1日至2020年12月31日
2020年全年                            | 2020年1月1日至2020年12月31日
全年                                  | 2020年1月1日至2020年12月31日
本年度                                | 2020年1月1日至2020年12月31日
2020                                  | 2020年1月1日至2020年12月31日
2020-2021                             | 2020年1月1日至2021年12月31日
2020-2021年                           | 2020年1月1日至2021年12月31日
2020年至2021年                        | 2020年1月1日至2021年12月31日
上半年                                | 2020年1月1日至2020年6月30日
2020年下半年                          | 2020年7月1日至2020年12月31日
第三季度                              | 2020年7月1日至2020年9月30日
一季度至三季度                        | 2020年1月1日至2020年9月30日
2020年12月上旬                        | 2020年12月1日至2020年12月10日
2020年2月下旬                         | 2020年2月21日至2020年2月29日
2020年12月31日-2020年1月1日           | 2020年12月31日至2020年1月1日，止期早于起期
2020年11月1日-3月31日                 | 2020年11月1日至2020年3月31日，止期早于起期
"""

EXAMPLE = "请写明起止日期，如 2020年1月1日-2020年12月31日。"
REFUSED = f"""
2020年1月1日           | 起止时间「2020年1月1日」只有一个日期。{EXAMPLE}
2020-01-31             | 起止时间「2020-01-31」只有一个日期。{EXAMPLE}
12月底                 | 起止时间「12月底」只有一个日期。{EXAMPLE}
2024年2月30日          | 2024年2月没有 30 日。请核对后填写，如 2024年2月29日。
2月30日                | 2020年2月没有 30 日。请核对后填写，如 2020年2月29日。
长期                   | 无法识别起止时间「长期」。{EXAMPLE}
2020年1月1日-          | 无法识别起止时间「2020年1月1日-」。{EXAMPLE}
20年1月1日-12月31日    | 无法识别起止时间「20年1月1日-12月31日」。{EXAMPLE}
2020.1.1-31            | 无法识别起止时间「2020.1.1-31」。{EXAMPLE}
2020年1月1日-2月30日   | 2020年2月没有 30 日。请核对后填写，如 2020年2月29日。
2020年1月1日-13月31日  | 没有 13 月。请核对后填写，如 2020年12月31日。
"""


@pytest.mark.parametrize("case", READ.strip().splitlines())
def test_a_period_is_read_as_written_and_said_in_full(case: str) -> None:
    text, said = (each.strip() for each in case.split("|"))
    value = PERIOD.read(text, CONTEXT)
    assert PERIOD.say(value, text) == f"理解为 {said}"
    assert PERIOD.keep(text, value) == text


@pytest.mark.parametrize("case", REFUSED.strip().splitlines())
def test_what_is_no_period_is_refused_in_words(case: str) -> None:
    text, message = (each.strip() for each in case.split("|"))
    with pytest.raises(Unreadable) as refused:
        PERIOD.read(text, CONTEXT)
    assert str(refused.value) == message


@pytest.mark.parametrize("text", ["1月1日-12月31日", "全年", "1-12月"])
def test_without_a_year_anywhere_the_year_is_asked_for(text: str) -> None:
    with pytest.raises(Unreadable, match="没有写年份"):
        PERIOD.read(text, Context(0))


@pytest.mark.parametrize("name", NAMES)
def test_every_published_period_is_read(name: str) -> None:
    facts = seed(name)["answers"]["facts"]
    if "period" in facts:
        period = PERIOD.read(facts["period"], Context(2020))
        assert period.start < period.end
