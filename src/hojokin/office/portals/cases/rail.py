"""Progress rail (進み具合): the main states of a table from the first to the last, and where the filing stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hojokin.flow.table import State, Table


@dataclass(frozen=True, slots=True)
class Stop:
    """One state on the rail. ``place`` is past, now or ahead."""

    state: State
    place: str


def rail(table: Table, state: str, came_from: str = "") -> list[Stop]:
    """The way of the main steps. A state beside the way stands right after the one it was reached from."""
    way = main_way(table)
    if state not in way:
        at = _left_at(table, way, state, came_from)
        ahead = way[at + 1 :] if table.states[state].turn is not None else []
        way = [*way[: at + 1], state, *ahead]
    here = way.index(state)
    places = ["past" if place < here else "ahead" if place > here else "now" for place in range(len(way))]
    return [Stop(table.states[code], place) for code, place in zip(way, places, strict=True)]


def main_way(table: Table) -> list[str]:
    """The states that the main steps lead through, each once."""
    way = [table.first]
    while following := _next(table, way):
        way.append(following)
    return way


def _next(table: Table, way: Sequence[str]) -> str:
    return next(
        (
            each.end
            for each in table.transitions
            if each.is_main and way[-1] in each.start and each.end not in way
        ),
        "",
    )


def _left_at(table: Table, way: Sequence[str], state: str, came_from: str) -> int:
    """Where the filing left the main way: by its own history, or else the last state that a step leads from."""
    if came_from in way:
        return way.index(came_from)
    starts = {start for each in table.transitions if each.end == state for start in each.start}
    return max((place for place, code in enumerate(way) if code in starts), default=0)
