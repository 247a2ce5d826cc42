"""Published grants (交付決定者の一覧): what anyone may read, by round, prefecture and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.db.models import Count, Max, Q, QuerySet

from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import PublishedGrant, Round


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """A round whose grants are public."""

    round: Round
    count: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedList:
    """One page of the list."""

    page: Page[PublishedGrant]
    rounds: Sequence[PublishedRound]
    by_prefecture: Mapping[str, int]


def published_list(round_code: str, prefecture: str, text: str, page: int) -> PublishedList:
    """The grants of a round, or of all; narrowed by prefecture and words. Four queries."""
    found = published(round_code, "", text)
    counted = found.values_list("prefecture").annotate(count=Count("pk")).order_by("prefecture")
    narrowed = found.filter(prefecture=prefecture) if prefecture else found
    return PublishedList(page_of(narrowed, page), published_rounds(), dict(counted))


def published(round_code: str, prefecture: str, text: str) -> QuerySet[PublishedGrant]:
    """The entries in their order."""
    found = PublishedGrant.objects.select_related("round")
    if round_code:
        found = found.filter(round__code=round_code)
    if prefecture:
        found = found.filter(prefecture=prefecture)
    if text:
        found = found.filter(
            Q(name__icontains=text)
            | Q(group_name__icontains=text)
            | Q(corporate_number=text)
            | Q(municipality__icontains=text)
        )
    return found.order_by("round__edition", "round__track", "round__number", "prefecture", "name", "pk")


def published_rounds() -> Sequence[PublishedRound]:
    """The rounds that have any, the newest first."""
    found = Round.objects.annotate(count=Count("published"), last=Max("published__published_at"))
    rows = found.filter(count__gt=0).order_by("-last", "track", "-number")
    return [PublishedRound(each, each.count, each.last) for each in rows]
