"""Rows that are added by kept SQL are the rows that Django would have added."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.records.added import add
from hojokin.office.records.models import Evaluation, Filing, Notice, Party, Person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 25, 12, tzinfo=UTC)
SAID = {"title": '「青空」\\ "a" %s', "parts": ["一", None, 3]}


@pytest.fixture
def person() -> Person:
    return Person.objects.create_user("a@example.jp", name="青空太郎", joined_at=NOON)


@pytest.fixture
def filing() -> Filing:
    owner = Party.objects.create(name="青空商店", prefecture="13")
    return Filing.objects.create(
        number="AP26-000001",
        kind="application",
        edition="FY2026",
        owner=owner,
        opened_at=NOON,
        state_since=NOON,
    )


def notice(person: Person, event: str) -> Notice:
    return Notice(person=person, event=event, data=SAID, at=NOON)


def evaluation(filing: Filing, amount: int | None) -> Evaluation:
    return Evaluation(filing=filing, question=SAID, amount_yen=amount, refusals=["a"], library="1", at=NOON)


def said(row: Model) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if name not in {"id", "_state"}}


def test_they_say_what_those_of_django_say(person: Person) -> None:
    add([notice(person, "one"), notice(person, "two")])
    Notice.objects.bulk_create([notice(person, "one"), notice(person, "two")])

    ours, other, *theirs = Notice.objects.order_by("pk")
    assert [said(ours), said(other)] == [said(each) for each in theirs]


def test_the_same_sql_adds_other_values(person: Person) -> None:
    add([notice(person, "one")])
    add([notice(person, "two")])

    assert list(Notice.objects.order_by("pk").values_list("event", flat=True)) == ["one", "two"]


def test_all_are_one_query_and_none_is_none(person: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        add([notice(person, "one"), notice(person, "two"), notice(person, "three")])
        add([])

    assert len(asked) == 1


def test_a_row_takes_the_place_of_the_one_that_it_is_over(filing: Filing) -> None:
    add([evaluation(filing, 1)], over="filing")
    first = Evaluation.objects.get()
    add([evaluation(filing, 2)], over="filing")

    assert (Evaluation.objects.get().pk, Evaluation.objects.get().amount_yen) == (first.pk, 2)


def test_without_a_place_to_take_two_of_the_same_are_refused(filing: Filing) -> None:
    add([evaluation(filing, 1)])

    with pytest.raises(IntegrityError), transaction.atomic():
        add([evaluation(filing, 2)])


@pytest.mark.parametrize(("amount", "fits"), [(0, True), (-1, False)])
def test_the_constraints_of_the_table_hold(filing: Filing, amount: int, fits: bool) -> None:
    if fits:
        add([evaluation(filing, amount)])
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            add([evaluation(filing, amount)])

    assert Evaluation.objects.count() == fits
