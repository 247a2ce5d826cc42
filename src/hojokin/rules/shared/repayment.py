"""Repayment of wage duties (賃上げ要件の未達による返還): how much of a grant goes back, when none does."""

from __future__ import annotations

from fractions import Fraction

from hojokin.rules.engine.exact import (
    BasisPoints,
    Count,
    Flag,
    Rate,
    Years,
    Yen,
    all_of,
    any_of,
    count_true,
    most,
    not_,
    where,
)
from hojokin.rules.engine.facts import YEN_BOUND, flag, number, yen
from hojokin.rules.engine.loading import Limits, Numbers, Rates
from hojokin.rules.engine.rulebook import caution, obligation, rule

ONE_IN_BASIS_POINTS = 10_000
_REPORT = ("効果報告", "Effect report")
_STATEMENT = ("決算書", "Financial statements")

granted_amount = yen(
    "交付を受けた補助金の額", "Grant received", document=("確定通知書", "Notice of the settled amount")
)
minimum_wage_duty = flag("事業場内最低賃金の要件がかかる", "Bound by the minimum wage duty", default=False)
pay_duty = flag("給与支給総額の要件がかかる", "Bound by the pay growth duty", default=False)
failing_year = number(
    "事業場内最低賃金が未達となった計画年（なければ0）",
    "Plan year in which the lowest pay missed its target (0: none)",
    "years",
    highest=3,
    default=0,
    document=_REPORT,
    help=(
        "効果報告の直前の月の賃金を、報告期間の始まりの地域別最低賃金と比べます。",
        "Pay of the month before the report, against the regional minimum at the start of the report period.",
    ),
)
pay_growth_missed = flag(
    "計画の終了時に給与支給総額の目標が未達である",
    "Pay growth missed at the end of the plan",
    default=False,
    document=_REPORT,
)
report_missing = flag("期間内に効果報告がない", "No effect report in its period", default=False)
withdrawn_before_judgement = flag(
    "賃上げの判定前に辞退した", "Withdrew before the wage judgement", default=False
)
announcement_was_false = flag(
    "賃上げ計画の従業員への表明が事実でなかった", "The announcement to employees was not made", default=False
)
returned_before = flag(
    "事業場内最低賃金の未達ですでに返還した",
    "Already returned money for a missed minimum wage",
    default=False,
)
not_attributable = flag(
    "天災など事業者の責めに負わない理由がある",
    "Causes beyond the firm's control",
    default=False,
    help=("事務局が認めた場合だけ「はい」とします。", "Yes only when the secretariat accepts it."),
)
value_added_base = yen(
    "基準年の付加価値額",
    "Value added, base year",
    lowest=-YEN_BOUND,
    default=0,
    document=_STATEMENT,
    help=("営業利益＋人件費＋減価償却費です。", "Operating profit + personnel cost + depreciation."),
)
value_added_failing_year = yen(
    "未達となった年の付加価値額",
    "Value added, year of the miss",
    lowest=-YEN_BOUND,
    default=0,
    document=_STATEMENT,
)
value_added_end = yen(
    "計画最終年の付加価値額",
    "Value added, last plan year",
    lowest=-YEN_BOUND,
    default=0,
    document=_STATEMENT,
)
operating_profit_1 = yen(
    "計画1年目の営業利益", "Operating profit, year 1", lowest=-YEN_BOUND, default=0, document=_STATEMENT
)
operating_profit_2 = yen(
    "計画2年目の営業利益", "Operating profit, year 2", lowest=-YEN_BOUND, default=0, document=_STATEMENT
)
operating_profit_3 = yen(
    "計画3年目の営業利益", "Operating profit, year 3", lowest=-YEN_BOUND, default=0, document=_STATEMENT
)
pay_growth = number(
    "給与支給総額の年平均成長率（2025年度）",
    "Growth of total pay a year (FY2025)",
    "basis_points",
    lowest=-ONE_IN_BASIS_POINTS,
    default=0,
    document=_REPORT,
)
value_added_growth = number(
    "付加価値額の年平均成長率（2025年度）",
    "Growth of value added a year (FY2025)",
    "basis_points",
    lowest=-ONE_IN_BASIS_POINTS,
    default=0,
    document=_REPORT,
)


