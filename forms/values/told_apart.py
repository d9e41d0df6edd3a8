"""Which figure of a cell answers its target, by the words of each: done of a plan, a sum, a part; for `answering.py`.

Each way of writing is one function, and the first that fits decides.
"""

from __future__ import annotations

from decimal import Decimal

from forms.lazily import lazily
from forms.values.comparison import Verdict
from forms.values.intervals import is_ceiling
from forms.values.numbers import bare_words, exact_product, half_up, short
from forms.values.pieces import Piece, one_line, pieces_of
from forms.values.quantities import compare_quantities
from forms.values.quantity import Comparator, Measure, Quantity, Shape

_OF_BEFORE = lazily("[上去往]年|[上前]期|同期|同比|环比|较")
_DONE = lazily("完成|已|实际|实(?:到|有|收|发|施)|建成|办结|竣工|落实|到位|达到|覆盖")
_GOOD = lazily("合格|满意|通过|达标|优良|优秀|及格|良好|按[时期]|及时|正确|准确|获证|取证")
_OTHERS_TOO = lazily("其余|很|非常|十分")
"""What leaves others that may be as good."""
_ASKED_ONLY = lazily("回收|收回|发放|参与|调查|走访|受访")
_BAD = lazily("[不未没无非]|差错|错误|逾期|超|投诉|漏|退|违|失|故障")
_AMONG = lazily("(?:[^,、;。:()\\d]{0,6}(?:之|当)?[中里],?)(?![心等小])")
_ANOTHER_STEP = lazily("受理|立案|开工|储备|建档|登记|接到|收到|接收|申请|线上|线下")
"""What is counted before it is done, or is a sort of it."""
_IN_ALL = lazily("(?:总|一|合计)?共(?:计|有)?[^,]{0,4}\\Z")
_SUM = lazily("(?:合计|共计|总计|累计|总共|一共|共|总数)(?:为|达|到|有|完成|办理|受理|开展|举办|发放)*\\Z")
_MORE = lazily(r"(?:另外?|此外|同时|还|并|外加|额外)")
_OF_EACH = lazily("(?<!平)均(?![价衡])|都(?=[≥≤><不达为])|每|各(?![类种级界])")
_ALL_OF_THEM = lazily("全|应[^,;]{1,3}尽")
_OF_DETAIL = lazily(
    "发现|查出|不合格|整改|责令|立案|处罚|提前|上下半年|(?<!另)其中|面积|观众|罚没|追[回缴]|人均|每[年季月期场次]|惠及|受益|参[演训会加与]"
)
_PEOPLE = frozenset(("人", "人次", "名", "户次", "万人", "万人次"))
_IN_ALL_OF_IT = lazily("共|合计|累计|总|培训|覆盖|服务|接待|观众|受众|金额|投资|资金|营业|收入")
_FLOORS = (Comparator.NONE, Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EXACT)


def told_apart(measure: Measure, target: Measure | None, name: str) -> Quantity | None:
    """By the words of each figure's clause: what was done of a plan, a sum, a part, the one nearest to failing."""
    pieces = pieces_of(measure)
    if target is None or len(pieces) < len(measure.quantities) or _OF_BEFORE().search(one_line(measure)):
        return None
    if target.is_level:
        return pieces[0].figure if measure.repeats(target) else _answer_to_words(pieces, target)
    wanted = target.quantity if target.is_quantity else None
    if wanted is None or wanted.change or any(each.figure.change for each in pieces):
        return None
    if wanted.shape is Shape.RATE:
        return _the_only_rate(pieces) or _share(pieces, wanted, name) or _worst(pieces, wanted, f"{name},{target.text}")
    if not all(each.is_exact for each in pieces):
        return _worst(pieces, wanted, target.text)
    return (
        _in_turns(pieces, wanted)
        or _part_of_all(pieces, wanted, name)
        or _what_was_done(pieces, wanted)
        or _sum_of_all(pieces, wanted)
        or _first_and_more(pieces, wanted)
        or _first_and_details(pieces, wanted)
        or _worst(pieces, wanted, target.text)
    )


