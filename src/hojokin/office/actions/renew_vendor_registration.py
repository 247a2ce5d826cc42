"""Renew a vendor's registration (年度ごとの再登録): this year's, filled in from last year's (V-37)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.vendor_standing import renewal
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_vendor_registration import as_vendor, open_registration
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.vendor_registrations import NO_SEAT, last_registration, renewable_values
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

NOTHING_TO_RENEW = Text(
    "前の年度の登録が見つかりません。新しい登録を始めてください。",
    "There is no registration of an earlier year. Begin a new one.",
)


@transaction.atomic
def renew_vendor_registration(*, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open this year's registration from the last one. Pledges, papers and dated facts start empty. Raises NotAllowed."""
    by = as_vendor(by, edition, at)
    if by.party is None:
        raise NotAllowed(NO_SEAT)
    last = last_registration(by.party, edition)
    if last is None:
        raise NotAllowed(NOTHING_TO_RENEW)
    carried = renewal(form_of(last), renewable_values(last)).values
    typed = dict(last.entries.filter(name__in=carried).values_list("name", "typed"))
    return open_registration(typed, by=by, at=at, edition=edition)
