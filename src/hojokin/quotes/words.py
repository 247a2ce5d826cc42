"""Words of quotations (見積書の用語): headings and values as vendors write them, in any width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from hojokin.rules.names import CATEGORIES, FUNCTIONS
from hojokin.rules.reference import process_kinds, tool_categories

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "品名",
        "品目",
        "名称",
        "商品名",
        "製品名",
        "サービス名",
        "内容",
        "摘要",
        "件名",
        "項目",
        "name",
        "item",
    ),
    "category": ("区分", "経費区分", "カテゴリー", "カテゴリ", "分類", "費目", "種別", "category"),
    "quantity": ("数量", "個数", "員数", "数", "quantity", "qty"),
    "unit_price": ("単価", "単価(税抜)", "税抜単価", "標準単価", "unitprice", "price"),
    "amount": (
        "金額",
        "金額(税抜)",
        "金額(税別)",
        "税抜金額",
        "税抜額",
        "税別金額",
        "税抜価格",
        "見積金額",
        "見積金額(税抜)",
        "価格",
        "価格(税抜)",
        "小計",
        "小計(税抜)",
        "キンガク",
        "amount",
        "amountyen",
        "amount(excl.tax)",
    ),
    "amount_with_tax": (
        "金額(税込)",
        "税込金額",
        "税込額",
        "税込価格",
        "見積金額(税込)",
        "価格(税込)",
        "小計(税込)",
        "amount(incl.tax)",
    ),
    "unit_price_with_tax": ("単価(税込)", "税込単価"),
    "tax": ("税", "税率", "税額", "消費税", "消費税額", "消費税等", "tax"),
    "processes": ("プロセス", "業務プロセス", "processes", "process"),
    "functions": ("機能", "対応機能", "インボイス機能", "会計・受発注・決済", "functions", "function"),
    "months": ("月数", "利用月数", "契約月数", "期間(月)", "期間", "利用期間", "契約期間", "months"),
    "years": ("年数", "利用年数", "契約年数", "期間(年)", "years"),
    "cloud": ("クラウド", "クラウド対応", "クラウド製品", "cloud"),
    "invoice_ready": ("インボイス", "インボイス対応", "インボイス制度対応", "invoiceready", "invoice"),
    "ai": ("ai", "ai機能", "ai区分"),
}
NOT_A_COST = (
    "小計",
    "合計",
    "総計",
    "総合計",
    "計",
    "税抜合計",
    "税込合計",
    "税抜計",
    "税込計",
    "消費税",
    "消費税額",
)
NOT_A_COST_TOO = (
    "消費税等",
    "うち消費税",
    "御見積金額",
    "見積金額",
    "御見積合計",
    "税",
    "subtotal",
    "total",
    "tax",
    "grandtotal",
)
YES = (
    "○",
    "◯",
    "〇",
    "●",
    "はい",
    "有",
    "有り",
    "あり",
    "対応",
    "対応済",
    "対象",
    "yes",
    "y",
    "true",
    "1",
    "✓",
    "✔",
)
NO = (
    "×",
    "✕",
    "いいえ",
    "無",
    "無し",
    "なし",
    "未対応",
    "非対応",
    "対象外",
    "no",
    "n",
    "false",
    "0",
    "-",
    "―",
    "ー",
)
AI: Mapping[str, str] = {
    "なし": "none", "無": "none", "無し": "none", "none": "none", "×": "none", "-": "none",
    "生成ai": "generative", "生成": "generative", "generative": "generative",
    "生成ai以外": "other", "生成ai以外のai": "other", "その他": "other", "その他のai": "other", "other": "other",
}  # fmt: skip
NUMBERED = re.compile(r"([0-9]{0,3})[.)、・-]?(.*)", re.DOTALL)
_CATEGORY_WORDS: Mapping[str, tuple[str, ...]] = {
    "security_service": ("お助け隊",),
    "software": ("ソフトウェア", "ソフトウエア", "業務ソフト", "ライセンス"),
    "extension": ("機能拡張", "アドオン"),
    "data_integration": ("データ連携",),
    "security_option": ("セキュリティオプション", "セキュリティ対策"),
    "consulting": ("コンサル",),
    "setup_training": ("導入設定", "初期設定", "マニュアル", "研修"),
    "maintenance": ("保守",),
    "pc_tablet": ("パソコン", "タブレット", "プリンター", "プリンタ", "スキャナ", "複合機"),
    "register": ("レジ", "券売機"),
    "analysis": ("消費動向",),
    "coordination": ("取りまとめ", "とりまとめ"),
    "expert": ("専門家",),
}
_EXACT: Mapping[str, str] = {
    "オプション": "", "役務": "", "ハードウェア": "",  # classes, not categories
    "セキュリティ": "security_option", "導入研修": "setup_training", "保守サポート": "maintenance",
    "pc": "pc_tablet", "posレジ": "register", "ソフト": "software",
}  # fmt: skip


def plain(text: str) -> str:
    """A text in its usual width, without spaces and marks, in small letters."""
    usual = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in usual if not each.isspace() and each not in "※*:：_")


_KEYS = {plain(word): key for key, words in HEADINGS.items() for word in words}
_SKIPPED = frozenset(plain(word) for word in (*NOT_A_COST, *NOT_A_COST_TOO))


def heading_key(text: str) -> str:
    """What a column is, by its heading; empty for one that nobody needs."""
    usual = plain(text).removesuffix("(円)").removesuffix("[円]")
    usual = (
        usual.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")").replace("、円", "")
    )
    return _KEYS.get(usual, "") or _KEYS.get(usual.replace("(円)", ""), "")


def is_no_cost(text: str) -> bool:
    """Whether a row with this text is a total or the tax, not a cost."""
    usual = plain(text)
    bare = usual.partition("(")[0]
    return usual in _SKIPPED or bare in _SKIPPED


def is_discount(text: str) -> bool:
    """Whether a row with this text takes money off."""
    return any(word in plain(text) for word in ("値引", "割引", "discount"))


def category_of(text: str) -> str:
    """The cost category that a text names, by code, number or name; empty when it is none or may be several."""
    usual = plain(text).removeprefix("カテゴリー").removeprefix("カテゴリ")
    numbered = {str(each.number): each.key for each in tool_categories() if each.number is not None}
    digits, rest = NUMBERED.fullmatch(usual).groups()  # type: ignore[union-attr]  # it matches any text
    if digits in numbered:
        return numbered[digits] if not rest or category_of(rest) == numbered[digits] else ""
    for code, name in CATEGORIES.items():
        if usual in (plain(code), plain(name.ja)) or usual == plain(name.en):
            return code
    if usual in _EXACT:
        return _EXACT[usual]
    found = [code for code, words in _CATEGORY_WORDS.items() if any(plain(word) in usual for word in words)]
    if "security_service" in found:
        return "security_service"
    return found[0] if len(found) == 1 else ""


def function_of(text: str) -> str:
    """The function that a text names, or nothing."""
    usual = plain(text)
    for code, name in FUNCTIONS.items():
        if usual in (code, plain(name.ja), plain(name.ja) + "機能"):
            return code
    return ""


def process_of(text: str) -> str:
    """The written form of a process, such as ``P-06:製`` for ``Ｐ０６：製``; the text itself when it is none."""
    usual = unicodedata.normalize("NFKC", text).strip()
    for kind in process_kinds():
        if plain(kind.name_ja) == plain(usual):
            return kind.code
    upper = usual.upper()
    if upper.startswith("P") and upper[1:3].isdecimal():
        return f"P-{upper[1:]}"
    return usual if not upper.startswith("P-") else upper


def among(text: str, words: Iterable[str]) -> bool:
    """Whether a text is one of some words, in any width."""
    return plain(text) in {plain(word) for word in words}
