"""Effect reports: opened in their time, asked back before they are sent, and shown beside what was promised."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.portals.templatetags.effect_growth import effect_growth
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Filing
from tests.office.grants.granted import Scene, browser, granted, ordered, results, to_fixed, write
from tests.office.grants.test_repayment import at

pytestmark = pytest.mark.django_db
PLAN = {
    "period": "2028年3月期",
    "operating_profit_yen": 3_000_000,
    "personnel_cost_yen": 7_000_000,
    "depreciation_yen": 300_000,
    "employees": 5,
    "hours_per_head": 2_000,
}
FIGURES = {
    "operating_profit": 2_000_000,
    "personnel_cost": 7_000_000,
    "depreciation": 300_000,
    "employees": 5,
    "total_hours": 10_000,
    "total_pay": 6_500_000,
    "paid_people": 5,
}


def reporting(**figures: int) -> tuple[Scene, Filing]:
    """A grant in its first year of reports, with the plan of its application and figures typed in."""
    here = to_fixed(granted())
    results(here, ordered(here))
    application = here.grant.application
    for name, value in (
        ("operating_profit_yen", 2_000_000),
        ("personnel_cost_yen", 7_000_000),
        ("depreciation_yen", 300_000),
        ("last_regular", 5),
        ("last_contract", 0),
        ("last_part_time", 0),
        ("last_hours_per_head", 2_000),
        ("plan_years", [PLAN] * 3),
    ):
        write(application, name, value, here.applicant)
    file_due_reports(at(date(2028, 5, 10)))
    report = here.filing.children.get(kind="effect_report", entries__name="plan_year", entries__value="1")
    for name, value in (FIGURES | figures).items():
        write(report, name, value, here.applicant)
    return here, report


def asked(here: Scene, report: Filing) -> list[str]:
    """The questions about figures that come back before sending."""
    view = FilingView(report, here.applicant, at(date(2028, 5, 11)))
    return [each.field for each in view.errors if each.source == "W-132 W-134"]


def test_plausible_figures_are_not_asked_back() -> None:
    here, report = reporting()

    assert asked(here, report) == []


@pytest.mark.parametrize(("name", "value"), [("total_hours", 100), ("personnel_cost", 7_000)])
def test_a_slip_is_asked_back_until_it_is_explained(name: str, value: int) -> None:
    here, report = reporting(**{name: value})

    assert asked(here, report) != []
    write(report, "figures_note", "休業のため", here.applicant)
    assert asked(here, report) == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_report_shows_the_growth_beside_the_plan_in_both_languages(prefix: str) -> None:
    here, report = reporting()

    page = browser(here.applicant).get(f"{prefix}/cases/{report.number}/").content.decode()

    assert "<svg" in page
    assert [each in page for each in ("10.7%", "0.0%")] == [
        True,
        True,
    ]  # promised 1,030 an hour, reported 930
    assert "growth-hour" in page


def test_the_office_sees_the_same_beside_the_fields() -> None:
    here, report = reporting()
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at(date(2028, 5, 12)))

    assert "10.7%" in browser(here.reviewer).get(f"/desk/{report.number}/").content.decode()


def test_a_vendor_that_is_a_stranger_sees_nothing() -> None:
    here, report = reporting()

    assert browser(here.stranger).get(f"/cases/{report.number}/").status_code == 404


def test_the_growth_costs_four_queries_and_only_on_effect_reports(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    here, report = reporting()

    with django_assert_num_queries(4):
        assert effect_growth(report)["short"] == [1]
    with django_assert_num_queries(0):
        assert effect_growth(here.filing) == {}


def test_a_report_whose_period_has_begun_waits_for_the_grantee_once() -> None:
    here, report = reporting()

    assert file_due_reports(at(date(2028, 5, 11))) == 0
    assert Filing.objects.get(pk=report.pk).state == "applicant_editing"
    assert here.state == "effect_reports"
