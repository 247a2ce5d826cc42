"""Pages of a return: worked out from the reports by the rules, ordered by a second person, paid in parts, on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hojokin.flow.returning import Verdict
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.actions.propose_return import propose_after_report
from hojokin.office.queries.return_case import return_case
from hojokin.office.records.models import Filing, Grant, ReturnAssessment, ReturnOrder
from tests.office.grants.granted import (
    LATER,
    Scene,
    another,
    browser,
    granted,
    ordered,
    results,
    to_fixed,
    write,
)
from tests.office.grants.test_repayment import at

pytestmark = pytest.mark.django_db
SESSION = 3  # the person, the seats, the account
YEAR_2 = date(2029, 5, 10)
DUE = (timezone.localdate() + timedelta(days=60)).isoformat()


def paid(amount: int = 4_500_000) -> Scene:
    """A grant of 4,500,000 that was paid, its application bound to raise the lowest pay by 50 yen."""
    here = granted(amount, 2 * amount)
    return bound(here, amount)


def bound(here: Scene, amount: int) -> Scene:
    """Paid, and bound by the wage duty; the reader of the office has no tie."""
    to_fixed(here, spent=2 * amount)
    results(here, ordered(here))
    facts = here.grant.facts | {"wage_plan": True}
    Grant.objects.filter(filing=here.filing).update(facts=facts)
    for name, value in (
        ("has_wage_plan", True),
        ("wage_rise", "50"),
        ("workplace_prefecture", "13"),
        ("operating_profit_yen", 3_000_000),
        ("personnel_cost_yen", 6_000_000),
        ("depreciation_yen", 1_000_000),
    ):
        write(here.grant.application, name, value, here.applicant)
    for each in (here.reviewer, here.approver):
        declare_tie(here.filing, has_tie=False, by=each, at=LATER)
    return here


def reported(here: Scene, year: int, lowest: int, added: int = 11_000_000) -> Filing:
    """The effect report of a year, sent with its figures."""
    file_due_reports(at(date(2027 + year, 5, 10)))
    report = Filing.objects.get(
        parent=here.filing, kind="effect_report", entries__name="plan_year", entries__value=str(year)
    )
    for name, value in (
        ("lowest_wage", lowest),
        ("operating_profit", added - 7_000_000),
        ("personnel_cost", 6_000_000),
        ("depreciation", 1_000_000),
    ):
        write(report, name, value, here.applicant)
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at(date(2027 + year, 6, 1)))
    return report


def missed() -> Scene:
    """The lowest pay of year 2 was one yen below the regional minimum and 50."""
    here = paid()
    reported(here, 1, 1_400)
    reported(here, 2, 1_349)
    return here


def stated(cause: str = "wage_duty") -> Stated:
    """The regional minimum wages of years that no table holds yet."""
    return Stated(cause, {}, {1: 1_280, 2: 1_300, 3: 1_320})


@pytest.mark.parametrize(("lowest", "verdict", "amount"), [(1_349, "missed", 3_000_000), (1_350, "kept", 0)])
def test_a_missed_minimum_wage_in_year_two_asks_two_thirds_back(
    lowest: int, verdict: str, amount: int
) -> None:
    here = paid()
    reported(here, 1, 1_400)
    reported(here, 2, lowest)

    kept = assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))

    assert return_case(here.grant, {2: 1_300}).year(2).verdict is Verdict(verdict)
    assert kept.amount == amount


@pytest.mark.parametrize(("added", "amount"), [(10_302_249, 0), (10_302_250, 3_000_000)])
def test_it_is_waived_where_value_added_grew_by_less_than_one_and_a_half_percent_a_year(
    added: int, amount: int
) -> None:
    here = paid()
    reported(here, 1, 1_400)
    reported(here, 2, 1_349, added)

    assert assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2)).amount == amount


def test_without_a_regional_minimum_nothing_is_judged() -> None:
    here = missed()

    assert return_case(here.grant).year(2).verdict is Verdict.UNKNOWN
    assert return_case(here.grant).failing_year == 0


def test_the_office_works_it_out_orders_it_and_books_what_comes_in() -> None:
    here = missed()
    address = f"/desk/repayments/{here.filing.number}/"
    said = {"cause": "wage_duty", "regional-1": "1280", "regional-2": "1,300", "regional-3": "1320"}
    payer = browser(here.payer)

    tried = browser(here.reviewer).get(address, said).content.decode()
    assert "3,000,000" in tried
    assert ReturnAssessment.objects.count() == 0
    assert browser(here.reviewer).post(f"{address}assess/", said | {"note": "確認済み"}).status_code == 302
    order = {"due_on": DUE, "reason": "事業場内最低賃金の未達", "amount": "2999999"}
    empty = browser(here.approver).post(f"{address}order/", {"amount": "2999999"}).content.decode()
    assert [f'id="wrong-{each}"' in empty for each in ("due_on", "reason", "why_other")] == [True] * 3
    refused = browser(here.approver).post(f"{address}order/", order)
    assert refused.status_code == 422
    assert 'value="2999999"' in refused.content.decode()
    assert browser(here.approver).post(f"{address}order/", order | {"amount": ""}).status_code == 302
    assert [each.amount for each in ReturnOrder.objects.all()] == [3_000_000]

    today = timezone.localdate().isoformat()
    assert payer.post(f"{address}receive/", {"on": "", "amount": "1"}).status_code == 422
    assert payer.post(f"{address}receive/", {"on": today, "amount": "1,000,000"}).status_code == 302
    assert "2,000,000" in payer.get(address).content.decode()
    assert payer.post(f"{address}receive/", {"on": today, "amount": "2000000"}).status_code == 302

    assert here.state == "returned"


def test_after_a_wage_return_no_further_report_is_owed() -> None:
    here = missed()
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    demand = Demand(date(2029, 8, 31), "未達")
    order_repayment(here.filing, demand, by=here.approver, at=at(YEAR_2))

    receive_return(here.filing, on=YEAR_2, amount=3_000_000, by=here.payer, at=at(YEAR_2))

    assert here.grant.reports_ended_on == YEAR_2
    states = here.filing.children.filter(kind="effect_report").values_list("state", flat=True)
    assert set(states) == {"ended"}


def test_who_worked_it_out_may_not_order_it() -> None:
    here = missed()
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    person = here.reviewer.person
    both = type(here.approver)(person, here.approver.role, None)
    declare_tie(here.filing, has_tie=False, by=both, at=at(YEAR_2))

    with pytest.raises(Unmet, match="two-person"):
        order_repayment(here.filing, Demand(date(2029, 8, 31), "未達"), by=both, at=at(YEAR_2))


def test_nothing_is_ordered_that_nobody_worked_out() -> None:
    here = missed()

    with pytest.raises(Unmet, match="two-person"):
        order_repayment(here.filing, Demand(date(2029, 8, 31), "未達"), by=here.approver, at=at(YEAR_2))


def test_the_order_is_on_paper_for_both_sides_and_for_nobody_else() -> None:
    here = missed()
    desk, own = (
        f"/desk/repayments/{here.filing.number}/order.pdf",
        f"/my/projects/{here.filing.number}/repayment.pdf",
    )
    assert browser(here.approver).get(desk).status_code == 404
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    parts = ((date(2029, 7, 31), 1_000_000), (date(2029, 8, 31), 2_000_000))
    order_repayment(here.filing, Demand(date(2029, 8, 31), "未達", parts), by=here.approver, at=at(YEAR_2))

    papers = [browser(here.approver).get(desk), browser(here.applicant).get(own)]

    assert papers[0].content == papers[1].content
    assert papers[0].content[:5] == b"%PDF-"
    assert browser(here.stranger).get(own).status_code == 404
    assert "3,000,000" in browser(here.applicant).get(f"/my/projects/{here.filing.number}/").content.decode()


@pytest.mark.parametrize(
    ("path", "who"),
    [("assess/", "approver"), ("order/", "reviewer"), ("order/", "payer"), ("receive/", "reviewer")],
)
def test_each_step_is_for_its_own_seat(path: str, who: str) -> None:
    here = paid()

    assert (
        browser(getattr(here, who)).post(f"/desk/repayments/{here.filing.number}/{path}").status_code == 403
    )


@pytest.mark.parametrize("prefix", ["/desk/", "/en/desk/"])
def test_the_office_reads_and_strangers_do_not(prefix: str) -> None:
    here = paid()
    for path in ("repayments/", f"repayments/{here.filing.number}/"):
        assert browser(here.auditor).get(prefix + path).status_code == 200
        assert browser(here.applicant).get(prefix + path).status_code == 403
        assert Client().get(prefix + path).status_code == 302
    assert browser(here.auditor).get(f"{prefix}repayments/GR26-999999/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long(
    count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    here = paid(500_000)
    scenes = [here, *(bound(replace(here, filing=another(here)), 500_000) for _ in range(count - 1))]
    for each in scenes:
        assess_return(each.filing, Stated("breach"), by=each.reviewer, at=LATER + timedelta(days=40))
        demand = Demand(date(2027, 8, 31), "違反")
        order_repayment(each.filing, demand, by=each.approver, at=LATER + timedelta(days=40))
    site = browser(here.payer)
    with django_assert_num_queries(SESSION + 5):
        page = site.get("/desk/repayments/", {"on": "2027-09-01"}).content.decode()

    assert page.count("期日超過") == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_asks_the_same_however_many_reports(
    count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    here = paid()
    for year in range(1, count + 1):
        reported(here, year, 1_400)
    site = browser(here.reviewer)
    with django_assert_num_queries(SESSION + 7):
        assert site.get(f"/desk/repayments/{here.filing.number}/").status_code == 200


@pytest.mark.parametrize(
    ("minimum", "lowest", "is_listed", "amount"),
    [(1_300, 1_349, True, 3_000_000), (1_300, 1_350, False, None), (None, 1_350, True, 0)],
    ids=["missed by one yen", "kept", "not to be judged yet"],
)
def test_an_accepted_report_whose_wage_was_missed_or_cannot_be_judged_waits_at_the_desk(
    monkeypatch: pytest.MonkeyPatch, minimum: int | None, lowest: int, is_listed: bool, amount: int | None
) -> None:
    here = paid()
    first, second = reported(here, 1, 1_400), reported(here, 2, lowest)
    monkeypatch.setattr("hojokin.office.queries.return_case.regional_minimum", lambda *_: minimum)
    listed = f"/desk/repayments/{here.filing.number}/"
    before = listed in browser(here.auditor).get("/desk/repayments/").content.decode()

    for report in (first, second, second):
        propose_after_report(report, here.reviewer, at(YEAR_2))

    assert not before
    assert (listed in browser(here.auditor).get("/desk/repayments/").content.decode()) is is_listed
    proposals = here.grant.return_assessments.filter(assessed_by=None).values_list("amount", flat=True)
    assert list(proposals) == ([] if amount is None else [amount])
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    assert listed not in browser(here.auditor).get("/desk/repayments/").content.decode()
