"""Forgetting rulings (異議の裁定の消去): their words go with the case; how each was ruled stays in the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hojokin.flow.contesting import without_words
from hojokin.office.records.models import ContestRuling, DecisionProposal, Filing, GrantDecision


def forget_rulings(papers: Sequence[Filing]) -> None:
    """Erase what reviewers wrote of a case's contest. Call within a transaction."""
    ContestRuling.objects.filter(filing__in=papers).delete()
    for decision in GrantDecision.objects.filter(filing__in=papers):
        decision.upheld, decision.reasons = _bare(decision.upheld), _bare(decision.reasons)
        decision.save(update_fields=["upheld", "reasons"])
    numbers = {each.number for each in papers}
    rounds = {each.round_code for each in papers if each.round_code}
    for proposal in DecisionProposal.objects.select_for_update(no_key=True).filter(round__code__in=rounds):
        proposal.rows = [_bare_row(row) if row["number"] in numbers else row for row in proposal.rows]
        proposal.save(update_fields=["rows"])


def _bare(kept: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [without_words(each) for each in kept]


def _bare_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _bare(told) if name in {"reasons", "rulings"} else told for name, told in row.items()}
