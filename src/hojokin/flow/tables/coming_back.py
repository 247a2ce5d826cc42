"""Coming back (受付の再開): drafts that missed the last round, when that round is lengthened after all."""

from __future__ import annotations

from collections.abc import Iterable

from hojokin.flow.roles import Role
from hojokin.flow.table import Transition
from hojokin.rules.engine.facts import Text

LAPSED = "lapsed"


def resume(state: str) -> str:
    """The step that leads back to a state."""
    return f"resume_{state}"


def coming_back(drafts: Iterable[str]) -> tuple[Transition, ...]:
    """Back to each state in which reception may have ended: nobody loses what both sides had agreed on already.

    Who is told of it is told with the round and its new closing, by the lengthening itself.
    """
    return tuple(
        Transition(
            resume(each),
            Text("締切が延びたため受付を再開する", "Reception goes on: the deadline was extended"),
            (LAPSED,),
            each,
            (Role.SYSTEM,),
            source="SCH.C-02",
        )
        for each in drafts
    )
