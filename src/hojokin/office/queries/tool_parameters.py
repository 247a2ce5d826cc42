"""Search parameters (検索条件): a question for tools as an address holds it, read with all its faults, and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from hojokin.office.queries.tools import MOST_A_PAGE, USUAL_A_PAGE, ToolQuery
from hojokin.office.search.orders import Sort
from hojokin.office.search.question import LONGEST_KEYWORD
from hojokin.office.search.schema import FACET_LABELS, VALUES, Facet
from hojokin.rules.engine.facts import Problem, Text

KEYWORD, SORT, PAGE, SIZE = "q", "sort", "page", "page_size"
NAMES = (KEYWORD, *(facet.value for facet in Facet), SORT, PAGE, SIZE)

LONGEST_ADDRESS = 8_000  # characters of a query; every value of every facet and a long keyword stay below it
LAST_PAGE = 10_000
SHOWN = 40  # characters of a wrong value that are repeated to its writer

type Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class AskedTools:
    """What could be read, and what is wrong with the rest; each problem's place is ``/`` and the parameter's name."""

    query: ToolQuery
    problems: tuple[Problem, ...] = ()


def read_parameters(given: Given) -> AskedTools:
    """Read the values of each name. Names that are none of NAMES are left to the caller."""
    problems: list[Problem] = []
    chosen = {}
    for facet in Facet:
        known = [code for code in VALUES[facet] if code in set(given.get(facet.value, ()))]
        if known:
            chosen[facet] = frozenset(map(str, known))
        problems += _unknown_values(facet, given.get(facet.value, ()))
    sort, wrong = _sort(_last(given, SORT))
    problems += wrong
    page, wrong = _whole(given, PAGE, LAST_PAGE, usual=1)
    problems += wrong
    size, wrong = _whole(given, SIZE, MOST_A_PAGE, usual=USUAL_A_PAGE)
    problems += wrong
    keyword = _last(given, KEYWORD).strip()
    return AskedTools(ToolQuery(keyword, chosen, sort, page, size), tuple(problems))


def unknown_names(given: Given) -> list[Problem]:
    """A problem for each name that means nothing here."""
    told = Text(
        f"「{{}}」という条件はありません。使えるのは {'、'.join(NAMES)} です。",
        f"There is no parameter {{!r}}. There are: {', '.join(NAMES)}.",
    )
    return [
        Problem(
            f"/{name[:SHOWN]}", "unknown", Text(told.ja.format(name[:SHOWN]), told.en.format(name[:SHOWN]))
        )
        for name in given
        if name not in NAMES
    ]


def address_query(query: ToolQuery) -> str:
    """The query of the address that asks exactly this; empty for everything in the usual order."""
    return urlencode(list(pairs(query)))


def pairs(query: ToolQuery) -> Iterator[tuple[str, str]]:
    """Name and value of everything that is not as usual, in one fixed order."""
    if query.keyword:
        yield KEYWORD, query.keyword[: LONGEST_KEYWORD + 1]
    for facet in Facet:
        chosen = query.chosen.get(facet, frozenset())
        yield from ((facet.value, str(code)) for code in VALUES[facet] if code in chosen)
    if query.sort is not Sort.RELEVANCE:
        yield SORT, query.sort.value
    if query.page > 1:
        yield PAGE, str(query.page)
    if query.page_size != USUAL_A_PAGE:
        yield SIZE, str(query.page_size)


def _last(given: Given, name: str) -> str:
    return next(reversed(given.get(name, ())), "")


def _unknown_values(facet: Facet, values: Sequence[str]) -> list[Problem]:
    label = FACET_LABELS[facet]
    return [
        Problem(
            f"/{facet.value}",
            "choice",
            Text(
                f"「{value[:SHOWN]}」は「{label.ja}」の値ではありません。",
                f"{value[:SHOWN]!r} is no value of {label.en!r}.",
            ),
        )
        for value in dict.fromkeys(values)
        if value and value not in VALUES[facet]
    ]


def _sort(text: str) -> tuple[Sort, list[Problem]]:
    if not text or text in list(Sort):
        return Sort(text or Sort.RELEVANCE), []
    told = Text(
        f"「{text[:SHOWN]}」という並べ方はありません。使えるのは {'、'.join(Sort)} です。",
        f"There is no order {text[:SHOWN]!r}. There are: {', '.join(Sort)}.",
    )
    return Sort.RELEVANCE, [Problem(f"/{SORT}", "choice", told)]


def _whole(given: Given, name: str, most: int, *, usual: int) -> tuple[int, list[Problem]]:
    text = _last(given, name)
    if not text:
        return usual, []
    # A longer text is above every limit, and int() would refuse to read thousands of digits.
    if text.isdecimal() and len(text) <= SHOWN and 1 <= int(text) <= most:
        return int(text), []
    told = Text(
        f"{name} には 1 から {most:,} までの整数を書いてください。",
        f"Write {name} as a whole number from 1 to {most:,}.",
    )
    return usual, [Problem(f"/{name}", "integer", told)]
