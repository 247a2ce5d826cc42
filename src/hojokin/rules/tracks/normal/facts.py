"""Facts of the normal track (通常枠): what its rules ask for."""

from __future__ import annotations

from hojokin.rules.engine.facts import YEN_BOUND, number, yen

_QUOTE = ("見積書", "Quotation")
_TOOL = ("ITツール検索の登録内容", "Registered tool data")

software_cost = yen("ソフトウェアの額", "Software", default=0, document=_QUOTE)
extension_cost = yen("機能拡張の額", "Extensions", default=0, document=_QUOTE)
data_integration_cost = yen("データ連携ツールの額", "Data integration", default=0, document=_QUOTE)
security_option_cost = yen("セキュリティの額", "Security options", default=0, document=_QUOTE)
security_service_cost = yen(
    "うちサイバーセキュリティお助け隊サービスの額",
    "Of these, a listed security service",
    default=0,
    document=_QUOTE,
)
consulting_cost = yen("導入・活用コンサルティングの額", "Consulting", default=0, document=_QUOTE)
setup_training_cost = yen("導入設定・研修の額", "Set-up and training", default=0, document=_QUOTE)
maintenance_cost = yen("保守サポートの額", "Maintenance", default=0, document=_QUOTE)
software_items = number("ソフトウェアの数", "Software items", highest=10_000, default=1)
consulting_items = number("コンサルティングの数", "Consulting items", highest=10_000, default=0)
process_kinds = number(
    "プロセスの種類の数",
    "Kinds of processes",
    highest=7,
    help=(
        "共P-01～汎P-07を種類で数えます。同じ種類は1つです。",
        "P-01 to P-07 counted by kind; one kind counts once.",
    ),
    document=_TOOL,
)
core_process_kinds = number(
    "うち共P-01～各業種P-06の種類の数", "Of these, kinds among P-01 to P-06", highest=6, document=_TOOL
)
kinds_in_one_software = number(
    "1つのソフトウェアが持つプロセスの種類の数の最大",
    "Most kinds of processes in one software",
    highest=7,
    default=7,
    help=(
        "空欄なら、すべての種類が1つのソフトウェアにあるものとします。",
        "Left empty, one software holds every kind.",
    ),
    document=_TOOL,
)
process_industries = number(
    "各業種P-06の業種の数",
    "Industries among the P-06 processes",
    highest=20,
    default=0,
    help=("「P-06:製」と「P-06:卸」は2つと数えます。", "P-06:製 and P-06:卸 are two."),
    document=_TOOL,
)
low_wage_months = number(
    "最低賃金近傍の月数",
    "Months near the minimum wage",
    "months",
    highest=12,
    default=0,
    document=("賃金状況報告シート", "Wage report sheet"),
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
