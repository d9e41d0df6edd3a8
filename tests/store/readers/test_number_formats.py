from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.readers.date_formats import serial_of
from store.readers.number_formats import BUILTIN, number_text, shown_text

ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
CONDITIONS = '[>=100]"达标 "0;[<0]"欠"0;"未达标 "0'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (383.5, "General", "383.5"),
        (0, "General", "0"),
        (-14.2, "General", "-14.2"),
        (0.1 + 0.2, "General", "0.3"),
        (83.900000000000006, "General", "83.9"),
        (1 / 3, "General", "0.333333333"),
        (1234567890.5, "General", "1234567891"),
        (12345678901, "General", "12345678901"),
        (123456789012, "General", "1.23457E+11"),
        (0.00001234, "General", "0.00001234"),
        (0.000012345678, "General", "1.23457E-05"),
        (4, 'General" 场"', "4 场"),
        (4, 'G/通用格式"场"', "4场"),
        (4, '0" 场"', "4 场"),
        (4, "0场", "4场"),
        (0.95, '"≥"0%', "≥95%"),
        (0.839, "0.00%", "83.90%"),
        (1, "0%", "100%"),
        (1.005, "0.00", "1.01"),
        (85, "0.00_ ", "85.00"),
        (11122315.04, "#,##0.00", "11,122,315.04"),
        (999, "#,##0", "999"),
        (0.5, "#.##", ".5"),
        (5, "0.##", "5."),
        (7, "000", "007"),
        (12, "???", "12"),
        (13800001234, "000\\-0000\\-0000", "138-0000-1234"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.00,"千"', "1234.57千"),
        (12345, '0!.0,"万"', "1.2万"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "(1,234.50)"),
        (0, ACCOUNTING, "-"),
        (-3, "0;[红色]0", "3"),
        (-3, '0.0;"减"0.0', "减3.0"),
        (0, '0;-0;"无"', "无"),
        (0, '0;-0;"无";@', "无"),
        (5, ";;;", ""),
        (-5, "0;;", ""),
        (5, "[Red][>3]0.0;0", "5.0"),
        (150, CONDITIONS, "达标 150"),
        (50, CONDITIONS, "未达标 50"),
        (-50, CONDITIONS, "欠50"),
        (5, "@", "5"),
        (5, '"有效"', "有效"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (12345.678, "##0.0E+0", "12.3E+3"),
        (0.00012, "0.00E-00", "1.20E-04"),
        (9.99, "0.0E+0", "1.0E+1"),
        (1.5, "# ?/?", "1 1/2"),
        (0.5, "?/8", "4/8"),
        (2, "# ?/?", "2"),
        (1.99, "# ?/?", "2"),
        (0, "?/?", "0/1"),
        (123, "[DBNum1]General", "一百二十三"),
        (10, "[DBNum1][$-804]General", "一十"),
        (12, "[DBNum1]", "一十二"),
        (1005, "[DBNum1]General", "一千〇五"),
        (5, "[红色]", "5"),
        (5, "[红色];", "5"),
        (1005, "[DBNum2]General", "壹仟零伍"),
        (100010, "[DBNum2]General", "壹拾万零壹拾"),
        (12.5, "[DBNum1]General", "一十二.五"),
        (0, "[DBNum1]General", "〇"),
        (123, "[DBNum3]0", "１２３"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(value: float, code: str, shown: str) -> None:
    assert number_text(value, code) == shown


@pytest.mark.parametrize(
    ("serial", "code", "shown"),
    [
        (43891, "yyyy/m/d", "2020/3/1"),
        (43891, "yyyy-mm-dd", "2020-03-01"),
        (43891, 'yyyy"年"m"月"d"日"', "2020年3月1日"),
        (43891, "yyyy年m月d日", "2020年3月1日"),
        (43891, '[$-804]yyyy"年"m"月";@', "2020年3月"),
        (43891, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二〇年三月一日"),
        (44196, '[DBNum1][$-804]m"月"d"日"', "十二月三十一日"),
        (43891, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2020年3月1日"),
        (43891, "m/d/yy", "3/1/20"),
        (43891, "d-mmm-yy", "1-Mar-20"),
        (43891, "dddd, mmmm d", "Sunday, March 1"),
        (43891, "mmmmm", "M"),
        (43891, "aaaa", "星期日"),
        (43891, "aaa", "周日"),
        (43891, "[$-804]dddd", "星期日"),
        (43891, "[$-804]mmm mmmm", "3月 三月"),
        (43891, BUILTIN[14], "2020/3/1"),
        (43891, BUILTIN[31], "2020年3月1日"),
        (43891, BUILTIN[57], "2020年3月"),
        (43891, BUILTIN[58], "3月1日"),
        (43891.354166666664, BUILTIN[22], "2020/3/1 8:30"),
        (43891.75, "yyyy/m/d h:mm AM/PM", "2020/3/1 6:00 PM"),
        (43891.75, "[$-804]h:mm AM/PM", "6:00 下午"),
        (0.5, BUILTIN[55], "下午12时00分"),
        (0.0, "h:mm AM/PM", "12:00 AM"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (0.0625, "[mm]:ss", "90:00"),
        (0.000011574, "mm:ss.0", "00:01.0"),
        (0.5000057, "h:mm:ss.000", "12:00:00.492"),
        (36526.999999999, "yyyy/m/d h:mm:ss", "2000/1/2 0:00:00"),
        (0, "yyyy/m/d", "1900/1/0"),
        (1, "yyyy/m/d", "1900/1/1"),
        (59, "yyyy/m/d", "1900/2/28"),
        (60, "yyyy/m/d", "1900/2/29"),
        (61, "yyyy/m/d", "1900/3/1"),
        (2958465, "yyyy/m/d", "9999/12/31"),
        (-1, "yyyy/m/d", "-1"),
        (2958466, "yyyy/m/d", "2958466"),
    ],
)
def test_a_moment_is_shown_as_excel_shows_it(serial: float, code: str, shown: str) -> None:
    assert number_text(serial, code) == shown


def test_a_moment_of_the_calendar_of_1904_is_four_years_and_a_day_later() -> None:
    assert number_text(42429, "yyyy/m/d", since_1904=True) == "2020/3/1"
    assert number_text(1.5, "[h]", since_1904=True) == "36"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("甲", "General", "甲"),
        (" 甲 ", "@", " 甲 "),
        ("甲", "0.00", "甲"),
        ("甲", '@"元"', "甲元"),
        ("甲", '0;-0;0;"共"@', "共甲"),
        ("甲", ";;;", ""),
    ],
)
def test_a_text_is_shown_as_it_is_unless_the_format_adds_to_it(text: str, code: str, shown: str) -> None:
    assert shown_text(text, code) == shown


def test_a_written_moment_has_the_number_that_a_sheet_would_store() -> None:
    assert serial_of("2020-03-01T12:00:00") == Decimal("43891.5")
    assert serial_of("1900-01-01") == 1
    assert serial_of("月底") is None


@settings(max_examples=300, deadline=None)
@given(st.floats(), st.text(alphabet='0#?.,%;@_*"\\[]$-/ :ymdhsaAPME+!>=1G万年', max_size=24), st.booleans())
def test_any_number_in_any_format_is_some_text(value: float, code: str, since_1904: bool) -> None:
    assert isinstance(number_text(value, code, since_1904), str)
    assert isinstance(shown_text("甲", code), str)


@given(st.integers(0, 10**13), st.integers(0, 4))
def test_a_number_with_fixed_decimals_is_shown_with_all_its_digits(cents: int, places: int) -> None:
    value = Decimal(cents).scaleb(-places)
    code = "#,##0" + "." * bool(places) + "0" * places
    assert number_text(value, code) == f"{value:,.{places}f}"
