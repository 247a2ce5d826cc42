"""The index follows the database, and comes back from it."""

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from hojokin.office.actions.generate_tools import generate_tools
from hojokin.office.actions.register_tool import deregister_tool, deregister_vendor, register_tool
from hojokin.office.queries.tools import ToolQuery, search, tool
from hojokin.office.queries.vendors import VendorQuery, search_vendors, vendor
from hojokin.office.records.models import Revision, Tool, Vendor
from hojokin.office.search import live
from hojokin.office.search.live import live_index

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, tzinfo=UTC)
NUMBER = "DL06-9000001"


@pytest.fixture(autouse=True)
def catalogue() -> None:
    """Two hundred tools and their index."""
    generate_tools(200, seed=3)
    live_index().rebuild()


def drafted() -> Tool:
    return Tool.objects.create(
        number=NUMBER,
        vendor=Vendor.objects.get(public_id="V26-000001"),
        name="ぽぷら台帳",
        maker="製造元",
        category=1,
    )


def total(keyword: str = "") -> int:
    return search(ToolQuery(keyword)).total


def test_a_tool_is_found_within_a_second_of_its_registration() -> None:
    drafted()
    assert total("ポプラ台帳") == 0

    start = time.monotonic()
    register_tool(NUMBER, at=AT)
    found = search(ToolQuery("ポプラ台帳"))

    assert [each.number for each in found.tools] == [NUMBER]
    assert time.monotonic() - start < 1


def test_a_deregistered_tool_vanishes_at_once() -> None:
    number = search(ToolQuery("")).tools[0].number

    deregister_tool(number, at=AT)

    assert (total(), total(number)) == (199, 0)
    assert tool(number) is None


def test_all_tools_of_a_deregistered_vendor_vanish_with_it() -> None:
    public_id = search(ToolQuery("")).tools[0].vendor_id
    sold = Tool.objects.filter(vendor__public_id=public_id).count()
    vendors = search_vendors(VendorQuery()).total

    deregister_vendor(public_id, at=AT)

    assert total() == 200 - sold
    assert search_vendors(VendorQuery()).total == vendors - 1
    assert vendor(public_id) is None


def test_a_tool_hidden_behind_the_back_of_the_index_is_not_shown() -> None:
    first = search(ToolQuery("")).tools[0]

    Tool.objects.filter(number=first.number).update(state="deregistered", deregistered_at=AT)

    assert first.number not in [each.number for each in search(ToolQuery("")).tools]


def test_a_registration_that_is_rolled_back_is_not_found() -> None:
    drafted()

    with transaction.atomic():
        register_tool(NUMBER, at=AT)
        transaction.set_rollback(True)

    assert total("ポプラ台帳") == 0


def test_facet_counts_follow_a_deregistration() -> None:
    before = search(ToolQuery(""))
    first = before.tools[0]
    code = str(first.category)

    deregister_tool(first.number, at=AT)

    counts = [
        {value.code: value.count for value in page.facets[1].values}
        for page in (before, search(ToolQuery("")))
    ]
    assert counts[1][code] == counts[0][code] - 1


def test_a_deleted_index_is_built_again(own_data: Path) -> None:
    shutil.rmtree(own_data / "search")

    assert total() == 200


def test_a_process_that_finds_a_damaged_index_builds_it_again(own_data: Path) -> None:
    for file in own_data.glob("search/build-*/keys.npy"):
        file.write_bytes(b"rubbish")

    fresh = live.LiveIndex(own_data / "search")

    assert fresh.view().parts[0].segment.size == 200


def test_an_index_ahead_of_a_database_that_was_put_back_is_built_again(own_data: Path) -> None:
    Revision.objects.update(number=1)
    Tool.objects.filter(number="DL06-0000001").delete()

    assert live.LiveIndex(own_data / "search").view().parts[0].segment.size == 199


def test_an_index_that_another_process_replaced_is_opened(own_data: Path) -> None:
    before = live_index().view()

    live.LiveIndex(own_data / "search").rebuild()

    assert live_index().view().parts[0].segment is not before.parts[0].segment
    assert live_index().view().parts[0].segment.size == 200