def grown_by(basis_points: int, *, years: int, base: int, now: int) -> Flag:
    """Whether ``now`` is ``base`` grown by at least so much a year; exact, with the factor in lowest terms.

    Lowest terms keep 1.5 % over three years (203³/200³) of any permitted yen inside 64 bits.
    """
    factor = Fraction(ONE_IN_BASIS_POINTS + basis_points, ONE_IN_BASIS_POINTS) ** years
    return now * factor.denominator >= base * factor.numerator


@rule(
    "賃上げ要件がかかる", en="Bound by a wage duty", clause="交付規程 28条2項", facts="N-100 RET-05 WAGE-16"
)
def bound_by_wage_duty(minimum_wage_duty: Flag, pay_duty: Flag) -> Flag:
    return any_of(minimum_wage_duty, pay_duty)


@rule(
    "事業場内最低賃金が未達である",
    en="Lowest pay missed its target",
    clause="公募要領 補足1",
    facts="RET-01 RET-03 N-101",
)
def missed_minimum_wage(minimum_wage_duty: Flag, failing_year: Years) -> Flag:
    return all_of(minimum_wage_duty, failing_year > 0)


@rule(
    "未達の年を含む残りの計画年数",
    en="Plan years left, that of the miss included",
    clause="公募要領 補足1",
    facts="RET-01 N-101",
)
def remaining_years(missed_minimum_wage: Flag, failing_year: Years, plan: Numbers) -> Years:
    return where(missed_minimum_wage, plan.years - failing_year + 1, 0)


@rule(
    "付加価値額の年平均成長率が基準に達する",
    en="Value added has grown enough to owe a return",
    clause="公募要領 補足1",
    facts="RET-04 RET-08 N-102",
)
def value_added_grew(
    failing_year: Years, value_added_base: Yen, value_added_failing_year: Yen, waiver_by_value_added: Limits
) -> Flag:
    # The waiver is printed as "below"; one step past its highest inside is the growth that is enough.
    needed = waiver_by_value_added.growth_a_year.highest + 1
    base, now = value_added_base, value_added_failing_year
    after_one = grown_by(needed, years=1, base=base, now=now)
    after_two = grown_by(needed, years=2, base=base, now=now)
    after_three = grown_by(needed, years=3, base=base, now=now)
    return where(failing_year == 1, after_one, where(failing_year == 2, after_two, after_three))


@rule(
    "事業場内最低賃金の未達による返還が免除される",
    en="Return for a missed minimum wage is waived",
    clause="公募要領 補足1",
    facts="RET-04 N-102 ARI-02",
)
def minimum_wage_return_waived(value_added_grew: Flag, value_added_base: Yen, not_attributable: Flag) -> Flag:
    return any_of(not_attributable, all_of(value_added_base > 0, not_(value_added_grew)))


@rule(
    "事業場内最低賃金の未達による返還額",
    en="Return for a missed minimum wage",
    clause="公募要領 補足1",
    facts="RET-01 RET-14 N-101 N-109",
)
def minimum_wage_return(
    granted_amount: Yen, remaining_years: Years, minimum_wage_return_waived: Flag, plan: Numbers
) -> Yen:
    share = Rate(1, 1).of(granted_amount, part=remaining_years, whole=plan.years)
    return where(minimum_wage_return_waived, 0, share)


@rule(
    "営業利益が赤字の年数",
    en="Years with an operating loss",
    clause="公募要領 補足1",
    facts="RET-06",
    since="fy2026",
)
def loss_years(operating_profit_1: Yen, operating_profit_2: Yen, operating_profit_3: Yen) -> Count:
    return count_true(operating_profit_1 < 0, operating_profit_2 < 0, operating_profit_3 < 0)


