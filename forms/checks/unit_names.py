"""Whether a unit is called by one name all over the form (B04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forms.checks.finding import Finding, Fix, Severity
from forms.checks.rows import flat
from forms.checks.texts import place_of
from forms.compute import Reading
from forms.lazily import lazily
from forms.path import Path
from forms.values.kind import quoted
from forms.values.numbers import fold

DEPARTMENT = ("competent_dept", "project_unit")
"""The unit whose seal the form bears."""
SEAL, UNIT = "seal", "implementing_unit"

_SEALED = lazily(r"\s*[(（\[]\s*(?:加?盖?公?章|签章|盖章处?|公章)\s*[)）\]]\s*\Z|\s*[:：]?\s*(?:盖章|签章|公章)\s*\Z")
_NAMES_UNIT = lazily(
    r"[局委办室院校所站心处科队会部厅署府馆司团社区道镇乡村园库台段庭组行厂学中店狱协联大地场群港县市省旗州][)）]?\s*\Z"
)
_CUT_SHORT = {"办": "办公室", "委": "委员会"}
_BELOW = lazily("[区县旗镇乡](?!域)|街道|市(?![场政容])")
"""What a name has after the words that it shares with another, where it is of a place within the other's."""


def unit_names_differ(reading: Reading) -> Iterator[Finding]:
    """单位名称前后不一。

    公章、主管部门（项目单位）、实施单位写法不同，审核人不能确认是不是同一个单位；公开时也要求用全称。实施单位是下属单位的不算。
    例：公章为中共深圳市坪山区委办公室，主管部门写区委（区政府）办公室。改法：一律写公章上的全称。
    """
    dept, seal, unit = place_of(reading, *DEPARTMENT), place_of(reading, SEAL), place_of(reading, UNIT)
    names = {path: reading.text(path).strip() for path in (dept, seal, unit) if path}
    if seal and "章" in names[seal]:
        names[seal] = _SEALED().sub("", names[seal]).strip()
    pair = dept and seal and names[dept] and names[seal] and flat(names[dept]) != flat(names[seal])
    if dept and seal and pair:
        yield _seal_differs(reading, names, dept, seal, unit)
    elif dept and unit and flat(names[unit]) != flat(names[dept]) and _is_same_unit(names[unit], names[dept]):
        short, full = (dept, unit) if _is_fuller(names[unit], names[dept]) else (unit, dept)
        also = ((str(seal), names[full]),) if seal and short == dept and flat(names[seal]) == flat(names[dept]) else ()
        message = f"主管部门写作{quoted(names[dept])}，实施单位写作{quoted(names[unit])}，像是同一单位，请统一为全称。"
        fix = Fix(str(short), names[full], certain=False, also=also)
        yield Finding("B04", Severity.WARNING, str(short), message, fix, (str(dept), str(unit)))


def _seal_differs(reading: Reading, names: dict[Path, str], dept: Path, seal: Path, unit: Path | None) -> Finding:
    """The seal and the department: the seal's name holds, unless it is no unit's, or the other one in short."""
    about = tuple(map(str, names))
    if _NAMES_UNIT().search(names[dept]) and not _NAMES_UNIT().search(names[seal]):
        message = f"公章处写的{quoted(names[seal])}不像单位名称，请填写公章上的单位全称。"
        return Finding("B04", Severity.WARNING, str(seal), message, about=about)
    short, full = (seal, dept) if _is_fuller(names[dept], names[seal]) else (dept, seal)
    also = ((str(unit), names[full]),) if unit and names[unit] == names[short] else ()
    alike = [path for path in (dept, unit) if path and names[path] == names[dept]]
    both = "、".join(reading.form.field(path).label for path in alike)
    wanted = "公章上的全称" if full == seal else "全称"
    message = f"公章为{quoted(names[seal])}，{both}写作{quoted(names[dept])}，请统一为{wanted}。"
    fix = Fix(str(short), names[full], certain=False, also=also)
    return Finding("B04", Severity.WARNING, str(short), message, fix, about)


def _is_same_unit(one: str, other: str) -> bool:
    """Whether one name is the other in short, or written with other marks; a unit below the other is its own."""
    short, long = sorted((_spelled_out(re.sub(r"[\W_]", "", fold(each))) for each in (one, other)), key=len)
    if not short or short[-1] != long[-1] or short in long and not long.endswith(short):
        return False
    shared = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    if shared and _BELOW().search(long, shared, len(long) - len(short) + shared):
        return False
    letters = iter(long)
    return all(each in letters for each in short)


def _is_fuller(one: str, other: str) -> bool:
    """Whether one name is the other one written out."""
    return _is_same_unit(one, other) and len(_spelled_out(one)) > len(_spelled_out(other))


def _spelled_out(name: str) -> str:
    """A name whose last word is not cut short: 区委办 is 区委办公室."""
    return next((name[:-1] + whole for cut, whole in _CUT_SHORT.items() if name.endswith(cut)), name)
