"""Bonus items (加点項目): what raises the score, by track and round; the points are not published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.reference.reading import Cells, repeated
from hojokin.rules.shared.edition_tables import (
    edition_table,
    known_track,
    standing_in,
    tracks_in,
    unknown_facts,
    words,
)


class Proof(StrEnum):
    """By when and how a bonus item must be there."""

    TOOL = "tool"  # by the tools chosen
    PLAN = "plan"  # by the plan entered and announced
    SHEET = "sheet"  # by an attached sheet
    BEFORE_APPLICATION = "before_application"
    AT_APPLICATION = "at_application"  # valid when applying
    BY_DEADLINE = "by_deadline"  # there on the day of the round's deadline
    BY_REPORT = "by_report"  # by the performance report
    JUDGED = "judged"  # weighed by reviewers


@dataclass(frozen=True, slots=True)
class BonusItem:
    """One bonus item (加点項目). Points are not published (BON-08).

    ``sure_until_round`` is the last round for which the list is known to apply; None is every round.
    """

    code: str
    name: Text
    tracks: frozenset[str]
    from_round: int
    sure_until_round: int | None
    proof: Proof
    how: Text
    facts: tuple[str, ...]
    standing: Standing

    def in_round(self, number: int) -> BonusItem:
        """The item as it stands in a round: unconfirmed past the last round that the list is sure of."""
        if self.sure_until_round is None or number <= self.sure_until_round:
            return self
        return replace(self, standing=Standing.UNCONFIRMED)


def bonus_items(edition: str, track: str, round_number: int) -> tuple[BonusItem, ...]:
    """The bonus items of a track in a round, in the order of the guidelines.

    Raises UnknownCodeError for an unknown edition or track, ValueError for a round below 1.
    """
    if round_number < 1:
        raise ValueError(f"締切回は1以上で入力してください / a round is 1 or more, not {round_number}")
    wanted = known_track(track)
    return tuple(
        each.in_round(round_number)
        for each in _items(edition)
        if wanted in each.tracks and each.from_round <= round_number
    )


@cache
def _items(edition: str) -> tuple[BonusItem, ...]:
    return edition_table(edition, "bonus_items", lambda cells: _item(edition, cells), check_items)


def check_items(rows: Sequence[BonusItem]) -> list[str]:
    """What is wrong with the table: repeats, rounds out of order, unknown facts."""
    problems = repeated(each.code for each in rows)
    for each in rows:
        if each.sure_until_round is not None and each.sure_until_round < each.from_round:
            problems.append(f"{each.code} ends before its first round")
    return problems + unknown_facts(each.facts for each in rows)


def _item(edition: str, cells: Cells) -> BonusItem:
    facts = words(cells, "facts")
    return BonusItem(
        code=cells.text("code"),
        name=Text(cells.text("name_ja"), cells.text("name_en")),
        tracks=tracks_in(cells),
        from_round=cells.whole("from_round"),
        sure_until_round=cells.optional_whole("sure_until_round"),
        proof=cells.choice("proof", Proof),
        how=Text(cells.text("how_ja"), cells.text("how_en")),
        facts=facts,
        standing=standing_in(edition, facts),
    )
