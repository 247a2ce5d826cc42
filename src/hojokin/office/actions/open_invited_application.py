"""Open the application that one was invited to (招待された申請の開始; W-22): it becomes the applicant's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.known_of_party import of_applicant
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.vendor_registrations import registered_vendor
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Invitation, Party
from hojokin.rules.engine.facts import Text

NOT_INVITED = Text(
    "この招待では申請を始められません。招待のメールのリンクを、gBizID でサインインしてから開いてください。",
    "This invitation cannot begin an application. Open the link of the mail after signing in with gBizID.",
)
ALREADY_OPEN = Text(
    "この申請はもう始まっているか、招待が取り消されました。支援事業者に確かめてください。",
    "This application has begun already, or the invitation was taken back. Ask the vendor.",
)
VENDORS_DO_NOT_APPLY = Text(
    "登録されたIT導入支援事業者は、同じ年度の申請者になれません（公募要領 2-1-2）。申請する事業者の gBizID でサインインし直し、招待のリンクをもう一度開いてください。",
    "A registered vendor cannot apply in the same year (application guideline 2-1-2). Sign in with the gBizID of the firm that applies, and open the link again.",
)


@transaction.atomic
def open_invited_application(invitation: Invitation, *, by: Actor, at: datetime) -> Filing:
    """Make the application that of the actor's firm, start it, and fill in what gBizID said. Raises NotAllowed."""
    if invitation.filing is None or not _is_for(invitation, by) or by.party is None:
        raise NotAllowed(NOT_INVITED)
    filing = lock(invitation.filing)
    if filing.state != "invited":
        raise NotAllowed(ALREADY_OPEN)
    refuse_vendors(by.party)
    placeholder = filing.owner
    filing.owner, filing.title = by.party, by.party.name
    filing.save(update_fields=["owner", "title"])
    record(by, "invitation.open", filing.number, at=at, changes={"party": by.party.pk})
    opened = take_step(filing, "open", by=by, at=at)
    _fill(opened, by, at)
    _forget(placeholder)
    return opened


def refuse_vendors(party: Party) -> None:
    """Raises NotAllowed for a registered vendor."""
    if registered_vendor(party) is not None:
        raise NotAllowed(VENDORS_DO_NOT_APPLY)


def _is_for(invitation: Invitation, by: Actor) -> bool:
    used_by = by.person is not None and invitation.used_by_id == by.person.pk
    return used_by and invitation.role == Role.APPLICANT.value and by.role is Role.APPLICANT


def _fill(filing: Filing, by: Actor, at: datetime) -> None:
    asked = {each.name for each in form_of(filing).fields() if each.party is Role.APPLICANT}
    for name, typed in of_applicant(filing.owner).items():
        if name in asked:
            write_field(filing, name, typed, 0, by=by, at=at)


def _forget(placeholder: Party) -> None:
    """The party that stood in for the applicant, once nothing is its own."""
    if not placeholder.filings.exists() and not placeholder.seats.exists():
        placeholder.delete()
