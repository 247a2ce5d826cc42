"""Filters of the queue: what is shown is what is set, and a number leads to the list that it counts."""

from typing import Any

import pytest

from hojokin.flow.roles import Role
from tests.office.desk.desk_scene import filing, now, person, signed_in
from tests.office.rounds.scene import ROUND, application, browser, office, the_round

pytestmark = pytest.mark.django_db


def shown(answer: Any) -> list[str]:
    return [each.number for each in answer.context["list"].lines]


@pytest.mark.parametrize("kind", ["vendor_registration", ""])
def test_a_state_of_another_kind_does_not_go_on_narrowing_where_no_filter_shows_it(kind: str) -> None:
    filing("VR26-000001", kind="vendor_registration", state="provisional", title="")
    site = signed_in(person(Role.REVIEWER))

    answer = site.get(f"/desk/?kind={kind}&turn=office&state=accepted")

    assert shown(answer) == ["VR26-000001"]
    assert "state=" not in answer.context["csv"]


@pytest.mark.parametrize("address", ["/desk/rounds/", f"/desk/rounds/{ROUND}/"])
def test_no_number_of_a_round_leads_to_a_list_of_another_length(address: str) -> None:
    people = office()
    the_round()
    for state in ("under_review", "reviewed", "granted", "withdrawn"):
        application(state, submitted_at=now())
    site = browser(people.reviewer)

    page = site.get(address).text

    link = f'<a href="/desk/?round={ROUND}">'
    assert page.count(link) == 1
    assert page.partition(link)[2].startswith("この回の手続の一覧")
    assert len(shown(site.get(f"/desk/?round={ROUND}"))) == 4
