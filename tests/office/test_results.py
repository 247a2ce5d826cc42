"""The results page: published rounds beside this office's own, as picture, table and data."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.queries.results import Origin, ResultLine, results
from hojokin.office.records.models import DecisionProposal, Filing, GrantDecision, Party, Person, Round
from hojokin.rules.schedule.statistics import round_results

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)


def decided(granted: int, rejected: int, *, number: int = 1, is_public: bool = True) -> None:
    """A round of the normal track with so many decisions."""
    person, _ = Person.objects.get_or_create(email="approver@example.jp", defaults={"joined_at": AT})
    owner = Party.objects.create(name="株式会社あおぞら")
    row = Round.objects.create(
        code=f"normal-2026-R{number}",
        edition="fy2026",
        track="normal",
        number=number,
        promised_at=AT,
        promised_since=AT,
        closes_at=AT,
    )
    proposal = DecisionProposal.objects.create(
        round=row,
        state="done",
        amount_yen=0,
        rows=[],
        digest="",
        proposed_by=person,
        proposed_at=AT,
        published_at=AT if is_public else None,
    )
    for place in range(granted + rejected):
        is_granted = place < granted
        filing = Filing.objects.create(
            number=f"AP26-{number}-{place}",
            kind="application",
            edition="fy2026",
            track="normal",
            state="granted" if is_granted else "rejected",
            owner=owner,
            opened_at=AT,
            state_since=AT,
        )
        GrantDecision.objects.create(
            filing=filing,
            proposal=proposal,
            number=filing.number,
            outcome=filing.state,
            place=place,
            score=0,
            amount_yen=1_000_000 if is_granted else 0,
            eligible_cost_yen=2_000_000,
            edition="fy2026",
            library="1",
            question={},
            explanation={},
            reasons_are_told=True,
            decided_at=AT,
        )


def own() -> list[ResultLine]:
    return [each for each in results().lines if each.origin is Origin.OFFICE]


def test_every_published_round_is_there() -> None:
    assert {each.fact for each in results().lines} == {each.fact for each in round_results()}


def test_a_published_rate_stays_as_it_was_published() -> None:
    [first] = [each for each in results(2025, "normal").lines if each.round_number == 1]

    assert first == ResultLine(
        2025, 1, "normal", 2_979, 1_511, 507, Origin.PUBLISHED, "STAT.normal-2025-R1", "secondary"
    )


def test_an_own_round_is_counted_once_its_decisions_are_public() -> None:
    decided(2, 1)
    decided(1, 0, number=2, is_public=False)

    assert own() == [ResultLine(2026, 1, "normal", 3, 2, 667, Origin.OFFICE)]


def test_a_round_in_which_nobody_was_granted_has_the_rate_of_zero() -> None:
    decided(0, 2)

    assert own() == [ResultLine(2026, 1, "normal", 2, 0, 0, Origin.OFFICE)]


def test_years_that_may_be_asked_for_do_not_depend_on_what_is_asked() -> None:
    decided(1, 0)

    assert results(2024, "normal").years == [2024, 2025, 2026]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("year=2025&track=consortium", [("consortium", 2025, 1), ("consortium", 2025, 2)]),
        ("year=1999", []),
    ],
)
def test_the_address_narrows_the_data(site: Client, asked: str, expected: list[tuple[str, int, int]]) -> None:
    rows = json.loads(site.get(f"/results/results.json?{asked}").content)["rows"]

    assert [(each["track"], each["year"], each["round_number"]) for each in rows] == expected


@pytest.mark.parametrize("asked", ["year=abcd&track=xyz", "year=２０２５", "year=-202", ""])
def test_what_is_no_year_and_no_track_narrows_nothing(site: Client, asked: str) -> None:
    rows = json.loads(site.get(f"/results/results.json?{asked}").content)["rows"]

    assert len(rows) == len(round_results())


def test_the_json_says_what_each_column_means(site: Client) -> None:
    told = json.loads(site.get("/results/results.json?track=normal").content)

    assert [each["name"] for each in told["columns"]] == list(told["rows"][0])


def test_the_table_opens_in_a_spreadsheet(site: Client) -> None:
    answer = site.get("/results/results.csv?year=2024&track=invoice")

    text = answer.content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [(each["applications"], each["grants"]) for each in rows][:3] == [
        ("1607", "1531"),
        ("1548", "1457"),
        ("2061", ""),
    ]


def test_each_track_has_its_pictures_and_one_table(site: Client) -> None:
    html = site.get("/results/?track=normal").content.decode()

    assert [html.count(each) for each in ('role="img"', 'class="plots"')] == [3, 1]


def test_a_track_in_which_nobody_applied_says_so(site: Client) -> None:
    html = site.get("/results/?track=electronic_transaction&year=2025").content.decode()

    assert (html.count('role="img"'), "これまでに申請がなかった" in html) == (0, True)


def test_a_year_without_results_leads_on(site: Client) -> None:
    assert "別の年か枠を選んでください" in site.get("/results/?year=1999").content.decode()


def test_the_page_reads_in_english(site: Client) -> None:
    assert site.get("/en/results/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_is_enough(site: Client, django_assert_num_queries: Any, count: int) -> None:
    for number in range(1, count + 1):
        decided(1, 1, number=number)

    with django_assert_num_queries(1):
        site.get("/results/")
