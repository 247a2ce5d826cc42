"""Facts of the electronic transaction track (電子取引類型): one software, and the accounts it gives out."""

from __future__ import annotations

from hojokin.rules.engine.facts import YEN_BOUND, flag, number, yen

_QUOTE = ("見積書", "Quotation")
_ACCOUNTS = ("取引先アカウント一覧", "List of receiver accounts")
_TOOL = ("ITツール検索の登録内容", "Registered tool data")

software_cost = yen("クラウド利用料の額", "Cloud fee", document=_QUOTE)
software_items = number("ソフトウェアの数", "Software items", highest=10_000, default=1, document=_QUOTE)
accounts_for_sme = number(
    "中小企業・小規模事業者等に供与するアカウント数",
    "Accounts given to SMEs",
    help=(
        "取引先の数ではなくアカウントの数です。1社に3つなら3と数えます。",
        "Accounts, not partners: three for one partner count three.",
    ),
    document=_ACCOUNTS,
)
accounts_contracted = number(
    "契約する取引先アカウントの総数",
    "All contracted receiver accounts",
    lowest=1,
    help=(
        "使わないものと、中小企業以外に供与するものを含みます。",
        "Unused ones and those of larger partners included.",
    ),
    document=_ACCOUNTS,
)
accounts_are_limited = flag(
    "取引先アカウント数に上限がある契約である", "The contract limits the receiver accounts", default=True
)
is_cloud = flag("クラウド製品である", "A cloud product", default=True, document=_TOOL)
cloud_is_stated = flag("クラウド製品かどうかの記載がある", "Says whether it is a cloud product", default=True)
has_ordering = flag("受発注の機能を持つ", "Has an ordering function", default=True, document=_TOOL)
functions_are_stated = flag("機能の記載がある", "States its functions", default=True)
is_invoice_ready = flag("インボイス制度に対応している", "Invoice-ready", default=True, document=_TOOL)
readiness_is_stated = flag(
    "インボイス制度への対応の記載がある", "Says whether it is invoice-ready", default=True
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
