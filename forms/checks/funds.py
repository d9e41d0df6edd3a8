"""Checks of the money (F): rates, sums, budgets, and whether what was spent agrees with what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from forms.checks.finding import Finding, Fix, Severity
from forms.checks.money import amounts, derived, label, main_rate, plain_label, rates, row_names, shown_rate
from forms.checks.rows import REASONS, are_results_told, indicator_pages, indicator_rows
from forms.checks.settings import number, word
from forms.checks.texts import REMARKS, is_hollow, is_money_explained, place_of, remarks_or, told_texts
from forms.compute import Reading, resolve
from forms.errors import Unreadable
from forms.lazily import lazily
from forms.model import HEADER, WHICH, Field, Page, PageType
from forms.path import Path
from forms.place import name_of
from forms.values import KINDS, Money, Shape, Verdict, find_quantities, half_up
from forms.values.bare import number_in
from forms.values.kind import quoted
from forms.values.numbers import exact_product, short

ADJUSTED = (("initial_budget", "annual_budget"), ("initial_target", "issued_plan"))
"""What was planned at first, and what it became."""

_OUTPUTS = ("quantity", "quality")
"""The headings under which things done are counted; what came of them is not paid by the piece."""
_SURELY_YUAN = Decimal(1000)
"""万元: a smaller figure may stand in a text as so many 元 and in the table as so many 万元 by chance."""
_TO_THE_FEN = 6
"""Decimals that an amount in 万元 can have; more than that came from a computation."""
_BARE_FIGURE = lazily(r"[\d.,]+\Z", re.ASCII)
_FIGURE = lazily(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\Z", re.ASCII)
_SUM = lazily(r"\s*([a-z_0-9.]+)\s*=\s*([a-z_0-9.]+(?:\s*\+\s*[a-z_0-9.]+)+)\s*\Z")


def rate_wrong(reading: Reading) -> Iterator[Finding]:
    """填来的执行率与计算结果不符。

    执行率等于执行数除以预算数，四舍五入保留两位小数；抄错、算错的比率一核就会发现，整张表会被退回。
    位数少于两位但四舍五入后相同的，只作提示。
    例：全年预算数 45.54，全年执行数 45.32，执行率写 98.52%。改法：采用 99.52%；预算数或执行数有误的，改正该数。
    """
    for path in derived(reading) if reading.answers.given else ():
        given, right = reading.answers.given.get(str(path)), reading.text(path)
        severity = _how_wrong(reading, path, given, right) if given and right else None
        if severity:
            about = tuple(str(each) for each in reading.rate_parts(path) or (path,))
            message = (
                f"{name_of(reading, path)}填的是 {given}，按表中数字计算为 {right}，请采用计算结果，或核对有关数字。"
            )
            yield Finding("F01", severity, about[0], message, Fix(str(path), right), about)


def parts_do_not_add_up(reading: Reading) -> Iterator[Finding]:
    """各项来源之和不等于总额。

    总额应等于其中各项之和（允许相差 0.01 万元）；不等的表无法与决算核对，会被退回。
    填到后面各页时还空着的来源，按 0 计算。
    例：总额 85，区级财政资金 80，其他资金空着。改法：核对各项来源，改正其中一项或总额；没有的填 0。
    """
    for page in reading.form.pages:
        if page.type is PageType.FIXED and any(row.total for row in page.rows):
            keys = reading.applied_rows(page)
            for field in page.fields:
                if field.kind == "money" and field.calculation is None:
                    total = Path(page.name, next(row.key for row in page.rows if row.total), field.name)
                    parts = [Path(page.name, key, field.name) for key in keys]
                    parts = parts or ([Path(page.name, "", WHICH)] if page.ask_which else [])
                    found = list(_compare_sum(reading, f"{field.label}各项来源", total, parts, page))
                    yield from found
                    if found and not keys:
                        break  # which sources there are is one question, whatever amounts they have
    yield from _own_sum(reading)


def spent_over_budget(reading: Reading) -> Iterator[Finding]:
    """支出超过预算而没有说明。

    超预算支出必须有批准的依据；执行率超过 100% 又没有说明的，会被要求补充。
    例：全年预算数 14.2，全年执行数 15.6，说明写无。改法：核对两个数；确实超支的，在说明中写明来源和批准文件。
    """
    if is_money_explained(reading):
        return
    for rate in reading.once(rates):
        if rate.value is not None and rate.value > 100:
            spent = f"{label(reading, rate.above)} {_with_unit(reading.text(rate.above))}"
            budget = f"{plain_label(reading, rate.below)} {_with_unit(reading.text(rate.below))}"
            message = f"{spent}大于{budget}，请核对，或{_where(reading)}写明超出的原因和批准依据。"
            about = (str(rate.above), str(rate.below), remarks_or(reading, rate.above))
            yield Finding("F03", Severity.WARNING, str(rate.above), message, about=about)


def spent_without_budget(reading: Reading) -> Iterator[Finding]:
    """没有预算却有支出。

    预算数为 0 或空着而有执行数，执行率无从计算，多半是漏填或填错了行。
    例：其他资金全年预算数 0，全年执行数 3.5。改法：补填预算数；支出属于别的来源的，填到那一行。
    """
    for rate in reading.once(rates):
        spent, budget = reading.value(rate.above), reading.value(rate.below)
        if not isinstance(spent, Money) or not spent.amount or budget is None and reading.text(rate.below):
            continue
        if budget is None or budget.amount == 0:
            state = "为 0" if budget else "空着"
            message = f"{label(reading, rate.below)}{state}，而{_said(reading, rate.above)}，请补填预算数或核对支出。"
            about = (str(rate.below), str(rate.above))
            yield Finding("F04", Severity.ERROR, str(rate.below), message, about=about)


def low_rate_unexplained(reading: Reading) -> Iterator[Finding]:
    """执行率偏低而没有说明。

    执行率低于 90%（各地标准不同）的，审核时都会问钱为什么没有用完；说明空着或写无的，会被要求补写。
    说明里只写自评等级、数据真实、联系电话、高度重视的，没有说到钱，也要补写。
    例：执行率 56.27%，说明写无。改法：在说明中写明原因、结余资金的去向和改进措施。
    """
    least, rate = number(reading, "F05"), main_rate(reading)
    if rate is None or rate.value is None or rate.value >= least or is_money_explained(reading):
        return
    path = remarks_or(reading, rate.above)
    shown = shown_rate(reading, rate, least)
    message = f"执行率 {shown}，低于 {short(least)}%，没有说明，请{_where(reading)}写明资金没有用完的原因和结余的去向。"
    yield Finding("F05", Severity.WARNING, path, message, about=(str(rate.above), str(rate.below), path))


def yuan_for_ten_thousand(reading: Reading) -> Iterator[Finding]:
    """把元当成了万元。

    表中金额以万元计；照抄以元计的账面数，金额就大了一万倍，汇总时才会发现。
    例：全年预算数写 455400，目标中写投入 45.54 万元。改法：除以 10000 改为 45.54，或在数字后注明元。
    """
    limit, told = number(reading, "F06"), _told_amounts(reading)
    wrong = [
        (path, money.amount)
        for path, money in reading.once(amounts)
        if money.unit == "万元" and (money.amount >= limit or money.amount >= _SURELY_YUAN and money.amount in told)
    ]
    if wrong:
        texts = tuple((str(path), short(exact_product(amount, Decimal("0.0001")))) for path, amount in wrong)
        more = f"等 {len(wrong)} 处" if len(wrong) > 1 else ""
        first = name_of(reading, wrong[0][0])
        message = f"{first} {wrong[0][1]:f} 万元{more}像是以元计的数，请核对；以元计的，应除以 10000。"
        fix = Fix(*texts[0], certain=False, also=texts[1:])
        yield Finding("F06", Severity.WARNING, texts[0][0], message, fix, tuple(path for path, _ in texts))


def adjusted_unexplained(reading: Reading) -> Iterator[Finding]:
    """预算有调整而没有说明。

    年初预算与全年预算（下达计划）不同，说明年中调整过；调整要有依据，不写明会被追问。表上没有年初预算数的不查。
    例：年初预算数 120，全年预算数 85，说明写无。改法：在说明中写明调整的时间、原因和批复文件。
    """
    if is_money_explained(reading):
        return
    found = [pair for pair in _adjusted(reading) if _is_other(*map(reading.value, pair))]
    if found:
        first, last = found[0]
        more = f"等 {len(found)} 处" if len(found) > 1 else ""
        message = f"{_said(reading, first)}，{_said(reading, last)}{more}，请{_where(reading)}写明调整的原因和依据。"
        path = remarks_or(reading, last)
        about = (*(str(each) for pair in found for each in pair), path)
        yield Finding("F07", Severity.WARNING, path, message, about=about)


def decimals_differ(reading: Reading) -> Iterator[Finding]:
    """金额的小数位数不一。

    同一部分的金额有的写整数、有的写两位小数，核对时容易看错位；统一位数的表更清楚。小数超过六位的不是实际的金额，四舍五入。
    例：全年预算数 85，全年执行数 47.83。改法：统一保留两位小数，改为 85.00。
    """
    pages: dict[str, list[tuple[Path, re.Match[str]]]] = {}
    for path, money in reading.once(amounts):
        match = _FIGURE().match(reading.text(path).strip())
        if match and money.unit == "万元" and money.amount:
            pages.setdefault(path.page, []).append((path, match))
    for name, figures in pages.items():
        places = [len(match[1] or "") for _, match in figures]
        sound = [each for each in places if each <= _TO_THE_FEN]
        most = max([*sound, 2] if len(sound) < len(places) else sound)
        wrong = [(path, match) for path, match in figures if len(match[1] or "") != most]
        padded = tuple((str(path), _padded(match, most)) for path, match in wrong)
        if padded:
            shown = list(dict.fromkeys(match[0] for _, match in figures))
            more = "等" if len(shown) > 4 else ""
            title = reading.form.page(name).title
            message = f"{title}的金额小数位数不一（{'、'.join(shown[:4])}{more}），建议统一为 {most} 位小数。"
            fix = Fix(*padded[0], certain=max(places) <= _TO_THE_FEN, also=padded[1:])
            yield Finding("F08", Severity.INFO, padded[0][0], message, fix, tuple(str(path) for path, _ in figures))


def part_row_empty(reading: Reading) -> Iterator[Finding]:
    """资金来源没有填全。

    总额有数而来源没有分到各行，或某项来源只填了一半，看不出钱从哪里来。没有的来源整行空着不算。
    例：年度资金总额 85，区级财政资金只填了全年预算数。改法：补填该行；没有支出的填 0。
    """
    for page in reading.form.pages:
        if page.type is PageType.FIXED and (total := next((row.key for row in page.rows if row.total), "")):
            typed = [field for field in page.fields if field.kind == "money" and field.calculation is None]
            told = [field for field in typed if reading.text(Path(page.name, total, field.name))]
            empty = next((path for field in told if (path := _empty_part(reading, page, field))), None)
            if empty:
                whole = f"{page.title}的总额有数而没有来源，请填写资金来源。"
                message = whole if empty.field == WHICH else f"{name_of(reading, empty)}空着，请补填；没有的填 0。"
                yield Finding("F09", Severity.INFO, str(empty), message)


def money_and_output_disagree(reading: Reading) -> Iterator[Finding]:
    """钱与事对不上。

    钱几乎用完而数量完成不到八成，或钱用了不到六成而样样完成，都要让人看懂为什么，否则会怀疑预算或完成值不实。
    没有完成的数量在自己的原因栏里写清了为什么的，不再要求说明。
    例：执行率 32.61%，各项指标全部完成，说明写无。改法：在说明中写明原因；完成值或预算数有误的，改正。
    """
    rate = main_rate(reading)
    if rate is None or rate.value is None or is_money_explained(reading):
        return
    shown, path = reading.text(rate.path), remarks_or(reading, rate.above)
    about = (str(rate.above), str(rate.below), path)
    behind = _far_behind(reading)
    if rate.value >= number(reading, "F10", "spent") and behind:
        done = short(number(reading, "F10", "done"))
        more = f"（共有 {len(behind)} 项数量不到 {done}%）" if len(behind) > 1 else ""
        message = f"执行率 {shown}，而{behind[0]}{more}，请说明资金用完而数量没有完成的原因。"
        yield Finding("F10", Severity.WARNING, path, message, about=about)
    elif rate.value < (least := number(reading, "F10", "unspent")) and _is_all_met(reading):
        shown = shown_rate(reading, rate, least)
        message = f"执行率 {shown}，而各项指标全部完成，请说明没有用完资金而完成任务的原因，或核对完成值。"
        yield Finding("F10", Severity.WARNING, path, message, about=about)


def _far_behind(reading: Reading) -> list[str]:
    """The counts that were reached by far less than asked and do not say why, each as name and rate."""
    done, found = number(reading, "F10", "done"), []
    for row in reading.once(indicator_rows):
        counted = row.group.key in _OUTPUTS and row.target is not None and row.target.shape is Shape.COUNT
        explained = not row.lacks_reason and not is_hollow(row.reason_text, row.title)
        if explained or not counted or row.wants_less:
            continue
        if row.verdict is Verdict.BELOW and row.ratio is not None:
            rate = exact_product(row.ratio, Decimal(100))
            if rate < done:
                found.append(f"{quoted(row.title)}只完成 {short(half_up(rate, 2))}%")
    return found


def _is_all_met(reading: Reading) -> bool:
    """Whether no row is unmet and at least one is met, once all have their results."""
    rows = reading.once(indicator_rows)
    return are_results_told(reading) and not any(row.is_unmet for row in rows) and any(row.is_met for row in rows)


def _where(reading: Reading) -> str:
    """Where money is explained on a form that has no remarks: beside the indicators."""
    if place_of(reading, REMARKS):
        return ""
    labels = (field.label for page in indicator_pages(reading) for field in page.fields if field.name in REASONS)
    place = next(labels, "")
    return f"在有关指标的「{place}」中" if place else ""


def _with_unit(text: str) -> str:
    return f"{text} 万元" if _BARE_FIGURE().match(text) else text


def _said(reading: Reading, path: Path) -> str:
    return f"{label(reading, path)} {reading.text(path)}"


def _how_wrong(reading: Reading, path: Path, given: str, right: str) -> Severity | None:
    """A figure from outside against the derived one: wrong, written with fewer decimals, or the same."""
    field, exact = reading.form.field(path), reading.value(path)
    try:
        told, own = (number_in(KINDS[field.kind].read(text, reading.context(field))) for text in (given, right))
    except Unreadable:
        return Severity.ERROR
    if told == own and (told is not None or given == right):
        return None
    if told is None or not isinstance(exact, Decimal):
        return Severity.ERROR
    exponent = told.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    wanted = field.decimals if field.decimals is not None else field.max_decimals or 0
    return Severity.INFO if decimals < wanted and half_up(exact, decimals) == told else Severity.ERROR


def _is_left(reading: Reading, page: Page) -> bool:
    """Whether the form is filled in further than this page, so that its gaps were not just left for the next answer."""
    names = [each.name for each in reading.form.pages]
    later = tuple(f"{name}{sign}" for name in names[names.index(page.name) + 1 :] for sign in "#.")
    texts = reading.answers.texts.items()
    printed = {str(path) for each in reading.form.pages for path in _printed_names(reading, each)}
    return any(text and key.startswith(later) and key not in printed for key, text in texts)


def _printed_names(reading: Reading, page: Page) -> Iterator[Path]:
    """The names of the rows that the form itself has."""
    if page.type is PageType.REPEATED and any(group.preset for group in page.groups):
        rows = reading.answers.page_rows(page.name)
        yield from (Path(page.name, str(row.id), page.key_field.name) for row in rows if row.preset)


def _compare_sum(
    reading: Reading, words: str, total: Path, parts: list[Path], page: Page | None = None
) -> Iterator[Finding]:
    """What the parts make against the whole; a part without an answer counts as 0 where its page was left so."""
    whole, values = reading.value(total), [reading.value(path) for path in parts]
    told = [each.amount for each in values if isinstance(each, Money)]
    empty = [path for path in parts if path.field == WHICH or not reading.text(path)] if len(told) < len(parts) else []
    if not isinstance(whole, Money) or not parts or len(told) + len(empty) < len(parts):
        return
    added = sum(told, Decimal(0))
    differs = abs(added - whole.amount) > number(reading, "F02", "tolerance")
    if differs and (not empty or page is not None and _is_left(reading, page)):
        message = f"{words}合计 {added:f}，与总额 {whole.amount:f} 不符{_what_lacks(reading, empty)}。"
        path = empty[0] if empty else parts[-1]
        yield Finding("F02", Severity.ERROR, str(path), message, about=(str(total), *map(str, parts)))


def _what_lacks(reading: Reading, empty: list[Path]) -> str:
    if not empty:
        return "，请核对"
    if empty[0].field == WHICH:
        return "（没有填写资金来源），请补填"
    return f"（{label(reading, empty[0])}空着），请补填，没有的填 0"


def _own_sum(reading: Reading) -> Iterator[Finding]:
    """A sum that the form's profile names; one that names no answers of the form is none."""
    match = _SUM().match(word(reading, "F02", "sum"))
    names = [match[1], *(each.strip() for each in match[2].split("+"))] if match else []
    try:
        places = [resolve(reading.form, name, Path(HEADER)) for name in names]
    except KeyError:
        return
    if places:
        labels = "、".join(reading.form.field(path).label for path in places[1:])
        yield from _compare_sum(reading, labels, places[0], places[1:])


