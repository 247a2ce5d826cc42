"""Open a vendor's seat (支援事業者としての担当を開く): whoever proved the firm by gBizID may begin its registration (V-40)."""

from __future__ import annotations

from datetime import datetime

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Seat
from hojokin.rules.engine.facts import Text

GBIZID_OF_THE_FIRM = Text(
    "IT導入支援事業者の登録は、その事業者の gBizIDプライムでサインインした人が始めます。",
    "The registration of a vendor is begun by whoever signed in with the firm's gBizID Prime.",
)


def open_vendor_seat(*, by: Actor, at: datetime) -> Seat:
    """The vendor's seat at the actor's own firm. Raises NotAllowed without a gBizID of the firm."""
    if by.person is None or by.role is not Role.APPLICANT or by.party is None or not by.person.gbiz_subject:
        raise NotAllowed(GBIZID_OF_THE_FIRM)
    return give_seat(by.person, Role.VENDOR, by.party, by=by, at=at)
