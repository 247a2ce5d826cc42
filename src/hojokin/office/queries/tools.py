"""Search for tools (ITツール検索): what is registered, found by word and narrowed by facets, with live counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hojokin.office.catalogue.codes import AiKind, ToolState, VendorState
from hojokin.office.records.models import Tool
from hojokin.office.search.answer import Answer, answer, attempt, by_facet
from hojokin.office.search.live import live_index
from hojokin.office.search.normal import normal
from hojokin.office.search.orders import Sort
from hojokin.office.search.question import question_of
from hojokin.office.search.schema import FACET_LABELS, VALUES, Facet
from hojokin.office.search.source import public_tools
from hojokin.rules.engine.facts import Text

MOST_A_PAGE = 100
USUAL_A_PAGE = 20
DEEPEST = 10_000  # tools that can be paged through; narrowing leads further than paging

PUBLIC = [ToolState.REGISTERED, VendorState.REGISTERED]

_FIELDS = (
    "number",
    "name",
    "kana",
    "maker",
    "vendor__public_id",
    "vendor__name",
    "vendor__prefecture",
    "category",
    "outline",
    "url",
    "ai_kind",
    "ai_evidence",
    "is_cloud",
    "is_invoice_ready",
    "is_smart_register",
    "is_electronic_transaction",
    "tracks",
    "processes",
    "functions",
    "industries",
    "price_min",
    "price_standard",
    "customers",
    "sales_started_on",
    "registered_at",
)


@dataclass(frozen=True, slots=True)
class ToolQuery:
    """What is asked. ``chosen`` maps a facet to its chosen values; ``page`` counts from 1."""

    keyword: str = ""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = USUAL_A_PAGE


@dataclass(frozen=True, slots=True)
class ToolCard:
    """One public tool (ITツール) as lists and its own page show it; prices in whole yen without tax."""

    number: str
    name: str
    kana: str
    maker: str
    vendor_id: str
    vendor_name: str
    prefecture: str
    category: int
    outline: str
    url: str
    ai_kind: AiKind
    ai_evidence: str
    is_cloud: bool
    is_invoice_ready: bool
    is_smart_register: bool
    is_electronic_transaction: bool
    tracks: tuple[str, ...]
    processes: tuple[str, ...]
    functions: tuple[str, ...]
    industries: tuple[str, ...]
    price_min: int
    price_standard: int
    customers: int
    sales_started_on: date | None
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: how many tools choosing it would show."""

    code: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet with all its values, also those with no tool."""

    facet: Facet
    label: Text
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class ToolPage:
    """One page of an answer.

    ``did_you_mean`` is set when nothing held the keyword and the tools shown are those of that spelling.
    ``unmatched`` are words that no tool holds. ``any_word`` is set when no tool held all words and the tools shown
    hold some of them. ``hint`` is the sort that a word such as 安い asked for; ``was_cut`` that the keyword was too long.
    """

    query: ToolQuery
    total: int
    page: int
    pages: int
    tools: tuple[ToolCard, ...]
    facets: tuple[FacetList, ...]
    did_you_mean: str = ""
    unmatched: tuple[str, ...] = ()
    any_word: bool = False
    hint: Sort | None = None
    was_cut: bool = False


def search(query: ToolQuery) -> ToolPage:
    """The page of tools that a query asks for; never raises on what a visitor can type."""
    view, question = live_index().view(), question_of(query.keyword)
    size = min(max(query.page_size, 1), MOST_A_PAGE)
    page = min(max(query.page, 1), -(-DEEPEST // size))
    tried = attempt(view, question, query.chosen, query.sort, (page - 1) * size, size)
    found = tried.answer
    pages = max(1, -(-min(found.total, DEEPEST) // size))
    if page > pages:
        page = pages
        found = answer(view, tried.question, query.chosen, query.sort, (page - 1) * size, size)
    cards = _cards(found)
    told = tried.question.words
    return ToolPage(
        query=query,
        total=found.total,
        page=page,
        pages=pages,
        tools=cards,
        facets=_facets(found, query),
        did_you_mean=" ".join(_as_written(word.text, cards) for word in told) if tried.is_respelt else "",
        unmatched=tried.unmatched,
        any_word=tried.question.any_word,
        hint=tried.question.hint,
        was_cut=tried.question.was_cut,
    )


def tool(number: str) -> ToolCard | None:
    """A public tool by its number, straight from the database."""
    return next(iter(tools([number])), None)


def tools(numbers: Sequence[str]) -> list[ToolCard]:
    """The public ones among some tools, in the order in which they are named, each once."""
    wanted = list(dict.fromkeys(numbers))[:MOST_A_PAGE]
    known = {row[0]: _card(*row) for row in public_tools().filter(number__in=wanted).values_list(*_FIELDS)}
    return [known[number] for number in wanted if number in known]


def tools_of_vendor(public_id: str, *, most: int = MOST_A_PAGE) -> list[ToolCard]:
    """The public tools of a vendor, most customers first."""
    rows = public_tools().filter(vendor__public_id=public_id).order_by("-customers", "pk")[:most]
    return [_card(*row) for row in rows.values_list(*_FIELDS)]


def _cards(found: Answer) -> tuple[ToolCard, ...]:
    """The tools of an answer as the database has them now: one that was deregistered meanwhile is not shown."""
    # By key alone: with the states among the conditions, SQLite reads every registered tool.
    rows = Tool.objects.filter(pk__in=found.keys).values_list("pk", "state", "vendor__state", *_FIELDS)
    known = {
        key: _card(*row)
        for key, *states, row in ((r[0], r[1], r[2], r[3:]) for r in rows)
        if states == PUBLIC
    }
    return tuple(known[key] for key in found.keys if key in known)


def _card(*row: object) -> ToolCard:
    told = dict(zip(_FIELDS, row, strict=True))
    codes = {
        name: tuple(str(told.pop(name)).split())
        for name in ("tracks", "processes", "functions", "industries")
    }
    vendor = {
        "vendor_id": told.pop("vendor__public_id"),
        "vendor_name": told.pop("vendor__name"),
        "prefecture": told.pop("vendor__prefecture"),
    }
    return ToolCard(**{**told, **codes, **vendor, "ai_kind": AiKind(str(told["ai_kind"]))})  # type: ignore[arg-type]  # a row of these fields


def _facets(found: Answer, query: ToolQuery) -> tuple[FacetList, ...]:
    counts = by_facet(found.counts)
    return tuple(
        FacetList(
            facet,
            FACET_LABELS[facet],
            tuple(
                FacetValue(
                    str(code), label, counts[facet][str(code)], str(code) in query.chosen.get(facet, ())
                )
                for code, label in VALUES[facet].items()
            ),
        )
        for facet in Facet
    )


def _as_written(word: str, cards: Sequence[ToolCard]) -> str:
    """A word in normal form as a found tool's name writes it, where it does."""
    for card in cards:
        for name in (card.name, *card.name.split(), card.kana):
            if normal(name) == word:
                return name
    return word
