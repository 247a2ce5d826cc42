"""Moved pictures: turned, or inside something else; each rule below and at its limit, and the words that tell how."""

from __future__ import annotations

import pytest

from hojokin.flow.guard_evidence import Sighting
from hojokin.flow.guard_moved import bare, in_every_view, in_view, moved_looks, ways
from hojokin.flow.guards import Place, limit, moved_words

OWN = tuple(in_view(each << 8, 0) for each in range(1, 21))


def page(number: int, marks: tuple[int, ...] = (), views: tuple[int, ...] = ()) -> Sighting:
    """A page of a case and party of its own."""
    return Sighting(Place(f"c{number}", number, 1), f"p{number}", f"{number}.png", None, marks, views=views)


def seen_in(view: int, count: int, others: int = 0) -> tuple[int, ...]:
    """So many of the first page's details in a view, and so many of its own."""
    own = [in_view(each << 8, view) for each in range(900, 900 + others)]
    return (*(in_view(each, view) for each in OWN[:count]), *own)


def test_a_mark_is_its_detail_in_one_of_eight_views() -> None:
    assert [bare(in_view(0xABCD, view)) == 0xABC8 for view in range(8)] == [True] * 8
    assert in_every_view([-5]) == set(range(-8, 0))


@pytest.mark.parametrize(
    ("shared", "others", "is_told"), [(2, 18, False), (3, 17, True), (0, 0, False), (1, 5, True)]
)
@pytest.mark.parametrize("view", [1, 2, 3])
def test_a_turned_page_shares_a_part_of_its_details(
    view: int, shared: int, others: int, *, is_told: bool
) -> None:
    pages = [page(1, OWN), page(2, (), seen_in(view, shared, others))]

    assert (limit("turned", "marks"), limit("turned", "overlap")) == (1, 15)
    assert bool(list(moved_looks(pages))) is is_told


@pytest.mark.parametrize(
    ("shared", "others", "is_told"), [(1, 0, False), (2, 0, True), (5, 15, False), (6, 14, True)]
)
def test_a_framed_page_shares_more_of_them(shared: int, others: int, *, is_told: bool) -> None:
    pages = [page(1, OWN), page(2, (), seen_in(4, shared, others))]

    assert (limit("inner", "marks"), limit("inner", "overlap")) == (2, 30)
    assert bool(list(moved_looks(pages))) is is_told


@pytest.mark.parametrize(("one", "other"), [(0, 0), (1, 1), (1, 2), (4, 4), (5, 6)])
def test_whole_pages_equal_turns_and_parts_of_two_pages_say_nothing(one: int, other: int) -> None:
    pages = [page(1, (), seen_in(one, 20)), page(2, (), seen_in(other, 20))]

    assert list(moved_looks(pages)) == []


def test_what_more_cases_show_is_a_layout() -> None:
    common = limit("picture", "common")
    pages = [page(0, OWN), *(page(n, (), seen_in(1, 20)) for n in range(1, common + 1))]

    assert (len(list(moved_looks(pages[:common]))), list(moved_looks(pages))) == (common - 1, [])
    assert list(moved_looks(pages[:2], set(OWN))) == []


def test_one_party_may_show_a_picture_twice() -> None:
    again = Sighting(Place("c2", 2, 1), "p1", "2.png", None, (), views=seen_in(1, 20))

    assert list(moved_looks([page(1, OWN), again])) == []


def test_a_later_page_is_told_against_the_one_that_it_shares_most_with() -> None:
    pages = [page(1, OWN[:8]), page(2, OWN), page(3, (), seen_in(2, 20))]

    assert [each.cases for each in moved_looks(pages)] == [("c2", "c3")]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (0, 1, ["turned_1"]),
        (0, 3, ["turned_3"]),
        (0, 4, ["later_inside"]),
        (7, 0, ["earlier_inside"]),
        (1, 4, ["turned_3", "later_inside"]),
        (4, 2, ["turned_2", "earlier_inside"]),
    ],
)
def test_the_views_tell_how_the_later_page_shows_the_picture(one: int, other: int, told: list[str]) -> None:
    assert ways(one, other) == told
    assert all(moved_words(each).ja and moved_words(each).en for each in told)


def test_an_alert_says_in_words_how_the_pictures_relate() -> None:
    [found] = moved_looks([page(1, OWN), page(2, (), seen_in(1, 20))])

    assert (found.pattern, found.places) == ("same_picture", (Place("c1", 1, 1), Place("c2", 2, 1)))
    assert found.seen.ja == (
        "「1.png」1ページと「2.png」1ページは、同じ画像です：あとの画像は右へ90度回されています（ほかの案件にない同じ部分が20か所）。"
    )
    assert found.seen.en == (
        "“1.png” page 1 and “2.png” page 1 show one picture: the later one is turned to the right"
        " (20 details that no other case has)."
    )
