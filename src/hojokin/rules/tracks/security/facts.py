"""Facts of the security track (セキュリティ対策推進枠): what its rules ask for."""

from __future__ import annotations

from hojokin.rules.engine.facts import YEN_BOUND, number, yen

_QUOTE = ("見積書", "Quotation")

security_service_cost = yen(
    "サイバーセキュリティお助け隊サービスの利用料", "Fee of the security service", default=0, document=_QUOTE
)
security_service_items = number(
    "サイバーセキュリティお助け隊サービスの数", "Security services", highest=10_000, default=1
)
ineligible_cost = yen(
    "補助対象外の区分の額", "Costs of categories that are not supported", default=0, document=_QUOTE
)
requested_amount = yen(
    "申請する補助額",
    "Subsidy asked for",
    default=YEN_BOUND,
    help=("空欄なら規程上の最大額です。", "Left empty, the most that the rules allow."),
)
