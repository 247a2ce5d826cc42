"""A corporation begins its registration once a year; a sole proprietor and the rejected cannot."""

from dataclasses import replace

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.renew_vendor_registration import NOTHING_TO_RENEW, renew_vendor_registration
from hojokin.office.actions.start_vendor_registration import ALREADY_STARTED, start_vendor_registration
from hojokin.office.catalogue.codes import VendorForm
from hojokin.office.queries.vendor_registrations import (
    CORPORATIONS_ONLY,
    NO_SEAT,
    OTHER_SEAT,
    REJECTED_THIS_YEAR,
    why_not,
)
from hojokin.office.records.models import Filing, Seat
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


def refusal(*args: object, **more: object) -> object:
    """Why the start is refused."""
    with pytest.raises(NotAllowed) as refused:
        start_vendor_registration(*args, at=AT, **more)  # type: ignore[arg-type]
    return refused.value.why


def test_a_vendor_starts_with_what_is_known_of_the_firm() -> None:
    seller = vendor_person()

    filing = start_vendor_registration(VendorForm.SINGLE, by=seller, at=AT)

    assert dict(filing.entries.values_list("name", "value")) == {
        "form": "single",
        "name": "株式会社みどり",
        "corporate_number": "7000012050002",
        "prefecture": "13",
        "address": "東京都千代田区霞が関1-1-1",
        "representative_name": "山田 太郎",
    }
    assert (filing.state, filing.edition, filing.owner) == ("draft", EDITION, seller.party)


def test_an_applicant_by_gbizid_gets_the_vendors_seat_with_it() -> None:
    owner = applicant_person()

    filing = start_vendor_registration(VendorForm.CONSORTIUM, by=owner, at=AT)

    assert set(Seat.objects.filter(person=owner.person).values_list("role", flat=True)) == {
        "applicant",
        "vendor",
    }
    assert filing.entries.get(name="form").value == "consortium"
    assert set(filing.entries.values_list("written_as", flat=True)) == {"vendor"}


def test_there_is_one_registration_a_year() -> None:
    seller = vendor_person()
    start_vendor_registration(VendorForm.SINGLE, by=seller, at=AT)

    assert refusal(VendorForm.SINGLE, by=seller) == ALREADY_STARTED


@pytest.mark.parametrize("state", ["withdrawn", "deregistered"])
def test_after_a_withdrawal_another_one_may_begin(state: str) -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, state=state)

    assert start_vendor_registration(VendorForm.SINGLE, by=seller, at=AT).state == "draft"


def test_after_a_rejection_no_other_one_begins_in_the_same_year() -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, state="rejected")

    assert refusal(VendorForm.SINGLE, by=seller) == REJECTED_THIS_YEAR


def test_a_rejection_of_the_year_before_does_not_count() -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, state="rejected", edition="fy2025")

    assert start_vendor_registration(VendorForm.SINGLE, by=seller, at=AT).edition == EDITION


def test_a_sole_proprietor_is_told_to_become_a_member() -> None:
    seller = vendor_person(firm(kind="sole_proprietor", corporate_number=""))

    assert refusal(VendorForm.SINGLE, by=seller) == CORPORATIONS_ONLY


def test_an_applicant_without_gbizid_is_told_to_connect_it() -> None:
    assert refusal(VendorForm.SINGLE, by=applicant_person(subject="")) == NO_SEAT


def test_the_office_a_member_and_nobody_do_not_register() -> None:
    reviewer = sits("r@example.jp", Role.REVIEWER, None)

    told = [why_not(who, EDITION) for who in (reviewer, replace(vendor_person(), role=Role.MEMBER), None)]

    assert told == [OTHER_SEAT, OTHER_SEAT, NO_SEAT]


def test_a_renewal_carries_over_what_last_year_said_but_pledges_and_dated_facts() -> None:
    seller = vendor_person()
    said = {
        "form": ["single"],
        "name": ["株式会社みどり"],
        "capital": ["10,000,000"],
        "pledge_true": ["yes"],
        "registry_issued_on": ["2025-04-01"],
        "sales_tool_count": ["1"],
    }
    filing_of("vendor_registration", seller, said, state="registered", edition="fy2025")

    filing = renew_vendor_registration(by=seller, at=AT)

    values = dict(filing.entries.values_list("name", "value"))
    assert values["capital"] == 10_000_000
    assert not {"pledge_true", "registry_issued_on", "sales_tool_count"} & values.keys()


def test_without_an_earlier_year_there_is_nothing_to_renew() -> None:
    with pytest.raises(NotAllowed) as refused:
        renew_vendor_registration(by=vendor_person(), at=AT)

    assert refused.value.why == NOTHING_TO_RENEW


def test_the_door_leads_an_applicant_into_the_new_registration_and_seat() -> None:
    owner = applicant_person()
    client = browser(owner)

    answer = client.post("/vendor/start/", {"form": "single"})

    filing = Filing.objects.get(kind="vendor_registration")
    assert answer.headers["Location"] == f"/cases/{filing.number}/"
    assert client.get("/vendor/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_door_says_why_it_is_shut(prefix: str) -> None:
    seller = vendor_person(firm(kind="sole_proprietor", corporate_number=""))

    page = browser(seller).get(f"{prefix}/vendor/start/").content.decode()

    why = CORPORATIONS_ONLY.en if prefix else CORPORATIONS_ONLY.ja
    assert why in page
    assert 'name="form"' not in page


def test_a_refused_start_answers_with_the_reason() -> None:
    seller = vendor_person()
    client = browser(seller)
    client.post("/vendor/start/", {"form": "single"})

    answer = client.post("/vendor/start/", {"form": "single"})

    assert answer.status_code == 409
    assert ALREADY_STARTED.ja in answer.content.decode()


def test_the_door_offers_last_years_data_where_there_is_some() -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, {"form": ["single"]}, state="registered", edition="fy2025")
    client = browser(seller)

    assert 'value="renew"' in client.get("/vendor/start/").content.decode()

    client.post("/vendor/start/", {"form": "renew"})
    assert Filing.objects.filter(kind="vendor_registration", edition=EDITION).count() == 1