def _told_amounts(reading: Reading) -> frozenset[Decimal]:
    """The amounts that goal and result speak of, in 元."""
    quantities = (each for _, text in told_texts(reading) for each in find_quantities(text))
    return frozenset(each.scaled(each.value) for each in quantities if each.shape is Shape.AMOUNT)


def _adjusted(reading: Reading) -> Iterator[tuple[Path, Path]]:
    for page in reading.form.pages:
        names = {field.name for field in page.fields}
        for first, last in ADJUSTED:
            for row in row_names(reading, page) if {first, last} <= names else ():
                yield Path(page.name, row, first), Path(page.name, row, last)


def _is_other(planned: object, became: object) -> bool:
    return isinstance(planned, Money) and isinstance(became, Money) and planned.amount != became.amount


def _padded(match: re.Match[str], places: int) -> str:
    """The same figure with more decimals; rounded where it has more than money can have."""
    decimals = match[1] or ""
    if len(decimals) > places:
        return f"{half_up(Decimal(match[0].replace(',', '')), places):f}"
    return (match[0] if decimals else f"{match[0]}.") + "0" * (places - len(decimals))


def _empty_part(reading: Reading, page: Page, field: Field) -> Path | None:
    """The first source that lacks this amount; the question which sources there are, where none is told."""
    parts = [Path(page.name, key, field.name) for key in reading.applied_rows(page)]
    if not parts and page.ask_which:
        return Path(page.name, "", WHICH)
    return next((path for path in parts if not reading.text(path)), None)
