"""Taking offered values (提示された情報の取り込み): those that a person ticked, written like anything typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hojokin.office.actions.errors import StaleField
from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.offered import Offer
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it (取り込みの結果): fields that were written, and those that somebody changed meanwhile."""

    written: tuple[str, ...]
    stale: tuple[str, ...]


@transaction.atomic
def take_offered_values(filing: Filing, chosen: Sequence[Offer], *, by: Actor, at: datetime) -> Taken:
    """Write each offer into its field, unless the field is another than when it was offered. Raises NotAllowed."""
    written: list[str] = []
    stale: list[str] = []
    for each in chosen:
        try:
            write_field(filing, each.field.name, each.typed, each.version, by=by, at=at)
        except StaleField:
            stale.append(each.field.name)
        else:
            written.append(each.field.name)
    return Taken(tuple(written), tuple(stale))
