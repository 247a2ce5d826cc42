"""Promised wages (賃上げの約束): what an effect report says of wages beside what was promised, told while it is written.

A figure below its promise never stops the report: whoever sends it learns what was promised, by how much it falls short,
what the rules make of it, and what can be done. The amounts come from the rules book, as after the acceptance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hojokin.flow.form import FormProblem, Severity
from hojokin.flow.returning import (
    BOOK,
    LAST_YEAR,
    WAGE_DUTY,
    JudgedYear,
    ReturnCase,
    Verdict,
    pay_needed,
    worked_out,
)
from hojokin.rules.answers import percent_text
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Rulebook

LOWEST, TOTAL = "lowest_wage", "total_pay"
# The rules that judge each figure, by their names in the book of returns.
_JUDGED_BY = {
    LOWEST: ("missed_minimum_wage", "minimum_wage_return", "minimum_wage_return_waived"),
    TOTAL: ("pay_return", "pay_return_waived"),
}
# Nothing else of the grant is at stake while one figure is looked at.
_ALONE = {"report_missing": False, "withdrawn_before_judgement": False}
_NEXT = Text(
    "まず賃金台帳と見比べ、違っていれば直してください。正しければ、このまま提出できます。"
    "理由や事情を「数値についての説明」に書いてください。",
    "Compare it with the wage ledger first, and correct it if it differs. If it is right, the report can be sent as it is: "
    "write the reason in “Explanation of the figures”.",
)
_BEYOND_CONTROL = Text(
    "天災など事業者の責めに負わない理由があると事務局が認めたとき",
    "the office accepts a cause beyond your control, such as a disaster",
)


def wages_below_promise(case: ReturnCase, said: JudgedYear) -> Iterator[FormProblem]:
    """What falls short in the year that is being reported."""
    if said.lowest_wage is not None and (case.minimum_wage_duty or said.margin):
        yield from _lowest(case, said)
    needed = pay_needed(case, said, case.pay_target or case.bonus_target)
    if needed is not None and said.total_pay is not None and said.total_pay < needed:
        yield _told(TOTAL, case, _pay_is_low(case, said, needed), _after_low_pay(case, said))


def _lowest(case: ReturnCase, said: JudgedYear) -> Iterator[FormProblem]:
    if said.verdict is Verdict.MISSED:
        yield _told(LOWEST, case, _wage_is_low(said), _after_low_wage(case, said))
    elif said.verdict is Verdict.UNKNOWN and said.judged_on is not None:
        yield _told(LOWEST, case, _not_judged_yet(said))


def _wage_is_low(said: JudgedYear) -> Text:
    wage, regional, target = said.lowest_wage or 0, said.regional_minimum or 0, said.target or 0
    short = target - wage
    day = f"{said.judged_on:%Y-%m-%d}" if said.judged_on else ""
    on = Text(f"{_day(said)}の", f" on {day}") if said.judged_on else Text("", "")
    return Text(
        f"事業場内最低賃金{wage:,}円は、申請で約束した{target:,}円（{on.ja}地域別最低賃金{regional:,}円＋{said.margin:,}円）"
        f"より{short:,}円低い額です。",
        f"The lowest pay of {wage:,} yen is {short:,} yen below the {target:,} yen that was promised (regional minimum{on.en} "
        f"of {regional:,} yen + {said.margin:,} yen).",
    )


def _not_judged_yet(said: JudgedYear) -> Text:
    """The tables do not hold the day's regional minimum: what can be said already, and where the rest is found."""
    wage, known = said.lowest_wage or 0, said.last_known
    base = Text(
        f"約束は、{_day(said)}の地域別最低賃金＋{said.margin:,}円以上です。その額はまだこのサイトの表にないため、"
        "達成したかどうかは事務局が判定します。都道府県労働局の公表する額と比べてください。",
        f"The promise is the regional minimum wage on {said.judged_on:%Y-%m-%d} + {said.margin:,} yen or more. The site's "
        "tables do not hold that amount yet, so the office judges it. Compare with what the prefectural labour bureau "
        "publishes.",
    )
    if known is None or wage >= known + said.margin:
        return base
    short = known + said.margin - wage
    return Text(
        f"{base.ja}分かっている最新の{known:,}円に{said.margin:,}円を足した{known + said.margin:,}円と比べても、"
        f"{wage:,}円は{short:,}円低い額です。",
        f"{base.en} Even of the newest known amount, {known:,} yen + {said.margin:,} yen, {wage:,} yen falls short by "
        f"{short:,} yen.",
    )


def _pay_is_low(case: ReturnCase, said: JudgedYear, needed: int) -> Text:
    pay = said.total_pay or 0
    rate = percent_text(case.pay_target or case.bonus_target)
    by_head = case.heads_base is not None and bool(said.paid_people)
    basis = (
        Text("1人当たりで比べるため、今年の人数に直した額", "per head, for the people paid this year")
        if by_head
        else Text("申請時の給与支給総額から", "from total pay at the application")
    )
    return Text(
        f"給与支給総額{pay:,}円は、約束した年{rate}％の伸びに必要な{needed:,}円（{said.plan_year}年目、{basis.ja}）より"
        f"{needed - pay:,}円低い額です。",
        f"Total pay of {pay:,} yen is {needed - pay:,} yen below the {needed:,} yen that the promised growth of {rate} % a year "
        f"asks for in year {said.plan_year} ({basis.en}).",
    )