def _answer_to_words(pieces: list[Piece], target: Measure) -> Quantity | None:
    """186 家 of 检查 186 家，覆盖率 100% for 全覆盖; of another rate than 100% itself, which tells what is missing."""
    rates = [each.figure for each in pieces if each.figure.shape is Shape.RATE]
    counts = [each.figure for each in pieces if each.figure.shape is not Shape.RATE]
    if len(rates) != 1 or len(counts) != 1 or rates[0].change:
        return None
    if rates[0].value == 100:
        return counts[0]
    return rates[0] if _ALL_OF_THEM().search(target.text) else None


def _the_only_rate(pieces: list[Piece]) -> Quantity | None:
    """98% of 抽检 50 批次，合格率 98%, where a rate was wanted."""
    rates = [each.figure for each in pieces if each.figure.shape is Shape.RATE]
    return rates[0] if len(rates) == 1 else None


def _share(pieces: list[Piece], wanted: Quantity, name: str) -> Quantity | None:
    """85% of 120 人中 102 人满意, where a rate was wanted; of a ceiling the bad have to be told, and else the good."""
    if len(pieces) != 2 or not all(each.is_exact for each in pieces):
        return None
    whole, part = (each.figure for each in pieces)
    said = pieces[1].words
    told = _BAD().search(said) if is_ceiling(wanted) else not _BAD().search(said) and _is_good_part(pieces, name)
    if (
        not told
        or whole.shape is Shape.RATE
        or whole.family != part.family
        or not 0 <= part.value <= whole.value
        or not whole.value
    ):
        return None
    rate = half_up(part.scaled(part.value) * 100 / whole.scaled(whole.value), 2)
    return Quantity(f"{short(rate)}%", rate, "%")


def _is_good_part(pieces: list[Piece], name: str) -> bool:
    """Whether the second figure counts those of the first that did well, in words of its own or of the name."""
    part = pieces[1]
    if any(len(each) > 1 and each in name for each in (part.before.removeprefix("已"), part.after)):
        return True
    if _OTHERS_TOO().search(part.words):
        return False
    if good := _GOOD().search(part.words):
        return good[0][:2] in name or not _GOOD().search(name)
    done = _DONE().search(part.words) or _AMONG().match(part.before)
    return bool(done) and not _ASKED_ONLY().search(part.words)


def _in_turns(pieces: list[Piece], wanted: Quantity) -> Quantity | None:
    """88 人 of 每期 44 人，共 2 期."""
    if len(pieces) != 2:
        return None
    for one, other in (pieces, pieces[::-1]):
        each, turns = one.figure, other.figure
        turn = turns.unit.removeprefix("个")
        if turn and f"每{turn}" in one.before and each.family == wanted.family != turns.family:
            product = exact_product(each.value, turns.value)
            return each._replace(text=f"{short(product)}{each.unit}", value=product)
    return None


def _part_of_all(pieces: list[Piece], wanted: Quantity, name: str) -> Quantity | None:
    """31 户 of 35 户中完成 31 户; those who passed are the answer only where the name asks for them."""
    if len(pieces) != 2 or any(each.figure.family != wanted.family for each in pieces):
        return None
    whole, part = pieces
    among, said = _AMONG().match(part.before), part.words
    if _ANOTHER_STEP().search(f"{name}{whole.words}{said}"):
        return None
    if whole.figure.value < part.figure.value or part.is_undone or _BAD().search(said):
        return None
    good = _GOOD().search(said)
    if good:
        return part.figure if good[0] in name else None
    return part.figure if among or _IN_ALL().match(whole.before) and _DONE().search(said) else None


