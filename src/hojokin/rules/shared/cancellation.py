"""Cancellation of a grant decision (交付決定の取消し): the grounds, when they apply, and the interest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import Cells, repeated
from hojokin.rules.shared.days import add_months
from hojokin.rules.shared.edition_tables import (
    edition_table,
    known_track,
    standing_in,
    tracks_in,
    unknown_facts,
    words,
)

STOPPED_TOO_EARLY = "stopped_too_early"


@dataclass(frozen=True, slots=True)
class CancellationGround:
    """One ground (取消事由). ``item`` is its number in the article; all or part of the grant goes back.

    ``least_months_of_use`` is set for the ground that a tool was stopped too early.
    """

    code: str
    item: int
    clause: str
    tracks: frozenset[str]
    text: Text
    after_settlement: bool
    blameless_excepted: bool
    bears_surcharge: bool
    least_months_of_use: int | None
    facts: tuple[str, ...]
    standing: Standing


def cancellation_grounds(
    edition: str, track: str, *, settled: bool = False
) -> tuple[CancellationGround, ...]:
    """The grounds of a track in the order of the article; only those that still apply once it is settled.

    Raises UnknownCodeError for an unknown edition or track.
    """
    wanted = known_track(track)
    return tuple(
        each
        for each in _grounds(edition, wanted)
        if wanted in each.tracks and (each.after_settlement or not settled)
    )


def stopped_too_early(
    ground: CancellationGround,
    introduced_on: date,
    stopped_on: date,
    *,
    reported_use_until: date | None = None,
    not_attributable: bool = False,
) -> bool:
    """Whether a tool was stopped within its first year, or before the end of the reported period (RET-13).

    The same day a year later is no longer within the year; the reported period includes its last day.
    """
    if not_attributable and ground.blameless_excepted:
        return False
    within_least_use = stopped_on < add_months(introduced_on, ground.least_months_of_use or 0)
    return within_least_use or (reported_use_until is not None and stopped_on < reported_use_until)


@cache
def _grounds(edition: str, track: str) -> tuple[CancellationGround, ...]:
    return edition_table(
        edition,
        "cancellation_grounds",
        lambda cells: _ground(edition, track, cells),
        lambda rows: [*repeated(each.code for each in rows), *unknown_facts(each.facts for each in rows)],
    )


def _ground(edition: str, track: str, cells: Cells) -> CancellationGround:
    facts = words(cells, "facts")
    clauses = {"consortium": cells.text("clause_consortium")}  # its regulations number the article otherwise
    return CancellationGround(
        code=cells.text("code"),
        item=cells.whole("item"),
        clause=clauses.get(track, cells.text("clause")),
        tracks=tracks_in(cells),
        text=Text(cells.text("text_ja"), cells.text("text_en")),
        after_settlement=cells.flag("after_settlement"),
        blameless_excepted=cells.flag("blameless_excepted"),
        bears_surcharge=cells.flag("bears_surcharge"),
        least_months_of_use=cells.optional_whole("least_months_of_use"),
        facts=facts,
        standing=standing_in(edition, facts),
    )
