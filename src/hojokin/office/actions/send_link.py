"""Send the link to an application (招待リンクの送付; W-20, W-21): the newest one works, earlier ones end."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.roles import Role
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Invitation


def send_link(filing: Filing, email: str, *, by: Actor, at: datetime) -> Invitation:
    """Invite the applicant of a filing by mail. Raises NotAllowed. Call within a transaction."""
    filing.invitations.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    language = by.person.language if by.person else "ja"
    invitation = invite_person(email, Role.APPLICANT, filing=filing, by=by, at=at, language=language)
    record(by, "invitation.sent", filing.number, at=at)
    return invitation


def send_link_again(filing: Filing, by: Actor, at: datetime) -> None:
    """The effect of inviting again on the case page: a new link to the last address."""
    last = filing.invitations.filter(role=Role.APPLICANT.value).order_by("-invited_at", "-pk").first()
    if last is not None:
        send_link(filing, last.email, by=by, at=at)
