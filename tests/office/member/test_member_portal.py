"""A member sees its own part, and nothing that the leader or another member filed."""

from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.invite_members import invite_members
from hojokin.office.records.models import Filing
from tests.office.vendor.people import (
    AT,
    MEMBERS,
    THIRD,
    applicant_person,
    browser,
    consortium,
    filing_of,
    sits,
    vendor_person,
)


@pytest.fixture
def parts() -> list[Filing]:
    """The parts of two members of one consortium."""
    leader = vendor_person()
    return list(invite_members(consortium(leader), by=leader, at=AT))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["", "notices/"])
def test_the_pages_open_in_both_languages(parts: list[Filing], path: str, prefix: str) -> None:
    client = browser(sits("a@aoba.example.jp", Role.MEMBER, parts[0].owner))

    assert client.get(f"{prefix}/member/{path}").status_code == 200


def test_only_the_own_part_is_listed(parts: list[Filing]) -> None:
    client = browser(sits("a@aoba.example.jp", Role.MEMBER, parts[0].owner))

    page = client.get("/member/").content.decode()

    parent = parts[0].parent
    assert parent is not None
    shown = [each.number in page for each in (parts[0], parts[1], parent)]
    assert shown == [True, False, False]


def test_the_leaders_filing_and_the_other_part_are_absent(parts: list[Filing]) -> None:
    client = browser(sits("a@aoba.example.jp", Role.MEMBER, parts[0].owner))
    parent = parts[0].parent
    assert parent is not None

    answers = [client.get(f"/cases/{each.number}/").status_code for each in (parts[0], parts[1], parent)]

    assert answers == [200, 404, 404]


def test_nobody_but_a_member_comes_in() -> None:
    others = [applicant_person(), vendor_person(), sits("r@r.example", Role.REVIEWER, None)]

    assert [browser(each).get("/member/").status_code for each in others] == [403, 403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_takes_the_same_queries(count: int, django_assert_num_queries: Any) -> None:
    leader = vendor_person()
    part = invite_members(consortium(leader, [*MEMBERS, THIRD]), by=leader, at=AT)[0]
    member = sits("a@aoba.example.jp", Role.MEMBER, part.owner)
    for _each in range(count - 1):
        filing_of("member_part", member, partner=leader.party)
    client = browser(member)

    with django_assert_num_queries(5):
        client.get("/member/")
