"""What was decided on an application (決定の結果): in which round, at which line, why, and by which two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from hojokin.flow.contesting import NOT_UPHELD
from hojokin.office.queries.rounds import round_label
from hojokin.office.records.models import DecisionProposal, Filing, GrantDecision
from hojokin.office.records.models.decision import Outcome
from hojokin.rules.engine.facts import Text

DECIDED = frozenset(each.value for each in Outcome)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision on one application as the desk tells it (決定)."""

    decision: GrantDecision

    @property
    def proposal(self) -> DecisionProposal:
        """What it was decided by: the line, and who proposed and who agreed."""
        return self.decision.proposal

    @property
    def round(self) -> Text:
        """The round in words."""
        return round_label(self.proposal.round)

    @property
    def is_granted(self) -> bool:
        """Whether it was granted."""
        return self.decision.outcome == Outcome.GRANTED.value

    @property
    def reasons(self) -> Sequence[Text]:
        """Why it was refused; the ruling on a contest is told where the contest stands."""
        told = [each for each in self.decision.reasons if each["code"] != NOT_UPHELD]
        return [Text(each["ja"], each["en"]) for each in told]

    @property
    def rows(self) -> str:
        """Where every application stands that was decided with it."""
        return f"{reverse('desk:decide', args=[self.proposal.round.code])}?of={self.proposal.pk}#looked-back"


def decided(filing: Filing) -> Decided | None:
    """The decision on an application; None before it, and for what no round decides. One query where there can be one."""
    if filing.state not in DECIDED or not filing.round_code:
        return None
    kept = GrantDecision.objects.filter(filing=filing)
    found = kept.select_related("proposal__round", "proposal__proposed_by", "proposal__decided_by").first()
    return None if found is None else Decided(found)
