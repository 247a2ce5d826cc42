"""Performance report of a member (構成員の実績報告): as a firm's, and what happens where a member never reports.

Each member of a group files its own (F-64). A grant may be cancelled in part where no report comes, or where it is not
corrected by its day (RET-16): the part of that member is then settled at nothing, while the others' is not held up. Until
the amount of the grant is fixed, an approver may take that back, so that a member who reports after all is counted.
"""

from __future__ import annotations

from dataclasses import replace

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.rules.engine.facts import Text

LEAVE_OUT, COUNT_AGAIN = "leave_out", "count_again"
UNREPORTED, UNCORRECTED = "left_out", "left_out_uncorrected"
LEFT_OUT = frozenset({UNREPORTED, UNCORRECTED})
CORRECTING = ("correction", "correction_confirming")

_SOURCE = "RET-16 W-92 W-120 F-64"
_STATES = (
    State(
        UNREPORTED,
        Text("報告なし（この構成員は0円で確定）", "No report: this member is settled at 0 yen"),
        None,
        Text(
            "期限までに実績報告がなかったため、この構成員の交付決定を取り消しました。"
            "この構成員の補助金は0円で確定し、ほかの構成員の手続は進みます。",
            "No report came by its day: the grant of this member was cancelled. Its part is settled at 0 yen; the other "
            "members go on.",
        ),
        _SOURCE,
    ),
    State(
        UNCORRECTED,
        Text("訂正なし（この構成員は0円で確定）", "No correction: this member is settled at 0 yen"),
        None,
        Text(
            "期限までに実績報告の訂正がなかったため、この構成員の交付決定を取り消しました。"
            "この構成員の補助金は0円で確定し、ほかの構成員の手続は進みます。",
            "No correction came by its day: the grant of this member was cancelled. Its part is settled at 0 yen; the "
            "other members go on.",
        ),
        _SOURCE,
    ),
)


def _leave_out(start: tuple[str, ...], end: str) -> Transition:
    return Transition(
        LEAVE_OUT,
        Text("この構成員を0円で確定する", "Settle this member at 0 yen"),
        start,
        end,
        (Role.APPROVER,),
        (Need.REASON, Need.NO_CONFLICT),
        (Role.APPLICANT, Role.REVIEWER),
        source=_SOURCE,
    )


def _count_again(start: str, end: str) -> Transition:
    """Only while the amount is not fixed: the grant has to be able to wait again (``await_report``)."""
    return Transition(
        COUNT_AGAIN,
        Text("0円での確定を取り消して報告を待つ", "Take the 0 yen back and wait for the report"),
        (start,),
        end,
        (Role.APPROVER,),
        (Need.REASON, Need.DUE, Need.NO_CONFLICT),
        (Role.APPLICANT, Role.REVIEWER),
        source=_SOURCE,
    )


_STEPS = (
    _leave_out(("overdue",), UNREPORTED),
    _leave_out(CORRECTING, UNCORRECTED),
    _count_again(UNREPORTED, "applicant_editing"),
    _count_again(UNCORRECTED, CORRECTING[0]),
)


def with_members_left_out(table: Table) -> Table:
    """The life of a report with the office's decision to go on without a member, and its way back."""
    states = {**table.states, **{each.code: each for each in _STATES}}
    return replace(table, states=states, transitions=(*table.transitions, *_STEPS))