@rule(
    "計画年数の過半数が営業赤字である",
    en="Operating losses in most plan years",
    clause="公募要領 補足1",
    facts="RET-06",
    since="fy2026",
)
def mostly_losses(loss_years: Count, plan: Numbers, waiver_by_losses: Limits) -> Flag:
    return waiver_by_losses.halves_of_the_years.admits_share(loss_years, plan.years, per=2)


@rule(
    "給与支給総額の未達による返還が免除される",
    en="Return for missed pay growth is waived",
    clause="公募要領 補足1",
    facts="RET-06",
    since="fy2026",
    named="pay_return_waived",
)
def pay_return_waived_by_losses(
    value_added_base: Yen, value_added_end: Yen, mostly_losses: Flag, not_attributable: Flag
) -> Flag:
    return any_of(not_attributable, all_of(value_added_end <= value_added_base, mostly_losses))


@rule(
    "給与支給総額の未達による返還が免除される",
    en="Return for missed pay growth is waived",
    clause="公募要領 補足1",
    facts="RET-07 N-104",
    until="fy2025",
    named="pay_return_waived",
)
def pay_return_waived_by_growth(
    pay_growth: BasisPoints, value_added_growth: BasisPoints, not_attributable: Flag, waiver_by_growth: Rates
) -> Flag:
    share = waiver_by_growth.share_of_value_added_growth
    return any_of(not_attributable, pay_growth * share.denominator > value_added_growth * share.numerator)


@rule(
    "給与支給総額の未達による返還額",
    en="Return for missed pay growth",
    clause="交付規程 28条2項",
    facts="RET-05 N-103",
)
def pay_return(granted_amount: Yen, pay_duty: Flag, pay_growth_missed: Flag, pay_return_waived: Flag) -> Yen:
    return where(all_of(pay_duty, pay_growth_missed, not_(pay_return_waived)), granted_amount, 0)


@rule(
    "効果報告がないことによる返還額",
    en="Return for a missing report",
    clause="交付規程 28条2項",
    facts="RET-10 N-100 W-135",
)
def report_return(granted_amount: Yen, bound_by_wage_duty: Flag, report_missing: Flag) -> Yen:
    return where(all_of(bound_by_wage_duty, report_missing), granted_amount, 0)


@rule(
    "判定前の辞退による返還額",
    en="Return after an early withdrawal",
    clause="公募要領 3-5",
    facts="RET-11 N-106 W-135",
)
def withdrawal_return(granted_amount: Yen, bound_by_wage_duty: Flag, withdrawn_before_judgement: Flag) -> Yen:
    return where(all_of(bound_by_wage_duty, withdrawn_before_judgement), granted_amount, 0)


@rule(
    "賃上げ要件の未達による返還額",
    en="Return for the wage duties",
    clause="交付規程 28条2項",
    facts="N-100 N-105 RET-02 RET-09",
)
def wage_return(
    returned_before: Flag,
    minimum_wage_return: Yen,
    pay_return: Yen,
    report_return: Yen,
    withdrawal_return: Yen,
) -> Yen:
    # No part exceeds the grant, so the cap of RET-09 holds without being computed.
    largest = most(minimum_wage_return, pay_return, report_return, withdrawal_return)
    return where(returned_before, 0, largest)


@rule(
    "表明が事実でないことによる取消しの返還額",
    en="Return when the announcement was false",
    clause="公募要領 補足1",
    facts="N-108 WAGE-19",
)
def cancellation_return(granted_amount: Yen, bound_by_wage_duty: Flag, announcement_was_false: Flag) -> Yen:
    return where(all_of(bound_by_wage_duty, announcement_was_false), granted_amount, 0)


@rule("返還額", en="Amount to return", clause="交付規程 28条", facts="N-100 N-108 RET-09")
def repayment_amount(wage_return: Yen, cancellation_return: Yen) -> Yen:
    return most(wage_return, cancellation_return)


@rule(
    "加算金がかかる返還額",
    en="Part that bears the surcharge",
    clause="交付規程 29条",
    facts="N-105 RET-09 RET-12",
)
def surcharged_amount(cancellation_return: Yen) -> Yen:
    return cancellation_return


