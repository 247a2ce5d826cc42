"""Settlement (額の確定): what is paid in the end, from what was really spent and what was granted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from hojokin.rules.engine.exact import (
    Choice,
    Count,
    Flag,
    Rate,
    Yen,
    all_of,
    any_of,
    least,
    most,
    not_,
    where,
)
from hojokin.rules.engine.facts import Text, choice, flag, number, yen
from hojokin.rules.engine.loading import Limits, Rates
from hojokin.rules.engine.rulebook import caution, obligation, rule


class SettledPart(IntEnum):
    """Part of a grant (補助額の内訳) as far as its rates differ; class A of a group is ``INVOICE_TOOLS``."""

    NORMAL = 1
    NORMAL_NEAR_MINIMUM_WAGE = 2
    INVOICE_TOOLS = 3
    HARDWARE = 4
    ELECTRONIC_TRANSACTION = 5
    ELECTRONIC_TRANSACTION_NOT_SME = 6
    SECURITY = 7
    ANALYSIS = 8
    COORDINATION = 9


PART_LABELS = {
    SettledPart.NORMAL: Text("通常枠", "Normal track"),
    SettledPart.NORMAL_NEAR_MINIMUM_WAGE: Text("通常枠（最低賃金近傍）", "Normal track, near minimum wage"),
    SettledPart.INVOICE_TOOLS: Text(
        "インボイス対応類型・基盤導入経費のITツール", "Invoice track or class A, IT tools"
    ),
    SettledPart.HARDWARE: Text("PC・タブレット等、レジ・券売機", "PCs and tablets, registers"),
    SettledPart.ELECTRONIC_TRANSACTION: Text("電子取引類型（中小企業等）", "Electronic transactions, SME"),
    SettledPart.ELECTRONIC_TRANSACTION_NOT_SME: Text(
        "電子取引類型（その他の事業者）", "Electronic transactions, not an SME"
    ),
    SettledPart.SECURITY: Text("セキュリティ対策推進枠", "Security track"),
    SettledPart.ANALYSIS: Text("消費動向等分析経費", "Class B, analysis"),
    SettledPart.COORDINATION: Text(
        "とりまとめ役の事務費・外部専門家の謝金等", "Class C, coordination and experts"
    ),
}

_REPORT = ("実績報告", "Performance report")
_NOTICE = ("交付決定通知書", "Notice of grant decision")

settled_part = choice("確定する補助額の内訳", "Part of the grant", SettledPart, names=PART_LABELS)
granted_amount = yen("交付決定額", "Amount granted", document=_NOTICE)
applied_eligible_cost = yen(
    "交付申請時の補助対象経費",
    "Eligible cost at application",
    document=_NOTICE,
    help=(
        "小規模事業者でなくなったときに対象経費の上限になります。",
        "Caps the cost when micro status is lost.",
    ),
)
actual_eligible_cost = yen(
    "実績の補助対象経費（税抜）",
    "Eligible cost really spent, without tax",
    document=_REPORT,
    help=(
        "電子取引類型では按分前の利用料です。",
        "In the electronic transaction track, the fee before its share.",
    ),
)
sme_accounts = number(
    "中小企業等に供与したアカウント数",
    "Accounts given to SMEs",
    default=1,
    document=_REPORT,
    help=("電子取引類型だけで使います。", "Electronic transaction track only."),
)
contracted_accounts = number(
    "契約した取引先アカウントの総数", "All contracted accounts", lowest=1, default=1, document=_REPORT
)
small_at_decision = flag(
    "交付決定時に小規模事業者である", "A micro-enterprise at the decision", default=False
)
small_at_completion = flag(
    "補助事業の完了時に小規模事業者である",
    "A micro-enterprise at completion",
    default=False,
    document=("従業員一覧", "Employee list"),
)
by_plain_fractions = flag(
    "インボイス枠の段階を分数のまま計算する",
    "Invoice tiers by plain fractions",
    default=False,
    help=("交付決定と同じ計算方法を選びます。", "Choose what the grant decision was calculated with."),
)
paid_amount = yen("すでに支払われた補助金の額", "Amount already paid", default=0)


@rule(
    "小規模事業者の補助率が続く",
    en="Keeps the rate of micro-enterprises",
    clause="公募要領（インボイス対応類型） 補足2",
    facts="I-16 S-10 F-34",
)
def keeps_small_rate(small_at_decision: Flag, small_at_completion: Flag) -> Flag:
    return all_of(small_at_decision, small_at_completion)


@caution(
    "完了時に小規模事業者でなくなった",
    en="Micro status lost before completion",
    clause="公募要領（インボイス対応類型） 補足2",
    facts="I-16 S-10 F-34",
    message=(
        "交付決定から完了までの間に小規模事業者でなくなったため、補助率が下がり、"
        "対象経費は申請時の{applied_eligible_cost:,}円が上限になります（{clause}）。"
    ),
    message_en=(
        "Micro status was lost between decision and completion: the lower rate applies and the cost "
        "counts up "
        "to the {applied_eligible_cost:,} yen of the application ({clause})."
    ),
)
def lost_small_rate(
    settled_part: Choice, small_at_decision: Flag, small_at_completion: Flag, applied_eligible_cost: Yen
) -> Flag:
    has_small_rate = any_of(settled_part == SettledPart.INVOICE_TOOLS, settled_part == SettledPart.SECURITY)
    return all_of(has_small_rate, small_at_decision, not_(small_at_completion))


@rule(
    "確定の対象となる経費",
    en="Cost that counts",
    clause="公募要領（インボイス対応類型） 補足2",
    facts="I-16 S-10 F-34 D-14",
)
def counted_cost(lost_small_rate: Flag, actual_eligible_cost: Yen, applied_eligible_cost: Yen) -> Yen:
    return where(lost_small_rate, least(actual_eligible_cost, applied_eligible_cost), actual_eligible_cost)


@rule(
    "セキュリティ対策推進枠の補助率",
    en="Rate of the security track",
    clause="公募要領（セキュリティ対策推進枠） 2-3",
    facts="S-02 S-03 S-10",
)
def security_rate(keeps_small_rate: Flag, security_rates: Rates) -> Rate:
    return where(keeps_small_rate, security_rates.small, security_rates.standard)


@rule(
    "一つの補助率による補助率",
    en="The one rate",
    clause="交付規程 様式第1",
    facts="N-12 W-122 N-03 N-04 D-05 I-10 I-11 F-24 F-25 F-28",
)
def single_rate(
    settled_part: Choice,
    security_rate: Rate,
    normal_rates: Rates,
    electronic_transaction_rates: Rates,
    other_rates: Rates,
) -> Rate:
    by_part = {
        SettledPart.NORMAL: normal_rates.standard,
        SettledPart.NORMAL_NEAR_MINIMUM_WAGE: normal_rates.near_minimum_wage,
        SettledPart.ELECTRONIC_TRANSACTION: electronic_transaction_rates.sme,
        SettledPart.ELECTRONIC_TRANSACTION_NOT_SME: electronic_transaction_rates.others,
        SettledPart.SECURITY: security_rate,
        SettledPart.HARDWARE: other_rates.hardware,
        SettledPart.ANALYSIS: other_rates.analysis,
    }
    return _by_part(settled_part, by_part, other_rates.coordination)


def _by_part(part: Choice, rates: Mapping[SettledPart, Rate], otherwise: Rate) -> Rate:
    chosen = otherwise
    for member, rate in rates.items():
        chosen = where(part == member, rate, chosen)
    return chosen


@rule(
    "実績の経費に補助率を乗じた額（一つの補助率）",
    en="Spending times the one rate",
    clause="交付規程 様式第1",
    facts="N-12 W-122 D-08 D-14",
)
def single_rate_share(
    counted_cost: Yen, single_rate: Rate, sme_accounts: Count, contracted_accounts: Count
) -> Yen:
    return single_rate.of(counted_cost, part=sme_accounts, whole=contracted_accounts)


@rule(
    "第1段階の補助率",
    en="Rate of the first tier",
    clause="公募要領（インボイス対応類型） 補足2",
    facts="I-02 I-16 F-21 F-34",
)
def first_tier_rate(keeps_small_rate: Flag, invoice_rates: Rates) -> Rate:
    return where(keeps_small_rate, invoice_rates.first_small, invoice_rates.first)


@rule("第1段階の経費", en="Cost in the first tier", clause="計算用ツール 様式5", facts="I-07")
def first_tier_cost(counted_cost: Yen, keeps_small_rate: Flag, first_tier: Limits) -> Yen:
    return least(
        counted_cost, where(keeps_small_rate, first_tier.cost_small.highest, first_tier.cost.highest)
    )


@rule(
    "段階ごとに切り捨てた額",
    en="Tiers, each cut to the yen",
    clause="計算用ツール 様式5",
    facts="I-04 I-07 I-13",
)
def share_by_workbook(
    counted_cost: Yen, first_tier_cost: Yen, first_tier_rate: Rate, first_tier: Limits, invoice_rates: Rates
) -> Yen:
    first = least(first_tier_rate.of(first_tier_cost), first_tier.subsidy.highest)
    return first + invoice_rates.second.of(counted_cost - first_tier_cost)


@rule(
    "分数のまま計算し最後に切り捨てた額",
    en="Tiers by plain fractions, cut once",
    clause="公募要領（インボイス対応類型） 2-3",
    facts="I-04 I-08 I-13",
)
def share_by_fractions(
    counted_cost: Yen, first_tier_rate: Rate, first_tier: Limits, invoice_rates: Rates
) -> Yen:
    knee = first_tier.subsidy.highest
    spent = counted_cost * first_tier_rate.numerator
    at_knee = knee * first_tier_rate.denominator
    above = knee + invoice_rates.second.of(spent - at_knee, whole=first_tier_rate.numerator)
    return where(spent <= at_knee, first_tier_rate.of(counted_cost), above)


@rule(
    "実績の経費に補助率を乗じた額",
    en="Spending times rate",
    clause="交付規程 様式第1",
    facts="N-12 W-122 I-13 S-06",
)
def share_of_spending(
    settled_part: Choice,
    by_plain_fractions: Flag,
    single_rate_share: Yen,
    share_by_workbook: Yen,
    share_by_fractions: Yen,
) -> Yen:
    tiered = where(by_plain_fractions, share_by_fractions, share_by_workbook)
    return where(settled_part == SettledPart.INVOICE_TOOLS, tiered, single_rate_share)


@rule("確定額", en="Amount settled", clause="交付規程 様式第1", facts="N-12 W-122 D-14")
def settled_amount(share_of_spending: Yen, granted_amount: Yen) -> Yen:
    return least(share_of_spending, granted_amount)


@caution(
    "確定額が交付決定額を下回る",
    en="Settled below the grant",
    clause="交付規程 様式第1",
    facts="N-12 W-122",
    message=(
        "実績の経費に補助率を乗じた額は{share_of_spending:,}円で、"
        "交付決定額{granted_amount:,}円より少ないため、"
        "確定額は{settled_amount:,}円です（{clause}）。"
    ),
    message_en=(
        "Spending times rate is {share_of_spending:,} yen, less than the {granted_amount:,} yen granted, so "
        "{settled_amount:,} yen is settled ({clause})."
    ),
)
def settled_below_grant(settled_amount: Yen, share_of_spending: Yen, granted_amount: Yen) -> Flag:
    return settled_amount < granted_amount


@rule("返還する過払い額", en="Overpaid amount", clause="交付規程 24条3項", facts="RET-15 W-124")
def overpaid_amount(paid_amount: Yen, settled_amount: Yen) -> Yen:
    return most(0, paid_amount - settled_amount)


@obligation(
    "確定額を超えて受けた額を返還する",
    en="Returns what was paid above the settled amount",
    clause="交付規程 24条3項",
    facts="RET-15 W-124",
    message=(
        "支払済みの{paid_amount:,}円は確定額{settled_amount:,}円を{overpaid_amount:,}円超えています。"
        "期限までに"
        "返還してください。遅れると期限の翌日から延滞金がかかります（{clause}）。"
    ),
    message_en=(
        "The {paid_amount:,} yen already paid exceeds the settled {settled_amount:,} yen by "
        "{overpaid_amount:,} yen. "
        "Return it by the date given; interest runs from the day after ({clause})."
    ),
)
def returns_overpaid(overpaid_amount: Yen, paid_amount: Yen, settled_amount: Yen) -> Flag:
    return overpaid_amount > 0
