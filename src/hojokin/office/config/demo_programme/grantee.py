"""A grantee (交付決定を受けた事業者): the grant with everybody around it."""

from __future__ import annotations

from hojokin.flow.roles import Role
from hojokin.office.config.demo_programme.people import Firm, sample
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


class Grantee:
    """A grant with everybody around it (交付決定を受けた事業)."""

    def __init__(self, application: Filing, firm: Firm, by: Actor, vendor: Actor, after: str) -> None:
        self.filing = Filing.objects.get(grant__application=application)
        self.firm, self.by, self.vendor, self.after = firm, by, vendor, after
        self.reviewer = sample("reviewer2", Role.REVIEWER)
        self.approver = sample("approver", Role.APPROVER)
        self.approver2 = sample("approver2", Role.APPROVER)

    def stops(self, name: str) -> bool:
        """Whether it goes no further than this."""
        return self.after == name

    def now(self) -> Filing:
        """The grant as it stands."""
        self.filing.refresh_from_db()
        return self.filing