@obligation(
    "賃上げ要件の未達により返還する",
    en="Returns money for the wage duties",
    clause="交付規程 28条2項",
    facts="N-100 RET-01 RET-05 RET-09 RET-10 RET-11",
    message=(
        "補助金{granted_amount:,}円のうち{wage_return:,}円の返還を求められます（{clause}）。"
        "加算金はかかりません。"
        "事務局の通知の期限までに返還してください。"
    ),
    message_en=(
        "Of the grant of {granted_amount:,} yen, {wage_return:,} yen is claimed back ({clause}), without "
        "surcharge. "
        "Return it by the date in the secretariat's notice."
    ),
)
def returns_for_wage_duties(wage_return: Yen, granted_amount: Yen) -> Flag:
    return wage_return > 0


@obligation(
    "交付決定の取消しにより返還する",
    en="Returns money after cancellation",
    clause="公募要領 補足1",
    facts="N-108 WAGE-19",
    message=(
        "賃上げ計画の表明がなかったため交付決定が取り消され、"
        "{cancellation_return:,}円に加算金を付けて返還します"
        "（{clause}）。表明の記録があれば事務局に示してください。"
    ),
    message_en=(
        "The wage plan had not been announced, so the decision is cancelled and {cancellation_return:,} "
        "yen goes back "
        "with a surcharge ({clause}). If there is a record of the announcement, show it to the secretariat."
    ),
)
def returns_after_cancellation(cancellation_return: Yen) -> Flag:
    return cancellation_return > 0


@caution(
    "返還額の1円未満を切り捨てた",
    en="The third was cut to the yen",
    clause="公募要領 補足1",
    facts="RET-14 N-109",
    message=(
        "交付額{granted_amount:,}円は{plan.years}で割り切れないため、"
        "1円未満を切り捨てて{minimum_wage_return:,}円と"
        "しました。切り捨ては公式資料に書かれておらず未確認です（{clause}）。"
    ),
    message_en=(
        "The grant of {granted_amount:,} yen does not divide by {plan.years}; the part of a yen was cut "
        "off, giving "
        "{minimum_wage_return:,} yen. The rounding is not stated officially ({clause})."
    ),
)
def third_was_cut(
    granted_amount: Yen, remaining_years: Years, minimum_wage_return: Yen, plan: Numbers
) -> Flag:
    uneven = minimum_wage_return * plan.years != granted_amount * remaining_years
    return all_of(minimum_wage_return > 0, uneven)


@caution(
    "免除を計算では判定できない",
    en="The waiver cannot be computed",
    clause="公募要領 補足1",
    facts="RET-04 ARI-02",
    message=(
        "基準年の付加価値額{value_added_base:,}円が0以下か未入力のため、"
        "成長率による免除を判定できません（{clause}）。"
        "決算書を添えて事務局に確かめてください。"
    ),
    message_en=(
        "Value added of the base year, {value_added_base:,} yen, is zero, negative or not given, so the "
        "waiver by growth "
        "cannot be judged ({clause}). Ask the secretariat with the financial statements."
    ),
)
def waiver_needs_a_person(missed_minimum_wage: Flag, value_added_base: Yen) -> Flag:
    return all_of(missed_minimum_wage, value_added_base <= 0)


@caution(
    "返還が免除される",
    en="A return is waived",
    clause="公募要領 補足1",
    facts="RET-04 RET-06 RET-07",
    message=(
        "未達ですが、付加価値額や営業利益、天災などの事情により返還は求められません（{clause}）。"
        "根拠の書類を残してください。"
    ),
    message_en=(
        "A target was missed, but value added, operating losses or causes beyond control waive the return "
        "({clause}). "
        "Keep the papers that show it."
    ),
)
def return_is_waived(
    missed_minimum_wage: Flag,
    minimum_wage_return_waived: Flag,
    pay_duty: Flag,
    pay_growth_missed: Flag,
    pay_return_waived: Flag,
) -> Flag:
    return any_of(
        all_of(missed_minimum_wage, minimum_wage_return_waived),
        all_of(pay_duty, pay_growth_missed, pay_return_waived),
    )
