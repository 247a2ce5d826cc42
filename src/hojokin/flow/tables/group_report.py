"""Performance report of a member (構成員の実績報告): as a firm's, and what happens where a member never reports.

Each member of a group files its own (F-64). A grant may be cancelled in part where no report comes, or where it is not
corrected by its day (RET-16): the part of that member is then settled at nothing, while the others' is not held up.
"""

from __future__ import annotations

from dataclasses import replace

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

LEFT_OUT, LEAVE_OUT = "left_out", "leave_out"
CORRECTING = ("correction", "correction_confirming")

_STATE = State(
    LEFT_OUT,
    Text("報告なし（この構成員は0円で確定）", "No report: this member is settled at 0 yen"),
    None,
    Text(
        "期限までに実績報告または訂正がなかったため、この構成員の交付決定を取り消しました。"
        "この構成員の補助金は0円で確定し、ほかの構成員の手続は進みます。",
        "No report, or no correction, came by its day: the grant of this member was cancelled. Its part is settled at "
        "0 yen; the other members go on.",
    ),
    "RET-16 W-92 W-120 F-64",
)
_STEP = Transition(
    LEAVE_OUT,
    Text("この構成員を0円で確定する", "Settle this member at 0 yen"),
    ("overdue", *CORRECTING),
    LEFT_OUT,
    (Role.APPROVER,),
    (Need.REASON, Need.NO_CONFLICT),
    (Role.APPLICANT, Role.REVIEWER),
    source="RET-16 W-92 W-120 F-64",
)


def with_members_left_out(table: Table) -> Table:
    """The life of a report with the office's decision to go on without a member."""
    return replace(table, states={**table.states, LEFT_OUT: _STATE}, transitions=(*table.transitions, _STEP))
