"""Case list (全案件の一覧): every filing as a row of plain values, read piece by piece, for a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hojokin.flow.kinds import FilingKind
from hojokin.flow.table import State
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.models import Filing

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One filing (案件の1行)."""

    number: str
    kind: FilingKind
    state: State
    track: str
    round_code: str
    owner: str
    partner: str | None
    title: str
    opened_at: datetime
    submitted_at: datetime | None
    state_since: datetime
    due_at: datetime | None


def case_list() -> Iterator[CaseLine]:
    """Every filing by number. One query; no more than ROWS_AT_ONCE rows are held."""
    rows = (
        Filing.objects.order_by("number")
        .values_list(
            "number",
            "kind",
            "state",
            "track",
            "round_code",
            "owner__name",
            "partner__name",
            "title",
            "opened_at",
            "submitted_at",
            "state_since",
            "due_at",
        )
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    known = kinds()
    for number, code, state, track, round_code, owner, partner, title, opened, submitted, since, due in rows:
        kind = known[code]
        yield CaseLine(
            number,
            kind,
            kind.table.states[state],
            track,
            round_code,
            owner,
            partner,
            title,
            opened,
            submitted,
            since,
            due,
        )
