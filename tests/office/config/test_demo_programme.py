"""The programme of the demo: made by the office's own actions, in the order of time, once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hojokin.office.config.demo_people import make_demo_people
from hojokin.office.config.demo_programme import applying, making
from hojokin.office.config.demo_programme.firms import invented
from hojokin.office.config.demo_programme.papers import paper
from hojokin.office.config.demo_programme.timeline import Life, Timeline
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.office.queries.audit import first_broken
from hojokin.office.records.models import AuditRow, Filing, FilingVersion, NewsItem, Tool, Vendor
from hojokin.rules.identifiers import corporate_number

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def folder(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setenv("HOJOKIN_DATA", str(tmp_path))


def small(plan: dict[str, Any]) -> dict[str, Any]:
    """One application of every state of every round and track."""
    rounds = {
        when: {track: dict.fromkeys(states, 1) for track, states in plan[when].items()}
        for when in ("early", "before", "current")
    }
    return {**plan, **rounds}


def test_what_a_visitor_sees_first_is_made_once_and_stands_where_it_should(db: None, folder: None) -> None:
    make_demo_people(NOW - timedelta(days=310))

    made = [making.make_first(NOW), making.make_first(NOW)]

    assert made == [True, False]
    named = Filing.objects.filter(owner__seats__person__email__endswith="@gbizid.example").distinct()
    assert sorted(named.values_list("owner__name", "track", "kind", "state")) == [
        ("さくら製作所株式会社", "consortium", "consortium_application", "granted"),
        ("さくら製作所株式会社", "consortium", "grant", "granted"),
        ("さくら製作所株式会社", "normal", "application", "vendor_editing"),
        ("大和流通株式会社", "electronic_transaction", "application", "granted"),
        ("大和流通株式会社", "electronic_transaction", "grant", "granted"),
        ("木下理容室", "invoice", "application", "submitted"),
        ("浜辺食堂合同会社", "normal", "application", "correction_applicant"),
    ]
    returned = Filing.objects.get(owner__name="浜辺食堂合同会社")
    assert returned.due_at is not None
    assert returned.due_at > NOW
    assert returned.findings.filter(sent_at__isnull=False).count() == 3
    assert Vendor.objects.filter(state="registered", party__isnull=False).count() == 2
    assert Tool.objects.filter(state="registered").count() == 11
    assert Tool.objects.filter(state="registered").exclude(ai_kind="none").count() == 6
    assert NewsItem.objects.count() == len(data("news")["items"])
    assert FilingVersion.objects.exclude(signature="").count() == FilingVersion.objects.count()
    assert first_broken() is None
    assert not AuditRow.objects.filter(at__gt=NOW).exists()


def test_the_crowd_reaches_every_state_of_the_plan_and_may_be_begun_again(
    db: None, folder: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small(dict(data("plan")))
    monkeypatch.setattr(applying, "data", lambda name: plan if name == "plan" else data(name))
    make_demo_people(NOW - timedelta(days=310))
    making.make_first(NOW)

    making.make_crowd(NOW)
    count = Filing.objects.count()
    making.make_crowd(NOW)

    states = set(Filing.objects.filter(kind="application").values_list("state", flat=True))
    assert states >= {
        "invited",
        "expired",
        "applicant_editing",
        "vendor_editing",
        "applicant_confirming",
        "submitted",
        "under_review",
        "correction_applicant",
        "correction_vendor",
        "correction_confirming",
        "reviewed",
        "granted",
        "withdrawn",
        "lapsed",
    }
    registrations = Filing.objects.filter(kind="vendor_registration").values_list("state", flat=True)
    assert {"submitted", "returned", "provisional", "rejected", "registered"} <= set(registrations)
    reports = Filing.objects.filter(kind="consortium_performance_report").values_list("state", flat=True)
    assert Counter(reports) == {"accepted": 6, "submitted": 2, "correction": 1, "applicant_editing": 1}
    assert Filing.objects.count() == count
    assert first_broken() is None


def test_the_invented_firms_have_numbers_that_are_right_and_their_own() -> None:
    firms = list(invented())
    numbers = [each.corporate_number for each in firms if each.is_corporation]

    assert len({each.name for each in firms}) == len(firms)
    assert len({each.phone for each in firms}) == len(firms)
    assert len(set(numbers)) == len(numbers)
    assert [each for each in numbers if corporate_number(each).problems] == []


def test_there_are_firms_enough_for_the_plan() -> None:
    plan = data("plan")
    wanted = sum(
        count
        for when in ("early", "before", "current")
        for states in plan[when].values()
        for count in states.values()
    )

    assert 250 <= wanted <= 300
    assert len(list(invented())) > wanted * 5 // 4


def test_no_two_papers_have_the_same_bytes() -> None:
    assert paper("A", "AP26-000001").getvalue() != paper("A", "AP26-000002").getvalue()


def test_lives_act_in_the_order_of_time_and_not_beyond_the_end(db: None) -> None:
    told: list[str] = []

    def life(name: str, *days: int) -> Life:
        for day in days:
            yield NOW + timedelta(days=day)
            told.append(f"{name}{day}")

    timeline = Timeline(NOW + timedelta(days=5))
    for each in (life("a", 1, 4, 6), life("b", 2, 3, 5)):
        timeline.add(each)
    timeline.run()

    assert told == ["a1", "b2", "b3", "a4", "b5"]
