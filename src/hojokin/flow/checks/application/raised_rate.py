"""Raised rate (補助率の引上げ): only in the normal track, and with enough months near the minimum wage (VIC-01)."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.question_parts import codes, whole
from hojokin.rules.editions import rulebook
from hojokin.rules.engine.facts import Text

TRACK = "normal"


def check_raised_rate(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    """Whether an applicant that asks for the raised rate may have it, as far as the form tells."""
    chosen = "raised_rate" in (codes(values, "wage_measures") or [])
    if chosen and circumstances.track != TRACK:
        said = Text(
            "補助率の引上げは通常枠だけです（交付規程 別表）。選択を外してください。",
            "The raised rate is for the normal track only. Take it out.",
        )
        yield FormProblem("wage_measures", said, "VIC-01 VIC-07")
    elif chosen or values.get("raised_rate") is True:
        yield from _months(values, circumstances.edition)


def _months(values: Values, edition: str) -> Iterator[FormProblem]:
    needed = rulebook(TRACK, edition).parameters.blocks["low_wage_months_needed"]
    months = whole(values, "low_wage_months")
    if months is None or not needed.months.admits(months):
        said = Text(
            f"補助率の引上げには、最低賃金近傍の月が{needed.months.lowest}か月以上必要です（{needed.clause}）。いまの入力では引き上げられません。",
            f"The raised rate needs {needed.months.lowest} months near the minimum wage ({needed.clause}). As it stands, it is not raised.",
        )
        yield FormProblem("low_wage_months", said, " ".join(needed.facts), Severity.CAUTION)
