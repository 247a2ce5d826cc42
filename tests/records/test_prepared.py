"""A prepared question answers what Django answers, for other values each time and by whichever connection asks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import Role
from hojokin.office.records.models import Party, Person, Seat
from hojokin.office.records.prepared import KEY, MOMENT, TEXT, Given, prepared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 25, 12, tzinfo=UTC)


@prepared(owner=KEY, at=MOMENT)
def seats(owner: Given, at: Given) -> QuerySet[Seat]:
    held = Q(until__isnull=True) | Q(until__gt=at)
    return Seat.objects.filter(held, party=owner).select_related("person", "party").order_by("pk")


@prepared(name=TEXT)
def counted(name: Given) -> QuerySet[Seat, tuple[str, int, bool]]:
    same = Seat.objects.filter(role=OuterRef("role"), party__name=name)
    found = Seat.objects.values_list("role").annotate(count=Count("pk"), known=Exists(same))
    return found.order_by("role")


def party(name: str) -> Party:
    return Party.objects.create(name=name, prefecture="13")


def seat(name: str, *, until: datetime | None = None) -> Seat:
    holder = Person.objects.create_user(f"{name}@example.jp", name=f"{name}の人", joined_at=NOON)
    made = Seat.objects.create(
        person=holder, role=Role.APPLICANT.value, party=party(name), since=NOON, until=until
    )
    return Seat.objects.get(pk=made.pk)


def test_records_are_those_of_django_with_what_was_joined() -> None:
    own, other = seat("青空商店"), seat("緑屋")

    (found,) = seats(owner=own.party_id, at=NOON)
    with CaptureQueriesContext(connection) as asked:
        names = (found.person.name, found.party and found.party.name)

    assert found == own
    assert {name: value for name, value in vars(found).items() if name != "_state"} == {
        name: value for name, value in vars(own).items() if name != "_state"
    }
    assert names == (own.person.name, "青空商店")
    assert len(asked) == 0
    assert seats(owner=other.party_id, at=NOON) == [other]


@pytest.mark.parametrize(("seconds", "is_held"), [(-1, True), (0, False), (1, False)])
def test_a_moment_is_compared_to_the_second(seconds: int, is_held: bool) -> None:
    own = seat("青空商店", until=NOON)

    assert seats(owner=own.party_id, at=NOON + timedelta(seconds=seconds)) == ([own] if is_held else [])


def test_tuples_are_those_of_django() -> None:
    seat("青空商店")
    seat("緑屋")

    same = Seat.objects.filter(role=OuterRef("role"), party__name="緑屋")
    plain = Seat.objects.values_list("role").annotate(count=Count("pk"), known=Exists(same)).order_by("role")

    assert counted(name="緑屋") == list(plain)
    assert [known for _role, _count, known in counted(name="赤屋")] == [False]


def test_the_question_is_written_once() -> None:
    written = []

    @prepared(name=TEXT)
    def parties(name: Given) -> QuerySet[Party]:
        written.append(1)
        return Party.objects.filter(name=name)

    for name in ("青空商店", "緑屋", "青空商店"):
        party(name)
        assert {each.name for each in parties(name=name)} == {name}

    assert len(written) == 1


def test_a_value_is_never_part_of_the_sql() -> None:
    spiteful = "'; DROP TABLE records_party; --%s"
    seat(spiteful)

    with CaptureQueriesContext(connection) as asked:
        found = counted(name=spiteful)

    assert [known for _role, _count, known in found] == [True]
    assert len(asked) == 1
    assert [each.name for each in Party.objects.all()] == [spiteful]


def test_one_question_is_one_query() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert seats(owner=1, at=NOON) == []

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("values", "error"), [({"owner": None, "at": NOON}, ValueError), ({"owner": 1}, KeyError)]
)
def test_a_value_must_be_given(values: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        seats(**values)


def test_what_a_second_query_would_read_is_refused() -> None:
    @prepared(person=KEY)
    def people(person: Given) -> QuerySet[Person]:
        return Person.objects.filter(pk=person).prefetch_related("seats")

    with pytest.raises(ValueError, match="at once"):
        people(person=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection() -> None:
    own = seat("青空商店")
    seen: list[object] = []

    def elsewhere(ask: Callable[[], object]) -> None:
        seen.append(ask())
        connections.close_all()

    assert seats(owner=own.party_id, at=NOON) == [own]
    thread = Thread(target=elsewhere, args=(lambda: seats(owner=own.party_id, at=NOON),))
    thread.start()
    thread.join()

    assert seen == [[own]]
    assert seats(owner=own.party_id, at=NOON) == [own]


def test_what_can_find_nothing_is_no_query() -> None:
    @prepared(name=TEXT)
    def none(name: Given) -> QuerySet[Party]:
        return Party.objects.filter(name=name, pk__in=[])

    party("青空商店")

    with CaptureQueriesContext(connection) as asked:
        assert none(name="青空商店") == []
    assert len(asked) == 0


@pytest.mark.django_db(transaction=True)
def test_a_row_is_locked_within_a_transaction_only() -> None:
    @prepared(name=TEXT)
    def locked(name: Given) -> QuerySet[Party]:
        return Party.objects.select_for_update().filter(name=name)

    own = party("青空商店")
    with transaction.atomic():
        assert locked(name="青空商店") == [own]

    with pytest.raises(TransactionManagementError):
        locked(name="青空商店")


def test_a_part_of_a_list_is_that_part() -> None:
    @prepared(least=KEY)
    def some(least: Given) -> QuerySet[Party]:
        return Party.objects.filter(pk__gte=least).order_by("pk")[1:3]

    made = [party(name) for name in "abcd"]

    assert some(least=made[0].pk) == made[1:3]
    assert some(least=made[3].pk) == []
