"""Two versions side by side: what changed, what was pointed out in between, and what the party answered."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.records.models import Filing, Person
from tests.office.desk.desk_scene import entry, filing, finding, now, party, person, signed_in, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> Person:
    return person(Role.REVIEWER)


@pytest.fixture
def site(reviewer: Person) -> Client:
    return signed_in(reviewer)


@pytest.fixture
def twice() -> Filing:
    """Handed in twice, with one field changed."""
    owner = party()
    one, seller = filing(owner=owner), person(Role.VENDOR, party=owner)
    version(one, 1, seller, _day(9), name="そらもり会計", maker="そらもり合同会社", customers=3)
    version(one, 2, seller, _day(3), name="そらもり会計", maker="株式会社そらもり", customers=3)
    return one


def _day(ago: int) -> datetime:
    return now() - timedelta(days=ago)


def fields(answer: Any) -> dict[str, bool]:
    sections = answer.context["compared"].sections
    return {each.field.name: each.is_changed for section in sections for each in section.fields}


def test_only_what_changed_is_shown_and_marked_by_more_than_colour(site: Client, twice: Filing) -> None:
    answer = site.get(f"/desk/{twice.number}/compare/?a=1&b=2")

    page = answer.content.decode()
    assert fields(answer) == {"maker": True}
    assert "<del>" in page
    assert "<ins>" in page


def test_every_field_is_shown_when_asked_for(site: Client, twice: Filing) -> None:
    answer = site.get(f"/desk/{twice.number}/compare/?a=1&b=2&all=1")

    assert fields(answer) == {"name": False, "maker": True, "customers": False}


def test_without_a_choice_the_last_two_versions_are_compared(site: Client, twice: Filing) -> None:
    compared = site.get(f"/desk/{twice.number}/compare/").context["compared"]

    assert (compared.before.label, compared.after.label) == ("1", "2")


def test_a_single_version_is_compared_with_what_stands_there_now(site: Client) -> None:
    owner = party()
    one, seller = filing(owner=owner), person(Role.VENDOR, party=owner)
    version(one, 1, seller, _day(9), name="そら")
    entry(one, "name", "うみ", seller)

    answer = site.get(f"/desk/{one.number}/compare/")

    assert fields(answer) == {"name": True}
    assert answer.context["compared"].after.label == "now"


def test_a_point_about_the_earlier_version_stands_at_its_field_though_nothing_changed(
    site: Client, reviewer: Person, twice: Filing
) -> None:
    finding(twice, "name", reviewer, sent=True, raised_at=_day(5), answer="資料を直しました。")
    finding(twice, "customers", reviewer, sent=True, raised_at=_day(1))

    answer = site.get(f"/desk/{twice.number}/compare/?a=1&b=2")

    assert fields(answer) == {"name": False, "maker": True}
    assert "資料を直しました。" in answer.content.decode()


def test_a_version_that_never_was_is_not_found(site: Client, twice: Filing) -> None:
    assert site.get(f"/desk/{twice.number}/compare/?a=7").status_code == 404


def test_what_was_never_handed_in_is_not_the_office_s_business(site: Client) -> None:
    filing(submitted_at=None, state="draft")

    assert site.get("/desk/TR26-000001/compare/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_comparison_asks_the_database_the_same_for_one_and_for_three(
    django_assert_num_queries: Any, site: Client, reviewer: Person, count: int
) -> None:
    one, seller = filing(), person(Role.VENDOR, party=party("別の会社"))
    for place in range(1, count + 2):
        version(one, place, seller, _day(20 - place), name=f"名前{place}")
        finding(one, "name", reviewer, sent=True, raised_at=_day(19 - place))

    with django_assert_num_queries(7):
        site.get(f"/desk/{one.number}/compare/")
