"""The page of an answer: paging, facets, spelling, and as many queries for many tools as for one."""

import pytest
from pytest_django import DjangoAssertNumQueries

from hojokin.office.actions.generate_tools import generate_tools
from hojokin.office.queries.tools import DEEPEST, ToolQuery, search, tool, tools, tools_of_vendor
from hojokin.office.queries.vendors import VendorQuery, search_vendors
from hojokin.office.search.live import live_index
from hojokin.office.search.orders import Sort
from hojokin.office.search.schema import VALUES, Facet

pytestmark = pytest.mark.django_db


def catalogue(count: int) -> None:
    generate_tools(count, seed=3)
    live_index().rebuild()


@pytest.mark.parametrize("count", [1, 3, 150])
def test_a_page_takes_the_same_queries_for_any_number_of_tools(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    catalogue(count)
    search(ToolQuery())

    with django_assert_num_queries(2):
        assert len(search(ToolQuery(page_size=100)).tools) == min(count, 100)


def test_a_page_beyond_the_last_is_the_last() -> None:
    catalogue(45)

    page = search(ToolQuery(page=10**9))

    assert (page.page, page.pages, len(page.tools)) == (3, 3, 5)


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (100, 100), (10**9, 100)])
def test_the_length_of_a_page_is_bounded(asked: int, given: int) -> None:
    catalogue(120)

    assert len(search(ToolQuery(page_size=asked)).tools) == given


def test_paging_ends_at_a_depth() -> None:
    assert DEEPEST == 10_000


def test_choosing_in_a_facet_leaves_its_own_counts_and_narrows_the_others() -> None:
    catalogue(150)
    free = search(ToolQuery())

    cloudy = search(ToolQuery(chosen={Facet.CLOUD: frozenset({"yes"})}))

    own, others = ({facet.facet: facet.values for facet in page.facets} for page in (free, cloudy))
    assert [each.count for each in others[Facet.CLOUD]] == [each.count for each in own[Facet.CLOUD]]
    assert sum(each.count for each in others[Facet.AI_KIND]) == cloudy.total
    assert cloudy.total == own[Facet.CLOUD][0].count
    assert [each.is_chosen for each in others[Facet.CLOUD]] == [True, False]


def test_ten_thousand_unknown_values_find_nothing_and_raise_nothing() -> None:
    catalogue(20)

    page = search(ToolQuery(chosen={Facet.PREFECTURE: frozenset(map(str, range(1_000, 11_000)))}))

    assert page.total == 0


@pytest.mark.parametrize("keyword", ["\ud83d", "😀", "\0", "%' OR 1=1", "ー" * 10_000, "a " * 5_000, "=1+1"])
def test_no_keyword_raises(keyword: str) -> None:
    catalogue(20)

    search(ToolQuery(keyword))


def test_a_keyword_that_was_cut_says_so() -> None:
    catalogue(1)

    assert [search(ToolQuery(each)).was_cut for each in ("あ" * 200, "あ" * 201)] == [False, True]


@pytest.mark.parametrize("sort", Sort)
def test_every_sort_shows_every_tool_once(sort: Sort) -> None:
    catalogue(60)

    pages = [search(ToolQuery(sort=sort, page=page, page_size=7)) for page in range(1, 10)]

    assert sorted(each.number for page in pages for each in page.tools) == [
        f"DL06-{n:07d}" for n in range(1, 61)
    ]


def test_a_misspelt_product_is_found_and_the_spelling_is_told() -> None:
    catalogue(150)
    name = next(
        each.name
        for each in search(ToolQuery(page_size=100)).tools
        if each.name.isalpha() and len(each.name) > 7
    )
    typo = name[:3] + name[4:]

    page = search(ToolQuery(typo))

    assert name in [each.name for each in page.tools]
    assert page.did_you_mean != ""
    assert page.unmatched != ()


def test_a_word_that_is_found_is_not_corrected() -> None:
    catalogue(150)

    assert search(ToolQuery("予約")).did_you_mean == ""


def test_when_no_tool_holds_all_words_those_with_some_are_shown_and_marked() -> None:
    catalogue(150)

    page = search(ToolQuery("予約 ゑゑゑゑ"))

    assert (page.any_word, page.unmatched) == (True, ("ヱヱヱヱ",))
    assert page.total == search(ToolQuery("予約")).total


def test_some_tools_are_read_in_the_order_in_which_they_are_named() -> None:
    catalogue(5)

    assert [each.number for each in tools(["DL06-0000003", "DL06-0000001", "x", "DL06-0000003"])] == [
        "DL06-0000003",
        "DL06-0000001",
    ]
    assert tool("DL06-0000009") is None


def test_the_tools_of_a_vendor_are_its_own() -> None:
    catalogue(60)
    public_id = search(ToolQuery()).tools[0].vendor_id

    assert {each.vendor_id for each in tools_of_vendor(public_id)} == {public_id}


def test_vendors_are_found_by_name_and_counted_by_prefecture() -> None:
    catalogue(400)
    everyone = search_vendors(VendorQuery(page_size=100))
    first = everyone.vendors[0]

    found = search_vendors(VendorQuery(first.name, prefectures=frozenset({first.prefecture})))

    assert first in found.vendors
    assert {each.prefecture for each in found.vendors} == {first.prefecture}
    assert sum(each.count for each in everyone.prefectures) == everyone.total == 50
    assert len(VALUES[Facet.PREFECTURE]) == len(everyone.prefectures)
