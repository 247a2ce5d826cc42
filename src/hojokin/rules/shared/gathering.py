"""Gathered facts put together: what several subjects say of one question."""

from __future__ import annotations

from hojokin.rules.track import Gathered

NOTHING = Gathered({}, frozenset())


def merged(*parts: Gathered) -> Gathered:
    """Several gatherings as one; a later one's fact wins."""
    told = [part for part in parts if part is not NOTHING]
    if len(told) < 2:
        return told[0] if told else NOTHING
    facts: dict[str, int | bool] = {}
    for part in told:
        facts.update(part.facts)
    topics = frozenset().union(*(part.topics for part in told))
    rows = tuple(row for part in told for row in part.rows)
    places = {rule: found for part in told for rule, found in part.places.items()}
    return Gathered(facts, topics, rows, sum(part.total_cost for part in told), places)
