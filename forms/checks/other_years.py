"""Whether words are about another year than the form's; for the check of years (B02).

Many a text names another year with good reason: it compares, it takes up what was left, it plans over several years.
"""

from __future__ import annotations

from functools import lru_cache

from forms.checks.texts import clauses, sentences
from forms.lazily import lazily
from forms.values.numbers import fold

_YEAR_AND_MONTH = lazily(r"(?<!\d)(20\d\d|19\d\d)\s*(?:年\s*\d{1,2}\s*月|[-./]\d{1,2}[-./]\d{1,2}(?!\d))")
_START = (
    r"\A(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]\s*)?(?:我[局办区委院]|本单位)?"
    r"(?P<told>(?P<year>20\d\d)\s*年度?)\s*"
)
_YEAR_OF_WORK = lazily(
    rf"{_START}(?:全年|共|我[办局室委]|计划|将)*"
    r"(?:举办|开展|组织|召开|完成|编印|印发|实施|推进|整理|培训|采购|维护|发放)"
)
_YEAR_FIRST = lazily(
    rf"{_START}(?![年底末初前起的至到\-~、\d\s])"
    r"(?!(?:度|全)?(?:以[前来后]|之[前后]|结转|上级|资金|预算|决算|经费|[尾余欠]款|补[助贴]|奖[励补]|考核|绩效|规划|计划(?=编制|制定|申报|项目|投资|\W|\Z)|方案|报告|年鉴|"
    r"统计|普查|项目|工程|合同|标准|版|级|届|毕业|入[学伍]|已|未|遗留|建成|新建|改建|采购的|签订|批复|立项|启动|开工|竣工|完工|出版|"
    r"[春夏秋冬][季学]|[上下]半年|[一二三四第])|[和及与]20)"
)
"""A text that begins with a year, and goes on with neither another time nor something that bears that year."""
_YEAR_LAST = lazily(r"[(（](?P<told>(?P<year>20\d\d)\s*年度?)[)）]\s*\Z")
_OTHER_TIMES = lazily(r"结转|遗留|[尾余欠]款|较|相比|同比|以来|跨年|分[两二三四五\d]个?年|20\d\d年?[、和至\-~]")
_AFTERWARDS = lazily(r"余下|剩余|其余|尾款|补[齐办报做]|整改|后续|结算|验收|质保|决算|审计|预计|计划|将|次年|跨年")
_OF_OTHER_TIMES = lazily(r"[较比自从]\s*\Z|同期\s*\Z")


def other_date(text: str, years: set[int]) -> str:
    """The first date with a month whose year is none of these; one that something is compared with says nothing."""
    if "20" not in text and "19" not in text:  # as nearly all of thousands of rows; a search takes ten times as long
        return ""
    for match in _YEAR_AND_MONTH().finditer(text):
        if int(match[1]) > max(years) and _AFTERWARDS().search(_from_its_clause(text, match.start())):
            continue
        if int(match[1]) not in years and not _OF_OTHER_TIMES().search(text, max(0, match.start() - 8), match.start()):
            return match[0]
    return ""


def _from_its_clause(text: str, place: int) -> str:
    """The rest of a sentence, from the clause in which a place lies: what a date is the date of."""
    return text[text.rfind("，", 0, place) + 1 :].partition("。")[0].partition("；")[0]


def other_year(text: str, years: set[int]) -> str:
    """The year with which a sentence begins that goes on to say what was or will be done in it.

    A text that names the form's year beside it tells of several.
    """
    if "20" not in text or any(str(year) in text for year in years):
        return ""
    return next((told for told, year in _years_of_work(text) if year not in years), "")


def year_of_name(name: str, years: set[int]) -> str:
    """The other year that the name of an indicator begins or ends with."""
    if "20" not in name or _OTHER_TIMES().search(fold(name)):
        return ""
    found = _YEAR_FIRST().match(name) or _YEAR_LAST().search(name)
    return found["told"] if found and int(found["year"]) not in years else ""


@lru_cache(maxsize=1 << 12)
def _years_of_work(text: str) -> tuple[tuple[str, int], ...]:
    """The years that stand before work: at the head of a sentence before anything, of a clause before a deed."""
    first = (clauses(sentence)[0] for sentence in sentences(text) if clauses(sentence))
    begun = [_YEAR_FIRST().match(clause) for clause in first if not _OTHER_TIMES().search(fold(clause))]
    found = [*begun, *(_YEAR_OF_WORK().match(clause) for clause in clauses(text))]
    return tuple((match["told"], int(match["year"])) for match in found if match)
