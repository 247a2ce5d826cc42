"""Keeping an evaluation (自動判定の保存): what the rules answer now, to be compared after a rule was corrected."""

from __future__ import annotations

from datetime import datetime

from hojokin import __version__
from hojokin.office.queries.evaluations import outcome_of, question_now
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Evaluation, Filing


def keep_evaluation(filing: Filing, _by: Actor, at: datetime) -> None:
    """Keep question and outcome of an application as it stands now, over what was kept before."""
    question = question_now(filing, at)
    outcome = outcome_of(question)
    kept = {
        "question": question,
        "amount_yen": outcome.amount_yen,
        "refusals": list(outcome.refusals),
        "library": __version__,
        "at": at,
    }
    Evaluation.objects.bulk_create(
        [Evaluation(filing=filing, **kept)],
        update_conflicts=True,
        unique_fields=["filing"],
        update_fields=list(kept),
    )
