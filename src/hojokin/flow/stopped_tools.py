"""Stopped tools (ツールの解約の届出): what the rules ask back when a vendor reports granted tools as cancelled.

A part of several tools counts as the whole project (W-71). What comes out is a proposal: people decide on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from hojokin.flow.duties import GrantFacts, use_ends_on
from hojokin.flow.returning import WAGE_DUTY, WITHDRAWAL, ReturnCase, ReturnLine, WorkedOut, worked_out
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text
from hojokin.rules.shared.cancellation import (
    STOPPED_TOO_EARLY,
    CancellationGround,
    cancellation_grounds,
    stopped_too_early,
)
from hojokin.rules.shared.interest import ReturnKind, interest, interest_facts

INTEREST = "interest"
EARLY_WITHDRAWAL = {"withdrawn_before_judgement": True}
WITHDRAWAL_CLAUSE = "交付規程 17条2項"
IN_USE = Text(
    "解約と届け出られたツールは、いまは利用中と届け出られています。返還するものはありません。",
    "What was reported as cancelled is reported as in use again. Nothing has to come back.",
)
UNPAID = Text(
    "補助金がまだ支払われていないため、返還するものはありません。支払いの前に、取消しの事由に当たるかを確かめてください。",
    "Nothing has been paid, so nothing has to come back. Before paying, see whether it is a ground of cancellation.",
)
LONG_ENOUGH = Text(
    "導入から1年以上、報告した利用期間が終わるまで使われたため、取消しの事由に当たりません。辞退の届出が要ります。"
    "全部または一部の返還を求めるかは事務局が決めます。",
    "It was used for a year and for the reported period, which is no ground of cancellation. A withdrawal has to be "
    "filed; the secretariat decides whether all or part comes back.",
)
BEFORE_JUDGEMENT = Text(
    "賃上げの要件の判定の前にやめたものとして、要件の未達と同じに扱います。",
    "It counts as stopped before the wage duty is judged, and so as missed.",
)
LAST_DAY = Text("使い続ける期間の最後の日", "Last day of the period of use")
SURCHARGE = Text("案の日に納める場合の加算金", "Surcharge if paid on the day of the proposal")


@dataclass(frozen=True, slots=True)
class Stopped:
    """A granted tool that is reported as cancelled (解約の届出), and the day of it."""

    tool: str
    on: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed (返還額の案): the cause, what the office would have to state, and the calculation."""

    cause: str
    made: WorkedOut
    stated: dict[str, bool]

    @property
    def told(self) -> Text:
        """Amount and rule in one sentence."""
        amount, clause = self.made.amount, self.made.clause
        if amount:
            return Text(
                f"規則による返還額の案は{amount:,}円です（{clause}）。",
                f"By the rules {amount:,} yen would come back ({clause}).",
            )
        return self.made.told[0]


def proposed(case: ReturnCase, grant: GrantFacts, stopped: Sequence[Stopped], *, today: date) -> Proposal:
    """What the rules ask back for these tools on a day."""
    found = _by_rules(case, grant, stopped)
    lines = [*_reported(grant, stopped), *found.made.lines, *_surcharge(grant, found.made, today)]
    return replace(found, made=replace(found.made, lines=tuple(lines)))


def _by_rules(case: ReturnCase, grant: GrantFacts, stopped: Sequence[Stopped]) -> Proposal:
    ground = _ground(grant)
    if not stopped:
        return Proposal(ground.code, _nothing(ground.clause, IN_USE), {})
    if case.received <= case.returned:
        return Proposal(ground.code, _nothing(ground.clause, UNPAID), {})
    first = min(each.on for each in stopped)
    # A tool is introduced after the decision, so that its year has not ended before that of the decision.
    introduced = grant.introduced_on or grant.granted_on
    if stopped_too_early(ground, introduced, first, reported_use_until=grant.use_until):
        return Proposal(ground.code, worked_out(case, ground.code, {}), {})
    made = worked_out(case, WAGE_DUTY, EARLY_WITHDRAWAL)
    if made.amount and not any(each.lowest_wage is not None for each in case.years):
        return Proposal(WAGE_DUTY, replace(made, told=(BEFORE_JUDGEMENT, *made.told)), dict(EARLY_WITHDRAWAL))
    return Proposal(WITHDRAWAL, _nothing(WITHDRAWAL_CLAUSE, LONG_ENOUGH), {})


def _ground(grant: GrantFacts) -> CancellationGround:
    grounds = cancellation_grounds(grant.edition, grant.track, settled=True)
    return next(each for each in grounds if each.code == STOPPED_TOO_EARLY)


def _nothing(clause: str, why: Text) -> WorkedOut:
    return WorkedOut(ReturnKind.CANCELLATION, 0, clause, told=(why,))


def _reported(grant: GrantFacts, stopped: Sequence[Stopped]) -> list[ReturnLine]:
    clause, facts = _ground(grant).clause, ("RET-13", "W-71")
    said = [
        (Text(f"{each.tool}の解約の届出", f"{each.tool} reported as cancelled"), each.on) for each in stopped
    ]
    last = use_ends_on(grant)
    days = [*said, *([(LAST_DAY, last)] if last else [])]
    return [ReturnLine(label, Text(str(on), str(on)), clause, facts) for label, on in days]


def _surcharge(grant: GrantFacts, made: WorkedOut, today: date) -> list[ReturnLine]:
    if not made.amount or grant.paid_on is None:
        return []
    facts = interest_facts(
        made.kind, made.amount, received_on=grant.paid_on, paid_on=today, deadline_on=today, unpaid=0
    )
    amount, _late = interest(rulebook(INTEREST, grant.edition), facts)
    said = Text(f"{amount:,}円", f"{amount:,} yen")
    return [ReturnLine(SURCHARGE, said, "交付規程 29条", ("RET-12",))] if amount else []
