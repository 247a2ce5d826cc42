"""Lives of grant applications: every state reachable, every step of the right party, withdrawal and oath as the rules say."""

from __future__ import annotations

import pytest

from hojokin.flow.roles import Role
from hojokin.flow.table import Need, Refused, Table
from hojokin.flow.tables.application import TABLE
from hojokin.flow.tables.consortium_application import TABLE as GROUP_TABLE

TABLES = pytest.mark.parametrize("table", [TABLE, GROUP_TABLE], ids=lambda table: table.code)


def reached(table: Table) -> set[str]:
    """Every state that steps lead to from the first."""
    found, before = {table.first}, set[str]()
    while found != before:
        before = set(found)
        found |= {each.end for each in table.transitions if not before.isdisjoint(each.start)}
    return found


@TABLES
def test_every_state_can_be_reached(table: Table) -> None:
    assert reached(table) == set(table.states)


@TABLES
def test_every_state_with_a_turn_has_a_way_out_for_it_and_final_states_have_none(table: Table) -> None:
    for code, state in table.states.items():
        steps = [each for each in table.transitions if code in each.start]
        if state.turn is None:
            # Only a lengthened round leads back from where the last one ended.
            assert [each.by for each in steps] == [(Role.SYSTEM,)] * len(steps), code
            assert steps == [] or code == "lapsed"
        else:
            assert any(state.turn in each.by for each in steps), code


@TABLES
def test_only_known_states_are_named(table: Table) -> None:
    named = {name for each in table.transitions for name in (*each.start, each.end)} | set(table.editable)

    assert named - set(table.states) == set()


@TABLES
def test_submission_needs_oath_code_and_time_and_a_correction_only_oath_and_code(table: Table) -> None:
    submit = table.step("applicant_confirming", "submit", Role.APPLICANT)
    again = table.step("correction_confirming", "resubmit", Role.APPLICANT)

    assert set(submit.needs) == {Need.COMPLETE, Need.OATH, Need.CODE, Need.IN_TIME}
    assert set(again.needs) == {Need.COMPLETE, Need.OATH, Need.CODE, Need.ANSWERED}


@TABLES
@pytest.mark.parametrize("state", ["submitted", "under_review", "reviewed"])
def test_the_applicant_withdraws_only_before_submission_or_during_a_correction(
    table: Table, state: str
) -> None:
    assert table.step("applicant_confirming", "withdraw", Role.APPLICANT).end == "withdrawn"
    assert table.step("correction_applicant", "withdraw", Role.APPLICANT).end == "withdrawn"
    with pytest.raises(Refused):
        table.step(state, "withdraw", Role.APPLICANT)
    assert table.step(state, "withdraw_on_request", Role.APPROVER).end == "withdrawn"


@TABLES
@pytest.mark.parametrize("action", ["grant", "reject"])
def test_the_decision_is_made_by_a_second_person_without_a_tie(table: Table, action: str) -> None:
    decision = table.step("reviewed", action, Role.APPROVER)

    assert {Need.SECOND_PERSON, Need.NO_CONFLICT} <= set(decision.needs)
    with pytest.raises(Refused):
        table.step("reviewed", action, Role.REVIEWER)


@TABLES
def test_the_review_ends_when_points_are_settled_and_sheets_finished(table: Table) -> None:
    end = table.step("under_review", "finish_review", Role.REVIEWER)

    assert set(end.needs) == {Need.NO_FINDINGS, Need.NO_CONFLICT, Need.SCORED}


@TABLES
def test_nobody_writes_after_the_vendors_check_without_going_back(table: Table) -> None:
    for state in (
        "applicant_confirming",
        "correction_confirming",
        "submitted",
        "under_review",
        "reviewed",
        "granted",
    ):
        assert not any(table.may_write(state, role) for role in Role), state
    assert "宣誓は無効" in table.states["applicant_confirming"].said.ja


def test_the_applicants_part_rests_while_the_vendor_checks_it() -> None:
    assert table_writers("applicant_editing") == {Role.APPLICANT, Role.VENDOR}
    assert table_writers("vendor_editing") == {Role.VENDOR}
    assert table_writers("correction_vendor") == {Role.VENDOR}


def table_writers(state: str) -> set[Role]:
    """Who may write in a state of the joint application."""
    return {role for role in Role if TABLE.may_write(state, role)}


def test_going_back_to_the_entries_passes_the_vendor_again() -> None:
    back = TABLE.step("applicant_confirming", "reopen", Role.APPLICANT)
    handed = TABLE.step(back.end, "hand_over", Role.APPLICANT)

    assert handed.end == "vendor_editing"
    with pytest.raises(Refused):
        TABLE.step(back.end, "submit", Role.APPLICANT)


def test_a_group_has_no_vendors_step() -> None:
    assert all(
        Role.VENDOR not in each.by and Role.VENDOR not in each.tells for each in GROUP_TABLE.transitions
    )


@pytest.mark.parametrize(
    "state", ["invited", "expired", "applicant_editing", "vendor_editing", "applicant_confirming"]
)
def test_a_draft_lapses_after_the_last_round(state: str) -> None:
    assert TABLE.step(state, "lapse", Role.SYSTEM).end == "lapsed"
