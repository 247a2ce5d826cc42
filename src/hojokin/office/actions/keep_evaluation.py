"""Keeping an evaluation (自動判定の保存): what the rules answer now, to be compared after a rule was corrected."""

from __future__ import annotations

from datetime import datetime

from hojokin import __version__
from hojokin.flow.form import Values
from hojokin.office.queries.evaluations import outcome_of, question_now
from hojokin.office.records.added import add
from hojokin.office.records.models import Evaluation, Filing


def keep_evaluation(filing: Filing, at: datetime, values: Values) -> None:
    """Keep question and outcome of an application that says this now, over what was kept before."""
    question = question_now(filing, at, values)
    outcome = outcome_of(question)
    kept = Evaluation(
        filing=filing,
        question=question,
        amount_yen=outcome.amount_yen,
        refusals=list(outcome.refusals),
        library=__version__,
        at=at,
    )
    add([kept], over="filing")
