"""Reference tables as they are printed (参照表の一覧): headings, rows of text, documents."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hojokin.rules.reference.reading import read_text

PACKAGE = "hojokin.rules.reference"

# Facts that a table answers for beside the ones its rows name.
ALSO_CLAIMED: dict[str, tuple[str, ...]] = {
    "prefectures": ("REF-01g",),
    "minimum_wage": ("ARI-08", "REF-01e", "REF-01h"),
    "industry_divisions": ("REF-05a", "REF-05b"),
    "process_kinds": ("T-02",),
}

# name = file name without .csv: title, English title, keys of sources.yaml
TITLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "prefectures": ("都道府県", "Prefectures", ("soumu-codes", "jgrants-api")),
    "minimum_wage": (
        "地域別最低賃金",
        "Regional minimum wages",
        ("workbook-wages-2025", "minimum-wage-r7-hyperpc", "minimum-wage-r7-toms", "minimum-wage-r7-westup"),
    ),
    "minimum_wage_years": (
        "地域別最低賃金の検算値",
        "Checks of the minimum wages",
        ("minimum-wage-r7-hyperpc",),
    ),
    "industry_divisions": ("日本標準産業分類（大分類）", "Industry divisions", ("jsic-2023",)),
    "industries": (
        "業種と規模区分",
        "Industries and size classes",
        ("jsic-2023", "sme-agency-mapping", "practitioner-colorfulbox-2026", "kitei-normal-2026"),
    ),
    "sme_thresholds": ("中小企業者の基準", "Limits of small and medium enterprises", ("kitei-normal-2026",)),
    "micro_thresholds": ("小規模事業者の基準", "Limits of small enterprises", ("kitei-normal-2026",)),
    "legal_forms": ("組織形態", "Legal forms", ("koubo-normal-2025", "kitei-normal-2026")),
    "grant_tracks": (
        "過年度の枠",
        "Tracks of earlier grants",
        ("kitei-normal-2026", "koubo-security-2025", "practitioner-colorfulbox-2026"),
    ),
    "process_kinds": ("プロセス", "Business processes", ("koubo-normal-2025", "kitei-normal-2026")),
    "process_industries": ("P-06の業種", "Industries of P-06", ("koubo-normal-2025",)),
    "tool_categories": (
        "ITツールの分類",
        "Tool categories",
        ("koubo-normal-2025", "koubo-invoice-2025", "column-shigyo-2025", "kitei-consortium-2026"),
    ),
    "price_stability_target": ("物価安定の目標", "Price stability target", ("boj-target",)),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table to print: every cell is text, every row as wide as the heading."""

    name: str
    title: str
    title_en: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    facts: frozenset[str]


@cache
def tables() -> Mapping[str, Table]:
    """All reference tables by name. `sources` are keys of sources.yaml, `facts` ids of facts.csv."""
    return MappingProxyType({name: _printed(name, *about) for name, about in TITLES.items()})


def _printed(name: str, title: str, title_en: str, sources: tuple[str, ...]) -> Table:
    """One packaged CSV file as a table to print."""
    columns, *rows = csv.reader(read_text(PACKAGE, f"{name}.csv").splitlines(), strict=True)
    named = {row[columns.index("fact")] for row in rows}
    facts = frozenset(named.union(ALSO_CLAIMED.get(name, ())))
    return Table(name, title, title_en, tuple(columns), tuple(map(tuple, rows)), sources, facts)
