"""A reported cancellation opens a case with an amount: the office decides on it, the grantee is told and may answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hojokin.office.actions.answer_tool_report import answer_tool_report
from hojokin.office.actions.api_tokens import issue_api_token
from hojokin.office.actions.assess_return import Stated, assess_return
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.order_repayment import Demand, order_repayment
from hojokin.office.actions.report_tool_states import UseReport, report_tool_states
from hojokin.office.queries.repayments import to_assess
from hojokin.office.queries.return_case import newest_assessment, newest_proposal
from hojokin.office.records.models import Alert, AuditRow, Filing, Notice, ReturnAssessment, ToolReport
from hojokin.office.records.models.tool_report import UseState
from tests.office.grants.granted import LATER, Scene, browser, granted, ordered, results, to_fixed
from tests.office.grants.test_repayment import DUE

pytestmark = pytest.mark.django_db
RULE = "規則による返還額の案は500,000円です（交付規程 27条1項四号）。"
ON = date(2026, 12, 20)


def paid() -> Scene:
    """A grant of 500,000 that was paid."""
    here = to_fixed(granted())
    results(here, ordered(here))
    return here


def say(here: Scene, state: UseState, on: date = ON, at: datetime = LATER) -> int:
    """The vendor's system reports the first tool."""
    token, _secret = issue_api_token("契約管理", by=here.vendor, at=at)
    return report_tool_states([UseReport(here.filing.number, 1, state, on)], token, at=at)


def told(here: Scene) -> str:
    """What the alert says."""
    return str(Alert.objects.get(filings=here.filing).seen["ja"])


def test_a_cancellation_works_out_what_is_owed_and_tells_both_sides() -> None:
    here = paid()

    assert say(here, UseState.CANCELLED) == 1

    kept = newest_proposal(here.grant)
    assert kept is not None
    assert (kept.cause, kept.amount, kept.clause) == ("stopped_too_early", 500_000, "交付規程 27条1項四号")
    assert kept.assessed_by is None
    assert RULE in told(here)
    heard = {
        event: data["reason"][0]
        for event, data in Notice.objects.filter(event__in=["tool_cancelled", "tool_reported"]).values_list(
            "event", "data"
        )
    }
    assert [RULE in each for each in heard.values()] == [True, True]
    people = set(Notice.objects.filter(event="tool_reported").values_list("person", flat=True))
    assert people == {here.applicant.person.pk if here.applicant.person else 0}
    row = AuditRow.objects.get(what="grant.propose_return")
    assert (row.subject, row.changes["amount"]) == (here.filing.number, 500_000)
    assert [each.pk for each in to_assess()] == [here.grant.pk]


def test_suspended_and_in_use_again_owes_nothing() -> None:
    here = paid()
    say(here, UseState.SUSPENDED, date(2026, 12, 1))

    say(here, UseState.ACTIVE, date(2026, 12, 10))

    assert (ReturnAssessment.objects.count(), Alert.objects.count()) == (0, 0)
    assert Notice.objects.filter(event="tool_reported").count() == 0


def test_a_cancellation_that_is_taken_back_owes_nothing_and_the_office_hears_of_it() -> None:
    here = paid()
    say(here, UseState.CANCELLED)

    say(here, UseState.ACTIVE)

    kept = newest_proposal(here.grant)
    assert kept is not None
    assert (kept.amount, Alert.objects.get().state) == (0, "open")  # people judge the alert
    heard = set(Notice.objects.filter(event="tool_reported").values_list("person", flat=True))
    people = (here.applicant, here.reviewer, here.approver)
    assert heard == {each.person.pk for each in people if each.person}
    assert list(to_assess()) == []


def test_the_later_day_counts_whatever_arrives_last() -> None:
    here = paid()
    say(here, UseState.ACTIVE, ON)
    say(here, UseState.CANCELLED, ON - timedelta(days=5))

    kept = newest_proposal(here.grant)

    assert kept is not None
    assert kept.amount == 0


