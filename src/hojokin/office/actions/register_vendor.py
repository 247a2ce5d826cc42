"""Registering a vendor (支援事業者の登録): its registration's steps, on the public record, its members and its tools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from hojokin.flow.form import Values
from hojokin.flow.registrations import MEMBER_PART, TOOL_REGISTRATION, public_vendor
from hojokin.flow.roles import Role
from hojokin.office.actions.move import move
from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.publish_tool import unpublish_tool
from hojokin.office.actions.register_tool import deregister_vendor
from hojokin.office.catalogue.codes import VendorState
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Vendor
from hojokin.office.records.models.revision import next_revision


def keep_vendor(state: VendorState) -> Callable[[Filing, Actor, datetime], None]:
    """The effect that writes what a registration says into the vendor's record, in a given state."""
    return partial(_keep, state)


def move_members(action: str) -> Callable[[Filing, Actor, datetime], None]:
    """The effect that takes a step with every member's part that can take it."""
    return partial(_move_children, MEMBER_PART.code, action)


def strike_off(filing: Filing, by: Actor, at: datetime) -> None:
    """Deregister the vendor, its members and every tool of it (V-03); the search forgets them at once."""
    if filing.vendor is not None:
        deregister_vendor(filing.vendor.public_id, at=at)
    move_members("end")(filing, by, at)
    table = TOOL_REGISTRATION.table
    for each in Filing.objects.filter(kind=TOOL_REGISTRATION.code, owner=filing.owner):
        if any(step.action == "fall_with_vendor" for step in table.offered(each.state, {Role.SYSTEM})):
            unpublish_tool(move(each, "fall_with_vendor", by=SYSTEM, at=at), by, at)


def _keep(state: VendorState, filing: Filing, _by: Actor, at: datetime) -> None:
    values: Values = dict(filing.entries.values_list("name", "value"))
    vendor = filing.vendor or Vendor.objects.filter(party=filing.owner).first() or _new_vendor(filing, at)
    for column, value in public_vendor(values).items():
        setattr(vendor, column, value if value is not None else "")
    vendor.state = state.value
    if state is VendorState.REGISTERED:
        vendor.registered_on, vendor.deregistered_on = timezone.localtime(at).date(), None
    vendor.revision = next_revision()
    vendor.save()
    if filing.vendor_id is None:
        filing.vendor = vendor
        filing.save(update_fields=["vendor"])
    if state is VendorState.REGISTERED:
        _keep_party(filing, values)


def _new_vendor(filing: Filing, at: datetime) -> Vendor:
    return Vendor(party=filing.owner, public_id=_next_public_id(at))


def _next_public_id(at: datetime) -> str:
    """The next free one; an imported catalogue may have taken some."""
    while True:
        found = next_number("V", at)
        if not Vendor.objects.filter(public_id=found).exists():
            return found


def _keep_party(filing: Filing, values: Values) -> None:
    party = filing.owner
    told: dict[str, Any] = {
        "name": values.get("name"),
        "kana": values.get("kana"),
        "corporate_number": values.get("corporate_number"),
        "prefecture": values.get("prefecture"),
        "address": values.get("address"),
        "representative": values.get("representative_name"),
    }
    for column, value in told.items():
        if value:
            setattr(party, column, value)
    party.save()


def _move_children(kind: str, action: str, filing: Filing, _by: Actor, at: datetime) -> None:
    for each in filing.children.filter(kind=kind):
        if any(step.action == action for step in MEMBER_PART.table.offered(each.state, {Role.SYSTEM})):
            move(each, action, by=SYSTEM, at=at)
