"""Paging (ページ分け): every long list shows as many rows a page, and the page of an address is made good here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

if TYPE_CHECKING:
    from django.core.paginator import _SupportsPagination

PER_PAGE = 50


def page_of[Row](rows: _SupportsPagination[Row], number: int | str | None) -> Page[Row]:
    """One page of the rows: the first where the number is none, the last where there are fewer."""
    return Paginator(rows, PER_PAGE).get_page(number)
