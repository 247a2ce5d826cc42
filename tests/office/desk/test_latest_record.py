"""The newest rows of a record, and whoever ever acted in it, however old that is."""

from datetime import timedelta

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.record import record
from hojokin.office.queries import latest_record
from hojokin.office.queries.same_hand import acts_in
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Person
from tests.office.cases.sample import AT

pytestmark = pytest.mark.django_db
MOST = 3


@pytest.fixture
def filing(monkeypatch: pytest.MonkeyPatch) -> Filing:
    """An application whose record tells three rows."""
    monkeypatch.setattr(latest_record, "MOST", MOST)
    return Filing(number="AP26-000009")


@pytest.mark.parametrize("rows", [MOST - 1, MOST, MOST + 1])
def test_no_more_rows_are_told_than_fit_and_every_act_is_known(filing: Filing, rows: int) -> None:
    ann = Person.objects.create(email="ann@example.jp", name="安", phone="09011112222", joined_at=AT)
    ben = Person.objects.create(email="ben@example.jp", name="便", joined_at=AT)
    record(Actor(ann, Role.APPLICANT, origin="a"), "application.first", filing.number, at=AT)
    for place in range(1, rows):
        at = AT + timedelta(minutes=place)
        record(Actor(ben, Role.VENDOR, origin="b"), "application.next", filing.number, at=at)
    record(Actor(ann, Role.APPLICANT, origin="a"), "application.first", "AP26-000010", at=AT)

    found = latest_record.latest_record(filing.number)

    assert [each.what for each in found.rows] == (["application.next"] * (rows - 1) + ["application.first"])[
        :MOST
    ]
    assert sorted(found.acts, key=lambda each: each.since) == list(acts_in(filing))
    assert [each.name for each in acts_in(filing)] == ["安", "便"]


def test_what_the_site_does_by_itself_is_a_row_and_nobodys_act(filing: Filing) -> None:
    record(SYSTEM, "application.remind", filing.number, at=AT)

    found = latest_record.latest_record(filing.number)

    assert [each.what for each in found.rows] == ["application.remind"]
    assert list(found.acts) == []
