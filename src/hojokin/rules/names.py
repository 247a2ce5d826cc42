"""Names of codes (コードの名称): what a person calls each closed code of a question."""

from __future__ import annotations

from collections.abc import Mapping

from hojokin.rules.engine.facts import Text

TRACKS: Mapping[str, Text] = {
    "normal": Text("通常枠", "normal track"),
    "invoice": Text("インボイス枠（インボイス対応類型）", "invoice track"),
    "electronic_transaction": Text("インボイス枠（電子取引類型）", "electronic transaction track"),
    "security": Text("セキュリティ対策推進枠", "security track"),
    "consortium": Text("複数者連携デジタル化・AI導入枠", "consortium track"),
}
EARLIER_TRACKS: Mapping[str, Text] = {
    "digital_base": Text("デジタル化基盤導入枠（デジタル化基盤導入類型）", "digital base track"),
    "digital_base_consortium": Text(
        "デジタル化基盤導入枠（複数社連携IT導入類型）", "digital base track, consortium"
    ),
    "invoice_supply_chain": Text("インボイス枠（商流一括インボイス対応類型）", "invoice track, supply chain"),
}
SIZES: Mapping[str, Text] = {
    "small": Text("小規模事業者", "micro-enterprise"),
    "medium": Text("中小企業等（小規模事業者を除く）", "small or medium enterprise"),
    "large": Text("中小企業等ではない事業者", "not an SME"),
}
SECTORS: Mapping[str, Text] = {
    "medical": Text("医療", "medical care"),
    "long_term_care": Text("介護", "long-term care"),
    "social_welfare": Text("社会福祉", "social welfare"),
    "school": Text("学校", "school"),
}
CATEGORIES: Mapping[str, Text] = {
    "software": Text("ソフトウェア", "software"),
    "extension": Text("機能拡張", "function extension"),
    "data_integration": Text("データ連携ツール", "data integration tool"),
    "security_option": Text("セキュリティ", "security option"),
    "consulting": Text("導入コンサルティング・活用コンサルティング", "consulting"),
    "setup_training": Text("導入設定・マニュアル作成・導入研修", "setup, manuals and training"),
    "maintenance": Text("保守サポート", "maintenance and support"),
    "pc_tablet": Text("PC・タブレット・プリンター・スキャナー・複合機", "PC, tablet, printer, scanner"),
    "register": Text("POSレジ・モバイルPOSレジ・券売機", "POS register, ticket machine"),
    "security_service": Text("サイバーセキュリティお助け隊サービス", "listed cyber-security service"),
    "analysis": Text("消費動向等分析経費", "analysis of consumption"),
    "coordination": Text("代表事業者の取りまとめ経費", "coordination by the representative"),
    "expert": Text("外部専門家の謝金・旅費", "fees and travel of outside experts"),
}
FUNCTIONS: Mapping[str, Text] = {
    "accounting": Text("会計", "accounting"),
    "ordering": Text("受発注", "ordering"),
    "payment": Text("決済", "payment"),
}
EXCLUSIONS: Mapping[str, Text] = {
    "registered_vendor": Text("IT導入支援事業者である", "is a registered vendor"),
    "suspended": Text("補助金の停止措置を受けている", "is suspended from subsidies"),
    "adult_entertainment": Text("風俗営業等を営む", "runs adult entertainment"),
    "labour_law_prosecution": Text(
        "労働関係法令違反で送検された", "was referred to prosecutors over labour law"
    ),
    "antisocial_forces": Text("反社会的勢力に関係する", "has ties to antisocial forces"),
    "earlier_fraud": Text("過去に不正があった", "committed fraud before"),
    "duplicate_subsidy": Text(
        "同じ経費に国の他の補助がある", "has another national subsidy for the same cost"
    ),
    "same_corporation_applied": Text(
        "同一法人とみなされる者が申請した", "a firm deemed the same has applied"
    ),
    "not_in_japan": Text("日本国内で事業を営んでいない", "does no business in Japan"),
}
AI: Mapping[str, Text] = {
    "none": Text("なし", "none"),
    "generative": Text("生成AI", "generative AI"),
    "other": Text("生成AI以外のAI", "other AI"),
}
ARITHMETIC: Mapping[str, Text] = {
    "workbook": Text("公式の計算用ツールの端数", "rounding of the official workbook"),
    "fractions": Text("分数のまま", "plain fractions"),
}
GROUPS: tuple[Mapping[str, Text], ...] = (
    TRACKS,
    EARLIER_TRACKS,
    SIZES,
    SECTORS,
    CATEGORIES,
    FUNCTIONS,
    EXCLUSIONS,
    AI,
    ARITHMETIC,
)
ALL: Mapping[str, Text] = {code: name for group in GROUPS for code, name in group.items()}


def names_of(codes: list[str]) -> Mapping[str, Text] | None:
    """The names of a closed set of codes, or None when some code has no name."""
    return {code: ALL[code] for code in codes} if codes and all(code in ALL for code in codes) else None
