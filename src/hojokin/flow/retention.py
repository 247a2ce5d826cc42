"""Retention of applications (申請の保存期間): how long one that led to no grant is kept before it is erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

from hojokin.flow.applications import KINDS
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text
from hojokin.rules.shared.fiscal_days import STATE_YEAR_END_MONTH, month_end, state_year_end

GRANTED, EXPIRED = "granted", "expired"
ENDED: Mapping[str, frozenset[str]] = {
    kind.code: frozenset(
        {code for code, state in kind.table.states.items() if state.turn is None} - {GRANTED}
        | ({EXPIRED} & set(kind.table.states))
    )
    for kind in KINDS
}
"""By the kind of application: the states in which it has ended without a grant. An unused invitation has too."""


def kept_until(ended_on: date, *, was_submitted: bool) -> date:
    """The last day on which an application that ended on a day is kept."""
    years = _years()["submitted" if was_submitted else "never_submitted"]
    return month_end(state_year_end(ended_on).year + years, STATE_YEAR_END_MONTH)


@cache
def _years() -> Mapping[str, int]:
    return cast("Mapping[str, int]", read(read_text("hojokin.flow", "data/retention.yaml")))
