"""Filings of change: begun by the grantee, confirmed by the vendor, decided by the office, and carried out on the grant."""

from datetime import date, timedelta
from typing import Any

import pytest

from hojokin.flow.change_kinds import STATES
from hojokin.flow.roles import Role
from hojokin.flow.table import Refused
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.file_due_reports import file_due_reports
from hojokin.office.actions.invite_person import invite_person
from hojokin.office.actions.open_report import open_performance_report
from hojokin.office.actions.start_change_filing import start_change_filing
from hojokin.office.actions.take_step import take_step
from hojokin.office.queries.ledger import faults, totals_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Filing,
    Invitation,
    LedgerEntry,
    Notice,
    OutboxMessage,
    Party,
    Person,
)
from tests.office.grants.granted import (
    LATER,
    Scene,
    actor,
    browser,
    granted,
    ordered,
    results,
    to_fixed,
    write,
)
from tests.office.grants.test_repayment import at

pytestmark = pytest.mark.django_db


def paid() -> Scene:
    """A grant that was paid."""
    here = to_fixed(granted())
    results(here, ordered(here))
    return here


def filed(here: Scene, code: str, **said: Any) -> Filing:
    """A filing of change that has reached the office; what its form asks besides is tested with its checks."""
    filing = start_change_filing(here.filing, code, by=here.applicant, at=LATER)
    for name, value in said.items():
        write(filing, name, value, here.applicant)
    Filing.objects.filter(pk=filing.pk).update(state="submitted", submitted_at=LATER)
    declare_tie(filing, has_tie=False, by=here.reviewer, at=LATER)
    return filing


def decided(here: Scene, code: str, **said: Any) -> Filing:
    """The same, reviewed by one and approved by another."""
    filing = filed(here, code, **said)
    declare_tie(filing, has_tie=False, by=here.approver, at=LATER)
    take_step(filing, "forward", by=here.reviewer, at=LATER)
    take_step(filing, "approve", by=here.approver, at=LATER)
    return filing


def test_a_withdrawal_before_payment_frees_the_money_and_ends_the_papers() -> None:
    here = granted()
    report = open_performance_report(here.grant, by=here.applicant, at=LATER)
    other = start_change_filing(here.filing, "delay_report", by=here.applicant, at=LATER)

    decided(here, "withdrawal", cause="given_up")

    assert here.state == "withdrawn"
    assert [Filing.objects.get(pk=each.pk).state for each in (report, other)] == ["ended", "taken_back"]
    assert totals_of(here.filing.number).settled == 0
    assert LedgerEntry.objects.filter(key=f"{here.filing.number}.release").count() == 1
    assert here.grant.ended_on == LATER.date()
    assert faults() == []


def test_a_withdrawal_after_payment_waits_for_the_return_and_ends_the_reports() -> None:
    here = paid()
    file_due_reports(at(date(2027, 3, 10)))

    filing = decided(here, "withdrawal", cause="cancelled")

    assert here.state == "withdrawn_after_payment"
    assert filing.entries.get(name="after_payment").value is True
    assert filing.entries.get(name="stopped").typed == [
        {"name": ["そらもり会計0"], "introduced_on": ["2026-09-14"]}
    ]
    assert set(here.filing.children.filter(kind="effect_report").values_list("state", flat=True)) == {"ended"}
    assert totals_of(here.filing.number).paid == 500_000


def test_in_the_middle_of_a_transfer_no_withdrawal_is_approved() -> None:
    here = to_fixed(granted())
    filing = filed(here, "withdrawal")
    declare_tie(filing, has_tie=False, by=here.approver, at=LATER)
    take_step(filing, "forward", by=here.reviewer, at=LATER)
    ordered(here)

    with pytest.raises(Refused):
        take_step(filing, "approve", by=here.approver, at=LATER)
    assert Filing.objects.get(pk=filing.pk).state == "deciding"
    assert here.state == "payment_ordered"


def test_a_delay_moves_the_limit_of_the_project_and_of_its_report() -> None:
    here = granted()
    report = open_performance_report(here.grant, by=here.applicant, at=LATER)
    expected = (here.grant.report_limit or LATER.date()) + timedelta(days=60)

    decided(here, "delay_report", expected_on=expected.isoformat())

    assert here.state == "delayed"
    assert here.grant.report_limit == expected
    dues = [Filing.objects.get(pk=each.pk).due_at for each in (here.filing, report)]
    assert dues[0] is not None
    assert dues[0] == dues[1]


def test_a_delay_never_shortens_the_limit() -> None:
    here = granted()
    limit = here.grant.report_limit
    assert limit is not None

    decided(here, "delay_report", expected_on=(limit - timedelta(days=1)).isoformat())

    assert here.grant.report_limit == limit


@pytest.mark.parametrize(("cost", "amount"), [(999_998, 499_999), (1_000_000, 500_000), (2_000_000, 500_000)])
def test_a_plan_change_lowers_the_grant_by_its_rate_and_never_raises_it(cost: int, amount: int) -> None:
    here = granted()

    decided(here, "plan_change", new_cost=cost)

    assert here.state == "change_approved"
    assert (here.grant.amount, totals_of(here.filing.number).granted) == (amount, amount)
    assert sum(each["granted"] for each in here.grant.parts) == amount
    assert faults() == []


def test_a_plan_change_that_leaves_nothing_is_refused_as_a_whole() -> None:
    here = granted()

    with pytest.raises(Unmet):
        decided(here, "plan_change", new_cost=0)
    assert here.state == "granted"
    assert here.grant.amount == 500_000


