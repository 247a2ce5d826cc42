"""Deciding rounds (締切回の決定): drafts that missed one move on, and two approvers decide those that waited long enough."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from hojokin.flow.roles import Role
from hojokin.office.actions.decide_round import carry_out, decide_round
from hojokin.office.actions.move_to_next_round import move_to_next_round
from hojokin.office.actions.propose_decisions import propose_decisions
from hojokin.office.actions.publish_grants import publish_grants
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.queries.decisions import RoundDecision, open_proposal
from hojokin.office.records.models import Round

AFTER_CLOSE = timedelta(days=14)


def decided_at(round_: Round) -> datetime:
    """Noon of the published day, or two weeks after the close."""
    if (
        round_.decides_on is None
        or round_.decides_on > timezone.localtime(round_.closes_at + 4 * AFTER_CLOSE).date()
    ):
        return round_.closes_at + AFTER_CLOSE
    return timezone.make_aware(datetime.combine(round_.decides_on, time(12)))


def closing(round_: Round) -> Life:
    """A minute after the close the drafts that missed it move on."""
    at = round_.closes_at + timedelta(minutes=1)
    yield at
    move_to_next_round(at)


def decision(round_: Round) -> Life:
    """One approver draws the line in the middle of the scores, another agrees; the grants are published."""
    at = decided_at(round_) - timedelta(hours=2)
    yield at
    one, other = sample("approver", Role.APPROVER), sample("approver2", Role.APPROVER)
    scores = [each.score for each in RoundDecision(round_, one.person).candidates if not each.lacks]
    if not scores or open_proposal(round_):
        return
    proposal = propose_decisions(round_, (max(scores) + min(scores)) // 2, by=one, at=at)
    yield (at := decided_at(round_))
    agreed = decide_round(proposal, proposal.digest, has_no_tie=True, by=other, at=at)
    carry_out(agreed, at=at)
    publish_grants(round_, by=one, at=at + timedelta(hours=1))


def proposal_waiting(round_: Round, at: datetime) -> Life:
    """A decision that waits for its second person."""
    yield at
    one = sample("approver", Role.APPROVER)
    found = RoundDecision(round_, one.person)
    scores = [each.score for each in found.candidates if not each.lacks]
    if scores and not open_proposal(round_):
        propose_decisions(round_, (max(scores) + min(scores)) // 2, by=one, at=at)
