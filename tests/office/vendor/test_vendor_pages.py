"""The vendor's pages: what waits for it first, the same number of queries however long the lists, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.actions.tell import tell
from hojokin.office.records.models import Filing, Notice
from tests.office.vendor.people import (
    AT,
    MEMBERS,
    THIRD,
    applicant_person,
    browser,
    consortium,
    filing_of,
    firm,
    registered,
    sits,
    vendor_person,
)
from tests.office.vendor.test_own_tools import sold

PAGES = [
    "",
    "start/",
    "registration/",
    "tools/",
    "changes/",
    "applications/",
    "applications/new/",
    "people/",
    "notices/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_in_both_languages(path: str, prefix: str) -> None:
    assert browser(vendor_person()).get(f"{prefix}/vendor/{path}").status_code == 200


@pytest.mark.parametrize("path", [each for each in PAGES if each != "start/"])
def test_nobody_but_a_vendor_comes_in(path: str) -> None:
    others = [
        applicant_person(),
        sits("m@m.example", Role.MEMBER, firm("構成員")),
        sits("r@r.example", Role.REVIEWER, None),
    ]

    assert [browser(each).get(f"/vendor/{path}").status_code for each in others] == [403, 403, 403]


def test_the_home_shows_what_waits_for_the_vendor_the_nearest_day_first() -> None:
    seller = vendor_person()
    late, soon, theirs = (
        filing_of("tool_registration", seller, title=title) for title in ("おそい", "はやい", "審査")
    )
    Filing.objects.filter(pk=soon.pk).update(due_at=AT + timedelta(days=200))
    Filing.objects.filter(pk=late.pk).update(due_at=AT + timedelta(days=300))
    Filing.objects.filter(pk=theirs.pk).update(state="submitted")
    client = browser(seller)

    mine = client.get("/vendor/").content.decode()
    office = client.get("/vendor/?turn=office").content.decode()

    assert mine.index(soon.number) < mine.index(late.number)
    assert (theirs.number in mine, theirs.number in office, soon.number in office) == (False, True, False)


def test_another_firms_filings_are_not_listed() -> None:
    other = filing_of("tool_registration", vendor_person(firm("株式会社よそ"), "else@example.jp"))

    assert other.number not in browser(vendor_person()).get("/vendor/?turn=all").content.decode()


def test_a_search_looks_beyond_the_own_turn() -> None:
    seller = vendor_person()
    filing = filing_of("tool_registration", seller, title="みどり予約", state="submitted")

    assert filing.number in browser(seller).get("/vendor/?text=予約").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_takes_the_same_queries_however_much_there_is(
    count: int, django_assert_num_queries: Any
) -> None:
    seller = vendor_person()
    for _each in range(count):
        tell("handed_over", filing_of("tool_registration", seller), [Role.VENDOR], at=AT)
    client = browser(seller)

    with django_assert_num_queries(6):
        client.get("/vendor/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_applications_take_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    seller = vendor_person()
    vendor = registered(seller)
    for number in range(count):
        owner = firm(f"客{number}")
        filing_of("application", seller, owner=owner, partner=seller.party, vendor=vendor, track="normal")
    client = browser(seller)

    with django_assert_num_queries(6):
        client.get("/vendor/applications/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_file_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    seller = vendor_person()
    for number in range(count):
        filing_of("application", seller, owner=firm(f"客{number}"), partner=seller.party, track="normal")
    client = browser(seller)

    with django_assert_num_queries(3):
        b"".join(client.get("/vendor/applications/applications.csv").streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [1, 3])
def test_the_tools_take_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    seller = vendor_person()
    registered(seller)
    seller.party.refresh_from_db()  # type: ignore[union-attr]
    for number in range(count):
        sold(seller, f"DL06-500000{number}")
    client = browser(seller)

    with django_assert_num_queries(6):
        client.get("/vendor/tools/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_registration_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    leader = vendor_person()
    invite_members(consortium(leader, [*MEMBERS, THIRD][:count]), by=leader, at=AT)
    client = browser(leader)

    with django_assert_num_queries(10):
        client.get("/vendor/registration/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_people_take_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    seller = vendor_person()
    for number in range(count):
        sits(f"{number}@midori.example.jp", Role.VENDOR, seller.party)
    client = browser(seller)

    with django_assert_num_queries(4):
        client.get("/vendor/people/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_notices_take_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    seller = vendor_person()
    for _each in range(count):
        tell("handed_over", filing_of("tool_registration", seller), [Role.VENDOR], at=AT)
    client = browser(seller)

    with django_assert_num_queries(3):
        client.get("/vendor/notices/")


def test_notices_are_read_one_by_one_or_all_and_only_ones_own() -> None:
    seller = vendor_person()
    colleague = sits("other@midori.example.jp", Role.VENDOR, seller.party)
    for _each in range(3):
        tell("handed_over", filing_of("tool_registration", seller), [Role.VENDOR], at=AT)
    client = browser(seller)
    foreign = Notice.objects.filter(person=colleague.person).first()
    own = Notice.objects.filter(person=seller.person).first()
    assert foreign is not None
    assert own is not None

    client.post("/vendor/notices/", {"notice": foreign.pk})
    client.post("/vendor/notices/", {"notice": own.pk})
    unread = Notice.objects.filter(person=seller.person, read_at__isnull=True).count()
    client.post("/vendor/notices/")

    assert unread == 2
    assert Notice.objects.filter(person=seller.person, read_at__isnull=True).count() == 0
    assert Notice.objects.filter(person=colleague.person, read_at__isnull=True).count() == 3


def test_the_registration_page_lists_what_is_left_to_do() -> None:
    leader = vendor_person()
    consortium(leader)

    page = browser(leader).get("/vendor/registration/").content.decode()

    assert "登録の内容を入力する" in page
    assert "構成員の全員に入力を終えてもらう" in page
    assert "まだの2者に招待を送る" in page


def test_a_tool_of_the_first_categories_that_was_sent_is_the_first_tool() -> None:
    leader = vendor_person()
    consortium(leader)
    client = browser(leader)
    tool = filing_of("tool_registration", leader, {"category": ["10"]})

    draft = client.get("/vendor/registration/").content.decode()
    Filing.objects.filter(pk=tool.pk).update(state="submitted")
    sent = client.get("/vendor/registration/").content.decode()

    assert ("提出済みのツールがあります。" in draft, "提出済みのツールがあります。" in sent) == (False, True)
