"""Raising a finding (不備の指摘): the office's words at one field; told to the party when the filing is returned."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.record import record
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Finding, Person, Tie
from hojokin.rules.engine.facts import Text

# Who acts in the office; an auditor only reads.
ACTING = SECRETARIAT - {Role.AUDITOR}
NOT_OFFICE = Text("この操作は事務局の担当だけができます。", "Only people who act in the office may do this.")
NOT_REVIEWER = Text("指摘を書けるのは審査担当だけです。", "Only a reviewer may write points.")
NO_WORDS = Text("どこをどう直すかを入力してください。", "Say what to correct, and how.")
LONGEST = 2_000
TOO_LONG = Text(
    f"指摘は{LONGEST:,}文字以下にしてください。", f"A point takes at most {LONGEST:,} characters."
)
ALREADY_SENT = Text(
    "相手に送った指摘は取り消せません。解決済みにしてください。",
    "A point that was sent cannot be taken back. Close it instead.",
)
TAKEN_BACK = Text(
    "この指摘は取り消されています。画面を開き直してください。", "This point was taken back. Reload the page."
)
NOT_OPEN = Text(
    "この指摘は、まだ送っていないか、すでに解決済みです。",
    "This point was not sent yet, or is closed already.",
)
TIED = Text(
    "利害関係がないことを申告してから操作してください。利害関係があるときは、担当を替えてください。",
    "Declare first that you have no tie to the parties. If you have one, have the case reassigned.",
)
NOT_IN_REVIEW = Text(
    "審査中ではないため、指摘を書けません。", "The filing is not under review, so no point can be written."
)


@transaction.atomic
def raise_finding(
    filing: Filing, field: str, text: str, *, by: Actor, at: datetime, source: str = ""
) -> Finding:
    """Write one point at a field. Raises NotAllowed, Unmet, KeyError for a field that the form lacks."""
    filing = lock(filing)
    person = _untied(filing, by)
    if not kind_of(filing.kind).table.offered(filing.state, {Role.REVIEWER}):
        raise NotAllowed(NOT_IN_REVIEW)
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Unmet([FormProblem("text", TOO_LONG if text else NO_WORDS)])
    form_of(filing).field(field)
    entry = filing.entries.filter(name=field).first()
    finding = Finding.objects.create(
        filing=filing,
        field=field,
        text=text,
        source=source,
        before=entry.typed if entry else None,
        raised_by=person,
        raised_at=at,
    )
    record(
        by,
        "finding.raise",
        filing.number,
        at=at,
        changes={"finding": finding.pk, "field": field},
        reason=text,
    )
    return finding


@transaction.atomic
def withdraw_finding(finding: Finding, *, by: Actor, at: datetime) -> None:
    """Take back a point that nobody was told of yet. Raises NotAllowed."""
    _untied(lock(finding.filing), by)
    finding = newest(finding)
    if finding.sent_at is not None:
        raise NotAllowed(ALREADY_SENT)
    record(
        by,
        "finding.withdraw",
        finding.filing.number,
        at=at,
        changes={"finding": finding.pk, "field": finding.field},
    )
    finding.delete()


@transaction.atomic
def close_finding(finding: Finding, *, by: Actor, at: datetime) -> None:
    """Say that a point is settled (解決済み). Raises NotAllowed."""
    _untied(lock(finding.filing), by)
    finding = newest(finding)
    if finding.sent_at is None or finding.closed_at is not None:
        raise NotAllowed(NOT_OPEN)
    finding.closed_by, finding.closed_at = by.person, at
    finding.save(update_fields=["closed_by", "closed_at"])
    record(
        by,
        "finding.close",
        finding.filing.number,
        at=at,
        changes={"finding": finding.pk, "field": finding.field},
    )


def newest(finding: Finding) -> Finding:
    """The point as it stands now that its filing is locked. Raises NotAllowed where it was taken back meanwhile."""
    found = Finding.objects.select_related("filing").filter(pk=finding.pk).first()
    if found is None:
        raise NotAllowed(TAKEN_BACK)
    return found


def _untied(filing: Filing, by: Actor) -> Person:
    """The reviewer, who has declared to have no tie to the filing. Raises NotAllowed."""
    if by.role is not Role.REVIEWER or by.person is None:
        raise NotAllowed(NOT_REVIEWER)
    if not Tie.objects.filter(filing=filing, person=by.person, has_tie=False).exists():
        raise NotAllowed(TIED)
    return by.person
