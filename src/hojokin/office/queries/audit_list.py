"""Audit list (監査記録の一覧): the rows narrowed by subject, person, event and day, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page
from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from hojokin.office.queries.paging import page_of
from hojokin.office.records.models import AuditRow, Person

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class AuditWanted:
    """What the list is narrowed to (絞り込み); an empty value narrows nothing. ``person`` is a number or a part of a name."""

    subject: str = ""
    person: str = ""
    what: str = ""
    day: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of rows, the newest first, each with the name of whoever acted."""

    page: Page[AuditRow]


def audit_page(wanted: AuditWanted) -> AuditPage:
    """The page that is asked for. Two queries, one more when a name is sought."""
    return AuditPage(page_of(named(_narrowed(wanted)).order_by("-sequence"), wanted.page))


def named(rows: QuerySet[AuditRow]) -> QuerySet[AuditRow]:
    """The rows with the name of whoever acted as ``name``; empty for the system."""
    person = Person.objects.filter(pk=OuterRef("key")).values("name")[:1]
    return rows.annotate(key=acting(), name=Coalesce(Subquery(person), Value("")))


def acting() -> Case:
    """The number of the person that a row tells of; None for the system."""
    number = Cast(F("person"), BigIntegerField())
    return Case(When(person=SYSTEM, then=None), default=number)


def _narrowed(wanted: AuditWanted) -> QuerySet[AuditRow]:
    rows = AuditRow.objects.all()
    if wanted.subject:
        rows = rows.filter(subject=wanted.subject)
    if wanted.what:
        rows = rows.filter(what__startswith=wanted.what)
    if wanted.person:
        rows = rows.filter(person__in=_numbers(wanted.person))
    if wanted.day:
        begins = datetime.combine(wanted.day, time.min, timezone.get_default_timezone())
        rows = rows.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return rows


def _numbers(person: str) -> list[str]:
    if person.isdecimal() or person == SYSTEM:
        return [person]
    return [str(each) for each in Person.objects.filter(name__icontains=person).values_list("pk", flat=True)]
