"""Facets (絞り込み項目): what an answer can be narrowed by, with every value and its label."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from enum import StrEnum
from zlib import crc32

from hojokin.office.catalogue.codes import (
    AI_LABELS,
    FUNCTION_LABELS,
    TRACK_LABELS,
    AiKind,
    category_labels,
    industry_labels,
    prefecture_labels,
    process_labels,
)
from hojokin.office.search.normal import normal
from hojokin.rules.engine.facts import Text
from hojokin.rules.question import InvoiceFunction, TrackCode


class Facet(StrEnum):
    """What an answer can be narrowed by (絞り込み); the value is the name in an address."""

    TRACK = "track"
    CATEGORY = "category"
    PROCESS = "process"
    FUNCTION = "function"
    INDUSTRY = "industry"
    PREFECTURE = "prefecture"
    AI_KIND = "ai"
    CLOUD = "cloud"
    INVOICE_READY = "invoice_ready"
    PRICE = "price"


FACET_LABELS: Mapping[Facet, Text] = {
    Facet.TRACK: Text("申請枠", "Track"),
    Facet.CATEGORY: Text("カテゴリー", "Category"),
    Facet.PROCESS: Text("業務プロセス", "Process"),
    Facet.FUNCTION: Text("機能（会計・受発注・決済）", "Function (accounting, ordering, payment)"),
    Facet.INDUSTRY: Text("業種", "Industry"),
    Facet.PREFECTURE: Text("支援事業者の都道府県", "Prefecture of the vendor"),
    Facet.AI_KIND: Text("AI", "AI"),
    Facet.CLOUD: Text("クラウド", "Cloud"),
    Facet.INVOICE_READY: Text("インボイス制度対応", "Invoice-ready"),
    Facet.PRICE: Text("標準価格（税抜）", "Standard price without tax"),
}

# Where a price band begins, in yen without tax; the last one is open. Ours, not the programme's.
PRICE_BANDS = (0, 50_000, 100_000, 300_000, 500_000, 1_000_000, 3_000_000)


def _band_code(place: int) -> str:
    end = str(PRICE_BANDS[place + 1]) if place + 1 < len(PRICE_BANDS) else ""
    return f"{PRICE_BANDS[place]}-{end}"


def _band_label(place: int) -> Text:
    low = PRICE_BANDS[place]
    if place + 1 == len(PRICE_BANDS):
        return Text(f"{low // 10_000}万円以上", f"{low:,} yen or more")
    high = PRICE_BANDS[place + 1]
    if not low:
        return Text(f"{high // 10_000}万円未満", f"below {high:,} yen")
    return Text(f"{low // 10_000}万円以上{high // 10_000}万円未満", f"{low:,} yen to below {high:,} yen")


BAND_CODES = tuple(_band_code(place) for place in range(len(PRICE_BANDS)))


def price_band(price: int) -> str:
    """The band of a price in yen."""
    return BAND_CODES[bisect_right(PRICE_BANDS, price) - 1]


VALUES: Mapping[Facet, Mapping[str, Text]] = {
    Facet.TRACK: {each: TRACK_LABELS[each] for each in TrackCode},
    Facet.CATEGORY: category_labels(),
    Facet.PROCESS: process_labels(),
    Facet.FUNCTION: {each: FUNCTION_LABELS[each] for each in InvoiceFunction},
    Facet.INDUSTRY: industry_labels(),
    Facet.PREFECTURE: prefecture_labels(),
    Facet.AI_KIND: {each: AI_LABELS[each] for each in AiKind},
    Facet.CLOUD: {"yes": Text("クラウド", "Cloud"), "no": Text("クラウドではない", "Not cloud")},
    Facet.INVOICE_READY: {
        "yes": Text("インボイス対応", "Invoice-ready"),
        "no": Text("対応なし", "Not ready"),
    },
    Facet.PRICE: {code: _band_label(place) for place, code in enumerate(BAND_CODES)},
}

# Every (facet, value) in the order of its column in the index.
COLUMNS: tuple[tuple[Facet, str], ...] = tuple(
    (facet, str(code)) for facet in Facet for code in VALUES[facet]
)
COLUMN_OF: Mapping[tuple[Facet, str], int] = {column: place for place, column in enumerate(COLUMNS)}
COLUMNS_OF: Mapping[Facet, range] = {
    facet: range(
        next(place for place, (of, _) in enumerate(COLUMNS) if of is facet),
        1 + max(place for place, (of, _) in enumerate(COLUMNS) if of is facet),
    )
    for facet in Facet
}

# What a searcher may type for a value. A tool without AI, cloud or invoice is not found by those words. The kinds of
# process are left out: one of them names 給与 among eight things, and a security tool is not what 給与 asks for.
_TYPED = {
    **{
        (facet, str(code)): label.ja
        for facet in (Facet.CATEGORY, Facet.FUNCTION, Facet.INDUSTRY, Facet.PREFECTURE)
        for code, label in VALUES[facet].items()
    },
    (Facet.AI_KIND, "generative"): "生成AI",
    (Facet.AI_KIND, "other"): "AI",
    (Facet.CLOUD, "yes"): "クラウド",
    (Facet.INVOICE_READY, "yes"): "インボイス対応",
}
WORDS_OF_VALUES: Mapping[tuple[Facet, str], str] = {column: normal(typed) for column, typed in _TYPED.items()}

# An index that was built with other facets or words is of no use.
FINGERPRINT = crc32(repr((COLUMNS, sorted(WORDS_OF_VALUES.items()))).encode())
