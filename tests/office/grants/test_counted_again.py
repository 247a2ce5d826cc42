"""A member of a group that was settled at nothing: until the amount is fixed, it may be counted after all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from hojokin.flow.table import Refused
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.duties import silent_on
from hojokin.office.queries.inspection_desk import InspectionView
from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.queries.performance_reports import OwedReport
from hojokin.office.records.models import Filing, Grant, Inspection, Notice
from tests.office.grants.granted import Scene, browser, granted
from tests.office.grants.group_granted import (
    MISSED,
    REASON,
    accepted,
    again,
    begun,
    grant_of_group,
    left_out,
    sent,
)

pytestmark = pytest.mark.django_db
UNTIL = MISSED + timedelta(days=14)
SECOND = "it_tools-2"


def settled_without_second(here: Scene, state: str = "report_accepted") -> tuple[Grant, OwedReport]:
    """Everybody but the second member has reported, it is left out, and the grant has gone on."""
    grant = grant_of_group(here)
    first, second, *others = begun(here, grant)
    for each in (first, *others):
        accepted(here, each)
    left_out(here, second)
    Filing.objects.filter(pk=grant.filing_id).update(state=state)
    return again(grant), second


def inspected(here: Scene, grant: Grant, at: datetime = MISSED) -> Inspection:
    """What was reported is accepted as it is."""
    view = InspectionView(again(grant), here.reviewer, at)
    declare_tie(grant.filing, has_tie=False, by=here.reviewer, at=at)
    spent = Inspected(view.reported_cost)
    return inspect_report(grant.filing, spent, claim_by=UNTIL, by=here.reviewer, at=at)


def amounts(made: Inspection) -> dict[str, int]:
    """By part of the grant."""
    return {each["code"]: each["amount"] for each in made.lines}


@pytest.mark.parametrize("state", ["inspected", "claimed"])
def test_a_member_that_reports_after_all_is_counted_until_the_amount_is_fixed(state: str) -> None:
    here = granted()
    grant, second = settled_without_second(here)
    before = inspected(here, grant)
    Filing.objects.filter(pk=grant.filing_id).update(state=state)

    report = Filing.objects.get(parent=grant.filing, state="left_out")
    back = take_step(report, "count_again", by=here.approver, at=MISSED, evidence=REASON, due_at=UNTIL)

    assert (back.state, back.due_at) == ("applicant_editing", UNTIL)
    assert (again(grant).filing.state, again(grant).filing.due_at) == ("granted", UNTIL)
    assert newest_inspection(again(grant)) is None
    accepted(here, second, MISSED + timedelta(days=3))
    assert again(grant).filing.state == "report_accepted"
    after = inspected(here, grant, MISSED + timedelta(days=4))
    assert (amounts(before)[SECOND], amounts(after)[SECOND]) == (0, 320_000)
    assert newest_inspection(again(grant)) == after


def test_an_old_inspection_does_not_stand_for_a_report_that_came_after_it() -> None:
    here = granted()
    grant, second = settled_without_second(here)
    inspected(here, grant)
    report = Filing.objects.get(parent=grant.filing, state="left_out")
    take_step(report, "count_again", by=here.approver, at=MISSED, evidence=REASON, due_at=UNTIL)
    accepted(here, second, MISSED + timedelta(days=3))

    with pytest.raises(Unmet) as unmet:
        take_step(grant.filing, "record_inspection", by=here.reviewer, at=UNTIL)

    assert "確定検査の画面" in unmet.value.problems[0].message.ja


@pytest.mark.parametrize("state", ["amount_fixed", "payment_prepared", "paid", "cancelled"])
def test_once_the_amount_is_fixed_or_the_grant_has_ended_nobody_is_counted_again(state: str) -> None:
    here = granted()
    grant, _second = settled_without_second(here, state)
    report = Filing.objects.get(parent=grant.filing, state="left_out")

    with pytest.raises(Unmet) as unmet:
        take_step(report, "count_again", by=here.approver, at=MISSED, evidence=REASON, due_at=UNTIL)

    assert "0円のままです" in unmet.value.problems[0].message.ja
    assert (Filing.objects.get(pk=report.pk).state, again(grant).filing.state) == ("left_out", state)


def test_both_sides_are_told_and_the_claim_that_was_made_with_them() -> None:
    here = granted()
    grant, _second = settled_without_second(here, "claimed")
    report = Filing.objects.get(parent=grant.filing, state="left_out")
    Notice.objects.all().delete()

    take_step(report, "count_again", by=here.approver, at=MISSED, evidence=REASON, due_at=UNTIL)

    told = {(each.event, each.person) for each in Notice.objects.select_related("person")}
    assert told == {
        ("performance_report_alone.count_again", here.applicant.person),
        ("performance_report_alone.count_again", here.reviewer.person),
        ("grant.await_report", here.applicant.person),
    }


def test_a_member_whose_correction_never_came_goes_back_to_correcting() -> None:
    here = granted()
    first, second, *_others = begun(here, grant_of_group(here))
    accepted(here, first)
    report = sent(here, second)
    for each in (here.reviewer, here.approver):
        declare_tie(report, has_tie=False, by=each, at=MISSED)
    raise_finding(report, "items", "年数が分かりません。", by=here.reviewer, at=MISSED)
    take_step(report, "return_for_correction", by=here.reviewer, at=MISSED, due_at=UNTIL)
    late = UNTIL + timedelta(days=1)
    take_step(report, "leave_out", by=here.approver, at=late, evidence=REASON)

    with pytest.raises(Unmet) as unmet:
        take_step(report, "count_again", by=here.approver, at=late, evidence=REASON, due_at=UNTIL)
    with pytest.raises(Refused):
        take_step(report, "count_again", by=here.reviewer, at=late, evidence=REASON, due_at=late)
    until = late + timedelta(days=7)
    back = take_step(report, "count_again", by=here.approver, at=late, evidence=REASON, due_at=until)

    assert [each.field for each in unmet.value.problems] == ["due"]
    assert (back.state, back.due_at) == ("correction", until)


def test_a_member_that_is_counted_again_is_silent_only_after_its_new_day() -> None:
    here = granted()
    grant, _second = settled_without_second(here)
    report = Filing.objects.get(parent=grant.filing, state="left_out")

    take_step(report, "count_again", by=here.approver, at=MISSED, evidence=REASON, due_at=UNTIL)

    own = Grant.objects.filter(pk=grant.pk)
    assert silent_on(UNTIL.date(), own) == []
    [late] = silent_on((UNTIL + timedelta(days=1)).date(), own)
    assert (late.duty.label.ja, late.days) == ("実績報告を提出する（日本橋2番店）", 1)


def test_the_approver_finds_the_way_back_on_the_desk_and_names_the_day() -> None:
    here = granted()
    grant, _second = settled_without_second(here)
    report = Filing.objects.get(parent=grant.filing, state="left_out")
    client, address = browser(here.approver), f"/cases/{report.number}/steps/count_again/"

    assert address in client.get(f"/desk/{report.number}/").content.decode()
    assert "提出の期限" in client.get(address).content.decode()
    refused = client.post(address, {"reason": "報告の用意ができたと連絡がありました。", "due": ""})
    day = timezone.localdate() + timedelta(days=30)
    taken = client.post(address, {"reason": "報告の用意ができたと連絡がありました。", "due": day.isoformat()})

    assert "期限を入力してください" in refused.content.decode()
    assert Filing.objects.get(pk=report.pk).state == "applicant_editing"
    assert taken["Location"] == f"/desk/inspection/{grant.filing.number}/"
    assert "申請者が入力中" in client.get(taken["Location"]).content.decode()
