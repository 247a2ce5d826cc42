"""Tracks (申請枠) as the pages tell them: numbers and conditions of the rulebook, changes since last year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.citations import standing
from hojokin.rules.editions import EDITIONS, TRACKS, rulebook
from hojokin.rules.engine.loading import Block, Value
from hojokin.rules.engine.rulebook import Rule, Standing

# What an applicant asks first, in this order; the catalogue holds every other number.
TOLD = (
    "amount_bands",
    "amount_range",
    "grant_range",
    "it_tools_caps",
    "hardware_caps",
    "group_caps",
    "subsidy_rates",
    "invoice_rates",
    "group_rates",
    "process_kinds_needed",
    "functions_needed",
    "accounts_needed",
    "services_needed",
    "members_needed",
    "services_cap",
    "month_limits",
    "low_wage_months_needed",
    "low_wage_margin",
    "wage_bound_amount",
    "wage_growth",
    "minimum_wage_rise",
    "wage_years",
    "productivity_targets",
    "effect_reports",
)


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A printed number that changed since the edition before; None where there was or is none."""

    block: Block
    key: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class TrackFacts:
    """A track of an edition: its printed numbers, its conditions, and what is new."""

    code: str
    numbers: Sequence[tuple[Block, Standing]]
    conditions: Sequence[Rule]
    changes: Sequence[ChangedNumber]


@cache
def tracks_of(edition: str) -> list[TrackFacts]:
    """Every track of an edition, in the order of the rules."""
    return [_facts(code, edition) for code in TRACKS]


def _facts(code: str, edition: str) -> TrackFacts:
    book = rulebook(code, edition)
    year = EDITIONS[edition].year
    blocks = book.parameters.blocks
    told = [blocks[name] for name in TOLD if name in blocks and any(blocks[name].values.values())]
    numbers = [(block, standing(block.facts, year)) for block in told]
    return TrackFacts(code, numbers, book.of_role("criterion"), _changes(code, blocks, year))


def _changes(code: str, blocks: Mapping[str, Block], year: int) -> list[ChangedNumber]:
    before = next((each.code for each in EDITIONS.values() if each.year == year - 1), None)
    if before is None:
        return []
    old = rulebook(code, before).parameters.blocks
    return [
        ChangedNumber(blocks.get(name) or old[name], key, _number(old, name, key), _number(blocks, name, key))
        for name in TOLD
        for key in _keys(old, blocks, name)
        if (_number(old, name, key) or None) != (_number(blocks, name, key) or None)
    ]


def _keys(old: Mapping[str, Block], new: Mapping[str, Block], name: str) -> list[str]:
    return list(dict.fromkeys(key for side in (old, new) if name in side for key in side[name].values))


def _number(blocks: Mapping[str, Block], name: str, key: str) -> Value:
    return blocks[name].values.get(key) if name in blocks else None
