"""Tool search (ITツールを探す): what the page shows of an answer, and the address of every next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hojokin.office.portals.public.choices import Choice
from hojokin.office.portals.public.pager import Pager, pager
from hojokin.office.portals.public.tool_words import ToolView, tool_view
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.tool_parameters import AskedTools, address_query
from hojokin.office.queries.tools import DEEPEST, ToolCard, ToolPage, ToolQuery, search, tools
from hojokin.office.search.normal import words
from hojokin.office.search.orders import Sort
from hojokin.office.search.schema import FACET_LABELS, VALUES, Facet

MOST_COMPARED = 4
MOST_KEPT = 20  # numbers kept in an address, chosen for a comparison or not yet dropped from it
LONGEST_NUMBER = 20

LONG_LIST = 12  # values, from which a facet scrolls by itself

# What a searcher narrows by first stands first and open.
SHOWN_FIRST = (Facet.AI_KIND, Facet.PROCESS, Facet.PRICE)
IN_ORDER = (
    *SHOWN_FIRST,
    Facet.INDUSTRY,
    Facet.INVOICE_READY,
    Facet.CLOUD,
    Facet.FUNCTION,
    Facet.TRACK,
    Facet.CATEGORY,
    Facet.PREFECTURE,
)


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One value to tick."""

    id: str
    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet of the side panel."""

    name: str
    label: str
    boxes: Sequence[FacetBox]
    is_open: bool
    chosen: int

    @property
    def is_long(self) -> bool:
        """Whether its values would push the other facets out of sight."""
        return len(self.boxes) > LONG_LIST


@dataclass(frozen=True, slots=True)
class ChosenChip:
    """A chosen value, and the address without it."""

    facet: str
    label: str
    without: str


@dataclass(frozen=True)
class ToolSearch:
    """An asked question with its answer. ``kept`` are numbers ticked for a comparison."""

    asked: AskedTools
    kept: tuple[str, ...] = ()

    @property
    def query(self) -> ToolQuery:
        """What is asked."""
        return self.asked.query

    @cached_property
    def page(self) -> ToolPage:
        """The answer."""
        return search(self.query)

    @cached_property
    def views(self) -> list[ToolView]:
        """The tools of this page."""
        return [tool_view(each) for each in self.page.tools]

    @property
    def first(self) -> int:
        """The number of the first tool of this page among all."""
        return (self.page.page - 1) * self.query.page_size + 1

    @property
    def unread(self) -> list[str]:
        """What could not be read, in words; at most as many as a reader will read."""
        return [told(problem.message) for problem in self.asked.problems[:5]]

    @property
    def address(self) -> str:
        """The clean address of exactly this."""
        return self.address_of(self.query)

    def address_of(self, query: ToolQuery, path: str = "public:tools") -> str:
        """The address of another question, with what was ticked for comparison."""
        parts = [address_query(query), urlencode([("n", number) for number in self.kept])]
        asked = "&".join(part for part in parts if part)
        return reverse(path) + (f"?{asked}" if asked else "")

    @property
    def downloads(self) -> Mapping[str, str]:
        """Addresses of the whole answer as a file."""
        bare = replace(self, kept=())
        whole = replace(self.query, page=1)
        return {
            "CSV": bare.address_of(whole, "public:tools_csv"),
            "JSON": bare.address_of(whole, "public:tools_json"),
        }

    @property
    def deepest(self) -> int | None:
        """How many tools can be paged through, where there are more."""
        return DEEPEST if self.page.total > DEEPEST else None

    @cached_property
    def groups(self) -> list[FacetGroup]:
        """The side panel."""
        found = {each.facet: each for each in self.page.facets}
        return [
            FacetGroup(
                name=facet.value,
                label=told(FACET_LABELS[facet]),
                boxes=[
                    FacetBox(
                        f"{facet.value}-{each.code}", each.code, told(each.label), each.count, each.is_chosen
                    )
                    for each in found[facet].values
                ],
                is_open=facet in SHOWN_FIRST or facet in self.query.chosen,
                chosen=len(self.query.chosen.get(facet, ())),
            )
            for facet in IN_ORDER
        ]

    @cached_property
    def chips(self) -> list[ChosenChip]:
        """What is chosen, each with the way back."""
        return [
            ChosenChip(told(FACET_LABELS[facet]), told(VALUES[facet][code]), self._without(facet, code))
            for facet in IN_ORDER
            for code in VALUES[facet]
            if code in self.query.chosen.get(facet, ())
        ]

    @property
    def without_facets(self) -> str:
        """The address with the keyword alone."""
        return self.address_of(replace(self.query, chosen={}, page=1))

    @cached_property
    def total_without_facets(self) -> int:
        """How many tools the keyword alone finds."""
        return search(replace(self.query, chosen={}, page=1, page_size=1)).total

    @property
    def sorts(self) -> list[Choice]:
        """The orders."""
        labels = {
            Sort.RELEVANCE: _("おすすめ順"),
            Sort.PRICE: _("安い順"),
            Sort.PRICE_DOWN: _("高い順"),
            Sort.CUSTOMERS: _("導入社数の多い順"),
            Sort.NEWEST: _("登録の新しい順"),
            Sort.NAME: _("名前順"),
        }
        return [Choice(sort.value, label) for sort, label in labels.items()]

    @property
    def hinted(self) -> str:
        """The order that a word of the keyword asked for."""
        hint = self.page.hint if self.query.sort is Sort.RELEVANCE else None
        return next((each.label for each in self.sorts if hint and each.value == hint.value), "")

    @cached_property
    def pager(self) -> Pager | None:
        """Links to the other pages."""
        return pager(
            self.page.page, self.page.pages, lambda number: self.address_of(replace(self.query, page=number))
        )

    @property
    def unmatched(self) -> list[str]:
        """The words that no tool holds, as they were typed."""
        return [word for word in self.query.keyword.split() if set(words(word)) & set(self.page.unmatched)]

    @cached_property
    def kept_tools(self) -> list[ToolCard]:
        """The tools ticked for a comparison, as far as they are public."""
        return tools(self.kept) if self.kept else []

    @property
    def kept_elsewhere(self) -> list[str]:
        """The numbers of those that this page does not show."""
        here = {each.number for each in self.page.tools}
        return [each.number for each in self.kept_tools if each.number not in here]

    @property
    def too_many_kept(self) -> bool:
        """Whether more tools are ticked than can stand side by side."""
        return len(self.kept_tools) > MOST_COMPARED

    def _without(self, facet: Facet, code: str) -> str:
        left = {**self.query.chosen, facet: self.query.chosen[facet] - {code}}
        return self.address_of(
            replace(self.query, chosen={of: codes for of, codes in left.items() if codes}, page=1)
        )


def numbers_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Tool numbers as an address holds them, each once; bounded."""
    return tuple(dict.fromkeys(text[:LONGEST_NUMBER] for text in texts if text))[:MOST_KEPT]
