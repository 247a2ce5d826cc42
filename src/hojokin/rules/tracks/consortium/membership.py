"""One member of a group (構成員): what its own costs lack, beside the tiers and tools of class A."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, Yen
from hojokin.rules.engine.facts import yen
from hojokin.rules.engine.rulebook import caution

ineligible_cost = yen(
    "構成員の経費として対象外の区分の額",
    "Costs that are not supported as a member's own",
    default=0,
    document=("見積書", "Quotation"),
)


@caution(
    "構成員の経費ではない区分",
    en="Not a member's own costs",
    clause="交付規程 別表",
    facts="F-26 F-28",
    message="{ineligible_cost:,}円は構成員の経費として対象外の区分です（{clause}）。"
    "代表事業者の取りまとめ経費と外部専門家の謝金・旅費は、グループの経費として入力してください。",
    message_en="{ineligible_cost:,} yen falls under categories that are not a member's own ({clause}). "
    "Enter coordination and outside experts among the costs of the group.",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0
