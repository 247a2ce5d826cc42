"""A quote (見積り) summed by category, each fee cut to its supported period, with the explanation of every cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hojokin.rules.engine.exact import Limit
from hojokin.rules.engine.loading import Block
from hojokin.rules.engine.rulebook import Answer, Rulebook
from hojokin.rules.question import Cost, CostCategory
from hojokin.rules.shared.lines import line_book
from hojokin.rules.track import Places, RowSteps

_COST_OF = {category: f"{category.value}_cost" for category in CostCategory}
LINE_TARGETS = ("supported_fee", "fee_cut_to_period")


@dataclass
class QuoteTotals:
    """Supported yen by category, the lines of each and where they stand, and the steps of the lines that were cut.

    ``security_service`` are the yen of listed security services that are counted under another category.
    """

    total: int = 0
    security_service: int = 0
    refiled: list[str] = field(default_factory=list)
    by_category: dict[CostCategory, int] = field(default_factory=lambda: defaultdict(int))
    lines: dict[CostCategory, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    places: dict[CostCategory, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows: list[RowSteps] = field(default_factory=list)

    def of(self, *categories: CostCategory) -> int:
        """Supported yen of some categories."""
        return sum(self.by_category.get(category, 0) for category in categories)

    def costs(self, categories: Iterable[CostCategory]) -> dict[str, int | bool]:
        """Supported yen of some categories as facts, each under the category's name with ``_cost``."""
        get = self.by_category.get
        return {_COST_OF[category]: get(category, 0) for category in categories}

    def items(self, category: CostCategory) -> int:
        """How many lines a category has."""
        return len(self.lines.get(category, ()))

    def outside(self, categories: Iterable[CostCategory]) -> int:
        """Yen in every category but these."""
        inside = set(categories)
        return sum(yen for category, yen in self.by_category.items() if category not in inside)

    def places_of(self, supported: Iterable[CostCategory]) -> Places:
        """The lines that the cautions about single categories speak of, by the caution's name."""
        inside = set(supported)
        outside = (places for category, places in self.places.items() if category not in inside)
        return {
            "has_ineligible_cost": tuple(place for places in outside for place in places),
            "counts_security_service_as_option": tuple(self.refiled),
        }


def totals(
    costs: Sequence[Cost],
    book: Rulebook,
    *,
    limits: str = "month_limits",
    place: str = "/costs",
    filed_as: Mapping[CostCategory, CostCategory] | None = None,
) -> QuoteTotals:
    """Sum a quote by the block ``limits`` of month limits; ``filed_as`` names categories counted under another one."""
    quote = QuoteTotals()
    month_limits = book.parameters.blocks[limits]
    software_months = [cost.months for cost in costs if cost.category is CostCategory.SOFTWARE]
    known = [months for months in software_months if months is not None]
    used_for = max(known) if known and len(known) == len(software_months) else None
    for number, cost in enumerate(costs):
        category = (filed_as or {}).get(cost.category, cost.category)
        limit = _months_supported(category, month_limits, used_for)
        amount = cost.amount_yen
        if cost.months is not None and limit is not None:
            answer = _line(book, cost.amount_yen, cost.months, limit)
            amount = answer["supported_fee"]
            quote.rows.append(RowSteps(f"{place}/{number}", answer.steps, answer.stated))
        if category is not cost.category:
            quote.security_service += amount
            quote.refiled.append(f"{place}/{number}")
        quote.places[category].append(f"{place}/{number}")
        quote.total += cost.amount_yen
        quote.by_category[category] += amount
        quote.lines[category].append(cost)
    return quote


def _line(book: Rulebook, amount: int, months: int, supported: int) -> Answer:
    facts = {"quoted_amount": amount, "months_quoted": months, "months_supported": supported}
    return line_book(book).evaluate(facts, LINE_TARGETS)


def _months_supported(category: CostCategory, month_limits: Block, used_for: int | None) -> int | None:
    limit = month_limits.values.get(category.value)
    if not isinstance(limit, Limit):
        return None
    if category is CostCategory.MAINTENANCE and used_for is not None:  # not longer than the software is used
        return min(limit.highest, used_for)
    return limit.highest


def process_kinds(costs: Sequence[Cost]) -> frozenset[str]:
    """Kinds of processes of some software; a kind counts once, also a P-06 of two industries."""
    return frozenset(code.partition(":")[0] for cost in costs for code in cost.processes)
