"""What every list and case page asks of the database: at most eight questions, and the same however much there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import PARTIES, Role
from hojokin.office.actions.assess_return import assess_return
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.actions.order_repayment import Demand, order_repayment, receive_return
from hojokin.office.records.models import (
    Alert,
    Document,
    Filing,
    Finding,
    Inspection,
    Instalment,
    NewsItem,
    OutboxMessage,
    PaperErasure,
    Party,
    ReturnAssessment,
    ReturnReceipt,
    Seat,
    Tool,
    ToolReport,
)
from hojokin.office.records.models.tool_report import UseState
from tests.office.grants.granted import LATER, Scene, browser
from tests.office.grants.test_repayment import at
from tests.office.grants.test_repayment_pages import YEAR_2, missed, stated
from tests.office.grants.test_stopped_tools import say as report_use
from tests.office.people import Town, fresh, status, town
from tests.office.test_permissions import Asked, sample
from tests.office.vendor.people import AT, MEMBERS, consortium, filing_of, say, vendor_person

pytestmark = pytest.mark.django_db
SIGNED_IN = 3
MOST = 8
MORE = 9  # copies of everything beside the first: ten times as much
PARTY_PAGES = {
    Role.APPLICANT: (
        "my/",
        "my/notices/",
        "my/projects/",
        "my/projects/<str:number>/",
        "my/projects/<str:number>/duties/",
        "my/banks/<str:number>/",
    ),
    Role.VENDOR: (
        "vendor/",
        "vendor/applications/",
        "vendor/tools/",
        "vendor/registration/",
        "vendor/people/",
        "vendor/notices/",
        "vendor/system/",
        "vendor/changes/",
    ),
    Role.MEMBER: ("member/", "member/notices/"),
}
CASE_PAGES = (
    "cases/<str:number>/",
    "cases/<str:number>/form/<slug:section>/",
    "cases/<str:number>/versions/",
    "cases/<str:number>/compare/",
    "cases/<str:number>/steps/<slug:action>/",
)
REVIEWS = ("desk/<str:number>/", "desk/<str:number>/compare/", "desk/<str:number>/papers/")
DESK_PAGES = (
    "desk/",
    "desk/rounds/",
    "desk/rounds/<slug:code>/",
    "desk/rounds/<slug:code>/decide/",
    "desk/vendors/",
    "desk/inspection/",
    "desk/inspection/<str:number>/",
    "desk/payments/",
    "desk/payments/<str:number>/",
    "desk/repayments/",
    "desk/repayments/<str:number>/",
    "desk/ledger/",
    "desk/silent/",
    "desk/alerts/",
    "desk/alerts/<int:alert>/",
    "desk/erasures/",
    "desk/erasures/<int:erasure>/",
    "desk/figures/",
)
HOUSE_PAGES = ("desk/people/", "desk/news/", "desk/messages/", "desk/audit/")
PUBLIC_PAGES = ("tools/", "vendors/", "grantees/", "news/", "results/")

type Change = Callable[[Any, Any, int], None]


@dataclass(frozen=True)
class Page:
    """A page, who reads it, and whose filing it is about."""

    where: str
    who: str
    of: Role = Role.VENDOR


def pages() -> Iterator[Page]:
    for role in sorted(PARTIES):
        for where in (*PARTY_PAGES[role], *CASE_PAGES):
            yield Page(where, role.value, role)
        for where in REVIEWS:
            yield Page(where, Role.REVIEWER.value, role)
    for where in (*DESK_PAGES, *HOUSE_PAGES, *PUBLIC_PAGES):
        yield Page(where, Role.ADMINISTRATOR.value)
    yield Page("cases/<str:number>/offered/", Role.APPLICANT.value, Role.APPLICANT)
    yield Page("desk/<str:number>/score/", Role.REVIEWER.value, Role.APPLICANT)
    yield Page("cases/<str:number>/", Role.REVIEWER.value, Role.VENDOR)


def copies(rows: Sequence[Any], change: Change) -> None:
    """So many more of the rows, each with what must differ."""
    for row in rows:
        first = copy(row)
        for place in range(1, MORE + 1):
            row.pk = None
            row._state.adding = True
            change(row, first, place)
            row.save()


def grow() -> None:
    """Ten of everything that a list shows or a case has."""
    for filing in list(Filing.objects.all()):
        for model in (Finding, Document):
            copies(list(model.objects.filter(filing=filing)), _alike)
    for model, change in CHANGES.items():
        copies(list(model.objects.all()), change)


def _alike(_row: Any, _first: Any, _place: int) -> None:
    """Nothing has to differ."""


def _numbered(name: str) -> Change:
    def change(row: Any, first: Any, place: int) -> None:
        setattr(row, name, f"{getattr(first, name)}-{place}")

    return change


def _of_other_bytes(row: Any, _first: Any, place: int) -> None:
    """An erasure of another paper."""
    row.sha256 = f"{place:064d}"


def _of_another(row: Any, first: Any, place: int) -> None:
    """A seat of somebody else."""
    person = copy(first.person)
    person.pk, person.email = None, f"{place}-{person.email}"
    person._state.adding = True
    person.save()
    row.person = person


CHANGES: dict[Any, Change] = {
    Filing: _numbered("number"),
    Party: _alike,
    NewsItem: _numbered("slug"),
    OutboxMessage: _numbered("key"),
    Alert: _numbered("key"),
    PaperErasure: _of_other_bytes,
    Tool: _numbered("number"),
    Seat: _of_another,
}


@pytest.fixture
def here(settings: Any, tmp_path: Path) -> Town:
    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor
    return town()


def asked(here: Town, page: Page) -> int:
    """How many questions a page takes, beyond signing in."""
    path = sample(page.where, Asked(here, here.own[page.of], "own"))
    return asked_at(path, fresh(here.browser(page.who)))


def asked_at(path: str, browser: Client) -> int:
    """The same of an address; once it has been opened before, and so lately that nothing kept since has run out."""
    cache.clear()
    browser.get(path)
    with CaptureQueriesContext(connection) as made:
        answer = browser.get(path)
    assert status(answer) == 200, path
    return len(made) - SIGNED_IN


def test_every_list_and_every_case_asks_few_questions_however_much_there_is(here: Town) -> None:
    before = {page: asked(here, page) for page in pages()}
    grow()
    after = {page: asked(here, page) for page in pages()}

    assert {page: count for page, count in after.items() if count > MOST} == {}
    assert {page: (before[page], count) for page, count in after.items() if count > before[page]} == {}


def of_a_grant(here: Scene) -> dict[tuple[str, str], int]:
    """How many questions each page of a grant and of its papers takes, by address and reader."""
    number, papers = here.filing.number, [each.number for each in first_papers(here)]
    own = [f"my/projects/{number}/", f"my/projects/{number}/duties/", f"cases/{number}/"]
    desk = [f"desk/repayments/{number}/", f"desk/inspection/{number}/"]
    readers = {
        "applicant": (here.applicant, [*own, *(f"cases/{each}/" for each in papers)]),
        "vendor": (here.vendor, [f"cases/{each}/" for each in (number, *papers)]),
        "reviewer": (here.reviewer, [*desk, *(f"desk/{each}/{way}" for each in papers for way in WAYS)]),
        "approver": (here.approver, desk),
        "payer": (here.payer, desk),
    }
    return {
        (path, who): asked_at(f"/{path}", browser(reader))
        for who, (reader, paths) in readers.items()
        for path in paths
    }


WAYS = ("", "compare/")


def first_papers(here: Scene) -> list[Filing]:
    """The performance report and the first effect report."""
    found = here.filing.children.filter(
        kind__in=("performance_report", "effect_report"), number__endswith="1"
    )
    return list(found.order_by("pk")[:2])


def more_of_a_grant(here: Scene) -> None:
    """Ten times the papers, with what they say, and whatever else was written of the grant."""
    for each in list(here.filing.children.all()):
        first, said = each.pk, list(each.entries.all())
        copies([each], _numbered("number"))
        for paper in Filing.objects.filter(number__startswith=f"{Filing.objects.get(pk=first).number}-"):
            for entry in said:
                entry.pk, entry.filing = None, paper
                entry._state.adding = True
                entry.save()
        copies(list(Document.objects.filter(filing=first)), _alike)
    for model, change in GRANT_CHANGES.items():
        copies(list(model.objects.filter(**{OF.get(model, "grant"): here.grant})), change)


def _on_another_day(name: str) -> Change:
    def change(row: Any, first: Any, place: int) -> None:
        setattr(row, name, getattr(first, name) + timedelta(days=place))

    return change


OF = {ReturnReceipt: "order__grant", Instalment: "order__grant"}
GRANT_CHANGES: dict[Any, Change] = {
    Inspection: _alike,
    ReturnAssessment: _alike,
    ToolReport: _on_another_day("on"),
    ReturnReceipt: _alike,
    Instalment: _on_another_day("due_on"),
}


@pytest.mark.parametrize("is_ordered", [False, True])
def test_a_grant_and_its_papers_ask_few_questions_however_much_there_is(is_ordered: bool) -> None:
    here = missed()
    report_use(here, UseState.CANCELLED)
    Filing.objects.filter(kind="effect_report").update(state="submitted", submitted_at=LATER)
    assess_return(here.filing, stated(), by=here.reviewer, at=LATER)
    if is_ordered:
        parts = [(date(2029, 8, day), amount) for day, amount in ((1, 1_000_000), (31, 2_000_000))]
        demand = Demand(date(2029, 8, 31), "未達", parts)
        order_repayment(here.filing, demand, by=here.approver, at=at(YEAR_2))
        receive_return(here.filing, on=YEAR_2, amount=500_000, by=here.payer, at=at(YEAR_2))

    before = of_a_grant(here)
    more_of_a_grant(here)
    after = of_a_grant(here)

    assert {page: count for page, count in after.items() if count > MOST} == {}
    assert {page: (before[page], count) for page, count in after.items() if count > before[page]} == {}


def test_a_renewed_registration_of_a_consortium_asks_few_questions_however_many_members_it_has() -> None:
    leader = vendor_person()
    filing_of("vendor_registration", leader, {"form": ["consortium"]}, state="registered", edition="fy2025")
    registration = consortium(leader, MEMBERS[:1])
    invite_members(registration, by=leader, at=AT)
    before = asked_at("/vendor/registration/", browser(leader))
    many = [{**MEMBERS[1], "name": [f"林デザイン{place}"]} for place in range(MORE)]
    say(registration, leader, members=[MEMBERS[0], *many])
    invite_members(registration, by=leader, at=AT)

    after = asked_at("/vendor/registration/", browser(leader))

    assert registration.children.count() == MORE + 1
    assert after <= min(before, MOST)
