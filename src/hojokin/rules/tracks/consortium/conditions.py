"""Conditions of a group (補助事業グループの要件): how many members, which, and with which tools."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion


@criterion(
    "構成員が必要な数いる",
    en="Enough members",
    clause="交付規程 2条",
    facts="F-01 F-02",
    refusal="グループの構成員が{members}者です。"
    "代表事業者を含めて{members_needed.group.lowest}者以上必要です（{clause}）。"
    "支店や同一法人は合わせて1者と数えます。参画事業者を増やしてください。",
    refusal_en="Members of the group: {members}. With the representative at least "
    "{members_needed.group.lowest} are needed ({clause}). Branches and one corporation count once. Find "
    "more members.",
)
def has_enough_members(members: Count, members_needed: Limits) -> Flag:
    return members_needed.group.admits(members)


@criterion(
    "参画事業者がすべて中小企業・小規模事業者等である",
    en="Every participant is an SME",
    clause="交付規程 7条3項",
    facts="F-07 ELG-01",
    refusal="中小企業・小規模事業者等ではない参画事業者が{members_not_sme}者います"
    "（最初は{first_member_not_sme}番目の構成員、{clause}）。業種・資本金・従業員数を確かめ、"
    "構成員を見直してください。",
    refusal_en="Participants that are not SMEs: {members_not_sme}, the first being member no. "
    "{first_member_not_sme} ({clause}). Check trade, capital and staff, or choose other members.",
    topic="size",
)
def members_are_smes(members_not_sme: Count, first_member_not_sme: Count) -> Flag:
    return members_not_sme == 0


@criterion(
    "参画事業者に対象外の事由がない",
    en="No participant is shut out",
    clause="公募要領 2-2-2",
    facts="F-07 F-12 EXC-09",
    refusal="対象外の事由（IT導入支援事業者である、宗教法人など）"
    "がある参画事業者が{members_shut_out}者います（最初は{first_member_shut_out}番目の構成員、{clause}）。"
    "構成員を見直してください。",
    refusal_en="Participants that are shut out, as registered vendors, religious corporations and the "
    "like: {members_shut_out}, the first being member no. {first_member_shut_out} ({clause}). Choose other members.",
)
def members_are_not_shut_out(members_shut_out: Count, first_member_shut_out: Count) -> Flag:
    return members_shut_out == 0


@criterion(
    "構成員のITツールが要件を満たす",
    en="The members' tools qualify",
    clause="交付規程 別表",
    facts="F-22 F-24 F-33 I-20 I-23",
    refusal="基盤導入経費のITツールが要件を満たさない構成員が{members_with_unfit_tools}者います"
    "（最初は{first_member_with_unfit_tools}番目の構成員、{clause}）。インボイス制度に対応し、"
    "会計・受発注・決済の機能を持つソフトウェアを含めてください。コンサルティングは1者1件までです。",
    refusal_en="Members whose class A tools do not qualify: {members_with_unfit_tools}, the first being "
    "member no. {first_member_with_unfit_tools} ({clause}). Include invoice-ready software with accounting, "
    "ordering or payment, state its functions, and keep one consulting item a member.",
)
def members_tools_qualify(members_with_unfit_tools: Count, first_member_with_unfit_tools: Count) -> Flag:
    return members_with_unfit_tools == 0


@caution(
    "合わせて数えた構成員",
    en="Members counted together",
    clause="公募要領 2-2-1(5)",
    facts="F-02",
    message="法人番号が同じ{repeated_entries}行を、ほかの行と合わせて1者と数えました（{clause}）。"
    "上限額も1者分です。親会社と子会社など、ほかの同一法人がないかも確かめてください。",
    message_en="Rows that bear the corporate number of another row: {repeated_entries}. They were counted "
    "together with it, also under one ceiling ({clause}). Check for parents and subsidiaries as well.",
)
def counts_entries_together(repeated_entries: Count) -> Flag:
    return repeated_entries > 0


@caution(
    "経費のない構成員",
    en="Members without costs",
    clause="公募要領 補足1",
    facts="F-08",
    message="経費のない構成員が{members_without_costs}者います。代表事業者が購入したものを使う場合も、"
    "すべての参画事業者がツールを使う必要があります（{clause}）。使わない者は構成員にできません。",
    message_en="Members without costs: {members_without_costs}. Whoever buys the tools, every participant "
    "has to use them ({clause}); a firm that does not cannot be a member.",
)
def some_members_have_no_costs(members_without_costs: Count) -> Flag:
    return members_without_costs > 0


@caution(
    "対象外の経費",
    en="Costs that are not supported",
    clause="交付規程 別表",
    facts="F-28 F-31",
    message="グループの経費のうち{ineligible_cost:,}円は、"
    "取りまとめ・外部専門家の経費ではないため対象外です（{clause}）。ツールの経費は、"
    "導入する構成員の経費として入力してください。",
    message_en="{ineligible_cost:,} yen of the group's own costs is neither coordination nor experts and "
    "not supported ({clause}). Enter tools among the costs of the member that introduces them.",
)
def has_ineligible_cost(ineligible_cost: Yen) -> Flag:
    return ineligible_cost > 0
