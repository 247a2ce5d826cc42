"""Start a tool's registration (ITツール登録の開始; T-20): the first one goes with the vendor's own (V-36)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.registrations import TOOL_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.queries.vendor_registrations import live_registration
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Vendor
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

VENDOR_FIRST = Text(
    "先に、この年度の支援事業者の登録を始めてください。登録は年度ごとです。ツールはそのあとで登録できます。",
    "Begin this year's registration as a vendor first; it is yearly. Tools come after it.",
)
ONLY_VENDORS = Text(
    "ツールの登録は、IT導入支援事業者の担当者が行います。",
    "Tools are registered by a person of the vendor.",
)


@transaction.atomic
def start_tool_registration(*, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open the registration of a new tool. Raises NotAllowed without a vendor's registration of the year."""
    party = selling_party(by, edition)
    about = About(edition=edition, owner=party, vendor=Vendor.objects.filter(party=party).first())
    return open_filing(TOOL_REGISTRATION.code, about, by=by, at=at)


def selling_party(by: Actor, edition: str) -> Party:
    """The vendor that the actor works for, registered or registering this year. Raises NotAllowed."""
    if by.role is not Role.VENDOR or by.party is None:
        raise NotAllowed(ONLY_VENDORS)
    if live_registration(by.party, edition) is None:
        raise NotAllowed(VENDOR_FIRST)
    return by.party
