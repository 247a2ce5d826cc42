"""From the door to the registered consortium, its tool, and next year: every step by those who take it."""

import io
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from hojokin.flow.form import FieldKind, Value
from hojokin.flow.roles import Role
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.change_tool import change_tool
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.actions.start_tool_registration import start_tool_registration
from hojokin.office.actions.start_vendor_registration import start_vendor_registration
from hojokin.office.actions.take_step import take_step
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.vendor_desk import RegistrationDesk, registration_desk
from hojokin.office.queries.vendor_registrations import every_registration
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Tool
from tests.flow import registration_samples as samples
from tests.office.cases.sample import PDF
from tests.office.vendor.people import AT, EDITION, applicant_person, firm, say, sits

THEN = datetime(2026, 4, 20, 3, 0, tzinfo=AT.tzinfo)


def typed(value: Value) -> list[Any]:
    """What somebody typed to say this."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list | tuple):
        rows = [each for each in value if isinstance(each, Mapping)]
        return [{name: typed(cast("Value", cell)) for name, cell in row.items()} for row in rows] or list(
            value
        )
    return [] if value is None else [str(value)]


def fill(filing: Filing, by: Actor, values: Mapping[str, Value]) -> None:
    """Everything that the filing asks, files included."""
    asked = {each.name for each in form_of(filing).fields()}
    say(filing, by, **{name: typed(value) for name, value in values.items() if name in asked})
    said = dict(filing.entries.values_list("name", "value"))
    for each in form_of(filing).fields():
        if each.kind is FieldKind.DOCUMENT and each.asked(said):
            name = f"{filing.number}-{each.name}.pdf"
            attach_document(filing, each.name, name, io.BytesIO(PDF + f"%{name}\n".encode()), by=by, at=THEN)


def decide(filing: Filing, reviewer: Actor, approver: Actor, *steps: str) -> Filing:
    """Steps of the office, the review by one and the decisions by another."""
    declare_tie(filing, has_tie=False, by=reviewer, at=THEN)
    for step in steps:
        by = reviewer if step.startswith("accept") else approver
        filing = take_step(filing, step, by=by, at=THEN, evidence=Evidence(reason="要件を満たす"))
    return filing


def desk_of(by: Actor) -> RegistrationDesk:
    """The registration page's content."""
    assert by.party is not None
    desk = registration_desk(by, EDITION, THEN, every_registration(by.party))
    assert desk is not None
    return desk


def test_a_consortium_registers_with_its_members_and_its_first_tool() -> None:
    owner = applicant_person(firm(), "yamada@midori.example.jp")
    reviewer, approver = (
        sits("r@office.example", Role.REVIEWER, None),
        sits("a@office.example", Role.APPROVER, None),
    )
    registration = start_vendor_registration(VendorForm.CONSORTIUM, by=owner, at=THEN)
    leader = Actor(owner.person, Role.VENDOR, owner.party)
    fill(registration, leader, samples.consortium())
    assert (desk_of(leader).errors, desk_of(leader).is_complete) == (0, False)

    parts = invite_members(registration, by=leader, at=THEN)
    for part, values in zip(parts, (samples.member(), samples.person()), strict=True):
        member = sits(f"{part.number}@member.example", Role.MEMBER, part.owner)
        fill(part, member, values)
        take_step(part, "hand_over", by=member, at=THEN)
    assert (desk_of(leader).members_are_ready, desk_of(leader).is_complete) == (True, False)

    tool = start_tool_registration(by=leader, at=THEN)
    fill(tool, leader, samples.software())
    take_step(tool, "submit", by=leader, at=THEN)
    assert desk_of(leader).is_complete

    take_step(registration, "submit", by=leader, at=THEN)
    registration = decide(registration, reviewer, approver, "accept", "admit", "accept_final", "register")
    tool = decide(tool, reviewer, approver, "accept", "register")

    assert [registration.state, *(Filing.objects.get(pk=each.pk).state for each in parts)] == [
        "registered"
    ] * 3
    assert Tool.objects.get().name == "みどり請求"
    assert tool.title == "みどり請求"

    change = change_tool(Tool.objects.get(), by=leader, at=THEN)
    fill(change, leader, samples.software(name="みどり請求2"))
    take_step(change, "submit", by=leader, at=THEN + timedelta(days=1))
    decide(change, reviewer, approver, "accept", "register")

    assert list(Tool.objects.values_list("name", "state")) == [("みどり請求2", "registered")]
