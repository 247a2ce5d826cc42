"""An applicant's page: one case each with its status, the one thing to do, and where the whole stands."""

from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.tell import tell
from hojokin.office.queries.journey_places import PLACES, stages, step_of
from hojokin.office.queries.kinds import kinds
from hojokin.office.queries.my_filings import my_page
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from tests.office.vendor.people import (
    AT,
    EDITION,
    applicant_person,
    browser,
    filing_of,
    firm,
    sits,
    vendor_person,
)


def application(by: Actor, state: str = "applicant_editing", **about: Any) -> Filing:
    """An application of the normal track."""
    return filing_of("application", by, state=state, track="normal", **about)


def test_each_application_is_one_case_with_what_hangs_on_it() -> None:
    owner = applicant_person()
    root = application(owner, "granted")
    report = filing_of("performance_report", owner, parent=root, track="normal")
    other = application(owner)

    mine = my_page(owner, AT)

    assert {each.root.pk: [line.number for line in each.lines] for each in mine.cases} == {
        root.pk: [root.number, report.number],
        other.pk: [other.number],
    }


def test_what_waits_for_the_applicant_matters_now() -> None:
    owner = applicant_person()
    root = application(owner, "granted")
    submitted = filing_of("performance_report", owner, parent=root, track="normal", state="submitted")
    change = filing_of("plan_change", owner, parent=root, track="normal")

    (case,) = my_page(owner, AT).cases

    assert (case.current.number, case.current.is_mine) == (change.number, True)
    assert submitted.number in [each.number for each in case.lines]


def test_the_rail_stands_at_the_step_furthest_on() -> None:
    owner = applicant_person()
    root = application(owner, "granted")
    filing_of("performance_report", owner, parent=root, track="normal", state="submitted")

    (case,) = my_page(owner, AT).cases

    now = [each.step.code for stage in case.stages for each in stage.steps if each.place == "now"]
    assert now == ["submit_report"]


@pytest.mark.parametrize(
    ("table", "state", "step"),
    [
        ("application", "expired", "invite"),
        ("application", "invited", "open"),
        ("application", "vendor_editing", "write"),
        ("application", "applicant_confirming", "submit"),
        ("application", "under_review", "decision"),
        ("application", "granted", "introduce"),
        ("performance_report", "correction", "write_report"),
        ("grant", "payment_failed", "settle"),
        ("grant", "paid", "care"),
        ("effect_report", "accepted", "submit_effects"),
        ("vendor_registration", "draft", ""),
    ],
)
def test_a_state_stands_at_its_step(table: str, state: str, step: str) -> None:
    assert step_of(table, state) == step


def test_every_state_that_is_placed_is_one_of_its_table() -> None:
    tables = {each.table.code: each.table for each in kinds().values()}

    unknown = [
        (code, state)
        for code, (states, _otherwise) in PLACES.items()
        if code in tables
        for state in states
        if state not in tables[code].states
        and code not in {"consortium_application", "effect_report", "performance_report"}
    ]

    assert unknown == []


def test_the_rail_begins_with_the_invitation_and_ends_with_the_last_effect_report() -> None:
    codes = [each.step.code for stage in stages(EDITION, "write") for each in stage.steps]

    assert (codes[0], codes[-1]) == ("invite", "submit_effects")


def test_ended_cases_and_coming_days_stand_apart() -> None:
    owner = applicant_person()
    over, soon, later = application(owner, "rejected"), application(owner), application(owner)
    Filing.objects.filter(pk=soon.pk).update(due_at=AT + timedelta(days=2))
    Filing.objects.filter(pk=later.pk).update(due_at=AT + timedelta(days=9))

    mine = my_page(owner, AT)

    assert [each.root for each in mine.over] == [over]
    assert [(each.number, each.days_left) for each in mine.coming] == [(soon.number, 2), (later.number, 9)]


def test_what_a_vendor_files_at_the_same_firm_is_no_case_of_the_applicant() -> None:
    owner = applicant_person()
    filing_of("vendor_registration", sits("v@sakura.example.jp", Role.VENDOR, owner.party))

    assert my_page(owner, AT).cases == []


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["", "apply/", "notices/"])
def test_the_pages_open_in_both_languages(path: str, prefix: str) -> None:
    owner = applicant_person()
    application(owner)

    assert browser(owner).get(f"{prefix}/my/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "apply/", "notices/"])
def test_nobody_but_an_applicant_comes_in(path: str) -> None:
    others = [vendor_person(), sits("m@m.example", Role.MEMBER, firm("構成員"))]

    assert [browser(each).get(f"/my/{path}").status_code for each in others] == [403, 403]


def test_the_page_says_whose_turn_it_is_and_has_one_primary_button() -> None:
    owner = applicant_person()
    root = application(owner)

    page = browser(owner).get("/my/").content.decode()

    assert "あなたの番です" in page
    assert page.count('class="button"') == 1
    assert f'href="/cases/{root.number}/"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is(
    count: int, django_assert_num_queries: Any
) -> None:
    owner = applicant_person()
    for _each in range(count):
        tell("handed_over", application(owner), [Role.APPLICANT], at=AT)
    client = browser(owner)

    with django_assert_num_queries(5):
        client.get("/my/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_door_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    owner = applicant_person()
    for _each in range(count):
        application(owner, "rejected")
    client = browser(owner)

    with django_assert_num_queries(3):
        client.get("/my/apply/")
