"""Start a vendor's registration (IT導入支援事業者登録の開始): one for each firm and year (V-30, V-34, V-38)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hojokin.flow.registrations import VENDOR_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.known_of_party import of_vendor
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.open_vendor_seat import open_vendor_seat
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.vendor_registrations import NO_SEAT, live_registration, why_not
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Vendor
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

ALREADY_STARTED = Text(
    "この年度の登録はもう始まっています。登録のページから続けてください。",
    "This year's registration has begun already. Go on from the registration page.",
)


@transaction.atomic
def start_vendor_registration(form: VendorForm, *, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open this year's registration, alone or as the leader of a consortium.

    An applicant who proved the firm by gBizID gets the vendor's seat with it. Raises NotAllowed.
    """
    by = as_vendor(by, edition, at)
    return open_registration({"form": [form.value]}, by=by, at=at, edition=edition)


def as_vendor(by: Actor, edition: str, at: datetime) -> Actor:
    """The same person in the vendor's seat, given if need be. Raises NotAllowed for whoever may not register."""
    if refusal := why_not(by, edition):
        raise NotAllowed(refusal)
    if by.role is Role.APPLICANT:
        open_vendor_seat(by=by, at=at)
    return replace(by, role=Role.VENDOR)


def open_registration(typed: Mapping[str, Typed], *, by: Actor, at: datetime, edition: str) -> Filing:
    """Open the filing with what is known of the firm and what is given. Raises NotAllowed when there is one."""
    if by.party is None:
        raise NotAllowed(NO_SEAT)
    party = Party.objects.select_for_update(no_key=True).get(
        pk=by.party.pk
    )  # two colleagues may begin at once
    if live_registration(party, edition) is not None:
        raise NotAllowed(ALREADY_STARTED)
    about = About(
        edition=edition,
        owner=party,
        vendor=Vendor.objects.filter(party=party).first(),
        title=party.name,
        typed={**of_vendor(party), **typed},
    )
    return open_filing(VENDOR_REGISTRATION.code, about, by=by, at=at)
