"""A round with applications that wait for its decision, and the people who score and decide them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from hojokin.flow.form import Value
from hojokin.flow.roles import Role
from hojokin.office.actions.edit_round import seed_rounds
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import (
    Filing,
    FilingEntry,
    FilingVersion,
    Party,
    Person,
    Round,
    Score,
    ScoreSheet,
    Seat,
    Tie,
)
from tests.flow.application_samples import corporation

CLOSE = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)  # 17:00:00 in Japan, round 2 of the normal track
BEFORE = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
AFTER = datetime(2026, 7, 20, 3, 0, tzinfo=UTC)
ROUND = "normal-2026-R2"
ITEMS = 6  # review items of the normal track
AMOUNT = 500_000


@dataclass(frozen=True)
class Office:
    """Everybody of the office, each with a browser."""

    administrator: Actor
    approver: Actor
    second: Actor
    reviewer: Actor
    colleague: Actor
    auditor: Actor


def office() -> Office:
    """People in every seat that matters here."""
    return Office(
        actor("管理 一郎", Role.ADMINISTRATOR),
        actor("決裁 花子", Role.APPROVER),
        actor("決裁 次郎", Role.APPROVER),
        actor("審査 三郎", Role.REVIEWER),
        actor("審査 四郎", Role.REVIEWER),
        actor("監査 五郎", Role.AUDITOR),
    )


def actor(name: str, role: Role, party: Party | None = None, phone: str = "") -> Actor:
    """A person in one seat."""
    email = f"p{Person.objects.count() + 1}@example.jp"
    person = Person.objects.create_user(email, name=name, joined_at=BEFORE, phone=phone)
    Seat.objects.create(person=person, role=role.value, party=party, since=BEFORE)
    return Actor(person, role, party, origin="")


def browser(of: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    assert of.person is not None
    client.force_login(of.person)
    return client


def the_round(code: str = ROUND, **changed: Any) -> Round:
    """A published round, as changed."""
    seed_rounds("fy2026", by=SYSTEM, at=BEFORE - timedelta(days=90))
    Round.objects.filter(code=code).update(**changed)
    return Round.objects.get(code=code)


def application(state: str = "reviewed", **more: Any) -> Filing:
    """An application of a firm and a vendor in the round, due at its close."""
    number = Filing.objects.count() + 1
    firm = more.pop("owner", None) or Party.objects.create(name=f"申請商店{number}", prefecture="13")
    seller = more.pop("partner", None) or Party.objects.create(name=f"販売{number}")
    asked = {
        "number": f"AP26-9{number:05d}",
        "kind": "application",
        "edition": "fy2026",
        "track": "normal",
        "state": state,
        "owner": firm,
        "partner": seller,
        "title": f"{firm.name}の申請",
        "round_code": ROUND,
        "opened_at": BEFORE,
        "state_since": BEFORE,
        "due_at": CLOSE,
    } | more
    return Filing.objects.create(**asked)


def handed_in(people: Office, points: tuple[int, ...] = (3, 3), **values: Value) -> Filing:
    """An application that was handed in and scored; ``points`` of each reviewer for every item."""
    filing = application(submitted_at=BEFORE)
    told = corporation(**values)
    assert people.reviewer.person is not None
    FilingVersion.objects.create(
        filing=filing,
        sequence=1,
        submitted_at=BEFORE,
        submitted_by=people.reviewer.person,
        values=told,
        files=[],
        digest=f"{filing.pk:064d}",
    )
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=filing,
            name=name,
            typed=[],
            value=value,
            written_by=people.reviewer.person,
            written_as="applicant",
            written_at=BEFORE,
        )
        for name, value in told.items()
    )
    for who, given in zip((people.reviewer, people.colleague), points, strict=False):
        sheet(filing, who, given)
    return filing


def sheet(filing: Filing, who: Actor, points: int) -> ScoreSheet:
    """A finished sheet with the same points for every item."""
    assert who.person is not None
    made = ScoreSheet.objects.create(filing=filing, reviewer=who.person, finished_at=AFTER)
    Score.objects.bulk_create(Score(sheet=made, item=f"item_{n}", points=points) for n in range(ITEMS))
    return made


def no_tie(filing: Filing, who: Actor, *, has_tie: bool = False) -> None:
    """What somebody declared."""
    assert who.person is not None
    Tie.objects.create(filing=filing, person=who.person, has_tie=has_tie, declared_at=BEFORE)
