"""A tool's filing is called by the name that it was handed in with."""

import pytest

from hojokin.office.actions.name_filing import name_after_tool
from tests.office.vendor.people import AT, filing_of, vendor_person


@pytest.mark.parametrize(("typed", "title"), [(["みどり請求"], "みどり請求"), ([""], "")])
def test_the_title_says_what_the_field_says(typed: list[str], title: str) -> None:
    seller = vendor_person()
    filing = filing_of("tool_registration", seller, {"name": typed})

    name_after_tool(filing, seller, AT)

    filing.refresh_from_db()
    assert filing.title == title


def test_without_a_name_the_title_stays() -> None:
    seller = vendor_person()
    filing = filing_of("tool_registration", seller, title="みどり予約")

    name_after_tool(filing, seller, AT)

    filing.refresh_from_db()
    assert filing.title == "みどり予約"
