"""Applying again (再申請, W-66): after a refusal the same application begins anew in a later round, with what was entered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.form import FieldKind
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.lock import lock
from hojokin.office.actions.move_to_next_round import aim_at_round
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.filings import form_of, stands_at
from hojokin.office.queries.rounds import round_to_aim_at
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Filing, FilingEntry
from hojokin.rules.engine.facts import Text

AGAIN = "application.again"
MAY_FOLLOW = ("rejected", "withdrawn")
ANEW = frozenset({FieldKind.PLEDGE, FieldKind.DOCUMENT})  # sworn and attached again


@transaction.atomic
def apply_again(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """Open a new application from one that was refused or withdrawn. Raises NotAllowed."""
    filing = lock(filing)
    if why := why_not_again(filing, by, at):
        raise NotAllowed(why)
    about = About(
        edition=filing.edition,
        owner=filing.owner,
        track=filing.track,
        partner=filing.partner,
        parent=filing.parent,
        vendor=filing.vendor,
        tool=filing.tool,
        title=filing.title,
    )
    made = open_filing(filing.kind, about, by=by, at=at)
    _carry_over(filing, made, at)
    record(by, AGAIN, filing.number, at=at, changes={"to": made.number})
    made = aim_at_round(made, by=by, at=at)
    return take_step(made, "open", by=by, at=at) if made.state == "invited" else made


def why_not_again(filing: Filing, by: Actor, at: datetime) -> Text | None:
    """Why it cannot be applied for again now; None when it can."""
    if filing.kind not in APPLICATIONS or by.role is not Role.APPLICANT or not stands_at(filing, by):
        return _NOT_YOURS
    if filing.state not in MAY_FOLLOW:
        return _NOT_ENDED
    if AuditRow.objects.filter(subject=filing.number, what=AGAIN).exists():
        return _DONE_ALREADY
    return None if round_to_aim_at(filing.edition, filing.track, at) else _NO_ROUND


def _carry_over(old: Filing, new: Filing, at: datetime) -> None:
    kept = {each.name for each in form_of(new).fields() if each.kind not in ANEW}
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=new,
            name=each.name,
            typed=each.typed,
            value=each.value,
            written_by_id=each.written_by_id,
            written_as=each.written_as,
            written_at=at,
        )
        for each in old.entries.filter(name__in=kept).order_by("pk")
    )


_NOT_YOURS = Text("この申請の申請者だけが、もう一度申請できます。", "Only its applicant may apply again.")
_NOT_ENDED = Text(
    "もう一度申請できるのは、不採択または取下げの後です。",
    "One may apply again after a refusal or a withdrawal.",
)
_DONE_ALREADY = Text(
    "この申請からの再申請は、すでに始まっています。申請の一覧から開いてください。",
    "It was already begun anew. Open it from your list.",
)
_NO_ROUND = Text(
    "受付中または予定の締切回がありません。日程のページで次の締切回を確かめてください。",
    "No round is open or planned. See the schedule for the next one.",
)
