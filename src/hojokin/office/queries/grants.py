"""Grants (交付決定の照会): those of one party, and one of them."""

from __future__ import annotations

from django.db.models import QuerySet

from hojokin.office.queries.filings import visible
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Grant


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """The grants that an actor may see, the newest first."""
    found = Grant.objects.filter(filing__in=visible(actor).values("pk"))
    return found.select_related("filing__owner", "filing__partner", "application").order_by("-pk")


def find_grant(number: str, actor: Actor) -> Grant:
    """One grant. Raises Grant.DoesNotExist, also when it is somebody else's."""
    return grants_of(actor).get(filing__number=number)
