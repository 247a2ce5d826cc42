"""Decisions beside a running demo (審査と決定の場面): an application is read and scored, its round decided, or it is refused."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark, sheet_items
from hojokin.office import clock
from hojokin.office.actions.decide_round import carry_out, decide_round
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.propose_decisions import propose_decisions
from hojokin.office.actions.score_application import score_application
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.queries.decisions import RoundDecision
from hojokin.office.queries.scoring import round_number_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import DecisionProposal, Filing, GrantDecision, Round


def review(filing: Filing, *, is_good: bool = True) -> Filing:
    """Two reviewers give every item the most points, or the fewest; it is then ready for the decision."""
    readers = [sample(each, Role.REVIEWER) for each in ("reviewer1", "reviewer2")]
    items = sheet_items(filing.edition, filing.track, round_number_of(filing))
    for by in readers:
        declare_tie(filing, has_tie=False, by=by, at=clock.now())
    filing = take_step(filing, "start_review", by=readers[0], at=clock.now())
    for by in readers:
        marks = {each.code: Mark(str(each.highest if is_good else each.lowest)) for each in items}
        score_application(filing, marks, finish=True, by=by, at=clock.now())
    return take_step(filing, "finish_review", by=readers[0], at=clock.now())


def decide(round_: Round) -> None:
    """One approver proposes to grant whatever can be decided in a round, another agrees."""
    one, other = sample("approver", Role.APPROVER), sample("approver2", Role.APPROVER)
    scores = [each.score for each in RoundDecision(round_, one.person).candidates if not each.lacks]
    proposal = propose_decisions(round_, min(scores), by=one, at=clock.now())
    agreed = decide_round(proposal, proposal.digest, has_no_tie=True, by=other, at=clock.now())
    done = carry_out(agreed, at=clock.now())
    assert done.left == {}, done.left


def refuse(number: str) -> str:
    """The office reads it and the decision of its round is a refusal."""
    filing = Filing.objects.get(number=number)
    approver = sample("approver", Role.APPROVER)
    declare_tie(filing, has_tie=False, by=approver, at=clock.now())
    filing = review(filing, is_good=False)
    _decide_against(filing, approver)
    return take_step(
        filing, "reject", by=approver, at=clock.now(), evidence=Evidence(reason="予算の上限に達したため")
    ).state


def _decide_against(filing: Filing, approver: Actor) -> None:
    assert approver.person is not None
    proposal = DecisionProposal.objects.create(
        round=Round.objects.get(code=filing.round_code),
        state="done",
        amount_yen=0,
        rows=[],
        digest="0" * 64,
        proposed_by=approver.person,
        proposed_at=clock.now(),
    )
    GrantDecision.objects.create(
        filing=filing,
        proposal=proposal,
        number=f"J-{filing.number}",
        outcome="rejected",
        place=1,
        score=0,
        amount_yen=0,
        eligible_cost_yen=0,
        edition=filing.edition,
        library="",
        question={},
        explanation={},
        reasons_are_told=False,
        decided_at=clock.now(),
    )
