"""Renewing the address of a calendar (予定表のアドレスの変更): the old one stops at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.queries.filings import stands_at
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Grant
from hojokin.rules.engine.facts import Text

NOT_YOURS = Text(
    "予定表のアドレスを変えられるのは申請者だけです。", "Only the grantee may renew the address."
)


@transaction.atomic
def renew_calendar(grant: Grant, *, by: Actor, at: datetime) -> Grant:
    """Make a new address for a grantee's calendar. Raises NotAllowed."""
    found = (
        Grant.objects.select_for_update(of=("self",), no_key=True).select_related("filing").get(pk=grant.pk)
    )
    if by.role is not Role.APPLICANT or not stands_at(found.filing, by):
        raise NotAllowed(NOT_YOURS)
    found.calendar_turn += 1
    found.save(update_fields=["calendar_turn"])
    record(by, "calendar.renew", found.filing.number, at=at)
    return found
