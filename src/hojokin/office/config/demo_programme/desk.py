"""The desk (事務局の窓口): what a reviewer and an approver do with a registration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hojokin.flow.roles import Role
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.moments import DAY, five_o_clock
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.records.models import Filing


class Desk:
    """The office in a registration (登録の審査)."""

    def __init__(self) -> None:
        self.reviewer = sample("reviewer1", Role.REVIEWER)
        self.approver = sample("approver", Role.APPROVER)

    def review(self, filing: Filing, action: str, at: datetime, reason: str = "") -> Filing:
        """A step of the reviewer, who has no tie."""
        declare_tie(filing, has_tie=False, by=self.reviewer, at=at)
        return take_step(filing, action, by=self.reviewer, at=at, evidence=Evidence(reason=reason))

    def decide(self, filing: Filing, action: str, at: datetime, reason: str = "") -> Filing:
        """A step of the approver, who has no tie."""
        declare_tie(filing, has_tie=False, by=self.approver, at=at)
        return take_step(filing, action, by=self.approver, at=at, evidence=Evidence(reason=reason))

    def send_back(self, filing: Filing, points: Sequence[tuple[str, str]], at: datetime) -> Filing:
        """Return it with points."""
        declare_tie(filing, has_tie=False, by=self.reviewer, at=at)
        for field, text in points:
            raise_finding(filing, field, text, by=self.reviewer, at=at)
        return take_step(filing, "return", by=self.reviewer, at=at, due_at=five_o_clock(at + 14 * DAY))
