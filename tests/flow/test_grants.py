"""Filings after the grant: every form loads, every state is reachable and has a way out, every role is where it belongs."""

from __future__ import annotations

import pytest

from hojokin.flow.form import FieldKind
from hojokin.flow.grants import GRANT_TABLE, KINDS, claim_form, kind_for
from hojokin.flow.kinds import FilingKind
from hojokin.flow.roles import Role
from hojokin.flow.table import Need, Refused, Table
from hojokin.flow.tables.change_filing import NOTICE_TABLE
from hojokin.flow.tables.change_filing import TABLE as CHANGE_TABLE
from hojokin.flow.tables.group_report import COUNT_AGAIN, LEAVE_OUT
from hojokin.rules.shared.edition_tables import TRACK_NAMES
from hojokin.rules.years import EDITIONS

TABLES = {
    each.code: each
    for each in (
        GRANT_TABLE,
        CHANGE_TABLE,
        NOTICE_TABLE,
        *(kind_for(code, track).table for code in KINDS for track in ("normal", "consortium")),
    )
}
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("track", TRACK_NAMES)
def test_every_form_loads_in_every_edition_and_track(edition: str, track: str) -> None:
    forms = [kind.form(edition, track) for kind in KINDS.values()] + [claim_form(edition, track)]

    assert [form.kind for form in forms if not list(form.fields())] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_says_where_it_comes_from_in_both_languages(kind: FilingKind) -> None:
    form = kind.form("fy2026", "invoice")

    fields = list(form.fields())
    assert [each.name for each in fields if not (each.source and each.label.ja and each.label.en)] == []
    assert [
        column.name
        for each in fields
        for column in each.columns
        if not (column.source and column.label.en) and each.kind is FieldKind.TABLE
    ] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_has_an_oath_in_both_languages(kind: FilingKind) -> None:
    assert kind.oath is not None
    oath = kind.oath("fy2026", "normal")

    assert oath
    assert [code for code, said in oath.items() if not (said.ja and said.en)] == []


def test_numbers_begin_with_a_prefix_of_their_own() -> None:
    assert [(each.code, each.prefix) for each in KINDS.values()] == [
        ("performance_report", "PR"),
        ("effect_report", "ER"),
        ("withdrawal", "WD"),
        ("plan_change", "PC"),
        ("registration_change", "RC"),
        ("delay_report", "DR"),
        ("accident_report", "AR"),
        ("property_disposal", "PD"),
        ("succession", "SU"),
    ]


@each_table
def test_every_state_is_reachable(table: Table) -> None:
    reached, fresh = {table.first}, {table.first}
    while fresh:
        fresh = {each.end for each in table.transitions if fresh & set(each.start)} - reached
        reached |= fresh

    assert reached == set(table.states)


@each_table
def test_a_state_has_a_way_out_unless_it_is_final(table: Table) -> None:
    left = {state for each in table.transitions if each.action != COUNT_AGAIN for state in each.start}

    assert {code for code, state in table.states.items() if state.turn is None} == set(table.states) - left


def test_a_member_is_left_out_and_counted_again_by_an_approver_who_says_why_and_until_when() -> None:
    table = TABLES["performance_report_alone"]
    ways = {"overdue": "applicant_editing", "correction": "correction"}

    for state, back_to in ways.items():
        out = table.step(state, LEAVE_OUT, Role.APPROVER)
        back = table.step(out.end, COUNT_AGAIN, Role.APPROVER)

        assert (table.states[out.end].turn, back.end) == (None, back_to)
        assert set(back.needs) == {Need.REASON, Need.DUE, Need.NO_CONFLICT}
        with pytest.raises(Refused):
            table.step(out.end, COUNT_AGAIN, Role.REVIEWER)
    assert {each.start for each in GRANT_TABLE.transitions if each.action == "await_report"} == {
        ("report_accepted", "inspected", "claimed")
    }


@pytest.mark.parametrize("code", ["performance_report", "effect_report"])
def test_what_is_allowed_to_come_late_gets_a_new_day(code: str) -> None:
    state = "overdue" if code == "performance_report" else "missing"

    assert Need.DUE in TABLES[code].step(state, "allow_late", Role.REVIEWER).needs


@pytest.mark.parametrize("table", [each for each in TABLES.values() if each is not GRANT_TABLE])
def test_whose_turn_it_is_may_do_something(table: Table) -> None:
    stuck = [
        code for code, state in table.states.items() if state.turn and not table.offered(code, {state.turn})
    ]

    assert stuck == []