def _after_low_wage(case: ReturnCase, said: JudgedYear) -> Text:
    if not case.minimum_wage_duty:
        return _after_missed_bonus(case)
    book, judged = rulebook(BOOK, case.edition), replace(case, years=(said,), pay_duty=False)
    percent = percent_text(book.parameters.blocks["waiver_by_value_added"].growth_a_year.below)
    ground = Text(
        f"付加価値額の年平均成長率が{percent}％未満のとき",
        f"value added grew by less than {percent} % a year",
    )
    if said.value_added is None:  # the waiver needs the figures of the year: without them the most is told
        judged = replace(judged, value_added_base=0)
    return _consequence(judged, ground, book.rules["minimum_wage_return"].clause)


def _after_low_pay(case: ReturnCase, said: JudgedYear) -> Text:
    if not case.pay_duty:
        return _after_missed_bonus(case)
    if said.plan_year != LAST_YEAR:
        return Text(
            f"判定は計画の終わり（{LAST_YEAR}年目）に1度だけで、この年の返還はありません。"
            "このままでは最後の年に届かないおそれがあります。",
            f"It is judged once, at the end of the plan (year {LAST_YEAR}): nothing goes back for this year, but the last "
            "one may be missed.",
        )
    book = rulebook(BOOK, case.edition)
    judged = replace(with_year(case, said), minimum_wage_duty=False)
    return _consequence(judged, _ground_for_pay(book), book.rules["pay_return"].clause)


def _ground_for_pay(book: Rulebook) -> Text:
    if "mostly_losses" in book.rules:
        return Text(
            "付加価値額が伸びておらず、計画年数の過半数が営業赤字のとき",
            "value added has not grown and most plan years ended with an operating loss",
        )
    share = book.parameters.blocks["waiver_by_growth"].share_of_value_added_growth
    return Text(
        f"給与支給総額の年平均成長率が、付加価値額の年平均成長率の{share}を超えるとき",
        f"total pay grew by more than {share} of the growth of value added a year",
    )


def _consequence(case: ReturnCase, ground: Text, clause: str) -> Text:
    """What the rules ask back, and the grounds on which they do not."""
    if case.returned_before:
        return Text(
            f"すでに返還しているため、重ねて返還を求められることはありません（{clause}）。",
            f"Money was returned already; no second return is asked for ({clause}).",
        )
    amount = worked_out(case, WAGE_DUTY, _ALONE).amount
    if not amount and case.received:
        return Text(
            f"入力された数値は免除の条件（{ground.ja}）に当たるため、返還は求められない見込みです（{clause}）。"
            "根拠の書類を残してください。",
            f"By the figures entered a return is waived ({ground.en}; {clause}). Keep the papers that show it.",
        )
    return Text(
        f"このまま受理されると、補助金{case.received:,}円のうち{amount:,}円の返還を求められることがあります（{clause}）。"
        f"{ground.ja}、または{_BEYOND_CONTROL.ja}は免除されます。",
        f"Once accepted, {amount:,} yen of the grant of {case.received:,} yen may be claimed back ({clause}). It is waived when "
        f"{ground.en}, or when {_BEYOND_CONTROL.en}.",
    )


def _after_missed_bonus(case: ReturnCase) -> Text:
    """A promise for the bonus alone: nothing goes back, later applications are reduced."""
    book = rulebook("bonus", case.edition)
    months = book.evaluate({"missed_wage_bonus": True}, ("reduction_months",))["reduction_months"]
    clause = book.rules["reduction_months"].clause
    return Text(
        f"賃上げの加点の目標が未達になると、報告から{months}か月間、中小企業庁の補助金で大きく減点されます（{clause}）。"
        f"{_BEYOND_CONTROL.ja}は除きます。",
        f"Missing the target of the wage bonus brings a heavy reduction in all subsidies of the SME Agency for {months} months "
        f"from the report ({clause}), unless {_BEYOND_CONTROL.en}.",
    )


def with_year(case: ReturnCase, said: JudgedYear) -> ReturnCase:
    """The case with one year as it is being written."""
    others = tuple(each for each in case.years if each.plan_year != said.plan_year)
    return replace(case, years=(*others, said))


def _told(field: str, case: ReturnCase, *parts: Text) -> FormProblem:
    """Each part in a line of its own: what falls short, what follows, what to do."""
    lines = (*parts, _NEXT)
    said = Text("\n".join(each.ja for each in lines), "\n".join(each.en for each in lines))
    return FormProblem(field, said, _source(field, case), Severity.CAUTION)


def _source(field: str, case: ReturnCase) -> str:
    """The facts behind it: those of the duty, or of the bonus where no duty binds."""
    if not (case.minimum_wage_duty if field == LOWEST else case.pay_duty):
        return " ".join(rulebook("bonus", case.edition).rules["reduction_months"].facts)
    rules = rulebook(BOOK, case.edition).rules
    return " ".join(dict.fromkeys(fact for name in _JUDGED_BY[field] for fact in rules[name].facts))


def _day(said: JudgedYear) -> str:
    on = said.judged_on
    return f"{on.year}年{on.month}月{on.day}日" if on else ""
