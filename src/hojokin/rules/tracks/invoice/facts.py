"""Facts of the invoice track (インボイス対応類型) beside those of its tiers and tools."""

from __future__ import annotations

from hojokin.rules.engine.facts import YEN_BOUND, yen

ineligible_cost = yen(
    "補助対象外の区分の額",
    "Costs of categories that are not supported",
    default=0,
    document=("見積書", "Quotation"),
)
requested_amount = yen(
    "申請する補助額",
    "Subsidy asked for",
    default=YEN_BOUND,
    help=("空欄なら規程上の最大額です。", "Left empty, the most that the rules allow."),
)
