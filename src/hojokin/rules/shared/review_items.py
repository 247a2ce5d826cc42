"""Review items (審査項目): what reviewers weigh in each track; the weights and the pass mark are secret."""

from __future__ import annotations

from dataclasses import dataclass
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


class Aspect(StrEnum):
    """The part of the review that an item belongs to."""

    BUSINESS = "business"  # 事業面
    TARGET = "target"  # 計画目標値面
    POLICY = "policy"  # 政策面


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One review item (審査項目)."""

    code: str
    aspect: Aspect
    tracks: frozenset[str]
    text: Text
    facts: tuple[str, ...]
    standing: Standing


def review_items(edition: str, track: str) -> tuple[ReviewItem, ...]:
    """What reviewers weigh in a track. Raises UnknownCodeError for an unknown edition or track."""
    wanted = known_track(track)
    return tuple(each for each in _items(edition) if wanted in each.tracks)


@cache
def _items(edition: str) -> tuple[ReviewItem, ...]:
    return edition_table(
        edition,
        "review_items",
        lambda cells: _item(edition, cells),
        lambda rows: [*repeated(each.code for each in rows), *unknown_facts(each.facts for each in rows)],
    )


def _item(edition: str, cells: Cells) -> ReviewItem:
    facts = words(cells, "facts")
    return ReviewItem(
        code=cells.text("code"),
        aspect=cells.choice("aspect", Aspect),
        tracks=tracks_in(cells),
        text=Text(cells.text("text_ja"), cells.text("text_en")),
        facts=facts,
        standing=standing_in(edition, facts),
    )
