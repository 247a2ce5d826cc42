"""Pager (ページ送り): the pages around the one that is shown, the first and the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AROUND = 1  # pages on either side of the current one


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page; a gap in the row of pages has no address."""

    number: int
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The row of links beneath a list; ``before`` and ``after`` are empty at the ends."""

    links: tuple[PageLink, ...]
    before: str
    after: str


def pager(page: int, pages: int, address: Callable[[int], str]) -> Pager | None:
    """The links of a list of several pages; None for a single page."""
    if pages <= 1:
        return None
    shown = sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
    links: list[PageLink] = []
    for number in shown:
        if links and number > links[-1].number + 1:
            links.append(PageLink(number - 1, ""))
        links.append(PageLink(number, address(number), current=number == page))
    return Pager(
        tuple(links),
        before=address(page - 1) if page > 1 else "",
        after=address(page + 1) if page < pages else "",
    )
