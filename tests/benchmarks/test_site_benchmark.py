"""The copies that the pages are measured with are such as the office would have made. No test asserts a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from benchmarks import site


@pytest.fixture
def _small_numbers_again(transactional_db: None) -> Iterator[None]:
    """Copies have numbers of their own far up; the tests that come after go on below them."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = 0")


@pytest.mark.usefixtures("_small_numbers_again")
@pytest.mark.django_db(transaction=True)
def test_copies_are_whole_cases_that_open_and_can_be_submitted() -> None:
    from benchmarks import exports, site_cases, site_pages
    from hojokin.office.queries.audit import first_broken
    from hojokin.office.records.models import Filing, FilingEntry

    site_cases.begin()
    site_cases.grow_to(220)

    assert site_cases.applications() == 220
    assert first_broken() is None
    phones = FilingEntry.objects.filter(name="mobile_phone", filing__kind="application")
    assert phones.count() == len(set(phones.values_list("value", flat=True)))
    handler = site_pages.site()
    pages = site_pages.pages(handler, 2)
    assert {
        each.name
        for each in pages
        if not (each.ours() and each.first() and each.stock() and each.stock_kept())
    } == set()
    before = Filing.objects.filter(state="submitted").count()
    ours, bare = site_pages.submissions(handler, 2)
    ours(), ours(), bare(), bare()
    assert Filing.objects.filter(state="submitted").count() == before + 2
    assert first_broken() is None

    site_cases.add_plain(30)

    assert [exports.run(name)[0] for name in exports.EXPORTS][2:] == [Filing.objects.count()] * 2


def test_a_share_is_the_rate_of_ours_among_the_peers() -> None:
    times = {
        site.OURS: [20, 40, 30],
        site.FIRST: [40, 50, 30],
        site.STOCK: [45, 60, 30],
        site.STOCK_KEPT: [30, 30, 30],
        site.ONE_ROW: [15, 10, 30],
        site.AS_MANY: [24, 24, 24],
        site.SAME_QUERIES: [30, 30, 30],
    }

    goals = site._of_page("300", "queue", times)

    assert [(each.reached, each.best, each.met) for each in goals] == [
        (1.5, 1.5, True),
        (1.0, 1.5, True),
        (0.8, 1.2, True),
        (1.0, 1.5, True),
        (0.5, 0.5, False),
        (1.125, 1.0, True),
        (0.75, 1.0, True),
        (0.6, 0.8, True),
    ]


def test_flat_compares_shares_and_not_times_of_a_machine_that_was_busier() -> None:
    small = {"queue": {site.OURS: [20], site.ONE_ROW: [10]}}
    large = {"queue": {site.OURS: [60], site.ONE_ROW: [30]}}

    goals = site._flat({"300": small, "30,000": large})

    assert [each.reached for each in goals] == [1.0]