@each_table
def test_one_state_offers_an_action_once_to_a_role(table: Table) -> None:
    taken = [
        (state, each.action, role) for each in table.transitions for state in each.start for role in each.by
    ]

    assert len(taken) == len(set(taken))


@each_table
def test_transitions_know_their_states_and_sources(table: Table) -> None:
    named = {state for each in table.transitions for state in (*each.start, each.end)} | set(table.editable)

    assert named == set(table.states) | (named & set(table.editable))
    assert [each.action for each in table.transitions if not each.source] == []
    assert [each.code for each in table.states.values() if not each.source] == []


@each_table
def test_the_secretariat_acts_only_without_a_conflict(table: Table) -> None:
    judging = {Role.REVIEWER, Role.APPROVER}
    careless = {
        each.action
        for each in table.transitions
        if judging & set(each.by) and Need.NO_CONFLICT not in each.needs and Need.REASON not in each.needs
    }

    assert careless == set()


def test_money_is_decided_and_paid_by_a_second_person() -> None:
    guarded = {
        "fix_amount",
        "prepare_payment",
        "order_payment",
        "withdraw",
        "cancel",
        "order_return",
        "waive_return",
    }

    lone = [
        each.action
        for each in GRANT_TABLE.transitions
        if each.action in guarded and Need.SECOND_PERSON not in each.needs
    ]

    assert lone == []


def test_nothing_is_paid_twice() -> None:
    to_the_bank = [each for each in GRANT_TABLE.transitions if each.end == "payment_ordered"]

    assert [each.start for each in to_the_bank] == [("payment_prepared",)]
    with pytest.raises(Refused):
        GRANT_TABLE.step("paid", "order_payment", Role.PAYER)


def test_a_notice_is_taken_note_of_and_a_change_is_decided() -> None:
    assert NOTICE_TABLE.step("submitted", "take_note", Role.REVIEWER).end == "approved"
    with pytest.raises(Refused):
        CHANGE_TABLE.step("submitted", "take_note", Role.REVIEWER)
    assert Need.SECOND_PERSON in CHANGE_TABLE.step("deciding", "approve", Role.APPROVER).needs


def test_a_vendor_files_only_where_the_secretariat_lets_it() -> None:
    assert {each.start for each in CHANGE_TABLE.transitions if each.end == "vendor_editing"} == {("editing",)}
    assert CHANGE_TABLE.step("editing", "hand_to_filer", Role.REVIEWER).end == "vendor_editing"
    with pytest.raises(Refused):
        CHANGE_TABLE.step("editing", "hand_to_filer", Role.VENDOR)


@pytest.mark.parametrize("code", ["performance_report", "effect_report"])
def test_a_report_goes_from_the_grantee_to_the_vendor_and_back_before_it_is_sent(code: str) -> None:
    table = TABLES[code]
    state = "applicant_editing"

    for action, role in (
        ("hand_to_vendor", Role.APPLICANT),
        ("confirm", Role.VENDOR),
        ("submit", Role.APPLICANT),
    ):
        step = table.step(state, action, role)
        state = step.end

    assert state == "submitted"
    assert {Need.OATH, Need.CODE, Need.IN_TIME} <= set(step.needs)
    assert table.step("submitted", "return_for_correction", Role.REVIEWER).end == "correction"
    assert table.step("correction", "hand_to_vendor", Role.APPLICANT).end == "correction_checking"


@pytest.mark.parametrize("code", KINDS)
def test_in_the_consortium_track_the_representative_files_alone(code: str) -> None:
    kind = kind_for(code, "consortium")

    roles = {role for each in kind.table.transitions for role in (*each.by, *each.tells)}
    fields = {each.party for each in kind.form("fy2026", "consortium").fields()}

    assert (kind.code, kind.partner) == (f"consortium_{code}", None)
    assert Role.VENDOR not in roles
    assert fields - {Role.SYSTEM} == {Role.APPLICANT}
    writing = "editing" if "editing" in kind.table.states else "applicant_editing"
    assert kind.table.step(writing, "finish", Role.APPLICANT).end == "applicant_confirming"


def test_in_other_tracks_a_kind_keeps_its_vendor() -> None:
    assert kind_for("withdrawal", "security") is KINDS["withdrawal"]
