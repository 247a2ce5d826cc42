"""Invite an applicant (申請者の招待; W-20): the vendor opens the application, the applicant comes in by a link.

Until then the application belongs to a party that only bears the name that the vendor gave; who it is, gBizID says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from hojokin.flow.applications import APPLICATION, JOINT_TRACKS
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.move import move
from hojokin.office.actions.move_to_next_round import aim_at_round
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.send_link import send_link
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.vendor_registrations import registered_vendor
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Seat
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

LONGEST_NAME = 200
REGISTERED_ONLY = Text(
    "申請者を招待できるのは、本登録されたIT導入支援事業者だけです。登録のページで状態を確かめてください。",
    "Only a registered vendor invites applicants. See the registration page.",
)
TRACK = Text("申請枠を選んでください。", "Choose the track.")
NAME = Text(
    "申請者の名前を200文字までで入力してください。", "Enter the applicant's name, up to 200 characters."
)
EMAIL = Text(
    "申請者のメールアドレスを入力してください。例：tanto@example.jp",
    "Enter the applicant's mail address, such as tanto@example.jp.",
)
OWN_EMAIL = Text(
    "自社の担当者のメールアドレスには送れません。申請者が自分で使うアドレスを入力してください。",
    "This address belongs to your own people. Enter one that the applicant uses itself.",
)
NOT_INVITED = Text(
    "この申請はもう始まっているか終わっています。一覧を開き直して、状態を確かめてください。",
    "This application has begun or ended. Reload the list to see where it stands.",
)


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a vendor invites (招待する相手)."""

    track: str
    name: str
    email: str
    kind: str = PartyKind.CORPORATION.value


@transaction.atomic
def invite_applicant(invited: Invited, *, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open an application and send the link. Raises NotAllowed, and Unmet with everything that is wrong."""
    vendor = registered_vendor(by.party) if by.party and by.role is Role.VENDOR else None
    if vendor is None or by.party is None:
        raise NotAllowed(REGISTERED_ONLY)
    if problems := _problems(invited, by.party):
        raise Unmet(problems)
    name = invited.name.strip()
    about = About(
        edition=edition,
        track=invited.track,
        owner=Party.objects.create(name=name, kind=PartyKind(invited.kind).value),
        partner=by.party,
        vendor=vendor,
        title=name,
    )
    filing = aim_at_round(open_filing(APPLICATION.code, about, by=by, at=at), by=by, at=at)
    send_link(filing, invited.email, by=by, at=at)
    return filing


@transaction.atomic
def invite_applicant_again(filing: Filing, email: str, *, by: Actor, at: datetime) -> Filing:
    """Send another link for an application that nobody has opened; earlier links end. Raises NotAllowed and Unmet."""
    filing = lock(filing)
    if filing.kind != APPLICATION.code or by.role is not Role.VENDOR or not stands_at(filing, by):
        raise NotAllowed(NOT_INVITED)
    if filing.state not in {"invited", "expired"}:
        raise NotAllowed(NOT_INVITED)
    if by.party is not None and (problems := _email_problems(email, by.party)):
        raise Unmet(problems)
    if filing.state == "expired":
        filing = move(filing, "invite_again", by=by, at=at)
    send_link(filing, email, by=by, at=at)
    return filing


def _problems(invited: Invited, party: Party) -> list[FormProblem]:
    problems = [] if invited.track in JOINT_TRACKS else [FormProblem("track", TRACK, "W-20")]
    if not 0 < len(invited.name.strip()) <= LONGEST_NAME:
        problems.append(FormProblem("name", NAME, "W-20"))
    return problems + _email_problems(invited.email, party)


def _email_problems(email: str, party: Party) -> list[FormProblem]:
    try:
        validate_email(email.strip())
    except ValidationError:
        return [FormProblem("email", EMAIL, "W-20")]
    own = Seat.objects.filter(party=party, person__email=email.strip().lower(), until__isnull=True)
    return [FormProblem("email", OWN_EMAIL, "V-21")] if own.exists() else []
