"""Filters of the queue (一覧の絞り込み): read from the address, and written back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from django.http import QueryDict
from django.utils.http import urlencode

from hojokin.office.portals.addresses import address
from hojokin.office.portals.secretariat.desk import number_in
from hojokin.office.queries.kinds import kinds
from hojokin.office.queries.worklists import OFFICE_TURN, Wanted

ALL = "all"  # an address without a turn shows what waits for the office; this one shows everything
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address narrows the queue to. ``turn`` is as the address says it."""

    kind: str = ""
    state: str = ""
    turn: str = ""
    track: str = ""
    text: str = ""
    assigned: str = ""
    late: str = ""
    new: str = ""
    round: str = ""
    order: str = ""
    page: str = ""

    def wanted(self) -> Wanted:
        """The same, as the query takes it."""
        bare = bool(self.late or self.new or self.text or self.state or self.round)
        turn = self.turn or (ALL if bare else OFFICE_TURN)
        return Wanted(
            kind=self.kind,
            state=self.state,
            turn="" if turn == ALL else turn,
            track=self.track,
            text=self.text,
            assigned=self.assigned,
            page=number_in(self.page) or 1,
            is_late=bool(self.late),
            is_new=bool(self.new),
            round_code=self.round,
            order=self.order,
        )

    def query(self, **changed: str) -> str:
        """What follows the question mark, with some of it changed; the page begins anew."""
        told = replace(self, **{"page": "", **changed})
        return urlencode({name: value for name, value in told.filled().items() if value})

    def filled(self) -> Mapping[str, str]:
        """Every filter by its name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def address(self, **changed: str) -> str:
        """The queue with some filters changed."""
        query = self.query(**changed)
        return address("desk:queue") + (f"?{query}" if query else "")


def read_filters(asked: QueryDict) -> Filters:
    """The filters of an address; what it says of itself is kept as text and never trusted further."""
    names = [each.name for each in fields(Filters)]
    asked_for = {name: asked.get(name, "").replace("\x00", "").strip()[:LONGEST_WORD] for name in names}
    found = Filters(**asked_for)
    kind = kinds().get(found.kind)
    # A state that stays in the address after another kind is chosen stands in no filter of the page.
    return found if kind is not None and found.state in kind.table.states else replace(found, state="")
