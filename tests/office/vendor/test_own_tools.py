"""A vendor's tools: registering one, changing one, and what the list says of each."""

import pytest

from hojokin.office.actions.change_tool import (
    NOT_HERE,
    NOT_REGISTERED,
    NOT_YOURS,
    UNDER_WAY_ALREADY,
    change_tool,
)
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.start_tool_registration import ONLY_VENDORS, VENDOR_FIRST, start_tool_registration
from hojokin.office.catalogue.codes import ToolState
from hojokin.office.queries.own_tools import own_tools
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Tool
from tests.office.vendor.people import (
    AT,
    applicant_person,
    browser,
    filing_of,
    firm,
    registered,
    vendor_person,
)


def sold(seller: Actor, number: str = "DL06-5000001", *, filed: bool = True, **more: object) -> Tool:
    """A registered tool of a registered vendor, and the filing that it was written from."""
    vendor = getattr(seller.party, "vendor", None) or registered(seller)
    known = {
        "name": "みどり請求",
        "maker": "株式会社みどり",
        "category": 1,
        "state": "registered",
        "registered_at": AT,
    }
    tool = Tool.objects.create(number=number, vendor=vendor, **{**known, **more})
    if filed:
        said = {"name": [tool.name], "category": ["1"], "price_standard": ["300,000"]}
        filing_of("tool_registration", seller, said, state="registered", vendor=vendor, tool=tool)
    return tool


def refused_change(tool: Tool, seller: Actor) -> object:
    """Why the change is refused."""
    with pytest.raises(NotAllowed) as refused:
        change_tool(tool, by=seller, at=AT)
    return refused.value.why


def test_a_tool_may_be_filed_while_the_vendor_is_still_registering() -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller)

    filing = start_tool_registration(by=seller, at=AT)

    assert (filing.kind, filing.state, filing.owner) == ("tool_registration", "draft", seller.party)


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "deregistered"])
def test_without_a_registration_of_the_year_there_is_no_tool(state: str) -> None:
    seller = vendor_person()
    filing_of("vendor_registration", seller, state=state)

    with pytest.raises(NotAllowed) as refused:
        start_tool_registration(by=seller, at=AT)

    assert refused.value.why == VENDOR_FIRST


def test_an_applicant_registers_no_tool() -> None:
    with pytest.raises(NotAllowed) as refused:
        start_tool_registration(by=applicant_person(), at=AT)

    assert refused.value.why == ONLY_VENDORS


def test_a_change_starts_with_what_was_registered_last() -> None:
    seller = vendor_person()
    tool = sold(seller)

    filing = change_tool(tool, by=seller, at=AT)

    assert (filing.tool, filing.title, filing.state) == (tool, "みどり請求", "draft")
    assert dict(filing.entries.values_list("name", "value")) == {
        "name": "みどり請求",
        "category": "1",
        "price_standard": 300_000,
    }


def test_the_newest_accepted_registration_is_the_one_that_is_changed() -> None:
    seller = vendor_person()
    tool = sold(seller)
    newer = filing_of("tool_registration", seller, {"name": ["みどり請求2"]}, state="registered", tool=tool)
    Filing.objects.filter(pk=newer.pk).update(state_since=AT.replace(month=9))

    filing = change_tool(tool, by=seller, at=AT)

    assert filing.entries.get(name="name").value == "みどり請求2"


def test_a_second_change_waits_for_the_first() -> None:
    seller = vendor_person()
    tool = sold(seller)
    change_tool(tool, by=seller, at=AT)

    assert refused_change(tool, seller) == UNDER_WAY_ALREADY


def test_a_foreign_an_ended_and_an_unfiled_tool_cannot_be_changed() -> None:
    seller = vendor_person()
    registered(seller)
    seller.party.refresh_from_db()  # type: ignore[union-attr]
    ended = sold(seller, "DL06-5000002", state=ToolState.DEREGISTERED.value, deregistered_at=AT)
    unfiled = sold(seller, "DL06-5000003", filed=False)
    stranger = vendor_person(firm("株式会社よそ"), "else@example.jp")
    filing_of("vendor_registration", stranger, state="registered")

    told = [refused_change(ended, stranger), refused_change(ended, seller), refused_change(unfiled, seller)]

    assert told == [NOT_YOURS, NOT_REGISTERED, NOT_HERE]


def test_the_list_tells_what_may_be_done_with_each() -> None:
    seller = vendor_person()
    tool = sold(seller)
    filing_of("tool_registration", seller, {"name": ["みどり予約"], "category": ["10"]})
    filing_of("tool_registration", seller, {"name": ["やめたもの"]}, state="withdrawn")
    assert seller.party is not None

    before = own_tools(seller.party)
    change_tool(tool, by=seller, at=AT)
    after = own_tools(seller.party)

    assert [(each.may_change, each.may_end_sale) for each in before.tools] == [(True, True)]
    assert [(each.may_change, each.may_end_sale) for each in after.tools] == [(False, True)]
    assert [(each.name, each.is_mine) for each in before.under_way] == [("みどり予約", True)]
    assert [each.name for each in before.ended] == ["やめたもの"]


def test_the_buttons_open_the_filings() -> None:
    seller = vendor_person()
    tool = sold(seller)
    client = browser(seller)

    begun = client.post("/vendor/tools/new/")
    changed = client.post(f"/vendor/tools/{tool.number}/change/")

    new, change = Filing.objects.filter(kind="tool_registration", state="draft").order_by("pk")
    assert begun.headers["Location"] == f"/cases/{new.number}/"
    assert changed.headers["Location"] == f"/cases/{change.number}/"


def test_a_foreign_tool_is_absent() -> None:
    tool = sold(vendor_person())
    stranger = vendor_person(firm("株式会社よそ"), "else@example.jp")

    assert browser(stranger).post(f"/vendor/tools/{tool.number}/change/").status_code == 404


def test_beginning_without_a_registration_says_what_to_do() -> None:
    answer = browser(vendor_person()).post("/vendor/tools/new/")

    assert answer.status_code == 409
    assert VENDOR_FIRST.ja in answer.content.decode()
