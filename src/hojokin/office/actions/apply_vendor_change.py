"""Applying a change (登録変更の反映): what an approved change filing says, on the vendor's record and its party."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.checks.vendor_registration import changed_values
from hojokin.flow.form import Values
from hojokin.flow.registrations import PUBLIC_OF_VENDOR
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Vendor
from hojokin.office.records.models.revision import next_revision

OF_PARTY = {
    "name": "name",
    "kana": "kana",
    "prefecture": "prefecture",
    "address": "address",
    "representative_name": "representative",
}


def apply_vendor_change(filing: Filing, _by: Actor, _at: datetime) -> None:
    """Write the changed fields, and those alone."""
    values: Values = dict(filing.entries.values_list("name", "value"))
    told = changed_values(values)
    party = filing.owner
    for name, column in OF_PARTY.items():
        if told.get(name) is not None:
            setattr(party, column, told[name])
    party.save()
    vendor = Vendor.objects.get(party=party)
    for name in PUBLIC_OF_VENDOR:
        if name in told:
            setattr(vendor, name, told[name] if told[name] is not None else "")
    vendor.revision = next_revision()
    vendor.save()
