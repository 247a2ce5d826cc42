"""Deciding a round (交付決定・不採択): a second approver agrees, then every application is decided by itself.

Each decision is one transaction: a process that is killed leaves whole decisions behind and the rest for the next turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from hojokin import __version__
from hojokin.flow.assessing import explanation
from hojokin.flow.deciding import total_score
from hojokin.flow.deciding_settings import tells_reasons
from hojokin.flow.decision_notices import notice_texts
from hojokin.flow.form import FormProblem, Values
from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.lock import lock
from hojokin.office.actions.numbering import next_number
from hojokin.office.actions.propose_decisions import approver
from hojokin.office.actions.record import record
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.contests import rulings_of
from hojokin.office.queries.decision_notice import letter_of
from hojokin.office.queries.scoring import Judged, judge, last_versions, sheet_totals
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import DecisionProposal, Filing, GrantDecision, Tie
from hojokin.office.records.models.decision import Outcome, ProposalState
from hojokin.rules.engine.facts import Text

PREFIX = "GD"
AT_ONCE = 20  # decided while the approver waits for the page; the worker carries on with the rest
STEPS = {Outcome.GRANTED: "grant", Outcome.REJECTED: "reject"}


@transaction.atomic
def decide_round(
    proposal: DecisionProposal, digest: str, *, has_no_tie: bool, by: Actor, at: datetime
) -> DecisionProposal:
    """Agree to a proposal as it was read (二人目の決裁); ``carry_out`` then decides. Raises NotAllowed, Unmet."""
    person = approver(by)
    row = (
        DecisionProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round")
        .get(pk=proposal.pk)
    )
    if row.proposed_by_id == person.pk:
        raise NotAllowed(_SECOND_PERSON)
    problems = []
    if row.state != ProposalState.PROPOSED.value or row.digest != digest:
        problems.append(FormProblem("digest", _CHANGED))
    if not has_no_tie:
        problems.append(FormProblem("tie", _TIE))
    if problems:
        raise Unmet(problems)
    row.state, row.decided_by, row.decided_at = ProposalState.DECIDING.value, person, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    record(by, "decision.decide", row.round.code, at=at, changes={"proposal": row.pk, "digest": digest})
    return row


def carry_out(proposal: DecisionProposal, *, at: datetime, most: int | None = None) -> DecisionProposal:
    """Decide the applications that are not decided yet, at most so many. Safe to repeat and to run twice at once."""
    proposal = DecisionProposal.objects.select_related("round", "decided_by").get(pk=proposal.pk)
    if proposal.state != ProposalState.DECIDING.value:
        return proposal
    for taken, row in enumerate(_open_rows(proposal)):
        if taken == most:
            return proposal
        _decide_or_leave(proposal, row, at)
    return _finish(proposal, at)


def carry_on_decisions(at: datetime) -> int:
    """Carry on with every round that is being decided (続きの処理); how many rounds. A job of the worker."""
    waiting = list(DecisionProposal.objects.filter(state=ProposalState.DECIDING.value).order_by("pk"))
    for each in waiting:
        carry_out(each, at=at)
    return len(waiting)


def _open_rows(proposal: DecisionProposal) -> Iterator[Mapping[str, Any]]:
    decided = set(GrantDecision.objects.filter(proposal=proposal).values_list("filing__number", flat=True))
    for row in list(proposal.rows):
        if row["number"] not in decided and row["number"] not in proposal.left:
            yield row


def _decide_or_leave(proposal: DecisionProposal, row: Mapping[str, Any], at: datetime) -> None:
    """Decide one application; when it cannot be, keep why, so that it stays for another proposal."""
    try:
        _decide_one(proposal, row, at)
    except (Refused, NotAllowed) as error:
        _leave(proposal, row["number"], error.why)
    except Unmet as error:
        _leave(proposal, row["number"], error.problems[0].message)


@transaction.atomic
def _decide_one(proposal: DecisionProposal, row: Mapping[str, Any], at: datetime) -> None:
    filing = lock(Filing.objects.get(number=row["number"]))
    if GrantDecision.objects.filter(filing=filing).exists():
        return
    by = Actor(proposal.decided_by, Role.APPROVER)
    if not Tie.objects.filter(filing=filing, person=proposal.decided_by).exists():
        declare_tie(filing, has_tie=False, by=by, at=at)
    decision = _keep(proposal, filing, row, at)
    if decision.upheld:
        told = {"item": [each["rule"] for each in decision.upheld], "outcome": decision.outcome}
        record(by, "contest.count", filing.number, at=at, changes=told)
    evidence = Evidence(reason="" if decision.outcome == Outcome.GRANTED.value else _told_reason(decision))
    take_step(filing, STEPS[Outcome(decision.outcome)], by=by, at=at, evidence=evidence)


def _keep(proposal: DecisionProposal, filing: Filing, row: Mapping[str, Any], at: datetime) -> GrantDecision:
    """Everything that the decision rests on, so that it can be computed again."""
    version, first = last_versions([filing])[filing.pk]
    rulings = rulings_of([filing])[filing.pk]
    judged = judge(filing, cast("Values", version.values), first, proposal.round.number, rulings)
    is_granted = row["outcome"] == Outcome.GRANTED.value
    _refuse_other_rulings(judged, row)
    _refuse_other_amount(judged, row)
    _refuse_other_score(filing, judged, row)
    decision = GrantDecision(
        filing=filing,
        proposal=proposal,
        number=next_number(PREFIX, at),
        outcome=row["outcome"],
        place=row["place"],
        score=row["score"],
        amount_yen=judged.assessed.amount_yen if is_granted else 0,
        eligible_cost_yen=judged.assessed.eligible_cost_yen,
        rate=judged.assessed.rate,
        size=judged.assessed.size,
        edition=filing.edition,
        library=__version__,
        question=judged.question,
        explanation=explanation(judged.question),
        upheld=[each.as_json() for each in judged.contested if each.ruling and each.ruling.is_upheld],
        reasons=row["reasons"],
        reasons_are_told=tells_reasons(filing.edition),
        decided_at=proposal.decided_at or at,
    )
    decision.letter = letter_of(decision)
    decision.save()
    return decision


def _refuse_other_rulings(judged: Judged, row: Mapping[str, Any]) -> None:
    """What the second person agreed to rested on rulings that are others now."""
    if [each.as_json() for each in judged.contested] != row.get("rulings", []):
        raise NotAllowed(_OTHER_RULINGS)


def _refuse_other_amount(judged: Judged, row: Mapping[str, Any]) -> None:
    if row["outcome"] == Outcome.GRANTED.value and judged.assessed.amount_yen != row["amount_yen"]:
        raise NotAllowed(_other_amount(row["amount_yen"], judged.assessed.amount_yen))


def _refuse_other_score(filing: Filing, judged: Judged, row: Mapping[str, Any]) -> None:
    """The rank was drawn from a score that no longer stands: a sheet was taken out, or a rule was corrected."""
    sheets = sheet_totals([filing]).get(filing.pk, ())
    now = total_score(sheets, len(judged.bonus), len(judged.reductions))
    if now != row["score"]:
        raise NotAllowed(_other_score(row["score"], now))


def _told_reason(decision: GrantDecision) -> str:
    """What the parties read: the reasons, or that they are not disclosed (W-64)."""
    if not decision.reasons_are_told:
        return notice_texts().withheld
    return "\n".join(each["ja"] for each in decision.reasons)


@transaction.atomic
def _leave(proposal: DecisionProposal, number: str, why: Text) -> None:
    row = DecisionProposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    row.left = {**row.left, number: {"ja": why.ja, "en": why.en}}
    row.save(update_fields=["left"])


@transaction.atomic
def _finish(proposal: DecisionProposal, at: datetime) -> DecisionProposal:
    row = (
        DecisionProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "decided_by")
        .get(pk=proposal.pk)
    )
    if row.state != ProposalState.DECIDING.value:
        return row
    row.state = ProposalState.DONE.value
    row.save(update_fields=["state"])
    told = {"proposal": row.pk, "count": row.decisions.count(), "rows": len(row.rows)}
    record(Actor(row.decided_by, Role.APPROVER), "decision.done", row.round.code, at=at, changes=told)
    return row


def _other_amount(proposed: int, now: int) -> Text:
    return Text(
        f"提案のときの補助額は{proposed:,}円でしたが、いま計算すると{now:,}円です。内容を確かめ、もう一度提案してください。",
        f"The proposal said {proposed:,} yen; computed now it is {now:,} yen. Check it and propose again.",
    )


def _other_score(proposed: int, now: int) -> Text:
    return Text(
        f"提案のときの点は{proposed}点でしたが、いまは{now}点です。採点を確かめ、もう一度提案してください。",
        f"The proposal said {proposed} points; it has {now} now. Check the scores and propose again.",
    )


_OTHER_RULINGS = Text(
    "提案の後に、異議の裁定が変わりました。いまの裁定を確かめ、もう一度提案してください。",
    "A ruling on the contest changed after the proposal. Read the rulings as they are now and propose again.",
)
_SECOND_PERSON = Text(
    "提案した人は決裁できません（二人で確認する決まり）。ほかの決裁者に依頼してください。",
    "Who proposed may not decide (two-person rule). Ask another approver.",
)
_CHANGED = Text(
    "読んだ後に決定案が変わりました。いまの決定案を読み直してください。",
    "The proposal changed after you read it. Read it again.",
)
_TIE = Text(
    "利害関係がないことを確かめて、チェックを入れてください。利害関係のある申請は、申請のページで先に申告してください。",
    "Confirm that you have no tie. Declare any tie on the application's page first.",
)
