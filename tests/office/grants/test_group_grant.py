"""A grant of a group: each member has a report of its own, the settlement waits for all of them, and names each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, cast

import pytest
from django.utils import timezone

from hojokin.flow.orders import Step
from hojokin.flow.table import Refused
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.inspect_report import Inspected, inspect_report
from hojokin.office.actions.open_report import open_performance_report
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.record_order import ProjectEntry, record_order
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.duties import silent_on
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.grant_facts import grant_values, granted_items, members_of, parts_of
from hojokin.office.queries.inspection_desk import InspectionView, open_inspection, to_inspect
from hojokin.office.queries.performance_reports import reports_of
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import Filing, Grant, Inspection
from tests.office.grants.granted import ACCOUNT, AT, LATER, Scene, accept_report, browser, granted
from tests.office.grants.group_granted import (
    GRANTED,
    LIMIT,
    MEMBERS,
    MISSED,
    REASON,
    accepted,
    again,
    begun,
    grant_of_group,
    left_out,
    said_by,
    sent,
)

pytestmark = pytest.mark.django_db
SECOND = "日本橋2番店"
SIGNED_IN, MOST = 3, 8  # queries of the session, and of a page
ACROSS = ((Step.ORDERED, 5), (Step.DELIVERED, 20), (Step.INVOICED, 25), (Step.PAID, 30))


def do_project(here: Scene, grant: Grant, place: int) -> None:
    for step, after in ACROSS:
        entry = ProjectEntry(
            place,
            step,
            (AT + timedelta(days=after)).date(),
            number="S-1" if step is Step.INVOICED else "",
            amount=440_000 if step in (Step.INVOICED, Step.PAID) else None,
            method="internet_banking" if step is Step.PAID else "",
        )
        record_order(grant.filing, entry, by=here.applicant, at=LATER)


def desk(here: Scene, grant: Grant, query: str = "") -> str:
    path = f"/desk/inspection/{grant.filing.number}/{query}"
    return browser(here.reviewer).get(path).content.decode()


def test_each_member_has_a_report_with_its_own_items_and_its_name() -> None:
    here = granted()
    first, second, *others = begun(here, grant_of_group(here))

    assert first.filing is not None
    assert (first.filing.kind, len(others)) == ("consortium_performance_report", MEMBERS - 2)
    told: list[Any] = [
        (said["member"], said["member_role"], [each["name"] for each in said["items"]])
        for said in map(said_by, (first, second))
    ]
    assert told == [
        (1, "representative", ["共通会計", "事務局の人件費"]),
        (2, "participant", ["共通会計"]),
    ]
    assert said_by(second)["member_name"] == SECOND
    assert second.filing is not None
    assert second.filing.title == f"{SECOND}：まちのキャッシュレス"


def test_a_report_is_checked_against_what_was_granted_for_its_member_alone() -> None:
    here = granted()
    second = begun(here, grant_of_group(here))[1].filing
    assert second is not None

    view = FilingView(second, here.applicant, LATER)

    assert not [each for each in view.problems if "ありません" in each.message.ja and each.field == "items"]
    asked = {each.field for each in view.errors}
    assert "all_in_use" in asked
    assert not asked & {"bank_code", "account_kana", "account_inside", "member", "member_name", "member_role"}


def test_a_members_last_day_opens_its_report_and_no_other() -> None:
    here = granted()
    grant = grant_of_group(here)

    do_project(here, grant, 1)

    assert [each.filing is not None for each in reports_of(grant)][:3] == [False, True, False]
    entry = ProjectEntry(1, Step.ORDERED, (AT + timedelta(days=6)).date())
    with pytest.raises(NotAllowed):
        record_order(grant.filing, entry, by=here.applicant, at=LATER)
    do_project(here, grant, 2)


def test_the_representative_begins_the_report_of_a_member_on_the_page_of_the_grant() -> None:
    here = granted()
    grant = grant_of_group(here)
    client, path = browser(here.applicant), f"/my/projects/{grant.filing.number}/"

    before = client.get(path).content.decode()
    answer = client.post(f"{path}report/", {"member": "2"})
    after = client.get(path).content.decode()

    report = reports_of(grant)[1].filing
    assert report is not None
    assert answer["Location"] == f"/cases/{report.number}/"
    assert before.count('name="member"') == MEMBERS
    assert after.count('name="member"') == MEMBERS - 1
    assert f"{report.number} を開く" in after
    assert client.post(f"{path}report/", {"member": "2"})["Location"] == f"/cases/{report.number}/"
    for unknown in ("", "0", "11", "x"):
        assert client.post(f"{path}report/", {"member": unknown}).status_code == 404


def test_a_report_names_its_member_wherever_it_is_read_and_nobody_changes_whose_it_is() -> None:
    here = granted()
    second = begun(here, grant_of_group(here))[1].filing
    assert second is not None
    client = browser(here.applicant)

    for path in (f"/cases/{second.number}/", f"/cases/{second.number}/form/items/"):
        assert SECOND in client.get(path).content.decode()
    client.post(f"/cases/{second.number}/form/items/", {"member_name": "別の店", "member": "3"})

    assert dict(second.entries.values_list("name", "value"))["member_name"] == SECOND


def test_reports_that_nobody_began_are_opened_before_the_limit_beside_those_that_were() -> None:
    here = granted()
    grant = grant_of_group(here)
    known = open_performance_report(grant, members_of(grant)[1], by=here.applicant, at=LATER)
    Filing.objects.filter(pk=here.filing.pk).update(state="withdrawn")

    file_due_reports(LIMIT - timedelta(days=31))
    assert sum(each.filing is not None for each in reports_of(grant)) == 1
    assert file_due_reports(LIMIT - timedelta(days=29)) == MEMBERS - 1
    assert file_due_reports(LIMIT - timedelta(days=29)) == 0

    reports = reports_of(grant)
    assert [each.filing is not None for each in reports] == [True] * MEMBERS
    assert reports[1].filing == known


def test_the_settlement_waits_for_every_member_and_pays_the_representative() -> None:
    here, unasked = granted(), cast("dict[str, Any]", {**ACCOUNT, "account_number": "7654321"})
    grant = grant_of_group(here)
    first, *others = begun(here, grant)

    for each in others:
        accepted(here, each, **unasked)
    assert (again(grant).filing.state, again(grant).account) == ("granted", None)
    accepted(here, first)

    done = again(grant)
    assert (done.filing.state, done.account) == ("report_accepted", ACCOUNT)
    assert (str(done.introduced_on), str(done.completed_on)) == ("2026-09-10", "2026-09-20")


def test_each_report_is_returned_and_accepted_alone() -> None:
    here = granted()
    first, second, *_others = begun(here, grant_of_group(here))
    accepted(here, first)
    report = sent(here, second)
    declare_tie(report, has_tie=False, by=here.reviewer, at=LATER)
    raise_finding(report, "items", "請求書の年数が分かりません。", by=here.reviewer, at=LATER)

    due = LATER + timedelta(days=14)
    take_step(report, "return_for_correction", by=here.reviewer, at=LATER, due_at=due)

    grant = Grant.objects.get(filing=report.parent_id)
    assert [each.filing.state for each in reports_of(grant) if each.filing][:3] == [
        "accepted",
        "correction",
        "applicant_editing",
    ]
    late = [each.duty.label.ja for each in silent_on((due + timedelta(days=1)).date())]
    assert f"実績報告を訂正して再提出する（{SECOND}）" in late


def test_a_grant_does_not_go_on_by_hand_while_a_member_is_missing() -> None:
    here = granted()
    filing = grant_of_group(here).filing
    first, *_others = begun(here, again(filing))
    accepted(here, first)
    declare_tie(filing, has_tie=False, by=here.reviewer, at=LATER)

    with pytest.raises(Unmet) as unmet:
        take_step(filing, "accept_report", by=here.reviewer, at=LATER)

    assert SECOND in unmet.value.problems[0].message.ja
    assert again(filing).filing.state == "granted"


def test_what_was_spent_as_granted_is_shown_by_member_and_settled_as_granted() -> None:
    here = granted()
    grant = grant_of_group(here)
    for each in begun(here, grant):
        accepted(here, each)

    page = desk(here, grant)

    assert f"<strong>{GRANTED:,}円</strong></p>" in page
    assert page.count('name="spent-it_tools-') == MEMBERS
    assert "日本橋2番店（インボイス対応類型・基盤導入経費のITツール）" in page
    assert "どの区分の経費か分かりません" not in page


def test_the_desk_lays_open_the_report_of_the_member_that_is_asked_for() -> None:
    here = granted()
    grant = grant_of_group(here)
    first, second, *_others = begun(here, grant)
    accepted(here, first)
    sent(here, second)

    unread, asked = desk(here, grant), desk(here, grant, "?member=1")

    assert "自動の検査：日本橋2番店" in unread  # the one that waits to be read
    assert "自動の検査：株式会社日本橋商店" in asked
    assert "あと9者の実績報告を受理すると" in asked
    assert [each.pk for each in to_inspect()] == [grant.pk]


def test_an_item_of_no_class_is_marked_and_counts_for_none() -> None:
    here = granted()
    grant = grant_of_group(here, class_b=[{"member": 1, "name": "共通会計", "amount_yen": 30_000}])
    first, *_others = begun(here, grant)
    bare = [{**each, "cost_class": ""} for each in said_by(first)["items"][:1]]
    accepted(here, first, items=bare)

    view = open_inspection(grant.filing.number, here.reviewer, LATER)

    assert "どの区分の経費か分かりません" in desk(here, grant)
    assert sum(view.reported_cost.values()) == 0


def test_only_the_member_that_has_grown_loses_the_raised_rate() -> None:
    here = granted()
    grant = grant_of_group(here, requested_yen=None)
    for each in begun(here, grant):
        accepted(here, each, small_at_completion=each.member is not None and each.member.number != 2)

    view = open_inspection(grant.filing.number, here.reviewer, LATER)
    found = {each.part.code: each.amount for each in view.lines(view.reported_cost)}

    assert (found["it_tools-2"], found["it_tools-3"]) == (300_000, 320_000)


def test_a_member_that_never_reports_is_settled_at_nothing_by_an_approver_and_the_others_go_on() -> None:
    here = granted()
    grant = grant_of_group(here)
    first, second, *others = begun(here, grant)
    for each in (first, *others):
        accepted(here, each)
    late = {each.duty.label.ja for each in silent_on(MISSED.date())}
    assert f"実績報告を提出する（{SECOND}）" in late

    left_out(here, second)

    done = again(grant)
    assert done.filing.state == "report_accepted"
    still = [each.duty.label.ja for each in silent_on(MISSED.date()) if each.grant.pk == grant.pk]
    assert f"実績報告を提出する（{SECOND}）" not in still
    page = desk(here, done)
    assert "報告なし（この構成員は0円で確定）" in page
    assert page.count('name="spent-it_tools-') == MEMBERS - 1
    view = InspectionView(done, here.reviewer, MISSED)
    amounts = {each.part.code: each.amount for each in view.lines(view.reported_cost)}
    assert amounts["it_tools-2"] == 0
    assert sum(amounts.values()) <= GRANTED
    declare_tie(done.filing, has_tie=False, by=here.reviewer, at=MISSED)
    until = MISSED + timedelta(days=14)
    wrong = Inspected({**view.reported_cost, "it_tools-2": 1})
    with pytest.raises(Unmet) as unmet:
        inspect_report(done.filing, wrong, claim_by=until, by=here.reviewer, at=MISSED)
    assert [each.field for each in unmet.value.problems] == ["spent-it_tools-2"]

    inspect_report(done.filing, Inspected(view.reported_cost), claim_by=until, by=here.reviewer, at=MISSED)

    assert Inspection.objects.get(grant=done).amount == sum(amounts.values())


def test_nobody_is_left_out_before_the_day_or_by_who_may_not_decide_or_without_a_reason() -> None:
    here = granted()
    first, second, *_others = begun(here, grant_of_group(here))
    accepted(here, first)
    report = sent(here, second)
    due = LATER + timedelta(days=14)
    for each in (here.reviewer, here.approver):
        declare_tie(report, has_tie=False, by=each, at=LATER)
    raise_finding(report, "items", "年数が分かりません。", by=here.reviewer, at=LATER)
    take_step(report, "return_for_correction", by=here.reviewer, at=LATER, due_at=due)

    with pytest.raises(Unmet):
        take_step(report, "leave_out", by=here.approver, at=due, evidence=REASON)
    after = due + timedelta(seconds=1)
    with pytest.raises(Unmet):
        take_step(report, "leave_out", by=here.approver, at=after)
    with pytest.raises(Refused):
        take_step(report, "leave_out", by=here.reviewer, at=after, evidence=REASON)
    take_step(report, "leave_out", by=here.approver, at=after, evidence=REASON)

    assert Filing.objects.get(pk=report.pk).state == "left_out_uncorrected"


def test_a_group_of_which_nobody_reports_is_cancelled_and_not_settled() -> None:
    here = granted()
    reports = begun(here, grant_of_group(here))
    for each in reports[:-1]:
        left_out(here, each)

    with pytest.raises(Unmet) as unmet:
        left_out(here, reports[-1])

    assert "交付決定を取り消してください" in unmet.value.problems[0].message.ja


def test_a_missing_member_brings_the_grant_to_the_list_of_the_desk() -> None:
    here = granted()
    grant = grant_of_group(here)
    second = begun(here, grant)[1].filing
    assert second is not None
    assert list(to_inspect()) == []

    take_step(second, "lapse", by=SYSTEM, at=MISSED)

    assert [each.pk for each in to_inspect()] == [grant.pk]
    client = browser(here.approver)
    assert second.title in client.get("/desk/inspection/").content.decode()
    declare_tie(second, has_tie=False, by=here.approver, at=MISSED)
    assert (
        f"/cases/{second.number}/steps/leave_out/" in client.get(f"/desk/{second.number}/").content.decode()
    )


def test_a_grant_decided_before_it_kept_its_members_and_their_parts_is_reported_and_settled_alike() -> None:
    grant = grant_of_group(granted())
    kept, items, members = parts_of(grant), list(granted_items(grant)), members_of(grant)
    grant.parts = [{"code": "it_tools", "part": 3, "cost": 4_000_000, "granted": GRANTED, "small": False}]
    grant.items = [{k: v for k, v in each.items() if k not in {"member", "cost_class"}} for each in items]
    grant.facts = {name: value for name, value in grant.facts.items() if name != "members"}
    grant.save()

    old = again(grant)

    assert parts_of(old) == kept
    assert grant_values(old)["items"] == items
    assert [(each.number, each.name, each.rows) for each in members_of(old)] == [
        (each.number, each.name, each.rows) for each in members
    ]


def test_pages_about_every_members_report_ask_few_questions(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    here = granted()
    grant = grant_of_group(here)
    for each in begun(here, grant):
        sent(here, each)
    number, second = grant.filing.number, reports_of(grant)[1].filing
    assert second is not None

    for reader, path in (
        (here.applicant, f"/my/projects/{number}/"),
        (here.applicant, f"/my/projects/{number}/duties/"),
        (here.applicant, f"/cases/{second.number}/"),
        (here.reviewer, f"/desk/inspection/{number}/"),
        (here.reviewer, "/desk/inspection/"),
        (here.reviewer, "/desk/silent/"),
    ):
        client = browser(reader)
        client.get(path)
        with django_assert_max_num_queries(SIGNED_IN + MOST):
            assert client.get(path).status_code == 200


def test_the_desk_of_one_firm_asks_nothing_about_members() -> None:
    here = granted()
    accept_report(here, at=timezone.now())

    page = desk(here, here.grant)

    assert "構成員" not in page
    assert page.count('name="spent-') == 1
