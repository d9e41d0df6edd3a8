from __future__ import annotations

import json

import pytest

from seeds import NAMES, seed
from store.errors import FormatError
from store.readers.json import parse, read
from store.readers.limits import LONGEST, VALUES

ONE = '{"form": "project-expenditure", "year": 2020, "answers": {"funds": {"total": 383.50}}}'


@pytest.mark.parametrize("text", [ONE, f"[{ONE}]", f'{{"reports": [{ONE}], "refused": []}}'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_reports_are_found_with_their_figures_as_written(text: str, encoding: str) -> None:
    (report,) = read(text.encode(encoding)).reports
    assert report == {"form": "project-expenditure", "year": "2020", "answers": {"funds": {"total": "383.50"}}}


def test_the_twelve_published_forms_are_twelve_reports() -> None:
    document = read(json.dumps([seed(name) for name in NAMES], ensure_ascii=False).encode())
    assert len(document.reports) == 12 and document.notes == ()


def test_the_encoding_is_said_where_it_is_not_the_usual_one() -> None:
    assert read('{"form": "甲乙丙丁"}'.encode("gb18030")).notes == ("按 GB18030 编码读取。",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"form": "a",\n "x" 1}', "不是完好的 JSON，第 2 行第 6 个字符处写错了，请改正或重新导出后再导入"),
        ('{"form": "a", "form": "b"}', "「form」写了两次"),
        ('{"answers": {"a": NaN}}', "NaN 不是数字"),
        ("[" * 100_000, "括号套得太深"),
        ('{"answers":' + "[" * 40 + "]" * 40 + "}", "括号套得太深"),
        ("{}", "不是自评表的数据"),
        ("[]", "不是自评表的数据"),
        ('["form"]', "不是自评表的数据"),
        ('{"reports": []}', "不是自评表的数据"),
        ('{"reports": {"form": ""}}', "不是自评表的数据"),
        ('[{"form": "a"}, null]', "不是自评表的数据"),
        ('{"form": [' + "1," * VALUES + "1]}", "超过 10 万项"),
        ('{"form": "' + "甲" * (LONGEST + 1) + '"}', "有一项超过 10 万个字"),
    ],
)
def test_what_is_no_report_is_refused_with_the_place(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read(text.encode())


def test_an_object_of_very_many_names_is_looked_through_once() -> None:
    many = ",".join(f'"{number}":1' for number in range(200_000))
    with pytest.raises(ValueError, match="写了两次"):
        parse(f'{{{many},"199999":1}}')


def test_the_reports_of_a_whole_office_are_read() -> None:
    report = '{"form": "a", "answers": {' + ",".join(f'"{number}": "甲"' for number in range(90)) + "}}"
    assert len(read(f"[{','.join([report] * 1_000)}]".encode()).reports) == 1_000
