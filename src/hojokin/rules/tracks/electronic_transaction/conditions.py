"""Conditions of the electronic transaction track (電子取引類型の要件): the tool, and the accounts it gives out."""

from __future__ import annotations

from hojokin.rules.engine.exact import Count, Flag, Yen, all_of, any_of, not_
from hojokin.rules.engine.loading import Limits
from hojokin.rules.engine.rulebook import caution, criterion, rule


@criterion(
    "補助額がある",
    en="Brings a subsidy",
    clause="交付規程 別表",
    facts="D-04",
    refusal="補助額は{applied_amount:,}円です。下限額はありませんが、"
    "{grant_range.amount.lowest:,}円以上になる必要があります（{clause}）。"
    "利用料・アカウント数・申請額を確かめてください。",
    refusal_en="The subsidy comes to {applied_amount:,} yen. There is no floor, but it must come to "
    "{grant_range.amount.lowest:,} yen or more ({clause}). Check fee, accounts and the amount asked for.",
)
def brings_a_subsidy(applied_amount: Yen, grant_range: Limits) -> Flag:
    return grant_range.amount.admits(applied_amount)


@criterion(
    "ソフトウェアは1つだけである",
    en="Exactly one software",
    clause="公募要領 2-2(3)",
    facts="D-10",
    refusal="ソフトウェアが{software_items}件あります。"
    "1申請に{software_needed.items.highest}件です（{clause}）。申請するソフトウェアを1件にしてください。",
    refusal_en="There are {software_items} software items; an application holds exactly "
    "{software_needed.items.highest} ({clause}). Keep one.",
)
def has_one_software(software_items: Count, software_needed: Limits) -> Flag:
    return software_needed.items.admits(software_items)


@criterion(
    "クラウド製品である",
    en="A cloud product",
    clause="交付規程 6条2項",
    facts="D-02",
    refusal="クラウド製品ではないため対象になりません（{clause}）。"
    "クラウド型の受発注ソフトウェアを選んでください。",
    refusal_en="It is no cloud product and not supported ({clause}). Choose cloud ordering software.",
)
def runs_in_the_cloud(is_cloud: Flag) -> Flag:
    return is_cloud


@criterion(
    "受発注の機能を持つ",
    en="Has an ordering function",
    clause="交付規程 6条2項",
    facts="D-02",
    refusal="受発注の機能がないため対象になりません（{clause}）。"
    "受発注の機能を持つソフトウェアを選んでください。",
    refusal_en="It has no ordering function and is not supported ({clause}). Choose software for ordering.",
)
def handles_orders(has_ordering: Flag) -> Flag:
    return has_ordering


@criterion(
    "インボイス制度に対応している",
    en="Invoice-ready",
    clause="交付規程 6条2項",
    facts="D-02",
    refusal="インボイス制度に対応していないため対象になりません（{clause}）。"
    "対応したソフトウェアを選んでください。",
    refusal_en="It is not invoice-ready and not supported ({clause}). Choose software that is.",
)
def handles_invoices(is_invoice_ready: Flag) -> Flag:
    return is_invoice_ready


@rule(
    "申請できるITツールである", en="The tool may be applied for", clause="交付規程 6条2項", facts="D-02 D-10"
)
def tool_may_be_applied_for(
    has_one_software: Flag, runs_in_the_cloud: Flag, handles_orders: Flag, handles_invoices: Flag
) -> Flag:
    return all_of(has_one_software, runs_in_the_cloud, handles_orders, handles_invoices)


@criterion(
    "アカウント数に上限がある契約である",
    en="The contract limits the accounts",
    clause="公募要領 補足1",
    facts="D-09",
    refusal="取引先アカウント数に上限がない契約は対象になりません（{clause}）。"
    "総数を定めた契約にしてください。",
    refusal_en="A contract without a limit on receiver accounts is not supported ({clause}). Agree on a "
    "number.",
)
def contract_limits_accounts(accounts_are_limited: Flag) -> Flag:
    return accounts_are_limited


@criterion(
    "中小企業の取引先にアカウントを供与する",
    en="Gives an account to an SME",
    clause="交付規程 9条1項",
    facts="D-03 ELG-11",
    refusal="中小企業・小規模事業者等に供与するアカウントが{accounts_for_sme}です。"
    "{accounts_needed.for_sme.lowest}以上必要です（{clause}）。供与する取引先を確かめてください。",
    refusal_en="Accounts that go to SMEs: {accounts_for_sme}; needed at least: "
    "{accounts_needed.for_sme.lowest} ({clause}). Check the partners that get accounts.",
)
def gives_an_account_to_an_sme(accounts_for_sme: Count, accounts_needed: Limits) -> Flag:
    return accounts_needed.for_sme.admits(accounts_for_sme)


@criterion(
    "供与するアカウントは契約の総数以内である",
    en="SME accounts are among the contracted ones",
    clause="公募要領 補足1",
    facts="D-06 D-07",
    refusal="中小企業に供与する{accounts_for_sme:,}アカウントが、"
    "契約の総数{accounts_contracted:,}を超えています（{clause}）。アカウント数を確かめてください。",
    refusal_en="Accounts for SMEs: {accounts_for_sme:,}, more than the {accounts_contracted:,} contracted "
    "({clause}). Check the numbers.",
)
def accounts_are_contracted(accounts_for_sme: Count, accounts_contracted: Count) -> Flag:
    return accounts_for_sme <= accounts_contracted


@rule(
    "申請できるアカウント数である",
    en="The accounts may be applied for",
    clause="公募要領 補足1",
    facts="D-03 D-07 D-09",
)
def accounts_may_be_applied_for(
    contract_limits_accounts: Flag, gives_an_account_to_an_sme: Flag, accounts_are_contracted: Flag
) -> Flag:
    return all_of(contract_limits_accounts, gives_an_account_to_an_sme, accounts_are_contracted)


@caution(
    "ソフトウェアの要件の一部が未確認",
    en="Parts of the tool's conditions are not stated",
    clause="交付規程 6条2項",
    facts="D-02",
    message="クラウド製品か、受発注の機能を持つか、インボイス制度に対応しているかのうち、"
    "記載のないものがあります（{clause}）。満たすものとして計算しました。登録内容を確かめてください。",
    message_en="Whether it is a cloud product, has an ordering function and is invoice-ready is not all "
    "stated ({clause}). It was taken to be so; check the registered tool data.",
)
def tool_is_not_fully_stated(
    cloud_is_stated: Flag, functions_are_stated: Flag, readiness_is_stated: Flag
) -> Flag:
    return any_of(not_(cloud_is_stated), not_(functions_are_stated), not_(readiness_is_stated))


@caution(
    "数えた取引先の条件",
    en="Conditions on the counted partners",
    clause="公募要領 2-1-1(2)",
    facts="D-13 D-18 ELG-11",
    message="数えた{accounts_for_sme:,}アカウントの取引先は、"
    "みなし大企業などの対象外にあたらない中小企業・小規模事業者等で、"
    "適格請求書発行事業者の登録を受けている必要があります（{clause}）。"
    "取引先アカウント一覧で確かめてください。",
    message_en="The partners behind the accounts counted ({accounts_for_sme:,}) must be SMEs outside every exclusion "
    "and registered as qualified invoice issuers ({clause}). Check them on the list of accounts.",
)
def counted_partners_must_qualify(accounts_for_sme: Count) -> Flag:
    return accounts_for_sme > 0
