"""A registered vendor files its changes one after the other."""

import pytest

from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_vendor_change import (
    REGISTERED_ONLY,
    UNDER_WAY_ALREADY,
    start_vendor_change,
)
from hojokin.office.records.models import Filing
from tests.office.vendor.people import AT, browser, filing_of, registered, vendor_person


def test_a_registered_vendor_opens_a_change() -> None:
    seller = vendor_person()
    vendor = registered(seller)

    filing = start_vendor_change(by=seller, at=AT)

    assert (filing.kind, filing.vendor, filing.state) == ("vendor_change", vendor, "draft")


def test_before_the_registration_there_is_nothing_to_change() -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, state="submitted")

    with pytest.raises(NotAllowed) as refused:
        start_vendor_change(by=seller, at=AT)

    assert refused.value.why == REGISTERED_ONLY


def test_a_change_under_way_comes_first() -> None:
    seller = vendor_person()
    registered(seller)
    start_vendor_change(by=seller, at=AT)

    with pytest.raises(NotAllowed) as refused:
        start_vendor_change(by=seller, at=AT)

    assert refused.value.why == UNDER_WAY_ALREADY


@pytest.mark.parametrize("state", ["accepted", "rejected", "withdrawn"])
def test_after_one_that_has_ended_another_may_begin(state: str) -> None:
    seller = vendor_person()
    registered(seller)
    Filing.objects.filter(pk=start_vendor_change(by=seller, at=AT).pk).update(state=state)

    assert start_vendor_change(by=seller, at=AT).state == "draft"


def test_the_page_opens_one_and_refuses_the_second() -> None:
    seller = vendor_person()
    registered(seller)
    client = browser(seller)

    first, second = client.post("/vendor/changes/"), client.post("/vendor/changes/")

    assert first.headers["Location"] == f"/cases/{Filing.objects.get(kind='vendor_change').number}/"
    assert second.status_code == 409
    assert UNDER_WAY_ALREADY.ja in second.content.decode()
