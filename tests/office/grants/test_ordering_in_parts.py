"""Ordering a return in parts: what was typed of the parts is seen again with what is wrong about it."""

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.assess_return import assess_return
from tests.office.grants.granted import actor, browser
from tests.office.grants.test_repayment import at
from tests.office.grants.test_repayment_pages import DUE, YEAR_2, missed, stated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("amount", "reason", "is_wrong"), [("半分", "未達", True), ("1500000", "", False)])
def test_the_parts_of_a_refused_order_are_open_and_a_wrong_one_says_so_itself(
    amount: str, reason: str, *, is_wrong: bool
) -> None:
    here = missed()
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    sent = {"due_on": DUE, "reason": reason, "part-on-1": "2029-06-30", "part-amount-1": amount}

    refused = browser(here.approver).post(f"/desk/repayments/{here.filing.number}/order/", sent)

    assert refused.status_code == 422
    assert '<details id="parts" open>' in refused.text
    assert f'value="{amount}"' in refused.text
    assert ('id="wrong-part-on-1"' in refused.text) == is_wrong


def test_nothing_is_typed_into_an_order_before_the_tie_is_declared_which_would_lose_it() -> None:
    here = missed()
    assess_return(here.filing, stated(), by=here.reviewer, at=at(YEAR_2))
    other = actor("決裁二", Role.APPROVER)
    site, address = browser(other), f"/desk/repayments/{here.filing.number}/"

    before = site.get(address).text
    site.post(f"{address}tie/", {"tie": "no"})
    after = site.get(address).text

    assert ("<fieldset disabled>" in before, "<fieldset disabled>" in after) == (True, False)
