"""Tools of a self-check (自己診断のツール): for each process to improve, the public tools that fit best, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hojokin.flow.self_check import SelfCheck, ToolSearch
from hojokin.flow.self_check_tools import Fit, ToolFacts, fit
from hojokin.office.queries.tools import USUAL_A_PAGE, ToolCard, ToolQuery, search
from hojokin.office.search.orders import Sort
from hojokin.office.search.schema import Facet

WANTED = 3  # tools shown for a process
LOOKED_AT = 40  # tools of an answer that are ranked


@dataclass(frozen=True, slots=True)
class FittingTool:
    """A tool and how well it fits."""

    tool: ToolCard
    fit: Fit


@dataclass(frozen=True, slots=True)
class FoundTools:
    """The tools for one process, best first; ``query`` is the search that shows all of them."""

    wanted: ToolSearch
    query: ToolQuery
    total: int
    tools: tuple[FittingTool, ...]


def tools_for(checked: SelfCheck) -> list[FoundTools]:
    """The tools for each process to begin with; a tool is named once, where it fits first."""
    shown: set[str] = set()
    found = []
    for wanted in checked.searches:
        each = _found(wanted, checked.answers.size, shown)
        shown |= {fitting.tool.number for fitting in each.tools}
        found.append(each)
    return found


def _found(wanted: ToolSearch, size: str, shown: set[str]) -> FoundTools:
    """The best of two searches, which are always both made: how many are asked must not depend on what is there."""
    narrow, wide = (search(query) for query in _queries(wanted))
    cards = {each.number: each for each in (*narrow.tools, *wide.tools) if each.number not in shown}
    ranked = sorted(
        (FittingTool(each, fit(_facts(each), wanted, size)) for each in cards.values()),
        key=lambda each: -each.fit.score,
    )
    told = narrow if narrow.total >= WANTED else wide
    whole = replace(told.query, page_size=USUAL_A_PAGE)
    return FoundTools(wanted, whole, told.total, tuple(ranked[:WANTED]))


def _queries(wanted: ToolSearch) -> tuple[ToolQuery, ToolQuery]:
    """By the words and in the trade; and whatever serves the same kinds of process, most used first."""
    kinds = {Facet.PROCESS: frozenset(wanted.kinds), Facet.TRACK: frozenset(wanted.tracks)}
    trade = {Facet.INDUSTRY: frozenset({wanted.industry})} if wanted.industry else {}
    return (
        ToolQuery(" ".join(wanted.words), {**kinds, **trade}, page_size=LOOKED_AT),
        ToolQuery("", kinds, Sort.CUSTOMERS, page_size=LOOKED_AT),
    )


def _facts(card: ToolCard) -> ToolFacts:
    return ToolFacts(card.processes, card.industries, f"{card.name} {card.outline}", card.is_cloud)
