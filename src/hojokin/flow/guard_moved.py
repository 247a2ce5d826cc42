"""Moved pictures (回転・枠・貼り込み): one picture that two cases show, in one of them turned or inside something else.

A page is seen in several views: whole, turned by quarters, and without what may have been put round it. A view of one
page that shares what no other case has with another view of another page is its copy. Two whole pages are compared by
``same_looks``. Which view a mark belongs to stands in its lowest bits, so that all of them are looked up as one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations

from hojokin.flow.guard_evidence import Sighting, apart, key_of, named
from hojokin.flow.guards import Alert, Pattern, limit, moved_words
from hojokin.rules.engine.facts import Text

VIEWS = 8  # the whole page, three turns of it, and up to four parts inside it
FIRST_INNER = 4
QUARTERS = 4

type _Views = tuple[int, int, int, int]  # earlier page, later page, and the view of each


def in_view(detail: int, view: int) -> int:
    """A detail as a mark of one view."""
    return bare(detail) + view


def bare(mark: int) -> int:
    """A detail whichever view shows it."""
    return mark - mark % VIEWS


def in_every_view(marks: Iterable[int]) -> set[int]:
    """The marks under which other pages may show the same details."""
    return {bare(each) + view for each in marks for view in range(VIEWS)}


def moved_looks(pages: Sequence[Sighting], layout: Set[int] = frozenset()) -> Iterator[Alert]:
    """Pictures shown again in another view: each later page against the earlier one that it shares most with.

    ``layout`` are marks known to be common, where not every page that shows them is among the pages.
    """
    best: dict[int, tuple[int, int, _Views]] = {}
    for found, shared in _pairs(pages, {bare(each) for each in layout}).items():
        earlier, later, one, other = found
        block = "inner" if max(one, other) >= FIRST_INNER else "turned"
        if shared < limit(block, "marks"):
            continue
        overlap = _overlap(_view(pages[earlier], one), _view(pages[later], other))
        if overlap >= limit(block, "overlap"):
            best[later] = max(
                best.get(later, (0, 0, found)), (shared, overlap, found), key=lambda each: each[:2]
            )
    for _, (shared, _, found) in sorted(best.items()):
        yield _alert(pages[found[0]], pages[found[1]], found[2:], shared)


def ways(one: int, other: int) -> list[str]:
    """How the later page shows the picture of the earlier, by their views: names of what is said."""
    turned = ((other if other < FIRST_INNER else 0) - (one if one < FIRST_INNER else 0)) % QUARTERS
    found = [f"turned_{turned}"] if turned else []
    if other >= FIRST_INNER:
        found.append("later_inside")
    if one >= FIRST_INNER:
        found.append("earlier_inside")
    return found


def _marks(page: Sighting) -> tuple[int, ...]:
    return page.marks + page.views


def _view(page: Sighting, view: int) -> set[int]:
    """The details of one view of a page."""
    return {bare(mark) for mark in _marks(page) if mark % VIEWS == view}


def _overlap(one: Set[int], other: Set[int]) -> int:
    """Percent of the details, rare or not, that two views share."""
    return 100 * len(one & other) // min(len(one), len(other))


def _pairs(pages: Sequence[Sighting], layout: Set[int]) -> Counter[_Views]:
    """How many rare details each pair of views of pages of different parties shares."""
    holders: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, page in enumerate(pages):
        for mark in dict.fromkeys(_marks(page)):
            holders[bare(mark)].append((place, mark % VIEWS))
    common = limit("picture", "common")
    found: Counter[_Views] = Counter()
    for detail, held in holders.items():
        if len(held) == 1 or detail in layout or len({pages[each].place.case for each, _ in held}) > common:
            continue
        for (earlier, one), (later, other) in combinations(held, 2):
            if _is_moved(one, other) and apart(pages[earlier], pages[later]):
                found[earlier, later, one, other] += 1
    return found


def _is_moved(one: int, other: int) -> bool:
    """Whether two views tell a copy: a whole page in a turn of another, or a whole or turned page inside another.

    Two turns say no more than the pages as they are; parts inside two pages, such as tables, are alike by themselves.
    """
    return (one == 0 and other > 0) or min(one, other) < FIRST_INNER <= max(one, other)


def _alert(one: Sighting, other: Sighting, views: Sequence[int], marks: int) -> Alert:
    told = [moved_words(each) for each in ways(*views)]
    words, seen = named(one, other), moved_words("seen")
    ja = seen.ja.format_map({**words["ja"], "marks": marks, "how": "、".join(each.ja for each in told)})
    en = seen.en.format_map({**words["en"], "marks": marks, "how": ", ".join(each.en for each in told)})
    key = key_of(Pattern.SAME_PICTURE, [one, other])
    return Alert(Pattern.SAME_PICTURE, key, Text(ja, en), (one.place, other.place))
