"""What the checks of a tool's registration know besides: the vendor's own tools and the middle price of the category."""

from __future__ import annotations

from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.queries.circumstances import circumstances_of
from hojokin.office.records.models import Party, Tool, Vendor
from tests.office.desk.desk_scene import filing, now, party

pytestmark = pytest.mark.django_db


def vendor(place: int, owner: Party) -> Vendor:
    return Vendor.objects.create(
        party=owner,
        public_id=f"V26-{place:06d}",
        name=owner.name,
        prefecture="13",
        state="registered",
        registered_on=now().date(),
    )


def tool(place: int, of: Vendor, category: int, price: int) -> Tool:
    return Tool.objects.create(
        number=f"DL06-{place:07d}",
        vendor=of,
        name=f"ツール{place}",
        maker="メーカー",
        category=category,
        price_standard=price,
        state="registered",
        registered_at=now(),
    )


@pytest.fixture
def own() -> Vendor:
    """A vendor with two tools, and another with three of the first one's category."""
    mine, other = vendor(1, party("自社")), vendor(2, party("他社"))
    tool(1, mine, 1, 100)
    tool(2, mine, 2, 5)
    for place, price in enumerate([300, 200, 400], start=3):
        tool(place, other, 1, price)
    return mine


def test_the_middle_price_and_the_own_names_come_with_one_question(
    own: Vendor, django_assert_num_queries: Any
) -> None:
    made = filing(owner=own.party, vendor=own)

    with django_assert_num_queries(1):
        found = circumstances_of(made, {"category": "1"}, now())

    assert (found.market_price, found.is_first_tool) == (300, False)  # of 100, 200, 300 and 400 the dearer
    assert found.taken_names == {"ツール1", "ツール2"}


def test_the_tool_that_is_changed_is_not_compared_with_itself(own: Vendor) -> None:
    made = filing(owner=own.party, vendor=own, tool=Tool.objects.get(number="DL06-0000001"))

    found = circumstances_of(made, {"category": "1"}, now())

    assert (found.market_price, found.taken_names) == (300, frozenset({"ツール2"}))


@pytest.mark.parametrize(("category", "price"), [("1", 300), ("7", None), ("", None)])
def test_a_vendor_that_is_not_registered_files_its_first_tool(
    own: Vendor, category: str, price: int | None
) -> None:
    found = circumstances_of(filing(owner=party("新しい会社")), {"category": category}, now())

    assert (found.market_price, found.taken_names, found.is_first_tool) == (price, frozenset(), True)
