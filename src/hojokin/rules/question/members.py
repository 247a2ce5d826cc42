"""Members of a group (補助事業グループの構成員) that applies together."""

from __future__ import annotations

from pydantic import Field

from hojokin.rules.question.applicant import Applicant
from hojokin.rules.question.costs import Cost
from hojokin.rules.question.part import Part
from hojokin.rules.question.plan import Plan
from hojokin.rules.question.values import LINES_BOUND


class Member(Part):
    """Member of a group (補助事業グループの構成員), the representative included."""

    applicant: Applicant
    costs: tuple[Cost, ...] = Field(default=(), strict=False, max_length=LINES_BOUND, title="経費")
    plan: Plan | None = Field(default=None, title="事業計画")
