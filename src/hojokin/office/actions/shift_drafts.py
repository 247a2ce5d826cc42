"""Shifting drafts (締切の反映): what a changed round means for the applications that aim at it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.canonical import moment
from hojokin.flow.roles import Role
from hojokin.flow.tables.coming_back import LAPSED, resume
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.tell import tell
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.rounds import LAPSE, accepts, draft_states, drafts, round_label
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import AuditRow, Filing, Round
from hojokin.rules.engine.facts import Text

SIDES = (Role.APPLICANT, Role.VENDOR)
MOVED, CAME_BACK = "round.moved", "came_back"


def shift_drafts(round_: Round, event: str, reason: Text, *, by: Actor, at: datetime) -> int:
    """Give every draft of the round its new deadline and tell both sides; how many. Call within a transaction.

    A longer term that one draft was given alone stays. Drafts that had moved on, or whose reception had ended with
    the last round of the year, come back to a round that accepts again.
    """
    resumed = [_resume(each, round_, reason, by, at) for each in _ended_with(round_, at)]
    changed = [*_come_back(round_, at), *_of(round_, {each.pk for each in resumed})]
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
    return len(resumed) + len(changed)


def said_of(round_: Round) -> dict[str, str | list[str]]:
    """The round in the words of a notice."""
    label = round_label(round_)
    return {"round": [label.ja, label.en]}


def _ended_with(round_: Round, at: datetime) -> list[Filing]:
    """The drafts whose reception ended because they missed this round, and that it would accept again."""
    if not accepts(round_, at):
        return []
    found = Filing.objects.select_for_update(of=("self",), no_key=True).filter(
        kind__in=APPLICATIONS, state=LAPSED, round_code=round_.code
    )
    return list(found.order_by("pk"))


def _resume(filing: Filing, round_: Round, reason: Text, by: Actor, at: datetime) -> Filing:
    """Put one back where it stood when its reception ended, for the time that the round was lengthened by."""
    code = kind_of(filing.kind).table.code
    ended = AuditRow.objects.filter(subject=filing.number, what=f"{code}.{LAPSE}").latest("sequence")
    filing.due_at = round_.closes_at
    filing.save(update_fields=["due_at"])
    resumed = take_step(filing, resume(ended.changes["from"]), by=SYSTEM, at=at)
    due = {"round": round_.code, "due_at": moment(round_.closes_at)}
    record(by, CAME_BACK, filing.number, at=at, changes=due, reason=reason.ja)
    tell(CAME_BACK, resumed, SIDES, at=at, data=said_of(round_) | {"reason": [reason.ja, reason.en]})
    return resumed


def _of(round_: Round, but: Collection[int]) -> list[Filing]:
    aimed = Filing.objects.select_for_update(of=("self",), no_key=True).filter(
        drafts(), round_code=round_.code
    )
    aimed = aimed.exclude(pk__in=but)
    return list(aimed.select_related("owner", "partner").order_by("pk"))


def _come_back(round_: Round, at: datetime) -> list[Filing]:
    """The drafts that missed this round before it was lengthened and stand in a later one now."""
    if not accepts(round_, at):
        return []
    moved = AuditRow.objects.filter(what=MOVED, changes__from=round_.code).values("subject")
    later = Round.objects.filter(edition=round_.edition, track=round_.track, number__gt=round_.number)
    found = Filing.objects.select_for_update(of=("self",), no_key=True).filter(
        drafts(), number__in=moved, round_code__in=later.values("code")
    )
    back = list(found.select_related("owner", "partner").order_by("pk"))
    for filing in back:
        filing.due_at = None
    return back


def is_draft(filing: Filing) -> bool:
    """Whether an application has not been handed in yet."""
    return filing.state in draft_states(filing.kind)
