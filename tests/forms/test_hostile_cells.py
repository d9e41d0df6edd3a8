"""No cell, however it repeats itself, keeps the reading of values and the checks of words from coming to an end.

In a process of its own, which can be ended where a pattern would go on for ever.
"""

from __future__ import annotations

import subprocess
import sys

WORK = """
from forms.checks.template import hint_in
from forms.checks.texts import is_hollow
from forms.values import Context, read_measure
from forms.values.beside import beside
from forms.values.compare import compare

REPEATED = (
    "每为 考核 年度 完成了 第 12分 前 的 已 无 均 1、 ， （ \\u3000 应数 待等 为是 达到 不 其中2 1人 中秋 及 增加 至 "
    "约 请予以 今后 努力 因为 没有 部分 除甲外 发生 正在 _ … ≥ 1 万 % a 计划为 共 有 "
    "项目 任务 进度 上级 领导 同意 加强 管理 沟通 加快 推进 下年 跨年 高度重视 认真 请在此处 如没有 目标1：…"
).split(" ")
CONTEXT = Context(2020)
TARGETS = [read_measure(each, CONTEXT) for each in ("5分钟内", "全覆盖", "无", "12月底前", "前三")]
for each in REPEATED:
    text = "平均" + each * (5000 // len(each)) + "x"
    actual = read_measure(text, CONTEXT)
    for target in TARGETS:
        compare(*beside(target, actual, each * 10, is_timely=True), name=each * 10)
        compare(actual, target, name=each * 10)
    is_hollow(text, "优良路率")
    hint_in("a\\n" + text)
print("done")
"""


def test_a_cell_that_repeats_itself_is_read_to_its_end() -> None:
    done = subprocess.run([sys.executable, "-c", WORK], check=False, capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("done\n", "")
