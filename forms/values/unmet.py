"""Whether a result says in words that it was not reached; for `compare.py`, conditions of a form, and the checks."""

from __future__ import annotations

from forms.lazily import lazily
from forms.values.numbers import fold

_UNMET = lazily(
    r"(?:否,\s*)?(?:尚|还|仍)?(?:未能?|没有?能?)(?:按[时期])?(?:全部|全面)?"
    r"(?:完成|达成|达到|达标|实现|开展|落实|通过|完工|竣工)"
    r"(?!\s*(?:[率数]|0(?![\d.])))|(?:只|仅)?部分(?:完成|达成|达到|实现)"
)
_WHETHER = lazily("是否")
_WHETHER_BAD = lazily("是否(?:[存仍还]?[在有])?.{0,4}(?:[超违逾延拖挪]|擅自)|是否存在|是否有")
_YES = lazily(r"(?:是的?|存在|有)\s*(?:[,.;:。(]|\Z)")
_NO = lazily(r"(?:否|不是|没有|未)\s*(?:[,.;:。(]|\Z)")


def says_unmet(text: str, question: str = "") -> bool:
    """Whether a result itself says that it was not done, or in part; a question of 是否 may be answered the wrong way.

    是否按计划开工 should be answered 是, 是否存在超概算 should be answered 否.
    """
    said = fold(text).strip()
    if _UNMET().match(said):
        return not _WHETHER_BAD().search(question)
    if not _WHETHER().search(question):
        return False
    wrong = _YES() if _WHETHER_BAD().search(question) else _NO()
    return bool(wrong.match(said))


def denies(target: str, actual: str) -> bool:
    """Whether 是 is wanted and 否 was reached, or the other way round."""
    wanted, said = fold(target).strip(), fold(actual).strip()
    return wanted == "是" and bool(_NO().match(said)) or wanted == "否" and bool(_YES().match(said))
