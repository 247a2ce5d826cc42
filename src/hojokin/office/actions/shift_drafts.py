"""Shifting drafts (締切の反映): what a changed round means for the applications that aim at it."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.canonical import moment
from hojokin.flow.roles import Role
from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell
from hojokin.office.queries.rounds import accepts, draft_states, drafts, round_label
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Filing, Round
from hojokin.rules.engine.facts import Text

SIDES = (Role.APPLICANT, Role.VENDOR)
MOVED = "round.moved"


def shift_drafts(round_: Round, event: str, reason: Text, *, by: Actor, at: datetime) -> int:
    """Give every draft of the round its new deadline and tell both sides; how many. Call within a transaction.

    A longer term that one draft was given alone stays. Drafts that had moved on come back to a round that accepts again.
    """
    changed = [*_come_back(round_, at), *_of(round_)]
    for filing in changed:
        is_late = filing.due_at is None or filing.due_at < round_.closes_at
        filing.round_code = round_.code
        filing.due_at = round_.closes_at if is_late else filing.due_at
        filing.save(update_fields=["round_code", "due_at"])
        due = moment(filing.due_at or round_.closes_at)
        record(
            by, event, filing.number, at=at, changes={"round": round_.code, "due_at": due}, reason=reason.ja
        )
        tell(event, filing, SIDES, at=at, data=said_of(round_) | {"reason": [reason.ja, reason.en]})
    return len(changed)


def said_of(round_: Round) -> dict[str, str | list[str]]:
    """The round in the words of a notice."""
    label = round_label(round_)
    return {"round": [label.ja, label.en]}


def _of(round_: Round) -> list[Filing]:
    aimed = Filing.objects.select_for_update(of=("self",)).filter(drafts(), round_code=round_.code)
    return list(aimed.select_related("owner", "partner").order_by("pk"))


def _come_back(round_: Round, at: datetime) -> list[Filing]:
    """The drafts that missed this round before it was lengthened and stand in a later one now."""
    if not accepts(round_, at):
        return []
    moved = AuditRow.objects.filter(what=MOVED, changes__from=round_.code).values("subject")
    later = Round.objects.filter(edition=round_.edition, track=round_.track, number__gt=round_.number)
    found = Filing.objects.select_for_update(of=("self",)).filter(
        drafts(), number__in=moved, round_code__in=later.values("code")
    )
    back = list(found.select_related("owner", "partner").order_by("pk"))
    for filing in back:
        filing.due_at = None
    return back


def is_draft(filing: Filing) -> bool:
    """Whether an application has not been handed in yet."""
    return filing.state in draft_states(filing.kind)
