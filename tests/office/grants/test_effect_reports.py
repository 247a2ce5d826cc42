"""Effect reports: opened in their time, asked back before they are sent, and shown beside what was promised."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hojokin.flow.grants import EFFECT_REPORT
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.portals.cases.rail import main_way
from hojokin.office.portals.templatetags.effect_growth import effect_growth
from hojokin.office.queries import return_case
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Filing, Grant
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


def test_the_lowest_pay_is_that_of_the_month_before_the_report_also_for_who_reads_it_later() -> None:
    here, report = reporting()

    def fields(month: str, day: date) -> list[str]:
        write(report, "lowest_wage_month", month, here.applicant)
        view = FilingView(Filing.objects.get(pk=report.pk), here.applicant, at(day))
        return [each.field for each in view.errors if each.source == "RET-03"]

    assert fields("2028-03-01", date(2028, 5, 11)) == ["lowest_wage_month"]
    assert fields("2028-04-01", date(2028, 5, 11)) == []
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at(date(2028, 5, 12)))
    assert fields("2028-04-01", date(2028, 7, 1)) == []


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


def test_the_growth_costs_one_query_and_only_on_effect_reports(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    here, report = reporting()

    with django_assert_num_queries(1):
        assert effect_growth(report)["short"] == [1]
    with django_assert_num_queries(0):
        assert effect_growth(here.filing) == {}


def test_a_report_whose_period_has_begun_waits_for_the_grantee_once() -> None:
    here, report = reporting()

    assert file_due_reports(at(date(2028, 5, 11))) == 0
    assert Filing.objects.get(pk=report.pk).state == "applicant_editing"
    assert here.state == "effect_reports"


@pytest.fixture
def known_in_2028(monkeypatch: pytest.MonkeyPatch) -> None:
    """The regional minimum wage of Tokyo when the reports of year 1 begin, which no published table holds yet."""
    monkeypatch.setattr(return_case, "regional_minimum", lambda _prefecture, _on: 1_300)


def bound() -> tuple[Scene, Filing]:
    """A report of year 1 of a grantee that promised 50 yen above the regional minimum."""
    here, report = reporting(operating_profit=4_000_000)
    facts = here.grant.facts | {"wage_plan": True}
    Grant.objects.filter(filing=here.filing).update(facts=facts)
    for name, value in (("has_wage_plan", True), ("wage_rise", "50"), ("workplace_prefecture", "13")):
        write(here.grant.application, name, value, here.applicant)
    return here, report


def type_wage(here: Scene, report: Filing, wage: int) -> str:
    """What the page answers when the lowest pay is typed."""
    typed = browser(here.applicant).post(
        f"/cases/{report.number}/fields/lowest_wage/",
        {"lowest_wage": str(wage), "version-lowest_wage": "0"},
        headers={"HX-Request": "true"},
    )
    assert typed.status_code == 200
    return typed.content.decode()


@pytest.mark.usefixtures("known_in_2028")
@pytest.mark.parametrize(("wage", "short"), [(1_349, True), (1_350, False), (1_351, False)])
def test_a_wage_below_the_promise_is_told_beside_the_field_while_it_is_typed(wage: int, short: bool) -> None:
    here, report = bound()

    page = type_wage(here, report, wage)

    assert ("申請で約束した1,350円" in page) is short
    assert ("補助金500,000円のうち500,000円の返還を求められることがあります" in page) is short


@pytest.mark.usefixtures("known_in_2028")
def test_it_is_told_once_more_before_the_report_is_sent_and_stops_nothing() -> None:
    here, report = bound()
    type_wage(here, report, 1_349)

    page = browser(here.applicant).get(f"/cases/{report.number}/steps/hand_to_vendor/").content.decode()

    cautions = page.partition('id="cautions"')[2].partition("</section>")[0]
    assert "申請で約束した1,350円" in cautions
    assert "根拠：" in cautions
    view = FilingView(report, here.applicant, at(date(2028, 5, 11)))
    assert "lowest_wage" not in {each.field for each in view.errors}


@pytest.mark.usefixtures("known_in_2028")
def test_a_caution_marks_no_input_as_wrong() -> None:
    here, report = bound()
    type_wage(here, report, 1_349)

    page = browser(here.applicant).get(f"/cases/{report.number}/form/wages/").content.decode()

    told = page.partition('id="lowest_wage"')[2].partition("</ul>")[0]
    assert "申請で約束した1,350円" in told
    assert '<span class="chip unsure">注意</span>' in told
    assert "aria-invalid" not in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("15200000", "読み取った額 15,200,000円"),
        ("-10000", "読み取った額 -10,000円"),
        ("9999", ""),
        ("百", ""),
    ],
)
def test_a_long_sum_is_told_once_more_as_it_was_read(typed: str, told: str) -> None:
    here, report = reporting()
    report.entries.filter(name="operating_profit").delete()

    page = (
        browser(here.applicant)
        .post(
            f"/cases/{report.number}/fields/operating_profit/",
            {"operating_profit": typed, "version-operating_profit": "0"},
            headers={"HX-Request": "true"},
        )
        .content.decode()
    )

    assert ("読み取った額" in page, told in page) == (bool(told), True)


def test_the_rail_of_a_report_leads_from_its_period_to_its_acceptance() -> None:
    assert main_way(EFFECT_REPORT.table) == [
        "waiting",
        "applicant_editing",
        "vendor_checking",
        "applicant_confirming",
        "submitted",
        "accepted",
    ]


def test_a_minimum_that_no_table_holds_yet_is_said() -> None:
    here, report = bound()

    page = type_wage(here, report, 1_275)

    assert "2028年4月1日の地域別最低賃金＋50円以上" in page
    assert "1,276円と比べても、1,275円は1円低い額です" in page
