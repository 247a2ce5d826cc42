"""Audit list (監査記録の一覧): the rows narrowed by subject, person, event and day, one page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from hojokin.office.records.models import AuditRow, Person

PER_PAGE = 50


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
    """One page of rows, the newest first, with the names of those who acted."""

    page: Page[AuditRow]
    names: Mapping[str, str]


def audit_page(wanted: AuditWanted) -> AuditPage:
    """The page that is asked for. Three queries, one more when a name is sought."""
    page = Paginator(_narrowed(wanted).order_by("-sequence"), PER_PAGE).get_page(wanted.page)
    return AuditPage(page, names_of(list(page)))


def names_of(rows: list[AuditRow]) -> Mapping[str, str]:
    """The names of the people that rows tell of, by their number as the rows write it."""
    numbers = {int(each.person) for each in rows if each.person.isdecimal()}
    return {str(key): name for key, name in Person.objects.filter(pk__in=numbers).values_list("pk", "name")}


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
    if person.isdecimal() or person == "system":
        return [person]
    return [str(each) for each in Person.objects.filter(name__icontains=person).values_list("pk", flat=True)]
