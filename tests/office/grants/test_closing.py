"""A grant is closed by itself with its last effect report, and not while anything is open."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hojokin.flow.duties import DutyState
from hojokin.flow.finishing import Left
from hojokin.flow.roles import Role
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.close_grant import close_finished
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.judge_alert import judge_alert
from hojokin.office.actions.order_repayment import Demand, order_repayment
from hojokin.office.actions.start_change_filing import start_change_filing
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.duties import calendar_of, silent_on, with_papers
from hojokin.office.queries.erasure import due_for_erasure
from hojokin.office.queries.open_matters import matters_of
from hojokin.office.records.models import Alert, AuditRow, Filing, Grant, Notice
from hojokin.office.records.models.alert import AlertState
from tests.office.grants.granted import Scene, actor, granted, ordered, results, to_fixed, write
from tests.office.grants.test_repayment import at

pytestmark = pytest.mark.django_db
OPENINGS = {0: date(2027, 3, 5), 1: date(2028, 4, 5), 2: date(2029, 4, 5), 3: date(2030, 4, 5)}
LAST = date(2030, 6, 1)


def reporting(*years: int, wage_plan: bool = False, track: str = "normal") -> Scene:
    """A paid grant whose reports of these years were opened in their time and accepted."""
    here = to_fixed(granted())
    results(here, ordered(here))
    Filing.objects.filter(pk=here.filing.pk).update(track=track)
    grant = here.grant
    grant.facts = {**grant.facts, "wage_plan": wage_plan}
    grant.save()
    for year in years:
        accept(here, year)
    return here


def accept(here: Scene, year: int, on: date | None = None) -> Filing:
    """The report of a year is opened in its time, sent, and accepted by a reviewer."""
    file_due_reports(at(OPENINGS[year]))
    report = report_of(here, year)
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=at(OPENINGS[year]))
    declare_tie(report, has_tie=False, by=here.reviewer, at=at(OPENINGS[year]))
    return take_step(report, "accept", by=here.reviewer, at=at(on or OPENINGS[year]))


def report_of(here: Scene, year: int) -> Filing:
    """The effect report of a plan year."""
    return here.filing.children.get(kind="effect_report", entries__name="plan_year", entries__value=str(year))


def left(here: Scene, on: date = LAST) -> list[Left]:
    """What is open on a day."""
    return [each.kind for each in matters_of(here.grant, on)]


def test_the_last_report_closes_the_grant_and_both_sides_are_told() -> None:
    here = reporting(0, 1, 2)

    assert (here.state, left(here)) == ("effect_reports", [Left.REPORT])
    accept(here, 3)

    assert (here.state, left(here)) == ("closed", [])
    closed = AuditRow.objects.get(what="grant.close", subject=here.filing.number)
    assert (closed.role, closed.changes["to"]) == ("system", "closed")
    told = Notice.objects.filter(event="grant.close").values_list("person", flat=True)
    assert set(told) == {each.person.pk for each in (here.applicant, here.vendor) if each.person}


@pytest.mark.parametrize(
    ("track", "wage_plan", "years"),
    [
        ("invoice", False, (0, 1)),
        ("invoice", True, (0, 1, 3)),
        ("electronic_transaction", False, (0, 1)),
        ("security", False, (0, 1, 3)),
    ],
)
def test_a_track_closes_with_its_own_number_of_reports(
    track: str, wage_plan: bool, years: tuple[int, ...]
) -> None:
    here = reporting(*years[:-1], track=track, wage_plan=wage_plan)

    assert here.state == "effect_reports"
    accept(here, years[-1])

    assert here.state == "closed"


def a_filing(here: Scene) -> None:
    start_change_filing(here.filing, "registration_change", by=here.applicant, at=at(LAST))


def an_alert(here: Scene) -> None:
    alert = Alert.objects.create(
        key="k", pattern="tool_cancelled", seen={"ja": "x", "en": "x"}, places=[], links=[], found_at=at(LAST)
    )
    alert.filings.set([report_of(here, 1)])


def a_longer_use(here: Scene) -> None:
    Grant.objects.filter(filing=here.filing).update(use_until=date(2031, 5, 1))


def a_return(here: Scene) -> None:
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at(LAST))
    assess_return(here.filing, Stated("breach"), by=here.reviewer, at=at(OPENINGS[3] + timedelta(days=1)))


def shut_filing(here: Scene) -> None:
    here.filing.children.filter(kind="registration_change").update(state="taken_back")


def judged(here: Scene) -> None:
    judge_alert(Alert.objects.get(), AlertState.EXPLAINED, "乗換え", by=here.reviewer, at=at(LAST))


def nothing(here: Scene) -> None:
    del here  # time passes


def no_return(here: Scene) -> None:
    kept = assess_return(here.filing, Stated("wage_duty"), by=here.reviewer, at=at(LAST))
    assert kept.amount == 0


@pytest.mark.parametrize(
    ("opens", "kind", "shuts", "on"),
    [
        (a_filing, Left.FILING, shut_filing, LAST),
        (an_alert, Left.ALERT, judged, LAST),
        (a_longer_use, Left.USE, nothing, date(2031, 5, 1)),
        (a_return, Left.RETURN, no_return, LAST),
    ],
)
def test_what_is_open_holds_it_up_until_the_worker_finds_it_done(
    opens: Callable[[Scene], None], kind: Left, shuts: Callable[[Scene], None], on: date
) -> None:
    here = reporting(0, 1, 2)
    opens(here)
    accept(here, 3)

    assert (here.state, left(here)) == ("effect_reports", [kind])
    assert close_finished(at(LAST)) == 0
    shuts(here)

    assert (close_finished(at(on)), close_finished(at(on))) == (1, 0)
    assert here.state == "closed"


def test_a_missing_report_without_a_duty_holds_nothing_up_and_is_late_no_more() -> None:
    here = reporting(0, 1)
    file_due_reports(at(OPENINGS[2]))
    file_due_reports(at(date(2030, 2, 1)))
    assert report_of(here, 2).state == "missing"

    accept(here, 3)

    assert (here.state, report_of(here, 2).state) == ("closed", "missing")
    assert silent_on(date(2031, 6, 1)) == []


def test_a_missing_report_under_a_duty_waits_for_people() -> None:
    here = reporting(0, 1, wage_plan=True)
    write(here.grant.application, "wage_rise", "30", here.applicant)
    file_due_reports(at(OPENINGS[2]))
    file_due_reports(at(date(2030, 2, 1)))
    accept(here, 3)

    assert left(here) == [Left.RETURN]
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at(LAST))
    asked = assess_return(here.filing, Stated("wage_duty"), by=here.reviewer, at=at(LAST))
    assert (asked.amount > 0, left(here)) == (True, [Left.RETURN])
    forgiven = Stated("wage_duty", {"report_missing": False})
    kept = assess_return(here.filing, forgiven, by=here.reviewer, at=at(LAST))
    assert (kept.amount, left(here)) == (0, [])


def test_an_order_that_was_taken_back_is_a_decision() -> None:
    here = reporting(0, 1, 2)
    a_return(here)
    accept(here, 3)
    declare_tie(here.filing, has_tie=False, by=here.approver, at=at(LAST))
    order_repayment(here.filing, Demand(date(2030, 12, 1), "理由"), by=here.approver, at=at(LAST))
    assert (here.state, close_finished(at(LAST))) == ("return_ordered", 0)
    other = actor("決裁二", Role.APPROVER)
    declare_tie(here.filing, has_tie=False, by=other, at=at(LAST))
    take_step(here.filing, "withdraw_order", by=other, at=at(LAST), evidence=Evidence(reason="取下げ"))

    assert (close_finished(at(LAST)), here.state) == (1, "closed")


def test_a_reviewer_may_close_without_the_last_report_but_not_over_what_is_open() -> None:
    here = reporting(0, 1, 2)
    file_due_reports(at(OPENINGS[3]))
    file_due_reports(at(date(2031, 2, 1)))
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=at(LAST))
    a_filing(here)
    with pytest.raises(Unmet, match="not finished"):
        take_step(here.filing, "close", by=here.reviewer, at=at(date(2031, 3, 1)))
    shut_filing(here)

    take_step(here.filing, "close", by=here.reviewer, at=at(date(2031, 3, 1)))

    assert (here.state, here.grant.reports_ended_on) == ("closed", date(2031, 3, 1))
    assert report_of(here, 3).state == "missing"


def test_the_books_and_the_limit_on_assets_stay_in_the_calendar_and_erasure_waits_for_them() -> None:
    here = reporting(0, 1, 2, 3)
    grant = with_papers(Grant.objects.all()).get()

    lasting = {each.code: each for each in calendar_of(grant, LAST).duties if each.lasts}

    states = {code: each.state for code, each in lasting.items()}
    assert states == {
        "keep_using": DutyState.DONE,
        "keep_assets": DutyState.OPEN,
        "keep_books": DutyState.OPEN,
    }
    until = lasting["keep_books"].due
    assert here.state == "closed"
    assert until is not None
    assert [due_for_erasure(until + timedelta(days=each)) != [] for each in (-1, 0, 1)] == [
        False,
        False,
        True,
    ]


def test_an_asset_may_still_be_disposed_of_with_approval_after_the_end() -> None:
    here = reporting(0, 1, 2, 3)

    opened = start_change_filing(here.filing, "property_disposal", by=here.applicant, at=at(LAST))

    assert (opened.kind, here.state) == ("property_disposal", "closed")
