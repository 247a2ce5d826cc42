"""Notices (お知らせの照会): what a person was told, in words, the unread first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet

from hojokin.flow.notices import written
from hojokin.office.records.models import Notice, Person
from hojokin.office.records.prepared import KEY, Given, Prepared

MOST = 100  # the newest; older ones are in the history of each filing


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in words (お知らせの文面)."""

    notice: Notice
    subject: str
    text: str
    number: str  # of the filing that it is about

    @property
    def is_unread(self) -> bool:
        """Whether it has not been opened."""
        return self.notice.read_at is None


def notices_of(person: Person, language: str, *, unread: bool = False, most: int = MOST) -> Sequence[Told]:
    """The newest notices of a person. One query."""
    return [_told(each, language) for each in _newest(unread, most)(person=person.pk)]


@cache
def _newest(unread: bool, most: int) -> Prepared[Notice]:  # kept by both
    def write(person: Given) -> QuerySet[Notice]:
        found = Notice.objects.filter(person=person).select_related("filing")
        if unread:
            found = found.filter(read_at__isnull=True)
        return found.order_by("-at", "-pk")[:most]

    return Prepared(write, {"person": KEY})


def count_unread(person: Person) -> int:
    """How many have not been read."""
    return Notice.objects.filter(person=person, read_at__isnull=True).count()


def _told(notice: Notice, language: str) -> Told:
    message = written(notice.event, notice.data, language)
    return Told(notice, message.subject, message.text, notice.filing.number if notice.filing else "")
