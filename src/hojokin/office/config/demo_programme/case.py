"""A case (一つの申請): whose it is, and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hojokin.office.config.demo_programme.moments import DAY
from hojokin.office.config.demo_programme.people import Firm
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party

CORRECTIONS = ("correction_applicant", "correction_vendor", "correction_confirming")


@dataclass
class Case:
    """One application (一つの申請): whose, how far it goes, and when it begins.

    ``points`` are those that its reviewers give; ``is_by_hand`` types every field by itself.
    """

    firm: Firm
    track: str
    until: str
    vendor: Actor
    begins: datetime
    points: int = 3
    reviewers: tuple[str, str] = ("reviewer1", "reviewer2")
    is_by_hand: bool = False
    decided_at: datetime | None = None
    after: str = "granted"
    read_after: timedelta = 2 * DAY
    filing: Filing | None = None

    def now(self) -> Filing:
        """The application as it stands."""
        if self.filing is None:
            raise ValueError("it was not opened yet")
        self.filing.refresh_from_db()
        return self.filing


def owner_of(actor: Actor) -> Party:
    """The party that somebody acts for."""
    if actor.party is None:
        raise ValueError("acts for no party")
    return actor.party
