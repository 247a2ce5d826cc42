"""Start a change of a vendor's registration (登録変更届の開始; V-06)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.registrations import VENDOR_CHANGE
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.queries.vendor_registrations import change_under_way, registered_vendor
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

REGISTERED_ONLY = Text(
    "登録変更届は、本登録されたIT導入支援事業者だけが出せます。登録の前は、登録の内容を直してください。",
    "Only a registered vendor files a change. Before that, correct the registration itself.",
)
UNDER_WAY_ALREADY = Text(
    "出しかけの登録変更届があります。それを出すか取り下げてから、次を始めてください。",
    "A change is under way already. Send or withdraw it before beginning another one.",
)


@transaction.atomic
def start_vendor_change(*, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open a change filing. Raises NotAllowed for whoever is not registered or has one under way."""
    if by.role is not Role.VENDOR or by.party is None:
        raise NotAllowed(REGISTERED_ONLY)
    party = Party.objects.select_for_update(no_key=True).get(pk=by.party.pk)
    vendor = registered_vendor(party)
    if vendor is None:
        raise NotAllowed(REGISTERED_ONLY)
    if change_under_way(party):
        raise NotAllowed(UNDER_WAY_ALREADY)
    about = About(edition=edition, owner=party, vendor=vendor, title=party.name)
    return open_filing(VENDOR_CHANGE.code, about, by=by, at=at)
