"""Times in two units as one figure, 12分30秒 as 750秒; for `measure.py`, before it looks for figures."""

from __future__ import annotations

import re
from decimal import Decimal

from forms.lazily import lazily

_INTO = {
    "年": ("个月", 12),
    "天": ("小时", 24),
    "小时": ("分钟", 60),
    "分": ("秒", 60),
}
"""The greater unit → the smaller one, and how many of it the greater one is."""
_COMPOUND = lazily(
    r"(?<![\d.])(?P<count>\d{1,3})\s?(?:个)?(?P<unit>年(?=零?\s?\d{1,2}\s?个月)|天(?=零?\s?\d{1,2}\s?个?小时)"
    r"|小时(?=零?\s?\d{1,2}\s?分)|分(?=钟?零?\s?\d{1,2}\s?秒))钟?零?\s?(?P<more>\d{1,2})\s?(?:个月|个?小时|分钟?|秒钟?)"
)


def in_one_unit(folded: str) -> str:
    """A text with every such time in its smaller unit."""
    return _COMPOUND().sub(_in_smaller, folded)


def _in_smaller(match: re.Match[str]) -> str:
    unit, times = _INTO[match["unit"]]
    if int(match["more"]) >= times:
        return match[0]  # 5天40小时 tells one time twice
    return f"{Decimal(match['count']) * times + Decimal(match['more'])}{unit}"
