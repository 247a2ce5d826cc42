"""Applications (交付申請): from the invitation to the submission, and on from there."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.applications import APPLICATION
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.invite_applicant import Invited, invite_applicant
from hojokin.office.actions.move_to_next_round import aim_at_round
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.open_invited_application import open_invited_application
from hojokin.office.actions.start_group_application import start_group_application
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.answers import applicant_answers, group_answers, vendor_answers
from hojokin.office.config.demo_programme.case import Case, owner_of
from hojokin.office.config.demo_programme.moments import DAY, HOUR, MINUTE
from hojokin.office.config.demo_programme.people import come_in
from hojokin.office.config.demo_programme.reviewing import handed_in
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, typed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Vendor
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.years import CURRENT


def joint(case: Case) -> Life:
    """A joint application of applicant and vendor."""
    at = case.begins
    yield at
    if case.until in {"invited", "expired"}:
        _invite(case, at)
        return
    if case.is_by_hand:
        _invite(case, at)
        yield (at := at + 5 * HOUR)
    by = come_in(case.firm, at)
    _open(case, by, at)
    yield (at := at + 20 * HOUR)
    yield from _written(case, by, at)


def _written(case: Case, by: Actor, at: datetime) -> Life:
    until, filing = case.until, case.now()
    if case.is_by_hand:
        fill_in(filing, applicant_answers(case.firm, at), by=by, at=at)
    if until == "applicant_editing":
        return
    attach_papers(filing, by=by, at=at)
    yield (at := at + DAY)
    if until == "withdrawn":
        take_step(filing, "withdraw", by=by, at=at, evidence=Evidence(reason=data("findings")["withdrawal"]))
        return
    take_step(filing, "hand_over", by=by, at=at)
    if until == "vendor_editing":
        return
    yield (at := at + 20 * HOUR)
    fill_in(filing, vendor_answers(case.track, case.vendor), by=case.vendor, at=at)
    take_step(filing, "pass_on", by=case.vendor, at=at)
    yield (at := at + DAY)
    if until != "applicant_confirming":
        yield from handed_in(case, by, at)


def _invite(case: Case, at: datetime) -> None:
    """The vendor invites by mail."""
    firm = case.firm
    kind = PartyKind.CORPORATION if firm.is_corporation else PartyKind.SOLE_PROPRIETOR
    invited = Invited(case.track, firm.name, firm.email, kind.value)
    case.filing = invite_applicant(invited, by=case.vendor, at=at)


def _open(case: Case, by: Actor, at: datetime) -> None:
    """By the link of the mail; one of the crowd with its answers filled in, since hundreds are made."""
    if case.is_by_hand and by.person is not None:
        filing = case.now()
        accept_invitation(filing.invitations.get(), by.person, by=by, at=at)
        case.filing = open_invited_application(filing.invitations.get(), by=by, at=at)
        return
    answers = list(applicant_answers(case.firm, at).items())
    written = answers[: len(answers) * 2 // 3] if case.until == "applicant_editing" else answers
    about = About(
        CURRENT,
        owner_of(by),
        case.track,
        partner=owner_of(case.vendor),
        vendor=Vendor.objects.get(party=owner_of(case.vendor)),
        title=case.firm.name,
        typed={name: typed(value) for name, value in written},
    )
    filing = aim_at_round(open_filing(APPLICATION.code, about, by=by, at=at), by=by, at=at)
    case.filing = take_step(filing, "open", by=by, at=at)


def group(case: Case) -> Life:
    """An application of a group, which its representative writes alone."""
    at, until = case.begins, case.until
    yield at
    by = come_in(case.firm, at)
    filing = case.filing = start_group_application(by=by, at=at)
    yield (at := at + DAY)
    fill_in(filing, group_answers(case.firm, at), by=by, at=at)
    if until == "applicant_editing":
        return
    attach_papers(filing, by=by, at=at + MINUTE)
    yield (at := at + DAY)
    filing = case.filing = take_step(filing, "finish_entry", by=by, at=at)
    if until == "applicant_confirming":
        return
    yield from handed_in(case, by, at + HOUR)
