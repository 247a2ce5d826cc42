"""Steps of a round (締切回でまとめて行う手続): taken for all its applications at once, on its own page."""

from __future__ import annotations

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.table import Transition
from hojokin.office.actions.decide_round import STEPS
from hojokin.office.records.models import Filing

OF_THE_ROUND = frozenset(STEPS.values())


def is_of_the_round(filing: Filing, step: Transition) -> bool:
    """Whether a step of a filing is the decision of its round."""
    return filing.kind in APPLICATIONS and step.action in OF_THE_ROUND
