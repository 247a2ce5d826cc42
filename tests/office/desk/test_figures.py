"""The office's figures: cases by age, time in each state, returns by field, vendors, money; as page and as files."""

import csv
import io
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.timezone import localtime
from python_calamine import CalamineWorkbook

from hojokin.flow.ledger import Account
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.move import move
from hojokin.office.actions.record import record
from hojokin.office.portals.secretariat.figure_blocks import BLOCKS
from hojokin.office.portals.secretariat.figure_plots import day_words
from hojokin.office.queries.figures import (
    budget_figures,
    durations,
    reason_lines,
    state_lines,
)
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.vendor_quality import vendor_lines
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, LedgerEntry, LedgerPosting, Party, Round, Stay
from tests.office.desk.desk_scene import filing, finding, no_tie, now, party, person, signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def reviewing() -> Client:
    return signed_in(person(Role.REVIEWER))


def aged(number: str, days: int, **more: Any) -> Filing:
    return filing(number, state_since=now() - days * DAY, **more)


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_everybody_of_the_office_sees_the_figures(role: Role) -> None:
    assert signed_in(person(role)).get("/desk/figures/").status_code == 200


def test_every_block_is_reached_from_the_top_and_its_table_opens_on_demand() -> None:
    filing("TR26-1")

    page = reviewing().get("/desk/figures/").content.decode()

    top, *parts = page.split('<section class="figures-part"')
    assert [f'href="#part-{code}"' in top for code in BLOCKS] == [True] * len(BLOCKS)
    assert parts[0].index("<details") < parts[0].index("<table") < parts[0].index("</details>")
    assert "表を見る（1行）" in parts[0]


def test_a_block_without_lines_says_so_unfolded() -> None:
    page = reviewing().get("/desk/figures/").content.decode()

    assert "<details" not in page.partition('<section class="figures-part"')[2]
    assert "まだありません。" in page


def test_a_vendor_does_not() -> None:
    assert signed_in(person(Role.VENDOR, party=party())).get("/desk/figures/").status_code == 403


def test_cases_are_counted_by_the_days_in_their_state() -> None:
    at = now()
    for place, age in enumerate([7 * DAY, 7 * DAY + timedelta(seconds=1), 30 * DAY, 90 * DAY, 91 * DAY]):
        filing(f"TR26-{place}", state_since=at - age)

    [line] = state_lines(at)

    assert (line.state.code, line.count, list(line.ages)) == ("submitted", 5, [1, 2, 1, 1])
    assert line.oldest == at - 91 * DAY


def test_states_come_in_the_order_of_their_table() -> None:
    filing("TR26-1", state="registered")
    filing("TR26-2", state="draft")

    assert [each.state.code for each in state_lines(now())] == ["draft", "registered"]


def test_returns_are_counted_by_field_once_they_were_sent() -> None:
    reviewer, one, other = person(Role.REVIEWER), filing("TR26-1"), filing("TR26-2")
    finding(one, "tool_name", reviewer, sent=True)
    finding(one, "tool_name", reviewer, sent=True)
    finding(other, "tool_name", reviewer, sent=True)
    finding(other, "maker", reviewer)

    assert [(each.field, each.findings, each.filings) for each in reason_lines(None)] == [("tool_name", 3, 2)]
    assert list(reason_lines(now() + DAY)) == []


def test_a_field_that_the_form_no_longer_has_keeps_its_name() -> None:
    finding(filing(), "former_field", person(Role.REVIEWER), sent=True)

    assert [each.label.ja for each in reason_lines(None)] == ["former_field"]


def stepped(number: str, *days: int) -> Filing:
    """A tool's registration that was handed in, then returned, after so many days each."""
    at = now() - 100 * DAY
    made = filing(number, state="draft", state_since=at, opened_at=at)
    for (state, after), waited in zip(pairwise(["draft", "submitted", "returned"]), days, strict=False):
        at += waited * DAY
        Stay.objects.create(
            filing=made,
            kind=made.kind,
            state=state,
            left_at=at,
            month=localtime(at).date().replace(day=1),
            tenths=10 * waited,
        )
        Filing.objects.filter(pk=made.pk).update(state=after, state_since=at)
    return made


@pytest.mark.parametrize(
    ("tenths", "ja", "en"),
    [(0, "0日", "0 days"), (8, "0.8日", "0.8 days"), (10, "1日", "1 day"), (11, "1.1日", "1.1 days")],
)
def test_days_in_a_picture_are_counted_as_people_count_them(tenths: int, ja: str, en: str) -> None:
    with translation.override("ja"):
        assert day_words(tenths) == ja
    with translation.override("en"):
        assert day_words(tenths) == en


def test_the_time_in_each_state_is_told_by_the_middle_one() -> None:
    for number, waited in enumerate([1, 2, 9]):
        stepped(f"TR26-{number}", waited, 2 * waited)

    found = durations(kind_of("tool_registration"), None)

    spread = {each.state.code: (each.spread.count, each.spread.median) for each in found.lines}
    assert spread == {"draft": (3, 20), "submitted": (3, 40)}


def test_a_step_keeps_how_long_the_filing_stayed_before_it() -> None:
    reviewer, at = person(Role.REVIEWER), now()
    made = filing(state_since=at - timedelta(days=3, hours=4))
    no_tie(made, reviewer)

    move(made, "accept", by=Actor(reviewer, Role.REVIEWER), at=at)

    [stay] = Stay.objects.all()
    assert (stay.kind, stay.state, stay.left_at, stay.tenths) == ("tool_registration", "submitted", at, 31)


def test_only_what_was_left_in_the_time_counts() -> None:
    stepped("TR26-1", 1, 50)

    found = durations(kind_of("tool_registration"), now() - 60 * DAY)

    assert [each.state.code for each in found.lines] == ["submitted"]


