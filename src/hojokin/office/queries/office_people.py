"""People of the office (事務局の担当者): who holds which seat, who may be given a filing, and who is invited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.records.models import Filing, Invitation, Person, ScoreSheet, Seat
from hojokin.office.records.prepared import MOMENT, Given, prepared

# An auditor only reads, an administrator keeps the house: neither is given a filing.
WORKING = frozenset({Role.REVIEWER, Role.APPROVER, Role.PAYER})


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Somebody of the office beside one filing (担当者): whether it may be given to them, and their score sheet."""

    person: Person
    may_take: bool
    is_scoring: bool
    has_scored: bool


def office_seats(at: datetime) -> Sequence[Seat]:
    """The seats of the office that are held now, by role and name."""
    order = list(Role)
    seats = _held(at).filter(role__in=SECRETARIAT).select_related("person")
    return sorted(seats, key=lambda each: (order.index(Role(each.role)), each.person.name, each.pk))


def assignable(at: datetime) -> Sequence[Person]:
    """Who may be given a filing, by name."""
    return list(_people(at))


def assignable_names(at: datetime) -> tuple[tuple[int, str], ...]:
    """The same by number and name alone."""
    return tuple(_names(at=at))


@prepared(at=MOMENT)
def _names(at: Given) -> QuerySet[Person, tuple[int, str]]:
    return _people(at).values_list("pk", "name")


def _people(at: datetime | Given) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=_working(at).values("person")).order_by("name", "pk")


def at_desk(filing: Filing, at: datetime) -> Sequence[AtDesk]:
    """Who may be given a filing and who scores it, by name. One query."""
    sheets = ScoreSheet.objects.filter(filing=filing)
    people = _working(at).values("person").union(sheets.values("reviewer"))
    own = sheets.filter(reviewer=OuterRef("pk"))
    found = Person.objects.filter(pk__in=people).annotate(
        may_take=Exists(_working(at).filter(person=OuterRef("pk"))),
        is_scoring=Exists(own.filter(finished_at__isnull=True)),
        has_scored=Exists(own.filter(finished_at__isnull=False)),
    )
    told: Iterable[Any] = found.order_by("name", "pk")
    return [AtDesk(each, each.may_take, each.is_scoring, each.has_scored) for each in told]


def open_invitations(at: datetime) -> Sequence[Invitation]:
    """The invitations to the office that still work, the newest first."""
    asked = Invitation.objects.filter(role__in=SECRETARIAT, used_at__isnull=True, expires_at__gt=at)
    return list(asked.select_related("invited_by").order_by("-invited_at", "-pk"))


def _working(at: datetime | Given) -> QuerySet[Seat]:
    return _held(at).filter(role__in=WORKING, person__is_active=True)


def _held(at: datetime | Given) -> QuerySet[Seat]:
    held = Q(until__isnull=True) | Q(until__gt=at)
    return Seat.objects.filter(held, party__isnull=True, since__lte=at)
