"""Facts of a group (補助事業グループ): sums and counts over its members, and the representative's own costs."""

from __future__ import annotations

from hojokin.rules.engine.facts import YEN_BOUND, flag, number, yen

MEMBERS_HIGHEST = 1000
_FORMS = ("様式3～様式7", "Forms 3 to 7")
_ROSTER = ("様式1", "Form 1")

members = number(
    "グループの構成員の数",
    "Members of the group",
    highest=MEMBERS_HIGHEST,
    help=(
        "代表事業者を含みます。支店や同一法人は合わせて1者です。",
        "The representative included; branches and one corporation count once.",
    ),
    document=_ROSTER,
)
repeated_entries = number(
    "同じ法人番号のため合わせて数えた行の数",
    "Rows counted together because of one corporate number",
    highest=MEMBERS_HIGHEST,
    default=0,
    document=_ROSTER,
)
it_tools_cost_of_members = yen(
    "構成員のITツールの対象経費の合計", "IT tools of the members", default=0, document=_FORMS
)
it_tools_of_members = yen(
    "構成員のITツールの補助額の合計", "Subsidies for the members' IT tools", default=0, document=_FORMS
)
pc_tablet_cost_of_members = yen(
    "構成員のPC・タブレット等の額の合計", "PC group of the members", default=0, document=_FORMS
)
pc_tablet_of_members = yen(
    "構成員のPC・タブレット等の補助額の合計",
    "Subsidies for the members' PC group",
    default=0,
    document=_FORMS,
)
register_cost_of_members = yen(
    "構成員のレジ・券売機の額の合計", "Registers of the members", default=0, document=_FORMS
)
register_of_members = yen(
    "構成員のレジ・券売機の補助額の合計", "Subsidies for the members' registers", default=0, document=_FORMS
)
analysis_cost = yen(
    "消費動向等分析経費の合計", "Analysis of consumption and the like", default=0, document=_FORMS
)
analysis_members = number(
    "分析のツールを導入する構成員の数",
    "Members that introduce analysis tools",
    highest=MEMBERS_HIGHEST,
    default=0,
    document=_FORMS,
)
coordination_cost = yen(
    "代表事業者の取りまとめ経費", "Coordination by the representative", default=0, document=_FORMS
)
expert_cost = yen("外部専門家の謝金・旅費", "Fees and travel of outside experts", default=0, document=_FORMS)
ineligible_cost = yen(
    "グループの経費として対象外の区分の額",
    "Costs that are not supported as the group's own",
    default=0,
    document=("見積書", "Quotation"),
)
members_not_sme = number(
    "中小企業・小規模事業者等ではない参画事業者の数",
    "Participants that are not SMEs",
    highest=MEMBERS_HIGHEST,
    default=0,
    document=_ROSTER,
    topic="size",
)
first_member_not_sme = number(
    "そのうち最初の構成員の番号",
    "Number of the first of them",
    highest=MEMBERS_HIGHEST,
    default=0,
    topic="size",
)
members_shut_out = number(
    "対象外の事由がある参画事業者の数",
    "Participants with a ground of exclusion",
    highest=MEMBERS_HIGHEST,
    default=0,
    document=_ROSTER,
)
first_member_shut_out = number(
    "そのうち最初の構成員の番号", "Number of the first of them", highest=MEMBERS_HIGHEST, default=0
)
members_with_unfit_tools = number(
    "基盤導入経費のITツールが要件を満たさない構成員の数",
    "Members whose class A tools do not qualify",
    highest=MEMBERS_HIGHEST,
    default=0,
)
first_member_with_unfit_tools = number(
    "そのうち最初の構成員の番号", "Number of the first of them", highest=MEMBERS_HIGHEST, default=0
)
members_without_costs = number(
    "経費のない構成員の数", "Members without costs", highest=MEMBERS_HIGHEST, default=0
)
representative_is_listed = flag(
    "代表事業者が構成員の一覧にある", "The representative is among the members", default=True
)
is_corporation = flag(
    "代表事業者が法人である",
    "The representative is a corporation",
    default=True,
    document=("履歴事項全部証明書", "Certificate of registered matters"),
    topic="legal_form",
)
is_leading_body = flag(
    "代表事業者が商店街振興組合等・商工会・商工会議所である",
    "The representative is a shopping-street body, a society or a chamber of commerce",
    default=False,
    topic="size",
)
member_of_another_group = flag(
    "構成員がほかのグループにも属している",
    "A member belongs to another group as well",
    default=False,
    document=_ROSTER,
    topic="outsiders",
)
supplier_is_member = flag(
    "IT提供事業者が構成員である", "The supplier is a member", default=False, topic="outsiders"
)
expert_is_member = flag(
    "外部専門家が構成員である", "The outside expert is a member", default=False, topic="outsiders"
)
requested_amount = yen(
    "申請する補助額",
    "Subsidy asked for",
    default=YEN_BOUND,
    help=("空欄なら規程上の最大額です。", "Left empty, the most that the rules allow."),
)
