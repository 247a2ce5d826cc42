"""Lives of registrations: no dead ends, two people, and reasons."""

from __future__ import annotations

import pytest

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, Refused, Table
from hojokin.flow.tables import member_part, tool_registration, vendor_change, vendor_registration

TABLES = [each.TABLE for each in (vendor_registration, member_part, tool_registration, vendor_change)]
FINAL = {"rejected", "withdrawn", "deregistered", "removed", "ended", "accepted"}
by_code = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)


def walk(table: Table, steps: list[tuple[str, Role]]) -> str:
    state = table.first
    for action, role in steps:
        state = table.step(state, action, role).end
    return state


@by_code
def test_every_state_can_be_reached(table: Table) -> None:
    reached, size = {table.first}, 0
    while len(reached) > size:
        size = len(reached)
        reached |= {each.end for each in table.transitions if reached & set(each.start)}

    assert reached == set(table.states)


@by_code
def test_only_a_final_state_has_no_way_out(table: Table) -> None:
    with_exit = {start for each in table.transitions for start in each.start}

    assert set(table.states) - with_exit == FINAL & set(table.states)


@by_code
def test_nobody_is_waited_for_in_a_final_state(table: Table) -> None:
    assert [code for code in FINAL & set(table.states) if table.states[code].turn is not None] == []


@by_code
def test_who_has_the_turn_can_take_a_step(table: Table) -> None:
    waiting = [each for each in table.states.values() if each.turn is not None and each.code != "sealed"]

    assert [each.code for each in waiting if each.turn and not table.offered(each.code, {each.turn})] == []


@by_code
def test_every_step_starts_and_ends_in_a_known_state_and_is_named_once_for_each_start(table: Table) -> None:
    named = [(each.action, start) for each in table.transitions for start in each.start]

    assert {state for each in table.transitions for state in (*each.start, each.end)} <= set(table.states)
    assert len(named) == len(set(named))


@by_code
def test_a_rejection_is_decided_by_a_second_person_with_a_reason(table: Table) -> None:
    decided = [
        each for each in table.transitions if each.action in {"reject", "deregister", "keep", "send_back"}
    ]

    assert [each.action for each in decided if set(each.needs) != {Need.SECOND_PERSON, Need.REASON}] == []


@by_code
def test_a_registration_is_decided_by_a_second_person(table: Table) -> None:
    decided = [each for each in table.transitions if Role.APPROVER in each.by]

    assert [each.action for each in decided if Need.SECOND_PERSON not in each.needs] == []


@by_code
def test_a_reviewer_returns_with_findings_and_passes_without(table: Table) -> None:
    needs = {each.action: set(each.needs) for each in table.transitions if each.by == (Role.REVIEWER,)}
    returns = {action: found for action, found in needs.items() if action.startswith("return")}
    accepts = {action: found for action, found in needs.items() if action.startswith("accept")}

    assert [action for action, found in returns.items() if Need.FINDINGS not in found] == []
    assert [action for action, found in accepts.items() if Need.NO_FINDINGS not in found] == []


def test_a_consortium_is_sent_with_every_part_and_a_first_tool() -> None:
    sent = [
        each
        for each in vendor_registration.TABLE.transitions
        if each.action.startswith(("submit", "resubmit"))
    ]

    assert [
        each.action for each in sent if not {Need.MEMBERS_READY, Need.FIRST_TOOL} <= set(each.needs)
    ] == []


def test_a_vendor_is_returned_once_and_registered_in_two_stages() -> None:
    steps = [
        ("submit", Role.VENDOR),
        ("return", Role.REVIEWER),
        ("resubmit", Role.VENDOR),
        ("accept", Role.REVIEWER),
        ("admit", Role.APPROVER),
        ("return_final", Role.REVIEWER),
        ("resubmit_final", Role.VENDOR),
        ("accept_final", Role.REVIEWER),
        ("register", Role.APPROVER),
    ]

    assert [walk(vendor_registration.TABLE, steps[:count]) for count in range(len(steps) + 1)] == [
        "draft",
        "submitted",
        "returned",
        "submitted",
        "checked",
        "provisional",
        "provisional_returned",
        "provisional",
        "final_checked",
        "registered",
    ]


def test_a_vendor_is_heard_before_it_is_deregistered() -> None:
    admitted = [("submit", Role.VENDOR), ("accept", Role.REVIEWER), ("admit", Role.APPROVER)]
    registered = [*admitted, ("accept_final", Role.REVIEWER), ("register", Role.APPROVER)]
    heard = [
        *registered,
        ("inquire", Role.REVIEWER),
        ("explain", Role.VENDOR),
        ("propose_deregistration", Role.REVIEWER),
    ]

    assert walk(vendor_registration.TABLE, [*heard, ("deregister", Role.APPROVER)]) == "deregistered"
    assert walk(vendor_registration.TABLE, [*heard, ("keep", Role.APPROVER)]) == "registered"


def test_a_rejection_that_is_not_upheld_leaves_a_vendor_provisional() -> None:
    admitted = [("submit", Role.VENDOR), ("accept", Role.REVIEWER), ("admit", Role.APPROVER)]
    steps = [*admitted, ("propose_final_rejection", Role.REVIEWER), ("send_back_final", Role.APPROVER)]

    assert walk(vendor_registration.TABLE, steps) == "provisional"


def test_a_member_cannot_write_while_the_office_reads() -> None:
    table = member_part.TABLE

    assert [state for state in table.states if table.may_write(state, Role.MEMBER)] == ["draft", "returned"]
    with pytest.raises(Refused):
        table.step("sealed", "take_back", Role.MEMBER)


def test_a_leader_never_writes_in_a_members_part() -> None:
    assert [
        state for state in member_part.TABLE.states if member_part.TABLE.may_write(state, Role.VENDOR)
    ] == []


def test_a_vendor_cannot_register_its_own_tool() -> None:
    with pytest.raises(Refused):
        tool_registration.TABLE.step("checked", "register", Role.VENDOR)


def test_a_tool_falls_with_its_vendor_from_every_state_that_is_not_final() -> None:
    table = tool_registration.TABLE
    fall = table.step("registered", "fall_with_vendor", Role.SYSTEM)

    assert set(fall.start) == set(table.states) - FINAL
