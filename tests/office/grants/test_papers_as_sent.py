"""Notices that were sent stay as they were sent, whatever a party is called later."""

import pytest

from hojokin.office.actions.order_repayment import order_repayment
from hojokin.office.portals.amount_notice import amount_notice
from hojokin.office.portals.repayment_order import repayment_order
from hojokin.office.records.models import Grant, Party, ReturnOrder
from tests.office.grants.granted import LATER, granted, to_fixed
from tests.office.grants.test_repayment import asked, paid

pytestmark = pytest.mark.django_db


def rename_everybody() -> None:
    """Every firm has moved, under another name and representative."""
    Party.objects.update(
        name="株式会社夕空", prefecture="27", address="大阪市北区1-1", representative="夕空 次郎"
    )


def test_the_notice_of_the_fixed_amount_bears_the_name_of_its_day() -> None:
    to_fixed(granted())
    sent = amount_notice(Grant.objects.get())

    rename_everybody()

    assert sent is not None
    assert amount_notice(Grant.objects.get()) == sent


def test_an_order_to_return_bears_the_name_of_its_day() -> None:
    here = paid()
    order_repayment(here.filing, asked(here, "wage_duty", 300_000), by=here.approver, at=LATER)
    sent = repayment_order(ReturnOrder.objects.get())

    rename_everybody()

    assert repayment_order(ReturnOrder.objects.get()) == sent
