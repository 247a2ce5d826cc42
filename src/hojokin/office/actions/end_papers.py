"""Ending papers (手続の終了): what the grantee no longer owes ends with the grant, wherever its own life allows it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hojokin.flow.roles import Role
from hojokin.office.actions.move import move
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Filing

END = "end"


def end_papers(grant: Filing, at: datetime, *, only: str = "", but: Collection[str] = ()) -> None:
    """End every paper of a grant that is still open; ``only`` keeps it to one kind, with or without a vendor.

    What stands in a state of ``but`` stays as it is.
    """
    asked = grant.children.filter(kind__endswith=only).exclude(state__in=but)
    for each in asked.select_related("owner").order_by("pk"):
        offered = kind_of(each.kind).table.offered(each.state, {Role.SYSTEM})
        if any(step.action == END for step in offered):
            move(each, END, by=SYSTEM, at=at)
