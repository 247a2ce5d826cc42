"""Filings without a vendor (複数者連携枠): the representative files alone, so the vendor's step falls out of a table.

The consortium track knows no vendor portal (W-29); what the vendor would check goes straight to the final check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hojokin.flow.roles import Role
from hojokin.flow.table import Table, Transition
from hojokin.rules.engine.facts import Text

SKIPPED = frozenset({"skip_vendor"})
FINISH = Text("入力を終え、最終確認へ進む", "Finish and go to the final check")


def without_vendor(table: Table) -> Table:
    """The same life with the vendor's states taken out: their entry leads where the vendor's confirmation led."""
    gone = frozenset(code for code, state in table.states.items() if state.turn is Role.VENDOR)
    beyond = {
        state: each.end for each in table.transitions if each.action == "confirm" for state in each.start
    }
    return Table(
        code=f"{table.code}_alone",
        first=table.first,
        states={code: state for code, state in table.states.items() if code not in gone},
        transitions=tuple(_kept(table, gone, beyond)),
        editable={code: roles for code, roles in table.editable.items() if code not in gone},
    )


def _kept(table: Table, gone: frozenset[str], beyond: dict[str, str]) -> Iterator[Transition]:
    for each in table.transitions:
        start = tuple(state for state in each.start if state not in gone)
        if not start or each.action in SKIPPED or each.by == (Role.VENDOR,):
            continue
        kept = replace(each, start=start, tells=tuple(role for role in each.tells if role is not Role.VENDOR))
        if each.end not in gone:
            yield kept
        elif each.end in beyond:
            yield replace(kept, action="finish", label=FINISH, end=beyond[each.end], source="W-29")