def test_an_accident_waits_for_the_instruction_of_the_office() -> None:
    here = granted()

    decided(here, "accident_report")

    assert here.state == "accident"


def test_a_new_name_is_taken_note_of_and_stands_in_the_papers() -> None:
    here = granted()
    said = {"subject": ["name", "fiscal_year"], "name": "株式会社大空", "fiscal_year_end_month": 3}
    filing = filed(here, "registration_change", **said)

    take_step(filing, "take_note", by=here.reviewer, at=LATER)

    assert Party.objects.get(pk=here.filing.owner_id).name == "株式会社大空"
    assert here.grant.facts["applicant_name"] == "株式会社大空"
    assert here.grant.facts["fiscal_year_end_month"] == 3
    assert here.state == "granted"


def test_the_successor_takes_over_the_grant_and_its_papers() -> None:
    here = granted()
    report = open_performance_report(here.grant, by=here.applicant, at=LATER)
    heir = Party.objects.create(name="株式会社次代", corporate_number="7000012050002")

    decided(here, "succession", successor_name="株式会社次代", successor_number="7000012050002")

    assert {
        Filing.objects.get(pk=each.pk).owner for each in (here.filing, report, here.grant.application)
    } == {heir}
    after = browser(actor("次代", Role.APPLICANT, heir))
    assert after.get(f"/my/projects/{here.filing.number}/").status_code == 200
    assert browser(here.applicant).get(f"/my/projects/{here.filing.number}/").status_code == 404


def test_a_successor_whom_nobody_acts_for_is_invited_by_itself_and_once() -> None:
    here = granted()
    heir = {"successor_name": "株式会社次代", "successor_number": "7000012050002"}

    decided(here, "succession", **heir, successor_email="Jidai@example.jp")

    invited = Invitation.objects.get()
    assert (invited.email, invited.role, invited.party) == (
        "jidai@example.jp",
        "applicant",
        Filing.objects.get(pk=here.filing.pk).owner,
    )
    assert OutboxMessage.objects.filter(to="jidai@example.jp").count() == 1


@pytest.mark.parametrize(("email", "is_known"), [("", False), ("jidai@example.jp", True)])
def test_without_an_address_or_with_people_of_its_own_nobody_is_invited(email: str, is_known: bool) -> None:
    here = granted()
    heir = Party.objects.create(name="株式会社次代", corporate_number="7000012050002")
    if is_known:
        actor("次代", Role.APPLICANT, heir)

    decided(here, "succession", successor_number=heir.corporate_number, successor_email=email)

    assert Invitation.objects.count() == 0


def test_an_approver_invites_to_no_firm_without_a_grant() -> None:
    here = granted()

    with pytest.raises(NotAllowed):
        invite_person("a@example.jp", Role.APPLICANT, party=here.stranger.party, by=here.approver, at=LATER)


def test_a_filed_mobile_number_counts_only_once_its_holder_confirms_it() -> None:
    here = granted()
    filing = filed(here, "registration_change", subject=["mobile"], mobile="08087654321")

    take_step(filing, "take_note", by=here.reviewer, at=LATER)

    person = Person.objects.get(pk=here.applicant.person.pk if here.applicant.person else 0)
    assert person.phone == "09012345678"
    [told] = Notice.objects.filter(event="phone_to_confirm")
    assert (told.person, "08087654321" in str(told.data)) == (person, False)
    assert told.data["link"].endswith("/account/phone/")


def test_a_disposal_that_is_approved_leaves_the_grant_where_it_stands() -> None:
    here = paid()

    decided(here, "property_disposal", unit_price=600_000)

    assert here.state == "paid"


def test_the_one_that_is_open_is_answered_and_a_decided_one_is_not() -> None:
    here = granted()

    first = start_change_filing(here.filing, "plan_change", by=here.applicant, at=LATER)
    assert start_change_filing(here.filing, "plan_change", by=here.applicant, at=LATER) == first
    Filing.objects.filter(pk=first.pk).update(state="approved")
    assert start_change_filing(here.filing, "plan_change", by=here.applicant, at=LATER) != first


def test_the_page_offers_what_the_state_allows_and_begins_it() -> None:
    here = granted()
    site, address = browser(here.applicant), f"/my/projects/{here.filing.number}/"

    page = site.get(address).content.decode()
    begun = site.post(f"{address}change/", {"kind": "delay_report"})

    assert [f'value="{code}"' in page for code in STATES] == [True, True, True, True, True, False, True]
    opened = Filing.objects.get(kind="delay_report")
    assert begun.url == f"/cases/{opened.number}/"  # type: ignore[attr-defined]  # a redirect
    assert site.get(begun.url).status_code == 200  # type: ignore[attr-defined]  # a redirect
    assert opened.number in site.get(address).content.decode()
    assert site.post(f"{address}change/", {"kind": "property_disposal"}).status_code == 422
    assert site.post(f"{address}change/", {"kind": "x"}).status_code == 422
    assert browser(here.stranger).post(f"{address}change/", {"kind": "delay_report"}).status_code == 404
    assert browser(here.vendor).post(f"{address}change/", {"kind": "delay_report"}).status_code == 403


def test_nobody_but_the_grantee_begins_one() -> None:
    here = granted()

    for each in (here.vendor, here.stranger, here.reviewer, Actor(None, Role.SYSTEM)):
        with pytest.raises(NotAllowed):
            start_change_filing(here.filing, "withdrawal", by=each, at=LATER)
