"""Applications (交付申請): from the invitation to where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hojokin.flow.applications import APPLICATION
from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark, sheet_items
from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.answer_finding import answer_finding
from hojokin.office.actions.assign_reviewer import assign_reviewer
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.invite_applicant import Invited, invite_applicant
from hojokin.office.actions.move_to_next_round import aim_at_round
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.open_invited_application import open_invited_application
from hojokin.office.actions.raise_finding import close_finding, raise_finding
from hojokin.office.actions.score_application import score_application
from hojokin.office.actions.start_group_application import start_group_application
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.answers import applicant_answers, group_answers, vendor_answers
from hojokin.office.config.demo_programme.granting import Grantee, life_of
from hojokin.office.config.demo_programme.people import Firm, come_in, sample
from hojokin.office.config.demo_programme.registrations import DAY, HOUR
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import attach_papers, data, fill_in, sign, typed
from hojokin.office.queries.scoring import round_number_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Vendor
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.years import CURRENT

CORRECTIONS = ("correction_applicant", "correction_vendor", "correction_confirming")
MINUTE = timedelta(minutes=1)


@dataclass
class Case:
    """One application (一つの申請): whose, how far it goes, and when it begins.

    ``points`` are those that its reviewers give; ``is_by_hand`` types every field by itself.
    """

    firm: Firm
    track: str
    until: str
    vendor: Actor
    begins: datetime
    points: int = 3
    reviewers: tuple[str, str] = ("reviewer1", "reviewer2")
    is_by_hand: bool = False
    decided_at: datetime | None = None
    after: str = "granted"
    filing: Filing | None = None

    def now(self) -> Filing:
        """The application as it stands."""
        if self.filing is None:
            raise ValueError("it was not opened yet")
        self.filing.refresh_from_db()
        return self.filing


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


def owner_of(actor: Actor) -> Party:
    """The party that somebody acts for."""
    if actor.party is None:
        raise ValueError("acts for no party")
    return actor.party


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


def handed_in(case: Case, by: Actor, at: datetime) -> Life:
    """It is submitted, read, perhaps returned and corrected, scored and ready for the decision."""
    until = case.until
    if case.filing is None:
        return
    case.filing = sign(case.filing, "submit", by=by, at=at)
    if until == "submitted":
        return
    yield (at := at + 2 * DAY)
    reader = sample(case.reviewers[0], Role.REVIEWER)
    declare_tie(case.filing, has_tie=False, by=reader, at=at)
    case.filing = assign_reviewer(case.filing, reader.person, by=reader, at=at)
    case.filing = take_step(case.filing, "start_review", by=reader, at=at)
    yield (at := at + 3 * DAY)
    if until in CORRECTIONS or until == "corrected":
        yield from _corrected(case, by, reader, at)
        at += 8 * DAY
    if until in {"under_review", *CORRECTIONS, "corrected"}:
        return
    for name in case.reviewers:
        yield (at := at + 4 * HOUR)
        _score(case, sample(name, Role.REVIEWER), at)
    take_step(case.filing, "finish_review", by=reader, at=at + MINUTE)
    if case.decided_at is not None:
        yield (at := case.decided_at + DAY)
        if case.now().state == "granted":
            yield from life_of(Grantee(case.now(), case.firm, by, case.vendor, case.after), at)


def _score(case: Case, by: Actor, at: datetime) -> None:
    if case.filing is None:
        return
    filing = case.filing
    declare_tie(filing, has_tie=False, by=by, at=at)
    items = sheet_items(filing.edition, filing.track, round_number_of(filing))
    marks = {each.code: Mark(str(min(max(case.points, each.lowest), each.highest))) for each in items}
    score_application(filing, marks, finish=True, by=by, at=at)


def _corrected(case: Case, by: Actor, reader: Actor, at: datetime) -> Life:
    """Returned with points, answered, passed on and, in the end, submitted again."""
    if case.filing is None:
        return
    said = _points(case.filing)
    findings = [raise_finding(case.filing, name, text, by=reader, at=at) for name, (text, _a) in said.items()]
    case.filing = take_step(case.filing, "request_correction", by=reader, at=at, due_at=at + 10 * DAY)
    if case.until == "correction_applicant":
        return
    yield (at := at + 2 * DAY)
    for each in findings:
        each.refresh_from_db()
        answer_finding(each, said[each.field][1], by=by, at=at)
    action = "hand_over_correction" if case.filing.partner_id else "finish_correction"
    case.filing = take_step(case.filing, action, by=by, at=at + MINUTE)
    if case.until == "correction_vendor":
        return
    yield (at := at + DAY)
    if case.filing.partner_id:
        case.filing = take_step(case.filing, "pass_on_correction", by=case.vendor, at=at)
    if case.until == "correction_confirming":
        return
    yield (at := at + DAY)
    case.filing = sign(case.filing, "resubmit", by=by, at=at)
    for each in findings:
        each.refresh_from_db()
        close_finding(each, by=reader, at=at + DAY)


def _points(filing: Filing) -> Mapping[str, tuple[str, str]]:
    """What the office points out, and what is answered, by field."""
    kind = "corporation" if filing.owner.corporate_number else "sole_proprietor"
    told: Mapping[str, Any] = data("findings")["application"][kind]
    return {name: (each[0], each[1]) for name, each in told.items()}
