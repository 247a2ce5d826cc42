"""Days and turns as a worklist says them, and the filters that its address carries."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from hojokin.flow.roles import Role
from hojokin.office.portals.templatetags.turns import ended_well, how_urgent, left, whose
from hojokin.office.portals.vendor.filters import ALL, filters_in
from hojokin.office.queries.worklists import Line, line
from tests.office.vendor.people import AT, filing_of, vendor_person


def due_in(days: int | None, state: str = "draft") -> Line:
    """A tool's registration that is due in so many days."""
    seller = vendor_person()
    filing = filing_of("tool_registration", seller, state=state)
    filing.due_at = None if days is None else AT + timedelta(days=days)
    return line(filing, seller, AT)


@pytest.mark.parametrize(
    ("days", "words", "look"),
    [
        (-1, "1日過ぎています", "bad"),
        (0, "今日まで", "bad"),
        (1, "あと1日", "unsure"),
        (7, "あと7日", "unsure"),
        (8, "あと8日", ""),
        (None, "", ""),
    ],
)
def test_the_days_are_said_and_coloured(days: int | None, words: str, look: str) -> None:
    each = due_in(days)

    with translation.override("ja"):
        assert (left(each), how_urgent(each)) == (words, look)


def test_what_waits_for_somebody_else_is_not_coloured() -> None:
    assert how_urgent(due_in(0, "submitted")) == ""


def test_what_has_ended_has_no_days_left() -> None:
    assert left(due_in(3, "withdrawn")) == ""


@pytest.mark.parametrize(
    ("state", "well"), [("submitted", False), ("registered", True), ("rejected", False), ("withdrawn", False)]
)
def test_only_the_end_of_the_main_way_is_good(state: str, well: bool) -> None:
    assert ended_well(due_in(None, state)) is well


def test_the_office_is_one_side() -> None:
    with translation.override("ja"):
        told = [whose(each) for each in (Role.REVIEWER, Role.PAYER, Role.APPLICANT, None)]

    assert told == ["事務局", "事務局", "申請者", ""]


@pytest.mark.parametrize(
    ("address", "turn"),
    [("", "mine"), ("turn=office", "office"), ("turn=nobody", "mine"), ("text=x", ALL), ("state=draft", ALL)],
)
def test_a_bare_address_means_the_own_turn_and_a_search_looks_everywhere(address: str, turn: str) -> None:
    assert filters_in(QueryDict(address)).turn == turn


def test_another_filter_begins_at_the_first_page() -> None:
    filters = filters_in(QueryDict("kind=tool_registration&page=3&other=1"))

    assert filters.query(turn="office") == "kind=tool_registration&turn=office"
    assert filters.wanted().page == 3


@pytest.mark.parametrize("page", ["", "x", "-1", "²"])
def test_what_is_no_page_is_the_first(page: str) -> None:
    assert filters_in(QueryDict(f"page={page}")).wanted().page == 1
