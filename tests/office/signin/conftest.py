"""People and parties to sign in as, and a clock."""

from datetime import UTC, datetime
from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import Role
from hojokin.office.actions.give_seat import give_seat
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Party, Person

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def no_shortcut(settings: Any) -> None:
    """The rules that hold outside of the demo, and a fast hash."""
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """What another test tried does not count here."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def firm(db: None) -> Party:
    return Party.objects.create(name="みなとシステム株式会社", corporate_number="5999900000004")


@pytest.fixture
def administrator(db: None) -> Actor:
    person = make_person("admin@office.example", "管野 理沙")
    give_seat(person, Role.ADMINISTRATOR, None, by=SYSTEM, at=NOW)
    return Actor(person, Role.ADMINISTRATOR)


@pytest.fixture
def vendor(firm: Party) -> Actor:
    person = make_person("minato@vendor.example", "港 真一")
    give_seat(person, Role.VENDOR, firm, by=SYSTEM, at=NOW)
    return Actor(person, Role.VENDOR, firm)


def make_person(email: str, name: str = "山田 太郎", **fields: Any) -> Person:
    return Person.objects.create_user(email, PASSWORD, name=name, joined_at=NOW, **fields)


def person_behind(actor: Actor) -> Person:
    assert actor.person is not None
    return actor.person
