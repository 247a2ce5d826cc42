"""Representative of a group (代表事業者): who may be one."""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, any_of, not_
from hojokin.rules.engine.rulebook import caution, criterion


@criterion(
    "代表事業者が法人である",
    en="The representative is a corporation",
    clause="交付規程 7条2項",
    facts="F-03 ELG-07 ELG-14",
    refusal="代表事業者は法人に限られます（{clause}）。個人事業主は参画事業者として加われます。"
    "法人を代表事業者にしてください。",
    refusal_en="The representative must be a corporation ({clause}). A sole proprietor may take part, but a "
    "corporation has to represent the group.",
    topic="legal_form",
)
def representative_is_a_corporation(is_corporation: Flag) -> Flag:
    return is_corporation


@criterion(
    "代表事業者になれる者である",
    en="May represent the group",
    clause="交付規程 7条2項",
    facts="F-03 F-05 ELG-14",
    refusal="代表事業者は、中小企業か、商店街振興組合などの団体・商工会・商工会議所に限られます（{clause}）"
    "。規模と組織形態を確かめ、なれる者を代表事業者にしてください。",
    refusal_en="The representative must be an SME, a shopping-street body, a society or a chamber of "
    "commerce ({clause}). Check size and legal form, or let another member represent the group.",
    topic="size",
)
def representative_may_lead(is_sme: Flag, is_leading_body: Flag) -> Flag:
    return any_of(is_sme, is_leading_body)


@caution(
    "代表事業者が一覧にない",
    en="The representative is not listed",
    clause="交付規程 2条",
    facts="F-01",
    message="代表事業者が構成員の一覧に見当たりません。構成員には代表事業者を含めます（{clause}）。"
    "一覧に加えるか、法人番号を確かめてください。",
    message_en="The representative was not found among the members, who include it ({clause}). Add it or "
    "check the corporate numbers.",
)
def representative_is_missing(representative_is_listed: Flag) -> Flag:
    return not_(representative_is_listed)
