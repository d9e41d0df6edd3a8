"""Days and years, as offices write them and as they slip."""

from __future__ import annotations

from datetime import date

import pytest

from forms.errors import Unreadable
from forms.values import KINDS, Context

CONTEXT = Context(2020)
DATE, YEAR = KINDS["date"], KINDS["year"]

READ = """
2018 年 12 月 28 日      | 2018年12月28日
2018年12月28日           | 2018年12月28日
2018年12月28号           | 2018年12月28日
2018年度12月28日         | 2018年12月28日
２０１８年１２月２８日   | 2018年12月28日
二〇一八年十二月二十八日 | 2018年12月28日
2018-12-28               | 2018年12月28日
2018.12.28               | 2018年12月28日
2018。12。28             | 2018年12月28日
2018/12/28               | 2018年12月28日
2018.1.2                 | 2018年1月2日
20181228                 | 2018年12月28日
2018-12-28 00:00:00      | 2018年12月28日
2018年12月28日（星期五） | 2018年12月28日
12月28日                 | 2020年12月28日
12.28                    | 2020年12月28日
本年12月28日             | 2020年12月28日
十二月底                 | 2020年12月31日
12 月底                  | 2020年12月31日
12月末                   | 2020年12月31日
2月底                    | 2020年2月29日
2019年2月底              | 2019年2月28日
年底                     | 2020年12月31日
2018年底                 | 2018年12月31日
2018年末                 | 2018年12月31日
第一季度末               | 2020年3月31日
四季度末                 | 2020年12月31日
上半年末                 | 2020年6月30日
2020年2月29日            | 2020年2月29日
2018年12月               | 2018年12月
2018.12                  | 2018年12月
12 月                    | 2020年12月
2020年3月上旬            | 2020年3月上旬
"""

REFUSED = """
2月30日       | 2020年2月没有 30 日。请核对后填写，如 2020年2月29日。
2019年2月29日 | 2019年2月没有 29 日。请核对后填写，如 2019年2月28日。
4月31日       | 2020年4月没有 31 日。请核对后填写，如 2020年4月30日。
12月0日       | 2020年12月没有 0 日。请核对后填写，如 2020年12月31日。
13月1日       | 没有 13 月。请核对后填写，如 2020年12月31日。
2018-13-01    | 没有 13 月。请核对后填写，如 2018年12月31日。
0218年1月1日  | 年份 218 不合常理。请写四位年份，如 2020年12月31日。
2018年13月    | 没有 13 月。请核对后填写，如 2018年12月31日。
第四季度      | 日期「第四季度」没有写到月。请写明年月日，如 2020年12月31日。
2018年        | 日期「2018年」没有写到月。请写明年月日，如 2020年12月31日。
18年12月28日  | 无法识别日期「18年12月28日」。请写明年月日，如 2020年12月31日。
28            | 无法识别日期「28」。请写明年月日，如 2020年12月31日。
昨天          | 无法识别日期「昨天」。请写明年月日，如 2020年12月31日。
2018-12/28    | 无法识别日期「2018-12/28」。请写明年月日，如 2020年12月31日。
"""


@pytest.mark.parametrize("case", READ.strip().splitlines())
def test_a_day_is_read_as_written_and_said_in_full(case: str) -> None:
    text, said = (each.strip() for each in case.split("|"))
    value = DATE.read(text, CONTEXT)
    assert type(value) is date
    assert DATE.say(value, text) == f"理解为 {said}"
    assert DATE.keep(text, value) == text


@pytest.mark.parametrize("case", REFUSED.strip().splitlines())
def test_what_is_no_day_is_refused_in_words(case: str) -> None:
    text, message = (each.strip() for each in case.split("|"))
    with pytest.raises(Unreadable) as refused:
        DATE.read(text, CONTEXT)
    assert str(refused.value) == message


def test_without_a_year_anywhere_the_year_is_asked_for() -> None:
    with pytest.raises(Unreadable) as refused:
        DATE.read("12月28日", Context(0))
    assert str(refused.value) == "日期「12月28日」没有写年份。请写明年月日，如 2020年12月31日。"


@pytest.mark.parametrize("text", ["2020", "2020年", "2020 年度", "2020年度", "２０２０", "二〇二〇", "二〇二〇年度"])
def test_a_year_is_kept_as_its_four_digits(text: str) -> None:
    value = YEAR.read(text, Context(0))
    assert value == 2020
    assert YEAR.say(value, text) == "2020 年度"
    assert YEAR.keep(text, value) == "2020"


@pytest.mark.parametrize("text", ["20", "20200", "3020", "二十", "今年", "2020.0", "2020-2021", "NaN"])
def test_what_is_no_year_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        YEAR.read(text, CONTEXT)
    assert str(refused.value) == f"无法识别年度「{text}」。请填写四位年份，如 2020。"
