"""Which names speak of something bad, of which there should be none at all."""

from __future__ import annotations

import pytest

from forms.values.suffered import names_harm


@pytest.mark.parametrize(
    "name", ["违规占用专项资金", "截留、挪用资金", "安全责任事故", "重大舆情", "群众投诉", "超范围支出"]
)
def test_a_name_of_something_bad(name: str) -> None:
    assert names_harm(name)


@pytest.mark.parametrize("name", ["媒体报道", "查处违规占用", "隐患排查", "社会影响", "受理投诉", "培训"])
def test_a_name_of_work_or_of_anything_else(name: str) -> None:
    assert not names_harm(name)