def _what_was_done(pieces: list[Piece], wanted: Quantity) -> Quantity | None:
    """31 户 of 应完成 35 户，实际完成 31 户, 1 个 of 建成 1 个，在建 1 个; no whole of which a part is undone."""
    is_floor = wanted.comparator in _FLOORS and bool(wanted.value)
    left = [each for each in pieces if not each.is_planned and not (is_floor and each.is_undone)]
    if len(left) != 1 or left[0].figure.family != wanted.family or any(_AMONG().match(each.before) for each in pieces):
        return None
    is_part_undone = is_floor and any(each.is_undone for each in pieces)
    may_be_whole = is_part_undone and _is_reached(wanted, left[0].figure) and not _DONE().search(left[0].words)
    return None if may_be_whole or _IN_ALL().match(left[0].before) and is_part_undone else left[0].figure


def _sum_of_all(pieces: list[Piece], wanted: Quantity) -> Quantity | None:
    """863 件 of 民事 512 件、刑事 351 件，合计 863 件, if they add up to it; 累计 may also count former years."""
    if len(pieces) < 3 or any(each.figure.family != wanted.family for each in pieces):
        return None
    for place in (-1, 0):
        whole = pieces[place].figure
        rest = sum((each.figure.scaled(each.figure.value) for each in pieces), Decimal(0)) - whole.scaled(whole.value)
        if _SUM().search(pieces[place].before) and rest == whole.scaled(whole.value):
            return whole
    return None


def _first_and_more(pieces: list[Piece], wanted: Quantity) -> Quantity | None:
    """15 处 of 15 处，另改造扶手 8 处: what comes on top of a target that is reached, or is counted in another unit."""
    first, *rest = pieces
    if first.figure.family != wanted.family or not all(_MORE().match(each.before) for each in rest):
        return None
    is_alone = all(each.figure.family != wanted.family for each in rest)
    return first.figure if is_alone or wanted.comparator in _FLOORS and _is_reached(wanted, first.figure) else None


def _first_and_details(pieces: list[Piece], wanted: Quantity) -> Quantity | None:
    """6 期 of 6 期，共培训 326 人: what follows tells who came, what it cost or what was found, no other task."""
    first, *rest = pieces
    if first.figure.family != wanted.family or first.is_undone or first.is_planned or not wanted.value:
        return None
    return first.figure if all(_is_detail(each, first.figure) for each in rest) else None


def _is_detail(piece: Piece, first: Quantity) -> bool:
    if _OF_DETAIL().search(piece.words):
        return piece.figure.family != first.family or piece.figure.scaled(piece.figure.value) <= first.scaled(
            first.value
        )
    of_people = piece.figure.unit in _PEOPLE or piece.figure.shape is Shape.AMOUNT
    return of_people and piece.figure.family != first.family and bool(_IN_ALL_OF_IT().search(piece.before))


def _worst(pieces: list[Piece], wanted: Quantity, asked: str) -> Quantity | None:
    """0.5‰ of 漏报率 0.3‰、差错率 0.5‰ for ≤1‰ of both: the figure nearest to failing, of those that were asked for."""
    figures = [each.figure for each in pieces]
    is_bound = wanted.high is None and wanted.comparator is not Comparator.WITHIN and not wanted.either_way
    if not is_bound or any(each.family != wanted.family or each.high is not None for each in figures):
        return None
    told = [each.before.rstrip("为是达到:约") for each in pieces]
    named = all(each and each in bare_words(asked) for each in told)
    ordered = sorted(figures, key=lambda each: each.scaled(each.value), reverse=is_ceiling(wanted))
    if named or _OF_EACH().search(asked):
        return ordered[0]
    return _alike_to_target(ordered, wanted)


def _alike_to_target(ordered: list[Quantity], wanted: Quantity) -> Quantity | None:
    """The worst of several rates that all reach the target, the best of those that all miss it: either way the same."""
    if wanted.shape is not Shape.RATE:
        return None
    verdicts = [compare_quantities(wanted, each).verdict for each in (ordered[0], ordered[-1])]
    return {Verdict.MET: ordered[0], Verdict.BELOW: ordered[-1]}.get(verdicts[0]) if len(set(verdicts)) == 1 else None


def _is_reached(wanted: Quantity, figure: Quantity) -> bool:
    return figure.scaled(figure.value) >= wanted.scaled(wanted.value)