def test_months_tell_of_the_time_at_the_office_alone() -> None:
    stepped("TR26-1", 1, 50)

    found = durations(kind_of("tool_registration"), None)

    assert [(each.count, each.median) for each in found.months.values()] == [(1, 500)]


def test_a_vendor_answers_for_its_own_papers_and_those_with_applicants() -> None:
    vendor, buyer, reviewer, at = party("販売"), party("申請者"), person(Role.REVIEWER), now()
    own = filing("TR26-1", owner=vendor, state="rejected")
    joint = filing("AP26-1", kind="application", track="normal", owner=buyer, partner=vendor)
    filing("AP26-2", kind="application", track="normal", owner=buyer, partner=vendor, submitted_at=None)
    filing(
        "GR26-1", kind="grant", track="normal", owner=buyer, partner=vendor, state="closed", submitted_at=None
    )
    record(SYSTEM, "grant.cancel", "GR26-1", at=at, changes={"to": "cancelled"})
    for field in ("tool_name", "maker"):  # sent together: one return
        finding(own, field, reviewer, sent_at=at)
    finding(own, "maker", reviewer, sent_at=at + DAY)
    finding(joint, "company_name", reviewer, sent_at=at)

    [line] = vendor_lines(None)

    assert (line.name, line.filings, line.returns, line.rejections, line.cancellations) == (
        "販売",
        2,
        3,
        1,
        1,
    )
    assert line.returns_per_hundred == 150


def test_the_vendor_with_the_most_returns_comes_first() -> None:
    reviewer = person(Role.REVIEWER)
    filing("TR26-1", owner=party("静か"))
    finding(filing("TR26-2", owner=party("多い")), "maker", reviewer, sent=True)

    assert [each.name for each in vendor_lines(None)] == ["多い", "静か"]


def test_money_is_told_by_round_with_what_the_ledger_holds() -> None:
    at = now()
    Round.objects.create(
        code="normal-2026-R1",
        edition="fy2026",
        track="normal",
        number=1,
        promised_at=at,
        promised_since=at,
        closes_at=at,
        budget_yen=5_000_000,
    )
    entry = LedgerEntry.objects.create(
        key="k", event="commit", on=at.date(), budget="normal-2026-R1", case="GR26-1", posted_at=at
    )
    LedgerPosting.objects.create(
        entry=entry, account=Account.COMMITMENT.value, case="GR26-1", amount=1_500_000
    )

    [line] = budget_figures()

    assert (line.code, line.budget, line.decided) == ("normal-2026-R1", 5_000_000, 0)
    assert line.balances == {Account.COMMITMENT: 1_500_000}


@pytest.mark.parametrize("block", ["cases", "times", "returns", "vendors", "budgets", "all-cases"])
def test_every_block_is_a_table_and_a_workbook_with_the_same_heads(block: str) -> None:
    filing()
    site = reviewing()

    table = b"".join(site.get(f"/desk/figures/{block}.csv")).decode()
    book = b"".join(site.get(f"/desk/figures/{block}.xlsx"))

    [heads, *_rows] = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    assert table.startswith("\ufeff")
    assert sheet.to_python()[0] == heads


def test_a_block_that_there_is_not_is_not_found() -> None:
    assert reviewing().get("/desk/figures/nothing.csv").status_code == 404


def test_a_name_like_a_formula_is_a_text_in_both_files() -> None:
    filing("TR26-1", owner=party("=1+1"), title="https://example.jp/")
    site = reviewing()

    table = b"".join(site.get("/desk/figures/all-cases.csv")).decode()
    book = b"".join(site.get("/desk/figures/all-cases.xlsx"))

    row = list(csv.reader(io.StringIO(table)))[1]
    told = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[1]
    assert (row[6], told[6], told[8]) == ("'=1+1", "=1+1", "https://example.jp/")


def test_a_day_in_the_workbook_is_that_of_japan() -> None:
    at = now().replace(hour=20, minute=5, second=0, microsecond=0)
    filing("TR26-1", opened_at=at)

    book = b"".join(reviewing().get("/desk/figures/all-cases.xlsx"))

    told = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[1][9]
    assert told == (at + timedelta(hours=9)).replace(tzinfo=None)


def test_files_read_in_the_language_of_the_page() -> None:
    site = reviewing()

    english = b"".join(site.get("/en/desk/figures/cases.csv")).decode()

    assert english.splitlines()[0] != b"".join(site.get("/desk/figures/cases.csv")).decode().splitlines()[0]


def test_the_condition_stays_in_the_address_of_the_files() -> None:
    html = reviewing().get("/desk/figures/?days=30&kind=tool_registration").content.decode()

    assert "/desk/figures/times.csv?days=30&amp;kind=tool_registration" in html


@pytest.mark.parametrize("asked", ["days=x&kind=y", "days=31", "days=-30", "days=999999999"])
def test_a_condition_that_there_is_not_is_as_usual(asked: str) -> None:
    shown = reviewing().get(f"/desk/figures/?{asked}").context

    assert (shown["period"], shown["kind"].code) == (365, "application")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_much_there_is(
    count: int, django_assert_num_queries: Any
) -> None:
    reviewer = person(Role.REVIEWER)
    for place in range(count):
        made = filing(f"TR26-{place}", owner=Party.objects.create(name=f"販売{place}"))
        finding(made, "maker", reviewer, sent=True)
        stepped(f"TR26-9{place}", 1, 2)
    site = signed_in(reviewer)
    site.get("/desk/figures/")

    with django_assert_num_queries(QUERIES):
        site.get("/desk/figures/?kind=tool_registration")


QUERIES = 3 + 7
