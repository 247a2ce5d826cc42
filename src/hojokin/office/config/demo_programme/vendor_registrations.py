"""Vendors (支援事業者の登録): each as far as its file says, the leader of a consortium with its member."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hojokin.flow.roles import Role
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.end_seat import end_seat
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.actions.start_vendor_registration import as_vendor, open_registration
from hojokin.office.actions.take_step import take_step
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.config.demo_programme.desk import Desk
from hojokin.office.config.demo_programme.moments import DAY, HOUR, day_before
from hojokin.office.config.demo_programme.people import sample, seated
from hojokin.office.config.demo_programme.timeline import Life, Timeline
from hojokin.office.config.demo_programme.tool_registrations import tool
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, typed
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Seat
from hojokin.rules.years import CURRENT


def vendor_answers(told: Mapping[str, Any], vendor: Actor, at: datetime) -> dict[str, Any]:
    """Everything that a vendor's form asks beyond what gBizID said."""
    party, said = vendor.party, data("vendors")
    representative = party.representative if party else ""
    leads = told["code"] == said["leader"]
    return {
        **said["every"],
        **(
            said["consortium"] | {"members": [_member_row()], "agreed_on": day_before(at, 20)}
            if leads
            else {}
        ),
        "kana": told["kana"],
        "representative_kana": told["representative_kana"],
        "contact_name": representative,
        "contact_kana": told["representative_kana"],
        "contact_email": f"info@{told['code']}.example",
        "contact_phone": told["phone"],
        "description": told["description"],
        "officers": [{"name": representative, "kana": told["representative_kana"], "title": "代表取締役"}],
        "registry_issued_on": day_before(at, 20),
        "tax_certificate_issued_on": day_before(at, 15),
    }


def _member_row() -> dict[str, str]:
    told = data("vendors")["member"]
    names = {"name": "name", "kind": "kind", "contact_email": "email", "role": "role"}
    return {column: told[name] for name, column in names.items()}


def vendor(
    told: Mapping[str, Any],
    by: Actor,
    begins: datetime,
    tools: Sequence[Mapping[str, Any]],
    timeline: Timeline,
) -> Life:
    """A vendor's registration, as far as its file says: its first tool goes with it, a leader brings in its member."""
    office, until, at = Desk(), told["until"], begins
    yield at
    leads = told["code"] == data("vendors")["leader"]
    form = VendorForm.CONSORTIUM if leads else VendorForm.SINGLE
    by = as_vendor(by, CURRENT, at)
    answers = {**vendor_answers(told, by, at), "form": form.value}
    said = {name: typed(value) for name, value in answers.items()}
    filing = open_registration(said, by=by, at=at, edition=CURRENT)
    attach_papers(filing, by=by, at=at)
    for place, each in enumerate(tools):
        timeline.add(tool(each, by, at + (1 + 20 * place) * HOUR, waits=14 * DAY))
    if leads:
        yield from member(filing, by, (at := at + DAY))
    yield (at := at + 2 * DAY)
    filing = take_step(filing, "submit", by=by, at=at)
    yield (at := at + 3 * DAY)
    yield from _vendor_judged(filing, until, office, at)


def _vendor_judged(filing: Filing, until: str, office: Desk, at: datetime) -> Life:
    said = data("findings")
    if until == "submitted":
        return
    if until == "returned":
        office.send_back(filing, [tuple(each) for each in said["vendor"]], at)
        return
    if until == "rejected":
        filing = office.review(filing, "propose_rejection", at, said["vendor_rejection"])
        yield (at := at + DAY)
        office.decide(filing, "reject", at, said["vendor_rejection"])
        return
    filing = office.review(filing, "accept", at)
    yield (at := at + DAY)
    filing = office.decide(filing, "admit", at)
    if until == "provisional":
        return
    yield (at := at + 2 * DAY)
    filing = office.review(filing, "accept_final", at)
    yield (at := at + DAY)
    office.decide(filing, "register", at)


def member(registration: Filing, leader: Actor, at: datetime) -> Life:
    """The member is invited, comes in and hands over its part."""
    told = data("vendors")["member"]
    yield at
    part = invite_members(registration, by=leader, at=at)[0]
    yield (at := at + 3 * HOUR)
    before = sample("tanaka", Role.MEMBER)
    if before.person is None:
        raise ValueError("the member is a person")
    accept_invitation(part.invitations.get(), before.person, by=SYSTEM, at=at)
    own = seated(before.person, Role.MEMBER)
    # The seat that stood in for it.
    end_seat(Seat.objects.get(person=before.person, party=before.party, until__isnull=True), by=SYSTEM, at=at)
    fill_in(part, told, by=own, at=at)
    attach_papers(part, by=own, at=at)
    take_step(part, "hand_over", by=own, at=at)
