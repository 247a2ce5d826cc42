"""On any date: who owes what; reports open and lapse by themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from hojokin.cli.ledger import ledger
from hojokin.flow.duties import DutyState, effect_reports_owed
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.duplicates import duplicates
from hojokin.office.queries.duties import calendar_of, silent_on, with_papers
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.grant_facts import facts_of
from hojokin.office.records.models import Filing, Grant
from tests.office.grants.granted import (
    ACCOUNT,
    LATER,
    Scene,
    accept_report,
    another,
    do_project,
    granted,
    ordered,
    results,
    to_fixed,
    write,
)

pytestmark = pytest.mark.django_db
LIMIT = date(2027, 1, 31)


def limited(here: Scene) -> Grant:
    """A grant whose report is due at the end of January."""
    Grant.objects.filter(filing=here.filing).update(report_limit=LIMIT)
    Filing.objects.filter(pk=here.filing.pk).update(due_at=datetime(2027, 1, 31, 8, 0, tzinfo=UTC))
    here.filing.refresh_from_db()
    return with_papers(Grant.objects.all()).get()


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 31), DutyState.OPEN),
        (date(2027, 1, 1), DutyState.SOON),
        (LIMIT, DutyState.SOON),
        (LIMIT + timedelta(days=1), DutyState.LATE),
    ],
)
def test_the_report_is_owed_until_its_day_and_late_after_it(today: date, state: DutyState) -> None:
    grant = limited(granted())

    duty = next(each for each in calendar_of(grant, today).duties if each.code == "performance_report")

    assert duty.state is state
    late = [each.duty.code for each in silent_on(today)]
    assert late == (["performance_report"] if state is DutyState.LATE else [])


def test_a_report_that_was_sent_is_owed_no_more() -> None:
    here = granted()
    limited(here)
    accept_report(here)

    assert silent_on(date(2027, 2, 1)) == []


@pytest.mark.parametrize(("days", "opened"), [(31, 0), (30, 1), (0, 1)])
def test_the_report_opens_a_month_before_its_limit_and_once(days: int, opened: int) -> None:
    here = granted()
    limited(here)
    at = datetime(2027, 1, 31, 3, 0, tzinfo=UTC) - timedelta(days=days)

    assert file_due_reports(at) == opened
    assert file_due_reports(at) == 0
    assert here.filing.children.count() == opened


def test_a_report_that_was_not_sent_lapses_after_its_second() -> None:
    here = granted()
    limited(here)
    report = do_project(here)
    limit = datetime(2027, 1, 31, 8, 0, tzinfo=UTC)

    assert (file_due_reports(limit), Filing.objects.get(pk=report.pk).state) == (0, "applicant_editing")
    assert file_due_reports(limit + timedelta(seconds=1)) == 1
    assert Filing.objects.get(pk=report.pk).state == "overdue"


def test_a_report_that_was_allowed_late_has_a_day_of_its_own_and_lapses_after_it() -> None:
    here = granted()
    limited(here)
    missed = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)
    file_due_reports(missed - timedelta(days=20))
    file_due_reports(missed)
    report, until = here.report, missed + timedelta(days=14)
    declare_tie(report, has_tie=False, by=here.reviewer, at=missed)
    reason = Evidence(reason="停電で提出できなかったことを確かめました。")

    with pytest.raises(Unmet) as unmet:
        take_step(report, "allow_late", by=here.reviewer, at=missed, evidence=reason)
    take_step(report, "allow_late", by=here.reviewer, at=missed, evidence=reason, due_at=until)

    assert [each.field for each in unmet.value.problems] == ["due"]
    file_due_reports(until)
    assert here.report.state == "applicant_editing"
    assert [silent_on(until.date() + timedelta(days=each)) == [] for each in (0, 1)] == [True, False]
    file_due_reports(until + timedelta(seconds=1))
    assert here.report.state == "overdue"


def test_effect_reports_open_in_their_windows_and_once() -> None:
    here = to_fixed(granted())
    results(here, ordered(here))

    first = effect_reports_owed(facts_of(here.grant))[0].window
    before = datetime(first.opens.year, first.opens.month, first.opens.day, 3, 0, tzinfo=UTC) - timedelta(
        days=1
    )

    assert (file_due_reports(before), here.state) == (0, "paid")
    assert file_due_reports(before + timedelta(days=1)) == 1
    assert here.state == "effect_reports"
    assert file_due_reports(before + timedelta(days=2)) == 0
    report = here.filing.children.get(kind="effect_report")
    assert report.entries.get(name="plan_year").value == str(first.plan_year)


def shown(here: Scene) -> FilingView:
    """The report as a reviewer reads it."""
    return FilingView(here.report, here.reviewer, LATER)


def test_the_same_account_and_invoice_in_another_case_are_found() -> None:
    here = granted()
    accept_report(here)
    other = replace(here, filing=another(here))
    accept_report(other)

    found = duplicates(other.grant, shown(other))

    assert [(each.field, each.other) for each in found] == [("items", here.report.number)]
    Filing.objects.filter(pk=here.filing.pk).update(owner=here.stranger.party)
    assert [each.field for each in duplicates(other.grant, shown(other))] == ["items", "account_number"]


def test_nothing_is_a_duplicate_of_itself() -> None:
    here = granted()
    accept_report(here)
    write(here.report, "note", ACCOUNT["bank_code"], here.applicant)

    assert duplicates(here.grant, shown(here)) == []


def test_the_command_says_that_the_ledger_holds_and_where_it_does_not() -> None:

    here = to_fixed(granted())
    good = CliRunner().invoke(ledger, ["check"])
    Grant.objects.filter(filing=here.filing).update(settled=1)
    bad = CliRunner().invoke(ledger, ["check"])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "貸借が合い" in good.output
    assert here.filing.number in bad.output
