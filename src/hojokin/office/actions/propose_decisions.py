"""Proposing the decision of a round (決定案): one approver draws the line; nothing is decided before a second one agrees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hojokin.flow.canonical import digest_of
from hojokin.flow.deciding import Preview, Ranked, reasons_against
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.queries.decisions import RoundDecision, open_proposal
from hojokin.office.queries.rounds import accepts
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import DecisionProposal, Person, Round
from hojokin.office.records.models.decision import Outcome, ProposalState
from hojokin.rules.engine.facts import Text

NOT_APPROVER = Text("決定できるのは決裁者だけです。", "Only an approver may decide.")


@transaction.atomic
def propose_decisions(round_: Round, line: int | None, *, by: Actor, at: datetime) -> DecisionProposal:
    """Propose who is granted: everybody from ``line`` upwards. Raises NotAllowed, Unmet."""
    person = approver(by)
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    waiting = RoundDecision(row, person)
    seen = waiting.at_line(line)
    problems = _problems(row, seen, at)
    if line is None and waiting.usual_line is not None:
        problems.append(FormProblem("line", _NO_LINE))
    if problems:
        raise Unmet(problems)
    rows = [_row(each, Outcome.GRANTED, line) for each in seen.granted]
    rows += [_row(each, Outcome.REJECTED, line) for each in seen.rejected]
    proposal = DecisionProposal.objects.create(
        round=row,
        line=line,
        budget_yen=seen.budget_yen,
        amount_yen=seen.amount_yen,
        rows=rows,
        digest=digest_of({"round": row.code, "line": line, "budget": seen.budget_yen, "rows": rows}),
        proposed_by=person,
        proposed_at=at,
    )
    told = {"line": line, "rows": len(rows), "count": len(seen.granted), "amount_yen": seen.amount_yen}
    record(by, "decision.propose", row.code, at=at, changes={**told, "digest": proposal.digest})
    return proposal


@transaction.atomic
def drop_proposal(proposal: DecisionProposal, reason: str, *, by: Actor, at: datetime) -> DecisionProposal:
    """Take a proposal back before it is decided (決定案の取下げ). Raises NotAllowed, Unmet."""
    approver(by)
    row = (
        DecisionProposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round")
        .get(pk=proposal.pk)
    )
    if row.state != ProposalState.PROPOSED.value:
        raise NotAllowed(_NOT_WAITING)
    if not reason.strip():
        raise Unmet([FormProblem("reason", _NO_REASON)])
    row.state = ProposalState.DROPPED.value
    row.save(update_fields=["state"])
    record(by, "decision.drop", row.round.code, at=at, changes={"proposal": row.pk}, reason=reason.strip())
    return row


def approver(by: Actor) -> Person:
    """Who decides. Raises NotAllowed for anybody but an approver."""
    if by.role is not Role.APPROVER or by.person is None:
        raise NotAllowed(NOT_APPROVER)
    return by.person


def _row(each: Ranked, outcome: Outcome, line: int | None) -> Mapping[str, object]:
    """One application as the second person sees it and as it is decided."""
    told = each.candidate
    is_granted = outcome is Outcome.GRANTED
    return {
        "number": told.number,
        "outcome": outcome.value,
        "place": each.place,
        "score": told.score,
        "amount_yen": told.amount_yen if is_granted else 0,
        "prefecture": told.prefecture,
        "size": told.size,
        "reasons": [] if is_granted else [reason.as_json() for reason in reasons_against(told, line)],
        "rulings": [each.as_json() for each in told.contested],
    }


def _problems(row: Round, seen: Preview, at: datetime) -> list[FormProblem]:
    problems = []
    if open_proposal(row) is not None:
        problems.append(FormProblem("line", _ONE_OPEN))
    if accepts(row, at):
        problems.append(FormProblem("line", _STILL_OPEN))
    if not seen.granted and not seen.rejected:
        problems.append(FormProblem("line", _NOBODY))
    if seen.left_yen is not None and seen.left_yen < 0:
        problems.append(FormProblem("line", _over(-seen.left_yen)))
    return problems


def _over(yen: int) -> Text:
    return Text(
        f"予算を{yen:,}円超えています。決定の線を上げるか、予算を変えてから提案してください。",
        f"This is {yen:,} yen over the budget. Raise the line or change the budget first.",
    )


_NO_LINE = Text(
    "決定の線を整数の点で入力してください。予算が足りる申請があるため、全件を不採択とする提案はできません。",
    "Enter the line in whole points: the budget suffices for some, so all cannot be refused.",
)
_ONE_OPEN = Text(
    "決裁を待つ決定案がすでにあります。決裁するか、取り下げてください。",
    "A proposal already waits. Decide it or take it back first.",
)
_STILL_OPEN = Text(
    "受付中の締切回は決定できません。締切の後に提案してください。",
    "The round still takes applications. Propose after its deadline.",
)
_NOBODY = Text("決定できる申請がありません。", "No application can be decided.")
_NOT_WAITING = Text("この決定案は、もう取り下げられません。", "This proposal can no longer be taken back.")
_NO_REASON = Text("取り下げる理由を入力してください。", "Enter why you take it back.")