def test_the_same_report_again_proposes_nothing_new() -> None:
    here = paid()
    say(here, UseState.CANCELLED)

    say(here, UseState.CANCELLED)

    assert ReturnAssessment.objects.count() == 1


def test_nothing_is_ordered_by_a_proposal_until_a_person_has_worked_it_out() -> None:
    here = paid()
    say(here, UseState.CANCELLED)
    for each in (here.approver, here.reviewer):
        declare_tie(here.filing, has_tie=False, by=each, at=LATER)

    with pytest.raises(Unmet, match="First a reviewer"):
        order_repayment(here.filing, Demand(DUE, "解約"), by=here.approver, at=LATER)
    kept = assess_return(here.filing, Stated("stopped_too_early"), by=here.reviewer, at=LATER)

    assert (newest_assessment(here.grant), newest_proposal(here.grant)) == (kept, None)
    order = order_repayment(here.filing, Demand(DUE, "解約"), by=here.approver, at=LATER)
    assert order.amount == 500_000


def test_before_the_payment_it_is_an_alert_without_an_amount() -> None:
    here = granted()

    say(here, UseState.CANCELLED, date(2026, 9, 1))

    kept = newest_proposal(here.grant)
    assert kept is not None
    assert kept.amount == 0
    assert "まだ支払われていない" in told(here)


def test_over_or_ordered_nothing_is_proposed_any_more() -> None:
    here = paid()
    Filing.objects.filter(pk=here.filing.pk).update(state="closed")

    say(here, UseState.CANCELLED)

    assert ReturnAssessment.objects.count() == 0
    assert "手続が終わっています" in told(here)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_office_sees_the_proposal_with_its_lines_and_it_is_filled_in(prefix: str) -> None:
    here = paid()
    say(here, UseState.CANCELLED)
    answer_tool_report(ToolReport.objects.get(), "乗り換えました", by=here.applicant, at=LATER)

    page = browser(here.reviewer).get(f"{prefix}/desk/repayments/{here.filing.number}/").content.decode()

    assert '<option value="stopped_too_early" selected>' in page
    assert ("500,000" in page, "乗り換えました" in page, "RET-13 W-71" in page) == (True, True, True)


def test_the_grantee_reads_what_was_reported_and_answers_it() -> None:
    here = paid()
    say(here, UseState.CANCELLED)
    site, report = browser(here.applicant), ToolReport.objects.get()
    address = f"/my/projects/{here.filing.number}/"

    page = site.get(address).content.decode()
    assert (RULE in page, f'id="answer-{report.pk}"' in page) == (True, True)
    empty = site.post(f"{address}tools/{report.pk}/", {"answer": " "})
    assert (empty.status_code, f'href="#answer-{report.pk}"' in empty.content.decode()) == (422, True)
    long = site.post(f"{address}tools/{report.pk}/", {"answer": "あ" * 2_001})
    assert (long.status_code, "あ" * 2_001 in long.content.decode()) == (422, True)
    done = site.post(f"{address}tools/{report.pk}/", {"answer": "事実ではありません"})

    report.refresh_from_db()
    assert (done.status_code, report.answer, report.answered_by) == (
        302,
        "事実ではありません",
        here.applicant.person,
    )
    heard = set(Notice.objects.filter(event="tool_answered").values_list("person", flat=True))
    assert heard == {each.person.pk for each in (here.reviewer, here.approver) if each.person}


def test_nobody_else_answers() -> None:
    here = paid()
    say(here, UseState.CANCELLED)
    report = ToolReport.objects.get()

    for who in (here.vendor, here.reviewer, here.stranger):
        with pytest.raises(NotAllowed):
            answer_tool_report(report, "違います", by=who, at=LATER)
    assert (
        browser(here.stranger)
        .post(f"/my/projects/{here.filing.number}/tools/{report.pk}/", {"answer": "違います"})
        .status_code
        == 404
    )


def test_tools_in_use_are_not_shown_to_the_grantee() -> None:
    here = paid()
    say(here, UseState.ACTIVE)

    page = browser(here.applicant).get(f"/my/projects/{here.filing.number}/").content.decode()

    assert 'id="uses"' not in page
