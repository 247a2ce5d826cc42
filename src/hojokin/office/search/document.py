"""Document (検索対象): what the index knows of one tool."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hojokin.office.search.normal import BREAK, normal
from hojokin.office.search.schema import WORDS_OF_VALUES, Facet, price_band


@dataclass(frozen=True, slots=True)
class ToolDocument:
    """One registered tool. ``registered`` is in whole seconds since 1970; the codes are those of the facets."""

    key: int
    number: str
    name: str
    kana: str
    maker: str
    vendor: str
    outline: str
    price: int
    customers: int
    registered: int
    prefecture: str
    category: str
    tracks: tuple[str, ...]
    processes: tuple[str, ...]
    functions: tuple[str, ...]
    industries: tuple[str, ...]
    ai_kind: str
    is_cloud: bool
    is_invoice_ready: bool

    def values(self) -> dict[Facet, tuple[str, ...]]:
        """Its values in every facet."""
        return {
            Facet.TRACK: self.tracks,
            Facet.CATEGORY: (self.category,),
            Facet.PROCESS: self.processes,
            Facet.FUNCTION: self.functions,
            Facet.INDUSTRY: self.industries,
            Facet.PREFECTURE: (self.prefecture,),
            Facet.AI_KIND: (self.ai_kind,),
            Facet.CLOUD: (_yes_or_no(self.is_cloud),),
            Facet.INVOICE_READY: (_yes_or_no(self.is_invoice_ready),),
            Facet.PRICE: (price_band(self.price),),
        }

    def sort_name(self) -> str:
        """What it is sorted under by name: the reading where there is one."""
        return normal(self.kana or self.name)

    def name_text(self) -> str:
        """The names of the product, one field a line."""
        return BREAK.join(filter(None, (normal(self.name), normal(self.kana), normal(self.number))))

    def full_text(self) -> str:
        """Everything a word may be found in, one field a line: names, maker, vendor, outline, words of its values."""
        told = (self.name_text(), _firm(self.maker), _firm(self.vendor), normal(self.outline))
        return BREAK.join(filter(None, (*told, *words_of(self.values()))))


@lru_cache(maxsize=1 << 16)
def _firm(name: str) -> str:
    """The normal form of a name that many tools share."""
    return normal(name)


def words_of(values: dict[Facet, tuple[str, ...]]) -> list[str]:
    """The words, in normal form, that stand for the values of a tool."""
    return [
        WORDS_OF_VALUES[facet, each]
        for facet, codes in values.items()
        for each in codes
        if (facet, each) in WORDS_OF_VALUES
    ]


def _yes_or_no(flag: bool) -> str:
    return "yes" if flag else "no"
